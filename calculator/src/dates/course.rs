//! The plan of a course: sessions at a fixed distance from the start, with weeks in which there are none.
//!
//! Contract: places for sessions lie so many whole weeks apart, counted from the start and never from the last session. A place in
//! a week without sessions is passed over, and the course becomes longer: no session is moved to another day. The weeks are those
//! of ISO 8601, as Danish calendars print them. Phases stand in the order of the source; no session is shared out to one.

mod weeks;

pub use weeks::{Weeks, parse, week_of, words as week_words};

use super::calendar::{self, after_weeks};
use super::deadline::{FIRST, LAST};
use super::{Ground, Item, When, text};
use crate::text::{counted, date, duration};
use crate::{ServiceId, Unit};
use jiff::civil::Date;

/// The most sessions of a plan.
pub const MOST_SESSIONS: u16 = 100;
/// The most weeks from one session to the next.
pub const MOST_WEEKS: u16 = 26;
/// The first day on which a course can start.
pub const FIRST_START: Date = FIRST;
/// The last day of any plan.
pub const LAST_DAY: Date = LAST;

/// A part of a course that has a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phase {
    /// Its name.
    pub name: String,
    /// What is done in it.
    pub parts: Vec<String>,
}

/// A service, and what is known of its sessions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// Its id in the catalogue.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What is bought.
    pub unit: Unit,
    /// How many sessions one unit has, and the minutes of each, where that is known.
    pub sessions: Option<(u16, u16)>,
    /// How many weeks lie between two sessions, where that is known.
    pub weeks: Option<u16>,
    /// Its phases, in order; none where no source has any.
    pub phases: Vec<Phase>,
    /// Where weeks and phases are from.
    pub ground: Option<Ground>,
}

/// All that a page needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Model {
    /// The services of the catalogue, in its order.
    pub courses: Vec<Course>,
    /// The address of the price calculator; empty where there is none.
    pub calculator: String,
}

/// A course that is planned. There is no child in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// An index of [`Model::courses`].
    pub course: usize,
    /// The day of the first session.
    pub start: Date,
    /// How many weeks from one session to the next; 1 at least.
    pub weeks: u16,
    /// How many sessions; 1 at least.
    pub sessions: u16,
    /// The weeks in which there are none.
    pub without: Vec<Weeks>,
}

/// Why there is no plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The start is in a week without sessions.
    StartsWithout,
    /// The weeks without sessions leave no room for all of them before [`LAST_DAY`].
    NoRoom,
}

/// A session of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The day.
    pub date: Date,
    /// How many weeks from the start.
    pub weeks: u16,
    /// The places before it that were passed over.
    pub passed: Vec<Date>,
}

impl Case {
    fn is_without(&self, day: Date) -> bool {
        self.without.iter().any(|weeks| weeks.has(day))
    }

    /// Whether the start is in a week without sessions.
    #[must_use]
    pub fn starts_without(&self) -> bool {
        self.is_without(self.start)
    }
}

/// The sessions of a course, in order.
///
/// # Errors
/// Why there is no plan.
pub fn plan(case: &Case) -> Result<Vec<Row>, Fault> {
    if case.starts_without() {
        return Err(Fault::StartsWithout);
    }
    let (step, mut weeks) = (case.weeks.max(1), 0_u16);
    let (mut rows, mut passed) = (Vec::new(), Vec::new());
    while rows.len() < usize::from(case.sessions) {
        let day = after_weeks(case.start, weeks).filter(|day| *day <= LAST_DAY).ok_or(Fault::NoRoom)?;
        if case.is_without(day) {
            passed.push(day);
        } else {
            rows.push(Row { date: day, weeks, passed: std::mem::take(&mut passed) });
        }
        weeks = weeks.checked_add(step).ok_or(Fault::NoRoom)?;
    }
    Ok(rows)
}

/// What one session is called: `Session`, or what else is bought.
fn called(unit: Unit) -> &'static str {
    match unit {
        Unit::Course | Unit::Session => "Session",
        Unit::Hour | Unit::Event | Unit::Package => "Gang",
    }
}

/// `4 uger`
#[must_use]
pub fn weeks_in_words(count: u16) -> String {
    counted(u64::from(count), "uge", "uger")
}

