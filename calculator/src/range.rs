//! A number that is not known exactly: low, likely and high.
//!
//! Contract: a [`Range`] always has low ≤ likely ≤ high; its only constructors check it or make all three equal. What is
//! known exactly is the range of one value. [`Bound`] says which of the three is meant.

use std::fmt;

/// A low, a likely and a high value, in that order.
///
/// ```
/// use calculator::{Range, RangeError};
///
/// let courses = Range::new(2, 3, 5)?;
/// assert_eq!((courses.low(), courses.likely(), courses.high()), (2, 3, 5));
/// assert_eq!(Range::new(4, 3, 5), Err(RangeError::LowAboveLikely));
/// assert!(Range::exact(3).is_exact());
/// # Ok::<(), RangeError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Range<T> {
    low: T,
    likely: T,
    high: T,
}

/// Which value of a [`Range`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// The low one.
    Low,
    /// The likely one.
    Likely,
    /// The high one.
    High,
}

/// Three numbers that are not in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RangeError {
    /// The low value is above the likely one.
    LowAboveLikely,
    /// The likely value is above the high one.
    LikelyAboveHigh,
}

impl Bound {
    /// All three, from low to high.
    pub const ALL: [Bound; 3] = [Bound::Low, Bound::Likely, Bound::High];
}

impl<T: Copy + PartialOrd> Range<T> {
    /// A range of three values.
    ///
    /// # Errors
    /// When they are not in order.
    pub fn new(low: T, likely: T, high: T) -> Result<Range<T>, RangeError> {
        if low > likely {
            Err(RangeError::LowAboveLikely)
        } else if likely > high {
            Err(RangeError::LikelyAboveHigh)
        } else {
            Ok(Range { low, likely, high })
        }
    }

    /// The range of one value.
    #[must_use]
    pub const fn exact(value: T) -> Range<T> {
        Range { low: value, likely: value, high: value }
    }

    /// The low value.
    #[must_use]
    pub const fn low(&self) -> T {
        self.low
    }

    /// The likely value.
    #[must_use]
    pub const fn likely(&self) -> T {
        self.likely
    }

    /// The high value.
    #[must_use]
    pub const fn high(&self) -> T {
        self.high
    }

    /// The value at a bound.
    #[must_use]
    pub const fn at(&self, bound: Bound) -> T {
        match bound {
            Bound::Low => self.low,
            Bound::Likely => self.likely,
            Bound::High => self.high,
        }
    }

    /// True where all three are the same.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.low == self.high
    }
}

impl fmt::Display for RangeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(crate::text::range_error(*self))
    }
}

impl std::error::Error for RangeError {}
