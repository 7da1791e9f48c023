//! The fields at fault, above the heading of the page, each a link to its field.
//!
//! Contract: the live region is there before it is needed, so that a new error is read out; focus stays where it is until
//! the user follows a link. The links do not touch the address.

use calculator::text::counted;
use leptos::prelude::*;

use super::form::{Field, Form};
use super::page;

/// The live region, with the box in it while there are errors.
pub(crate) fn view(form: Form) -> impl IntoView {
    let boxed = move || {
        let fields = form.at_fault();
        (!fields.is_empty()).then(|| {
            let count = u64::try_from(fields.len()).unwrap_or_default();
            view! {
                <div class="error-summary">
                    <h2>"Der er fejl i " {counted(count, "felt", "felter")}</h2>
                    <ul>{fields.into_iter().map(link).collect::<Vec<_>>()}</ul>
                </div>
            }
        })
    };
    view! { <div aria-live="polite">{boxed}</div> }
}

fn link(field: Field) -> impl IntoView {
    let id = field.id();
    let text = format!("{}, {}: {}", field.service.name, field.label(), field.fault().unwrap_or_default());
    view! {
        <li>
            <a
                href=format!("#{id}")
                on:click=move |event| {
                    event.prevent_default();
                    page::focus(&id);
                }
            >
                {text}
            </a>
        </li>
    }
}
