//! The note for a case file, which is what is printed of the tool.

use calculator::export::{self, Block};
use calculator::{Plan, Pricing, Subject, text};
use jiff::civil::Date;
use leptos::prelude::*;

use super::analysis::table;
use super::choices::printed_price;
use super::dom::{Element, element};
use super::tool::Tool;

/// The note, seen only on paper.
pub(crate) fn view(tool: Tool) -> Element {
    element("div").class("purchase-note print-only").live(move || parts(tool))
}

fn parts(tool: Tool) -> Vec<Element> {
    tool.results.track();
    let state = tool.state();
    let Some(plan) = state.plan.as_ref().ok().filter(|_| !state.draft.is_empty()) else { return Vec::new() };
    let Ok(note) = export::note(plan, state.draft.level, &tool.data.catalogue) else { return Vec::new() };
    let mut parts = vec![element("h2").text(&note.title)];
    for block in note.blocks {
        parts.push(match block {
            Block::Heading(words) => element("h3").text(&words),
            Block::Paragraph(words) => element("p").text(&words),
            Block::List(items) => element("ul").children(items.iter().map(|item| element("li").text(item))),
            Block::Table(mut shown) => {
                for cell in shown.rows.iter_mut().flatten() {
                    named(tool, cell);
                }
                table(&shown.caption, &shown.head, shown.rows)
            }
            Block::Law(ids) => {
                let laws = ids.iter().filter_map(|id| tool.data.source(id));
                element("ul").children(laws.map(|law| element("li").text(&law.title)))
            }
        });
    }
    parts.extend(printed(tool, plan, state.draft.rate_date));
    let day = ["Udskrevet ", &text::date(tool.today), "."].concat();
    parts.push(element("p").text(&day));
    parts
}

/// Puts a source's name where its id stands first in a cell.
fn named(tool: Tool, cell: &mut String) {
    let end = cell.find(", ").unwrap_or(cell.len());
    if let Some(label) = tool.data.source(&cell[..end]) {
        cell.replace_range(..end, &label.title);
    }
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
