//! A field with label, hint and error, tied together for screen readers; a choice among a few; a button.

use std::cell::RefCell;
use std::collections::BTreeSet;

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::dom::{Element, element};
use super::draft::at::{At, Kind};
use super::draft::{Draft, LIKELY};
use super::tool::Tool;

thread_local! {
    /// What the user has opened, by its id: it stays so when its part of the page is made anew.
    static OPEN: RefCell<BTreeSet<String>> = const { RefCell::new(BTreeSet::new()) };
}

/// A field, as it is now: one input, or three where the number is unsure. What comes and goes stands in groups, so that the
/// input keeps its place, and with it focus.
pub(crate) fn view(tool: Tool, draft: &Draft, at: At, hint: &str) -> Element {
    let Some(typed) = draft.typed(at) else { return element("div") };
    let kind = draft.kind(at);
    let can_be_unsure = !matches!(kind, Kind::Year | Kind::Text) && !matches!(at, At::Share(..));
    let mut ends: Vec<Element> = Vec::new();
    if typed.unsure {
        ends.push(input(tool, draft, at, 0, "Lavt", ""));
        ends.push(input(tool, draft, at, 2, "Højt", ""));
    }
    let unsure = typed.unsure;
    let toggle = can_be_unsure.then(|| {
        let id = draft.id(at, LIKELY);
        let words = if unsure { "Kun ét tal" } else { "Usikkert?" };
        small(words)
            .id(&["usikkert-", &id].concat())
            .attribute("aria-label", &[words, ": ", &draft.label(at)].concat())
            .attribute("aria-expanded", if unsure { "true" } else { "false" })
            .on("click", move |_| {
                let id = if unsure { id.clone() } else { [&id, "-lav"].concat() };
                tool.adjust(|draft| {
                    if let Some(typed) = draft.typed_mut(at) {
                        typed.unsure = !unsure;
                        typed.fault = [false; 3];
                    }
                    Some(id)
                });
            })
    });
    let label = if unsure { draft.label(at) + ", sandsynligt" } else { draft.label(at) };
    element("div")
        .class(if unsure { "entry unsure" } else { "entry" })
        .child(input(tool, draft, at, LIKELY, &label, hint))
        .group(ends)
        .group(toggle)
}

fn input(tool: Tool, draft: &Draft, at: At, bound: usize, label: &str, hint: &str) -> Element {
    let id = draft.id(at, bound);
    let [hint_id, error_id] = ["hint-", "fejl-"].map(|start| [start, &id].concat());
    let fault = draft.fault(at, bound);
    let described = match (hint.is_empty(), fault.is_some()) {
        (true, true) => error_id.clone(),
        (false, true) => [&hint_id, " ", &error_id].concat(),
        (false, false) => hint_id.clone(),
        (true, false) => String::new(),
    };
    let kind = draft.kind(at);
    let mut input = element("input")
        .class(if kind == Kind::Text { "input" } else { "input input-short" })
        .id(&id)
        .attribute("type", "text")
        .attribute("autocomplete", "off")
        .attribute("aria-invalid", if fault.is_some() { "true" } else { "false" })
        .property("value", draft.typed(at).map_or("", |typed| &typed.text[bound]))
        .on("input", move |event| tool.type_in(at, bound, event_target_value(&event)))
        .on("change", move |_| tool.leave(at));
    if !described.is_empty() {
        input = input.attribute("aria-describedby", &described);
    }
    input = match kind {
        Kind::Count | Kind::Year => input.attribute("inputmode", "numeric"),
        // A keyboard with digits alone lacks the minus.
        Kind::Text | Kind::Change => input,
        Kind::Amount | Kind::Measure | Kind::Share => input.attribute("inputmode", "decimal"),
    };
    let hint = (!hint.is_empty()).then(|| element("p").class("field-hint").id(&hint_id).text(hint));
    // The word tells an error from a hint where colour and weight do not.
    let error = fault.map(|fault| element("p").class("field-error").id(&error_id).text("Fejl: ").text(&fault));
    element("div")
        .class(if error.is_some() { "field has-error" } else { "field" })
        .child(element("label").attribute("for", &id).text(label))
        .group(hint)
        .group(error)
        .child(input)
}

/// A choice of one among a few.
pub(crate) fn select(
    id: &str,
    label: &str,
    options: &[String],
    chosen: usize,
    choose: impl Fn(usize) + Send + Sync + 'static,
) -> Element {
    choice(id, label, options, chosen, Box::new(choose))
}

fn choice(
    id: &str,
    label: &str,
    options: &[String],
    chosen: usize,
    choose: Box<dyn Fn(usize) + Send + Sync>,
) -> Element {
    let options = options.iter().enumerate().map(|(index, words)| {
        element("option").attribute("value", &index.to_string()).flag("selected", index == chosen).text(words)
    });
    let list = element("select").class("input input-select").id(id).group(options).on("change", move |event| {
        if let Ok(index) = event_target_value(&event).parse() {
            choose(index);
        }
    });
    element("div").class("field").child(element("label").attribute("for", id).text(label)).child(list)
}

/// A box to tick.
pub(crate) fn tick(id: &str, label: &str, on: bool, turn: impl Fn(bool) + Send + Sync + 'static) -> Element {
    box_to_tick(id, label, on, Box::new(turn))
}

fn box_to_tick(id: &str, label: &str, on: bool, turn: Box<dyn Fn(bool) + Send + Sync>) -> Element {
    let input = element("input")
        .attribute("type", "checkbox")
        .id(id)
        .flag("checked", on)
        .on("change", move |event| turn(event_target_checked(&event)));
    element("div").class("tick").child(input).child(element("label").attribute("for", id).text(label))
}

/// A button.
pub(crate) fn button(text: &str, class: &str) -> Element {
    element("button").attribute("type", "button").class(class).text(text)
}

/// A button beside a field.
pub(crate) fn small(text: &str) -> Element {
    button(text, "button-small")
}

/// What is opened on demand.
pub(crate) fn more(id: &str, title: &str, inside: impl IntoIterator<Item = Element>) -> Element {
    let body = element("div").class("more-body").children(inside);
    let name = id.to_owned();
    element("details")
        .class("more")
        .id(id)
        .flag("open", OPEN.with_borrow(|open| open.contains(id)))
        .on("toggle", move |event| {
            let open = event.target().is_some_and(|target| is_open(&target));
            OPEN.with_borrow_mut(|all| if open { all.insert(name.clone()) } else { all.remove(&name) });
        })
        .child(element("summary").text(title))
        .child(body)
}

/// True where a `details` is open.
pub(crate) fn is_open(details: &JsValue) -> bool {
    js_sys::Reflect::get(details, &JsValue::from_str("open")).is_ok_and(|open| open.is_truthy())
}
