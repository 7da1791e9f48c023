//! The ladder of measures as a reckoning (Indsatstrappen): years of children moved from step to step, unit costs, investment, and what
//! the expense would be beside the one before.
//!
//! Contract: a reckoning and never a promise: a result is a difference of expense, with every reservation of the evaluation beside it
//! ([`papers`]). A cost that no source has is missing and never 0; where one printed cost stands for two steps, a move between them has no
//! difference. A printed cost is in the prices of its year, an entered one in those of the year that was entered with it; amounts of several
//! years are not added until the user has said by how many per cent prices changed, and then both are shown. The sign is that of KORA's
//! tables and of a budget: less expense is negative. No floating point; each product is rounded once, to whole øre.

pub mod outcome;
pub mod papers;
pub mod typed;

use crate::dates::Ground;
use crate::wire::tape::{self, Carried, Tape, record};
use crate::{Amount, Change, Measure, Money, Range, Year};

/// The version of the order of fields.
const FORMAT: &str = "1";

/// Most years of a reckoning.
pub const MOST_YEARS: usize = 4;

/// Most moves of a reckoning.
pub const MOST_MOVES: usize = 12;

/// What stands on everything that goes out.
pub const GUIDING: &str =
    "Et regnestykke fra Børnehusguiden ud fra de viste tal. Det er ikke en forudsigelse og ikke et løfte.";

/// How signs are to be read.
pub const SIGNS: &str =
    "Minus er en lavere udgift end før, plus en højere. Det er samme fortegn som i kildens tabeller.";

/// How the low and the high end came about.
pub const ENDS: &str =
    "Lavt og højt er regnet for hver linje for sig. Summen er derfor det bredeste spænd, tallene giver.";

/// A step of the ladder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What the source calls what its cost is of; empty where it has none. Two steps may share it.
    pub printed_as: String,
    /// The printed cost of a year of a child, one for each set.
    pub costs: Vec<Option<Amount>>,
    /// What must be known of its cost; may be empty.
    pub remark: String,
}

/// A year and a place of printed costs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CostSet {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What must be known of it; may be empty.
    pub remark: String,
}

/// What a source printed beside the costs: an investment, or what was expected of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Post {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its amounts: one for every year alike, or one a year from the first.
    pub amounts: Vec<Amount>,
    /// How it was printed where it was printed as about so much; else empty.
    pub about: String,
    /// Whether it takes from the expense: an expectation of a plan, which no user is offered.
    pub lowers: bool,
    /// Where it is from.
    pub ground: Ground,
}

/// What must be said beside every result.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reservation {
    /// What.
    pub text: String,
    /// Where it is from; nothing where it is our own.
    pub ground: Option<Ground>,
}

/// A source by its name and its address on the site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Its id.
    pub id: String,
    /// Its short name.
    pub title: String,
    /// Where it is described.
    pub href: String,
}

/// All that a page needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Model {
    /// The steps, the lowest first.
    pub steps: Vec<Step>,
    /// Where their order is from, and what is uncertain of it.
    pub order: Ground,
    /// The sets of printed costs.
    pub sets: Vec<CostSet>,
    /// Where these are from.
    pub costs: Ground,
    /// In the prices of which year everything is that was printed.
    pub price_year: u16,
    /// What was printed beside them.
    pub posts: Vec<Post>,
    /// The reservations, the first one first.
    pub reservations: Vec<Reservation>,
    /// The sources; empty until a page is made.
    pub sources: Vec<Source>,
}

/// Something that was filled in, or what it lacks as a part of a sentence: `mangler prisår`.
pub type Entry<T> = Result<T, String>;

/// A move, as it is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// Its number, which it keeps when another goes.
    pub number: u16,
    /// The place of the step that is left.
    pub from: Option<usize>,
    /// The place of the step that is gone to.
    pub to: Option<usize>,
    /// Years of children, for each year.
    pub counts: Vec<Entry<Range<Measure>>>,
}

/// Advisers: how many in each year, and what one costs a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advisers {
    /// How many in each year.
    pub counts: Vec<Entry<Range<Measure>>>,
    /// What one costs a year.
    pub cost: Entry<Money>,
}

/// Another investment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// What it is; may be empty.
    pub what: String,
    /// How much in each year.
    pub amounts: Vec<Entry<Money>>,
}

/// By how much prices changed in all from one year to another, as the user says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Changed {
    /// From the prices of this year.
    pub from: Year,
    /// To those of this one.
    pub to: Year,
    /// By so much.
    pub change: Change,
}

/// A reckoning as it is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The years, one after the other.
    pub years: Vec<Year>,
    /// The set of printed costs; nothing where none is used.
    pub set: Option<usize>,
    /// The user's own cost of each step; nothing where there is none. It goes before the printed one.
    pub own: Vec<Option<Entry<Money>>>,
    /// The moves.
    pub moves: Vec<Move>,
    /// Advisers.
    pub advisers: Option<Advisers>,
    /// Another investment.
    pub other: Option<Other>,
    /// The places of printed posts that are counted with.
    pub posts: Vec<usize>,
    /// In the prices of which year the result is to be, where they are of several.
    pub target: Option<Year>,
    /// How prices changed.
    pub changes: Vec<Changed>,
}

impl Model {
    /// The place of a step.
    #[must_use]
    pub fn step(&self, id: &str) -> Option<usize> {
        self.steps.iter().position(|step| step.id == id)
    }

    /// The place of a set of costs.
    #[must_use]
    pub fn set(&self, id: &str) -> Option<usize> {
        self.sets.iter().position(|set| set.id == id)
    }

    /// The printed investments that a user may count with, each with its place.
    pub fn offered(&self) -> impl Iterator<Item = (usize, &Post)> {
        self.posts.iter().enumerate().filter(|(_, post)| !post.lowers)
    }

    /// In the prices of which year everything is that was printed.
    #[must_use]
    pub fn printed_in(&self) -> Year {
        Year::new(self.price_year).unwrap_or(Year::NEW_MODEL)
    }

    /// The name of a source; its id where the page has none.
    #[must_use]
    pub fn title<'a>(&'a self, id: &'a str) -> &'a str {
        self.sources.iter().find(|source| source.id == id).map_or(id, |source| &source.title)
    }
}

impl Post {
    /// Its amount in a year of a reckoning; nothing beyond what was printed.
    #[must_use]
    pub fn amount(&self, year: usize) -> Option<Amount> {
        match self.amounts.as_slice() {
            [each] => Some(*each),
            more => more.get(year).copied(),
        }
    }
}

/// The model as the JSON of a page.
#[must_use]
pub fn to_json(model: &Model) -> String {
    tape::written(FORMAT, model)
}

/// Reads the model of a page; nothing where the text is not of this build.
#[must_use]
pub fn from_json(text: &str) -> Option<Model> {
    tape::read(FORMAT, text)
}

impl Carried for Amount {
    fn put(&self, tape: &mut Vec<String>) {
        tape.push(self.ore().to_string());
    }

    fn take(tape: &mut Tape) -> Self {
        tape.text().parse().ok().and_then(Amount::from_ore).unwrap_or_default()
    }
}

record! {
    Step { id, name, printed_as, costs, remark }
    CostSet { id, name, remark }
    Post { id, name, amounts, about, lowers, ground }
    Reservation { text, ground }
    Source { id, title, href }
    Model { steps, order, sets, costs, price_year, posts, reservations, sources }
}

#[cfg(test)]
mod tests;
