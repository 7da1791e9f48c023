//! A place in the editors' files: reads values, and collects what is wrong.
//!
//! Contract: a value that cannot be read leaves a [`Fault`] behind and an empty value in its place; the whole is thrown away
//! then. So the readers need no error path of their own. Which keys a place has, of what kind, and which must be there stands in
//! its [`Shape`] alone.

use std::cell::RefCell;

use super::{Fault, Problem};
use crate::concern::sentence::{Needs, Sentence};
use crate::shape::{Case, Kind, Look, Need, Shape};
use crate::wire::{Bare, Node};

/// A node, where it was found, what it may hold, and the faults met so far.
pub(crate) struct At<'a, N> {
    node: N,
    place: String,
    shape: &'static Shape,
    imposed: Vec<&'static Case>,
    faults: &'a RefCell<Vec<Fault>>,
}

impl<N: Node> Look for At<'_, N> {
    fn has(&self, key: &str) -> bool {
        self.node.field(key).is_some()
    }

    fn word(&self, key: &str) -> Option<String> {
        self.node.field(key)?.text()
    }

    fn is_on(&self, key: &str) -> bool {
        self.node.field(key).and_then(|node| node.bare(Bare::Truth)).as_deref() == Some("true")
    }
}

impl<'a, N: Node> At<'a, N> {
    pub(crate) fn root(node: N, shape: &'static Shape, faults: &'a RefCell<Vec<Fault>>) -> At<'a, N> {
        At { node, place: String::new(), shape, imposed: Vec::new(), faults }
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
        let fault = Fault { place: self.under(key), problem };
        let mut faults = self.faults.borrow_mut();
        // Some lists are gone through more than once.
        if !faults.contains(&fault) {
            faults.push(fault);
        }
    }

    pub(crate) fn unknown(&self, key: &str, found: &str, expected: &[&str]) {
        let expected = expected.iter().map(|&one| one.to_owned()).collect();
        self.fault(key, Problem::Unknown { found: found.to_owned(), expected });
    }

    fn need(&self, key: &str) -> Need {
        self.shape.need(key, self, &self.imposed)
    }

    /// What stands under a key of the shape; where it must be there and is not, that is a fault.
    fn find(&self, key: &str, fits: impl Fn(Kind) -> bool) -> Option<N> {
        let known = self.shape.kind(key).is_some_and(fits);
        debug_assert!(known, "the shape »{}« has no such key »{key}«", self.shape.name);
        let found = self.node.field(key);
        match self.need(key) {
            Need::Never(_) => return None,
            Need::Required if found.is_none() => self.fault(key, Problem::Missing),
            _ => {}
        }
        found
    }

    /// Refuses keys that the shape lacks, and what is no table.
    pub(crate) fn expect_known(&self) {
        if self.node.keys().is_none() {
            self.fault("", Problem::NoTable);
        }
        let open = self.shape.keys.iter().map(|key| key.name);
        self.expect_keys(&open.filter(|key| !matches!(self.need(key), Need::Never(_))).collect::<Vec<_>>());
    }

    /// Refuses keys that are none of these, which are fewer than the shape has.
    pub(crate) fn expect_keys(&self, expected: &[&str]) {
        for key in self.node.keys().unwrap_or_default() {
            if !expected.contains(&key.as_str()) {
                let expected = expected.iter().map(|&one| one.to_owned()).collect();
                self.fault("", Problem::UnknownKey { key, expected });
            }
        }
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.node.field(key).is_some()
    }

    /// A table.
    pub(crate) fn table(&self, key: &str) -> Option<At<'a, N>> {
        let node = self.find(key, |kind| matches!(kind, Kind::Table(_)))?;
        let Kind::Table(shape) = self.shape.key(key)?.kind else { return None };
        let at =
            At { node, place: self.under(key), shape, imposed: self.shape.imposed(key, self), faults: self.faults };
        if at.node.keys().is_none() {
            at.fault("", Problem::NoTable);
            return None;
        }
        Some(at)
    }

    /// A text, which is not empty.
    pub(crate) fn text(&self, key: &str) -> String {
        let Some(node) = self.find(key, |kind| matches!(kind, Kind::Text | Kind::Word(_))) else {
            return String::new();
        };
        let text = node.text().filter(|text| !text.trim().is_empty());
        if text.is_none() {
            self.fault(key, Problem::Empty);
        }
        text.unwrap_or_default()
    }

    /// A text as it stands there, to find an entry by; what is wrong with it is told where it is read.
    pub(crate) fn peek(&self, key: &str) -> String {
        self.word(key).unwrap_or_default()
    }

    /// A date, in its usual writing.
    pub(crate) fn date(&self, key: &str) -> String {
        let Some(node) = self.find(key, |kind| matches!(kind, Kind::Date)) else { return String::new() };
        let date = node.bare(Bare::Date);
        if date.is_none() {
            self.fault(key, Problem::NoDate);
        }
        date.unwrap_or_default()
    }

    /// An id: small letters, digits, hyphens.
    pub(crate) fn id(&self, key: &str) -> String {
        let id = self.text(key);
        if !id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
            self.unknown(key, &id, &["små bogstaver a-z, tal og bindestreg"]);
        }
        id
    }

    /// Texts of a list, or one text.
    pub(crate) fn lines(&self, key: &str) -> Vec<String> {
        let Some(node) = self.find(key, |kind| matches!(kind, Kind::Lines)) else { return Vec::new() };
        if let Some(one) = node.text() {
            return vec![one];
        }
        let items = node.items();
        let texts: Option<Vec<String>> = items.as_ref().and_then(|items| items.iter().map(Node::text).collect());
        let least = self.shape.key(key).and_then(|key| key.items).map_or(0, |(least, _)| least);
        match texts {
            Some(texts) if texts.len() >= least => return texts,
            Some(_) => self.fault(key, Problem::Missing),
            None => self.fault(key, Problem::Empty),
        }
        Vec::new()
    }

    /// Tables in order.
    pub(crate) fn list(&self, key: &str) -> Vec<At<'a, N>> {
        let Some(node) = self.find(key, |kind| matches!(kind, Kind::Tables(_))) else { return Vec::new() };
        let Some((shape, bounds)) = self.shape.key(key).and_then(|key| match key.kind {
            Kind::Tables(shape) => Some((shape, key.items)),
            _ => None,
        }) else {
            return Vec::new();
        };
        let Some(items) = node.items() else {
            self.fault(key, Problem::NoTable);
            return Vec::new();
        };
        match bounds {
            Some((least, most)) if least == most && items.len() != most => {
                self.fault(key, Problem::Count { found: items.len(), expected: most });
            }
            Some((_, most)) if items.len() > most => self.fault(key, Problem::TooMany { most }),
            _ => {}
        }
        let imposed = self.shape.imposed(key, self);
        self.each(key, items, shape, &imposed)
    }

    fn each(&self, key: &str, items: Vec<N>, shape: &'static Shape, imposed: &[&'static Case]) -> Vec<At<'a, N>> {
        let place = self.under(key);
        let at = |(index, node): (usize, N)| At {
            node,
            place: [&place, "[", &index.to_string(), "]"].concat(),
            shape,
            imposed: imposed.to_vec(),
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

    /// A whole number from 0 to the largest that the shape gives; 0 where it may be left out and is.
    pub(crate) fn number(&self, key: &str) -> u8 {
        let Some(node) = self.find(key, |kind| matches!(kind, Kind::Count(0, _))) else { return 0 };
        let most = match self.shape.key(key).map(|key| key.kind) {
            Some(Kind::Count(_, most)) => u8::try_from(most).unwrap_or(u8::MAX),
            _ => u8::MAX,
        };
        let Some(found) = node.bare(Bare::Number).or_else(|| node.text()) else {
            self.fault(key, Problem::Empty);
            return 0;
        };
        let value = node.bare(Bare::Number).and_then(|text| text.parse().ok()).filter(|&value| value <= most);
        if value.is_none() {
            self.fault(key, Problem::Number { found, most });
        }
        value.unwrap_or_default()
    }

    /// Two whole numbers, the second not below the first.
    pub(crate) fn pair(&self, key: &str) -> [u8; 2] {
        let Some(node) = self.find(key, |kind| matches!(kind, Kind::Pair)) else { return [0, 0] };
        let items = node.items().unwrap_or_default();
        let number = |node: &N| node.bare(Bare::Number).and_then(|text| text.parse::<u8>().ok());
        let numbers: Vec<u8> = items.iter().filter_map(number).collect();
        match numbers[..] {
            [first, second] if first <= second && items.len() == 2 => [first, second],
            _ => {
                self.fault(key, Problem::Count { found: numbers.len(), expected: 2 });
                [0, 0]
            }
        }
    }

    /// `true`, or not there.
    pub(crate) fn flag(&self, key: &str) -> bool {
        let Some(node) = self.find(key, |kind| matches!(kind, Kind::Flag)) else { return false };
        match node.bare(Bare::Truth).as_deref() {
            Some("false") => false,
            Some("true") => true,
            _ => {
                self.fault(key, Problem::NoTruth);
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
        let found = self.lines(key);
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
        let Some(node) = self.find(key, |kind| matches!(kind, Kind::Sentences(..))) else { return Vec::new() };
        let Some(Kind::Sentences(shape, _)) = self.shape.key(key).map(|key| key.kind) else { return Vec::new() };
        if let Some(one) = node.text() {
            return vec![Sentence::new(one, Needs::Nothing)];
        }
        let Some(items) = node.items() else {
            self.fault(key, Problem::Empty);
            return Vec::new();
        };
        self.each(key, items, shape, &[]).iter().map(At::sentence).collect()
    }

    /// A text, or a text with its condition.
    fn sentence(&self) -> Sentence {
        match self.node.text() {
            Some(text) => Sentence::new(text, Needs::Nothing),
            None => {
                self.expect_known();
                self.tagged()
            }
        }
    }

    /// A sentence under the keys `tekst` and `kraever_kontakt`.
    pub(crate) fn tagged(&self) -> Sentence {
        let tag = self.text("kraever_kontakt");
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
