//! Step 5: the site to bytes.
//!
//! Contract: [`render`] cannot fail and decides nothing: a [`Site`] has nothing left open, so every look-up here has its
//! answer. It is a function of its argument alone, page by page in parallel, and writes in the order of paths. Every address
//! on the site is made by `Context::href`, which puts the base path before it; no page holds inline code, inline
//! style or an address of another server that the browser would fetch.
//!
//! `context` is what all of them are given. One module for each thing with a look of its own: `layout` (the frame of a page), `page` (what stands in it), `markdown`
//! and `inline` (text), `catalogue` (services), `tool` (the price calculator), `registers`, `chart` with
//! `plot`, `diagram` and `pen` (charts as pictures), `codes` (faults, explained to editors), `machine` (what only programs read), `template` (what only a template's page has), `docx` (its Word file), `assets` (names with a hash), `offline` (keeping the guidance on a device), `one_file` (all of it as one
//! file), `editor` (the page of the editors' preview), `ruler` (the mark), `identity` (icons, and the picture that others show), `design` (its parts in every state), `whole` and `moved` (a section as one document), `cards` (the cards on one sheet), `addresses` (of links, for paper), `folded` (what is closed, on paper), `words`
//! (what all of them use).

mod account;
mod addresses;
mod assets;
mod cards;
mod catalogue;
mod changes;
mod chart;
mod clarify;
mod codes;
mod concern;
mod context;
mod course;
mod dates;
mod design;
mod diagram;
mod docx;
mod editor;
mod examples;
mod feeds;
mod folded;
mod found;
mod glossary;
mod houses;
mod identity;
mod inline;
mod ladder;
mod layout;
mod leave;
mod load;
mod machine;
mod made;
mod markdown;
mod moved;
mod network;
pub mod offline;
mod one_file;
mod page;
mod papers;
mod pen;
mod plot;
mod rates;
mod registers;
mod reviews;
mod ruler;
mod search;
mod self_check;
mod sheet;
mod statement;
mod template;
#[cfg(test)]
mod tests;
mod tool;
mod visits;
mod whole;
mod words;

use crate::headers::{HEADERS_FILE, headers_file};
use crate::output::Output;
use crate::paper::{Papers, Sheet};
use crate::resolve::{Node, Site};
use crate::source::Sources;
use crate::tools::EDITOR;
use context::Context;
use maud::Markup;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Renders some pages, by their addresses, with all that pages load: what somebody looks at, before the rest.
#[must_use]
pub fn some(site: &Site, addresses: &[String]) -> Output {
    let mut output = Output::default();
    let cx = Context::new(site, assets::write(site, &mut output));
    let wanted = site.pages.iter().filter(|node| addresses.iter().any(|address| address == node.url.as_str()));
    for node in wanted {
        let Written { html, word, .. } = written(&cx, node);
        insert(node, html, word, &mut output);
    }
    output.insert(HEADERS_FILE, headers_file(&machine::hints(&cx)));
    output
}

/// What is printed as one document each, for a press to make PDFs of.
#[must_use]
pub fn sheets(site: &Site) -> Vec<Sheet> {
    whole::sheets(&Context::new(site, assets::write(site, &mut Output::default())))
}

/// Renders every file of the site; `sources` are the texts that it was made from, which the editors' preview carries along, and
/// `papers` the PDFs that lie beside the pages.
#[must_use]
pub fn render(site: &Site, sources: &Sources, papers: &Papers) -> Output {
    let mut output = Output::default();
    let mut cx = Context::new(site, assets::write(site, &mut output));
    cx.papers = papers.iter().map(|(path, bytes)| (path.clone(), bytes.len())).collect();
    let cx = cx;
    let pages: Vec<_> = site.pages.par_iter().map(|node| (node, written(&cx, node))).collect();
    let mut texts = BTreeMap::new();
    for (node, Written { html, word, text }) in pages {
        insert(node, html, word, &mut output);
        texts.insert(node.url.as_str(), text);
    }
    let (documents, ()) = rayon::join(|| whole::pages(&cx, &texts), || around(&cx, sources, &mut output));
    for (path, html) in documents {
        output.insert(path, html);
    }
    for (path, bytes) in papers {
        output.insert(path.as_str(), bytes.as_slice());
    }
    output
}

/// What lies around the pages.
fn around(cx: &Context<'_>, sources: &Sources, output: &mut Output) {
    output.insert("404.html", page::not_found(cx).into_string());
    machine::write(cx, output);
    found::write(cx, output);
    feeds::write(cx, output);
    changes::write(cx, output);
    search::write(cx, output);
    offline::write(cx, output);
    if let Some(tool) = cx.assets.tools.get(EDITOR.name) {
        editor::write(cx, tool, sources, output);
    }
}

/// One page, as [`render`] writes it; `None` where the site has none at this address.
#[must_use]
pub fn page(site: &Site, address: &str) -> Option<String> {
    let cx = Context::new(site, assets::write(site, &mut Output::default()));
    let node = cx.find(address)?;
    Some(written(&cx, node).html)
}

/// A page as it is published.
struct Written {
    html: String,
    /// Its Word file, where it has one.
    word: Option<Vec<u8>>,
    /// Its text, of which documents are made.
    text: Markup,
}

fn written(cx: &Context<'_>, node: &Node) -> Written {
    let (word, text) = (docx::file(cx, node), page::text(cx, node));
    let html = page::page(cx, node, &text, word.as_ref().map(Vec::len)).into_string();
    Written { html, word, text }
}

fn insert(node: &Node, html: String, word: Option<Vec<u8>>, output: &mut Output) {
    output.insert(node.url.file(), html);
    if let Some(word) = word {
        output.insert(node.url.word_file(), word);
    }
}
