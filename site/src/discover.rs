//! Step 1: which files there are.
//!
//! Contract: reads everything through the [`World`], in path order, so that nothing later depends on the order in which a
//! disk answers. A file that cannot be used becomes a diagnostic; the rest goes on.

mod unseen;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Source, Sources, Span};
use crate::tools;
use crate::world::{Copied, World};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Largest text file in bytes. A page past this is no page; the limit keeps a stray upload from stalling a build.
pub const MAX_TEXT_BYTES: usize = 1024 * 1024;

/// Size in bytes from which a file of `public/` is worth a word: five seconds of slow 4G (1.6 Mbit/s).
const MAX_PUBLIC_BYTES: usize = 1024 * 1024;

/// The registers in `content/data/` that must be there.
pub const REGISTERS: &[&str] = &["kilder", "lov", "navigation", "site", "tal", "ydelser"];

/// The registers that may be left out, where a site has nothing to put in them; then they are empty.
pub const MORE_REGISTERS: &[&str] = &[
    "afklaring",
    "belastning",
    "boernehuse",
    "eksempler",
    "figurer",
    "forloebsplan",
    "frister",
    "kommuner",
    "moeder",
    "opfoelgning",
    "ordliste",
    "organisationer",
    "overgange",
    "satser",
    "selvtjek",
    "soegeproever",
    "soegning",
    "sprog",
    "systemer",
    "trappescenarie",
    "wcag",
];

/// The list of words that editors take for right, whatever the dictionary says.
const WORDS: &str = "content/data/ord.txt";

/// The dictionary: its rules, its words, and those of them that are known to be on the site.
pub const DICTIONARY: [&str; 3] = ["dictionary/da_DK.aff", "dictionary/da_DK.dic", "dictionary/known.txt"];

/// The folder whose registers are the model of the ruler: all of them together, however editors share them out.
const MODEL: &str = "content/linealen/";

/// The ledger of addresses that have been published; `site adresser` writes it.
pub const LEDGER: &str = "content/data/adresser.txt";

/// What the generator itself writes beside the pages; a file of `public/` of that name would be lost without a word.
const OURS: &[&str] = &["404.html", "_headers", "_redirects", "sitemap.xml"];

/// The two files of a built browser tool.
#[derive(Debug, Clone)]
pub struct Tool {
    /// The JavaScript that wasm-bindgen made.
    pub glue: Copied,
    /// The WebAssembly module.
    pub wasm: Copied,
}

/// Where a dictionary is. It is read by whoever has a word to ask about, and so not here.
#[derive(Debug, Clone)]
pub struct Lexicon {
    /// The path of its rules.
    pub aff: String,
    /// The path of its words.
    pub dic: String,
    /// A place to tell of it.
    pub at: Span,
}

/// What discover found.
#[derive(Debug, Default)]
pub struct Files {
    /// All texts.
    pub sources: Sources,
    /// Markdown pages, in path order.
    pub pages: Vec<FileId>,
    /// Paths of pages whose text could not be read.
    pub unread: Vec<String>,
    /// Registers by name (`lov` for `content/data/lov.toml`).
    pub registers: BTreeMap<&'static str, FileId>,
    /// Files of `content/linealen/`, which are one register together, in path order.
    pub model: Vec<FileId>,
    /// The ledger of addresses that have been published, where there is one.
    pub ledger: Option<FileId>,
    /// `content/data/ord.txt`
    pub words: Option<FileId>,
    /// The dictionary, where there is one.
    pub lexicon: Option<Lexicon>,
    /// Words that it is known to accept, one a line.
    pub known: String,
    /// The texts of [`DICTIONARY`], in its order, where the world has the editors' preview: it fetches them. Empty where there is no
    /// dictionary, or one that is no text.
    pub carried: Vec<String>,
    /// Files of `public/`, by the path after it.
    pub public: BTreeMap<String, Copied>,
    /// The browser tools that have been built, by name; the editors' preview among them.
    pub tools: BTreeMap<&'static str, Tool>,
    /// Whether pages that are not to be published yet are shown all the same.
    pub drafts: bool,
}

