//! Every document of the real content, set and read again by poppler, which is not ours.
//!
//! Contract: `pdfinfo` and `pdftotext` are on PATH (package `poppler-utils`), or the tests fail and say so. The content is built for a
//! fixed day.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::float_arithmetic,
    clippy::unwrap_used,
    reason = "tests read the disk, start programs and fail by panicking"
)]

use scraper::{Html, Selector};
use site::io::disk::Project;
use site::paper::{Layout, Papers, Sheet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// A4 as `pdfinfo` says it.
const A4: &str = "595.276 x 841.89 pts (A4)";

struct Pressed {
    sheet: Sheet,
    file: PathBuf,
    bytes: Vec<u8>,
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

fn sheets() -> Vec<Sheet> {
    let project = Project::new(root(), "2026-11-22".parse().expect("a day"));
    let (_, site) = site::prepare(&project, None);
    site::render::sheets(&site.expect("the real content has no faults"))
}

/// All documents, set once.
fn pressed() -> &'static [Pressed] {
    static PRESSED: OnceLock<(Vec<Pressed>, tempfile::TempDir)> = OnceLock::new();
    let (all, _) = PRESSED.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let set = |(at, sheet): (usize, Sheet)| {
            let bytes = pdf::press(&sheet).unwrap_or_else(|fault| panic!("{fault}"));
            let file = folder.path().join(format!("{at}.pdf"));
            std::fs::write(&file, &bytes).expect("a file can be written");
            Pressed { sheet, file, bytes }
        };
        (sheets().into_iter().enumerate().map(set).collect(), folder)
    });
    all
}

fn documents() -> impl Iterator<Item = &'static Pressed> {
    pressed().iter().filter(|one| one.sheet.layout == Layout::Document)
}

fn poppler(program: &str, arguments: &[&str], file: &Path) -> String {
    let mut command = Command::new(program);
    command.args(arguments).arg(file);
    if program == "pdftotext" {
        command.arg("-");
    }
    let ran = command
        .output()
        .unwrap_or_else(|error| panic!("{program} cannot be started ({error}); install the package poppler-utils"));
    assert!(ran.status.success(), "{program}: {}", String::from_utf8_lossy(&ran.stderr));
    // An alternative text may be in another encoding.
    String::from_utf8_lossy(&ran.stdout).into_owned()
}

/// What is tagged, as a reader for the blind would be given it: all words in order.
fn structure(one: &Pressed) -> String {
    poppler("pdfinfo", &["-struct-text"], &one.file)
}

/// Words without what typesetting adds: blanks, and hyphens at the ends of lines.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{ad}' | '\u{2010}')).collect()
}

/// The words in a structure, bare.
fn spoken(structure: &str) -> String {
    let words = structure.lines().filter_map(|line| line.trim().strip_prefix('"')?.strip_suffix('"'));
    words.map(bare).collect()
}

#[test]
fn a_document_says_what_it_is_and_is_tagged() {
    assert!(documents().count() >= 11, "the sections and the whole");
    for one in pressed() {
        let info = poppler("pdfinfo", &[], &one.file);
        let says = |key: &str| {
            let line = info.lines().find_map(|line| line.strip_prefix(key)).unwrap_or_default();
            line.trim_start_matches(':').trim().to_owned()
        };
        assert_eq!(says("Title"), format!("{} – {}", one.sheet.title, one.sheet.name));
        assert_eq!((says("Tagged").as_str(), says("Page size").as_str()), ("yes", A4), "{}", one.sheet.path);
        assert!(says("CreationDate").contains("Nov 22") && says("CreationDate").contains("2026"), "{info}");
        let metadata = poppler("pdfinfo", &["-meta"], &one.file);
        assert!(metadata.contains("pdfuaid:part>1<") && metadata.contains("<rdf:li>da-DK</rdf:li>"), "{metadata}");
    }
}

#[test]
fn nothing_is_wider_than_its_page() {
    for one in pressed() {
        let boxes = poppler("pdftotext", &["-bbox"], &one.file);
        let mut words = 0;
        for line in boxes.lines().filter(|line| line.contains("<word ")) {
            let number = |key: &str| {
                let rest = line.split(&format!("{key}=\"")).nth(1)?;
                rest.split('"').next()?.parse::<f64>().ok()
            };
            let (left, right) = (number("xMin").expect("a number"), number("xMax").expect("a number"));
            // Six millimetres: what any printer leaves.
            assert!(left >= 17.0 && right <= 595.3 - 17.0, "{}: {line}", one.sheet.path);
            words += 1;
        }
        assert!(words > 100);
    }
}

