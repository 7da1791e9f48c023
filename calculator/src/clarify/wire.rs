//! The rules in a page, and back.
//!
//! Contract: what a page carries reads back to an equal model; any other text is nothing ([`crate::wire`] says why it is a bare
//! list of texts).

use super::{Condition, Decision, First, Model, Next, Outcome, Track, Words};
use crate::wire::tape::{self, Carried, Tape, one_of, record};

/// The version of the order of fields.
const FORMAT: &str = "1";

/// The rules as the JSON of a page.
#[must_use]
pub fn to_json(model: &Model) -> String {
    tape::written(FORMAT, model)
}

/// Reads the rules of a page; nothing where the text is not of this build.
#[must_use]
pub fn read(text: &str) -> Option<Model> {
    tape::read(FORMAT, text)
}

impl Carried for Condition {
    fn put(&self, tape: &mut Vec<String>) {
        self.0.put(tape);
    }

    fn take(tape: &mut Tape) -> Self {
        Condition(Carried::take(tape))
    }
}

one_of! {
    Outcome: Outcome::ALL;
    Track: Track::ALL;
}

record! {
    Words { text, explanation, choices }
    First { id, title, track, when, steps, ground }
    Decision { id, outcome, when, why, ground }
    Next { id, title, outcomes, when, steps, ground }
    Model { questions, outcomes, first, decisions, next }
}
