//! The network map on its page: the empty rings for the pen, over which the tool mounts.
//!
//! Contract: the drawing is that of the tool (`calculator::network`), with nobody on it.

use super::context::Context;
use super::template;
use super::tool::data_of;
use super::words::heading;
use crate::resolve::Node;
use crate::tools;
use calculator::network::{AREAS, Map, REGION, RINGS, SIZE, drawing, word};
use maud::{Markup, html};

/// The place of the tool, with the empty map, and what the tool writes around a map in a Word file.
pub(crate) fn place(cx: &Context<'_>, node: &Node, level: u8) -> Markup {
    let around = word::Around {
        creator: cx.site.config.name.clone(),
        head: format!("{} · {}", template::version(cx, node), template::CONFIDENTIAL),
        closing: template::closing(cx, node),
    };
    html! {
        div.calculator.network-tool #(tools::NETWORK.name) {
            div.static.network {
                p.no-script { "Slå JavaScript til for at tegne her. Du kan også printe siden og tegne på det tomme kort." }
                (heading(level, None, None, &html! { "Et tomt kort" }))
                (picture(&Map::default(), REGION, "Et tomt netværkskort med tre ringe og fire felter"))
                p { "Ringene indefra: " (RINGS.join(", ").to_lowercase()) ". Felterne med uret fra øverst til højre: " (AREAS.join(", ").to_lowercase()) "." }
            }
        }
        (data_of(&tools::NETWORK, word::to_json(&around)))
    }
}

/// A map as the tool draws it, in a region of its own: where there is little room its letters stay as large as they must be, and it scrolls.
pub(super) fn picture(map: &Map, region: &str, label: &str) -> Markup {
    let drawing = drawing(map);
    html! {
        section.table aria-label=(region) tabindex="0" {
            svg viewBox={ "0 0 " (SIZE) " " (SIZE) } role="img" aria-label=(label) {
                @for [x1, y1, x2, y2] in &drawing.lines { line x1=(x1) y1=(y1) x2=(x2) y2=(y2) {} }
                @for (class, x, y, radius) in &drawing.circles { circle.(class) cx=(x) cy=(y) r=(radius) {} }
                @for (class, x, y, words) in &drawing.words { text.(class) x=(x) y=(y) paint-order="stroke" { (words) } }
            }
        }
    }
}