#[test]
fn cards_are_four_on_a_page_and_legible() {
    let cards = pressed().iter().find(|one| one.sheet.layout == Layout::Cards).expect("the real content has cards");
    let text = poppler("pdftotext", &[], &cards.file);
    let pages: Vec<&str> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
    let html = Html::parse_fragment(&cards.sheet.body);
    let titles: Vec<String> = html
        .select(&Selector::parse("h2").expect("a selector"))
        .map(|title| bare(&title.text().collect::<String>()))
        .collect();
    assert_eq!(pages.len(), titles.len());
    for (page, title) in pages.iter().zip(&titles) {
        assert_eq!(bare(page).matches(title.as_str()).count(), 4, "{title}");
    }
    // Heard, each is there once.
    assert!(titles.iter().all(|title| spoken(&structure(cards)).matches(title.as_str()).count() == 1));
    // The height of a word in a typeface is so much of its size, here as in a document, whose text is 10.5 pt.
    let heights = |one: &Pressed| {
        let boxes = poppler("pdftotext", &["-bbox"], &one.file);
        let of =
            |line: &str, key: &str| line.split(&format!("{key}=\"")).nth(1)?.split('"').next()?.parse::<f64>().ok();
        let lines = boxes.lines().filter(|line| line.contains("<word "));
        lines.filter_map(|line| Some(of(line, "yMax")? - of(line, "yMin")?)).collect::<Vec<_>>()
    };
    let mut document = heights(documents().next().expect("a document"));
    document.sort_by(f64::total_cmp);
    let usual = document[document.len() / 2];
    let least = heights(cards).into_iter().fold(f64::MAX, f64::min);
    let size = least / usual * 10.5;
    assert!(size >= 8.5, "the smallest text of a card is {size:.1} pt");
}

#[test]
fn the_same_sheet_gives_the_same_bytes() {
    let mut sizes = Vec::new();
    for (sheet, one) in sheets().iter().zip(pressed()).filter(|(_, one)| one.bytes.len() < 1_000_000) {
        assert!(pdf::press(sheet).is_ok_and(|again| again == one.bytes), "{}", sheet.path);
        sizes.push(one.bytes.len());
    }
    assert!(sizes.len() > 3);
}

#[test]
fn documents_are_no_larger_than_they_may_be() {
    let budgets = std::fs::read_to_string(root().join("tests/budgets.toml")).expect("budgets");
    let limit = |key: &str| -> usize {
        let line = budgets.lines().find_map(|line| line.strip_prefix(key)?.trim().strip_prefix('='));
        line.expect("a limit").trim().replace('_', "").parse().expect("a number")
    };
    for one in pressed() {
        let whole = one.sheet.path.starts_with("samlet/");
        let limit = limit(if whole { "whole_pdf_bytes" } else { "section_pdf_bytes" });
        assert!(one.bytes.len() <= limit, "{}: {} bytes, but the limit is {limit}", one.sheet.path, one.bytes.len());
    }
}

#[test]
fn a_build_lays_them_beside_the_pages_and_offers_them() {
    let project = Project::new(root(), "2026-11-22".parse().expect("a day"));
    let papers: Papers = pressed().iter().map(|one| (one.sheet.path.clone(), one.bytes.clone())).collect();
    let given = papers.clone();
    let built = site::build_printed(&project, &move |sheet| Ok(given.get(&sheet.path).cloned().unwrap_or_default()));
    let output = built.expect("a build").output.expect("no faults");
    for (path, bytes) in &papers {
        assert!(output.get(path) == Some(bytes.as_slice()), "{path}");
        let offered = format!("href=\"/{path}\"");
        let size = format!("{} kB)", bytes.len().div_ceil(1000));
        let offering = output.iter().filter(|(_, page)| {
            let page = String::from_utf8_lossy(page);
            page.contains(&offered) && page.contains(&size)
        });
        assert!(offering.count() >= 2, "{path} is not offered");
    }
    let failed = site::build_printed(&project, &|_| Err("no ink".to_owned()));
    assert!(failed.is_err_and(|fault| fault == "no ink"), "where a document cannot be set there is no site");
}
