//! Tests of the two forms for people, and of what all forms share.

use super::pointer;
use crate::Built;
use crate::diagnostic::{Code, Diagnostic};
use crate::report::{Format, report as diagnostics, summary};
use crate::source::{FileId, Source, Sources, Span};

/// A build of one file; the diagnostics are made by `faults` from the file's id.
fn built(text: &str, faults: impl FnOnce(FileId) -> Vec<Diagnostic>) -> Built {
    let mut sources = Sources::default();
    let file = sources.add(Source::new("content/ydelser/støtte.md", text));
    Built { diagnostics: faults(file), sources, output: None }
}

/// A price that cannot be read, in a text with æøå before it on its own line.
fn price() -> Built {
    let text = "+++\ntitel = \"Støtte\"\npris_på_forløb = \"450,5O kr.\"\n+++\n";
    let start = text.find("\"450").unwrap();
    built(text, |file| {
        let span = Span::new(file, start..start + "\"450,5O kr.\"".len());
        vec![
            Diagnostic::new(Code::AmountForm, span, "beløbet kan ikke læses")
                .label("»5O« er ikke et tal")
                .hint("skriv 450,50 kr.")
                .hint("brug komma før ører"),
        ]
    })
}

#[test]
fn long_form_has_excerpt_mark_and_remedies() {
    let expected = r#"fejl[R001]: beløbet kan ikke læses
 --> content/ydelser/støtte.md:3:18
  |
3 | pris_på_forløb = "450,5O kr."
  |                  ^^^^^^^^^^^^ »5O« er ikke et tal
  |
  = hjælp: skriv 450,50 kr.
  = hjælp: brug komma før ører

"#;
    assert_eq!(diagnostics(&price(), Format::Long, false), expected);
}

#[test]
fn short_form_is_one_line_with_the_same_place() {
    let expected = "content/ydelser/støtte.md:3:18: fejl[R001]: beløbet kan ikke læses \
                    (hjælp: skriv 450,50 kr.; brug komma før ører)\n";
    assert_eq!(diagnostics(&price(), Format::Short, false), expected);
}

#[test]
fn a_warning_says_so_in_both_forms() {
    let warned = built("æ\n", |file| vec![Diagnostic::new(Code::ReviewOverdue, Span::new(file, 0..2), "overskredet")]);
    assert!(diagnostics(&warned, Format::Long, false).starts_with("advarsel[M010]: overskredet\n"));
    assert_eq!(
        diagnostics(&warned, Format::Short, false),
        "content/ydelser/støtte.md:1:1: advarsel[M010]: overskredet\n"
    );
}

#[test]
fn colours_only_where_asked_for() {
    assert!(diagnostics(&price(), Format::Long, true).contains('\u{1b}'));
    assert!(!diagnostics(&price(), Format::Long, false).contains('\u{1b}'));
    assert!(!diagnostics(&price(), Format::Short, true).contains('\u{1b}'));
}

#[test]
fn both_forms_name_the_same_place_for_every_span() {
    // Every pair of bytes, also inside of characters and past the end, and a file without text.
    for text in ["", "\n", "æø\n\nå\t|\r\nb", "x"] {
        for start in 0..text.len() + 2 {
            for end in start..text.len() + 3 {
                let faulty =
                    built(text, |file| vec![Diagnostic::new(Code::FileNotUtf8, Span::new(file, start..end), "besked")]);
                let short = diagnostics(&faulty, Format::Short, false);
                let place = short.strip_suffix(": fejl[F002]: besked\n").unwrap();
                let long = diagnostics(&faulty, Format::Long, false);
                assert!(long.contains(&format!("--> {place}\n")), "{start}..{end} of {text:?}: {place} in\n{long}");
            }
        }
    }
}

#[test]
fn the_closing_line_counts() {
    let of = |errors: usize, warnings: usize| {
        summary(&built("a", |file| {
            let make = |code, count| (0..count).map(move |_| Diagnostic::new(code, Span::new(file, 0..1), "x"));
            make(Code::KeyMissing, errors).chain(make(Code::ReviewOverdue, warnings)).collect()
        }))
    };
    assert_eq!(of(0, 0), "Ingen fejl");
    assert_eq!(of(0, 2), "Ingen fejl, 2 advarsler");
    assert_eq!(of(1, 0), "1 fejl");
    assert_eq!(of(3, 1), "3 fejl og 1 advarsel");
}

#[test]
fn one_line_says_where_to_read_more() {
    let of = |codes: &[Code]| {
        let make = |file| codes.iter().map(|code| Diagnostic::new(*code, Span::new(file, 0..1), "x")).collect();
        pointer(&built("a", make)).map(|line| line.rsplit(' ').next().unwrap().to_owned())
    };
    assert_eq!(of(&[]), None);
    assert_eq!(of(&[Code::ReviewOverdue]).as_deref(), Some("M010"));
    assert_eq!(of(&[Code::ReviewOverdue, Code::BareParagraph, Code::KeyMissing]).as_deref(), Some("T018"));
}

#[test]
fn errors_come_before_warnings_each_in_reading_order() {
    let mixed = built("abcd", |file| {
        let at = |code, start| Diagnostic::new(code, Span::new(file, start..start + 1), "x");
        vec![at(Code::ReviewOverdue, 0), at(Code::KeyMissing, 1), at(Code::SameTitle, 2), at(Code::TomlSyntax, 3)]
    });
    let lines = diagnostics(&mixed, Format::Short, false);
    let ids: Vec<_> = lines.lines().filter_map(|line| line.split(['[', ']']).nth(1)).collect();
    assert_eq!(ids, ["M004", "M003", "M010", "F010"]);
}
