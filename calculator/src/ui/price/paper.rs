//! What the second module says of the whole plan: what the total hangs on, and the note that is printed.
//!
//! Contract: shown whenever the plan has settled, and nothing that the plan has no ground for. Until the second module is here,
//! what is printed is the page: what is filled in, and the total.

use super::behind;
use super::element::{Element, element};
use super::parts;
use super::relay::Ask;
use super::tool::{State, Tool};

/// What matters most, who pays, how the scenarios compare: below the form and the sheet.
pub(crate) fn analysis(tool: Tool) -> Element {
    let parts = move || {
        tool.results.track();
        let state = tool.state();
        if !has_analysis(&state) {
            return Vec::new();
        }
        behind::parts(tool, &state, Ask::Analysis, &parts::all_opened())
    };
    element("div").class("analysis").live(parts)
}

/// Is there something to say: an unsure number, somebody who pays, another scenario?
fn has_analysis(state: &State) -> bool {
    let (draft, way) = (&state.draft, state.draft.way());
    let several = draft.scenarios.len() > 1;
    let has_number = state.result.as_ref().is_some_and(|result| !result.is_empty());
    several || has_number && (!way.payers.is_empty() || draft.is_unsure())
}

/// The note, seen only on paper.
pub(crate) fn note(tool: Tool) -> Element {
    let parts = move || {
        tool.results.track();
        tool.behind.track();
        let state = tool.state();
        if state.draft.is_empty() || !behind::is_here() {
            return Vec::new();
        }
        behind::parts(tool, &state, Ask::Note, &[])
    };
    element("div").class("purchase-note print-only").live(parts)
}
