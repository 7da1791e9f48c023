//! Holds the built site to `budgets.toml`: `tests::sizes` says what is measured and how.

use std::collections::BTreeSet;
use tests::dist::{files, pages, select, tag};
use tests::limits::{is_small_script, limits};
use tests::prepare::prepared;
use tests::sizes::{self, Size};

fn assert_within(sizes: impl IntoIterator<Item = Size>) {
    for size in sizes {
        let Size { what, bytes, limit, files } = &size;
        assert!(*bytes > 0 && size.is_within(), "{what}: {bytes} bytes, but the limit is {limit}: {files:#?}");
    }
}

#[test]
fn every_tool_is_small_and_its_page_loads_no_other() {
    let dist = &prepared().dist;
    let modules = sizes::modules();
    assert_within(modules.iter().map(|(_, size)| size.clone()));
    let mut loaded = BTreeSet::new();
    for (name, size) in &modules {
        let is_later = site::tools::ALL.iter().any(|tool| tool.later == Some(name));
        let expected = if is_later { 2 } else { 3 };
        assert_eq!(size.files.len(), expected, "{name}: WebAssembly, glue, and start where a page loads it: {size:#?}");
        for (path, _) in &size.files {
            assert!(loaded.insert(path.clone()), "{path} is loaded by two");
        }
    }
    let small: Vec<String> = limits().small_scripts.into_keys().collect();
    let is_small = |path: &String| small.iter().any(|name| path.starts_with(&format!("assets/{name}-")));
    let built = files(dist).into_iter().filter(|path| path.ends_with(".wasm") || path.ends_with(".js"));
    let [keeping, whole] = sizes::keeping();
    assert_eq!(keeping.files.len(), 3, "{keeping:?}");
    // What keeps the guidance on a device is for whoever asks for it, and for nobody else.
    let keeps: BTreeSet<String> = keeping.files.iter().map(|(path, _)| path.clone()).collect();
    let built: BTreeSet<String> = built.filter(|path| !is_small(path) && !keeps.contains(path)).collect();
    assert_within([keeping, whole]);
    assert_eq!(built, loaded, "scripts that no page with a tool loads, or the other way round");
    let names: BTreeSet<_> = modules.iter().map(|(name, _)| *name).collect();
    assert_eq!(site::tools::modules().collect::<BTreeSet<_>>(), names, "tools that have a page");
    let limits = limits().tool_brotli;
    assert_eq!(names, limits.keys().map(String::as_str).collect(), "modules that have a limit");
}

#[test]
fn the_editors_preview_is_no_larger_than_it_has_to_be() {
    let [preview, dictionary] = sizes::preview();
    assert_eq!(preview.files.len(), 3, "WebAssembly, glue, start: {preview:?}");
    assert_eq!(dictionary.files.len(), 3, "rules, words, those that are known: {dictionary:?}");
    assert_within([preview, dictionary]);
}

#[test]
fn the_style_sheets_are_small() {
    assert_within([sizes::styles()]);
}

#[test]
fn every_page_is_small() {
    assert_within(sizes::html());
}

#[test]
fn the_median_page_comes_in_one_round_trip() {
    assert_within([sizes::median()]);
}

#[test]
fn a_page_without_a_tool_is_small_and_runs_only_what_is_named() {
    let mut checked = 0;
    for page in pages(&prepared().dist).iter().filter(|page| page.tool().is_none()) {
        let html = page.html();
        let scripts = select(&html, "script").filter(|script| script.attr("type") != Some("application/ld+json"));
        // The page that offers to keep the guidance has a script of its own, under a limit of its own.
        let its_own = |tag: &String| page.offers_to_keep() && tag.contains(" src=\"/assets/uden-net-");
        let others: Vec<_> = scripts.map(tag).filter(|tag| !is_small_script(tag) && !its_own(tag)).collect();
        assert!(others.is_empty(), "{} runs {others:?}", page.address);
        checked += 1;
    }
    assert!(checked > 20, "only {checked} pages");
    assert_within(sizes::guidance());
    let small = sizes::small_scripts();
    assert!(small.iter().all(|script| script.files.len() == 1), "{small:#?}");
    assert_within(small);
}

#[test]
fn the_search_with_all_that_it_looks_in_is_small() {
    let search = sizes::search();
    assert_eq!(search.files.len(), 4, "WebAssembly, glue, start and the file: {search:?}");
    assert_within([search]);
}
