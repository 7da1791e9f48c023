//! The fields at fault, above the heading of the page, each a link to its field.
//!
//! Contract: the live region is there before it is needed, so that a new error is read out; focus stays where it is until
//! the user follows a link. The links do not touch the address.

use calculator::text::counted;
use leptos::prelude::*;

use super::browser;
use super::dom::{Element, element};
use super::tool::Tool;

/// The live region, with the box in it while there are errors.
pub(crate) fn view(tool: Tool) -> Element {
    let summary = move || {
        tool.faults.track();
        let state = tool.state();
        summary(state.draft.faults(tool.data)).into_iter().collect()
    };
    element("div").attribute("aria-live", "polite").live(summary)
}

fn summary(faults: Vec<(String, String)>) -> Option<Element> {
    let count = u64::try_from(faults.len()).ok().filter(|&count| count > 0)?;
    let heading = ["Der er fejl i ", &counted(count, "felt", "felter")].concat();
    let links = element("ul").children(faults.into_iter().map(link));
    Some(element("div").class("error-summary").child(element("h2").text(&heading)).child(links))
}

fn link((id, text): (String, String)) -> Element {
    let link = element("a").attribute("href", &["#", &id].concat()).text(&text).on("click", move |event| {
        event.prevent_default();
        browser::focus(&id);
    });
    element("li").child(link)
}
