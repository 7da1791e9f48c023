//! The note for a case file, which is what is printed of the tool.

use calculator::export::{self, Note};
use calculator::{EstimateError, Level, Plan, Pricing, Subject, text};
use jiff::civil::Date;

use super::choices::printed_price;
use super::element::{Element, element};
use super::shown::{blocks, named};
use super::tool::Tool;

/// The note, seen only on paper.
pub(crate) fn view(tool: Tool) -> Element {
    element("div").class("purchase-note print-only").live(move || parts(tool))
}

/// The note of a plan, with sources and law by name.
pub(crate) fn note(tool: Tool, plan: &Plan, level: Level) -> Result<Note, EstimateError> {
    Ok(named(tool.data, export::note(plan, level, &tool.data.catalogue)?))
}

fn parts(tool: Tool) -> Vec<Element> {
    tool.results.track();
    let state = tool.state();
    let Some(plan) = state.plan.as_ref().ok().filter(|_| !state.draft.is_empty()) else { return Vec::new() };
    let Ok(note) = note(tool, plan, state.draft.level) else { return Vec::new() };
    let mut parts = blocks(note);
    parts.extend(printed(tool, plan, state.draft.rate_date));
    let day = ["Udskrevet ", &text::date(tool.today), "."].concat();
    parts.push(element("p").text(&day));
    parts
}

/// The printed prices of the plan: who charged them, when, and what to know of them.
fn printed(tool: Tool, plan: &Plan, rate_date: Date) -> Vec<Element> {
    let lines = plan.scenarios().iter().flat_map(|scenario| &scenario.lines);
    let prices = lines.filter_map(|line| match (&line.price, &line.subject) {
        (Pricing::Given(money), Subject::Service(id)) if !money.is_entered() => {
            let service = tool.data.catalogue.get(id)?;
            Some(printed_price(tool.data, service, service.rates.printed(rate_date)?))
        }
        _ => None,
    });
    prices.collect()
}
