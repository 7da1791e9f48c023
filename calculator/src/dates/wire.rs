//! The models of the tools of dates in a page, and back.
//!
//! Contract: what a page carries reads back to an equal model; any other text is nothing ([`crate::wire`] says why it is a bare
//! list of texts).

use super::course::{self, Course, Phase};
use super::deadline::{self, Decided, From, Length, Rule};
use super::follow_up::{self, Duty, Exception, Measure, Meeting, Rhythm, Step};
use super::visits::{self, Care, Visit};
use super::{Ground, Law};
use crate::Unit;
use crate::wire::tape::{self, Carried, Tape, one_of, record};

/// The version of the order of fields.
const FORMAT: &str = "1";

/// The deadlines as the JSON of a page.
#[must_use]
pub fn deadlines_to_json(model: &deadline::Model) -> String {
    tape::written(FORMAT, model)
}

/// Reads the deadlines of a page; nothing where the text is not of this build.
#[must_use]
pub fn deadlines(text: &str) -> Option<deadline::Model> {
    tape::read(FORMAT, text)
}

/// The follow-up dates as the JSON of a page.
#[must_use]
pub fn follow_up_to_json(model: &follow_up::Model) -> String {
    tape::written(FORMAT, model)
}

/// Reads the follow-up dates of a page; nothing where the text is not of this build.
#[must_use]
pub fn follow_up(text: &str) -> Option<follow_up::Model> {
    tape::read(FORMAT, text)
}

/// The services and their sessions as the JSON of a page.
#[must_use]
pub fn courses_to_json(model: &course::Model) -> String {
    tape::written(FORMAT, model)
}

/// Reads the services of a page; nothing where the text is not of this build.
#[must_use]
pub fn courses(text: &str) -> Option<course::Model> {
    tape::read(FORMAT, text)
}

/// The visits as the JSON of a page.
#[must_use]
pub fn visits_to_json(model: &visits::Model) -> String {
    tape::written(FORMAT, model)
}

/// Reads the visits of a page; nothing where the text is not of this build.
#[must_use]
pub fn visits(text: &str) -> Option<visits::Model> {
    tape::read(FORMAT, text)
}

impl Carried for Length {
    fn put(&self, tape: &mut Vec<String>) {
        let (kind, count): (u8, u16) = match *self {
            Length::Hours24(days) => (0, days),
            Length::Weekdays(count) => (1, count),
            Length::Months(months) => (2, months),
            Length::Before => (3, 0),
            Length::NoneFound => (4, 0),
        };
        (kind, count).put(tape);
    }

    fn take(tape: &mut Tape) -> Self {
        let (kind, count): (u8, u16) = Carried::take(tape);
        match kind {
            0 => Length::Hours24(count),
            1 => Length::Weekdays(count),
            2 => Length::Months(count),
            3 => Length::Before,
            _ => Length::NoneFound,
        }
    }
}

impl Carried for Step {
    fn put(&self, tape: &mut Vec<String>) {
        let (weeks, count) = match *self {
            Step::Weeks(weeks) => (true, weeks),
            Step::Months(months) => (false, months),
        };
        (weeks, count).put(tape);
    }

    fn take(tape: &mut Tape) -> Self {
        let (weeks, count): (bool, u16) = Carried::take(tape);
        if weeks { Step::Weeks(count) } else { Step::Months(count) }
    }
}

one_of! {
    From: From::ALL;
    Decided: Decided::ALL;
    Unit: Unit::ALL;
    Care: Care::ALL;
    CountedFrom: CountedFrom::ALL;
}

type Deadlines = deadline::Model;
type FollowUp = follow_up::Model;
type Courses = course::Model;
type Visits = visits::Model;
type CountedFrom = visits::From;

record! {
    Law { id, label, href }
    Ground { laws, source, source_title, place, confirmed, note }
    Rule { id, title, from, length, decided, ends_early, who, what, moves, ground }
    Deadlines { rules }
    Rhythm { first, every, until }
    Duty { id, title, rhythm, ends_early, ground }
    Meeting { title, rhythm, who, talk, extra }
    Measure { id, name, meetings, remark, ground }
    Exception { id, name, needs, measures, contact, talk, ground }
    FollowUp { duties, measures, exceptions }
    Phase { name, parts }
    Course { id, name, unit, sessions, weeks, phases, ground }
    Courses { courses, calculator }
    Visit { id, title, from, months, until, is_about, care, place, what, now, ground }
    Visits { visits }
}
