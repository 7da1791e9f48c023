//! The deadlines of a case: from when the notification came to the first follow-up.
//!
//! Contract: [`timeline`] gives every rule of the model that is about the case, each once: with its day, or with what it still
//! waits for, or as one for which the law has no deadline. A day is only counted from what was typed; nothing is guessed. Where
//! two readings give two days, the earlier is the one to act on and the other is told.

use super::calendar::{self, Reading, after_months, after_weekdays};
use super::moment::{Ends, Moment};
use super::{Ground, Item, When, text};
use jiff::civil::Date;

/// The first day of barnets lov: no deadline here is from before.
pub const FIRST: Date = Date::constant(2024, 1, 1);
/// The last day that can be typed: further off is a slip of the finger.
pub const LAST: Date = Date::constant(2049, 12, 31);

/// From what a deadline runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// `modtaget`: the notification came.
    Received,
    /// `opmaerksom`: the municipality became aware of a possible need.
    Aware,
    /// `afgoerelse`: the decision on support or placement.
    Decision,
    /// `start`: support or placement began.
    Start,
}

impl From {
    /// All of them, in the order of a case.
    pub const ALL: [From; 4] = [From::Received, From::Aware, From::Decision, From::Start];

    /// The editors' word.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            From::Received => "modtaget",
            From::Aware => "opmaerksom",
            From::Decision => "afgoerelse",
            From::Start => "start",
        }
    }

    /// The meaning of an editors' word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<From> {
        From::ALL.into_iter().find(|from| from.key() == key)
    }
}

/// How long a deadline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// So many whole days of 24 hours, by the clock.
    Hours24(u16),
    /// So many weekdays, in both readings.
    Weekdays(u16),
    /// So many months.
    Months(u16),
    /// Before it, or on the same day.
    Before,
    /// We have found no deadline.
    NoneFound,
}

/// What was decided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Decided {
    /// Nothing yet.
    #[default]
    Nothing,
    /// `stoette`: support.
    Support,
    /// `samtykke`: placement with consent.
    Consent,
    /// `uden-samtykke`: placement without consent.
    NoConsent,
}

impl Decided {
    /// All of them.
    pub const ALL: [Decided; 4] = [Decided::Nothing, Decided::Support, Decided::Consent, Decided::NoConsent];

    /// The editors' word; that of nothing is for files alone.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Decided::Nothing => "ikke-endnu",
            Decided::Support => "stoette",
            Decided::Consent => "samtykke",
            Decided::NoConsent => "uden-samtykke",
        }
    }

    /// The meaning of such a word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Decided> {
        Decided::ALL.into_iter().find(|decided| decided.key() == key)
    }
}

/// A deadline, as the register has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its id.
    pub id: String,
    /// What must have been done.
    pub title: String,
    /// From what it runs.
    pub from: From,
    /// How long it is.
    pub length: Length,
    /// For which decisions alone; empty for all.
    pub decided: Vec<Decided>,
    /// Whether it is over earlier where a parallel undersøgelse has been finished.
    pub ends_early: bool,
    /// Who must act.
    pub who: String,
    /// What is done.
    pub what: String,
    /// What may move it, and what does not.
    pub moves: String,
    /// Where it stands.
    pub ground: Ground,
}

/// All that a page needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Model {
    /// The deadlines in the order of a case.
    pub rules: Vec<Rule>,
}

/// What is known of a case. There is no child in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case {
    /// When the notification came.
    pub received: Moment,
    /// When the municipality became aware, where that was before.
    pub aware: Option<Date>,
    /// What was decided.
    pub decided: Decided,
    /// When.
    pub decision: Option<Date>,
    /// When support or placement began.
    pub start: Option<Date>,
    /// When a parallel undersøgelse or afdækning was finished.
    pub finished: Option<Date>,
}

/// What cannot be in a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The time does not exist: clocks skip it.
    Skipped,
    /// Aware only after the notification.
    AwareAfter,
    /// Decided before anybody was aware.
    DecidedBefore,
    /// Finished before the start.
    FinishedBefore,
}

