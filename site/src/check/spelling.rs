//! Spelling: which words nothing knows, and what was meant by them.
//!
//! Contract: a word is known from `content/data/ord.txt`, from names in the registers, or from the list of words that the dictionary has
//! been found to accept (`dictionary/known.txt`; a test holds it to the dictionary). Only what none of them knows is a [`Doubt`],
//! and only where there is one is the dictionary read. So what is said of a text is what the dictionary says, list or no list,
//! and a build of texts that have been built before does not wait for it. Without a dictionary nothing is said.

use super::dictionary::Dictionary;
use super::memory::Memory;
use super::register::Register;
use super::registers::Registers;
use super::words::{Word, or, parts, with_capital, words};
use crate::diagnostic::{Code, Diagnostic};
use crate::discover::{DICTIONARY, Files, Lexicon};
use crate::parse::prose::Prose;
use crate::source::Span;
use crate::world::World;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

/// For how many words of a build it is worked out what was meant: that takes longer than all else.
const MOST_GUESSED: usize = 20;

/// How many guesses are shown.
const GUESSES: usize = 3;

/// Words to look up, millions of times in a large site; nobody goes through them in the order of their hashes.
type Set = HashSet<Arc<str>, foldhash::fast::FixedState>;

/// Words that need no dictionary.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Those that the dictionary accepts.
    accepted: Set,
    /// Those of `ord.txt`, and names.
    own: Set,
    /// All of them, in order.
    all: Vec<Arc<str>>,
}

impl Known {
    /// The words of a site.
    #[must_use]
    pub fn new(files: &Files, registers: &Registers) -> Self {
        let accepted: Vec<Arc<str>> = files.known.lines().map(Arc::from).collect();
        let mut own: Vec<Arc<str>> = Vec::new();
        if let Some(id) = files.words {
            let lines = files.sources.get(id).text.lines();
            own.extend(
                lines
                    .map(|line| line.split('#').next().unwrap_or_default().trim())
                    .filter(|word| !word.is_empty())
                    .map(Arc::from),
            );
        }
        for name in names(registers) {
            own.extend(words(name).flat_map(|word| std::iter::once(word.text).chain(parts(word.text))).map(Arc::from));
        }
        let mut all: Vec<_> = accepted.iter().chain(&own).cloned().collect();
        all.sort_unstable();
        all.dedup();
        Self { accepted: accepted.into_iter().collect(), own: own.into_iter().collect(), all }
    }

    fn has(&self, word: &Word<'_>) -> bool {
        if self.has_text(word.text) {
            return true;
        }
        let followed = |sign| self.accepted.contains(format!("{}{sign}", word.text.to_lowercase()).as_str());
        (word.stop && followed('.'))
            || (word.open && followed('-'))
            || (word.text.contains('-') && parts(word.text).all(|part| self.has_text(part)))
    }

    fn has_text(&self, text: &str) -> bool {
        let known = |text: &str| {
            self.accepted.contains(text)
                || self.own.contains(text)
                || text.strip_suffix('s').is_some_and(|text| self.own.contains(text.trim_end_matches(['\'', '’'])))
        };
        known(text) || (text.starts_with(char::is_uppercase) && known(&text.to_lowercase()))
    }

    /// Known words that are nearly this one.
    fn nearest(&self, word: &str) -> impl Iterator<Item = String> {
        let small = word.to_lowercase();
        let length = small.chars().count();
        let most = if length < 8 { 1 } else { 2 };
        let mut near: Vec<(usize, Arc<str>)> = self
            .all
            .iter()
            .filter(|known| known.chars().count().abs_diff(length) <= most)
            .map(|known| (strsim::osa_distance(&small, &known.to_lowercase()), known.clone()))
            .filter(|(distance, _)| (1..=most).contains(distance))
            .collect();
        near.sort();
        // What is two slips away is no guess where something is one away.
        let best = near.first().map_or(0, |(distance, _)| *distance);
        near.into_iter().take_while(move |(distance, _)| *distance == best).map(|(_, known)| known.to_string())
    }
}

