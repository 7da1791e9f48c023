//! Sets a sheet.
//!
//! Contract: the one place that calls Typst. The day of the PDF is that of the build.

use crate::markup;
use crate::world::Paper;
use site::paper::Sheet;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

/// The PDF of a sheet.
///
/// # Errors
/// What Typst says, where the sheet holds what cannot be set, or what PDF/UA does not allow.
pub fn press(sheet: &Sheet) -> Result<Vec<u8>, String> {
    let (text, pictures) = markup::markup(sheet);
    let paper = Paper::new(text, pictures);
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
