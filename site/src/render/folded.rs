//! Paper of pages on which something is folded: what is open, or all of it.
//!
//! Contract: without a script a page prints all of it. The script `public/assets/udskriv.js` is loaded where a page has closed parts in its text
//! and no tool, which has buttons of its own for what it prints; it makes both buttons, so none is there that does nothing.

use super::context::Context;
use maud::{Markup, html};

const SCRIPT: &str = "udskriv.js";

/// What the head of such a page needs.
pub(crate) fn script(cx: &Context<'_>, text: &Markup) -> Markup {
    let script = cx.assets.asset(SCRIPT).filter(|_| text.0.contains("<details"));
    html! { @if let Some(script) = script { script type="module" src=(cx.href(script)) {} } }
}

/// What the script says on its buttons.
const BUTTONS: [&str; 2] = ["Udskriv det viste", "Udskriv alt"];

/// The row as the script makes it, for the page of the design: a test holds the two to each other.
pub(crate) fn row() -> Markup {
    html! {
        p.button-row { @for words in BUTTONS { button type="button" class="button button-quiet" { (words) } } }
    }
}
