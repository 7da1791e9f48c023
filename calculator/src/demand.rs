//! What municipalities want to buy: one municipality's answer, and many of them together.
//!
//! Contract: a [`Reply`] is what the survey of Børnehus Midt (2022, annex 1) asks for: which services, how many a year, and
//! why. [`write()`] makes a file of it and [`read`] reads one; [`merge`] puts any number together. A file that cannot be read is
//! named with its reason and left out, the others count. A service that was not answered is neither a yes nor a no, so
//! every row has its own number of answers.

mod file;
mod merge;
mod open;

use std::fmt;

pub use file::{FileError, TOOL, file_name, read, write};
pub use merge::{DemandRow, LeftOut, Merged, Reason, merge};
pub use open::{open_row, open_total};

/// A børnehus and the municipalities that belong to it: those whose answers are waited for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct House {
    /// Its name.
    pub name: String,
    /// The names of the municipalities, without the word.
    pub municipalities: Vec<String>,
    /// How sure the list is.
    pub status: Status,
}

use crate::concern::cpr;
use crate::{Quantity, Range, Status, Subject};

/// Most of one service a year that the survey's answers named; more is accepted, with a warning.
pub const SURVEY_MOST: Quantity = match Quantity::new(5) {
    Some(five) => five,
    None => Quantity::MAX,
};

/// The answer of one municipality, or of one of its departments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    municipality: String,
    unit: String,
    wishes: Vec<Wish>,
    motives: [Option<Agreement>; Motive::ALL.len()],
    comment: String,
}

/// The answer on one service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The service, or one in the municipality's own words.
    pub subject: Subject,
    /// How many a year.
    pub need: Need,
}

/// Whether a service is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Yes, and about how many a year, where that was answered.
    Yes(Option<Range<Quantity>>),
    /// No.
    No,
}

/// Why a municipality would buy: the five statements of the survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Motive {
    /// The house offers what the municipality does not have.
    Beyond,
    /// It gives more continuity.
    Continuity,
    /// It is specialised.
    Specialised,
    /// Its methods are well documented.
    Documented,
    /// Its price is competitive.
    Price,
}

/// How far a statement is agreed with: the four steps of the survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Agreement {
    /// Fully agree.
    Fully,
    /// Agree.
    Agree,
    /// Disagree.
    Disagree,
    /// Fully disagree.
    NotAtAll,
}

/// What is wrong with an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReplyError {
    /// It does not say which municipality.
    NoMunicipality,
    /// A service is answered twice.
    Twice {
        /// The index of the second answer.
        wish: usize,
    },
    /// A text has more than [`Reply::LONGEST`] characters, or there are more than [`Reply::MOST`] services.
    TooLong,
    /// A text holds what looks like a CPR number ([`crate::concern::cpr`]): an answer is about numbers, never about a child.
    Cpr,
}

impl Motive {
    /// All statements, in the order of the survey.
    pub const ALL: [Motive; 5] =
        [Motive::Beyond, Motive::Continuity, Motive::Specialised, Motive::Documented, Motive::Price];

    /// The key in a file.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Motive::Beyond => "ud-over-eget",
            Motive::Continuity => "sammenhaeng",
            Motive::Specialised => "specialiseret",
            Motive::Documented => "dokumenteret",
            Motive::Price => "pris",
        }
    }
}

impl Agreement {
    /// All steps, from full agreement on.
    pub const ALL: [Agreement; 4] = [Agreement::Fully, Agreement::Agree, Agreement::Disagree, Agreement::NotAtAll];

    /// The key in a file.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Agreement::Fully => "helt-enig",
            Agreement::Agree => "enig",
            Agreement::Disagree => "uenig",
            Agreement::NotAtAll => "helt-uenig",
        }
    }
}

impl Reply {
    /// Most characters of a text.
    pub const LONGEST: usize = 2_000;
    /// Most services.
    pub const MOST: usize = 100;

    /// An answer.
    ///
    /// ```
    /// use calculator::demand::{Need, Reply, Wish, read, write};
    /// use calculator::{Quantity, Range, ServiceId, Subject};
    ///
    /// let subject = Subject::Service(ServiceId::parse("tf-cbt")?);
    /// let wish = Wish { subject, need: Need::Yes(Some(Range::exact(Quantity::parse("3")?))) };
    /// let reply = Reply::new("Odder Kommune", "Familieafdelingen", vec![wish], [None; 5], "")?;
    /// assert_eq!(read(&write(&reply))?, reply);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When the municipality is not named, a service comes twice, something is too long, or a text looks like a CPR number.
    pub fn new(
        municipality: &str,
        unit: &str,
        wishes: Vec<Wish>,
        motives: [Option<Agreement>; Motive::ALL.len()],
        comment: &str,
    ) -> Result<Reply, ReplyError> {
        let [municipality, unit, comment] = [municipality, unit, comment].map(|text| text.trim().to_owned());
        if municipality.is_empty() {
            return Err(ReplyError::NoMunicipality);
        }
        let words = wishes.iter().filter_map(|wish| match &wish.subject {
            Subject::Own(words) => Some(words),
            Subject::Service(_) => None,
        });
        for text in words.chain([&municipality, &unit, &comment]) {
            if text.len() > Reply::LONGEST {
                return Err(ReplyError::TooLong);
            }
            if cpr::find(text).is_some() {
                return Err(ReplyError::Cpr);
            }
        }
        if wishes.len() > Reply::MOST {
            return Err(ReplyError::TooLong);
        }
        let twice = (0..wishes.len()).find(|&at| wishes[..at].iter().any(|wish| wish.subject == wishes[at].subject));
        match twice {
            Some(wish) => Err(ReplyError::Twice { wish }),
            None => Ok(Reply { municipality, unit, wishes, motives, comment }),
        }
    }

    /// Which municipality.
    #[must_use]
    pub fn municipality(&self) -> &str {
        &self.municipality
    }

    /// Which department; may be empty.
    #[must_use]
    pub fn unit(&self) -> &str {
        &self.unit
    }

    /// The answers on services.
    #[must_use]
    pub fn wishes(&self) -> &[Wish] {
        &self.wishes
    }

    /// The answer on a statement, where there is one.
    #[must_use]
    pub fn motive(&self, motive: Motive) -> Option<Agreement> {
        Motive::ALL.iter().zip(self.motives).find(|(other, _)| **other == motive).and_then(|(_, answer)| answer)
    }

    /// The remark; may be empty.
    #[must_use]
    pub fn comment(&self) -> &str {
        &self.comment
    }

    /// What to beware of: numbers above those of the survey.
    #[must_use]
    pub fn warnings(&self, catalogue: &crate::Catalogue) -> Vec<String> {
        let above = |wish: &Wish| match wish.need {
            Need::Yes(Some(count)) if count.high() > SURVEY_MOST => {
                Some(crate::text::above_survey(crate::text::subject(&wish.subject, catalogue)))
            }
            Need::Yes(_) | Need::No => None,
        };
        self.wishes.iter().filter_map(above).collect()
    }
}

impl fmt::Display for ReplyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::text::reply_error(self))
    }
}

impl std::error::Error for ReplyError {}
