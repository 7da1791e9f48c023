//! How each criterion of accessibility is met and tested: `wcag.toml`.
//!
//! Contract: the 55 success criteria of WCAG 2.2 at levels A and AA, each once, in the order of the standard, which also says the
//! level. One that neither a test nor an eye has looked at must say so. That the tests named exist is for a test to see
//! (`tests/src/account.rs`).

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::table::Table;
use calculator::shape::{Case, Shape, When, tables, text, texts, word};

/// `wcag.toml`
pub const SHAPE: Shape = Shape::new(
    "wcag",
    "Hvordan hvert krav i WCAG 2.2 på niveau A og AA er opfyldt og prøvet.",
    &[tables("kriterium", &CRITERION, "Et krav; hvert nummer står én gang.")],
);

const CRITERION: Shape = Shape::new(
    "kriterium",
    "Et krav i WCAG 2.2.",
    &[
        word("nummer", || CRITERIA.iter().map(|(number, _)| *number).collect(), "Kravets nummer i standarden."),
        text("navn", "Hvad kravet går ud på, i få ord.").like("\"Tekst i stedet for billeder\""),
        word("opfyldt", || Standing::KEYS.iter().map(|(key, _)| *key).collect(), "Om kravet er opfyldt her."),
        text("hvordan", "Hvordan det er opfyldt, eller hvorfor det er uaktuelt."),
        texts("proevet_af", "De automatiske prøver, der ser på det: program::prøve.")
            .like("[\"pages::in_the_browser\"]")
            .pattern("^\\s*[a-z_]+::[a-z0-9_]+\\s*$")
            .free(),
        text("set_paa", "Hvad vi selv har set på.").free(),
        text("ikke_proevet", "Hvad ingen har prøvet.").free(),
        text("note", "Hvad der mangler, hvor kravet kun er delvist opfyldt.").free(),
    ],
)
.cases(&[
    Case::needs(&[When::Lacks("proevet_af"), When::Lacks("set_paa")], &["ikke_proevet"]),
    Case::needs(&[When::Is("opfyldt", &["delvist"])], &["note"]),
]);

/// How much a criterion asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// The least.
    A,
    /// What the law asks for.
    AA,
}

impl Level {
    /// As the standard writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            A => "A",
            AA => "AA",
        }
    }
}

use Level::{A, AA};

/// The criteria at levels A and AA, in order.
pub const CRITERIA: &[(&str, Level)] = &[
    ("1.1.1", A),
    ("1.2.1", A),
    ("1.2.2", A),
    ("1.2.3", A),
    ("1.2.4", AA),
    ("1.2.5", AA),
    ("1.3.1", A),
    ("1.3.2", A),
    ("1.3.3", A),
    ("1.3.4", AA),
    ("1.3.5", AA),
    ("1.4.1", A),
    ("1.4.2", A),
    ("1.4.3", AA),
    ("1.4.4", AA),
    ("1.4.5", AA),
    ("1.4.10", AA),
    ("1.4.11", AA),
    ("1.4.12", AA),
    ("1.4.13", AA),
    ("2.1.1", A),
    ("2.1.2", A),
    ("2.1.4", A),
    ("2.2.1", A),
    ("2.2.2", A),
    ("2.3.1", A),
    ("2.4.1", A),
    ("2.4.2", A),
    ("2.4.3", A),
    ("2.4.4", A),
    ("2.4.5", AA),
    ("2.4.6", AA),
    ("2.4.7", AA),
    ("2.4.11", AA),
    ("2.5.1", A),
    ("2.5.2", A),
    ("2.5.3", A),
    ("2.5.4", A),
    ("2.5.7", AA),
    ("2.5.8", AA),
    ("3.1.1", A),
    ("3.1.2", AA),
    ("3.2.1", A),
    ("3.2.2", A),
    ("3.2.3", AA),
    ("3.2.4", AA),
    ("3.2.6", A),
    ("3.3.1", A),
    ("3.3.2", A),
    ("3.3.3", AA),
    ("3.3.4", AA),
    ("3.3.7", A),
    ("3.3.8", AA),
    ("4.1.2", A),
    ("4.1.3", AA),
];

/// Whether a criterion is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// `ja`
    Met,
    /// `delvist`
    Partly,
    /// `uaktuelt`: there is nothing here that it speaks of.
    Moot,
}

