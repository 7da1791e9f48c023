//! Opening a link: a whole one is shown, an old one offers the prices of today, a broken one is said to be so.
//!
//! Contract: what stands in the tool is never lost to a link without a question.

use calculator::link::{self, LinkError, Recalculated};
use calculator::{Place, Plan, text};

use super::browser;
use super::draft::Draft;
use super::element::{Element, element};
use super::field::button;
use super::parts::question;
use super::tool::{Asking, Tool};

/// Reads the fragment of the address, now and whenever it changes.
pub(crate) fn listen(tool: Tool) {
    look(tool);
    browser::listen("hashchange", move |_| look(tool));
    // What is printed is up to date, however fast one is.
    browser::listen("beforeprint", move |_| tool.follow());
}

fn look(tool: Tool) {
    match link::read(&browser::fragment()) {
        // A place in the page.
        Err(LinkError::Empty | LinkError::Foreign) => {}
        Err(error) => tool.ask(Asking::Broken(error.to_string()), "link-fejl"),
        Ok(plan) => {
            let (same, empty) = {
                let state = tool.state();
                (state.plan.as_ref() == Ok(&plan), state.draft.is_empty())
            };
            if same {
                // Back at what is shown already: a link that could not be opened is of no concern any more.
                let mut state = tool.state();
                if matches!(state.asking, Asking::Broken(_)) {
                    state.asking = Asking::Nothing;
                    drop(state);
                    tool.messages.tell();
                }
            } else if empty {
                open(tool, &plan);
            } else {
                tool.ask(Asking::Open(Box::new(plan)), "link-ja");
            }
        }
    }
}

fn open(tool: Tool, plan: &Plan) {
    let renewed = link::recalculate(plan.clone(), &tool.data.catalogue, tool.today);
    let asking = match renewed {
        Ok(renewed) if !renewed.changes.is_empty() => Asking::Renew(Box::new(renewed)),
        _ => Asking::Nothing,
    };
    tool.begin(Draft::open(plan), asking);
}

/// What the tool has to say of a link, above everything else of it.
pub(crate) fn view(tool: Tool) -> Element {
    let parts = move || {
        tool.messages.track();
        let state = tool.state();
        match &state.asking {
            Asking::Nothing | Asking::Clear => Vec::new(),
            Asking::Broken(error) => vec![broken(tool, error)],
            Asking::Open(_) => vec![replace(tool)],
            Asking::Renew(renewed) => vec![renew(tool, renewed, &state.draft)],
        }
    };
    element("div").class("arrival").attribute("role", "status").live(parts)
}

fn broken(tool: Tool, error: &str) -> Element {
    let close =
        button("Luk beskeden", "button button-quiet").on("click", move |_| tool.ask(Asking::Nothing, "ryd-alt"));
    element("div")
        .class("question")
        .id("link-fejl")
        .attribute("tabindex", "-1")
        .child(element("p").text(&["Linket kan ikke åbnes. ", error].concat()))
        .child(element("p").text("Intet på siden er ændret. Få linket sendt igen, eller begynd forfra her."))
        .child(element("div").class("button-row").child(close))
}

fn replace(tool: Tool) -> Element {
    let yes = button("Ja, åbn linket", "button").id("link-ja").on("click", move |_| {
        let asking = std::mem::replace(&mut tool.state().asking, Asking::Nothing);
        if let Asking::Open(plan) = asking {
            open(tool, &plan);
        }
    });
    let no =
        button("Nej, behold mit", "button button-quiet").on("click", move |_| tool.ask(Asking::Nothing, "ryd-alt"));
    question("Linket indeholder en anden beregning. Vil du åbne den i stedet for det, du har skrevet?", [yes, no])
}

fn renew(tool: Tool, renewed: &Recalculated, draft: &Draft) -> Element {
    let day = [
        "Linket er lavet med priserne fra ",
        &text::date(draft.rate_date),
        ". Her er, hvad der ændrer sig med priserne i dag:",
    ]
    .concat();
    let changes = renewed.changes.iter().map(|change| {
        let scenario = renewed.plan.scenarios().get(change.scenario);
        let name =
            scenario.map(|scenario| text::place(scenario, &tool.data.catalogue, change.place)).unwrap_or_default();
        debug_assert!(matches!(change.place, Place::Line(_) | Place::Fixed(_)));
        let words =
            [&name, ": ", &text::amount_range(&change.before), " bliver ", &text::amount_range(&change.after)].concat();
        element("li").text(&words)
    });
    let yes = button("Genberegn", "button").id("genberegn").on("click", move |_| {
        let asking = std::mem::replace(&mut tool.state().asking, Asking::Nothing);
        if let Asking::Renew(renewed) = asking {
            tool.begin(Draft::open(&renewed.plan), Asking::Nothing);
            tool.edit(|_| None);
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
