//! Follow-up dates of measures, `opfoelgning.toml`, and its worked examples.
//!
//! Contract: what is read is a [`Model`] of `calculator::dates` that was proven in this build: whatever exceptions are agreed, no
//! day that the law demands is taken away or loosened. An example comes to what was written beside it by hand.

use super::dates::{Example, ID, Known, figure, ground, hold, own_id, words};
use super::register::{LAWS, NOTE, PLACE, SOURCE, STATUS, UNCONFIRMED};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::fields::Fields;
use crate::parse::nearest::nearest;
use crate::parse::table::Table;
use crate::source::{Span, Spanned};
use calculator::dates::follow_up::{
    Case, Duty, Exception, Measure, Meeting, Model, Rhythm, Row, SPANS, Step, plan, proof,
};
use calculator::shape::{Case as Keys, Key, Shape, When, count, date, flag, tables, text as words_of, texts};
use calculator::text;

/// `opfoelgning.toml`
pub const SHAPE: Shape = Shape::new(
    "opfoelgning",
    "Hvornår der følges op: lovens minimum, rytmen for hver slags foranstaltning, undtagelser og eksempler.",
    &[
        tables("lovkrav", &DUTY, "Noget, loven kræver for alle foranstaltninger."),
        tables("foranstaltning", &MEASURE, "En slags foranstaltning med sin rytme."),
        tables("undtagelse", &EXCEPTION, "En undtagelse, som teamlederen skal være med på."),
        tables("eksempel", &EXAMPLE, "Et eksempel, regnet i hånden."),
    ],
);

const WEEKS: Key = count("uger", 1, 520, "Uger fra starten.").free();
const MONTHS: Key = count("maaneder", 1, 240, "Måneder fra starten.").free();
const EVERY: Key =
    count("hver", 1, 240, "Gentages med så mange uger eller måneder imellem; samme enhed som trinnet.").free();
const ONE_UNIT: Keys = Keys::needs(&[When::Lacks("uger")], &["maaneder"]);
const NOT_BOTH: Keys = Keys::never(&[When::Has("uger")], &["maaneder"], "skriv enten uger eller maaneder");

const DUTY: Shape = Shape::new(
    "lovkrav",
    "Noget, loven kræver for alle foranstaltninger.",
    &[
        ID,
        words_of("titel", "Hvad det er."),
        WEEKS,
        MONTHS,
        EVERY,
        flag("slutter_foer", "Det er, når en sideløbende undersøgelse er færdig, hvis det er før."),
        words_of("tal", "Det samme tal i tal.toml; de to skal sige det samme.").free(),
        LAWS,
        SOURCE,
        PLACE,
        STATUS,
        NOTE,
    ],
)
.cases(&[UNCONFIRMED, ONE_UNIT, NOT_BOTH]);

const MEASURE: Shape = Shape::new(
    "foranstaltning",
    "En slags foranstaltning og den rytme, Herning havde for den.",
    &[
        ID,
        words_of("navn", "Hvad den hedder."),
        tables("moede", &MEETING, "Et møde i rytmen."),
        words_of("bemaerkning", "Hvad man skal vide om rytmen.").free(),
        SOURCE,
        PLACE,
        STATUS,
        NOTE,
    ],
)
.cases(&[UNCONFIRMED, Keys::needs(&[], &["moede"])]);

const MEETING: Shape = Shape::new(
    "moede",
    "Et møde i en rytme.",
    &[
        words_of("titel", "Hvad mødet er."),
        WEEKS,
        MONTHS,
        EVERY,
        count("til_maaneder", 1, 240, "Kun før der er gået så mange måneder fra starten.").free(),
        words_of("hvem", "Hvem der deltager, hvis kilden siger det.").free(),
        flag("samtale", "Der er børnesamtale ved mødet."),
        flag("ekstra", "Mødet er et af dem, undtagelserne taler om."),
    ],
)
.cases(&[ONE_UNIT, NOT_BOTH]);

const EXCEPTION: Shape = Shape::new(
    "undtagelse",
    "En undtagelse fra rytmen. Den lemper aldrig en dato, som loven kræver.",
    &[
        ID,
        words_of("navn", "Hvad den hedder."),
        words_of("kraever", "Hvad der skal være opfyldt."),
        texts("gaelder", "For hvilke foranstaltninger; navnene i denne fil."),
        words_of("kontakt", "Hvordan de ekstra opfølgninger kan holdes, med punktum."),
        words_of("boernesamtale", "Hvad der så gælder for børnesamtalen, med punktum."),
        SOURCE,
        PLACE,
        STATUS,
        NOTE,
    ],
)
.cases(&[UNCONFIRMED]);