/// All names in the registers: nobody misspells a name by writing it as it is called.
fn names(registers: &Registers) -> impl Iterator<Item = &str> {
    fn all<T>(register: &Register<T>) -> impl Iterator<Item = &T> {
        register.iter().map(|(_, entry)| entry)
    }
    let houses = all(&registers.houses).flat_map(|house| {
        [house.name.as_str(), &house.operator].into_iter().chain(house.sites.iter().map(String::as_str))
    });
    let municipalities = registers.municipalities.iter().map(|one| one.name.as_str());
    let sources = all(&registers.sources).flat_map(|source| [source.title.as_str(), &source.short, &source.publisher]);
    let laws = all(&registers.laws).flat_map(|law| [law.law.as_str(), &law.title]);
    let organisations = all(&registers.organisations).map(|one| one.name.as_str());
    let terms = all(&registers.terms)
        .flat_map(|term| std::iter::once(term.word.as_str()).chain(term.forms.iter().map(String::as_str)));
    houses.chain(municipalities).chain(sources).chain(laws).chain(organisations).chain(terms)
}

/// A word that nothing knows yet.
#[derive(Debug, Clone)]
pub struct Doubt {
    word: String,
    stop: bool,
    open: bool,
    span: Span,
}

/// The words of a page or a register that nothing knows, each once.
#[must_use]
pub fn doubts(prose: &[Prose], known: &Known) -> Vec<Doubt> {
    let mut met = BTreeSet::new();
    let mut found = Vec::new();
    for prose in prose {
        for word in words(prose.words()).filter(|word| !known.has(word)) {
            if let Some(span) = prose.span(word.range.clone())
                && met.insert(word.text.to_lowercase())
            {
                found.push(Doubt { word: word.text.to_owned(), stop: word.stop, open: word.open, span });
            }
        }
    }
    found
}

/// What a build is in doubt about, and what it knows.
#[derive(Debug, Default)]
pub struct Spelling {
    /// What no list knows, in reading order.
    pub doubts: Vec<Doubt>,
    /// The lists.
    pub known: Known,
}

/// Asks the dictionary, where there is one and anything to ask; a memory keeps it for the next time.
#[must_use]
pub fn ask(
    world: &dyn World,
    lexicon: Option<&Lexicon>,
    spelling: &Spelling,
    memory: Option<&mut Memory>,
) -> Vec<Diagnostic> {
    let Some(lexicon) = lexicon.filter(|_| !spelling.doubts.is_empty()) else { return Vec::new() };
    let mut once = Memory::default();
    let memory = memory.unwrap_or(&mut once);
    match texts(world, lexicon).and_then(|texts| memory.dictionary(texts, read)) {
        Ok(dictionary) => judge(dictionary, spelling),
        Err(why) => vec![
            Diagnostic::new(
                Code::Spelling,
                lexicon.at,
                format!("ordbogen kan ikke læses, så ingen stavning er kontrolleret: {why}"),
            )
            .hint("hent site/dictionary igen, som den ligger i koden"),
        ],
    }
}

/// The texts of a dictionary's two files.
fn texts(world: &dyn World, lexicon: &Lexicon) -> Result<[String; 2], String> {
    texts_of(world, &lexicon.aff, &lexicon.dic)
}

fn texts_of(world: &dyn World, aff: &str, dic: &str) -> Result<[String; 2], String> {
    let text = |path: &str| String::from_utf8(world.read(path)?).map_err(|_| "den er ikke gemt som UTF-8".to_owned());
    Ok([text(aff)?, text(dic)?])
}

/// Reads the dictionary of a world before there is anything to ask: to read it takes longer than a build, and whoever writes should
/// not wait for it in the middle of a word. What is wrong with it is told when it is asked.
pub fn prepare(world: &dyn World, memory: &mut Memory) {
    let [aff, dic, _] = DICTIONARY;
    if let Ok(texts) = texts_of(world, aff, dic) {
        _ = memory.dictionary(texts, read);
    }
}

fn read([aff, dic]: &[String; 2]) -> Result<Dictionary, String> {
    Dictionary::new(aff, dic)
}

