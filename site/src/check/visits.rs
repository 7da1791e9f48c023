//! Visits of the health visitor, `overgange.toml`, and worked examples.
//!
//! Contract: an age stands in `tal.toml` and here, and the two say the same, or there is no site. A visit without an age has no day.
//! An example comes to what was written beside it by hand.

use super::dates::{Example, ID, Known, figure, ground, hold, own_id, words};
use super::register::{NOTE, PLACE, SOURCE, STATUS, UNCONFIRMED};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::fields::Fields;
use crate::parse::table::Table;
use calculator::dates::visits::{Care, Case, From, Model, Visit, age, plan};
use calculator::shape::{Case as Keys, Key, Shape, When, count, date, flag, tables, text as words_of, texts, word};
use calculator::text;

/// `overgange.toml`
pub const SHAPE: Shape = Shape::new(
    "overgange",
    "Sundhedsplejens besøg før fødslen og ved barnets overgange, og eksempler på dem.",
    &[
        tables("besoeg", &VISIT, "Et besøg, i barndommens rækkefølge."),
        tables("eksempel", &EXAMPLE, "Et eksempel, regnet i hånden."),
    ],
);

const CARE: Key = word("pasning", || Care::ALL.map(Care::key).to_vec(), "Hvor barnet passes først.").free();

const VISIT: Shape = Shape::new(
    "besoeg",
    "Et besøg og den alder, kilden har for det.",
    &[
        ID,
        words_of("titel", "Hvad besøget er."),
        word("regnes_fra", || From::ALL.map(From::key).to_vec(), "Hvad måneder regnes fra."),
        count("maaneder", 1, 240, "Hvor mange måneder; udelades, hvis kilden ikke har en alder.").free(),
        count("til_maaneder", 1, 240, "Den sidste måned, hvis kilden har to.").free(),
        flag("cirka", "Kilden siger cirka."),
        words_of("tal", "Den samme alder i tal.toml; de to skal sige det samme.").free(),
        CARE,
        words_of("kommune", "Hvor det er praksis."),
        words_of("hvad", "Hvordan besøget bliver holdt."),
        words_of("nu", "Hvad der gælder, efter at der er skåret ned.").free(),
        SOURCE,
        PLACE,
        STATUS,
        NOTE,
    ],
)
.cases(&[
    UNCONFIRMED,
    Keys::never(&[When::Lacks("maaneder")], &["til_maaneder", "tal"], "uden måneder er der intet at tælle"),
]);

const EXAMPLE: Shape = Shape::new(
    "overgange-eksempel",
    "En termin eller en fødselsdag, og de dage, den giver, regnet i hånden.",
    &[
        words_of("titel", "Eksemplets titel."),
        words_of("viser", "Hvad eksemplet viser, i én eller to sætninger."),
        date("termin", "Terminen.").free(),
        date("foedt", "Fødselsdagen.").free(),
        CARE,
        texts("forventet", "Dagene i rækkefølge, regnet i hånden: besøgets id, kolon og dagen.")
            .like("[\"graviditet: 28. februar 2026\"]"),
    ],
);

/// All of `overgange.toml`.
#[derive(Debug, Clone, Default)]
pub struct Visits {
    /// The visits; their sources have no addresses yet.
    pub model: Model,
    /// The examples.
    pub examples: Vec<Example<Case>>,
}

/// Reads `overgange.toml`.
pub(crate) fn visits(table: &Table<'_>, known: Known<'_>, diagnostics: &mut Vec<Diagnostic>) -> Visits {
    let mut fields = table.fields(&SHAPE, "registret", diagnostics);
    let [written, cases] = ["besoeg", "eksempel"].map(|key| fields.tables(key));
    fields.finish();
    let mut found = Visits::default();
    let mut all = true;
    for part in &written {
        let mut fields = part.fields("besøget", diagnostics);
        let one = visit(&mut fields, &found.model, known);
        fields.finish();
        all &= one.is_some();
        found.model.visits.extend(one);
    }
    for part in &cases {
        let mut fields = part.fields("eksemplet", diagnostics);
        // With a visit missing, every example would seem to be at fault.
        let one = example(&mut fields, all.then_some(&found.model));
        fields.finish();
        found.examples.extend(one);
    }
    found
}

fn visit(fields: &mut Fields<'_, '_>, before: &Model, known: Known<'_>) -> Option<Visit> {
    let at = fields.at();
    let id = own_id(fields, before.visits.iter().map(|visit| visit.id.as_str()));
    let title = words(fields, "titel");
    let from = fields.choice("regnes_fra", From::from_key);
    let [months, until] =
        ["maaneder", "til_maaneder"].map(|key| fields.count(key).and_then(|count| u16::try_from(count.value).ok()));
    if months.zip(until).is_some_and(|(first, last)| last <= first) {
        let fault = Diagnostic::new(Code::DateRule, at, "til_maaneder skal være efter maaneder");
        fields.report(fault.hint("skriv den tidligste alder i maaneder"));
    }
    let is_about = fields.flag("cirka");
    let care = fields.choice("pasning", Care::from_key);
    let [place, what, now] = ["kommune", "hvad", "nu"].map(|key| words(fields, key));
    let visit = Visit {
        id: id.map(|id| id.value).unwrap_or_default(),
        title: title?,
        from: from?,
        months,
        until,
        is_about,
        care,
        place: place?,
        what: what?,
        now: now.unwrap_or_default(),
        ground: calculator::dates::Ground::default(),
    };
    figure(fields, age(&visit).as_deref(), known);
    let ground = ground(fields, false, known)?;
    (!visit.id.is_empty()).then_some(Visit { ground, ..visit })
}

fn example(fields: &mut Fields<'_, '_>, model: Option<&Model>) -> Option<Example<Case>> {
    let at = fields.at();
    let [title, shows] = ["titel", "viser"].map(|key| words(fields, key));
    let [due, birth] = ["termin", "foedt"].map(|key| fields.date(key).map(|date| date.value));
    let case = Case { birth, due, care: fields.choice("pasning", Care::from_key) };
    let expected = fields.texts("forventet");
    if let (Some(model), Some(expected)) = (model, expected) {
        let said = |row: calculator::dates::visits::Row| {
            let last = row.last.map(|day| [" til ", &text::date(day)].concat()).unwrap_or_default();
            Some([&model.visits.get(row.visit)?.id, ": ", &text::date(row.first?), &last].concat())
        };
        let found: Vec<String> = plan(model, &case).into_iter().filter_map(said).collect();
        hold(fields, &expected, &found, at);
    }
    Some(Example { title: title?, shows: shows?, case })
}
