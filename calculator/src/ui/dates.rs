//! What the tools of dates share: the sheet that the dates stand on, and the table and the calendar that go out of it.
//!
//! Contract: a tool has a form of its own and says what it comes to ([`Tool::worked`]); all else is here and in the frame of all
//! tools, so that they look and print alike. There is no field for a child.

pub(super) mod list;

use calculator::dates::ics::{Made, ics};
use calculator::dates::{Item, calendar, csv::csv, text as told};
use calculator::text;
use jiff::civil::Date;

use super::element::{Element, element};
use super::form::Form;
use super::frame::{Frame, quiet};

/// A tool of dates: the frame of all tools, and what its dates come to. Copies share its state.
#[derive(Clone, Copy)]
pub(super) struct Tool {
    pub(super) frame: Frame,
    /// What its dates are called: `Frister i sagen`.
    pub(super) title: &'static str,
    /// What it comes to, or what is missing.
    pub(super) worked: &'static dyn Fn() -> Result<Worked, String>,
}

/// The number of a day that is typed, from the first to the last that can be; else what is wrong with it.
pub(super) fn typed(typed: &str, first: Date, last: Date) -> Result<i64, String> {
    let day = calendar::parse(typed)?;
    if (first..=last).contains(&day) { Ok(calendar::day_number(day).into()) } else { Err(told::far_off(first, last)) }
}

/// What a tool comes to.
pub(super) struct Worked {
    /// Where the line of time begins.
    pub(super) from: Date,
    /// What was filled in, a line each.
    pub(super) head: Vec<String>,
    /// The dates.
    pub(super) items: Vec<Item>,
    /// What must be known of them.
    pub(super) said: Vec<String>,
    /// The phases below the line of time, in order; none where there are none.
    pub(super) phases: Vec<String>,
}

impl Tool {
    /// The sheet of dates, and what goes out of it.
    pub(super) fn sheet(self) -> Element {
        let sheet = element("section")
            .class("sheet dates")
            .attribute("aria-labelledby", "datoer-titel")
            .child(element("h2").id("datoer-titel").text(self.title))
            .live(move || {
                self.frame.track();
                match (self.worked)() {
                    Ok(worked) => list::view(&worked, self.frame.today),
                    Err(missing) => vec![element("p").text(&missing)],
                }
            });
        let calendar = quiet("Hent til kalender").on("click", move |_| {
            if let Some(worked) = self.complete() {
                let made = Made::at(&String::from(js_sys::Date::new_0().to_iso_string()));
                let text = ics(self.title, &worked.items, &made);
                self.frame.file(".ics", "text/calendar;charset=utf-8", &text);
            }
        });
        let table = quiet("Hent til Excel").on("click", move |_| {
            if let Some(worked) = self.complete() {
                let text = csv(&worked.head, &worked.items, self.frame.today);
                self.frame.file(".csv", "text/csv;charset=utf-8", &text);
            }
        });
        let print = self.frame.printing(move || self.complete().is_some());
        element("div").child(sheet).child(self.frame.outputs(vec![print, calendar, table]))
    }

    /// What it comes to; what is missing is said.
    fn complete(self) -> Option<Worked> {
        self.frame.said((self.worked)())
    }
}

/// A day typed in a field; nothing where there is none, or none that can be read.
pub(super) fn day(form: Form, id: &str) -> Option<Date> {
    form.range(id)?;
    calendar::parse(&form.text(id)).ok()
}

/// A date in a sentence of what was filled in.
pub(super) fn line(words: &str, day: Date) -> String {
    [words, " ", &text::date(day), "."].concat()
}
