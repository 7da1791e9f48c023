//! How many pages a PDF has, and how large they are.
//!
//! Contract: enough for what Chromium and LibreOffice write, whose page objects stand in the file as text. It is no reader
//! of PDFs; where it finds no page it panics.

/// The pages of a PDF: width and height of each in millimetres.
///
/// # Panics
/// Where none is found.
#[must_use]
pub fn pages(pdf: &[u8]) -> Vec<(f64, f64)> {
    let text = String::from_utf8_lossy(pdf);
    let objects = text.split("endobj").filter(|object| {
        let mut rest = *object;
        while let Some(at) = rest.find("/Type") {
            rest = &rest[at + "/Type".len()..];
            let name = rest.trim_start();
            if name.starts_with("/Page") && !name.starts_with("/Pages") {
                return true;
            }
        }
        false
    });
    let pages: Vec<_> = objects.filter_map(size).collect();
    assert!(!pages.is_empty(), "no page in a PDF of {} bytes", pdf.len());
    pages
}

fn size(object: &str) -> Option<(f64, f64)> {
    let (_, rest) = object.split_once("/MediaBox")?;
    let (numbers, _) = rest.trim_start().strip_prefix('[')?.split_once(']')?;
    let numbers: Vec<f64> = numbers.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    let [left, bottom, right, top] = numbers[..] else { return None };
    let millimetres = |points: f64| points / 72.0 * 25.4;
    Some((millimetres(right - left), millimetres(top - bottom)))
}

/// Whether two sizes are those of one paper: programs round to whole points.
#[must_use]
pub fn is_paper(size: (f64, f64), paper: (f64, f64)) -> bool {
    (size.0 - paper.0).abs() < 0.5 && (size.1 - paper.1).abs() < 0.5
}
