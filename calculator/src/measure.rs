//! Numbers with up to two decimals that are not money: hours, kilometres, shares, yearly change; and years.
//!
//! Contract: each is a whole number of hundredths within its limits, so arithmetic with them is exact. People write them the
//! Danish way: `7,5`, `12.662`, `2,8 %`.

use std::fmt;

use crate::number::{self, NumberError};

/// A number of hours or kilometres, in hundredths, 0 to [`Measure::MAX`].
///
/// ```
/// use calculator::Measure;
///
/// let hours = Measure::parse("7,5")?;
/// assert_eq!((hours.hundredths(), hours.to_string()), (750, "7,5".to_owned()));
/// # Ok::<(), calculator::MeasureError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Measure(u32);

/// A part of a whole, 0 to 100 %, in hundredths of a per cent.
///
/// ```
/// use calculator::Share;
///
/// assert_eq!(Share::parse("12,5 %")?.basis_points(), 1_250);
/// assert!(Share::parse("101").is_err());
/// # Ok::<(), calculator::MeasureError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Share(u16);

/// How much prices and pay change in a year, −50 to +100 %, in hundredths of a per cent.
///
/// ```
/// use calculator::Change;
///
/// assert_eq!(Change::parse("2,8")?.basis_points(), 280);
/// assert_eq!(Change::parse("-0,5 %")?.to_string(), "−0,5 %");
/// # Ok::<(), calculator::MeasureError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Change(i16);

/// A calendar year from 2000 to 2099.
///
/// ```
/// use calculator::Year;
///
/// assert_eq!(Year::parse("2027")?.get(), 2027);
/// assert!(Year::new(1999).is_none());
/// # Ok::<(), calculator::MeasureError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year(u16);

/// Why a typed text is none of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MeasureError {
    /// The text is not a number at all.
    Number(NumberError),
    /// More than two digits after the comma.
    TooManyDecimals,
    /// Outside the limits, which are given as Danish texts.
    Outside {
        /// The smallest.
        min: &'static str,
        /// The largest.
        max: &'static str,
    },
}

/// The hundredths of a typed number, up to `max`.
fn hundredths(text: &str, limits: (&'static str, &'static str), max: u32) -> Result<u32, MeasureError> {
    let written = number::read(text).map_err(MeasureError::Number)?;
    let decimals = match written.decimals.as_bytes() {
        [] => 0,
        [tens] => u64::from(tens - b'0') * 10,
        [tens, ones] => u64::from(tens - b'0') * 10 + u64::from(ones - b'0'),
        _ => return Err(MeasureError::TooManyDecimals),
    };
    let value = written.whole.checked_mul(100).and_then(|whole| whole.checked_add(decimals));
    let value = value.and_then(|value| u32::try_from(value).ok()).filter(|&value| value <= max);
    value.ok_or(MeasureError::Outside { min: limits.0, max: limits.1 })
}

/// A text without the sign of per cent.
fn bare(text: &str) -> &str {
    let text = text.trim();
    text.strip_suffix('%').or_else(|| text.strip_suffix("pct.")).or_else(|| text.strip_suffix("pct")).unwrap_or(text)
}

impl Measure {
    /// One whole.
    pub const ONE: Measure = Measure(100);
    /// The largest: 99.999,99.
    pub const MAX: Measure = Measure(9_999_999);

    /// A number of hundredths; nothing above [`Measure::MAX`].
    #[must_use]
    pub const fn new(hundredths: u32) -> Option<Measure> {
        if hundredths > Measure::MAX.0 { None } else { Some(Measure(hundredths)) }
    }

    /// The hundredths.
    #[must_use]
    pub const fn hundredths(self) -> u32 {
        self.0
    }

    /// Reads a number with up to two decimals.
    ///
    /// # Errors
    /// When the text is no such number, or too large.
    pub fn parse(text: &str) -> Result<Measure, MeasureError> {
        hundredths(text, ("0", "99.999,99"), Measure::MAX.0).map(Measure)
    }
}

impl Share {
    /// Nothing of it.
    pub const NONE: Share = Share(0);
    /// All of it.
    pub const ALL: Share = Share(10_000);

    /// A number of hundredths of a per cent; nothing above 100 %.
    #[must_use]
    pub const fn new(basis_points: u16) -> Option<Share> {
        if basis_points > Share::ALL.0 { None } else { Some(Share(basis_points)) }
    }

    /// The hundredths of a per cent.
    #[must_use]
    pub const fn basis_points(self) -> u16 {
        self.0
    }

    /// What is left of the whole.
    #[must_use]
    pub const fn rest(self) -> Share {
        Share(Share::ALL.0 - self.0)
    }

