//! Words without their endings: Snowball's rules for Danish, and the words that no rule brings together.
//!
//! Contract: a stem is a key and no word; it is folded, so that it is the same however the letters are written. What stands in the
//! table of irregular words goes before the rules.

use super::fold::fold;
use snowball_stemmers_rs::{Algorithm, Stemmer};
use std::collections::BTreeMap;

/// What brings the forms of a word together.
pub struct Stems {
    rules: Stemmer,
    /// Folded form to the stem of its word.
    irregular: BTreeMap<String, String>,
}

impl Stems {
    /// The rules, and groups of irregular forms, each with its word first.
    #[must_use]
    pub fn new(groups: &[Vec<String>]) -> Stems {
        let mut stems = Stems { rules: Stemmer::create(Algorithm::Danish), irregular: BTreeMap::new() };
        for group in groups {
            let Some(word) = group.first() else { continue };
            // No stem of the rules: `tale` and `tal` are two words, which they make one.
            let stem = ["=", &fold(word)].concat();
            for form in group {
                stems.irregular.insert(fold(form), stem.clone());
            }
        }
        stems
    }

    fn by_rules(&self, word: &str) -> String {
        fold(&self.rules.stem(word))
    }

    /// The stem of a word in small letters.
    #[must_use]
    pub fn stem(&self, word: &str) -> String {
        // Neither numbers nor paragraphs have endings.
        if word.contains(|c: char| c.is_ascii_digit()) {
            return fold(word);
        }
        let folded = fold(word);
        if let Some(stem) = self.irregular.get(&folded) {
            return stem.clone();
        }
        // Of genitives of irregular forms (børns, mødres) the table has none.
        let without = folded.strip_suffix('s').and_then(|form| self.irregular.get(form));
        if let Some(stem) = without {
            return stem.clone();
        }
        // Nor of every form: `barnet` is `barn` by the rules, and with it `børn` by the table.
        let ruled = self.by_rules(word);
        self.irregular.get(&ruled).cloned().unwrap_or(ruled)
    }
}

#[cfg(test)]
mod tests {
    use super::Stems;

    #[test]
    fn endings_and_irregular_forms_lead_to_one_stem() {
        let groups = [vec!["barn".to_owned(), "børn".into(), "børnene".into()]];
        let stems = Stems::new(&groups);
        let same = |one: &str, other: &str| assert_eq!(stems.stem(one), stems.stem(other), "{one} {other}");
        same("underretning", "underretningerne");
        same("barnet", "børn");
        same("børns", "barn");
        same("boern", "børn");
        assert_ne!(stems.stem("§133"), stems.stem("133"));
    }
}
