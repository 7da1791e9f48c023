//! A number that is opened: how it came about, and what it was made of.

use super::signal::Signal;
use calculator::{Estimate, Ground, Plan, Target, open};

use super::element::{Element, element};
use super::parts;
use super::shown::given;
use super::tool::{State, Tool};

/// What opens a number.
pub(crate) const HOW: &str = "Sådan er tallet lavet";
/// What opens several.
pub(crate) const HOW_ALL: &str = "Sådan er tallene lavet";

/// How deep the numbers inside a number are opened along with it.
const DEPTH: usize = 3;
/// The same where the number is a total: its years and their rows.
const DEPTH_OF_TOTAL: usize = 2;

/// The way to open numbers; what is inside is only worked out while it is open. `follow` is the signal of the part of the page
/// in which it stands.
pub(crate) fn details(id: String, words: &str, follow: Signal, inside: &dyn Fn() -> Vec<Element>) -> Element {
    let open = parts::opened(&id);
    let details = element("details").class("opened").id(&id).flag("open", open);
    details
        .on("toggle", move |event| {
            if parts::turn(&id, &event) {
                follow.tell();
            }
        })
        .child(element("summary").text(words))
        .group(if open { inside() } else { Vec::new() })
}

/// A number of the shown scenario, at the shown price level.
pub(crate) fn number(tool: Tool, state: &State, target: Target) -> Vec<Element> {
    let (Ok(plan), Some(result)) = (&state.plan, &state.result) else { return Vec::new() };
    number_of(tool, plan, state.draft.active, result, target)
}

/// A number of any scenario, at the price level of its result.
pub(crate) fn number_of(tool: Tool, plan: &Plan, index: usize, result: &Estimate, target: Target) -> Vec<Element> {
    let depth = if matches!(target, Target::Total { .. }) { DEPTH_OF_TOTAL } else { DEPTH };
    opened(tool, (plan, index, result), target, depth)
}

fn opened(tool: Tool, of: (&Plan, usize, &Estimate), target: Target, depth: usize) -> Vec<Element> {
    let (plan, index, result) = of;
    let Ok(trace) = open(plan, index, &tool.data.catalogue, result, target) else { return Vec::new() };
    let mut parts = vec![element("p").class("formula").text(&trace.formula)];
    parts.extend(trace.range.iter().map(|range| element("p").text(range)));
    let basis = trace.basis.iter().map(|basis| {
        let item = given(tool.data, basis);
        match basis.ground {
            Ground::Worked(target) if depth > 1 => item.group(opened(tool, of, target, depth - 1)),
            _ => item,
        }
    });
    parts.push(element("ul").class("basis").group(basis));
    parts.extend(trace.notes.iter().map(|note| element("p").class("line-basis").text(note)));
    parts
}
