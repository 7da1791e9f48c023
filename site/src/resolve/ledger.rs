//! What leans on what: the pages, services and figures behind each paragraph, and everything that is still unconfirmed.
//!
//! Contract: a function of a [`Site`] alone, in the order of pages and registers. Whoever changes a law reads here what must be
//! looked at; whatever refers to a law in a new way must be added to [`Use`].

use super::targets::Target;
use super::{Node, PageId, Site};
use crate::parse::tree::Block;
use calculator::concern::Model;
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
    /// A rate rests on it: its id.
    Rate(String),
    /// A deadline or a follow-up date stands in it: what it is called.
    Deadline(String),
    /// A rule of a tool rests on it: what the rule says.
    Tool(String),
    /// The ruler cites it: at a level, a deadline or an answer, in words.
    Concern(Vec<String>),
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
    for (id, rate) in site.registers.rates.iter() {
        for law in &rate.laws {
            uses.entry(law).or_default().push(Use::Rate(id.to_owned()));
        }
    }
    let deadlines = site.registers.deadlines.model.rules.iter().map(|rule| (&rule.title, &rule.ground));
    let duties = site.registers.follow_up.model.duties.iter().map(|duty| (&duty.title, &duty.ground));
    for (title, ground) in deadlines.chain(duties) {
        for law in &ground.laws {
            uses.entry(&law.id).or_default().push(Use::Deadline(title.clone()));
        }
    }
    let clarify = &site.registers.clarify.model;
    let of_clarify = clarify.first.iter().map(|first| (first.title.as_str(), &first.ground));
    let of_clarify = of_clarify.chain(clarify.next.iter().map(|next| (next.title.as_str(), &next.ground)));
    let of_clarify = of_clarify.chain(clarify.decisions.iter().map(|one| (clarify.outcome(one.outcome), &one.ground)));
    let check = &site.registers.self_check.model;
    let of_check = check.points.iter().map(|point| (point.text.as_str(), &point.ground));
    let of_check = of_check.chain(check.plans.iter().map(|plan| (plan.title.as_str(), &plan.ground)));
    for (title, ground) in of_clarify.chain(of_check) {
        for law in &ground.laws {
            let uses = uses.entry(&law.id).or_default();
            let used = Use::Tool(title.to_owned());
            if !uses.contains(&used) {
                uses.push(used);
            }
        }
    }
    if let Some(concern) = &site.concern {
        for (at, law) in concern.model.laws.iter().enumerate() {
            uses.entry(&law.id).or_default().push(Use::Concern(citing(&concern.model, at)));
        }
    }
    for (id, law) in site.registers.laws.iter() {
        for successor in &law.replaced_by {
            uses.entry(successor).or_default().push(Use::Replaces(id.to_owned()));
        }
    }
    uses
}

/// Where the ruler cites a paragraph: `niveau 4`, `»Ja« på spørgsmålet om fare lige nu`.
fn citing(model: &Model, law: usize) -> Vec<String> {
    let levels = (1..)
        .zip(&model.levels)
        .filter(|(_, level)| level.laws.contains(&law) || level.when.iter().any(|deadline| deadline.law == Some(law)));
    let mut found: Vec<String> = levels.map(|(number, _): (u8, _)| format!("niveau {number}")).collect();
    for gate in &model.gates {
        let choices = model.choices_of(gate.question).iter().zip(&gate.effects);
        let citing = choices.filter(|(_, effect)| effect.laws.contains(&law));
        found.extend(citing.map(|(choice, _)| format!("»{}« på {}", choice.text, gate.name)));
    }
    found
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
    let in_model = site.concern.as_ref().is_some_and(|concern| concern.figures.iter().any(|id| id == figure));
    let shows_model = |node: &Node| node.body.blocks.iter().any(|block| matches!(block, Block::Concern(_)));
    let prints = |node: &Node| {
        node.targets.iter().any(|target| matches!(target, Target::Figure(id) if id == figure))
            || in_model && shows_model(node)
    };
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
