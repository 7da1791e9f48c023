//! What was typed, as terms: for each, how well every word of the vocabulary fits.
//!
//! Contract: the better a word fits, the higher its [`Fit`]; 0 does not fit. What stands in the vocabulary is never taken for a slip,
//! and a slip is only looked for where nothing else fits. The last word may be a beginning, as long as somebody types.

use super::Index;
use super::fold::{fold, without_doubles, words};
use super::index::Means;
use super::near::Near;

/// How well a word fits a term, in per cent.
pub type Fit = u8;

const SAME: Fit = 100;
/// Other letters for æ, ø, å.
const FOLDED: Fit = 97;
/// A paragraph for its number.
const NUMBER: Fit = 95;
const STEM: Fit = 90;
const SYNONYM: Fit = 82;
const BEGINS: Fit = 72;
/// The end of a compound, which says what it is.
const END_OF: Fit = 62;
const SLIP: Fit = 58;
/// Another part of a compound.
const PART_OF: Fit = 48;
/// A part of the compound that was typed.
const IN_IT: Fit = 22;

/// From here on a word counts as found: it is marked, and makes phrases.
pub(super) const FOUND: Fit = 45;

/// The fewest letters of a beginning, and of a word that may hold a slip.
const LEAST_BEGINNING: usize = 3;
const LEAST_SLIP: usize = 4;
/// More words are no query.
const MOST_TERMS: usize = 16;

/// A query, ready to be answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    pub(super) terms: Vec<Term>,
    /// What stands in quotation marks: folded words that must follow each other.
    pub(super) phrases: Vec<Vec<String>>,
    /// Slips: what was typed, and what it was read as.
    pub slips: Vec<(String, String)>,
    /// What was said, and what the guide calls it.
    pub meant: Vec<(String, String)>,
    /// Words that nothing fits.
    pub unknown: Vec<String>,
    /// The best bet, by its number.
    pub best: Option<usize>,
}

/// A word that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    /// How well each form fits.
    pub(super) fits: Vec<Fit>,
    /// The place of its word in what was typed; for what was not typed, one of its own.
    pub(super) at: usize,
    /// How much it counts, in per cent.
    pub(super) share: u32,
    /// Whether a section must have it: a part of a compound that the guide does not have.
    pub(super) must: bool,
}

impl Query {
    /// Reads what was typed. `typing` says that more may follow.
    #[must_use]
    pub fn new(index: &Index, typed: &str, typing: bool) -> Query {
        let mut typed_words = words(&with_paragraphs(typed));
        typed_words.truncate(MOST_TERMS);
        let forms: Vec<&str> = typed_words.iter().map(|word| word.form.as_str()).collect();
        let mut query = Query { phrases: phrases(typed), ..Query::default() };
        let is_stop = |form: &str| index.stop.contains(&fold(form));
        let all_stop = forms.iter().all(|form| is_stop(form));
        let open_end = typing && typed.ends_with(super::fold::is_letter);
        let mut stems: Vec<String> = Vec::new();
        for (at, form) in forms.iter().enumerate() {
            if is_stop(form) && !all_stop {
                continue;
            }
            let open = open_end && at + 1 == forms.len();
            query.term(index, form, at, open, &mut stems);
        }
        query.synonyms(index, &forms, &mut stems);
        query.best = best(index, &forms, &stems);
        query
    }