/// The sessions as page, paper, table and calendar show them.
#[must_use]
pub fn items(course: &Course, rows: &[Row]) -> Vec<Item> {
    let last = rows.len();
    let of = |(index, row): (usize, &Row)| {
        let number = index + 1;
        let title = [called(course.unit), " ", &number.to_string(), " af ", &last.to_string()].concat();
        let title = if number == last { title + ", den sidste" } else { title };
        let from_start = if row.weeks == 0 { "starten".to_owned() } else { weeks_in_words(row.weeks) + " fra starten" };
        let counted = ["Uge ", &week_of(row.date).1.to_string(), ", ", &from_start].concat();
        let mut remarks: Vec<String> = row
            .passed
            .iter()
            .map(|day| {
                ["Sprunget over før den: ", &text::day(*day), ", uge ", &week_of(*day).1.to_string(), "."].concat()
            })
            .collect();
        remarks.extend(text::closed_meeting(row.date, calendar::closed(row.date), false));
        let when = Some(When::Day(row.date));
        Item { when, title, counted, remarks, ..Item::default() }
    };
    rows.iter().enumerate().map(of).collect()
}

/// What was planned, a line each: the service, the sessions, the last of them, the time in all, the weeks without.
#[must_use]
pub fn head(course: &Course, case: &Case, rows: &[Row]) -> Vec<String> {
    let (one, more) = match course.unit {
        Unit::Course | Unit::Session => ("session", "sessioner"),
        Unit::Hour | Unit::Event | Unit::Package => ("gang", "gange"),
    };
    let mut lines = vec![[&course.name, "."].concat()];
    let count = counted(u64::from(case.sessions), one, more);
    lines.push([&count, " med ", &weeks_in_words(case.weeks), " imellem."].concat());
    if let (Some(first), Some(last)) = (rows.first(), rows.last()) {
        lines.push(["Starter ", &text::day(first.date), "."].concat());
        lines.push(["Slutter ", &text::day(last.date), ", ", &weeks_in_words(last.weeks), " efter starten."].concat());
    }
    if let Some((_, minutes)) = course.sessions {
        let all = duration(u64::from(case.sessions) * u64::from(minutes));
        lines.push([&all, " i alt, når hver varer ", &counted(u64::from(minutes), "minut", "minutter"), "."].concat());
    }
    if !case.without.is_empty() {
        lines.push(["Ingen i uge ", &week_words(&case.without), "."].concat());
    }
    lines
}

/// What must be known of it: that dates are proposals, and the phases in their order.
#[must_use]
pub fn said(course: &Course, case: &Case, rows: &[Row]) -> Vec<String> {
    let mut said = Vec::new();
    if let Some((count, _)) = course.sessions.filter(|(count, _)| *count != case.sessions) {
        said.push(
            ["Kilden har ", &count.to_string(), " i et forløb. Du har valgt ", &case.sessions.to_string(), "."]
                .concat(),
        );
    }
    if let Some(weeks) = course.weeks.filter(|weeks| *weeks != case.weeks) {
        said.push(
            ["Kilden har ", &weeks_in_words(weeks), " imellem. Du har valgt ", &weeks_in_words(case.weeks), "."]
                .concat(),
        );
    }
    let passed: usize = rows.iter().map(|row| row.passed.len()).sum();
    if passed > 0 {
        let times = counted(u64::try_from(passed).unwrap_or_default(), "gang", "gange");
        said.push([&times, " er sprunget over, så forløbet bliver længere."].concat());
    }
    said
}

/// The phases, numbered, each in a line: `1. Bearbejdning`.
#[must_use]
pub fn phases(course: &Course) -> Vec<String> {
    let line = |(index, phase): (usize, &Phase)| [&(index + 1).to_string(), ". ", &phase.name].concat();
    course.phases.iter().enumerate().map(line).collect()
}

/// What is said of phases, since no source shares the sessions out to them.
pub const OF_PHASES: &str =
    "Faserne i rækkefølge. Kilden siger ikke, hvor mange sessioner hver fase tager. Det aftaler I med behandleren.";

/// What is said of a start in a week without sessions.
pub const STARTS_WITHOUT: &str = "Den første gang ligger i en uge, du har taget ud. Ret datoen eller ugerne.";

/// What is said where there is no plan.
#[must_use]
pub fn fault(value: Fault) -> String {
    match value {
        Fault::StartsWithout => STARTS_WITHOUT.to_owned(),
        Fault::NoRoom => {
            ["Der er ikke plads til alle gange før ", &date(LAST_DAY), ". Ret antal, afstand eller uger."].concat()
        }
    }
}

/// What a link from the price calculator says: a service, and how many of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The id of the service.
    pub service: ServiceId,
    /// How many units; nothing where the calculator did not know.
    pub count: Option<u16>,
}

/// The fragment of a link to a plan: `ydelse=tf-cbt&antal=2`.
#[must_use]
pub fn fragment(service: &ServiceId, count: Option<u16>) -> String {
    let count = count.map(|count| ["&antal=", &count.to_string()].concat());
    ["ydelse=", service.as_str(), &count.unwrap_or_default()].concat()
}

