//! The vocabulary, and the whole text as numbers of its words.
//!
//! Contract: a function of the collection. Forms are in order of their folded spelling; every word of every text is among them.

use super::Collection;
use super::compound::{self, Part};
use super::fold::{fold, without_doubles, words};
use super::stem::Stems;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Range;

/// What a search looks in.
pub struct Index {
    /// What it was made of.
    pub collection: Collection,
    pub(super) rules: Stems,
    pub(super) forms: Vec<Form>,
    pub(super) stems: Vec<String>,
    pub(super) spans: Vec<Span>,
    pub(super) text: Vec<u32>,
    pub(super) places: Vec<Place>,
    /// Folded synonyms, in order: what is said, and the words that are meant.
    pub(super) synonyms: Vec<(Vec<String>, String)>,
    /// Folded words that carry no meaning alone.
    pub(super) stop: Vec<String>,
    /// The folded spelling of each form without doubled letters.
    pub(super) undoubled: Vec<String>,
    /// What best bets are asked by, in their order.
    pub(super) asked: Vec<Asked>,
}

/// One way of asking for a best bet.
pub(super) struct Asked {
    /// The number of the bet.
    pub(super) bet: usize,
    pub(super) means: Means,
}

/// What must be in a query that asks for it.
pub(super) enum Means {
    /// These folded words one after the other, since none of them carries a meaning alone.
    Spelling(Vec<String>),
    /// The stems of the words that carry a meaning, anywhere.
    Words(Vec<String>),
}

/// A word as it stands in the texts.
pub(super) struct Form {
    /// In small letters.
    pub(super) form: String,
    pub(super) key: String,
    /// The number of its stem.
    pub(super) stem: u32,
    /// The stems of its parts, where it is made of words; the last says what it is.
    pub(super) parts: Vec<u32>,
    pub(super) count: u32,
    /// Whether it carries no meaning alone.
    pub(super) stop: bool,
}

/// Where a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    Title,
    Lead,
    Heading,
    Text,
}

/// One text of a section, as a range of words.
pub(super) struct Span {
    /// The number of its place.
    pub(super) place: usize,
    pub(super) field: Field,
    pub(super) words: Range<usize>,
}

/// A section of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The place of its page among the pages.
    pub page: usize,
    /// Its own among the sections of the page.
    pub section: usize,
}

impl Index {
    /// Works out the index.
    #[must_use]
    pub fn new(collection: Collection) -> Index {
        let rules = Stems::new(&collection.words.irregular);
        let mut known: BTreeMap<String, (u32, u32)> = BTreeMap::new();
        let (mut text, mut spans, mut places) = (Vec::new(), Vec::new(), Vec::new());
        let mut add = |place: usize, field: Field, of: &str| {
            let from = text.len();
            for word in words(of) {
                let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
                let (number, count) = known.entry(word.form).or_insert((next, 0));
                *count += 1;
                text.push(*number);
            }
            spans.push(Span { place, field, words: from..text.len() });
        };
        for (at, page) in collection.pages.iter().enumerate() {
            for (section_at, section) in page.sections.iter().enumerate() {
                let place = places.len();
                places.push(Place { page: at, section: section_at });
                if section_at == 0 {
                    add(place, Field::Title, &page.title);
                    if page.short != page.title {
                        add(place, Field::Heading, &page.short);
                    }
                    add(place, Field::Lead, &page.lead);
                }
                if !section.heading.is_empty() {
                    add(place, Field::Heading, &section.heading);
                }
                add(place, Field::Text, &section.text);
            }
        }
        let stop: Vec<String> = collection.words.stop.iter().map(|word| fold(word)).collect();
        let found: Vec<(u32, Form, String)> = known
            .into_iter()
            .map(|(form, (number, count))| {
                let (key, stem) = (fold(&form), rules.stem(&form));
                let stop = stop.contains(&key);
                (number, Form { form, key, stem: 0, parts: Vec::new(), count, stop }, stem)
            })
            .collect();
        let mut stems: Vec<String> = Vec::new();
        for at in in_order(found.len(), &|one, other| found[one].2.cmp(&found[other].2)) {
            if stems.last() != Some(&found[at].2) {
                stems.push(found[at].2.clone());
            }
        }
        let order = in_order(found.len(), &|one, other| {
            let [one, other] = [one, other].map(|at| &found[at].1);
            one.key.cmp(&other.key).then_with(|| one.form.cmp(&other.form))
        });
        let mut found: Vec<Option<(u32, Form, String)>> = found.into_iter().map(Some).collect();
        let mut numbers = vec![0; found.len()];
        let mut forms = Vec::with_capacity(found.len());
        for at in order {
            let Some((number, mut form, stem)) = found.get_mut(at).and_then(Option::take) else { continue };
            if let Some(number) = usize::try_from(number).ok().and_then(|number| numbers.get_mut(number)) {
                *number = u32::try_from(forms.len()).unwrap_or(u32::MAX);
            }
            form.stem = number_of(&stems, &stem).unwrap_or(u32::MAX);
            forms.push(form);
        }
        for word in &mut text {
            *word = *place_of(&numbers, *word).unwrap_or(&0);
        }
        let synonyms = collection.words.synonyms.iter();
        let synonyms = synonyms.map(|(said, meant)| (said_as(&rules, said), meant.clone())).collect();
        let asked = asked(&collection, &rules, &stop);
        let undoubled = forms.iter().map(|form| without_doubles(&form.key)).collect();
        let mut index =
            Index { collection, rules, forms, stems, spans, text, places, synonyms, stop, undoubled, asked };
        let parts: Vec<_> = index.forms.iter().map(|form| index.parts(form)).collect();
        for (form, parts) in index.forms.iter_mut().zip(parts) {
            form.parts = parts;
        }
        index
    }

