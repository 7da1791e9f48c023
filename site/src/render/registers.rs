//! The registers as pages show them.
//!
//! Contract: every entry of a register is there, in the order of its file (laws by their numbers), with an anchor made of its id; links from the whole site
//! lead to these anchors. What is unconfirmed says so, with its note.

use super::context::{Context, entry_id};
use super::words::{alphabetical, capital, date, heading, keep, outside, source_link, status, successors};
use super::{account, catalogue, changes, examples, houses, rates, reviews};
use crate::check::glossary::Term;
use crate::check::registers::{FigureEntry, LawEntry, SourceEntry};
use crate::parse::tree::{ConcernView, RegisterView};
use crate::resolve::ledger::{self, Use};
use crate::resolve::{Node, PageId};
use maud::{Markup, html};

/// A register, as a list of entries.
pub(crate) fn register(cx: &Context<'_>, node: &Node, view: RegisterView, level: u8) -> Markup {
    let registers = &cx.site.registers;
    match view {
        RegisterView::Sources => sources(cx),
        RegisterView::Laws => laws(cx, level),
        RegisterView::Figures => html! {
            ul.register { @for (id, entry) in registers.figures.iter() { li id=(entry_id(id)) { (figure(cx, entry)) } } }
        },
        RegisterView::Houses => houses::houses(cx, level),
        RegisterView::Municipalities => houses::municipalities(cx, level),
        RegisterView::Terms => terms(cx),
        RegisterView::Systems => reviews::systems(cx),
        RegisterView::Criteria => account::account(cx, level),
        RegisterView::Unconfirmed => reviews::unconfirmed(cx, level),
        RegisterView::Rates => rates::rates(cx, node),
        RegisterView::Examples => examples::examples(cx, node, level),
        RegisterView::Changes => changes::changes(cx, node, level),
        RegisterView::Reviews => reviews::reviews(cx, node, level),
    }
}

