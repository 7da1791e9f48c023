//! The papers in a page, and back.
//!
//! Contract: what a page carries reads back to equal papers; any other text is nothing ([`crate::wire`] says why it is a bare list
//! of texts).

use super::{Field, Kind, Paper, Papers, Section};
use crate::wire::tape::{self, Carried, one_of, record};

/// The version of the order of fields.
const FORMAT: &str = "1";

/// The papers as the JSON of a page.
#[must_use]
pub fn to_json(papers: &Papers) -> String {
    let mut carried = Vec::new();
    papers.put(&mut carried);
    tape::to_json(FORMAT, carried)
}

/// Reads the papers of a page; nothing where the text is not of this build.
#[must_use]
pub fn read(text: &str) -> Option<Papers> {
    tape::decode(FORMAT, text).map(|mut tape| Papers::take(&mut tape))
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
