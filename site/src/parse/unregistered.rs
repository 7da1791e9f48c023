//! Paragraphs and amounts that stand in running text and not in a register.
//!
//! Contract: a § on a page is a reference into the register of laws, and an amount comes from the register of figures or of
//! services, so that both can be checked and changed in one place. [`found`] is a function of the words alone; whoever calls it
//! knows where they stand, and that they are not the words of a law reference.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use std::ops::Range;

/// Something that belongs in a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unregistered {
    /// A paragraph, as written.
    Paragraph(String, Range<usize>),
    /// An amount, as written.
    Amount(String, Range<usize>),
}

impl Unregistered {
    /// Where it stands in the words.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        let (Unregistered::Paragraph(_, range) | Unregistered::Amount(_, range)) = self;
        range.clone()
    }

    /// The fault in running text, which can refer to a register.
    #[must_use]
    pub fn in_text(&self, at: Span) -> Diagnostic {
        let fault = self.fault(at);
        match self {
            Unregistered::Paragraph(shown, _) => {
                let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
                let number = if digits.is_empty() { "133".to_owned() } else { digits };
                fault.hint(format!("skriv den som et link med lovens navn, for eksempel [barnets lov § {number}](lov:barnets-lov-{number})"))
            }
            Unregistered::Amount(..) => fault.hint(
                "skriv beløbet ind med kilde i content/data/tal.toml, og hent det med {{tal:id}}; en ydelses pris hentes med {{pris:id}}",
            ),
        }
    }

    /// The fault where nothing can be referred to: in titles, headings and explanations.
    #[must_use]
    pub fn in_title(&self, at: Span) -> Diagnostic {
        let what = if matches!(self, Unregistered::Paragraph(..)) { "paragraffen" } else { "beløbet" };
        self.fault(at).hint(format!("her kan der ikke henvises; skriv det uden {what}, og nævn {what} i sidens tekst"))
    }

    fn fault(&self, at: Span) -> Diagnostic {
        match self {
            Unregistered::Paragraph(shown, _) => {
                Diagnostic::new(Code::BareParagraph, at, format!("»{shown}« står uden henvisning til lovregistret"))
            }
            Unregistered::Amount(shown, _) => {
                Diagnostic::new(Code::BareAmount, at, format!("beløbet »{shown}« står ikke i et register"))
            }
        }
    }
}

/// What comes between a number and the crown.
const SCALES: &[&str] = &["mio.", "mia.", "millioner", "milliarder", "tusind", "t."];

/// Everything in a piece of text that belongs in a register, in order.
///
/// ```
/// use site::parse::unregistered::found;
/// let words = "Efter § 133 koster det 28.000 kr.";
/// let shown: Vec<_> = found(words).iter().map(|one| &words[one.range()]).collect();
/// assert_eq!(shown, ["§ 133", "28.000 kr"]);
/// assert!(found("Det koster kroner og øre.").is_empty());
/// ```
#[must_use]
pub fn found(words: &str) -> Vec<Unregistered> {
    let mut all = Vec::new();
    let mut after = 0;
    for (at, _) in words.match_indices('§') {
        if at < after {
            continue;
        }
        let rest = words[at..].trim_start_matches('§');
        let number = rest.trim_start_matches([' ', '\u{a0}']);
        let digits = number.bytes().take_while(u8::is_ascii_digit).count();
        after = if digits == 0 { words.len() - rest.len() } else { words.len() - number.len() + digits };
        all.push(Unregistered::Paragraph(words[at..after].to_owned(), at..after));
    }
    for (at, _) in words.match_indices("kr") {
        let tail = &words[at..];
        let Some(crown) = ["kroner", "kr"]
            .into_iter()
            .find(|crown| tail.strip_prefix(crown).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
        else {
            continue;
        };
        let end = at + crown.len();
        if let Some(start) = number_before(&words[..at]) {
            all.push(Unregistered::Amount(words[start..end].to_owned(), start..end));
        } else if let Some(length) = number_after(&words[end..]) {
            all.push(Unregistered::Amount(words[at..end + length].to_owned(), at..end + length));
        }
    }
    all.sort_by_key(|one| one.range().start);
    all
}

/// Where the number begins that ends just before the crown.
fn number_before(before: &str) -> Option<usize> {
    let space: &[char] = &[' ', '\u{a0}'];
    let mut rest = before.trim_end_matches(space);
    if let Some(scale) = SCALES.iter().find(|scale| rest.ends_with(**scale)) {
        rest = rest[..rest.len() - scale.len()].trim_end_matches(space);
    }
    // An O is often typed for a nought.
    let stem = rest.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '–' | 'O'));
    let number = rest[stem.len()..].trim_start_matches(['.', ',', '-', '–']);
    let joined = stem.ends_with(char::is_alphabetic);
    (number.starts_with(|c: char| c.is_ascii_digit()) && !joined).then(|| rest.len() - number.len())
}

/// How far the number reaches that follows the crown, as in `kr. 28.000`.
fn number_after(after: &str) -> Option<usize> {
    let rest = after.strip_prefix('.').unwrap_or(after);
    let number = rest.strip_prefix([' ', '\u{a0}'])?;
    let length = number.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')).count();
    let length = number[..length].trim_end_matches(['.', ',']).len();
    (length > 0).then(|| after.len() - number.len() + length)
}

#[cfg(test)]
mod tests {
    use super::found;

    fn shown(words: &str) -> Vec<&str> {
        found(words).iter().map(|one| &words[one.range()]).collect::<Vec<_>>()
    }

    #[test]
    fn amounts_are_found_in_every_form() {
        assert_eq!(shown("3 mio. kr. og 500.000 kroner"), ["3 mio. kr", "500.000 kroner"]);
        assert_eq!(shown("kr. 28.000, dvs. 1.244,44 kr."), ["kr. 28.000", "1.244,44 kr"]);
        assert_eq!(shown("10–12 kr., 5\u{a0}kr"), ["10–12 kr", "5\u{a0}kr"]);
        assert_eq!(shown("28.O00 kr. og 28.OOO kr."), ["28.O00 kr", "28.OOO kr"]);
        assert!(shown("28 krav, 3 kridt, kritik, kr.-beløb, nogle kroner").is_empty());
    }

    #[test]
    fn paragraphs_are_found_with_their_number() {
        assert_eq!(shown("§§ 1-4, §133 og § "), ["§§ 1", "§133", "§"]);
    }
}
