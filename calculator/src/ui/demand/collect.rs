//! Many answers: the files that are opened, the prices, and what goes out.
//!
//! Contract: files only ever come to those that are there; a file that is opened again is counted once, and one that could not
//! be read gives way to a readable one of its name. Whatever cannot be used is named with its reason.

use std::cell::{Cell, RefCell};

use super::signal::Signal;
use calculator::demand::{FileError, House, Merged, Reply, merge, read};
use calculator::export::{Note, demand_csv, demand_note};
use calculator::saved::Refused;
use calculator::{Amount, Range, Subject, text};
use wasm_bindgen::JsValue;

use super::Tool;
use super::browser;
use super::element::{Element, element};
use super::files;
use super::form::{Field, Form};
use super::parts::{button, select};
use super::table;
use super::typed::ranged;
use super::voice::Voice;

/// What is collected. Copies share their state.
#[derive(Clone, Copy)]
pub(super) struct Collect {
    pub(super) prices: Form,
    pub(super) voice: Voice,
    files: &'static RefCell<Vec<File>>,
    /// Services in the municipalities' own words, in the order in which they came: their prices are called by their places.
    own: &'static RefCell<Vec<Subject>>,
    /// 0 for none, or one more than the index of a house.
    house: &'static Cell<usize>,
    changed: Signal,
}

type File = (String, Result<Reply, FileError>);

fn amount(text: &str) -> Result<i64, String> {
    Amount::parse(text).map(Amount::ore).map_err(|error| error.to_string())
}

impl Collect {
    pub(super) fn new() -> Collect {
        Collect {
            prices: Form::new(Vec::new(), |_| None),
            voice: Voice::new(),
            files: Box::leak(Box::default()),
            own: Box::leak(Box::default()),
            house: Box::leak(Box::new(Cell::new(0))),
            changed: Signal::new(),
        }
    }

    pub(super) fn track(self) {
        self.changed.track();
        self.prices.typed.track();
    }

    pub(super) fn track_files(self) {
        self.changed.track();
    }

    pub(super) fn has_files(self) -> bool {
        !self.files.borrow().is_empty()
    }

    fn clear(self) {
        self.files.borrow_mut().clear();
        self.prices.reset();
        self.changed.tell();
    }

    /// Takes a file; false where it is there already.
    fn take(self, name: String, read: Result<Reply, FileError>) -> bool {
        let mut files = self.files.borrow_mut();
        if files.iter().any(|(other, was)| *other == name && *was == read) {
            return false;
        }
        match files.iter_mut().find(|(other, was)| *other == name && was.is_err()) {
            Some(file) => file.1 = read,
            None => files.push((name, read)),
        }
        true
    }

    /// The id of the price of a subject.
    pub(super) fn price_id(self, subject: &Subject) -> String {
        match subject {
            Subject::Service(id) => ["pris-", id.as_str()].concat(),
            Subject::Own(_) => {
                let place = self.own.borrow().iter().position(|own| own == subject).unwrap_or_default();
                format!("pris-egen-{}", place + 1)
            }
        }
    }

    /// Makes a field for the price of every service that is there.
    fn add_prices(self, tool: Tool) {
        for (_, read) in self.files.borrow().iter() {
            for wish in read.iter().flat_map(Reply::wishes) {
                if matches!(wish.subject, Subject::Own(_)) && !self.own.borrow().contains(&wish.subject) {
                    self.own.borrow_mut().push(wish.subject.clone());
                }
            }
        }
        let services = tool.data.catalogue.services().iter().map(|service| Subject::Service(service.id.clone()));
        for subject in services.chain(self.own.borrow().iter().cloned()) {
            let label = ["Pris for én i kroner: ", text::subject(&subject, &tool.data.catalogue)].concat();
            self.prices.add(Field::decimal(&self.price_id(&subject), &label, "", amount).unsure());
        }
    }

    /// All answers together.
    pub(super) fn merged(self, tool: Tool) -> Merged {
        let services = tool.data.catalogue.services().iter().map(|service| Subject::Service(service.id.clone()));
        let price = |subject: Subject| -> Option<(Subject, Range<Amount>)> {
            let values = self.prices.range(&self.price_id(&subject))?;
            Some((subject, ranged(values, Amount::from_ore)?))
        };
        let prices: Vec<_> = services.chain(self.own.borrow().iter().cloned()).filter_map(price).collect();
        merge(self.files.borrow().clone(), &tool.data.catalogue, &prices)
    }

    pub(super) fn house(self, tool: Tool) -> Option<&'static House> {
        tool.data.houses.get(self.house.get().checked_sub(1)?)
    }
}

