//! The generator where it has no disk: a world of files in memory, and what a build of it says.
//!
//! Contract: pure, and the same on every machine. [`Files`] is read from the JSON that lies beside the preview's page
//! (`render::editor` writes it) and from that of the tests; what a build says is told by [`site::report`] alone. The binary
//! `redaktoer` puts a page around it, in the browser only.
//!
//! ```text
//! { "dag": "2026-11-22",
//!   "aendret": { path: the day on which it was last changed, where that is known },
//!   "filer": { path: text, or { "hex": bytes }, or { "hash": 16 hexadecimal digits, how many bytes, and of a picture how wide and high, each after a space }, or { "fejl": why it cannot be read }, or
//!              { "genvej": why a link cannot be read } } }
//! ```

pub mod place;
pub mod still;

use calculator::wire::json::{Json, read};
use jiff::civil::Date;
use site::Built;
use site::check::memory::Memory;
use site::diagnostic::Diagnostic;
use site::measured::Pixels;
use site::report;
use site::source::Position;
use site::world::{Copied, World};
use std::collections::BTreeMap;
use xxhash_rust::xxh3::xxh3_64;

/// A file of such a world.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Its bytes.
    Whole(Vec<u8>),
    /// The hash and the size of what is only copied, and of a picture how wide and high it is.
    Hash(u64, usize, Option<Pixels>),
    /// It cannot be read, and why.
    Unreadable(String),
    /// It is a link to something else, and cannot be read; why not.
    Link(String),
}

/// A world of files in memory.
#[derive(Debug, Clone)]
pub struct Files {
    today: Date,
    files: BTreeMap<String, Content>,
    changed: BTreeMap<String, Date>,
    drafts: bool,
}

impl Files {
    /// An empty world on a day.
    #[must_use]
    pub fn new(today: Date) -> Self {
        Self { today, files: BTreeMap::new(), changed: BTreeMap::new(), drafts: false }
    }

    /// Reads a world from JSON.
    ///
    /// # Errors
    /// In Danish, where it is anything else.
    pub fn read(json: &str) -> Result<Self, String> {
        let Json::Object(fields) = read(json).map_err(|error| format!("linje {} kan ikke læses", error.line))? else {
            return Err("indholdet er ikke et objekt".to_owned());
        };
        let mut world = Self::new(Date::ZERO);
        for (key, value) in fields {
            match (key.as_str(), value) {
                ("dag", Json::Text(day)) => world.today = day.parse().map_err(|_| format!("»{day}« er ikke en dag"))?,
                ("aendret", Json::Object(days)) => {
                    for (path, day) in days {
                        let Json::Text(day) = day else { return Err(format!("dagen for {path} er ikke en tekst")) };
                        let day = day.parse().map_err(|_| format!("»{day}« er ikke en dag"))?;
                        world.changed.insert(path, day);
                    }
                }
                ("filer", Json::Object(files)) => {
                    for (path, file) in files {
                        let file = decode(file).ok_or_else(|| format!("filen {path} har en ukendt form"))?;
                        world.files.insert(path, file);
                    }
                }
                _ => return Err(format!("indholdet har en ukendt del: {key}")),
            }
        }
        Ok(world)
    }

    /// The same as JSON.
    #[must_use]
    pub fn json(&self) -> String {
        let files = self.files.iter().map(|(path, file)| (path.clone(), encode(file))).collect();
        let text = |day: &Date| Json::Text(day.to_string());
        let changed = self.changed.iter().map(|(path, day)| (path.clone(), text(day))).collect();
        let parts = [("dag", text(&self.today)), ("aendret", Json::Object(changed)), ("filer", Json::Object(files))];
        let mut json = String::new();
        Json::Object(parts.map(|(key, part)| (key.to_owned(), part)).into()).write(&mut json);
        json
    }

    /// Puts a file in, in place of what was there.
    pub fn put(&mut self, path: &str, file: Content) {
        self.files.insert(path.to_owned(), file);
    }

    /// Says on which day a file was last changed.
    pub fn date(&mut self, path: &str, day: Date) {
        self.changed.insert(path.to_owned(), day);
    }

    /// Takes a file out.
    pub fn remove(&mut self, path: &str) {
        self.files.remove(path);
    }