/// When a deadline is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// After hours.
    Clock(Ends),
    /// On a day; the day of the other reading, where that is another.
    Day {
        /// The day to act on.
        date: Date,
        /// That of the later reading.
        later: Option<Date>,
        /// It is the day on which the undersøgelse was finished.
        early: bool,
    },
    /// What it runs from is not known yet.
    Waits(From),
    /// There is none in the law, as far as we have found.
    NoneFound,
}

impl Due {
    /// The time to act on.
    #[must_use]
    pub fn when(self) -> Option<When> {
        match self {
            Due::Clock(ends) => Some(When::Clock(ends.first())),
            Due::Day { date, .. } => Some(When::Day(date)),
            Due::Waits(_) | Due::NoneFound => None,
        }
    }
}

/// A deadline of a case: the place of its rule, and when it is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// An index of [`Model::rules`].
    pub rule: usize,
    /// When it is over.
    pub due: Due,
}

impl Case {
    /// What cannot be; nothing where all can.
    #[must_use]
    pub fn fault(&self) -> Option<Fault> {
        let aware = self.aware();
        if self.received.is_skipped() {
            Some(Fault::Skipped)
        } else if aware > self.received.date {
            Some(Fault::AwareAfter)
        } else if self.decision.is_some_and(|day| day < aware) {
            Some(Fault::DecidedBefore)
        } else if self.finished.zip(self.start).is_some_and(|(finished, start)| finished < start) {
            Some(Fault::FinishedBefore)
        } else {
            None
        }
    }

    fn aware(&self) -> Date {
        self.aware.unwrap_or(self.received.date)
    }

    fn day(&self, from: From) -> Option<Date> {
        match from {
            From::Received => Some(self.received.date),
            From::Aware => Some(self.aware()),
            From::Decision => self.decision,
            From::Start => self.start,
        }
    }
}

/// The deadlines of a case: those with a day first, in order of time; then the others in the order of the model.
#[must_use]
pub fn timeline(model: &Model, case: &Case) -> Vec<Deadline> {
    let mut found: Vec<Deadline> = Vec::new();
    for (rule, row) in model.rules.iter().enumerate() {
        if is_about(row, case) {
            found.push(Deadline { rule, due: due(row, case) });
        }
    }
    // A stable sort keeps the order of the model on one day. What has no day comes last.
    found.sort_by_key(|deadline| {
        let when = deadline.due.when();
        (when.is_none(), when.map(When::date))
    });
    found
}

/// Whether a rule is about a case. One that hangs on a decision is shown for support as long as there is none.
fn is_about(rule: &Rule, case: &Case) -> bool {
    let decided = if case.decided == Decided::Nothing { Decided::Support } else { case.decided };
    rule.decided.is_empty() || rule.decided.contains(&decided)
}

fn due(rule: &Rule, case: &Case) -> Due {
    if rule.length == Length::NoneFound {
        return Due::NoneFound;
    }
    let Some(day) = case.day(rule.from) else { return Due::Waits(rule.from) };
    let at = |date: Option<Date>| Due::Day { date: date.unwrap_or(Date::MAX), later: None, early: false };
    match rule.length {
        Length::Hours24(days) => {
            let from = Moment { date: day, ..case.received };
            from.after_days(days).map_or(at(None), Due::Clock)
        }
        Length::Weekdays(count) => {
            let wide = after_weekdays(day, count, Reading::Wide);
            let narrow = after_weekdays(day, count, Reading::Narrow);
            match at(wide) {
                Due::Day { date, early, .. } => Due::Day { date, later: narrow.filter(|other| *other != date), early },
                other => other,
            }
        }
        Length::Months(months) => {
            let date = after_months(day, months).unwrap_or(Date::MAX);
            let early = case.finished.filter(|finished| rule.ends_early && *finished < date && *finished >= day);
            Due::Day { date: early.unwrap_or(date), later: None, early: early.is_some() }
        }
        Length::Before => at(Some(day)),
        Length::NoneFound => Due::NoneFound,
    }
}

