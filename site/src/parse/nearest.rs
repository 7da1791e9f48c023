//! "Mente du …": the known word that is most like an unknown one.

use std::borrow::Cow;

/// The known word that is most like `word`, if any is like it at all. Danish letters and their spellings out (å and aa) count
/// as equal.
///
/// ```
/// use site::parse::nearest::nearest;
/// assert_eq!(nearest("tittel", ["titel", "resume"]), Some("titel"));
/// assert_eq!(nearest("vejr", ["titel", "resume"]), None);
/// ```
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let word = fold(word);
    known
        .into_iter()
        .filter_map(|candidate| Some((distance(&word, &fold(candidate))?, candidate)))
        .min()
        .map(|(_, known)| known)
}

/// Whether two words are so alike that one may be meant for the other.
pub(crate) fn near(a: &str, b: &str) -> bool {
    distance(&fold(a), &fold(b)).is_some()
}

/// How far two folded words are from each other, where that is near.
fn distance(a: &str, b: &str) -> Option<usize> {
    let (a_length, b_length) = (a.chars().count(), b.chars().count());
    let most = (a_length.max(b_length) / 3).clamp(1, 4);
    // Each letter more is a step; of many words this leaves the few that are worth measuring.
    if a_length.abs_diff(b_length) > most {
        return None;
    }
    Some(strsim::osa_distance(a, b)).filter(|distance| *distance <= most)
}

fn fold(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase() && !matches!(b, b'_' | b' ')) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.to_lowercase().replace('å', "aa").replace('æ', "ae").replace('ø', "oe").replace(['_', ' '], "-"))
}

/// Words that are many, kept so that only those beside an unknown one are compared with it.
///
/// A misspelling leaves either the beginning or the end of a word as it was. So the word is looked up among those in its
/// folder, those sorted by their beginning and those sorted by their end, and measured against the neighbours there: a thousand dead links on ten
/// thousand pages cost no more than a few hundred comparisons each.
#[derive(Debug)]
pub struct Many<'k> {
    by_beginning: Vec<&'k str>,
    by_end: Vec<&'k str>,
}

/// How many neighbours are looked at on each side.
const NEIGHBOURS: usize = 64;

impl<'k> Many<'k> {
    /// Sorts the words; they are ASCII, as addresses are.
    #[must_use]
    pub fn new(words: impl IntoIterator<Item = &'k str>) -> Self {
        let mut by_beginning: Vec<_> = words.into_iter().collect();
        let mut by_end = by_beginning.clone();
        by_beginning.sort_unstable();
        by_end.sort_unstable_by(|a, b| a.bytes().rev().cmp(b.bytes().rev()));
        Self { by_beginning, by_end }
    }

    /// The word that is most like an unknown one, if any of its neighbours is.
    #[must_use]
    pub fn nearest(&self, word: &str) -> Option<&'k str> {
        let around = |words: &[&'k str], at: usize| {
            words[at.saturating_sub(NEIGHBOURS)..(at + NEIGHBOURS).min(words.len())].to_vec()
        };
        let beginning = self.by_beginning.partition_point(|known| *known < word);
        let end = self.by_end.partition_point(|known| known.bytes().rev().lt(word.bytes().rev()));
        let folder = word.trim_end_matches('/').rfind('/').map_or("", |at| &word[..=at]);
        let first = self.by_beginning.partition_point(|known| *known < folder);
        let beside = self.by_beginning[first..].iter().copied().take_while(|known| known.starts_with(folder));
        let others = around(&self.by_beginning, beginning).into_iter().chain(around(&self.by_end, end));
        nearest(word, beside.take(4 * NEIGHBOURS).chain(others))
    }

    /// The only word that begins with these letters.
    #[must_use]
    pub fn only_one_beginning(&self, beginning: &str) -> Option<&'k str> {
        let from = self.by_beginning.partition_point(|known| *known < beginning);
        let mut longer = self.by_beginning[from..].iter().take_while(|known| known.starts_with(beginning));
        longer.next().copied().filter(|_| longer.next().is_none())
    }

    /// The only word that ends with these letters.
    #[must_use]
    pub fn only_one_ending(&self, end: &str) -> Option<&'k str> {
        let from = self.by_end.partition_point(|known| known.bytes().rev().lt(end.bytes().rev()));
        let mut ending = self.by_end[from..].iter().take_while(|known| known.ends_with(end));
        ending.next().copied().filter(|_| ending.next().is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::Many;

    #[test]
    fn among_many_words_the_nearest_is_found_by_its_beginning_or_its_end() {
        let words: Vec<_> = (0..10_000).map(|n| format!("/emne-{:03}/side-{:03}/", n / 100, n % 100)).collect();
        let many = Many::new(words.iter().map(String::as_str));
        assert_eq!(many.nearest("/emne-041/side-0177/"), Some("/emne-041/side-017/"));
        assert_eq!(many.nearest("/emen-041/side-017/"), Some("/emne-041/side-017/"));
        assert_eq!(many.nearest("/emne-041/sied-017/"), Some("/emne-041/side-017/"));
        assert_eq!(many.nearest("/noget-helt-andet/"), None);
        assert_eq!(many.only_one_ending("/side-017/"), None);
        assert_eq!(many.only_one_ending("-041/side-017/"), Some("/emne-041/side-017/"));
    }
}
