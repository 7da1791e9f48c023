//! Meeting papers as data: what is asked on each, and what a paper that has been filled in says.
//!
//! Contract: a [`Paper`] is sections and fields (`content/data/moeder.toml`); what was typed is texts under the ids of fields
//! ([`Saved`]), so that the file, the printed sheet and the Word file are made of one value. [`pieces`] is the one way from
//! both to what is seen: for the pen without values, else with them, and a line for the pen wherever nothing was typed. What
//! looks like a CPR number is on no paper. Rules that are more than words: a deadline before a meeting ([`due`]) and the
//! demands on a goal, letter by letter ([`judged`]).

mod pieces;
mod wire;

use crate::concern::cpr;
use crate::dates::text as told;
use crate::dates::{When, calendar};
use crate::saved::Saved;

pub use pieces::{Piece, pieces};
pub use wire::{read, to_json};

/// Everything that the page of the tool carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Papers {
    /// Whose papers these are; stands in Word files.
    pub creator: String,
    /// In the order of the register.
    pub all: Vec<Paper>,
}

/// A paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paper {
    /// Its id, which files bear.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What stands under the title on paper.
    pub head: String,
    /// What stands last on paper: sources, address.
    pub closing: String,
    /// Where it is shown for the pen; empty until a page is made.
    pub href: String,
    /// Its sections in order.
    pub sections: Vec<Section>,
}

/// A section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// Whether it stands under the section before it.
    pub under: bool,
    /// What is to be known before it is filled in; may be empty.
    pub text: String,
    /// Fixed points, in order.
    pub points: Vec<String>,
    /// Whether it is for the one who fills it in alone: no paper that was filled in has it.
    pub private: bool,
    /// What is asked.
    pub fields: Vec<Field>,
}

/// Something that is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    /// Its id, unique on its paper.
    pub id: String,
    /// What kind of answer.
    pub kind: Kind,
    /// What it is called.
    pub label: String,
    /// Help while it is filled in; may be empty.
    pub hint: String,
    /// What the source calls it; empty where it is ours.
    pub printed: String,
    /// Columns of rows, or answers to choose from.
    pub words: Vec<String>,
    /// What stands first in the first rows.
    pub first: Vec<String>,
    /// How many rows there are for the pen.
    pub rows: u8,
    /// How many days before the meeting.
    pub days: u8,
    /// The field that it rests on: the day of the meeting, the answer to a question.
    pub of: String,
    /// What of the ruler's file belongs here; empty where nothing does.
    pub carries: String,
}

/// What kind of answer a field has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// `kort`: a line.
    #[default]
    Line,
    /// `lang`: more than a line.
    Long,
    /// `dato`
    Date,
    /// `valg`: one of some answers.
    Choice,
    /// `kryds`: a box to tick.
    Tick,
    /// `raekker`: rows in columns.
    Rows,
    /// `frist`: a day that is counted back from another.
    Before,
    /// `krav`: a demand on a goal: yes, no, not known.
    Demand,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 8] =
        [Kind::Line, Kind::Long, Kind::Date, Kind::Choice, Kind::Tick, Kind::Rows, Kind::Before, Kind::Demand];

    /// The editors' word.
    #[must_use]
    pub fn key(self) -> &'static str {
        ["kort", "lang", "dato", "valg", "kryds", "raekker", "frist", "krav"][self as usize]
    }

    /// The kind of a word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// What stands for a tick, and for a demand that is met.
pub const YES: &str = "ja";
/// The answers to a demand, as they are saved, and in words.
pub const ANSWERS: [(&str, &str); 3] = [(YES, "Ja"), ("nej", "Nej"), ("ved-ikke", "Ved ikke")];

/// The most rows that a field may have.
pub const MOST_ROWS: usize = 30;

/// The key under which a file names its paper.
pub const PAPER: &str = "papir";

/// The id under which a cell of rows is saved.
#[must_use]
pub fn cell(field: &str, row: usize, column: usize) -> String {
    [field, "-", &(row + 1).to_string(), "-", &(column + 1).to_string()].concat()
}

/// What was typed under an id; nothing where it looks like a CPR number, which is written by hand.
#[must_use]
pub fn typed<'s>(values: &'s Saved, id: &str) -> &'s str {
    let text = values.get(id).trim();
    if cpr::find(text).is_some() { "" } else { text }
}

impl Paper {
    /// All fields in order.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.sections.iter().flat_map(|section| &section.fields)
    }

    /// A field by its id.
    #[must_use]
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields().find(|field| field.id == id)
    }
}

/// The day of a deadline in words, and what must be known of it; nothing while the day of the meeting cannot be read.
#[must_use]
pub fn due(field: &Field, values: &Saved) -> Option<String> {
    let meeting = calendar::parse(typed(values, &field.of)).ok()?;
    let day = calendar::after_days(meeting, -i32::from(field.days))?;
    let mut said = [told::day(day).as_str(), "."].concat();
    if let Some(closed) = told::closed_deadline(When::Day(day), calendar::closed(day)) {
        said.push(' ');
        said.push_str(&closed);
    }
    Some(said)
}

/// What the demands of a paper come to: whether all are met, and a sentence for each that is not. Nothing while none is answered.
#[must_use]
pub fn judged(paper: &Paper, values: &Saved) -> Option<(bool, Vec<String>)> {
    let demands: Vec<&Field> = paper.fields().filter(|field| field.kind == Kind::Demand).collect();
    if demands.iter().all(|field| typed(values, &field.id).is_empty()) {
        return None;
    }
    let lacks: Vec<String> = demands.iter().filter_map(|field| lack(paper, field, values)).collect();
    let met = demands.len() - lacks.len();
    let first = if lacks.is_empty() {
        "Alle krav holder.".to_owned()
    } else {
        ["Målet holder ikke endnu: ", &met.to_string(), " af ", &demands.len().to_string(), " krav."].concat()
    };
    let all = lacks.is_empty();
    Some((all, std::iter::once(first).chain(lacks).collect()))
}

/// Why a demand is not met; nothing where it is.
fn lack(paper: &Paper, demand: &Field, values: &Saved) -> Option<String> {
    let answer = typed(values, &demand.id);
    let rests_on = paper.field(&demand.of);
    let why = match answer {
        YES => {
            let field = rests_on.filter(|field| !is_answered(field, values))?;
            return Some([&demand.label, ": Svaret er ja, men »", &field.label, "« er ikke udfyldt."].concat());
        }
        "" => "Ikke set på endnu.",
        "ved-ikke" => "Find ud af det, før målet står fast.",
        _ => "Skriv målet om, til svaret er ja.",
    };
    Some([&demand.label, ": ", why].concat())
}

/// Whether a field has an answer; a day that cannot be read is none.
fn is_answered(field: &Field, values: &Saved) -> bool {
    let text = typed(values, &field.id);
    if field.kind == Kind::Date { calendar::parse(text).is_ok() } else { !text.is_empty() }
}

#[cfg(test)]
mod tests;
