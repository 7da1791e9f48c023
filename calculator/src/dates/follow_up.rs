//! Follow-up dates of a measure: what the law demands at least, and the rhythm that Herning had in 2015, beside each other.
//!
//! Contract: [`plan`] gives each day once, with what the law demands on it and what the rhythm has. No exception takes a day of
//! the law away or loosens it: exceptions are asked only where a day has none ([`proof`] shows it for the model as it is, when
//! the site is built). All steps are counted from the start.

use super::calendar::{self, after_months, after_weeks};
use super::{Ground, Item, When, text};
use jiff::civil::Date;

/// The earliest start that can be typed.
pub const FIRST_START: Date = Date::constant(2005, 1, 1);
/// No day before barnets lov is shown.
pub const FIRST_SHOWN: Date = super::deadline::FIRST;
/// How many months can be shown.
pub const SPANS: [u16; 3] = [12, 24, 36];

/// A step from the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many weeks.
    Weeks(u16),
    /// So many months.
    Months(u16),
}

impl Step {
    fn times(self, count: u16) -> Option<Step> {
        Some(match self {
            Step::Weeks(weeks) => Step::Weeks(weeks.checked_mul(count)?),
            Step::Months(months) => Step::Months(months.checked_mul(count)?),
        })
    }

    /// The day so far from a start.
    #[must_use]
    pub fn from(self, start: Date) -> Option<Date> {
        match self {
            Step::Weeks(weeks) => after_weeks(start, weeks),
            Step::Months(months) => after_months(start, months),
        }
    }

    fn plus(self, other: Step) -> Option<Step> {
        match (self, other) {
            (Step::Weeks(a), Step::Weeks(b)) => Some(Step::Weeks(a.checked_add(b)?)),
            (Step::Months(a), Step::Months(b)) => Some(Step::Months(a.checked_add(b)?)),
            _ => None,
        }
    }

    /// `6 uger`, `3 måneder`
    #[must_use]
    pub fn words(self) -> String {
        let (count, one, more) = match self {
            Step::Weeks(weeks) => (weeks, "uge", "uger"),
            Step::Months(months) => (months, "måned", "måneder"),
        };
        [count.to_string().as_str(), " ", if count == 1 { one } else { more }].concat()
    }
}

/// When something is, from the start: once, or again and again in the same unit, perhaps until a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rhythm {
    /// The first time.
    pub first: Step,
    /// The step to the next; of the same unit.
    pub every: Option<Step>,
    /// Only before so many months have passed.
    pub until: Option<u16>,
}

impl Rhythm {
    /// The days before an end, each with its step from the start.
    fn days(self, start: Date, end: Date) -> Vec<(Date, Step)> {
        let until = self.until.and_then(|months| after_months(start, months));
        let mut found = Vec::new();
        for count in 0..u16::MAX {
            let step = match self.every {
                _ if count == 0 => Some(self.first),
                Some(every) => every.times(count).and_then(|more| self.first.plus(more)),
                None => None,
            };
            let Some((step, day)) = step.and_then(|step| Some((step, step.from(start)?))) else { break };
            if day > end || until.is_some_and(|until| day >= until) {
                break;
            }
            found.push((day, step));
        }
        found
    }
}

/// What the law demands, or demanded, for every measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// Its id.
    pub id: String,
    /// What it is.
    pub title: String,
    /// When.
    pub rhythm: Rhythm,
    /// Whether it comes earlier where a parallel undersøgelse has been finished.
    pub ends_early: bool,
    /// Where it stands.
    pub ground: Ground,
}

/// A meeting of a rhythm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// What it is.
    pub title: String,
    /// When.
    pub rhythm: Rhythm,
    /// Who takes part, as the source has it; empty where it does not say.
    pub who: String,
    /// Whether there is a talk with the child.
    pub talk: bool,
    /// Whether exceptions speak of it: the extra ones every three months.
    pub extra: bool,
}

/// A kind of measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The rhythm.
    pub meetings: Vec<Meeting>,
    /// What must be known of it; may be empty.
    pub remark: String,
    /// Where the rhythm stands.
    pub ground: Ground,
}

/// An exception, which the leader of the team must agree to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// When it may be used at all.
    pub needs: String,
    /// For which measures: indexes of [`Model::measures`].
    pub measures: Vec<usize>,
    /// How the extra follow-ups may be held.
    pub contact: String,
    /// What then holds for the talk with the child.
    pub talk: String,
    /// Where it stands.
    pub ground: Ground,
}

/// All that a page needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Model {
    /// What the law demands.
    pub duties: Vec<Duty>,
    /// The measures.
    pub measures: Vec<Measure>,
    /// The exceptions.
    pub exceptions: Vec<Exception>,
}

