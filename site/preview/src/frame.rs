//! The finished page, in a frame where nothing runs.
//!
//! Contract: what is shown is the text that the generator made, without its scripts. While somebody writes on a page, only its body is put in anew,
//! so that it neither blinks nor scrolls; another page is loaded whole. A link in it never leads the frame away: one to an
//! anchor is scrolled to, one to a page of the site is handed on.

use crate::browser::{element, listen};
use preview::still::still;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{Document, DomParser, Element, Event, HtmlIFrameElement, SupportedType};

const ID: &str = "red_side";

thread_local! {
    /// The address that the frame shows.
    static SHOWN: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Begins to follow the links of what is shown; `go` is given the address of each.
pub(crate) fn start(go: impl Fn(String) + Clone + 'static) {
    let Some(frame) = element::<HtmlIFrameElement>(ID) else { return };
    listen(&frame, "load", move |_| {
        let Some(inside) = inside() else { return };
        let go = go.clone();
        listen(&inside.clone(), "click", move |event| follow(&inside, &event, &go));
    });
}

/// Shows the page of an address.
pub(crate) fn show(address: &str, html: &str) {
    let html = &still(html);
    let same = SHOWN.with(|shown| shown.replace(address.to_owned()) == address);
    if !(same && replaced(html).is_some())
        && let Some(frame) = element::<HtmlIFrameElement>(ID)
    {
        frame.set_srcdoc(html);
    }
}

fn inside() -> Option<Document> {
    element::<HtmlIFrameElement>(ID)?.content_document()
}

/// Puts the body of a page in the place of the one that is shown, where one is.
fn replaced(html: &str) -> Option<()> {
    let inside = inside()?;
    let old = inside.body().filter(|body| body.child_element_count() > 0)?;
    let new = DomParser::new().ok()?.parse_from_string(html, SupportedType::TextHtml).ok()?.body()?;
    inside.adopt_node(&new).ok()?;
    old.replace_with_with_node_1(&new).ok()
}

fn follow(inside: &Document, event: &Event, go: &impl Fn(String)) {
    // An element of another document is none of this one's classes, so it is not asked what it is.
    let Some(target) = event.target() else { return };
    let Ok(Some(link)) = target.unchecked_ref::<Element>().closest("a[href]") else { return };
    event.prevent_default();
    let href = link.get_attribute("href").unwrap_or_default();
    match href.strip_prefix('#') {
        Some(anchor) => {
            if let Some(to) = inside.get_element_by_id(anchor) {
                to.scroll_into_view();
            }
        }
        None => go(href),
    }
}
