//! An amount with its origin: who says so, and in the prices of which year.
//!
//! Contract: what comes from a register can only be made from the register's own entry ([`Money::printed`],
//! [`Money::figure`]) and is exact; what the user entered is marked so and may be a range. Nothing else is money in a plan.

use crate::{Amount, Figure, Range, Rate, Year};

/// An amount, its price year and its origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    pub(crate) amount: Range<Amount>,
    pub(crate) year: Option<Year>,
    pub(crate) origin: Origin,
}

/// Where an amount is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The user entered it.
    Entered {
        /// Who gave the price, as the user wrote it; may be empty.
        provider: String,
        /// The user's remark; may be empty.
        note: String,
    },
    /// Printed price of the line's service, as the register had it on the plan's rate date.
    Rate,
    /// A figure of the register, such as the state's rate for a kilometre.
    Figure {
        /// The id of the figure.
        id: String,
    },
}

impl Money {
    /// An amount that the user entered. Without a price year it is taken to be in prices of the base year.
    #[must_use]
    pub fn entered(amount: Range<Amount>, year: Option<Year>, provider: &str, note: &str) -> Money {
        Money { amount, year, origin: Origin::Entered { provider: provider.to_owned(), note: note.to_owned() } }
    }

    /// A printed price. Its price year is the first year in which it held.
    #[must_use]
    pub fn printed(rate: &Rate) -> Money {
        Money { amount: Range::exact(rate.amount), year: Year::of(rate.validity.from()), origin: Origin::Rate }
    }

    /// A figure of the register.
    #[must_use]
    pub fn figure(figure: &Figure) -> Money {
        Money {
            amount: Range::exact(figure.amount),
            year: Some(figure.year),
            origin: Origin::Figure { id: figure.id.clone() },
        }
    }

    /// The amount.
    #[must_use]
    pub fn amount(&self) -> Range<Amount> {
        self.amount
    }

    /// In the prices of which year it is, where that is known.
    #[must_use]
    pub fn year(&self) -> Option<Year> {
        self.year
    }

    /// Where it is from.
    #[must_use]
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// True where the user entered it.
    #[must_use]
    pub fn is_entered(&self) -> bool {
        matches!(self.origin, Origin::Entered { .. })
    }
}
