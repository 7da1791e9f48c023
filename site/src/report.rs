//! How a diagnostic is told: its place as an editor counts it, and its words.
//!
//! Contract: pure. Whatever shows diagnostics (the terminal, the preview in the browser) takes place and words from here, so
//! that one fault stands at one column everywhere.

use crate::Built;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Position, Source, Sources};
use std::fmt::Write as _;
use std::ops::Range;

/// The Danish word for how bad it is.
#[must_use]
pub fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "fejl",
        Severity::Warning => "advarsel",
    }
}

/// The line and column at which a diagnostic is told.
#[must_use]
pub fn position(diagnostic: &Diagnostic, sources: &Sources) -> Position {
    let source = sources.get(diagnostic.span.file);
    source.position(marked(source, diagnostic.span.range()).start)
}

/// One line for a diagnostic: `sti:linje:kolonne: fejl[M004]: besked (hjælp: …)`.
#[must_use]
pub fn line(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let place = position(diagnostic, sources);
    let mut line = format!(
        "{}:{}:{}: {}[{}]: {}",
        sources.get(diagnostic.span.file).path,
        place.line,
        place.column,
        word(diagnostic.code.severity()),
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
#[must_use]
pub fn marked(source: &Source, range: Range<usize>) -> Range<usize> {
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
