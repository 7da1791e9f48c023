//! The reckoning on the ladder of measures, `trappescenarie.toml`, and worked examples.
//!
//! Contract: no amount and no step is written a second time: steps, costs and amounts of the plan are those of `figurer.toml` and
//! `tal.toml`, found by the names that stand here, and what cannot be found there is told. An amount without the price year that the
//! register gives all of them is no cost. An example comes to what was written beside it by hand.

mod example;

use super::charts::ChartEntry;
use super::dates::{Example, ID, Known, ground, own_id, words};
use super::entries::FigureEntry;
use super::register::{NOTE, PLACE, Register, SOURCE, STATUS, UNCONFIRMED};
use crate::chart::{Chart, Grid};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::fields::Fields;
use crate::parse::table::Table;
use crate::source::Spanned;
use calculator::dates::Ground;
use calculator::ladder::{CostSet, Model, Post, Reservation, Step};
use calculator::saved::Saved;
use calculator::shape::{Case as Keys, Shape, When, count, tables, text as words_of, texts, word};
use calculator::{Amount, Decimal, Status};

/// `trappescenarie.toml`
pub const SHAPE: Shape = Shape::new(
    "trappescenarie",
    "Regnestykket om flytninger på indsatstrappen: hvor trin og priser står, forbeholdene, og eksempler.",
    &[
        words_of("trappe", "Figuren med trinnene, nederst først.").like("\"indsatstrappen\""),
        words_of("udgifter", "Figuren med udgiften pr. årsbarn.").like("\"kora-enhedsudgifter\""),
        count("prisaar", 2000, 2099, "Det år, alle trykte beløb er i priser fra. Figurens enhed skal sige det samme."),
        tables("prissaet", &SET, "Et sæt af kildens priser: et år og et sted."),
        tables("trin", &STEP, "Et trin, i trappens rækkefølge, nederst først."),
        tables("post", &POST, "Et beløb, kilden har trykt ved siden af."),
        tables("forbehold", &RESERVATION, "Et forbehold; det første står øverst."),
        tables("eksempel", &example::EXAMPLE, "Et eksempel, regnet i hånden."),
    ],
);

const SET: Shape = Shape::new(
    "prissaet",
    "Et sæt af kildens priser.",
    &[
        ID,
        words_of("navn", "Hvad det hedder."),
        words_of("kolonne", "Kolonnen i figuren med udgifter.").like("\"2015\""),
        words_of("distrikt", "Det, der står efter kommaet i rækkernes navne.").like("\"øvrige\""),
        words_of("bemaerkning", "Hvad man skal vide om priserne.").free(),
    ],
);

const STEP: Shape = Shape::new(
    "trappescenarie-trin",
    "Et trin på trappen.",
    &[
        ID,
        words_of("navn", "Trinnets navn, som i figuren."),
        words_of("raekke", "Det, der står før kommaet i rækkens navn; udelades, hvis kilden ikke har en pris.").free(),
        words_of("bemaerkning", "Hvad man skal vide om prisen.").free(),
    ],
);

/// Whether a printed post adds to the expense or takes from it.
const EFFECTS: [&str; 2] = ["hoejere", "lavere"];

const POST: Shape = Shape::new(
    "trappescenarie-post",
    "Et beløb, kilden har trykt.",
    &[
        ID,
        words_of("navn", "Hvad det er."),
        word(
            "virkning",
            || EFFECTS.to_vec(),
            "Om det gør udgiften højere eller lavere. En lavere er kun til eksempler.",
        ),
        words_of("figur", "Figuren, beløbene står i, ét for hvert år.").free(),
        words_of("kolonne", "Kolonnen i figuren.").free(),
        words_of("tal", "Tallet i tal.toml, hvis det er samme beløb hvert år.").free(),
    ],
)
.cases(&[
    Keys::needs(&[When::Has("figur")], &["kolonne"]),
    Keys::needs(&[When::Lacks("figur")], &["tal"]),
    Keys::never(&[When::Has("figur")], &["tal"], "beløbet står ét sted: vælg figuren eller tallet"),
    Keys::never(&[When::Lacks("figur")], &["kolonne"], "kun en figur har kolonner"),
]);

/// Who says a reservation.
const SAYS: [&str; 2] = ["kilden", "vi"];