/// What a path says of a file.
enum Kind {
    Text(Text),
    Public,
    Tool,
    Stray,
}

/// What is read as a text.
enum Text {
    Page,
    Register(&'static str),
    Model,
    Ledger,
    Words,
}

/// A file that could be read.
enum Found {
    Text(Text, Result<Written, Fault>),
    Public(Copied),
    Tool(Copied),
    Stray,
}

/// A text, and what an editor cannot see in its file.
struct Written {
    text: String,
    /// It began with a byte order mark, which is taken away.
    marked: bool,
}

/// Reads all files of a world.
#[must_use]
pub fn discover(world: &dyn World) -> (Files, Vec<Diagnostic>) {
    let mut paths = world.files();
    paths.sort_unstable();
    let (of_dictionary, paths): (Vec<_>, Vec<_>) = paths.into_iter().partition(|path| path.starts_with("dictionary/"));
    let read: Vec<_> = paths.into_par_iter().map(|path| (read(world, &path), path)).collect();

    let mut files = Files { drafts: world.shows_drafts(), ..Files::default() };
    let mut diagnostics = Vec::new();
    let mut built = BTreeMap::new();
    let mut marked = Vec::new();
    for (found, path) in read {
        let found = match found {
            Ok(found) => found,
            Err(why) => {
                if matches!(kind(&path), Kind::Text(Text::Page)) {
                    files.unread.push(path.clone());
                }
                let is_link = world.is_link(&path);
                let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
                let at = empty(&mut files.sources, path);
                if is_link {
                    let told = format!("»{name}« er en genvej til noget andet, og genveje bliver ikke fulgt");
                    diagnostics.push(
                        Diagnostic::new(Code::FileLink, at, told)
                            .hint("slet genvejen, og læg selve filen her, hvis den hører til siden"),
                    );
                    continue;
                }
                diagnostics.push(
                    Diagnostic::new(Code::FileUnreadable, at, format!("filen kan ikke læses: {why}"))
                        .hint("se efter, om filen findes, og om du må læse den"),
                );
                continue;
            }
        };
        match found {
            Found::Public(content) => {
                let rest = path.strip_prefix("public/").unwrap_or(&path).to_owned();
                if OURS.contains(&rest.as_str()) {
                    let at = empty(&mut files.sources, path);
                    diagnostics.push(
                        Diagnostic::new(Code::FilePlace, at, format!("»{rest}« bliver skrevet, når siden bygges"))
                            .hint("fjern filen fra public/"),
                    );
                } else {
                    if let Some(fault) = public_fault(&rest, content.size()) {
                        let at = empty(&mut files.sources, path);
                        diagnostics.push(fault.at(at));
                    }
                    files.public.insert(rest, content);
                }
            }
            Found::Tool(content) => {
                built.insert(path, content);
            }
            Found::Stray => {
                let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
                let at = empty(&mut files.sources, path);
                diagnostics.push(
                    Diagnostic::new(Code::FileRegister, at, format!("»{name}« hører ikke til i content/")).hint(format!(
                        "sider er .md-filer; registrene i content/data/ er {}, og egne ord står i ord.txt; linealens filer i content/linealen/ ender på .toml; billeder og andre filer lægges i public/",
                        known_registers().map(|name| format!("{name}.toml")).collect::<Vec<_>>().join(", ")
                    )),
                );
            }
            Found::Text(kind, text) => {
                let bad_name = bad_name(&path).filter(|_| !matches!(kind, Text::Words));
                let id = match text {
                    Ok(written) => {
                        let id = files.sources.add(Source::new(path, written.text));
                        marked.extend(written.marked.then(|| Span::new(id, 0..0)));
                        id
                    }
                    Err(fault) => {
                        if matches!(kind, Text::Page) {
                            files.unread.push(path.clone());
                        }
                        let at = empty(&mut files.sources, path);
                        diagnostics.push(fault.at(at));
                        continue;
                    }
                };
                if let Some(name) = bad_name {
                    diagnostics.push(
                        Diagnostic::new(
                            Code::FileName,
                            Span::new(id, 0..0),
                            format!("navnet »{name}« kan ikke blive en adresse"),
                        )
                        .hint(format!(
                            "brug kun små bogstaver a-z, tal og bindestreg, for eksempel »{}«",
                            crate::parse::slug::slug(&name)
                        )),
                    );
                }
                match kind {
                    Text::Register(name) => {
                        files.registers.insert(name, id);
                    }
                    Text::Model => files.model.push(id),
                    Text::Ledger => files.ledger = Some(id),
                    Text::Words => files.words = Some(id),
                    Text::Page => files.pages.push(id),
                }
            }
        }
    }
    diagnostics.extend(unseen::marks(&marked));
    diagnostics.extend(unseen::line_ends(&files.sources));
    dictionary(world, &of_dictionary, &mut files);
    for module in tools::modules().chain(tools::modules_of(&tools::EDITOR)) {
        let [glue, wasm] = tools::files_of(module).map(|file| built.remove(&format!("tool/{file}")));
        if let (Some(glue), Some(wasm)) = (glue, wasm) {
            files.tools.insert(module, Tool { glue, wasm });
        }
    }
    if files.lexicon.is_some() && files.tools.contains_key(tools::EDITOR.name) {
        let text = |path: &&str| String::from_utf8(world.read(path).ok()?).ok();
        files.carried = DICTIONARY.iter().map(text).collect::<Option<_>>().unwrap_or_default();
    }
    let front = "content/index.md";
    if !files.unread.iter().any(|path| path == front)
        && !files.pages.iter().any(|id| files.sources.get(*id).path == front)
    {
        let at = empty(&mut files.sources, front.to_owned());
        diagnostics.push(
            Diagnostic::new(Code::FrontPage, at, "forsiden mangler")
                .hint(format!("opret filen {front}; alle sider henviser til den")),
        );
    }
    for name in REGISTERS {
        if !files.registers.contains_key(name) {
            let path = format!("content/data/{name}.toml");
            let at = empty(&mut files.sources, path.clone());
            diagnostics.push(
                Diagnostic::new(Code::FileRegister, at, format!("registret »{name}« mangler"))
                    .hint(format!("opret filen {path}; den må gerne være tom, hvis intet henviser til den")),
            );
        }
    }
    (files, diagnostics)
}

fn read(world: &dyn World, path: &str) -> Result<Found, String> {
    Ok(match kind(path) {
        Kind::Text(kind) => Found::Text(kind, text(world.read(path)?)),
        Kind::Public => Found::Public(world.copied(path)?),
        Kind::Tool => Found::Tool(world.copied(path)?),
        Kind::Stray => world.read(path).map(|_| Found::Stray)?,
    })
}

/// Notes where the dictionary is, and reads the list of words that need not be looked up in it.
fn dictionary(world: &dyn World, paths: &[String], files: &mut Files) {
    let [aff, dic, known] = DICTIONARY.map(|wanted| paths.iter().find(|path| *path == wanted));
    let (Some(aff), Some(dic)) = (aff, dic) else { return };
    let at = empty(&mut files.sources, aff.clone());
    files.lexicon = Some(Lexicon { aff: aff.clone(), dic: dic.clone(), at });
    // Without the list the dictionary is asked about every word, and says the same.
    files.known = known.and_then(|path| String::from_utf8(world.read(path).ok()?).ok()).unwrap_or_default();
}

fn known_registers() -> impl Iterator<Item = &'static str> {
    REGISTERS.iter().chain(MORE_REGISTERS).copied()
}

