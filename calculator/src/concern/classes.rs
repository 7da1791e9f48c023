//! From answers to classes, and from classes to a level.
//!
//! Contract: every step is a maximum, a count or a row of a table. What is not known is read as the best or as the worst
//! answer, as the [`Bound`] says. Each step on its own is monotone, which [`super::proof`] shows; so is the whole.

use super::answers::{Answers, applies, is_yes};
use super::model::{Axis, Kind, Limits, Model};
use super::table::Class;

/// How open answers are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// As the best.
    Best,
    /// As the worst.
    Worst,
}

/// What answers come down to. Each number is an index into the values of its class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Classes {
    /// [`Class::Child`].
    pub child: u8,
    /// [`Class::Care`].
    pub care: u8,
    /// [`Class::Breadth`].
    pub breadth: u8,
    /// [`Class::Course`].
    pub course: u8,
    /// [`Class::Burden`].
    pub burden: u8,
}

/// The rows that held; nothing where a table has a gap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// Of the table `forloeb`; nothing either where there is no sign.
    pub course: Option<usize>,
    /// Of the table `vaegt`.
    pub weight: Option<usize>,
    /// Of the table `billede`.
    pub picture: Option<usize>,
    /// Of the table `niveau`.
    pub level: Option<usize>,
}

/// The worst sign of an area on each axis, while signs are added: as a [`grade`], 0 where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AreaSigns(pub [u8; 2]);

/// The grades of signs: a light state, a light sign, a clear one, a serious one.
pub const GRADES: u8 = 4;

/// How a sign counts within its area, 1 to [`GRADES`].
#[must_use]
pub const fn grade(strength: u8, state: bool) -> u8 {
    if strength == 1 && state { 1 } else { strength + 1 }
}

impl AreaSigns {
    /// One more sign.
    #[must_use]
    pub fn with(self, axis: Axis, grade: u8) -> AreaSigns {
        let mut worst = self.0;
        worst[axis as usize] = worst[axis as usize].max(grade);
        AreaSigns(worst)
    }

    /// What the area counts as, in strengths: light signs that are seen nearly every day count as clear.
    #[must_use]
    pub fn weighed(self, daily: bool) -> [u8; 2] {
        self.0.map(|grade| match grade {
            0 | 1 => grade,
            2 if daily => 2,
            _ => grade - 1,
        })
    }
}

/// All areas together, while one after the other is added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Summary {
    /// The worst sign on each axis.
    pub worst: [u8; 2],
    /// In how many areas there is a sign, on each axis.
    pub areas: [u8; 2],
    /// In how many areas there is a clear sign.
    pub clear: u8,
}

impl Summary {
    /// One more area, as it was weighed.
    #[must_use]
    pub fn with(self, area: [u8; 2]) -> Summary {
        let both = |axis: usize| (self.worst[axis].max(area[axis]), self.areas[axis] + u8::from(area[axis] > 0));
        let ((child, child_areas), (care, care_areas)) = (both(0), both(1));
        let clear = self.clear + u8::from(area.iter().any(|&worst| worst >= 2));
        Summary { worst: [child, care], areas: [child_areas, care_areas], clear }
    }

    /// The two axes and the breadth. Signs in many areas are clear signs.
    #[must_use]
    pub fn classes(self, limits: &Limits) -> [u8; 3] {
        let axis = |axis: usize| {
            if self.areas[axis] >= limits.areas_clear { self.worst[axis].max(2) } else { self.worst[axis] }
        };
        [axis(0), axis(1), steps(usize::from(self.clear), limits.breadth)]
    }
}

/// How many of the two thresholds a count reaches.
#[must_use]
pub fn steps(count: usize, limits: [u8; 2]) -> u8 {
    u8::from(count >= usize::from(limits[0])) + u8::from(count >= usize::from(limits[1]))
}

/// Answers, read in one way. One of them may be put in place of what was answered.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'a> {
    pub(crate) model: &'a Model,
    pub(crate) answers: &'a Answers,
    pub(crate) bound: Bound,
    /// This question has this answer instead.
    pub(crate) instead: Option<(usize, usize)>,
}

