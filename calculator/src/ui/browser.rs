//! What the parts of the tool ask of the browser.

use std::cell::OnceCell;

use js_sys::{Array, Function};
use leptos::prelude::*;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, Event, HtmlElement, Url};

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

/// Does something once what has changed stands in the page.
pub(crate) fn soon(act: impl FnOnce() + 'static) {
    let act: Box<dyn FnOnce()> = Box::new(act);
    set_timeout(act, std::time::Duration::ZERO);
}

/// Opens the browser's print dialogue.
pub(crate) fn print() {
    _ = window().print();
}

/// The fragment of the address.
pub(crate) fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// The address of the page with another fragment.
pub(crate) fn address(fragment: &str) -> String {
    let here = window().location().href().unwrap_or_default();
    let page = here.split('#').next().unwrap_or_default();
    [page, "#", fragment].concat()
}

/// Offers a text as a file.
pub(crate) fn download(name: &str, kind: &str, text: &str) {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&JsValue::from_str(text));
    let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &options) else { return };
    let Ok(href) = Url::create_object_url_with_blob(&blob) else { return };
    if let Ok(link) = document().create_element("a") {
        _ = link.set_attribute("href", &href);
        _ = link.set_attribute("download", name);
        if let Some(link) = link.dyn_ref::<HtmlElement>() {
            link.click();
        }
    }
    // The browser reads the file after the click.
    let forget: Box<dyn FnOnce()> = Box::new(move || _ = Url::revoke_object_url(&href));
    set_timeout(forget, std::time::Duration::from_secs(60));
}

/// Puts a text on the clipboard, and says whether that went well.
pub(crate) fn copy(text: &str, then: impl Fn(bool) + Clone + 'static) {
    let clipboard = js_sys::Reflect::get(&window().navigator(), &JsValue::from_str("clipboard"));
    if clipboard.is_ok_and(|clipboard| clipboard.is_undefined()) {
        return then(false);
    }
    let done = then.clone();
    let good = Closure::once_into_js(move |_: JsValue| done(true));
    let bad = Closure::once_into_js(move |_: JsValue| then(false));
    let promise: JsValue = window().navigator().clipboard().write_text(text).into();
    let then = js_sys::Reflect::get(&promise, &JsValue::from_str("then"));
    if let Some(then) = then.ok().and_then(|then| then.dyn_into::<Function>().ok()) {
        _ = then.call2(&promise, &good, &bad);
    }
}

/// Asks before the page is left, as long as there is something to lose.
pub(crate) fn warn_before_leaving(on: bool) {
    thread_local! { static ASK: OnceCell<Function> = const { OnceCell::new() } }
    ASK.with(|ask| {
        let ask = ask.get_or_init(|| {
            let ask: Box<dyn FnMut(Event)> = Box::new(|event| event.prevent_default());
            Closure::<dyn FnMut(Event)>::wrap(ask).into_js_value().unchecked_into()
        });
        window().set_onbeforeunload(on.then_some(ask));
    });
}

/// Leaves for the front page, without a way back to this one.
pub(crate) fn leave() {
    warn_before_leaving(false);
    // The site may stand in a folder of its host: the wordmark knows where its front page is.
    let mark = document().query_selector(".brand a").ok().flatten();
    let home = mark.and_then(|mark| mark.get_attribute("href")).unwrap_or_else(|| "/".to_owned());
    _ = window().location().replace(&home);
}
