//! The parts of the tool, in the order in which a page meets them.
//!
//! `page` (the element, the data, today) → `tool` (the state, and who follows it) → `draft` (what is typed, and the plan that
//! is read from it) → `choices`, `line`, `settings`, `ways` and `field` (where it is typed) → `summary` (what is wrong with it),
//! `sheet`, `opened` and `analysis` (what it comes to) → `outputs` and `note` (what goes out), `arrival` (what comes in). Only
//! `page` and `browser` know the document; the others are functions from a [`tool::Tool`] to a view, made of the elements of
//! `dom`.

mod analysis;
mod arrival;
mod browser;
mod choices;
mod dom;
mod draft;
mod field;
mod line;
mod note;
mod opened;
mod outputs;
mod page;
mod settings;
mod sheet;
mod summary;
mod tool;
mod ways;

pub(crate) use page::start;
