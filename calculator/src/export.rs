//! What leaves the browser: a table for Excel, a note for a case file, text for the clipboard.
//!
//! Contract: every number is one that is shown; nothing is worked out again. The values of the parts in [`csv`] sum to its
//! totals to the øre, for low, likely and high. A text that a spreadsheet would take for a formula is made a text.

mod csv;
mod demand;
mod financing;
mod note;

pub(crate) use csv::{MARK, row};
pub use csv::{Named, csv};
pub use demand::{demand_csv, demand_note, demand_row, motives, remarks, reply_note};
pub use financing::{financing_csv, financing_note};
pub use note::{Block, LEGAL_BASIS, MOST_SWINGS, Note, Table, compared, note};
