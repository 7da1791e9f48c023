//! What the preview asks of the browser.
//!
//! Contract: nothing is stored, and nothing is fetched but the content and the dictionary, which lie beside the page.

use js_sys::{Array, Function, JsString, Reflect, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, Document, Element, Event, EventTarget, HtmlElement, Url, Window};

/// The window, which is there wherever a page is.
pub(crate) fn window() -> Window {
    js_sys::global().unchecked_into()
}

/// The document, which is there wherever a window is.
pub(crate) fn document() -> Document {
    get(&window(), "document").unchecked_into()
}

/// A property of an object; undefined where it has none.
pub(crate) fn get(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &JsString::from(name)).unwrap_or_default()
}

/// The element with an id, as what it is.
pub(crate) fn element<T: JsCast>(id: &str) -> Option<T> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Puts a text into an element, where it has another: what is announced is announced once.
pub(crate) fn say(id: &str, text: &str) {
    if let Some(element) = element::<Element>(id)
        && element.text_content().as_deref() != Some(text)
    {
        element.set_text_content(Some(text));
    }
}

/// Shows or hides an element.
pub(crate) fn show(id: &str, shown: bool) {
    if let Some(element) = element::<HtmlElement>(id) {
        element.set_hidden(!shown);
    }
}

/// A new element with a text, at the end of another.
pub(crate) fn add(parent: &Element, tag: &str, text: &str) -> Option<Element> {
    let child = document().create_element(tag).ok()?;
    child.set_text_content(Some(text));
    parent.append_child(&child).ok()?;
    Some(child)
}

/// Does something on every event of a kind, for as long as the page lives.
pub(crate) fn listen(at: &EventTarget, event: &str, act: impl Fn(Event) + 'static) {
    let act: Box<dyn FnMut(Event)> = Box::new(act);
    let act = Closure::<dyn FnMut(Event)>::wrap(act).into_js_value();
    _ = at.add_event_listener_with_callback(event, act.unchecked_ref());
}

/// The same at the element with an id.
pub(crate) fn on(id: &str, event: &str, act: impl Fn(Event) + 'static) {
    if let Some(element) = element::<EventTarget>(id) {
        listen(&element, event, act);
    }
}

/// What is in the field with an id.
pub(crate) fn value(id: &str) -> String {
    element::<Element>(id).and_then(|field| get(&field, "value").as_string()).unwrap_or_default()
}

/// Puts something into the field with an id.
pub(crate) fn set_value(id: &str, value: &str) {
    if let Some(field) = element::<Element>(id) {
        _ = Reflect::set(&field, &JsString::from("value"), &JsString::from(value));
    }
}

/// Does something after a while. Gives what `clear_timeout` takes.
pub(crate) fn later(milliseconds: i32, act: impl FnOnce() + 'static) -> Option<i32> {
    let act: Box<dyn FnOnce()> = Box::new(act);
    let act = Closure::once_into_js(act);
    window().set_timeout_with_callback_and_timeout_and_arguments_0(act.unchecked_ref(), milliseconds).ok()
}

/// Does something with what a promise comes to; `None` where it is broken, or no promise.
pub(crate) fn after(promise: &JsValue, act: impl FnOnce(Option<JsValue>) + Clone + 'static) {
    let Ok(then) = get(promise, "then").dyn_into::<Function>() else { return act(None) };
    let broken = act.clone();
    let good = Closure::once_into_js(move |value: JsValue| act(Some(value)));
    let bad = Closure::once_into_js(move |_: JsValue| broken(None));
    _ = then.call2(promise, &good, &bad);
}

/// What a method without arguments gives.
pub(crate) fn call(of: &JsValue, method: &str) -> JsValue {
    get(of, method).dyn_into::<Function>().ok().and_then(|method| method.call0(of).ok()).unwrap_or_default()
}

/// The text at an address of this site.
pub(crate) fn fetch(address: &str, act: impl FnOnce(Option<String>) + Clone + 'static) {
    let fetch = get(&window(), "fetch").dyn_into::<Function>().ok();
    let promise = fetch.and_then(|fetch| fetch.call1(&window(), &JsString::from(address)).ok()).unwrap_or_default();
    after(&promise, move |response| match response.filter(|response| get(response, "ok").is_truthy()) {
        Some(response) => after(&call(&response, "text"), move |text| act(text.and_then(|text| text.as_string()))),
        None => act(None),
    });
}

/// The name and the bytes of each file of a picker (`change`) or of what was dropped (`drop`), one after another.
pub(crate) fn files(event: &Event, act: impl FnOnce(String, Vec<u8>) + Clone + 'static) {
    let dropped = get(event, "dataTransfer");
    let holder = if dropped.is_object() { dropped } else { event.target().map(JsValue::from).unwrap_or_default() };
    let list = get(&holder, "files");
    if !list.is_object() {
        return;
    }
    for file in Array::from(&list).iter() {
        let name = get(&file, "name").as_string().unwrap_or_default();
        let act = act.clone();
        after(&call(&file, "arrayBuffer"), move |buffer| {
            if let Some(buffer) = buffer {
                act(name, Uint8Array::new(&buffer).to_vec());
            }
        });
    }
}

/// Offers a text as a file.
pub(crate) fn download(name: &str, text: &str) {
    let options = BlobPropertyBag::new();
    options.set_type("text/plain;charset=utf-8");
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
    _ = later(60_000, move || _ = Url::revoke_object_url(&href));
}
