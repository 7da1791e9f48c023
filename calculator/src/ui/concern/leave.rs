//! That nothing is left behind: clearing, leaving, and what the browser keeps of a page that was left.
//!
//! Contract: after »Ryd og forlad«, a reload, or a return to a page that the browser had put away whole, nothing that was
//! answered is in the page.

use super::browser;
use super::element::{Element, element};
use super::parts::{button, question, small};
use super::tool::{Asking, Tool};

/// The ways out: clearing with a question, and leaving at once.
pub(crate) fn view(tool: Tool) -> Element {
    let clear = small("Ryd alle svar").id("ryd-svar").on("click", move |_| {
        if tool.state.borrow().is_empty() {
            tool.clear();
        } else {
            tool.ask(Asking::Clear, "ryd-ja");
        }
    });
    let leave = button("Ryd og forlad", "button button-quiet").id("ryd-og-forlad").on("click", move |_| {
        tool.clear();
        browser::leave();
    });
    element("div").class("leave").child(clear).child(leave).live(move || {
        tool.said.track();
        if !matches!(tool.state.borrow().asking, Asking::Clear) {
            return Vec::new();
        }
        let yes = button("Ja, ryd alle svar", "button").id("ryd-ja").on("click", move |_| {
            tool.clear();
            browser::soon(|| browser::focus(super::tool::HEADING));
        });
        let no = button("Nej, behold dem", "button button-quiet")
            .on("click", move |_| tool.ask(Asking::Nothing, "ryd-svar"));
        vec![question("Vil du slette alle dine svar? Det kan ikke fortrydes.", [yes, no])]
    })
}

/// Forgets everything when the page is put away or comes back from having been.
pub(crate) fn listen(tool: Tool) {
    for event in ["pagehide", "pageshow"] {
        browser::listen(event, move |event| {
            if browser::get(&event, "persisted").is_truthy() {
                tool.clear();
            }
        });
    }
}
