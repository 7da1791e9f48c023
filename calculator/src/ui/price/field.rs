//! A field of the draft: one input, or three where the number is unsure.

use super::browser::value_of;

use super::dom::{Element, element};
use super::draft::at::{At, Kind};
use super::draft::{Draft, LIKELY};
use super::tool::Tool;

pub(crate) use super::parts::{button, labelled, more, select, small, tick};

/// A field, as it is now: one input, or three where the number is unsure. What comes and goes stands in groups, so that the
/// input keeps its place, and with it focus.
pub(crate) fn view(tool: Tool, draft: &Draft, at: At, hint: &str) -> Element {
    let Some(typed) = draft.typed(at) else { return element("div") };
    let kind = draft.kind(at);
    let can_be_unsure = !matches!(kind, Kind::Year | Kind::Text) && !matches!(at, At::Share(..));
    let mut ends: Vec<Element> = Vec::new();
    if typed.unsure {
        ends.push(input(tool, draft, at, 0, "Lavt", ""));
        ends.push(input(tool, draft, at, 2, "Højt", ""));
    }
    let unsure = typed.unsure;
    let toggle = can_be_unsure.then(|| {
        let id = draft.id(at, LIKELY);
        let words = if unsure { "Kun ét tal" } else { "Usikkert?" };
        small(words)
            .id(&["usikkert-", &id].concat())
            .attribute("aria-label", &[words, ": ", &draft.label(at)].concat())
            .attribute("aria-expanded", if unsure { "true" } else { "false" })
            .on("click", move |_| {
                let id = if unsure { id.clone() } else { [&id, "-lav"].concat() };
                tool.adjust(|draft| {
                    if let Some(typed) = draft.typed_mut(at) {
                        typed.unsure = !unsure;
                        typed.fault = [false; 3];
                    }
                    Some(id)
                });
            })
    });
    let label = if unsure { draft.label(at) + ", sandsynligt" } else { draft.label(at) };
    element("div")
        .class(if unsure { "entry unsure" } else { "entry" })
        .child(input(tool, draft, at, LIKELY, &label, hint))
        .group(ends)
        .group(toggle)
}

fn input(tool: Tool, draft: &Draft, at: At, bound: usize, label: &str, hint: &str) -> Element {
    let kind = draft.kind(at);
    let input = element("input")
        .class(if kind == Kind::Text { "input" } else { "input input-short" })
        .attribute("type", "text")
        .attribute("autocomplete", "off")
        .property("value", draft.typed(at).map_or("", |typed| &typed.text[bound]))
        .on("input", move |event| tool.type_in(at, bound, value_of(&event)))
        .on("change", move |_| tool.leave(at));
    let input = match kind {
        Kind::Count | Kind::Year => input.attribute("inputmode", "numeric"),
        // A keyboard with digits alone lacks the minus.
        Kind::Text | Kind::Change => input,
        Kind::Amount | Kind::Measure | Kind::Share => input.attribute("inputmode", "decimal"),
    };
    labelled(&draft.id(at, bound), label, hint, draft.fault(at, bound).as_deref(), input)
}
