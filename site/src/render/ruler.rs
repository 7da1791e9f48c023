//! The mark of the site: a row of ticks, drawn once.
//!
//! Contract: the drawing is `currentColor` and of any width; it says nothing, so it is hidden from screen readers. The style
//! sheet repeats its measures (a tick every 7 px, every fifth longer, every tenth longest) where a line must run down
//! beside a text; `favicon.svg` is a piece of it.

use maud::{Markup, html};

/// Ten ticks, one of each kind of number: the tenth, the fifth, the others.
const TICKS: &str = "M.5 0v14M7.5 0v5M14.5 0v5M21.5 0v5M28.5 0v5M35.5 0v9M42.5 0v5M49.5 0v5M56.5 0v5M63.5 0v5";

/// The ruler. Once a page: its pattern has an id.
pub(crate) fn ruler() -> Markup {
    html! {
        svg.ruler width="100%" height="14" aria-hidden="true" focusable="false" {
            pattern #lineal_streger width="70" height="16" patternUnits="userSpaceOnUse" {
                path d=(TICKS) stroke="currentColor" {}
            }
            rect width="100%" height="14" fill="url(#lineal_streger)" {}
        }
    }
}
