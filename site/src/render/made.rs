//! What is made of registers, where a text asks for it: the catalogue, the calculator, a register, a chart.
//!
//! Contract: the one place that knows which module makes what. A text is given [`made`] and knows none of them, so that they
//! may show pieces of texts themselves.

use super::context::Context;
use super::{
    catalogue, chart, clarify, codes, concern, dates, design, ladder, network, offline, papers, registers, search,
    self_check, tool,
};
use crate::parse::tree::Block;
use crate::resolve::Node;
use crate::resolve::targets::Target;
use maud::{Markup, html};

/// The block on a page, with headings from a level on; nothing for a block that is text.
pub(crate) fn made(cx: &Context<'_>, node: &Node, block: &Block, level: u8) -> Markup {
    match block {
        Block::Services => catalogue::tables(cx),
        Block::Calculator => tool::place(cx, node, level),
        Block::Concern(view) => concern::made(cx, *view, level),
        Block::Codes(area) => codes::codes(cx, node, *area, level),
        Block::CaseCosts => tool::cases(cx, node, level),
        Block::Demand => tool::demand(cx),
        Block::Dates(view) => dates::made(cx, *view, level),
        Block::Ladder(view) => ladder::made(cx, *view, level),
        Block::SelfCheck(view) => self_check::made(cx, *view, level),
        Block::Clarify(view) => clarify::made(cx, *view, level),
        Block::Paper(id) => papers::paper(cx, node, *id),
        Block::Papers => papers::tool(cx, level),
        Block::Network => network::place(cx, node, level),
        Block::Offline => offline::place(cx, node, level),
        Block::Design(part) => design::part(cx, *part),
        Block::Search => search::place(cx, level),
        Block::Trials => search::trials(cx),
        Block::Register(view) => registers::register(cx, node, *view, level),
        Block::Chart(id) => match node.targets.get(id.0) {
            Some(Target::Chart(id)) => chart::figure(cx, id),
            _ => html! {},
        },
        _ => html! {},
    }
}
