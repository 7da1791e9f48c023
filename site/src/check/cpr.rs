//! What looks like a CPR number, anywhere in `content/`.
//!
//! Contract: finds what `calculator::concern::cpr` finds, in the text of a file as it is, but for web addresses, in which such runs of
//! digits are ids. No message repeats the number, and no excerpt shows it ([`hidden`]): what a build prints may be kept where all can read it.

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::signs::is_letter;
use crate::source::{FileId, Span};
use calculator::concern::cpr;
use std::borrow::Cow;
use std::ops::Range;

/// Digits of a CPR number.
const DIGITS: usize = 10;

/// The faults of one file.
#[must_use]
pub fn check(file: FileId, text: &str) -> Vec<Diagnostic> {
    let fault = |range| {
        Diagnostic::new(Code::CprNumber, Span::new(file, range), "her står noget, der ligner et CPR-nummer")
            .hint("slet det, før filen bliver lagt i git; et CPR-nummer må aldrig stå her")
            .hint("er det allerede lagt i git, så sig det med det samme til den, der har ansvaret for koden: historikken gemmer det, også når det er slettet")
    };
    found(text).into_iter().map(fault).collect()
}

/// The text with an x for each digit of such a number, byte for byte as long.
#[must_use]
pub fn hidden(text: &str) -> Cow<'_, str> {
    let found = found(text);
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let within = |at| found.iter().any(|range| range.contains(&at));
    let hide = |(at, sign): (usize, char)| if sign.is_ascii_digit() && within(at) { 'x' } else { sign };
    Cow::Owned(text.char_indices().map(hide).collect())
}

/// Where such numbers stand.
fn found(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for run in runs(text) {
        let mut from = run.start;
        while let Some(number) = cpr::find(&text[from..run.end]) {
            found.push(from + number.from..from + number.to);
            from += number.to;
        }
    }
    found
}

/// Whether as many digits stand in a text with no letter of the English alphabet between them: nearly all texts have none.
fn may_have_run(text: &str) -> bool {
    let mut digits = 0;
    text.bytes().any(|b| {
        digits = if b.is_ascii_alphabetic() { 0 } else { digits + usize::from(b.is_ascii_digit()) };
        digits >= DIGITS
    })
}

/// Runs of digits and of what parts them that are long enough.
fn runs(text: &str) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    if !may_have_run(text) {
        return runs;
    }
    let (mut start, mut digits, mut after_address) = (0, 0, 0);
    for (at, sign) in text.char_indices() {
        if at < after_address {
            start = after_address;
            continue;
        }
        if sign.is_ascii_digit() {
            digits += 1;
        } else if is_letter(sign) || matches!(sign, '"' | '|' | '=' | ',' | ':' | '(' | ')' | '[' | ']') {
            if digits >= DIGITS {
                runs.push(start..at);
            }
            (start, digits) = (at + sign.len_utf8(), 0);
            let rest = &text[at..];
            if sign == 'h' && (rest.starts_with("https://") || rest.starts_with("http://")) {
                let end = rest.find(|c: char| c.is_whitespace() || matches!(c, ')' | '"' | '>' | '<'));
                after_address = at + end.unwrap_or(rest.len());
            }
        }
    }
    if digits >= DIGITS {
        runs.push(start..text.len());
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::{found, hidden};

    fn texts(text: &str) -> Vec<&str> {
        found(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn numbers_are_found_however_they_are_written() {
        assert_eq!(texts("Barnet, 010203-1234, og 311299 5678."), ["010203-1234", "311299 5678"]);
        assert_eq!(texts("cpr = \"0102031234\" # 01.02.03-1234"), ["0102031234", "01.02.03-1234"]);
    }

    #[test]
    fn excerpts_show_none_of_them() {
        assert_eq!(hidden("Ærø: 010203-1234 og 28.000"), "Ærø: xxxxxx-xxxx og 28.000");
        assert_eq!(hidden("28.000"), "28.000");
    }

    #[test]
    fn what_is_no_such_number_is_left_alone() {
        for text in [
            "gennemgaaet = 2026-11-22\nnaeste_gennemgang = 2027-05-22",
            "22.11.2026 og 22-11-2026, 2013–2015, 12.662, 24.500.000 kr.",
            "+45 12 10 20 30 og 12 10 20 30",
            "https://a.dk/presse/0102031234?id=0102031234",
            "ISBN 978-87-85249-02-9 og 01020312345",
            "9912991234",
        ] {
            assert!(texts(text).is_empty(), "{text}: {:?}", texts(text));
        }
    }
}
