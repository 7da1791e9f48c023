//! Exact products of many factors, rounded once.
//!
//! Contract: factors and divisors may come in any order; nothing is rounded before [`Product::rounded`], which rounds once,
//! half up, to a whole number. A product that does not fit is nothing, never a wrong number.

/// How many 32-bit digits a product has room for: a price over a century of change.
const DIGITS: usize = 48;

/// A fraction that is being built: a large whole number and what it is yet to be divided by.
#[derive(Clone)]
pub(crate) struct Product {
    digits: [u32; DIGITS],
    length: usize,
    divisors: Vec<u32>,
    fits: bool,
}

impl Product {
    /// A whole number.
    pub(crate) fn of(value: u64) -> Product {
        let mut digits = [0; DIGITS];
        digits[0] = low(value);
        digits[1] = low(value >> 32);
        Product { digits, length: 2, divisors: Vec::new(), fits: true }
    }

    /// Times a whole number.
    pub(crate) fn times(&mut self, factor: u32) {
        let mut carry = 0u64;
        for digit in &mut self.digits[..self.length] {
            carry += u64::from(*digit) * u64::from(factor);
            *digit = low(carry);
            carry >>= 32;
        }
        if carry > 0 {
            match self.digits.get_mut(self.length) {
                Some(digit) => *digit = low(carry),
                None => self.fits = false,
            }
            self.length = (self.length + 1).min(DIGITS);
        }
    }

    /// Divided by a whole number above 0; a division by 0 makes the product one that does not fit.
    pub(crate) fn over(&mut self, divisor: u32) {
        self.fits &= divisor != 0;
        if divisor > 1 {
            self.divisors.push(divisor);
        }
    }

    /// The nearest whole number, half up; nothing where it is too large.
    pub(crate) fn rounded(mut self) -> Option<i64> {
        if !self.divisors.is_empty() {
            // The nearest whole number to x is half of (2x, rounded down, plus 1), rounded down. To round down after each
            // divisor gives the same as to round down once after all of them.
            self.times(2);
            for divisor in std::mem::take(&mut self.divisors) {
                self.divide(divisor);
            }
            self.increment();
            self.divide(2);
        }
        let large = self.digits[2..].iter().any(|&digit| digit > 0);
        let value = u64::from(self.digits[1]) << 32 | u64::from(self.digits[0]);
        if self.fits && !large { i64::try_from(value).ok() } else { None }
    }

    fn increment(&mut self) {
        for digit in &mut self.digits {
            *digit = digit.wrapping_add(1);
            if *digit > 0 {
                break;
            }
        }
        self.length = (self.length + 1).min(DIGITS);
    }

    fn divide(&mut self, divisor: u32) {
        let mut rest = 0u64;
        for digit in self.digits[..self.length].iter_mut().rev() {
            rest = rest << 32 | u64::from(*digit);
            *digit = low(rest / u64::from(divisor.max(1)));
            rest %= u64::from(divisor.max(1));
        }
    }
}

/// The lower half.
#[expect(clippy::cast_possible_truncation, reason = "the lower half is what is asked for")]
const fn low(value: u64) -> u32 {
    value as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn product(value: u64, factors: &[u32], divisors: &[u32]) -> Option<i64> {
        let mut product = Product::of(value);
        factors.iter().for_each(|&factor| product.times(factor));
        divisors.iter().for_each(|&divisor| product.over(divisor));
        product.rounded()
    }

    #[test]
    fn a_price_can_be_carried_through_forty_years_and_back() {
        let change = [10_280; 40];
        let whole = [10_000; 40];
        let out = product(2_800_000, &change, &whole).unwrap();
        assert_eq!(out, 8_450_504);
        let both: Vec<u32> = change.iter().chain(&whole).copied().collect();
        assert_eq!(product(2_800_000, &both, &both), Some(2_800_000));
    }

    #[test]
    fn what_does_not_fit_is_nothing() {
        assert_eq!(product(u64::MAX, &[], &[]), None);
        assert_eq!(product(u64::MAX, &[u32::MAX; 40], &[u32::MAX; 40]), None);
        assert_eq!(product(1, &[], &[0]), None);
    }

    proptest! {
        #[test]
        fn agrees_with_wide_arithmetic(value in 0u64..1 << 40, a in 0u32..100_000, b in 0u32..100_000, d in 1u32..100_000, e in 1u32..100_000) {
            let exact = u128::from(value) * u128::from(a) * u128::from(b);
            let by = u128::from(d) * u128::from(e);
            prop_assert_eq!(product(value, &[a, b], &[d, e]).map(i128::from), i64::try_from((2 * exact + by) / (2 * by)).ok().map(i128::from));
        }
    }
}
