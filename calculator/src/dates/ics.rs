//! Dates as a calendar that other programs read: iCalendar, RFC 5545.
//!
//! Contract: every item with a day is an event; a day is a whole one, a clock is floating, so it is the same on the wall wherever
//! it is opened. Lines end in CRLF and are folded at 75 octets without breaking a letter. Nothing in it is about a child. The
//! ids hold the time at which the file was made: two cases of the same dates do not overwrite each other in a calendar.

use super::{Item, When, text};
use jiff::civil::Date;

/// The most octets of a line.
const OCTETS: usize = 75;

/// When a file is made, as the browser says it: `2026-11-22T13:16:46.123Z`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    digits: String,
}

impl Made {
    /// From the usual writing of a time in UTC; what is none stands for the first second of 2024.
    #[must_use]
    pub fn at(iso: &str) -> Made {
        let digits: String = iso.chars().filter(char::is_ascii_digit).collect();
        let good = iso.is_ascii() && iso.ends_with('Z') && digits.len() >= 14;
        Made { digits: if good { digits } else { "20240101000000".to_owned() } }
    }

    fn stamp(&self) -> String {
        let (day, rest) = self.digits.split_at(8);
        [day, "T", rest.get(..6).unwrap_or("000000"), "Z"].concat()
    }
}

/// Items as a calendar of a name.
#[must_use]
pub fn ics(name: &str, items: &[Item], made: &Made) -> String {
    let mut out = String::new();
    for (key, value) in [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//Børnehusguiden//Frister 1//DA"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
    ] {
        line(&mut out, &[key, ":", value]);
    }
    line(&mut out, &["X-WR-CALNAME:", &escaped(name)]);
    for (number, item) in items.iter().enumerate() {
        let Some(when) = item.when else { continue };
        line(&mut out, &["BEGIN:VEVENT"]);
        line(&mut out, &["UID:", &made.digits, "-", &number.to_string(), "@boernehusguiden"]);
        line(&mut out, &["DTSTAMP:", &made.stamp()]);
        match when {
            When::Day(day) => {
                line(&mut out, &["DTSTART;VALUE=DATE:", &digits(day)]);
                line(&mut out, &["TRANSP:TRANSPARENT"]);
            }
            When::Clock(moment) => {
                let clock = [text::two(moment.hour), text::two(moment.minute), "00".to_owned()].concat();
                line(&mut out, &["DTSTART:", &digits(moment.date), "T", &clock]);
            }
        }
        line(&mut out, &["SUMMARY:", &escaped(&item.title)]);
        line(&mut out, &["DESCRIPTION:", &escaped(&description(item))]);
        line(&mut out, &["END:VEVENT"]);
    }
    line(&mut out, &["END:VCALENDAR"]);
    out
}

/// What stands in an event, a line each.
fn description(item: &Item) -> String {
    let mut lines: Vec<String> = Vec::new();
    for (name, value) in [("Efter loven: ", &item.by_law), ("Efter Hernings praksis 2015: ", &item.by_practice)] {
        if !value.is_empty() {
            lines.push([name, value].concat());
        }
    }
    lines.push(["Regnet sådan: ", &item.counted].concat());
    lines.extend(item.facts.iter().map(|(name, fact)| [*name, ": ", fact].concat()));
    lines.extend(item.remarks.iter().cloned());
    let laws = item.laws();
    if !laws.is_empty() {
        lines.push(["Lov: ", &laws].concat());
    }
    lines.push(["Status: ", text::standing(item.standing())].concat());
    lines.push(text::GUIDING.to_owned());
    lines.join("\n")
}

fn digits(day: Date) -> String {
    let two = |number: i8| text::two(number.unsigned_abs());
    [&day.year().to_string(), two(day.month()).as_str(), &two(day.day())].concat()
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            '\0'..='\u{1f}' | '\u{7f}' => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}

/// A line of these parts, folded.
fn line(out: &mut String, parts: &[&str]) {
    let mut octets = 0;
    for c in parts.concat().chars() {
        if octets + c.len_utf8() > OCTETS {
            out.push_str("\r\n ");
            octets = 1;
        }
        out.push(c);
        octets += c.len_utf8();
    }
    out.push_str("\r\n");
}
