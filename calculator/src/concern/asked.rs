//! Which questions are asked.
//!
//! Contract: a question is asked where it makes sense, and the two on what was tried and who takes part only where the level is
//! 3 by what is known.

use super::answers::{Answers, applies};
use super::classes::{Bound, Reading};
use super::gates::gates;
use super::model::{Kind, Model};
use super::outcome::read;

/// Is the question asked now, at this age and after these answers?
#[must_use]
pub fn asked(model: &Model, answers: &Answers, question: usize) -> bool {
    let of_level_3 = matches!(model.questions[question].kind, Kind::Tried | Kind::Parents);
    applies(model, answers, question) && (!of_level_3 || is_level_3(model, answers))
}

/// Is the level 3 by what is known, and does no gate decide?
fn is_level_3(model: &Model, answers: &Answers) -> bool {
    let Some(age) = answers.age() else { return false };
    let met = gates(model, answers);
    let reading = Reading { model, answers, bound: Bound::Best, instead: None };
    met.track.is_none() && met.open.is_empty() && read(reading, age, met.floor).level == 3
}
