//! The register of charts, `figurer.toml`.
//!
//! Contract: the kind (`type`) decides which keys there are; what belongs to another kind is told as such. Numbers are read with
//! [`calculator::Decimal`] and charts built with the constructors of [`crate::chart`], so that what leaves here can be drawn.
//! No text of a chart names a paragraph, which belongs on a page. An empty text among the values says that the source does not state it.

use super::entries::{SourceEntry, source_id};
use super::register::{NOTE, PLACE, Register, SOURCE, STATUS, UNCONFIRMED, names_no_law, read, status};
use crate::chart::{Bars, Chart, GridError, MOST_SERIES, Row, Sequence, Stacked, Stage, Step, Unit};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::fields::{Fields, Part};
use crate::parse::table::Table;
use crate::source::{Span, Spanned};
use calculator::shape::{Case, Shape, When, tables, text, texts, word};
use calculator::{Decimal, Status};

/// `figurer.toml`
pub const SHAPE: Shape = Shape::by_id("figurer", "Figurer, som sider viser med :::figur navn.", &CHART);

const CHART: Shape = Shape::new(
    "figur",
    "En figur, som sider viser med :::figur og dens navn. Tegning, tabel og kildelinje bliver lavet af den.",
    &[
        text("titel", "Figurens titel."),
        word("type", || KINDS.to_vec(), "soejler og stablet har tal; trappe og forloeb har trin i ord."),
        text("aar", "Det år, tallene er fra, som tekst.").like("\"2023\"").free(),
        SOURCE,
        PLACE,
        text("beskrivelse", "Hvad figuren viser, for dem, der ikke ser den."),
        STATUS,
        NOTE,
        tables("raekke", &ROW, "En række eller et trin; på en trappe er det første det nederste."),
        texts("kolonner", "Navnene på tallene i hver række, 1 til 4; kun hvor der er tal.")
            .like("[\"Kommuner\"]")
            .free(),
        text("enhed", "Tallenes enhed; kun hvor der er tal.").like("\"kr.\"").free(),
    ],
)
.cases(&[
    UNCONFIRMED,
    Case::needs(&[When::Is("type", NUMBERS)], &["kolonner", "enhed"]),
    Case::needs(&[], &["raekke"]).own_words(),
    Case::never(
        &[When::Is("type", STEPS)],
        &["kolonner", "enhed"],
        "en trappe og et forløb har trin med navn og tekst, ikke tal; slet linjen",
    ),
    Case::needs(&[When::Is("type", NUMBERS)], &["vaerdier"]).within("raekke"),
    Case::never(&[When::Is("type", NUMBERS)], &["tekst", "hvem"], "").within("raekke"),
    Case::needs(&[When::Is("type", STEPS)], &["tekst"]).within("raekke"),
    Case::never(&[When::Is("type", STEPS)], &["vaerdier"], "").within("raekke"),
    Case::never(
        &[When::Is("type", &["trappe"])],
        &["hvem"],
        "kun et forløb siger, hvem der handler; skriv det i tekst",
    )
    .within("raekke"),
]);

const NUMBERS: &[&str] = &["soejler", "stablet"];
const STEPS: &[&str] = &["trappe", "forloeb"];

const ROW: Shape = Shape::new(
    "figurens-raekke",
    "En række tal eller et trin.",
    &[
        text("navn", "Rækkens eller trinnets navn."),
        texts("vaerdier", "Ét tal for hver kolonne, som det er trykt; \"\", hvor kilden ikke har et.")
            .like("[\"66\"]")
            .free(),
        text("tekst", "Hvad trinnet er; kun i en trappe og et forløb.").free(),
        text("hvem", "Hvem der handler; kun i et forløb.").free(),
    ],
);

/// A chart that pages may show.
#[derive(Debug, Clone)]
pub struct ChartEntry {
    /// `titel`
    pub title: String,
    /// What is drawn.
    pub chart: Chart,
    /// `aar`
    pub year: Option<String>,
    /// `kilde`, an id that is known.
    pub source: String,
    /// `sted`
    pub place: String,
    /// `status`
    pub status: Status,
    /// `beskrivelse`: what it says, for those who do not see it.
    pub description: String,
    /// `note`: reservations.
    pub note: Option<String>,
    /// Where its heading stands.
    pub at: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Bars,
    Stacked,
    Ladder,
    Course,
}

const KINDS: &[&str] = &["soejler", "stablet", "trappe", "forloeb"];

impl Kind {
    fn from_key(key: &str) -> Option<Self> {
        [Kind::Bars, Kind::Stacked, Kind::Ladder, Kind::Course]
            .into_iter()
            .zip(KINDS)
            .find(|(_, k)| **k == key)
            .map(|k| k.0)
    }
}

