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
    let word = fold(word);
    known
        .into_iter()
        .filter_map(|candidate| Some((distance(&word, &fold(candidate))?, candidate)))
        .min()
        .map(|(_, known)| known)
}

/// Whether two words are so alike that one may be meant for the other.
pub(super) fn near(a: &str, b: &str) -> bool {
    distance(&fold(a), &fold(b)).is_some()
}

/// How far two folded words are from each other, where that is near.
fn distance(a: &str, b: &str) -> Option<usize> {
    let (a_length, b_length) = (a.chars().count(), b.chars().count());
    let most = (a_length.max(b_length) / 3).clamp(1, 4);
    // Each letter more is a step; of ten thousand addresses this leaves the few that are worth measuring.
    if a_length.abs_diff(b_length) > most {
        return None;
    }
    Some(strsim::osa_distance(a, b)).filter(|distance| *distance <= most)
}

fn fold(word: &str) -> String {
    word.to_lowercase().replace('å', "aa").replace('æ', "ae").replace('ø', "oe").replace(['_', ' '], "-")
}
