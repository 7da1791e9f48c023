//! "Mente du …": the known word that is most like an unknown one.

/// The known word that is most like `word`, if any is like it at all. Danish letters and their spellings out (å and aa) count
/// as equal.
///
/// ```
/// use site::parse::nearest::nearest;
/// assert_eq!(nearest("tittel", ["titel", "resume"]), Some("titel"));
/// assert_eq!(nearest("vejr", ["titel", "resume"]), None);
/// ```
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    known
        .into_iter()
        .filter(|candidate| near(word, candidate))
        .min_by_key(|candidate| (strsim::osa_distance(&fold(word), &fold(candidate)), *candidate))
}

/// Whether two words are so alike that one may be meant for the other.
pub(super) fn near(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    let longest = a.chars().count().max(b.chars().count());
    strsim::osa_distance(&a, &b) <= (longest / 3).clamp(1, 4)
}

fn fold(word: &str) -> String {
    word.to_lowercase().replace('å', "aa").replace('æ', "ae").replace('ø', "oe").replace(['_', ' '], "-")
}
