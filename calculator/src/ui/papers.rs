//! Meeting papers in the browser: one form for whatever paper is chosen, and the paper as it is printed.
//!
//! Contract: what a paper asks and what it then says are the library's (`calculator::papers`); the form, the printed sheet, the
//! Word file and the saved file are made of what [`Filled::values`] gathers. What was typed for one paper stays while another is
//! chosen. What looks like a CPR number is told at its field and comes on no paper and into no file.

mod fields;
mod ruler;
mod sheet;

use std::cell::{Cell, RefCell};

use calculator::concern::cpr;
use calculator::papers::{self, ANSWERS, Kind, PAPER, Paper, Papers, cell};
use calculator::saved::Saved;
use calculator::word::{self, Document, Properties};

use super::browser;
use super::element::{Element, element};
use super::form::Form;
use super::frame::{Frame, quiet};
use super::page::{self, Page};
use super::parts::select;
use super::signal::Signal;
use super::voice::Voice;

const PAGE: Page = Page {
    name: "papirer",
    called: "Værktøjet",
    instead: "Du kan printe et tomt papir eller hente det til Word; listen står her på siden.",
};

/// What is filled in: the form for what is typed, and beside it what is ticked and how many rows there are.
struct Filled {
    papers: &'static Papers,
    form: Form,
    /// The paper; 0 is none yet.
    paper: Cell<usize>,
    /// Ticks, choices and answers to demands, by the id of their element.
    picked: RefCell<Vec<(String, String)>>,
    /// What was said of a file of the ruler.
    ruler: RefCell<Vec<String>>,
    /// How many rows fields have, where that is not what it was at first.
    rows: RefCell<Vec<(String, usize)>>,
}

/// The id of the element of a field: fields of two papers may share an id.
fn id(paper: &Paper, field: &str) -> String {
    [&paper.id, "_", field].concat()
}

impl Filled {
    fn paper(&self) -> Option<&'static Paper> {
        self.papers.all.get(self.paper.get().checked_sub(1)?)
    }

    fn picked(&self, id: &str) -> String {
        self.picked.borrow().iter().find(|(known, _)| known == id).map(|(_, value)| value.clone()).unwrap_or_default()
    }

    fn pick(&self, id: &str, value: &str) {
        let mut picked = self.picked.borrow_mut();
        picked.retain(|(known, _)| known != id);
        if !value.is_empty() {
            picked.push((id.to_owned(), value.to_owned()));
        }
    }

    fn rows(&self, id: &str, at_first: usize) -> usize {
        self.rows.borrow().iter().find(|(known, _)| known == id).map_or(at_first.max(1), |(_, count)| *count)
    }

    fn set_rows(&self, id: &str, count: usize) {
        let mut rows = self.rows.borrow_mut();
        rows.retain(|(known, _)| known != id);
        rows.push((id.to_owned(), count));
    }

    /// What was filled in on the chosen paper.
    fn values(&self) -> Saved {
        let mut values = Saved::default();
        let Some(paper) = self.paper() else { return values };
        values.put(PAPER, &paper.id);
        let mut put = |key: &str, text: &str| {
            if cpr::find(text).is_none() {
                values.put(key, text);
            }
        };
        for field in paper.fields() {
            let id = id(paper, &field.id);
            match field.kind {
                Kind::Line | Kind::Long | Kind::Date => put(&field.id, &self.form.text(&id)),
                Kind::Choice | Kind::Tick | Kind::Demand => put(&field.id, &self.picked(&id)),
                Kind::Rows => {
                    for row in 0..self.rows(&id, field.first.len()) {
                        for column in 0..field.words.len() {
                            put(&cell(&field.id, row, column), &self.form.text(&cell(&id, row, column)));
                        }
                    }
                }
                Kind::Before => {}
            }
        }
        values
    }

    /// Fills in what a file has; an empty one clears, and leaves the choice of the paper.
    fn load(&self, values: &Saved) {
        let Some(at) = self.papers.all.iter().position(|paper| paper.id == values.get(PAPER)) else {
            self.picked.borrow_mut().clear();
            self.ruler.borrow_mut().clear();
            self.rows.borrow_mut().clear();
            return;
        };
        self.choose(at + 1);
        let Some(paper) = self.paper() else { return };
        for field in paper.fields() {
            let id = id(paper, &field.id);
            match field.kind {
                Kind::Line | Kind::Long | Kind::Date => self.form.set(&id, values.get(&field.id)),
                Kind::Choice | Kind::Tick | Kind::Demand => self.pick(&id, values.get(&field.id)),
                Kind::Rows => self.load_rows(&id, field, values),
                Kind::Before => {}
            }
        }
    }

    fn load_rows(&self, id: &str, field: &'static papers::Field, values: &Saved) {
        let has =
            |row: &usize| (0..field.words.len()).any(|column| !values.get(&cell(&field.id, *row, column)).is_empty());
        let count = (0..papers::MOST_ROWS).filter(has).max().map_or(field.first.len().max(1), |last| last + 1);
        self.set_rows(id, count);
        for row in 0..count {
            fields::add_row(self.form, id, field, row);
            for column in 0..field.words.len() {
                self.form.set(&cell(id, row, column), values.get(&cell(&field.id, row, column)));
            }
        }
    }

    /// Chooses a paper and gives the form its fields.
    fn choose(&self, paper: usize) {
        self.paper.set(paper);
        if let Some(paper) = self.paper() {
            fields::add(self.form, paper, self);
        }
    }

    /// What of the paper is left out, because it looks like a CPR number.
    fn left_out(&self) -> Vec<String> {
        let Some(paper) = self.paper() else { return Vec::new() };
        let is = |id: &str| cpr::find(&self.form.text(id)).is_some();
        let field = |field: &papers::Field| {
            let id = id(paper, &field.id);
            let in_rows = (0..self.rows(&id, field.first.len()))
                .any(|row| (0..field.words.len()).any(|column| is(&cell(&id, row, column))));
            (is(&id) || field.kind == Kind::Rows && in_rows).then(|| field.label.clone())
        };
        paper.fields().filter_map(field).collect()
    }
}

