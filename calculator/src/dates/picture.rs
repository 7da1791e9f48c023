//! A line of time as a picture: where each day and each month stands on it, in hundredths of a per cent.
//!
//! Contract: whole numbers alone, from 0 to [`FULL`]. What is law stands above the line, all else below it. Marks
//! that would touch go into lanes further out. The picture repeats what stands in words beside it, and holds nothing more.

use super::calendar::day_number;
use super::{Item, Standing};
use crate::text::MONTHS;
use jiff::civil::Date;

/// The end of the line.
pub const FULL: i32 = 10_000;

/// Nearer than this, two numbers would touch on a phone.
const NEAR: i32 = 800;

/// How many lanes there are on a side; what has no room in them shares the last.
const LANES: usize = 4;

/// A line of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// The days, in order.
    pub marks: Vec<Mark>,
    /// The first days of months.
    pub ticks: Vec<Tick>,
    /// How many lanes are used above the line, and below it.
    pub lanes: [usize; 2],
}

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The number by which it stands in the list.
    pub number: usize,
    /// Where.
    pub at: i32,
    /// Whether it is law.
    pub is_law: bool,
    /// How far from the line, from 1.
    pub lane: usize,
}

/// The first day of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// Where.
    pub at: i32,
    /// The month, or in January the year; empty where there is no room.
    pub label: String,
}

/// The picture as lines and words, their places in per cent and em: widths follow the screen, heights the reader's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawing {
    /// The height.
    pub height: String,
    /// The lines.
    pub strokes: Vec<Stroke>,
    /// The words.
    pub words: Vec<Words>,
}

/// A line from one place to another, each across and down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stroke {
    /// Its class in the style sheet.
    pub class: &'static str,
    /// Where it begins.
    pub from: (String, String),
    /// Where it ends.
    pub to: (String, String),
}

/// Words at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// Their class in the style sheet.
    pub class: &'static str,
    /// Where.
    pub at: (String, String),
    /// The words.
    pub text: String,
}

/// A hundredth of the whole, where numbers at the ends have room.
fn across(at: i32) -> String {
    [hundredths(600 + at * 88 / 100).as_str(), "%"].concat()
}

/// Hundredths of an em.
fn down(hundredth: i32) -> String {
    [hundredths(hundredth).as_str(), "em"].concat()
}

fn hundredths(value: i32) -> String {
    let rest = value % 100;
    [value / 100, rest / 10, rest % 10].map(|part| part.to_string()).into_iter().enumerate().fold(
        String::new(),
        |mut out, (index, part)| {
            if index == 1 {
                out.push('.');
            }
            out.push_str(&part);
            out
        },
    )
}

/// How high a lane is, in hundredths of an em.
const LANE: i32 = 140;

impl Picture {
    /// The picture, drawn.
    #[must_use]
    pub fn drawing(&self) -> Drawing {
        let [above, below] = self.lanes.map(|lanes| i32::try_from(lanes).unwrap_or_default() * LANE);
        let line = above + 30;
        let bottom = line + below.max(40);
        let mut found = Drawing { height: down(bottom + 160), ..Drawing::default() };
        let mut stroke = |class, at: i32, top: i32, to: i32, end: i32| {
            found.strokes.push(Stroke { class, from: (across(at), down(top)), to: (across(to), down(end)) });
        };
        stroke("axis", 0, line, FULL, line);
        for tick in &self.ticks {
            let long = if tick.label.is_empty() { 35 } else { bottom + 20 - line };
            stroke("tick", tick.at, line, tick.at, line + long);
        }
        for mark in &self.marks {
            let out = i32::try_from(mark.lane).unwrap_or_default() * LANE;
            let (class, end) = if mark.is_law { ("law", line - out + 95) } else { ("practice", line + out - 95) };
            stroke(class, mark.at, line, mark.at, end);
            let at = (across(mark.at), down(if mark.is_law { line - out + 80 } else { line + out }));
            found.words.push(Words { class, at, text: mark.number.to_string() });
        }
        for tick in self.ticks.iter().filter(|tick| !tick.label.is_empty()) {
            let at = (across(tick.at), down(bottom + 130));
            found.words.push(Words { class: "month", at, text: tick.label.clone() });
        }
        found
    }
}

