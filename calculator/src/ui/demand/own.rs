//! Services in a municipality's own words: lines that come one by one.

use std::cell::Cell;

use super::signal::Signal;
use calculator::demand::{Need, Wish};
use calculator::{Quantity, Range, Subject};

use super::browser;
use super::element::{Element, element};
use super::form::{Field, Form};
use super::parts::button;
use super::typed::ranged;

/// Most lines.
const MOST: usize = 20;

/// The lines. Copies share their state.
#[derive(Clone, Copy)]
pub(super) struct Own {
    lines: &'static Cell<usize>,
    shape: Signal,
}

fn name_id(line: usize) -> String {
    format!("egen-{}", line + 1)
}

fn count_id(line: usize) -> String {
    format!("antal-egen-{}", line + 1)
}

impl Own {
    pub(super) fn new() -> Own {
        Own { lines: Box::leak(Box::new(Cell::new(0))), shape: Signal::new() }
    }

    pub(super) fn clear(self) {
        self.lines.set(0);
        self.shape.tell();
    }

    /// The lines that have a name, each a yes.
    pub(super) fn wishes(self, form: Form) -> impl Iterator<Item = Wish> {
        let named = (0..self.lines.get()).filter(move |line| !form.text(&name_id(*line)).is_empty());
        named.map(move |line| Wish {
            subject: Subject::Own(form.text(&name_id(line))),
            need: Need::Yes(counted(form, &count_id(line))),
        })
    }

    pub(super) fn view(self, form: Form) -> Element {
        let lines = move || {
            self.shape.track();
            let line = |line: usize| {
                element("div").class("wish").child(form.view(&name_id(line))).child(form.view(&count_id(line)))
            };
            vec![element("div").group((0..self.lines.get()).map(line))]
        };
        let add = move |_| {
            let line = self.lines.get();
            if line < MOST {
                form.add(Field::text(&name_id(line), "Anden ydelse", "Skriv ikke navn eller andet om et barn.", None));
                form.add(Field::number(&count_id(line), "Antal om året", "", count).unsure());
                self.lines.set(line + 1);
                self.shape.tell();
                browser::soon(move || browser::focus(&name_id(line)));
            }
        };
        let more = button("Tilføj en anden ydelse", "button button-quiet").id("anden-ydelse").on("click", add);
        element("div").live(lines).child(element("p").child(more))
    }
}

/// Reads a whole number.
pub(super) fn count(text: &str) -> Result<i64, String> {
    Quantity::parse(text).map(|count| count.get().into()).map_err(|error| error.to_string())
}

/// The number in a field.
pub(super) fn counted(form: Form, id: &str) -> Option<Range<Quantity>> {
    form.range(id).and_then(|values| ranged(values, |value| u16::try_from(value).ok().and_then(Quantity::new)))
}
