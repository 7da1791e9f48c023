//! The fields at fault, above the heading of the page, each a link to its field.
//!
//! Contract: the live region is there before it is needed, so that a new error is read out; focus stays where it is until
//! the user follows a link. The links do not touch the address.

use calculator::text::counted;
use leptos::prelude::*;

use super::browser;
use super::dom::{Element, element};
use super::form::{Field, Form};

/// The live region, with the box in it while there are errors.
pub(crate) fn view(form: Form) -> AnyView {
    element("DIV").attribute("aria-live", "polite").live(move || summary(&form.at_fault()).into_iter().collect()).view()
}

fn summary(fields: &[Field]) -> Option<Element> {
    let count = u64::try_from(fields.len()).ok().filter(|&count| count > 0)?;
    let heading = format!("Der er fejl i {}", counted(count, "felt", "felter"));
    let links = element("UL").children(fields.iter().copied().map(link));
    Some(element("DIV").class("error-summary").child(element("H2").text(&heading)).child(links))
}

fn link(field: Field) -> Element {
    let id = field.id();
    let text = format!("{}, {}: {}", field.service.name, field.label(), field.fault().unwrap_or_default());
    let link = element("A").attribute("href", &format!("#{id}")).text(&text).on("click", move |event| {
        event.prevent_default();
        browser::focus(&id);
    });
    element("LI").child(link)
}
