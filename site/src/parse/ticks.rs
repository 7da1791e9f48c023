//! Lists, and the boxes to tick in them.
//!
//! Contract: the part of [`super::markdown`]'s descent that reads a list. Either each item of it begins with an empty box
//! (`- [ ]`), which makes it [`Block::Ticks`], or none does; the rest is a fault. Nothing can be ticked on a page, so
//! a box is never filled.

use super::markdown::Builder;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::tree::Block;
use pulldown_cmark::{Event, Tag};
use std::ops::Range;

impl<'t, I: Iterator<Item = (Event<'t>, Range<usize>)>> Builder<'t, '_, I> {
    /// The items of a list whose start tag has been read; its end tag is left for the caller.
    pub(super) fn list(&mut self, start: Option<u64>) -> Block {
        // A list may stand within an item that has a box of its own.
        let outer = self.tick.take();
        let (mut items, mut boxes) = (Vec::new(), Vec::new());
        while self.events.next_if(|(e, _)| matches!(e, Event::Start(Tag::Item))).is_some() {
            items.push(self.blocks(false));
            boxes.extend(self.tick.take());
            self.events.next();
        }
        self.tick = outer;
        let missing = items.len() - boxes.len();
        match boxes.into_iter().next() {
            None => Block::List { start, items },
            Some(at) if start.is_some() => {
                let fault = "et nummereret punkt kan ikke have en boks til at krydse af";
                self.tick_fault(at, fault, "skriv - [ ] i stedet for tallet, eller fjern boksen");
                Block::Ticks(items)
            }
            Some(at) if missing > 0 => {
                let fault = "kun nogle af punkterne i listen har en boks til at krydse af";
                self.tick_fault(
                    at,
                    fault,
                    "giv hvert punkt sin boks, eller del listen i to med en linje tekst imellem",
                );
                Block::Ticks(items)
            }
            Some(_) => Block::Ticks(items),
        }
    }

    /// A box at the beginning of an item.
    pub(super) fn tick_box(&mut self, range: Range<usize>, filled: bool) {
        if filled {
            let hint = "lad boksen stå tom: - [ ]; den krydses af på papiret";
            self.tick_fault(range.clone(), "boksen er krydset af på forhånd", hint);
        }
        self.tick = Some(range);
    }

    /// What looks like a box, but stands where none is made.
    pub(super) fn box_in_text(&mut self, range: Range<usize>) {
        let shown = &self.text[range.clone()];
        let fault = format!("»{shown}« bliver ikke til en boks her");
        let hint = "skriv - [ ] og et mellemrum først i et punkt i en punktliste";
        self.tick_fault(range, fault, hint);
    }

    fn tick_fault(&mut self, range: Range<usize>, fault: impl Into<String>, hint: &str) {
        let span = self.span(range);
        self.report(Diagnostic::new(Code::TickBox, span, fault).hint(hint));
    }
}
