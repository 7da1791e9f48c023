//! Holds the built site to `budgets.toml`.

use flate2::Compression;
use flate2::write::GzEncoder;
use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Write as _};
use tests::dist::{ONE_FILE, files, pages, select, tag};
use tests::limits::{is_small_script, limits};
use tests::prepare::{prepared, with_preview};

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
    let all = files(dist).into_iter().filter(|path| !path.ends_with(ONE_FILE));
    let fitting = all.filter(|path| endings.iter().any(|ending| path.ends_with(ending)));
    fitting.map(|path| (path.clone(), measure(&fs::read(dist.join(path)).unwrap()))).collect()
}

fn assert_sum_within(what: &str, sizes: &[(String, usize)], limit: usize) {
    let sum: usize = sizes.iter().map(|(_, size)| size).sum();
    assert!(sum <= limit, "{what}: {sum} bytes, but the limit is {limit}: {sizes:#?}");
}

#[test]
fn every_tool_is_small_and_its_page_loads_no_other() {
    let limits_of_keeping = limits();
    let limits = limits().tool_brotli;
    let dist = &prepared().dist;
    let measure = |path: &String| (path.clone(), brotli(&fs::read(dist.join(path)).unwrap()));
    let mut loaded = BTreeSet::new();
    let mut tools = BTreeSet::new();
    for page in pages(dist) {
        let Some(tool) = page.tool() else { continue };
        let html = page.html();
        let scripts = select(&html, "script[src]").filter(|script| !is_small_script(&tag(*script)));
        let addresses = scripts.filter_map(|script| script.attr("src"));
        let addresses = addresses.chain(select(&html, "link[rel*=preload]").filter_map(|link| link.attr("href")));
        let addresses = addresses.map(|address| address.trim_start_matches('/').to_owned());
        let files: BTreeSet<String> = addresses.collect();
        assert_eq!(files.len(), 3, "{}: WebAssembly, glue, start: {files:?}", page.address);
        let sizes: Vec<_> = files.iter().map(measure).collect();
        let limit = limits.get(tool.name).unwrap_or_else(|| panic!("budgets.toml has no limit for {}", tool.name));
        assert_sum_within(&format!("{}: WebAssembly and scripts, brotli", tool.name), &sizes, *limit);
        loaded.extend(files);
        tools.insert(tool.name);
    }
    let small: Vec<String> = tests::limits::limits().small_scripts.into_keys().collect();
    let is_small = |path: &String| small.iter().any(|name| path.starts_with(&format!("assets/{name}-")));
    let built = files(dist).into_iter().filter(|path| path.ends_with(".wasm") || path.ends_with(".js"));
    let built: BTreeSet<String> = built.filter(|path| !is_small(path)).collect();
    // What a tool loads later is named by its start script, and by no page.
    for later in site::tools::ALL.iter().filter_map(|tool| tool.later) {
        let is_of =
            |path: &&String| path.strip_prefix("assets/").is_some_and(|name| name.starts_with(&format!("{later}-")));
        let sizes: Vec<_> = built.iter().filter(is_of).map(measure).collect();
        assert_eq!(sizes.len(), 2, "{later}: WebAssembly and glue: {sizes:?}");
        let limit = limits.get(later).unwrap_or_else(|| panic!("budgets.toml has no limit for {later}"));
        assert_sum_within(&format!("{later}: WebAssembly and glue, brotli"), &sizes, *limit);
        for (path, _) in sizes {
            assert!(loaded.insert(path.clone()), "{path} is loaded with a page, and so not later");
        }
    }
    // What keeps the guidance on a device: for whoever asks for it, and for nobody else.
    let keeps =
        |path: &String| path == "sw.js" || path.starts_with("assets/uden-net-") || path.starts_with("assets/nyere-");
    let (keeping, built): (BTreeSet<String>, BTreeSet<String>) = built.into_iter().partition(keeps);
    assert_eq!(keeping.len(), 3, "{keeping:?}");
    let sizes: Vec<_> = keeping.iter().map(measure).collect();
    assert_sum_within("what keeps the guidance, brotli", &sizes, limits_of_keeping.keeping_brotli);
    let whole = fs::read(dist.join("om/uden-net").join(ONE_FILE)).unwrap().len();
    assert!(whole <= limits_of_keeping.one_file, "the one file: {whole} bytes");
    assert_eq!(built, loaded, "scripts that no page with a tool loads, or the other way round");
    assert_eq!(tools, site::tools::ALL.iter().map(|tool| tool.name).collect(), "tools that have a page");
    let limited: BTreeSet<_> = limits.keys().map(String::as_str).collect();
    assert_eq!(site::tools::modules().collect::<BTreeSet<_>>(), limited, "modules that have a limit");
}

