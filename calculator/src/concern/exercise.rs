//! Made-up stories to practise on at a staff meeting.
//!
//! Contract: an exercise holds a story, answers and points to talk about, never a result: that is worked out by
//! [`super::evaluate`], so it cannot say anything else than the ruler does. Vignettes of tests are written the same way.

use std::cell::RefCell;

use super::answers::{Answers, NoteKind};
use super::asked::asked;
use super::model::{Kind, Model};
use super::schema::{At, Fault, shapes};
use crate::wire::Node;

/// A story to practise on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exercise {
    /// The editors' key.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// The story, in paragraphs.
    pub story: Vec<String>,
    /// How it is answered.
    pub answers: Answers,
    /// What to talk about.
    pub discuss: Vec<String>,
}

/// Reads the exercises.
///
/// # Errors
/// All faults that were found.
pub fn read<N: Node>(root: N, model: &Model) -> Result<Vec<Exercise>, Vec<Fault>> {
    let faults = RefCell::default();
    let root = At::root(root, &shapes::MODEL, &faults);
    let one = |at: &At<'_, N>| {
        at.expect_known();
        let answers = answers(at, model);
        Exercise {
            id: at.id("id"),
            title: at.text("titel"),
            story: at.lines("fortaelling"),
            answers,
            discuss: at.lines("droeft"),
        }
    };
    let exercises = root.list("oevelse").iter().map(one).collect();
    let faults = faults.take();
    if faults.is_empty() { Ok(exercises) } else { Err(faults) }
}

/// Reads the answers alone, from an entry with `alder`, `svar`, `resten` and `noter`.
///
/// # Errors
/// All faults that were found.
pub fn read_answers<N: Node>(entry: N, model: &Model) -> Result<Answers, Vec<Fault>> {
    let faults = RefCell::default();
    let answers = answers(&At::root(entry, &shapes::EXERCISE, &faults), model);
    let faults = faults.take();
    if faults.is_empty() { Ok(answers) } else { Err(faults) }
}

/// `svar = { ja = ["udv-glaede"], ved-ikke = ["fam-tone"] }`: ids of answers, and the questions that have them. With `resten =
/// "nej"` all other questions that are asked and can be answered with no are.
fn answers<N: Node>(at: &At<'_, N>, model: &Model) -> Answers {
    let mut answers = Answers::new(model);
    let ages: Vec<&str> = model.ages.iter().map(|age| age.id.as_str()).collect();
    answers.set_age(model, at.one_of("alder", &ages));
    if let Some(given) = at.table("svar") {
        let mut known: Vec<&str> = model.choices.iter().flatten().map(|choice| choice.id.as_str()).collect();
        known.sort_unstable();
        known.dedup();
        given.expect_keys(&known);
        let questions: Vec<&str> = model.questions.iter().map(|question| question.id.as_str()).collect();
        for id in known {
            for question in given.some_of(id, &questions) {
                if answers.age().is_some_and(|age| !model.questions[question].is_for(age)) {
                    given.unknown(id, questions[question], &["et spørgsmål, der stilles ved alderen"]);
                    continue;
                }
                match model.choices_of(question).iter().position(|choice| choice.id == id) {
                    Some(choice) => answers.toggle(model, question, choice),
                    None => {
                        let expected: Vec<&str> =
                            model.choices_of(question).iter().map(|choice| choice.id.as_str()).collect();
                        given.unknown(id, questions[question], &expected);
                    }
                }
            }
        }
    }
    if at.has("resten") {
        let no = ["nej"][at.one_of("resten", &["nej"])];
        for question in 0..model.questions.len() {
            let weighed = !matches!(model.questions[question].kind, Kind::Tried | Kind::Parents);
            let choice = model.choices_of(question).iter().position(|choice| choice.id == no);
            if let Some(choice) =
                choice.filter(|_| weighed && answers.mask(question) == 0 && asked(model, &answers, question))
            {
                answers.set(model, question, choice);
            }
        }
    }
    if let Some(notes) = at.table("noter") {
        notes.expect_known();
        for kind in NoteKind::ALL {
            if answers.set_note(kind, &notes.text(kind.key())).is_err() {
                notes.unknown(kind.key(), "CPR-nummer", &[]);
            }
        }
    }
    answers
}
