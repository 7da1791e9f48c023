//! A number that is opened: how it came about, and what it was made of.

use calculator::estimate::trace;
use calculator::{Ground, Target};

use super::dom::{Element, element};
use super::field::is_open;
use super::shown::given;
use super::tool::{State, Tool};

/// How deep the numbers inside a number are opened along with it.
const DEPTH: usize = 3;

/// The way to open a number; what is inside is only worked out while it is open.
pub(crate) fn details(open: bool, inside: impl FnOnce() -> Vec<Element>, turn: impl Fn(bool) + 'static) -> Element {
    element("details")
        .class("opened")
        .flag("open", open)
        .on("toggle", move |event| {
            turn(event.target().is_some_and(|target| is_open(&target)));
        })
        .child(element("summary").text("Sådan er tallet lavet"))
        .group(if open { inside() } else { Vec::new() })
}

/// A number of the shown scenario.
pub(crate) fn number(tool: Tool, state: &State, target: Target) -> Vec<Element> {
    let depth = if matches!(target, Target::Total { .. }) { 1 } else { DEPTH };
    opened(tool, state, target, depth)
}

fn opened(tool: Tool, state: &State, target: Target, depth: usize) -> Vec<Element> {
    let Ok(plan) = &state.plan else { return Vec::new() };
    let Ok(trace) = trace(plan, state.draft.active, state.draft.level, &tool.data.catalogue, target) else {
        return Vec::new();
    };
    let mut parts = vec![element("p").class("formula").text(&trace.formula)];
    parts.extend(trace.range.iter().map(|range| element("p").text(range)));
    let basis = trace.basis.iter().map(|basis| {
        let item = given(tool.data, basis);
        match basis.ground {
            Ground::Worked(target) if depth > 1 => item.group(opened(tool, state, target, depth - 1)),
            _ => item,
        }
    });
    parts.push(element("ul").class("basis").group(basis));
    parts.extend(trace.notes.iter().map(|note| element("p").class("line-basis").text(note)));
    parts
}
