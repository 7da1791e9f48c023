//! A text as the numbers of its words.
//!
//! Contract: `decode(encode(text)) == text`, byte for byte, for every text without control signs but tab and line feed; any other bytes
//! decode to something or to nothing, and never panic. A text is atoms: words, and what stands between them. One blank between two words is
//! not written. Where a sentence begins a word has a capital letter unless a mark says otherwise, so that `Barnet` and `barnet` are
//! one word. The commonest atoms have a number of one byte, the others of two; those are in order of their letters, each written
//! as what differs from the one before.

use std::collections::BTreeMap;

/// Marks a word that begins a sentence without a capital letter. It is in no text.
const SMALL: &[u8] = b"\x01";
/// How many atoms have one byte.
const COMMON: usize = 216;
/// From this byte on an atom has three bytes after it.
const LONG: u8 = 255;
/// What atoms in the list begin with: this, and how many bytes they share with the one before. Bytes of texts are none of these.
const SHARED: u8 = 0x0e;
const MOST_SHARED: usize = 17;
/// No guide is longer; what is damaged must not fill the memory.
const MOST: usize = 8 << 20;

/// Whether a byte belongs to a word: letters, digits, and all beyond ASCII.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}

/// Whether a sentence begins after this.
fn ends_sentence(between: &[u8]) -> bool {
    between.contains(&b'\n')
        || (between.ends_with(b" ") && between.iter().any(|b| matches!(b, b'.' | b'?' | b'!' | b':')))
}

/// The other case of the first letter, where it is a small or a capital letter of ASCII or Latin-1.
fn turned(word: &[u8]) -> Option<Vec<u8>> {
    let mut out = word.to_vec();
    match word {
        [first, ..] if first.is_ascii_alphabetic() => *out.first_mut()? ^= 0x20,
        // À to Þ, à to þ: but for × and ÷ the same distance apart.
        [0xc3, second, ..] if matches!(second | 0x20, 0xa0..=0xbe) && second | 0x20 != 0xb7 => *out.get_mut(1)? ^= 0x20,
        _ => return None,
    }
    Some(out)
}

fn is_capital(word: &[u8]) -> bool {
    match word {
        [first, ..] if first.is_ascii() => first.is_ascii_uppercase(),
        [0xc3, second, ..] => second & 0x20 == 0,
        _ => false,
    }
}

/// The list of words, and the text in their numbers.
#[must_use]
pub(super) fn encode(text: &str) -> (Vec<u8>, Vec<u8>) {
    let atoms = atoms(text.as_bytes());
    let mut counts: BTreeMap<&[u8], usize> = BTreeMap::new();
    for atom in &atoms {
        *counts.entry(atom).or_default() += 1;
    }
    let mut common: Vec<(&[u8], usize)> = counts.iter().map(|(atom, count)| (*atom, *count)).collect();
    common.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    common.truncate(COMMON);
    let is_common = |atom: &[u8]| common.iter().any(|(one, _)| *one == atom);
    let rare: Vec<&[u8]> = counts.keys().copied().filter(|atom| !is_common(atom)).collect();
    let list: Vec<&[u8]> = common.iter().map(|(atom, _)| *atom).chain(rare).collect();
    let numbers: BTreeMap<&[u8], usize> = list.iter().enumerate().map(|(number, atom)| (*atom, number)).collect();
    let (mut words, mut before): (Vec<u8>, &[u8]) = (Vec::new(), &[]);
    for atom in list {
        let shared = atom.iter().zip(before).take_while(|(one, other)| one == other).count().min(MOST_SHARED);
        words.push(SHARED + u8::try_from(shared).unwrap_or(0));
        words.extend(atom.get(shared..).unwrap_or_default());
        before = atom;
    }
    let mut body = Vec::new();
    for atom in &atoms {
        write(*numbers.get(atom.as_slice()).unwrap_or(&0), &mut body);
    }
    (words, body)
}