impl Reading<'_> {
    /// How bad the answer to a question is.
    pub(crate) fn rank(&self, question: usize) -> u8 {
        let choices = self.model.choices_of(question);
        let given = match self.instead {
            Some((changed, choice)) if changed == question => Some(choice),
            // What was answered to a question that makes no sense any more stays, and is open meanwhile.
            _ => self.answers.choice(question).filter(|_| applies(self.model, self.answers, question)),
        };
        let known = given.map(|choice| &choices[choice]).filter(|choice| !choice.unknown);
        let ranks = choices.iter().filter(|choice| !choice.unknown).map(|choice| choice.rank);
        let open = || match self.bound {
            Bound::Best => ranks.clone().min(),
            Bound::Worst => ranks.clone().max(),
        };
        known.map(|choice| choice.rank).or_else(open).unwrap_or_default()
    }

    /// What the two questions of level 3 come to while they are not asked.
    pub(crate) fn tried_and_parents_open(&self, age: usize) -> [u8; 2] {
        let without = Answers::new(self.model);
        Reading { answers: &without, instead: None, ..*self }.tried_and_parents(age)
    }

    fn rank_of(&self, kind: Kind, age: usize) -> u8 {
        self.model.question_of(kind, age).map_or(0, |question| self.rank(question))
    }

    /// The two questions of level 3.
    pub(crate) fn tried_and_parents(&self, age: usize) -> [u8; 2] {
        [self.rank_of(Kind::Tried, age), self.rank_of(Kind::Parents, age)]
    }

    /// Classes, and the row of the course.
    pub(crate) fn classes(&self, age: usize) -> (Classes, Option<usize>) {
        let model = self.model;
        let mut areas = vec![AreaSigns::default(); model.areas.len()];
        for (_, sign) in model.signs_at(age) {
            if self.rank(sign.question) > 0 {
                areas[sign.area] = areas[sign.area].with(sign.axis, grade(sign.strength, sign.state));
            }
        }
        let any = areas.iter().any(|area| area.0 != [0, 0]);
        let daily = |area: usize| self.rank_of(Kind::Frequency(area), age) >= 2;
        let weighed = areas.iter().enumerate().map(|(index, area)| area.weighed(daily(index)));
        let [child, care, breadth] = weighed.fold(Summary::default(), Summary::with).classes(&model.limits);
        let (course, row) = if any {
            let inputs = [self.rank_of(Kind::Duration, age), self.rank_of(Kind::Direction, age)];
            found(model, 0, &inputs)
        } else {
            (0, None)
        };
        let risks = model.risks.iter().filter(|risk| risk.automatic >> age & 1 == 1 || self.rank(risk.question) > 0);
        let burden = steps(risks.count(), model.limits.burden);
        (Classes { child, care, breadth, course, burden }, row)
    }
}

/// The level by the tables, 1 to 5, and the rows that gave it.
#[must_use]
pub fn level(model: &Model, classes: Classes) -> (u8, Rows) {
    let Classes { child, care, breadth, course, burden } = classes;
    let (weight, weight_row) = found(model, 1, &[breadth, course, burden]);
    let (picture, picture_row) = found(model, 2, &[child, care]);
    let (level, level_row) = found(model, 3, &[picture, weight]);
    (level + 1, Rows { course: None, weight: weight_row, picture: picture_row, level: level_row })
}

/// The value a table gives, and its row. In a gap it is the worst value: a model that was proven has none.
fn found(model: &Model, table: usize, values: &[u8]) -> (u8, Option<usize>) {
    let table = &model.tables[table];
    match table.row(values) {
        Some(row) => (table.rows[row].value, Some(row)),
        None => {
            let values = model.class(table.output.unwrap_or(Class::Level)).values.len();
            (u8::try_from(values.saturating_sub(1)).unwrap_or(u8::MAX), None)
        }
    }
}

/// How much there is to build on: what carries and what else was answered with yes.
#[must_use]
pub fn resources(model: &Model, answers: &Answers) -> u8 {
    let yes = |resource: &&super::model::Resource| {
        applies(model, answers, resource.question) && is_yes(model, answers, resource.question)
    };
    let there = || model.resources.iter().filter(yes);
    let reached = steps(there().count(), model.limits.resources);
    if reached == 2 && !there().any(|resource| resource.carrying) { 1 } else { reached }
}
