//! A Danish dictionary in Hunspell's format, and what it takes for a word.
//!
//! Contract: the dictionary knows which words can be joined and with what between them, so a joined word is a word where it says so.
//! But it joins short words to nonsense, too (`des` and `være` to »desvære«). So a word that can only be put together with
//! such scraps, and is one letter from a word that stands in the dictionary, is taken for that word misspelt.

use spellbook::Dictionary as Hunspell;

/// A dictionary in memory. To read one takes longer than a whole build, so it is done only for words that nothing else knows.
#[derive(Debug)]
pub struct Dictionary {
    /// As it is written: with joined words.
    joining: Hunspell,
    /// Its own words and their forms alone.
    plain: Hunspell,
}

/// Fewest letters of a part that tells nothing else than itself.
const SOUND: usize = 4;

/// What looks like a last part and is an ending.
const ENDINGS: &[&str] = &["ligt", "lige"];

/// The letters that a slip may put in the place of others.
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzæøåé";

impl Dictionary {
    /// Reads a dictionary from the texts of its two files.
    ///
    /// # Errors
    /// Which of them has not the form it should have, in Danish.
    pub fn new(aff: &str, dic: &str) -> Result<Self, String> {
        let dic = readable(dic);
        let plain: String = aff
            .lines()
            .filter(|line| !JOINING.iter().any(|key| line.starts_with(key)))
            .flat_map(|line| [line, "\n"])
            .collect();
        let (joining, plain) = rayon::join(|| Hunspell::new(aff, &dic), || Hunspell::new(&plain, &dic));
        let told = |fault: spellbook::ParseDictionaryError| {
            format!("filen, der ender på {}, har ikke den form, den skal have", fault.source)
        };
        Ok(Self { joining: joining.map_err(told)?, plain: plain.map_err(told)? })
    }

    /// Whether a word is spelt as the dictionary has it, or joined of such words. A capital at its beginning is no fault.
    #[must_use]
    pub fn accepts(&self, word: &str) -> bool {
        if self.plain.check(word) {
            return true;
        }
        self.joining.check(word)
            && (self.is_sound(&word.to_lowercase()) || !slips(word).any(|meant| self.plain.check(&meant)))
    }

    /// Whether a joined word can be parted into words of some length, with or without an -s- or -e- between them.
    fn is_sound(&self, word: &str) -> bool {
        let letters: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
        let places = SOUND..letters.len().saturating_sub(SOUND - 1);
        letters.get(places).unwrap_or_default().iter().any(|at| {
            let (first, last) = word.split_at(*at);
            let known = |part: &str| self.plain.check(part) || self.is_sound(part);
            let without_joint = || first.strip_suffix(['s', 'e']).filter(|part| part.chars().count() >= SOUND);
            !ENDINGS.contains(&last) && self.plain.check(last) && (known(first) || without_joint().is_some_and(known))
        })
    }

    /// Words one slip from this one: those in the dictionary itself before those that it can only join.
    #[must_use]
    pub fn nearest(&self, word: &str) -> Vec<String> {
        let of = |hunspell: &Hunspell| {
            let mut found: Vec<String> = Vec::new();
            for meant in slips(word) {
                // A letter doubled, whichever of the two is the new one.
                if !found.contains(&meant) && hunspell.check(&meant) {
                    found.push(meant);
                }
            }
            found
        };
        let own = of(&self.plain);
        if own.is_empty() { of(&self.joining) } else { own }
    }
}

/// The keys by which a dictionary allows words to be joined.
const JOINING: &[&str] = &["COMPOUNDBEGIN", "COMPOUNDMIDDLE", "COMPOUNDEND", "COMPOUNDFLAG", "COMPOUNDRULE"];

/// The list without the few lines whose word has a slash in it (`"A/S"`), which the reader takes for the sign before the flags.
/// None of them can occur: a slash parts words here.
fn readable(dic: &str) -> String {
    let mut out = String::with_capacity(dic.len());
    for line in dic.lines().filter(|line| !line.starts_with('"')) {
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// Every text that one slip makes of a word, or a word of it: a letter too many, too few, another, two in the wrong order. In
/// small letters, those that are likelier first.
fn slips(word: &str) -> impl Iterator<Item = String> {
    let word: Vec<char> = word.to_lowercase().chars().collect();
    let swapped = word.windows(2).enumerate().filter(|(_, pair)| pair.first() != pair.last()).map({
        let word = word.clone();
        move |(at, _)| {
            let mut word = word.clone();
            word.swap(at, at + 1);
            word.into_iter().collect()
        }
    });
    let swapped: Vec<String> = swapped.collect();
    let (less, more, other) = (word.clone(), word.clone(), word);
    let less = (0..less.len()).map(move |at| without(&less, at).collect());
    let more = (0..=more.len()).flat_map(move |at| {
        let more = more.clone();
        LETTERS.chars().map(move |letter| {
            let (before, after) = more.split_at(at);
            before.iter().chain([&letter]).chain(after).collect()
        })
    });
    let other = (0..other.len()).flat_map(move |at| {
        let other = other.clone();
        let own = other.get(at).copied();
        LETTERS.chars().filter(move |letter| Some(*letter) != own).map(move |letter| {
            other.iter().enumerate().map(|(place, kept)| if place == at { letter } else { *kept }).collect()
        })
    });
    swapped.into_iter().chain(less).chain(more).chain(other)
}

fn without(word: &[char], at: usize) -> impl Iterator<Item = char> {
    word.iter().enumerate().filter(move |(place, _)| *place != at).map(|(_, letter)| *letter)
}

#[cfg(test)]
mod tests {
    use super::{Dictionary, slips};
    use std::collections::BTreeSet;

    /// 1 is a form, 32 begins a joined word, 34 ends one.
    const AFF: &str =
        "SET UTF-8\nFLAG num\nCOMPOUNDMIN 2\nSFX 1 Y 2\nSFX 1 0 et .\nSFX 1 0 s .\nCOMPOUNDBEGIN 32\nCOMPOUNDEND 34\n";
    const DIC: &str = "6\nhus/1,34\nbarn/1,32\nbørne/32\n\"A/S\"\ndes/32,34\nvære/34\ndesværre\n";

    fn tiny() -> Dictionary {
        Dictionary::new(AFF, DIC).expect("the dictionary can be read")
    }

    #[test]
    fn words_forms_and_joined_words_are_known() {
        let dictionary = tiny();
        for word in ["hus", "huset", "Hus", "børnehus", "desværre"] {
            assert!(dictionary.accepts(word), "{word}");
        }
        for word in ["huus", "hust", "børnhus", "husbørne", "desvære"] {
            assert!(!dictionary.accepts(word), "{word}");
        }
        assert_eq!(dictionary.nearest("desvære"), ["desværre"]);
        assert_eq!(dictionary.nearest("børnhus"), ["børnehus", "barnhus"]);
    }

    #[test]
    fn a_broken_dictionary_is_told() {
        assert!(Dictionary::new(AFF, "1\nhus/x\n").is_err());
    }

    #[test]
    fn slips_are_one_sign_away() {
        let found: BTreeSet<String> = slips("ab").collect();
        for word in ["ba", "a", "b", "abc", "cab", "acb", "cb", "ac"] {
            assert!(found.contains(word), "{word}");
        }
        assert!(!found.contains("ab") && slips("").count() > 0);
    }
}
