//! A place in the editors' files: reads values, and collects what is wrong.
//!
//! Contract: a value that cannot be read leaves a [`Fault`] behind and an empty value in its place; the whole is thrown away
//! then. So the readers need no error path of their own.

use std::cell::RefCell;

use super::{Fault, Problem};
use crate::concern::sentence::{Needs, Sentence};
use crate::wire::Node;

/// How many answers a question, values a class, ages and areas a model may have: each is a bit.
pub(crate) const MOST: usize = 15;

/// A node, where it was found, and the faults met so far.
pub(crate) struct At<'a, N> {
    node: N,
    place: String,
    faults: &'a RefCell<Vec<Fault>>,
}

impl<'a, N: Node> At<'a, N> {
    pub(crate) fn root(node: N, faults: &'a RefCell<Vec<Fault>>) -> At<'a, N> {
        At { node, place: String::new(), faults }
    }

    fn under(&self, key: &str) -> String {
        if self.place.is_empty() || key.is_empty() {
            [self.place.as_str(), key].concat()
        } else {
            [self.place.as_str(), ".", key].concat()
        }
    }

    /// Something is wrong under a key; the empty key is this place itself.
    pub(crate) fn fault(&self, key: &str, problem: Problem) {
        self.faults.borrow_mut().push(Fault { place: self.under(key), problem });
    }

    pub(crate) fn unknown(&self, key: &str, found: &str, expected: &[&str]) {
        let expected = expected.iter().map(|&one| one.to_owned()).collect();
        self.fault(key, Problem::Unknown { found: found.to_owned(), expected });
    }

    /// Refuses keys that are none of these.
    pub(crate) fn expect_keys(&self, expected: &[&str]) {
        for key in self.node.keys().unwrap_or_default() {
            if !expected.contains(&key.as_str()) {
                let expected = expected.iter().map(|&one| one.to_owned()).collect();
                self.fault("", Problem::UnknownKey { key, expected });
            }
        }
    }

    /// Refuses a list that is longer than can be.
    pub(crate) fn at_most(&self, key: &str, count: usize) {
        if count > MOST {
            self.fault(key, Problem::TooMany { most: MOST });
        }
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.node.field(key).is_some()
    }

    pub(crate) fn maybe(&self, key: &str) -> Option<At<'a, N>> {
        self.node.field(key).map(|node| At { node, place: self.under(key), faults: self.faults })
    }

    /// A text that must be there.
    pub(crate) fn text(&self, key: &str) -> String {
        match self.node.field(key) {
            None => self.fault(key, Problem::Missing),
            Some(node) => match node.text() {
                Some(text) if !text.trim().is_empty() => return text,
                _ => self.fault(key, Problem::Empty),
            },
        }
        String::new()
    }

    /// A text that may be left out.
    pub(crate) fn some_text(&self, key: &str) -> String {
        if self.has(key) { self.text(key) } else { String::new() }
    }

    /// An id: small letters, digits, hyphens.
    pub(crate) fn id(&self, key: &str) -> String {
        let id = self.text(key);
        if !id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
            self.unknown(key, &id, &["små bogstaver a-z, tal og bindestreg"]);
        }
        id
    }

    /// Texts of a list, or one text; none where there is nothing.
    pub(crate) fn texts(&self, key: &str) -> Vec<String> {
        let Some(at) = self.maybe(key) else { return Vec::new() };
        if let Some(one) = at.node.text() {
            return vec![one];
        }
        let items = at.node.items();
        if items.is_none() {
            at.fault("", Problem::Empty);
        }
        items.unwrap_or_default().iter().filter_map(Node::text).collect()
    }

    /// A list that must be there.
    pub(crate) fn list(&self, key: &str) -> Vec<At<'a, N>> {
        if !self.has(key) {
            self.fault(key, Problem::Missing);
        }
        self.some(key)
    }

    /// A list that may be left out.
    pub(crate) fn some(&self, key: &str) -> Vec<At<'a, N>> {
        let place = self.under(key);
        let items = self.node.field(key).and_then(|node| node.items()).unwrap_or_default();
        let at = |(index, node): (usize, N)| At {
            node,
            place: [&place, "[", &index.to_string(), "]"].concat(),
            faults: self.faults,
        };
        items.into_iter().enumerate().map(at).collect()
    }

    /// A list of so many.
    pub(crate) fn exactly(&self, key: &str, expected: usize) -> Vec<At<'a, N>> {
        let list = self.list(key);
        if list.len() != expected && self.has(key) {
            self.fault(key, Problem::Count { found: list.len(), expected });
        }
        list
    }

    /// A whole number from 0 to a largest.
    pub(crate) fn number(&self, key: &str, most: u8) -> u8 {
        let text = self.text(key);
        let value = text.parse().ok().filter(|&value| value <= most);
        if value.is_none() && !text.is_empty() {
            self.fault(key, Problem::Number { found: text, most });
        }
        value.unwrap_or_default()
    }

    /// Two whole numbers, the second not below the first.
    pub(crate) fn pair(&self, key: &str) -> [u8; 2] {
        let numbers: Vec<u8> = self.texts(key).iter().filter_map(|text| text.parse().ok()).collect();
        match numbers[..] {
            [first, second] if first <= second => [first, second],
            _ => {
                self.fault(key, Problem::Count { found: numbers.len(), expected: 2 });
                [0, 0]
            }
        }
    }

    /// `true`, or not there.
    pub(crate) fn flag(&self, key: &str) -> bool {
        match self.some_text(key).as_str() {
            "" | "false" => false,
            "true" => true,
            other => {
                self.unknown(key, other, &["true", "false"]);
                false
            }
        }
    }

    /// One of these ids, as an index.
    pub(crate) fn one_of(&self, key: &str, ids: &[&str]) -> usize {
        let found = self.text(key);
        let index = ids.iter().position(|&id| id == found);
        if index.is_none() && !found.is_empty() {
            self.unknown(key, &found, ids);
        }
        index.unwrap_or_default()
    }

    /// Some of these ids, as indexes.
    pub(crate) fn some_of(&self, key: &str, ids: &[&str]) -> Vec<usize> {
        let found = self.texts(key);
        let index = |found: &String| {
            let index = ids.iter().position(|id| id == found);
            if index.is_none() {
                self.unknown(key, found, ids);
            }
            index
        };
        found.iter().filter_map(index).collect()
    }

    /// Sentences; none where there is nothing.
    pub(crate) fn sentences(&self, key: &str) -> Vec<Sentence> {
        let Some(at) = self.maybe(key) else { return Vec::new() };
        if let Some(one) = at.node.text() {
            return vec![Sentence::new(one, Needs::Nothing)];
        }
        self.some(key).iter().map(At::sentence).collect()
    }

    /// A text, or a text with its condition.
    fn sentence(&self) -> Sentence {
        match self.node.text() {
            Some(text) => Sentence::new(text, Needs::Nothing),
            None => {
                self.expect_keys(&["tekst", "kraever_kontakt"]);
                self.tagged()
            }
        }
    }

    /// A sentence under the keys `tekst` and `kraever_kontakt`.
    pub(crate) fn tagged(&self) -> Sentence {
        let tag = self.some_text("kraever_kontakt");
        let needs = Needs::from_key(&tag);
        if needs.is_none() && !tag.is_empty() {
            self.unknown("kraever_kontakt", &tag, &["ja", "aftal-eller-nej"]);
        }
        Sentence::new(self.text("tekst"), needs.unwrap_or_default())
    }
}

/// Ids as texts that are borrowed.
pub(crate) fn refs(ids: &[String]) -> Vec<&str> {
    ids.iter().map(String::as_str).collect()
}
