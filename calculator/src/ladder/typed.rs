//! What is typed, under the keys of its fields, and the reckoning that is read from it.
//!
//! Contract: a form, a saved file and an example of the register all are texts under the same keys ([`Saved`]), read here alone. Reading
//! cannot fail: what cannot be read or is missing is named where it stands and never becomes a number; an entered cost that cannot be read
//! is not replaced by a printed one. A number may be three, `lavt | sandsynligt | højt`.

use super::{Advisers, Case, Changed, Entry, MOST_MOVES, MOST_YEARS, Model, Move, Other};
use crate::saved::Saved;
use crate::{Amount, Change, Measure, Money, Range, Year};

/// The first year.
pub const FIRST: &str = "aar";
/// How many years.
pub const YEARS: &str = "antal-aar";
/// The set of printed costs.
pub const SET: &str = "priser";
/// The numbers of the moves that there are: `1,3`.
pub const MOVES: &str = "flytninger";
/// What an adviser costs a year.
pub const ADVISER_COST: &str = "raadgiver-pris";
/// In the prices of which year.
pub const ADVISER_YEAR: &str = "raadgiver-prisaar";
/// What another investment is.
pub const OTHER: &str = "andet-hvad";
/// In the prices of which year it is.
pub const OTHER_YEAR: &str = "andet-prisaar";
/// In the prices of which year the result is to be.
pub const TARGET: &str = "niveau";
/// The largest number of a move that is read.
pub const LARGEST_MOVE: u16 = 999;
/// What says that something is chosen.
pub const ON: &str = "ja";

/// The key of a step's own cost.
#[must_use]
pub fn cost(step: &str) -> String {
    ["pris-", step].concat()
}

/// The key of the price year of a step's own cost.
#[must_use]
pub fn cost_year(step: &str) -> String {
    ["prisaar-", step].concat()
}

/// The key of the remark on a step's own cost.
#[must_use]
pub fn cost_note(step: &str) -> String {
    ["note-", step].concat()
}

/// The keys of the two steps of a move.
#[must_use]
pub fn ends(number: u16) -> [String; 2] {
    ["fra-", "til-"].map(|start| [start, &number.to_string()].concat())
}

/// The key of the years of children of a move in a year, counted from 0.
#[must_use]
pub fn children(number: u16, year: usize) -> String {
    ["aarsboern-", &number.to_string(), "-", &(year + 1).to_string()].concat()
}

/// The key of the advisers in a year, counted from 0.
#[must_use]
pub fn advisers(year: usize) -> String {
    ["raadgivere-", &(year + 1).to_string()].concat()
}

/// The key of another investment in a year, counted from 0.
#[must_use]
pub fn other(year: usize) -> String {
    ["andet-", &(year + 1).to_string()].concat()
}

/// What stands in the place of what looks like a CPR number: nothing where words are asked for, and else what is no number and is
/// told as such.
#[must_use]
pub fn left_out(key: &str) -> &'static str {
    if key == OTHER || key.starts_with("note-") { "" } else { "?" }
}

/// The key of a printed post.
#[must_use]
pub fn post(id: &str) -> String {
    ["post-", id].concat()
}

/// The key of how prices changed.
#[must_use]
pub fn change(from: Year, to: Year) -> String {
    ["aendring-", &from.to_string(), "-", &to.to_string()].concat()
}

/// The numbers of the moves, as they stand under [`MOVES`].
#[must_use]
pub fn moves(saved: &Saved) -> Vec<u16> {
    let mut found: Vec<u16> = Vec::new();
    for number in saved.get(MOVES).split(',').filter_map(|number| number.trim().parse().ok()) {
        if (1..=LARGEST_MOVE).contains(&number) && !found.contains(&number) && found.len() < MOST_MOVES {
            found.push(number);
        }
    }
    found
}

/// How many years there are: one, unless more are asked for.
#[must_use]
pub fn years(saved: &Saved) -> usize {
    saved.get(YEARS).parse().ok().filter(|years| (1..=MOST_YEARS).contains(years)).unwrap_or(1)
}

/// Reads a number or three; an empty text is missing.
///
/// # Errors
/// What it lacks, where `noun` says what it is.
#[inline(never)]
pub fn range<T: Copy + PartialOrd>(text: &str, noun: &str, parse: fn(&str) -> Option<T>) -> Entry<Range<T>> {
    let parts: Vec<&str> = text.split('|').collect();
    let read = match parts.as_slice() {
        [one] => parse(one).map(Range::exact),
        [low, likely, high] => match (parse(low), parse(likely), parse(high)) {
            (Some(low), Some(likely), Some(high)) => Range::new(low, likely, high).ok(),
            _ => None,
        },
        _ => None,
    };
    read.ok_or_else(|| [if text.trim().is_empty() { "mangler " } else { "fejl i " }, noun].concat())
}