/// Those of the words in doubt that the dictionary accepts, in the form in which it does, in order.
pub(crate) fn accepted_words(world: &dyn World, lexicon: Option<&Lexicon>, spelling: &Spelling) -> Vec<String> {
    let dictionary = lexicon.and_then(|lexicon| texts(world, lexicon).and_then(|texts| read(&texts)).ok());
    let Some(dictionary) = dictionary else { return Vec::new() };
    let asked: BTreeSet<_> = spelling.doubts.iter().map(Doubt::key).collect();
    let asked: Vec<_> = asked.into_iter().collect();
    let mut words: Vec<String> = asked
        .into_par_iter()
        .flat_map_iter(|(word, stop, open)| {
            let small = word.to_lowercase();
            let forms = [small.clone(), word.to_owned()].into_iter();
            let forms = forms.chain(stop.then(|| format!("{small}."))).chain(open.then(|| format!("{small}-")));
            let whole = forms.into_iter().find(|form| dictionary.accepts(form));
            let of_parts = parts(word)
                .map(str::to_owned)
                .filter(|part| whole.is_none() && word.contains('-') && dictionary.accepts(part));
            let of_parts: Vec<_> = of_parts.collect();
            whole.into_iter().chain(of_parts)
        })
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

fn judge(dictionary: &Dictionary, spelling: &Spelling) -> Vec<Diagnostic> {
    let asked: BTreeSet<(&str, bool, bool)> = spelling.doubts.iter().map(Doubt::key).collect();
    let asked: Vec<_> = asked.into_iter().collect();
    let wrong: Vec<_> = asked
        .into_par_iter()
        .filter(|(word, stop, open)| !accepted(dictionary, &spelling.known, word, *stop, *open))
        .collect();
    let mut guessed: Vec<&str> = Vec::new();
    for doubt in &spelling.doubts {
        if guessed.len() < MOST_GUESSED && wrong.contains(&doubt.key()) && !guessed.contains(&doubt.word.as_str()) {
            guessed.push(&doubt.word);
        }
    }
    let guesses: BTreeMap<&str, Vec<String>> =
        guessed.into_par_iter().map(|word| (word, guesses(dictionary, &spelling.known, word))).collect();
    let wrong: BTreeSet<_> = wrong.into_iter().collect();
    let of = spelling.doubts.iter().filter(|doubt| wrong.contains(&doubt.key()));
    of.map(|doubt| fault(doubt, guesses.get(doubt.word.as_str()).map_or(&[], Vec::as_slice))).collect()
}

impl Doubt {
    fn key(&self) -> (&str, bool, bool) {
        (&self.word, self.stop, self.open)
    }
}

/// Whether a word is right as it stands, before a full stop or a hyphen.
fn accepted(dictionary: &Dictionary, known: &Known, word: &str, stop: bool, open: bool) -> bool {
    dictionary.accepts(word)
        || (stop && dictionary.accepts(&format!("{word}.")))
        || (open && dictionary.accepts(&format!("{word}-")))
        || (word.contains('-') && parts(word).all(|part| known.has_text(part) || dictionary.accepts(part)))
}

/// What may have been meant: first what the site itself writes.
fn guesses(dictionary: &Dictionary, known: &Known, word: &str) -> Vec<String> {
    let capital = word.starts_with(char::is_uppercase);
    let mut out: Vec<String> = Vec::new();
    for guess in known.nearest(word).chain(dictionary.nearest(word)) {
        // A capital that is none of the word itself, but of the title that it was found in, stays there.
        let small = guess.to_lowercase();
        let guess = if dictionary.accepts(&small) { small } else { guess };
        let guess = if capital { with_capital(&guess) } else { guess };
        if out.len() < GUESSES && !out.contains(&guess) && guess != word {
            out.push(guess);
        }
    }
    out
}

fn fault(doubt: &Doubt, guesses: &[String]) -> Diagnostic {
    let shown: Vec<String> = guesses.iter().map(|guess| format!("»{guess}«")).collect();
    let meant = (!shown.is_empty()).then(|| format!("mente du {}?", or(&shown)));
    Diagnostic::new(Code::Spelling, doubt.span, format!("stavefejl: »{}« står ikke i ordbogen", doubt.word))
        .maybe_hint(meant)
        .hint("er ordet rigtigt, så skriv det på en linje i content/data/ord.txt")
}
