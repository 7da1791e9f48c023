//! Visits of the health visitor: before a birth, and where a child goes from one place to the next.
//!
//! Contract: months run from the birth, or back from the due date. What a source has no age for has no day. What was cut back is
//! said at each visit that it concerns. All of it is local practice; there is no child in it but a day.

use super::calendar::{self, after_months, before_months};
use super::{Ground, Item, When, text};
use crate::text::date;
use jiff::civil::Date;

pub use super::deadline::{FIRST, LAST};

/// What a visit is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// The birth (`foedsel`), forwards.
    Birth,
    /// The due date (`termin`), backwards.
    Due,
}

impl From {
    /// Both.
    pub const ALL: [From; 2] = [From::Birth, From::Due];

    /// The editors' key.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            From::Birth => "foedsel",
            From::Due => "termin",
        }
    }

    /// Reads the editors' key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<From> {
        From::ALL.into_iter().find(|one| one.key() == key)
    }
}

/// Where a child is looked after first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Care {
    /// By a childminder (`dagpleje`).
    Childminder,
    /// In a nursery (`vuggestue`).
    Nursery,
}

impl Care {
    /// Both.
    pub const ALL: [Care; 2] = [Care::Childminder, Care::Nursery];

    /// The editors' key.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Care::Childminder => "dagpleje",
            Care::Nursery => "vuggestue",
        }
    }

    /// Reads the editors' key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Care> {
        Care::ALL.into_iter().find(|one| one.key() == key)
    }

    /// The Danish word, as a sentence begins.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Care::Childminder => "Dagpleje",
            Care::Nursery => "Vuggestue",
        }
    }
}

/// A visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Its id.
    pub id: String,
    /// What it is.
    pub title: String,
    /// What it is counted from.
    pub from: From,
    /// How many months; nothing where the source has no age.
    pub months: Option<u16>,
    /// The last month, where the source has two.
    pub until: Option<u16>,
    /// Whether the source says »ca.«.
    pub is_about: bool,
    /// Where the child is looked after, if that decides.
    pub care: Option<Care>,
    /// Where it is practice.
    pub place: String,
    /// How it is held.
    pub what: String,
    /// What holds since it was cut back; empty where nothing was.
    pub now: String,
    /// Where it is from.
    pub ground: Ground,
}

/// All that a page needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Model {
    /// The visits, in the order of a childhood.
    pub visits: Vec<Visit>,
}

/// What is known. There is no child in it but a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Case {
    /// The day of the birth.
    pub birth: Option<Date>,
    /// The due date.
    pub due: Option<Date>,
    /// Where the child is looked after first; nothing where that is not known.
    pub care: Option<Care>,
}

/// A visit of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// An index of [`Model::visits`].
    pub visit: usize,
    /// The first day; nothing where the source has no age.
    pub first: Option<Date>,
    /// The last day, where the source has two ages.
    pub last: Option<Date>,
}

/// How long, in the words of a source: `8–9 måneder`, `ca. 2 år og 9 måneder`, `to måneder før termin`; nothing without an age.
#[must_use]
pub fn age(visit: &Visit) -> Option<String> {
    const NAMES: [&str; 7] = ["nul", "en", "to", "tre", "fire", "fem", "seks"];
    let word = |months: u16| if months == 1 { " måned" } else { " måneder" };
    let months = visit.months?;
    if visit.from == From::Due {
        let name = NAMES.get(usize::from(months)).map_or_else(|| months.to_string(), |name| (*name).to_owned());
        return Some([&name, word(months), " før termin"].concat());
    }
    let about = if visit.is_about { "ca. " } else { "" };
    let months_of = |months: u16| [&months.to_string(), word(months)].concat();
    Some(match (visit.until, months / 12, months % 12) {
        (Some(until), ..) => [about, &months.to_string(), "–", &months_of(until)].concat(),
        (None, 0, rest) => [about, &months_of(rest)].concat(),
        (None, years, 0) => [about, &years.to_string(), " år"].concat(),
        (None, years, rest) => [about, &years.to_string(), " år og ", &months_of(rest)].concat(),
    })
}

