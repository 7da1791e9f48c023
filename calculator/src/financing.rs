//! What a municipality pays for ordinary cases at its børnehus: the second tab.
//!
//! Contract: two parts, each only where its numbers were given: the objective part, which the municipalities share by their
//! number of 0–17-year-olds, and a takst for each case. A takst is never derived from a budget and a number of cases. How
//! much is objective is a [`Model`] that is given in and can be edited. Every part is one product, rounded once.

mod open;

use std::fmt;

use jiff::civil::Date;

use crate::estimate::opposite;
use crate::number::{self, NumberError};
use crate::product::Product;
use crate::{Amount, Bound, Money, Quantity, Range, Reference, Share, Status, Year};

pub use open::{Part, open};

/// How the costs of a house are shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// The objective part; the rest is paid by taksts. A register has one number.
    pub objective: Range<Share>,
    /// For which years it is meant, in Danish; empty where the user entered it.
    pub name: String,
    /// Where it stands; nothing where the user entered it.
    pub ground: Option<(Reference, Status)>,
    /// When it is to be checked next, where that is known.
    pub next_review: Option<Date>,
}

/// The children of a municipality among those of all municipalities of the house: never more than all, whichever of the three numbers
/// is taken of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Children {
    own: Range<u32>,
    all: Range<u32>,
}

/// What is known of a municipality and its house in one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// How costs are shared.
    pub model: Model,
    /// The year.
    pub year: Year,
    /// What the house costs in that year, where that is known.
    pub budget: Option<Range<Amount>>,
    /// The 0–17-year-olds, where they are known.
    pub children: Option<Children>,
    /// The takst of a case, where it is known.
    pub takst: Option<Money>,
    /// How many cases, where that is known.
    pub cases: Option<Range<Quantity>>,
}

/// What it comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Financing {
    /// The objective part.
    pub objective: Option<Range<Amount>>,
    /// Takst × cases.
    pub cases: Option<Range<Amount>>,
    /// The sum of the parts that there are; nothing where there is none.
    pub total: Option<Range<Amount>>,
    /// How each part came about, with the likely numbers in it.
    pub formulas: Vec<String>,
    /// What is assumed, each a sentence.
    pub assumptions: Vec<String>,
}

/// Why a typed text is no number of children.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChildrenError {
    /// The text is not a number at all.
    Number(NumberError),
    /// The number has decimals.
    Fraction,
    /// Above [`Children::MOST`].
    TooMany,
}

/// Why it cannot be worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FinancingError {
    /// The number of all children can be 0, or smaller than that of the municipality's own.
    Children,
    /// A result is too large.
    TooLarge,
}

impl Model {
    /// A model that the user entered.
    #[must_use]
    pub fn entered(objective: Range<Share>) -> Model {
        Model { objective, name: String::new(), ground: None, next_review: None }
    }
}

impl Children {
    /// The most children that anyone counts.
    pub const MOST: u32 = 2_000_000;

    /// Reads a number of children as people in Denmark write it.
    ///
    /// ```
    /// use calculator::financing::Children;
    ///
    /// assert_eq!(Children::parse("12.345"), Ok(12_345));
    /// assert!(Children::parse("12,5").is_err());
    /// ```
    ///
    /// # Errors
    /// When the text is no number, has decimals, or is above [`Children::MOST`].
    pub fn parse(text: &str) -> Result<u32, ChildrenError> {
        let written = number::read(text).map_err(ChildrenError::Number)?;
        if !written.decimals.is_empty() {
            return Err(ChildrenError::Fraction);
        }
        let count = u32::try_from(written.whole).ok().filter(|&count| count <= Children::MOST);
        count.ok_or(ChildrenError::TooMany)
    }

    /// The municipality's own children, and those of all municipalities of the house, itself included.
    ///
    /// # Errors
    /// When all can be none, or fewer than its own.
    pub fn new(own: Range<u32>, all: Range<u32>) -> Result<Children, FinancingError> {
        if all.low() == 0 || own.high() > all.low() { Err(FinancingError::Children) } else { Ok(Children { own, all }) }
    }

    /// The municipality's own.
    #[must_use]
    pub fn own(self) -> Range<u32> {
        self.own
    }

    /// All.
    #[must_use]
    pub fn all(self) -> Range<u32> {
        self.all
    }
}

/// Works out what the municipality pays.
///
/// ```
/// use calculator::financing::{Case, Children, Model, work_out};
/// use calculator::{Amount, Money, Quantity, Range, Share, Year};
///
/// // Børnehus Syd 2021: 24,5 mio. kr., of which 60 % objective; a takst of 13.477 kr.
/// let case = Case {
///     model: Model::entered(Range::exact(Share::parse("60 %")?)),
///     year: Year::parse("2021")?,
///     budget: Some(Range::exact(Amount::parse("24.500.000")?)),
///     children: Some(Children::new(Range::exact(10_000), Range::exact(100_000))?),
///     takst: Some(Money::entered(Range::exact(Amount::parse("13.477")?), None, "Børnehus Syd", "")),
///     cases: Some(Range::exact(Quantity::parse("20")?)),
/// };
/// let paid = work_out(&case)?;
/// assert_eq!(paid.objective.map(|part| part.likely().to_string()).as_deref(), Some("1.470.000 kr."));
/// assert_eq!(paid.total.map(|all| all.likely().to_string()).as_deref(), Some("1.739.540 kr."));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When a result is too large.
pub fn work_out(case: &Case) -> Result<Financing, FinancingError> {
    let objective = match (&case.budget, case.children) {
        (Some(budget), Some(children)) => Some(three(|bound| {
            let mut product = Product::of(budget.at(bound).ore().unsigned_abs());
            product.times(u32::from(case.model.objective.at(bound).basis_points()));
            product.times(children.own.at(bound));
            product.over(10_000);
            // The more children there are in all, the less of it is the municipality's.
            product.over(children.all.at(opposite(bound)));
            product.rounded()
        })?),
        _ => None,
    };
    let cases = match (&case.takst, case.cases) {
        (Some(takst), Some(cases)) => {
            Some(three(|bound| takst.amount().at(bound).checked_mul(cases.at(bound)).map(Amount::ore))?)
        }
        _ => None,
    };
    let total = match (objective, cases) {
        (Some(one), Some(other)) => Some(three(|bound| one.at(bound).checked_add(other.at(bound)).map(Amount::ore))?),
        (one, other) => one.or(other),
    };
    let formulas = crate::text::financing_formulas(case, objective, cases);
    Ok(Financing { objective, cases, total, formulas, assumptions: crate::text::financing_assumptions(case) })
}

/// A range from what each bound gives.
fn three(at: impl Fn(Bound) -> Option<i64>) -> Result<Range<Amount>, FinancingError> {
    let amount = |bound| at(bound).and_then(Amount::from_ore).ok_or(FinancingError::TooLarge);
    let [low, likely, high] = [amount(Bound::Low)?, amount(Bound::Likely)?, amount(Bound::High)?];
    Range::new(low, likely, high).map_err(|_| FinancingError::TooLarge)
}

impl fmt::Display for ChildrenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::text::children_error(self))
    }
}

impl std::error::Error for ChildrenError {}

impl fmt::Display for FinancingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(crate::text::financing_error(*self))
    }
}

impl std::error::Error for FinancingError {}
