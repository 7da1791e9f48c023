//! A network map: who is around a child, drawn on rings by how near they are.
//!
//! Contract: the source says that such a map is drawn and not what it looks like, so rings and areas are our own. A [`Map`] is people
//! with a role or initials, never a name that is asked for; [`drawing`] places them by whole numbers alone, the same on the page, on
//! paper and in the file; [`listed`] says the same in words, for whoever does not see it. [`svg`] is the drawing as a file of its own.

pub mod word;

use crate::concern::cpr;
use crate::saved::Saved;
use crate::word::escaped;

/// The rings from the middle outwards.
pub const RINGS: [&str; 3] = ["Tæt på i hverdagen", "Med af og til", "Længere væk"];

/// The areas, clockwise from the top.
pub const AREAS: [&str; 4] = ["Familie", "Skole eller dagtilbud", "Fagfolk", "Venner og fritid"];

/// The most people on a map.
pub const MOST: usize = 40;

/// Somebody on the map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// A role or initials.
    pub label: String,
    /// A place among [`RINGS`].
    pub ring: usize,
    /// A place among [`AREAS`].
    pub area: usize,
    /// Whether the child can be helped by them, as the child sees it.
    pub helps: bool,
}

/// A map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Map {
    /// Who stands in the middle; empty is »Barnet«.
    pub centre: String,
    /// In the order in which they were added, which numbers them.
    pub people: Vec<Person>,
}

/// What the place of a drawing is called, in which it scrolls where there is little room.
pub const REGION: &str = "Kortet som billede";

/// The width and the height of a drawing.
pub const SIZE: i32 = 640;

