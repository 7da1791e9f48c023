//! The list of everything that the sources describe, and where the guide has it: `systemer.toml`.
//!
//! Contract: each number occurs once; the address of each is answered by resolve, so that a page or a heading cannot disappear
//! without a word.

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::table::Table;
use crate::source::Spanned;
use calculator::shape::{Case, Shape, count, tables, text, word};

/// `systemer.toml`
pub const SHAPE: Shape = Shape::new(
    "systemer",
    "Alt, hvad kilderne beskriver, og hvor guiden har det.",
    &[tables("system", &SYSTEM, "Et system, en model, et skema eller en ydelse, som en kilde beskriver.")],
);

const SYSTEM: Shape = Shape::new(
    "system",
    "Noget, som en kilde beskriver, og hvor guiden har det.",
    &[
        count("nr", 1, MOST, "Nummeret i listen; hvert nummer bruges én gang.").free(),
        text("navn", "Hvad det hedder."),
        text("side", "Adressen på siden, der har det, gerne med et sted på siden.").like("\"/akut/#ring\""),
        word("form", || Form::KEYS.iter().map(|(key, _)| *key).collect(), "I hvilken form guiden har det."),
        word(
            "indhold",
            || CONTENT.iter().map(|(key, _)| *key).collect(),
            "Om kilden trykker indholdet eller kun omtaler det.",
        ),
    ],
)
.cases(&[Case::needs(&[], &["nr"]).own_words()]);

/// Whether the source prints the content.
const CONTENT: &[(&str, bool)] = &[("beskrevet", true), ("kun-omtalt", false)];

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
    let mut fields = table.fields(&SHAPE, "registret", diagnostics);
    let tables = fields.tables("system");
    fields.finish();
    let mut found: Vec<System> = Vec::new();
    for table in &tables {
        let mut fields = table.fields("systemet", diagnostics);
        let number = fields.count("nr");
        let name = fields.text("navn");
        let page = fields.text("side");
        let form = |key: &str| Form::KEYS.iter().find(|(known, _)| *known == key).map(|(_, form)| *form);
        let form = fields.choice("form", form);
        let described = |key: &str| CONTENT.iter().find(|(known, _)| *known == key).map(|(_, described)| *described);
        let described = fields.choice("indhold", described);
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
