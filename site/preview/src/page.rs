//! The page `/redaktoer/`: what happens when somebody types, opens, chooses or takes a file home.
//!
//! Contract: finds the parts that `render::editor` wrote by their ids. What is typed is built a moment after the last key; how
//! long that took stands in the browser's own list of measurements, under `forhåndsvisning`.

use crate::browser::{
    add, document, download, element, fetch, files, get, later, listen, on, say, set_value, show, value, window,
};
use crate::dictionary;
use crate::frame;
use crate::search;
use crate::work::{Fault, Work};
use js_sys::Function;
use preview::{Files, place, preview};
use site::check::page::Url;
use site::report;
use site::source::{Position, Source};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use web_sys::{Element, Event, EventTarget, HtmlSelectElement, HtmlTextAreaElement};

/// How long no key must be pressed before what is typed is built.
const QUIET: i32 = 120;

/// The name of the measurements.
const MEASURED: &str = "forhåndsvisning";

pub(crate) type Shared = Rc<RefCell<Work>>;

/// Builds the files of a JSON as a build on disk would, and gives all that it says: for tests, which hold the two equal.
///
/// # Errors
/// Where it is no such JSON.
#[wasm_bindgen]
#[allow(unreachable_pub, reason = "the browser reaches it")]
pub fn build(json: &str) -> Result<String, String> {
    preview::build(json)
}

/// Fetches the content, and begins.
pub(crate) fn start() {
    let Some(tool) = element::<Element>("redaktoer") else { return };
    let address = tool.get_attribute("data-indhold").unwrap_or_default();
    fetch(&address, |json| match json.ok_or("svaret mangler".to_owned()).and_then(|json| Files::read(&json)) {
        Ok(files) => begin(Rc::new(RefCell::new(Work::new(files)))),
        Err(why) => {
            say("red_venter", &format!("Indholdet kunne ikke hentes ({why}). Genindlæs siden for at prøve igen."));
        }
    });
}

fn begin(work: Shared) {
    show("red_venter", false);
    show("red_flade", true);
    let shared = work.clone();
    on("red_fil", "change", move |_| choose(&shared, &value("red_fil")));
    let shared = work.clone();
    on("red_aabn", "change", move |event| {
        bring(&shared, &event);
        // Else the same file, changed on its machine, could not be opened again.
        set_value("red_aabn", "");
    });
    let shared = work.clone();
    listen(&document(), "drop", move |event| {
        event.prevent_default();
        bring(&shared, &event);
    });
    listen(&document(), "dragover", |event| event.prevent_default());
    let shared = work.clone();
    on("red_sti", "change", move |_| place_again(&shared));
    let (shared, waiting) = (work.clone(), Rc::new(Cell::new(None)));
    on("red_tekst", "input", move |_| {
        shared.borrow_mut().typed(value("red_tekst"));
        tell_unkept(&shared);
        if let Some(waiting) = waiting.take() {
            window().clear_timeout_with_handle(waiting);
        }
        let shared = shared.clone();
        waiting.set(later(QUIET, move || refresh(&shared)));
    });
    for event in ["input", "keyup", "click", "focus", "select"] {
        on("red_tekst", event, |_| tell_caret());
    }
    let shared = work.clone();
    on("red_fejl", "click", move |event| go_to_fault(&shared, &event));
    search::start(&work);
    let shared = work.clone();
    on("red_hent", "click", move |_| take_home(&shared));
    let shared = work.clone();
    on("red_vis", "change", move |_| refresh(&shared));
    for id in ["red_smal", "red_bred"] {
        on(id, "change", move |_| {
            if let Some(frame) = element::<Element>("red_ramme") {
                _ = frame.class_list().toggle_with_force("wide", id == "red_bred");
            }
        });
    }
    let shared = work.clone();
    frame::start(move |href| {
        // Only a page of the list is shown; other links of a page lead nowhere here.
        let base = base();
        let address = href.strip_prefix(base.as_str()).unwrap_or(&href);
        let address = address.split('#').next().unwrap_or_default();
        let before = value("red_vis");
        set_value("red_vis", address);
        if value("red_vis") == address && !address.is_empty() {
            refresh(&shared);
        } else {
            set_value("red_vis", &before);
        }
    });
    choose(&work, "content/index.md");
    dictionary::fetch(&work);
}

