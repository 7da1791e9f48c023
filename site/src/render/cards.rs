//! All action cards as one sheet: templates of A5, four on a page of A4.
//!
//! Contract: a card stands as on its own page, with whose it is and where it is from. They are offered on each card's page, where there is
//! a press; a printer sets two or four pages on a sheet where there is none.

use super::context::Context;
use super::made::made;
use super::markdown::Text;
use super::moved::moved;
use super::template;
use crate::check::page::Paper;
use crate::paper::{Layout, Sheet};
use crate::resolve::Node;
use maud::{Markup, PreEscaped, html};

/// The file's name, beside the cards.
const FILE: &str = "kort-fire-paa-et-ark.pdf";

fn cards<'s>(cx: &Context<'s>) -> impl Iterator<Item = &'s Node> {
    cx.site.pages.iter().filter(|node| node.meta.paper == Some(Paper::A5))
}

/// Where the PDF is published; `None` where there are no cards.
fn path(cx: &Context<'_>) -> Option<String> {
    let above = cards(cx).next()?.url.parent()?;
    Some(format!("{}{FILE}", above.as_str().trim_start_matches('/')))
}

/// The cards as they are set on paper.
pub(crate) fn sheet(cx: &Context<'_>) -> Option<Sheet> {
    let path = path(cx)?;
    Some(Sheet {
        layout: Layout::Cards,
        title: "Kort, fire på et ark".to_owned(),
        about: "Hvert kort fire gange på et A4-ark, til at klippe ud i A6.".to_owned(),
        name: cx.site.config.name.clone(),
        address: cx.absolute(&format!("/{path}")),
        path,
        day: cx.site.today,
        notes: Vec::new(),
        body: cards(cx).map(|node| card(cx, node).into_string()).collect(),
    })
}

fn card(cx: &Context<'_>, node: &Node) -> Markup {
    let text = Text::new(cx, node, made).body();
    let card = html! {
        h1 { (node.meta.title) }
        p { (template::version(cx, node)) " · " (template::CONFIDENTIAL) }
        (text)
        p.of-page { (template::closing(cx, node)) }
    };
    html! { article.chapter { (PreEscaped(moved(&card.0, 1, &mut |_, _, _| None))) } }
}

/// The way to the sheet, on the page of a card.
pub(crate) fn offer(cx: &Context<'_>) -> Markup {
    let found = path(cx).and_then(|path| Some((cx.papers.get(&path)?, path)));
    html! {
        @if let Some((bytes, path)) = found {
            p { a href=(cx.href(&format!("/{path}"))) { "Hent alle kort som PDF, fire på et A4-ark (" (bytes.div_ceil(1000)) " kB)" } }
        }
    }
}
