//! What looks like a CPR number.
//!
//! Contract: six digits that are a date (day, month, two digits of a year) and four more, with or without a hyphen, blank,
//! dot or stroke between the pairs, not in the middle of a longer number. The check digit is not looked at: since 2007 there are
//! numbers without it.

use std::fmt;

/// Something in a text looks like a CPR number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cpr {
    /// Where it begins, in bytes.
    pub from: usize,
    /// Where it ends, in bytes.
    pub to: usize,
}

impl fmt::Display for Cpr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Det ligner et CPR-nummer. Skriv det ikke her. Skal papiret bruges i en sag, skriver du det i hånden bagefter.")
    }
}

impl std::error::Error for Cpr {}

/// The first place that looks like a CPR number.
///
/// ```
/// use calculator::concern::cpr;
///
/// assert!(cpr::find("Barnet, 010203-1234, går i 2. b").is_some());
/// assert!(cpr::find("Ring 12 34 56 78 inden 31.12.2026").is_none());
/// ```
#[must_use]
pub fn find(text: &str) -> Option<Cpr> {
    let digits: Vec<(usize, char)> = text.char_indices().collect();
    (0..digits.len()).find_map(|start| {
        // Not inside a longer number.
        if start > 0 && digits[start - 1].1.is_ascii_digit() {
            return None;
        }
        let mut at = start;
        let day = two(&digits, &mut at)?;
        between(&digits, &mut at);
        let month = two(&digits, &mut at)?;
        between(&digits, &mut at);
        let year = two(&digits, &mut at)?;
        between(&digits, &mut at);
        two(&digits, &mut at)?;
        two(&digits, &mut at)?;
        if digits.get(at).is_some_and(|(_, sign)| sign.is_ascii_digit()) || !is_date(day, month, year) {
            return None;
        }
        let to = digits.get(at).map_or(text.len(), |(place, _)| *place);
        Some(Cpr { from: digits[start].0, to })
    })
}

fn two(signs: &[(usize, char)], at: &mut usize) -> Option<u32> {
    let digit = |at: usize| signs.get(at).and_then(|(_, sign)| sign.to_digit(10));
    let number = digit(*at)? * 10 + digit(*at + 1)?;
    *at += 2;
    Some(number)
}

/// At most three signs that people put between the parts, so that ` - ` is one too.
fn between(signs: &[(usize, char)], at: &mut usize) {
    for _ in 0..3 {
        let parts = |sign: char| {
            matches!(
                sign,
                ' ' | '\t' | '\n' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '-' | '–' | '—' | '‑' | '−' | '.' | '/' | '_'
            )
        };
        if signs.get(*at).is_some_and(|(_, sign)| parts(*sign)) {
            *at += 1;
        }
    }
}

fn is_date(day: u32, month: u32, year: u32) -> bool {
    let days = match month {
        2 if year.is_multiple_of(4) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}
