//! The words of a paragraph, a heading or a cell as one reads them, whatever parts them in the source.
//!
//! Contract: marks, line breaks, entities and footnote marks part `**28.000** kr.` into pieces, but nobody reads them apart. So
//! the pieces are put together here, each with its place, and looked through once for what belongs in a register. What stands
//! in for other words (a figure, code, a citation, an image) keeps those on its two sides apart.

use super::markdown::Builder;
use crate::parse::unregistered::{self, Unregistered};
use pulldown_cmark::Event;
use std::ops::Range;

/// What no word has, and what keeps its two sides apart.
const GAP: char = '\u{fffc}';

/// The words so far.
#[derive(Debug, Default)]
pub(super) struct Running {
    /// How many marks deep the text is that is being read.
    depth: usize,
    words: String,
    pieces: Vec<Piece>,
}

#[derive(Debug)]
struct Piece {
    /// Where it begins in the words.
    at: usize,
    /// Where it stands in the text.
    place: Range<usize>,
    /// Whether it is that place letter for letter.
    exact: bool,
    /// Whether it is of a law reference.
    law: bool,
    /// Whether it is the text of an image.
    image: bool,
}

impl Piece {
    /// The place in the text of a place in the words; `end` where it is one past the last sign.
    fn place(&self, at: usize, end: bool) -> usize {
        match (self.exact, end) {
            (true, _) => self.place.start + at - self.at,
            (false, false) => self.place.start,
            (false, true) => self.place.end,
        }
    }
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
        for fault in unregistered::found(&words) {
            let Range { start, end } = fault.range();
            let piece = |at: usize| pieces.iter().rfind(|piece| piece.at <= at);
            let (Some(first), Some(last)) = (piece(start), piece(end - 1)) else { continue };
            if first.law && matches!(fault, Unregistered::Paragraph(..)) {
                continue;
            }
            let span = self.span(first.place(start, false)..last.place(end, true));
            self.report(if self.in_heading || first.image { fault.in_title(span) } else { fault.in_text(span) });
        }
    }

    /// Words that stand at a place in the text.
    pub(super) fn run(&mut self, words: &str, place: Range<usize>) {
        let piece = Piece {
            at: self.running.words.len(),
            exact: self.text.get(place.clone()) == Some(words),
            place,
            law: self.in_law,
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
