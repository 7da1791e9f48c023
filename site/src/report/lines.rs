//! The two forms for people: with an excerpt, and one line each.
//!
//! Contract: Danish in every word. The short form is one line per fault whatever the texts hold, so that editors' programs can
//! read it.

use super::{Finding, finding, marked, ordered, word};
use crate::Built;
use crate::check::cpr;
use crate::diagnostic::{Diagnostic, Severity};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::fmt::Write as _;

/// All faults, each with an excerpt of the text, a mark and the remedies.
#[must_use]
pub fn long(built: &Built, colour: bool) -> String {
    as_excerpts(built, ordered(built), colour)
}

/// All faults, one line each.
#[must_use]
pub fn short(built: &Built) -> String {
    as_lines(built, ordered(built))
}

/// Some of the faults, each with an excerpt.
pub(super) fn as_excerpts<'d>(built: &Built, faults: impl Iterator<Item = &'d Diagnostic>, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    faults.map(|diagnostic| excerpt(built, diagnostic, &renderer) + "\n\n").collect()
}

/// Some of the faults, one line each.
pub(super) fn as_lines<'d>(built: &Built, faults: impl Iterator<Item = &'d Diagnostic>) -> String {
    faults.map(|diagnostic| line(&finding(built, diagnostic)) + "\n").collect()
}

/// Where the fault to begin with is explained: the first that is told.
#[must_use]
pub fn pointer(built: &Built) -> Option<String> {
    let first = ordered(built).next()?;
    Some(format!("Forklaring med eksempler: cargo run --release -- explain {}", first.code.id()))
}

fn level(diagnostic: &Diagnostic) -> Level<'static> {
    let severity = diagnostic.code.severity();
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    level.with_name(word(severity))
}

fn excerpt(built: &Built, diagnostic: &Diagnostic, renderer: &Renderer) -> String {
    let source = built.sources.get(diagnostic.span.file);
    let range = marked(source, diagnostic.span.range());
    // Only the lines that are shown: the excerpt's maker looks through all that it is given, for each fault again.
    let (lines, first) = source.lines_around(range.clone());
    let within = range.start - lines.start..range.end - lines.start;
    let text = cpr::hidden(&source.text[lines]);
    let mark = AnnotationKind::Primary.span(within).label(diagnostic.label.as_deref());
    let excerpt = Snippet::source(text.as_ref()).line_start(first).path(source.path.as_str()).annotation(mark);
    let title = level(diagnostic).primary_title(diagnostic.message.as_str()).id(diagnostic.code.id());
    let help = Level::HELP.with_name("hjælp");
    let hints = diagnostic.hints.iter().map(|hint| help.clone().message(hint.as_str()));
    renderer.render(&[Group::with_title(title).element(excerpt).elements(hints)])
}

/// One fault as a line: `sti:linje:kolonne: fejl[M004]: besked (hjælp: …)`.
fn line(found: &Finding<'_>) -> String {
    let (start, severity, id) = (found.start, word(found.code.severity()), found.code.id());
    let mut line = format!("{}:{}:{}: {severity}[{id}]: {}", found.path, start.line, start.column, found.message);
    if !found.hints.is_empty() {
        let _infallible = write!(line, " (hjælp: {})", found.hints.join("; "));
    }
    line.replace(['\n', '\r'], " ")
}

#[cfg(test)]
#[path = "lines_tests.rs"]
mod tests;