    /// Whether there is nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    fn term(&mut self, index: &Index, form: &str, at: usize, open: bool, stems: &mut Vec<String>) {
        stems.push(index.rules.stem(form));
        let mut term = Term::new(index, at, 100);
        term.known(index, form);
        if term.best() < STEM {
            term.ends(index, form);
        }
        if open && form.chars().count() >= LEAST_BEGINNING {
            term.begins(index, form);
        }
        if term.best() < FOUND {
            let mut slipped = Term::new(index, at, 100);
            if let Some(read) = slipped.slip(index, form, open) {
                stems.extend(read.1);
                self.slips.push((form.to_owned(), read.0));
                term = slipped;
            } else {
                // A compound that the guide does not have is its parts.
                let parts = index.split(&fold(form));
                if parts.len() > 1 {
                    let share = 90 / u32::try_from(parts.len()).unwrap_or(1) + 20;
                    for stem in parts {
                        let mut part = Term { must: true, ..Term::new(index, at, share) };
                        part.stem(index, stem, STEM);
                        self.terms.push(part);
                    }
                    return;
                }
            }
        }
        if term.best() == 0 {
            self.unknown.push(form.to_owned());
        } else {
            self.terms.push(term);
        }
    }

    /// What the guide has other words for.
    fn synonyms(&mut self, index: &Index, forms: &[&str], stems: &mut Vec<String>) {
        let typed: Vec<String> = forms.iter().map(|form| index.rules.stem(form)).collect();
        let mut past = forms.len();
        for (said, meant) in &index.synonyms {
            let Some(from) = typed.windows(said.len().max(1)).position(|window| window == said.as_slice()) else {
                continue;
            };
            let range = from..from + said.len();
            let meant = words(meant);
            let said = forms[range.clone()].join(" ");
            let shown = meant.iter().map(|word| word.form.as_str()).collect::<Vec<_>>().join(" ");
            // What was said is known by its other name: it is no slip, and nothing is gained by its parts.
            self.unknown.retain(|word| *word != said);
            self.slips.retain(|(word, _)| *word != said);
            self.terms.retain(|term| !range.contains(&term.at) || (!term.must && term.best() >= STEM));
            let own = self.terms.iter_mut().find(|term| range.contains(&term.at));
            let of_one = range.len() == 1 && meant.len() == 1;
            match (own, meant.first()) {
                (Some(own), Some(word)) if of_one => {
                    let mut other = Term::new(index, own.at, 100);
                    other.known(index, &word.form);
                    for (mine, fit) in own.fits.iter_mut().zip(other.fits) {
                        let fit = u8::try_from(u32::from(fit) * u32::from(SYNONYM) / 100).unwrap_or(0);
                        *mine = fit.max(*mine);
                    }
                }
                _ => {
                    for term in self.terms.iter_mut().filter(|term| range.contains(&term.at)) {
                        term.share = 40;
                    }
                    for word in &meant {
                        let mut term = Term::new(index, past, 80);
                        past += 1;
                        term.known(index, &word.form);
                        if term.best() > 0 && !index.collection.words.stop.contains(&word.form) {
                            self.terms.push(term);
                        }
                    }
                    past += 1;
                }
            }
            stems.extend(meant.iter().map(|word| index.rules.stem(&word.form)));
            if fold(&said) != fold(&shown) && !self.meant.iter().any(|(_, one)| *one == shown) {
                self.meant.push((said, shown));
            }
        }
    }
}

impl Term {
    fn new(index: &Index, at: usize, share: u32) -> Term {
        Term { fits: vec![0; index.forms.len()], at, share, must: false }
    }

    fn best(&self) -> Fit {
        self.fits.iter().copied().max().unwrap_or(0)
    }

    fn raise(&mut self, at: usize, fit: Fit) {
        if let Some(old) = self.fits.get_mut(at) {
            *old = fit.max(*old);
        }
    }

    /// The word itself, its other forms, and compounds with it.
    fn known(&mut self, index: &Index, form: &str) {
        let key = fold(form);
        let spelt = index.spelt(&key);
        let mut stems: Vec<u32> = index.stem_number(&index.rules.stem(form)).into_iter().collect();
        for at in spelt {
            let known = &index.forms[at];
            self.raise(at, if known.form == form { SAME } else { FOLDED });
            stems.push(known.stem);
            let parts = known.parts.clone();
            for stem in parts {
                self.stem(index, stem, IN_IT);
            }
        }
        for (at, stem) in stems.iter().enumerate() {
            if !stems[..at].contains(stem) {
                self.stem(index, *stem, STEM);
                self.compounds(index, *stem);
            }
        }
        if key.starts_with(|c: char| c.is_ascii_digit()) {
            for at in index.spelt(&["§", &key].concat()) {
                self.raise(at, NUMBER);
            }
        } else if let Some(number) = key.strip_prefix('§') {
            for at in index.spelt(number) {
                self.raise(at, PART_OF);
            }
        }
    }

    fn stem(&mut self, index: &Index, stem: u32, fit: Fit) {
        for (at, form) in index.forms.iter().enumerate() {
            // What carries no meaning is only found as it is written: `have` is no form of `hav`.
            if form.stem == stem && !form.stop {
                self.raise(at, fit);
            }
        }
    }

    fn compounds(&mut self, index: &Index, stem: u32) {
        for (at, form) in index.forms.iter().enumerate() {
            match form.parts.split_last() {
                Some((last, _)) if *last == stem => self.raise(at, END_OF),
                Some((_, others)) if others.contains(&stem) => self.raise(at, PART_OF),
                _ => {}
            }
        }
    }

