//! What one unit costs beside its price: the municipality's own hours, journeys, interpreter, cancelled sessions.
//!
//! Contract: an [`Extra`] is off unless it is added to a line; each is per unit of that line, so that a line of three courses
//! has it three times. Each is a product: hours or kilometres × a rate, or a part of the price. Rates are given in, from the
//! user or from a register. One that lacks its number or its rate is open: kept, named, and in no sum.

use crate::{Measure, Money, Range, Share};

/// A cost per unit beside the price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extra {
    pub(crate) what: What,
    pub(crate) measure: Option<Range<Measure>>,
    pub(crate) rate: Option<Money>,
}

/// What is paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum What {
    /// Hours of staff in meetings × cost of an hour.
    Meetings,
    /// Hours of travel × cost of an hour.
    Travel,
    /// Kilometres × rate of a kilometre.
    Mileage,
    /// Hours of an interpreter × price of an hour.
    Interpreter,
    /// Hours of treatment or other direct work in an offer of one's own × cost of an hour.
    Work,
    /// Supervision of those who do it, in hours × cost of an hour.
    Supervision,
    /// Something else, as so many × an amount.
    Other,
    /// A part of the price that is paid again for sessions which are cancelled.
    Cancelled,
}

impl What {
    /// All of them, in the order in which they are shown.
    pub const ALL: [What; 8] = [
        What::Meetings,
        What::Travel,
        What::Mileage,
        What::Interpreter,
        What::Work,
        What::Supervision,
        What::Other,
        What::Cancelled,
    ];
}

impl Extra {
    /// So many hours or kilometres at a rate. Nothing for [`What::Cancelled`], which is a part of the price.
    ///
    /// ```
    /// use calculator::{Amount, Extra, Measure, Money, Range, What};
    ///
    /// let hourly = Money::entered(Range::exact(Amount::parse("450")?), None, "", "Løn med overhead");
    /// let hours = Range::new(Measure::parse("4")?, Measure::parse("6")?, Measure::parse("7,5")?)?;
    /// assert!(Extra::at_rate(What::Meetings, hours, hourly.clone()).is_some());
    /// assert!(Extra::at_rate(What::Cancelled, hours, hourly).is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn at_rate(what: What, measure: Range<Measure>, rate: Money) -> Option<Extra> {
        if what == What::Cancelled { None } else { Some(Extra::of(what, Some(measure), Some(rate))) }
    }

    /// A cost as far as it is known: without its number, its rate, or both it is open. [`What::Cancelled`] has no rate, and
    /// for a number hundredths of a per cent.
    #[must_use]
    pub fn of(what: What, measure: Option<Range<Measure>>, rate: Option<Money>) -> Extra {
        Extra { what, measure, rate: rate.filter(|_| what != What::Cancelled) }
    }

    /// Sessions that are paid though they are cancelled, as a part of the price.
    #[must_use]
    pub fn cancelled(share: Range<Share>) -> Extra {
        let [low, likely, high] = crate::Bound::ALL.map(|bound| hundredths(share.at(bound)));
        // The order is that of the shares.
        let measure = Range::new(low, likely, high).unwrap_or(Range::exact(likely));
        Extra::of(What::Cancelled, Some(measure), None)
    }

    /// What is paid for.
    #[must_use]
    pub fn what(&self) -> What {
        self.what
    }

    /// How many hours or kilometres; for [`What::Cancelled`], how many per cent. Nothing while that is open.
    #[must_use]
    pub fn measure(&self) -> Option<Range<Measure>> {
        self.measure
    }

    /// The rate; nothing for [`What::Cancelled`], and while it is open.
    #[must_use]
    pub fn rate(&self) -> Option<&Money> {
        self.rate.as_ref()
    }

    /// True while it lacks its number or its rate.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.measure.is_none() || self.rate.is_none() && self.what != What::Cancelled
    }
}

/// A percentage as the number in front of its sign.
fn hundredths(share: Share) -> Measure {
    Measure::new(u32::from(share.basis_points())).unwrap_or_default()
}
