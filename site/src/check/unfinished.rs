//! What a page or a register still lacks, and says so: `{{mangler: det korte svar}}`.
//!
//! Contract: reads the text of a file as it is, in words, in front matter, in registers and behind `#`, so that nothing that is
//! marked is ever published. `site new` writes the marks; an editor may, too. What a mark stands in for is not there yet, so
//! other faults on the mark's own words are not told ([`crate::diagnostic::sort`]).

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Span};
use std::ops::Range;

/// A mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark<'t> {
    /// Where it stands, with its braces.
    pub range: Range<usize>,
    /// What is missing, as it is written.
    pub what: &'t str,
    /// It stands behind `#`, beside a value that only has to be looked at.
    pub remark: bool,
}

/// A mark as text. What it says cannot end it.
#[must_use]
pub fn mark(what: &str) -> String {
    format!("{{{{mangler: {}}}}}", what.replace(['{', '}', '\n', '\r'], " ").trim())
}

/// All marks of a text, in their order.
///
/// ```
/// use site::check::unfinished::marks;
/// let text = "enhed = \"session\" # {{mangler: dit ja til enheden}}";
/// let found = marks(text);
/// assert_eq!((found[0].what, found[0].remark), ("dit ja til enheden", true));
/// ```
#[must_use]
pub fn marks(text: &str) -> Vec<Mark<'_>> {
    let found = text.match_indices("{{").filter_map(|(start, _)| {
        let inner = text[start + 2..].trim_start_matches([' ', '\t']);
        let rest = inner.strip_prefix("mangler").or_else(|| inner.strip_prefix("Mangler"))?;
        // A word that only begins so is none: after it comes what is missing, or the end.
        let rest = rest.trim_start_matches([' ', '\t']);
        let line = rest.split(['\n', '\r']).next().unwrap_or_default();
        let (what, len) = match line.split_once("}}") {
            Some((what, _)) => (what, what.len() + 2),
            None => (line, line.len()),
        };
        let what = what.strip_prefix(':').or(what.is_empty().then_some(what))?;
        let end = text.len() - rest.len() + len;
        let before = text[..start].rsplit('\n').next().unwrap_or_default().trim();
        let remark = before.ends_with('#') && !before.trim_end_matches('#').is_empty();
        Some(Mark { range: start..end, what: what.trim(), remark })
    });
    found.collect()
}

/// The faults of one file.
#[must_use]
pub fn check(file: FileId, text: &str) -> Vec<Diagnostic> {
    let fault = |mark: Mark<'_>| {
        let what = if mark.what.is_empty() { "noget" } else { mark.what };
        let hint = if mark.remark {
            "ret linjen, hvis den ikke passer, og slet så alt fra # og ud".to_owned()
        } else {
            "skriv det i stedet for mærket {{mangler …}}".to_owned()
        };
        Diagnostic::new(Code::Unfinished, Span::new(file, mark.range), format!("her mangler {what}")).hint(hint)
    };
    marks(text).into_iter().map(fault).collect()
}

#[cfg(test)]
mod tests {
    use super::{mark, marks};
    use proptest::prelude::*;

    #[test]
    fn a_mark_ends_with_its_braces_or_its_line() {
        let text =
            "a {{mangler: x}} b {{ mangler }}\n{{mangler: y\n## {{mangler: z}}\n{{tal:mangler}} {{manglerne: n}}";
        let found: Vec<_> = marks(text).iter().map(|mark| (&text[mark.range.clone()], mark.what)).collect();
        let expected = [("{{mangler: x}}", "x"), ("{{ mangler }}", ""), ("{{mangler: y", "y"), ("{{mangler: z}}", "z")];
        assert_eq!(found, expected);
        assert!(marks(text).iter().all(|mark| !mark.remark));
    }

    proptest! {
        #[test]
        fn what_is_marked_is_found_again(before in "\\PC{0,9}", what in "[a-zæøå{}:,#\n ]{0,20}", after in "[^}]{0,9}") {
            prop_assume!(!before.contains("{{") && !after.contains("{{") && !before.ends_with('{'));
            let text = format!("{before}{}{after}", mark(&what));
            let found = marks(&text);
            prop_assert_eq!(found.len(), 1);
            prop_assert_eq!(&found[0].range, &(before.len()..text.len() - after.len()));
        }
    }
}
