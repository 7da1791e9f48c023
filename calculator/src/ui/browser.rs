//! What the parts of the tool ask of the browser.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The element with an id.
pub(crate) fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Moves focus to a field, and with it the page.
pub(crate) fn focus(id: &str) {
    if let Some(field) = element(id) {
        _ = field.focus();
    }
}

/// Opens the browser's print dialogue.
pub(crate) fn print() {
    _ = window().print();
}
