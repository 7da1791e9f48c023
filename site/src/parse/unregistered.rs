//! Paragraphs and amounts that stand in running text and not in a register.
//!
//! Contract: a § on a page is a reference into the register of laws, and an amount comes from the register of figures or of
//! services, so that both can be checked and changed in one place. [`found`] is a function of the words alone; whoever calls it
//! knows where they stand, and that they are not the words of a law reference.

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::signs::has;
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
                let number = shown.trim_start_matches(|c: char| !c.is_ascii_digit());
                let number = if number.is_empty() { "133" } else { number };
                let id = number.replace(BLANKS, "-");
                fault.hint(format!("skriv den som et link med lovens navn, for eksempel [barnets lov § {number}](lov:barnets-lov-{id})"))
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

/// What parts a number from what stands beside it.
const BLANKS: &[char] = &[' ', '\u{a0}', '\u{2009}', '\u{202f}'];

/// How the crown is written, in small letters; whole words only.
const CROWNS: &[&str] = &["kr", "kroner", "krone", "tkr", "dkr", "dkk"];

/// What comes between a number and the crown.
const SCALES: &[&str] = &[
    "mio.",
    "mio",
    "mia.",
    "mia",
    "mill.",
    "million",
    "millioner",
    "milliard",
    "milliarder",
    "tusind",
    "tusinde",
    "t.",
    "danske",
];

/// Everything in a piece of text that belongs in a register, in order.
///
/// ```
/// use site::parse::unregistered::found;
/// let words = "Efter § 133 koster det 28.000 kr.";
/// let shown: Vec<_> = found(words).iter().map(|one| &words[one.range()]).collect();
/// assert_eq!(shown, ["§ 133", "28.000 kr."]);
/// assert!(found("Det koster kroner og øre.").is_empty());
/// ```
#[must_use]
pub fn found(words: &str) -> Vec<Unregistered> {
    // An amount has a digit in it, and § ends in this byte.
    if !has(words, |b| b.is_ascii_digit() || b == 0xA7) {
        return Vec::new();
    }
    let mut all = paragraphs(words);
    let mut past = 0;
    let low = words.to_ascii_lowercase();
    for (at, sign) in low.char_indices().filter(|(_, c)| matches!(c, 'k' | 't' | 'd' | ',')) {
        let range = if sign == ',' { dash(words, at) } else { crown(words, &low, at) };
        // `28.000,- kr.` is one amount, known by its dash.
        if let Some(range) = range.filter(|range| range.start >= past) {
            past = range.end;
            all.push(Unregistered::Amount(words[range.clone()].to_owned(), range));
        }
    }
    all.sort_by_key(|one| one.range().start);
    all
}

/// Whether the head of a column says that its numbers are amounts.
///
/// ```
/// use site::parse::unregistered::counts_crowns;
/// assert!(counts_crowns("Pris (kr.)") && counts_crowns("Kroner pr. time"));
/// assert!(!counts_crowns("Antal"));
/// ```
#[must_use]
pub fn counts_crowns(head: &str) -> bool {
    let low = head.to_lowercase();
    low.split(|c: char| !c.is_alphanumeric()).any(|word| CROWNS.contains(&word))
}

/// The amount in a cell below such a head that holds nothing but a number.
#[must_use]
pub fn bare_number(cell: &str) -> Option<Unregistered> {
    let number = cell.trim();
    let sign = |c: char| c.is_ascii_digit() || BLANKS.contains(&c) || matches!(c, '.' | ',' | '-' | '–');
    let digits = number.chars().all(sign) && number.contains(|c: char| c.is_ascii_digit());
    digits.then(|| Unregistered::Amount(number.to_owned(), 0..number.len()))
}

/// How a paragraph is called in words; whole words only.
const NAMES: &[&str] = &["paragraf", "paragraffen", "paragraffer", "paragrafferne"];

