//! How the faults of a build are told: to people, to editors' programs, to the forges that run a check.
//!
//! Contract: every function here is pure and gives a text; `io::terminal` prints it. Every form tells every fault, errors
//! first, each kind in reading order, and names one and the same place for it. Places are counted as editors count them:
//! lines and Unicode code points from 1, the end not included.

pub mod github;
pub mod gitlab;
pub mod json;
pub mod lines;
pub mod sarif;

use crate::Built;
use crate::check::config;
use crate::check::page::Url;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::parse;
use crate::parse::tree::Block;
use crate::source::{Position, Source};
use std::collections::BTreeMap;
use std::ops::Range;

/// How much is told of a fault, and to whom.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// With an excerpt of the text, a mark and the remedies below.
    #[default]
    Long,
    /// One line each, for editors' programs: `sti:linje:kolonne: fejl[M004]: besked (hjælp: …)`.
    Short,
    /// One JSON object, for programs ([`json`]).
    Json,
    /// Annotations on a change, as commands to the runner of GitHub Actions ([`github`]).
    Github,
    /// The same on a merge request of GitLab: a code quality report ([`gitlab`]).
    Gitlab,
    /// A SARIF log, for code scanning ([`sarif`]).
    Sarif,
}

impl Format {
    /// All forms.
    pub const ALL: &[Format] =
        &[Format::Long, Format::Short, Format::Json, Format::Github, Format::Gitlab, Format::Sarif];

    /// The word for it on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Format::Long => "lang",
            Format::Short => "kort",
            Format::Json => "json",
            Format::Github => "github",
            Format::Gitlab => "gitlab",
            Format::Sarif => "sarif",
        }
    }

    /// The form of a word, in Danish or English.
    #[must_use]
    pub fn named(word: &str) -> Option<Format> {
        match word {
            "human" => Some(Format::Long),
            "short" => Some(Format::Short),
            _ => Format::ALL.iter().copied().find(|format| format.name() == word),
        }
    }

    /// Whether programs read it: then it is the command's result, also where there is no fault, and nothing may stand beside
    /// it on stdout.
    #[must_use]
    pub fn is_for_programs(self) -> bool {
        !matches!(self, Format::Long | Format::Short)
    }
}

/// A fault with its place as people count it.
#[derive(Debug, Clone, Copy)]
pub struct Finding<'a> {
    /// Which kind.
    pub code: Code,
    /// The file, relative to the project, with `/`.
    pub path: &'a str,
    /// The first marked character.
    pub start: Position,
    /// The character after the last marked one.
    pub end: Position,
    /// What is wrong.
    pub message: &'a str,
    /// What to say under the mark.
    pub label: Option<&'a str>,
    /// How to mend it.
    pub hints: &'a [String],
}

impl Finding<'_> {
    /// Message and remedies, one below the other, for a form that has one text.
    #[must_use]
    pub fn text(&self) -> String {
        let hints = self.hints.iter().map(|hint| format!("\nhjælp: {hint}"));
        std::iter::once(self.message.to_owned()).chain(hints).collect()
    }
}

/// All faults of a build, errors before warnings, each in reading order.
#[must_use]
pub fn findings(built: &Built) -> Vec<Finding<'_>> {
    ordered(built).map(|diagnostic| finding(built, diagnostic)).collect()
}

/// All faults of a build in one of the forms; colours are for [`Format::Long`] alone.
#[must_use]
pub fn report(built: &Built, format: Format, colour: bool) -> String {
    match format {
        Format::Long => lines::long(built, colour),
        Format::Short => lines::short(built),
        Format::Json => json::json(built),
        Format::Github => github::github(built),
        Format::Gitlab => gitlab::gitlab(built),
        Format::Sarif => sarif::sarif(built),
    }
}

/// The errors of a build alone, in one of the two forms for people.
#[must_use]
pub fn errors(built: &Built, format: Format, colour: bool) -> String {
    let errors = ordered(built).filter(|found| found.is_error());
    if format == Format::Short { lines::as_lines(built, errors) } else { lines::as_excerpts(built, errors, colour) }
}

/// The warnings of a build alone, one line each.
#[must_use]
pub fn warnings(built: &Built) -> String {
    lines::as_lines(built, ordered(built).filter(|found| !found.is_error()))
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

/// The Danish word for how bad a fault is.
#[must_use]
pub fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "fejl",
        Severity::Warning => "advarsel",
    }
}

/// Where the site that is built explains its faults: the pages that show the codes of an area, by the area's letter.
struct Help(BTreeMap<char, String>);

impl Help {
    /// Empty where the site does not say under which address it is published.
    fn of(built: &Built) -> Self {
        let sources = || built.sources.iter();
        let config = sources().find(|(_, source)| source.path == "content/data/site.toml");
        let Some(site) = config.and_then(|(id, source)| config::address(id, source)) else {
            return Self(BTreeMap::new());
        };
        let pages =
            sources().filter(|(_, source)| source.path.ends_with(".md") && source.text.contains(":::fejlkoder"));
        let shown = pages.flat_map(|(id, source)| {
            let address = format!("{site}{}", Url::of_page(&source.path));
            let (document, _) = parse::page(id, source);
            let areas = document.body.blocks.into_iter().filter_map(|block| match block {
                Block::Codes(Some(area)) => Some(area.letter()),
                _ => None,
            });
            areas.map(move |letter| (letter, address.clone())).collect::<Vec<_>>()
        });
        Self(shown.collect())
    }

    /// Where a code is explained.
    fn address(&self, code: Code) -> Option<String> {
        let letter = code.id().chars().next()?;
        Some(format!("{}#{}", self.0.get(&letter)?, code.id()))
    }
}

fn ordered(built: &Built) -> impl Iterator<Item = &Diagnostic> {
    let of = |severity| built.diagnostics.iter().filter(move |found| found.code.severity() == severity);
    of(Severity::Error).chain(of(Severity::Warning))
}

fn finding<'a>(built: &'a Built, diagnostic: &'a Diagnostic) -> Finding<'a> {
    let source = built.sources.get(diagnostic.span.file);
    let range = marked(source, diagnostic.span.range());
    Finding {
        code: diagnostic.code,
        path: &source.path,
        start: source.position(range.start),
        end: source.position(range.end),
        message: &diagnostic.message,
        label: diagnostic.label.as_deref(),
        hints: &diagnostic.hints,
    }
}

/// A span as bytes that lie in the text, on whole characters. What is missing at the end of a file is shown at the end of
/// its last line, and not on an empty line that no excerpt can show.
pub(crate) fn marked(source: &Source, range: Range<usize>) -> Range<usize> {
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
