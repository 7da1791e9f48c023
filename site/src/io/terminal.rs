//! What the terminal shows: diagnostics, the closing line, and what the program says of itself.
//!
//! Contract: [`diagnostics`] is pure and Danish in every word; places and words are those of [`report`]. Results go to stdout, everything else to
//! stderr. Somebody who closes the pipe early (`| head`) makes no panic. Colours appear only on a terminal, and not where
//! `NO_COLOR` is set.

use super::failure::Failure;
use crate::Built;
use crate::diagnostic::{Diagnostic, Severity};
use crate::report::{self, marked};
use crate::source::Sources;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::env;
use std::io::{self, IsTerminal as _, Write as _};
use std::time::Duration;

/// How much is shown of a diagnostic.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// With an excerpt of the text, a mark and the remedies below.
    #[default]
    Long,
    /// One line each, for editors' programs: `sti:linje:kolonne: fejl[M004]: besked (hjælp: …)`.
    Short,
}

/// Whether stderr is to have colours.
#[must_use]
pub fn wants_colour() -> bool {
    let no_color = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = env::var_os("TERM").is_some_and(|value| value == "dumb");
    io::stderr().is_terminal() && !no_color && !dumb
}

/// All diagnostics of a build as text, in their order; empty where there are none.
#[must_use]
pub fn diagnostics(built: &Built, format: Format, colour: bool) -> String {
    let mut text = String::new();
    for diagnostic in &built.diagnostics {
        match format {
            Format::Long => {
                let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
                text.push_str(&long(diagnostic, &built.sources, &renderer));
                text.push_str("\n\n");
            }
            Format::Short => {
                text.push_str(&report::line(diagnostic, &built.sources));
                text.push('\n');
            }
        }
    }
    text
}

fn level(diagnostic: &Diagnostic) -> Level<'static> {
    let severity = diagnostic.code.severity();
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    level.with_name(report::word(severity))
}

fn long(diagnostic: &Diagnostic, sources: &Sources, renderer: &Renderer) -> String {
    let source = sources.get(diagnostic.span.file);
    let range = marked(source, diagnostic.span.range());
    // Only the lines that are shown: the excerpt's maker looks through all that it is given, for each fault again.
    let (lines, first) = source.lines_around(range.clone());
    let within = range.start - lines.start..range.end - lines.start;
    let mark = AnnotationKind::Primary.span(within).label(diagnostic.label.as_deref());
    let excerpt = Snippet::source(&source.text[lines]).line_start(first).path(source.path.as_str()).annotation(mark);
    let title = level(diagnostic).primary_title(diagnostic.message.as_str()).id(diagnostic.code.id());
    let help = Level::HELP.with_name("hjælp");
    let hints = diagnostic.hints.iter().map(|hint| help.clone().message(hint.as_str()));
    renderer.render(&[Group::with_title(title).element(excerpt).elements(hints)])
}

/// Prints a result to stdout.
pub fn say(text: &str) {
    let _closed_pipe = writeln!(io::stdout().lock(), "{text}");
}

/// Prints what goes on to stderr.
pub fn progress(text: &str) {
    let _closed_pipe = writeln!(io::stderr().lock(), "{text}");
}

/// Prints a failure to stderr.
pub fn failure(failure: &Failure) {
    progress(&failure.to_string());
}

/// Prints the diagnostics of a build to stderr; in the long form with the line that says where to read more.
pub fn report(built: &Built, format: Format) {
    let mut text = diagnostics(built, format, wants_colour());
    if format == Format::Long
        && let Some(pointer) = pointer(built)
    {
        text.push_str(&pointer);
        text.push('\n');
    }
    let _closed_pipe = write!(io::stderr().lock(), "{text}");
}

/// Where the fault to begin with is explained: the first error, or else the first warning.
#[must_use]
pub fn pointer(built: &Built) -> Option<String> {
    let first = built.diagnostics.iter().find(|d| d.is_error()).or_else(|| built.diagnostics.first())?;
    Some(format!("Forklaring med eksempler: cargo run --release -- explain {}", first.code.id()))
}

/// A duration as it is said: `47 ms`, `3,2 s`, `13 s`, `2 min. 5 s`.
#[must_use]
pub fn duration(time: Duration) -> String {
    let millis = time.as_millis();
    match millis {
        0..1_000 => format!("{millis} ms"),
        1_000..10_000 => format!("{},{} s", millis / 1_000, millis % 1_000 / 100),
        10_000..60_000 => format!("{} s", millis / 1_000),
        _ => format!("{} min. {} s", millis / 60_000, millis % 60_000 / 1_000),
    }
}

#[cfg(test)]
#[path = "terminal_tests.rs"]
mod tests;
