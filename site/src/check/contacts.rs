//! Mail addresses and telephone numbers: `organisationer.toml`, and the search for those that are not in it.
//!
//! Contract: what belongs to an organisation stands in its register; any other mail address or number of eight digits in
//! `content/` is a fault, for it may be a person's. The search reads the text of a file as it is, comments and front matter
//! too, but for web addresses. Short public numbers (112, 114, 1888, 116 111) have fewer digits and are free.

use super::entries::{SourceEntry, source_id};
use super::register::{ADDRESS, Register, SOURCE, address, read};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::signs::find;
use crate::parse::table::Table;
use crate::source::{FileId, Span};
use calculator::shape::{Shape, text, texts};
use std::collections::BTreeSet;
use std::ops::Range;

/// `organisationer.toml`
pub const SHAPE: Shape = Shape::by_id(
    "organisationer",
    "Organisationer, hvis telefon og mail må stå på siderne. Personers må ikke.",
    &ORGANISATION,
);

const ORGANISATION: Shape = Shape::new(
    "organisation",
    "En organisation, hvis telefon og mail må stå på siderne.",
    &[
        text("navn", "Organisationens navn."),
        texts("telefon", "Organisationens egne telefonnumre.").free(),
        texts("mail", "Organisationens egne mailadresser.").free(),
        ADDRESS.free(),
        SOURCE,
    ],
);

/// An organisation that may be named with telephone and mail.
#[derive(Debug, Clone)]
pub struct Organisation {
    /// `navn`
    pub name: String,
    /// `telefon`
    pub phones: Vec<String>,
    /// `mail`
    pub mails: Vec<String>,
    /// `adresse`
    pub url: Option<String>,
    /// `kilde`
    pub source: String,
}

/// Reads `organisationer.toml`.
pub fn organisations(
    table: &Table<'_>,
    sources: &Register<SourceEntry>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Register<Organisation> {
    read(table, &SHAPE, "organisationen", diagnostics, |fields| {
        let name = fields.text("navn");
        let phones = fields.optional_texts("telefon");
        let mails = fields.optional_texts("mail");
        let url = address(fields);
        let source = source_id(fields, sources);
        Some(Organisation {
            name: name?.value,
            phones: phones.into_iter().map(|text| text.value).collect(),
            mails: mails.into_iter().map(|text| text.value).collect(),
            url: url?,
            source: source?,
        })
    })
}

/// What may stand anywhere: digits of telephone numbers, and mail addresses in lower case.
#[must_use]
pub fn allowed(organisations: &Register<Organisation>) -> BTreeSet<String> {
    let mut allowed = BTreeSet::new();
    for (_, organisation) in organisations.iter() {
        allowed.extend(organisation.phones.iter().map(|phone| digits(phone)));
        allowed.extend(organisation.mails.iter().map(|mail| mail.to_lowercase()));
    }
    allowed
}

/// The faults of one file.
#[must_use]
pub fn check(file: FileId, text: &str, allowed: &BTreeSet<String>) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for (kind, range) in found(text) {
        let shown = &text[range.clone()];
        let (known, what) = match kind {
            Kind::Phone => (allowed.contains(&digits(shown)), "telefonnummeret"),
            Kind::Mail => (allowed.contains(&shown.to_lowercase()), "mailadressen"),
        };
        if !known {
            faults.push(
                Diagnostic::new(
                    Code::ContactDetail,
                    Span::new(file, range),
                    format!("{what} »{shown}« hører ikke til en kendt organisation"),
                )
                .hint("er det en persons, så fjern det, og navnet med; en organisations skrives først ind i content/data/organisationer.toml"),
            );
        }
    }
    faults
}

/// The eight digits of a number, without the country's.
fn digits(phone: &str) -> String {
    let all: String = phone.chars().filter(char::is_ascii_digit).collect();
    all.strip_prefix("45").filter(|rest| rest.len() == NUMBER).map_or(all.clone(), str::to_owned)
}

/// How many digits a Danish telephone number has.
const NUMBER: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Phone,
    Mail,
}

fn found(text: &str) -> Vec<(Kind, Range<usize>)> {
    let mut found = Vec::new();
    let (mut at, mut run, mut address) = (0, 0..0, None);
    // What is looked for begins with one of these, and most texts have few of them.
    while let Some(here) = find(text, at, |b| matches!(b, b'@' | b'+' | b'0' | b'2'..=b'9')) {
        if here >= run.end {
            run = unbroken(text, at.max(run.end), here);
            address = ["https://", "http://"].iter().filter_map(|sign| text[run.clone()].find(sign)).min();
        }
        if address.is_some_and(|from| run.start + from < here) {
            at = run.end;
            continue;
        }
        let range = match text[here..].strip_prefix('@') {
            Some(_) => mail(text, here).map(|range| (Kind::Mail, range)),
            None => phone(text, here).map(|range| (Kind::Phone, range)),
        };
        at = range.as_ref().map_or(here + 1, |(_, range)| range.end);
        found.extend(range);
    }
    found
}