    /// Whether there is a file of this path.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// A file as text, where it is one.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&str> {
        match self.files.get(path)? {
            Content::Whole(bytes) => std::str::from_utf8(bytes).ok(),
            _ => None,
        }
    }

    /// Where some words stand in the texts of the content, in whatever letters, in the order of the paths: path, line, and the line's
    /// number and the column, both from 1. As many as are asked for; one for a line.
    #[must_use]
    pub fn find(&self, words: &str, most: usize) -> Vec<(&str, &str, Position)> {
        let wanted = words.trim().to_lowercase();
        let texts =
            self.paths().filter(|path| path.starts_with("content/")).filter_map(|path| Some((path, self.text(path)?)));
        let lines = texts.flat_map(|(path, text)| text.lines().enumerate().map(move |(at, line)| (path, at + 1, line)));
        let found = lines.filter_map(|(path, number, line)| {
            let low = line.to_lowercase();
            let before = low.find(&wanted).and_then(|at| low.get(..at))?;
            Some((path, line, Position { line: number, column: before.chars().count() + 1 }))
        });
        found.take(if wanted.is_empty() { 0 } else { most }).collect()
    }

    /// The paths of all files.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The same world, in which pages that are not to be published yet are shown.
    #[must_use]
    pub fn with_drafts(&self) -> Self {
        Self { drafts: true, ..self.clone() }
    }

    /// The day of the build.
    #[must_use]
    pub fn day(&self) -> Date {
        self.today
    }
}

impl World for Files {
    fn today(&self) -> Date {
        self.today
    }

    fn files(&self) -> Vec<String> {
        self.files.keys().cloned().collect()
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        match self.files.get(path) {
            Some(Content::Whole(bytes)) => Ok(bytes.clone()),
            Some(Content::Unreadable(why) | Content::Link(why)) => Err(why.clone()),
            Some(Content::Hash(..)) | None => Err("filen findes ikke".to_owned()),
        }
    }

    fn copied(&self, path: &str) -> Result<Copied, String> {
        match self.files.get(path) {
            Some(Content::Hash(hash, size, pixels)) => Ok(Copied::Hash(*hash, *size, *pixels)),
            _ => self.read(path).map(Copied::Whole),
        }
    }

    fn is_link(&self, path: &str) -> bool {
        matches!(self.files.get(path), Some(Content::Link(_)))
    }

    fn changed(&self, path: &str) -> Option<Date> {
        self.changed.get(path).copied()
    }

    fn shows_drafts(&self) -> bool {
        self.drafts
    }
}

fn decode(json: Json) -> Option<Content> {
    let fields = match json {
        Json::Text(text) => return Some(Content::Whole(text.into_bytes())),
        Json::Object(fields) => fields,
        Json::List(_) => return None,
    };
    let [(key, Json::Text(value))] = fields.as_slice() else { return None };
    match key.as_str() {
        "hex" => bytes(value).map(Content::Whole),
        "hash" => {
            let parts: Vec<&str> = value.split(' ').collect();
            let (hash, size, pixels) = match parts.as_slice() {
                [hash, size] => (hash, size, None),
                [hash, size, width, height] => (hash, size, Some((width.parse().ok()?, height.parse().ok()?))),
                _ => return None,
            };
            Some(Content::Hash(u64::from_str_radix(hash, 16).ok()?, size.parse().ok()?, pixels))
        }
        "fejl" => Some(Content::Unreadable(value.clone())),
        "genvej" => Some(Content::Link(value.clone())),
        _ => None,
    }
}

fn encode(file: &Content) -> Json {
    let one = |key: &str, value: String| Json::Object(vec![(key.to_owned(), Json::Text(value))]);
    match file {
        Content::Whole(bytes) => match String::from_utf8(bytes.clone()) {
            Ok(text) => Json::Text(text),
            Err(_) => one("hex", bytes.iter().map(|byte| format!("{byte:02x}")).collect()),
        },
        Content::Hash(hash, size, None) => one("hash", format!("{hash:016x} {size}")),
        Content::Hash(hash, size, Some((width, height))) => one("hash", format!("{hash:016x} {size} {width} {height}")),
        Content::Unreadable(why) => one("fejl", why.clone()),
        Content::Link(why) => one("genvej", why.clone()),
    }
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok()).collect()
}

/// A page on its way: the faults of the whole site, and the page at an address, even where it is not to be published yet.
#[must_use]
pub fn preview(files: &Files, address: &str, memory: &mut Memory) -> site::Previewed {
    let previewed = site::preview(files, address, memory);
    if previewed.page.is_some() || previewed.built.errors() > 0 {
        return previewed;
    }
    let page = site::preview(&files.with_drafts(), address, memory).page;
    site::Previewed { page, ..previewed }
}

