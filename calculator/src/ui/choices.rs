//! The services to choose from, in their two groups; a chosen one opens its fields right below itself.

use calculator::wire::Data;
use calculator::{Listing, Printed, Reference, Status, text};
use leptos::prelude::*;

use super::dom::{Element, element};
use super::field;
use super::form::{Entry, Form};

/// The id of the form element, for the button that resets it.
pub(crate) const FORM: &str = "beregner-valg";

/// Both groups in a form that is never sent. A group without services is left out.
pub(crate) fn view(form: Form) -> AnyView {
    element("FORM")
        .id(FORM)
        .on("submit", |event| event.prevent_default())
        .on("reset", move |_| form.clear())
        .children(Listing::ALL.into_iter().filter_map(|listing| group(form, listing)))
        .view()
}

fn group(form: Form, listing: Listing) -> Option<Element> {
    let listed: Vec<Entry> = form.entries.iter().filter(|entry| entry.service.listing == listing).copied().collect();
    if listed.is_empty() {
        return None;
    }
    let group = element("FIELDSET").child(element("LEGEND").text(listing.heading()));
    Some(listed.into_iter().fold(group, |group, entry| group.live(move || vec![choice(form.data, entry)])))
}

/// A service, as it is now. Its fields come last, so that the box keeps its place, and with it focus, when it is ticked.
fn choice(data: &'static Data, entry: Entry) -> Element {
    let service = entry.service;
    let [id, about_id, label_id] = ["vaelg", "om", "navn"].map(|part| format!("{part}-{}", service.id));
    let chosen = entry.chosen.get();
    let tick = element("INPUT")
        .attribute("type", "checkbox")
        .id(&id)
        .attribute("aria-describedby", &about_id)
        .attribute("aria-expanded", if chosen { "true" } else { "false" })
        .on("change", move |event| entry.chosen.set(event_target_checked(&event)));
    let about = element("DIV")
        .class("field-hint")
        .id(&about_id)
        .child(element("P").text(&text::about(service)))
        .children(entry.printed.map(|printed| printed_price(data, entry, printed)));
    let choice = element("DIV")
        .class("choice")
        .child(tick)
        .child(element("LABEL").attribute("for", &id).id(&label_id).text(&service.name))
        .child(about);
    if !chosen {
        return choice;
    }
    let body = element("DIV").class("choice-body").attribute("role", "group").attribute("aria-labelledby", &label_id);
    choice.child(entry.fields().fold(body, |body, field| body.live(move || vec![field::view(field)])))
}

/// A printed price with its year, its provider, what to know of it, and its source.
pub(crate) fn printed_price(data: &'static Data, entry: Entry, printed: Printed<'static>) -> Element {
    let rate = printed.rate();
    let mut known = format!("{}. {} ", text::printed_price(rate, entry.service.unit), text::held(printed));
    if let Some(caveat) = &rate.caveat {
        known = known + caveat + " ";
    }
    if rate.status == Status::Unconfirmed {
        known += "Prisen er ikke bekræftet. ";
    }
    let place = if rate.reference.place.is_empty() { ".".to_owned() } else { format!(", {}.", rate.reference.place) };
    element("P").text(&known).text("Kilde: ").child(source(data, &rate.reference)).text(&place)
}

/// A link to a source, in a tab of its own, since leaving the page would lose what is typed.
fn source(data: &'static Data, reference: &Reference) -> Element {
    match data.source(&reference.source_id) {
        Some(label) => element("A")
            .attribute("href", &label.href)
            .attribute("target", "_blank")
            .attribute("rel", "noopener")
            .text(&label.title)
            .child(element("SPAN").class("new-tab").text(" (ny fane)")),
        None => element("SPAN").text(&reference.source_id),
    }
}
