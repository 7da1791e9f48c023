//! Running text as one reads it, each word with its place in the file.
//!
//! Contract: [`Prose`] is the words of one paragraph, heading, cell or text in TOML, put together from the pieces into which marks,
//! line breaks and entities part them. What stands in for other words (a figure, code, a citation, an image) is [`GAP`], which
//! keeps those on its two sides apart. What looks at words and not at Markdown (`check::style`, `check::spelling`) reads these.

use super::table::Table;
use crate::source::{FileId, Source, Span};
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// What no word has, and what keeps its two sides apart.
pub const GAP: char = '\u{fffc}';

/// Some words that stand together in the file.
#[derive(Debug, Clone)]
pub struct Piece {
    /// Where it begins in the words.
    pub(super) at: usize,
    /// Where it stands in the text.
    pub(super) place: Range<usize>,
    /// Whether it is that place letter for letter.
    pub(super) exact: bool,
    /// Whether it is of a law reference.
    pub(super) law: bool,
    /// Whether it is the name of something outside: of a law, or of what a link leads out to.
    pub(super) named: bool,
    /// Whether it is the text of an image.
    pub(super) image: bool,
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

/// Words that are read on end.
#[derive(Debug, Clone)]
pub struct Prose {
    file: FileId,
    offset: usize,
    words: String,
    pieces: Vec<Piece>,
}

impl Prose {
    /// Words of a file, from their pieces; `offset` is where the text begins that the pieces count from.
    pub(super) fn new(file: FileId, offset: usize, words: String, pieces: Vec<Piece>) -> Self {
        Self { file, offset, words, pieces }
    }

    /// The words.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }

    /// The piece that a place in the words is of.
    pub(super) fn piece(&self, at: usize) -> Option<&Piece> {
        self.pieces.iter().rfind(|piece| piece.at <= at)
    }

    /// Where a range of the words stands in the file; `None` where it is empty, or before the first piece.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        let Range { start, end } = range;
        let (first, last) = (self.piece(start)?, self.piece(end.checked_sub(1)?)?);
        let (from, to) = (first.place(start, false), last.place(end, true));
        Some(Span::new(self.file, self.offset + from..self.offset + to))
    }

    /// Whether the words at a place are the name of something outside, which is not ours to choose.
    #[must_use]
    pub fn is_name(&self, at: usize) -> bool {
        self.piece(at).is_some_and(|piece| piece.named)
    }
}

/// The texts in a table that stand under one of these keys, wherever in it, in no order.
#[must_use]
pub fn in_table(table: &Table<'_>, source: &Source, keys: &[&str]) -> Vec<Prose> {
    let mut found = Walk { file: table.file, offset: table.offset, text: &source.text, keys, found: Vec::new() };
    found.table(&table.table);
    found.found
}

struct Walk<'a> {
    file: FileId,
    offset: usize,
    text: &'a str,
    keys: &'a [&'a str],
    found: Vec<Prose>,
}

impl Walk<'_> {
    fn table(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            let wanted = self.keys.contains(&key.get_ref().as_ref());
            self.value(wanted, value.get_ref(), value.span());
        }
    }

    fn value(&mut self, wanted: bool, value: &DeValue<'_>, span: Range<usize>) {
        match value {
            DeValue::String(words) if wanted => self.words(words, span),
            DeValue::Array(items) => {
                for item in items.iter() {
                    self.value(wanted, item.get_ref(), item.span());
                }
            }
            DeValue::Table(table) => self.table(table),
            _ => {}
        }
    }

    /// A text: letter for letter where no sign in it is written in another way.
    fn words(&mut self, words: &str, span: Range<usize>) {
        let written = self.text.get(self.offset + span.start..self.offset + span.end).unwrap_or_default();
        let inner = written.find(words).filter(|_| !words.is_empty());
        let start = span.start + inner.unwrap_or(0);
        let place = if inner.is_some() { start..start + words.len() } else { span };
        let piece = Piece { at: 0, place, exact: inner.is_some(), law: false, named: false, image: false };
        self.found.push(Prose::new(self.file, self.offset, words.to_owned(), vec![piece]));
    }
}

#[cfg(test)]
mod tests {
    use super::{Prose, in_table};
    use crate::parse;
    use crate::source::{Source, Sources};

    fn shown<'s>(source: &'s Source, prose: &Prose, word: &str) -> &'s str {
        let at = prose.words().find(word).expect("the word is there");
        &source.text[prose.span(at..at + word.len()).expect("it has a place").range()]
    }

    #[test]
    fn words_have_their_place_across_marks() {
        let source = Source::new("content/a.md", "+++\n+++\nEt **børn**ehus *er* [et\nhus](lov:a) `kode` her.\n");
        let mut sources = Sources::default();
        let id = sources.add(source.clone());
        let (document, _) = parse::page(id, &source);
        let prose = &document.body.prose[0];
        assert_eq!(prose.words(), "Et børnehus er et hus \u{fffc} her.");
        assert_eq!(shown(&source, prose, "børnehus"), "børn**ehus");
        assert_eq!(shown(&source, prose, "et hus"), "et\nhus");
        assert!(prose.is_name(prose.words().find("et hus").unwrap_or(0)) && !prose.is_name(0));
    }

    #[test]
    fn texts_in_toml_have_theirs() {
        let source = Source::new(
            "content/data/a.toml",
            "[a]\nnote = \"Et ord\"\nid = \"x\"\n[[a.b]]\nnote = [\"to \\\"ord\"]\n",
        );
        let mut sources = Sources::default();
        let id = sources.add(source.clone());
        let (table, _) = parse::register(id, &source);
        let found = in_table(&table.expect("it can be read"), &source, &["note"]);
        let mut words: Vec<_> = found.iter().map(|prose| shown(&source, prose, "ord")).collect();
        words.sort_unstable();
        assert_eq!(words, ["\"to \\\"ord\"", "ord"]);
    }
}
