//! The total, and around it the sheet that the second module makes of the plan: each line with its formula and its source.
//!
//! Contract: the total follows each keystroke and needs nothing but the plan; the rest follows as soon as the plan has settled.
//! What lacks a number or cannot be read is in no total.

use calculator::text;

use super::behind;
use super::draft::{At, Of};
use super::element::{Element, element};
use super::outputs;
use super::parts;
use super::relay::Ask;
use super::tool::{State, Tool};

/// The sheet and the buttons under it.
pub(crate) fn view(tool: Tool) -> Element {
    let total = element("p").class("total").live(move || vec![element("span").text(&total_label(tool))]).child(
        element("output")
            .id("beregner-total")
            .attribute("aria-live", "polite")
            .live(move || vec![element("span").text(&total(tool))]),
    );
    let sheet = element("section")
        .class("sheet")
        .attribute("aria-labelledby", "beregner-overslag")
        .child(element("h2").id("beregner-overslag").text("Dit overslag"))
        .live(move || lines(tool))
        .child(total)
        .live(move || notes(tool));
    // On a wide screen the pane is as high as the window, so that a total that changes moves nothing outside.
    let pane = element("div").class("result-pane").child(sheet).child(outputs::view(tool));
    element("div").class("result").child(pane)
}

/// The lines and fixed costs. Where there are none there is nothing to ask.
fn lines(tool: Tool) -> Vec<Element> {
    tool.results.track();
    let state = tool.state();
    let way = state.draft.way();
    if way.lines.is_empty() && way.fixed.is_empty() {
        let heading = (state.draft.scenarios.len() > 1).then(|| element("p").class("line-basis").text(&way.title()));
        let nothing = element("p").text("Du har ikke valgt nogen ydelser endnu.");
        return heading.into_iter().chain([nothing]).collect();
    }
    if state.plan.is_err() {
        // The notes say what is wrong.
        let name = |line| element("li").class("line").child(element("h3").text(state.draft.name(line, tool.data)));
        return vec![element("ul").class("sheet-lines").children(way.lines.iter().map(name))];
    }
    let lines = behind::parts(tool, &state, Ask::Lines, &listed(&state));
    lines.into_iter().chain(behind::missing(tool)).collect()
}

/// What the plan does not say of its lines: what they are called by on the page, and what is wrong with them.
fn listed(state: &State) -> Vec<String> {
    let draft = &state.draft;
    let way = draft.way();
    let flag = |on: bool| if on { "1" } else { "0" }.to_owned();
    let at_fault = |at: At| (0..3).any(|bound| draft.fault(at, bound).is_some());
    let mut texts = Vec::new();
    for (index, line) in way.lines.iter().enumerate() {
        texts.push(line.id.clone());
        texts.push(flag((0..draft.years).any(|year| at_fault(At::Count(index, year)))));
        texts.push(flag(at_fault(At::Money(index, None, Of::Amount))));
    }
    texts.extend(parts::all_opened());
    texts
}

fn total_label(tool: Tool) -> String {
    tool.totals.track();
    let draft = &tool.state().draft;
    match (draft.years, draft.year(0), draft.year(draft.years - 1)) {
        (1, ..) => "I alt om året ".to_owned(),
        (_, Some(first), Some(last)) => ["I alt ", &first.to_string(), "–", &last.to_string(), " "].concat(),
        _ => "I alt ".to_owned(),
    }
}

/// The amount; words where no line has one, since 0 kr. would look like an answer.
fn total(tool: Tool) -> String {
    tool.totals.track();
    match tool.state().result.as_ref().filter(|result| !result.is_empty()) {
        Some(result) => text::amount_range(&result.total()),
        None => "intet beløb endnu".to_owned(),
    }
}

/// What the total is made of, what it leaves out, and what to beware of in it.
fn notes(tool: Tool) -> Vec<Element> {
    tool.results.track();
    let state = tool.state();
    if let Err(error) = &state.plan {
        return vec![element("p").class("note").text(error)];
    }
    if state.draft.is_empty() {
        return Vec::new();
    }
    behind::parts(tool, &state, Ask::Notes, &parts::all_opened())
}
