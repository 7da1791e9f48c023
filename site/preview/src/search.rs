//! Words looked for in all files, as they have been typed.
//!
//! Contract: nothing is sent; each line with the words is a button that leads to it, and what is found is counted aloud.

use crate::browser::{add, element, later, on, say, value, window};
use crate::page::{Shared, go_to};
use site::source::Position;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

/// How many lines are listed.
const MOST: usize = 50;

/// How long no key must be pressed before it is looked for.
const QUIET: i32 = 300;

/// What was found: path, beginning, end.
type Found = Rc<RefCell<Vec<(String, Position, Position)>>>;

/// Follows the field.
pub(crate) fn start(work: &Shared) {
    let found = Found::default();
    let (shared, places, waiting) = (work.clone(), found.clone(), Rc::new(Cell::new(None)));
    on("red_soeg", "input", move |_| {
        if let Some(waiting) = waiting.take() {
            window().clear_timeout_with_handle(waiting);
        }
        let (shared, places) = (shared.clone(), places.clone());
        waiting.set(later(QUIET, move || list(&shared, &places)));
    });
    let shared = work.clone();
    on("red_fund", "click", move |event| go(&shared, &found, &event));
}

fn list(work: &Shared, found: &Found) {
    let words = value("red_soeg");
    let work = work.borrow();
    // One letter stands in every line.
    let hits = if words.trim().chars().count() > 1 { work.files.find(&words, MOST) } else { Vec::new() };
    if let Some(place) = element::<Element>("red_fund") {
        place.set_text_content(None);
        for (path, line, at) in &hits {
            let short = path.strip_prefix("content/").unwrap_or(path);
            let Some(item) = add(&place, "li", "") else { continue };
            if let Some(button) = add(&item, "button", &format!("{short}:{}", at.line)) {
                _ = button.set_attribute("type", "button");
            }
            _ = add(&item, "p", line.trim());
        }
    }
    say(
        "red_fundet",
        &match (words.trim().chars().count(), hits.len()) {
            (0 | 1, _) => String::new(),
            (_, 0) => "Ordene står ingen steder.".to_owned(),
            (_, 1) => "1 linje".to_owned(),
            (_, MOST) => format!("De første {MOST} linjer"),
            (_, many) => format!("{many} linjer"),
        },
    );
    let width = words.trim().chars().count();
    let end = |at: Position| Position { column: at.column + width, ..at };
    *found.borrow_mut() = hits.iter().map(|(path, _, at)| ((*path).to_owned(), *at, end(*at))).collect();
}

fn go(work: &Shared, found: &Found, event: &Event) {
    let button = event.target().and_then(|target| target.unchecked_ref::<Element>().closest("button").ok().flatten());
    let Some(item) = button.and_then(|button| button.parent_element()) else { return };
    let before = std::iter::successors(item.previous_element_sibling(), Element::previous_element_sibling).count();
    let place = found.borrow().get(before).cloned();
    if let Some((path, from, to)) = place {
        go_to(work, &path, from, to);
    }
}