const RESERVATION: Shape = Shape::new(
    "trappescenarie-forbehold",
    "Et forbehold, der står ved hvert resultat.",
    &[
        words_of("tekst", "Forbeholdet, i hele sætninger."),
        word("siger", || SAYS.to_vec(), "Om kilden siger det, eller om det er vores eget."),
        texts("lov", "Bestemmelser i lov.toml.").like("[\"barnets-lov-32\"]").free(),
        SOURCE.free(),
        PLACE.free(),
        STATUS.free(),
        NOTE,
    ],
)
.cases(&[
    UNCONFIRMED,
    Keys::needs(&[When::Is("siger", &["kilden"])], &["kilde", "sted", "status"]),
    Keys::never(
        &[When::Is("siger", &["vi"])],
        &["lov", "kilde", "sted", "status", "note"],
        "vores eget har ingen kilde",
    ),
]);

/// All of `trappescenarie.toml`.
#[derive(Debug, Clone, Default)]
pub struct Ladder {
    /// The model; its sources have no addresses yet.
    pub model: Model,
    /// The examples, as what is typed.
    pub examples: Vec<Example<Saved>>,
}

/// What the reader looks amounts up in.
struct Printed<'a> {
    charts: &'a Register<ChartEntry>,
    figures: &'a Register<FigureEntry>,
    year: Option<u32>,
}

/// Reads `trappescenarie.toml`.
pub(crate) fn ladder(
    table: &Table<'_>,
    charts: &Register<ChartEntry>,
    known: Known<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Ladder {
    let before = diagnostics.len();
    let mut fields = table.fields(&SHAPE, "registret", diagnostics);
    let mut printed = Printed { charts, figures: known.figures, year: None };
    let mut all = Ladder::default();
    let steps = fields.text("trappe");
    let costs = fields.text("udgifter");
    printed.year = fields.count("prisaar").map(|year| year.value);
    all.model.price_year = printed.year.and_then(|year| u16::try_from(year).ok()).unwrap_or_default();
    let ladder = steps.and_then(|id| printed.ladder(&mut fields, &id));
    let costs = costs.and_then(|id| printed.grid(&mut fields, &id));
    let [sets, parts, posts, reservations, examples] =
        ["prissaet", "trin", "post", "forbehold", "eksempel"].map(|key| fields.tables(key));
    let at = fields.at();
    fields.finish();
    if let Some((entry, _)) = &costs {
        all.model.costs = ground_of(entry);
    }
    let mut places: Vec<(String, String)> = Vec::new();
    for part in &sets {
        let mut fields = part.fields("prissættet", diagnostics);
        let found = set(&mut fields, &all.model, costs.as_ref().map(|(_, grid)| *grid), &mut places);
        fields.finish();
        all.model.sets.extend(found);
    }
    for part in &parts {
        let mut fields = part.fields("trinnet", diagnostics);
        let found = step(&mut fields, &all.model, costs.as_ref().map(|(_, grid)| *grid), &places);
        fields.finish();
        all.model.steps.extend(found);
    }
    if let Some((entry, names)) = &ladder {
        all.model.order = ground_of(entry);
        let ours: Vec<&str> = all.model.steps.iter().map(|step| step.name.as_str()).collect();
        if ours != *names && all.model.steps.len() == parts.len() {
            let fault = "trinnene er ikke figurens trin i figurens rækkefølge";
            let hint = format!("skriv dem sådan, nederst først: {}", names.join(", "));
            diagnostics.push(Diagnostic::new(Code::ToolRule, at, fault).hint(hint));
        }
    }
    for part in &posts {
        let mut fields = part.fields("posten", diagnostics);
        let found = post(&mut fields, &all.model, &printed);
        fields.finish();
        all.model.posts.extend(found);
    }
    for part in &reservations {
        let mut fields = part.fields("forbeholdet", diagnostics);
        let found = reservation(&mut fields, known);
        fields.finish();
        all.model.reservations.extend(found);
    }
    // What a faulty register kept from us has been told there.
    let is_whole = diagnostics.len() == before
        && ladder.is_some()
        && costs.is_some()
        && all.model.steps.len() == parts.len()
        && all.model.posts.len() == posts.len();
    for part in &examples {
        // With a cost missing, every example would seem to be at fault.
        let found = example::example(part, is_whole.then_some(&all.model), diagnostics);
        all.examples.extend(found);
    }
    if reservations.is_empty() && !parts.is_empty() {
        diagnostics.push(
            Diagnostic::new(Code::ToolRule, at, "der er ingen forbehold, og et resultat må ikke stå uden")
                .hint("skriv dem som [[forbehold]], det vigtigste først: det står over hvert resultat"),
        );
    }
    all
}

impl<'a> Printed<'a> {
    fn chart(&self, fields: &mut Fields<'_, '_>, id: &Spanned<String>) -> Option<&'a ChartEntry> {
        let found = self.charts.get(&id.value);
        if found.is_none() && !self.charts.is_told(&id.value) {
            let fault = format!("figuren »{}« findes ikke", id.value);
            fields.report(
                Diagnostic::new(Code::UnknownChart, id.span, fault).hint(self.charts.hint(&id.value, "figurer")),
            );
        }
        found
    }

    /// The names of the steps of a chart that is a ladder.
    fn ladder(&self, fields: &mut Fields<'_, '_>, id: &Spanned<String>) -> Option<(&'a ChartEntry, Vec<&'a str>)> {
        let entry = self.chart(fields, id)?;
        if let Chart::Ladder(steps) = &entry.chart {
            return Some((entry, steps.items().iter().map(|step| step.name.as_str()).collect()));
        }
        fields.report(
            Diagnostic::new(Code::ToolRule, id.span, format!("figuren »{}« er ikke en trappe", id.value))
                .hint("skriv en figur, hvor type = \"trappe\""),
        );
        None
    }

    /// The numbers of a chart in prices of the register's year.
    fn grid(&self, fields: &mut Fields<'_, '_>, id: &Spanned<String>) -> Option<(&'a ChartEntry, &'a Grid)> {
        let entry = self.chart(fields, id)?;
        let year = self.year?;
        let grid = match &entry.chart {
            Chart::Bars(bars) => bars.grid(),
            _ => {
                fields.report(
                    Diagnostic::new(Code::ToolRule, id.span, format!("figuren »{}« har ingen beløb", id.value))
                        .hint("skriv en figur, hvor type = \"soejler\""),
                );
                return None;
            }
        };
        let unit = grid.unit().words().unwrap_or_default();
        if !unit.contains("kr.") || !unit.contains(&format!("{year}-priser")) {
            let fault = format!("figuren »{}« siger ikke, at tallene er kroner i {year}-priser", id.value);
            fields.report(
                Diagnostic::new(Code::ToolRule, id.span, fault)
                    .hint("ret prisaar, eller skriv prisåret i figurens enhed, som det er trykt"),
            );
            return None;
        }
        Some((entry, grid))
    }
}

