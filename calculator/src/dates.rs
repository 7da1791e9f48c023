//! Deadlines and follow-up dates: from a few dates of a case to the days on which something must have been done.
//!
//! Contract: rules of counting are here, intervals and words are data (`content/data/frister.toml`, `opfoelgning.toml`). Nothing
//! here knows a clock: today comes in as a value, and only to say what is past. A date is never moved: what falls on a closed
//! day is said to, with the days around it as proposals. Months are counted from the start and not from the last meeting; where
//! the day does not exist in a month, its last day stands for it. There is no child in it: no field has a name or a number.
//!
//! [`calendar`] and [`moment`] count; [`deadline`], [`follow_up`], [`course`] and [`visits`] have the rules of a tool each; all come to
//! [`Item`]s, which a page, a tool, [`csv`] and [`ics`] show alike. [`saved`] is the file that all tools of dates share, [`wire`] what a
//! page carries.

pub mod calendar;
pub mod course;
pub mod csv;
pub mod deadline;
pub mod follow_up;
pub mod ics;
pub mod moment;
pub mod picture;
pub mod text;
pub mod visits;
pub mod wire;

use jiff::civil::Date;

use moment::Moment;

/// A paragraph that something rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Law {
    /// Its id in the law register.
    pub id: String,
    /// `barnets lov § 136`
    pub label: String,
    /// Where it is described; empty until a page is made.
    pub href: String,
}

/// Where a rule is from, and how sure it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ground {
    /// The paragraphs; none for what is local practice.
    pub laws: Vec<Law>,
    /// The id of the source.
    pub source: String,
    /// The short name of the source; empty until a page is made.
    pub source_title: String,
    /// The place in the source.
    pub place: String,
    /// Whether it was read in the law or on an official page.
    pub confirmed: bool,
    /// What is uncertain.
    pub note: String,
}

/// What a tool comes to for one day: the same for the page, the paper, the table and the calendar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// The day, and the clock where it counts; nothing where a date is missing, or the law has none.
    pub when: Option<When>,
    /// What stands in the place of a missing day.
    pub without: String,
    /// What must have been done.
    pub title: String,
    /// What the day is by law; empty where it is none.
    pub by_law: String,
    /// What the day is by local practice; empty where it is none.
    pub by_practice: String,
    /// How it was counted.
    pub counted: String,
    /// Who, what, with whom; each with what it is called.
    pub facts: Vec<(&'static str, String)>,
    /// What is said of the day: that it is a closed one, that another reading gives another day.
    pub remarks: Vec<String>,
    /// Where the rule is from; none or more.
    pub grounds: Vec<Ground>,
}

/// How sure something is, and whether it is law at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Law, and read there or on an official page.
    Confirmed,
    /// Law, and not confirmed.
    Unconfirmed,
    /// Local practice, and no law.
    Practice,
    /// The user's own plan, which rests on nothing else.
    Own,
}

/// When something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// At the end of a day at the latest.
    Day(Date),
    /// At a time of a day at the latest.
    Clock(Moment),
}

impl When {
    /// The day.
    #[must_use]
    pub fn date(self) -> Date {
        match self {
            When::Day(date) => date,
            When::Clock(moment) => moment.date,
        }
    }
}

impl Item {
    /// How sure it is: what is law on one ground is law, and as sure as the least sure of those.
    #[must_use]
    pub fn standing(&self) -> Standing {
        if self.grounds.is_empty() {
            return Standing::Own;
        }
        let mut of_law = self.grounds.iter().filter(|ground| !ground.laws.is_empty()).peekable();
        if of_law.peek().is_none() {
            Standing::Practice
        } else if of_law.all(|ground| ground.confirmed) {
            Standing::Confirmed
        } else {
            Standing::Unconfirmed
        }
    }

    /// The paragraphs that it rests on, each once: `barnets lov § 136, barnets lov § 138`.
    #[must_use]
    pub fn laws(&self) -> String {
        let mut labels: Vec<&str> = Vec::new();
        for law in self.grounds.iter().flat_map(|ground| &ground.laws) {
            if !labels.contains(&law.label.as_str()) {
                labels.push(&law.label);
            }
        }
        labels.join(", ")
    }
}
