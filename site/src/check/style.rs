//! Words of the office with a plain word beside them: `sprog.toml`.
//!
//! Contract: each word, in each form that the register gives, is found at the bounds of words, in small letters or with a capital;
//! of two that begin at one place the longer. Nothing is found in quotations, in the names of laws and of what a link leads out
//! to: those are not ours to write.

use super::register::{Register, read};
use super::words::{or, with_capital};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::prose::Prose;
use crate::parse::table::Table;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use calculator::shape::{Shape, text, texts};
use std::collections::BTreeMap;

/// `sprog.toml`
pub const SHAPE: Shape = Shape::by_id("sprog", "Kontorsprog og de almindelige ord, man kan skrive i stedet.", &ADVICE);

const ADVICE: Shape = Shape::new(
    "råd",
    "Et ord fra kontoret, og hvad man kan skrive i stedet.",
    &[
        text("ord", "Ordet eller ordene, med små bogstaver.").like("\"såfremt\""),
        texts("former", "Andre former, det findes i.").like("[\"fremsender\", \"fremsendt\"]").free(),
        texts("skriv", "Hvad man kan skrive i stedet, det bedste først.").like("[\"hvis\"]"),
        text("hvorfor", "Kun hvis rådet skal forklares.").free(),
    ],
);

/// A word of the office, and what to write.
#[derive(Debug, Clone)]
pub struct Advice {
    /// `ord`
    pub word: String,
    /// `former`: its other forms.
    pub forms: Vec<String>,
    /// `skriv`: what to write in its place, the likeliest first.
    pub plain: Vec<String>,
    /// `hvorfor`
    pub why: Option<String>,
}

/// Reads `sprog.toml`.
pub fn advice(table: &Table<'_>, diagnostics: &mut Vec<Diagnostic>) -> Register<Advice> {
    let mut owners: BTreeMap<String, String> = BTreeMap::new();
    read(table, &SHAPE, "ordet", diagnostics, |fields| {
        let word = fields.text("ord");
        let forms = fields.optional_texts("former");
        let plain = fields.texts("skriv");
        let why = fields.text("hvorfor");
        if plain.as_ref().is_some_and(Vec::is_empty) {
            let at = fields.at();
            fields.report(
                Diagnostic::new(Code::TextEmpty, at, "»skriv« er en tom liste")
                    .hint("skriv mindst ét ord, der kan stå i stedet: skriv = [\"…\"]"),
            );
            return None;
        }
        let word = word?;
        for form in std::iter::once(&word).chain(&forms) {
            if let Some(owner) = owners.insert(form.value.to_lowercase(), word.value.clone()) {
                fields.report(
                    Diagnostic::new(
                        Code::IdForm,
                        form.span,
                        format!("»{}« står allerede i listen under »{owner}«", form.value),
                    )
                    .hint("et ord kan kun have ét råd; slet det ene"),
                );
                return None;
            }
        }
        Some(Advice {
            word: word.value,
            forms: forms.into_iter().map(|form| form.value).collect(),
            plain: plain?.into_iter().map(|word| word.value).collect(),
            why: why.map(|text| text.value),
        })
    })
}

/// All advice, ready to be looked for.
#[derive(Debug)]
pub struct Style {
    search: AhoCorasick,
    /// What to say of each pattern.
    hints: Vec<String>,
}

impl Style {
    /// `None` where there is no advice.
    #[must_use]
    pub fn new(advice: &Register<Advice>) -> Option<Self> {
        let (mut patterns, mut hints) = (Vec::new(), Vec::new());
        for (_, one) in advice.iter() {
            for form in std::iter::once(&one.word).chain(&one.forms) {
                let small = form.to_lowercase();
                let capital = with_capital(&small);
                hints.extend(std::iter::repeat_n(hint(one), 2));
                patterns.extend([small, capital]);
            }
        }
        // Larger and slower to make than the others, and looks at each sign of a site once, without a step back.
        let mut search = AhoCorasick::builder();
        let search = search.kind(Some(AhoCorasickKind::DFA)).match_kind(MatchKind::LeftmostLongest);
        let search = search.build(&patterns).ok()?;
        (!patterns.is_empty()).then_some(Self { search, hints })
    }

    /// The words of the office in some text.
    #[must_use]
    pub fn check(&self, prose: &[Prose]) -> Vec<Diagnostic> {
        prose.iter().flat_map(|prose| self.in_prose(prose)).collect()
    }

    fn in_prose<'a>(&'a self, prose: &'a Prose) -> impl Iterator<Item = Diagnostic> + 'a {
        let words = prose.words();
        self.search.find_iter(words).filter_map(move |found| {
            let range = found.range();
            let (before, after) = (words.get(..range.start)?, words.get(range.end..)?);
            let inner = |c: char| c.is_alphanumeric() || c == '-';
            if before.ends_with(inner) || after.starts_with(inner) || quoted(before) || prose.is_name(range.start) {
                return None;
            }
            let hint = self.hints.get(found.pattern().as_usize())?;
            let shown = &words[range.clone()];
            let message = format!("»{shown}« er kontorsprog");
            Some(Diagnostic::new(Code::OfficeWord, prose.span(range)?, message).hint(hint))
        })
    }
}

fn hint(advice: &Advice) -> String {
    let plain: Vec<String> = advice.plain.iter().map(|word| format!("»{word}«")).collect();
    let plain = or(&plain);
    advice.why.as_ref().map_or_else(|| format!("skriv {plain}"), |why| format!("skriv {plain}: {why}"))
}

/// Whether what follows stands within a quotation.
fn quoted(before: &str) -> bool {
    before.rfind('»') > before.rfind('«')
}