fn atoms(text: &[u8]) -> Vec<Vec<u8>> {
    let mut parts: Vec<&[u8]> = text.chunk_by(|one, other| is_word(*one) == is_word(*other)).collect();
    // What begins with a word begins a sentence.
    parts.insert(0, b"\n");
    let mut out: Vec<Vec<u8>> = Vec::new();
    for (at, pair) in parts.windows(2).enumerate() {
        let [before, part] = pair else { continue };
        let is_between = *part == b" " && at > 0 && at + 2 < parts.len();
        if is_between {
            continue;
        }
        if !part.first().copied().is_some_and(is_word) || !ends_sentence(before) {
            out.push(part.to_vec());
            continue;
        }
        match turned(part) {
            Some(small) if is_capital(part) => out.push(small),
            Some(_) => out.extend([SMALL.to_vec(), part.to_vec()]),
            None => out.push(part.to_vec()),
        }
    }
    out
}

fn write(number: usize, body: &mut Vec<u8>) {
    let byte = |value: usize| u8::try_from(value & 0xff).unwrap_or(0);
    match number.checked_sub(COMMON) {
        None => body.push(byte(number)),
        Some(rare) if COMMON + (rare >> 8) < usize::from(LONG) => body.extend([byte(COMMON + (rare >> 8)), byte(rare)]),
        Some(rare) => body.extend([LONG, byte(rare >> 16), byte(rare >> 8), byte(rare)]),
    }
}

/// The text; nothing where the bytes are none of [`encode`]'s.
#[must_use]
pub(super) fn decode(words: &[u8], body: &[u8]) -> Option<Vec<u8>> {
    let is_start = |byte: u8| (SHARED..=SHARED + 17).contains(&byte);
    let mut list: Vec<Vec<u8>> = Vec::new();
    for byte in words {
        if is_start(*byte) {
            let before = list.last().map(Vec::as_slice).unwrap_or_default();
            list.push(before.get(..usize::from(*byte - SHARED))?.to_vec());
        } else {
            list.last_mut()?.push(*byte);
        }
    }
    let mut text = Vec::new();
    let mut bytes = body.iter().map(|byte| usize::from(*byte));
    // Where the last atom began; whether it was a word; whether a mark forbids a capital letter.
    let (mut last, mut was_word, mut small) = (0, false, false);
    while let Some(first) = bytes.next() {
        let number = match first {
            _ if first < COMMON => first,
            _ if first < usize::from(LONG) => COMMON + ((first - COMMON) << 8 | bytes.next()?),
            _ => COMMON + (bytes.next()? << 16 | bytes.next()? << 8 | bytes.next()?),
        };
        let atom = list.get(number)?;
        if atom.as_slice() == SMALL {
            small = true;
            continue;
        }
        let word = is_word(*atom.first()?);
        if word && was_word {
            text.push(b' ');
        }
        let begins = word && !was_word && (text.is_empty() || ends_sentence(text.get(last..)?));
        last = text.len();
        match turned(atom).filter(|_| begins && !small && !is_capital(atom)) {
            Some(capital) => text.extend(capital),
            None => text.extend(atom),
        }
        (was_word, small) = (word, false);
        if text.len() > MOST {
            return None;
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};
    use proptest::prelude::*;

    fn again(text: &str) -> Option<String> {
        let (words, body) = encode(text);
        String::from_utf8(decode(&words, &body)?).ok()
    }

    #[test]
    fn capitals_blanks_and_stops_come_back() {
        for text in [
            "",
            " ",
            "a",
            "Et barn. Er du i tvivl? ring. Øl: økse\nÅ a",
            " a b ",
            "a  b",
            "a.b",
            "A",
            "a\n b",
            "× ÷. × å. Ð",
            "tf-CBT. TF-CBT. Æ. æ",
            "1. Ring\n2. ring",
            "ÿ. ÿ. Ÿ",
        ] {
            assert_eq!(again(text).as_deref(), Some(text));
        }
    }

    #[test]
    fn many_words_have_numbers_enough() {
        let text: Vec<String> = (0..70_000).map(|number| format!("o{number}")).collect();
        assert_eq!(again(&text.join(" ")), Some(text.join(" ")));
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in "[a-cA-CæøåÆØÅ×÷ §0-9.:?!,\n\t»«-]{0,60}|[^\\p{C}]{0,40}") {
            prop_assert_eq!(again(&text), Some(text));
        }

        #[test]
        fn any_bytes_are_read_without_harm(words in prop::collection::vec(any::<u8>(), 0..40), body in prop::collection::vec(any::<u8>(), 0..40)) {
            _ = decode(&words, &body);
        }
    }
}
