//! What stands behind the numbers of the price calculator: how each came about, what matters most, who pays, the comparison,
//! the note, the table, and what is in a link.
//!
//! Contract: a module of WebAssembly of its own, which the calculator loads when it is first needed. It sees neither the form
//! nor the page but for the page's data, and hands over no file but the table: a question is a text that names what is asked, with the plan as its link, and
//! so is the answer (`relay`). It keeps nothing between two questions.

mod analysis;
mod note;
mod opened;
mod opening;

// What is shared, under the names by which the modules here know it.
use super::{browser, element, page, relay, shown};

use calculator::wire::Data;
use calculator::{Estimate, EstimateError, Level, Place, Plan, estimate, link};
use element::{Element, element};
use js_sys::{JsString, Reflect};
use relay::{Ask, Texts};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;

/// What opens several.
const HOW_ALL: &str = "Sådan er tallene lavet";

/// What a question is about.
struct Of<'a> {
    data: &'static Data,
    plan: Plan,
    /// The scenario that is shown.
    scenario: usize,
    level: Level,
    /// What it comes to.
    result: Option<Estimate>,
    /// The ids of what the user has opened.
    open: Vec<&'a str>,
}

/// Hangs the answers at the calculator's element, where it finds them.
pub fn start() {
    let Some((data, place)) = page::services(relay::PLACE).ok().zip(browser::element(relay::PLACE)) else { return };
    // As long-lived as the page.
    let data: &'static Data = Box::leak(Box::new(data));
    let act: Box<dyn FnMut(JsValue) -> JsValue> = Box::new(move |question| {
        let question = question.as_string().unwrap_or_default();
        JsValue::from_str(&answer(data, &question).unwrap_or_default())
    });
    let act = Closure::<dyn FnMut(JsValue) -> JsValue>::wrap(act).into_js_value();
    _ = Reflect::set(&place, &JsString::from(relay::ANSWER), &act);
}

fn answer(data: &'static Data, question: &str) -> Option<String> {
    let mut from = Texts::of(question);
    let ask = *Ask::ALL.get(from.number())?;
    let link = from.text();
    if ask == Ask::Link {
        return Some(opening::read(data, link, page::today()));
    }
    let plan = link::read(link).ok()?;
    let scenario = from.number();
    let level = *Level::ALL.get(from.number())?;
    let result = estimate(&plan, scenario, level).ok();
    let mut of = Of { data, plan, scenario, level, result, open: Vec::new() };
    Some(match ask {
        Ask::Number => {
            let (kind, index) = (from.number(), from.number());
            let place = if kind == 1 { Place::Line(index) } else { Place::Fixed(index) };
            relay::pack(&if kind == 0 { opened::total(&of) } else { opened::row(&of, place) })
        }
        Ask::Analysis => {
            of.open = from.rest();
            relay::pack(&analysis::parts(&of))
        }
        Ask::Note => relay::pack(&note::parts(&of)),
        Ask::Text => said(note::text(&of)),
        Ask::Table => said(note::table(&of).map(|table| {
            browser::download("beregning.csv", "text/csv;charset=utf-8", &table);
            String::new()
        })),
        Ask::Link => return None,
    })
}

/// What is wrong, or nothing and the text.
fn said(text: Result<String, EstimateError>) -> String {
    match text {
        Ok(text) => relay::joined(["", &text]),
        Err(error) => relay::joined([error.to_string().as_str()]),
    }
}

impl Of<'_> {
    /// The way to open numbers; what is inside is only worked out while it is open.
    fn details(&self, id: &str, words: &str, inside: &dyn Fn() -> Vec<Element>) -> Element {
        let open = self.open.contains(&id);
        element("details").class("opened").id(id).child(element("summary").text(words)).group(if open {
            inside()
        } else {
            Vec::new()
        })
    }
}
