//! The official accessibility statement, and the way to it.
//!
//! Contract: its owner publishes it, and nothing here stands in for it. `/was/` leads to it where `site.toml` says where it is,
//! otherwise to the section of our own page that says who publishes it. A page or a former address of an editor's at `/was/`
//! comes first.

use super::context::Context;
use super::layout;
use super::words::outside;
use crate::frame::ACCESSIBILITY;
use crate::output::Output;
use maud::{DOCTYPE, html};

/// What a link to it says.
pub(crate) const NAME: &str = "Tilgængelighedserklæring";
/// The address at which every public site has it.
pub(crate) const PLACE: &str = "/was/";
const FILE: &str = "was/index.html";

/// Where it is, or who publishes it; `None` where the site says neither.
pub(crate) fn address(cx: &Context<'_>) -> Option<String> {
    cx.site.config.statement.clone().or_else(|| cx.place(ACCESSIBILITY))
}

/// Writes the page at `/was/`, and gives where that leads.
pub(crate) fn write(cx: &Context<'_>, output: &mut Output) -> Option<String> {
    let to = address(cx)?;
    let former =
        |former: &str| cx.site.pages.iter().any(|node| node.meta.former.iter().any(|at| at.value.as_str() == former));
    if cx.find(PLACE).is_some() || former(PLACE) {
        return None;
    }
    let is_published = cx.site.config.statement.is_some();
    let page = html! {
        (DOCTYPE)
        html lang="da" {
            head {
                (layout::head_basics(cx))
                title { (NAME) " – " (cx.site.config.name) }
                meta http-equiv="refresh" content={ "0; url=" (to) };
                meta name="robots" content="noindex";
            }
            body {
                main.wrap {
                    h1 { (NAME) }
                    @if is_published {
                        p { "Læs " a href=(to) rel=[outside(&to)] { "den officielle erklæring" } "." }
                    } @else {
                        p { "Den officielle erklæring offentliggøres af den, der udgiver siden. Læs " a href=(to) { "hvad der er bygget og prøvet" } "." }
                    }
                }
            }
        }
    };
    output.insert(FILE, page.into_string());
    Some(to)
}