#[test]
fn the_editors_preview_is_no_larger_than_it_has_to_be() {
    let dist = &with_preview().dist;
    let is_its = |path: &String| path.contains("redaktoer-") && (path.ends_with(".js") || path.ends_with(".wasm"));
    let found: Vec<_> = files(dist).into_iter().filter(is_its).collect();
    assert_eq!(found.len(), 3, "WebAssembly, glue, start: {found:?}");
    let sizes: Vec<_> = found.iter().map(|path| (path.clone(), brotli(&fs::read(dist.join(path)).unwrap()))).collect();
    assert_sum_within("the editors' preview, brotli", &sizes, limits().editor_brotli);
    let of_dictionary = |path: &String| path.starts_with("assets/ordbog-");
    let found: Vec<_> = files(dist).into_iter().filter(of_dictionary).collect();
    assert_eq!(found.len(), 3, "rules, words, those that are known: {found:?}");
    let sizes: Vec<_> = found.iter().map(|path| (path.clone(), brotli(&fs::read(dist.join(path)).unwrap()))).collect();
    assert_sum_within("the dictionary of the editors' preview, brotli", &sizes, limits().editor_dictionary);
}

#[test]
fn the_style_sheets_are_small() {
    let sizes = sizes(&[".css"], gzip);
    assert!(!sizes.is_empty());
    assert_sum_within("style sheets, gzip", &sizes, limits().css_gzip);
}

#[test]
fn every_page_is_small() {
    let ruler = pages(&prepared().dist).into_iter().find(|page| page.tool() == Some(&site::tools::CONCERN));
    let ruler = ruler.expect("a page holds the ruler").path;
    for size in sizes(&[".html"], gzip) {
        let limit = match size.0.as_str() {
            "samlet/index.html" => limits().whole_page_gzip,
            path if path.ends_with("/samlet/index.html") => limits().section_page_gzip,
            path if path == ruler => limits().ruler_page_gzip,
            _ => limits().page_gzip,
        };
        assert_sum_within("HTML, gzip", &[size], limit);
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
fn a_page_without_a_tool_is_small_and_runs_only_what_is_named() {
    let css: usize = sizes(&[".css"], gzip).iter().map(|(_, size)| size).sum();
    let small = limits().small_scripts;
    let mut checked = 0;
    for page in pages(&prepared().dist).iter().filter(|page| page.tool().is_none()) {
        let html = page.html();
        let scripts = select(&html, "script").filter(|script| script.attr("type") != Some("application/ld+json"));
        // The page that offers to keep the guidance has a script of its own, under a limit of its own.
        let its_own = |tag: &String| page.offers_to_keep() && tag.contains(" src=\"/assets/uden-net-");
        let others: Vec<_> = scripts.map(tag).filter(|tag| !is_small_script(tag) && !its_own(tag)).collect();
        assert!(others.is_empty(), "{} runs {others:?}", page.address);
        checked += 1;
        // Many pages on one, for whoever asks for that, have limits of their own.
        if page.address.ends_with("/samlet/") {
            continue;
        }
        let size = gzip(page.text.as_bytes()) + css;
        assert!(size <= limits().guidance_page_gzip, "{} with style sheets: {size} bytes", page.address);
    }
    assert!(checked > 20, "only {checked} pages");
    for (name, limit) in small {
        let is_it = |path: &String| path.starts_with(&format!("assets/{name}-")) && path.ends_with(".js");
        let found: Vec<_> = files(&prepared().dist).into_iter().filter(is_it).collect();
        assert_eq!(found.len(), 1, "{name}");
        let size = fs::read(prepared().dist.join(&found[0])).unwrap().len();
        assert!(size <= limit, "{name}: {size} bytes, but the limit is {limit}");
    }
}

#[test]
fn the_search_with_all_that_it_looks_in_is_small() {
    let of_search =
        |path: &String| path.contains("soeg-") && [".js", ".wasm", ".idx"].iter().any(|end| path.ends_with(end));
    let dist = &prepared().dist;
    let found: Vec<_> = files(dist).into_iter().filter(of_search).collect();
    assert_eq!(found.len(), 4, "WebAssembly, glue, start and the file: {found:?}");
    let sizes: Vec<_> = found.iter().map(|path| (path.clone(), brotli(&fs::read(dist.join(path)).unwrap()))).collect();
    assert_sum_within("the search, brotli", &sizes, limits().search_brotli);
}
