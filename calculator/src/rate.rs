//! Prices and the periods they hold in.
//!
//! Contract: a [`RateTable`] is in order of time and proven free of overlap and gap by its only constructor, which names
//! every fault at once. [`RateTable::on`] gives the rate of a date or says why there is none; it never falls back on the
//! nearest rate. An empty table is right and common: the service has no printed price.

use std::fmt;

use jiff::civil::Date;

use crate::{Amount, Validity};

/// How well a price is established.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Stands in the source it refers to (`bekraeftet`).
    Confirmed,
    /// Not checked against its source; must be shown with a note (`ubekraeftet`).
    Unconfirmed,
}

impl Status {
    /// Both.
    pub const ALL: [Status; 2] = [Status::Confirmed, Status::Unconfirmed];

    /// Reads the editors' key, `bekraeftet` or `ubekraeftet`.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|status| status.key() == key)
    }

    /// The editors' key.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Status::Confirmed => "bekraeftet",
            Status::Unconfirmed => "ubekraeftet",
        }
    }
}

/// Where something stands: a source in the register, and the place in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reference {
    /// The id of the source in `content/data/kilder.toml`.
    pub source_id: String,
    /// Page, section or appendix, in Danish, for example `bilag 2`.
    pub place: String,
}

/// A price of one unit of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rate {
    /// The price of one unit.
    pub amount: Amount,
    /// The days on which it holds or held.
    pub validity: Validity,
    /// Who charges it, for example `Børnehus Syd`.
    pub provider: String,
    /// What a reader must know before using it, as a Danish sentence.
    pub caveat: Option<String>,
    /// Where it is printed.
    pub reference: Reference,
    /// How well it is established.
    pub status: Status,
}

/// The prices of one service in order of time, without overlap and without gap; perhaps none.
///
/// ```
/// use calculator::{Amount, NoRate, Rate, RateTable, Reference, Status, Validity};
/// use jiff::civil::date;
///
/// let table = RateTable::new(vec![Rate {
///     amount: Amount::parse("28.000")?,
///     validity: Validity::new(date(2021, 3, 1), Some(date(2022, 12, 31)))?,
///     provider: "Børnehus Syd".into(),
///     caveat: None,
///     reference: Reference { source_id: "boernehus-midt-2022".into(), place: "bilag 2".into() },
///     status: Status::Confirmed,
/// }])
/// .expect("one rate has neither overlap nor gap");
/// assert!(table.on(date(2022, 6, 1)).is_ok());
/// assert_eq!(table.on(date(2027, 1, 1)), Err(NoRate::After { last: date(2022, 12, 31) }));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RateTable(Vec<Rate>);

/// A printed price as it may be shown on a day: what was in force in the past is told apart from what is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Printed<'a> {
    /// The rate holds on the day.
    InForce(&'a Rate),
    /// The rate is the last one, and it had ended before the day: history, to be shown with its period and a warning.
    Past(&'a Rate),
}

impl<'a> Printed<'a> {
    /// The rate.
    #[must_use]
    pub fn rate(self) -> &'a Rate {
        match self {
            Printed::InForce(rate) | Printed::Past(rate) => rate,
        }
    }

    /// True where the rate has ended.
    #[must_use]
    pub fn is_past(self) -> bool {
        matches!(self, Printed::Past(_))
    }
}

/// Two rates that do not follow each other day by day. The indices count from 0 in the list given to
/// [`RateTable::new`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RateTableError {
    /// Some days belong to both.
    Overlap {
        /// Index and period of the one that begins first.
        earlier: (usize, Validity),
        /// Index and period of the other.
        later: (usize, Validity),
    },
    /// Some days between them belong to neither.
    Gap {
        /// Index and period of the last one before the gap.
        earlier: (usize, Validity),
        /// Index and period of the first one after it.
        later: (usize, Validity),
        /// The days without a rate.
        missing: Validity,
    },
}

