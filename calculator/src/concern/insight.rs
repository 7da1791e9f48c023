//! What would move the result: what is worth finding out, and the nearest changes.
//!
//! Contract: each change is tried on the rules themselves, one answer at a time. Gates are never offered as something to be
//! answered otherwise.

use super::answers::{Answers, is_open};
use super::asked::asked;
use super::classes::{self, Bound, Classes, Reading};
use super::model::{Axis, Kind, Model, Track};
use super::order::arrange;
use super::outcome::{Outcome, Ruler, read};
use super::table::Class;

/// An open answer that alone would lift the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// The question.
    pub question: usize,
    /// The level, with the worst answer to it.
    pub level: u8,
    /// The track then.
    pub track: Track,
}

/// A change that would move the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// What would be otherwise.
    pub what: What,
    /// The level then; where there are several such answers, the lowest of them.
    pub level: u8,
    /// The track then.
    pub track: Track,
}

/// What would be otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// This question would have this answer.
    Answer(usize, usize),
    /// One more sign on this axis, of this strength.
    Sign(Axis, u8),
    /// One more risk factor.
    Risk,
}

/// The nearest changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// What would lift the result, least first.
    pub up: Vec<Change>,
    /// What would lower it, least first.
    pub down: Vec<Change>,
    /// Where no one answer would lower it: the nearest classes that would, with the value each would have.
    pub down_together: Vec<(Class, u8)>,
    /// The level rests on the answer to a gate.
    pub held: bool,
}

/// How many of each are named.
pub const NAMED: usize = 4;

/// The open answers that alone would lift the result: highest first, then strongest.
#[must_use]
pub fn unknowns(model: &Model, answers: &Answers, outcome: &Outcome) -> Vec<Unknown> {
    let (Some(ruler), Some(age)) = (outcome.ruler(), answers.age()) else { return Vec::new() };
    let now = (ruler.now.track, ruler.now.level);
    let mut found = Vec::new();
    for question in (0..model.questions.len()).filter(|&question| is_open(model, answers, question)) {
        if matches!(model.questions[question].kind, Kind::Gate(_) | Kind::Resource(_))
            || !asked(model, answers, question)
        {
            continue;
        }
        let choices = model.choices_of(question);
        let worst =
            (0..choices.len()).filter(|&choice| !choices[choice].unknown).max_by_key(|&choice| choices[choice].rank);
        let Some(worst) = worst else { continue };
        let (level, track) = tried(model, answers, ruler, age, (question, worst));
        if (track, level) > now {
            found.push(Unknown { question, level, track });
        }
    }
    let strength = |unknown: &Unknown| match model.questions[unknown.question].kind {
        Kind::Sign(sign) => model.signs[sign].strength,
        _ => 0,
    };
    let height = |unknown: &Unknown| place(unknown.track, unknown.level) * 10 + u32::from(strength(unknown));
    arrange(&mut found, |unknown| u32::MAX - height(unknown));
    found
}

/// The nearest changes up and down.
#[must_use]
pub fn changes(model: &Model, answers: &Answers, outcome: &Outcome) -> Changes {
    let mut changes = Changes::default();
    let (Some(ruler), Some(age)) = (outcome.ruler(), answers.age()) else { return changes };
    let now = (ruler.now.track, ruler.now.level);
    let reading = Reading { model, answers, bound: Bound::Best, instead: None };
    for question in 0..model.questions.len() {
        let kind = model.questions[question].kind;
        if matches!(kind, Kind::Gate(_) | Kind::Resource(_)) || !asked(model, answers, question) {
            continue;
        }
        let rank = reading.rank(question);
        for (choice, other) in model.choices_of(question).iter().enumerate() {
            // Same rank is no change; time that has passed is not taken back.
            let known = model.choices_of(question)[..choice].iter().any(|one| !one.unknown && one.rank == other.rank);
            if other.unknown || known || other.rank == rank || (other.rank < rank && kind == Kind::Duration) {
                continue;
            }
            let (level, track) = tried(model, answers, ruler, age, (question, choice));
            let up = other.rank > rank;
            let what = match kind {
                Kind::Sign(sign) if up => What::Sign(model.signs[sign].axis, model.signs[sign].strength),
                Kind::Risk(_) if up => What::Risk,
                _ => What::Answer(question, choice),
            };
            let change = Change { what, level, track };
            if up && (track, level) > now {
                add(&mut changes.up, change);
            } else if !up && (track, level) < now {
                add(&mut changes.down, change);
            }
        }
    }
    // The least change first: the level it leads to, then what is not a sign.
    let sign = |change: &Change| matches!(change.what, What::Sign(..));
    arrange(&mut changes.up, |change| place(change.track, change.level) * 2 + u32::from(sign(change)));
    arrange(&mut changes.down, |change| u32::MAX - place(change.track, change.level));
    changes.up.truncate(NAMED);
    changes.down.truncate(NAMED);
    changes.held = ruler.now.floor > 0 && ruler.now.level == ruler.now.floor && ruler.now.by_table <= ruler.now.floor;
    if changes.down.is_empty() && !changes.held && ruler.now.level > 1 {
        changes.down_together = nearest(model, ruler);
    }
    changes
}

/// Track and level as one number, larger where it is worse.
fn place(track: Track, level: u8) -> u32 {
    track as u32 * 10 + u32::from(level)
}

/// Each kind of change once, with the least that it does.
fn add(list: &mut Vec<Change>, change: Change) {
    match list.iter_mut().find(|known| known.what == change.what) {
        Some(known) => {
            if (change.track, change.level) < (known.track, known.level) {
                *known = change;
            }
        }
        None => list.push(change),
    }
}

fn tried(model: &Model, answers: &Answers, ruler: &Ruler, age: usize, instead: (usize, usize)) -> (u8, Track) {
    let changed = answers.otherwise(instead.0, instead.1);
    let reading = Reading { model, answers: &changed, bound: Bound::Best, instead: None };
    let verdict = read(reading, age, ruler.now.floor);
    (verdict.level, verdict.track)
}

/// The nearest classes with a lower level: fewest steps in all.
fn nearest(model: &Model, ruler: &Ruler) -> Vec<(Class, u8)> {
    let Classes { child, care, breadth, course, burden } = ruler.now.classes;
    let mut best: Option<(u8, Classes)> = None;
    for number in 0..u16::from(child + 1)
        * u16::from(care + 1)
        * u16::from(breadth + 1)
        * u16::from(course + 1)
        * u16::from(burden + 1)
    {
        let mut rest = number;
        let mut digit = |most: u8| {
            let value = rest % u16::from(most + 1);
            rest /= u16::from(most + 1);
            u8::try_from(value).unwrap_or(most)
        };
        let other = Classes {
            child: digit(child),
            care: digit(care),
            breadth: digit(breadth),
            course: digit(course),
            burden: digit(burden),
        };
        let steps = child - other.child
            + (care - other.care)
            + (breadth - other.breadth)
            + (course - other.course)
            + (burden - other.burden);
        let level = classes::level(model, other).0.max(ruler.now.floor);
        if level < ruler.now.level && best.is_none_or(|(least, _)| steps < least) {
            best = Some((steps, other));
        }
    }
    let Some((_, other)) = best else { return Vec::new() };
    [
        (Class::Child, child, other.child),
        (Class::Care, care, other.care),
        (Class::Breadth, breadth, other.breadth),
        (Class::Course, course, other.course),
        (Class::Burden, burden, other.burden),
    ]
    .into_iter()
    .filter(|(_, now, then)| now != then)
    .map(|(class, _, then)| (class, then))
    .collect()
}
