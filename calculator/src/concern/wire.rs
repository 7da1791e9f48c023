//! The model in a page, and back.
//!
//! Contract: [`decode`] of what [`to_json`] wrote is an equal [`Model`], less its change log; any other text is [`Stale`]. The
//! generator checks a model with [`super::schema`]; the page only carries it, so it is a bare list of texts in the order of
//! the fields below, and a hash over them shows that nothing is missing. Reading keys and telling places of faults a second
//! time would cost the page more than all rules of the ruler.
//!
//! Each record is written down once, by `record!`, for both directions: they cannot differ. A list is its length and its
//! items, what may be absent is `0`, or `1` and the value, an index or an enumeration its number.

use std::fmt;
use std::vec::IntoIter;

use super::model::{
    Age, Area, Axis, Choice, Deadline, Effect, Gate, Kind, Law, Level, Limits, Model, Named, Question, Resource, Risk,
    Sign, Strength, Track,
};
use super::sentence::{Contact, Needs, Sentence};
use super::table::{Class, ClassInfo, ClassValue, Row, Table};
use crate::wire::json::{self, Json};

/// The id of the script element that holds the model.
pub const ELEMENT_ID: &str = "linealen-data";

/// The version of the order of fields.
const FORMAT: &str = "1";

/// Page and script are not of one build, or the page is not whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stale;

impl fmt::Display for Stale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Siden og værktøjet passer ikke sammen. Genindlæs siden.")
    }
}

impl std::error::Error for Stale {}

/// A model as the JSON of a page.
#[must_use]
pub fn to_json(model: &Model) -> String {
    // The addresses of the paragraphs are the page's own, so what is carried may differ from what was sealed.
    let mut carried = vec![model.hash.clone()];
    model.put(&mut carried);
    let mut tape = vec![FORMAT.to_owned(), hash_of(&carried)];
    tape.append(&mut carried);
    let mut out = String::new();
    Json::List(tape.into_iter().map(Json::Text).collect()).write(&mut out);
    out
}

/// Reads a model from a page.
///
/// # Errors
/// Where the text is not what [`to_json`] of this build wrote.
pub fn decode(text: &str) -> Result<Model, Stale> {
    let Ok(Json::List(items)) = json::read(text) else { return Err(Stale) };
    let texts = items.into_iter().map(|item| if let Json::Text(text) = item { text } else { String::new() });
    let texts: Vec<String> = texts.collect();
    match &texts[..] {
        [format, check, rest @ ..] if format == FORMAT && *check == hash_of(rest) => {}
        _ => return Err(Stale),
    }
    let mut tape = Tape(texts.into_iter());
    let (_format, _check) = (tape.text(), tape.text());
    let hash = tape.text();
    let mut model = Model::take(&mut tape);
    model.hash = hash;
    Ok(model)
}

/// Gives a model the hash of what it says.
pub(crate) fn seal(model: &mut Model) {
    let mut tape = Vec::new();
    model.put(&mut tape);
    model.hash = hash_of(&tape);
}

