//! The blocks of a page's text.
//!
//! Contract: one element for each kind of block, in reading order; boxes head themselves one level below the heading they
//! stand under, so that levels are never skipped. A table scrolls in a region of its own that the keyboard can reach. Red is for
//! the acute box alone.

use super::context::Context;
use super::identity::{Icon, icon};
use super::words::{alert_title, heading};
use crate::parse::tree::{Alert, Align, Block, Inline, Room, plain};
use crate::resolve::Node;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// What makes a block that is no text: on a page, with headings from a level on.
pub(crate) type Make = fn(&Context<'_>, &Node, &Block, u8) -> Markup;

/// The text of one page while it is being rendered.
pub(crate) struct Text<'s> {
    pub(crate) cx: &'s Context<'s>,
    pub(crate) node: &'s Node,
    made: Make,
    /// Level of the heading last met.
    level: u8,
    /// Its words.
    heading: String,
    /// How many tables there have been.
    tables: usize,
    /// Whether this is an acute box.
    pub(crate) acute: bool,
    /// Whether this is within a link, where there can be no other.
    pub(crate) linked: bool,
    /// Footnotes that have been referred to.
    pub(crate) marked: BTreeSet<usize>,
    /// Whether this is shown on another page than its own.
    pub(crate) away: bool,
    /// Whether words of the glossary are linked here.
    pub(crate) glossing: bool,
    /// The words of the glossary that have been linked, or are not to be.
    pub(crate) glossed: BTreeSet<usize>,
}

impl<'s> Text<'s> {
    /// The text of a page, from its start.
    pub(crate) fn new(cx: &'s Context<'s>, node: &'s Node, made: Make) -> Self {
        Self {
            cx,
            node,
            made,
            level: 1,
            heading: node.meta.short_title.clone(),
            tables: 0,
            acute: false,
            linked: false,
            marked: BTreeSet::new(),
            away: false,
            // A sheet to be filled in is read from paper.
            glossing: node.meta.paper.is_none(),
            glossed: cx.explained_on(node),
        }
    }

    /// A piece of a page that is shown on another: references keep their answers, but there are no
    /// anchors, and nothing leads to a place on the page that shows it.
    pub(crate) fn excerpt(cx: &'s Context<'s>, node: &'s Node) -> Self {
        Self { glossing: false, away: true, ..Self::new(cx, node, |_, _, _, _| html! {}) }
    }

    /// The whole text, without footnotes.
    pub(crate) fn body(&mut self) -> Markup {
        let node = self.node;
        self.blocks(&node.body.blocks)
    }

