//! Words that are one slip of the hand away: a letter too much, too few, wrong, or two that have changed places.
//!
//! Contract: an automaton that is walked together with the vocabulary, whose words are in order: what they begin alike is read once, and
//! no word is looked at further than it can still fit. It reads bytes; folded Danish words are ASCII, so a byte is a letter.

/// All words within one slip of a word; with `open` also all that begin with such a word.
pub(super) struct Near<'w> {
    word: &'w [u8],
    open: bool,
}

/// How far into the word one can be.
#[derive(Clone, Copy, Default)]
pub(super) struct State {
    /// Without a slip; `None` where that cannot be.
    clean: Option<u8>,
    /// After a slip: a set of places, a bit each.
    slipped: u64,
    /// Two letters are changing places: the first of them has been read late, here.
    swapping: Option<u8>,
    /// The word has been read to its end, and more may follow.
    done: bool,
}

impl State {
    fn can_fit(&self) -> bool {
        self.done || self.clean.is_some() || self.slipped != 0
    }
}

impl<'w> Near<'w> {
    /// `None` for a word that is too long for the automaton, or empty.
    pub(super) fn new(word: &'w str, open: bool) -> Option<Near<'w>> {
        (!word.is_empty() && word.len() < 60).then_some(Near { word: word.as_bytes(), open })
    }

    fn at(&self, place: u8) -> Option<u8> {
        self.word.get(usize::from(place)).copied()
    }

    fn end(&self) -> u8 {
        u8::try_from(self.word.len()).unwrap_or(u8::MAX)
    }

    fn fits(&self, state: &State) -> bool {
        let end = self.end();
        // At the end, or with the last letter left out.
        state.done || state.clean.is_some_and(|at| at + 1 >= end) || state.slipped & (1 << end) != 0
    }

    fn start() -> State {
        State { clean: Some(0), ..State::default() }
    }

    /// The words among those in order that fit, by their places.
    pub(super) fn among<'k>(&self, words: impl Iterator<Item = &'k str>) -> Vec<usize> {
        let mut found = Vec::new();
        // The states after each letter of the last word that was looked at.
        let mut states = vec![Self::start()];
        let mut last: &[u8] = b"";
        for (at, word) in words.enumerate() {
            let word = word.as_bytes();
            let alike = word.iter().zip(last).take_while(|(one, other)| one == other).count();
            if alike + 1 < states.len() {
                states.truncate(alike + 1);
            }
            // Where the last word could fit no more, this one cannot either as long as it goes the same way.
            let dead = states.len() <= alike;
            last = word;
            if dead {
                continue;
            }
            for byte in word.get(alike..).unwrap_or_default() {
                let Some(state) = states.last().map(|state| self.accept(state, *byte)) else { break };
                states.push(state);
                if !state.can_fit() {
                    break;
                }
            }
            let whole = states.len() == word.len() + 1;
            if whole && states.last().is_some_and(|state| self.fits(state)) {
                found.push(at);
            }
        }
        found
    }

    fn accept(&self, state: &State, byte: u8) -> State {
        let mut next = State { done: state.done || (self.open && self.fits(state)), ..State::default() };
        if let Some(at) = state.clean {
            let (here, after) = (self.at(at), self.at(at + 1));
            if here == Some(byte) {
                next.clean = Some(at + 1);
            }
            // A letter too much; a wrong one; one that was left out.
            next.slipped |= 1 << at;
            if here.is_some() {
                next.slipped |= 1 << (at + 1);
            }
            if after == Some(byte) {
                next.slipped |= 1 << (at + 2);
                next.swapping = Some(at);
            }
        }
        if let Some(at) = state.swapping.filter(|at| self.at(*at) == Some(byte)) {
            next.slipped |= 1 << (at + 2);
        }
        for at in (0..self.end()).filter(|at| state.slipped & (1 << at) != 0) {
            if self.at(at) == Some(byte) {
                next.slipped |= 1 << (at + 1);
            }
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use super::Near;
    use proptest::prelude::*;

    fn accepts(word: &str, open: bool, typed: &str) -> bool {
        let near = Near::new(word, open).unwrap();
        !near.among([typed].into_iter()).is_empty()
    }

    /// The same, by the book: optimal string alignment.
    fn distance(one: &[u8], other: &[u8]) -> usize {
        let mut table = vec![vec![0; other.len() + 1]; one.len() + 1];
        for i in 0..=one.len() {
            for j in 0..=other.len() {
                table[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let wrong = usize::from(one[i - 1] != other[j - 1]);
                    let mut least = (table[i - 1][j] + 1).min(table[i][j - 1] + 1).min(table[i - 1][j - 1] + wrong);
                    if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                        least = least.min(table[i - 2][j - 2] + 1);
                    }
                    least
                };
            }
        }
        table[one.len()][other.len()]
    }

    #[test]
    fn a_beginning_with_a_slip_is_enough_where_it_is_open() {
        assert!(accepts("udnerretn", true, "underretning"));
        assert!(!accepts("udnerretn", false, "underretning"));
        assert!(!accepts("undretn", true, "undskyld"));
    }

    #[test]
    fn words_in_order_are_found_by_their_places() {
        let words = ["aab", "ab", "abc", "abcd", "abd", "b", "bbc", "c"];
        let near = |word| Near::new(word, false).unwrap().among(words.into_iter());
        assert_eq!(near("abc"), [1, 2, 3, 4, 6]);
        assert_eq!(near("bc"), [2, 5, 6, 7]);
    }

    proptest! {
        #[test]
        fn a_word_among_others_is_found_as_if_alone(mut words in prop::collection::vec("[ab]{1,6}", 1..12), word in "[ab]{1,6}") {
            words.sort();
            let together = Near::new(&word, false).unwrap().among(words.iter().map(String::as_str));
            let alone: Vec<usize> = (0..words.len()).filter(|at| accepts(&word, false, &words[*at])).collect();
            prop_assert_eq!(together, alone);
        }

        #[test]
        fn it_accepts_what_is_one_slip_away_and_nothing_else(word in "[abc]{1,7}", typed in "[abc]{0,8}") {
            let near = distance(word.as_bytes(), typed.as_bytes()) <= 1;
            prop_assert_eq!(accepts(&word, false, &typed), near);
            let begins = (0..=typed.len()).any(|end| distance(word.as_bytes(), &typed.as_bytes()[..end]) <= 1);
            prop_assert_eq!(accepts(&word, true, &typed), begins);
        }
    }
}
