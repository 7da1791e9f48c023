//! Which sections come first.
//!
//! Contract: a function of index and query, in whole numbers; of equals the first in the guide comes first. A word counts more the
//! fewer sections have it, more in a title or a heading than in a text, and more where all words of the query are together.

use super::fold::fold;
use super::index::{Field, in_order};
use super::query::{FOUND, Query};
use super::{BestBet, Index};

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer<'i> {
    /// What comes before all hits.
    pub best: Option<&'i BestBet>,
    /// The hits, the best first.
    pub hits: Vec<Hit>,
    /// How many sections fit.
    pub total: usize,
}

/// A section that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Its number: see [`Index::place`].
    pub place: usize,
    /// How well it fits.
    pub score: u64,
}

/// Most sections of one page among the hits.
const OF_ONE_PAGE: usize = 3;

/// What a word counts in a field.
const fn weight(field: Field) -> u64 {
    match field {
        Field::Title => 26,
        Field::Heading => 20,
        Field::Lead => 9,
        Field::Text => 5,
    }
}

/// What the title of its page counts for a section.
const OF_PAGE: u64 = 8;
/// What words that follow each other as in the query count, and words that are only close.
const TOGETHER: u64 = 12;
const CLOSE: u64 = 3;
/// How far apart words are close.
const DISTANCE: usize = 5;
/// Sections that have less than this share of the best one's score are left out, in per cent.
const LEAST_SHARE: u64 = 6;

/// How well the terms fit one section.
#[derive(Clone)]
struct Found {
    /// For each term.
    scores: Vec<u64>,
    together: u64,
}

/// Answers a query with at most so many hits.
#[must_use]
pub fn answer<'i>(index: &'i Index, query: &Query, most: usize) -> Answer<'i> {
    let best = query.best.and_then(|at| index.collection.best.get(at));
    if query.terms.is_empty() {
        return Answer { best, hits: Vec::new(), total: 0 };
    }
    let found = read_through(index, query);
    let rarities = rarities(&found, query);
    let whole: u64 = rarities.iter().sum::<u64>().max(1);
    let mut hits = Vec::new();
    let mut title: &[u64] = &[];
    let mut page = usize::MAX;
    for (place, found) in found.iter().enumerate() {
        let Some(at) = index.place(place) else { continue };
        if at.page != page {
            (page, title) = (at.page, &[]);
        }
        if at.section == 0 {
            title = &found.scores;
        }
        let (mut score, mut covered) = (0, 0);
        let (mut own, mut lacks) = (false, false);
        for (term, rarity) in rarities.iter().enumerate() {
            let mine = found.scores.get(term).copied().unwrap_or(0);
            let of_page = if at.section == 0 { 0 } else { title.get(term).copied().unwrap_or(0) * OF_PAGE / 100 };
            own |= mine > 0;
            lacks |= mine == 0 && of_page == 0 && query.terms.get(term).is_some_and(|term| term.must);
            score += rarity * (mine + of_page);
            covered += if mine > 0 {
                *rarity
            } else if of_page > 0 {
                rarity * 7 / 10
            } else {
                0
            };
        }
        if !own || lacks || score == 0 || !has_phrases(index, query, place) {
            continue;
        }
        score += found.together * whole / u64::try_from(rarities.len()).unwrap_or(1);
        let covered = covered * 100 / whole;
        let share = index.collection.pages.get(at.page).map_or(100, |page| u64::from(page.weight));
        hits.push(Hit { place, score: score * covered * covered * share / 1_000_000 });
    }
    let order = in_order(hits.len(), &|one, other| hits[other].score.cmp(&hits[one].score));
    let mut hits: Vec<Hit> = order.into_iter().map(|at| hits[at]).collect();
    let least = hits.first().map_or(0, |hit| hit.score * LEAST_SHARE / 100);
    hits.retain(|hit| hit.score > 0 && hit.score >= least);
    let total = hits.len();
    let mut of_page = vec![0; index.collection.pages.len()];
    hits.retain(|hit| {
        let count = index.place(hit.place).and_then(|at| of_page.get_mut(at.page));
        count.is_some_and(|count| {
            *count += 1;
            *count <= OF_ONE_PAGE
        })
    });
    hits.truncate(most);
    Answer { best, hits, total }
}