/// Reads an amount.
#[must_use]
pub fn amount(text: &str) -> Option<Amount> {
    Amount::parse(text).ok()
}

fn measure(text: &str) -> Option<Measure> {
    Measure::parse(text).ok()
}

/// Reads an amount with its price year.
fn money(saved: &Saved, key: &str, year: &str, note: &str) -> Option<Entry<Money>> {
    let text = saved.get(key);
    if text.is_empty() {
        return None;
    }
    let read = || {
        let amount = range(text, "pris", amount)?;
        let year = price_year(saved.get(year))?;
        Ok(Money::entered(amount, Some(year), "", saved.get(note)))
    };
    Some(read())
}

fn price_year(text: &str) -> Entry<Year> {
    range(text, "prisår", |text| Year::parse(text).ok()).map(|year| year.likely())
}

/// What is said where the first year cannot be read.
pub const NO_YEAR: &str = "Skriv, hvilket år regnestykket begynder.";

/// What is said where there are not so many years from the first year on.
pub const TOO_LATE: &str = "Regnestykket kan højst gå til 2099. Vælg et tidligere første år eller færre år.";

/// The reckoning that is typed.
///
/// # Errors
/// Why it has no years, in words.
#[inline(never)]
pub fn read(model: &Model, saved: &Saved) -> Result<Case, &'static str> {
    let first = Year::parse(saved.get(FIRST)).map_err(|_| NO_YEAR)?;
    let years: Option<Vec<Year>> = (0..years(saved)).map(|at| first.later(at)).collect();
    let years = years.ok_or(TOO_LATE)?;
    let own = model.steps.iter().map(|step| {
        let [amount, year, note] = [cost(&step.id), cost_year(&step.id), cost_note(&step.id)];
        money(saved, &amount, &year, &note)
    });
    let moves = moves(saved).into_iter().map(|number| {
        let [from, to] = ends(number).map(|key| model.step(saved.get(&key)));
        let count = |year| range(saved.get(&children(number, year)), "årsbørn", measure);
        Move { number, from, to, counts: (0..years.len()).map(count).collect() }
    });
    let posts = model.posts.iter().enumerate().filter(|(_, one)| saved.get(&post(&one.id)) == ON);
    let target = Year::parse(saved.get(TARGET)).ok();
    Ok(Case {
        set: model.set(saved.get(SET)),
        own: own.collect(),
        moves: moves.collect(),
        advisers: read_advisers(saved, years.len()),
        other: read_other(saved, years.len()),
        posts: posts.map(|(at, _)| at).collect(),
        target,
        changes: target.map(|to| changes(saved, to)).unwrap_or_default(),
        years,
    })
}

/// The advisers, where anything is said of them.
fn read_advisers(saved: &Saved, years: usize) -> Option<Advisers> {
    let texts: Vec<String> = (0..years).map(|year| saved.get(&advisers(year)).to_owned()).collect();
    if texts.iter().all(String::is_empty) && saved.get(ADVISER_COST).is_empty() {
        return None;
    }
    let cost = money(saved, ADVISER_COST, ADVISER_YEAR, "").unwrap_or_else(|| Err("mangler pris".to_owned()));
    Some(Advisers { counts: texts.iter().map(|text| range(text, "antal", measure)).collect(), cost })
}

/// Another investment, where anything is said of it.
fn read_other(saved: &Saved, years: usize) -> Option<Other> {
    let texts: Vec<String> = (0..years).map(|year| saved.get(&other(year)).to_owned()).collect();
    let what = saved.get(OTHER).to_owned();
    // One that is named is there, and lacks its amounts: without it the sum would look whole.
    if what.is_empty() && texts.iter().all(String::is_empty) {
        return None;
    }
    let amount = |text: &String| {
        let amount = range(text, "beløb", amount)?;
        let year = price_year(saved.get(OTHER_YEAR))?;
        Ok(Money::entered(amount, Some(year), "", &what))
    };
    Some(Other { amounts: texts.iter().map(amount).collect(), what: what.clone() })
}

/// The changes of prices to a year, from every year that one may have been typed for.
fn changes(saved: &Saved, to: Year) -> Vec<Changed> {
    let all = (2000..=2099).filter_map(Year::new).filter(|from| *from != to);
    let read = |from: Year| {
        let change = Change::parse(saved.get(&change(from, to))).ok()?;
        Some(Changed { from, to, change })
    };
    all.filter_map(read).collect()
}