fn base() -> String {
    element::<Element>("redaktoer").and_then(|tool| tool.get_attribute("data-base")).unwrap_or_default()
}

/// Opens a file of the list; the empty path is a new page.
fn choose(work: &Shared, path: &str) {
    let text = match path {
        "" => {
            let mut work = work.borrow_mut();
            let (path, text) = (place::of_new(&work.files), place::beginning(work.files.day()));
            work.bring(&path, text.into_bytes())
        }
        path => work.borrow_mut().open(path),
    };
    opened(work, &text);
}

/// Opens files from the editor's own machine.
fn bring(work: &Shared, event: &Event) {
    let shared = work.clone();
    files(event, move |name, bytes| {
        let text = {
            let mut work = shared.borrow_mut();
            let path = place::of_file(&work.files, &work.open, &name);
            work.bring(&path, bytes)
        };
        opened(&shared, &text);
    });
}

/// Shows the file that has been opened.
fn opened(work: &Shared, text: &str) {
    set_value("red_tekst", text);
    set_value("red_vis", "");
    if let Some(field) = element::<HtmlTextAreaElement>("red_tekst") {
        _ = field.set_selection_range(0, 0);
    }
    tell_path(work);
    refresh(work);
}

/// Gives the open file the place that has been written.
fn place_again(work: &Shared) {
    let path = format!("content/{}", value("red_sti").trim());
    let old = work.borrow().open.clone();
    if !work.borrow_mut().moved(&path) {
        return say("red_sti_fejl", "Der ligger allerede en fil dér. Vælg den på listen, eller skriv en anden plads.");
    }
    if let Some(option) = option(&old)
        && old != path
    {
        option.remove();
    }
    tell_path(work);
    refresh(work);
}

/// Shows where the open file lies, in the list too.
fn tell_path(work: &Shared) {
    let work = work.borrow();
    let short = work.open.strip_prefix("content/").unwrap_or(&work.open);
    if option(&work.open).is_none()
        && let Some(list) = element::<Element>("red_fil")
        && let Some(option) = add(&list, "option", short)
    {
        _ = option.set_attribute("value", &work.open);
    }
    set_value("red_fil", &work.open);
    set_value("red_sti", short);
    say("red_sti_fejl", "");
    if let Some(field) = element::<Element>("red_sti") {
        _ = field.toggle_attribute_with_force("readonly", !work.may_move());
    }
}

fn option(path: &str) -> Option<Element> {
    let list = element::<HtmlSelectElement>("red_fil")?;
    let options = (0..list.length()).filter_map(|at| list.get(at));
    let mut found = options.filter(|option| get(option, "value").as_string().as_deref() == Some(path));
    found.next().map(JsCast::unchecked_into)
}

/// Builds, and shows what came of it.
pub(crate) fn refresh(work: &Shared) {
    let clock = window().performance();
    if let Some(clock) = &clock {
        _ = clock.mark(MEASURED);
    }
    let mut work = work.borrow_mut();
    let chosen = value("red_vis");
    let address = match chosen.as_str() {
        "" if work.open.ends_with(".md") => Url::of_page(&work.open).to_string(),
        "" => "/".to_owned(),
        chosen => chosen.to_owned(),
    };
    let Work { files, memory, .. } = &mut *work;
    let previewed = preview(files, &address, memory);
    if let Some(clock) = &clock {
        _ = clock.measure_with_start_mark(MEASURED, MEASURED);
    }
    work.found(&previewed.built);
    list(&work);
    say("red_status", &report::summary(&previewed.built));
    if let Some(page) = &previewed.page {
        frame::show(&address, page);
    }
    show("red_gammel", previewed.page.is_none());
    if let Some(frame) = element::<Element>("red_ramme") {
        _ = frame.class_list().toggle_with_force("old", previewed.page.is_none());
    }
}