/// What stands around a place with nothing in it that ends an address; it begins no sooner than at `from`.
fn unbroken(text: &str, from: usize, at: usize) -> Range<usize> {
    let ends = |c: char| c.is_whitespace() || matches!(c, ')' | '"' | '>' | '<');
    let before = &text[from..at];
    let start =
        before.rfind(ends).map_or(from, |last| from + last + before[last..].chars().next().map_or(1, char::len_utf8));
    start..text[at..].find(ends).map_or(text.len(), |length| at + length)
}

/// A mail address around an at sign.
fn mail(text: &str, sign: usize) -> Option<Range<usize>> {
    let local = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
    let start = text[..sign].char_indices().rev().take_while(|(_, c)| local(*c)).last().map(|(at, _)| at)?;
    let rest = &text[sign + 1..];
    let host = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-'))).unwrap_or(rest.len());
    let host = rest[..host].trim_end_matches(['.', '-']);
    let top = host.rsplit_once('.')?.1;
    (top.len() >= 2 && top.chars().all(char::is_alphabetic)).then(|| start..sign + 1 + host.len())
}

/// How the country is written before a number.
const COUNTRY: &[&str] = &["+45", "0045"];

/// A telephone number that begins here, with its country or without; the country is no part of what is found.
fn phone(text: &str, at: usize) -> Option<Range<usize>> {
    let before = &text[..at];
    let last = before.chars().next_back();
    if last.is_some_and(char::is_alphanumeric) {
        return None;
    }
    if let Some(rest) = COUNTRY.iter().find_map(|code| text[at..].strip_prefix(code)) {
        return number(text, text.len() - rest.trim_start_matches([' ', '\u{a0}', '-']).len());
    }
    // What parts numbers belongs to something longer, but for the point of `tlf.`
    let word = before.strip_suffix('.').is_some_and(|rest| rest.ends_with(char::is_alphabetic));
    let longer = last.is_some_and(|c| matches!(c, '.' | ',' | '-' | '–' | '/' | '_' | '='));
    if longer && !word { None } else { number(text, at) }
}

/// Eight digits that begin here, in one of the usual groupings.
fn number(text: &str, at: usize) -> Option<Range<usize>> {
    if !text[at..].starts_with(|c: char| matches!(c, '2'..='9')) {
        return None;
    }
    let digits = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let mut end = at + digits(at);
    let mut groups = vec![&text[at..end]];
    // All groups are parted by the same sign; a blank may be hard or not.
    let soft = |c: char| if c == '\u{a0}' { ' ' } else { c };
    let gap = text[end..].chars().next().map(soft).filter(|c| matches!(c, ' ' | '-' | '.')).unwrap_or(' ');
    while groups.iter().map(|group| group.len()).sum::<usize>() < NUMBER
        && let Some(sign) = text[end..].chars().next().filter(|c| soft(*c) == gap)
    {
        let start = end + sign.len_utf8();
        let length = digits(start);
        if length == 0 {
            break;
        }
        end = start + length;
        groups.push(&text[start..end]);
    }
    let rest = &text[end..];
    let goes_on = rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_'))
        || rest.strip_prefix(['.', ',']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let year = |group: &str| matches!(group.get(..2), Some("19" | "20"));
    let spaced = gap == ' ';
    let usual = match lengths.as_slice() {
        // `20241231` is a date.
        [8] => !year(groups[0]),
        // `2020 2021` are years.
        [4, 4] => spaced && !(year(groups[0]) && year(groups[1])),
        [2, 2, 2, 2] => true,
        // `24 500 000 kr.` is an amount.
        [2, 3, 3] => spaced && !rest.trim_start_matches([' ', '\u{a0}']).starts_with("kr"),
        [2, 6] => spaced,
        _ => false,
    };
    (usual && !goes_on).then_some(at..end)
}

#[cfg(test)]
mod tests {
    use super::found;

    fn texts(text: &str) -> Vec<&str> {
        found(text).into_iter().map(|(_, range)| &text[range]).collect()
    }

    #[test]
    fn numbers_and_mails_are_found_in_any_grouping() {
        assert_eq!(texts("Ring 89 40 11 04 eller 8940 1104, +45 89401104."), ["89 40 11 04", "8940 1104", "89401104"]);
        assert_eq!(texts("Skriv til a.b@hus.dk."), ["a.b@hus.dk"]);
        assert_eq!(texts("+4589401104, +45 89 40 11 04 og 0045-89401104"), ["89401104", "89 40 11 04", "89401104"]);
        assert_eq!(texts("Tlf.89401104, 89-40-11-04 eller 89.40.11.04."), ["89401104", "89-40-11-04", "89.40.11.04"]);
        assert_eq!(texts("tlf.:89\u{a0}40\u{a0}11 04"), ["89\u{a0}40\u{a0}11 04"]);
    }

    #[test]
    fn what_is_no_number_is_left_alone() {
        for text in [
            "Ring 112, 114, 1888 eller 116 111.",
            "2020 2021 | 2013–2015",
            "2026-11-21 og 20261121",
            "12.662 og 24.500.000",
            "24 500 000 kr., 22.11.2026 og 22-11-2026",
            "[@kilde s. 12]",
            "https://a.dk/presse/14756580?id=13560921",
            "(se https://a.dk/14756580/a@b.dk) og http://b.dk/89401104",
            "ISBN: 978-87-85249-02-9",
        ] {
            assert!(texts(text).is_empty(), "{text}");
        }
    }
}
