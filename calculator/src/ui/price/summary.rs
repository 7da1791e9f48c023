//! The fields at fault, above the heading of the page, each a link to its field.
//!
//! Contract: the live region is there before it is needed, so that a new error is read out; focus stays where it is until
//! the user follows a link. The links do not touch the address.

use super::element::{Element, element};
use super::parts::summary;
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
