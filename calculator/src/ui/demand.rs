//! Joint demand: what one municipality needs, and what many need together.
//!
//! [`start`] → `answer` (one municipality fills in, and takes its answer along as a file) and `collect` (a børnehus opens any
//! number of such files) with `table` (what they come to). Neither knows the other; what is printed is what was asked for last.

mod answer;
mod collect;
mod own;
mod table;

// What the tools share, under the names by which the modules here know it.
use super::{browser, element, files, form, page, parts, shown, signal, typed, voice};

use super::signal::Signal;
use calculator::wire::Data;
use jiff::civil::Date;
use std::cell::Cell;

use answer::Answer;
use collect::Collect;
use element::{Element, element};
use form::Form;
use page::Page;
use shown::blocks;

const PAGE: Page =
    Page { name: "behov", called: "Skemaet", instead: "Du kan udskrive siden og udfylde skemaet i hånden." };

/// The tool. Copies share their state.
#[derive(Clone, Copy)]
struct Tool {
    data: &'static Data,
    today: Date,
    answer: Answer,
    collect: Collect,
    /// Whether the answer is to be printed, and not what was collected.
    prints_answer: &'static Cell<bool>,
    printing: Signal,
}

impl Tool {
    fn new(data: &'static Data, today: Date) -> Tool {
        Tool {
            data,
            today,
            answer: Answer::new(data),
            collect: Collect::new(),
            prints_answer: Box::leak(Box::new(Cell::new(true))),
            printing: Signal::new(),
        }
    }

    /// Prints the answer, or what was collected.
    fn print(self, answer: bool) {
        self.prints_answer.set(answer);
        self.printing.tell();
        browser::soon(browser::print);
    }

    /// Asks before the page is left, as long as there is something to lose.
    fn warn(self) {
        browser::warn_before_leaving(self.answer.is_touched() || self.collect.has_files());
    }
}

/// Mounts the tool, or says why it cannot be.
pub fn start() {
    let Some(data) = page::open(&PAGE) else { return };
    let tool = Tool::new(data, page::today());
    let view = element("div")
        .class("demand")
        .on("dragover", |event| event.prevent_default())
        .on("drop", move |event| {
            event.prevent_default();
            collect::open(tool, files::of(&event));
        })
        .child(answer::view(tool))
        .child(collect::view(tool));
    page::mount(&PAGE, vec![view, note(tool)], Form::summary(vec![tool.answer.form, tool.collect.prices]));
}

/// What is seen only on paper.
fn note(tool: Tool) -> Element {
    element("div").class("purchase-note print-only").live(move || {
        tool.printing.track();
        tool.answer.track();
        tool.collect.track();
        let note = if tool.prints_answer.get() { answer::note(tool) } else { collect::note(tool) };
        let Some(note) = note else { return Vec::new() };
        let mut parts = blocks(note);
        let day = ["Udskrevet ", &calculator::text::date(tool.today), "."].concat();
        parts.push(element("p").text(&day));
        parts
    })
}
