//! What the terminal shows: diagnostics, the closing line, and what the program says of itself.
//!
//! Contract: [`diagnostics`] and [`summary`] are pure and Danish in every word. Results go to stdout, everything else to
//! stderr. Somebody who closes the pipe early (`| head`) makes no panic. Colours appear only on a terminal, and not where
//! `NO_COLOR` is set.

use super::failure::Failure;
use crate::Built;
use crate::check::cpr;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Source, Sources};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::env;
use std::fmt::Write as _;
use std::io::{self, IsTerminal as _, Write as _};
use std::ops::Range;
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
    text_of(built.diagnostics.iter(), &built.sources, format, colour)
}

fn text_of<'d>(
    diagnostics: impl Iterator<Item = &'d Diagnostic>,
    sources: &Sources,
    format: Format,
    colour: bool,
) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        match format {
            Format::Long => {
                let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
                text.push_str(&long(diagnostic, sources, &renderer));
                text.push_str("\n\n");
            }
            Format::Short => {
                text.push_str(&short(diagnostic, sources));
                text.push('\n');
            }
        }
    }
    text
}

/// The warnings of a build, a line each.
#[must_use]
pub fn warnings(built: &Built) -> String {
    text_of(built.diagnostics.iter().filter(|found| !found.is_error()), &built.sources, Format::Short, false)
}

/// How many errors and warnings there are, for example `3 fejl og 1 advarsel`.
#[must_use]
pub fn summary(built: &Built) -> String {
    let errors = built.errors();
    let warnings = built.diagnostics.len() - errors;
    let warnings = match warnings {
        0 => None,
        1 => Some("1 advarsel".to_owned()),
        more => Some(format!("{more} advarsler")),
    };
    match (errors, warnings) {
        (0, None) => "Ingen fejl".to_owned(),
        (0, Some(warnings)) => format!("Ingen fejl, {warnings}"),
        (errors, None) => format!("{errors} fejl"),
        (errors, Some(warnings)) => format!("{errors} fejl og {warnings}"),
    }
}

fn level(diagnostic: &Diagnostic) -> Level<'static> {
    match diagnostic.code.severity() {
        Severity::Error => Level::ERROR.with_name("fejl"),
        Severity::Warning => Level::WARNING.with_name("advarsel"),
    }
}

fn long(diagnostic: &Diagnostic, sources: &Sources, renderer: &Renderer) -> String {
    let source = sources.get(diagnostic.span.file);
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

fn short(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let source = sources.get(diagnostic.span.file);
    let place = source.position(marked(source, diagnostic.span.range()).start);
    let severity = match diagnostic.code.severity() {
        Severity::Error => "fejl",
        Severity::Warning => "advarsel",
    };
    let mut line = format!(
        "{}:{}:{}: {severity}[{}]: {}",
        source.path,
        place.line,
        place.column,
        diagnostic.code.id(),
        diagnostic.message
    );
    if !diagnostic.hints.is_empty() {
        let _infallible = write!(line, " (hjælp: {})", diagnostic.hints.join("; "));
    }
    line.replace('\n', " ")
}

/// A span as bytes that lie in the text, on whole characters. What is missing at the end of a file is shown at the end of
/// its last line, and not on an empty line that no excerpt can show.
pub(super) fn marked(source: &Source, range: Range<usize>) -> Range<usize> {
    let text = &source.text;
    let last = text.strip_suffix('\n').map_or(text.as_str(), |line| line.strip_suffix('\r').unwrap_or(line));
    let mut start = if range.start >= text.len() { last.len() } else { range.start };
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = range.end.clamp(start, text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start..end
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

/// Prints the errors of a build to stderr, without its warnings.
pub fn errors(built: &Built, format: Format) {
    let errors = built.diagnostics.iter().filter(|found| found.is_error());
    let text = text_of(errors, &built.sources, format, wants_colour());
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
