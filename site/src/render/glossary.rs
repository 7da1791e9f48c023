//! Finding words of the glossary in a text.
//!
//! Contract: the longest word that fits is taken, whole words only, in any case. Which of them become links is decided by the
//! text: a word is linked once on a page, where running text first has it; never in a heading, a link or an acute box, and
//! never on the page that explains it at length.

use crate::check::glossary::Term;
use crate::check::registers::Register;
use aho_corasick::{AhoCorasick, MatchKind};
use std::ops::Range;

/// All words of the glossary, ready to be looked for.
pub(crate) struct Glossary {
    search: Option<AhoCorasick>,
    /// For each pattern, the place of its entry in the register.
    owners: Vec<usize>,
}

impl Glossary {
    pub(crate) fn new(terms: &Register<Term>) -> Self {
        let (mut patterns, mut owners) = (Vec::new(), Vec::new());
        for (at, (_, term)) in terms.iter().enumerate() {
            for word in std::iter::once(&term.word).chain(&term.forms) {
                patterns.push(lower(word));
                owners.push(at);
            }
        }
        let search = (!patterns.is_empty())
            .then(|| AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&patterns).ok())
            .flatten();
        Self { search, owners }
    }

    /// Where words of the glossary stand in a text, each with the place of its entry.
    pub(crate) fn find(&self, written: &str) -> Vec<(Range<usize>, usize)> {
        let Some(search) = &self.search else { return Vec::new() };
        let text = lower(written);
        let whole = |range: &Range<usize>| {
            let before = text[..range.start].chars().next_back();
            let after = text[range.end..].chars().next();
            ![before, after].into_iter().flatten().any(|c| c.is_alphanumeric() || c == '-')
        };
        // »Børnehus Midt« is a name, and not the word.
        let name = |range: &Range<usize>| {
            let starts = |text: &str| text.chars().next().is_some_and(char::is_uppercase);
            written[range.end..].strip_prefix([' ', '\u{a0}']).is_some_and(starts) && starts(&written[range.start..])
        };
        search
            .find_iter(&text)
            .map(|found| (found.range(), self.owners[found.pattern().as_usize()]))
            .filter(|(range, _)| whole(range) && !name(range))
            .collect()
    }
}

/// In small letters, byte for byte as long as before.
fn lower(text: &str) -> String {
    text.chars()
        .map(|c| {
            let mut small = c.to_lowercase();
            match (small.next(), small.next()) {
                (Some(small), None) if small.len_utf8() == c.len_utf8() => small,
                _ => c,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Glossary, lower};
    use aho_corasick::AhoCorasick;
    use proptest::prelude::*;

    #[test]
    fn whole_words_are_found_but_not_names() {
        let search = AhoCorasick::new(["børnehus", "notat"]).ok();
        let glossary = Glossary { search, owners: vec![0, 1] };
        let found = |text| glossary.find(text).into_iter().map(|(range, term)| (range.start, term)).collect::<Vec<_>>();
        assert_eq!(found("Et Børnehus skriver et notat."), [(3, 0), (24, 1)]);
        assert_eq!(found("Børnehus Midt"), []);
        assert_eq!(found("børnehuset, notat-skabelon"), []);
    }

    proptest! {
        #[test]
        fn lower_case_keeps_offsets(text in any::<String>()) {
            let small = lower(&text);
            prop_assert_eq!(small.len(), text.len());
            prop_assert!(text.char_indices().all(|(at, _)| small.is_char_boundary(at)));
        }
    }
}
