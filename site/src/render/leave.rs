//! »Forlad siden«: a way to be elsewhere at once, on pages about violence.
//!
//! Contract: a plain link to a neutral page, which works without a script. The script `public/assets/forlad.js` makes it
//! thorough: the page is blanked, its place in the history is given to the neutral page, and nothing asks whether one is sure.
//! Beside it stands the way to what a visit leaves behind, which no page can take back.

use super::context::Context;
use crate::frame::TRACES;
use crate::resolve::Node;
use maud::{Markup, html};

const SCRIPT: &str = "forlad.js";

/// Where the page leads those who leave; `None` where it has no such way.
fn refuge<'a>(cx: &'a Context<'_>, node: &Node) -> Option<&'a str> {
    cx.site.config.refuge.as_deref().filter(|_| node.meta.leave)
}

/// What the head of such a page needs.
pub(crate) fn script(cx: &Context<'_>, node: &Node) -> Markup {
    html! {
        @if refuge(cx, node).is_some() && let Some(script) = cx.assets.asset(SCRIPT) {
            script src=(cx.href(script)) defer {}
        }
    }
}

/// The way out. It comes first on the page, so that it is near for those who use a keyboard.
pub(crate) fn bar(cx: &Context<'_>, node: &Node) -> Markup {
    html! {
        @if let Some(refuge) = refuge(cx, node) {
            aside.exit aria-label="Forlad siden hurtigt" { (ways(cx.place(TRACES).as_deref(), refuge, Some("forlad_siden"))) }
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
