//! The search in the browser: the field, and what is found while one types.
//!
//! Contract: one request, for the file that it looks in, which says nothing of what is typed; hits are shown from that file alone, and
//! no page is asked for before it is opened. What is searched for stands after `#` in the address, so that a step back finds it
//! again; what stands there is never sent. The answer to a key is there before the page is painted.

// What the tools share, under the names by which the modules here know it.
use super::{browser, element, page, parts, signal};

use std::cell::{Cell, RefCell};

use calculator::search::{Answer, Excerpt, Hit, Index, Query, answer, excerpt, marked, pack, said};
use element::{Element, element};
use page::Page;
use signal::Signal;

const PAGE: Page =
    Page { name: "soeg", called: "Søgningen", instead: "Du kan finde vej med listen fra A til Å her på siden." };

const FIELD: &str = "soegefelt";
/// How many hits are shown at first, and with each step.
const STEP: usize = 8;
/// How long nothing must have been typed before the count is read out.
const QUIET: i32 = 700;

/// What the page says: where the file is, what stands before all addresses, and where one goes at once.
struct Data {
    file: String,
    root: String,
    acute: String,
}

/// The search. Copies share their state.
#[derive(Clone, Copy)]
struct Tool {
    data: &'static Data,
    state: &'static RefCell<State>,
    /// What is found has changed.
    found: Signal,
    /// What is read out has changed.
    spoken: Signal,
    waiting: &'static Cell<Option<i32>>,
}

#[derive(Default)]
struct State {
    index: Option<&'static Index>,
    /// Why there is none.
    failure: &'static str,
    typed: String,
    shown: usize,
    spoken: String,
}

/// Mounts the search, or says why it cannot be.
pub fn start() {
    let Some(data) = page::opened(&PAGE, read) else { return };
    let tool = Tool {
        data,
        state: Box::leak(Box::default()),
        found: Signal::new(),
        spoken: Signal::new(),
        waiting: Box::leak(Box::default()),
    };
    tool.state.borrow_mut().typed = in_address();
    page::mount(&PAGE, vec![form(tool), results(tool), voice(tool)], element("div"));
    browser::listen("hashchange", move |_| {
        let typed = in_address();
        if tool.state.borrow().typed != typed && !is_anchor() {
            browser::set_value(FIELD, &typed);
            tool.type_in(typed);
        }
    });
    browser::fetch(&data.file, move |file| {
        let read = file.ok_or(None).and_then(|file| pack::decode(&file).map_err(Some));
        match read {
            Ok(collection) => tool.state.borrow_mut().index = Some(Box::leak(Box::new(Index::new(collection)))),
            Err(damage) => tool.state.borrow_mut().failure = said::damage(damage),
        }
        tool.tell();
        if !tool.state.borrow().typed.is_empty() {
            browser::soon(arrive);
        }
    });
}

/// Whoever comes with words from the field of another page goes on from the field of this one: the next step of the tabulator is the
/// first hit, and in a low window that is not below its edge. Whoever comes back to where the page was left stays there.
fn arrive() {
    match browser::window_at_top() {
        Some(true) => browser::lead(FIELD),
        Some(false) => browser::focus(FIELD),
        None => {}
    }
}

fn read(json: &str) -> Result<Data, String> {
    page::texts(json, ["fil", "rod", "akut"])
        .map(|[file, root, acute]| Data { file, root, acute })
        .ok_or("Siden mangler sine oplysninger.".to_owned())
}

/// What is searched for, as the address says; empty where it says nothing.
fn in_address() -> String {
    let fragment = browser::fragment();
    let typed = fragment.strip_prefix("#s=").map(|typed| typed.replace('+', " "));
    typed.and_then(|typed| js_sys::decode_uri_component(&typed).ok()).map(String::from).unwrap_or_default()
}

/// Whether the address leads to a place on the page.
fn is_anchor() -> bool {
    let fragment = browser::fragment();
    fragment.len() > 1 && !fragment.starts_with("#s=")
}

fn as_fragment(typed: &str) -> String {
    if typed.trim().is_empty() {
        String::new()
    } else {
        ["s=", &String::from(js_sys::encode_uri_component(typed))].concat()
    }
}

impl Tool {
    fn type_in(self, typed: String) {
        let mut state = self.state.borrow_mut();
        (state.typed, state.shown) = (typed, STEP);
        drop(state);
        self.tell();
    }

    /// Something else is found; it is read out once nothing more is typed.
    fn tell(self) {
        self.found.tell();
        if let Some(waiting) = self.waiting.take() {
            browser::call_off(waiting);
        }
        self.waiting.set(browser::later(QUIET, move || {
            let spoken = self.answered().map(|(_, _, _, count)| count).unwrap_or_default();
            self.state.borrow_mut().spoken = spoken;
            self.spoken.tell();
        }));
    }

