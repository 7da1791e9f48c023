//! The Danish of deadlines and follow-up dates: days, how they are counted, what is said of them.
//!
//! Contract: page and tool say the same thing because both ask here. What a rule is called and what may move it is data.

use super::calendar::{Closed, Reading, weekday_after, weekday_before};
use super::deadline::{Decided, Fault, From, Length};
use super::moment::{Ends, Moment};
use super::{Standing, When};
use crate::text::date;
use jiff::civil::{Date, Weekday};

/// What is said where we have found no deadline.
pub const NO_DEADLINE: &str = "Ingen frist fundet i loven";

/// What is said of a first follow-up that is moved forward.
pub const ENDS_EARLY: &str = "Undersøgelsen er færdig før. Så er det den dag, der gælder.";

/// What stands on everything that goes out.
pub const GUIDING: &str = "Vejledende beregning fra Børnehusguiden. Kontrollér loven og jeres egne regler.";

/// How sure something is.
#[must_use]
pub fn standing(value: Standing) -> &'static str {
    match value {
        Standing::Confirmed => "bekræftet",
        Standing::Unconfirmed => "ikke bekræftet",
        Standing::Practice => "lokal praksis, ikke lov",
        Standing::Own => "jeres egen plan",
    }
}

/// The day of the week.
#[must_use]
pub fn weekday(day: Date) -> &'static str {
    match day.weekday() {
        Weekday::Monday => "mandag",
        Weekday::Tuesday => "tirsdag",
        Weekday::Wednesday => "onsdag",
        Weekday::Thursday => "torsdag",
        Weekday::Friday => "fredag",
        Weekday::Saturday => "lørdag",
        Weekday::Sunday => "søndag",
    }
}

/// `fredag den 27. november 2026`
#[must_use]
pub fn day(value: Date) -> String {
    [weekday(value), " den ", &date(value)].concat()
}

/// Two digits.
pub(super) fn two(number: u8) -> String {
    let text = number.to_string();
    if number < 10 { ["0", &text].concat() } else { text }
}

/// `15.30`
#[must_use]
pub fn clock(moment: Moment) -> String {
    [two(moment.hour).as_str(), ".", &two(moment.minute)].concat()
}

/// `lørdag den 21. november 2026 kl. 15.30`
#[must_use]
pub fn when(value: When) -> String {
    match value {
        When::Day(date) => day(date),
        When::Clock(moment) => [&day(moment.date), " kl. ", &clock(moment)].concat(),
    }
}

/// `3 måneder`
fn many(count: u16, one: &str, more: &str) -> String {
    [count.to_string().as_str(), " ", if count == 1 { one } else { more }].concat()
}

/// How long: `6 hverdage`.
#[must_use]
pub fn length(value: Length) -> String {
    match value {
        Length::Hours24(days) => many(days * 24, "time", "timer"),
        Length::Weekdays(count) => many(count, "hverdag", "hverdage"),
        Length::Months(count) => many(count, "måned", "måneder"),
        Length::Before => "samme dag, før afgørelsen".to_owned(),
        Length::NoneFound => NO_DEADLINE.to_owned(),
    }
}

/// What it runs from, after `fra`.
#[must_use]
pub fn from(value: From) -> &'static str {
    match value {
        From::Received => "modtagelsen",
        From::Aware => "den dag, kommunen blev opmærksom",
        From::Decision => "afgørelsen",
        From::Start => "starten",
    }
}

/// How a deadline is counted: `4 måneder fra den dag, kommunen blev opmærksom`.
#[must_use]
pub fn counted_from(value: Length, runs_from: From) -> String {
    match value {
        Length::Before | Length::NoneFound => length(value),
        _ => [&length(value), " fra ", from(runs_from)].concat(),
    }
}

/// What stands in the place of a day that cannot be counted yet.
#[must_use]
pub fn waits(value: Length, runs_from: From) -> String {
    let missing = match runs_from {
        From::Received => "Datoen for modtagelsen mangler",
        From::Aware => "Datoen, kommunen blev opmærksom, mangler",
        From::Decision => "Datoen for afgørelsen mangler",
        From::Start => "Datoen for starten mangler",
    };
    [&counted_from(value, runs_from), ". ", missing].concat()
}

/// What is said where the clocks change within the hours.
#[must_use]
pub fn clocks_change(ends: Ends) -> String {
    let (hours, same) = (When::Clock(ends.hours), When::Clock(ends.clock));
    let first = if ends.hours < ends.clock { "De 24 timer" } else { "Samme klokkeslæt" };
    [
        "Uret stilles undervejs: 24 timer er gået ",
        &when(hours),
        ", og samme klokkeslæt er ",
        &when(same),
        ". ",
        first,
        " kommer først, så ret jer efter det.",
    ]
    .concat()
}

