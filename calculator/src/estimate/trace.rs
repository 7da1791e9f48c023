//! Where a number comes from.
//!
//! Contract: every number of an estimate can be opened. A [`Trace`] says in Danish how it came about, with the numbers in it,
//! and lists what it was made of: each with its value, its price year, and either where it stands, how well it is
//! established and when it is checked next, or that the user entered it. What is said of a register is read from it anew;
//! what has left the register says so.

use jiff::civil::Date;

use super::Place;
use crate::{Reference, Status, Year};

/// Which number is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A part of a cell: 0 is the price, 1 the first extra.
    Part {
        /// The row.
        place: Place,
        /// The part.
        part: usize,
        /// The index of the year.
        year: usize,
    },
    /// A cell, or a row over all years.
    Row {
        /// The row.
        place: Place,
        /// The index of the year; nothing for all years.
        year: Option<usize>,
    },
    /// A total.
    Total {
        /// The index of the year; nothing for all years.
        year: Option<usize>,
    },
    /// What a payer pays.
    Payment {
        /// The index of the payer; nothing for the municipality.
        payer: Option<usize>,
        /// The index of the year.
        year: usize,
    },
}

/// How a number came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// What the number is.
    pub heading: String,
    /// The formula with the numbers in it, at their likely values; or why there is no number.
    pub formula: String,
    /// The range, where there is one: `lavt 56.000 kr., højt 140.000 kr.`
    pub range: Option<String>,
    /// What went into it.
    pub basis: Vec<Basis>,
    /// What to beware of, each a sentence.
    pub notes: Vec<String>,
}

/// One number that went into another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// What it is, for example `Pris pr. forløb`.
    pub name: String,
    /// Its value, with its range.
    pub value: String,
    /// In the prices of which year it is.
    pub price_year: Option<Year>,
    /// Where it is from.
    pub ground: Ground,
}

/// Where a number is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The user's own number.
    Entered {
        /// Who gave it, and the user's remark; may be empty.
        said: String,
    },
    /// A register.
    Register {
        /// The source and the place in it.
        reference: Reference,
        /// How well it is established.
        status: Status,
        /// When it is checked next.
        next_review: Option<Date>,
    },
    /// A register that no longer has it.
    Gone,
}
