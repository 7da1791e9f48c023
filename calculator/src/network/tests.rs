//! Where people stand, and that picture, list and file say the same.

use super::*;
use crate::papers::Piece;
use proptest::prelude::*;

fn person(label: &str, ring: usize, area: usize) -> Person {
    Person { label: label.to_owned(), ring, area, helps: false }
}

/// How far a place is from the middle, squared.
fn distance((x, y): (i32, i32)) -> i32 {
    (x - MIDDLE) * (x - MIDDLE) + (y - MIDDLE) * (y - MIDDLE)
}

#[test]
fn everybody_stands_on_their_ring_and_in_their_area() {
    for ring in 0..RINGS.len() {
        for (area, (right, below)) in
            [(true, false), (true, true), (false, true), (false, false)].into_iter().enumerate()
        {
            for count in 1..=8 {
                let map = Map { people: vec![person("x", ring, area); count], ..Map::default() };
                let inner = if ring == 0 { 40 } else { EDGES[ring - 1] };
                let mut places = Vec::new();
                for number in 0..count {
                    let (x, y) = map.place(number).unwrap();
                    assert_eq!(
                        (x > MIDDLE, y > MIDDLE),
                        (right, below),
                        "ring {ring}, area {area}, {number} of {count}"
                    );
                    let far = distance((x, y));
                    assert!(far > inner * inner && far < EDGES[ring] * EDGES[ring], "{ring} {area} {number}: {far}");
                    places.push((x, y));
                }
                places.sort_unstable();
                places.dedup();
                assert_eq!(places.len(), count, "nobody stands on another");
            }
        }
    }
    assert_eq!(Map::default().place(0), None);
}

#[test]
fn everybody_is_in_the_word_file_once_under_their_ring() {
    let mut people: Vec<Person> = (0..12).map(|at| person(&format!("Rolle {at}"), at % 2, at % 4)).collect();
    people[5].helps = true;
    let map = Map { people, ..Map::default() };
    let pieces = word::pieces(&map, jiff::civil::date(2026, 11, 22));
    let (mut ring, mut seen) = (None, Vec::new());
    for piece in &pieces {
        match piece {
            Piece::Heading(2, name) => ring = RINGS.iter().position(|ring| ring == name),
            Piece::Table(_, rows) => {
                for row in rows {
                    let number: usize = row[0].parse().unwrap();
                    let person = &map.people[number - 1];
                    assert_eq!(Some(person.ring), ring, "{row:?}");
                    assert_eq!((&row[1], row[2].as_str()), (&person.label, AREAS[person.area]));
                    assert_eq!(row[3].starts_with("Ja"), person.helps, "{row:?}");
                    seen.push(number);
                }
            }
            Piece::Text(said) => assert_eq!((ring, said.as_str()), (Some(2), "Ingen"), "only the outermost is empty"),
            other => assert!(matches!(other, Piece::Lines(_)), "{other:?}"),
        }
    }
    seen.sort_unstable();
    assert_eq!(seen, (1..=12).collect::<Vec<_>>());
    let around = word::Around { creator: "Guiden".into(), head: "Fortroligt".into(), closing: "Kilder: ingen".into() };
    assert_eq!(word::read(&word::to_json(&around)), Some(around.clone()));
    assert!(word::file(&map, &around, jiff::civil::date(2026, 11, 22)).starts_with(b"PK"));
}

#[test]
fn labels_cover_nothing_and_numbers_are_all_there() {
    let people: Vec<Person> = (0..20).map(|number| person("Kontaktperson", number % 3, 0)).collect();
    let drawn = drawing(&Map { people, ..Map::default() });
    let of = |class: &str| drawn.words.iter().filter(|word| word.0.starts_with(class)).collect::<Vec<_>>();
    assert_eq!(of("number").len(), 20);
    let labels: Vec<Room> = of("label").into_iter().map(|(_, x, y, words)| written(*x, *y, words)).collect();
    assert!(!labels.is_empty() && labels.len() < 20, "{} labels", labels.len());
    for (at, label) in labels.iter().enumerate() {
        assert!(labels[at + 1..].iter().all(|other| !meet(*label, *other)), "two labels meet");
        for (class, x, y, radius) in drawn.circles.iter().filter(|(class, ..)| matches!(*class, "person" | "helps")) {
            assert!(!meet(*label, [x - radius, y - radius, x + radius, y + radius]), "a label covers a {class}");
        }
    }
    let alone = drawing(&Map { people: vec![person("Mormor", 0, 0)], ..Map::default() });
    assert!(alone.words.iter().any(|(class, _, _, words)| *class == "label" && words == "Mormor"));
}

#[test]
fn picture_list_and_file_say_the_same() {
    let mut map =
        Map { centre: "Ung".to_owned(), people: vec![person("Mormor", 0, 0), person("Træner <K> & co.", 1, 3)] };
    map.people[0].helps = true;
    let list = listed(&map);
    assert_eq!(list[0], (RINGS[0], vec!["1. Mormor (Familie, kan hjælpe)".to_owned()]));
    assert_eq!(list[1].1, ["2. Træner <K> & co. (Venner og fritid)"]);
    assert_eq!(list[2].1, Vec::<String>::new());
    let drawn = drawing(&map);
    let dots = drawn.circles.iter().filter(|(class, ..)| matches!(*class, "person" | "helps")).count();
    assert_eq!(dots, 2);
    assert!(drawn.words.iter().any(|(_, _, _, words)| words == "Ung"));
    let file = svg(&map);
    assert!(file.contains("Træner &lt;K&gt; &amp;") && file.contains("1. Mormor") && !file.contains("<K>"), "{file}");
    assert_eq!(Map::of(&map.saved()), map);
    assert_eq!(Map::of(&Saved::default()), Map::default());
}

#[test]
fn what_cannot_be_read_is_nobody() {
    let mut saved = Saved::default();
    for (key, value) in [
        ("p1-hvem", "Mor"),
        ("p1-ring", "9"),
        ("p1-omraade", "1"),
        ("p2-hvem", "010203-1234"),
        ("p2-ring", "1"),
        ("p2-omraade", "1"),
        ("p3-hvem", "Far"),
        ("p3-ring", "1"),
        ("p3-omraade", "2"),
    ] {
        saved.put(key, value);
    }
    assert_eq!(Map::of(&saved).people, [person("Far", 0, 1)]);
}

proptest! {
    /// Whatever stands on a map: it is drawn without a panic, saved and read back, and all stand within the picture.
    #[test]
    fn any_map_is_drawn_and_comes_back(people in prop::collection::vec(("[a-zæøå ]{1,20}", 0..3_usize, 0..4_usize, any::<bool>()), 0..MOST)) {
        let people: Vec<Person> = people.into_iter().map(|(label, ring, area, helps)| Person { label, ring, area, helps }).filter(|one| !one.label.trim().is_empty()).map(|one| Person { label: one.label.trim().to_owned(), ..one }).collect();
        let map = Map { centre: String::new(), people };
        prop_assert_eq!(Map::of(&map.saved()), map.clone());
        for number in 0..map.people.len() {
            let (x, y) = map.place(number).unwrap();
            prop_assert!((DOT..SIZE - DOT).contains(&x) && (DOT..SIZE - DOT).contains(&y));
        }
        prop_assert!(svg(&map).ends_with("</svg>\n"));
    }
}
