//! What is said of the codes, for editors who read it on the site.
//!
//! Contract: the same texts as in the terminal ([`crate::explain`]), read as any text is. The anchor of a code is its id in
//! capital letters, which no anchor of a heading has. What is wrong and what is right is told apart by words.

use super::context::Context;
use super::identity::{Icon, icon};
use super::markdown::Text;
use super::words::heading;
use crate::diagnostic::{Area, Code, Severity};
use crate::explain::{self, Example, Explanation, Shows};
use crate::resolve::Node;
use maud::{Markup, html};

/// All codes by area, or those of one area at length, with headings from a level on.
pub(crate) fn codes(cx: &Context<'_>, node: &Node, area: Option<Area>, level: u8) -> Markup {
    match area {
        None => html! {
            @for area in Area::ALL {
                (heading(level, None, None, &html! { (area.title()) }))
                (list(cx, *area))
            }
        },
        Some(area) => html! {
            (list(cx, area))
            @for explanation in explain::area(area) { (at_length(cx, node, &explanation, level)) }
        },
    }
}

/// The codes of an area with their titles, each a link to what is said of it.
fn list(cx: &Context<'_>, area: Area) -> Markup {
    let page = cx.codes(area).map(|node| cx.page(node));
    html! {
        ul.codes {
            @for Explanation { code, title, .. } in explain::area(area) {
                li {
                    @match &page {
                        Some(page) => a href={ (page) "#" (code.id()) } { (named(code, &title)) },
                        None => (named(code, &title)),
                    }
                    @if code.severity() == Severity::Warning { " (advarsel)" }
                }
            }
        }
    }
}

fn named(code: Code, title: &str) -> Markup {
    html! { span.code-id { (code.id()) } " " (title) }
}

fn at_length(cx: &Context<'_>, node: &Node, explanation: &Explanation, level: u8) -> Markup {
    let body = explanation.body();
    html! {
        (heading(level, Some(explanation.code.id()), None, &named(explanation.code, &explanation.title)))
        @if explanation.code.severity() == Severity::Warning {
            p { strong { "Advarsel." } " Siden bliver bygget alligevel." }
        }
        (Text::excerpt(cx, node).blocks(&body.blocks))
        @for example in &explanation.examples { (shown(cx, example)) }
    }
}

fn shown(cx: &Context<'_>, example: &Example) -> Markup {
    let class = match example.shows {
        Shows::Right => "example right",
        Shows::Wrong | Shows::Happens => "example",
    };
    html! {
        div class=(class) {
            p.example-title {
                @if example.shows == Shows::Right { (icon(cx, Icon::Right)) }
                strong { (example.shows.title()) }
                @if !example.path.is_empty() { " i " code { (example.path) } }
            }
            pre { code { (example.text) } }
        }
    }
}
