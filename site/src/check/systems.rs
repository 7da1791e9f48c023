//! The list of everything that the sources describe, and where the guide has it: `systemer.toml`.
//!
//! Contract: each number occurs once; the address of each is answered by resolve, so that a page or a heading cannot disappear
//! without a word.

use super::register::choice;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::table::Table;
use crate::source::Spanned;

/// In which form the guide has something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `side`
    Page,
    /// `afsnit`
    Section,
    /// `skabelon`
    Template,
    /// `vaerktoej`
    Tool,
    /// `ord`
    Term,
}

impl Form {
    const KEYS: &[(&str, Form)] = &[
        ("side", Form::Page),
        ("afsnit", Form::Section),
        ("skabelon", Form::Template),
        ("vaerktoej", Form::Tool),
        ("ord", Form::Term),
    ];

    /// The form in a word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Form::Page => "side",
            Form::Section => "afsnit",
            Form::Template => "skabelon",
            Form::Tool => "værktøj",
            Form::Term => "ord",
        }
    }
}

/// A system, model, form or service that a source describes.
#[derive(Debug, Clone)]
pub struct System {
    /// `nr`
    pub number: u32,
    /// `navn`
    pub name: String,
    /// `side`: an address, perhaps with an anchor.
    pub page: Spanned<String>,
    /// `form`
    pub form: Form,
    /// `indhold`: whether the source prints its content; otherwise it is only named and not reconstructed.
    pub described: bool,
}

/// Most rows the list can have.
const MOST: u32 = 999;

/// Reads `systemer.toml`.
pub fn systems(table: &Table<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<System> {
    let mut fields = table.fields("registret", diagnostics);
    let tables = fields.tables("system");
    fields.finish();
    let mut found: Vec<System> = Vec::new();
    for table in &tables {
        let mut fields = table.fields("systemet", diagnostics);
        let number = fields.optional_count("nr", MOST);
        let name = fields.text("navn");
        let page = fields.text("side");
        let form = fields.text("form");
        let keys: Vec<_> = Form::KEYS.iter().map(|(key, _)| *key).collect();
        let form = form.and_then(|written| {
            let parse = |key: &str| Form::KEYS.iter().find(|(known, _)| *known == key).map(|(_, form)| *form);
            choice(&mut fields, "form", &written, parse, &keys)
        });
        let described = fields.text("indhold");
        let described = described.and_then(|written| {
            let parse = |key: &str| match key {
                "beskrevet" => Some(true),
                "kun-omtalt" => Some(false),
                _ => None,
            };
            choice(&mut fields, "indhold", &written, parse, &["beskrevet", "kun-omtalt"])
        });
        if let Some(number) = &number
            && found.iter().any(|other| other.number == number.value)
        {
            fields.report(
                Diagnostic::new(Code::IdForm, number.span, format!("nummer {} står to gange", number.value))
                    .hint("giv det ene system et andet nummer, eller slet det"),
            );
        }
        if number.is_none() {
            let at = fields.at();
            fields.report(
                Diagnostic::new(Code::KeyMissing, at, "systemet mangler et nummer")
                    .hint("tilføj en linje: nr = og nummeret i listen over systemer"),
            );
        }
        fields.finish();
        if let (Some(number), Some(name), Some(page), Some(form), Some(described)) =
            (number, name, page, form, described)
        {
            found.push(System { number: number.value, name: name.value, page, form, described });
        }
    }
    found.sort_by_key(|system| system.number);
    found
}