fn kind(path: &str) -> Kind {
    if path.starts_with("public/") {
        return Kind::Public;
    }
    if path.starts_with("tool/") {
        return Kind::Tool;
    }
    if path == LEDGER {
        return Kind::Text(Text::Ledger);
    }
    if path == WORDS {
        return Kind::Text(Text::Words);
    }
    if let Some(rest) = path.strip_prefix("content/data/") {
        let known = known_registers().find(|name| rest.strip_suffix(".toml") == Some(name));
        return known.map_or(Kind::Stray, |name| Kind::Text(Text::Register(name)));
    }
    if path.strip_prefix(MODEL).is_some_and(|name| name.ends_with(".toml") && !name.contains('/')) {
        return Kind::Text(Text::Model);
    }
    let is_page = path.starts_with("content/") && path.ends_with(".md");
    if is_page { Kind::Text(Text::Page) } else { Kind::Stray }
}

/// The first part of a page's path that cannot stand in an address.
fn bad_name(path: &str) -> Option<String> {
    let rest = path.strip_prefix("content/")?;
    let ends = [".md", ".toml", ".txt"];
    let stem = ends.iter().find_map(|end| rest.strip_suffix(end)).unwrap_or(rest);
    stem.split('/')
        .find(|part| {
            part.is_empty() || !part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        })
        .map(str::to_owned)
}

