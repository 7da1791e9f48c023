//! Samples of what stands around a page's text: the way out, what is printed, what is said of the guidance that is kept; and a word of the
//! glossary with its explanation.
//!
//! Contract: made by the modules that make the real ones; links lead to the sample itself, and no button does anything.

use super::super::context::Context;
use super::super::{folded, inline, leave, offline, registers};
use crate::check::glossary::Term;
use maud::{Markup, html};

/// Where the sample of a word is explained.
const WORD: &str = "proeve_ord";

/// A word as it stands in a text, with the mouse over it and with the focus, and what it leads to.
pub(super) fn term(cx: &Context<'_>) -> Markup {
    let explained = Term {
        word: "ordet".to_owned(),
        forms: Vec::new(),
        also: Vec::new(),
        explanation: "Hvad ordet betyder, i en sætning eller to. Linket i teksten fører hertil.".to_owned(),
        page: None,
        source: None,
    };
    let address = format!("#{WORD}");
    html! {
        p { "Første gang " (inline::term_link(&address, "ordet")) " står på en side, er det et link." }
        p { "Med musen over: " a.term.is-hover href=(address) { "ordet" } ". Med fokus: " a.term.is-focus href=(address) { "ordet" } "." }
        dl.terms { (registers::term(cx, WORD, &explained)) }
    }
}

/// The bar, with the way to what a visit leaves behind and without. It is no landmark here, and stands in the text.
pub(super) fn exit() -> Markup {
    let here = "#forlad-siden";
    html! { @for traces in [Some(here), None] { div.exit { (leave::ways(traces, here, None)) } } }
}

/// The buttons of pages with closed parts.
pub(super) fn printing() -> Markup {
    folded::row()
}

/// All that is said on the page that keeps the guidance, its buttons, and what stands above other pages.
pub(super) fn kept() -> Markup {
    let filled = |name: &'static str| {
        let sample = match name {
            "dag" => "1. marts 2026",
            "gjort" => "40",
            "alle" => "200",
            _ => "5.000",
        };
        html! { span { (sample) } }
    };
    let [always, when_old, when_newer] = offline::FROM_KEPT;
    html! {
        @for (_, words) in offline::said(&filled) { p { (words) } }
        p.button-row { @for (_, _, class, words) in offline::BUTTONS { button class=(class) type="button" { (words) } } }
        @for more in [None, Some(when_old), Some(when_newer)] {
            p.note { strong { "Gemt den 1. marts 2026." } " " (always) @if let Some(more) = more { " " (more) } }
        }
        p.note { (offline::NEWER) }
    }
}