/// The visits of a case, in their order: those before the birth where a due date is known, the others where the birth is.
#[must_use]
pub fn plan(model: &Model, case: &Case) -> Vec<Row> {
    let mut rows = Vec::new();
    for (index, visit) in model.visits.iter().enumerate() {
        let known = match visit.from {
            From::Birth => case.birth,
            From::Due => case.due,
        };
        let is_elsewhere = visit.care.zip(case.care).is_some_and(|(of, here)| of != here);
        let Some(known) = known.filter(|_| !is_elsewhere) else { continue };
        let day = |months: Option<u16>| match visit.from {
            From::Birth => after_months(known, months?),
            From::Due => before_months(known, months?),
        };
        rows.push(Row { visit: index, first: day(visit.months), last: day(visit.until) });
    }
    rows
}

/// The visits as page, paper, table and calendar show them.
#[must_use]
pub fn items(model: &Model, case: &Case) -> Vec<Item> {
    plan(model, case).iter().filter_map(|row| Some(item(model.visits.get(row.visit)?, row))).collect()
}

fn item(visit: &Visit, row: &Row) -> Item {
    let mut remarks = Vec::new();
    if !visit.now.is_empty() {
        remarks.push(visit.now.clone());
    }
    if let Some(last) = row.last {
        remarks.push(["Kilden har to aldre. Den sidste er nået ", &text::day(last), "."].concat());
    }
    if visit.is_about {
        remarks.push("Kilden siger cirka. Brug dagen som et holdepunkt.".to_owned());
    }
    remarks.extend(row.first.and_then(|day| text::closed_meeting(day, calendar::closed(day), false)));
    let facts = vec![("Sådan blev det holdt", visit.what.clone()), ("Kommune", visit.place.clone())];
    Item {
        when: row.first.map(When::Day),
        without: if row.first.is_none() {
            "Kilden siger ikke, hvor gammelt barnet er".to_owned()
        } else {
            String::new()
        },
        title: visit.title.clone(),
        counted: age(visit).map(|age| counted(visit, &age)).unwrap_or_default(),
        facts,
        remarks,
        grounds: vec![visit.ground.clone()],
        ..Item::default()
    }
}

fn counted(visit: &Visit, age: &str) -> String {
    match visit.from {
        From::Birth => ["Barnet er ", age].concat(),
        From::Due => {
            let mut age = age.to_owned();
            if let Some(first) = age.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            age
        }
    }
}

/// What was filled in, a line each.
#[must_use]
pub fn head(case: &Case) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(case.due.map(|day| ["Termin ", &date(day), "."].concat()));
    lines.extend(case.birth.map(|day| ["Født ", &date(day), "."].concat()));
    lines.extend(case.care.map(|care| ["Passes først i ", &care.name().to_lowercase(), "."].concat()));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as on;

    fn visit(from: From, months: Option<u16>, until: Option<u16>) -> Visit {
        Visit {
            id: "a".into(),
            title: "Et besøg".into(),
            from,
            months,
            until,
            is_about: false,
            care: None,
            place: "Hedensted".into(),
            what: "Hjemme.".into(),
            now: String::new(),
            ground: Ground::default(),
        }
    }

    #[test]
    fn months_run_from_the_birth_and_back_from_the_due_date() {
        let model = Model {
            visits: vec![
                visit(From::Due, Some(2), None),
                visit(From::Birth, Some(8), Some(9)),
                visit(From::Birth, None, None),
            ],
        };
        let case = Case { birth: Some(on(2026, 6, 30)), due: Some(on(2026, 4, 30)), care: None };
        let rows = plan(&model, &case);
        assert_eq!(rows[0].first, Some(on(2026, 2, 28)), "February has no 30th");
        assert_eq!((rows[1].first, rows[1].last), (Some(on(2027, 2, 28)), Some(on(2027, 3, 30))));
        assert_eq!(rows[2].first, None);
        assert_eq!(plan(&model, &Case { birth: None, ..case }).len(), 1);
        assert_eq!(plan(&model, &Case::default()), []);
    }

    #[test]
    fn ages_are_said_as_the_sources_say_them() {
        let about = Visit { is_about: true, ..visit(From::Birth, Some(33), None) };
        for (visit, said) in [
            (visit(From::Birth, Some(8), Some(9)), "8–9 måneder"),
            (about, "ca. 2 år og 9 måneder"),
            (visit(From::Birth, Some(24), None), "2 år"),
            (visit(From::Birth, Some(1), None), "1 måned"),
            (visit(From::Due, Some(2), None), "to måneder før termin"),
            (visit(From::Due, Some(1), None), "en måned før termin"),
        ] {
            assert_eq!(age(&visit).unwrap(), said);
        }
        assert_eq!(age(&visit(From::Birth, None, None)), None);
    }
}
