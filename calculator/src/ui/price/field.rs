//! A field of the draft: one input, or three where the number is unsure.

use super::browser::value_of;

use super::draft::at::{At, Kind};
use super::draft::{Draft, Gone, LIKELY};
use super::element::{Element, element};
use super::tool::Tool;

pub(crate) use super::parts::{button, labelled, more, select, small, tick};

/// A field, as it is now: one input, or three where the number is unsure. What comes and goes stands in groups, so that the
/// input keeps its place, and with it focus.
pub(crate) fn view(tool: Tool, draft: &Draft, at: At, hint: &str) -> Element {
    let Some(typed) = draft.typed(at) else { return element("div") };
    let kind = draft.kind(at);
    let can_be_unsure = !matches!(kind, Kind::Year | Kind::Text);
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
                tool.adjust(&mut |draft| {
                    if let Some(typed) = draft.typed_mut(at) {
                        typed.unsure = !unsure;
                        typed.fault = [false; 3];
                    }
                    Some(id.clone())
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

/// What was removed, and the way back.
pub(crate) fn undo(tool: Tool, draft: &Draft) -> Element {
    let name = draft.removed.as_ref().map_or("", |removed| removed.name.as_str());
    let back = small("Fortryd").id("fortryd").attribute("aria-label", &["Fortryd: sæt ", name, " tilbage"].concat());
    let back = back.on("click", move |_| {
        tool.edit(&mut |draft| {
            let back = draft.removed.as_ref().map(|removed| match &removed.gone {
                Gone::Lines(lines) => lines.first().map(|(_, line)| ["antal-", &line.id].concat()).unwrap_or_default(),
                Gone::Fixed(place, _) => draft.id(At::Fixed(*place, 0), 1),
                Gone::Payer(place, _) => draft.id(At::Payer(*place), 1),
                Gone::Way(_) => ["scenarie-", &(removed.scenario + 1).to_string()].concat(),
            });
            draft.undo();
            back
        });
    });
    element("p").class("undo").attribute("role", "status").text(&["»", name, "« er fjernet. "].concat()).child(back)
}
