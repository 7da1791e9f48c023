//! Danish text to the letters of an address: the same rule as in the search, which so knows the anchors of headings without being
//! told.

pub use calculator::search::fold::slug;