/// Reads such a fragment, with or without its `#`; nothing where it is none.
#[must_use]
pub fn asked(fragment: &str) -> Option<Asked> {
    let (service, count) = match fragment.strip_prefix('#').unwrap_or(fragment).split_once('&') {
        Some((service, count)) => (service, Some(count)),
        None => (fragment.strip_prefix('#').unwrap_or(fragment), None),
    };
    let service = ServiceId::parse(service.strip_prefix("ydelse=")?).ok()?;
    let count = count.map(|count| count.strip_prefix("antal=").and_then(|count| crate::Quantity::parse(count).ok()));
    let count = match count {
        None => None,
        Some(count) => Some(count?.get()),
    };
    Some(Asked { service, count })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as on;
    use proptest::prelude::*;

    fn case(start: Date, weeks: u16, sessions: u16, without: &str) -> Case {
        Case { course: 0, start, weeks, sessions, without: parse(without).unwrap() }
    }

    fn days(case: &Case) -> Vec<Date> {
        plan(case).unwrap().into_iter().map(|row| row.date).collect()
    }

    /// Counted by hand in the calendar of 2026 and 2027: week 42 is 12–18 October, week 52 is 21–27 December, week 53 is
    /// 28 December–3 January.
    #[test]
    fn weeks_without_make_it_longer() {
        let found = days(&case(on(2026, 9, 29), 1, 15, "42, 52-53"));
        let expected = [
            (2026, 9, 29),
            (2026, 10, 6),
            (2026, 10, 20),
            (2026, 10, 27),
            (2026, 11, 3),
            (2026, 11, 10),
            (2026, 11, 17),
            (2026, 11, 24),
            (2026, 12, 1),
            (2026, 12, 8),
            (2026, 12, 15),
            (2027, 1, 5),
            (2027, 1, 12),
            (2027, 1, 19),
            (2027, 1, 26),
        ];
        assert_eq!(found, expected.map(|(year, month, day)| on(year, month, day)));
        let rows = plan(&case(on(2026, 9, 29), 1, 15, "42, 52-53")).unwrap();
        assert_eq!(rows[2].passed, [on(2026, 10, 13)]);
        assert_eq!(rows[11].passed, [on(2026, 12, 22), on(2026, 12, 29)]);
    }

    #[test]
    fn every_other_week_keeps_its_weeks() {
        let found = days(&case(on(2026, 9, 29), 2, 3, "42"));
        assert_eq!(found, [on(2026, 9, 29), on(2026, 10, 27), on(2026, 11, 10)]);
    }

    #[test]
    fn what_cannot_be_is_no_plan() {
        assert_eq!(plan(&case(on(2026, 10, 13), 1, 3, "42")), Err(Fault::StartsWithout));
        assert_eq!(plan(&case(on(2026, 10, 13), 1, 3, "1-41, 43-53")).map(|rows| rows.len()), Ok(3), "one week a year");
        assert_eq!(plan(&case(on(2049, 12, 1), 4, 3, "")), Err(Fault::NoRoom));
    }

    #[test]
    fn a_link_is_read_back() {
        let id = ServiceId::parse("tf-cbt").unwrap();
        for count in [None, Some(0), Some(2), Some(9_999)] {
            let text = fragment(&id, count);
            assert_eq!(asked(&text), Some(Asked { service: id.clone(), count }), "{text}");
            assert_eq!(asked(&["#", &text].concat()), asked(&text));
        }
        for text in ["", "#", "ydelse=", "ydelse=TF CBT", "ydelse=tf-cbt&antal=x", "ydelse=tf-cbt&andet=1", "1.abc"] {
            assert_eq!(asked(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_plan_is_in_order_and_keeps_its_distance(
            start in 0..9_130_i32, weeks in 1..=MOST_WEEKS, sessions in 1..=20_u16, without in prop::collection::vec(1..=53_u8, 0..6),
        ) {
            let start = calendar::after_days(on(2024, 1, 1), start).unwrap();
            let list = without.iter().map(u8::to_string).collect::<Vec<_>>().join(", ");
            let case = case(start, weeks, sessions, &list);
            if let Ok(rows) = plan(&case) {
                prop_assert_eq!(rows.len(), usize::from(sessions));
                prop_assert_eq!(rows[0].date, start);
                for row in &rows {
                    prop_assert!(!without.contains(&week_of(row.date).1));
                    prop_assert!(row.passed.iter().all(|day| without.contains(&week_of(*day).1)));
                }
                for pair in rows.windows(2) {
                    let gap = calendar::day_number(pair[1].date) - calendar::day_number(pair[0].date);
                    let places = i32::try_from(pair[1].passed.len()).unwrap() + 1;
                    prop_assert_eq!(gap, i32::from(weeks) * 7 * places);
                }
            }
        }
    }
}
