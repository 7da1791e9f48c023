//! Dates as a table for Danish Excel.
//!
//! Contract: as [`crate::export`]: semicolons, CRLF, a byte order mark, and nothing that Excel takes for a formula. A row an item.
//! Columns on law, and the clock, stand only where something has them.

use super::{Item, When, text};
use crate::export::{MARK, row};
use crate::text::date;
use jiff::civil::Date;

/// The columns.
const COLUMNS: [&str; 10] = [
    "Dato",
    "Ugedag",
    "Klokkeslæt",
    "Hvad",
    "Efter loven",
    "Efter Hernings praksis 2015",
    "Regnet sådan",
    "Lov",
    "Status",
    "Bemærkninger",
];

/// Those on law and practice, and the clock.
const OF_LAW: [usize; 4] = [2, 4, 5, 7];

/// `27-11-2026`, which Danish Excel reads as a date.
fn plain(day: Date) -> String {
    let two = |number: i8| text::two(number.unsigned_abs());
    [two(day.day()).as_str(), "-", &two(day.month()), "-", &day.year().to_string()].concat()
}

/// Items as a table; `head` are lines above it.
#[must_use]
pub fn csv(head: &[String], items: &[Item], today: Date) -> String {
    let mut out = String::from(MARK);
    for line in head {
        row(&mut out, &[line]);
    }
    row(&mut out, &[text::GUIDING]);
    row(&mut out, &[&["Regnet ", &date(today), "."].concat()]);
    row(&mut out, &[]);
    let is_bare = items.iter().all(|item| {
        let is_day = matches!(item.when, Some(When::Day(_)) | None);
        is_day && item.by_law.is_empty() && item.by_practice.is_empty() && item.laws().is_empty()
    });
    let shown = |cells: &[&str; 10], out: &mut String| {
        let keeps = |at: &usize| !(is_bare && OF_LAW.contains(at));
        row(out, &cells.iter().enumerate().filter(|(at, _)| keeps(at)).map(|(_, cell)| *cell).collect::<Vec<_>>());
    };
    shown(&COLUMNS, &mut out);
    for item in items {
        let (day, weekday, clock) = match item.when {
            Some(When::Day(day)) => (plain(day), text::weekday(day), String::new()),
            Some(When::Clock(moment)) => (plain(moment.date), text::weekday(moment.date), text::clock(moment)),
            None => (item.without.clone(), "", String::new()),
        };
        let facts = item
            .facts
            .iter()
            .map(|(name, fact)| [*name, ": ", fact, if fact.ends_with('.') { "" } else { "." }].concat());
        let said: Vec<String> = item.remarks.iter().cloned().chain(facts).collect();
        let said = said.join(" ");
        let status = text::standing(item.standing());
        let laws = item.laws();
        shown(
            &[&day, weekday, &clock, &item.title, &item.by_law, &item.by_practice, &item.counted, &laws, status, &said],
            &mut out,
        );
    }
    out
}
