//! The way to open a number: how it came about is asked of the second module, and only while it is open.

use super::behind;
use super::element::{Element, element};
use super::parts;
use super::relay::Ask;
use super::signal::Signal;
use super::tool::{State, Tool};

/// A number that opens. `follow` is the signal of the part of the page in which it stands, `of` names it to the second module.
pub(crate) fn details(tool: Tool, state: &State, id: &str, words: &str, follow: Signal, of: &[&str]) -> Element {
    let open = parts::opened(id);
    let name = id.to_owned();
    let inside = if open { behind::parts(tool, state, Ask::Number, of) } else { Vec::new() };
    element("details")
        .class("opened")
        .id(id)
        .flag("open", open)
        .on("toggle", move |event| {
            if parts::turn(&name, &event) {
                follow.tell();
            }
        })
        .on("pointerover", move |_| behind::fetch_ahead(tool))
        .on("focusin", move |_| behind::fetch_ahead(tool))
        .child(element("summary").text(words))
        .group(inside)
}
