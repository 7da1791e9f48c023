//! The parts of the tool, in the order in which a page meets them.
//!
//! `page` (the element, the data, today) → `form` (what is typed) → `choices` and `field` (where it is typed) → `summary`
//! (what is wrong with it) and `sheet` (what it comes to). Only `page` and `browser` know the document; the others are
//! functions from [`form::Form`] to a view, made of the elements of `dom`.

mod browser;
mod choices;
mod dom;
mod field;
mod form;
mod page;
mod sheet;
mod summary;

pub(crate) use page::start;
