//! What `site new` writes: a page, a service, a paragraph of the law, a sign of the ruler, a word of the glossary.
//!
//! Contract: pure. From the content as it is and a few words comes what is to be written, or why it cannot be. It asks nothing
//! that it can know (addresses, dates, the responsible role, what the other entries of a law have), and what only the editor
//! can write it marks ([`crate::check::unfinished`]): then a check tells exactly these marks, and nothing once they are filled in.
//! A register keeps every byte that it had; no file that is there is ever replaced by a new one.

mod entries;
mod page;
mod question;

use crate::check::{self, Checked, unfinished};
use crate::discover::{self, Files};
use crate::parse;
use crate::world::World;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::ops::Range;

/// What can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A page.
    Page,
    /// A service: its entry and its page.
    Service,
    /// A paragraph in the register of laws.
    Law,
    /// A sign that the ruler asks about.
    Question,
    /// A word of the glossary.
    Term,
}

impl Kind {
    /// All of them.
    pub const ALL: &[Kind] = &[Kind::Page, Kind::Service, Kind::Law, Kind::Question, Kind::Term];

    /// The word for it on the command line, and the English one.
    #[must_use]
    pub fn words(self) -> [&'static str; 2] {
        match self {
            Kind::Page => ["side", "page"],
            Kind::Service => ["ydelse", "service"],
            Kind::Law => ["lov", "law"],
            Kind::Question => ["spoergsmaal", "question"],
            Kind::Term => ["ord", "term"],
        }
    }

    /// How it is asked for.
    #[must_use]
    pub fn usage(self) -> &'static str {
        match self {
            Kind::Page => "new side MAPPE \"TITEL\"",
            Kind::Service => "new ydelse \"NAVN\"",
            Kind::Law => "new lov \"LOVENS NAVN\" \"PARAGRAF\"",
            Kind::Question => "new spoergsmaal OMRÅDE \"TEGNET\"",
            Kind::Term => "new ord \"ORDET\"",
        }
    }

    fn named(word: &str) -> Option<Kind> {
        let word = word.to_lowercase().replace('ø', "oe").replace('å', "aa");
        Kind::ALL.iter().copied().find(|kind| kind.words().contains(&word.as_str()))
    }
}

/// What is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The files, in the order in which an editor goes through them.
    pub files: Vec<Written>,
}

/// A file that is new, or has something new in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its path.
    pub path: String,
    /// All its bytes.
    pub bytes: Vec<u8>,
    /// It was not there before.
    pub fresh: bool,
    /// What is left to do in it.
    pub left: Vec<Left>,
}

/// Something left for the editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Line, from 1.
    pub line: usize,
    /// What.
    pub what: String,
}

/// Why nothing is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What is in the way.
    pub what: String,
    /// How to go on.
    pub remedy: String,
}

impl Refusal {
    fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { what: what.into(), remedy: remedy.into() }
    }
}

/// What is to be written for the words after `new`.
///
/// # Errors
/// Where the words are not understood, or what they ask for is there already.
pub fn draft(world: &dyn World, words: &[String]) -> Result<Draft, Refusal> {
    let words: Vec<&str> = words.iter().map(|word| word.trim()).collect();
    let (kind, rest) = match words.split_first() {
        Some((word, rest)) => (Kind::named(word).ok_or_else(|| unknown(word))?, rest),
        None => return Err(Refusal::new("new mangler et ord for, hvad der skal laves", all_usages())),
    };
    let asked = || Refusal::new(format!("»{}« skal have andre ord efter sig", kind.words()[0]), usage(kind));
    if rest.iter().any(|word| word.is_empty() || word.contains(char::is_control) || word.contains("{{")) {
        return Err(asked());
    }
    let known = Known::of(world);
    match (kind, rest) {
        (Kind::Page, [folder, title]) => page::page(&known, folder, title),
        (Kind::Service, [name]) => entries::service(&known, name),
        (Kind::Law, [law, paragraph]) => entries::law(&known, law, paragraph),
        (Kind::Question, [area, text]) => question::sign(&known, area, text),
        (Kind::Term, [word]) => entries::term(&known, word),
        _ => Err(asked()),
    }
}

fn usage(kind: Kind) -> String {
    format!("skriv {}; ord med mellemrum skal i anførselstegn", kind.usage())
}

fn all_usages() -> String {
    let usages: Vec<_> = Kind::ALL.iter().map(|kind| kind.usage()).collect();
    format!("skriv {}", usages.join(", eller "))
}

fn unknown(word: &str) -> Refusal {
    let near = parse::nearest::nearest(word, Kind::ALL.iter().flat_map(|kind| kind.words()));
    let near = near.map(|near| format!(" – mente du »{near}«?")).unwrap_or_default();
    Refusal::new(format!("new kan ikke lave »{word}«{near}"), all_usages())
}

/// The content as it is.
struct Known<'w> {
    world: &'w dyn World,
    files: Files,
    checked: Checked,
}

