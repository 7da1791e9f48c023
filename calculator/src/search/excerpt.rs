//! The sentence that shows why a section fits, with marks on the words.
//!
//! Contract: an excerpt is made of whole sentences of the section, or of the page's lead; it is cut only where a sentence is very long,
//! and then says so. A sentence that is withheld is never shown alone: what it says of parents may hold under a condition that
//! stands in another.

use super::fold::{fold, words};
use super::query::{FOUND, Query};
use super::rank::fits;
use super::{Collection, Index};
use std::ops::Range;

/// A text, and which pieces of it are marked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// Pieces in order; `true` where marked.
    pub pieces: Vec<(bool, String)>,
}

/// How many signs an excerpt has at most, about.
const LONGEST: usize = 190;

/// The excerpt for a section.
#[must_use]
pub fn excerpt(index: &Index, query: &Query, place: usize) -> Excerpt {
    let Some(at) = index.place(place) else { return Excerpt::default() };
    let Some(page) = index.collection.pages.get(at.page) else { return Excerpt::default() };
    let Some(section) = page.sections.get(at.section) else { return Excerpt::default() };
    let lead = (at.section == 0).then_some(page.lead.as_str());
    let sentences = lead.into_iter().chain(section.text.lines()).flat_map(sentences);
    let mut best: Option<(u64, &str)> = None;
    for sentence in sentences.filter(|sentence| !is_withheld(&index.collection, sentence)) {
        let score = score(index, query, sentence);
        // Of equals the first, which is most often what the section is about.
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, sentence));
        }
    }
    best.map(|(_, sentence)| marked(index, query, sentence)).unwrap_or_default()
}

/// A text with marks, such as a heading.
#[must_use]
pub fn marked(index: &Index, query: &Query, text: &str) -> Excerpt {
    let fitting: Vec<Range<usize>> = words(text)
        .into_iter()
        .filter(|word| fits(index, query, &word.form) >= u64::from(FOUND))
        .map(|word| word.at)
        .collect();
    let around = window(text, fitting.first());
    let mut pieces = Vec::new();
    if around.start > 0 {
        pieces.push((false, "… ".to_owned()));
    }
    let mut from = around.start;
    for word in fitting.iter().filter(|word| word.start >= around.start && word.end <= around.end) {
        push(&mut pieces, false, text.get(from..word.start));
        push(&mut pieces, true, text.get(word.clone()));
        from = word.end;
    }
    push(&mut pieces, false, text.get(from..around.end));
    if around.end < text.len() {
        pieces.push((false, " …".to_owned()));
    }
    Excerpt { pieces }
}

fn push(pieces: &mut Vec<(bool, String)>, mark: bool, text: Option<&str>) {
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        pieces.push((mark, text.to_owned()));
    }
}

/// The part of a long sentence around its first mark, at the bounds of words.
fn window(text: &str, first: Option<&Range<usize>>) -> Range<usize> {
    if text.len() <= LONGEST {
        return 0..text.len();
    }
    let middle = first.map_or(0, |word| word.start);
    let from = middle.saturating_sub(LONGEST / 3).min(text.len().saturating_sub(LONGEST));
    let blank = |at: usize| text.get(at..).and_then(|rest| rest.find(' ')).map_or(text.len(), |more| at + more);
    let bound = |at: usize| (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    let start = if from == 0 { 0 } else { (blank(bound(from)) + 1).min(middle) };
    let end = bound((start + LONGEST).min(text.len()));
    start..if end >= text.len() { text.len() } else { blank(end) }
}

fn score(index: &Index, query: &Query, sentence: &str) -> u64 {
    // Each term once: a sentence that has all of them says more than one that repeats one.
    let mut best = vec![0_u64; query.terms.len()];
    for word in words(sentence) {
        let spelt = index.spelt(&fold(&word.form));
        for (term, best) in query.terms.iter().zip(&mut best) {
            for at in spelt.clone() {
                let fit = term.fits.get(at).copied().unwrap_or(0);
                *best = u64::from(fit).max(*best);
            }
        }
    }
    best.iter().sum()
}

fn is_withheld(collection: &Collection, sentence: &str) -> bool {
    if collection.words.withheld.is_empty() {
        return false;
    }
    let keys: Vec<String> = words(sentence).iter().map(|word| fold(&word.form)).collect();
    let has = |start: &str| keys.iter().any(|key| key.starts_with(&fold(start)));
    collection.words.withheld.iter().any(|(one, other)| has(one) && has(other))
}

/// A paragraph's sentences: each ends with a stop, a blank and a capital letter after it.
fn sentences(paragraph: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut from = 0;
    for (at, sign) in paragraph.char_indices().filter(|(_, c)| matches!(c, '.' | '?' | '!')) {
        let end = at + sign.len_utf8();
        let after = paragraph.get(end..).and_then(|rest| rest.strip_prefix(' ')).and_then(|rest| rest.chars().next());
        let begins = after.is_some_and(|c| super::fold::lower(c) != c || c == '»');
        let before = paragraph.get(from..at).and_then(|before| before.rsplit(' ').next()).unwrap_or_default();
        // `jf. Barnets lov`, `nr. 3`: what is short before a stop is most often cut short.
        if begins && before.len() > 3 {
            out.push(paragraph.get(from..end).unwrap_or_default().trim());
            from = end;
        }
    }
    out.push(paragraph.get(from..).unwrap_or_default().trim());
    out.retain(|sentence| !sentence.is_empty());
    out
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn a_paragraph_is_its_sentences() {
        let text = "Ring til vagten. Skriv straks. Se § 133, stk. 1 i loven. Er du i tvivl? Så ring.";
        let found = ["Ring til vagten.", "Skriv straks.", "Se § 133, stk. 1 i loven.", "Er du i tvivl?", "Så ring."];
        assert_eq!(sentences(text), found);
        assert_eq!(sentences(""), Vec::<&str>::new());
    }
}