/// FNV-1a, 64 bits: tells versions apart, keeps no secret.
fn fnv(text: &str, mut state: u64) -> u64 {
    // A sign that stands in no text of an editor parts one from the next.
    for byte in text.bytes().chain([0x1f]) {
        state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    state
}

const START: u64 = 0xcbf2_9ce4_8422_2325;

fn hash_of(texts: &[String]) -> String {
    hex(texts.iter().fold(START, |state, text| fnv(text, state)), 16)
}

fn hex(value: u64, digits: u32) -> String {
    (0..digits).rev().filter_map(|digit| char::from_digit((value >> (4 * digit) & 15) as u32, 16)).collect()
}

/// The mark of a question: its words, its answers and its weight.
pub(crate) fn mark(model: &Model, question: usize) -> String {
    let row = &model.questions[question];
    let mut tape = vec![row.text.clone(), row.explanation.clone(), row.not.clone()];
    for choice in model.choices_of(question) {
        choice.put(&mut tape);
    }
    match row.kind {
        Kind::Sign(sign) => {
            let sign = &model.signs[sign];
            tape.extend([sign.axis.key().to_owned(), sign.strength.to_string(), model.areas[sign.area].id.clone()]);
            sign.state.put(&mut tape);
        }
        Kind::Gate(gate) => {
            for effect in &model.gates[gate].effects {
                tape.extend([effect.track.map_or("", Track::key).to_owned(), effect.contact.key().to_owned()]);
                effect.floor.put(&mut tape);
            }
        }
        _ => {}
    }
    let state = tape.iter().fold(START, |state, text| fnv(text, state));
    hex(state ^ state >> 32, 8)
}

/// The texts that are still to be read.
struct Tape(IntoIter<String>);

impl Tape {
    fn text(&mut self) -> String {
        self.0.next().unwrap_or_default()
    }

    fn number(&mut self) -> usize {
        let text = self.text();
        text.bytes().fold(0, |number, digit| number * 10 + usize::from(digit.wrapping_sub(b'0') & 15))
    }
}

/// What can be written to texts and read from them.
trait Carried: Sized {
    fn put(&self, tape: &mut Vec<String>);
    fn take(tape: &mut Tape) -> Self;
}

impl Carried for String {
    fn put(&self, tape: &mut Vec<String>) {
        tape.push(self.clone());
    }

    fn take(tape: &mut Tape) -> Self {
        tape.text()
    }
}

impl Carried for usize {
    fn put(&self, tape: &mut Vec<String>) {
        tape.push(self.to_string());
    }

    fn take(tape: &mut Tape) -> Self {
        tape.number()
    }
}

/// Whole numbers that fit: the generator wrote them from the same type.
macro_rules! number {
    ($($type:ty),*) => {$(
        impl Carried for $type {
            fn put(&self, tape: &mut Vec<String>) {
                usize::from(*self).put(tape);
            }

            fn take(tape: &mut Tape) -> Self {
                tape.number().try_into().unwrap_or_default()
            }
        }
    )*};
}

number!(u8, u16);

impl Carried for bool {
    fn put(&self, tape: &mut Vec<String>) {
        usize::from(*self).put(tape);
    }

    fn take(tape: &mut Tape) -> Self {
        tape.number() == 1
    }
}

impl<T: Carried> Carried for Option<T> {
    fn put(&self, tape: &mut Vec<String>) {
        self.is_some().put(tape);
        self.iter().for_each(|value| value.put(tape));
    }

    fn take(tape: &mut Tape) -> Self {
        if bool::take(tape) { Some(T::take(tape)) } else { None }
    }
}

impl<T: Carried> Carried for Vec<T> {
    fn put(&self, tape: &mut Vec<String>) {
        self.len().put(tape);
        self.iter().for_each(|value| value.put(tape));
    }

    fn take(tape: &mut Tape) -> Self {
        let count = tape.number();
        let mut all = Vec::new();
        for _ in 0..count {
            all.push(T::take(tape));
        }
        all
    }
}

impl<A: Carried, B: Carried> Carried for (A, B) {
    fn put(&self, tape: &mut Vec<String>) {
        self.0.put(tape);
        self.1.put(tape);
    }

    fn take(tape: &mut Tape) -> Self {
        let first = A::take(tape);
        (first, B::take(tape))
    }
}

impl Carried for [u8; 2] {
    fn put(&self, tape: &mut Vec<String>) {
        (self[0], self[1]).put(tape);
    }

    fn take(tape: &mut Tape) -> Self {
        let (first, second) = Carried::take(tape);
        [first, second]
    }
}

/// Enumerations by their place among all values.
macro_rules! one_of {
    ($($type:ty: $all:expr;)*) => {$(
        impl Carried for $type {
            fn put(&self, tape: &mut Vec<String>) {
                $all.iter().position(|one| one == self).unwrap_or_default().put(tape);
            }

            fn take(tape: &mut Tape) -> Self {
                let last = $all.len() - 1;
                $all[tape.number().min(last)]
            }
        }
    )*};
}

one_of! {
    Track: Track::ALL;
    Contact: Contact::ALL;
    Axis: Axis::ALL;
    Class: Class::ALL;
    Needs: [Needs::Nothing, Needs::Contact, Needs::NoContact];
}

impl Carried for Kind {
    fn put(&self, tape: &mut Vec<String>) {
        let (kind, index): (usize, usize) = match *self {
            Kind::Gate(index) => (0, index),
            Kind::Sign(index) => (1, index),
            Kind::Frequency(index) => (2, index),
            Kind::Risk(index) => (3, index),
            Kind::Resource(index) => (4, index),
            Kind::Duration => (5, 0),
            Kind::Direction => (6, 0),
            Kind::Tried => (7, 0),
            Kind::Parents => (8, 0),
        };
        (kind, index).put(tape);
    }

    fn take(tape: &mut Tape) -> Self {
        let (kind, index): (usize, usize) = Carried::take(tape);
        match kind {
            0 => Kind::Gate(index),
            1 => Kind::Sign(index),
            2 => Kind::Frequency(index),
            3 => Kind::Risk(index),
            4 => Kind::Resource(index),
            5 => Kind::Duration,
            6 => Kind::Direction,
            7 => Kind::Tried,
            _ => Kind::Parents,
        }
    }
}

impl Carried for Sentence {
    fn put(&self, tape: &mut Vec<String>) {
        tape.push(self.raw().to_owned());
        self.needs().put(tape);
    }

    fn take(tape: &mut Tape) -> Self {
        let text = tape.text();
        Sentence::new(text, Needs::take(tape))
    }
}

/// The fields of a record, in the order in which they are carried; after a `;` what is not, and what stands for it.
macro_rules! record {
    ($($type:ident { $($field:ident),* $(; $($left:ident: $value:expr),*)? })*) => {$(
        impl Carried for $type {
            fn put(&self, tape: &mut Vec<String>) {
                $(self.$field.put(tape);)*
            }

            fn take(tape: &mut Tape) -> Self {
                $(let $field = Carried::take(tape);)*
                $type { $($field,)* $($($left: $value,)*)? }
            }
        }
    )*};
}

record! {
    Law { id, label, href, confirmed }
    Named { id, name, sentences }
    Deadline { sentence, law }
    Level { name, line, heading, track, first, now, with, when, parents, write, laws }
    Strength { id, name, text, floor }
    Age { id, name }
    Area { id, name, explanation }
    Choice { id, text, explanation, rank, unknown }
    Question { id, kind, text, explanation, not, choices, ages, several, mark }
    Effect { track, contact, floor, leader, look_again, heading, steps, tasks, laws, note, ground }
    Gate { question, name, after, unanswered, sign_contact, effects }
    Sign { question, area, axis, strength, state, triggers }
    Risk { question, automatic, triggers }
    Resource { question, carrying }
    ClassValue { id, name, text }
    ClassInfo { class, name, values }
    Row { when, value, reason, sentences, follow_up }
    Table { id, title, explanation, inputs, output, rows }
    Limits { areas_clear, breadth, burden, resources, unknown_one_in }
    Model {
        version, date, levels, tracks, contacts, axes, strengths, ages, areas, choices, questions, gates, signs, risks, resources,
        notes, classes, tables, limits, texts, laws; hash: String::new(), log: Vec::new()
    }
}
