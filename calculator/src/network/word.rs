//! The map as a Word file: what stands around it, and the people ring by ring.
//!
//! Contract: everybody on the map is in the file once, with the number of the picture, in the ring and the area in which they stand, and
//! whether the child can be helped there. The picture is not in it: Word shows a drawing only with a second one in dots beside it,
//! which a page would have to make; it goes out as SVG, which Word takes in as a picture.

use super::{AREAS, Map, RINGS};
use crate::papers::Piece;
use crate::wire::tape::{self, record};
use crate::word::{self, Document, Properties};
use jiff::civil::Date;

/// The version of the order of fields.
const FORMAT: &str = "1";

/// What the file is called.
pub const TITLE: &str = "Netværkskort";

/// What the page knows of itself, for around the map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Around {
    /// The name of the site.
    pub creator: String,
    /// What stands under the title.
    pub head: String,
    /// What stands last.
    pub closing: String,
}

record! {
    Around { creator, head, closing }
}

/// That as the JSON of a page.
#[must_use]
pub fn to_json(around: &Around) -> String {
    tape::written(FORMAT, around)
}

/// Reads that of a page; nothing where the text is not of this build.
#[must_use]
pub fn read(text: &str) -> Option<Around> {
    tape::read(FORMAT, text)
}

/// The bytes of the file.
#[must_use]
pub fn file(map: &Map, around: &Around, today: Date) -> Vec<u8> {
    let properties = Properties { title: TITLE, subject: "", creator: &around.creator, day: today };
    word::file(&Document { properties, head: &around.head, pieces: &pieces(map, today), closing: &around.closing })
}

/// What stands in the file, in order.
#[must_use]
pub fn pieces(map: &Map, today: Date) -> Vec<Piece> {
    let lines = [("I midten", map.middle().to_owned()), ("Tegnet", crate::text::date(today))];
    let mut out = vec![Piece::Lines(lines.map(|(label, value)| (label.to_owned(), value)).to_vec())];
    let head = ["Nr.", "Hvem", "Hvorfra", "Kan barnet få hjælp her?"].map(str::to_owned).to_vec();
    for (ring, name) in RINGS.into_iter().enumerate() {
        out.push(Piece::Heading(2, name.to_owned()));
        let people = map.people.iter().enumerate().filter(|(_, person)| person.ring == ring);
        let rows: Vec<_> = people
            .map(|(number, person)| {
                let area = AREAS.get(person.area).copied().unwrap_or_default();
                // The tool asks for a yes alone: without it nothing is known.
                let helps = if person.helps { "Ja, siger barnet" } else { "Ikke sagt" };
                vec![(number + 1).to_string(), person.label.clone(), area.to_owned(), helps.to_owned()]
            })
            .collect();
        out.push(if rows.is_empty() { Piece::Text("Ingen".to_owned()) } else { Piece::Table(head.clone(), rows) });
    }
    out
}
