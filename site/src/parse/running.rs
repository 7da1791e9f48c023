//! The words of a paragraph, a heading or a cell as one reads them, whatever parts them in the source.
//!
//! Contract: marks, line breaks, entities and footnote marks part `**28.000** kr.` into pieces, but nobody reads them apart. So
//! the pieces are put together here, each with its place, and looked through once for what belongs in a register. What stands
//! in for other words (a figure, code, a citation, an image) keeps those on its two sides apart.

use super::markdown::Builder;
use super::prose::{GAP, Piece, Prose};
use crate::parse::tree::{Inline, plain};
use crate::parse::unregistered::{self, Unregistered};
use pulldown_cmark::Event;
use std::ops::Range;

/// The words so far.
#[derive(Debug, Default)]
pub(super) struct Running {
    /// How many marks deep the text is that is being read.
    depth: usize,
    words: String,
    pieces: Vec<Piece>,
}

impl<'t, I: Iterator<Item = (Event<'t>, Range<usize>)>> Builder<'t, '_, I> {
    pub(super) fn begin_running(&mut self) {
        self.running.depth += 1;
    }

    /// At the end of the outermost, tells what has been read.
    pub(super) fn end_running(&mut self) {
        self.running.depth -= 1;
        if self.running.depth > 0 {
            return;
        }
        let Running { words, pieces, .. } = std::mem::take(&mut self.running);
        let prose = Prose::new(self.file, self.offset, words, pieces);
        for fault in unregistered::found(prose.words()) {
            let (Some(first), Some(span)) = (prose.piece(fault.range().start), prose.span(fault.range())) else {
                continue;
            };
            if first.law && matches!(fault, Unregistered::Paragraph(..)) {
                continue;
            }
            let fault = if self.in_heading || first.image { fault.in_title(span) } else { fault.in_text(span) };
            self.report(fault);
        }
        self.body.prose.push(prose);
    }

    /// A number in a column of amounts is an amount, though its crown stands in the head of the table.
    pub(super) fn amount_in_cell(&mut self, head: Option<&Vec<Inline>>, words: &[Inline], cell: Range<usize>) {
        if head.is_some_and(|head| unregistered::counts_crowns(&plain(head)))
            && let Some(fault) = unregistered::bare_number(&plain(words))
        {
            let written = &self.text[cell.clone()];
            let at = cell.start + written.len() - written.trim_start().len();
            let span = self.span(at..at + written.trim().len());
            self.report(fault.in_text(span));
        }
    }

    /// Words that stand at a place in the text.
    pub(super) fn run(&mut self, words: &str, place: Range<usize>) {
        let piece = Piece {
            at: self.running.words.len(),
            exact: self.text.get(place.clone()) == Some(words),
            place,
            law: self.in_law,
            named: self.in_law || self.in_name,
            image: self.in_image,
        };
        self.running.pieces.push(piece);
        self.running.words.push_str(words);
    }

    /// The end of a line within the words.
    pub(super) fn run_break(&mut self) {
        self.running.words.push(' ');
    }

    /// Something that is not made of words.
    pub(super) fn run_gap(&mut self) {
        self.running.words.push(GAP);
    }
}
