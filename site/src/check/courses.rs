//! The sessions of services, `forloebsplan.toml`, and worked examples of plans.
//!
//! Contract: every service of the catalogue can be planned; this file adds the weeks between sessions and the phases, where a source
//! has them. An example comes to what was written beside it by hand.

use super::dates::{Example, Known, ground, hold, words};
use super::register::{NOTE, PLACE, SOURCE, STATUS, UNCONFIRMED};
use super::services::Services;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::fields::Fields;
use crate::parse::nearest::nearest;
use crate::parse::table::Table;
use crate::source::Spanned;
use calculator::dates::course::{self, Case, Course, MOST_SESSIONS, MOST_WEEKS, Model, Phase, Row, plan};
use calculator::dates::{calendar, text as said_of};
use calculator::shape::{Key, Shape, count, date, tables, text as words_of, texts};
use calculator::text;

/// `forloebsplan.toml`
pub const SHAPE: Shape = Shape::new(
    "forloebsplan",
    "Hvor langt der er mellem sessionerne i et forløb, forløbets faser, og eksempler på planer.",
    &[
        tables("forloeb", &COURSE, "Det, en kilde siger om en ydelses sessioner."),
        tables("eksempel", &EXAMPLE, "Et eksempel, regnet i hånden."),
    ],
);

const SERVICE: Key = words_of("ydelse", "Ydelsens id i ydelser.toml.").like("\"tf-cbt\"");

const COURSE: Shape = Shape::new(
    "forloeb",
    "Det, en kilde siger om en ydelses sessioner.",
    &[
        SERVICE,
        count("uger", 1, MOST_WEEKS as u32, "Uger fra en session til den næste."),
        tables("fase", &PHASE, "En fase, i kildens rækkefølge."),
        SOURCE,
        PLACE,
        STATUS,
        NOTE,
    ],
)
.cases(&[UNCONFIRMED]);

const PHASE: Shape = Shape::new(
    "fase",
    "En fase i et forløb.",
    &[words_of("navn", "Hvad den hedder."), texts("dele", "Hvad der sker i den.")],
);

const EXAMPLE: Shape = Shape::new(
    "forloebsplan-eksempel",
    "En plan med en start, og de dage, den kommer til, regnet i hånden.",
    &[
        words_of("titel", "Eksemplets titel."),
        words_of("viser", "Hvad eksemplet viser, i én eller to sætninger."),
        SERVICE,
        date("start", "Dagen for den første session."),
        count("uger", 1, MOST_WEEKS as u32, "Uger fra en session til den næste."),
        count("sessioner", 1, MOST_SESSIONS as u32, "Hvor mange sessioner."),
        words_of("uden", "Uger uden sessioner.").like("\"42, 52-1\"").free(),
        texts(
            "forventet",
            "Dagene i rækkefølge, regnet i hånden; efter et komma, at dagen er en helligdag eller en weekend.",
        )
        .like("[\"12. januar 2027\"]"),
    ],
);

/// All of `forloebsplan.toml`, with the catalogue.
#[derive(Debug, Clone, Default)]
pub struct Courses {
    /// Every service of the catalogue; its sources have no addresses yet.
    pub model: Model,
    /// The examples.
    pub examples: Vec<Example<Case>>,
}

/// The services of the catalogue as they stand before anything is said of their sessions.
fn bare(services: &Services) -> Model {
    let of = |service: &calculator::Service| Course {
        id: service.id.as_str().to_owned(),
        name: service.name.clone(),
        unit: service.unit,
        sessions: service.sessions.map(|sessions| (sessions.count().get(), sessions.minutes_each().get())),
        weeks: None,
        phases: Vec::new(),
        ground: None,
    };
    Model { courses: services.catalogue.services().iter().map(of).collect(), calculator: String::new() }
}

