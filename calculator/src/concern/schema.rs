//! The keys of `content/linealen`, and the one reader of them.
//!
//! Contract: [`read`] gives a [`Model`] in which everything fits together, or all faults with their places; nothing panics. It
//! walks anything that is a [`Node`], so that it knows nothing of TOML. A page carries what was read, and needs no reader
//! ([`super::wire`]).
//!
//! All files of the folder are one root: a top-level key stands in one of them. What may stand where is
//! [`shapes`]; a generator whose leaves are numbers, dates or truth values answers [`Node::bare`] with their usual writing. A list of sentences has
//! items that are a text or `{ tekst, kraever_kontakt }`; one text alone is a list of one.

mod at;
mod names;
mod parts;
mod questions;
mod rules;
pub mod shapes;

use std::cell::RefCell;
use std::fmt;

use super::model::{Law, Model};
use super::wire;
use crate::wire::Node;
pub(crate) use at::At;

/// The ids of the free texts `[[tekst]]` that a model must have.
pub const TEXTS: &[&str] = &[
    "om",
    "foer",
    "fare",
    "pligt",
    "om-tegn",
    "maalestok",
    "om-belastninger",
    "om-ressourcer",
    "om-delvist",
    "uenighed",
    "port-overskrift",
    "se-igen",
    "ikke-afgjort",
    "intet-svar",
    "tyndt",
    "spaend",
    "spaend-stort",
    "egen-lavere",
    "egen-raad",
    "egen-hoejere",
    "egen-port",
    "barnet-ikke-omsorgen",
    "omsorgen-ikke-barnet",
    "spor-3",
    "efter",
    "bund",
    "fokusteam-nej",
    "ufoedt-kontakt",
    "skriv-ikke",
    "grund",
];

/// Something in the files that is no model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where, for example `tegn[12].styrke`; lists count from 0.
    pub place: String,
    /// What is wrong there.
    pub problem: Problem,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is not there.
    Missing,
    /// It is empty.
    Empty,
    /// It is none of what may stand there.
    Unknown {
        /// What stands there.
        found: String,
        /// What may.
        expected: Vec<String>,
    },
    /// Nobody reads this key.
    UnknownKey {
        /// The key.
        key: String,
        /// The keys that are read.
        expected: Vec<String>,
    },
    /// It is there already.
    Duplicate {
        /// The id.
        id: String,
    },
    /// It is no whole number up to a largest.
    Number {
        /// What stands there.
        found: String,
        /// The largest that is allowed.
        most: u8,
    },
    /// It is neither `true` nor `false`.
    NoTruth,
    /// It is no date.
    NoDate,
    /// It is no table, or no list of tables.
    NoTable,
    /// There are too few or too many.
    Count {
        /// How many there are.
        found: usize,
        /// How many there must be.
        expected: usize,
    },
    /// The ranks of a set of answers are not 0, 1, 2 and so on, each once.
    Ranks,
    /// There are more than can be.
    TooMany {
        /// How many there may be.
        most: usize,
    },
    /// A sentence about talking with parents lacks its condition.
    Untagged,
}

/// Reads a model from the editors' files. `laws` are all paragraphs of the law register; the model keeps those it cites.
///
/// # Errors
/// All faults that were found.
pub fn read<N: Node>(root: N, laws: &[Law]) -> Result<Model, Vec<Fault>> {
    let faults = RefCell::default();
    let mut model = rules::model(&At::root(root, &shapes::MODEL, &faults), laws);
    let faults = faults.take();
    if !faults.is_empty() {
        return Err(faults);
    }
    // Only now does every index in it point at something.
    for index in 0..model.questions.len() {
        model.questions[index].mark = wire::mark(&model, index);
    }
    wire::seal(&mut model);
    Ok(model)
}

/// A point that practitioners must still go through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewPoint {
    /// The editors' key.
    pub id: String,
    /// What is to be judged.
    pub text: String,
    /// Ids of the questions, tables or levels it is about; for the reader.
    pub about: Vec<String>,
}

/// Reads the list of what must be reviewed.
///
/// # Errors
/// All faults that were found.
pub fn read_review<N: Node>(root: N) -> Result<Vec<ReviewPoint>, Vec<Fault>> {
    let faults = RefCell::default();
    let root = At::root(root, &shapes::MODEL, &faults);
    let point = |at: &At<'_, N>| {
        at.expect_known();
        ReviewPoint { id: at.id("id"), text: at.text("tekst"), about: at.lines("gaelder") }
    };
    let points = root.list("gennemgang").iter().map(point).collect();
    let faults = faults.take();
    if faults.is_empty() { Ok(points) } else { Err(faults) }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = &self.place;
        match &self.problem {
            Problem::Missing => write!(f, "»{place}« mangler"),
            Problem::Empty => write!(f, "»{place}« er tom"),
            Problem::Unknown { found, .. } => write!(f, "»{found}« kan ikke stå ved »{place}«"),
            Problem::UnknownKey { key, .. } => write!(f, "»{key}« er ingen nøgle ved »{place}«"),
            Problem::Duplicate { id } => write!(f, "»{id}« findes to gange"),
            Problem::Number { found, most } => {
                write!(f, "»{found}« ved »{place}« er ikke et helt tal fra 0 til {most}")
            }
            Problem::NoTruth => write!(f, "»{place}« er hverken true eller false"),
            Problem::NoDate => write!(f, "»{place}« er ingen dato"),
            Problem::NoTable => write!(f, "»{place}« er ingen tabel"),
            Problem::Count { found, expected } => write!(f, "»{place}« har {found}, men skal have {expected}"),
            Problem::Ranks => write!(f, "rangene ved »{place}« skal være 0, 1, 2 og så videre, hver én gang"),
            Problem::TooMany { most } => write!(f, "»{place}« har for mange; der kan højst være {most}"),
            Problem::Untagged => write!(
                f,
                "»{place}« handler om forældrene og skal have kraever_kontakt = \"ja\" eller \"aftal-eller-nej\""
            ),
        }
    }
}

impl std::error::Error for Fault {}