/// Sources, each with the pages that use it and the places in it that they cite.
fn sources(cx: &Context<'_>) -> Markup {
    let cited = ledger::citations(cx.site);
    html! {
        ul.register {
            @for (id, entry) in cx.site.registers.sources.iter() {
                li id=(entry_id(id)) {
                    (source(entry))
                    @if let Some(pages) = cited.get(id) {
                        details.leans {
                            summary { "Bruges på " (pages.len()) @if pages.len() == 1 { " side" } @else { " sider" } }
                            ul {
                                @for (page, places) in pages {
                                    @let node = cx.site.page(*page);
                                    li { a href=(cx.page(node)) { (node.meta.short_title) } @if !places.is_empty() { ": " (keep(&places.join("; "))) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn source(entry: &SourceEntry) -> Markup {
    html! {
        p.entry-title { (source_title(entry)) }
        p.entry-facts { (source_facts(entry)) }
        @if let Some(note) = &entry.note { p.entry-note { (note) } }
    }
}

/// The title of a source, as a link where it is on the web.
pub(crate) fn source_title(entry: &SourceEntry) -> Markup {
    html! {
        @if let Some(url) = &entry.url { a href=(url) rel=[outside(url)] lang=[entry.language] { (entry.title) } }
        @else if entry.language.is_some() { span lang=[entry.language] { (entry.title) } }
        @else { (entry.title) }
    }
}

/// Who published it and when.
pub(crate) fn source_facts(entry: &SourceEntry) -> Markup {
    html! { (entry.publisher) ", " (entry.published.as_deref().unwrap_or("uden dato")) }
}

/// Laws under a heading for each law, in the order of first mention; each with what leans on it.
fn laws(cx: &Context<'_>, level: u8) -> Markup {
    let mut names: Vec<&str> = Vec::new();
    for (_, entry) in cx.site.registers.laws.iter() {
        if !names.contains(&entry.law.as_str()) {
            names.push(&entry.law);
        }
    }
    let uses = ledger::uses(cx.site);
    let mut all: Vec<_> = cx.site.registers.laws.iter().collect();
    all.sort_by_cached_key(|(_, entry)| by_number(&entry.paragraph));
    html! {
        @for name in names {
            (heading(level, None, None, &html! { (capital(name)) }))
            ul.register {
                @for (id, entry) in all.iter().filter(|(_, entry)| entry.law == name) {
                    li id=(entry_id(id)) {
                        (law(cx, entry))
                        @if let Some(uses) = uses.get(*id) { (leans(cx, uses)) }
                    }
                }
            }
        }
    }
}

/// What a paragraph is sorted by: `§ 20, stk. 1` comes before `§ 133`.
fn by_number(paragraph: &str) -> Vec<(u32, String)> {
    let parts = paragraph.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    // `§ 49a` is `§ 49 a`.
    let parts = parts.flat_map(|part| {
        let digits = part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        [&part[..digits], &part[digits..]].into_iter().filter(|part| !part.is_empty())
    });
    parts.map(|part| (part.parse().unwrap_or(0), part.to_owned())).collect()
}

fn law(cx: &Context<'_>, entry: &LawEntry) -> Markup {
    let history = entry.is_history(cx.site.today);
    html! {
        p.entry-title { a href=(entry.url) rel=[outside(&entry.url)] { (keep(&entry.paragraph)) } " " (entry.title) }
        p.entry-facts {
            @if history {
                "Historie: gjaldt" @if let Some(until) = entry.validity.until() { " til og med " (date(until)) }
                @if !entry.replaced_by.is_empty() { " · nu " (successors(cx, entry)) }
            } @else {
                "I kraft " (date(entry.validity.from()))
                @if let Some(until) = entry.validity.until() { " til " (date(until)) }
            }
            " · kontrolleret " (date(entry.checked)) " · " (status(entry.status))
        }
        @if let Some(note) = &entry.note { p.entry-note { (keep(note)) } }
    }
}

/// What must be looked at when a paragraph changes.
fn leans(cx: &Context<'_>, uses: &[Use]) -> Markup {
    let site = cx.site;
    let page = |id: &PageId| {
        let node = site.page(*id);
        html! { a href=(cx.page(node)) { (node.meta.short_title) } @if node.body.has_calculator() { " (beregner)" } }
    };
    let joined =
        |parts: Vec<Markup>| html! { @for (at, part) in parts.iter().enumerate() { @if at > 0 { ", " } (part) } };
    let pages: Vec<_> = uses
        .iter()
        .filter_map(|one| match one {
            Use::Page(id) => Some(page(id)),
            _ => None,
        })
        .collect();
    let services: Vec<_> = uses
        .iter()
        .filter_map(|one| match one {
            Use::Service(at) => site.catalogue.services().get(*at).map(|service| catalogue::name(cx, service)),
            _ => None,
        })
        .collect();
    html! {
        details.leans {
            summary { "Bruges " (uses.len()) @if uses.len() == 1 { " sted" } @else { " steder" } }
            ul {
                @if !pages.is_empty() { li { "Sider: " (joined(pages)) } }
                @if !services.is_empty() { li { "Ydelser: " (joined(services)) } }
                @for one in uses {
                    @if let Use::Figure(id, printed) = one && let Some(entry) = site.registers.figures.get(id) {
                        li {
                            "Tallet »" @if let Some(address) = cx.entry(RegisterView::Figures, id) { a href=(address) { (entry.value) } } @else { (entry.value) } "«"
                            @if !printed.is_empty() { ", som står på " (joined(printed.iter().map(page).collect())) }
                        }
                    }
                    @if let Use::Rate(id) = one && let Some(entry) = site.registers.rates.get(id) {
                        li { "Satsen »" (rates::link(cx, id, entry)) "«" }
                    }
                    @if let Use::Deadline(title) = one { li { "Fristen »" (title) "«" } }
                    @if let Use::Tool(title) = one { li { "Værktøjets regel »" (title) "«" } }
                    @if let Use::Concern(places) = one {
                        li {
                            @match cx.ruler_part(ConcernView::Levels) { Some(rules) => a href=(cx.page(rules)) { "Bekymringslinealen" }, None => "Bekymringslinealen" }
                            ": " (places.join(", "))
                        }
                    }
                    @if let Use::Replaces(id) = one && let Some(entry) = site.registers.laws.get(id) {
                        li { "Afløser " a href={ "#" (entry_id(id)) } { (entry.law) " " (keep(&entry.paragraph)) } }
                    }
                }
            }
        }
    }
}

fn figure(cx: &Context<'_>, entry: &FigureEntry) -> Markup {
    html! {
        p.entry-title { strong { (entry.value) } " " (entry.description) }
        p.entry-facts {
            @if let Some(year) = &entry.year { (year) " · " }
            (source_link(cx, &entry.source))
            @if let Some(place) = &entry.place { ", " (keep(place)) }
            " · "
            (status(entry.status))
        }
        @if let Some(note) = &entry.note { p.entry-note { (keep(note)) } }
    }
}

/// All entries, in the order of the alphabet.
fn terms(cx: &Context<'_>) -> Markup {
    let mut terms: Vec<_> = cx.site.registers.terms.iter().collect();
    terms.sort_by_key(|(_, term)| alphabetical(&term.word));
    html! {
        dl.terms { @for (id, entry) in terms { (term(cx, &entry_id(id), entry)) } }
    }
}

/// A word and its explanation, under an id.
pub(crate) fn term(cx: &Context<'_>, id: &str, term: &Term) -> Markup {
    html! {
        div id=(id) {
            dt { (term.word) }
            dd {
                p { (keep(&term.explanation)) }
                @if let Some(page) = &term.page && let Some(node) = cx.find(page.value.split('#').next().unwrap_or_default()) {
                    p { "Se " a href=(cx.href(&page.value)) { (node.meta.short_title) } }
                }
                @if let Some(source) = &term.source { p.entry-facts { (source_link(cx, source)) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::by_number;

    #[test]
    fn paragraphs_are_in_the_order_of_their_numbers() {
        let mut laws = ["§ 133", "§ 49a", "§ 20, stk. 1", "§ 49", "§ 20, nr. 10", "§ 49 b", "§ 20, nr. 9"];
        laws.sort_by_key(|law| by_number(law));
        assert_eq!(laws, ["§ 20, nr. 9", "§ 20, nr. 10", "§ 20, stk. 1", "§ 49", "§ 49a", "§ 49 b", "§ 133"]);
    }
}
