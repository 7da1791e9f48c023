//! »Forlad siden«: a way to be elsewhere at once, on pages about violence or a concern about a child.
//!
//! Contract: a plain link to a neutral page, which works without a script. The script `public/assets/forlad.js` makes it
//! thorough: the page is blanked, its place in the history is given to the neutral page, and nothing asks whether one is sure.
//! Beside it stands the way to what a visit leaves behind, which no page can take back.

use super::context::Context;
use crate::frame::TRACES;
use crate::resolve::Node;
use maud::{Markup, html};

const SCRIPT: &str = "forlad.js";

/// Whether a page has it: as it or its section says, and where it leads somewhere.
pub(crate) fn leaves(cx: &Context<'_>, node: &Node) -> bool {
    let config = &cx.site.config;
    config.refuge.is_some() && config.has_way_out(&node.url, node.meta.leave)
}

/// What the head of such a page needs.
pub(crate) fn script(cx: &Context<'_>) -> Markup {
    html! {
        @if let Some(script) = cx.assets.asset(SCRIPT) {
            script src=(cx.href(script)) defer {}
        }
    }
}

/// The way out. It comes first on the page, so that it is near for those who use a keyboard.
pub(crate) fn bar(cx: &Context<'_>) -> Markup {
    html! {
        @if let Some(refuge) = &cx.site.config.refuge {
            aside.exit aria-label="Forlad siden" { (ways(cx.place(TRACES).as_deref(), refuge, Some("forlad_siden"))) }
        }
    }
}

/// What stands in the bar: the way to what a visit leaves behind, where there is one, and the link that leaves. The script knows that by
/// its id.
pub(crate) fn ways(traces: Option<&str>, refuge: &str, id: Option<&str>) -> Markup {
    html! {
        div.wrap {
            @if let Some(traces) = traces { a href=(traces) { "Hvad ses bagefter?" } }
            a.button.button-quiet id=[id] href=(refuge) rel="noreferrer" { "Forlad siden" }
        }
    }
}
