//! How a text is written: spelling and words of the office, on pages and in registers alike.
//!
//! Contract: what is looked at is what readers read: the text of a page, its title and summary, and the texts of registers under the
//! keys of [`TEXTS`]. A template is a letter to authorities, and may sound like one: only its spelling is looked at. Nothing
//! here is an error.

use super::registers::Registers;
use super::spelling::{self, Doubt, Known, Spelling};
use super::style::Style;
use crate::diagnostic::Diagnostic;
use crate::discover::Files;
use crate::parse;
use crate::parse::prose::{Prose, in_table};
use crate::parse::table::Table;
use crate::source::{FileId, Source};
use rayon::prelude::*;

/// The keys of front matter under which readers read a text.
const FRONT: &[&str] = &["titel", "kort_titel", "resume", "gaelder_for"];

/// Those of registers and of the ruler.
const TEXTS: &[&str] = &[
    "beskrivelse",
    "bemaerkning",
    "boernesamtale",
    "droeft",
    "egne_tal",
    "flytter",
    "foerste",
    "foraeldre",
    "forbehold",
    "forklaring",
    "fortaelling",
    "forveksl",
    "frist",
    "grund",
    "hvad",
    "hvem",
    "indhold",
    "kolonner",
    "kraever",
    "linje",
    "med",
    "note",
    "nu",
    "opgaver",
    "overskrift",
    "resten",
    "saetninger",
    "skriv",
    "spoergsmaal",
    "tekst",
    "titel",
    "viser",
];

/// Registers whose titles are the names of laws and books.
const NAMED: &[&str] = &["kilder", "lov"];

/// Registers in which nothing is a text: `ordliste.toml` alone has words, and explains them.
const SILENT: &[&str] = &["sprog", "systemer"];

/// What to look for.
#[derive(Debug)]
pub struct Language {
    style: Option<Style>,
    /// `None` where there is no dictionary to ask about the rest.
    known: Option<Known>,
}

/// What was found in one text.
#[derive(Debug, Default)]
pub struct Found {
    /// Words of the office.
    pub faults: Vec<Diagnostic>,
    /// Words to ask the dictionary about.
    pub doubts: Vec<Doubt>,
}

impl Language {
    /// What a site brings along.
    #[must_use]
    pub fn new(files: &Files, registers: &Registers) -> Self {
        let known = files.lexicon.as_ref().map(|_| Known::new(files, registers));
        Self { style: Style::new(&registers.advice), known }
    }

    /// Looks at a page, given its running text.
    #[must_use]
    pub fn page(&self, mut prose: Vec<Prose>, front: Option<&Table<'_>>, source: &Source) -> Found {
        let letter = front.is_some_and(|front| front.has("papir"));
        prose.extend(front.into_iter().flat_map(|front| in_table(front, source, FRONT)));
        self.look(&prose, letter)
    }

    /// Looks at all registers.
    #[must_use]
    pub fn registers(&self, files: &Files) -> Vec<Found> {
        let registers = files.registers.iter().filter(|(name, _)| !SILENT.contains(name));
        let registers = registers.map(|(name, id)| (*id, !NAMED.contains(name)));
        let all: Vec<_> = registers.chain(files.model.iter().map(|id| (*id, true))).collect();
        all.into_par_iter().map(|(id, titles)| self.register(id, files.sources.get(id), titles)).collect()
    }

    fn register(&self, id: FileId, source: &Source, titles: bool) -> Found {
        let keys: Vec<&str> = TEXTS.iter().copied().filter(|key| titles || *key != "titel").collect();
        // What is wrong with the file itself is told where it is read for what it says.
        let (table, _told) = parse::register(id, source);
        self.look(&table.map(|table| in_table(&table, source, &keys)).unwrap_or_default(), false)
    }

    fn look(&self, prose: &[Prose], letter: bool) -> Found {
        let style = self.style.as_ref().filter(|_| !letter);
        Found {
            faults: style.map(|style| style.check(prose)).unwrap_or_default(),
            doubts: self.known.as_ref().map(|known| spelling::doubts(prose, known)).unwrap_or_default(),
        }
    }

    /// What is left to ask the dictionary.
    #[must_use]
    pub fn spelling(self, doubts: Vec<Doubt>) -> Spelling {
        Spelling { doubts, known: self.known.unwrap_or_default() }
    }
}
