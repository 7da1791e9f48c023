//! What ordinary cases cost a municipality: the tool beside the formula, the taksts and the examples.
//!
//! [`start`] → `fields` (what is filled in, and the case that is read from it) → `sheet` (what it comes to, and how) with what
//! goes out of it. A register's number is never copied into a field of its own takst, and no takst is worked out.

mod fields;
mod sheet;

// What the tools share, under the names by which the modules here know it.
use super::{browser, element, form, page, parts, shown, signal, typed, voice};

use super::signal::Signal;
use calculator::Figure;
use calculator::financing::Model;
use calculator::wire::Data;
use jiff::civil::Date;
use std::cell::Cell;

use form::Form;
use page::Page;
use voice::Voice;

const PAGE: Page =
    Page { name: "forloeb", called: "Beregneren", instead: "Du kan regne selv med formlen og satserne her." };

/// The tool. Copies share their state.
#[derive(Clone, Copy)]
struct Tool {
    data: &'static Data,
    today: Date,
    form: Form,
    voice: Voice,
    /// Which way of sharing is chosen: an index of [`Tool::models`], or past them where the user's own.
    model: &'static Cell<usize>,
    /// Which takst is chosen: 0 for the user's own, then those of [`Tool::taksts`].
    takst: &'static Cell<usize>,
    /// What has been chosen.
    chosen: Signal,
}

impl Tool {
    fn models(self) -> &'static [Model] {
        self.data.catalogue.models()
    }

    /// The taksts of the register.
    fn taksts(self) -> impl Iterator<Item = &'static Figure> {
        let is_takst = |figure: &&Figure| figure.kind == calculator::FigureKind::Case;
        self.data.catalogue.figures().iter().filter(is_takst)
    }
}

/// Mounts the tool, or says why it cannot be.
pub fn start() {
    let Some(data) = page::open(&PAGE) else { return };
    let tool = Tool::new(data, page::today());
    let views = vec![fields::view(tool), sheet::view(tool), sheet::note(tool)];
    page::mount(&PAGE, views, Form::summary(vec![tool.form]));
}
