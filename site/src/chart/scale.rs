//! Where numbers stand on a line from left to right.
//!
//! Contract: whole numbers only, in hundredths of a per cent of the width, from 0 to 100 %. Zero is always on the line and every bar
//! begins there, so that a length means the number; a negative bar lies to the left of zero. Parts of a whole lie end to end
//! and are rounded at their borders, not each by itself, so that they come to exactly their whole.

use super::Row;
use calculator::Decimal;
use std::fmt;

/// The whole width.
const FULL: i128 = 10_000;

/// A piece of the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// Where it begins.
    pub start: Share,
    /// How long it is; 0 for the number 0.
    pub length: Share,
}

/// A part of the width. Printed as SVG wants it: `33.33%`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share(u32);

impl Share {
    /// Nothing.
    pub const ZERO: Share = Share(0);

    /// Hundredths of a per cent, of which there are no more than the whole.
    #[must_use]
    pub fn new(hundredths: u32) -> Self {
        Self(hundredths.min(10_000))
    }

    /// Hundredths of a per cent.
    #[must_use]
    pub fn hundredths(self) -> u32 {
        self.0
    }

    fn to(self, end: Share) -> Extent {
        Extent { start: self.min(end), length: Share(self.0.abs_diff(end.0)) }
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 100, format!("{:02}", self.0 % 100));
        match rest.trim_end_matches('0') {
            "" => write!(f, "{whole}%"),
            rest => write!(f, "{whole}.{rest}%"),
        }
    }
}

/// A line that has room for zero and all numbers of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    low: i64,
    high: i64,
}

impl Scale {
    /// The line for bars, one a value.
    #[must_use]
    pub fn of_bars(rows: &[Row]) -> Self {
        let values = || rows.iter().flat_map(|row| row.values.iter().flatten()).map(Decimal::millionths);
        Self { low: values().min().unwrap_or(0).min(0), high: values().max().unwrap_or(0).max(0) }
    }

    /// The line for parts, one whole a row.
    #[must_use]
    pub fn of_wholes(rows: &[Row]) -> Self {
        let wholes = rows.iter().map(|row| Decimal::sum(row.values.iter().flatten()).millionths());
        Self { low: 0, high: wholes.max().unwrap_or(0).max(0) }
    }

    /// Where zero stands.
    #[must_use]
    pub fn zero(self) -> Share {
        self.place(0)
    }

    /// The bar of a number, from zero to it.
    #[must_use]
    pub fn bar(self, value: &Decimal) -> Extent {
        self.zero().to(self.place(value.millionths()))
    }

    /// The parts of a row, end to end; what is not stated has none.
    #[must_use]
    pub fn parts(self, row: &Row) -> Vec<Option<Extent>> {
        let mut past = 0_i64;
        let part = |value: &Option<Decimal>| {
            let from = past;
            past = past.saturating_add(value.as_ref()?.millionths());
            Some(self.place(from).to(self.place(past)))
        };
        row.values.iter().map(part).collect()
    }

    fn place(self, value: i64) -> Share {
        let (low, high) = (i128::from(self.low), i128::from(self.high));
        let width = high - low;
        if width == 0 {
            return Share::ZERO;
        }
        let from_left = i128::from(value).clamp(low, high) - low;
        // Rounded to the nearest; it lies between 0 and `FULL`, so nothing is lost.
        Share(u32::try_from((from_left * FULL * 2 + width) / (width * 2)).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::{Row, Scale, Share};
    use calculator::Decimal;
    use proptest::prelude::*;

    fn row(values: Vec<Option<Decimal>>) -> Row {
        Row { name: String::new(), values }
    }

    fn numbers(lowest: i64) -> impl Strategy<Value = Vec<Option<Decimal>>> {
        let number = (lowest..100_000_000).prop_map(|hundredths| {
            let size = hundredths.unsigned_abs();
            let sign = if hundredths < 0 { "-" } else { "" };
            Decimal::parse(&format!("{sign}{},{:02}", size / 100, size % 100)).ok()
        });
        prop::collection::vec(prop_oneof![9 => number, 1 => Just(None)], 1..5)
    }

    #[test]
    fn shares_are_printed_short() {
        let printed = |share: u32| Share::new(share).to_string();
        assert_eq!([printed(0), printed(3_333), printed(1_250), printed(10_001)], ["0%", "33.33%", "12.5%", "100%"]);
    }

    #[test]
    fn nothing_but_zeros_has_no_length() {
        let zero = Decimal::parse("0").unwrap();
        let rows = [row(vec![Some(zero.clone()), None])];
        assert_eq!(Scale::of_bars(&rows).bar(&zero).length, Share::ZERO);
        assert_eq!(Scale::of_wholes(&rows).parts(&rows[0])[1], None);
    }

    proptest! {
        #[test]
        fn a_bar_is_as_long_as_its_number_and_begins_at_zero(values in numbers(-100_000_000)) {
            let rows = [row(values.clone())];
            let scale = Scale::of_bars(&rows);
            let span = i128::from(scale.high - scale.low);
            let stated: Vec<_> = values.iter().flatten().collect();
            for one in &stated {
                let bar = scale.bar(one);
                let end = Share(bar.start.0 + bar.length.0);
                prop_assert!(end.0 <= 10_000);
                prop_assert_eq!(if one.millionths() < 0 { end } else { bar.start }, scale.zero());
                // In proportion, but for the rounding of its two ends.
                let exact = i128::from(one.millionths().unsigned_abs()) * 10_000;
                prop_assert!((i128::from(bar.length.0) * span - exact).abs() <= span);
                for other in &stated {
                    let same_side = (one.millionths() < 0) == (other.millionths() < 0);
                    if same_side && one.millionths().abs() <= other.millionths().abs() {
                        prop_assert!(bar.length <= scale.bar(other).length);
                    }
                }
            }
        }

        #[test]
        fn parts_come_to_their_whole(wholes in prop::collection::vec(numbers(0), 1..6)) {
            let rows: Vec<_> = wholes.into_iter().map(row).collect();
            let scale = Scale::of_wholes(&rows);
            let mut longest = 0;
            for row in &rows {
                let whole = scale.bar(&Decimal::sum(row.values.iter().flatten()));
                let parts = scale.parts(row);
                let mut end = 0;
                for (part, value) in parts.iter().zip(&row.values) {
                    prop_assert_eq!(part.is_some(), value.is_some());
                    if let Some(part) = part {
                        prop_assert_eq!(part.start.0, end);
                        end += part.length.0;
                    }
                }
                prop_assert_eq!(end, whole.length.0);
                longest = longest.max(end);
            }
            prop_assert!(longest == 0 || longest == 10_000);
        }
    }
}
