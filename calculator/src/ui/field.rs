//! A text field with label, hint and error, tied together for screen readers.

use calculator::text;
use leptos::prelude::*;

use super::form::{Asked, Field};

/// The field. Its hint and its error are described-by texts; the error appears when the field is left.
pub(crate) fn view(field: Field) -> AnyView {
    let id = field.id();
    let hint_id = format!("hint-{id}");
    let error_id = format!("fejl-{id}");
    let described = {
        let (hint_id, error_id) = (hint_id.clone(), error_id.clone());
        move || if field.fault().is_some() { format!("{hint_id} {error_id}") } else { hint_id.clone() }
    };
    let (mode, class, hint) = match field.asked {
        Asked::Quantity => {
            ("numeric", "input input-short", format!("Antal {}, som helt tal.", field.service.unit.plural()))
        }
        Asked::Price => {
            ("decimal", "input input-short", format!("{} {}", text::PRICE_BY_AGREEMENT, text::ASK_FOR_PRICE))
        }
    };
    view! {
        <div class="field" class:has-error=move || field.fault().is_some()>
            <label for=id.clone()>{field.label()}</label>
            <p class="field-hint" id=hint_id>
                {hint}
            </p>
            {move || {
                let id = error_id.clone();
                field.fault().map(|fault| view! { <p class="field-error" id=id>{fault}</p> })
            }}
            <input
                class=class
                id=id
                type="text"
                inputmode=mode
                autocomplete="off"
                aria-describedby=described
                aria-invalid=move || field.fault().map(|_| "true")
                prop:value=move || field.typed.get()
                on:input=move |event| field.type_in(event_target_value(&event))
                on:change=move |_| field.leave()
            />
        </div>
    }
    .into_any()
}
