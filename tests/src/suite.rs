//! Content cases: broken content with the expected diagnostic written beside the fault.
//!
//! `suite/*.txt` holds the cases. Each is laid over the sound little site in `suite/_base.txt`:
//!
//! ```text
//! === what the case shows
//! --- content/page.md
//! @metadata
//! [text](/nowhere/)
//! //! fejl[H001] 8-17: siden /nowhere/ findes ikke | se efter …
//! ```
//!
//! A line `//! fejl[CODE] FROM-TO: message | hint` (or `advarsel`) expects a diagnostic on the line above it, from column FROM up
//! to but not including TO (counted in characters from 1; `*` where the range spans lines). The marks are taken out before the
//! site is built. `@metadata` stands for front matter without fault, with a title of its own. `--- path (latin1)` writes the file in Latin-1,
//! `(crlf)` as Windows does, `(bom)` with a byte order mark alone, `(ulaeselig)` makes it unreadable, `(genvej)` a link, `(stor)` makes it too large, `(væk)` takes it out of the base,
//! `(ægte)` begins with the file of that path in the project itself: the ruler is one model, too large to be written again here.
//!
//! A case fails on an unexpected diagnostic as well as on a missing one. `OPDATER=1 cargo test -p tests --test suite`
//! prints what was found instead, to be read before it is pasted.

use site::diagnostic::{Code, Severity};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use tests::overlay::{Case, build, read_cases};

fn found(base: &Case, case: &Case) -> Vec<String> {
    let built = build(base, &case.files, &case.name);
    built
        .diagnostics
        .iter()
        .map(|diagnostic| {
            let source = built.sources.get(diagnostic.span.file);
            let range = diagnostic.span.range();
            let (from, to) = (source.position(range.start), source.position(range.end));
            let to = if from.line == to.line { to.column.to_string() } else { "*".to_owned() };
            let word = match diagnostic.code.severity() {
                Severity::Error => "fejl",
                Severity::Warning => "advarsel",
            };
            let mut line = format!(
                "{}:{}: {word}[{}] {}-{to}: {}",
                source.path,
                from.line,
                diagnostic.code.id(),
                from.column,
                diagnostic.message
            );
            for hint in &diagnostic.hints {
                write!(line, " | {hint}").unwrap();
            }
            line
        })
        .collect()
}

#[test]
fn the_base_site_has_no_fault() {
    let (base, _) = read_cases();
    assert_eq!(found(&base, &Case::default()), Vec::<String>::new());
}

#[test]
fn every_case_gives_what_it_expects_and_nothing_else() {
    let (base, cases) = read_cases();
    let update = std::env::var_os("OPDATER").is_some();
    let mut report = String::new();
    for case in &cases {
        let found = found(&base, case);
        let mut expected = case.expected.clone();
        let mut sorted = found.clone();
        expected.sort();
        sorted.sort();
        if expected != sorted || update {
            writeln!(report, "\n=== {}", case.name).unwrap();
            for line in expected.iter().filter(|line| !sorted.contains(line)) {
                writeln!(report, "  missing:    {line}").unwrap();
            }
            for line in sorted.iter().filter(|line| update || !expected.contains(line)) {
                writeln!(report, "  unexpected: {line}").unwrap();
            }
        }
    }
    assert!(report.is_empty(), "{report}");
}

#[test]
fn every_case_breaks_something() {
    let (_, cases) = read_cases();
    assert!(cases.len() >= 240, "only {} cases", cases.len());
    for case in &cases {
        let accepted = case.name.starts_with("i orden:");
        assert_eq!(case.expected.is_empty(), accepted, "{}", case.name);
    }
    let names: BTreeSet<_> = cases.iter().map(|case| &case.name).collect();
    assert_eq!(names.len(), cases.len(), "two cases have one name");
}

#[test]
fn every_code_has_a_case() {
    let (_, cases) = read_cases();
    let expected: String = cases.iter().flat_map(|case| &case.expected).cloned().collect();
    let without: Vec<_> =
        Code::ALL.iter().map(|code| code.id()).filter(|id| !expected.contains(&format!("[{id}]"))).collect();
    assert_eq!(without, Vec::<&str>::new(), "codes without a case");
}
