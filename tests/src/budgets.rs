//! Holds the built site to `budgets.toml`.

use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs;
use std::io::{Cursor, Write as _};
use tests::dist::{files, pages, select};
use tests::limits::limits;
use tests::prepare::prepared;

fn gzip(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap().len()
}

fn brotli(bytes: &[u8]) -> usize {
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut Cursor::new(bytes), &mut compressed, &parameters).unwrap();
    compressed.len()
}

/// Each file of the built site with one of the endings, and its size by `measure`.
fn sizes(endings: &[&str], measure: fn(&[u8]) -> usize) -> Vec<(String, usize)> {
    let dist = &prepared().dist;
    let fitting = files(dist).into_iter().filter(|path| endings.iter().any(|ending| path.ends_with(ending)));
    fitting.map(|path| (path.clone(), measure(&fs::read(dist.join(path)).unwrap()))).collect()
}

fn assert_sum_within(what: &str, sizes: &[(String, usize)], limit: usize) {
    let sum: usize = sizes.iter().map(|(_, size)| size).sum();
    assert!(sum <= limit, "{what}: {sum} bytes, but the limit is {limit}: {sizes:#?}");
}

#[test]
fn the_calculator_is_small() {
    let sizes = sizes(&[".wasm", ".js"], brotli);
    assert!(sizes.iter().any(|(path, _)| path.ends_with(".wasm")), "the tool has been built: {sizes:?}");
    assert_sum_within("WebAssembly and scripts, brotli", &sizes, limits().calculator_brotli);
}

#[test]
fn the_style_sheets_are_small() {
    let sizes = sizes(&[".css"], gzip);
    assert!(!sizes.is_empty());
    assert_sum_within("style sheets, gzip", &sizes, limits().css_gzip);
}

#[test]
fn every_page_is_small() {
    for size in sizes(&[".html"], gzip) {
        assert_sum_within("HTML, gzip", &[size], limits().page_gzip);
    }
}

#[test]
fn the_median_page_comes_in_one_round_trip() {
    let mut pages: Vec<usize> = sizes(&[".html"], gzip).into_iter().map(|(_, size)| size).collect();
    pages.sort_unstable();
    let css: usize = sizes(&[".css"], gzip).iter().map(|(_, size)| size).sum();
    let median = pages[pages.len() / 2] + css;
    assert!(median <= limits().median_page_gzip, "median page with style sheets: {median} bytes");
}

#[test]
fn a_page_without_the_calculator_runs_nothing() {
    let mut checked = 0;
    for page in pages(&prepared().dist).iter().filter(|page| !page.has_calculator()) {
        let count = select(&page.html(), "script").count();
        assert!(count <= limits().guidance_scripts, "{} has {count} scripts", page.address);
        checked += 1;
    }
    assert!(checked > 20, "only {checked} pages");
}
