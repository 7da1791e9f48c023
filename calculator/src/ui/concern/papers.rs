//! What goes out: paper, text for the clipboard, a file. Only when asked for.

use calculator::concern::file;
use calculator::concern::text::{Section, notification, plain, preparation, receipt};

use super::element::{Element, element};
use super::parts::button;
use super::result::drawn;
use super::tool::{self, Paper, Tool};
use super::{browser, together};

/// The buttons under the result.
pub(crate) fn buttons(tool: Tool) -> Element {
    let quiet = "button button-quiet";
    let print =
        |words: &str, class: &str, paper: Paper| button(words, class).on("click", move |_| tool::print(tool, paper));
    let row = |title: &str, buttons: Vec<Element>| {
        element("div").child(element("h4").text(title)).child(element("div").class("button-row").children(buttons))
    };
    element("section")
        .class("result-part papers")
        .child(element("h3").text("Tag det med dig"))
        .child(element("p").text(
            "Intet er gemt. Udskriv, kopiér eller gem selv. Navn og CPR-nummer skriver du i hånden på papiret, hvis det skal bruges i en sag.",
        ))
        .child(row("Kvittering: svar, grunde og udgave", vec![
            print("Udskriv kvittering", "button", Paper::Receipt).id("udskriv-kvittering"),
        ]))
        .child(row("Tekst til underretning eller journal", vec![
            print("Udskriv tekst til underretning", quiet, Paper::Notification).id("udskriv-underretning"),
            button("Kopiér teksten", quiet).id("kopier-underretning").on("click", move |_| copy(tool, Paper::Notification)),
        ]))
        .child(row("Forberedelse til fokusteam", vec![
            print("Udskriv forberedelse", quiet, Paper::Preparation).id("udskriv-fokusteam"),
            button("Kopiér forberedelsen", quiet).id("kopier-fokusteam").on("click", move |_| copy(tool, Paper::Preparation)),
        ]))
        .child(row("Fil, som du selv gemmer", vec![
            button("Gem som fil", quiet).id("gem-fil").on("click", move |_| save(tool)),
        ]))
        .child(element("div").attribute("role", "status").live(move || {
            tool.said.track();
            let state = tool.state.borrow();
            if state.said.is_empty() { Vec::new() } else { vec![element("p").text(&state.said)] }
        }))
}

fn sections(tool: Tool, paper: Paper) -> Vec<Section> {
    let state = tool.state.borrow();
    let (model, stamp) = (tool.model, tool.stamp());
    match paper {
        Paper::Receipt => receipt(model, &state.answers, &stamp),
        Paper::Notification => notification(model, &state.answers, &stamp),
        Paper::Preparation => preparation(model, &state.answers, &stamp),
        Paper::Agenda => Vec::new(),
    }
}

fn copy(tool: Tool, paper: Paper) {
    browser::copy(&plain(tool.model, &sections(tool, paper)), move |done| {
        if done {
            tool.saved("Teksten er kopieret. Sæt den ind, hvor den skal bruges, og kopiér noget andet bagefter.");
        } else {
            tool.say("Browseren tillod ikke at kopiere. Udskriv teksten i stedet.");
        }
    });
}

fn save(tool: Tool) {
    let json = file::write(tool.model, &tool.state.borrow().answers, &tool.stamp());
    let two = |number: i8| [if number < 10 { "0" } else { "" }, &number.to_string()].concat();
    let day = tool.today;
    let name = ["bekymringslinealen-", &day.year().to_string(), "-", &two(day.month()), "-", &two(day.day()), ".json"];
    let name = name.concat();
    browser::download(&name, "application/json", &json);
    tool.saved("Filen er hentet. Læg den et sted, hvor kun de rette kan se den, og slet den efter jeres egne regler.");
}

/// The paper, seen only in print.
pub(crate) fn view(tool: Tool) -> Element {
    element("div").class("concern-paper print-only").live(move || {
        tool.page.track();
        tool.notes.track();
        tool.files.track();
        let paper = tool.state.borrow().paper;
        if tool.state.borrow().is_empty() {
            return Vec::new();
        }
        if paper == Paper::Agenda {
            return together::paper(tool);
        }
        let title = match paper {
            Paper::Receipt => "Kvittering fra Bekymringslinealen",
            Paper::Notification => "Tekst til underretning eller journal",
            Paper::Preparation | Paper::Agenda => "Forberedelse til fokusteam",
        };
        let sections = sections(tool, paper);
        let drawn = sections.iter().map(|section| drawn(tool.model, section, false));
        [element("h2").text(title)].into_iter().chain(drawn).collect()
    })
}