/// Reads files and counts them in.
pub(super) fn open(tool: Tool, opened: Vec<JsValue>) {
    let collect = tool.collect;
    if opened.is_empty() {
        return;
    }
    collect.voice.say("Læser filerne …");
    files::read(opened, move |found| {
        let mut again: u64 = 0;
        for (name, text) in found {
            let read = text.ok_or(FileError::Form(Refused::Unreadable)).and_then(|text| read(&text));
            again += u64::from(!collect.take(name, read));
        }
        collect.add_prices(tool);
        tool.prints_answer.set(false);
        collect.changed.tell();
        tool.warn();
        collect.voice.say(&match again {
            0 => String::new(),
            _ => [&text::counted(again, "fil", "filer"), " var åbnet i forvejen."].concat(),
        });
    });
}

/// The part of the børnehus.
pub(super) fn view(tool: Tool) -> Element {
    let collect = tool.collect;
    let picker = element("input")
        .attribute("type", "file")
        .id("svarfiler")
        .class("picker")
        .attribute("accept", ".json,application/json")
        .flag("multiple", true)
        .attribute("aria-describedby", "hint-svarfiler")
        .on("change", move |event| {
            open(tool, files::of(&event));
            // So that the same file can be opened again, once it has been mended.
            if let Some(picker) = event.target() {
                _ = js_sys::Reflect::set(&picker, &"value".into(), &"".into());
            }
        });
    let hint = "Du kan vælge alle på én gang eller trække dem herind. De bliver læst på din egen maskine.";
    let drop = element("div")
        .class("drop")
        .child(element("label").attribute("for", "svarfiler").text("Kommunernes svarfiler"))
        .child(element("p").class("field-hint").id("hint-svarfiler").text(hint))
        .child(picker);
    let counted = move || {
        collect.changed.track();
        let said = if collect.has_files() {
            text::answers_counted(&collect.merged(tool))
        } else {
            "Der er ingen filer endnu.".to_owned()
        };
        vec![element("p").text(&said)]
    };
    element("section")
        .class("collect")
        .attribute("aria-labelledby", "behov-saml-titel")
        .child(element("h3").id("behov-saml-titel").text("Saml svarene i børnehuset"))
        .child(drop)
        .child(element("div").attribute("role", "status").id("behov-filer").live(counted))
        .live(move || vec![houses(tool)])
        .live(move || table::left_out(tool))
        .live(move || table::prices(tool))
        .live(move || table::view(tool))
        .child(outputs(tool))
}

/// Which house collects: then it is known whose answers are missing.
fn houses(tool: Tool) -> Element {
    let collect = tool.collect;
    collect.changed.track();
    if tool.data.houses.is_empty() {
        return element("div");
    }
    let mut options = vec!["Vælg et børnehus".to_owned()];
    options.extend(tool.data.houses.iter().map(|house| house.name.clone()));
    select("boernehus", "Hvilke kommuner venter I svar fra?", &options, collect.house.get(), move |chosen| {
        collect.house.set(chosen);
        collect.changed.tell();
    })
}

fn outputs(tool: Tool) -> Element {
    let quiet = "button button-quiet";
    let collect = tool.collect;
    let [clear, question] = collect.voice.clearing(
        "ryd-filer",
        "Ryd filerne",
        "Vil du fjerne alle filer og priser herfra? Filerne på din maskine bliver ikke slettet.",
        move || collect.has_files(),
        move || {
            collect.clear();
            tool.warn();
        },
    );
    let ready = move || {
        if !collect.has_files() {
            collect.voice.say("Åbn først svarfilerne.");
        }
        collect.has_files()
    };
    let buttons = element("div")
        .class("button-row")
        .child(button("Hent til Excel", "button").id("hent-tabel").on("click", move |_| {
            if ready() {
                let csv = demand_csv(&collect.merged(tool), &tool.data.catalogue, collect.house(tool));
                browser::download("faelles-behov.csv", "text/csv;charset=utf-8", &csv);
                collect.voice.say("Filen »faelles-behov.csv« er hentet. Den kan åbnes i Excel.");
            }
        }))
        .child(button("Kopiér som tekst", quiet).on("click", move |_| {
            if let Some(note) = note(tool).filter(|_| ready()) {
                collect.voice.copy(&note.to_text(), "Tabellen er kopieret som tekst.");
            }
        }))
        .child(button("Udskriv tabellen", quiet).on("click", move |_| {
            if ready() {
                tool.print(false);
            }
        }))
        .child(clear);
    element("div").class("outputs").child(buttons).child(collect.voice.view()).child(question)
}

/// The note of what was collected; nothing where nothing was.
pub(super) fn note(tool: Tool) -> Option<Note> {
    let collect = tool.collect;
    let note = || demand_note(&collect.merged(tool), &tool.data.catalogue, collect.house(tool));
    collect.has_files().then(note)
}