fn ground_of(entry: &ChartEntry) -> Ground {
    Ground {
        source: entry.source.clone(),
        place: entry.place.clone(),
        confirmed: entry.status == Status::Confirmed,
        note: entry.note.clone().unwrap_or_default(),
        ..Ground::default()
    }
}

/// The place of a column; what is unknown is told.
fn column(fields: &mut Fields<'_, '_>, grid: &Grid, name: &Spanned<String>) -> Option<usize> {
    let found = grid.series().iter().position(|one| *one == name.value);
    if found.is_none() {
        let hint = format!("brug en af {}", grid.series().join(", "));
        let fault = format!("figuren har ingen kolonne »{}«", name.value);
        fields.report(Diagnostic::new(Code::ToolRule, name.span, fault).hint(hint));
    }
    found
}

/// A number of a chart as kroner; nothing where it is none.
fn amount(value: &Decimal, thousands: bool) -> Option<Amount> {
    // From millionths to øre; øre are whole in what is printed.
    let ore = if thousands { value.millionths().checked_div(10)? } else { value.millionths().checked_div(10_000)? };
    let exact = if thousands { value.millionths() % 10 == 0 } else { value.millionths() % 10_000 == 0 };
    Amount::from_ore(ore).filter(|_| exact)
}

fn set(
    fields: &mut Fields<'_, '_>,
    before: &Model,
    grid: Option<&Grid>,
    places: &mut Vec<(String, String)>,
) -> Option<CostSet> {
    let id = own_id(fields, before.sets.iter().map(|one| one.id.as_str()));
    let name = words(fields, "navn");
    let (named, place) = (fields.text("kolonne"), words(fields, "distrikt"));
    let remark = words(fields, "bemaerkning").unwrap_or_default();
    if let (Some(grid), Some(named)) = (grid, &named) {
        column(fields, grid, named)?;
    }
    let found = CostSet { id: id?.value, name: name?, remark };
    places.push((named?.value, place?));
    Some(found)
}