/// Reads `figurer.toml`.
pub fn charts(
    table: &Table<'_>,
    sources: &Register<SourceEntry>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Register<ChartEntry> {
    read(table, &SHAPE, "figuren", diagnostics, |fields| {
        let at = fields.at();
        let title = fields.text("titel");
        let kind = fields.choice("type", Kind::from_key);
        let year = fields.text("aar").map(|text| text.value);
        let source = source_id(fields, sources);
        let place = fields.text("sted");
        let description = fields.text("beskrivelse");
        names_no_law(fields, title.as_ref());
        names_no_law(fields, description.as_ref());
        let (status, note) = status(fields);
        let chart = chart(fields, kind);
        Some(ChartEntry {
            title: title?.value,
            chart: chart?,
            year,
            source: source?,
            place: place?.value,
            status: status?,
            description: description?.value,
            note,
            at,
        })
    })
}

fn chart(fields: &mut Fields<'_, '_>, kind: Option<Kind>) -> Option<Chart> {
    let rows = fields.tables("raekke");
    match kind {
        Some(Kind::Bars | Kind::Stacked) => {
            let series = fields.texts("kolonner");
            let unit = fields.text("enhed");
            let rows = all(&rows, |row| numbers(fields, row));
            let (series, unit, rows) = (series?, unit?, rows?);
            let (names, unit, at) = (plain(&series), Unit::new(&unit.value), fields.at());
            let values: Vec<_> = rows.iter().map(|row| row.row.clone()).collect();
            let built = match kind {
                Some(Kind::Bars) => Bars::new(unit, names, values).map(Chart::Bars),
                _ => Stacked::new(unit, names, values).map(Chart::Stacked),
            };
            let faults = |errors: Vec<GridError>| {
                for error in errors {
                    fields.report(fault(&error, &series, &rows, at));
                }
            };
            built.map_err(faults).ok()
        }
        Some(Kind::Ladder | Kind::Course) => {
            let at = fields.at();
            if rows.is_empty() {
                fields.report(no_rows(at));
            }
            if kind == Some(Kind::Ladder) {
                let steps = all(&rows, |row| stage(fields, row))?;
                let steps = steps.into_iter().map(|stage| Step { name: stage.name, text: stage.text }).collect();
                Some(Chart::Ladder(Sequence::new(steps)?))
            } else {
                let stages = all(&rows, |row| stage(fields, row))?;
                Some(Chart::Course(Sequence::new(stages)?))
            }
        }
        // Which keys it should have is not known; that has been told.
        None => None,
    }
}

/// All rows, or nothing where one is at fault; every one is read, so that all faults are told.
fn all<'r, 's, T>(rows: &'r [Part<'s>], read: impl FnMut(&'r Part<'s>) -> Option<T>) -> Option<Vec<T>> {
    let rows: Vec<_> = rows.iter().map(read).collect();
    rows.into_iter().collect()
}

fn plain(spanned: &[Spanned<String>]) -> Vec<String> {
    spanned.iter().map(|text| text.value.clone()).collect()
}

/// A row of numbers, and where its parts stand.
struct Numbers {
    row: Row,
    at: Span,
    values: Vec<Span>,
}

fn numbers(fields: &mut Fields<'_, '_>, table: &Part<'_>) -> Option<Numbers> {
    let mut fields = fields.within(table, "rækken");
    let name = fields.text("navn");
    names_no_law(&mut fields, name.as_ref());
    let written = fields.texts("vaerdier");
    let value = |written: &Spanned<String>| {
        if written.value.is_empty() {
            return Some(None);
        }
        match Decimal::parse(&written.value) {
            Ok(number) => Some(Some(number)),
            Err(error) => {
                fields.report(
                    Diagnostic::new(
                        Code::ChartValue,
                        written.span,
                        format!("værdien »{}« kan ikke læses som et tal", written.value),
                    )
                    .hint(error.to_string())
                    .hint("står tallet ikke i kilden, så skriv \"\""),
                );
                None
            }
        }
    };
    let values: Option<Vec<_>> =
        written.as_ref().and_then(|written| written.iter().map(value).collect::<Vec<_>>().into_iter().collect());
    fields.finish();
    let name = name?;
    Some(Numbers {
        row: Row { name: name.value, values: values? },
        at: name.span,
        values: written?.iter().map(|text| text.span).collect(),
    })
}

fn stage(fields: &mut Fields<'_, '_>, table: &Part<'_>) -> Option<Stage> {
    let mut fields = fields.within(table, "rækken");
    let name = fields.text("navn");
    let text = fields.text("tekst");
    names_no_law(&mut fields, name.as_ref());
    names_no_law(&mut fields, text.as_ref());
    let actor = fields.text("hvem").map(|text| text.value);
    fields.finish();
    Some(Stage { name: name?.value, text: text?.value, actor })
}

fn words(count: usize, singular: &str, plural: &str) -> String {
    calculator::text::counted(u64::try_from(count).unwrap_or(u64::MAX), singular, plural)
}

fn no_rows(at: Span) -> Diagnostic {
    Diagnostic::new(Code::ChartShape, at, "figuren har ingen rækker")
        .hint("føj rækker til, hver med overskriften [[id.raekke]], hvor id er figurens")
}

fn fault(error: &GridError, series: &[Spanned<String>], rows: &[Numbers], at: Span) -> Diagnostic {
    match error {
        GridError::NoRows => no_rows(at),
        GridError::Series(count) => {
            let at = series.get(MOST_SERIES).map_or(at, |first| first.span);
            Diagnostic::new(
                Code::ChartShape,
                at,
                format!("figuren har {count} kolonner; den skal have 1 til {MOST_SERIES}"),
            )
            .hint("skriv navnene i kolonner = […]; del figuren i to, hvis der er flere")
        }
        GridError::Values { row } => {
            let (name, found) = (&rows[*row].row.name, rows[*row].values.len());
            Diagnostic::new(
                Code::ChartShape,
                rows[*row].at,
                format!(
                    "rækken »{name}« har {}, men figuren har {}",
                    words(found, "værdi", "værdier"),
                    words(series.len(), "kolonne", "kolonner")
                ),
            )
            .hint("skriv én værdi for hver kolonne, i samme rækkefølge; \"\" hvor kilden ikke har et tal")
        }
        GridError::Part { row, value } => Diagnostic::new(
            Code::NumberRange,
            rows[*row].values[*value],
            "en del af en stablet søjle kan ikke være negativ",
        )
        .hint("brug type = \"soejler\", hvis tallene ikke er dele af en helhed"),
    }
}
