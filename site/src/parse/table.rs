//! TOML text to tables with spans.
//!
//! Contract: all syntax errors of a text are told, in Danish; a text with one gives no table, since a message about a key that
//! only seems to be missing would mislead.

use super::slips::slip;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Span};
use std::ops::Range;
use toml::de::DeTable;

/// A TOML table and where its text begins in the file.
#[derive(Debug)]
pub struct Table<'s> {
    pub(super) file: FileId,
    pub(super) offset: usize,
    /// Where to point when a key is missing: the table's heading, or the start of the TOML.
    pub(super) at: Span,
    pub(super) table: DeTable<'s>,
}

impl Table<'_> {
    /// Whether a key stands in it, whatever its value.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }
}

/// How the TOML parser says that something stands twice.
const DUPLICATE: &str = "duplicate key";

/// Parses a range of a file as TOML; syntax errors become diagnostics.
pub fn table<'s>(
    file: FileId,
    text: &'s str,
    range: Range<usize>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Table<'s>> {
    let offset = range.start;
    let (table, errors) = DeTable::parse_recoverable(&text[range.clone()]);
    let failed = !errors.is_empty();
    let mut told = Vec::new();
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let span = Span::new(file, offset + span.start..offset + span.end);
        // What is wrong with a line is told once: the parser stumbles over it again and again.
        let line = line_start(text, span.range().start);
        // Nor what stands twice only because its heading does.
        let repeated =
            error.message().contains(DUPLICATE) && heading_above(text, line).is_some_and(|at| told.contains(&at));
        if !told.contains(&line) && !repeated {
            told.push(line);
            diagnostics.push(syntax(span, error.message(), &text[span.range()], text));
        }
    }
    let at = Span::new(file, if offset == 0 { 0..0 } else { 0..3 });
    (!failed).then(|| Table { file, offset, at, table: table.into_inner() })
}

/// The few things that the TOML parser says, in Danish.
fn syntax(span: Span, english: &str, found: &str, text: &str) -> Diagnostic {
    let new = |message: &str| Diagnostic::new(Code::TomlSyntax, span, message);
    let start = line_start(text, span.range().start);
    let line = text[start..].lines().next().unwrap_or("");
    let blank = |c: char| matches!(c, '\u{a0}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    let hidden =
        line.match_indices(blank).map(|(at, _)| at).find(|at| line[..*at].matches('"').count().is_multiple_of(2));
    if let Some(hidden) = hidden {
        let at = start + hidden;
        let length = line[hidden..].chars().next().map_or(0, char::len_utf8);
        return Diagnostic::new(
            Code::TomlSyntax,
            Span::new(span.file, at..at + length),
            "der står et usynligt tegn, måske et hårdt mellemrum, i linjen",
        )
        .hint("slet mellemrummet her, og skriv det igen med mellemrumstasten");
    }
    let duplicate = english.contains(DUPLICATE);
    if let Some(slip) = slip(line, &text[..start]).filter(|_| !duplicate) {
        let at = Span::new(span.file, start + slip.range.start..start + slip.range.end);
        return Diagnostic::new(Code::TomlSyntax, at, slip.message).hint(slip.hint);
    }
    if let Some(single) = single_bracket(line, text) {
        // Told at the one line that is wrong: at the others, "delete one of them" would cost an entry.
        let name = text[single.clone()].trim_matches(['[', ']']);
        return Diagnostic::new(
            Code::TomlSyntax,
            Span::new(span.file, single.clone()),
            format!("overskriften [{name}] mangler en kantet parentes i hver ende"),
        )
        .hint(format!("skriv [[{name}]], som de andre poster; slet ingen af dem"));
    }
    if let Some(name) = line.trim().strip_prefix('[').and_then(|name| name.strip_suffix(']')).filter(|_| duplicate) {
        // "Delete one of them" would cost an entry.
        return new(&format!("overskriften [{name}] står to gange"))
            .hint("er det to poster, så giv den ene et andet navn")
            .hint(format!("er det rækker, så skriv dobbelte parenteser om dem alle: [[{name}]]"));
    }
    if duplicate {
        return new("den samme oplysning står to gange").hint("behold den ene linje, og slet den anden");
    }
    if english.contains("unquoted") || english.contains("string values must be quoted") {
        return new("teksten mangler anførselstegn").hint("skriv teksten som \"…\"");
    }
    if english.contains("invalid basic string")
        || english.contains("unclosed")
        || english.contains("invalid literal string")
    {
        return new("et anførselstegn eller en parentes mangler sin makker")
            .hint("hver oplysning skrives på én linje som nøgle = \"tekst\"");
    }
    if english.contains("expected `=`")
        || english.contains("key with no value")
        || english.contains("missing assignment")
    {
        return new("der mangler et lighedstegn").hint("hver oplysning skrives som nøgle = værdi");
    }
    let shown = found.lines().next().unwrap_or("").trim();
    let message = if shown.is_empty() {
        "oplysningerne kan ikke læses her".to_owned()
    } else {
        format!("oplysningerne kan ikke læses ved »{shown}«")
    };
    new(&message).hint(
        "hver oplysning skrives på én linje som nøgle = \"tekst\", nøgle = 2026-11-21 eller nøgle = [\"a\", \"b\"]",
    )
}

/// Where the heading on a line stands with single brackets, if the text has it with double ones too.
fn single_bracket(line: &str, text: &str) -> Option<Range<usize>> {
    let heading = line.trim();
    let name = heading.strip_prefix('[')?.trim_start_matches('[').split(']').next()?;
    let (single, double) = (format!("[{name}]"), format!("[[{name}]]"));
    let mut found = None;
    let (mut at, mut doubled) = (0, false);
    for line in text.split_inclusive('\n') {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        doubled |= line.trim_start().starts_with(&double);
        if found.is_none() && line.trim_start().starts_with(&single) {
            found = Some(start..start + single.len());
        }
    }
    found.filter(|_| doubled)
}

/// Where the heading begins that a line stands under.
fn heading_above(text: &str, line: usize) -> Option<usize> {
    let mut at = line;
    while at > 0 {
        at = line_start(text, at - 1);
        if text[at..].trim_start_matches(' ').starts_with('[') {
            return Some(at);
        }
    }
    None
}

/// Where the line of a place begins.
fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |n| n + 1)
}
