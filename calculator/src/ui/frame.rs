//! The frame of the smaller tools: the form, the file that comes in again, and what goes out.
//!
//! Contract: a tool has a form of its own and says what it keeps in a file ([`Frame::save`], [`Frame::load`]); all else is here, so
//! that tools are filled in, cleared, printed and saved alike, write one form of file (`calculator::saved`), and leave nothing
//! behind. Nothing is sent and nothing stored: files are made and read in the page, only when the user asks.

use calculator::saved::{self, Refused, Saved};
use jiff::civil::Date;

use super::browser;
use super::element::{Element, element};
use super::files;
use super::form::Form;
use super::parts::button;
use super::signal::Signal;
use super::voice::Voice;

/// What a tool has in common with the others. Copies share its state.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    /// The tool's name, which its files bear too.
    pub(super) name: &'static str,
    /// What is printed and saved is dated with it.
    pub(super) today: Date,
    /// What is typed.
    pub(super) form: Form,
    /// Told when something beside the form has changed.
    pub(super) chosen: Signal,
    pub(super) voice: Voice,
    /// Whether something has been chosen beside the form.
    pub(super) is_chosen: &'static dyn Fn() -> bool,
    /// Puts what was filled in into a file.
    pub(super) save: &'static dyn Fn(&mut Saved),
    /// Fills in what a file has; an empty one clears.
    pub(super) load: &'static dyn Fn(&Saved),
}

impl Frame {
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

    /// What was asked for; where something is missing, that is said instead.
    pub(super) fn said<T>(self, asked: Result<T, String>) -> Option<T> {
        asked.map_err(|missing| self.voice.say(&missing)).ok()
    }

    /// The form around these groups, with the field for a file; it is never sent.
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
        match text.as_deref().map_or(Err(Refused::Unreadable), |text| saved::read(self.name, text)) {
            Ok(found) => {
                (self.load)(&found);
                self.form.renew();
                self.tell();
                self.voice.say(&["Filen »", name, "« er åbnet."].concat());
            }
            Err(refused) => self.voice.say(refused.said()),
        }
    }

    /// What goes out: these ways of the tool, the file that can be opened again, and the way to clear it all.
    pub(super) fn outputs(self, ways: Vec<Element>) -> Element {
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
        let save = quiet("Gem som fil").on("click", move |_| {
            let mut found = Saved::default();
            (self.save)(&mut found);
            self.file(".json", "application/json", &saved::write(self.name, &found));
        });
        let row = element("div").class("button-row").group(ways).child(save).child(clear);
        element("div").class("outputs").child(row).child(self.voice.view()).child(question)
    }

    /// The button that prints the page where `ready` says that there is something to print; else `ready` has said what is missing.
    pub(super) fn printing(self, ready: impl Fn() -> bool + 'static) -> Element {
        button("Udskriv", "button").on("click", move |_| {
            if ready() {
                browser::print();
            }
        })
    }

    /// Gives the user a file that bears the tool's name, and says so.
    pub(super) fn file(self, end: &str, kind: &str, text: &str) {
        let name = [self.name, end].concat();
        browser::download(&name, kind, text);
        self.handed(&name);
    }

    /// Gives the user a Word file of this name, and says so.
    pub(super) fn word(self, name: &str, bytes: &[u8]) {
        let name = [name, ".docx"].concat();
        let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        browser::download_bytes(&name, kind, bytes);
        self.handed(&name);
    }

    /// Says that a file was given.
    fn handed(self, name: &str) {
        browser::warn_before_leaving(false);
        self.voice.say(&["Filen »", name, "« er hentet. Læg den et sted, hvor kun de rette kan se den."].concat());
    }
}

/// A button for what is not done first.
pub(super) fn quiet(words: &str) -> Element {
    button(words, "button button-quiet")
}

/// A group of fields under a legend.
pub(super) fn group(legend: &str) -> Element {
    element("fieldset").child(element("legend").text(legend))
}