/// A drawing: circles, lines and words in a square of [`SIZE`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawing {
    /// Rings and people: class, centre and radius.
    pub circles: Vec<(&'static str, i32, i32, i32)>,
    /// Borders between areas.
    pub lines: Vec<[i32; 4]>,
    /// Words: class, where, what.
    pub words: Vec<(&'static str, i32, i32, String)>,
}

const MIDDLE: i32 = SIZE / 2;
/// Where rings end.
const EDGES: [i32; 3] = [130, 215, 300];
/// Where people of a ring stand, and where every other one does where there are many.
const STANDS: [[i32; 2]; 3] = [[92, 68], [180, 152], [266, 240]];
/// From how many in one place every other stands nearer.
const MANY: usize = 4;
/// The radius of a person.
const DOT: i32 = 13;

/// The sine of each whole degree of a quarter, in ten-thousandths.
const SINE: [i32; 91] = [
    0, 175, 349, 523, 698, 872, 1045, 1219, 1392, 1564, 1736, 1908, 2079, 2250, 2419, 2588, 2756, 2924, 3090, 3256,
    3420, 3584, 3746, 3907, 4067, 4226, 4384, 4540, 4695, 4848, 5000, 5150, 5299, 5446, 5592, 5736, 5878, 6018, 6157,
    6293, 6428, 6561, 6691, 6820, 6947, 7071, 7193, 7314, 7431, 7547, 7660, 7771, 7880, 7986, 8090, 8192, 8290, 8387,
    8480, 8572, 8660, 8746, 8829, 8910, 8988, 9063, 9135, 9205, 9272, 9336, 9397, 9455, 9511, 9563, 9613, 9659, 9703,
    9744, 9781, 9816, 9848, 9877, 9903, 9925, 9945, 9962, 9976, 9986, 9994, 9998, 10_000,
];

/// A place at an angle, in degrees clockwise from the top, and a distance from the middle.
fn at(degrees: i32, distance: i32) -> (i32, i32) {
    let sine = |degrees: i32| {
        let degrees = degrees.rem_euclid(360);
        let part = usize::try_from(degrees % 90).unwrap_or_default();
        match degrees / 90 {
            0 => SINE[part],
            1 => SINE[90 - part],
            2 => -SINE[part],
            _ => -SINE[90 - part],
        }
    };
    let moved = |sine: i32| (sine * distance + if sine < 0 { -5_000 } else { 5_000 }) / 10_000;
    (MIDDLE + moved(sine(degrees)), MIDDLE - moved(sine(degrees + 90)))
}

impl Map {
    /// Who stands in the middle.
    #[must_use]
    pub fn middle(&self) -> &str {
        if self.centre.is_empty() { "Barnet" } else { &self.centre }
    }

    /// Where a person stands on the drawing.
    #[must_use]
    pub fn place(&self, person: usize) -> Option<(i32, i32)> {
        let one = self.people.get(person)?;
        let same = |other: &&Person| (other.ring, other.area) == (one.ring, one.area);
        let count = self.people.iter().filter(same).count();
        let before = self.people.iter().take(person).filter(same).count();
        let number = |number: usize| i32::try_from(number).unwrap_or(i32::MAX);
        let degrees = number(one.area) * 90 + (number(before) + 1) * 90 / (number(count) + 1);
        let stand = STANDS.get(one.ring)?[usize::from(count >= MANY) * (before % 2)];
        Some(at(degrees, stand))
    }

    /// What was filled in, as the texts of a file.
    #[must_use]
    pub fn saved(&self) -> Saved {
        let mut saved = Saved::default();
        saved.put("midte", &self.centre);
        for (number, person) in self.people.iter().enumerate() {
            let key = |what: &str| ["p", &(number + 1).to_string(), "-", what].concat();
            saved.put(&key("hvem"), &person.label);
            saved.put(&key("ring"), &(person.ring + 1).to_string());
            saved.put(&key("omraade"), &(person.area + 1).to_string());
            saved.put(&key("hjaelper"), if person.helps { "ja" } else { "" });
        }
        saved
    }

    /// The map of a file: people as far as they can be read; what looks like a CPR number is nobody.
    #[must_use]
    pub fn of(saved: &Saved) -> Map {
        let bare = |text: &str| if cpr::find(text).is_some() { String::new() } else { text.trim().to_owned() };
        let person = |number: usize| {
            let get = |what: &str| saved.get(&["p", &number.to_string(), "-", what].concat());
            let label = bare(get("hvem"));
            let place = |text: &str, of: usize| text.parse::<usize>().ok()?.checked_sub(1).filter(|place| *place < of);
            let (ring, area) = (place(get("ring"), RINGS.len())?, place(get("omraade"), AREAS.len())?);
            (!label.is_empty()).then(|| Person { label, ring, area, helps: get("hjaelper") == "ja" })
        };
        Map { centre: bare(saved.get("midte")), people: (1..=MOST).filter_map(person).collect() }
    }
}

/// Left, top, right, bottom.
type Room = [i32; 4];

/// The room of words in the middle of a place, at most.
fn written(x: i32, y: i32, words: &str) -> Room {
    let half = 4 * i32::try_from(words.chars().count()).unwrap_or(SIZE);
    [x - half, y - 11, x + half, y + 3]
}

fn meet(one: Room, other: Room) -> bool {
    one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]
}

/// The map, drawn. All have their number; a label stands only where it covers nothing, and else in the list.
#[must_use]
pub fn drawing(map: &Map) -> Drawing {
    let mut out = Drawing::default();
    for (edge, name) in EDGES.into_iter().zip(RINGS) {
        out.circles.push(("ring", MIDDLE, MIDDLE, edge));
        out.words.push(("ring-name", MIDDLE, MIDDLE - edge + 16, name.to_owned()));
    }
    for quarter in 0..4 {
        let (x1, y1) = at(quarter * 90, 40);
        let (x2, y2) = at(quarter * 90, EDGES[2]);
        out.lines.push([x1, y1, x2, y2]);
    }
    let corners = [(SIZE - 8, 20, "end"), (SIZE - 8, SIZE - 10, "end"), (8, SIZE - 10, "start"), (8, 20, "start")];
    for ((x, y, class), name) in corners.into_iter().zip(AREAS) {
        out.words.push((class, x, y, name.to_owned()));
    }
    out.circles.push(("centre", MIDDLE, MIDDLE, 40));
    out.words.push(("centre-name", MIDDLE, MIDDLE + 5, short(map.middle(), 9)));
    let places: Vec<_> = (0..map.people.len()).filter_map(|number| map.place(number)).collect();
    let mut taken: Vec<Room> =
        EDGES.into_iter().zip(RINGS).map(|(edge, name)| written(MIDDLE, MIDDLE - edge + 16, name)).collect();
    // The largest square within the circle in the middle.
    taken.push([MIDDLE - 28, MIDDLE - 28, MIDDLE + 28, MIDDLE + 28]);
    taken.extend(places.iter().map(|(x, y)| [x - DOT, y - DOT, x + DOT, y + DOT]));
    for (number, person) in map.people.iter().enumerate() {
        let Some((x, y)) = map.place(number) else { continue };
        out.circles.push((if person.helps { "helps" } else { "person" }, x, y, DOT));
        out.words.push((if person.helps { "number on" } else { "number" }, x, y + 5, (number + 1).to_string()));
        let label = short(&person.label, 14);
        let room = written(x, y + DOT + 13, &label);
        if !taken.iter().any(|other| meet(room, *other)) {
            taken.push(room);
            out.words.push(("label", x, y + DOT + 13, label));
        }
    }
    out
}