    /// How many words and different forms there are.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        (self.text.len(), self.forms.len())
    }

    /// Every form that carries a meaning, in order.
    pub fn vocabulary(&self) -> impl Iterator<Item = &str> {
        self.forms.iter().filter(|form| !form.stop).map(|form| form.form.as_str())
    }

    /// The section at a place.
    #[must_use]
    pub fn place(&self, number: usize) -> Option<Place> {
        self.places.get(number).copied()
    }

    /// The address of the section at a place, without the path that the site stands under.
    #[must_use]
    pub fn address(&self, number: usize) -> Option<String> {
        let at = self.place(number)?;
        let page = self.collection.pages.get(at.page)?;
        let section = page.sections.get(at.section)?;
        let mark = if section.anchor.is_empty() { "" } else { "#" };
        Some([page.address.as_str(), mark, &section.anchor].concat())
    }

    /// The forms with a folded spelling.
    pub(super) fn spelt(&self, key: &str) -> Range<usize> {
        let from = self.forms.partition_point(|form| form.key.as_str() < key);
        let count = self.forms[from..].iter().take_while(|form| form.key == key).count();
        from..from + count
    }

    /// The forms whose folded spelling begins so.
    pub(super) fn beginning(&self, key: &str) -> Range<usize> {
        let from = self.forms.partition_point(|form| form.key.as_str() < key);
        let count = self.forms[from..].iter().take_while(|form| form.key.starts_with(key)).count();
        from..from + count
    }

    pub(super) fn stem_number(&self, stem: &str) -> Option<u32> {
        number_of(&self.stems, stem)
    }

    /// The stems of the parts of a folded word.
    pub(super) fn split(&self, key: &str) -> Vec<u32> {
        compound::split(key, &|word| self.part(word))
    }

    fn part(&self, word: &str) -> Option<Part> {
        let spelt = self.forms.get(self.spelt(word))?;
        let form = spelt.iter().filter(|form| !form.stop).max_by_key(|form| form.count)?;
        Some(Part { stem: form.stem, count: spelt.iter().map(|form| form.count).sum() })
    }

    fn parts(&self, form: &Form) -> Vec<u32> {
        if form.stop {
            return Vec::new();
        }
        let parts = self.split(&form.key);
        // A form of a word is no compound of it: `barnets` is not `barn` and `ets`.
        if parts == [form.stem] { Vec::new() } else { parts }
    }
}

/// What is said, as the stems of its words.
fn said_as(rules: &Stems, said: &str) -> Vec<String> {
    words(said).iter().map(|word| rules.stem(&word.form)).collect()
}

fn asked(collection: &Collection, rules: &Stems, stop: &[String]) -> Vec<Asked> {
    let mut all = Vec::new();
    for (bet, of) in collection.best.iter().enumerate() {
        for asked in &of.asked {
            let keys: Vec<String> = words(asked).iter().map(|word| fold(&word.form)).collect();
            let carrying = said_as(rules, asked).into_iter().zip(&keys).filter(|(_, key)| !stop.contains(key));
            let carrying: Vec<String> = carrying.map(|(stem, _)| stem).collect();
            let means = if carrying.is_empty() { Means::Spelling(keys) } else { Means::Words(carrying) };
            all.push(Asked { bet, means });
        }
    }
    all
}

fn number_of(stems: &[String], stem: &str) -> Option<u32> {
    stems.binary_search_by(|known| known.as_str().cmp(stem)).ok().and_then(|at| u32::try_from(at).ok())
}

fn place_of(numbers: &[u32], at: u32) -> Option<&u32> {
    numbers.get(usize::try_from(at).ok()?)
}

/// The numbers below `count` in order; of equals the lower first. One small sort for all that is sorted here: those of the standard
/// library are made anew for each type, which is bytes in the browser.
pub(super) fn in_order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut heap: Vec<usize> = (0..count).collect();
    let after = |one: usize, other: usize| compare(one, other).then(one.cmp(&other)) == Ordering::Greater;
    let sink = |heap: &mut [usize], mut at: usize| {
        loop {
            let mut most = at;
            for below in [2 * at + 1, 2 * at + 2] {
                if below < heap.len() && after(heap[below], heap[most]) {
                    most = below;
                }
            }
            if most == at {
                return;
            }
            heap.swap(at, most);
            at = most;
        }
    };
    for at in (0..count / 2).rev() {
        sink(&mut heap, at);
    }
    for end in (1..count).rev() {
        heap.swap(0, end);
        sink(&mut heap[..end], 0);
    }
    heap
}

#[cfg(test)]
mod tests {
    use super::in_order;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_library_does(values in prop::collection::vec(0_u8..9, 0..40)) {
            let mut expected: Vec<usize> = (0..values.len()).collect();
            expected.sort_by_key(|at| values[*at]);
            prop_assert_eq!(in_order(values.len(), &|one, other| values[one].cmp(&values[other])), expected);
        }
    }
}
