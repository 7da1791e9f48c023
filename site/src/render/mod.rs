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
//! file), `editor` (the page of the editors' preview), `ruler` (the mark), `identity` (icons, and the picture that others show), `design` (its parts in every state), `words`
//! (what all of them use).

mod account;
mod assets;
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
mod found;
mod glossary;
mod houses;
mod identity;
mod inline;
mod layout;
mod leave;
mod load;
mod machine;
mod made;
mod markdown;
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
mod words;

use crate::headers::{HEADERS_FILE, headers_file};
use crate::output::Output;
use crate::resolve::{Node, Site};
use crate::source::Sources;
use crate::tools::EDITOR;
use context::Context;
use rayon::prelude::*;

/// Renders some pages, by their addresses, with all that pages load: what somebody looks at, before the rest.
#[must_use]
pub fn some(site: &Site, addresses: &[String]) -> Output {
    let mut output = Output::default();
    let cx = Context::new(site, assets::write(site, &mut output));
    let wanted = site.pages.iter().filter(|node| addresses.iter().any(|address| address == node.url.as_str()));
    for node in wanted {
        let (html, word) = written(&cx, node);
        output.insert(node.url.file(), html);
        if let Some(word) = word {
            output.insert(node.url.word_file(), word);
        }
    }
    output.insert(HEADERS_FILE, headers_file(&machine::hints(&cx)));
    output
}

/// Renders every file of the site; `sources` are the texts that it was made from, which the editors' preview carries along.
#[must_use]
pub fn render(site: &Site, sources: &Sources) -> Output {
    let mut output = Output::default();
    let cx = Context::new(site, assets::write(site, &mut output));
    let pages: Vec<_> = site.pages.par_iter().map(|node| (node, written(&cx, node))).collect();
    for (node, (html, word)) in pages {
        output.insert(node.url.file(), html);
        if let Some(word) = word {
            output.insert(node.url.word_file(), word);
        }
    }
    output.insert("404.html", page::not_found(&cx).into_string());
    machine::write(&cx, &mut output);
    found::write(&cx, &mut output);
    feeds::write(&cx, &mut output);
    changes::write(&cx, &mut output);
    search::write(&cx, &mut output);
    offline::write(&cx, &mut output);
    if let Some(tool) = cx.assets.tools.get(EDITOR.name) {
        editor::write(&cx, tool, sources, &mut output);
    }
    output
}

/// One page, as [`render`] writes it; `None` where the site has none at this address.
#[must_use]
pub fn page(site: &Site, address: &str) -> Option<String> {
    let cx = Context::new(site, assets::write(site, &mut Output::default()));
    let node = cx.find(address)?;
    Some(written(&cx, node).0)
}

/// A page, and its Word file where it has one.
fn written(cx: &Context<'_>, node: &Node) -> (String, Option<Vec<u8>>) {
    let word = docx::file(cx, node);
    (page::page(cx, node, word.as_ref().map(Vec::len)).into_string(), word)
}
