//! A press for the generator: from a sheet to a tagged PDF.
//!
//! Contract: [`press`] is a function of its sheet: no clock, no font of the machine, no network. A PDF has a title and a language, and its
//! headings, lists, tables and figures are tagged; it is held to PDF/UA-1, so what cannot be read aloud is an error here and no site.
//!
//! [`markup`] turns the sheet's HTML into Typst's markup and pictures; `document.typ` and `cards.typ` say how they look; [`world`] gives
//! both to the compiler.

mod markup;
mod picture;
mod world;

use site::paper::{Layout, Sheet};
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use world::Paper;

/// Sets a sheet.
///
/// # Errors
/// What Typst says, where the sheet holds what cannot be set, or what PDF/UA does not allow.
pub fn press(sheet: &Sheet) -> Result<Vec<u8>, String> {
    let look = match sheet.layout {
        Layout::Document => include_str!("document.typ"),
        Layout::Cards => include_str!("cards.typ"),
    };
    let (text, pictures) = markup::markup(sheet);
    let paper = Paper::new(format!("{look}\n{text}"), pictures);
    let told = |faults: &[SourceDiagnostic]| {
        let faults: Vec<_> = faults.iter().map(|fault| paper.told(fault)).collect();
        format!("{}: {}", sheet.path, faults.join("; "))
    };
    let document = typst::compile::<PagedDocument>(&paper).output.map_err(|faults| told(&faults))?;
    let day = Datetime::from_ymd_hms(
        i32::from(sheet.day.year()),
        sheet.day.month().unsigned_abs(),
        sheet.day.day().unsigned_abs(),
        0,
        0,
        0,
    );
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|fault| fault.message().to_string())?;
    let options = PdfOptions {
        ident: Smart::Custom(sheet.path.clone()),
        creator: Smart::Custom(Some(sheet.name.clone())),
        timestamp: day.map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|faults| told(&faults))
}