fn paragraphs(words: &str) -> Vec<Unregistered> {
    let mut all = named(words);
    let mut after = 0;
    for (at, _) in words.match_indices('§') {
        if at < after {
            continue;
        }
        let rest = words[at..].trim_start_matches('§');
        let number = rest.trim_start_matches(BLANKS);
        let digits = number.bytes().take_while(u8::is_ascii_digit).count();
        after = if digits == 0 { words.len() - rest.len() } else { words.len() - number.len() + digits };
        if digits > 0 {
            after += letter(&words[after..]);
        }
        all.push(Unregistered::Paragraph(words[at..after].to_owned(), at..after));
    }
    all
}

/// Paragraphs that are called so in words, with their number: `paragraf 133`.
fn named(words: &str) -> Vec<Unregistered> {
    let mut all = Vec::new();
    // The first letter is small or large.
    for (tail, _) in words.match_indices("aragraf") {
        let Some(at) = words[..tail].strip_suffix(['p', 'P']).map(str::len) else { continue };
        let end = words[at..].find(|c: char| !c.is_alphabetic()).map_or(words.len(), |length| at + length);
        let number = words[end..].trim_start_matches(BLANKS);
        let digits = number.bytes().take_while(u8::is_ascii_digit).count();
        let is_name = NAMES.iter().any(|name| name[1..] == words[at + 1..end]);
        if !is_name || words[..at].ends_with(char::is_alphanumeric) || digits == 0 || number.len() == words.len() - end
        {
            continue;
        }
        let after = words.len() - number.len() + digits;
        // `paragraf 50-undersøgelse` is a word, and no reference.
        if words[after..].strip_prefix(['-', '–']).is_some_and(|rest| rest.starts_with(char::is_alphabetic)) {
            continue;
        }
        let after = after + letter(&words[after..]);
        all.push(Unregistered::Paragraph(words[at..after].to_owned(), at..after));
    }
    all
}

/// How long the letter is that belongs to a number, with the blank before it: `§ 49 a`, but not `§ 3 i loven`.
fn letter(rest: &str) -> usize {
    let bare = rest.trim_start_matches(BLANKS);
    let mut chars = bare.chars();
    let is_letter = chars.next().is_some_and(|c| c.is_ascii_lowercase() && c != 'i');
    if is_letter && chars.next().is_none_or(|next| !next.is_alphanumeric()) { rest.len() - bare.len() + 1 } else { 0 }
}

/// An amount whose crown begins here.
fn crown(words: &str, low: &str, at: usize) -> Option<Range<usize>> {
    if low[..at].ends_with(char::is_alphabetic) {
        return None;
    }
    let whole =
        |crown: &&&str| low[at..].strip_prefix(**crown).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    let sign = CROWNS.iter().find(whole)?;
    let end = at + sign.len();
    match number_before(&words[..at]) {
        Some(start) => Some(start..end + stop(sign, &words[end..])),
        None => number_after(&words[end..]).map(|length| at..end + length),
    }
}

/// How long the stop is that belongs to a sign, since it stands for a longer word.
fn stop(sign: &str, after: &str) -> usize {
    let is_short = matches!(sign, "kr" | "tkr" | "dkr");
    let mut signs = after.chars();
    usize::from(is_short && signs.next() == Some('.') && signs.next().is_none_or(|next| !next.is_alphanumeric()))
}

/// An amount of whole crowns that ends in a comma and a dash, with the sign that may follow: `28.000,-`, `28.000,- kr.`.
fn dash(words: &str, comma: usize) -> Option<Range<usize>> {
    let after = words[comma + 1..].strip_prefix(['-', '–', '—'])?;
    if after.starts_with(char::is_alphanumeric) {
        return None;
    }
    let start = number_before(&words[..comma])?;
    let rest = after.trim_start_matches(BLANKS);
    let low = rest.to_ascii_lowercase();
    let whole = |sign: &&&str| low.strip_prefix(**sign).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    Some(match CROWNS.iter().find(whole) {
        Some(sign) => start..words.len() - rest.len() + sign.len() + stop(sign, &rest[sign.len()..]),
        None => start..words.len() - after.len(),
    })
}

