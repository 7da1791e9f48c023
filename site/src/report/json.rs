//! All faults as one JSON object, for programs.
//!
//! Contract: the form is stable. [`VERSION`] is raised where a key goes away or changes its meaning; keys may be added
//! without. README.md shows it. Keys and the words of `severity` are English, as a program's are; texts are Danish.
//!
//! ```json
//! {
//!   "version": 1,
//!   "errors": 1,
//!   "warnings": 0,
//!   "diagnostics": [
//!     {
//!       "code": "M004",
//!       "severity": "error",
//!       "path": "content/akut/index.md",
//!       "start": { "line": 1, "column": 1 },
//!       "end": { "line": 1, "column": 4 },
//!       "message": "siden mangler »ansvarlig«",
//!       "label": null,
//!       "hints": ["tilføj linjen ansvarlig = \"…\""],
//!       "help": "https://boernehus.kommune.dk/om/fejlkoder/oplysninger/#M004"
//!     }
//!   ]
//! }
//! ```
//!
//! Lines and columns are counted from 1, columns in Unicode code points; `end` is the character after the last marked one.
//! `label` and `help` are null where there is none.

use super::{Finding, Help, findings};
use crate::Built;
use crate::diagnostic::Severity;
use crate::source::Position;
use serde::Serialize;

/// The version of the form.
pub const VERSION: u32 = 1;

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    errors: usize,
    warnings: usize,
    diagnostics: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    code: &'static str,
    severity: &'static str,
    path: &'a str,
    start: Place,
    end: Place,
    message: &'a str,
    label: Option<&'a str>,
    hints: &'a [String],
    help: Option<String>,
}

#[derive(Serialize)]
struct Place {
    line: usize,
    column: usize,
}

/// The object as text, with a line break at its end.
#[must_use]
pub fn json(built: &Built) -> String {
    let (errors, help) = (built.errors(), Help::of(built));
    let diagnostics: Vec<_> = findings(built).iter().map(|found| entry(&help, found)).collect();
    let report = Report { version: VERSION, errors, warnings: diagnostics.len() - errors, diagnostics };
    pretty(&report)
}

/// A value as indented JSON with a line break at its end.
pub(super) fn pretty(value: &impl Serialize) -> String {
    // Texts, numbers and lists of them: serde_json fails on maps with other keys than texts, and here are none.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

fn entry<'a>(help: &Help, found: &Finding<'a>) -> Entry<'a> {
    Entry {
        code: found.code.id(),
        severity: severity(found.code.severity()),
        path: found.path,
        start: place(found.start),
        end: place(found.end),
        message: found.message,
        label: found.label,
        hints: found.hints,
        help: help.address(found.code),
    }
}

/// The word that programs know.
pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn place(position: Position) -> Place {
    Place { line: position.line, column: position.column }
}
