//! Weeks as people name them: `42`, `52-1`, `7/2027`.
//!
//! Contract: a week is that of ISO 8601. Without a year it is that week of every year; `52-1` goes on into the next. What cannot
//! be read, or a week that its year does not have, is refused with a reason.

use super::calendar::{after_days, day_number};
use crate::text::joined;
use jiff::civil::Date;

/// A week, or some in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weeks {
    /// The first.
    first: u8,
    /// The last; before the first where they go on into the next year.
    last: u8,
    /// The year of the first; every year where there is none.
    year: Option<i16>,
}

/// The week of a day, and the year that it belongs to.
#[must_use]
pub fn week_of(day: Date) -> (i16, u8) {
    // A week belongs to the year of its Thursday.
    let from_monday = (day_number(day) - day_number(MONDAY)).rem_euclid(7);
    let thursday = after_days(day, 3 - from_monday).unwrap_or(day);
    (thursday.year(), u8::try_from((thursday.day_of_year() - 1) / 7 + 1).unwrap_or_default())
}

/// A Monday.
const MONDAY: Date = Date::constant(2024, 1, 1);

/// How many weeks a year has. The 28th of December is always in the last of them.
fn weeks_in(year: i16) -> u8 {
    Date::new(year, 12, 28).map_or(52, |day| week_of(day).1)
}

impl Weeks {
    /// Whether a day is in one of them.
    #[must_use]
    pub fn has(&self, day: Date) -> bool {
        let (year, week) = week_of(day);
        let is_of = |wanted: Option<i16>| wanted.is_none_or(|wanted| wanted == year);
        if self.first <= self.last {
            is_of(self.year) && (self.first..=self.last).contains(&week)
        } else {
            (is_of(self.year) && week >= self.first) || (is_of(self.year.map(|year| year + 1)) && week <= self.last)
        }
    }

    /// `52-1`, `7/2027`
    #[must_use]
    pub fn words(&self) -> String {
        let year = self.year.map(|year| ["/", &year.to_string()].concat()).unwrap_or_default();
        let last = if self.last == self.first { String::new() } else { ["-", &self.last.to_string()].concat() };
        // The year belongs to the first; so it stands there.
        [&self.first.to_string(), year.as_str(), &last].concat()
    }
}

/// Several, as they are said: `42 og 52-1`.
#[must_use]
pub fn words(all: &[Weeks]) -> String {
    let each: Vec<String> = all.iter().map(Weeks::words).collect();
    joined(&each.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Reads weeks: numbers with commas between them. Nothing typed is no week.
///
/// # Errors
/// What is wrong, in Danish.
pub fn parse(text: &str) -> Result<Vec<Weeks>, String> {
    let mut found = Vec::new();
    for part in text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
        found.push(one(part)?);
    }
    Ok(found)
}

fn one(part: &str) -> Result<Weeks, String> {
    const FORM: &str = "Skriv ugenumre med komma imellem, for eksempel 42, 52-1 eller 7/2027.";
    let plain = part.trim_start_matches(|c: char| c.is_alphabetic()).trim();
    let prefix = part[..part.len() - plain.len()].trim().to_lowercase();
    if !["", "uge", "uger", "og"].contains(&prefix.as_str()) {
        return Err(FORM.to_owned());
    }
    let (first, last) = plain.split_once(['-', '–']).unwrap_or((plain, plain));
    let (Some((first, first_year)), Some((last, last_year))) = (week(first), week(last)) else {
        return Err(FORM.to_owned());
    };
    // A year at the last week says which year the first is in.
    let year = first_year.or(last_year.map(|year| if last < first { year - 1 } else { year }));
    let end = year.map(|year| if last < first { year + 1 } else { year });
    if first_year.is_some() && last_year.is_some() && last_year != end {
        return Err("Uger i træk kan højst gå ind i det næste år. Skriv dem hver for sig.".to_owned());
    }
    for (week, year) in [(first, year), (last, end)] {
        if let Some(year) = year.filter(|year| week > weeks_in(*year)) {
            return Err([&year.to_string(), " har ingen uge ", &week.to_string(), "."].concat());
        }
    }
    Ok(Weeks { first, last, year })
}

/// A week, and its year where one is named.
fn week(text: &str) -> Option<(u8, Option<i16>)> {
    let (week, year) = match text.split_once('/') {
        Some((week, year)) => (week, Some(year.trim())),
        None => (text, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let week = Some(week.trim()).filter(|week| digits(week))?.parse().ok().filter(|week| (1..=53).contains(week))?;
    let year = match year {
        Some(year) => Some(year.parse().ok().filter(|known| digits(year) && (2000..=2100).contains(known))?),
        None => None,
    };
    Some((week, year))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn weeks_are_those_of_the_calendar() {
        // The ends of years, where weeks and years part, as almanacs print them, and jiff's own count for all days.
        for (day, expected) in [
            (date(2026, 12, 31), (2026, 53)),
            (date(2027, 1, 3), (2026, 53)),
            (date(2027, 1, 4), (2027, 1)),
            (date(2024, 12, 30), (2025, 1)),
            (date(2028, 1, 1), (2027, 52)),
        ] {
            assert_eq!(week_of(day), expected, "{day}");
        }
        let mut day = date(2024, 1, 1);
        while day < date(2041, 1, 1) {
            let iso = day.iso_week_date();
            assert_eq!(week_of(day), (iso.year(), u8::try_from(iso.week()).unwrap()), "{day}");
            day = day.tomorrow().unwrap();
        }
        assert_eq!([2026, 2027, 2032].map(weeks_in), [53, 52, 53]);
    }

    #[test]
    fn what_people_write_is_read() {
        let has = |text: &str, day: Date| parse(text).unwrap().iter().any(|weeks| weeks.has(day));
        for text in ["42", " uge 42 ", "uge 7, 42", "41-43", "41–43", "42/2026", "40-44/2026", "Uger 41-43", "7; 42"]
        {
            assert!(has(text, date(2026, 10, 13)), "{text}");
        }
        for text in ["", "41", "42/2027", "43-41/2026", "52-1"] {
            assert!(!has(text, date(2026, 10, 13)), "{text}");
        }
        for text in ["52-1", "52/2026-1", "52-1/2027", "52/2026-1/2027", "53"] {
            assert!(has(text, date(2026, 12, 29)), "{text}");
        }
        assert!(
            has("52-1", date(2027, 1, 5)) && has("52-1/2027", date(2027, 1, 5)) && !has("52-1/2027", date(2026, 1, 2))
        );
        assert_eq!(words(&parse("42, 52/2026-1").unwrap()), "42, 52/2026-1");
    }

    #[test]
    fn what_is_no_week_is_refused() {
        for text in ["0", "54", "x", "uge", "7/27", "7-", "-7", "uge syv", "53/2027", "1/2026-3/2028", "7 8", "feb 7"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
