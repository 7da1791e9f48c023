//! Little sites for tests of content: files laid over a sound base, built on a fixed day.
//!
//! Contract: [`read_cases`] reads `suite/`, whose format `suite.rs` says; [`build`] builds a case with everything that is told
//! of it, that before publishing included.

use crate::prepare::root;
use site::Built;
use site::world::World;
use std::collections::BTreeMap;

/// Front matter without fault; `PATH` stands for the file.
pub const METADATA: &str = "+++\ntitel = \"Prøve på PATH\"\nresume = \"En side til prøve.\"\ngennemgaaet = 2026-01-01\n\
    naeste_gennemgang = 2027-01-01\nansvarlig = \"Redaktionen\"\nkilder = []\n+++\n";

/// A file of a world.
#[derive(Debug, Clone)]
pub enum Content {
    /// Its bytes.
    Text(Vec<u8>),
    /// It cannot be read.
    Unreadable,
    /// It is only a link to something else.
    Link,
}

/// Files that are laid over a base; `None` takes one out of it.
pub type Laid = BTreeMap<String, Option<Content>>;

/// A case of the suite.
#[derive(Debug, Clone, Default)]
pub struct Case {
    /// What it shows.
    pub name: String,
    /// Its files.
    pub files: Laid,
    /// The diagnostics that it expects.
    pub expected: Vec<String>,
}

#[derive(Debug)]
struct CaseWorld(BTreeMap<String, Content>);

impl World for CaseWorld {
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
                "bom" => Some(Content::Text(format!("\u{feff}{text}").into_bytes())),
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
                lines.extend(real(name).lines().map(str::to_owned));
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

/// A file of the project itself, on the day of the suite: what was checked since then was checked before it, too.
///
/// # Panics
/// Where it cannot be read.
#[must_use]
pub fn real(path: &str) -> String {
    let text = std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let checked = |line: &str| line.starts_with("kontrolleret = ");
    let on_the_day = |line| if checked(line) { "kontrolleret = 2026-01-01" } else { line };
    text.lines().map(on_the_day).flat_map(|line| [line, "\n"]).collect()
}

/// The sound little site, and all cases.
///
/// # Panics
/// Where the suite cannot be read.
#[must_use]
pub fn read_cases() -> (Case, Vec<Case>) {
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

/// The world of files laid over the base.
#[must_use]
pub fn world(base: &Case, laid: &Laid) -> impl World {
    let mut files = base.files.clone();
    files.extend(laid.clone());
    CaseWorld(files.into_iter().filter_map(|(path, content)| Some((path, content?))).collect())
}

/// Builds files laid over the base; the diagnostics hold those before publishing, too.
///
/// # Panics
/// Where there is a site in spite of errors, or none without.
#[must_use]
pub fn build(base: &Case, laid: &Laid, name: &str) -> Built {
    let mut built = site::build(&world(base, laid));
    assert_eq!(built.output.is_none(), built.errors() > 0, "{name}: output exactly where there is no error");
    built.diagnostics.extend(site::before_publishing(&built));
    built
}
