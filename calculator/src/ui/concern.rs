//! Bekymringslinealen in the browser, part by part.
//!
//! [`start`] → `tool` (what is answered, where one stands, who follows it) → `walk` (the way through the steps, or all on one
//! page) → `ask` (a question) and `check` (the answers once more) → `result` (what it comes to) → `papers` (what goes out)
//! and `together` (what comes in, side by side) → `leave` (that nothing is left behind).
//!
//! Contract: what is answered is in memory and nowhere else: no storage, no request, not in the address, the title or the
//! console. Every word about what to do comes from the library, which knows whether the parents may be spoken to.

mod ask;
mod check;
mod leave;
mod papers;
mod result;
mod together;
mod tool;
mod walk;

// What the tools share, under the names by which the modules here know it.
use super::{browser, element, files, page, parts, signal};

use page::Page;
use tool::Tool;

const PAGE: Page =
    Page { name: "linealen", called: "Linealen", instead: "Du kan udfylde skemaet her på siden på papir i stedet." };

/// Mounts the tool, or says why it cannot be.
pub fn start() {
    let Some(model) = page::opened(&PAGE, |json| {
        calculator::concern::wire::decode(json).map_err(|_| "Sidens spørgsmål kan ikke læses.".to_owned())
    }) else {
        return;
    };
    let tool = Tool::new(model, page::today());
    page::mount(&PAGE, vec![walk::view(tool), together::view(tool), papers::view(tool)], tool::summary(tool));
    leave::listen(tool);
}
