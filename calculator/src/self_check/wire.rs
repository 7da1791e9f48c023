//! The questions in a page, and back.
//!
//! Contract: what a page carries reads back to an equal model; any other text is nothing ([`crate::wire`] says why it is a bare
//! list of texts).

use super::{Model, Part, Plan, Point, Read};
use crate::wire::tape::{self, record};

/// The version of the order of fields.
const FORMAT: &str = "1";

/// The questions as the JSON of a page.
#[must_use]
pub fn to_json(model: &Model) -> String {
    tape::written(FORMAT, model)
}

/// Reads the questions of a page; nothing where the text is not of this build.
#[must_use]
pub fn read(text: &str) -> Option<Model> {
    tape::read(FORMAT, text)
}

record! {
    Read { href, title }
    Part { id, title, about }
    Point { id, part, text, missing, reads, ground }
    Plan { id, title, text, years, ahead, ground }
    Model { plans, parts, points }
}
