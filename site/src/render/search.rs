//! The search: its field in every header, its page, the list from A to Å, the trials, and the file that it looks in.
//!
//! Contract: nothing that is typed is in an address that a server sees: the field has no name, and what leads to the search stands
//! after `#`. Without a script there is a link in its place, and the list from A to Å. A site without a page that holds the search
//! has nothing of it. `gather` says what can be found.

mod gather;

use super::assets::hashed;
use super::context::Context;
use super::tool::data_of;
use super::words::{alphabetical, heading};
use crate::check::registers::Trial;
use crate::output::Output;
use crate::parse::tree::{Block, RegisterView};
use crate::resolve::Node;
use crate::tools::SEARCH;
use calculator::search::{Answer, Collection, Index, Query, answer, pack};
use calculator::wire::json::Json;
use maud::{Markup, html};
use rayon::prelude::*;
use std::collections::BTreeMap;
use xxhash_rust::xxh3::xxh3_64;

/// The script that leads from the field to the search.
const SCRIPT: &str = "side.js";
/// How many hits of a trial are shown.
const SHOWN: usize = 3;

/// What the search finds.
pub(crate) struct Searching {
    collection: Collection,
    text: String,
    file: String,
}

fn searching<'c>(cx: &'c Context<'_>) -> &'c Searching {
    cx.searching.get_or_init(|| {
        let collection = gather::collection(cx);
        let text = pack::write(&collection);
        let file = hashed("assets/soeg.idx", xxh3_64(text.as_bytes()));
        Searching { collection, text, file }
    })
}

/// Writes the file that the search looks in, where a page holds the search.
pub(crate) fn write(cx: &Context<'_>, output: &mut Output) {
    if cx.search.is_some() {
        let searching = searching(cx);
        output.insert(searching.file.as_str(), pack::seal(&searching.text));
    }
}

/// The path of that file.
pub(crate) fn file<'c>(cx: &'c Context<'_>) -> Option<&'c str> {
    cx.search.is_some().then(|| searching(cx).file.as_str())
}

/// Whether a page holds the search.
pub(crate) fn is_on(node: &Node) -> bool {
    node.body.blocks.iter().any(|block| matches!(block, Block::Search))
}

/// The page of the search, where a page is to lead to it: not from itself.
fn leads_to<'s>(cx: &Context<'s>, here: Option<&Node>) -> Option<&'s Node> {
    cx.search.filter(|page| here.is_none_or(|here| here.url != page.url))
}

/// The script of the field, where the site has it.
pub(crate) fn script(cx: &Context<'_>, here: Option<&Node>) -> Markup {
    let script = leads_to(cx, here).and_then(|_| cx.assets.asset(SCRIPT));
    html! { @if let Some(script) = script { script src=(cx.href(script)) defer {} } }
}

/// The field in the header; on the page of the search itself there is a larger one.
pub(crate) fn field(cx: &Context<'_>, here: Option<&Node>) -> Markup {
    let Some(page) = leads_to(cx, here) else { return html! {} };
    html! {
        div.wrap {
            search.seek {
                form action=(cx.page(page)) {
                    label for="soeg_felt" { "Søg" }
                    input #soeg_felt type="search" autocomplete="off" spellcheck="false";
                    button type="submit" { "Søg" }
                }
                a href=(cx.page(page)) { "Søg i vejledningen" }
            }
        }
    }
}

/// The search in the text of its page, over the list from A to Å.
pub(crate) fn place(cx: &Context<'_>, level: u8) -> Markup {
    let text = |text: &str| Json::Text(text.to_owned());
    let mut json = String::new();
    let data = [
        ("fil", text(&cx.href(&format!("/{}", searching(cx).file)))),
        ("rod", text(&cx.href(""))),
        ("akut", text(&cx.acute.map(|node| cx.page(node)).unwrap_or_default())),
    ];
    Json::Object(data.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()).write(&mut json);
    html! {
        div.search #(SEARCH.name) {
            p.no-script { "Slå JavaScript til for at søge her. Du kan også finde vej med listen fra A til Å." }
        }
        (data_of(&SEARCH, json))
        (from_a(cx, level))
    }
}

/// An entry of the list: what it says, and where it leads.
type Entry = (String, Vec<(String, String)>);

