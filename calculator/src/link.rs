//! A plan as the fragment of an address, and back.
//!
//! Contract: [`read`] of what [`write()`] wrote is the same plan. A link holds the printed prices that were in it, so it opens
//! with them whatever the register says by then; [`recalculate`] says what would change. A link that is damaged, of a newer
//! version or not ours is a [`LinkError`] in Danish; nothing panics and nothing is guessed.
//!
//! # Format, versions 1 and 2
//! The version, a full stop, and then base64url (no padding) of: the plan as bytes, and four bytes of checksum (FNV-1a) over them. Whole numbers
//! are LEB128; a text is its place among the texts so far, or a new one with its length; a range is its likely value with
//! a bit that says whether the distances to low and high follow, and one
//! that is open is 0. A share of a payer is a number in version 1 and a range in version 2. A version that means something
//! else takes another number, and this module keeps reading the old ones.

mod base64;
mod bytes;
mod decode;
mod encode;
mod recalculate;

use std::fmt;

pub use decode::read;
pub use encode::write;
pub use recalculate::{Recalculated, Recalculation, recalculate};

use crate::PlanError;

/// The version that [`write()`] writes as long as every share is one number: a page that was kept before there was another reads it too.
pub const VERSION: &str = "1";

/// The version that [`write()`] writes where a share is a range.
pub const WITH_RANGES: &str = "2";

/// What stands for a share that is open in the first version: one more than the whole.
const OPEN_SHARE: u64 = 10_001;

/// Why a link is not a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// There is nothing in it.
    Empty,
    /// It is no link of the calculator.
    Foreign,
    /// It is of a version that is not known here.
    Version {
        /// The version it names.
        found: String,
    },
    /// It is cut off or changed.
    Damaged,
    /// It is whole, but its parts are no plan.
    Refused(PlanError),
}

/// Whether a fragment, with or without its `#`, begins with a version, and so is for [`read`] to judge: a link that was cut right
/// behind it too. Else it is a place in a page.
///
/// ```
/// use calculator::link::is_ours;
///
/// assert!(is_ours("#1.AbC") && is_ours("#1") && !is_ours("#indhold") && !is_ours(""));
/// ```
#[must_use]
pub fn is_ours(fragment: &str) -> bool {
    let fragment = fragment.trim();
    let version = fragment.strip_prefix('#').unwrap_or(fragment).split('.').next().unwrap_or_default();
    !version.is_empty() && version.len() <= 4 && version.bytes().all(|b| b.is_ascii_digit())
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::text::link_error(self))
    }
}

impl std::error::Error for LinkError {}
