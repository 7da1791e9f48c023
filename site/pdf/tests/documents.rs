//! Every document of the real content, set and read again by poppler, which is not ours.
//!
//! Contract: `pdfinfo` and `pdftotext` are on PATH (package `poppler-utils`), or the tests fail and say so. The content is built for a
//! fixed day.

use scraper::{Html, Selector};
use site::check::memory::Memory;
use site::io::disk::Project;
use site::paper::{Layout, Papers, Sheet};
use std::collections::BTreeSet;
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
    let (_, site) = site::prepare(&project, &mut Memory::default());
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
fn headings_lists_tables_and_figures_are_tagged() {
    for one in documents() {
        let structure = structure(one);
        let tags: BTreeSet<&str> = structure.lines().filter_map(|line| line.trim().split([' ', ':']).next()).collect();
        for (tag, css) in [
            ("H1", "h2"),
            ("H2", "h3"),
            ("L", "ul"),
            ("Table", "table"),
            ("TH", "th"),
            ("Figure", "svg"),
            ("Note", "a[href^='https:']"),
            ("TOCI", "h2"),
        ] {
            let wanted =
                Html::parse_fragment(&one.sheet.body).select(&Selector::parse(css).expect("a selector")).count();
            assert!(wanted == 0 || tags.contains(tag), "{}: no {tag}, but {wanted} {css}", one.sheet.path);
        }
        let drawings = Html::parse_fragment(&one.sheet.body)
            .select(&Selector::parse("svg[role=img]").expect("a selector"))
            .count();
        let described = structure.lines().filter(|line| line.trim().starts_with("/Alt ")).count();
        assert!(described >= drawings, "{}: {drawings} drawings, {described} descriptions", one.sheet.path);
    }
}

/// Whether words stand in a text: whole, or in two parts, where a page ends between them.
fn holds(text: &str, words: &str) -> bool {
    let parts = || words.char_indices().skip(1).map(|(at, _)| words.split_at(at));
    text.contains(words) || parts().any(|(first, rest)| text.contains(first) && text.contains(rest))
}

#[test]
fn every_word_of_every_page_is_in_it() {
    for one in documents() {
        // Poppler passes over what follows a hyphen within a tag, so the words are looked for in both forms that it gives.
        let written = spoken(&structure(one)) + "\n" + &bare(&poppler("pdftotext", &["-raw"], &one.file));
        let html = Html::parse_fragment(&one.sheet.body);
        let mut missing = Vec::new();
        let mut looked_for = 0;
        for node in html.root_element().descendants() {
            let Some(text) = node.value().as_text() else { continue };
            // The words of a drawing are its own; the same stand beside it. What is hidden is for those who hear the page.
            let within = |name: &str| {
                node.ancestors().filter_map(|above| above.value().as_element()).any(|above| above.name() == name)
            };
            let hidden = node
                .ancestors()
                .filter_map(|above| above.value().as_element())
                .any(|above| above.classes().any(|class| matches!(class, "hidden" | "new-tab")));
            let words = bare(text);
            if words.is_empty() || within("svg") || within("nav") || hidden {
                continue;
            }
            looked_for += 1;
            if !holds(&written, &words) {
                missing.push(text.trim().to_owned());
            }
        }
        assert!(looked_for > 100, "{}", one.sheet.path);
        assert!(
            missing.is_empty(),
            "{} lacks {}: {:#?}",
            one.sheet.path,
            missing.len(),
            &missing[..missing.len().min(10)]
        );
        for part in one.sheet.notes.iter().chain([&one.sheet.about]) {
            assert!(holds(&written, &bare(part)), "{} does not say: {part}", one.sheet.path);
        }
    }
}

#[test]
fn contents_and_references_name_the_right_pages() {
    for one in documents() {
        let text = poppler("pdftotext", &["-layout"], &one.file);
        let pages: Vec<&str> = text.split('\u{c}').collect();
        let html = Html::parse_fragment(&one.sheet.body);
        let contents: String = pages.iter().take(12).copied().collect();
        let mut found = 0;
        for heading in html.select(&Selector::parse("article > h2, h2.part").expect("a selector")) {
            let title = bare(&heading.text().collect::<String>());
            // A long title breaks over lines in the contents, and the page stands with the last of them.
            let Some(line) = contents.lines().find(|line| bare(line).starts_with(&title) && line.contains("..."))
            else {
                continue;
            };
            let page: usize = line.rsplit([' ', '.']).next().and_then(|page| page.parse().ok()).expect("a page");
            let there = pages.get(page - 1).copied().unwrap_or_default();
            assert!(bare(there).contains(&title), "{}: {title} is not on page {page}", one.sheet.path);
            found += 1;
        }
        assert!(found >= 3, "{}: {found} titles found in the contents", one.sheet.path);
        // At the foot of each page: its number, the address, the day.
        let last = pages.iter().rposition(|page| !page.trim().is_empty()).expect("pages") + 1;
        for (at, page) in pages.iter().enumerate().take(last) {
            let foot = bare(page.trim_end().lines().last().unwrap_or_default());
            let wanted = format!("{}/{last}", at + 1);
            assert!(foot.ends_with(&wanted) && foot.contains(&bare(&one.sheet.address)), "{}: {foot}", one.sheet.path);
        }
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
    let built = site::build_printed(&project, &|sheet| Ok(papers.get(&sheet.path).cloned().unwrap_or_default()));
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
