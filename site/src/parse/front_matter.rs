//! Splits a page into front matter and Markdown.
//!
//! Contract: front matter is what stands between a first line `+++` and the next line `+++`. Windows line endings count as
//! line endings. Where a line is missing, the rest is still parsed as far as it makes sense.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Span};
use std::ops::Range;

/// The two parts of a page, as byte ranges of its text.
#[derive(Debug, PartialEq, Eq)]
pub struct Split {
    /// The TOML between the fences.
    pub front: Option<Range<usize>>,
    /// The Markdown after them.
    pub body: Range<usize>,
}

const FENCE: &str = "+++";

/// Finds the two parts.
pub fn split(file: FileId, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Split {
    let first = text.lines().next().unwrap_or("");
    if first.trim_end() != FENCE {
        let (end, hint) = match first.trim_end() {
            "---" => (3, "oplysningerne om siden står mellem to linjer med +++ (ikke ---)"),
            _ => (
                first.chars().next().map_or(0, char::len_utf8),
                "begynd filen med en linje med +++, så titel, resume og de andre oplysninger, så +++ igen",
            ),
        };
        diagnostics.push(
            Diagnostic::new(Code::FrontMatterMissing, Span::new(file, 0..end), "siden mangler sine oplysninger øverst")
                .hint(hint),
        );
        return Split { front: None, body: 0..text.len() };
    }
    let start = line_end(text, 0);
    let mut at = start;
    while at < text.len() {
        let end = line_end(text, at);
        if text[at..end].trim_end() == FENCE {
            return Split { front: Some(start..at), body: end..text.len() };
        }
        at = end;
    }
    let (place, label, hint) = match first_of_text(text, start) {
        Some(line) => {
            (line, "her begynder teksten", "skriv en linje med +++ over denne linje, efter den sidste oplysning")
        }
        None => (0..FENCE.len(), "begynder her", "skriv en linje med +++ efter den sidste oplysning, før teksten"),
    };
    diagnostics.push(
        Diagnostic::new(Code::FrontMatterUnclosed, Span::new(file, place), "sidens oplysninger slutter aldrig")
            .label(label)
            .hint(hint),
    );
    // Nothing can be told apart without the second fence: neither TOML nor Markdown is read, so one fault gives one message.
    Split { front: None, body: text.len()..text.len() }
}

/// The first line with words after the last `name = value`, where the second fence seems to be missing: lists may go over many lines.
/// Nothing where there is no such line.
fn first_of_text(text: &str, from: usize) -> Option<Range<usize>> {
    let (mut at, mut open, mut found) = (from, 0_usize, None);
    while at < text.len() {
        let end = line_end(text, at);
        let line = text[at..end].trim_end();
        if open > 0 || is_entry(line) {
            let brackets = |signs: [char; 2]| line.matches(signs).count();
            open = (open + brackets(['[', '{'])).saturating_sub(brackets([']', '}']));
            found = None;
        } else if found.is_none() && !line.trim_start().is_empty() {
            found = Some(at..at + line.len());
        }
        at = end;
    }
    // A list that never ends hides where the text begins.
    found.filter(|_| open == 0)
}

/// Whether a line gives a value to a name: `titel = "…"`.
fn is_entry(line: &str) -> bool {
    let name = line.split('=').next().unwrap_or_default().trim();
    line.contains('=') && !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
}

/// Where the line that begins at `at` ends, its line break included.
fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |n| at + n + 1)
}
