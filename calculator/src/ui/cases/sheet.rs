//! What it comes to, each number with how it came about, and what goes out: paper, a table, text.
//!
//! Contract: a part without all its numbers is named with what it lacks, and is not in the total.

use calculator::export::{self, Note};
use calculator::financing::{Case, Financing, Part, open};
use calculator::text;

use super::Tool;
use super::browser;
use super::element::{Element, element};
use super::parts::button;
use super::shown::{blocks, named, opening, title};

/// The sheet and the buttons under it.
pub(super) fn view(tool: Tool) -> Element {
    let total = element("p").class("total").child(element("span").text("I alt om året ")).child(
        element("output")
            .id("forloeb-total")
            .attribute("aria-live", "polite")
            .live(move || vec![element("span").text(&total(tool))]),
    );
    let sheet = element("section")
        .class("sheet")
        .attribute("aria-labelledby", "forloeb-resultat")
        .child(element("h2").id("forloeb-resultat").text("Det betaler kommunen"))
        .live(move || vec![lines(tool)])
        .child(total)
        .live(move || opened_total(tool))
        .live(move || assumptions(tool));
    element("div").class("result").child(sheet).child(outputs(tool))
}

fn lines(tool: Tool) -> Element {
    tool.track();
    let read = tool.read().ok();
    let line = |part: Part, id: &str, lack: Option<String>| {
        let amount = read.as_ref().and_then(|(_, paid)| paid.part(part));
        let sum = match amount {
            Some(amount) => text::amount_range(&amount),
            None => lack.unwrap_or_else(|| text::NO_NUMBER.to_owned()),
        };
        let trace = read.as_ref().and_then(|(case, paid)| open(case, paid, &tool.data.catalogue, part));
        element("li")
            .class("line")
            .id(id)
            .child(element("h3").text(text::financing_part(part)))
            .child(element("p").class("line-sum").text(&sum))
            .group(trace.map(|trace| opening(&["aabnet-", id].concat(), tool.data, &trace)))
    };
    element("ul").class("sheet-lines").child(line(Part::Objective, "objektiv-del", tool.lacks_objective())).child(line(
        Part::Cases,
        "takst-for-sager",
        tool.lacks_cases(),
    ))
}

/// How the total came about, once there is one.
fn opened_total(tool: Tool) -> Vec<Element> {
    tool.track();
    let read = tool.read().ok();
    let trace = read.and_then(|(case, paid)| open(&case, &paid, &tool.data.catalogue, Part::Total));
    trace.map(|trace| opening("aabnet-i-alt", tool.data, &trace)).into_iter().collect()
}

/// The amount; words where there is none, since 0 kr. would look like an answer.
fn total(tool: Tool) -> String {
    tool.track();
    match tool.read().ok().and_then(|(_, paid)| paid.total) {
        Some(total) => text::amount_range(&total),
        None => "intet beløb endnu".to_owned(),
    }
}

fn assumptions(tool: Tool) -> Vec<Element> {
    tool.track();
    match tool.read() {
        Ok((_, paid)) => vec![
            element("h3").text("Det regner vi med"),
            element("ul").class("assumed").children(paid.assumptions.iter().map(|said| element("li").text(said))),
        ],
        Err(said) => vec![element("p").class("note").text(&said)],
    }
}

fn outputs(tool: Tool) -> Element {
    let quiet = "button button-quiet";
    let [clear, question] = tool.voice.clearing(
        "ryd-alt",
        "Ryd alt",
        "Vil du slette alt, du har skrevet? Det kan ikke fortrydes.",
        move || tool.is_touched(),
        move || {
            tool.clear();
            browser::warn_before_leaving(false);
        },
    );
    let buttons = element("div")
        .class("button-row")
        .child(button("Udskriv", "button").on("click", move |_| {
            if complete(tool).is_some() {
                browser::print();
            }
        }))
        .child(button("Hent til Excel", quiet).on("click", move |_| {
            if let Some((case, paid)) = complete(tool) {
                let source = |id: &str| title(tool.data, id);
                let csv = export::financing_csv(&case, &paid, &tool.data.catalogue, &source);
                browser::download("boernehusforloeb.csv", "text/csv;charset=utf-8", &csv);
                browser::warn_before_leaving(false);
                tool.voice.say("Filen »boernehusforloeb.csv« er hentet. Den kan åbnes i Excel.");
            }
        }))
        .child(button("Kopiér som tekst", quiet).on("click", move |_| {
            if let Some((case, paid)) = complete(tool) {
                tool.voice.copy(&note_of(tool, &case, &paid).to_text(), "Regnestykket er kopieret som tekst.");
            }
        }))
        .child(clear);
    element("div").class("outputs").child(buttons).child(tool.voice.view()).child(question)
}

/// The case and its result, where there is an amount; otherwise that is said.
fn complete(tool: Tool) -> Option<(Case, Financing)> {
    let read = tool.read();
    let said = read.as_ref().err().cloned();
    let complete = read.ok().filter(|(_, paid)| paid.total.is_some());
    if complete.is_none() {
        tool.voice.say(&said.unwrap_or_else(|| "Der er ikke noget beløb endnu.".to_owned()));
    }
    complete
}

fn note_of(tool: Tool, case: &Case, paid: &Financing) -> Note {
    named(tool.data, export::financing_note(case, paid, &tool.data.catalogue))
}

/// The note, seen only on paper.
pub(super) fn note(tool: Tool) -> Element {
    element("div").class("purchase-note print-only").live(move || {
        tool.track();
        let Some((case, paid)) = tool.read().ok().filter(|(_, paid)| paid.total.is_some()) else { return Vec::new() };
        let mut parts = blocks(note_of(tool, &case, &paid));
        parts.push(element("p").text(&["Udskrevet ", &text::date(tool.today), "."].concat()));
        parts
    })
}
