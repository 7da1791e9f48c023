//! The blocks of a page in a Word file.
//!
//! Contract: each block of the tree once, in reading order. `check::page` keeps from templates what is not prose; a box that
//! came through all the same keeps its words. Two tables never meet (Word would make them one): a gap follows each.

use super::lists::{Mark, continued, marked};
use super::{Piece, clean};
use crate::parse::tree::{Align, Block, Inline, Room};
use crate::render::context::Context;
use crate::render::papers;
use crate::render::words::alert_title;
use crate::resolve::Node;
use docx_rs::{
    AlignmentType, Paragraph, Run, Table, TableBorders, TableCell, TableCellBorder, TableCellBorderPosition,
    TableCellBorders, TableCellMargins, TableLayoutType, TableRow, VAlignType, WidthType,
};

/// The height of a line to write on by hand: 8.5 mm, in twentieths of a point.
const RULE: f32 = 482.0;

/// A file while it is being written.
pub(super) struct Writer<'s> {
    pub(super) cx: &'s Context<'s>,
    pub(super) node: &'s Node,
    /// The width of the text.
    width: usize,
    pieces: Vec<Piece>,
    /// The style of a paragraph of text.
    style: Option<&'static str>,
    /// How many paragraphs there have been.
    paragraphs: u32,
    /// How many links there have been.
    pub(super) links: usize,
    /// The first number of each numbered list.
    lists: Vec<usize>,
}

impl<'s> Writer<'s> {
    pub(super) fn new(cx: &'s Context<'s>, node: &'s Node, width: usize) -> Self {
        let (pieces, lists) = (Vec::new(), Vec::new());
        Self { cx, node, width, pieces, style: None, paragraphs: 0, links: 0, lists }
    }

    /// The pieces in order, and the first number of each numbered list.
    pub(super) fn finish(self) -> (Vec<Piece>, Vec<usize>) {
        (self.pieces, self.lists)
    }

    /// An empty paragraph with an id of this file's own.
    fn paragraph(&mut self) -> Paragraph {
        self.paragraphs += 1;
        Paragraph::new().id(format!("{:08x}", self.paragraphs))
    }

    fn push(&mut self, paragraph: Paragraph) {
        self.pieces.push(Piece::Paragraph(Box::new(paragraph)));
    }

    fn push_table(&mut self, table: Table) {
        self.pieces.push(Piece::Table(Box::new(table)));
        let gap = self.paragraph().style("Gap");
        self.push(gap);
    }

