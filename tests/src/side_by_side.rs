//! The same mistakes in the form of four site generators: reads `comparison/`.
//!
//! A file of `comparison/mistakes/` says in its first line what the mistake is, and has a part for each generator:
//!
//! ```text
//! A link to a page that is not there.
//! --- site content/fejl-08.md 10
//! (the file; the mistake is in line 10)
//! --- mdbook none: pages have no front matter
//! ```
//!
//! `latin1` after the line writes the file in Latin-1; line 0 is a mistake of the whole file. `comparison/base/` holds a sound little
//! site for each generator, as `--- path` and the file; its line `@pages` stands for a list of the pages with mistakes.

use std::fs;
use std::path::PathBuf;

/// The generators, in the order of the report.
pub const GENERATORS: [&str; 4] = ["site", "zola", "hugo", "mdbook"];

/// A file: its path and its bytes.
pub type File = (String, Vec<u8>);

/// A mistake as one generator meets it.
#[derive(Debug, Clone)]
pub struct Faulty {
    /// The file with the mistake.
    pub file: File,
    /// The line that it is in, from 1; 0 for all of the file.
    pub line: usize,
}

/// A mistake.
#[derive(Debug, Clone)]
pub struct Mistake {
    /// What it is, in English, without a full stop.
    pub title: String,
    /// For each of [`GENERATORS`] the file, or why it has nothing of the kind.
    pub parts: Vec<Result<Faulty, String>>,
}

fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("comparison").join(name)
}

/// All mistakes in the order of their numbers.
///
/// # Panics
/// Where a file is not of the form above.
#[must_use]
pub fn mistakes() -> Vec<Mistake> {
    let entries = fs::read_dir(folder("mistakes")).expect("the mistakes are there");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a file").path()).collect();
    paths.sort();
    paths.iter().map(|path| mistake(&fs::read_to_string(path).expect("a text"))).collect()
}

fn mistake(text: &str) -> Mistake {
    let (title, rest) = text.split_once('\n').expect("a title");
    let parts = blocks(rest);
    let of = |generator: &str| {
        let own = parts.iter().find_map(|(head, body)| Some((head.strip_prefix(generator)?.trim(), body)));
        let (head, body) = own.unwrap_or_else(|| panic!("{title} has nothing for {generator}"));
        if let Some(why) = head.strip_prefix("none: ") {
            return Err(why.to_owned());
        }
        let words: Vec<&str> = head.split(' ').collect();
        let line = words[1].parse().unwrap_or_else(|_| panic!("{title}: {head}"));
        let latin1 = |c: char| u8::try_from(u32::from(c)).expect("a sign of Latin-1");
        let bytes = match words.get(2) {
            Some(&"latin1") => body.chars().map(latin1).collect(),
            None => body.clone().into_bytes(),
            Some(other) => panic!("{title}: {other}"),
        };
        Ok(Faulty { file: (words[0].to_owned(), bytes), line })
    };
    Mistake { title: title.trim_end_matches('.').to_owned(), parts: GENERATORS.map(of).into_iter().collect() }
}

/// The sound site of a generator, with the faulty pages laid into it.
///
/// # Panics
/// Where there is no such site.
#[must_use]
pub fn laid(generator: &str, faulty: &[&Faulty]) -> Vec<File> {
    let text = fs::read_to_string(folder("base").join(format!("{generator}.txt"))).expect("a base");
    let pages = faulty.iter().map(|faulty| {
        let name = faulty.file.0.rsplit('/').next().unwrap_or_default();
        format!("- [{name}]({name})")
    });
    let pages = pages.collect::<Vec<_>>().join("\n");
    let mut files: Vec<File> =
        blocks(&text).into_iter().map(|(path, text)| (path, text.replace("@pages", &pages).into_bytes())).collect();
    files.extend(faulty.iter().map(|faulty| faulty.file.clone()));
    files
}

/// What stands after each `--- `: the rest of that line, and the lines up to the next.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        match (line.strip_prefix("--- "), all.last_mut()) {
            (Some(head), _) => all.push((head.trim_end().to_owned(), String::new())),
            (None, Some((_, body))) => body.push_str(line),
            (None, None) => panic!("{line} stands before the first part"),
        }
    }
    all
}
