//! From the prices of one year to those of another.
//!
//! Contract: nothing is carried forward unless someone entered the yearly change (pris- og lønskøn, PL), and then both the
//! amount as entered and the amount carried forward can be shown. The rule: an amount of price year P is brought to year Y
//! by multiplying with 1 + PL of every year after P up to Y, or dividing by it for every year after Y up to P. All factors
//! are whole ten thousandths, multiplied exactly; the amount is rounded once, to whole øre, at the end. A year without an
//! entered PL is an error ([`IndexError::NoChange`]), never 0 %. What a case at a børnehus cost under the financing before
//! 2024 cannot be carried across 1 January 2024 ([`IndexError::OldModel`]).

use std::fmt;

use crate::product::Product;
use crate::{Amount, Bound, Change, Range, Year};

/// The base year, and the change of prices in the years around it as the user entered it.
///
/// ```
/// use calculator::{Amount, Bound, Change, PriceKind, PriceLevel, Range, Year};
///
/// let year = |year| Year::new(year).expect("a year");
/// let pl = |text: &str| Change::parse(text).map(Range::exact);
/// let level = PriceLevel::new(year(2025), year(2026), vec![pl("2,8 %")?, pl("3,2 %")?])?;
/// let price = Amount::parse("10.000")?;
/// let kind = PriceKind::Service;
/// // 10.000 × 1,028 × 1,032 = 10.608,96
/// assert_eq!(level.carry(price, kind, year(2025), year(2027), Bound::Likely)?.to_string(), "10.608,96 kr.");
/// assert!(level.carry(price, kind, year(2025), year(2028), Bound::Likely).is_err(), "no PL was entered for 2028");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceLevel {
    base: Year,
    first: Year,
    changes: Vec<Range<Change>>,
}

/// What kind of price is carried to another year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PriceKind {
    /// Of a related service, or a cost of one's own.
    Service,
    /// Of a case at a børnehus (takst), which depends on how the house is financed.
    Case,
}

/// At which level amounts are worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// As they were entered or printed, whatever their year.
    Entered,
    /// All in prices of the base year.
    Fixed,
    /// Each budget year in prices of its own year.
    Current,
}

/// Why an amount cannot be brought to another year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexError {
    /// The plan has no price level.
    NoLevel,
    /// No change was entered for a year that is needed.
    NoChange {
        /// The year.
        year: Year,
    },
    /// The price of a case crosses from the financing before 2024 to that after it.
    OldModel {
        /// The year of the price.
        from: Year,
        /// The year it was to be brought to.
        to: Year,
    },
    /// The result is too large.
    TooLarge,
}

/// Changes that leave the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PriceLevelError {
    /// The first year of the changes.
    pub first: Year,
    /// How many there are.
    pub years: usize,
}

impl Level {
    /// All levels.
    pub const ALL: [Level; 3] = [Level::Entered, Level::Fixed, Level::Current];
}

impl PriceLevel {
    /// A price level of the base year `base`; `changes` are those of the year `first`, the year after it, and so on.
    ///
    /// # Errors
    /// When the last of them is not a [`Year`].
    pub fn new(base: Year, first: Year, changes: Vec<Range<Change>>) -> Result<PriceLevel, PriceLevelError> {
        if changes.len() > 100 || first.later(changes.len().saturating_sub(1)).is_none() {
            return Err(PriceLevelError { first, years: changes.len() });
        }
        Ok(PriceLevel { base, first, changes })
    }

    /// The base year.
    #[must_use]
    pub fn base(&self) -> Year {
        self.base
    }

    /// The year of the first change.
    #[must_use]
    pub fn first(&self) -> Year {
        self.first
    }

    /// The changes, one a year.
    #[must_use]
    pub fn changes(&self) -> &[Range<Change>] {
        &self.changes
    }

    /// The change of a year, where it was entered.
    #[must_use]
    pub fn change(&self, year: Year) -> Option<Range<Change>> {
        let index = year.get().checked_sub(self.first.get())?;
        self.changes.get(usize::from(index)).copied()
    }

    /// Brings an amount of the year `from` to the year `to`, with the changes at `bound`.
    ///
    /// # Errors
    /// When a change is not there, or the amount cannot be carried at all.
    pub fn carry(
        &self,
        amount: Amount,
        kind: PriceKind,
        from: Year,
        to: Year,
        bound: Bound,
    ) -> Result<Amount, IndexError> {
        let mut product = Product::of(amount.ore().unsigned_abs());
        self.apply(&mut product, kind, from, to, &|_| bound)?;
        product.rounded().and_then(Amount::from_ore).ok_or(IndexError::TooLarge)
    }

    /// Multiplies by the change of every year between; `bound` says which of a year's changes is meant.
    pub(crate) fn apply(
        &self,
        product: &mut Product,
        kind: PriceKind,
        from: Year,
        to: Year,
        bound: &dyn Fn(Year) -> Bound,
    ) -> Result<(), IndexError> {
        let (earlier, later) = (from.min(to), from.max(to));
        if kind == PriceKind::Case && earlier < Year::NEW_MODEL && later >= Year::NEW_MODEL {
            return Err(IndexError::OldModel { from, to });
        }
        for year in (earlier.get() + 1..=later.get()).filter_map(Year::new) {
            let factor = self.change(year).ok_or(IndexError::NoChange { year })?.at(bound(year)).factor();
            let (up, down) = if from < to { (factor, 10_000) } else { (10_000, factor) };
            product.times(up);
            product.over(down);
        }
        Ok(())
    }
}

impl fmt::Display for IndexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::text::index_error(*self))
    }
}

impl std::error::Error for IndexError {}

impl fmt::Display for PriceLevelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(crate::text::PRICE_LEVEL_ERROR)
    }
}

impl std::error::Error for PriceLevelError {}
