//! The form of the chosen paper: a group for each section, a field for whatever is asked.
//!
//! Contract: labels and hints are the paper's. What is worked out stands in its place and follows what is typed: a deadline below
//! the day of the meeting, what the demands come to below the last of them.

use super::{ANSWERS, Filled, answers, id};
use crate::ui::browser;
use crate::ui::element::{Element, element};
use crate::ui::form::{Field, Form};
use crate::ui::frame::{Frame, group, quiet};
use crate::ui::parts::{select, small, tick};
use calculator::dates::calendar;
use calculator::papers::{self, Kind, MOST_ROWS, Paper, Section, YES, cell, due, judged};

/// What is said at a field of what looks like a CPR number.
const NO_CPR: &str =
    "Det ligner et CPR-nummer, så feltet kommer ikke med. Skal det bruges i sagen, skriver du det i hånden bagefter.";

fn date(typed: &str) -> Result<i64, String> {
    calendar::parse(typed).map(|day| calendar::day_number(day).into()).map_err(str::to_owned)
}

/// Gives the form the fields of a paper, where it does not have them yet.
pub(super) fn add(form: Form, paper: &'static Paper, filled: &Filled) {
    for field in paper.fields() {
        let id = id(paper, &field.id);
        let (label, hint) = (field.label.as_str(), field.hint.as_str());
        match field.kind {
            Kind::Line => form.add(Field::text(&id, label, hint, None).no_cpr(NO_CPR)),
            Kind::Long => form.add(Field::long(&id, label, hint).no_cpr(NO_CPR)),
            Kind::Date => form.add(Field::exact(&id, label, hint, date)),
            Kind::Rows => (0..filled.rows(&id, field.first.len())).for_each(|row| add_row(form, &id, field, row)),
            Kind::Choice | Kind::Tick | Kind::Before | Kind::Demand => {}
        }
    }
}

/// Gives the form the fields of a row.
pub(super) fn add_row(form: Form, id: &str, field: &'static papers::Field, row: usize) {
    for (column, words) in field.words.iter().enumerate() {
        let first = if column == 0 { field.first.get(row).map_or("", String::as_str) } else { "" };
        form.add(Field::text(&cell(id, row, column), words, "", None).first(first).no_cpr(NO_CPR));
    }
}

/// All groups of the chosen paper.
pub(super) fn view(frame: Frame, filled: &'static Filled) -> Vec<Element> {
    frame.chosen.track();
    let Some(paper) = filled.paper() else { return Vec::new() };
    let blank = (!paper.href.is_empty()).then(|| {
        element("p").child(element("a").attribute("href", &paper.href).text("Læs om papiret, og hent det tomt"))
    });
    let sections = paper.sections.iter().map(|section| of_section(frame, filled, paper, section));
    blank.into_iter().chain(sections).collect()
}

fn of_section(frame: Frame, filled: &'static Filled, paper: &'static Paper, section: &'static Section) -> Element {
    let mut out = group(&section.title);
    if !section.text.is_empty() {
        out = out.child(element("p").text(&section.text));
    }
    if !section.points.is_empty() {
        let points = section.points.iter().map(|point| element("li").text(point));
        out = out.child(element("ol").children(points));
    }
    out = out.children(section.fields.iter().map(|field| entry(frame, filled, paper, field)));
    if section.fields.iter().any(|field| field.kind == Kind::Demand) {
        out = out.child(said(frame, move || {
            let lines = judged(paper, &filled.values()).map(|(_, said)| said).unwrap_or_default();
            lines.iter().map(|line| element("p").text(line)).collect()
        }));
    }
    out
}

/// What is worked out, said politely.
fn said(frame: Frame, lines: impl Fn() -> Vec<Element> + 'static) -> Element {
    element("div").class("worked-out").attribute("aria-live", "polite").live(move || {
        frame.track();
        lines()
    })
}

