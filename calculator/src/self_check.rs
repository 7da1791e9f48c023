//! The self-check of a beredskabsplan: questions with four answers, what is missing, and by when the plan must have been revised.
//!
//! Contract: questions, words and intervals are data (`content/data/selvtjek.toml`). Whatever is not a plain yes is a gap; a question without an
//! answer is told as such and never as a yes. Years are counted as months from the day of adoption ([`calendar::after_months`]): the same day,
//! or the last of a month that has no such day. No date is moved, and there is no score: a number would hide which gap it is.

pub mod wire;

use crate::dates::calendar::{after_months, closed};
use crate::dates::{Ground, Item, When, text};
use crate::text::{counted, date};
use jiff::civil::Date;

/// The first day of adoption that can be typed, and the last that can come out.
pub const FIRST: Date = Date::constant(2005, 1, 1);
/// The last day of adoption that can be typed.
pub const LAST: Date = Date::constant(2045, 12, 31);

/// An answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is there.
    Yes,
    /// Some of it is.
    Partly,
    /// It is not.
    No,
    /// Nobody knows.
    Unknown,
}

impl Answer {
    /// All, in the order in which they are shown.
    pub const ALL: [Answer; 4] = [Answer::Yes, Answer::Partly, Answer::No, Answer::Unknown];

    /// The key in a file.
    #[must_use]
    pub fn key(self) -> &'static str {
        ["ja", "delvist", "nej", "ved-ikke"][self as usize]
    }

    /// Its words.
    #[must_use]
    pub fn words(self) -> &'static str {
        ["Ja", "Delvist", "Nej", "Ved ikke"][self as usize]
    }

    /// Reads the key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Answer> {
        Answer::ALL.into_iter().find(|answer| answer.key() == key)
    }
}

/// A page to read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// Its address.
    pub href: String,
    /// Its title; empty until a page is made.
    pub title: String,
}

/// A part of the check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What must be known of it.
    pub about: String,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// Its id.
    pub id: String,
    /// An index of [`Model::parts`].
    pub part: usize,
    /// What is asked.
    pub text: String,
    /// What is to be done where the answer is not yes.
    pub missing: String,
    /// What to read then.
    pub reads: Vec<Read>,
    /// Where it is from.
    pub ground: Ground,
}

/// A plan that the law wants revised again and again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Its id.
    pub id: String,
    /// What must have been done by the day.
    pub title: String,
    /// What is asked for.
    pub text: String,
    /// Years from one adoption to the next, at most.
    pub years: u16,
    /// How many months before one should begin, as we advise.
    pub ahead: u16,
    /// Where it is from.
    pub ground: Ground,
}

/// All questions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Model {
    /// The plans with an interval.
    pub plans: Vec<Plan>,
    /// The parts, in order.
    pub parts: Vec<Part>,
    /// The questions, in order.
    pub points: Vec<Point>,
}

/// What was answered: for each of [`Model::points`] its answer.
pub type Answers = Vec<Option<Answer>>;

/// The questions whose answer is not yes, with it.
#[must_use]
pub fn gaps<'m>(model: &'m Model, answers: &[Option<Answer>]) -> Vec<(&'m Point, Answer)> {
    let given = model.points.iter().zip(answers);
    given.filter_map(|(point, answer)| Some((point, answer.filter(|answer| *answer != Answer::Yes)?))).collect()
}

/// How many questions have no answer.
#[must_use]
pub fn open(model: &Model, answers: &[Option<Answer>]) -> usize {
    (0..model.points.len()).filter(|at| answers.get(*at).copied().flatten().is_none()).count()
}

/// How far one has come, in a sentence: `3 huller, 2 spørgsmål uden svar.`
#[must_use]
pub fn said(model: &Model, answers: &[Option<Answer>]) -> String {
    let number = |count: usize| u64::try_from(count).unwrap_or_default();
    let (gaps, open) = (gaps(model, answers).len(), open(model, answers));
    if open == model.points.len() {
        return "Svar på spørgsmålene. Hullerne står her, efterhånden som du svarer.".to_owned();
    }
    let found = if gaps == 0 {
        "Ingen huller i det, du har svaret på".to_owned()
    } else {
        counted(number(gaps), "hul", "huller")
    };
    match open {
        0 => [&found, ". Alle spørgsmål er besvaret."].concat(),
        open => [&found, ", ", &counted(number(open), "spørgsmål", "spørgsmål"), " uden svar."].concat(),
    }
}

/// By when a plan must have been revised again.
#[must_use]
pub fn due(plan: &Plan, adopted: Date) -> Option<Date> {
    after_months(adopted, plan.years.checked_mul(12)?)
}