/// Where the number begins that ends just before the crown.
fn number_before(before: &str) -> Option<usize> {
    let mut rest = before.trim_end_matches(BLANKS);
    while let Some(scale) = SCALES.iter().find(|scale| rest.ends_with(**scale)) {
        rest = rest[..rest.len() - scale.len()].trim_end_matches(BLANKS);
    }
    let number = |text: &str| {
        let stem = text.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '–' | 'O'));
        text.len() - text[stem.len()..].trim_start_matches(['.', ',', '-', '–']).len()
    };
    let mut start = number(rest);
    let year = |text: &str| text.len() == 4 && matches!(&text[..2], "19" | "20");
    // `2013-kroner` are prices of a year.
    let compound = rest.strip_suffix(['-', '–']).filter(|_| rest.len() == before.len());
    if !rest[start..].starts_with(|c: char| c.is_ascii_digit())
        || before[..start].ends_with(char::is_alphabetic)
        || compound.is_some_and(|stem| year(stem.get(start..).unwrap_or_default()))
    {
        return None;
    }
    // `28 000`: groups of three may stand apart.
    while rest[start..].bytes().take_while(u8::is_ascii_digit).count() == 3
        && let Some(group) = rest[..start].strip_suffix(BLANKS)
        && (1..=3).contains(&(group.len() - number(group)))
        && group[number(group)..].bytes().all(|b| b.is_ascii_digit())
        && !group[..number(group)].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '-' | '–'))
    {
        start = number(group);
    }
    Some(start)
}

/// How far the number reaches that follows the crown, as in `kr. 28.000`.
fn number_after(after: &str) -> Option<usize> {
    let rest = after.strip_prefix('.').unwrap_or(after);
    let number = rest.trim_start_matches(BLANKS);
    if number.len() == after.len() {
        return None;
    }
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
        assert_eq!(shown("3 mio. kr. og 500.000 kroner"), ["3 mio. kr.", "500.000 kroner"]);
        assert_eq!(shown("kr. 28.000, dvs. 1.244,44 kr."), ["kr. 28.000", "1.244,44 kr."]);
        assert_eq!(shown("10–12 kr., 5\u{a0}kr"), ["10–12 kr.", "5\u{a0}kr"]);
        assert_eq!(
            shown("Kr. 28.000 og kr.5, 250 tkr. og 28.000 DKK"),
            ["Kr. 28.000", "kr.5", "250 tkr.", "28.000 DKK"]
        );
        assert_eq!(
            shown("3 mio.kr., 1 million danske kroner, 1 krone"),
            ["3 mio.kr.", "1 million danske kroner", "1 krone"]
        );
        assert_eq!(shown("28.000,- og 5,- kr. og 28\u{202f}000 kr."), ["28.000,-", "5,- kr.", "28\u{202f}000 kr."]);
        assert_eq!(shown("28.000,- kroner, 300,- KR og 5,- krav"), ["28.000,- kroner", "300,- KR", "5,-"]);
        assert_eq!(shown("I 2021 500 kr., 24 500 000 kr."), ["500 kr.", "24 500 000 kr."]);
        assert_eq!(shown("28.O00 kr. og 28.OOO kr."), ["28.O00 kr.", "28.OOO kr."]);
        assert!(shown("28 krav, 3 kridt, kritik, kr.-beløb, nogle kroner, 5 kroneprinser").is_empty());
        assert!(shown("i 2013-kroner og 2013–kr., mio. kr., 1,-2").is_empty());
    }

    #[test]
    fn paragraphs_are_found_with_their_number() {
        assert_eq!(shown("§§ 1-4, §133 og § "), ["§§ 1", "§133", "§"]);
        assert_eq!(
            shown("Efter paragraf 133, Paragrafferne 49 a og 50 og paragraf\u{a0}9."),
            ["paragraf 133", "Paragrafferne 49 a", "paragraf\u{a0}9"]
        );
        assert!(shown("en paragraf, 3 paragraffer, paragraf133, delparagraf 4, paragraf 50-undersøgelse").is_empty());
        assert_eq!(shown("§ 49 a, § 3 i loven, § 5a og § 7 og"), ["§ 49 a", "§ 3", "§ 5a", "§ 7"]);
    }
}
