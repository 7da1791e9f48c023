//! The price calculator, part by part, in the order in which a page meets them.
//!
//! [`start`] → `tool` (the state, and who follows it) → `draft` (what is typed, and the plan that
//! is read from it) → `choices`, `line`, `settings`, `ways` and `field` (where it is typed) → `summary` (what is wrong with it),
//! `sheet` (what it comes to) → `behind` (what is asked of the second module: `workings`), `paper` (what that says)
//! → `outputs` (what goes out), `arrival` (what comes in). All are functions from a `Tool` to a view, made of `element`s.

mod arrival;
mod behind;
mod choices;
mod draft;
mod field;
mod line;
mod outputs;
mod paper;
mod settings;
mod sheet;
mod summary;
mod tool;
mod ways;

// What the tools share, under the names by which the modules here know it.
use super::{browser, element, page, parts, relay, shown, signal, typed};

use page::Page;
use tool::Tool;

const PAGE: Page = Page { name: "beregner", called: "Beregneren", instead: "Du kan regne efter tabellen." };

/// Mounts the tool, or says why it cannot be.
pub fn start() {
    let Some(data) = page::open_services(&PAGE) else { return };
    let tool = Tool::new(data, page::today());
    let views =
        vec![arrival::view(tool), choices::view(tool), sheet::view(tool), paper::analysis(tool), paper::note(tool)];
    page::mount(&PAGE, views, summary::view(tool));
    arrival::listen(tool);
}
