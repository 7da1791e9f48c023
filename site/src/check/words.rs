//! The words of running text that a list of words can judge.
//!
//! Contract: a word is letters, with hyphens and apostrophes within it. No word of ours are addresses and abbreviations (`dr.dk`,
//! `bl.a.`), what has a number in it, short names in capitals (`SSP`, `KORAs`), single letters, and a word alone in quotation
//! marks, which is how one speaks of a word as others write it.

use std::ops::Range;

/// A word, and what stands around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<'t> {
    /// Its letters.
    pub text: &'t str,
    /// Where it stands.
    pub range: Range<usize>,
    /// Whether a full stop follows: it may be the end of a sentence, or of an abbreviation.
    pub stop: bool,
    /// Whether a hyphen follows: it is the first part of a word whose second part stands further on (`social- og …`).
    pub open: bool,
}

/// The words of a text, in order.
///
/// ```
/// use site::check::words::words;
/// let found: Vec<_> = words("Se dr.dk: SSP's §-møde, bl.a. »forkerdt«, i 2-årige og social- m.m.").map(|word| word.text).collect();
/// assert_eq!(found, ["Se", "møde", "årige", "og", "social"]);
/// ```
pub fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    chunks(text).flat_map(move |chunk| {
        // Nearly all chunks are one word with a sign after it, and a site has millions of them.
        let whole = whole(text, chunk.clone());
        let rest = if whole.is_some() || is_address(&text[chunk.clone()]) { chunk.end..chunk.end } else { chunk };
        whole.into_iter().chain(in_chunk(text, rest))
    })
}

/// What stands between blanks.
fn chunks(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + bytes.get(at..)?.iter().position(|b| !b.is_ascii_whitespace())?;
        at = bytes[start..].iter().position(u8::is_ascii_whitespace).map_or(bytes.len(), |length| start + length);
        Some(start..at)
    })
}

/// The word that a chunk is, but for marks around it; `None` where it takes a closer look to tell.
fn whole(text: &str, chunk: Range<usize>) -> Option<Word<'_>> {
    let written = &text[chunk.clone()];
    let before = written.bytes().take_while(|b| *b == b'(').count();
    let after = |b: &u8| matches!(b, b',' | b'.' | b':' | b';' | b'?' | b'!' | b')');
    let word = &written[before..];
    let word = &word[..word.len() - word.bytes().rev().take_while(after).count()];
    let start = chunk.start + before;
    let (mut letters, mut lead) = (0, false);
    for byte in word.bytes() {
        match (lead, byte) {
            (false, b'a'..=b'z') => letters += 1,
            (false, b'A'..=b'Z') if letters == 0 => letters += 1,
            // The letters of the Latin-1 block: æ, ø, å, é and kin, and their capitals.
            (false, 0xC3) => lead = true,
            (true, 0x80..=0x96 | 0x98..=0x9E) if letters == 0 => (letters, lead) = (1, false),
            (true, 0x9F..=0xB6 | 0xB8..=0xBF) => (letters, lead) = (letters + 1, false),
            _ => return None,
        }
    }
    let range = start..start + word.len();
    (letters > 1).then(|| Word { text: word, stop: text[range.end..].starts_with('.'), open: false, range })
}

/// Whether a chunk is an address, a file, a placeholder, short forms with a point within, or has a sign in it that nobody sees
/// and that is told of as such.
fn is_address(chunk: &str) -> bool {
    let unseen = |c: char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    if chunk.contains(unseen)
        || chunk.contains(['@', '\\', '_', '{', '}', '='])
        || chunk.contains("://")
        || chunk.contains("www.")
    {
        return true;
    }
    let mut before = ' ';
    let mut signs = chunk.chars().peekable();
    while let Some(sign) = signs.next() {
        if sign == '.' && before.is_alphabetic() && signs.peek().is_some_and(|next| next.is_alphanumeric()) {
            return true;
        }
        before = sign;
    }
    false
}

fn in_chunk(text: &str, chunk: Range<usize>) -> impl Iterator<Item = Word<'_>> {
    let mut at = chunk.start;
    std::iter::from_fn(move || {
        while at < chunk.end {
            let range = next(text, at..chunk.end)?;
            at = range.end;
            if let Some(word) = word(text, range) {
                return Some(word);
            }
        }
        None
    })
}