/// The deadlines as page, paper, table and calendar show them.
#[must_use]
pub fn items(model: &Model, case: &Case) -> Vec<Item> {
    timeline(model, case)
        .iter()
        .filter_map(|deadline| Some(item(model.rules.get(deadline.rule)?, deadline.due)))
        .collect()
}

fn item(rule: &Rule, due: Due) -> Item {
    let when = due.when();
    let mut remarks = Vec::new();
    match due {
        Due::Clock(ends) if ends.hours != ends.clock => remarks.push(text::clocks_change(ends)),
        Due::Day { date, later: Some(later), .. } => remarks.push(text::two_readings(date, later)),
        Due::Day { early: true, .. } => remarks.push(text::ENDS_EARLY.to_owned()),
        _ => {}
    }
    if let Some(when) = when {
        remarks.extend(text::closed_deadline(when, calendar::closed(when.date())));
    }
    let without = match due {
        Due::Waits(from) => text::waits(rule.length, from),
        Due::NoneFound => text::NO_DEADLINE.to_owned(),
        _ => String::new(),
    };
    let mut facts = vec![("Hvem", rule.who.clone()), ("Hvad", rule.what.clone())];
    if !rule.moves.is_empty() {
        facts.push(("Hvad kan flytte den", rule.moves.clone()));
    }
    Item {
        when,
        without,
        title: rule.title.clone(),
        counted: text::counted_from(rule.length, rule.from),
        facts,
        remarks,
        grounds: vec![rule.ground.clone()],
        ..Item::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn rule(id: &str, from: From, length: Length, decided: &[Decided], ends_early: bool) -> Rule {
        Rule {
            id: id.to_owned(),
            title: id.to_owned(),
            from,
            length,
            decided: decided.to_vec(),
            ends_early,
            who: "Kommunen".to_owned(),
            what: String::new(),
            moves: String::new(),
            ground: Ground::default(),
        }
    }

    /// The rules as `law-verified.md` B9, B13, B15, B26 and B28 have them.
    fn model() -> Model {
        let rules = vec![
            rule("akut", From::Received, Length::Hours24(1), &[], false),
            rule("kvittering", From::Received, Length::Weekdays(6), &[], false),
            rule("afdaekning", From::Aware, Length::NoneFound, &[], false),
            rule("undersoegelse", From::Aware, Length::Months(4), &[], false),
            rule("plan", From::Decision, Length::Months(3), &[Decided::Support, Decided::Consent], false),
            rule("plan-foer", From::Decision, Length::Before, &[Decided::NoConsent], false),
            rule("opfoelgning", From::Start, Length::Months(3), &[], true),
        ];
        Model { rules }
    }

    fn case(received: Date) -> Case {
        let received = Moment { date: received, hour: 15, minute: 30 };
        Case { received, aware: None, decided: Decided::Nothing, decision: None, start: None, finished: None }
    }

    fn when(case: &Case, id: &str) -> Option<When> {
        let model = model();
        let found = timeline(&model, case).into_iter().find(|deadline| model.rules[deadline.rule].id == id)?;
        found.due.when()
    }

    #[test]
    fn a_case_worked_out_by_hand() {
        let mut case = case(date(2026, 11, 20));
        (case.decided, case.decision) = (Decided::Support, Some(date(2027, 3, 1)));
        (case.start, case.finished) = (Some(date(2027, 3, 8)), None);
        let clock = When::Clock(Moment { date: date(2026, 11, 21), hour: 15, minute: 30 });
        assert_eq!(when(&case, "akut"), Some(clock), "24 hours from a Friday end on the Saturday");
        assert_eq!(when(&case, "kvittering"), Some(When::Day(date(2026, 11, 27))));
        assert_eq!(when(&case, "undersoegelse"), Some(When::Day(date(2027, 3, 20))));
        assert_eq!(when(&case, "plan"), Some(When::Day(date(2027, 6, 1))));
        assert_eq!(when(&case, "opfoelgning"), Some(When::Day(date(2027, 6, 8))));
        assert_eq!(when(&case, "plan-foer"), None);
        case.finished = Some(date(2027, 3, 20));
        assert_eq!(when(&case, "opfoelgning"), Some(When::Day(date(2027, 3, 20))), "the earlier of the two");
        case.decided = Decided::NoConsent;
        assert_eq!(when(&case, "plan-foer"), Some(When::Day(date(2027, 3, 1))));
        assert_eq!(when(&case, "plan"), None);
    }

    #[test]
    fn the_undersoegelse_runs_from_when_the_municipality_was_aware() {
        let mut case = case(date(2026, 11, 20));
        case.aware = Some(date(2026, 10, 31));
        assert_eq!(when(&case, "undersoegelse"), Some(When::Day(date(2027, 2, 28))));
        assert_eq!(when(&case, "kvittering"), Some(When::Day(date(2026, 11, 27))), "the receipt does not");
    }

    #[test]
    fn what_is_not_known_is_not_guessed() {
        let case = case(date(2026, 11, 20));
        let model = model();
        let found = timeline(&model, &case);
        let of = |id: &str| found.iter().find(|one| model.rules[one.rule].id == id).map(|one| one.due);
        assert_eq!(of("plan"), Some(Due::Waits(From::Decision)));
        assert_eq!(of("opfoelgning"), Some(Due::Waits(From::Start)));
        assert_eq!(of("afdaekning"), Some(Due::NoneFound));
        assert!(items(&model, &case).iter().all(|item| item.when.is_some() == item.without.is_empty()));
    }

    #[test]
    fn what_cannot_be_is_a_fault() {
        let sound = case(date(2026, 11, 20));
        assert_eq!(sound.fault(), None);
        let late = Case { aware: Some(date(2026, 11, 21)), ..sound };
        assert_eq!(late.fault(), Some(Fault::AwareAfter));
        let early = Case { decision: Some(date(2026, 11, 19)), ..sound };
        assert_eq!(early.fault(), Some(Fault::DecidedBefore));
        let finished = Case { start: Some(date(2027, 1, 2)), finished: Some(date(2027, 1, 1)), ..sound };
        assert_eq!(finished.fault(), Some(Fault::FinishedBefore));
        let skipped = Case { received: Moment { date: date(2026, 3, 29), hour: 2, minute: 30 }, ..sound };
        assert_eq!(skipped.fault(), Some(Fault::Skipped));
    }

    /// All days of receipt from 2024 to 2040: order, and never before what a deadline runs from.
    #[test]
    fn every_day_of_receipt_gives_deadlines_in_order() {
        let model = model();
        let mut day = date(2024, 1, 1);
        while day < date(2041, 1, 1) {
            let mut case = case(day);
            (case.decided, case.decision, case.start) = (Decided::Support, Some(day), Some(day));
            let found = timeline(&model, &case);
            assert_eq!(found.len(), 6, "{day}");
            let days: Vec<Date> = found.iter().filter_map(|one| one.due.when()).map(When::date).collect();
            assert!(days.is_sorted() && days.iter().all(|date| *date >= day), "{day}: {days:?}");
            let (akut, kvittering) = (when(&case, "akut"), when(&case, "kvittering"));
            assert_eq!(akut.map(When::date), day.tomorrow().ok(), "{day}");
            // Six weekdays are at least six days, and over the longest row of holidays not two weeks.
            let after = kvittering.map(|when| (6..14).any(|n| calendar::after_days(day, n) == Some(when.date())));
            assert_eq!(after, Some(true), "{day}: {kvittering:?}");
            let months = when(&case, "undersoegelse").map(|when| (when.date().year(), when.date().month()));
            let month = i16::from(day.month()) + 3;
            assert_eq!(
                months.map(|(year, month)| (year, i16::from(month))),
                Some((day.year() + month / 12, month % 12 + 1))
            );
            day = day.tomorrow().unwrap();
        }
    }
}
