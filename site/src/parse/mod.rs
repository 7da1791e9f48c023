//! Step 2: text to documents and tables.
//!
//! Contract: per file, pure, and it cannot fail: every function gives a value and the diagnostics beside it. A half-written
//! page still gives what could be read of it, so that all its faults are told at once.

pub mod address;
mod container;
pub mod directive;
pub mod fields;
pub mod front_matter;
mod inline;
pub mod joined;
mod leftover;
pub mod markdown;
pub mod nearest;
mod overlooked;
pub mod prose;
mod running;
mod runs;
pub(crate) mod signs;
mod slips;
pub mod slug;
pub mod table;
mod ticks;
pub mod tree;
pub mod unregistered;
mod whole;

use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Source};
use table::Table;
use tree::Body;

/// One parsed page.
#[derive(Debug)]
pub struct Document<'s> {
    /// The front matter; `None` where it is missing or cannot be read at all.
    pub front: Option<Table<'s>>,
    /// The Markdown.
    pub body: Body,
}

/// Parses a page: front matter, then Markdown.
#[must_use]
pub fn page(file: FileId, source: &Source) -> (Document<'_>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let split = front_matter::split(file, &source.text, &mut diagnostics);
    let front = split.front.and_then(|range| table::table(file, &source.text, range, &mut diagnostics));
    let body = markdown::parse(file, &source.text, split.body, &mut diagnostics);
    (Document { front, body }, diagnostics)
}

/// Parses a register, a TOML file.
#[must_use]
pub fn register(file: FileId, source: &Source) -> (Option<Table<'_>>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let table = table::table(file, &source.text, 0..source.text.len(), &mut diagnostics);
    (table, diagnostics)
}

#[cfg(test)]
mod tests {
    use super::{page, register};
    use crate::diagnostic::Diagnostic;
    use crate::source::{Source, Sources};
    use proptest::prelude::*;

    /// Pieces that meet each other badly, so that random texts reach more than the first line.
    fn scraps() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("+++\n".to_owned()),
            Just("titel = \"æøå\"\n".to_owned()),
            Just("kilder = [".to_owned()),
            Just(":::trin\n".to_owned()),
            Just(":::\n".to_owned()),
            Just("   :::akut x\n".to_owned()),
            Just("1. **Først.** ".to_owned()),
            Just("- [ ] ".to_owned()),
            Just(":::felter\n".to_owned()),
            Just("> [!NOTE]\n> ".to_owned()),
            Just("[^1]".to_owned()),
            Just("[^1]: ".to_owned()),
            Just("[@kilde s. 1".to_owned()),
            Just("{{tal:".to_owned()),
            Just("}}".to_owned()),
            Just("[å](".to_owned()),
            Just("<div\n".to_owned()),
            Just("| a | b |\n|---|--:|\n".to_owned()),
            Just("```\n".to_owned()),
            Just("#### ".to_owned()),
            Just("> ".repeat(200)),
            Just("*".repeat(400)),
            Just("\\".to_owned()),
            Just("](/x y)".to_owned()),
            Just("##x\n-y\n1.z\n".to_owned()),
            Just("\n| a |\n|-|-|\n**b https://c.dk ".to_owned()),
            Just("\r\n\u{0}".to_owned()),
            any::<String>(),
        ];
        prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
    }

    fn in_text(diagnostics: &[Diagnostic], source: &Source) -> bool {
        diagnostics.iter().all(|d| {
            let range = d.span.range();
            range.start <= range.end && source.text.get(range).is_some() && !d.message.is_empty()
        })
    }

    #[test]
    fn depth_and_repetition_do_not_end_the_descent() {
        let deep = ["> ", "- ", "*", "[", ":::akut\n", "## a\n\n", "112 "].map(|sign| sign.repeat(30_000));
        for text in deep {
            let source = Source::new("content/a.md", format!("+++\n+++\n{text}x{text}"));
            let mut sources = Sources::default();
            let id = sources.add(source.clone());
            assert!(in_text(&page(id, &source).1, &source));
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_parsing_fail(text in scraps()) {
            let source = Source::new("content/a.md", text);
            let mut sources = Sources::default();
            let id = sources.add(source.clone());
            let (_, diagnostics) = page(id, &source);
            prop_assert!(in_text(&diagnostics, &source), "{diagnostics:?}");
            let (_, diagnostics) = register(id, &source);
            prop_assert!(in_text(&diagnostics, &source), "{diagnostics:?}");
        }
    }
}