fn step(fields: &mut Fields<'_, '_>, before: &Model, grid: Option<&Grid>, places: &[(String, String)]) -> Option<Step> {
    let id = own_id(fields, before.steps.iter().map(|one| one.id.as_str()));
    let name = words(fields, "navn");
    let row = fields.text("raekke");
    let remark = words(fields, "bemaerkning").unwrap_or_default();
    let mut costs = vec![None; places.len()];
    if let (Some(row), Some(grid)) = (&row, grid) {
        for ((named, place), cost) in places.iter().zip(&mut costs) {
            let wanted = format!("{}, {place}", row.value);
            let found = grid.rows().iter().find(|one| one.name == wanted);
            let at = grid.series().iter().position(|one| one == named);
            let value = found.zip(at).and_then(|(found, at)| found.values.get(at)?.as_ref());
            *cost = value.and_then(|value| amount(value, false));
            if cost.is_none() {
                let fault = format!("figuren har intet beløb i rækken »{wanted}«, kolonne »{named}«");
                fields.report(
                    Diagnostic::new(Code::ToolRule, row.span, fault).hint("ret raekke, eller ret prissættets distrikt"),
                );
            }
        }
    }
    let printed_as = row.map(|row| row.value).unwrap_or_default();
    Some(Step { id: id?.value, name: name?, printed_as, costs, remark })
}

fn post(fields: &mut Fields<'_, '_>, before: &Model, printed: &Printed<'_>) -> Option<Post> {
    let id = own_id(fields, before.posts.iter().map(|one| one.id.as_str()));
    let name = words(fields, "navn");
    let lowers = fields.choice("virkning", |key| EFFECTS.iter().position(|one| *one == key)).map(|at| at == 1);
    let (chart, named, figure) = (fields.text("figur"), fields.text("kolonne"), fields.text("tal"));
    let (amounts, about, ground) = match (chart, figure) {
        (Some(chart), _) => {
            let (entry, grid) = printed.grid(fields, &chart)?;
            let at = column(fields, grid, &named?)?;
            let thousands = grid.unit().words().is_some_and(|unit| unit.starts_with("1.000 kr."));
            let values = grid.rows().iter().map(|row| amount(row.values.get(at)?.as_ref()?, thousands));
            let Some(amounts) = values.collect::<Option<Vec<_>>>() else {
                fields.report(
                    Diagnostic::new(Code::ToolRule, chart.span, "kolonnen har et tal, der ikke er et beløb")
                        .hint("hver række skal have et beløb, der ikke er under 0"),
                );
                return None;
            };
            (amounts, String::new(), ground_of(entry))
        }
        (None, Some(id)) => one(fields, printed, &id)?,
        (None, None) => return None,
    };
    Some(Post { id: id?.value, name: name?, amounts, about, lowers: lowers?, ground })
}

/// The amount of a figure, the same every year.
fn one(
    fields: &mut Fields<'_, '_>,
    printed: &Printed<'_>,
    id: &Spanned<String>,
) -> Option<(Vec<Amount>, String, Ground)> {
    let Some(figure) = printed.figures.get(&id.value) else {
        if !printed.figures.is_told(&id.value) {
            let fault = format!("tallet »{}« findes ikke", id.value);
            fields.report(
                Diagnostic::new(Code::UnknownFigure, id.span, fault).hint(printed.figures.hint(&id.value, "tal")),
            );
        }
        return None;
    };
    let bare = figure.value.strip_prefix("ca. ");
    let year = printed.year?;
    let note = figure.note.clone().unwrap_or_default();
    let amount = Amount::parse(bare.unwrap_or(&figure.value)).ok();
    let Some(amount) = amount.filter(|_| note.contains(&format!("{year}-priser"))) else {
        let fault = format!("tallet »{}« er ikke et beløb i {year}-priser", id.value);
        fields.report(
            Diagnostic::new(Code::ToolRule, id.span, fault).hint("tallets note skal sige, hvilket års priser det er i"),
        );
        return None;
    };
    let ground = Ground {
        source: figure.source.clone(),
        place: figure.place.clone().unwrap_or_default(),
        confirmed: figure.status == Status::Confirmed,
        note,
        ..Ground::default()
    };
    let about = bare.map(|_| figure.value.clone()).unwrap_or_default();
    Some((vec![amount], about, ground))
}

fn reservation(fields: &mut Fields<'_, '_>, known: Known<'_>) -> Option<Reservation> {
    let text = words(fields, "tekst");
    let says = fields.choice("siger", |key| SAYS.iter().position(|one| *one == key));
    let ground = if says == Some(0) { Some(ground(fields, true, known)?) } else { None };
    says?;
    Some(Reservation { text: text?, ground })
}
