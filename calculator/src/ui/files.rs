//! Files that the user opens: from a picker, or dragged in.
//!
//! Contract: they are read in the browser and nowhere else; of each no more than an answer can be. All are waited for, also
//! those that cannot be read, and handed over together in the order in which they came.

use std::cell::RefCell;
use std::rc::Rc;

use calculator::saved::LARGEST;
use js_sys::Function;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, Event};

use super::browser::get;

/// A file: its name, and its text where it can be read.
pub(crate) type Read = (String, Option<String>);

/// The files of a picker (`change`) or of what was dropped (`drop`).
pub(crate) fn of(event: &Event) -> Vec<JsValue> {
    let from = |holder: &JsValue| list(&get(holder, "files"));
    let dropped = get(event, "dataTransfer");
    if dropped.is_object() { from(&dropped) } else { event.target().map(|target| from(&target)).unwrap_or_default() }
}

fn list(files: &JsValue) -> Vec<JsValue> {
    if files.is_object() { js_sys::Array::from(files).iter().collect() } else { Vec::new() }
}

/// Reads files, and hands them over when all have been read.
pub(crate) fn read(files: Vec<JsValue>, then: impl FnOnce(Vec<Read>) + 'static) {
    let count = files.len();
    let read: Vec<Read> = files.iter().map(|file| (get(file, "name").as_string().unwrap_or_default(), None)).collect();
    let state = Rc::new(RefCell::new((read, count, Some(then))));
    for (index, file) in files.into_iter().enumerate() {
        let state = Rc::clone(&state);
        text(file, move |text| {
            let done = {
                let (read, waiting, then) = &mut *state.borrow_mut();
                read[index].1 = text;
                *waiting -= 1;
                if *waiting == 0 { then.take().map(|then| (then, std::mem::take(read))) } else { None }
            };
            if let Some((then, read)) = done {
                then(read);
            }
        });
    }
}

/// The text of a file, cut off after the first byte that is too much.
fn text(file: JsValue, then: impl Fn(Option<String>) + Clone + 'static) {
    let most = i32::try_from(LARGEST).unwrap_or(i32::MAX).saturating_add(1);
    let part = file.dyn_into::<Blob>().and_then(|file| file.slice_with_i32_and_i32(0, most));
    let promise = part.map(|part| get(&part, "text").dyn_into::<Function>().and_then(|text| text.call0(&part)));
    let Ok(Ok(promise)) = promise else { return then(None) };
    let read = then.clone();
    let good = Closure::once_into_js(move |text: JsValue| read(text.as_string()));
    let bad = Closure::once_into_js(move |_: JsValue| then(None));
    if let Ok(after) = get(&promise, "then").dyn_into::<Function>() {
        _ = after.call2(&promise, &good, &bad);
    }
}
