//! Meeting papers on pages: each for the pen, and the page on which any of them is filled in.
//!
//! Contract: a paper on its page, in its Word file and in the tool is made of one value (`calculator::papers`). For the pen it is
//! turned into blocks of text here, so that page, Word file and search show it as they show what is written in Markdown. The
//! tool reads all papers from its page, where they are listed with the way to each for the pen.

use super::context::Context;
use super::tool::data_of;
use super::words::{heading, keep, source_link};
use super::{markdown, template};
use crate::check::papers::MeetingPaper;
use crate::parse::tree::{Align, Block, Inline, RefId, Room};
use crate::resolve::Node;
use crate::resolve::targets::Target;
use crate::tools;
use calculator::papers::{self, Paper, Papers, Piece, pieces};
use maud::{Markup, html};

/// The paper of the register that a block names.
pub(crate) fn named<'s>(cx: &Context<'s>, node: &Node, id: RefId) -> Option<&'s MeetingPaper> {
    match node.targets.get(id.0)? {
        Target::Paper(id) => cx.site.registers.papers.get(id),
        _ => None,
    }
}

/// A paper for the pen, as blocks of text; the last says whose fields and whose words they are.
pub(crate) fn blocks(paper: &Paper) -> Vec<Block> {
    let whose = Block::Paragraph(vec![Inline::Text(whose(paper))]);
    pieces(paper, None).into_iter().map(block).chain([whose]).collect()
}

/// Whose fields and whose words stand on a paper, in one line.
pub(crate) fn whose(paper: &Paper) -> String {
    let all = paper.fields().count();
    match paper.fields().filter(|field| !field.printed.is_empty()).count() {
        0 => "Felterne og ordene på papiret er vores egne.".to_owned(),
        printed if printed == all => "Felterne på papiret er kildens. Ordene er vores egne.".to_owned(),
        printed => format!(
            "Af de {all} felter på papiret er {printed} fra kilden, resten er vores. Ordene er vores egne i dem alle."
        ),
    }
}

fn block(piece: Piece) -> Block {
    let words = |text: String| vec![Inline::Text(text)];
    match piece {
        Piece::Heading(level, title) => Block::Heading { level, content: words(title), anchor: String::new() },
        Piece::Text(text) => Block::Paragraph(words(text)),
        Piece::Numbered(points) => {
            let items = points.into_iter().map(|point| vec![Block::Plain(words(point))]).collect();
            Block::List { start: Some(1), items }
        }
        Piece::Lines(lines) => Block::Fields(Room::Line, lines.into_iter().map(|(label, _)| words(label)).collect()),
        Piece::Long(label, _) => Block::Fields(Room::Lines, vec![words(label)]),
        Piece::Ticks(ticks) => {
            Block::Ticks(ticks.into_iter().map(|(label, _)| vec![Block::Plain(words(label))]).collect())
        }
        Piece::Table(head, rows) => {
            let cell = |text: String| if text.is_empty() { Vec::new() } else { words(text) };
            Block::Table {
                aligns: vec![Align::Start; head.len()],
                head: head.into_iter().map(words).collect(),
                rows: rows.into_iter().map(|row| row.into_iter().map(cell).collect()).collect(),
            }
        }
    }
}

/// Where the paper of a page can be filled in on the screen.
pub(crate) fn filling(cx: &Context<'_>, node: &Node) -> Option<String> {
    let id = node.targets.iter().find_map(|target| if let Target::Paper(id) = target { Some(id) } else { None })?;
    let page = cx.site.pages.iter().find(|node| node.body.tools().any(|tool| *tool == tools::PAPERS))?;
    Some(format!("{}#{id}", cx.page(page)))
}

/// A paper on its page, for the pen.
pub(crate) fn paper(cx: &Context<'_>, node: &Node, id: RefId) -> Markup {
    let Some(entry) = named(cx, node, id) else { return html! {} };
    html! {
        (markdown::Text::excerpt(cx, node).blocks(&blocks(&entry.paper)))
    }
}

/// The page on which a paper is shown for the pen.
fn shown<'s>(cx: &Context<'s>, id: &str) -> Option<&'s Node> {
    let is = |target: &Target| matches!(target, Target::Paper(named) if named == id);
    cx.site.pages.iter().find(|node| node.targets.iter().any(is))
}

/// Where the tool mounts, what stands there without JavaScript, and what it reads.
pub(crate) fn tool(cx: &Context<'_>, level: u8) -> Markup {
    let all: Vec<Paper> = cx.site.registers.papers.iter().map(|(id, entry)| carried(cx, id, entry)).collect();
    let json = papers::to_json(&Papers { creator: cx.site.config.name.clone(), all });
    html! {
        div.calculator.paper-tool #(tools::PAPERS.name) {
            p.no-script { "Slå JavaScript til for at udfylde papirerne her. Du kan også printe et tomt papir eller hente det til Word." }
        }
        (data_of(&tools::PAPERS, json))
        div.static.stays {
            (heading(level, Some("papirerne"), None, &html! { "Papirerne" }))
            section.table aria-label="Mødepapirer" tabindex="0" {
                table {
                    thead { tr { th scope="col" { "Papir" } th scope="col" { "Felter fra kilden" } th scope="col" { "Vores felter" } th scope="col" { "Kilde" } } }
                    tbody {
                        @for (id, entry) in cx.site.registers.papers.iter() {
                            @let printed = entry.paper.fields().filter(|field| !field.printed.is_empty()).count();
                            tr id=(id) {
                                th scope="row" {
                                    @if let Some(page) = shown(cx, id) { a href=(cx.page(page)) { (entry.paper.title) } } @else { (entry.paper.title) }
                                    @if let Some(note) = &entry.note { p.entry-note { (keep(note)) } }
                                }
                                td { (printed) }
                                td { (entry.paper.fields().count() - printed) }
                                td { (source_link(cx, &entry.source)) ", " (keep(&entry.place)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A paper with what stands around it on its page.
fn carried(cx: &Context<'_>, id: &str, entry: &MeetingPaper) -> Paper {
    let page = shown(cx, id);
    Paper {
        head: page
            .map(|node| format!("{} · {}", template::version(cx, node), template::CONFIDENTIAL))
            .unwrap_or_default(),
        closing: page
            .map(|node| format!("{} {}", whose(&entry.paper), template::closing(cx, node)))
            .unwrap_or_default(),
        href: page.map(|node| cx.page(node)).unwrap_or_default(),
        ..entry.paper.clone()
    }
}
