//! What leans on what: the pages, services and figures behind each paragraph, and everything that is still unconfirmed.
//!
//! Contract: a function of a [`Site`] alone, in the order of pages and registers. Whoever changes a law reads here what must be
//! looked at; whatever refers to a law in a new way must be added to [`Use`].

use super::targets::Target;
use super::{Node, PageId, Site};
use crate::parse::tree::Block;
use std::collections::BTreeMap;

/// Something that leans on a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Use {
    /// A page names it.
    Page(PageId),
    /// A service rests on it: its place in the catalogue.
    Service(usize),
    /// A figure is taken from it: its id, and the pages that print the figure.
    Figure(String, Vec<PageId>),
    /// A paragraph of the past was replaced by it: its id.
    Replaces(String),
}

/// For each paragraph that anything leans on, by id, what does.
#[must_use]
pub fn uses(site: &Site) -> BTreeMap<&str, Vec<Use>> {
    let mut uses: BTreeMap<&str, Vec<Use>> = BTreeMap::new();
    for (at, node) in site.pages.iter().enumerate() {
        for law in &node.laws {
            uses.entry(law).or_default().push(Use::Page(PageId(at)));
        }
    }
    for (at, laws) in site.service_laws.iter().enumerate() {
        for law in laws {
            uses.entry(law).or_default().push(Use::Service(at));
        }
    }
    for (id, figure) in site.registers.figures.iter() {
        for law in &figure.laws {
            uses.entry(law).or_default().push(Use::Figure(id.to_owned(), printing(site, id)));
        }
    }
    for (id, law) in site.registers.laws.iter() {
        for successor in &law.replaced_by {
            uses.entry(successor).or_default().push(Use::Replaces(id.to_owned()));
        }
    }
    uses
}

/// For each source that pages cite, by id, the pages and the places in the source that each of them cites.
#[must_use]
pub fn citations(site: &Site) -> BTreeMap<&str, Vec<(PageId, Vec<&str>)>> {
    let mut cited: BTreeMap<&str, Vec<(PageId, Vec<&str>)>> = BTreeMap::new();
    for (at, node) in site.pages.iter().enumerate() {
        for source in &node.meta.sources {
            let mut places: Vec<&str> = Vec::new();
            for target in &node.targets {
                if let Target::Source(id, Some(place)) = target
                    && *id == source.value
                    && !places.contains(&place.as_str())
                {
                    places.push(place);
                }
            }
            cited.entry(&source.value).or_default().push((PageId(at), places));
        }
    }
    cited
}

/// The pages that print a figure.
fn printing(site: &Site, figure: &str) -> Vec<PageId> {
    let prints = |node: &Node| node.targets.iter().any(|target| matches!(target, Target::Figure(id) if id == figure));
    site.pages.iter().enumerate().filter(|(_, node)| prints(node)).map(|(at, _)| PageId(at)).collect()
}

/// A box on a page that says what is uncertain.
#[derive(Debug, Clone)]
pub struct OpenBox<'s> {
    /// The page.
    pub page: &'s Node,
    /// The anchor of the heading above the box; `None` where there is none.
    pub anchor: Option<&'s str>,
    /// What the box holds.
    pub blocks: &'s [Block],
}

/// All boxes that say what is uncertain.
#[must_use]
pub fn open_boxes(site: &Site) -> Vec<OpenBox<'_>> {
    let mut found = Vec::new();
    for page in &site.pages {
        let mut anchor = None;
        collect(page, &page.body.blocks, &mut anchor, &mut found);
    }
    found
}

fn collect<'s>(page: &'s Node, blocks: &'s [Block], anchor: &mut Option<&'s str>, found: &mut Vec<OpenBox<'s>>) {
    for block in blocks {
        match block {
            Block::Heading { anchor: own, .. } => *anchor = Some(own),
            Block::Unconfirmed(inner) => found.push(OpenBox { page, anchor: *anchor, blocks: inner }),
            Block::ShortAnswer(inner) | Block::Acute(inner) | Block::Quote(inner) | Block::Alert(_, inner) => {
                collect(page, inner, anchor, found);
            }
            Block::List { items, .. } | Block::Ticks(items) | Block::Steps(items) | Block::Roads(items) => {
                items.iter().for_each(|item| collect(page, item, anchor, found));
            }
            _ => {}
        }
    }
}