const EXAMPLE: Shape = Shape::new(
    "opfoelgning-eksempel",
    "En foranstaltning med en start og de datoer, den har, regnet i hånden.",
    &[
        words_of("titel", "Eksemplets titel."),
        words_of("viser", "Hvad eksemplet viser, i én sætning."),
        words_of("foranstaltning", "Navnet på foranstaltningen i denne fil."),
        date("start", "Den dag, den startede."),
        date("faerdig", "Hvornår en sideløbende undersøgelse var færdig.").free(),
        date("vis_fra", "Fra hvilken dag der vises datoer; udelades, hvis det er starten.").free(),
        count("antal_maaneder", 12, 36, "Hvor mange måneder der vises: 12, 24 eller 36."),
        texts("undtagelser", "Navnene på de undtagelser, der bruges.").free(),
        flag("aftalt", "Undtagelserne er aftalt med teamlederen."),
        texts(
            "forventet",
            "Datoerne i rækkefølge, regnet i hånden: dag, kolon, loven og/eller Herning, og lempet, hvis den er det.",
        )
        .like("[\"1. juni 2026: loven og Herning\"]"),
    ],
);

/// All of `opfoelgning.toml`.
#[derive(Debug, Clone, Default)]
pub struct FollowUp {
    /// The model; its paragraphs and sources have no addresses yet.
    pub model: Model,
    /// The examples.
    pub examples: Vec<Example<Case>>,
}

/// Reads `opfoelgning.toml`.
pub(crate) fn follow_up(table: &Table<'_>, known: Known<'_>, diagnostics: &mut Vec<Diagnostic>) -> FollowUp {
    let mut fields = table.fields(&SHAPE, "registret", diagnostics);
    let [duties, measures, exceptions, cases] =
        ["lovkrav", "foranstaltning", "undtagelse", "eksempel"].map(|key| fields.tables(key));
    fields.finish();
    let before = diagnostics.len();
    let mut model = Model::default();
    for part in &duties {
        let mut fields = part.fields("lovkravet", diagnostics);
        let found = duty(&mut fields, &model, known);
        fields.finish();
        model.duties.extend(found);
    }
    let mut places: Vec<Span> = Vec::new();
    for part in &measures {
        let mut fields = part.fields("foranstaltningen", diagnostics);
        let at = fields.at();
        let found = measure(&mut fields, &model, known);
        fields.finish();
        places.extend(found.is_some().then_some(at));
        model.measures.extend(found);
    }
    for part in &exceptions {
        let mut fields = part.fields("undtagelsen", diagnostics);
        let found = exception(&mut fields, &model, known);
        fields.finish();
        model.exceptions.extend(found);
    }
    let is_whole = diagnostics.len() == before;
    if is_whole {
        for broken in proof(&model) {
            let index = model.measures.iter().position(|measure| measure.id == broken.measure);
            if let Some(at) = index.and_then(|index| places.get(index)) {
                let fault = format!("ved »{}«: {}", broken.measure, broken.said);
                diagnostics.push(
                    Diagnostic::new(Code::DateRule, *at, fault)
                        .hint("ret trinnene i rytmen eller undtagelsen; det, loven kræver, bliver stående"),
                );
            }
        }
    }
    let mut examples = Vec::new();
    for part in &cases {
        let mut fields = part.fields("eksemplet", diagnostics);
        let found = example(&mut fields, &model, is_whole);
        fields.finish();
        examples.extend(found);
    }
    FollowUp { model, examples }
}

/// `uger` or `maaneder`, and `hver`.
fn rhythm(fields: &mut Fields<'_, '_>) -> Option<Rhythm> {
    let number = |fields: &mut Fields<'_, '_>, key| fields.count(key).and_then(|count| u16::try_from(count.value).ok());
    let (weeks, months) = (number(fields, "uger"), number(fields, "maaneder"));
    let every = number(fields, "hver");
    let (first, unit): (Step, fn(u16) -> Step) = match (weeks, months) {
        (Some(weeks), _) => (Step::Weeks(weeks), Step::Weeks),
        (None, months) => (Step::Months(months?), Step::Months),
    };
    Some(Rhythm { first, every: every.map(unit), until: None })
}

fn duty(fields: &mut Fields<'_, '_>, before: &Model, known: Known<'_>) -> Option<Duty> {
    let id = own_id(fields, before.duties.iter().map(|duty| duty.id.as_str()));
    let title = words(fields, "titel");
    let rhythm = rhythm(fields);
    let ends_early = fields.flag("slutter_foer");
    figure(fields, rhythm.map(|rhythm| rhythm.first.words()).as_deref(), known);
    let ground = ground(fields, true, known);
    Some(Duty { id: id?.value, title: title?, rhythm: rhythm?, ends_early, ground: ground? })
}

