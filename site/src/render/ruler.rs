//! The mark of the site: a row of ticks, drawn once.
//!
//! Contract: the drawing is `currentColor` and of any width; it says nothing, so it is hidden from screen readers. The style
//! sheet repeats its measures (a tick every 7 px, every fifth longer, every tenth longest) where a line must run down
//! beside a text; `favicon.svg` is a piece of it.

use maud::{Markup, html};

/// Ten ticks, one of each kind of number: the tenth, the fifth, the others. Each is drawn from where the last one ended: what is said
/// alike is small where it is compressed.
const TICKS: &str = "M.5 0v14m7-14v5m7-5v5m7-5v5m7-5v5m7-5v9m7-9v5m7-5v5m7-5v5m7-5v5";

/// The ruler. Once a page: its pattern has an id, which begins as that of the top of the page does and so is small in each of them.
pub(crate) fn ruler() -> Markup {
    html! {
        svg.ruler width="100%" height="14" aria-hidden="true" {
            pattern #side_ti width="70" height="16" patternUnits="userSpaceOnUse" {
                path d=(TICKS) stroke="currentColor" {}
            }
            rect width="100%" height="14" fill="url(#side_ti)" {}
        }
    }
}