    /// Reads a percentage, with or without its sign.
    ///
    /// # Errors
    /// When the text is no percentage from 0 to 100 with at most two decimals.
    pub fn parse(text: &str) -> Result<Share, MeasureError> {
        let value = hundredths(bare(text), ("0", "100"), u32::from(Share::ALL.0))?;
        Ok(Share(u16::try_from(value).unwrap_or(Share::ALL.0)))
    }
}

impl Change {
    /// A number of hundredths of a per cent; nothing outside −50 to +100 %.
    #[must_use]
    pub const fn new(basis_points: i16) -> Option<Change> {
        if basis_points < -5_000 || basis_points > 10_000 { None } else { Some(Change(basis_points)) }
    }

    /// The hundredths of a per cent.
    #[must_use]
    pub const fn basis_points(self) -> i16 {
        self.0
    }

    /// What an amount is multiplied by, in ten thousandths: 10.280 for 2,8 %.
    #[must_use]
    pub fn factor(self) -> u32 {
        u32::try_from(10_000 + i32::from(self.0)).unwrap_or_default()
    }

    /// Reads a percentage, with or without a minus and the sign.
    ///
    /// # Errors
    /// When the text is no percentage from −50 to 100 with at most two decimals.
    pub fn parse(text: &str) -> Result<Change, MeasureError> {
        const LIMITS: (&str, &str) = ("−50", "100");
        let text = bare(text);
        let (sign, digits, max) = match text.strip_prefix(number::is_minus) {
            Some(digits) => (-1, digits, 5_000),
            None => (1, text.strip_prefix('+').unwrap_or(text), 10_000),
        };
        let value = hundredths(digits, LIMITS, max)?;
        i16::try_from(value)
            .map(|value| Change(sign * value))
            .map_err(|_| MeasureError::Outside { min: "−50", max: "100" })
    }
}

impl Year {
    /// The first year of the financing model of the order on children's houses of December 2023.
    pub const NEW_MODEL: Year = Year(2024);

    /// A year; nothing outside 2000 to 2099.
    #[must_use]
    pub const fn new(year: u16) -> Option<Year> {
        if year < 2000 || year > 2099 { None } else { Some(Year(year)) }
    }

    /// The year of a date; nothing outside 2000 to 2099.
    #[must_use]
    pub fn of(date: jiff::civil::Date) -> Option<Year> {
        u16::try_from(date.year()).ok().and_then(Year::new)
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }

    /// The year so many years later, if there is one.
    #[must_use]
    pub fn later(self, years: usize) -> Option<Year> {
        u16::try_from(years).ok().and_then(|years| self.0.checked_add(years)).and_then(Year::new)
    }

    /// Reads a year of four digits.
    ///
    /// # Errors
    /// When the text is no year from 2000 to 2099.
    pub fn parse(text: &str) -> Result<Year, MeasureError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(MeasureError::Number(NumberError::Empty));
        }
        let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
        let year = if digits { text.parse().ok().and_then(Year::new) } else { None };
        year.ok_or(MeasureError::Outside { min: "2000", max: "2099" })
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::text::hundredths(u64::from(self.0)))
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::text::hundredths(u64::from(self.0)))?;
        f.write_str(" %")
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 < 0 {
            f.write_str("−")?;
        }
        f.write_str(&crate::text::hundredths(u64::from(self.0.unsigned_abs())))?;
        f.write_str(" %")
    }
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Display for MeasureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::text::measure_error(self))
    }
}

impl std::error::Error for MeasureError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for value in (0..=10_000).step_by(7) {
            let share = Share::new(value).unwrap();
            assert_eq!(Share::parse(&share.to_string()), Ok(share));
            let measure = Measure::new(u32::from(value) * 999).unwrap();
            assert_eq!(Measure::parse(&measure.to_string()), Ok(measure));
        }
        for value in -5_000..=10_000 {
            let change = Change::new(value).unwrap();
            assert_eq!(Change::parse(&change.to_string()), Ok(change));
        }
    }

    #[test]
    fn the_limits_are_part_of_the_range() {
        assert_eq!(Share::parse("100"), Ok(Share::ALL));
        assert!(Share::parse("100,01").is_err());
        assert_eq!(Change::parse("−50 %").map(Change::factor), Ok(5_000));
        assert!(Change::parse("-50,01").is_err() && Change::parse("100,01").is_err());
        assert!(Change::parse("2,855").is_err() && Change::parse("--2").is_err());
        assert_eq!(Year::parse("2099").map(Year::get), Ok(2099));
        for text in ["", "27", "2100", "+202", "20 27"] {
            assert!(Year::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_message_is_a_sentence_and_names_the_limit() {
        for error in
            [Measure::parse("").unwrap_err(), Measure::parse("1,234").unwrap_err(), Share::parse("x").unwrap_err()]
        {
            assert!(error.to_string().ends_with('.'), "{error}");
        }
        assert_eq!(Share::parse("120").unwrap_err().to_string(), "Tallet skal ligge mellem 0 og 100.");
    }
}
