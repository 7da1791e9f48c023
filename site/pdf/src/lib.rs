//! A press for the generator: from a sheet to a tagged PDF.
//!
//! Contract: a PDF is a function of its sheet: no clock, no font of the machine, no network. It has a title and a language, and its headings,
//! lists, tables and figures are tagged; it is held to PDF/UA-1, so what cannot be read aloud is an error here and no site.
//!
//! [`markup`] turns the sheet's HTML into Typst's markup and pictures; `document.typ` and `cards.typ` say how they look. With the feature
//! `press`, `press` sets them; without it nothing of Typst is compiled.

pub mod markup;
mod picture;
#[cfg(feature = "press")]
mod press;
#[cfg(feature = "press")]
mod world;

#[cfg(feature = "press")]
pub use press::press;
