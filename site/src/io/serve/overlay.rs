//! What is laid over a page while somebody writes: what is wrong with the content, where, and how to mend it.
//!
//! Contract: Danish, and text only; whatever stands in a file is escaped. Errors are apart from warnings, which never cover the
//! page. It is markup for `live.js`, which puts it where no style of the page reaches it; nothing of it is ever in `dist/`.

use crate::Built;
use crate::check::cpr;
use crate::diagnostic::Diagnostic;
use crate::io::failure::Failure;
use crate::report;
use crate::source::Sources;
use maud::{Markup, html};

/// How many of a kind are shown; the terminal has them all.
const MOST: usize = 50;

/// Lines of an excerpt. More of them help nobody.
const MOST_LINES: usize = 4;

/// What a build has to say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    errors: Vec<Item>,
    warnings: Vec<Item>,
    failure: Option<String>,
}

/// A diagnostic as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Item {
    place: String,
    code: &'static str,
    message: String,
    /// The number of the first line that is shown.
    line: usize,
    before: String,
    marked: String,
    after: String,
    label: Option<String>,
    hints: Vec<String>,
}

impl Report {
    /// What a build found.
    #[must_use]
    pub fn of(built: &Built) -> Self {
        let items = |errors: bool| {
            let fitting = built.diagnostics.iter().filter(|diagnostic| diagnostic.is_error() == errors);
            fitting.map(|diagnostic| Item::of(diagnostic, &built.sources)).collect()
        };
        Self { errors: items(true), warnings: items(false), failure: None }
    }

    /// What kept a build from taking place.
    #[must_use]
    pub fn failed(failure: &Failure) -> Self {
        Self { failure: Some(failure.to_string()), ..Self::default() }
    }

    /// What stands over the page, and says why it is not the newest; nothing where the site is built.
    pub(super) fn cover(&self) -> Option<Markup> {
        if self.errors.is_empty() && self.failure.is_none() {
            return None;
        }
        Some(html! {
            h2 id="overskrift" {
                "Siden kan ikke bygges"
                @if !self.errors.is_empty() { ": " (self.counted()) }
            }
            p { "Bag denne besked ser du den sidste gode udgave. Ret filen, og gem den; så forsvinder beskeden af sig selv." }
            @if let Some(failure) = &self.failure { pre { (failure) } }
            (list(&self.errors, "fejl"))
            @if !self.warnings.is_empty() {
                details {
                    summary { (warnings(self.warnings.len())) }
                    (list(&self.warnings, "advarsel"))
                }
            }
        })
    }

    /// The quiet marks in the corner.
    pub(super) fn marks(&self) -> Markup {
        html! {
            @if !self.errors.is_empty() || self.failure.is_some() {
                button type="button" data-aabn { (if self.errors.is_empty() { "Fejl".to_owned() } else { errors(self.errors.len()) }) }
            } @else if !self.warnings.is_empty() {
                details {
                    summary { (warnings(self.warnings.len())) }
                    (list(&self.warnings, "advarsel"))
                }
            }
        }
    }

    fn counted(&self) -> String {
        let count = errors(self.errors.len());
        if self.warnings.is_empty() { count } else { format!("{count} og {}", warnings(self.warnings.len())) }
    }
}

fn errors(count: usize) -> String {
    format!("{count} fejl")
}

fn warnings(count: usize) -> String {
    if count == 1 { "1 advarsel".to_owned() } else { format!("{count} advarsler") }
}

fn list(items: &[Item], kind: &str) -> Markup {
    html! {
        @if !items.is_empty() {
            ol {
                @for item in items.iter().take(MOST) {
                    li class=(kind) {
                        p class="sted" { code { (item.place) } " " span { (kind) " " (item.code) } }
                        p class="besked" { (item.message) }
                        @if !(item.before.trim().is_empty() && item.marked.trim().is_empty() && item.after.trim().is_empty()) {
                            pre { span class="linje" { (item.line) } (item.before) mark { (item.marked) } (item.after) }
                        }
                        @if let Some(label) = &item.label { p { (label) } }
                        @for hint in &item.hints { p class="hjaelp" { b { "Hjælp: " } (hint) } }
                    }
                }
            }
            @if items.len() > MOST { p { "Og " (items.len() - MOST) " til; se terminalen." } }
        }
    }
}

