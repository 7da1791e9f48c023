//! Money.
//!
//! Contract: an [`Amount`] is a whole number of øre from 0 to `i64::MAX`; it cannot be negative, fractional or NaN.
//! Arithmetic is checked and exact, except for one division, [`Amount::scaled`], which multiplies first, divides last and
//! rounds once, half away from zero. [`Amount::parse`] reads what people type and refuses what has two readings.

use std::fmt;
use std::num::NonZeroU64;

use crate::Quantity;
use crate::number::{self, NumberError};

/// An amount of Danish money in whole øre, 0 or more.
///
/// ```
/// use calculator::Amount;
///
/// let price = Amount::parse("1.866,67 kr.")?;
/// assert_eq!(price.ore(), 186_667);
/// assert_eq!(price.to_string(), "1.866,67 kr.");
/// # Ok::<(), calculator::AmountError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(i64);

/// Why a typed text is not an amount. The [`Display`](fmt::Display) text is Danish and says how to write it instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AmountError {
    /// The text is not a number at all.
    Number(NumberError),
    /// More than two digits after the comma.
    TooManyDecimals {
        /// How many there are.
        decimals: usize,
    },
    /// Above [`Amount::MAX_ENTRY`].
    TooLarge {
        /// The largest amount that can be entered.
        max: Amount,
    },
}

impl Amount {
    /// No money.
    pub const ZERO: Amount = Amount(0);

    /// The largest amount that [`Amount::parse`] accepts: 99.999.999,99 kr.
    ///
    /// It is far above any price of a service and leaves room for the largest quantity in every sum.
    pub const MAX_ENTRY: Amount = Amount(9_999_999_999);

    /// An amount from whole øre; nothing where `ore` is negative.
    ///
    /// ```
    /// use calculator::Amount;
    ///
    /// assert_eq!(Amount::from_ore(2_800_000).map(|a| a.to_string()).as_deref(), Some("28.000 kr."));
    /// assert_eq!(Amount::from_ore(-1), None);
    /// ```
    #[must_use]
    pub const fn from_ore(ore: i64) -> Option<Amount> {
        if ore < 0 { None } else { Some(Amount(ore)) }
    }

    /// The amount in øre.
    #[must_use]
    pub const fn ore(self) -> i64 {
        self.0
    }

    /// Reads an amount as people in Denmark write it, with or without `kr.`, `kroner` or the `,-` of a price tag.
    ///
    /// Points and blanks are thousands separators and must stand between groups of three; the comma parts kroner from
    /// øre.
    ///
    /// ```
    /// use calculator::Amount;
    ///
    /// for text in ["28.000", "28000", "28 000 kr", "28.000,00 kr.", "kr. 28.000", "28.000,-"] {
    ///     assert_eq!(Amount::parse(text)?.ore(), 2_800_000);
    /// }
    /// assert_eq!(Amount::parse("950,5")?.ore(), 95_050);
    /// assert!(Amount::parse("28.00").is_err(), "28 kroner or 2800?");
    /// assert!(Amount::parse("-1").is_err());
    /// # Ok::<(), calculator::AmountError>(())
    /// ```
    ///
    /// # Errors
    /// When the text is no number, has more than two decimals, or is above [`Amount::MAX_ENTRY`].
    pub fn parse(text: &str) -> Result<Amount, AmountError> {
        let plain = number::plain_blanks(text);
        let bare = without_currency(&plain);
        let written = number::read(bare).map_err(AmountError::Number)?;
        let ore = match written.decimals.as_bytes() {
            [] => 0,
            [tens] => i64::from(tens - b'0') * 10,
            [tens, ones] => i64::from(tens - b'0') * 10 + i64::from(ones - b'0'),
            more => return Err(AmountError::TooManyDecimals { decimals: more.len() }),
        };
        i64::try_from(written.whole)
            .ok()
            .and_then(|kroner| kroner.checked_mul(100)?.checked_add(ore))
            .map(Amount)
            .filter(|amount| *amount <= Amount::MAX_ENTRY)
            .ok_or(AmountError::TooLarge { max: Amount::MAX_ENTRY })
    }

    /// The sum, or nothing where it does not fit.
    #[must_use]
    pub fn checked_add(self, other: Amount) -> Option<Amount> {
        self.0.checked_add(other.0).map(Amount)
    }

    /// `quantity` times the amount, or nothing where it does not fit.
    #[must_use]
    pub fn checked_mul(self, quantity: Quantity) -> Option<Amount> {
        self.0.checked_mul(i64::from(quantity.get())).map(Amount)
    }

