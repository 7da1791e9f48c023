//! What the answers come to.
//!
//! Contract: gates come first, and where one decides there is no level, neither in the [`Outcome`] nor anywhere to be got.
//! While a gate that stands alone has no answer, there is no level either. The level is a range: with every open answer at
//! its best, and at its worst.

use super::answers::Answers;
use super::classes::{self, Bound, Classes, Reading, Rows};
use super::gates::{Ground, LookAgain, gates};
use super::model::{Axis, Model, Track};
use super::sentence::{Contact, Leader, Voice};

/// The result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// How far one has come, and the level where there is one.
    pub standing: Standing,
    /// The track, by what is known; nothing while that cannot be said, as under [`Headline::Undecided`].
    pub track: Option<Track>,
    /// The track that it may be when open answers are known.
    pub may_track: Option<Track>,
    /// May the parents be spoken to? The strictest met anywhere.
    pub contact: Contact,
    /// What made it so.
    pub contact_from: Vec<Ground>,
    /// Whom »din leder« means.
    pub leader: Leader,
    /// Gates with the answers that do something.
    pub met: Vec<(usize, usize)>,
    /// Gates without an answer.
    pub open_gates: Vec<usize>,
    /// Gates to look at again before the result is relied on.
    pub look_again: Vec<LookAgain>,
}

/// How far one has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The age is not chosen, and no gate decides.
    NoAge,
    /// A gate has no answer, and no other decides.
    GatesOpen,
    /// A gate decides: no level.
    Gate,
    /// The ruler speaks.
    Ruler(Ruler),
}

/// The level, as a range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruler {
    /// With every open answer at its best.
    pub now: Verdict,
    /// With every open answer at its worst.
    pub may_be: Verdict,
    /// On which axes too little is known for a level to mean much.
    pub thin: [bool; 2],
    /// At least one sign has an answer.
    pub known: bool,
}

/// A level and how it came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// 1 to 5.
    pub level: u8,
    /// The level by the tables alone.
    pub by_table: u8,
    /// The level that a gate gives at least; 0 is none.
    pub floor: u8,
    /// The track of the level.
    pub track: Track,
    /// The classes.
    pub classes: Classes,
    /// The rows of the tables.
    pub rows: Rows,
}

/// What stands above a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Headline {
    /// A level.
    Level(u8),
    /// »Kan ikke afgøres endnu«: too much is open.
    Undecided,
}

impl Outcome {
    /// What may be said with this outcome.
    #[must_use]
    pub fn voice(&self) -> Voice {
        Voice::new(self.contact, self.leader)
    }

    /// The ruler, where it speaks.
    #[must_use]
    pub fn ruler(&self) -> Option<&Ruler> {
        if let Standing::Ruler(ruler) = &self.standing { Some(ruler) } else { None }
    }
}

impl Ruler {
    /// What stands above the result: never »Trivsel« where it may be more than level 2, and no level where nothing is known.
    #[must_use]
    pub fn headline(&self) -> Headline {
        if !self.known || (self.now.level == 1 && self.may_be.level > 2) {
            Headline::Undecided
        } else {
            Headline::Level(self.now.level)
        }
    }
}

/// What the answers come to.
#[must_use]
pub fn evaluate(model: &Model, answers: &Answers) -> Outcome {
    let met = gates(model, answers);
    let mut track = met.track;
    let mut may_track = met.track;
    let standing = match (answers.age(), met.track) {
        (_, Some(_)) => Standing::Gate,
        (None, None) => Standing::NoAge,
        (Some(_), None) if !met.open.is_empty() => Standing::GatesOpen,
        (Some(age), None) => {
            let at = |bound| read(Reading { model, answers, bound, instead: None }, age, met.floor);
            let (now, may_be) = (at(Bound::Best), at(Bound::Worst));
            let open = |sign: usize| super::answers::is_open(model, answers, model.signs[sign].question);
            let thin = Axis::ALL.map(|axis| {
                let signs = || model.signs_at(age).filter(|(_, sign)| sign.axis == axis);
                let unknown = signs().filter(|&(index, _)| open(index)).count();
                unknown * usize::from(model.limits.unknown_one_in) > signs().count()
            });
            let known = model.signs_at(age).any(|(index, _)| !open(index));
            let ruler = Ruler { now, may_be, thin, known };
            track = (ruler.headline() != Headline::Undecided).then_some(now.track);
            may_track = Some(may_be.track);
            Standing::Ruler(ruler)
        }
    };
    Outcome {
        standing,
        track,
        may_track,
        contact: met.contact,
        contact_from: met.contact_from,
        leader: met.leader,
        met: met.met,
        open_gates: met.open,
        look_again: met.look_again,
    }
}

/// Level and track of one reading.
pub(crate) fn read(reading: Reading<'_>, age: usize, floor: u8) -> Verdict {
    let model = reading.model;
    let (classes, course) = reading.classes(age);
    let (by_table, rows) = classes::level(model, classes);
    let level = by_table.max(floor);
    // The two questions are asked where the level is 3 by what is known; answers from before do not count elsewhere.
    let known = Reading { bound: Bound::Best, instead: None, ..reading };
    let asked = classes::level(model, known.classes(age).0).0.max(floor) == 3;
    let tried = if asked { reading.tried_and_parents(age) } else { reading.tried_and_parents_open(age) };
    let track = track(model, level, tried);
    Verdict { level, by_table, floor, track, classes, rows: Rows { course, ..rows } }
}

/// The track of a level; at level 3 the two questions about what was tried and who takes part decide.
#[must_use]
pub fn track(model: &Model, level: u8, tried_and_parents: [u8; 2]) -> Track {
    let own = model.level(level).track;
    if level != 3 {
        return own;
    }
    let table = &model.tables[4];
    // A gap, which a proven model has not, is read as the stricter answer.
    let row = table.row(&tried_and_parents).map_or(1, |row| table.rows[row].value);
    own.max(Track::ALL[usize::from(row).min(2)])
}
