//! A text field with label, hint and error, tied together for screen readers.

use calculator::text;
use leptos::prelude::*;

use super::dom::{Element, element};
use super::form::{Asked, Field};

/// The field, as it is now. Its hint and its error are described-by texts; the error stands in a part of its own, so that
/// the input keeps its place, and with it focus, when the error comes and goes.
pub(crate) fn view(field: Field) -> Element {
    let id = field.id();
    let hint_id = format!("hint-{id}");
    let error_id = format!("fejl-{id}");
    let (mode, hint) = match field.asked {
        Asked::Quantity => ("numeric", format!("Antal {}, som helt tal.", field.service.unit.plural())),
        Asked::Price => ("decimal", format!("{} {}", text::PRICE_BY_AGREEMENT, text::ASK_FOR_PRICE)),
    };
    let at_fault = field.fault().is_some();
    let (class, described, invalid) = if at_fault {
        ("field has-error", &*format!("{hint_id} {error_id}"), "true")
    } else {
        ("field", &*hint_id, "false")
    };
    let input = element("INPUT")
        .class("input input-short")
        .id(&id)
        .attribute("type", "text")
        .attribute("inputmode", mode)
        .attribute("autocomplete", "off")
        .attribute("aria-describedby", described)
        .attribute("aria-invalid", invalid)
        .attribute("value", &field.typed.get_untracked())
        .on("input", move |event| field.type_in(event_target_value(&event)))
        .on("change", move |_| field.leave());
    element("DIV")
        .class(class)
        .child(element("LABEL").attribute("for", &id).text(&field.label()))
        .child(element("P").class("field-hint").id(&hint_id).text(&hint))
        .live(move || field.fault().map(|fault| error(&error_id, &fault)).into_iter().collect())
        .child(input)
}

fn error(id: &str, fault: &str) -> Element {
    // The word tells an error from a hint where colour and weight do not.
    element("P").class("field-error").id(id).text("Fejl: ").text(fault)
}