/// A text, cut off where it is longer.
fn short(text: &str, most: usize) -> String {
    if text.chars().count() <= most { text.to_owned() } else { text.chars().take(most - 1).chain(['…']).collect() }
}

/// The same in words: each ring with its people.
#[must_use]
pub fn listed(map: &Map) -> Vec<(&'static str, Vec<String>)> {
    let line = |(number, person): (usize, &Person)| {
        let helps = if person.helps { ", kan hjælpe" } else { "" };
        let area = AREAS.get(person.area).copied().unwrap_or_default();
        [&(number + 1).to_string(), ". ", &person.label, " (", area, helps, ")"].concat()
    };
    let of = |ring: usize| map.people.iter().enumerate().filter(|(_, person)| person.ring == ring).map(line).collect();
    RINGS.into_iter().enumerate().map(|(ring, name)| (name, of(ring))).collect()
}

/// The drawing as a file of its own, black on white.
#[must_use]
pub fn svg(map: &Map) -> String {
    let drawing = drawing(map);
    let size = SIZE.to_string();
    let mut out = [
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"",
        &size,
        "\" height=\"",
        &size,
        "\" viewBox=\"0 0 ",
        &size,
        " ",
        &size,
        "\" role=\"img\" font-family=\"sans-serif\" font-size=\"14\"><title>Netværkskort</title><desc>",
    ]
    .concat();
    for (ring, people) in listed(map) {
        out.push_str(&escaped(
            &[ring, ": ", &if people.is_empty() { "ingen".to_owned() } else { people.join("; ") }, ". "].concat(),
        ));
    }
    out.push_str("</desc><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>");
    for [x1, y1, x2, y2] in drawing.lines.iter().map(|line| line.map(|number| number.to_string())) {
        let parts = ["<line x1=\"", &x1, "\" y1=\"", &y1, "\" x2=\"", &x2, "\" y2=\"", &y2, "\" stroke=\"#999\"/>"];
        out.push_str(&parts.concat());
    }
    for (class, x, y, radius) in &drawing.circles {
        let look = match *class {
            "ring" => "fill=\"none\" stroke=\"#999\"",
            "helps" => "fill=\"#000\" stroke=\"#000\"",
            _ => "fill=\"#fff\" stroke=\"#000\" stroke-width=\"1.5\"",
        };
        let [x, y, radius] = [x, y, radius].map(|number| number.to_string());
        out.push_str(&["<circle cx=\"", &x, "\" cy=\"", &y, "\" r=\"", &radius, "\" ", look, "/>"].concat());
    }
    for (class, x, y, words) in &drawing.words {
        let anchor = match *class {
            "start" => "start",
            "end" => "end",
            _ => "middle",
        };
        let fill = if *class == "number on" { "#fff" } else { "#000" };
        let halo = if matches!(*class, "ring-name" | "label") {
            " paint-order=\"stroke\" stroke=\"#fff\" stroke-width=\"4\""
        } else {
            ""
        };
        let [x, y] = [x, y].map(|number| number.to_string());
        let parts = [
            "<text x=\"",
            &x,
            "\" y=\"",
            &y,
            "\" text-anchor=\"",
            anchor,
            "\" fill=\"",
            fill,
            "\"",
            halo,
            ">",
            &escaped(words),
            "</text>",
        ];
        out.push_str(&parts.concat());
    }
    out.push_str("</svg>\n");
    out
}

#[cfg(test)]
mod tests;