/// When one should begin.
#[must_use]
pub fn begin(plan: &Plan, adopted: Date) -> Option<Date> {
    after_months(adopted, plan.years.checked_mul(12)?.checked_sub(plan.ahead)?)
}

/// The days of a plan, as page, paper and calendar show them.
#[must_use]
pub fn items(plan: &Plan, adopted: Date) -> Vec<Item> {
    let years = counted(u64::from(plan.years), "år", "år");
    let from = [" efter vedtagelsen ", &date(adopted)].concat();
    let ahead = [&counted(u64::from(plan.ahead), "måned", "måneder"), " før den seneste dag. Vores forslag"].concat();
    let mut found = Vec::new();
    found.extend(begin(plan, adopted).map(|day| Item {
        when: Some(When::Day(day)),
        title: ["Begynd revisionen: ", &plan.title].concat(),
        counted: ahead,
        ..Item::default()
    }));
    found.extend(due(plan, adopted).map(|day| Item {
        when: Some(When::Day(day)),
        title: ["Senest: ", &plan.title].concat(),
        counted: [&years, from.as_str()].concat(),
        remarks: text::closed_deadline(When::Day(day), closed(day)).into_iter().collect(),
        grounds: vec![plan.ground.clone()],
        ..Item::default()
    }));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn plan() -> Plan {
        Plan {
            id: "overgreb".to_owned(),
            title: "Planen".to_owned(),
            text: "Hvornår?".to_owned(),
            years: 4,
            ahead: 12,
            ground: Ground::default(),
        }
    }

    fn model() -> Model {
        let point = |id: &str| Point {
            id: id.to_owned(),
            part: 0,
            text: id.to_owned(),
            missing: "Gør det.".to_owned(),
            reads: Vec::new(),
            ground: Ground::default(),
        };
        let part = Part { id: "del".to_owned(), title: "Del".to_owned(), about: String::new() };
        Model { plans: vec![plan()], parts: vec![part], points: vec![point("a"), point("b"), point("c")] }
    }

    #[test]
    fn four_years_by_the_calendar() {
        assert_eq!(due(&plan(), date(2023, 11, 21)), Some(date(2027, 11, 21)));
        assert_eq!(due(&plan(), date(2024, 2, 29)), Some(date(2028, 2, 29)));
        assert_eq!(begin(&plan(), date(2024, 2, 29)), Some(date(2027, 2, 28)));
        // 2100 is no leap year.
        assert_eq!(due(&plan(), date(2096, 2, 29)), Some(date(2100, 2, 28)));
        assert_eq!(due(&plan(), Date::MAX), None);
        assert_eq!(items(&plan(), date(2023, 11, 21)).len(), 2);
    }

    #[test]
    fn whatever_is_not_yes_is_a_gap() {
        let model = model();
        let answers = vec![Some(Answer::Yes), Some(Answer::Unknown), None];
        let found: Vec<&str> = gaps(&model, &answers).iter().map(|(point, _)| point.id.as_str()).collect();
        assert_eq!((found, open(&model, &answers)), (vec!["b"], 1));
        assert_eq!(said(&model, &answers), "1 hul, 1 spørgsmål uden svar.");
        assert!(said(&model, &[None; 3]).starts_with("Svar på"));
        assert!(said(&model, &[Some(Answer::Yes); 3]).starts_with("Ingen huller"));
    }

    proptest! {
        #[test]
        fn the_day_is_the_same_four_years_on_or_the_last_of_its_month(days in 0..14_900_i32) {
            let adopted = crate::dates::calendar::after_days(FIRST, days).unwrap();
            let due = due(&plan(), adopted).unwrap();
            prop_assert_eq!((due.year(), due.month()), (adopted.year() + 4, adopted.month()));
            prop_assert!(due.day() == adopted.day() || due.day() == due.days_in_month() && due.day() < adopted.day());
            let begin = begin(&plan(), adopted).unwrap();
            prop_assert!(adopted < begin && begin < due);
        }

        #[test]
        fn every_question_is_a_yes_a_gap_or_open(given in proptest::collection::vec(proptest::option::of(0..4_usize), 3)) {
            let model = model();
            let answers: Answers = given.iter().map(|at| at.and_then(|at| Answer::ALL.get(at).copied())).collect();
            let yes = answers.iter().filter(|answer| **answer == Some(Answer::Yes)).count();
            prop_assert_eq!(yes + gaps(&model, &answers).len() + open(&model, &answers), 3);
        }
    }
}