    /// A paragraph of plain words in a style.
    pub(super) fn styled(&mut self, style: &str, words: &str) {
        let paragraph = self.paragraph().style(style).add_run(Run::new().add_text(clean(words)));
        self.push(paragraph);
    }

    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block, 0));
    }

    /// The footnotes, after the text: a card has no room at the foot of its page.
    pub(super) fn footnotes(&mut self) {
        let notes = &self.node.body.footnotes;
        if notes.is_empty() {
            return;
        }
        self.styled("Heading2", "Noter");
        let items: Vec<_> = notes.iter().map(|note| note.blocks.clone()).collect();
        self.list(Some(1), &items, 0);
    }

    /// A block; `level` is how many lists it stands in.
    fn block(&mut self, block: &Block, level: usize) {
        match block {
            Block::Heading { level, content, .. } => {
                let paragraph = self.paragraph().style(&format!("Heading{}", (*level).clamp(2, 6)));
                let paragraph = self.line(paragraph, content);
                self.push(paragraph);
            }
            Block::Paragraph(content) | Block::Plain(content) => {
                let paragraph = self.paragraph();
                let paragraph = match self.style {
                    Some(style) => paragraph.style(style),
                    None => paragraph,
                };
                let paragraph = self.line(paragraph, content);
                self.push(paragraph);
            }
            Block::List { start, items } => self.list(*start, items, level),
            Block::Ticks(items) => items.iter().for_each(|item| self.item(Mark::Tick, item, level)),
            Block::Quote(inner) => self.within("Quote", inner),
            Block::Alert(alert, inner) => {
                self.styled("BoxTitle", alert_title(*alert));
                self.within("Box", inner);
            }
            Block::Code(code) => code.lines().for_each(|line| self.styled("Code", line)),
            Block::Table { aligns, head, rows } => self.table(aligns, head, rows),
            Block::Fields(room, labels) => self.fields(*room, labels),
            Block::Paper(id) => {
                if let Some(entry) = papers::named(self.cx, self.node, *id) {
                    papers::blocks(&entry.paper).iter().for_each(|block| self.block(block, level));
                }
            }
            Block::Rule => self.styled("Gap", ""),
            // No template has what follows. Where it has words, they are kept.
            Block::ShortAnswer(inner) | Block::Acute(inner) | Block::Unconfirmed(inner) => self.within("Box", inner),
            Block::Steps(items) => self.list(Some(1), items, level),
            Block::Roads(items) => self.list(None, items, level),
            Block::Services
            | Block::Calculator
            | Block::CaseCosts
            | Block::Codes(_)
            | Block::Concern(_)
            | Block::Demand
            | Block::Dates(_)
            | Block::Clarify(_)
            | Block::Papers
            | Block::SelfCheck(_)
            | Block::Ladder(_)
            | Block::Network
            | Block::Offline
            | Block::Design(_)
            | Block::Search
            | Block::Trials
            | Block::Register(_)
            | Block::Chart(_) => {}
        }
    }

    /// Blocks whose text has a style of its own.
    fn within(&mut self, style: &'static str, inner: &[Block]) {
        let outer = self.style.replace(style);
        self.blocks(inner);
        self.style = outer;
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], level: usize) {
        let mark = match start {
            None => Mark::Point,
            Some(start) => {
                self.lists.push(usize::try_from(start).unwrap_or(1));
                Mark::Number(self.lists.len() - 1)
            }
        };
        items.iter().for_each(|item| self.item(mark, item, level));
    }

    fn item(&mut self, mark: Mark, blocks: &[Block], level: usize) {
        let begins_with_text = matches!(blocks.first(), Some(Block::Paragraph(_) | Block::Plain(_)));
        if !begins_with_text {
            let paragraph = marked(self.paragraph(), mark, level);
            self.push(paragraph);
        }
        for (at, block) in blocks.iter().enumerate() {
            let (Block::Paragraph(content) | Block::Plain(content)) = block else {
                self.block(block, level + 1);
                continue;
            };
            let paragraph = self.paragraph();
            let paragraph = if at == 0 { marked(paragraph, mark, level) } else { continued(paragraph, level) };
            let paragraph = self.line(paragraph, content);
            self.push(paragraph);
        }
    }

    fn table(&mut self, aligns: &[Align], head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) {
        let columns = head.len().max(1);
        let width = self.width / columns;
        let cell = |writer: &mut Self, style: &str, at: usize, content: &[Inline]| {
            let paragraph = writer.paragraph().style(style);
            let paragraph = match aligns.get(at) {
                Some(Align::End) => paragraph.align(AlignmentType::Right),
                Some(Align::Center) => paragraph.align(AlignmentType::Center),
                _ => paragraph,
            };
            TableCell::new().width(width, WidthType::Dxa).add_paragraph(writer.line(paragraph, content))
        };
        let mut all = vec![
            // The one row that is not split: `parts` makes it repeat itself on each page.
            TableRow::new(head.iter().enumerate().map(|(at, words)| cell(self, "CellHead", at, words)).collect())
                .cant_split(),
        ];
        for row in rows {
            let to_fill_in = row.iter().any(Vec::is_empty);
            let row = TableRow::new(row.iter().enumerate().map(|(at, words)| cell(self, "Cell", at, words)).collect());
            all.push(if to_fill_in { row.row_height(RULE) } else { row });
        }
        let table = Table::new(all).set_grid(vec![width; columns]).width(width * columns, WidthType::Dxa);
        self.push_table(table);
    }

    /// Labels beside a line; where there is more to write, above five.
    fn fields(&mut self, room: Room, labels: &[Vec<Inline>]) {
        let half = self.width * 2 / 5;
        match room {
            Room::Line => {
                let widths = [half, self.width - half];
                let rows = labels.iter().map(|label| {
                    let words = self.paragraph().style("Field");
                    let words = self.line(words, label);
                    let line = self.paragraph().style("Field");
                    let label = TableCell::new().width(widths[0], WidthType::Dxa).vertical_align(VAlignType::Bottom);
                    TableRow::new(vec![label.add_paragraph(words), ruled(line, widths[1])]).row_height(RULE)
                });
                let rows = rows.collect();
                self.push_table(bare(rows, widths.to_vec()));
            }
            Room::Lines => {
                for label in labels {
                    let words = self.paragraph().style("LongField");
                    let words = self.line(words, label);
                    self.push(words);
                    // The label and its lines stay on one page.
                    let rows = (1..=room.lines()).map(|at| {
                        let line = self.paragraph().style("Field").keep_next(at < room.lines());
                        TableRow::new(vec![ruled(line, self.width)]).row_height(RULE)
                    });
                    let rows = rows.collect();
                    self.push_table(bare(rows, vec![self.width]));
                }
            }
        }
    }
}

/// A cell to write in, with a line below.
fn ruled(line: Paragraph, width: usize) -> TableCell {
    let rule = TableCellBorder::new(TableCellBorderPosition::Bottom).size(4).color("404040");
    let borders = TableCellBorders::with_empty().set(rule);
    let cell = TableCell::new().width(width, WidthType::Dxa).set_borders(borders);
    cell.vertical_align(VAlignType::Bottom).add_paragraph(line)
}

/// A table without lines of its own.
fn bare(rows: Vec<TableRow>, widths: Vec<usize>) -> Table {
    let width = widths.iter().sum();
    let margins = TableCellMargins::new().margin(0, 100, 0, 0);
    let table =
        Table::new(rows).margins(margins).set_borders(TableBorders::with_empty()).layout(TableLayoutType::Fixed);
    table.width(width, WidthType::Dxa).set_grid(widths)
}
