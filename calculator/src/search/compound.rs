//! Words that are made of words, told by the vocabulary itself: `underretningspligt` is `underretning` and `pligt`.
//!
//! Contract: a word is taken apart only into words that the guide has on their own, joined by nothing, s, e, en or er. The last part
//! says what kind of thing it is, and is the last in the answer. A word of which only the end is known has that one part.

/// The shortest word that is looked at.
const LEAST: usize = 6;
/// The shortest part; one as short as that must be common.
const SHORT: usize = 3;
/// The shortest end that counts where what stands before it is unknown.
const LONE_END: usize = 5;
/// The fewest letters before such an end.
const LONE_START: usize = 3;
/// What joins two words.
const JOINTS: [&str; 4] = ["", "s", "e", "en"];

/// A part: what it is, and how often the guide has it as a word of its own.
pub struct Part {
    /// The number of its stem.
    pub stem: u32,
    /// How often it stands alone.
    pub count: u32,
}

/// The stems of the parts of a folded word; empty where it is not made of known ones.
#[must_use]
pub fn split(key: &str, known: &dyn Fn(&str) -> Option<Part>) -> Vec<u32> {
    if key.len() < LEAST || !key.is_ascii() || key.bytes().any(|b| !b.is_ascii_lowercase()) {
        return Vec::new();
    }
    let good = |word: &str| known(word).filter(|part| word.len() > SHORT || (word.len() == SHORT && part.count >= 3));
    let mut lone = None;
    // The longest end first: of two ways to take a word apart it is the likelier.
    for cut in SHORT..=key.len() - SHORT {
        let (start, end) = key.split_at(cut);
        let Some(last) = good(end) else { continue };
        for joint in JOINTS {
            let Some(word) = start.strip_suffix(joint).filter(|word| word.len() >= SHORT) else { continue };
            if let Some(first) = good(word) {
                return vec![first.stem, last.stem];
            }
            let mut more = split(word, known);
            if more.len() > 1 {
                more.push(last.stem);
                return more;
            }
        }
        if lone.is_none() && end.len() >= LONE_END && cut >= LONE_START {
            lone = Some(last.stem);
        }
    }
    lone.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::{Part, split};

    const WORDS: [&str; 7] = ["underretning", "pligt", "born", "hus", "dogn", "institution", "samtale"];

    fn parts(key: &str) -> Vec<&'static str> {
        let known = |word: &str| {
            let stem = WORDS.iter().position(|known| *known == word)?;
            Some(Part { stem: u32::try_from(stem).unwrap(), count: 9 })
        };
        split(key, &known).into_iter().map(|stem| WORDS[stem as usize]).collect()
    }

    #[test]
    fn words_come_apart_at_their_joints() {
        assert_eq!(parts("underretningspligt"), ["underretning", "pligt"]);
        assert_eq!(parts("bornehus"), ["born", "hus"]);
        assert_eq!(parts("bornehussamtale"), ["born", "hus", "samtale"]);
        assert_eq!(parts("dogninstitution"), ["dogn", "institution"]);
        assert_eq!(parts("ukendtsamtale"), ["samtale"]);
        assert_eq!(parts("samtale"), Vec::<&str>::new());
        assert_eq!(parts("pligtopfyldende"), Vec::<&str>::new());
    }
}