fn measure(fields: &mut Fields<'_, '_>, before: &Model, known: Known<'_>) -> Option<Measure> {
    let id = own_id(fields, before.measures.iter().map(|measure| measure.id.as_str()));
    let name = words(fields, "navn");
    let parts = fields.tables("moede");
    let mut meetings = Vec::new();
    let mut all = true;
    for part in &parts {
        let mut inner = fields.within(part, "mødet");
        let found = meeting(&mut inner);
        inner.finish();
        all &= found.is_some();
        meetings.extend(found);
    }
    let remark = words(fields, "bemaerkning");
    let ground = ground(fields, false, known);
    let (id, name, ground) = (id?.value, name?, ground?);
    all.then(|| Measure { id, name, meetings, remark: remark.unwrap_or_default(), ground })
}

fn meeting(fields: &mut Fields<'_, '_>) -> Option<Meeting> {
    let title = words(fields, "titel");
    let rhythm = rhythm(fields);
    let until = fields.count("til_maaneder").and_then(|count| u16::try_from(count.value).ok());
    let who = words(fields, "hvem").unwrap_or_default();
    let (talk, extra) = (fields.flag("samtale"), fields.flag("ekstra"));
    Some(Meeting { title: title?, rhythm: Rhythm { until, ..rhythm? }, who, talk, extra })
}

fn exception(fields: &mut Fields<'_, '_>, model: &Model, known: Known<'_>) -> Option<Exception> {
    let id = own_id(fields, model.exceptions.iter().map(|exception| exception.id.as_str()));
    let [name, needs] = ["navn", "kraever"].map(|key| words(fields, key));
    let written = fields.optional_texts("gaelder");
    let measures = indexes(fields, &written, "foranstaltningen", model.measures.iter().map(|one| one.id.as_str()));
    let [contact, talk] = ["kontakt", "boernesamtale"].map(|key| words(fields, key));
    let ground = ground(fields, false, known);
    Some(Exception {
        id: id?.value,
        name: name?,
        needs: needs?,
        measures,
        contact: contact?,
        talk: talk?,
        ground: ground?,
    })
}

/// The places of ids among those that are known; what is unknown is told.
fn indexes<'a>(
    fields: &mut Fields<'_, '_>,
    written: &[Spanned<String>],
    what: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Vec<usize> {
    let mut found = Vec::new();
    for id in written {
        match known.clone().position(|one| one == id.value) {
            Some(index) => found.push(index),
            None => fields.report(
                Diagnostic::new(Code::DateRule, id.span, format!("{what} »{}« findes ikke i filen", id.value)).hint(
                    nearest(&id.value, known.clone()).map_or_else(
                        || format!("brug en af {}", known.clone().collect::<Vec<_>>().join(", ")),
                        |near| format!("mente du »{near}«?"),
                    ),
                ),
            ),
        }
    }
    found
}

fn example(fields: &mut Fields<'_, '_>, model: &Model, is_whole: bool) -> Option<Example<Case>> {
    let at = fields.at();
    let [title, shows] = ["titel", "viser"].map(|key| words(fields, key));
    let named = fields.text("foranstaltning");
    let measure = named.filter(|_| is_whole).and_then(|id| {
        indexes(fields, &[id], "foranstaltningen", model.measures.iter().map(|one| one.id.as_str())).first().copied()
    });
    let [start, finished, shown_from] =
        ["start", "faerdig", "vis_fra"].map(|key| fields.date(key).map(|date| date.value));
    let months = fields.count("antal_maaneder");
    let written = fields.optional_texts("undtagelser");
    let exceptions = if is_whole {
        indexes(fields, &written, "undtagelsen", model.exceptions.iter().map(|one| one.id.as_str()))
    } else {
        Vec::new()
    };
    let agreed = fields.flag("aftalt");
    let expected = fields.texts("forventet");
    let months = months.and_then(|count| {
        let months = u16::try_from(count.value).ok().filter(|months| SPANS.contains(months));
        if months.is_none() {
            fields.report(
                Diagnostic::new(Code::DateRule, count.span, format!("der kan ikke vises {} måneder", count.value))
                    .hint("skriv 12, 24 eller 36"),
            );
        }
        months
    });
    let case = Case { measure: measure?, start: start?, finished, exceptions, agreed, shown_from, months: months? };
    if case.is_finished_before() {
        fields.report(
            Diagnostic::new(Code::DateRule, at, "undersøgelsen kan ikke være færdig, før foranstaltningen startede")
                .hint("ret eksemplets datoer"),
        );
        return None;
    }
    if let Some(expected) = expected {
        let found: Vec<String> = plan(model, &case).iter().map(said).collect();
        hold(fields, &expected, &found, at);
    }
    Some(Example { title: title?, shows: shows?, case })
}

/// A day of an example: `1. juni 2026: loven og Herning`.
fn said(row: &Row) -> String {
    let of = match (row.duties.is_empty(), row.meetings.is_empty()) {
        (false, false) => "loven og Herning",
        (false, true) => "loven",
        _ => "Herning",
    };
    let loosened = if row.loosened.is_empty() { "" } else { ", lempet" };
    format!("{}: {of}{loosened}", text::date(row.date))
}