impl Item {
    fn of(diagnostic: &Diagnostic, sources: &Sources) -> Self {
        let source = sources.get(diagnostic.span.file);
        let range = report::marked(source, diagnostic.span.range());
        let place = source.position(range.start);
        let (lines, line) = source.lines_around(range.clone());
        let text = |range| cpr::hidden(source.text.get(range).unwrap_or_default()).into_owned();
        let marked = text(range.clone());
        let short: String = marked.split_inclusive('\n').take(MOST_LINES).collect();
        let whole = short.len() == marked.len();
        Self {
            place: format!("{}:{}:{}", source.path, place.line, place.column),
            code: diagnostic.code.id(),
            message: diagnostic.message.clone(),
            line,
            before: text(lines.start..range.start),
            after: if whole {
                text(range.end..lines.end.max(range.end)).trim_end().to_owned()
            } else {
                "…".to_owned()
            },
            marked: short,
            label: diagnostic.label.clone(),
            hints: diagnostic.hints.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Report;
    use crate::Built;
    use crate::diagnostic::{Code, Diagnostic};
    use crate::io::failure::Failure;
    use crate::source::{Source, Sources, Span};

    fn report(text: &str, marks: &[(Code, std::ops::Range<usize>)]) -> Report {
        let mut sources = Sources::default();
        let file = sources.add(Source::new("content/børn.md", text));
        let make = |(code, range): &(Code, std::ops::Range<usize>)| {
            Diagnostic::new(*code, Span::new(file, range.clone()), "en <b>besked</b>")
                .label("her & nu")
                .hint("skriv »<«")
        };
        let diagnostics = marks.iter().map(make).collect();
        Report::of(&Built { sources, diagnostics, output: None })
    }

    #[test]
    fn an_error_is_told_with_place_excerpt_and_remedy_and_nothing_of_it_is_markup() {
        let text = "æøå\n<script>x</script> & [æ](/x/)\nslut\n";
        let start = text.find("[æ]").unwrap();
        let cover = report(text, &[(Code::KeyMissing, start..start + 4), (Code::ReviewOverdue, 0..2)]).cover().unwrap();
        let html = cover.into_string();
        for part in [
            "Siden kan ikke bygges: 1 fejl og 1 advarsel",
            "content/børn.md:2:22",
            "M004",
            "en &lt;b&gt;besked&lt;/b&gt;",
            "</span>&lt;script&gt;x&lt;/script&gt; &amp; <mark>[æ]</mark>(/x/)</pre>",
            "her &amp; nu",
            "<b>Hjælp: </b>skriv »&lt;«",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
        assert!(!html.contains("<script") && !html.contains("slut"), "{html}");
    }

    #[test]
    fn warnings_alone_do_not_cover_the_page() {
        let report = report("a\n", &[(Code::ReviewOverdue, 0..1)]);
        assert!(report.cover().is_none());
        assert!(report.marks().into_string().starts_with("<details><summary>1 advarsel</summary>"));
        assert_eq!(Report::default().marks().into_string(), "");
    }

    #[test]
    fn many_are_counted_and_long_marks_are_cut() {
        let many: Vec<_> = (0..60).map(|_| (Code::KeyMissing, 0..1)).collect();
        let html = report("a\n", &many).cover().unwrap().into_string();
        assert!(html.contains("60 fejl") && html.contains("Og 10 til"), "{html}");
        assert_eq!(html.matches("<li").count(), 50);
        let long = "x\n".repeat(100);
        let html = report(&long, &[(Code::KeyMissing, 0..200)]).cover().unwrap().into_string();
        assert_eq!(html.matches("x\n").count(), 4, "{html}");
    }

    #[test]
    fn a_failure_is_shown_as_it_was_told() {
        let html = Report::failed(&Failure::new("disken <er> fuld").remedy("ryd op")).cover().unwrap().into_string();
        assert!(html.contains("fejl: disken &lt;er&gt; fuld\n  hjælp: ryd op"), "{html}");
    }
}