    /// The answer to what is typed, and how many places fit in words; nothing where there is no question yet.
    fn answered(self) -> Option<(&'static Index, Query, Answer<'static>, String)> {
        let state = self.state.borrow();
        let index = state.index?;
        let query = Query::new(index, &state.typed, true);
        if state.typed.trim().is_empty() {
            return None;
        }
        let answer = answer(index, &query, state.shown.max(STEP));
        let count = said::count(&state.typed, &answer);
        Some((index, query, answer, count))
    }
}

fn form(tool: Tool) -> Element {
    let typed = tool.state.borrow().typed.clone();
    let input = element("input")
        .class("input")
        .attribute("type", "search")
        .attribute("autocomplete", "off")
        .attribute("spellcheck", "false")
        .attribute("enterkeyhint", "search")
        .on("input", move |event| {
            let typed = browser::value_of(&event);
            browser::replace_fragment(&as_fragment(&typed));
            tool.type_in(typed);
        });
    let field = parts::labelled(FIELD, said::LABEL, said::HINT, None, input.attribute("value", &typed));
    element("form").attribute("role", "search").on("submit", |event| event.prevent_default()).child(field)
}

fn voice(tool: Tool) -> Element {
    element("p").class("hidden").attribute("role", "status").live(move || {
        tool.spoken.track();
        let spoken = tool.state.borrow().spoken.clone();
        vec![element("span").text(&spoken)]
    })
}

fn results(tool: Tool) -> Element {
    element("div").class("found").live(move || {
        tool.found.track();
        let (is_ready, failure) = (tool.state.borrow().index.is_some(), tool.state.borrow().failure);
        if !failure.is_empty() {
            return vec![element("p").class("note").attribute("role", "alert").text(failure)];
        }
        match tool.answered() {
            Some((index, query, answer, count)) => shown(tool, index, &query, &answer, &count),
            None if !is_ready && !tool.state.borrow().typed.is_empty() => vec![element("p").text(said::OPENING)],
            None => Vec::new(),
        }
    })
}

fn shown(tool: Tool, index: &Index, query: &Query, answer: &Answer<'_>, count: &str) -> Vec<Element> {
    let mut out = Vec::new();
    if let Some(best) = answer.best {
        out.push(
            element("section")
                .class("best")
                .attribute("aria-label", said::FIRST)
                .child(link(tool, &best.address, [element("strong").text(&best.title)]))
                .child(element("p").text(&best.text)),
        );
    }
    out.push(element("p").class("count").text(count));
    out.push(element("div").children(said::readings(query).iter().map(|line| element("p").text(line))));
    if answer.hits.is_empty() {
        let help = said::HELP.iter().map(|line| element("li").text(line));
        let list = element("li").child(element("a").attribute("href", "#a-aa").text(said::LIST));
        let acute = (!tool.data.acute.is_empty())
            .then(|| element("li").child(element("a").attribute("href", &tool.data.acute).text(said::ACUTE)));
        out.push(element("ul").children(help.chain([list]).chain(acute)));
        return out;
    }
    out.push(element("ol").class("hits").children(answer.hits.iter().filter_map(|hit| one(tool, index, query, hit))));
    if answer.hits.len() >= tool.state.borrow().shown.max(STEP) {
        out.push(parts::button(said::MORE, "button button-quiet").on("click", move |_| {
            let mut state = tool.state.borrow_mut();
            state.shown = state.shown.max(STEP) + STEP;
            drop(state);
            tool.found.tell();
        }));
    }
    out
}

fn one(tool: Tool, index: &Index, query: &Query, hit: &Hit) -> Option<Element> {
    let at = index.place(hit.place)?;
    let page = index.collection.pages.get(at.page)?;
    let section = page.sections.get(at.section)?;
    let heading = |text: &str| marks(&marked(index, query, text));
    let title = element("span").class("of-page").children(heading(&page.title));
    let words: Vec<Element> = if section.heading.is_empty() {
        vec![title]
    } else {
        vec![
            title,
            element("span").attribute("aria-hidden", "true").text(" › "),
            element("span").children(heading(&section.heading)),
        ]
    };
    let shown = excerpt(index, query, hit.place);
    let item = element("li").child(link(tool, &index.address(hit.place)?, words));
    Some(item.child(element("p").children(marks(&shown))))
}

fn link(tool: Tool, address: &str, words: impl IntoIterator<Item = Element>) -> Element {
    element("a").attribute("href", &[&tool.data.root, address].concat()).children(words)
}

fn marks(excerpt: &Excerpt) -> Vec<Element> {
    let piece = |(mark, text): &(bool, String)| element(if *mark { "mark" } else { "span" }).text(text);
    excerpt.pieces.iter().map(piece).collect()
}