/// Mounts the tool, or says why it cannot be.
pub fn start() {
    let read = |json: &str| papers::read(json).ok_or_else(page::stale);
    let Some(papers) = page::opened(&PAGE, read) else { return };
    let form = Form::new(Vec::new(), |_| None);
    let (paper, picked, rows, ruler) = (Cell::default(), RefCell::default(), RefCell::default(), RefCell::default());
    let filled: &Filled = Box::leak(Box::new(Filled { papers, form, paper, picked, ruler, rows }));
    let frame = Frame {
        name: PAGE.name,
        today: page::today(),
        form,
        chosen: Signal::new(),
        voice: Voice::new(),
        is_chosen: Box::leak(Box::new(|| !filled.picked.borrow().is_empty())),
        save: Box::leak(Box::new(|saved: &mut Saved| *saved = filled.values())),
        load: Box::leak(Box::new(|saved: &Saved| filled.load(saved))),
    };
    filled.choose(named_in_address(papers));
    let groups = vec![
        element("div").live(move || vec![choice(frame, filled)]),
        element("div").live(move || ruler::view(frame, filled)),
        element("div").live(move || fields::view(frame, filled)),
    ];
    let word = quiet("Hent som Word-fil").on("click", move |_| {
        if let Some(paper) = frame.said(chosen(filled)) {
            frame.word(&paper.id, &word_file(frame, filled, paper));
        }
    });
    let print = frame.printing(move || frame.said(chosen(filled)).is_some());
    let views = vec![
        frame.form(groups),
        sheet::left_out(frame, filled),
        frame.outputs(vec![print, word]),
        sheet::view(frame, filled),
    ];
    page::mount(&PAGE, views, Form::summary(vec![form]));
}

/// The paper that the address names, counted from 1; 0 where it names none.
fn named_in_address(papers: &Papers) -> usize {
    let named = browser::named();
    papers.all.iter().position(|paper| paper.id == named).map_or(0, |at| at + 1)
}

fn chosen(filled: &Filled) -> Result<&'static Paper, String> {
    filled.paper().ok_or_else(|| "Vælg først et papir.".to_owned())
}

fn choice(frame: Frame, filled: &'static Filled) -> Element {
    frame.chosen.track();
    let mut options = vec!["Vælg".to_owned()];
    options.extend(filled.papers.all.iter().map(|paper| paper.title.clone()));
    select("papir", "Hvilket papir vil du udfylde?", &options, filled.paper.get(), move |paper| {
        filled.choose(paper);
        frame.form.renew();
        frame.tell();
    })
}

fn word_file(frame: Frame, filled: &Filled, paper: &Paper) -> Vec<u8> {
    let creator = &filled.papers.creator;
    let properties = Properties { title: &paper.title, subject: "", creator, day: frame.today };
    let pieces = papers::pieces(paper, Some(&filled.values()));
    word::file(&Document { properties, head: &paper.head, pieces: &pieces, closing: &paper.closing })
}

/// The answers to a demand, in words; the first is none yet.
fn answers() -> Vec<String> {
    std::iter::once("Ikke set på endnu").chain(ANSWERS.map(|(_, words)| words)).map(str::to_owned).collect()
}
