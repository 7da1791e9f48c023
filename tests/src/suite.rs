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
//! `(crlf)` as Windows does, `(ulaeselig)` makes it unreadable, `(genvej)` a link, `(stor)` makes it too large, `(væk)` takes it out of the base,
//! `(ægte)` begins with the file of that path in the project itself: the ruler is one model, too large to be written again here.
//!
//! A case fails on an unexpected diagnostic as well as on a missing one. `OPDATER=1 cargo test -p tests --test suite`
//! prints what was found instead, to be read before it is pasted.

use site::diagnostic::{Code, Severity};
use site::world::World;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use tests::prepare::root;

const METADATA: &str = "+++\ntitel = \"Prøve på PATH\"\nresume = \"En side til prøve.\"\ngennemgaaet = 2026-01-01\n\
    naeste_gennemgang = 2027-01-01\nansvarlig = \"Redaktionen\"\nkilder = []\n+++\n";

#[derive(Debug, Clone)]
enum Content {
    Text(Vec<u8>),
    Unreadable,
    Link,
}

#[derive(Debug, Clone, Default)]
struct Case {
    name: String,
    files: BTreeMap<String, Option<Content>>,
    expected: Vec<String>,
}

struct SuiteWorld(BTreeMap<String, Content>);

impl World for SuiteWorld {
    fn today(&self) -> jiff::civil::Date {
        jiff::civil::date(2026, 6, 15)
    }

    fn files(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        match &self.0[path] {
            Content::Text(bytes) => Ok(bytes.clone()),
            Content::Unreadable => Err("adgang nægtet".to_owned()),
            Content::Link => Err("er en genvej".to_owned()),
        }
    }

    fn is_link(&self, path: &str) -> bool {
        matches!(self.0[path], Content::Link)
    }
}

fn parse(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut path: Option<(String, String)> = None;
    let mut lines: Vec<String> = Vec::new();
    let flush = |case: Option<&mut Case>, path: &mut Option<(String, String)>, lines: &mut Vec<String>| {
        if let (Some(case), Some((path, flag))) = (case, path.take()) {
            let text = lines.join("\n") + "\n";
            let content = match flag.as_str() {
                "" | "ægte" => Some(Content::Text(text.into_bytes())),
                "latin1" => Some(Content::Text(text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect())),
                "crlf" => Some(Content::Text(format!("\u{feff}{}", text.replace('\n', "\r\n")).into_bytes())),
                "stor" => Some(Content::Text(vec![b'x'; site::discover::MAX_TEXT_BYTES + 1])),
                "ulaeselig" => Some(Content::Unreadable),
                "genvej" => Some(Content::Link),
                "væk" => None,
                other => panic!("unknown flag {other}"),
            };
            case.files.insert(path, content);
        }
        lines.clear();
    };
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("=== ") {
            flush(cases.last_mut(), &mut path, &mut lines);
            cases.push(Case { name: name.to_owned(), ..Case::default() });
        } else if let Some(rest) = line.strip_prefix("--- ") {
            flush(cases.last_mut(), &mut path, &mut lines);
            let (name, flag) = rest.split_once(" (").unwrap_or((rest, ""));
            let flag = flag.trim_end_matches(')');
            if flag == "ægte" {
                let real = std::fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
                // The suite has a day of its own; what was checked since then was checked before it, too.
                let checked = |line: &str| line.starts_with("kontrolleret = ");
                let on_the_day = |line| if checked(line) { "kontrolleret = 2026-01-01" } else { line };
                lines.extend(real.lines().map(on_the_day).map(str::to_owned));
            }
            path = Some((name.to_owned(), flag.to_owned()));
        } else if let Some(mark) = line.strip_prefix("//! ") {
            let (path, _) = path.as_ref().expect("a mark stands in a file");
            let case = cases.last_mut().expect("a mark stands in a case");
            case.expected.push(format!("{path}:{}: {mark}", lines.len().max(1)));
        } else if line == "@metadata" {
            let path = path.as_ref().map_or("", |(path, _)| path);
            lines.extend(METADATA.replace("PATH", path).lines().map(str::to_owned));
        } else if path.is_some() {
            lines.push(line.to_owned());
        }
    }
    flush(cases.last_mut(), &mut path, &mut lines);
    cases
}

fn read_cases() -> (Case, Vec<Case>) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/suite");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let (mut base, mut cases) = (None, Vec::new());
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let mut found = parse(&text);
        if path.ends_with("_base.txt") { base = found.pop() } else { cases.extend(found) }
    }
    (base.expect("the base site is there"), cases)
}

fn found(base: &Case, case: &Case) -> Vec<String> {
    let mut files = base.files.clone();
    files.extend(case.files.clone());
    let world = SuiteWorld(files.into_iter().filter_map(|(path, content)| Some((path, content?))).collect());
    let built = site::build(&world);
    assert_eq!(built.output.is_none(), built.errors() > 0, "{}: output exactly where there is no error", case.name);
    let before_publishing = site::before_publishing(&built);
    built
        .diagnostics
        .iter()
        .chain(&before_publishing)
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
    assert!(cases.len() >= 25, "only {} cases", cases.len());
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
