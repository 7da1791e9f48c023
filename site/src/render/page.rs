//! What stands in the frame: a page with its title, text, law, sources and review dates.
//!
//! Contract: one order for all kinds of page (title, lead, contents, facts, text, next step, footnotes, law, sources,
//! review); what a page does not have is left out without a trace. The front page has neither breadcrumbs nor section.

use super::addresses::Addresses;
use super::context::Context;
use super::layout::{self, About, MAIN_ID};
use super::made::made;
use super::markdown::Text;
use super::registers::{source_facts, source_title};
use super::words::{call, capital, date, keep, law_address, mark, outside};
use super::{catalogue, changes, feeds, folded, leave, offline, template, tool, whole};
use crate::check::page::Paper;
use crate::parse::markdown::ERRORS_ID;
use crate::parse::tree::{Block, RegisterView};
use crate::resolve::Node;

use maud::{Markup, html};

/// Fewest headings for which a page has a list of them.
const CONTENTS_FROM: usize = 3;
/// From more headings on the list of contents is higher than many windows; beside the text it then scrolls, and so must be able to have the focus.
const LONG_CONTENTS: usize = 22;

/// Most pages of a section that its navigation lists whole; of a larger one it lists the neighbours.
const WHOLE_SECTION: usize = 30;
/// How many neighbours on either side.
const NEIGHBOURS: usize = 5;

/// What a page says: all but its frame, its title and its ending.
pub(crate) fn text(cx: &Context<'_>, node: &Node) -> Markup {
    let mut text = Text::new(cx, node, made);
    html! {
        @if let Some(service) = node.service(cx.site) { (catalogue::facts(cx, node, service)) }
        (text.body())
        @if node.service.is_some() && let Some(tool) = cx.calculator {
            p.next-step {
                a.button href=(cx.page(tool)) { "Regn på den" }
                (tool::planning(cx, node))
            }
        }
        (text.footnotes())
    }
}

/// A page of the site around its [`text`]; `word` is how many bytes its Word file has, where there is one.
pub(crate) fn page(cx: &Context<'_>, node: &Node, text: &Markup, word: Option<usize>) -> Markup {
    let is_tool = node.body.tools().next().is_some();
    let about = About {
        node: Some(node),
        leaves: leave::leaves(cx, node),
        title: &node.meta.title,
        description: &node.meta.summary,
        more: html! {
            @if is_tool { (tool::head(cx, node)) } @else { (folded::script(cx, text)) }
            (offline::head(cx, node))
            @if changes::shows(node) {
                link rel="alternate" type="application/atom+xml" title="Ændringer" href=(cx.href(&changes::atom_path(node)));
            }
            @if shows_reviews(node) {
                link rel="alternate" type="application/atom+xml" title="Sider til gennemgang" href=(cx.href(&feeds::atom_path(node)));
            }
        },
        foot: (node.meta.paper != Some(Paper::A5)).then(|| foot(cx, node)),
    };
    let contents: Vec<_> = node.body.headings.iter().filter(|heading| heading.level == 2).collect();
    let contents = if contents.len() < CONTENTS_FROM || is_front(node) { Vec::new() } else { contents };
    let mut kinds = vec!["wrap", "page"];
    kinds.extend(is_front(node).then_some("front"));
    kinds.extend((!node.section.is_empty()).then_some("has-section"));
    kinds.extend((!contents.is_empty()).then_some("has-contents"));
    kinds.extend(is_tool.then_some("tool"));
    let links = html! { (laws(cx, node)) (sources(cx, node)) };
    // A template is filled in by people who have no use for addresses.
    let mut addresses = Addresses::default();
    let (numbered, links) = match node.meta.paper {
        Some(_) => (None, links),
        None => (Some(addresses.numbered(text)), addresses.numbered(&links)),
    };
    let content = html! {
        div class=(kinds.join(" ")) {
            (breadcrumbs(cx, node))
            (section(cx, node))
            main #(MAIN_ID) tabindex="-1" {
                div.head {
                    @if is_tool { div #(ERRORS_ID) {} }
                    h1 { (node.meta.title) }
                    @if node.meta.paper.is_some() { (template::head(cx, node)) }
                    p.lead { (node.meta.summary) }
                    @if is_tool { (tool::tabs(cx, node)) }
                    @if node.meta.next_review < cx.site.today {
                        p.overdue {
                            strong { "Siden er ikke gennemgået til tiden." }
                            " Den skulle have været gennemgået " (date(node.meta.next_review)) ". Kontrollér frister, paragraffer og priser, før du bruger dem."
                        }
                    }
                }
                @if let Some(paper) = node.meta.paper { (template::offer(cx, node, paper, word)) }
                @if !contents.is_empty() {
                    nav.contents aria-label="På denne side" tabindex=[(contents.len() > LONG_CONTENTS).then_some("0")] {
                        p.contents-title { "På denne side" }
                        details {
                            summary { "På denne side" }
                            ul { @for heading in &contents { li { a href={ "#" (heading.anchor) } { (heading.text) } } } }
                        }
                    }
                }
                div.text { (numbered.as_ref().unwrap_or(text)) }
                (whole::offer(cx, node))
                (ending(cx, node, &links, &addresses))
            }
        }
    };
    layout::page(cx, &about, &content)
}