struct Fault(Code, String, String);

impl Fault {
    fn at(self, span: Span) -> Diagnostic {
        Diagnostic::new(self.0, span, self.1).hint(self.2)
    }
}

/// What is wrong with a file of `public/`: its name becomes its address as it is, and readers fetch it whole.
fn public_fault(path: &str, bytes: usize) -> Option<Fault> {
    let good = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
    if let Some(name) = path.split('/').find(|part| !part.bytes().all(good)) {
        let (stem, end) = name.rsplit_once('.').unwrap_or((name, ""));
        let dot = if end.is_empty() { "" } else { "." };
        let meant = format!("{}{dot}{}", crate::parse::slug::slug(stem), end.to_lowercase());
        return Some(Fault(
            Code::FileName,
            format!("navnet »{name}« kan ikke stå i en adresse"),
            format!("brug kun bogstaverne a-z, tal, bindestreg og punktum, for eksempel »{meant}«"),
        ));
    }
    (bytes > MAX_PUBLIC_BYTES).then(|| {
        Fault(
            Code::FileHeavy,
            format!(
                "filen fylder {} kB; læsere på telefon må vente på alt over {} kB",
                bytes.div_ceil(1024),
                MAX_PUBLIC_BYTES / 1024
            ),
            "gem den mindre: et billede i færre punkter, en PDF med mindre billeder".to_owned(),
        )
    })
}

fn text(bytes: Vec<u8>) -> Result<Written, Fault> {
    if bytes.len() > MAX_TEXT_BYTES {
        return Err(Fault(
            Code::FileTooLarge,
            format!("filen fylder {} kB; grænsen er {} kB", bytes.len().div_ceil(1024), MAX_TEXT_BYTES / 1024),
            "del siden i flere, eller se efter, om en anden fil er gemt under dette navn".to_owned(),
        ));
    }
    match String::from_utf8(bytes) {
        // A byte order mark is invisible to the editor; it must not turn `+++` into something else.
        Ok(text) => Ok(match text.strip_prefix('\u{feff}') {
            Some(rest) => Written { text: rest.to_owned(), marked: true },
            None => Written { text, marked: false },
        }),
        Err(fault) => {
            let line = fault.as_bytes()[..fault.utf8_error().valid_up_to()].iter().filter(|b| **b == b'\n').count() + 1;
            Err(Fault(
                Code::FileNotUtf8,
                format!("filen er ikke gemt som UTF-8 (første ulæselige tegn er i linje {line})"),
                "gem filen igen, og vælg tegnsættet UTF-8".to_owned(),
            ))
        }
    }
}

fn empty(sources: &mut Sources, path: String) -> Span {
    let id = sources.add(Source::new(path, String::new()));
    Span::new(id, 0..0)
}
