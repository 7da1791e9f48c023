//! Every document of the real content, as far as it comes without a press.
//!
//! Contract: what PDF/UA would refuse after minutes of compiling is seen here at once.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "tests fail by panicking")]

use site::io::disk::Project;
use std::path::Path;

/// What a drawing without words begins with, after its number.
const MUTE: &str = ".svg\", \"\")";

#[test]
fn every_drawing_is_told_in_words() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let project = Project::new(root, "2026-11-22".parse().expect("a day"));
    let (_, site) = site::prepare(&project, None);
    let sheets = site::render::sheets(&site.expect("the real content has no faults"));
    let mut drawings = 0;
    for sheet in &sheets {
        let (text, pictures) = pdf::markup::markup(sheet);
        assert!(!text.contains(MUTE), "{}: a drawing has no words", sheet.path);
        drawings += pictures.len();
    }
    assert!(drawings > 30, "{drawings} drawings");
}