    /// Words that end with a word that the guide does not have alone: `bøger` is in `håndbog`.
    fn ends(&mut self, index: &Index, form: &str) {
        let key = fold(form);
        let group = index.collection.words.irregular.iter().find(|group| group.iter().any(|one| fold(one) == key));
        let fit = if group.is_some() { END_OF } else { PART_OF };
        let ends: Vec<String> = group.map_or_else(|| vec![key], |group| group.iter().map(|one| fold(one)).collect());
        for (at, known) in index.forms.iter().enumerate() {
            let longer =
                |end: &String| known.key.len() >= end.len() + LEAST_BEGINNING && known.key.ends_with(end.as_str());
            if ends.iter().any(|end| end.len() >= LEAST_BEGINNING && longer(end)) {
                self.raise(at, fit);
            }
        }
    }

    fn begins(&mut self, index: &Index, form: &str) {
        let key = fold(form);
        for at in index.beginning(&key) {
            let known = &index.forms[at];
            if !known.stop {
                // The less there is to come, the likelier.
                let more = u8::try_from(known.key.len() - key.len()).unwrap_or(u8::MAX);
                let short = if key.len() <= LEAST_BEGINNING { 20 } else { 0 };
                self.raise(at, BEGINS.saturating_sub(more.min(12) + short));
            }
        }
    }

    /// One slip of the hand: gives the word that it was read as, the commonest of them, and the stems of all.
    fn slip(&mut self, index: &Index, form: &str, open: bool) -> Option<(String, Vec<String>)> {
        let key = fold(form);
        if key.len() < LEAST_SLIP || key.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let mut read = self.slips(index, &key, false);
        if read.is_empty() && open && key.len() > LEAST_SLIP {
            read = self.slips(index, &key, true);
        }
        let stems: Vec<u32> = read.iter().map(|at| index.forms[*at].stem).collect();
        for stem in &stems {
            self.stem(index, *stem, SLIP - 4);
        }
        let shown = read.iter().map(|at| &index.forms[*at]).max_by_key(|form| form.count)?;
        let names = stems.iter().filter_map(|stem| index.stems.get(usize::try_from(*stem).ok()?).cloned());
        Some((shown.form.clone(), names.collect()))
    }

    fn slips(&mut self, index: &Index, key: &str, open: bool) -> Vec<usize> {
        let mut found = Vec::new();
        if let Some(near) = Near::new(key, open) {
            found.extend(near.among(index.forms.iter().map(|form| form.key.as_str())));
        }
        // A letter doubled, or not, is no slip: whoever writes `undretning` has made one, and not two.
        if let Some(near) = Near::new(&without_doubles(key), open) {
            found.extend(near.among(index.undoubled.iter().map(String::as_str)));
        }
        found.retain(|at| index.forms.get(*at).is_some_and(|form| !form.stop));
        for at in &found {
            self.raise(*at, SLIP);
        }
        found
    }
}

/// `paragraf 133` and `par. 133` as one writes it.
fn with_paragraphs(typed: &str) -> String {
    let mut out = String::with_capacity(typed.len());
    let mut rest = typed;
    while let Some(start) = rest.find(super::fold::is_letter) {
        let end = rest[start..].find(|c| !super::fold::is_letter(c)).map_or(rest.len(), |end| start + end);
        let word = fold(&rest[start..end]);
        let after = rest[end..].trim_start_matches(['.', ' ']);
        out.push_str(&rest[..start]);
        if matches!(word.as_str(), "paragraf" | "paragraffen" | "par")
            && after.starts_with(|c: char| c.is_ascii_digit())
        {
            out.push('§');
            rest = after;
        } else {
            out.push_str(&rest[start..end]);
            rest = &rest[end..];
        }
    }
    out.push_str(rest);
    out
}

/// What stands in quotation marks, as folded words.
fn phrases(typed: &str) -> Vec<Vec<String>> {
    let mut parts = typed.split(['"', '»', '«', '”', '“']);
    parts.next();
    let mut phrases = Vec::new();
    while let Some(inside) = parts.next() {
        let keys: Vec<String> = words(inside).iter().map(|word| fold(&word.form)).collect();
        if keys.len() > 1 {
            phrases.push(keys);
        }
        parts.next();
    }
    phrases
}

/// The best bet of which the most is in the query.
fn best(index: &Index, forms: &[&str], stems: &[String]) -> Option<usize> {
    let typed: Vec<String> = forms.iter().map(|form| fold(form)).collect();
    let mut found: Option<(usize, usize)> = None;
    for asked in &index.asked {
        let (fits, size) = match &asked.means {
            Means::Spelling(keys) => {
                (!keys.is_empty() && typed.windows(keys.len()).any(|window| window == keys.as_slice()), 1)
            }
            Means::Words(means) => (means.iter().all(|stem| stems.contains(stem)), means.len() * 2),
        };
        if fits && found.is_none_or(|(_, most)| size > most) {
            found = Some((asked.bet, size));
        }
    }
    found.map(|(at, _)| at)
}
