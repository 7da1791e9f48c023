//! The services to choose from, in their two groups; a chosen one opens its fields right below itself.

use calculator::wire::Data;
use calculator::{Listing, Printed, Reference, Status, text};
use leptos::prelude::*;

use super::field;
use super::form::{Entry, Form};

/// Both groups. A group without services is left out.
pub(crate) fn view(form: Form) -> AnyView {
    Listing::ALL.map(|listing| group(form, listing)).collect_view().into_any()
}

fn group(form: Form, listing: Listing) -> Option<impl IntoView> {
    let choices: Vec<_> = form
        .entries
        .iter()
        .filter(|entry| entry.service.listing == listing)
        .map(|&entry| choice(form.data, entry))
        .collect();
    (!choices.is_empty()).then(|| {
        view! {
            <fieldset>
                <legend>{listing.heading()}</legend>
                {choices}
            </fieldset>
        }
    })
}

fn choice(data: &'static Data, entry: Entry) -> impl IntoView {
    let id = format!("vaelg-{}", entry.service.id);
    let about_id = format!("om-{}", entry.service.id);
    let label_id = format!("navn-{}", entry.service.id);
    let chosen = entry.chosen;
    let group_label = label_id.clone();
    view! {
        <div class="choice">
            <input
                type="checkbox"
                id=id.clone()
                aria-describedby=about_id.clone()
                aria-expanded=move || if chosen.get() { "true" } else { "false" }
                prop:checked=move || chosen.get()
                on:change=move |event| chosen.set(event_target_checked(&event))
            />
            <label for=id id=label_id>
                {entry.service.name.as_str()}
            </label>
            <div class="field-hint" id=about_id>
                <p>{text::about(entry.service)}</p>
                {entry.printed.map(|printed| printed_price(data, entry, printed))}
            </div>
            {move || {
                chosen
                    .get()
                    .then(|| {
                        view! {
                            <div class="choice-body" role="group" aria-labelledby=group_label.clone()>
                                {entry.fields().map(field::view).collect::<Vec<_>>()}
                            </div>
                        }
                    })
            }}
        </div>
    }
}

/// The price with its year, its provider and what to know of it, before anything is chosen.
fn printed_price(data: &'static Data, entry: Entry, printed: Printed<'static>) -> impl IntoView {
    let rate = printed.rate();
    let unconfirmed = (rate.status == Status::Unconfirmed).then_some(" Prisen er ikke bekræftet.");
    let caveat = rate.caveat.as_deref().map(|caveat| format!(" {caveat}"));
    view! {
        <p>
            {text::printed_price(rate, entry.service.unit)} ". " {text::held(printed)} {caveat} {unconfirmed} " "
            {source(data, &rate.reference)}
        </p>
    }
}

/// A link to the source in a tab of its own, since leaving the page would lose what is typed.
pub(crate) fn source(data: &'static Data, reference: &'static Reference) -> impl IntoView {
    let place = (!reference.place.is_empty()).then(|| format!(", {}", reference.place));
    let label = data.source(&reference.source_id).map(|label| {
        view! {
            <a href=label.href.as_str() target="_blank" rel="noopener">
                {label.title.as_str()}
                " (ny fane)"
            </a>
        }
    });
    let id = label.is_none().then_some(reference.source_id.as_str());
    view! { "Kilde: " {label} {id} {place} "." }
}
