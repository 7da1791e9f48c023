//! No sentence on the site is taken from a source.
//!
//! Every run of twelve words that a reader can see is looked for among the fingerprints of the sources
//! (`fixtures/sources.runs`, made by the program `fingerprint`). Titles of sources are theirs and may stand.

use scraper::{ElementRef, Selector};
use std::collections::BTreeSet;
use std::fs;
use tests::dist::pages;
use tests::prepare::{prepared, root};
use tests::runs::{LENGTH, runs, unpack, words};

fn known() -> BTreeSet<u64> {
    unpack(&fs::read(root().join("tests/fixtures/sources.runs")).expect("the fingerprints of the sources"))
}

/// The words of an element, without citations, which stand in the middle of our sentences, and without the list of addresses that is
/// printed: an address is copied letter for letter, and often made of the title of what stands there.
fn visible(element: ElementRef<'_>, out: &mut String) {
    for child in element.children() {
        if let Some(text) = child.value().as_text() {
            out.push_str(text);
        } else if let Some(inner) = ElementRef::wrap(child) {
            let skipped = inner.value().name() == "script"
                || inner.value().classes().any(|class| ["cite", "addresses"].contains(&class));
            if !skipped {
                out.push(' ');
                visible(inner, out);
                out.push(' ');
            }
        }
    }
}

/// How sources are named: title, publisher, date.
fn titles() -> Vec<String> {
    let text = fs::read_to_string(root().join("content/data/kilder.toml")).expect("the register of sources");
    let table: toml::Table = text.parse().expect("TOML");
    let part =
        |entry: &toml::Value, key: &str| entry.get(key).and_then(toml::Value::as_str).unwrap_or_default().to_owned();
    let named = |entry| ["titel", "udgiver", "udgivet"].map(|key| part(entry, key)).join(" ");
    table.values().map(|entry| words(&named(entry)).join(" ")).collect()
}

#[test]
fn no_sentence_is_taken_from_a_source() {
    let (known, titles) = (known(), titles());
    let main = Selector::parse("main").expect("a selector");
    let mut taken = BTreeSet::new();
    let mut looked = 0;
    for page in pages(&prepared().dist) {
        let html = page.html();
        let mut text = String::new();
        html.select(&main).for_each(|element| visible(element, &mut text));
        let words = words(&text);
        for (at, run) in runs(&words) {
            looked += 1;
            let shown = words[at..at + LENGTH].join(" ");
            if known.contains(&run) && !titles.iter().any(|title| title.contains(&shown)) {
                taken.insert(format!("{}: {shown}", page.address));
            }
        }
    }
    assert!(looked > 10_000, "only {looked} runs were looked at");
    assert!(taken.is_empty(), "taken from a source, to be said in our own words:\n{taken:#?}");
}

#[test]
fn a_taken_sentence_would_be_found() {
    // The words of a law, which the sources print and which are free to quote; here they only prove that the search works.
    let known = known();
    assert!(known.len() > 30_000, "{} fingerprints", known.len());
    let text = "senest 24 timer efter modtagelsen af en underretning vurdere, om der er behov for at iværksætte akutte \
        foranstaltninger over for barnet eller den unge";
    assert!(runs(&words(text)).any(|(_, run)| known.contains(&run)));
}
