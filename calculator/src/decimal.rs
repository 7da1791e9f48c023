//! A printed number that is shown and placed, but never reckoned with.
//!
//! Contract: a [`Decimal`] is exact, in millionths, and keeps the form in which it was printed, so that `49,00` is not shown as
//! 49 and `12.662` not as 12662: no digit is added and none is lost. Unlike an [`crate::Amount`] it may be negative. A
//! sum is written with as many decimals as its most exact part.

use std::fmt;

use crate::number::{self, NumberError};

/// Most digits after the comma.
const DECIMALS: usize = 6;

/// Largest whole part; in millionths, the sum of several is still far below the largest `i64`.
const LARGEST: u64 = 99_999_999_999;

/// A number as printed.
///
/// ```
/// use calculator::Decimal;
///
/// let change = Decimal::parse("-7,10")?;
/// assert_eq!(change.millionths(), -7_100_000);
/// assert_eq!(change.to_string(), "−7,10");
/// assert!(Decimal::parse("7.1").is_err());
/// # Ok::<(), calculator::DecimalError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal {
    millionths: i64,
    written: String,
}

/// Why a text is not a decimal number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecimalError {
    /// The text is not a number at all.
    Number(NumberError),
    /// More digits after the comma than are kept exactly.
    TooManyDecimals,
    /// Larger than any number that is drawn.
    TooLarge,
}

impl Decimal {
    /// Reads a number as it is printed in Danish, with a minus or without.
    ///
    /// # Errors
    /// When the text is no number, or too long to be kept exactly.
    pub fn parse(text: &str) -> Result<Decimal, DecimalError> {
        let text = number::plain_blanks(text);
        let digits = text.strip_prefix(number::is_minus).map(str::trim_start);
        let read = number::read(digits.unwrap_or(&text)).map_err(DecimalError::Number)?;
        if read.whole > LARGEST {
            return Err(DecimalError::TooLarge);
        }
        if read.decimals.len() > DECIMALS {
            return Err(DecimalError::TooManyDecimals);
        }
        let part: i64 = format!("{:0<DECIMALS$}", read.decimals).parse().unwrap_or_default();
        let size = i64::try_from(read.whole).unwrap_or_default() * 1_000_000 + part;
        // A real minus is read aloud and does not part from its number; a blank between groups does not break.
        let shown = digits.unwrap_or(&text).replace(' ', "\u{a0}");
        Ok(match digits {
            Some(_) => Decimal { millionths: -size, written: format!("\u{2212}{shown}") },
            None => Decimal { millionths: size, written: shown },
        })
    }

    /// The exact sum of numbers.
    ///
    /// ```
    /// use calculator::Decimal;
    ///
    /// let parts = [Decimal::parse("1.200,5")?, Decimal::parse("3,25")?];
    /// assert_eq!(Decimal::sum(&parts).to_string(), "1.203,75");
    /// # Ok::<(), calculator::DecimalError>(())
    /// ```
    #[must_use]
    pub fn sum<'d>(parts: impl IntoIterator<Item = &'d Decimal>) -> Decimal {
        let (mut millionths, mut decimals) = (0_i64, 0);
        for part in parts {
            millionths = millionths.saturating_add(part.millionths);
            decimals = decimals.max(part.written.split_once(',').map_or(0, |(_, digits)| digits.len()));
        }
        let size = millionths.unsigned_abs();
        let mut written = crate::text::number(size / 1_000_000);
        if decimals > 0 {
            written.push(',');
            written.push_str(format!("{:06}", size % 1_000_000).get(..decimals).unwrap_or_default());
        }
        if millionths < 0 {
            written.insert(0, '\u{2212}');
        }
        Decimal { millionths, written }
    }

    /// Whether it is a whole number.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.millionths % 1_000_000 == 0
    }

    /// The exact value, in millionths.
    #[must_use]
    pub const fn millionths(&self) -> i64 {
        self.millionths
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl fmt::Display for DecimalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(crate::text::decimal_error(self))
    }
}

impl std::error::Error for DecimalError {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> Result<(i64, String), DecimalError> {
        Decimal::parse(text).map(|number| (number.millionths(), number.to_string()))
    }

    #[test]
    fn the_printed_form_is_kept() {
        assert_eq!(shown("12.662"), Ok((12_662_000_000, "12.662".into())));
        assert_eq!(shown("49,00"), Ok((49_000_000, "49,00".into())));
        assert_eq!(shown(" 1 204 "), Ok((1_204_000_000, "1\u{a0}204".into())));
        for minus in ["-7,11", "\u{2212}7,11", "\u{2013} 7,11"] {
            assert_eq!(shown(minus), Ok((-7_110_000, "\u{2212}7,11".into())), "{minus}");
        }
    }

    #[test]
    fn what_is_not_exact_is_refused() {
        assert_eq!(shown("1,1234567"), Err(DecimalError::TooManyDecimals));
        assert_eq!(shown("100.000.000.000"), Err(DecimalError::TooLarge));
        assert_eq!(shown("--1"), Err(DecimalError::Number(NumberError::Negative)));
        assert!(matches!(shown("12.5"), Err(DecimalError::Number(NumberError::Grouping { .. }))));
        assert!(matches!(shown("ca. 12"), Err(DecimalError::Number(NumberError::Foreign { .. }))));
        assert_eq!(shown(""), Err(DecimalError::Number(NumberError::Empty)));
    }

    proptest! {
        #[test]
        fn any_number_of_kroner_and_oere_is_exact(whole in 0..=LARGEST, part in 0_i64..100, negative: bool) {
            let text = format!("{}{},{part:02}", if negative { "-" } else { "" }, crate::text::number(whole));
            let number = Decimal::parse(&text).map_err(|error| TestCaseError::fail(error.to_string()))?;
            let size = i64::try_from(whole).unwrap() * 1_000_000 + part * 10_000;
            prop_assert_eq!(number.millionths(), if negative { -size } else { size });
            prop_assert_eq!(number.to_string().replace('\u{2212}', "-"), text);
            prop_assert_eq!(Decimal::sum([&number]).millionths(), number.millionths());
        }
    }
}