fn entry(frame: Frame, filled: &'static Filled, paper: &'static Paper, field: &'static papers::Field) -> Element {
    let id = id(paper, &field.id);
    match field.kind {
        Kind::Line | Kind::Long | Kind::Date => frame.form.view(&id),
        Kind::Tick => tick(&id.clone(), &field.label, filled.picked(&id) == YES, move |on| {
            filled.pick(&id, if on { YES } else { "" });
            frame.tell();
        }),
        Kind::Choice => {
            let options: Vec<String> = std::iter::once("Vælg".to_owned()).chain(field.words.iter().cloned()).collect();
            let picked = filled.picked(&id);
            let at = field.words.iter().position(|words| *words == picked).map_or(0, |at| at + 1);
            select(&id.clone(), &field.label, &options, at, move |at| {
                let words = at.checked_sub(1).and_then(|at| field.words.get(at));
                filled.pick(&id, words.map_or("", String::as_str));
                frame.tell();
            })
        }
        Kind::Demand => {
            let picked = filled.picked(&id);
            let at = ANSWERS.iter().position(|(key, _)| *key == picked).map_or(0, |at| at + 1);
            let label = [&field.label, ". ", &field.hint].concat();
            select(&id.clone(), &label, &answers(), at, move |at| {
                let key = at.checked_sub(1).and_then(|at| ANSWERS.get(at)).map_or("", |(key, _)| *key);
                filled.pick(&id, key);
                frame.tell();
            })
        }
        Kind::Before => element("div")
            .class("field")
            .child(element("p").child(element("strong").text(&field.label)))
            .child(element("p").class("field-hint").text(&field.hint))
            .child(said(frame, move || {
                let day = due(field, &filled.values());
                vec![element("p").text(day.as_deref().unwrap_or("Skriv mødets dato. Så står dagen her."))]
            })),
        Kind::Rows => rows(frame, filled, id, field),
    }
}

fn rows(frame: Frame, filled: &'static Filled, id: String, field: &'static papers::Field) -> Element {
    let count = filled.rows(&id, field.first.len());
    let row = |row: usize| {
        let name = ["Række ", &(row + 1).to_string()].concat();
        let cells = (0..field.words.len()).map(|column| frame.form.view(&cell(&id, row, column)));
        let of = id.clone();
        let remove = small("Fjern")
            .attribute("aria-label", &["Fjern ", &name.to_lowercase(), ": ", &field.label].concat())
            .on("click", move |_| take_away(frame, filled, &of, field, row));
        element("div")
            .class("paper-row")
            .attribute("role", "group")
            .attribute("aria-label", &[&field.label, ", ", &name.to_lowercase()].concat())
            .children(cells)
            .group((count > 1).then_some(remove))
    };
    let all = (0..count).map(row).collect::<Vec<_>>();
    let of = id.clone();
    let more = quiet("Tilføj en række")
        .id(&[&id, "-flere"].concat())
        .attribute("aria-label", &["Tilføj en række: ", &field.label].concat())
        .on("click", move |_| {
            let count = filled.rows(&of, field.first.len());
            add_row(frame.form, &of, field, count);
            filled.set_rows(&of, count + 1);
            frame.tell();
            let next = cell(&of, count, 0);
            browser::soon(move || browser::focus(&next));
        });
    element("div")
        .class("field paper-rows")
        .child(element("p").child(element("strong").text(&field.label)))
        .group(all)
        .group((count < MOST_ROWS).then_some(more))
}

/// Takes a row away: those after it move up.
fn take_away(frame: Frame, filled: &'static Filled, id: &str, field: &'static papers::Field, row: usize) {
    let count = filled.rows(id, field.first.len());
    for at in row..count {
        for column in 0..field.words.len() {
            let below = if at + 1 < count { frame.form.text(&cell(id, at + 1, column)) } else { String::new() };
            frame.form.set(&cell(id, at, column), &below);
        }
    }
    filled.set_rows(id, count - 1);
    frame.tell();
    let more = [id, "-flere"].concat();
    browser::soon(move || browser::focus(&more));
}
