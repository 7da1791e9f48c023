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

use super::model::{
    Age, Area, Axis, Choice, Deadline, Effect, Gate, Kind, Law, Level, Limits, Model, Named, Question, Resource, Risk,
    Sign, Strength, Track,
};
use super::sentence::{Contact, Needs, Sentence};
use super::table::{Class, ClassInfo, ClassValue, Row, Table};
use crate::wire::tape::{self, Carried, START, Tape, fnv, hex, one_of, record};

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
    tape::to_json(FORMAT, carried)
}

/// Reads a model from a page.
///
/// # Errors
/// Where the text is not what [`to_json`] of this build wrote.
pub fn decode(text: &str) -> Result<Model, Stale> {
    let mut tape = tape::decode(FORMAT, text).ok_or(Stale)?;
    let hash = tape.text();
    let mut model = Model::take(&mut tape);
    model.hash = hash;
    Ok(model)
}

/// Gives a model the hash of what it says.
pub(crate) fn seal(model: &mut Model) {
    let mut tape = Vec::new();
    model.put(&mut tape);
    model.hash = tape::hash_of(&tape);
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