/// What is said where two readings give two days.
#[must_use]
pub fn two_readings(first: Date, later: Date) -> String {
    [
        "Vejledende: Loven siger ikke, hvad en hverdag er. Tæller lørdage, 5. juni, 24. og 31. december med, er det ",
        &day(first),
        ". Tæller de ikke med, er det ",
        &day(later),
        ". Ret jer efter den første.",
    ]
    .concat()
}

/// `en lørdag`, `2. påskedag`
#[must_use]
pub fn closed(value: Closed) -> &'static str {
    match value {
        Closed::Holiday(name) | Closed::Agreed(name) => name,
        Closed::Sunday => "en søndag",
        Closed::Saturday => "en lørdag",
    }
}

/// What is said of a deadline that is over on a closed day: it does not move.
#[must_use]
pub fn closed_deadline(due: When, why: Option<Closed>) -> Option<String> {
    let why = why?;
    let day_before = weekday_before(due.date(), Reading::Narrow);
    Some(match (due, day_before) {
        (When::Clock(_), _) => ["Dagen er ", closed(why), ". Timerne løber videre."].concat(),
        (When::Day(_), Some(before)) => {
            ["Dagen er ", closed(why), ". Datoen er ikke flyttet. Sidste hverdag før er ", &day(before), "."].concat()
        }
        (When::Day(_), None) => ["Dagen er ", closed(why), ". Datoen er ikke flyttet."].concat(),
    })
}

/// What is said of a meeting that falls on a closed day. One that the law demands has no proposal after it.
#[must_use]
pub fn closed_meeting(on: Date, why: Option<Closed>, by_law: bool) -> Option<String> {
    let why = why?;
    let after = weekday_after(on, Reading::Narrow).filter(|_| !by_law);
    let mut said = ["Dagen er ", closed(why), ". Datoen er ikke flyttet. Forslag: "].concat();
    if let Some(before) = weekday_before(on, Reading::Narrow) {
        said.push_str(&day(before));
    }
    if let Some(after) = after {
        said.push_str(" eller ");
        said.push_str(&day(after));
    }
    said.push('.');
    Some(said)
}

/// What a decision is called.
#[must_use]
pub fn decided(value: Decided) -> &'static str {
    match value {
        Decided::Nothing => "Der er ikke truffet en afgørelse endnu",
        Decided::Support => "Støtte",
        Decided::Consent => "Anbringelse med samtykke",
        Decided::NoConsent => "Anbringelse uden samtykke",
    }
}

/// What cannot be in a case.
#[must_use]
pub fn fault(value: Fault) -> &'static str {
    match value {
        Fault::Skipped => "Klokkeslættet findes ikke den dag: Uret bliver stillet frem fra kl. 2 til kl. 3.",
        Fault::AwareAfter => "Kommunen er opmærksom senest den dag, underretningen kommer. Ret en af de to datoer.",
        Fault::DecidedBefore => "Afgørelsen kan ikke være truffet, før kommunen blev opmærksom.",
        Fault::FinishedBefore => "En sideløbende undersøgelse kan ikke være færdig, før støtten startede.",
    }
}

/// What is said of a date that is too far off.
#[must_use]
pub fn far_off(first: Date, last: Date) -> String {
    ["Datoen skal ligge fra ", &date(first), " til ", &date(last), ". Se efter, om årstallet er rigtigt."].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::calendar;

    #[test]
    fn what_is_said_of_a_closed_day() {
        let easter_monday = jiff::civil::date(2026, 4, 6);
        let why = calendar::closed(easter_monday);
        assert_eq!(
            closed_deadline(When::Day(easter_monday), why).unwrap(),
            "Dagen er 2. påskedag. Datoen er ikke flyttet. Sidste hverdag før er onsdag den 1. april 2026."
        );
        assert_eq!(
            closed_meeting(easter_monday, why, false).unwrap(),
            "Dagen er 2. påskedag. Datoen er ikke flyttet. Forslag: onsdag den 1. april 2026 eller tirsdag den 7. april 2026."
        );
        assert!(
            !closed_meeting(easter_monday, why, true).unwrap().contains("eller"),
            "never after what the law demands"
        );
        assert_eq!(closed_meeting(jiff::civil::date(2026, 4, 7), None, true), None);
    }
}
