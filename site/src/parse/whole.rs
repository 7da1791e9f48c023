//! What can only be said once the whole page has been read: headings, footnotes and directives against each other.
//!
//! Contract: the last part of [`super::markdown`]'s work, on the same builder; the tree is not changed, but that footnotes get
//! their order.

use super::markdown::Builder;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::tree::{Footnote, Heading};
use pulldown_cmark::Event;
use std::collections::BTreeMap;
use std::ops::Range;

impl<'t, I: Iterator<Item = (Event<'t>, Range<usize>)>> Builder<'t, '_, I> {
    /// Directives that stand in code, are never closed, or close nothing.
    pub(super) fn check_directives(&mut self) {
        if self.too_deep {
            return;
        }
        for mark in std::mem::take(&mut self.marks).values() {
            self.directive_in_code(mark);
        }
        let mut stray = std::mem::take(&mut self.stray);
        stray.sort_unstable();
        stray.drain(..self.misplaced.min(stray.len()));
        for (span, name) in std::mem::take(&mut self.unclosed) {
            let fault = Diagnostic::new(Code::DirectiveUnclosed, span, format!("»:::{name}« bliver aldrig lukket"))
                .label("åbnes her");
            // A `:::` further down was meant for it, but stands in a list or a quotation, or the box does.
            let meant = stray.iter().position(|close| *close > span);
            self.report(match meant.map(|at| stray.remove(at)) {
                Some(_) => fault
                    .hint("den linje med :::, der skulle lukke, er rykket anderledes ind; ret den til som åbningen"),
                None => fault.hint("skriv en linje med ::: dér, hvor det slutter"),
            });
        }
        for span in stray {
            self.report(
                Diagnostic::new(Code::DirectiveStray, span, "»:::« lukker ikke noget")
                    .hint("fjern linjen, eller skriv, hvad der skulle åbnes, for eksempel :::trin"),
            );
        }
    }

    /// Levels begin at 2 and are never skipped on the way down.
    pub(super) fn check_headings(&mut self) {
        let mut above = 1;
        for heading in &self.body.headings {
            let Heading { level, span, text, .. } = heading;
            let marks = |n: u8| "#".repeat(usize::from(n));
            if *level == 1 {
                self.diagnostics.push(
                    Diagnostic::new(
                        Code::HeadingLevel,
                        *span,
                        format!("»{text}« er på niveau 1, men det er sidens titel"),
                    )
                    .hint("brug ## til sidens afsnit"),
                );
            } else if *level > above + 1 {
                self.diagnostics.push(
                    Diagnostic::new(Code::HeadingLevel, *span, format!("»{text}« springer et overskriftsniveau over"))
                        .hint(format!("brug {} her, eller indsæt en overskrift over den", marks(above + 1))),
                );
            }
            above = (*level).max(1);
        }
    }

    /// Each mark has one note and each note a mark. Notes are put in the order in which they are first referred to, which is
    /// how readers count them.
    pub(super) fn check_footnotes(&mut self) {
        let mut order: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, (label, _)) in self.footnote_marks.iter().enumerate() {
            order.entry(label).or_insert(at);
        }
        let mut defined: BTreeMap<String, Footnote> = BTreeMap::new();
        for (note, span) in std::mem::take(&mut self.footnotes) {
            let label = note.label.clone();
            if defined.contains_key(&label) {
                self.diagnostics.push(
                    Diagnostic::new(Code::FootnoteStray, span, format!("fodnoten »[^{label}]« har to tekster"))
                        .hint("giv den ene et andet navn, eller slet den"),
                );
            } else if !order.contains_key(label.as_str()) {
                self.diagnostics.push(
                    Diagnostic::new(Code::FootnoteStray, span, format!("ingen henviser til fodnoten »[^{label}]«"))
                        .hint(format!("skriv [^{label}] i teksten, eller slet noten")),
                );
            }
            defined.entry(label).or_insert(note);
        }
        for (label, span) in &self.footnote_marks {
            if !defined.contains_key(label) {
                self.diagnostics.push(
                    Diagnostic::new(Code::FootnoteUndefined, *span, format!("fodnoten »[^{label}]« har ingen tekst"))
                        .hint(format!("skriv noten nederst på siden: [^{label}]: teksten")),
                );
            }
        }
        let mut notes: Vec<_> = defined.into_values().collect();
        notes.sort_by_key(|note| order.get(note.label.as_str()).copied());
        self.body.footnotes = notes;
    }
}
