//! The papers in a page, and back.
//!
//! Contract: what a page carries reads back to equal papers; any other text is nothing ([`crate::wire`] says why it is a bare list
//! of texts).

use super::{Field, Kind, Paper, Papers, Section};
use crate::wire::tape::{self, one_of, record};

/// The version of the order of fields.
const FORMAT: &str = "1";

/// The papers as the JSON of a page.
#[must_use]
pub fn to_json(papers: &Papers) -> String {
    tape::written(FORMAT, papers)
}

/// Reads the papers of a page; nothing where the text is not of this build.
#[must_use]
pub fn read(text: &str) -> Option<Papers> {
    tape::read(FORMAT, text)
}

one_of! {
    Kind: Kind::ALL;
}

record! {
    Field { id, kind, label, hint, printed, words, first, rows, days, of, carries }
    Section { title, under, text, points, private, fields }
    Paper { id, title, head, closing, href, sections }
    Papers { creator, all }
}
