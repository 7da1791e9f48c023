//! The collection as one small file, and back.
//!
//! Contract: `decode(encode(c)) == Ok(c)` for every collection that [`tidy`] leaves as it is; bytes of any other kind are refused with a
//! reason and never panic, whatever they are. The same collection is always the same bytes. The file is a mark, a version, a hash
//! of the text, the length of the list of words, and the text by the numbers of its words (`atoms`). A server's brotli makes of it a
//! sixth less than of the text.

use super::atoms;
use super::fold::slug;
use super::{BestBet, Collection, Page, Section};

/// What the file begins with.
const MARK: &[u8; 4] = b"soeg";
/// Counts up with the form of the file.
const VERSION: u8 = 1;

/// Why a file cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    /// It is no such file.
    Foreign,
    /// It is of another version than this program.
    Version,
    /// It has been changed or cut on its way.
    Broken,
}

/// The collection as a file.
#[must_use]
pub fn encode(collection: &Collection) -> Vec<u8> {
    seal(&write(collection))
}

/// A text that [`write`] made, as a file.
#[must_use]
pub fn seal(text: &str) -> Vec<u8> {
    let (words, body) = atoms::encode(text);
    let mut out = MARK.to_vec();
    out.push(VERSION);
    out.extend(hash(text.as_bytes()).to_le_bytes());
    out.extend(u32::try_from(words.len()).unwrap_or(u32::MAX).to_le_bytes());
    out.extend(words);
    out.extend(body);
    out
}

/// The collection in a file.
///
/// # Errors
/// Says why the file cannot be read.
pub fn decode(file: &[u8]) -> Result<Collection, Damage> {
    let (mark, rest) = file.split_first_chunk::<4>().ok_or(Damage::Foreign)?;
    if mark != MARK {
        return Err(Damage::Foreign);
    }
    let (version, rest) = rest.split_first().ok_or(Damage::Broken)?;
    if *version != VERSION {
        return Err(Damage::Version);
    }
    opened(rest).ok_or(Damage::Broken)
}

fn opened(file: &[u8]) -> Option<Collection> {
    let (expected, rest) = file.split_first_chunk::<4>()?;
    let (length, rest) = rest.split_first_chunk::<4>()?;
    let (words, body) = rest.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
    let text = atoms::decode(words, body)?;
    if hash(&text) != u32::from_le_bytes(*expected) {
        return None;
    }
    read(&String::from_utf8(text).ok()?)
}

/// FNV-1a: tells what happens by accident, which is all it is for.
fn hash(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

/// A text with one blank between words, and without what only breaks lines.
#[must_use]
pub fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars() {
        match c {
            '\u{ad}' | '\u{200b}' => {}
            _ if c.is_ascii_whitespace() || c == '\u{a0}' || c.is_ascii_control() => blank = !out.is_empty(),
            _ => {
                if blank {
                    out.push(' ');
                    blank = false;
                }
                out.push(c);
            }
        }
    }
    out
}

/// Stands for such an anchor. It is in none.
const OF_ENTRY: &str = "+";

/// The anchor of an entry of a register whose id is made of its heading, as most are: `post_barnets-lov-15-2`.
fn of_entry(heading: &str) -> String {
    ["post_", &slug(&heading.replace("§ ", "").replace("stk. ", "").replace("nr. ", ""))].concat()
}

// Each line begins with what it is. A tab parts what stands in one line.
const PAGE: char = '/';
const LEAD: char = '=';
const HEADING: char = '#';
const TEXT: char = ' ';
const STOP: char = '0';
const IRREGULAR: char = '1';
const SYNONYM: char = '2';
const WITHHELD: char = '3';
const BEST: char = '4';

/// The collection as a text: the file is this, packed.
#[must_use]
pub fn write(collection: &Collection) -> String {
    let mut out = String::new();
    let mut line = |kind: char, parts: &[&str]| {
        out.push(kind);
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                out.push('\t');
            }
            out.push_str(part);
        }
        out.push('\n');
    };
    let Collection { pages, words, best } = collection;
    line(STOP, &[&words.stop.join("\t")]);
    for group in &words.irregular {
        line(IRREGULAR, &[&group.join("\t")]);
    }
    for (said, meant) in &words.synonyms {
        line(SYNONYM, &[said, meant]);
    }
    for (one, other) in &words.withheld {
        line(WITHHELD, &[one, other]);
    }
    for bet in best {
        line(BEST, &[&bet.address, &bet.title, &bet.text, &bet.asked.join("\t")]);
    }
    for page in pages {
        // The first sign of an address is that of its line.
        let address = page.address.strip_prefix('/').unwrap_or(&page.address);
        line(
            PAGE,
            &[address, &page.weight.to_string(), &page.title, if page.short == page.title { "" } else { &page.short }],
        );
        line(LEAD, &[&page.lead]);
        for section in &page.sections {
            if section.anchor == slug(&section.heading) {
                line(HEADING, &[&section.heading]);
            } else if section.anchor == of_entry(&section.heading) {
                line(HEADING, &[&section.heading, OF_ENTRY]);
            } else {
                line(HEADING, &[&section.heading, &section.anchor]);
            }
            for text in section.text.lines() {
                line(TEXT, &[text]);
            }
        }
    }
    out
}

