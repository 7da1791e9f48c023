//! Mail addresses and telephone numbers: `organisationer.toml`, and the search for those that are not in it.
//!
//! Contract: what belongs to an organisation stands in its register; any other mail address or number of eight digits in
//! `content/` is a fault, for it may be a person's. The search reads the text of a file as it is, comments and front matter
//! too, but for web addresses. Short public numbers (112, 114, 1888, 116 111) have fewer digits and are free.

use super::entries::{SourceEntry, source_id};
use super::register::{Register, address, read};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::table::Table;
use crate::source::{FileId, Span};
use std::collections::BTreeSet;
use std::ops::Range;

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
    read(table, "organisationen", diagnostics, |fields| {
        let name = fields.text("navn");
        let phones = fields.optional_texts("telefon");
        let mails = fields.optional_texts("mail");
        let url = address(fields, false);
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
                .hint("fjern det, hvis det er en persons; en organisations skrives først ind i content/data/organisationer.toml"),
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
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with("https://") || rest.starts_with("http://") {
            at += rest.find(|c: char| c.is_whitespace() || matches!(c, ')' | '"' | '>' | '<')).unwrap_or(rest.len());
            continue;
        }
        let first = rest.chars().next().unwrap_or(' ');
        let before = text[..at].chars().next_back();
        if let Some(range) = phone(text, at, before) {
            at = range.end;
            found.push((Kind::Phone, range));
        } else if first == '@' {
            if let Some(range) = mail(text, at) {
                at = range.end;
                found.push((Kind::Mail, range));
            } else {
                at += 1;
            }
        } else {
            at += first.len_utf8();
        }
    }
    found
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

/// A telephone number that begins here: eight digits in one of the usual groupings.
fn phone(text: &str, at: usize, before: Option<char>) -> Option<Range<usize>> {
    // A digit after a letter, another digit, or what parts numbers belongs to something longer.
    if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | '-' | '–' | '/' | '_' | '=')) {
        return None;
    }
    let rest = &text[at..];
    if !rest.starts_with(|c: char| matches!(c, '2'..='9')) {
        return None;
    }
    let mut groups: Vec<&str> = Vec::new();
    let mut end = at;
    loop {
        let part = &text[end..];
        let length = part.bytes().take_while(u8::is_ascii_digit).count();
        if length == 0 {
            break;
        }
        groups.push(&part[..length]);
        end += length;
        let next = &text[end..];
        let gap = [" ", "\u{a0}"].into_iter().find(|gap| next.starts_with(*gap));
        match gap {
            Some(gap)
                if groups.iter().map(|group| group.len()).sum::<usize>() < NUMBER
                    && next[gap.len()..].starts_with(|c: char| c.is_ascii_digit()) =>
            {
                end += gap.len();
            }
            _ => break,
        }
    }
    let goes_on = text[end..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_'))
        || text[end..].strip_prefix(['.', ',']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let year = |group: &str| matches!(group.get(..2), Some("19" | "20"));
    let usual = match lengths.as_slice() {
        // `20241231` is a date.
        [8] => !year(groups[0]),
        // `2020 2021` are years.
        [4, 4] => !(year(groups[0]) && year(groups[1])),
        [2, 2, 2, 2] | [2, 3, 3] | [2, 6] => true,
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
        assert_eq!(texts("tlf.:89\u{a0}40\u{a0}11\u{a0}04"), ["89\u{a0}40\u{a0}11\u{a0}04"]);
    }

    #[test]
    fn what_is_no_number_is_left_alone() {
        for text in [
            "Ring 112, 114, 1888 eller 116 111.",
            "2020 2021 | 2013–2015",
            "2026-11-21 og 20261121",
            "12.662 og 24.500.000",
            "[@kilde s. 12]",
            "https://a.dk/presse/14756580?id=13560921",
            "ISBN: 978-87-85249-02-9",
        ] {
            assert!(texts(text).is_empty(), "{text}");
        }
    }
}