/// Reads all texts through, once.
fn read_through(index: &Index, query: &Query) -> Vec<Found> {
    let terms = &query.terms;
    let mut all = vec![Found { scores: vec![0; terms.len()], together: 0 }; index.places.len()];
    // For each term: the best fit, how often, and where it was last found.
    let mut seen: Vec<(u64, u64, Option<usize>)> = Vec::new();
    for span in &index.spans {
        let Some(out) = all.get_mut(span.place) else { continue };
        let Some(text) = index.text.get(span.words.clone()) else { continue };
        seen.clear();
        seen.resize(terms.len(), (0, 0, None));
        let mut together = 0;
        for (at, word) in text.iter().enumerate() {
            let Ok(word) = usize::try_from(*word) else { continue };
            for (number, term) in terms.iter().enumerate() {
                let fit = term.fits.get(word).copied().unwrap_or(0);
                if fit == 0 {
                    continue;
                }
                let before =
                    number.checked_sub(1).and_then(|before| Some((terms.get(before)?.at, seen.get(before)?.2?)));
                if let Some(one) = seen.get_mut(number) {
                    one.0 = one.0.max(u64::from(fit));
                    one.1 += 1;
                    if fit >= FOUND {
                        one.2 = Some(at);
                    }
                }
                if let Some((asked, stood)) = before.filter(|_| fit >= FOUND) {
                    let (wanted, apart) = (term.at.abs_diff(asked), at - stood);
                    let bonus = if apart == wanted && apart > 0 {
                        TOGETHER
                    } else if apart <= DISTANCE {
                        CLOSE
                    } else {
                        0
                    };
                    together = together.max(bonus);
                }
            }
        }
        let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
        for ((fit, count, _), score) in seen.iter().zip(&mut out.scores) {
            *score += fit * weight(span.field) * often(*count) * thinned(span.field, length) / 1000;
        }
        out.together += together * weight(span.field);
    }
    all
}

/// What it counts that a word stands somewhere more than once, in tenths.
const fn often(count: u64) -> u64 {
    match count {
        0 => 0,
        1 => 10,
        2 => 13,
        3 | 4 => 15,
        _ => 17,
    }
}

/// A word counts less in a long text, in per cent.
fn thinned(field: Field, length: u64) -> u64 {
    match field {
        Field::Text => 1300 / (7 + u64::from((length.max(16)).ilog2())),
        _ => 1300 / (9 + length),
    }
}

/// How rare each term is among the sections: what it counts.
fn rarities(found: &[Found], query: &Query) -> Vec<u64> {
    let all = u64::try_from(found.len()).unwrap_or(u64::MAX).max(1);
    let count = |term: usize| found.iter().filter(|one| one.scores.get(term).is_some_and(|score| *score > 0)).count();
    let of = |(at, term): (usize, &super::query::Term)| {
        let having = u64::try_from(count(at)).unwrap_or(u64::MAX).max(1);
        log(all * 4 / having).max(8) * u64::from(term.share) / 100
    };
    query.terms.iter().enumerate().map(of).collect()
}

/// Sixteen times the logarithm to base 2, by the straight line between powers.
fn log(value: u64) -> u64 {
    let value = value.max(1);
    let whole = value.ilog2();
    u64::from(whole) * 16 + ((value - (1 << whole)) << 4 >> whole)
}

/// Whether all that stands in quotation marks stands in the section.
fn has_phrases(index: &Index, query: &Query, place: usize) -> bool {
    query.phrases.iter().all(|phrase| {
        index.spans.iter().filter(|span| span.place == place).any(|span| {
            index
                .text
                .get(span.words.clone())
                .is_some_and(|text| text.windows(phrase.len()).any(|window| is(index, window, phrase)))
        })
    })
}

fn is(index: &Index, words: &[u32], phrase: &[String]) -> bool {
    words.iter().zip(phrase).all(|(word, key)| {
        usize::try_from(*word).ok().and_then(|word| index.forms.get(word)).is_some_and(|form| form.key == *key)
    })
}

/// Whether a word of a text fits the query.
pub(super) fn fits(index: &Index, query: &Query, form: &str) -> u64 {
    let spelt = index.spelt(&fold(form));
    let at = spelt.into_iter().find(|at| index.forms.get(*at).is_some_and(|known| known.form == form));
    let Some(at) = at else { return 0 };
    query.terms.iter().filter_map(|term| term.fits.get(at)).map(|fit| u64::from(*fit)).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::log;

    #[test]
    fn the_logarithm_grows() {
        assert_eq!([1, 2, 3, 4, 8].map(log), [0, 16, 24, 32, 48]);
        assert!((1..5000).all(|value| log(value) <= log(value + 1)));
    }
}