impl<'w> Known<'w> {
    fn of(world: &'w dyn World) -> Self {
        // What is at fault elsewhere is no hindrance: it is told by the next check.
        let (files, _) = discover::discover(world);
        let (checked, _) = check::check(&files, world.today(), None);
        Self { world, files, checked }
    }

    fn today(&self) -> Date {
        self.world.today()
    }

    /// The day of the next review: in a year.
    fn next_review(&self) -> Date {
        let today = self.today();
        today.checked_add(jiff::Span::new().years(1)).unwrap_or(today)
    }

    /// A file of its own.
    fn fresh(&self, path: String, text: String) -> Result<Written, Refusal> {
        if self.world.files().contains(&path) {
            return Err(Refusal::new(
                format!("{path} findes allerede"),
                "giv den nye et andet navn, eller ret i den gamle",
            ));
        }
        Ok(Written { left: left(&text, 0..text.len()), path, bytes: text.into_bytes(), fresh: true })
    }

    /// A register with an entry more at its end; the rest stays byte for byte.
    fn appended(&self, path: &str, entry: &str) -> Result<Written, Refusal> {
        match self.old(path)? {
            Some(old) => Ok(inserted(path, &old, old.len(), &format!("\n{entry}"))),
            None => self.fresh(path.to_owned(), entry.to_owned()),
        }
    }

    /// What stands in a file now, if it is there and can be added to.
    fn old(&self, path: &str) -> Result<Option<String>, Refusal> {
        if !self.world.files().iter().any(|file| file == path) {
            return Ok(None);
        }
        let refused = || Refusal::new(format!("{path} kan ikke læses"), "ret først de fejl, check finder i filen");
        let bytes = self.world.read(path).map_err(|_| refused())?;
        let text = String::from_utf8(bytes).map_err(|_| refused())?;
        let read = self.files.sources.iter().find(|(_, source)| source.path == path);
        let sound = read.is_some_and(|(id, source)| parse::register(id, source).0.is_some());
        if sound { Ok(Some(text)) } else { Err(refused()) }
    }
}

/// A file with something put in; line breaks are those of the file, and what is put in begins on a line of its own.
fn inserted(path: &str, old: &str, at: usize, added: &str) -> Written {
    let (head, tail) = old.split_at(at);
    let open = if head.is_empty() || head.ends_with('\n') { "" } else { "\n" };
    let added = format!("{open}{added}");
    let added = if old.contains("\r\n") { added.replace('\n', "\r\n") } else { added };
    let text = format!("{head}{added}{tail}");
    Written { path: path.to_owned(), left: left(&text, at..at + added.len()), bytes: text.into_bytes(), fresh: false }
}

/// What is left to do in a part of a text.
fn left(text: &str, part: Range<usize>) -> Vec<Left> {
    let line = |at: usize| text[..at].matches('\n').count() + 1;
    let marks = unfinished::marks(text);
    let marked = marks.iter().map(|mark| (mark.range.start, format!("her mangler {}", mark.what)));
    let draft = text.match_indices(DRAFT).map(|(at, _)| (at, "slet linjen, når siden skal udgives".to_owned()));
    let mut all: Vec<_> = marked.chain(draft).filter(|(at, _)| part.contains(at)).collect();
    all.sort();
    all.into_iter().map(|(at, what)| Left { line: line(at), what }).collect()
}

/// The line that keeps a page from being published.
const DRAFT: &str = "kladde = true\n";

/// A text as TOML writes it, in Danish quotation marks where it has straight ones.
fn toml_text(text: &str) -> String {
    let mut open = false;
    let mut out = String::with_capacity(text.len() + 2);
    for sign in text.chars() {
        match sign {
            '"' => {
                open = !open;
                out.push(if open { '»' } else { '«' });
            }
            '\\' => out.push_str("\\\\"),
            _ => out.push(sign),
        }
    }
    format!("\"{out}\"")
}

/// A name for an address or an entry: some words of a text, and never more than fits.
fn name(text: &str) -> String {
    names(text).next().unwrap_or_default()
}

/// Names for a text, should the first be taken: each a word longer, up to all of them.
fn names(text: &str) -> impl Iterator<Item = String> {
    const LONGEST: usize = 48;
    let slug = parse::slug::slug(text);
    let short = match slug.get(..LONGEST).and_then(|start| start.rfind('-')) {
        Some(end) if slug.len() > LONGEST => end,
        _ => slug.len(),
    };
    let mut next = Some(short);
    std::iter::from_fn(move || {
        let end = next?;
        let longer = slug.get(end + 1..).map(|rest| rest.find('-').map_or(slug.len(), |at| end + 1 + at));
        next = longer;
        Some(slug[..end].to_owned())
    })
}

/// What most have; the first in order where several are had alike.
fn most<'a, T: Ord>(all: impl IntoIterator<Item = &'a T>) -> Option<&'a T> {
    let mut counts: BTreeMap<&T, usize> = BTreeMap::new();
    all.into_iter().for_each(|one| *counts.entry(one).or_default() += 1);
    let most = counts.values().copied().max()?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(one, _)| one)
}
