//! What stands behind the numbers, asked of the second module of the tool (`workings`), which is loaded when it is first needed.
//!
//! Contract: nothing typed is lost and nothing waits for it but what it alone can say. Where it cannot be loaded, the page says so in the
//! place where it was needed, with a button that tries again. A question is answered at once when the module is here.

use std::cell::RefCell;
use std::mem;

use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};

use super::browser::{self, get};
use super::element::{Element, element};
use super::field::small;
use super::parts;
use super::relay::{self, ANSWER, Ask, FETCH, PLACE};
use super::tool::{State, Tool};
use calculator::{Level, link};

/// Said where it could not be loaded.
pub(crate) const FAILED: &str = "Resten af beregneren kunne ikke hentes, så mellemregninger mangler. Det, du har skrevet, er her stadig. Se, om du har forbindelse, og prøv igen.";

/// What waits for the module; it is told whether that came.
type Waiting = Box<dyn FnOnce(bool)>;

enum Module {
    Absent,
    Coming,
    Here(Function),
    /// It could not be loaded.
    Failed,
}

struct Loading {
    module: Module,
    waiting: Vec<Waiting>,
    /// How often it has been asked for.
    tries: u32,
}

thread_local! {
    static LOADING: RefCell<Loading> =
        const { RefCell::new(Loading { module: Module::Absent, waiting: Vec::new(), tries: 0 }) };
}

/// Loads the module, unless it is here or on its way.
#[inline(never)]
pub(crate) fn fetch(tool: Tool) {
    let tries = LOADING.with_borrow_mut(|loading| match loading.module {
        Module::Absent | Module::Failed => {
            loading.module = Module::Coming;
            loading.tries += 1;
            Some(loading.tries)
        }
        Module::Coming | Module::Here(_) => None,
    });
    let Some(tries) = tries else { return };
    let place: JsValue = browser::element(PLACE).into();
    let promise = get(&place, FETCH).dyn_into::<Function>().and_then(|fetch| fetch.call1(&place, &tries.into()));
    let done = move |_| arrived(tool, get(&place, ANSWER).dyn_into().ok());
    match promise {
        Ok(promise) => browser::settled(&promise, done),
        Err(_) => browser::soon(move || done(false)),
    }
}

/// Loads it without being asked, for what may come: once, and not where that has failed.
pub(crate) fn fetch_ahead(tool: Tool) {
    if LOADING.with_borrow(|loading| matches!(loading.module, Module::Absent)) {
        fetch(tool);
    }
}

fn arrived(tool: Tool, answer: Option<Function>) {
    let here = answer.is_some();
    let waiting = LOADING.with_borrow_mut(|loading| {
        loading.module = answer.map_or(Module::Failed, Module::Here);
        mem::take(&mut loading.waiting)
    });
    tool.behind.tell();
    waiting.into_iter().for_each(|act| act(here));
}

/// Whether it is here.
pub(crate) fn is_here() -> bool {
    LOADING.with_borrow(|loading| matches!(loading.module, Module::Here(_)))
}

/// Does something when the module is here, or cannot come.
#[inline(never)]
pub(crate) fn then(tool: Tool, act: Waiting) {
    if is_here() {
        return act(true);
    }
    LOADING.with_borrow_mut(|loading| loading.waiting.push(act));
    fetch(tool);
}

/// The answer to a question; nothing while the module is not here.
#[inline(never)]
pub(crate) fn answer(ask: Ask, texts: &[&str]) -> Option<String> {
    let number = Ask::ALL.iter().position(|other| *other == ask)?.to_string();
    let question = relay::joined([number.as_str()].into_iter().chain(texts.iter().copied()));
    let module = LOADING.with_borrow(|loading| match &loading.module {
        Module::Here(answer) => Some(answer.clone()),
        _ => None,
    })?;
    let answer = module.call1(&JsValue::UNDEFINED, &JsValue::from_str(&question));
    if answer.is_err() {
        // It has come to a stop, and has to be loaded again.
        LOADING.with_borrow_mut(|loading| loading.module = Module::Failed);
    }
    answer.ok()?.as_string()
}

/// The same, of the plan as it is now.
pub(crate) fn of_plan(state: &State, ask: Ask, texts: &[&str]) -> Option<String> {
    let link = link::write(state.plan.as_ref().ok()?);
    let level = Level::ALL.iter().position(|level| *level == state.draft.level)?;
    let [active, level] = [state.draft.active, level].map(|number| number.to_string());

    let plan: [&str; 3] = [&link, &active, &level];
    answer(ask, &[plan.as_slice(), texts].concat())
}

/// What the module says of the plan, as parts of the page; that it is on its way, or could not be loaded, while it is not here. Asks
/// for it, and follows its coming.
pub(crate) fn parts(tool: Tool, state: &State, ask: Ask, texts: &[String]) -> Vec<Element> {
    tool.behind.track();
    if state.plan.is_err() {
        return Vec::new();
    }
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    if let Some(answer) = of_plan(state, ask, &texts) {
        return relay::unpack(&answer, &|details, id| follow(tool, details, id));
    }
    let status = element("p").attribute("role", "status");
    if LOADING.with_borrow(|loading| matches!(loading.module, Module::Failed)) {
        let again = small("Prøv igen").on("click", move |_| fetch(tool));
        return vec![status.class("note").text(FAILED).text(" ").child(again)];
    }
    fetch(tool);
    vec![status.class("line-basis").text("Henter mellemregninger …")]
}

/// A number that opens: what is inside is asked for while it is open.
pub(crate) fn details(tool: Tool, state: &State, id: &str, words: &str, which: &[String]) -> Element {
    let inside = if parts::opened(id) { parts(tool, state, Ask::Number, which) } else { Vec::new() };
    let summary = element("summary").text(words);
    follow(tool, element("details").class("opened").id(id).child(summary).group(inside), id)
}

/// What is opened is told of, since what is inside comes only then.
fn follow(tool: Tool, details: Element, id: &str) -> Element {
    let name = id.to_owned();
    details.flag("open", parts::opened(id)).on("toggle", move |event| {
        if parts::turn(&name, &event) {
            tool.results.tell();
        }
    })
}
