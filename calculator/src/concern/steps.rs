//! In what order it is gone through.
//!
//! Contract: the gates come first, those for all ages before the age itself. Nothing is ever left out of the way because of an
//! answer but what that answer makes pointless: questions that are not asked, and the weighing once a gate decides.

use super::answers::Answers;
use super::asked::asked;
use super::model::{Kind, Model};
use super::outcome::{Standing, evaluate};

/// A step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// A gate that stands alone, with those that follow from it; an index into [`Model::gates`].
    Gate(usize),
    /// The age band.
    Age,
    /// The signs of an area, and how often they are seen.
    Area(usize),
    /// For how long, and which way it goes.
    Course,
    /// The risk factors.
    Risks,
    /// The protective factors.
    Resources,
    /// What was tried and who takes part; at level 3.
    Help,
    /// The free texts.
    Notes,
    /// The answers once more.
    Check,
    /// The result.
    Result,
}

/// The steps that there are with these answers, in order. Check and result are always the last two.
#[must_use]
pub fn steps(model: &Model, answers: &Answers) -> Vec<Step> {
    let everyone = |question: usize| (0..model.ages.len()).all(|age| model.questions[question].is_for(age));
    let gates = |early: bool| {
        let all = model.gates.iter().enumerate();
        all.filter(move |(_, gate)| {
            gate.after.is_none() && everyone(gate.question) == early && asked(model, answers, gate.question)
        })
        .map(|(index, _)| Step::Gate(index))
    };
    let mut all: Vec<Step> = gates(true).chain([Step::Age]).chain(gates(false)).collect();
    if answers.age().is_some() && evaluate(model, answers).standing != Standing::Gate {
        let weighed = (0..model.areas.len()).map(Step::Area);
        let weighed = weighed.chain([Step::Course, Step::Risks, Step::Resources, Step::Help]);
        all.extend(weighed.filter(|&step| !questions(model, answers, step).is_empty()));
    }
    all.extend([Step::Notes, Step::Check, Step::Result]);
    all
}

/// How many steps a reader who is at this one is told of, and whether it is just so many: `false` where it is at most so many.
/// It never becomes more as long as no answer is changed: before the age is given the longest way is counted, and the two steps
/// that only some signs lead to are counted until it is settled whether they do.
#[must_use]
pub fn count(model: &Model, answers: &Answers, step: Step) -> (usize, bool) {
    let all = steps(model, answers);
    if matches!(step, Step::Notes | Step::Check | Step::Result) {
        return (all.len(), true);
    }
    let longest = |answers: &Answers| {
        let all = steps(model, answers);
        let weighed = evaluate(model, answers).standing != Standing::Gate;
        let may_come = [Step::Course, Step::Help].iter().filter(|step| weighed && !all.contains(step));
        all.len() + may_come.count()
    };
    let with = |age| {
        let mut answers = answers.clone();
        answers.set_age(model, age);
        longest(&answers)
    };
    match answers.age() {
        Some(_) => (longest(answers), false),
        None => ((0..model.ages.len()).map(with).max().unwrap_or(all.len()), false),
    }
}

/// The questions of a step that are asked with these answers, in order.
#[must_use]
pub fn questions(model: &Model, answers: &Answers, step: Step) -> Vec<usize> {
    let of = |fits: &dyn Fn(Kind) -> bool| {
        let all = (0..model.questions.len()).filter(|&question| fits(model.questions[question].kind));
        all.filter(|&question| asked(model, answers, question)).collect::<Vec<_>>()
    };
    match step {
        Step::Gate(root) => of(&|kind| matches!(kind, Kind::Gate(gate) if first(model, gate) == root)),
        Step::Area(area) => {
            let mut all = of(&|kind| matches!(kind, Kind::Sign(sign) if model.signs[sign].area == area));
            all.extend(of(&|kind| kind == Kind::Frequency(area)));
            all
        }
        Step::Course => of(&|kind| matches!(kind, Kind::Duration | Kind::Direction)),
        Step::Risks => of(&|kind| matches!(kind, Kind::Risk(_))),
        Step::Resources => of(&|kind| matches!(kind, Kind::Resource(_))),
        Step::Help => of(&|kind| matches!(kind, Kind::Tried | Kind::Parents)),
        Step::Age | Step::Notes | Step::Check | Step::Result => Vec::new(),
    }
}

/// The gate from which a gate follows in the end: itself where it stands alone.
#[must_use]
pub fn first(model: &Model, gate: usize) -> usize {
    match model.gates[gate].after {
        Some((before, _)) => first(model, before),
        None => gate,
    }
}

/// The step in which a question is asked.
#[must_use]
pub fn step_of(model: &Model, question: usize) -> Step {
    match model.questions[question].kind {
        Kind::Gate(gate) => Step::Gate(first(model, gate)),
        Kind::Sign(sign) => Step::Area(model.signs[sign].area),
        Kind::Frequency(area) => Step::Area(area),
        Kind::Duration | Kind::Direction => Step::Course,
        Kind::Risk(_) => Step::Risks,
        Kind::Resource(_) => Step::Resources,
        Kind::Tried | Kind::Parents => Step::Help,
    }
}