/// The picture of items from a day on; nothing where fewer than two have a day.
#[must_use]
pub fn picture(from: Date, items: &[Item]) -> Option<Picture> {
    let last = items.iter().filter_map(|item| item.when).map(|when| when.date()).max()?;
    let (start, whole) = (day_number(from), day_number(last) - day_number(from));
    if whole <= 0 || items.iter().filter(|item| item.when.is_some()).count() < 2 {
        return None;
    }
    // Multiply first: a line is never longer than a few thousand days.
    let place = |day: Date| (day_number(day) - start).saturating_mul(FULL) / whole;
    let mut found = Picture::default();
    let mut ends = [[-NEAR; LANES]; 2];
    for (index, item) in items.iter().enumerate() {
        let Some(when) = item.when else { continue };
        let (at, is_law) = (place(when.date()), matches!(item.standing(), Standing::Confirmed | Standing::Unconfirmed));
        let side = &mut ends[usize::from(!is_law)];
        let lane = side.iter().position(|end| at - end >= NEAR).unwrap_or(LANES - 1);
        side[lane] = at;
        let used = &mut found.lanes[usize::from(!is_law)];
        *used = (*used).max(lane + 1);
        found.marks.push(Mark { number: index + 1, at, is_law, lane: lane + 1 });
    }
    found.ticks = ticks(from, last, &place);
    Some(found)
}

/// The first days of months. Years are told in the place of January, and come before months where there is not room for both.
fn ticks(from: Date, last: Date, place: &dyn Fn(Date) -> i32) -> Vec<Tick> {
    let mut found: Vec<(Date, Tick)> = Vec::new();
    let (mut year, mut month) = (from.year(), from.month());
    loop {
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        let Some(day) = Date::new(year, month, 1).ok().filter(|day| *day <= last) else { break };
        found.push((day, Tick { at: place(day), label: String::new() }));
    }
    // From where to where a label stands.
    let mut taken: Vec<(i32, i32)> = Vec::new();
    for is_year in [true, false] {
        let half = if is_year { NEAR * 3 / 4 } else { NEAR * 5 / 8 };
        for (day, tick) in &mut found {
            let (start, end) = (tick.at - half, tick.at + half);
            let is_free = taken.iter().all(|(first, last)| end <= *first || start >= *last);
            if (day.month() == 1) == is_year && is_free && start >= -200 && end <= FULL + 200 {
                taken.push((start, end));
                let name = usize::try_from(day.month()).ok().and_then(|month| MONTHS.get(month.wrapping_sub(1)));
                let name = || name.copied().unwrap_or_default().chars().take(3).collect();
                tick.label = if is_year { day.year().to_string() } else { name() };
            }
        }
    }
    found.into_iter().map(|(_, tick)| tick).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::{Ground, Law, When};
    use jiff::civil::date;

    fn item(day: Date, is_law: bool) -> Item {
        let laws = if is_law { vec![Law::default()] } else { Vec::new() };
        Item { when: Some(When::Day(day)), grounds: vec![Ground { laws, ..Ground::default() }], ..Item::default() }
    }

    #[test]
    fn days_stand_where_they_are() {
        let from = date(2026, 1, 1);
        let items = [item(date(2026, 1, 1), true), item(date(2026, 7, 2), false), item(date(2026, 12, 31), true)];
        let picture = picture(from, &items).unwrap();
        assert_eq!(picture.marks.iter().map(|mark| mark.at).collect::<Vec<_>>(), [0, 5000, 10_000]);
        assert_eq!(picture.marks.iter().map(|mark| mark.is_law).collect::<Vec<_>>(), [true, false, true]);
        assert_eq!((picture.ticks.len(), picture.lanes), (11, [1, 1]));
    }

    #[test]
    fn what_would_touch_goes_further_out() {
        let from = date(2026, 1, 1);
        let items: Vec<Item> =
            [2, 3, 4, 300].map(|days| item(crate::dates::calendar::after_days(from, days).unwrap(), true)).into();
        let picture = picture(from, &items).unwrap();
        assert_eq!(picture.marks.iter().map(|mark| mark.lane).collect::<Vec<_>>(), [1, 2, 3, 1]);
    }

    #[test]
    fn one_day_is_no_line() {
        assert_eq!(picture(date(2026, 1, 1), &[item(date(2026, 2, 1), true)]), None);
        assert_eq!(picture(date(2026, 1, 1), &[]), None);
    }
}
