//! A plan as something that leaves the browser: a table for Excel, a note for a case file, text for the clipboard.
//!
//! Contract: every number is one of the estimate; nothing is worked out again. The values of the parts in [`csv`] sum to its
//! totals to the øre, for low, likely and high. A text that a spreadsheet would take for a formula is made a text.

mod csv;
mod note;

pub use csv::csv;
pub use note::{Block, LEGAL_BASIS, Note, Table, note};