/// The next run of letters and digits, with hyphens and apostrophes between them.
fn next(text: &str, within: Range<usize>) -> Option<Range<usize>> {
    let rest = &text[within.clone()];
    let start = within.start + rest.find(char::is_alphanumeric)?;
    let mut end = start;
    let mut signs = text[start..within.end].char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let joins = matches!(sign, '-' | '\'' | '’') && signs.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if !(sign.is_alphanumeric() || joins) {
            break;
        }
        // A number and what is joined to it are two: `2-årige`.
        if joins && text[start..start + at].ends_with(|c: char| c.is_ascii_digit()) {
            break;
        }
        end = start + at + sign.len_utf8();
    }
    Some(start..end)
}

fn word(text: &str, range: Range<usize>) -> Option<Word<'_>> {
    let written = &text[range.clone()];
    let mut letters = written.chars();
    letters.next();
    let rest = letters.as_str();
    // Parts of a joined word may be names: those are judged one by one.
    let joined = written.contains('-');
    if rest.is_empty()
        || written.contains(|c: char| c.is_numeric())
        || (!joined && rest.contains(char::is_uppercase))
        || (text[..range.start].ends_with('»') && text[range.end..].starts_with('«'))
    {
        return None;
    }
    let after = &text[range.end..];
    Some(Word { text: written, stop: after.starts_with('.'), open: after.starts_with('-'), range })
}

/// The parts of a joined word that can be judged: not those of one letter, and no short names.
pub fn parts(word: &str) -> impl Iterator<Item = &str> {
    word.split('-').filter(|part| {
        let mut letters = part.chars();
        letters.next();
        !letters.as_str().is_empty() && !letters.as_str().contains(char::is_uppercase)
    })
}

/// »a«, »b« eller »c«
pub(super) fn or(words: &[String]) -> String {
    match words {
        [first @ .., second, last] => {
            let before: String = first.iter().flat_map(|word| [word.as_str(), ", "]).collect();
            format!("{before}{second} eller {last}")
        }
        words => words.concat(),
    }
}

/// The same word as it begins a sentence.
pub(super) fn with_capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::{chunks, in_chunk, is_address, parts, words};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_word_of_any_text_stands_where_it_is_said_to(text in any::<String>()) {
            for word in words(&text) {
                prop_assert_eq!(&text[word.range.clone()], word.text);
            }
        }

        #[test]
        fn a_short_look_tells_what_a_close_one_does(text in "[abzæøåéßABÆØ ,.:;?!()»«/\\-'0-9\u{a0}×÷]{0,30}") {
            let close = chunks(&text).filter(|chunk| !is_address(&text[chunk.clone()]));
            let close: Vec<_> = close.flat_map(|chunk| in_chunk(&text, chunk)).collect();
            prop_assert_eq!(words(&text).collect::<Vec<_>>(), close);
        }
    }

    #[test]
    fn words_stand_where_they_are() {
        let text = "Både børne- og ungechef, (Ældre).\nSe https://a.dk/forkerdt og \u{fffc} nr. 2.";
        for word in words(text) {
            assert_eq!(&text[word.range.clone()], word.text);
        }
        let found: Vec<_> = words(text).map(|word| (word.text, word.stop, word.open)).collect();
        let plain = |text| (text, false, false);
        let expected = ["Både", "børne", "og", "ungechef", "Ældre", "Se", "og", "nr"].map(plain);
        let expected = expected.map(|(text, ..)| (text, text == "nr", text == "børne"));
        assert_eq!(found, expected);
    }

    #[test]
    fn joined_words_are_words_of_parts() {
        let found: Vec<_> = words("et CPR-nummer, TF-CBT, en ti-års-plan").map(|word| word.text).collect();
        assert_eq!(found, ["et", "CPR-nummer", "TF-CBT", "en", "ti-års-plan"]);
        assert_eq!(parts("CPR-nummer").collect::<Vec<_>>(), ["nummer"]);
        assert_eq!(parts("TF-CBT").count(), 0);
    }
}
