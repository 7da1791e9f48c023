//! Letters and words: case, the many ways of writing æ, ø and å, and where words begin and end.
//!
//! Contract: [`lower`] and [`fold`] know the letters of Latin-1 alone, which is all that Danish needs and spares the browser the
//! tables of Unicode. Folding twice is folding once. A paragraph (`§ 133`) is one word, so that its number is no other number.

use std::ops::Range;

/// A word in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// In small letters, as it is spelt; a paragraph as `§133`.
    pub form: String,
    /// Where it stands.
    pub at: Range<usize>,
}

/// A small letter.
#[must_use]
pub fn lower(c: char) -> char {
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        'À'..='Þ' if c != '×' => char::from_u32(u32::from(c) + 32).unwrap_or(c),
        _ => c,
    }
}

/// Whether words are made of it.
#[must_use]
pub fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || (('À'..='ÿ').contains(&c) && c != '×' && c != '÷')
}

/// One spelling for all the ways of writing the same letters: `børn`, `boern` and `born` are one.
///
/// ```
/// use calculator::search::fold::fold;
/// assert_eq!(fold("Fravær"), "fravar");
/// assert_eq!(fold("aabningstid"), fold("åbningstid"));
/// assert_eq!(fold("BOERN"), fold("børn"));
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().map(lower) {
        let plain = match c {
            'æ' | 'å' | 'ä' | 'á' | 'à' | 'â' => 'a',
            'ø' | 'ö' | 'ó' => 'o',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'ü' | 'ú' => 'u',
            '\u{ad}' => continue,
            _ => c,
        };
        match (out.as_bytes().last(), plain) {
            // ae and aa are a, oe is o.
            (Some(b'a'), 'a' | 'e') | (Some(b'o'), 'e') => {}
            _ => out.push(plain),
        }
    }
    out
}

/// A folded word with each doubled letter once.
pub(super) fn without_doubles(key: &str) -> String {
    let mut out = String::with_capacity(key.len());
    let mut last = None;
    for c in key.chars() {
        if last.replace(c) != Some(c) {
            out.push(c);
        }
    }
    out
}

/// The words of a text, in order.
#[must_use]
pub fn words(text: &str) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let mut rest = text.char_indices().peekable();
    let mut paragraph: Option<usize> = None;
    while let Some((start, c)) = rest.next() {
        if c == '§' {
            paragraph = Some(start);
            continue;
        }
        if !is_letter(c) {
            if !matches!(c, ' ' | '\u{a0}') {
                paragraph = None;
            }
            continue;
        }
        let mut end = start + c.len_utf8();
        let mut form = String::new();
        form.push(lower(c));
        while let Some((at, c)) = rest.next_if(|(_, c)| is_letter(*c) || *c == '\u{ad}') {
            end = at + c.len_utf8();
            if c != '\u{ad}' {
                form.push(lower(c));
            }
        }
        match paragraph.take().filter(|_| form.starts_with(|c: char| c.is_ascii_digit())) {
            Some(sign) => out.push(Word { form: ["§", &form].concat(), at: sign..end }),
            None => out.push(Word { form, at: start..end }),
        }
    }
    out
}

/// The address of a heading: lower case, æ/ø/å as ae/oe/aa, accents off, everything else than a-z and 0-9 as one hyphen.
///
/// ```
/// assert_eq!(calculator::search::fold::slug("Må jeg spørge – først?"), "maa-jeg-spoerge-foerst");
/// ```
#[must_use]
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().map(lower) {
        let mapped: &str = match c {
            'æ' | 'ä' => "ae",
            'ø' | 'ö' => "oe",
            'å' => "aa",
            'é' | 'è' | 'ê' | 'ë' => "e",
            'á' | 'à' | 'â' => "a",
            'ü' | 'ú' => "u",
            'ó' => "o",
            '§' => "paragraf",
            'a'..='z' | '0'..='9' => {
                out.push(c);
                continue;
            }
            // A soft hyphen is no word boundary.
            '\u{ad}' => continue,
            _ => {
                if !out.is_empty() && !out.ends_with('-') {
                    out.push('-');
                }
                continue;
            }
        };
        out.push_str(mapped);
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

#[cfg(test)]
mod tests {
    use super::{fold, slug, words};
    use proptest::prelude::*;

    fn forms(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.form).collect()
    }

    #[test]
    fn the_spellings_of_a_letter_are_one() {
        for (one, other) in [("fraværet", "fravaeret"), ("Ærø", "aeroe"), ("årsbarn", "aarsbarn"), ("å", "a")] {
            assert_eq!(fold(one), fold(other), "{one} {other}");
        }
        assert_ne!(fold("barn"), fold("born"));
    }

    #[test]
    fn words_and_paragraphs_are_told_apart() {
        assert_eq!(forms("TF-CBT, jf. § 133, stk. 2"), ["tf", "cbt", "jf", "§133", "stk", "2"]);
        assert_eq!(forms("§133 og §\u{a0}49a; 133"), ["§133", "og", "§49a", "133"]);
        assert_eq!(forms("§ i loven"), ["i", "loven"]);
        assert_eq!(forms("under\u{ad}retning"), ["underretning"]);
        let found = words("En § 15!");
        assert_eq!(found[1].at, 3.."En § 15".len());
    }

    #[test]
    fn anchors_are_as_they_were() {
        assert_eq!(slug("Hvad står i § 133?"), "hvad-staar-i-paragraf-133");
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "[a-zæøåA-ZÆØÅäöé§0-9 ]{0,30}|\\PC{0,20}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn words_stand_where_they_say(text in "\\PC{0,40}") {
            for word in words(&text) {
                prop_assert!(text.get(word.at.clone()).is_some_and(|there| !there.is_empty()), "{:?}", word);
            }
        }
    }
}