/// All that a build says, as one text: each diagnostic with its place, then each with its bytes, its label and its remedies, then each file.
/// Two builds are equal where this is.
#[must_use]
pub fn told(built: &Built) -> String {
    let mut text = String::new();
    text.push_str(&report::lines::short(built));
    built.diagnostics.iter().for_each(|diagnostic| text.push_str(&details(diagnostic)));
    text.push_str(&report::summary(built));
    for (path, bytes) in built.output.iter().flat_map(|output| output.iter()) {
        match std::str::from_utf8(bytes) {
            Ok(content) => text.push_str(&format!("\n=== {path}\n{content}")),
            Err(_) => text.push_str(&format!("\n=== {path}\n{} byte, {:016x}", bytes.len(), xxh3_64(bytes))),
        }
    }
    text
}

fn details(diagnostic: &Diagnostic) -> String {
    let span = diagnostic.span.range();
    format!("{} {}..{} {:?} {:?}\n", diagnostic.code.id(), span.start, span.end, diagnostic.label, diagnostic.hints)
}

/// Builds a world of JSON, and gives all that the build says, as before publishing.
///
/// # Errors
/// Where it is no such JSON.
pub fn build(json: &str) -> Result<String, String> {
    let mut built = site::build(&Files::read(json)?);
    built.diagnostics.extend(site::before_publishing(&built));
    Ok(told(&built))
}

#[cfg(test)]
mod tests {
    use super::{Content, Files, build, preview, told};
    use jiff::civil::date;
    use site::check::memory::Memory;
    use site::world::World as _;

    fn files() -> Files {
        let mut files = Files::new(date(2026, 6, 1));
        files.put("content/a.md", Content::Whole("æ\r\n\"<".into()));
        files.put("content/b.md", Content::Whole(vec![0xe6, 0x0a]));
        files.put("content/c.md", Content::Unreadable("adgang nægtet".to_owned()));
        files.put("content/d.md", Content::Link("er en genvej".to_owned()));
        files.date("content/a.md", date(2026, 5, 1));
        files.put("public/a.svg", Content::Hash(1, 2, None));
        files.put("public/b.svg", Content::Hash(3, 4, Some((5, 6))));
        files
    }

    #[test]
    fn a_world_comes_through_json_whole() {
        let files = files();
        let again = Files::read(&files.json()).unwrap();
        assert_eq!((again.files(), again.today()), (files.files(), files.today()));
        for path in files.files() {
            assert_eq!((again.read(&path), again.copied(&path)), (files.read(&path), files.copied(&path)), "{path}");
            assert_eq!(
                (again.changed(&path), again.is_link(&path)),
                (files.changed(&path), files.is_link(&path)),
                "{path}"
            );
        }
        assert_eq!(build(&files.json()), Ok(told(&site::build(&files))));
    }

    #[test]
    fn what_is_no_world_is_refused() {
        for json in [
            "",
            "[]",
            r#"{"dag":"i går"}"#,
            r#"{"filer":{"a":["b"]}}"#,
            r#"{"filer":{"a":{"hex":"æ"}}}"#,
            r#"{"filer":{"a":{"hash":"00"}}}"#,
            r#"{"aendret":{"a":"i går"}}"#,
            r#"{"x":"y"}"#,
        ] {
            assert!(Files::read(json).is_err(), "{json}");
        }
    }

    #[test]
    fn words_are_found_in_whatever_letters() {
        let mut files = files();
        files.put("content/x.md", Content::Whole("Ét\nPå Øen ØEN\nøen".into()));
        let found = |words: &str, most| -> Vec<String> {
            let found = files.find(words, most);
            found.iter().map(|(path, line, at)| format!("{path}:{}:{}: {line}", at.line, at.column)).collect()
        };
        assert_eq!(found(" øen", 9), ["content/x.md:2:4: På Øen ØEN", "content/x.md:3:1: øen"]);
        assert_eq!(found("øen", 1).len(), 1);
        assert!(found(" ", 9).is_empty() && found("findes ikke", 9).is_empty());
    }

    #[test]
    fn with_faults_there_is_no_page() {
        let previewed = preview(&files(), "/a/", &mut Memory::default());
        assert!(previewed.built.errors() > 0 && previewed.page.is_none());
    }
}
