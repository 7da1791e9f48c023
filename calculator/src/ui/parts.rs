//! What the tools' pages are made of: labelled fields, choices, buttons, what is opened on demand, questions, the summary of
//! errors.
//!
//! Contract: labels, hints and errors are tied to their fields for screen readers. What the user has opened stays open when its
//! part of the page is made anew.

use std::cell::RefCell;

use super::browser::{is_ticked, value_of};
use calculator::text::counted;
use wasm_bindgen::JsValue;
use web_sys::Event;

use super::browser;
use super::element::{Element, element};

thread_local! {
    /// What the user has opened, by its id: it stays so when its part of the page is made anew.
    static OPEN: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// An input with its label, its hint and what is wrong with it. What comes and goes stands in groups, so that the input keeps
/// its place, and with it focus.
pub(crate) fn labelled(id: &str, label: &str, hint: &str, fault: Option<&str>, input: Element) -> Element {
    let [hint_id, error_id] = ["hint-", "fejl-"].map(|start| [start, id].concat());
    let described = match (hint.is_empty(), fault.is_some()) {
        (true, true) => error_id.clone(),
        (false, true) => [&hint_id, " ", &error_id].concat(),
        (false, false) => hint_id.clone(),
        (true, false) => String::new(),
    };
    let mut input = input.id(id).attribute("aria-invalid", if fault.is_some() { "true" } else { "false" });
    if !described.is_empty() {
        input = input.attribute("aria-describedby", &described);
    }
    let hint = (!hint.is_empty()).then(|| element("p").class("field-hint").id(&hint_id).text(hint));
    // The word tells an error from a hint where colour and weight do not.
    let error = fault.map(|fault| element("p").class("field-error").id(&error_id).text("Fejl: ").text(fault));
    element("div")
        .class(if error.is_some() { "field has-error" } else { "field" })
        .child(element("label").attribute("for", id).text(label))
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
    choose: impl Fn(usize) + 'static,
) -> Element {
    choice(id, label, options, chosen, Box::new(choose))
}

fn choice(id: &str, label: &str, options: &[String], chosen: usize, choose: Box<dyn Fn(usize)>) -> Element {
    let options = options.iter().enumerate().map(|(index, words)| {
        element("option").attribute("value", &index.to_string()).flag("selected", index == chosen).text(words)
    });
    let list = element("select").class("input input-select").id(id).group(options).on("change", move |event| {
        if let Ok(index) = value_of(&event).parse() {
            choose(index);
        }
    });
    element("div").class("field").child(element("label").attribute("for", id).text(label)).child(list)
}

/// A box to tick.
pub(crate) fn tick(id: &str, label: &str, on: bool, turn: impl Fn(bool) + 'static) -> Element {
    box_to_tick(id, label, on, Box::new(turn))
}

fn box_to_tick(id: &str, label: &str, on: bool, turn: Box<dyn Fn(bool)>) -> Element {
    let input = element("input")
        .attribute("type", "checkbox")
        .id(id)
        .flag("checked", on)
        .on("change", move |event| turn(is_ticked(&event)));
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
    unfolding(id, "more", title, [element("div").class("more-body").children(inside)])
}

/// The same, without a frame, in a class of its own.
pub(crate) fn unfolding(id: &str, class: &str, title: &str, inside: impl IntoIterator<Item = Element>) -> Element {
    let name = id.to_owned();
    element("details")
        .class(class)
        .id(id)
        .flag("open", opened(id))
        .on("toggle", move |event| _ = turn(&name, &event))
        .child(element("summary").text(title))
        .children(inside)
}

/// True where the user has opened what has this id.
pub(crate) fn opened(id: &str) -> bool {
    OPEN.with_borrow(|open| open.iter().any(|other| other == id))
}

/// The ids of what the user has opened.
pub(crate) fn all_opened() -> Vec<String> {
    OPEN.with_borrow(Vec::clone)
}

/// Takes note of a `toggle`. True where it changed something: making a part of the page anew tells of what is open as well.
pub(crate) fn turn(id: &str, event: &Event) -> bool {
    let open = event.target().is_some_and(|target| is_open(&target));
    let before = opened(id);
    if open != before {
        OPEN.with_borrow_mut(|all| {
            if open {
                all.push(id.to_owned());
            } else {
                all.retain(|other| other != id);
            }
        });
    }
    open != before
}

/// Closes everything, as in a page that has just been opened.
pub(crate) fn close_all() {
    OPEN.with_borrow_mut(Vec::clear);
}

/// True where a `details` is open.
fn is_open(details: &JsValue) -> bool {
    js_sys::Reflect::get(details, &JsValue::from_str("open")).is_ok_and(|open| open.is_truthy())
}

/// A question with its answers.
pub(crate) fn question(words: &str, answers: [Element; 2]) -> Element {
    element("div")
        .class("question")
        .attribute("role", "group")
        .attribute("aria-label", words)
        .child(element("p").text(words))
        .child(element("div").class("button-row").children(answers))
}

/// The fields at fault, each with its id and what is wrong, as links. They do not touch the address.
pub(crate) fn summary(faults: Vec<(String, String)>) -> Option<Element> {
    summary_leading(faults, browser::focus)
}

/// The same where a link does more than focus its field: one that has to be brought into the page first.
pub(crate) fn summary_leading(faults: Vec<(String, String)>, lead: impl Fn(&str) + Copy + 'static) -> Option<Element> {
    let count = u64::try_from(faults.len()).ok().filter(|&count| count > 0)?;
    let heading = ["Der er fejl i ", &counted(count, "felt", "felter")].concat();
    let links = element("ul").children(faults.into_iter().map(|fault| link(fault, lead)));
    Some(element("div").class("error-summary").child(element("h2").text(&heading)).child(links))
}

fn link((id, text): (String, String), lead: impl Fn(&str) + 'static) -> Element {
    let link = element("a").attribute("href", &["#", &id].concat()).text(&text).on("click", move |event| {
        event.prevent_default();
        lead(&id);
    });
    element("li").child(link)
}
