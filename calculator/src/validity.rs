//! The period a price holds in.
//!
//! Contract: a [`Validity`] begins on a date and ends on a date or not at all; both ends belong to it, and the end is never
//! before the beginning. Dates are civil dates: no time of day, no time zone.

use std::fmt;

use jiff::civil::Date;

/// A period of whole days, both ends included, perhaps without an end.
///
/// ```
/// use calculator::Validity;
/// use jiff::civil::date;
///
/// let pilot = Validity::new(date(2021, 3, 1), Some(date(2022, 12, 31)))?;
/// assert!(pilot.contains(date(2022, 12, 31)));
/// assert!(!pilot.contains(date(2023, 1, 1)));
/// # Ok::<(), calculator::ValidityError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Validity {
    from: Date,
    until: Option<Date>,
}

/// The end of a period lies before its beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValidityError {
    /// The first day as given.
    pub from: Date,
    /// The last day as given.
    pub until: Date,
}

impl Validity {
    /// A period from `from` to `until`, both included; without `until` it has no end.
    ///
    /// # Errors
    /// When `until` is before `from`.
    pub fn new(from: Date, until: Option<Date>) -> Result<Validity, ValidityError> {
        match until {
            Some(until) if until < from => Err(ValidityError { from, until }),
            _ => Ok(Validity { from, until }),
        }
    }

    /// The first day.
    #[must_use]
    pub fn from(&self) -> Date {
        self.from
    }

    /// The last day, if there is one.
    #[must_use]
    pub fn until(&self) -> Option<Date> {
        self.until
    }

    /// True of every day in the period, the first and the last included.
    #[must_use]
    pub fn contains(&self, day: Date) -> bool {
        self.from <= day && !self.is_over_by(day)
    }

    /// True where the last day is before `day`.
    #[must_use]
    pub fn is_over_by(&self, day: Date) -> bool {
        self.until.is_some_and(|until| until < day)
    }

    /// True where some day belongs to both periods.
    #[must_use]
    pub fn overlaps(&self, other: &Validity) -> bool {
        !self.is_over_by(other.from) && !other.is_over_by(self.from)
    }

    /// The days after this period and before `later`, where there are any.
    ///
    /// ```
    /// use calculator::Validity;
    /// use jiff::civil::date;
    ///
    /// let old = Validity::new(date(2021, 1, 1), Some(date(2021, 12, 31)))?;
    /// let next = Validity::new(date(2022, 1, 1), None)?;
    /// let late = Validity::new(date(2022, 2, 1), None)?;
    /// assert_eq!(old.gap_to(&next), None);
    /// assert_eq!(old.gap_to(&late), Some(Validity::new(date(2022, 1, 1), Some(date(2022, 1, 31)))?));
    /// # Ok::<(), calculator::ValidityError>(())
    /// ```
    #[must_use]
    pub fn gap_to(&self, later: &Validity) -> Option<Validity> {
        let first = self.until?.tomorrow().ok()?;
        let last = later.from.yesterday().ok()?;
        Validity::new(first, Some(last)).ok()
    }
}

impl fmt::Display for Validity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::text::period(self))
    }
}

impl fmt::Display for ValidityError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::text::validity_error(self))
    }
}

impl std::error::Error for ValidityError {}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn days(from: i8, until: Option<i8>) -> Validity {
        Validity::new(date(2024, 1, from), until.map(|day| date(2024, 1, day))).unwrap()
    }

    #[test]
    fn a_period_may_last_one_day_but_not_end_before_it_begins() {
        assert!(days(5, Some(5)).contains(date(2024, 1, 5)));
        let error = ValidityError { from: date(2024, 1, 5), until: date(2024, 1, 4) };
        assert_eq!(Validity::new(error.from, Some(error.until)), Err(error));
    }

    #[test]
    fn overlap_is_a_shared_day() {
        assert!(days(1, Some(5)).overlaps(&days(5, Some(9))));
        assert!(!days(1, Some(4)).overlaps(&days(5, Some(9))));
        assert!(days(1, None).overlaps(&days(20, Some(21))));
        assert!(!days(10, None).overlaps(&days(1, Some(9))));
        assert!(days(1, None).overlaps(&days(9, None)));
    }

    #[test]
    fn the_last_day_of_the_calendar_has_no_day_after_it() {
        let to_the_end = Validity::new(date(2024, 1, 1), Some(Date::MAX)).unwrap();
        assert_eq!(to_the_end.gap_to(&days(9, None)), None);
        assert_eq!(days(1, None).gap_to(&days(9, None)), None);
    }
}