/// What is known of a measure. There is no child in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// An index of [`Model::measures`].
    pub measure: usize,
    /// When it began.
    pub start: Date,
    /// When a parallel undersøgelse or afdækning was finished.
    pub finished: Option<Date>,
    /// Indexes of [`Model::exceptions`].
    pub exceptions: Vec<usize>,
    /// Whether the leader of the team has agreed.
    pub agreed: bool,
    /// From when days are shown; from the start where nothing is said.
    pub shown_from: Option<Date>,
    /// How many months are shown.
    pub months: u16,
}

/// A day of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The day.
    pub date: Date,
    /// What the law demands: an index of [`Model::duties`], and how far from the start; nothing for a day that a finished
    /// undersøgelse sets.
    pub duties: Vec<(usize, Option<Step>)>,
    /// What the rhythm has: an index of [`Measure::meetings`], and how far from the start.
    pub meetings: Vec<(usize, Step)>,
    /// The exceptions that loosen it; never any where the law demands something.
    pub loosened: Vec<usize>,
}

impl Case {
    /// Whether a parallel undersøgelse was finished before the start, which cannot be.
    #[must_use]
    pub fn is_finished_before(&self) -> bool {
        self.finished.is_some_and(|finished| finished < self.start)
    }

    /// The first day that is shown.
    #[must_use]
    pub fn shown(&self) -> Date {
        self.shown_from.unwrap_or(self.start).max(self.start).max(FIRST_SHOWN)
    }

    /// The last day that is shown.
    #[must_use]
    pub fn end(&self) -> Date {
        after_months(self.shown(), self.months).unwrap_or(Date::MAX)
    }
}

/// The days of a measure that are to be shown, in order.
#[must_use]
pub fn plan(model: &Model, case: &Case) -> Vec<Row> {
    let end = case.end();
    let mut rows: Vec<Row> = Vec::new();
    for (index, duty) in model.duties.iter().enumerate() {
        for (day, step) in duty.rhythm.days(case.start, end) {
            let early = case.finished.filter(|finished| duty.ends_early && *finished < day && *finished >= case.start);
            row(&mut rows, early.unwrap_or(day)).duties.push((index, if early.is_some() { None } else { Some(step) }));
        }
    }
    if let Some(measure) = model.measures.get(case.measure) {
        for (index, meeting) in measure.meetings.iter().enumerate() {
            for (day, step) in meeting.rhythm.days(case.start, end) {
                row(&mut rows, day).meetings.push((index, step));
            }
        }
        for row in &mut rows {
            let extra = |at: usize| measure.meetings.get(at).is_some_and(|meeting| meeting.extra);
            if case.agreed && row.duties.is_empty() && row.meetings.iter().all(|(at, _)| extra(*at)) {
                row.loosened = used(model, case);
            }
        }
    }
    let shown = case.shown();
    rows.retain(|row| row.date >= shown);
    rows.sort_by_key(|row| row.date);
    rows
}

/// The exceptions of a case that are for its measure.
fn used(model: &Model, case: &Case) -> Vec<usize> {
    let is_for = |at: &usize| model.exceptions.get(*at).is_some_and(|one| one.measures.contains(&case.measure));
    case.exceptions.iter().copied().filter(is_for).collect()
}

fn row(rows: &mut Vec<Row>, date: Date) -> &mut Row {
    let at = rows.iter().position(|row| row.date == date).unwrap_or_else(|| {
        rows.push(Row { date, duties: Vec::new(), meetings: Vec::new(), loosened: Vec::new() });
        rows.len() - 1
    });
    &mut rows[at]
}

/// A fault that [`proof`] finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The id of the measure.
    pub measure: String,
    /// What is wrong, in Danish.
    pub said: &'static str,
}

/// Shows for every measure, with every exception, that the days of the law are there and not loosened, and that a rhythm has a
/// day and none twice. Gives what is not so.
#[must_use]
pub fn proof(model: &Model) -> Vec<Broken> {
    let mut broken = Vec::new();
    // A start in the middle of a month, so that months and weeks do not meet by chance of the calendar's ends.
    let starts = [Date::constant(2026, 1, 15), Date::constant(2027, 8, 31), Date::constant(2028, 2, 29)];
    for (index, measure) in model.measures.iter().enumerate() {
        let mut tell = |said| {
            let fault = Broken { measure: measure.id.clone(), said };
            if !broken.contains(&fault) {
                broken.push(fault);
            }
        };
        for start in starts {
            let bare = Case {
                measure: index,
                start,
                finished: None,
                exceptions: Vec::new(),
                agreed: false,
                shown_from: None,
                months: 36,
            };
            let all = Case { exceptions: (0..model.exceptions.len()).collect(), agreed: true, ..bare.clone() };
            let (strict, loose) = (plan(model, &bare), plan(model, &all));
            let days = |rows: &[Row]| rows.iter().map(|row| (row.date, row.duties.clone())).collect::<Vec<_>>();
            if days(&strict) != days(&loose) {
                tell("en undtagelse flytter eller fjerner en dato");
            }
            for (at, duty) in model.duties.iter().enumerate() {
                for (day, _) in duty.rhythm.days(start, all.end()) {
                    let kept = |row: &Row| {
                        row.date == day && row.duties.iter().any(|(one, _)| *one == at) && row.loosened.is_empty()
                    };
                    if !loose.iter().any(kept) {
                        tell("en dato, som loven kræver, er væk eller lempet");
                    }
                }
            }
            if strict.iter().all(|row| row.meetings.is_empty()) {
                tell("rytmen har ingen datoer");
            }
            if strict.iter().any(|row| row.meetings.len() > 1) {
                tell("to møder i rytmen falder på samme dag");
            }
        }
    }
    broken
}