    /// The amount times `multiply`, divided by `divide`: the only division of money there is.
    ///
    /// Multiplies first (in 128 bits, so nothing is lost on the way), divides last, and rounds once to whole øre, half
    /// away from zero, as an invoice does. Nothing where the result does not fit.
    ///
    /// ```
    /// use calculator::Amount;
    /// use std::num::NonZeroU64;
    ///
    /// let course = Amount::parse("28.000")?;
    /// let minutes = NonZeroU64::new(15 * 90).expect("not zero");
    /// assert_eq!(course.scaled(60, minutes).map(|hour| hour.to_string()).as_deref(), Some("1.244,44 kr."));
    /// # Ok::<(), calculator::AmountError>(())
    /// ```
    #[must_use]
    pub fn scaled(self, multiply: u64, divide: NonZeroU64) -> Option<Amount> {
        // 63 bits times 64 bits fit in 127; adding half a divisor (under 63 bits) still does.
        let numerator = u128::from(self.0.unsigned_abs()) * u128::from(multiply);
        let divisor = u128::from(divide.get());
        i64::try_from((numerator + divisor / 2) / divisor).ok().map(Amount)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::text::amount(*self))
    }
}

impl fmt::Display for AmountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::text::amount_error(self))
    }
}

impl std::error::Error for AmountError {}

/// Strips `kr`, `kr.`, `kroner` at either end and the `,-` of a price tag.
fn without_currency(text: &str) -> &str {
    const WORDS: [&str; 4] = ["kroner", "kr.", "kr", "dkk"];
    let mut bare = text;
    for word in WORDS {
        if let Some(rest) = strip_end(bare, word) {
            bare = rest.trim_end();
            break;
        }
        if let Some(rest) = strip_start(bare, word) {
            bare = rest.trim_start();
            break;
        }
    }
    match bare.rsplit_once(',') {
        Some((kroner, dash)) if dash.chars().count() == 1 && dash.starts_with(number::is_minus) => kroner,
        _ => bare,
    }
}

fn strip_end<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (rest, tail) = text.split_at_checked(text.len().checked_sub(word.len())?)?;
    tail.eq_ignore_ascii_case(word).then_some(rest)
}

fn strip_start<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(word.len())?;
    head.eq_ignore_ascii_case(word).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ore(text: &str) -> i64 {
        Amount::parse(text).unwrap_or_else(|error| panic!("{text:?}: {error}")).ore()
    }

    #[test]
    fn reads_danish_amounts() {
        for (text, expected) in [
            ("28.000", 2_800_000),
            ("28000", 2_800_000),
            ("1.866,67 kr.", 186_667),
            ("28.000,00 kr", 2_800_000),
            ("950,5", 95_050),
            ("950,50 KR.", 95_050),
            ("1\u{a0}866,67\u{a0}kr.", 186_667),
            ("28.000,-", 2_800_000),
            ("28.000,\u{2013} kr.", 2_800_000),
            ("kr 12", 1_200),
            ("12 kroner", 1_200),
            ("0", 0),
            ("99.999.999,99", 9_999_999_999),
        ] {
            assert_eq!(ore(text), expected, "{text:?}");
        }
    }

    #[test]
    fn refuses_each_kind_of_wrong_text_with_its_own_error() {
        let number = |error| Err(AmountError::Number(error));
        assert_eq!(Amount::parse(""), number(NumberError::Empty));
        assert_eq!(Amount::parse(" kr. "), number(NumberError::Empty));
        assert_eq!(Amount::parse("-1"), number(NumberError::Negative));
        assert_eq!(Amount::parse("1e9"), number(NumberError::Exponent));
        assert_eq!(Amount::parse("12,5 stk"), number(NumberError::Foreign { found: "stk".into() }));
        assert_eq!(Amount::parse("28.00"), number(NumberError::Grouping { written: "28.00".into() }));
        assert_eq!(Amount::parse("1,2,3"), number(NumberError::SeveralCommas));
        assert_eq!(Amount::parse("1,000"), Err(AmountError::TooManyDecimals { decimals: 3 }));
        let too_large = Err(AmountError::TooLarge { max: Amount::MAX_ENTRY });
        assert_eq!(Amount::parse("100.000.000"), too_large);
        assert_eq!(Amount::parse("99999999999999999999"), too_large);
    }

    #[test]
    fn the_pilot_price_divides_as_the_source_register_says() {
        let course = Amount(2_800_000);
        let fifteen = NonZeroU64::new(15).unwrap();
        assert_eq!(course.scaled(1, fifteen), Some(Amount(186_667)));
        assert_eq!(course.scaled(60, NonZeroU64::new(1_350).unwrap()), Some(Amount(124_444)));
    }

    #[test]
    fn rounds_half_away_from_zero() {
        let two = NonZeroU64::new(2).unwrap();
        assert_eq!(Amount(1).scaled(1, two), Some(Amount(1)));
        assert_eq!(Amount(3).scaled(1, two), Some(Amount(2)));
        assert_eq!(Amount(4).scaled(1, NonZeroU64::new(3).unwrap()), Some(Amount(1)));
    }

    #[test]
    fn what_does_not_fit_is_nothing_and_not_a_panic() {
        let most = Amount(i64::MAX);
        assert_eq!(most.checked_add(Amount(1)), None);
        assert_eq!(most.checked_mul(Quantity::MAX), None);
        assert_eq!(most.scaled(u64::MAX, NonZeroU64::MIN), None);
        assert_eq!(most.scaled(u64::MAX, NonZeroU64::MAX), Some(most));
    }
}