/// All that the site has a word for, from A to Å.
fn from_a(cx: &Context<'_>, level: u8) -> Markup {
    let mut letters: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for entry in entries(cx) {
        let letter = entry.0.chars().next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
        letters.entry(alphabetical(&letter)).or_default().push(entry);
    }
    let letter =
        |entries: &[Entry]| entries[0].0.chars().next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    html! {
        (heading(level, Some("a-aa"), None, &html! { "Alt fra A til Å" }))
        ul.letters {
            @for (at, entries) in letters.values().enumerate() { li { a href={ "#bogstav_" (at) } { (letter(entries)) } } }
        }
        @for (at, entries) in letters.values().enumerate() {
            section.letter aria-labelledby={ "bogstav_" (at) } {
                (heading(level + 1, Some(&format!("bogstav_{at}")), None, &html! { (letter(entries)) }))
                ul {
                    @for (words, links) in entries {
                        li {
                            @if let [(_, address)] = links.as_slice() { a href=(address) { (words) } }
                            @else {
                                (words) ": "
                                @for (at, (words, address)) in links.iter().enumerate() {
                                    @if at > 0 { ", " }
                                    a href=(address) { (words) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Pages by their short titles, words of the glossary, and what people say in their place.
fn entries(cx: &Context<'_>) -> Vec<Entry> {
    let mut found: BTreeMap<String, Entry> = BTreeMap::new();
    let mut add = |words: &str, link: (String, String)| {
        let entry = found.entry(alphabetical(words)).or_insert_with(|| (words.to_owned(), Vec::new()));
        if !entry.1.iter().any(|(_, address)| *address == link.1) {
            entry.1.push(link);
        }
    };
    for node in cx.site.pages.iter().filter(|node| node.url.as_str() != "/") {
        add(&node.meta.short_title, (node.meta.short_title.clone(), cx.page(node)));
    }
    for (id, term) in cx.site.registers.terms.iter() {
        let Some(address) = cx.entry(RegisterView::Terms, id) else { continue };
        add(&term.word, ("forklaring".to_owned(), address.clone()));
        if let Some(page) = &term.page
            && let Some(node) = cx.find(page.value.split('#').next().unwrap_or_default())
        {
            add(&term.word, (node.meta.short_title.clone(), cx.href(&page.value)));
        }
        for said in &term.also {
            add(said, (format!("se {}", term.word), address.clone()));
        }
    }
    let mut entries: Vec<Entry> = found.into_values().collect();
    for (_, links) in &mut entries {
        // One link needs no name of its own.
        if let [(words, _)] = links.as_mut_slice() {
            words.clear();
        }
    }
    entries
}

/// The trials: what is asked, what must be found, and what is found by the same code as in the browser.
pub(crate) fn trials(cx: &Context<'_>) -> Markup {
    let index = Index::new(searching(cx).collection.clone());
    let trials: Vec<_> = cx.site.registers.trials.par_iter().map(|trial| (trial, tried(cx, &index, trial))).collect();
    let passed = trials.iter().filter(|(_, tried)| tried.passed).count();
    html! {
        p { (passed) " af " (trials.len()) " søgninger finder det, de skal." }
        section.table aria-label="Søgninger, og hvad de finder" tabindex="0" {
            table.trials {
                thead { tr { th scope="col" { "Søgning" } th scope="col" { "Prøver" } th scope="col" { "Skal finde" } th scope="col" { "Finder" } } }
                tbody {
                    @for (trial, tried) in &trials {
                        tr {
                            th scope="row" { (trial.query) }
                            td { (trial.kind) }
                            td {
                                @if trial.expected.is_empty() { "intet" }
                                @for (at, address) in trial.expected.iter().enumerate() {
                                    @if at > 0 { " eller " }
                                    a href=(cx.href(&address.value)) { (named(cx, &address.value)) }
                                }
                            }
                            td {
                                strong { @if tried.passed { "Ja: " } @else { "Nej: " } }
                                @if tried.got.is_empty() { "intet" }
                                @for (at, got) in tried.got.iter().enumerate() {
                                    @if at > 0 { " · " }
                                    (got)
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What a trial found.
struct Tried {
    passed: bool,
    got: Vec<String>,
}

fn tried(cx: &Context<'_>, index: &Index, trial: &Trial) -> Tried {
    let query = Query::new(index, &trial.query, true);
    let answer = answer(index, &query, SHOWN);
    let addresses = addresses(index, &answer);
    let fits = |address: &String| trial.expected.iter().any(|expected| is_there(address, &expected.value));
    let passed = match (&trial.expected[..], trial.on_top) {
        ([], _) => addresses.is_empty() && answer.best.is_none(),
        (_, true) => answer.best.is_some_and(|best| fits(&best.address)),
        (_, false) => addresses.iter().take(trial.within).any(fits),
    };
    let best = answer.best.map(|best| format!("{} (øverst)", best.title));
    Tried { passed, got: best.into_iter().chain(addresses.iter().map(|address| named(cx, address))).collect() }
}

/// The addresses of the hits, in order.
fn addresses(index: &Index, answer: &Answer<'_>) -> Vec<String> {
    answer.hits.iter().filter_map(|hit| index.address(hit.place)).collect()
}

/// Whether an address is what was expected: a page is any section of it, a section only itself.
fn is_there(address: &str, expected: &str) -> bool {
    address == expected || (!expected.contains('#') && address.split('#').next() == Some(expected))
}

/// What an address is called: the page, and its section.
fn named(cx: &Context<'_>, address: &str) -> String {
    let (path, anchor) = address.split_once('#').unwrap_or((address, ""));
    let page = searching(cx).collection.pages.iter().find(|page| page.address == path);
    let section = page.and_then(|page| page.sections.iter().find(|section| section.anchor == anchor));
    let title = cx.find(path).map_or(path, |node| node.meta.short_title.as_str());
    match section.filter(|section| !section.heading.is_empty()) {
        Some(section) => format!("{title} › {}", section.heading),
        None => title.to_owned(),
    }
}