fn shows_reviews(node: &Node) -> bool {
    node.body.blocks.iter().any(|block| matches!(block, Block::Register(RegisterView::Reviews)))
}

fn is_front(node: &Node) -> bool {
    node.url.as_str() == "/"
}

fn breadcrumbs(cx: &Context<'_>, node: &Node) -> Markup {
    html! {
        @if !node.above.is_empty() {
            nav.crumbs aria-label="Brødkrummer" {
                ol {
                    @for id in &node.above {
                        @let above = cx.site.page(*id);
                        li { a href=(cx.page(above)) { (above.meta.short_title) } }
                    }
                    li { span aria-current="page" { (node.meta.short_title) } }
                }
            }
        }
    }
}

fn section(cx: &Context<'_>, node: &Node) -> Markup {
    let Some(home) = node.section.first().map(|id| cx.site.page(*id)) else { return html! {} };
    let here = node.section.iter().position(|id| cx.site.page(*id).url == node.url).unwrap_or_default();
    let whole = node.section.len() <= WHOLE_SECTION;
    let near = |at: usize| whole || at == 0 || at.abs_diff(here) <= NEIGHBOURS;
    html! {
        nav.section aria-label=(home.meta.short_title) {
            details {
                summary { "I dette afsnit" }
                ul {
                    @for (_, id) in node.section.iter().enumerate().filter(|(at, _)| near(*at)) {
                        @let page = cx.site.page(*id);
                        li { a href=(cx.page(page)) aria-current=[(page.url == node.url).then_some("page")] { (page.meta.short_title) } }
                    }
                }
            }
        }
    }
}

/// Law, sources, review dates, and the way on.
fn ending(cx: &Context<'_>, node: &Node, links: &Markup, addresses: &Addresses) -> Markup {
    html! {
        div.ending {
            (links)
            (changes::of_page(node))
            (review(node))
            (sequence(cx, node))
            @if node.meta.paper.is_some() { p.print-only { (template::closing(cx, node)) } }
            (addresses.list(cx, 2))
        }
    }
}

/// What stands at the foot of each printed page.
fn foot(cx: &Context<'_>, node: &Node) -> String {
    let address = cx.absolute(node.url.as_str());
    let changed = node.changed.map(|day| format!(" · ændret {}", calculator::text::date(day)));
    format!("{address} · gennemgået {}{}", calculator::text::date(node.meta.reviewed), changed.unwrap_or_default())
}