fn read(text: &str) -> Option<Collection> {
    let mut out = Collection::default();
    let Collection { pages, words, best } = &mut out;
    for line in text.lines() {
        let kind = line.chars().next()?;
        let mut parts = line.get(kind.len_utf8()..)?.split('\t');
        let mut one = || parts.next().map(str::to_owned);
        match kind {
            STOP => words.stop = parts.filter(|word| !word.is_empty()).map(str::to_owned).collect(),
            IRREGULAR => words.irregular.push(parts.map(str::to_owned).collect()),
            SYNONYM => words.synonyms.push((one()?, one()?)),
            WITHHELD => words.withheld.push((one()?, one()?)),
            BEST => {
                let (address, title, text) = (one()?, one()?, one()?);
                best.push(BestBet { address, title, text, asked: parts.map(str::to_owned).collect() });
            }
            PAGE => {
                let (address, weight, title, short) = (["/", &one()?].concat(), one()?.parse().ok()?, one()?, one()?);
                let short = if short.is_empty() { title.clone() } else { short };
                pages.push(Page { address, title, short, weight, ..Page::default() });
            }
            LEAD => pages.last_mut()?.lead = one()?,
            HEADING => {
                let heading = one()?;
                let anchor = match one() {
                    None => slug(&heading),
                    Some(anchor) if anchor == OF_ENTRY => of_entry(&heading),
                    Some(anchor) => anchor,
                };
                pages.last_mut()?.sections.push(Section { anchor, heading, text: String::new() });
            }
            TEXT => {
                let text = &mut pages.last_mut()?.sections.last_mut()?.text;
                if !text.is_empty() {
                    text.push('\n');
                }
                text.push_str(&one()?);
            }
            _ => return None,
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::{Damage, decode, encode, tidy};
    use crate::search::{BestBet, Collection, Page, Section, Words};
    use proptest::prelude::*;

    fn line() -> impl Strategy<Value = String> {
        "[A-Za-zæøåÆØÅ§0-9 .,»«-]{1,40}".prop_map(|text| tidy(&text)).prop_filter("not empty", |text| !text.is_empty())
    }

    fn collection() -> impl Strategy<Value = Collection> {
        let section = ("[a-z0-9-]{0,12}", line(), prop::collection::vec(line(), 0..4))
            .prop_map(|(anchor, heading, text)| Section { anchor, heading, text: text.join("\n") });
        let page = ("/[a-z/]{0,12}", line(), line(), line(), 1..=100_u8, prop::collection::vec(section, 0..4))
            .prop_map(|(address, title, short, lead, weight, sections)| Page {
                address,
                title,
                short,
                lead,
                weight,
                sections,
            });
        let words = (prop::collection::vec(line(), 0..4), prop::collection::vec((line(), line()), 0..4)).prop_map(
            |(stop, synonyms)| Words {
                irregular: vec![stop.clone()].into_iter().filter(|group| !group.is_empty()).collect(),
                withheld: synonyms.clone(),
                stop,
                synonyms,
            },
        );
        let best = (prop::collection::vec(line(), 1..3), "/[a-z/#]{0,9}", line(), line())
            .prop_map(|(asked, address, title, text)| BestBet { asked, address, title, text });
        (prop::collection::vec(page, 0..5), words, prop::collection::vec(best, 0..3))
            .prop_map(|(pages, words, best)| Collection { pages, words, best })
    }

    #[test]
    fn what_is_damaged_says_so() {
        assert_eq!(decode(b""), Err(Damage::Foreign));
        assert_eq!(decode(b"<!doctype html>"), Err(Damage::Foreign));
        assert_eq!(decode(b"soeg\xff"), Err(Damage::Version));
        assert_eq!(decode(b"soeg"), Err(Damage::Broken));
        let whole = encode(&Collection { pages: vec![Page::default(); 3], ..Collection::default() });
        assert!(decode(&whole).is_ok());
        assert_eq!(decode(&whole[..whole.len() - 1]).err(), Some(Damage::Broken));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn what_is_packed_is_unpacked(collection in collection()) {
            let file = encode(&collection);
            prop_assert_eq!(decode(&file), Ok(collection.clone()));
            prop_assert_eq!(encode(&collection), file);
        }

        #[test]
        fn a_changed_byte_is_noticed_or_does_no_harm(collection in collection(), at in any::<prop::sample::Index>(), to in any::<u8>()) {
            let mut file = encode(&collection);
            let at = at.index(file.len());
            let before = std::mem::replace(&mut file[at], to);
            let read = decode(&file);
            prop_assert!(before == to || read.is_err() || read == Ok(collection));
        }

        #[test]
        fn any_bytes_are_read_without_harm(start in any::<bool>(), bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let mut file = if start { b"soeg\x01\0\0\0\0\x10\0\0\0".to_vec() } else { Vec::new() };
            file.extend(bytes);
            _ = decode(&file);
        }
    }
}
