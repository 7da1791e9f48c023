//! Opening a link: a whole one is shown, an old one offers the prices of today, a broken one is said to be so.
//!
//! Contract: what stands in the tool is never lost to a link without a question. What is in a link is read by the second module;
//! where that cannot be loaded, the link can be tried again.

use calculator::{link, text};

use super::behind;
use super::browser;
use super::draft::Draft;
use super::element::{Element, element};
use super::field::button;
use super::parts::question;
use super::relay::{Ask, Texts};
use super::tool::{Asking, Tool};

/// Reads the fragment of the address, now and whenever it changes.
pub(crate) fn listen(tool: Tool) {
    look(tool);
    browser::listen("hashchange", move |_| look(tool));
    // What is printed is up to date, however fast one is.
    browser::listen("beforeprint", move |_| tool.follow());
}

fn look(tool: Tool) {
    // Else a place in the page.
    let fragment = browser::fragment();
    if link::is_ours(&fragment) {
        behind::then(
            tool,
            Box::new(move |here| {
                if here {
                    read(tool, &fragment);
                } else {
                    tool.ask(Asking::Broken(behind::FAILED.to_owned(), true), "link-fejl");
                }
            }),
        );
    }
}

fn read(tool: Tool, fragment: &str) {
    let Some(answer) = behind::answer(Ask::Link, &[fragment]) else { return };
    let wrong = Texts::of(&answer).text();
    if !wrong.is_empty() {
        return tool.ask(Asking::Broken(wrong.to_owned(), false), "link-fejl");
    }
    let (same, empty) = {
        let state = tool.state();
        let same = state.plan.as_ref().is_ok_and(|plan| link::write(plan) == fragment.trim_start_matches('#'));
        (same, state.draft.is_empty())
    };
    if same {
        // Back at what is shown already: a link that could not be opened is of no concern any more.
        let mut state = tool.state();
        if matches!(state.asking, Asking::Broken(..)) {
            state.asking = Asking::Nothing;
            drop(state);
            tool.messages.tell();
        }
    } else if empty {
        open(tool, &answer);
    } else {
        tool.ask(Asking::Open(answer), "link-ja");
    }
}

/// Shows the plan of an answer, and offers the prices of today where they are others.
fn open(tool: Tool, answer: &str) {
    let mut from = Texts::of(answer);
    _ = from.text();
    let renewed = from.text().to_owned();
    let changes: Vec<String> = (0..from.number()).map(|_| from.text().to_owned()).collect();
    let asking = if changes.is_empty() { Asking::Nothing } else { Asking::Renew(renewed, changes) };
    tool.begin(Draft::open(&mut from), asking);
}

/// What the tool has to say of a link, above everything else of it.
pub(crate) fn view(tool: Tool) -> Element {
    let parts = move || {
        tool.messages.track();
        let state = tool.state();
        match &state.asking {
            Asking::Nothing | Asking::Clear => Vec::new(),
            Asking::Broken(error, again) => vec![broken(tool, error, *again)],
            Asking::Open(_) => vec![replace(tool)],
            Asking::Renew(_, changes) => vec![renew(tool, changes, &state.draft)],
        }
    };
    element("div").class("arrival").attribute("role", "status").live(parts)
}

fn broken(tool: Tool, error: &str, again: bool) -> Element {
    let close =
        button("Luk beskeden", "button button-quiet").on("click", move |_| tool.ask(Asking::Nothing, "ryd-alt"));
    let said = if again {
        "Linket er der ikke noget i vejen med."
    } else {
        "Intet på siden er ændret. Få linket sendt igen, eller begynd forfra her."
    };
    let again = again.then(|| {
        button("Prøv igen", "button").id("link-igen").on("click", move |_| {
            tool.ask(Asking::Nothing, "ryd-alt");
            look(tool);
        })
    });
    element("div")
        .class("question")
        .id("link-fejl")
        .attribute("tabindex", "-1")
        .child(element("p").text(&["Linket kan ikke åbnes. ", error].concat()))
        .child(element("p").text(said))
        .child(element("div").class("button-row").children(again).child(close))
}

fn replace(tool: Tool) -> Element {
    let yes = button("Ja, åbn linket", "button").id("link-ja").on("click", move |_| {
        let asking = std::mem::replace(&mut tool.state().asking, Asking::Nothing);
        if let Asking::Open(answer) = asking {
            open(tool, &answer);
        }
    });
    let no =
        button("Nej, behold mit", "button button-quiet").on("click", move |_| tool.ask(Asking::Nothing, "ryd-alt"));
    question("Linket indeholder en anden beregning. Vil du åbne den i stedet for det, du har skrevet?", [yes, no])
}

fn renew(tool: Tool, changes: &[String], draft: &Draft) -> Element {
    let day = [
        "Linket er lavet med priserne fra ",
        &text::date(draft.rate_date),
        ". Her er, hvad der ændrer sig med priserne i dag:",
    ]
    .concat();
    let changes = changes.iter().map(|change| element("li").text(change));
    let yes = button("Genberegn", "button").id("genberegn").on("click", move |_| {
        let asking = std::mem::replace(&mut tool.state().asking, Asking::Nothing);
        if let Asking::Renew(link, _) = asking
            && let Some(answer) = behind::answer(Ask::Link, &[&link])
        {
            open(tool, &answer);
            tool.edit(&mut |_| None);
        }
    });
    let no = button("Behold de gamle priser", "button button-quiet")
        .on("click", move |_| tool.ask(Asking::Nothing, "ryd-alt"));
    element("div")
        .class("question")
        .child(element("p").text(&day))
        .child(element("ul").children(changes))
        .child(element("div").class("button-row").child(yes).child(no))
}
