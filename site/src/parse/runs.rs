//! The parser's pieces of text, joined where the source has them in one piece.
//!
//! Contract: a text event of [`joined`] either is its range of the source letter for letter, or is a single entity. The parser
//! parts text at signs that might have meant something; `{{tal:a_b}}` must be read in one piece. What stands behind a
//! backslash begins a piece of its own, so whoever looks for signs can tell that the first of them is escaped.

use pulldown_cmark::{CowStr, Event};
use std::iter::Peekable;
use std::ops::Range;

/// Joins the text events of a parser over `source`.
pub(super) fn joined<'t, I: Iterator<Item = (Event<'t>, Range<usize>)>>(events: I, source: &'t str) -> Joined<'t, I> {
    Joined { events: events.peekable(), source }
}

pub(super) struct Joined<'t, I: Iterator<Item = (Event<'t>, Range<usize>)>> {
    events: Peekable<I>,
    source: &'t str,
}

impl<'t, I: Iterator<Item = (Event<'t>, Range<usize>)>> Iterator for Joined<'t, I> {
    type Item = (Event<'t>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let source = self.source;
        let exact = |event: &Event<'t>, range: &Range<usize>| matches!(event, Event::Text(text) if source.get(range.clone()) == Some(&**text));
        let (event, mut range) = self.events.next()?;
        if !exact(&event, &range) {
            return Some((event, range));
        }
        while let Some((_, next)) = self.events.next_if(|(e, next)| next.start == range.end && exact(e, next)) {
            range.end = next.end;
        }
        Some((Event::Text(CowStr::Borrowed(&source[range.clone()])), range))
    }
}
