//! What a page says of itself to those who are not on it: search engines, programs that show a link, language models.
//!
//! Contract: all of it is made from what the page itself says; nothing is claimed of a service that its page does not. A service
//! that sources only suggest is not offered by anybody, and so is none here. JSON-LD is data and never run, so the security
//! policy has no say in it; `<` is written as an escape in it, so that no text can end its element. `llms.txt` is ours only
//! where `public/` has none.

use super::changes;
use super::context::{Context, entry_id};
use super::words::iso;
use crate::output::Output;
use crate::parse::tree::{Block, RegisterView};
use crate::resolve::{Node, PageId};
use calculator::{Listing, Service};
use maud::{Markup, PreEscaped, html};
use serde_json::{Map, Value, json};

/// What stands in the head of a page.
pub(crate) fn head(cx: &Context<'_>, node: &Node) -> Markup {
    let address = cx.absolute(node.url.as_str());
    let is_front = node.url.as_str() == "/";
    html! {
        link rel="canonical" href=(address);
        meta property="og:title" content=(node.meta.title);
        meta property="og:description" content=(node.meta.summary);
        meta property="og:url" content=(address);
        meta property="og:type" content=(if is_front { "website" } else { "article" });
        meta property="og:site_name" content=(cx.site.config.name);
        meta property="og:locale" content="da_DK";
        @if is_front && let Some(page) = cx.site.register_page(RegisterView::Changes) {
            link rel="alternate" type="application/atom+xml" title="Ændringer" href=(cx.href(&changes::atom_path(page)));
        }
        script type="application/ld+json" { (PreEscaped(escaped(&page(cx, node)))) }
    }
}

/// JSON that ends no script element, whatever it holds.
fn escaped(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
}

/// The page as schema.org has it.
fn page(cx: &Context<'_>, node: &Node) -> Value {
    let address = cx.absolute(node.url.as_str());
    let mut site = object("WebSite", [("@id", json!(cx.absolute("/"))), ("name", json!(cx.site.config.name))]);
    let mut page = object(
        "WebPage",
        [
            ("@context", json!("https://schema.org")),
            ("@id", json!(address)),
            ("name", json!(node.meta.title)),
            ("description", json!(node.meta.summary)),
            ("inLanguage", json!("da")),
            ("lastReviewed", json!(iso(node.meta.reviewed))),
        ],
    );
    if let Some(changed) = node.changed {
        page.insert("dateModified".to_owned(), json!(iso(changed)));
    }
    if node.above.is_empty() {
        site.insert("description".to_owned(), json!(cx.site.config.description));
    } else {
        page.insert("breadcrumb".to_owned(), breadcrumbs(cx, node));
    }
    page.insert("isPartOf".to_owned(), Value::Object(site));
    if let Some(main) = main_entity(cx, node) {
        page.insert("mainEntity".to_owned(), main);
    }
    Value::Object(page)
}

fn object<const N: usize>(kind: &str, fields: [(&str, Value); N]) -> Map<String, Value> {
    let fields = fields.into_iter().chain([("@type", json!(kind))]);
    fields.map(|(key, value)| (key.to_owned(), value)).collect()
}

/// The way down to the page, itself the last.
fn breadcrumbs(cx: &Context<'_>, node: &Node) -> Value {
    let above = node.above.iter().map(|id| cx.site.page(*id));
    let steps = above.chain([node]).enumerate().map(|(at, step)| {
        let address = cx.absolute(step.url.as_str());
        let fields = [("position", json!(at + 1)), ("name", json!(step.meta.short_title)), ("item", json!(address))];
        Value::Object(object("ListItem", fields))
    });
    Value::Object(object("BreadcrumbList", [("itemListElement", steps.collect())]))
}

/// What the page is about, where that is a thing of its own.
fn main_entity(cx: &Context<'_>, node: &Node) -> Option<Value> {
    let shows_terms = node.body.blocks.iter().any(|block| matches!(block, Block::Register(RegisterView::Terms)));
    if shows_terms {
        return Some(terms(cx, node));
    }
    let service = node.service(cx.site)?;
    matches!(service.listing, Listing::Catalogue).then(|| offered(cx, node, service))
}

/// A service of the catalogue: what it is and for whom. Prices are left out: printed ones are old, others are agreed on.
fn offered(cx: &Context<'_>, node: &Node, service: &Service) -> Value {
    let audience = object("Audience", [("audienceType", json!(service.audience))]);
    let country = object("Country", [("name", json!("Danmark"))]);
    Value::Object(object(
        "GovernmentService",
        [
            ("name", json!(service.name)),
            ("description", json!(service.short)),
            ("url", json!(cx.absolute(node.url.as_str()))),
            ("audience", Value::Object(audience)),
            ("areaServed", Value::Object(country)),
        ],
    ))
}

/// The glossary: each word with its explanation and its anchor.
fn terms(cx: &Context<'_>, node: &Node) -> Value {
    let address = cx.absolute(node.url.as_str());
    let words = cx.site.registers.terms.iter().map(|(id, term)| {
        let fields = [
            ("name", json!(term.word)),
            ("description", json!(term.explanation)),
            ("url", json!(format!("{address}#{}", entry_id(id)))),
        ];
        Value::Object(object("DefinedTerm", fields))
    });
    let fields = [("name", json!(node.meta.title)), ("url", json!(address)), ("hasDefinedTerm", words.collect())];
    Value::Object(object("DefinedTermSet", fields))
}

/// Writes `llms.txt`.
pub(crate) fn write(cx: &Context<'_>, output: &mut Output) {
    if !cx.site.public.contains_key(INDEX) {
        output.insert(INDEX, index(cx));
    }
}

/// The file that language models look for.
const INDEX: &str = "llms.txt";

/// All pages with their summaries, section by section in the order of the menu: what the guide is, and where to find it in it.
fn index(cx: &Context<'_>) -> String {
    let config = &cx.site.config;
    let mut text = format!("# {}\n\n> {}\n\n", config.name, config.description);
    text.push_str(
        "Dansk vejledning til fagfolk i kommuner. Hver side siger, hvornår den sidst er gennemgået, og hvilke kilder den bygger på. \
         Det, der ikke er bekræftet, er mærket. Guiden er ikke en myndighed og erstatter hverken loven eller kommunens eget beredskab.\n",
    );
    if let Some(acute) = cx.acute {
        text.push_str(&format!("Er et barn i fare nu: ring 112. Se {}\n", cx.absolute(acute.url.as_str())));
    }
    let mut listed = vec![false; cx.site.pages.len()];
    for (words, id) in &cx.site.menu {
        let home = cx.site.page(*id);
        let pages = if home.section.is_empty() { vec![*id] } else { home.section.to_vec() };
        section(cx, words, &pages, &mut listed, &mut text);
    }
    let rest: Vec<PageId> = (0..cx.site.pages.len()).map(PageId).collect();
    section(cx, "Andre sider", &rest, &mut listed, &mut text);
    text
}

/// The pages of a section that have not been listed.
fn section(cx: &Context<'_>, title: &str, pages: &[PageId], listed: &mut [bool], text: &mut String) {
    let new: Vec<PageId> = pages.iter().copied().filter(|id| !std::mem::replace(&mut listed[id.0], true)).collect();
    if new.is_empty() {
        return;
    }
    text.push_str(&format!("\n## {title}\n\n"));
    for node in new.into_iter().map(|id| cx.site.page(id)) {
        let address = cx.absolute(node.url.as_str());
        text.push_str(&format!("- [{}]({address}): {}\n", node.meta.title.replace(['[', ']'], ""), node.meta.summary));
    }
}
