//! What a template's page has beside its text: the offer of its Word file, and what stands around the text on paper.
//!
//! Contract: paper and Word file have the same words around the text, so both take them from here. On paper there is the
//! template alone: the style sheet leaves out all else, and sets the paper by the class of the body.

use super::cards;
use super::context::Context;
use super::identity::{Icon, icon};
use super::papers;
use crate::check::page::Paper;
use crate::resolve::Node;
use calculator::text;
use maud::{Markup, html};

/// What is to be done with the paper once something has been written on it.
pub(crate) const CONFIDENTIAL: &str =
    "Udfyldt er papiret fortroligt. Journalisér det efter arbejdspladsens egne regler.";

/// The class of the body, which sets the paper.
pub(crate) fn class(paper: Paper) -> &'static str {
    match paper {
        Paper::A4 => "on-a4",
        Paper::A5 => "on-a5",
    }
}

/// Whose template this is and of which day.
pub(crate) fn version(cx: &Context<'_>, node: &Node) -> String {
    format!("{} · version {}", cx.site.config.name, text::date(node.meta.reviewed))
}

/// Where the template is from: its sources, its address.
pub(crate) fn closing(cx: &Context<'_>, node: &Node) -> String {
    let registers = &cx.site.registers;
    let sources = node.meta.sources.iter().filter_map(|listed| registers.sources.get(&listed.value));
    let sources: Vec<_> = sources.map(|entry| entry.short.as_str()).collect();
    let address = cx.absolute(node.url.as_str());
    let date = text::date(node.meta.reviewed);
    if sources.is_empty() {
        format!("{address} · gennemgået {date}")
    } else {
        format!("Kilder: {}. {address} · gennemgået {date}", sources.join("; "))
    }
}

/// What stands under the title on paper.
pub(crate) fn head(cx: &Context<'_>, node: &Node) -> Markup {
    html! { p.print-only.paper-head { (version(cx, node)) " · " (CONFIDENTIAL) } }
}

/// The way to the Word file and to paper.
pub(crate) fn offer(cx: &Context<'_>, node: &Node, paper: Paper, word: Option<usize>) -> Markup {
    html! {
        div.offer {
            @if let Some(bytes) = word {
                @let address = format!("/{}", node.url.word_file());
                p { a.button href=(cx.href(&address)) download { (icon(cx, Icon::Fetch)) "Hent som Word-fil (.docx, " (bytes.div_ceil(1000)) " kB)" } }
            }
            p {
                "Eller udskriv siden fra browserens menu. Den passer til papir i størrelsen " (paper.name())
                @if paper == Paper::A5 { ", på én side" }
                ". Felterne udfyldes på papiret eller i Word-filen"
                @if let Some(page) = papers::filling(cx, node) { ", eller " a href=(page) { "på skærmen" } ". Det, du skriver dér, bliver på din enhed." }
                @else { ", ikke her på skærmen." }
            }
            @if paper == Paper::A5 { (cards::offer(cx)) }
        }
    }
}
