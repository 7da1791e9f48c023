//! How many of a service are bought.
//!
//! Contract: a [`Quantity`] is a whole number from 0 to 9.999. Services are bought whole; half a course is not a thing
//! that has a price, so `12,5` is refused rather than rounded.

use std::fmt;

use crate::number::{self, NumberError};

/// A whole number of units, 0 to [`Quantity::MAX`].
///
/// ```
/// use calculator::Quantity;
///
/// assert_eq!(Quantity::parse("3")?.get(), 3);
/// assert_eq!(Quantity::parse("1.000")?.to_string(), "1.000");
/// assert!(Quantity::parse("12,5").is_err());
/// # Ok::<(), calculator::QuantityError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity(u16);

/// Why a typed text is not a quantity. The [`Display`](fmt::Display) text is Danish and says how to write it instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuantityError {
    /// The text is not a number at all.
    Number(NumberError),
    /// The number has decimals.
    Fraction,
    /// Above [`Quantity::MAX`].
    TooLarge {
        /// The largest quantity.
        max: Quantity,
    },
}

impl Quantity {
    /// The largest quantity: 9.999.
    pub const MAX: Quantity = Quantity(9_999);

    /// A quantity, or nothing where `count` is above [`Quantity::MAX`].
    #[must_use]
    pub const fn new(count: u16) -> Option<Quantity> {
        if count > Quantity::MAX.0 { None } else { Some(Quantity(count)) }
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }

    /// Reads a whole number as people in Denmark write it.
    ///
    /// # Errors
    /// When the text is no number, has decimals, or is above [`Quantity::MAX`].
    pub fn parse(text: &str) -> Result<Quantity, QuantityError> {
        let written = number::read(text).map_err(QuantityError::Number)?;
        if !written.decimals.is_empty() {
            return Err(QuantityError::Fraction);
        }
        u16::try_from(written.whole).ok().and_then(Quantity::new).ok_or(QuantityError::TooLarge { max: Quantity::MAX })
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::text::number(u64::from(self.0)))
    }
}

impl fmt::Display for QuantityError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::text::quantity_error(self))
    }
}

impl std::error::Error for QuantityError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_whole_numbers() {
        for (text, expected) in [("3", 3), (" 0 ", 0), ("1.000", 1_000), ("9 999", 9_999)] {
            assert_eq!(Quantity::parse(text).map(Quantity::get), Ok(expected), "{text:?}");
        }
    }

    #[test]
    fn each_wrong_text_has_its_own_message() {
        let texts = ["12,5 stk", "12,5", "1e9", "-1", "", "10000", "1.5", "1,2,3", "3,", "tre"];
        let messages: Vec<String> =
            texts.iter().map(|text| Quantity::parse(text).expect_err(text).to_string()).collect();
        let mut distinct = messages.clone();
        distinct.sort();
        distinct.dedup();
        assert_eq!(distinct.len(), texts.len(), "{messages:#?}");
    }

    #[test]
    fn the_limit_is_part_of_the_range() {
        assert_eq!(Quantity::new(9_999), Some(Quantity::MAX));
        assert_eq!(Quantity::new(10_000), None);
        assert_eq!(Quantity::parse("99999999999999999999"), Err(QuantityError::TooLarge { max: Quantity::MAX }));
    }
}
