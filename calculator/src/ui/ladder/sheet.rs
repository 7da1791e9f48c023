//! What it comes to: the sum of each year, each line with how it came about, every reservation beside it, and what goes out.
//!
//! Contract: the first reservation stands above the result, the rest on the same sheet; paper, text and files have them too. Nothing is said of a
//! saving: a difference is lower, higher or none.

use calculator::ladder::outcome::{Cell, Outcome};
use calculator::ladder::{Case, GUIDING, papers};
use calculator::text;

use super::Tool;
use super::element::{Element, element};
use super::frame::quiet;
use super::parts::unfolding;
use super::shown::{self, blocks, given};

/// The sheet and the buttons under it.
pub(super) fn view(tool: Tool) -> Element {
    let total = element("p").class("total").child(element("span").text("Forskel i udgift i alt ")).child(
        element("output")
            .id("trappe-forskel")
            .attribute("aria-live", "polite")
            .live(move || vec![element("span").text(&total(tool))]),
    );
    let sheet = element("section")
        .class("sheet ladder")
        .attribute("aria-labelledby", "trappe-titel")
        .child(element("h2").id("trappe-titel").text("Regnestykket"))
        .child(element("p").class("note").text(papers::first(tool.model)))
        .child(element("div").class("entry").child(total))
        .live(move || parts(tool));
    element("div").child(sheet).child(outputs(tool))
}

/// The difference; words where there is none, since 0 kr. would look like an answer.
fn total(tool: Tool) -> String {
    tool.frame.track();
    let Ok((_, outcome)) = tool.read() else { return "intet beløb endnu".to_owned() };
    let sum = outcome.sum(None, None);
    match &sum.amount {
        Some(amount) => {
            let said = papers::said_range(amount);
            if sum.lacks.is_empty() { said } else { ["Ikke alt er med. Resten: ", &said].concat() }
        }
        None => "intet beløb endnu".to_owned(),
    }
}

fn parts(tool: Tool) -> Vec<Element> {
    tool.frame.track();
    let mut parts = match tool.read() {
        Ok((case, outcome)) => worked(tool, &case, &outcome),
        Err(missing) => vec![element("p").text(&missing)],
    };
    let reserved = tool.model.reservations.iter().map(|one| papers::reserved(tool.model, one));
    parts.push(section(papers::RESERVATIONS, vec![list(reserved.collect())]));
    let printed = [GUIDING, " Regnet ", &text::date(tool.frame.today), "."].concat();
    parts.push(element("p").class("field-hint").text(&printed));
    parts
}

fn section(heading: &str, inside: Vec<Element>) -> Element {
    element("div").class("entry").child(element("h3").text(heading)).group(inside)
}

fn list(items: Vec<String>) -> Element {
    element("ul").class("assumed").children(items.iter().map(|said| element("li").text(said)))
}

fn worked(tool: Tool, case: &Case, outcome: &Outcome) -> Vec<Element> {
    let mut parts = Vec::new();
    let lacks = outcome.lacks();
    if !lacks.is_empty() {
        parts.push(section(papers::LACKS, vec![list(lacks)]));
    }
    // An amount stays on its line; the table scrolls in itself.
    let rows = papers::rows(outcome).into_iter();
    let rows = rows.map(|row| row.iter().map(|cell| cell.replace(" kr.", "\u{a0}kr.")).collect());
    parts.push(shown::table("Forskel i udgift, linje for linje", &papers::head(outcome), rows));
    let mut opened = Vec::new();
    for (at, line) in outcome.lines.iter().enumerate() {
        for (year, (cell, name)) in line.cells.iter().zip(&outcome.years).enumerate() {
            if let Ok(cell) = cell {
                let id = ["aabn-", &at.to_string(), "-", &year.to_string()].concat();
                opened.push(opening(tool, &id, &[&line.name, " i ", &name.to_string()].concat(), cell));
            }
        }
    }
    if let Some(formula) = papers::total_formula(outcome) {
        opened.push(unfolding("aabn-i-alt", "opened", papers::SUM, vec![element("p").text(&formula)]));
    }
    if !opened.is_empty() {
        parts.push(section("Sådan er tallene lavet", opened));
    }
    parts.push(section(papers::KNOW, vec![list(papers::remarks(tool.model, case, outcome))]));
    parts
}

/// A number that opens: its formula, its range, and what went into it with source, price year and status.
fn opening(tool: Tool, id: &str, title: &str, cell: &Cell) -> Element {
    let mut inside: Vec<Element> = papers::opened(cell).iter().map(|said| element("p").text(said)).collect();
    inside.push(element("ul").class("basis").group(cell.basis.iter().map(|basis| given(tool.data, basis))));
    unfolding(id, "opened", title, inside)
}

fn outputs(tool: Tool) -> Element {
    let print = tool.frame.printing(move || complete(tool).is_some());
    let table = quiet("Hent til Excel").on("click", move |_| {
        if let Some((case, outcome)) = complete(tool) {
            let csv = papers::csv(tool.model, &case, &outcome, tool.frame.today);
            tool.frame.file(".csv", "text/csv;charset=utf-8", &csv);
        }
    });
    let copy = quiet("Kopiér som tekst").on("click", move |_| {
        if let Some((case, outcome)) = complete(tool) {
            let note = papers::note(tool.model, &case, &outcome, tool.frame.today);
            tool.frame.voice.copy(&note.to_text(), "Regnestykket er kopieret som tekst, med alle forbehold.");
        }
    });
    tool.frame.outputs(vec![print, table, copy])
}

/// The reckoning, where something has an amount; otherwise that is said.
fn complete(tool: Tool) -> Option<(Case, Outcome)> {
    let (case, outcome) = tool.frame.said(tool.read())?;
    if outcome.is_empty() {
        tool.frame.voice.say("Der er ikke noget beløb endnu. Se, hvad regnestykket mangler.");
        return None;
    }
    Some((case, outcome))
}

/// The note, seen only on paper.
pub(super) fn note(tool: Tool) -> Element {
    element("div").class("purchase-note print-only").live(move || {
        tool.frame.track();
        let Ok((case, outcome)) = tool.read() else { return Vec::new() };
        if outcome.is_empty() {
            Vec::new()
        } else {
            blocks(papers::note(tool.model, &case, &outcome, tool.frame.today))
        }
    })
}