/// The days as page, paper, table and calendar show them.
#[must_use]
pub fn items(model: &Model, case: &Case) -> Vec<Item> {
    let Some(measure) = model.measures.get(case.measure) else { return Vec::new() };
    plan(model, case).iter().map(|row| item(model, measure, row)).collect()
}

fn item(model: &Model, measure: &Measure, row: &Row) -> Item {
    let duties: Vec<_> = row.duties.iter().filter_map(|(at, step)| Some((model.duties.get(*at)?, *step))).collect();
    let meetings: Vec<_> =
        row.meetings.iter().filter_map(|(at, step)| Some((measure.meetings.get(*at)?, *step))).collect();
    let loosened: Vec<_> = row.loosened.iter().filter_map(|at| model.exceptions.get(*at)).collect();
    let join = |words: Vec<&str>| words.join(" og ");
    let by_law = join(duties.iter().map(|(duty, _)| duty.title.as_str()).collect());
    let by_practice = join(meetings.iter().map(|(meeting, _)| meeting.title.as_str()).collect());
    let counted = |step: Option<Step>| {
        step.map_or_else(
            || "Den dag, undersøgelsen var færdig".to_owned(),
            |step| [&step.words(), " fra starten"].concat(),
        )
    };
    let mut steps: Vec<String> = Vec::new();
    for step in duties.iter().map(|(_, step)| *step).chain(meetings.iter().map(|(_, step)| Some(*step))) {
        let words = counted(step);
        if !steps.contains(&words) {
            steps.push(words);
        }
    }
    let mut facts = Vec::new();
    if let Some(who) = meetings.iter().map(|(meeting, _)| &meeting.who).find(|who| !who.is_empty()) {
        facts.push(("Hvem deltager", who.clone()));
    }
    // A duty without a meeting is a follow-up too, and the child is heard.
    let talk = if loosened.is_empty() {
        if duties.is_empty() && !meetings.iter().any(|(meeting, _)| meeting.talk) {
            "Ikke nævnt i kilden"
        } else {
            "Ja"
        }
        .to_owned()
    } else {
        loosened.iter().map(|one| one.talk.as_str()).collect::<Vec<_>>().join(" ")
    };
    facts.push(("Børnesamtale", talk));
    if !loosened.is_empty() {
        let ways = loosened.iter().map(|one| one.contact.as_str()).collect::<Vec<_>>().join(" ");
        facts.push(("Kan holdes som", [&ways, " Aftalt med teamlederen."].concat()));
    }
    let mut grounds: Vec<Ground> = duties.iter().map(|(duty, _)| duty.ground.clone()).collect();
    if !meetings.is_empty() {
        grounds.push(measure.ground.clone());
    }
    let title = if by_practice.is_empty() { by_law.clone() } else { by_practice.clone() };
    let remarks = text::closed_meeting(row.date, calendar::closed(row.date), !duties.is_empty());
    Item {
        when: Some(When::Day(row.date)),
        without: String::new(),
        title,
        by_law,
        by_practice,
        counted: steps.join("; "),
        facts,
        remarks: remarks.into_iter().collect(),
        grounds,
    }
}

/// What is said of exceptions that were chosen: why they loosen nothing, where that is so.
#[must_use]
pub fn said_of_exceptions(model: &Model, case: &Case) -> Vec<String> {
    let mut said = Vec::new();
    let Some(measure) = model.measures.get(case.measure) else { return said };
    for exception in case.exceptions.iter().filter_map(|at| model.exceptions.get(*at)) {
        let name = ["Undtagelsen »", &exception.name, "« "].concat();
        if !exception.measures.contains(&case.measure) {
            said.push([&name, "gælder ikke for »", &measure.name, "« og er ikke brugt."].concat());
        } else if !case.agreed {
            said.push([&name, "er ikke brugt: Den kræver en aftale med teamlederen."].concat());
        } else if !measure.meetings.iter().any(|meeting| meeting.extra) {
            said.push(
                [&name, "lemper intet her: Kilden taler om ekstra opfølgninger hver 3. måned, og dem har rytmen ikke."]
                    .concat(),
            );
        } else {
            said.push([&name, "lemper de ekstra opfølgninger. Datoer efter loven er uændrede."].concat());
        }
    }
    said
}
