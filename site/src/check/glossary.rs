//! The glossary, `ordliste.toml`.
//!
//! Contract: a word or a form of it belongs to one entry, so that a word on a page has one explanation. An explanation is
//! plain text: it names no paragraph and no amount, which belong in the registers.

use super::entries::SourceEntry;
use super::register::{Register, SOURCE, read};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::table::Table;
use crate::parse::unregistered;
use crate::source::Spanned;
use calculator::shape::{Shape, text, texts};
use std::collections::BTreeMap;

/// `ordliste.toml`
pub const SHAPE: Shape = Shape::by_id("ordliste", "Ordlisten: ord, der bliver forklaret på siderne.", &TERM);

const TERM: Shape = Shape::new(
    "ord",
    "Et ord, der bliver forklaret, første gang det står på en side.",
    &[
        text("ord", "Ordet, som det står i en sætning.").like("\"netværksmøde\""),
        texts("former", "Andre former, ordet genkendes i.").like("[\"netværksmødet\", \"netværksmøder\"]").free(),
        texts("ogsaa", "Det, folk ellers kalder det; kun søgningen bruger det.").like("[\"familiemøde\"]").free(),
        text("forklaring", "Forklaringen i almindelige ord, uden paragraffer og beløb."),
        text("side", "Adressen på den side, hvor man kan læse mere.").like("\"/samarbejde/\"").free(),
        SOURCE.free(),
    ],
);

/// An entry of the glossary.
#[derive(Debug, Clone)]
pub struct Term {
    /// `ord`
    pub word: String,
    /// `former`: other forms under which it is recognised.
    pub forms: Vec<String>,
    /// `ogsaa`: what people call it, for the search alone.
    pub also: Vec<String>,
    /// `forklaring`
    pub explanation: String,
    /// `side`: where to read more.
    pub page: Option<Spanned<String>>,
    /// `kilde`
    pub source: Option<String>,
}

/// Reads `ordliste.toml`.
pub fn terms(table: &Table<'_>, sources: &Register<SourceEntry>, diagnostics: &mut Vec<Diagnostic>) -> Register<Term> {
    let mut owners: BTreeMap<String, String> = BTreeMap::new();
    read(table, &SHAPE, "ordet", diagnostics, |fields| {
        let word = fields.text("ord");
        let forms = fields.optional_texts("former");
        let also = fields.optional_texts("ogsaa");
        let explanation = fields.text("forklaring");
        let page = fields.text("side");
        let source = fields.text("kilde");
        if let Some(explanation) = &explanation {
            for fault in unregistered::found(&explanation.value) {
                fields.report(fault.in_title(explanation.span));
            }
        }
        if let Some(id) = &source
            && sources.get(&id.value).is_none()
            && !sources.is_told(&id.value)
        {
            fields.report(
                Diagnostic::new(Code::UnknownSource, id.span, format!("kilden »{}« findes ikke", id.value))
                    .hint(sources.hint(&id.value, "kilder")),
            );
        }
        let word = word?;
        for form in std::iter::once(&word).chain(&forms) {
            if let Some(owner) = owners.insert(form.value.to_lowercase(), word.value.clone()) {
                fields.report(
                    Diagnostic::new(
                        Code::IdForm,
                        form.span,
                        format!("»{}« står allerede i ordlisten under »{owner}«", form.value),
                    )
                    .hint("et ord kan kun have én forklaring; slet den ene"),
                );
            }
        }
        Some(Term {
            word: word.value,
            forms: forms.into_iter().map(|form| form.value).collect(),
            also: also.into_iter().map(|word| word.value).collect(),
            explanation: explanation?.value,
            page,
            source: source.map(|id| id.value),
        })
    })
}
