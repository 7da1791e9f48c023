//! What a purchase costs.
//!
//! Contract: [`quote`] multiplies and adds; it invents nothing. A line without a price or a quantity stays in the quote
//! without a number, is left out of the total, and is counted. Each line carries the rate it was made from, so that its
//! source can be shown. What does not fit in an [`Amount`] is a [`QuoteError`], never a wrong number.

use std::fmt;
use std::num::NonZeroU64;

use crate::{Amount, Quantity, Rate, Service, ServiceId, Unit};

/// Where the price of one unit comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Price<'a> {
    /// Printed in a source: a rate of the service's table.
    Printed(&'a Rate),
    /// Entered by the user, who got it from the children's house.
    Entered(Amount),
}

impl Price<'_> {
    /// The price of one unit.
    #[must_use]
    pub fn amount(&self) -> Amount {
        match self {
            Price::Printed(rate) => rate.amount,
            Price::Entered(amount) => *amount,
        }
    }
}

/// A service that someone considers buying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice<'a> {
    /// The service.
    pub service: &'a Service,
    /// How many units a year; nothing while that is open.
    pub quantity: Option<Quantity>,
    /// The price of one unit; nothing while that is open.
    pub price: Option<Price<'a>>,
}

/// What a line comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineTotal {
    /// Quantity times price.
    Known(Amount),
    /// The quantity is there, the price is not.
    MissingPrice,
    /// The price is there, the quantity is not.
    MissingQuantity,
    /// Neither is there.
    MissingBoth,
}

/// One line of a quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteLine<'a> {
    choice: Choice<'a>,
    total: LineTotal,
}

/// A sum of choices. Its total is the sum of the lines that have one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote<'a> {
    lines: Vec<QuoteLine<'a>>,
    total: Amount,
}

/// A sum that does not fit in an [`Amount`]. It cannot come from amounts that [`Amount::parse`] accepted, in any list of
/// services that fits on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuoteError {
    /// Quantity times price does not fit.
    LineTooLarge {
        /// The service of the line.
        service: ServiceId,
    },
    /// The lines fit, their sum does not.
    TotalTooLarge,
}

/// Makes a quote of choices, in their order.
///
/// ```
/// use calculator::{Catalogue, Choice, LineTotal, Price, Amount, Quantity, quote};
/// # use calculator::{Listing, RateTable, Reference, Service, ServiceId, Sessions, Unit};
/// # let service = Service {
/// #     id: ServiceId::parse("tf-cbt")?, name: "TF-CBT".into(), audience: "barnet".into(), short: "".into(),
/// #     unit: Unit::Course, listing: Listing::Catalogue, sessions: Some(Sessions::new(15, 90)?),
/// #     rates: RateTable::empty(), reference: Reference { source_id: "k".into(), place: "".into() }, page: "/".into(),
/// # };
/// let price = Some(Price::Entered(Amount::parse("28.000")?));
/// let quantity = Some(Quantity::parse("3")?);
/// let open = Choice { service: &service, quantity, price: None };
/// let result = quote(&[Choice { service: &service, quantity, price }, open])?;
///
/// assert_eq!(result.total().to_string(), "84.000 kr.");
/// assert_eq!(result.lines()[0].per_session().map(|a| a.to_string()).as_deref(), Some("1.866,67 kr."));
/// assert_eq!(result.lines()[1].total(), LineTotal::MissingPrice);
/// assert_eq!(result.lacking_price(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When a line or the total does not fit in an [`Amount`].
pub fn quote<'a>(choices: &[Choice<'a>]) -> Result<Quote<'a>, QuoteError> {
    let mut lines = Vec::with_capacity(choices.len());
    let mut total = Amount::ZERO;
    for choice in choices {
        let line = QuoteLine { choice: *choice, total: line_total(choice)? };
        if let LineTotal::Known(amount) = line.total {
            total = total.checked_add(amount).ok_or(QuoteError::TotalTooLarge)?;
        }
        lines.push(line);
    }
    Ok(Quote { lines, total })
}

fn line_total(choice: &Choice<'_>) -> Result<LineTotal, QuoteError> {
    Ok(match (choice.quantity, choice.price) {
        (Some(quantity), Some(price)) => match price.amount().checked_mul(quantity) {
            Some(amount) => LineTotal::Known(amount),
            None => return Err(QuoteError::LineTooLarge { service: choice.service.id.clone() }),
        },
        (Some(_), None) => LineTotal::MissingPrice,
        (None, Some(_)) => LineTotal::MissingQuantity,
        (None, None) => LineTotal::MissingBoth,
    })
}

impl<'a> QuoteLine<'a> {
    /// The service.
    #[must_use]
    pub fn service(&self) -> &'a Service {
        self.choice.service
    }

    /// How many units a year, where that is known.
    #[must_use]
    pub fn quantity(&self) -> Option<Quantity> {
        self.choice.quantity
    }

    /// The price of one unit and where it comes from, where that is known.
    #[must_use]
    pub fn price(&self) -> Option<Price<'a>> {
        self.choice.price
    }

    /// What the line comes to.
    #[must_use]
    pub fn total(&self) -> LineTotal {
        self.total
    }

    /// The price of one session, rounded once to whole øre; nothing where the price or the sessions are not known.
    ///
    /// A service bought by the session costs its price; one bought by the hour has no sessions to speak of.
    #[must_use]
    pub fn per_session(&self) -> Option<Amount> {
        let amount = self.choice.price?.amount();
        match self.choice.service.unit {
            Unit::Session => Some(amount),
            Unit::Hour => None,
            Unit::Course | Unit::Event | Unit::Package => {
                amount.scaled(1, NonZeroU64::from(self.choice.service.sessions?.count()))
            }
        }
    }

    /// The price of one hour, rounded once to whole øre; nothing where the price or the length is not known.
    ///
    /// It is worked out from the price of the unit and its minutes, not from the rounded price of a session.
    #[must_use]
    pub fn per_hour(&self) -> Option<Amount> {
        let amount = self.choice.price?.amount();
        match self.choice.service.unit {
            Unit::Hour => Some(amount),
            Unit::Session => amount.scaled(60, NonZeroU64::from(self.choice.service.sessions?.minutes_each())),
            Unit::Course | Unit::Event | Unit::Package => amount.scaled(60, self.choice.service.sessions?.minutes()),
        }
    }
}

impl<'a> Quote<'a> {
    /// The lines, in the order of the choices.
    #[must_use]
    pub fn lines(&self) -> &[QuoteLine<'a>] {
        &self.lines
    }

    /// The sum of the lines that have a total.
    #[must_use]
    pub fn total(&self) -> Amount {
        self.total
    }

    /// How many lines lack a price.
    #[must_use]
    pub fn lacking_price(&self) -> usize {
        self.lines.iter().filter(|line| line.choice.price.is_none()).count()
    }

    /// How many lines lack a quantity.
    #[must_use]
    pub fn lacking_quantity(&self) -> usize {
        self.lines.iter().filter(|line| line.choice.quantity.is_none()).count()
    }

    /// How many lines are left out of the total.
    #[must_use]
    pub fn left_out(&self) -> usize {
        self.lines.iter().filter(|line| !matches!(line.total, LineTotal::Known(_))).count()
    }

    /// True where every line is in the total.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.left_out() == 0
    }
}

impl fmt::Display for QuoteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::text::quote_error(self))
    }
}

impl std::error::Error for QuoteError {}
