//! What the tools of dates share: the sheet that the dates stand on, what goes out of it, and the file that comes in again.
//!
//! Contract: a tool has a form of its own and says what it comes to ([`Tool::worked`]); all else is here, so that the tools look and
//! print alike, write one form of file, and leave nothing behind. Nothing is sent and nothing stored: files are made and read in
//! the page, only when the user asks. There is no field for a child.

mod list;

use calculator::dates::ics::{Made, ics};
use calculator::dates::saved::{self, Saved};
use calculator::dates::{Item, calendar, csv::csv, text as told};
use calculator::text;
use jiff::civil::Date;

use super::browser;
use super::element::{Element, element};
use super::files;
use super::form::Form;
use super::parts::button;
use super::signal::Signal;
use super::voice::Voice;

/// A tool of dates. Copies share its state.
#[derive(Clone, Copy)]
pub(super) struct Tool {
    /// Its name, which its files bear too.
    pub(super) name: &'static str,
    /// What its dates are called: `Frister i sagen`.
    pub(super) title: &'static str,
    /// What is printed and saved is dated with it; what is before it is past.
    pub(super) today: Date,
    /// What is typed.
    pub(super) form: Form,
    /// What is chosen beside the form.
    pub(super) chosen: Signal,
    pub(super) voice: Voice,
    /// What it comes to, or what is missing.
    pub(super) worked: &'static dyn Fn() -> Result<Worked, String>,
    /// Whether something has been chosen beside the form.
    pub(super) is_chosen: &'static dyn Fn() -> bool,
    /// Puts what was filled in into a file.
    pub(super) save: &'static dyn Fn(&mut Saved),
    /// Fills in what a file has; an empty one clears.
    pub(super) load: &'static dyn Fn(&Saved),
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
}

impl Tool {
    /// Follows everything that is filled in.
    pub(super) fn track(self) {
        self.form.typed.track();
        self.chosen.track();
    }

    /// Tells everybody that something beside the form has changed.
    pub(super) fn tell(self) {
        self.chosen.tell();
        browser::warn_before_leaving(self.is_touched());
    }

    fn is_touched(self) -> bool {
        self.form.is_touched() || (self.is_chosen)()
    }

    /// The form around these groups; it is never sent.
    pub(super) fn form(self, groups: Vec<Element>) -> Element {
        element("form")
            .on("submit", |event| event.prevent_default())
            .on("input", move |_| browser::warn_before_leaving(self.is_touched()))
            .group(groups)
            .child(self.picker())
    }

    /// A file that was saved here before.
    fn picker(self) -> Element {
        let picker = element("input")
            .attribute("type", "file")
            .id("aabn-fil")
            .class("picker")
            .attribute("accept", ".json,application/json")
            .attribute("aria-describedby", "hint-aabn-fil")
            .on("change", move |event| {
                files::read(files::of(&event), move |read| self.open(&read));
                // So that the same file can be opened again.
                if let Some(picker) = event.target() {
                    _ = js_sys::Reflect::set(&picker, &"value".into(), &"".into());
                }
            });
        element("div")
            .class("field")
            .child(element("label").attribute("for", "aabn-fil").text("Har du gemt en fil herfra før?"))
            .child(element("p").class("field-hint").id("hint-aabn-fil").text("Den bliver læst på din egen maskine."))
            .child(picker)
    }

    fn open(self, read: &[files::Read]) {
        let Some((name, text)) = read.first() else { return };
        match saved::read(self.name, text.as_deref().unwrap_or_default()) {
            Ok(found) => {
                (self.load)(&found);
                self.form.renew();
                self.tell();
                self.voice.say(&["Filen »", name, "« er åbnet."].concat());
            }
            Err(refused) => self.voice.say(refused.said()),
        }
    }

    /// The sheet of dates, and what goes out of it.
    pub(super) fn sheet(self) -> Element {
        let sheet = element("section")
            .class("sheet dates")
            .attribute("aria-labelledby", "datoer-titel")
            .child(element("h2").id("datoer-titel").text(self.title))
            .live(move || {
                self.track();
                match (self.worked)() {
                    Ok(worked) => list::view(&worked, self.today),
                    Err(missing) => vec![element("p").text(&missing)],
                }
            });
        element("div").child(sheet).child(self.outputs())
    }

    fn outputs(self) -> Element {
        let quiet = "button button-quiet";
        let [clear, question] = self.voice.clearing(
            "ryd-alt",
            "Ryd alt",
            "Vil du slette alt, du har skrevet? Det kan ikke fortrydes.",
            move || self.is_touched(),
            move || {
                (self.load)(&Saved::default());
                self.form.reset();
                self.tell();
            },
        );
        let file = move |end: &str, kind: &str, text: &str| {
            let name = [self.name, end].concat();
            browser::download(&name, kind, text);
            browser::warn_before_leaving(false);
            self.voice.say(&["Filen »", &name, "« er hentet. Læg den et sted, hvor kun de rette kan se den."].concat());
        };
        let row = element("div")
            .class("button-row")
            .child(button("Udskriv", "button").on("click", move |_| {
                if self.complete().is_some() {
                    browser::print();
                }
            }))
            .child(button("Hent til kalender", quiet).on("click", move |_| {
                if let Some(worked) = self.complete() {
                    let made = Made::at(&String::from(js_sys::Date::new_0().to_iso_string()));
                    file(".ics", "text/calendar;charset=utf-8", &ics(self.title, &worked.items, &made));
                }
            }))
            .child(button("Hent til Excel", quiet).on("click", move |_| {
                if let Some(worked) = self.complete() {
                    file(".csv", "text/csv;charset=utf-8", &csv(&worked.head, &worked.items, self.today));
                }
            }))
            .child(button("Gem som fil", quiet).on("click", move |_| {
                let mut found = Saved::default();
                (self.save)(&mut found);
                file(".json", "application/json", &saved::write(self.name, &found));
            }))
            .child(clear);
        element("div").class("outputs").child(row).child(self.voice.view()).child(question)
    }

    /// What it comes to; what is missing is said.
    fn complete(self) -> Option<Worked> {
        (self.worked)().map_err(|missing| self.voice.say(&missing)).ok()
    }
}

/// A group of fields under a legend.
pub(super) fn group(legend: &str) -> Element {
    element("fieldset").child(element("legend").text(legend))
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