/// Lists the faults, where they are others than those that are listed.
fn list(work: &Work) {
    let Some(place) = element::<Element>("red_fejl") else { return };
    let said = |fault: &Fault| {
        let path = fault.path.strip_prefix("content/").unwrap_or(&fault.path);
        let file = if fault.path == work.open { String::new() } else { format!("{path}:") };
        format!("{file}{}:{}: {}", fault.from.line, fault.from.column, fault.words)
    };
    let hinted = |hint: &String| format!("Hjælp: {hint}");
    let all = work.faults.iter().flat_map(|fault| std::iter::once(said(fault)).chain(fault.hints.iter().map(hinted)));
    if place.text_content().unwrap_or_default() == all.collect::<String>() {
        return;
    }
    place.set_text_content(None);
    for fault in &work.faults {
        let Some(item) = add(&place, "li", "") else { continue };
        if let Some(button) = add(&item, "button", &said(fault)) {
            _ = button.set_attribute("type", "button");
        }
        for hint in &fault.hints {
            _ = add(&item, "p", &hinted(hint));
        }
    }
}

/// Puts the caret where the fault stands whose button was pressed.
fn go_to_fault(work: &Shared, event: &Event) {
    let button = event.target().and_then(|target| target.unchecked_ref::<Element>().closest("button").ok().flatten());
    let Some(item) = button.and_then(|button| button.parent_element()) else { return };
    let before = std::iter::successors(item.previous_element_sibling(), Element::previous_element_sibling).count();
    let Some((path, from, to)) =
        work.borrow().faults.get(before).map(|fault| (fault.path.clone(), fault.from, fault.to))
    else {
        return;
    };
    go_to(work, &path, from, to);
}

/// Opens a file, where another is, and marks a place in it.
pub(crate) fn go_to(work: &Shared, path: &str, from: Position, to: Position) {
    if path != work.borrow().open {
        if !work.borrow().files.has(path) {
            return;
        }
        choose(work, path);
    }
    let text = value("red_tekst");
    let Some(field) = element::<HtmlTextAreaElement>("red_tekst") else { return };
    let (from, to) = (place::units_at(&text, from), place::units_at(&text, to));
    // A field scrolls to its caret when it gets the focus, and not when only the caret is put.
    _ = field.blur();
    _ = field.set_selection_range(from, from);
    _ = field.focus();
    _ = field.set_selection_range(from, to.max(from));
    tell_caret();
}

/// Says where the caret is.
fn tell_caret() {
    let Some(field) = element::<HtmlTextAreaElement>("red_tekst") else { return };
    let text = field.value();
    let unit = field.selection_start().ok().flatten().unwrap_or_default();
    let at = place::bytes(&text, unit);
    let place = Source::new("", text).position(at);
    say("red_sted", &format!("Linje {}, tegn {}", place.line, place.column));
}

/// Offers the open file, as it was typed.
fn take_home(work: &Shared) {
    let kept = {
        let mut work = work.borrow_mut();
        let name = work.open.rsplit('/').next().unwrap_or_default().to_owned();
        work.keep().map(|text| (name, text))
    };
    if let Some((name, text)) = kept {
        download(&name, &text);
    }
    tell_unkept(work);
}

/// Says which files have changes that have not been taken home, and asks before the page is left with them.
fn tell_unkept(work: &Shared) {
    thread_local! {
        static ASK: Function = {
            let ask: Box<dyn FnMut(Event)> = Box::new(|event| event.prevent_default());
            Closure::<dyn FnMut(Event)>::wrap(ask).into_js_value().unchecked_into()
        };
    }
    let work = work.borrow();
    let unkept = work.unkept();
    let said = if unkept.is_empty() { String::new() } else { format!("Ændret og ikke hentet: {}", unkept.join(", ")) };
    say("red_uhentet", &said);
    ASK.with(|ask| {
        let window: EventTarget = window().into();
        // Asked for twice, a listener is still there once.
        _ = match unkept.is_empty() {
            true => window.remove_event_listener_with_callback("beforeunload", ask),
            false => window.add_event_listener_with_callback("beforeunload", ask),
        };
    });
}