/// Reads `forloebsplan.toml`, where there is one.
pub(crate) fn courses(
    table: Option<&Table<'_>>,
    services: &Services,
    known: Known<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Courses {
    let mut model = bare(services);
    let Some(table) = table else { return Courses { model, examples: Vec::new() } };
    let mut fields = table.fields(&SHAPE, "registret", diagnostics);
    let [written, cases] = ["forloeb", "eksempel"].map(|key| fields.tables(key));
    fields.finish();
    for part in &written {
        let mut fields = part.fields("forløbet", diagnostics);
        course(&mut fields, &mut model, services, known);
        fields.finish();
    }
    let mut examples = Vec::new();
    for part in &cases {
        let mut fields = part.fields("eksemplet", diagnostics);
        let found = example(&mut fields, &model, services);
        fields.finish();
        examples.extend(found);
    }
    Courses { model, examples }
}

/// The place of a service; one that does not exist is told, unless it may be one that is at fault itself.
fn place(fields: &mut Fields<'_, '_>, model: &Model, services: &Services) -> Option<Spanned<usize>> {
    let id = fields.text("ydelse")?;
    let ids = || model.courses.iter().map(|course| course.id.as_str());
    let found = ids().position(|known| known == id.value);
    if found.is_none() && !services.incomplete {
        let hint = nearest(&id.value, ids())
            .map_or_else(|| "brug et id fra ydelser.toml".to_owned(), |near| format!("mente du »{near}«?"));
        fields
            .report(Diagnostic::new(Code::DateRule, id.span, format!("ydelsen »{}« findes ikke", id.value)).hint(hint));
    }
    found.map(|value| Spanned { value, span: id.span })
}

fn course(fields: &mut Fields<'_, '_>, model: &mut Model, services: &Services, known: Known<'_>) {
    let at = place(fields, model, services);
    let weeks = small(fields, "uger");
    let parts = fields.tables("fase");
    let mut phases = Vec::new();
    for part in &parts {
        let mut inner = fields.within(part, "fasen");
        let name = words(&mut inner, "navn");
        let parts = inner.optional_texts("dele");
        inner.finish();
        phases.extend(name.map(|name| Phase { name, parts: parts.into_iter().map(|part| part.value).collect() }));
    }
    let ground = ground(fields, false, known);
    let Some(at) = at else { return };
    let Some(course) = model.courses.get_mut(at.value) else { return };
    if course.ground.is_some() {
        let fault = Diagnostic::new(Code::DateRule, at.span, format!("»{}« står to gange", course.id));
        fields.report(fault.hint("skriv det, kilden siger, ét sted"));
    }
    (course.weeks, course.phases, course.ground) = (weeks, phases, ground);
}

fn small(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<u16> {
    fields.count(key).and_then(|count| u16::try_from(count.value).ok())
}

fn example(fields: &mut Fields<'_, '_>, model: &Model, services: &Services) -> Option<Example<Case>> {
    let at = fields.at();
    let [title, shows] = ["titel", "viser"].map(|key| words(fields, key));
    let service = place(fields, model, services);
    let start = fields.date("start");
    let [weeks, sessions] = ["uger", "sessioner"].map(|key| small(fields, key));
    let without = fields.text("uden").map(|written| {
        course::parse(&written.value).map_err(|fault| {
            let mut fault = fault.trim_end_matches('.').to_owned();
            fault.replace_range(..1, &fault[..1].to_lowercase());
            fields.report(
                Diagnostic::new(Code::DateRule, written.span, format!("ugerne »{}« kan ikke læses", written.value))
                    .hint(fault),
            );
        })
    });
    let expected = fields.texts("forventet");
    let without = match without {
        None => Vec::new(),
        Some(read) => read.ok()?,
    };
    let case = Case { course: service?.value, start: start?.value, weeks: weeks?, sessions: sessions?, without };
    match plan(&case) {
        Ok(rows) => {
            if let Some(expected) = expected {
                hold(fields, &expected, &rows.iter().map(said).collect::<Vec<_>>(), at);
            }
        }
        Err(fault) => {
            let said = match fault {
                course::Fault::StartsWithout => "eksemplet begynder i en uge uden sessioner",
                course::Fault::NoRoom => "eksemplet når ud over kalenderen",
            };
            fields.report(Diagnostic::new(Code::DateRule, at, said).hint("ret eksemplets dato eller uger"));
            return None;
        }
    }
    Some(Example { title: title?, shows: shows?, case })
}

/// A day of an example: `6. april 2026, 2. påskedag`.
fn said(row: &Row) -> String {
    let closed = calendar::closed(row.date).map(|why| [", ", said_of::closed(why)].concat());
    [text::date(row.date), closed.unwrap_or_default()].concat()
}
