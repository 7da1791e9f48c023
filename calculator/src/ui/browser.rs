//! What the parts of the tool ask of the browser.

use std::cell::{Cell, OnceCell};
use std::rc::Rc;

use js_sys::{Array, Function, JsString, Reflect, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, Document, Event, HtmlElement, Url, Window};

/// Below this height, in px, what a page says of itself takes most of the window.
const LOW: i32 = 700;

/// The window, which is there wherever a tool runs.
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

/// Does something on every event of a kind at the window, for as long as the page lives.
pub(crate) fn listen(event: &str, act: impl Fn(Event) + 'static) {
    let act: Box<dyn FnMut(Event)> = Box::new(act);
    let act = Closure::<dyn FnMut(Event)>::wrap(act).into_js_value();
    _ = window().add_event_listener_with_callback(event, act.unchecked_ref());
}

/// What is now in the field that an event is of.
pub(crate) fn value_of(event: &Event) -> String {
    event.target().and_then(|field| get(&field, "value").as_string()).unwrap_or_default()
}

/// Whether the box that an event is of is ticked.
pub(crate) fn is_ticked(event: &Event) -> bool {
    event.target().is_some_and(|field| get(&field, "checked").is_truthy())
}

/// Does something when the event that is on has been dealt with, before the page is painted.
pub(crate) fn before_paint(act: &Function) {
    window().queue_microtask(act);
}

/// Does something after a while. Gives what [`call_off`] takes.
pub(crate) fn later(milliseconds: i32, act: impl FnOnce() + 'static) -> Option<i32> {
    let act: Box<dyn FnOnce()> = Box::new(act);
    let act = Closure::once_into_js(act);
    window().set_timeout_with_callback_and_timeout_and_arguments_0(act.unchecked_ref(), milliseconds).ok()
}

/// What was to be done after a while is not done.
pub(crate) fn call_off(waiting: i32) {
    window().clear_timeout_with_handle(waiting);
}

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

/// Moves focus to where something new begins, and shows it from the top of the window: on a phone there is then room for it.
pub(crate) fn lead(id: &str) {
    if let Some(place) = element(id) {
        place.scroll_into_view();
        _ = place.focus();
    }
}

/// Where the page is at its top: whether the window is low, as a phone's is. Nothing elsewhere.
pub(crate) fn window_at_top() -> Option<bool> {
    let window = window();
    get(&window, "scrollY").is_falsy().then(|| get(&window, "innerHeight").lt(&JsValue::from(LOW)))
}

/// Does something once what has changed stands in the page.
pub(crate) fn soon(act: impl FnOnce() + 'static) {
    _ = later(0, act);
}

/// Opens the browser's print dialogue.
pub(crate) fn print() {
    _ = window().print();
}

/// The fragment of the address.
pub(crate) fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// The place or thing that the address names: its fragment, of which the one file puts the page before (`#/ydelser/forloebsplan/ydelse=…`).
pub(crate) fn named() -> String {
    fragment().rsplit(['#', '/']).next().unwrap_or_default().to_owned()
}

/// The address of the page with another fragment.
pub(crate) fn address(fragment: &str) -> String {
    let here = window().location().href().unwrap_or_default();
    let page = here.split('#').next().unwrap_or_default();
    [page, "#", fragment].concat()
}

/// Puts another fragment in the address, without a step back to the one before.
pub(crate) fn replace_fragment(fragment: &str) {
    let history = get(&window(), "history");
    if let Ok(replace) = get(&history, "replaceState").dyn_into::<Function>() {
        _ = replace.call3(&history, &JsValue::NULL, &JsString::from(""), &JsString::from(address(fragment)));
    }
}

/// Fetches a file of this site, and does something with its bytes; nothing where it could not be had.
pub(crate) fn fetch(address: &str, then: impl FnOnce(Option<Vec<u8>>) + 'static) {
    let then = Rc::new(Cell::new(Some(then)));
    let failed = Rc::clone(&then);
    let bad = Closure::once_into_js(move |_: JsValue| failed.take().into_iter().for_each(|then| then(None)));
    let read = Closure::once_into_js(move |bytes: JsValue| {
        let bytes = Uint8Array::new(&bytes).to_vec();
        if let Some(then) = then.take() {
            then(Some(bytes));
        }
    });
    let opened = Closure::once_into_js(|response: JsValue| call(&response, "arrayBuffer", &[]));
    let response = call(&window(), "fetch", &[&JsString::from(address)]);
    let bytes = call(&response, "then", &[&opened]);
    call(&bytes, "then", &[&read, &bad]);
}

/// Calls a method of an object; undefined where that goes wrong.
fn call(of: &JsValue, name: &str, with: &[&JsValue]) -> JsValue {
    let arguments: Array = with.iter().copied().collect();
    let method = get(of, name).dyn_into::<Function>();
    method.ok().and_then(|method| method.apply(of, &arguments).ok()).unwrap_or_default()
}

/// Offers a text as a file.
pub(crate) fn download(name: &str, kind: &str, text: &str) {
    offer(name, kind, &JsValue::from_str(text));
}

/// Offers bytes as a file.
pub(crate) fn download_bytes(name: &str, kind: &str, bytes: &[u8]) {
    offer(name, kind, &Uint8Array::from(bytes));
}

fn offer(name: &str, kind: &str, part: &JsValue) {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(part);
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

/// Puts a text on the clipboard, and says whether that went well.
pub(crate) fn copy(text: &str, then: impl Fn(bool) + Clone + 'static) {
    if get(&window().navigator(), "clipboard").is_undefined() {
        return then(false);
    }
    settled(&window().navigator().clipboard().write_text(text).into(), then);
}

/// Does something when a promise has been kept, or broken.
pub(crate) fn settled(promise: &JsValue, then: impl Fn(bool) + Clone + 'static) {
    let done = then.clone();
    let good = Closure::once_into_js(move |_: JsValue| done(true));
    let bad = Closure::once_into_js(move |_: JsValue| then(false));
    if let Ok(then) = get(promise, "then").dyn_into::<Function>() {
        _ = then.call2(promise, &good, &bad);
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

/// Takes away what is chosen in a field.
pub(crate) fn empty(id: &str) {
    set_value(id, "");
}

/// Puts a text in a field.
pub(crate) fn set_value(id: &str, value: &str) {
    if let Some(field) = element(id) {
        _ = Reflect::set(&field, &JsString::from("value"), &JsString::from(value));
    }
}

/// Closes what can be opened.
pub(crate) fn shut(id: &str) {
    if let Some(details) = element(id) {
        _ = details.remove_attribute("open");
    }
}

/// Leaves for the front page, without a way back to this one.
pub(crate) fn leave() {
    warn_before_leaving(false);
    // The site may stand in a folder of its host: the wordmark knows where its front page is.
    let mark = document().query_selector(".brand a").ok().flatten();
    let home = mark.and_then(|mark| mark.get_attribute("href")).unwrap_or_else(|| "/".to_owned());
    _ = window().location().replace(&home);
}
