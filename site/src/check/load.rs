//! Hours of ELEVator and the ceiling of cases, `belastning.toml`, and worked examples.
//!
//! Contract: every number stands in `tal.toml` and here, and the two say the same, or there is no site. A profession without hours is
//! named without them. An example comes to what was written beside it by hand.

use super::dates::{Example, ID, Known, figure, ground, hold, own_id, words};
use super::register::{NOTE, PLACE, SOURCE, STATUS, UNCONFIRMED};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::fields::Fields;
use crate::parse::table::Table;
use calculator::load::{self, Case, Ceiling, Model, Per, Profession};
use calculator::measure::Measure;
use calculator::shape::{Case as Keys, Shape, When, count, tables, text as words_of, texts, word};

/// `belastning.toml`
pub const SHAPE: Shape = Shape::new(
    "belastning",
    "Timer i ELEVator for hver faggruppe, loftet over sager pr. rådgiver, og eksempler.",
    &[
        tables("faggruppe", &PROFESSION, "En faggruppe i ELEVator."),
        tables("loft", &CEILING, "Det højeste gennemsnit af sager pr. rådgiver; ét."),
        tables("eksempel", &EXAMPLE, "Et eksempel, regnet i hånden."),
    ],
);

const PROFESSION: Shape = Shape::new(
    "faggruppe",
    "En faggruppe og dens timer i ELEVator.",
    &[
        ID,
        words_of("navn", "Hvad den hedder."),
        count("timer", 1, 1_000, "Hvor mange timer; udelades, hvis kilden ikke har dem.").free(),
        word("pr", || Per::ALL.map(Per::key).to_vec(), "Hvad timerne er for."),
        words_of("tal", "Det samme tal i tal.toml; de to skal sige det samme.").free(),
        words_of("bemaerkning", "Hvad man skal vide om timerne.").free(),
        SOURCE,
        PLACE,
        STATUS,
        NOTE,
    ],
)
.cases(&[
    UNCONFIRMED,
    Keys::needs(&[When::Has("timer")], &["tal"]),
    Keys::never(&[When::Lacks("timer")], &["tal"], "uden timer er der intet tal"),
]);

const CEILING: Shape = Shape::new(
    "loft",
    "Det højeste gennemsnit af sager pr. rådgiver.",
    &[
        count("sager", 1, 1_000, "Hvor mange sager."),
        words_of("tal", "Det samme tal i tal.toml; de to skal sige det samme."),
        SOURCE,
        PLACE,
        STATUS,
        NOTE,
    ],
)
.cases(&[UNCONFIRMED]);

const EXAMPLE: Shape = Shape::new(
    "belastning-eksempel",
    "Nogle tal og det, de giver, regnet i hånden.",
    &[
        words_of("titel", "Eksemplets titel."),
        words_of("viser", "Hvad eksemplet viser, i én eller to sætninger."),
        count("boern", 0, 9_999, "Børn i ELEVator.").free(),
        count("psykologer", 0, 9_999, "Psykologer i ELEVator.").free(),
        count("sager", 0, 9_999, "Sager.").free(),
        words_of("raadgivere", "Rådgivere på fuld tid.").like("\"5,5\"").free(),
        count("flest", 0, 9_999, "Sager hos den, der har flest.").free(),
        texts("forventet", "Linjerne i rækkefølge, regnet i hånden: hvad, kolon og tallet.")
            .like("[\"Psykolog: 76 timer\"]"),
    ],
);

/// All of `belastning.toml`.
#[derive(Debug, Clone, Default)]
pub struct Load {
    /// The model; its sources have no addresses yet.
    pub model: Model,
    /// The examples.
    pub examples: Vec<Example<Case>>,
}

/// Reads `belastning.toml`.
pub(crate) fn load(table: &Table<'_>, known: Known<'_>, diagnostics: &mut Vec<Diagnostic>) -> Load {
    let mut fields = table.fields(&SHAPE, "registret", diagnostics);
    let [professions, ceilings, cases] = ["faggruppe", "loft", "eksempel"].map(|key| fields.tables(key));
    fields.finish();
    let mut found = Load::default();
    let before = diagnostics.len();
    for part in &professions {
        let mut fields = part.fields("faggruppen", diagnostics);
        let one = profession(&mut fields, &found.model, known);
        fields.finish();
        found.model.professions.extend(one);
    }
    for part in &ceilings {
        let mut fields = part.fields("loftet", diagnostics);
        let at = fields.at();
        let one = ceiling(&mut fields, known);
        if !found.model.ceilings.is_empty() {
            fields.report(Diagnostic::new(Code::DateRule, at, "der er to lofter").hint("behold ét af dem"));
        }
        fields.finish();
        found.model.ceilings.extend(one);
    }
    let is_whole = diagnostics.len() == before;
    for part in &cases {
        let mut fields = part.fields("eksemplet", diagnostics);
        // With a profession missing, every example would seem to be at fault.
        let one = example(&mut fields, is_whole.then_some(&found.model));
        fields.finish();
        found.examples.extend(one);
    }
    found
}

fn small(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<u16> {
    fields.count(key).and_then(|count| u16::try_from(count.value).ok())
}

fn profession(fields: &mut Fields<'_, '_>, before: &Model, known: Known<'_>) -> Option<Profession> {
    let id = own_id(fields, before.professions.iter().map(|one| one.id.as_str()));
    let name = words(fields, "navn");
    let hours = small(fields, "timer");
    let per = fields.choice("pr", Per::from_key);
    figure(fields, hours.map(|hours| hours.to_string()).as_deref(), known);
    let remark = words(fields, "bemaerkning").unwrap_or_default();
    let ground = ground(fields, false, known);
    Some(Profession { id: id?.value, name: name?, hours, per: per?, remark, ground: ground? })
}

fn ceiling(fields: &mut Fields<'_, '_>, known: Known<'_>) -> Option<Ceiling> {
    let cases = small(fields, "sager");
    figure(fields, cases.map(|cases| cases.to_string()).as_deref(), known);
    let ground = ground(fields, false, known);
    Some(Ceiling { cases: cases?, ground: ground? })
}

fn example(fields: &mut Fields<'_, '_>, model: Option<&Model>) -> Option<Example<Case>> {
    let at = fields.at();
    let [title, shows] = ["titel", "viser"].map(|key| words(fields, key));
    let [children, psychologists, cases, most] =
        ["boern", "psykologer", "sager", "flest"].map(|key| small(fields, key));
    let advisers = fields.text("raadgivere");
    let parts = advisers.as_ref().map(|written| Measure::parse(&written.value).ok().filter(|one| one.hundredths() > 0));
    if let (Some(None), Some(written)) = (parts, &advisers) {
        let fault = Diagnostic::new(Code::DateRule, written.span, format!("»{}« er ikke et antal", written.value));
        fields.report(fault.hint("skriv et tal over 0 med højst to decimaler, for eksempel \"5,5\""));
        return None;
    }
    let case = Case { children, psychologists, cases, advisers: parts.flatten(), most };
    let expected = fields.texts("forventet");
    if load::is_more_than_all(&case) {
        fields.report(
            Diagnostic::new(Code::DateRule, at, "én rådgiver kan ikke have flere sager, end der er i alt")
                .hint("ret eksemplets tal"),
        );
        return None;
    }
    if let (Some(model), Some(expected)) = (model, expected) {
        let rows = load::elevator(model, &case).into_iter().chain(load::caseload(model, &case));
        let found: Vec<String> = rows.map(|row| [&row.what, ": ", &row.value].concat()).collect();
        hold(fields, &expected, &found, at);
    }
    Some(Example { title: title?, shows: shows?, case })
}