fn laws(cx: &Context<'_>, node: &Node) -> Markup {
    html! {
        @if !node.laws.is_empty() {
            section.laws {
                h2 { "Lov" }
                ul {
                    @for (id, law) in node.laws(cx.site) {
                        @let address = law_address(cx, id);
                        li {
                            a href=(address) rel=[outside(&address)] { (capital(&law.law)) " " (keep(&law.paragraph)) }
                            ": " (law.title)
                            @if law.is_history(cx.site.today) { " (gælder ikke længere)" }
                            @if law.status == calculator::Status::Unconfirmed {
                                " " (mark())
                                @if let Some(note) = &law.note { p.entry-note { (keep(note)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn sources(cx: &Context<'_>, node: &Node) -> Markup {
    html! {
        @if !node.meta.sources.is_empty() {
            section.sources {
                h2 { "Kilder" }
                ul {
                    @for listed in &node.meta.sources {
                        @if let Some(entry) = cx.site.registers.sources.get(&listed.value) {
                            li id={ "kilde_" (listed.value) } { (source_title(entry)) ". " (source_facts(entry)) "." }
                        }
                    }
                }
                @if let Some(register) = cx.site.register_page(RegisterView::Sources) {
                    p { a href=(cx.page(register)) { "Alle kilder med forbehold" } }
                }
            }
        }
    }
}

fn review(node: &Node) -> Markup {
    html! {
        dl.review {
            div { dt { "Senest gennemgået" } dd { (date(node.meta.reviewed)) } }
            @if let Some(changed) = node.changed { div { dt { "Ændret" } dd { (date(changed)) } } }
            div { dt { "Næste gennemgang" } dd { (date(node.meta.next_review)) } }
            div { dt { "Ansvarlig" } dd { (node.meta.responsible) } }
            @if let Some(whom) = &node.meta.applies_to { div { dt { "Gælder for" } dd { (whom) } } }
        }
    }
}

fn sequence(cx: &Context<'_>, node: &Node) -> Markup {
    html! {
        @if node.previous.is_some() || node.next.is_some() {
            nav.sequence aria-label="Forrige og næste side" {
                @if let Some(page) = node.previous.map(|id| cx.site.page(id)) {
                    a.previous rel="prev" href=(cx.page(page)) { span { "Forrige" } " " (page.meta.short_title) }
                }
                @if let Some(page) = node.next.map(|id| cx.site.page(id)) {
                    a.next rel="next" href=(cx.page(page)) { span { "Næste" } " " (page.meta.short_title) }
                }
            }
        }
    }
}

/// The roads of the front page, where it has some.
fn roads<'s>(cx: &Context<'s>) -> Option<(&'s Node, &'s [Block])> {
    let front = cx.find("/")?;
    front
        .body
        .blocks
        .iter()
        .find(|block| matches!(block, Block::Roads(_)))
        .map(|roads| (front, std::slice::from_ref(roads)))
}

/// What a host shows for an address that does not exist. It may stand at any depth: all its links begin at the root.
pub(crate) fn not_found(cx: &Context<'_>) -> Markup {
    let title = "Siden findes ikke";
    let about = About {
        node: None,
        leaves: false,
        title,
        description: "Adressen er skrevet forkert, eller siden er flyttet eller fjernet.",
        more: html! {},
        foot: None,
    };
    let content = html! {
        div.wrap.page {
            main #(MAIN_ID) tabindex="-1" {
                div.head {
                    h1 { (title) }
                    p.lead { (about.description) }
                }
                div.text {
                    p { "Er et barn i fare lige nu, så " (call("112", "ring 112")) "."
                        @if let Some(acute) = cx.acute {
                            " Er du bekymret for et barn, så se " a href=(cx.page(acute)) { (acute.meta.title) }
                        }
                    }
                    p { "Har du skrevet adressen selv, så se efter, om den er skrevet rigtigt. Ellers finder du vej herfra:" }
                    @if let Some((front, roads)) = roads(cx) { (Text::excerpt(cx, front).blocks(roads)) }
                    ul {
                        li { a href=(cx.href("/")) { "Forsiden" } }
                        @for (words, id) in &cx.site.menu { li { a href=(cx.page(cx.site.page(*id))) { (words) } } }
                    }
                }
            }
        }
    };
    layout::page(cx, &about, &content)
}