impl Standing {
    const KEYS: &[(&str, Standing)] =
        &[("ja", Standing::Met), ("delvist", Standing::Partly), ("uaktuelt", Standing::Moot)];

    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Standing::Met => "Opfyldt",
            Standing::Partly => "Delvist opfyldt",
            Standing::Moot => "Ikke aktuelt her",
        }
    }
}

/// What is said of a criterion.
#[derive(Debug, Clone)]
pub struct Criterion {
    /// Its place in [`CRITERIA`].
    place: usize,
    /// `navn`
    pub name: String,
    /// `opfyldt`
    pub standing: Standing,
    /// `hvordan`
    pub how: String,
    /// `proevet_af`
    pub tests: Vec<String>,
    /// `set_paa`
    pub looked_at: Option<String>,
    /// `ikke_proevet`
    pub untested: Option<String>,
    /// `note`: what is missing.
    pub missing: Option<String>,
}

impl Criterion {
    /// Its number: `1.4.10`.
    #[must_use]
    pub fn number(&self) -> &'static str {
        CRITERIA.get(self.place).map_or("", |(number, _)| *number)
    }

    /// Its level.
    #[must_use]
    pub fn level(&self) -> Level {
        CRITERIA.get(self.place).map_or(A, |(_, level)| *level)
    }
}

/// How many missing criteria are named.
const SHOWN: usize = 5;

/// Reads `wcag.toml`.
pub fn criteria(table: &Table<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Criterion> {
    let mut fields = table.fields(&SHAPE, "registret", diagnostics);
    let whole = fields.at();
    let tables = fields.tables("kriterium");
    fields.finish();
    let mut found: Vec<Criterion> = Vec::new();
    let mut named = vec![false; CRITERIA.len()];
    for table in &tables {
        let mut fields = table.fields("kravet", diagnostics);
        let place = fields.choice_at("nummer", |number| CRITERIA.iter().position(|(known, _)| *known == number));
        let name = fields.text("navn");
        let standing =
            |key: &str| Standing::KEYS.iter().find(|(known, _)| *known == key).map(|(_, standing)| *standing);
        let standing = fields.choice("opfyldt", standing);
        let how = fields.text("hvordan");
        let tests = fields.optional_texts("proevet_af");
        let [looked_at, untested, missing] =
            ["set_paa", "ikke_proevet", "note"].map(|key| fields.text(key).map(|text| text.value));
        if let Some(place) = &place
            && named.get_mut(place.value).is_some_and(|named| std::mem::replace(named, true))
        {
            let number = CRITERIA.get(place.value).map_or("", |(number, _)| *number);
            fields.report(
                Diagnostic::new(Code::IdForm, place.span, format!("krav {number} står to gange"))
                    .hint("slet det ene, eller ret nummeret"),
            );
            fields.finish();
            continue;
        }
        for test in &tests {
            let parts = test.value.split_once("::");
            let plain = |part: &str| {
                !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
            };
            if !parts.is_some_and(|(target, name)| plain(target) && plain(name)) {
                fields.report(
                    Diagnostic::new(Code::IdForm, test.span, format!("»{}« er ikke navnet på en prøve", test.value))
                        .hint("skriv program og prøve med to koloner imellem, for eksempel \"pages::in_the_browser\""),
                );
            }
        }
        fields.finish();
        if let (Some(place), Some(name), Some(standing), Some(how)) = (place, name, standing, how) {
            let (place, name, how) = (place.value, name.value, how.value);
            let tests = tests.into_iter().map(|test| test.value).collect();
            found.push(Criterion { place, name, standing, how, tests, looked_at, untested, missing });
        }
    }
    let absent: Vec<&str> =
        CRITERIA.iter().zip(&named).filter(|(_, named)| !**named).map(|((number, _), _)| *number).collect();
    if let Some((shown, rest)) = absent.split_at_checked(absent.len().min(SHOWN)).filter(|(shown, _)| !shown.is_empty())
    {
        let more = if rest.is_empty() { String::new() } else { format!(" og {} mere", rest.len()) };
        diagnostics.push(
            Diagnostic::new(
                Code::CriterionMissing,
                whole,
                format!("der står intet om krav {}{more}", shown.join(", ")),
            )
            .hint("skriv et [[kriterium]] for hvert; er det uaktuelt, så skriv det og hvorfor"),
        );
    }
    found.sort_by_key(|criterion| criterion.place);
    found
}
