//! Bekymringslinealen: from answers about a child to a reasoned next step.
//!
//! Contract: rules here, words in `content/linealen`. Everything is a function of a [`Model`] and [`Answers`]; nothing is sent,
//! stored or remembered. The result is never one number: a [`Track`], levels as a range where answers are open, and a
//! [`Contact`], of which the strictest met anywhere wins.
//!
//! - A [`Model`] is read from the editors' files by [`schema::read`]; [`wire`] carries it to the page.
//! - [`Answers`] hold what was answered; a gate that is answered more mildly later is remembered as [`Withdrawn`].
//! - [`evaluate`] gives the [`Outcome`]; [`insight`] says what would move it.
//! - A [`Sentence`] can be read only with a [`Voice`], so that nothing invites to a talk with parents where that may hurt.
//! - [`text`] makes receipt, notification and preparation of it; [`file`](mod@file) keeps answers, [`compare`](mod@compare) lays
//!   several side by side.
//! - [`proof`] shows for a model that its tables have no gap and no overlap and that a worse answer never lowers anything. It
//!   runs when the site is built and is no part of the page.

pub mod answers;
pub mod asked;
pub mod classes;
pub mod compare;
pub mod cpr;
pub mod exercise;
pub mod file;
pub mod gates;
pub mod insight;
pub mod model;
pub(crate) mod order;
pub mod outcome;
pub mod proof;
pub mod schema;
pub mod sentence;
pub mod steps;
pub mod table;
pub mod text;
pub mod wire;

pub use answers::{Answers, Note, NoteKind, Own, Withdrawn};
pub use classes::Classes;
pub use cpr::Cpr;
pub use gates::{Ground, LookAgain};
pub use model::{
    Age, Area, Axis, Choice, Effect, Gate, Kind, Law, Level, Limits, Model, Question, Resource, Risk, Sign, Track,
};
pub use outcome::{Headline, Outcome, Ruler, Standing, Verdict, evaluate};
pub use sentence::{Contact, Leader, Needs, Sentence, Voice};
pub use table::{Class, Row, Table};
