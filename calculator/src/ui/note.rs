//! The note for a case file, which is what is printed of the tool.

use calculator::export::{self, Block};
use calculator::text;
use leptos::prelude::*;

use super::analysis::table;
use super::dom::{Element, element};
use super::tool::Tool;

/// The note, seen only on paper.
pub(crate) fn view(tool: Tool) -> AnyView {
    element("DIV").class("purchase-note print-only").live(move || parts(tool)).view()
}

fn parts(tool: Tool) -> Vec<Element> {
    tool.results.track();
    let state = tool.state();
    let Some(plan) = state.plan.as_ref().ok().filter(|_| !state.draft.is_empty()) else { return Vec::new() };
    let Ok(note) = export::note(plan, state.draft.level, &tool.data.catalogue) else { return Vec::new() };
    let mut parts = vec![element("H2").text(&note.title)];
    for block in note.blocks {
        parts.push(match block {
            Block::Heading(words) => element("H3").text(&words),
            Block::Paragraph(words) => element("P").text(&words),
            Block::List(items) => element("UL").children(items.iter().map(|item| element("LI").text(item))),
            Block::Table(shown) => table(&shown.caption, &shown.head, shown.rows),
            Block::Law(ids) => {
                let laws = ids.iter().filter_map(|id| tool.data.source(id));
                element("UL").children(laws.map(|law| element("LI").text(&law.title)))
            }
        });
    }
    let day = ["Udskrevet ", &text::date(tool.today), "."].concat();
    parts.push(element("P").text(&day));
    parts
}
