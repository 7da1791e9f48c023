//! Whom a service is for, as a checklist.
//!
//! Contract: the conditions come from the register; the answers are yes, no or open and are kept nowhere: they are no part of
//! a plan, a link or a file, because they are about a child. A condition that is not met gives a warning and never blocks.

use crate::Reference;

/// The conditions of a service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Eligibility {
    /// Youngest and oldest age in years, where the source says.
    pub ages: Option<Ages>,
    /// What the child has been exposed to; empty where the source says nothing.
    pub abuse: Vec<Abuse>,
    /// The child must have been examined in the børnehus.
    pub examined: bool,
    /// A caregiver who is not the offender must take part.
    pub caregiver: bool,
    /// Further conditions, each a Danish sentence that is true where it is met.
    pub more: Vec<String>,
    /// Where the conditions stand.
    pub reference: Option<Reference>,
}

/// Ages from a youngest to an oldest, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ages {
    from: u8,
    to: u8,
}

/// What a child has been exposed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Abuse {
    /// Sexual abuse (`seksuelle-overgreb`).
    Sexual,
    /// Physical violence (`fysisk-vold`).
    Physical,
    /// Psychological violence (`psykisk-vold`).
    Psychological,
}

/// The answer to a condition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Answer {
    /// Not answered or not known.
    #[default]
    Open,
    /// Met.
    Yes,
    /// Not met.
    No,
}

impl Ages {
    /// Ages; nothing where the youngest is above the oldest, or that above 25.
    #[must_use]
    pub const fn new(from: u8, to: u8) -> Option<Ages> {
        if from > to || to > 25 { None } else { Some(Ages { from, to }) }
    }

    /// The youngest.
    #[must_use]
    pub const fn from(self) -> u8 {
        self.from
    }

    /// The oldest.
    #[must_use]
    pub const fn to(self) -> u8 {
        self.to
    }
}

impl Abuse {
    /// All kinds.
    pub const ALL: [Abuse; 3] = [Abuse::Sexual, Abuse::Physical, Abuse::Psychological];

    /// Reads the editors' key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Abuse> {
        Abuse::ALL.into_iter().find(|abuse| abuse.key() == key)
    }

    /// The editors' key.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Abuse::Sexual => "seksuelle-overgreb",
            Abuse::Physical => "fysisk-vold",
            Abuse::Psychological => "psykisk-vold",
        }
    }
}

impl Eligibility {
    /// True where nothing is asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.conditions().is_empty()
    }

    /// The conditions as Danish sentences, each true where it is met.
    ///
    /// ```
    /// use calculator::{Ages, Answer, Eligibility};
    ///
    /// let terms = Eligibility { ages: Ages::new(6, 17), examined: true, ..Eligibility::default() };
    /// let conditions = terms.conditions();
    /// assert_eq!(conditions, ["Barnet er mellem 6 og 17 år.", "Barnet er udredt i børnehuset."]);
    /// let warnings = terms.warnings(&[Answer::Yes, Answer::No]);
    /// assert_eq!(warnings.len(), 1);
    /// ```
    #[must_use]
    pub fn conditions(&self) -> Vec<String> {
        crate::text::conditions(self)
    }

    /// A warning for each condition that is not met or not answered; `answers` go by [`Eligibility::conditions`], and what is
    /// not there is open. A checklist nobody has touched gives none.
    #[must_use]
    pub fn warnings(&self, answers: &[Answer]) -> Vec<String> {
        if answers.iter().all(|&answer| answer == Answer::Open) {
            return Vec::new();
        }
        let answer = |index: usize| answers.get(index).copied().unwrap_or_default();
        let conditions = self.conditions();
        conditions.iter().enumerate().filter_map(|(index, text)| crate::text::unmet(text, answer(index))).collect()
    }
}