    /// The footnotes, after [`Text::body`].
    pub(crate) fn footnotes(&mut self) -> Markup {
        let node = self.node;
        html! {
            @if !node.body.footnotes.is_empty() {
                section.footnotes {
                    h2 { "Noter" }
                    ol {
                        @for (at, note) in node.body.footnotes.iter().enumerate() {
                            li id={ "note_" (at + 1) } {
                                (self.blocks(&note.blocks))
                                @if self.marked.contains(&(at + 1)) {
                                    p { a href={ "#note_" (at + 1) "_tekst" } { "Tilbage til teksten" span.hidden { ", note " (at + 1) } } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// Blocks in order.
    pub(crate) fn blocks(&mut self, blocks: &[Block]) -> Markup {
        html! { @for block in blocks { (self.block(block)) } }
    }

    fn block(&mut self, block: &Block) -> Markup {
        match block {
            Block::Heading { level, anchor, content } => {
                self.level = *level;
                let words = self.titled(content);
                if self.away {
                    // Two excerpts on one page may have the same headings; tables are named by the page they are from.
                    return heading(*level, None, None, &words);
                }
                self.heading = plain(content);
                heading(*level, Some(anchor), None, &words)
            }
            Block::Paragraph(content) => html! { p { (self.inlines(content)) } },
            Block::Plain(content) => self.inlines(content),
            Block::List { start, items } => self.list(*start, items),
            Block::Ticks(items) => html! { ul.ticks { @for item in items { li { (self.blocks(item)) } } } },
            Block::Fields(room, labels) => self.fields(*room, labels),
            Block::Quote(inner) => html! { blockquote { (self.blocks(inner)) } },
            Block::Alert(alert, inner) => {
                let class = alert.class();
                let sign = matches!(alert, Alert::Warning | Alert::Caution).then(|| icon(self.cx, Icon::Warning));
                self.boxed(class, &html! { @if let Some(sign) = sign { (sign) } (alert_title(*alert)) }, inner)
            }
            Block::Code(code) => html! { pre tabindex="0" { code { (code) } } },
            Block::Table { aligns, head, rows } => self.table(aligns, head, rows),
            Block::Rule => html! { hr; },
            Block::ShortAnswer(inner) => self.boxed("short", &html! { "Det korte svar" }, inner),
            Block::Unconfirmed(inner) => self.boxed("unsure", &html! { "Ikke bekræftet" }, inner),
            Block::Acute(inner) => self.acute(inner),
            Block::Steps(items) => html! { ol.steps { @for item in items { li { (self.step(item)) } } } },
            Block::Roads(items) => html! { ul.roads { @for item in items { li { (self.road(item)) } } } },
            Block::Services
            | Block::Calculator
            | Block::CaseCosts
            | Block::Codes(_)
            | Block::Concern(_)
            | Block::Demand
            | Block::Dates(_)
            | Block::Clarify(_)
            | Block::Paper(_)
            | Block::Papers
            | Block::SelfCheck(_)
            | Block::Ladder(_)
            | Block::Network
            | Block::Offline
            | Block::Design(_)
            | Block::Search
            | Block::Trials
            | Block::Register(_)
            | Block::Chart(_) => (self.made)(self.cx, self.node, block, self.level + 1),
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>]) -> Markup {
        html! {
            @if let Some(start) = start {
                ol start=[Some(start).filter(|start| *start != 1)] { @for item in items { li { (self.blocks(item)) } } }
            } @else {
                ul { @for item in items { li { (self.blocks(item)) } } }
            }
        }
    }

    /// Labels with lines to write on; nothing can be typed on them.
    fn fields(&mut self, room: Room, labels: &[Vec<Inline>]) -> Markup {
        let class = if room == Room::Line { "fields" } else { "fields long" };
        html! {
            ul class=(class) {
                @for label in labels {
                    li { span { (self.inlines(label)) } @for _ in 0..room.lines() { span.rule {} } }
                }
            }
        }
    }

    /// A box with a title, which is a heading below the one it stands under.
    fn boxed(&mut self, class: &str, title: &Markup, inner: &[Block]) -> Markup {
        html! {
            div.box.(class) {
                (heading(self.level + 1, None, Some("box-title"), title))
                (self.blocks(inner))
            }
        }
    }

    /// The first paragraph is the title, where it is bold as a whole.
    fn acute(&mut self, blocks: &[Block]) -> Markup {
        let outer = std::mem::replace(&mut self.acute, true);
        let (title, rest) = match blocks.split_first() {
            Some((Block::Paragraph(first), rest)) => match first.as_slice() {
                [Inline::Strong(words)] => (self.titled(words), rest),
                _ => (html! { "Akut" }, blocks),
            },
            _ => (html! { "Akut" }, blocks),
        };
        let glossing = std::mem::replace(&mut self.glossing, false);
        let acute = self.boxed("acute", &title, rest);
        self.glossing = glossing;
        self.acute = outer;
        acute
    }

    /// The words of a title, without links to the glossary.
    fn titled(&mut self, content: &[Inline]) -> Markup {
        let outer = std::mem::replace(&mut self.glossing, false);
        let words = self.inlines(content);
        self.glossing = outer;
        words
    }

    fn title_words(&mut self, words: &str) -> Markup {
        let outer = std::mem::replace(&mut self.glossing, false);
        let words = self.words(words);
        self.glossing = outer;
        words
    }

    /// A step begins with its title in bold; the title gets a line of its own and loses its full stop.
    fn step(&mut self, blocks: &[Block]) -> Markup {
        let Some((first, others)) = blocks.split_first() else { return html! {} };
        if let Block::Paragraph(content) | Block::Plain(content) = first
            && let Some((Inline::Strong(title), rest)) = content.split_first()
        {
            let words = plain(title);
            let simple = matches!(title.as_slice(), [Inline::Text(_)]);
            let title =
                if simple { self.title_words(words.strip_suffix('.').unwrap_or(&words)) } else { self.titled(title) };
            let rest = trimmed(rest);
            return html! {
                p.step-title { strong { (title) } }
                @if !rest.is_empty() { p { (self.inlines(&rest)) } }
                (self.blocks(others))
            };
        }
        self.blocks(blocks)
    }

    /// A road is a link and one sentence.
    fn road(&mut self, blocks: &[Block]) -> Markup {
        if let [Block::Paragraph(content) | Block::Plain(content)] = blocks
            && let Some((Inline::Link(id, words), rest)) = content.split_first()
        {
            // The whole road is its link's: another within could not be reached with the mouse.
            let rest = trimmed(rest);
            return html! {
                (self.link(*id, words))
                @if !rest.is_empty() { p { (self.titled(&rest)) } }
            };
        }
        self.blocks(blocks)
    }

    fn table(&mut self, aligns: &[Align], head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> Markup {
        self.tables += 1;
        let label = format!("Tabel {}: {}", self.tables, self.heading);
        let class = |column: usize| match aligns.get(column) {
            Some(Align::End) => Some("number"),
            Some(Align::Center) => Some("middle"),
            _ => None,
        };
        html! {
            section.table aria-label=(label) tabindex="0" {
                table {
                    thead {
                        tr {
                            @for (at, cell) in head.iter().enumerate() {
                                // The corner above the rows' names may be empty; then it names no column.
                                @if cell.is_empty() { td {} } @else { th scope="col" class=[class(at)] { (self.inlines(cell)) } }
                            }
                        }
                    }
                    tbody {
                        @for row in rows {
                            tr {
                                @for (at, cell) in row.iter().enumerate() {
                                    // An empty cell is one to fill in, and names no row.
                                    @if at == 0 && !cell.is_empty() {
                                        th scope="row" class=[class(at)] { (self.inlines(cell)) }
                                    } @else {
                                        td class=[class(at)] { (self.inlines(cell)) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What follows a title in the same line, without the sign between them.
fn trimmed(rest: &[Inline]) -> Vec<Inline> {
    let mut rest = rest.to_vec();
    while let Some(first) = rest.first_mut() {
        match first {
            Inline::SoftBreak | Inline::HardBreak => {
                rest.remove(0);
            }
            Inline::Text(words) => {
                *words = words.trim_start_matches([':', '–', '-', ' ']).to_owned();
                if !words.is_empty() {
                    break;
                }
                rest.remove(0);
            }
            _ => break,
        }
    }
    rest
}
