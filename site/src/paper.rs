//! What is printed as one document: a whole section, the whole guidance, the action cards.
//!
//! Contract: pure. `render` makes [`Sheet`]s, which hold all that stands in a document; a [`Press`] makes the bytes of a PDF of one, and
//! knows nothing of the site. Which press there is, if any, is for the outermost program to say: without one the site has the same
//! documents as HTML, and offers no PDF.

use jiff::civil::Date;
use std::collections::BTreeMap;

/// What a sheet is laid out as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// A title page, contents with the numbers of pages, chapters.
    Document,
    /// Cards, four on a page of A4, to be cut apart.
    Cards,
}

/// All that a document holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// How it is laid out.
    pub layout: Layout,
    /// Where its PDF is published: a path in `dist/`.
    pub path: String,
    /// Its title.
    pub title: String,
    /// One sentence on what it is.
    pub about: String,
    /// Whose it is.
    pub name: String,
    /// Where it is read on the web.
    pub address: String,
    /// The day of the build.
    pub day: Date,
    /// What a reader should know first: what is uncertain, what is overdue.
    pub notes: Vec<String>,
    /// The chapters as HTML: `article`s and `section`s with headings from level 2. Ids are its own; links that begin with `#` lead within.
    pub body: String,
}

/// What makes a PDF of a sheet: the same bytes for the same sheet.
///
/// # Errors
/// A text for developers, where the sheet holds what it cannot set.
pub type Press = dyn Fn(&Sheet) -> Result<Vec<u8>, String> + Sync;

/// PDFs by their paths in `dist/`.
pub type Papers = BTreeMap<String, Vec<u8>>;