/// Why there is no rate on a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRate {
    /// The table is empty: the service has no printed price.
    Empty,
    /// The date is before the first rate.
    Before {
        /// The first day that has a rate.
        first: Date,
    },
    /// The date is after the last rate.
    After {
        /// The last day that has a rate.
        last: Date,
    },
}

impl RateTable {
    /// Puts rates in order of time and proves that they follow each other day by day.
    ///
    /// # Errors
    /// Every pair that overlaps and every gap.
    pub fn new(rates: Vec<Rate>) -> Result<RateTable, Vec<RateTableError>> {
        // A table has a handful of rates: inserting is as fast as sorting them, and much less code in the browser.
        let mut sorted: Vec<(usize, Rate)> = Vec::with_capacity(rates.len());
        for (index, rate) in rates.into_iter().enumerate() {
            let place = sorted.partition_point(|(_, earlier)| earlier.validity.from() <= rate.validity.from());
            sorted.insert(place, (index, rate));
        }
        let errors = faults(&sorted.iter().map(|(index, rate)| (*index, rate.validity)).collect::<Vec<_>>());
        if errors.is_empty() { Ok(RateTable(sorted.into_iter().map(|(_, rate)| rate).collect())) } else { Err(errors) }
    }

    /// The table of a service without a printed price.
    #[must_use]
    pub fn empty() -> RateTable {
        RateTable::default()
    }

    /// True where no price is printed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The rates, oldest first.
    #[must_use]
    pub fn rates(&self) -> &[Rate] {
        &self.0
    }

    /// The rate that holds on `day`.
    ///
    /// # Errors
    /// When the table is empty, or `day` is before the first or after the last rate. There is no nearest rate.
    pub fn on(&self, day: Date) -> Result<&Rate, NoRate> {
        if let Some(rate) = self.0.iter().find(|rate| rate.validity.contains(day)) {
            return Ok(rate);
        }
        // Without gaps, a day that no rate holds lies before the first or after the last.
        match (self.0.first(), self.0.last().and_then(|rate| rate.validity.until())) {
            (Some(first), _) if day < first.validity.from() => Err(NoRate::Before { first: first.validity.from() }),
            (_, Some(last)) => Err(NoRate::After { last }),
            _ => Err(NoRate::Empty),
        }
    }

    /// The price to show on `day`: the one in force, or the last one as [`Printed::Past`] where all have ended.
    ///
    /// Nothing where no price is printed, or where the first one lies ahead.
    ///
    /// ```
    /// # use calculator::{Amount, Printed, Rate, RateTable, Reference, Status, Validity};
    /// # use jiff::civil::date;
    /// # let rate = Rate {
    /// #     amount: Amount::parse("28.000")?,
    /// #     validity: Validity::new(date(2021, 3, 1), Some(date(2022, 12, 31)))?,
    /// #     provider: "Børnehus Syd".into(), caveat: None,
    /// #     reference: Reference { source_id: "k".into(), place: String::new() }, status: Status::Confirmed,
    /// # };
    /// let table = RateTable::new(vec![rate]).expect("one rate");
    /// assert!(matches!(table.printed(date(2022, 12, 31)), Some(Printed::InForce(_))));
    /// assert!(matches!(table.printed(date(2027, 1, 1)), Some(Printed::Past(_))));
    /// assert_eq!(table.printed(date(2021, 2, 28)), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn printed(&self, day: Date) -> Option<Printed<'_>> {
        match self.on(day) {
            Ok(rate) => Some(Printed::InForce(rate)),
            Err(NoRate::After { .. }) => self.latest().map(Printed::Past),
            Err(NoRate::Before { .. } | NoRate::Empty) => None,
        }
    }

    /// The newest rate, whether or not it still holds: history. Show it only with its period and its caveat.
    #[must_use]
    pub fn latest(&self) -> Option<&Rate> {
        self.0.last()
    }
}

