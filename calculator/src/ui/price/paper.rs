//! What the second module says of the whole plan: what the total hangs on, and the note that is printed.
//!
//! Contract: shown whenever the plan has settled, and nothing that the plan has no ground for. Until the second module is here,
//! paper has the sheet itself, with its formulas and notes.

use super::behind;
use super::browser;
use super::element::{Element, element};
use super::parts;
use super::relay::Ask;
use super::tool::{State, Tool};

/// How long a reader has been idle before the rest is loaded for a paper that may be asked for by key.
const IDLE_MILLISECONDS: i32 = 1_500;

/// What matters most, who pays, how the scenarios compare: below the form and the sheet.
pub(crate) fn analysis(tool: Tool) -> Element {
    let parts = move || {
        tool.results.track();
        let state = tool.state();
        if !has_analysis(&state) {
            return Vec::new();
        }
        let open = parts::all_opened();
        let open: Vec<&str> = open.iter().map(String::as_str).collect();
        behind::parts(tool, &state, Ask::Analysis, &open)
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

/// Loads what the note is made by, once there is a number and the reader rests: a paper asked for by key cannot wait.
pub(crate) fn prepare(tool: Tool) {
    if tool.state().result.as_ref().is_some_and(|result| !result.is_empty()) && !behind::is_here() {
        _ = browser::later(IDLE_MILLISECONDS, move || behind::fetch_ahead(tool));
    }
}