/// Every overlap and gap among periods sorted by their first day.
fn faults(sorted: &[(usize, Validity)]) -> Vec<RateTableError> {
    let mut errors = Vec::new();
    // The period reaching furthest so far; a gap opens only behind it.
    let mut furthest: Option<(usize, Validity)> = None;
    for (position, &later) in sorted.iter().enumerate() {
        let clashes = sorted[..position].iter().filter(|earlier| earlier.1.overlaps(&later.1));
        errors.extend(clashes.map(|&earlier| RateTableError::Overlap { earlier, later }));
        if let Some(earlier) = furthest
            && let Some(missing) = earlier.1.gap_to(&later.1)
        {
            errors.push(RateTableError::Gap { earlier, later, missing });
        }
        furthest = Some(match furthest {
            Some(kept) if reaches_further(&kept.1, &later.1) => kept,
            _ => later,
        });
    }
    errors
}

fn reaches_further(one: &Validity, other: &Validity) -> bool {
    match (one.until(), other.until()) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(one), Some(other)) => one > other,
    }
}

impl fmt::Display for RateTableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::text::rate_table_error(self))
    }
}

impl std::error::Error for RateTableError {}

impl fmt::Display for NoRate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::text::no_rate(*self))
    }
}

impl std::error::Error for NoRate {}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn rate(from: Date, until: Option<Date>) -> Rate {
        Rate {
            amount: Amount::MAX_ENTRY,
            validity: Validity::new(from, until).unwrap(),
            provider: "Børnehus Syd".into(),
            caveat: None,
            reference: Reference { source_id: "kilde".into(), place: "side 1".into() },
            status: Status::Confirmed,
        }
    }

    fn year(year: i16) -> Rate {
        rate(date(year, 1, 1), Some(date(year, 12, 31)))
    }

    #[test]
    fn puts_rates_in_order_and_finds_the_one_of_a_day() {
        let table = RateTable::new(vec![year(2022), rate(date(2023, 1, 1), None), year(2021)]).unwrap();
        assert_eq!(table.on(date(2021, 12, 31)).map(|rate| rate.validity.from()), Ok(date(2021, 1, 1)));
        assert_eq!(table.on(date(2022, 1, 1)).map(|rate| rate.validity.from()), Ok(date(2022, 1, 1)));
        assert_eq!(table.on(date(2040, 1, 1)).map(|rate| rate.validity.from()), Ok(date(2023, 1, 1)));
        assert_eq!(table.latest().map(|rate| rate.validity.from()), Some(date(2023, 1, 1)));
    }

    #[test]
    fn a_day_without_a_rate_is_an_error_that_says_why() {
        let table = RateTable::new(vec![year(2021)]).unwrap();
        assert_eq!(table.on(date(2020, 12, 31)), Err(NoRate::Before { first: date(2021, 1, 1) }));
        assert_eq!(table.on(date(2022, 1, 1)), Err(NoRate::After { last: date(2021, 12, 31) }));
        assert_eq!(RateTable::empty().on(date(2021, 1, 1)), Err(NoRate::Empty));
    }

    #[test]
    fn names_every_overlap_and_gap_with_the_callers_indices() {
        let long = rate(date(2020, 1, 1), Some(date(2022, 6, 30)));
        let errors = RateTable::new(vec![year(2024), year(2022), long, year(2021)]).unwrap_err();
        let pairs: Vec<_> = errors
            .iter()
            .map(|error| match error {
                RateTableError::Overlap { earlier, later } => ("overlap", earlier.0, later.0),
                RateTableError::Gap { earlier, later, .. } => ("gap", earlier.0, later.0),
            })
            .collect();
        assert_eq!(pairs, [("overlap", 2, 3), ("overlap", 2, 1), ("gap", 1, 0)]);
    }

    #[test]
    fn a_short_period_inside_a_long_one_opens_no_gap() {
        let long = rate(date(2020, 1, 1), Some(date(2021, 12, 31)));
        let short = rate(date(2020, 2, 1), Some(date(2020, 2, 2)));
        let errors = RateTable::new(vec![long, short, year(2022)]).unwrap_err();
        assert!(matches!(errors.as_slice(), [RateTableError::Overlap { .. }]), "{errors:?}");
    }
}
