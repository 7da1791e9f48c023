//! The register of worked examples, `eksempler.toml`.
//!
//! Contract: an example is data that `calculator` works out; what it comes to is also written beside it by hand, and where the
//! two differ there is no site. So a change of a rule or a price is noticed by a person. What is no source's number is said
//! to be our own (`egne_tal`).

mod financing;
mod plan;
mod scenario;

pub(crate) use plan::{levels, own_and_bought};

use super::entries::{SourceEntry, source_id};
use super::rates::RateEntry;
use super::register::{PLACE, Register, SOURCE, names_no_law, read};
use super::services::Services;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::fields::Fields;
use crate::parse::table::Table;
use crate::source::{Span, Spanned};
use calculator::shape::{self, Case, Shape, When, count, date, table, tables, texts};
use calculator::{Amount, Plan, Range, Reference, Years, text};

/// `eksempler.toml`
pub const SHAPE: Shape = Shape::by_id("eksempler", "Regneeksempler. De bliver regnet, når siden bygges.", &EXAMPLE);

const EXAMPLE: Shape = Shape::new(
    "eksempel",
    "Et regneeksempel: et køb med scenarier, eller en finansiering.",
    &[
        shape::text("titel", "Eksemplets titel."),
        shape::text("viser", "Hvad eksemplet viser, i én sætning."),
        shape::text("egne_tal", "Hvilke tal vi selv har valgt; de er aldrig priser.").free(),
        SOURCE.free(),
        PLACE.free(),
        table("finansiering", &financing::SHAPE, "Hvad almindelige sager i børnehuset koster; i stedet for scenarier."),
        shape::text("aar", "Det første år, der regnes for.").like("\"2027\"").free(),
        count("antal_aar", 1, Years::MOST as u32, "Hvor mange år der regnes for; ellers ét.").like("4").free(),
        date("pris_dato", "Den dag, en trykt pris slås op.").free(),
        shape::text("basisaar", "Det år, hvis priser der regnes i.").like("\"2026\"").free(),
        texts("pl", "Prisudviklingen for hvert år efter basisåret.").like("[\"2,5 %\"]").free(),
        count("forventet_fra", 1, u32::MAX, "Fra hvor mange enheder et eget tilbud er billigere, regnet i hånden.")
            .free(),
        tables("scenarie", &scenario::SCENARIO, "En måde at gøre det på."),
    ],
)
.cases(&[
    Case::needs(&[When::Lacks("kilde")], &["egne_tal"]).own_words(),
    Case::needs(&[When::Has("kilde")], &["sted"]),
    Case::never(&[When::Lacks("kilde")], &["sted"], "et sted hører til en kilde; skriv også kilde"),
    Case::never(
        &[When::Has("finansiering")],
        &["aar", "antal_aar", "pris_dato", "basisaar", "pl", "forventet_fra", "scenarie"],
        "",
    ),
    Case::needs(&[When::Lacks("finansiering")], &["aar", "pris_dato"]),
    Case::needs(&[When::Lacks("finansiering")], &["scenarie"]).own_words(),
    Case::needs(&[When::Lacks("finansiering"), When::Has("basisaar")], &["pl"]),
    Case::never(
        &[When::Lacks("finansiering"), When::Lacks("basisaar")],
        &["pl"],
        "en prisudvikling regnes fra et basisår; skriv også basisaar",
    ),
    Case::needs(&[When::Has("basisaar")], &["forventet_faste", "forventet_loebende"]).within("scenarie"),
    Case::never(
        &[When::Has("basisaar")],
        &["forventet"],
        "med et basisår er der to prisniveauer; skriv forventet_faste og forventet_loebende",
    )
    .within("scenarie"),
    Case::needs(&[When::Lacks("basisaar")], &["forventet"]).within("scenarie"),
    Case::never(
        &[When::Lacks("basisaar")],
        &["forventet_faste", "forventet_loebende"],
        "uden basisår er der ét prisniveau; skriv forventet",
    )
    .within("scenarie"),
]);

/// A worked example.
#[derive(Debug, Clone)]
pub struct Example {
    /// `titel`
    pub title: String,
    /// `viser`: what it shows.
    pub shows: String,
    /// `egne_tal`: which numbers are our own, and no source's.
    pub own_numbers: Option<String>,
    /// `kilde` and `sted`: where the other numbers stand.
    pub reference: Option<Reference>,
    /// What is worked out.
    pub work: Work,
}

/// What an example works out.
#[derive(Debug, Clone)]
pub enum Work {
    /// A plan; and whether it shows from how many units an offer of one's own is cheaper.
    Plan(Plan, bool),
    /// What a municipality pays for ordinary cases.
    Financing(calculator::financing::Case),
}

/// What an example may refer to.
#[derive(Clone, Copy)]
pub(crate) struct Known<'a> {
    rates: &'a Register<RateEntry>,
    services: &'a Services,
}

/// Reads `eksempler.toml`.
pub fn examples(
    table: &Table<'_>,
    sources: &Register<SourceEntry>,
    rates: &Register<RateEntry>,
    services: &Services,
    diagnostics: &mut Vec<Diagnostic>,
) -> Register<Example> {
    let known = Known { rates, services };
    read(table, &SHAPE, "eksemplet", diagnostics, |fields| {
        let at = fields.at();
        let title = fields.text("titel");
        let shows = fields.text("viser");
        let own_numbers = fields.text("egne_tal");
        for shown in [&title, &shows, &own_numbers] {
            names_no_law(fields, shown.as_ref());
        }
        let own_numbers = own_numbers.map(|text| text.value);
        let reference = reference(fields, sources);
        if own_numbers.is_none() && reference.is_none() && !fields.is_meant("kilde") && !fields.is_meant("egne_tal") {
            let fault = Diagnostic::new(Code::KeyMissing, at, "eksemplet siger ikke, hvor tallene er fra");
            fields.report(fault.hint("skriv kilde og sted, eller egne_tal = \"hvilke tal vi selv har valgt\""));
        }
        let work = match fields.table("finansiering") {
            Some(table) => financing::case(fields, &table, known).map(Work::Financing),
            None => plan::plan(fields, known).map(|(plan, break_even)| Work::Plan(plan, break_even)),
        };
        Some(Example { title: title?.value, shows: shows?.value, own_numbers, reference, work: work? })
    })
}

/// `kilde` and `sted`, both or none.
fn reference(fields: &mut Fields<'_, '_>, sources: &Register<SourceEntry>) -> Option<Reference> {
    let source = source_id(fields, sources);
    let place = fields.text("sted");
    Some(Reference { source_id: source?, place: place?.value })
}

/// One number, or three: low, likely and high.
fn ranged<T: Copy + PartialOrd, E: std::fmt::Display>(
    fields: &mut Fields<'_, '_>,
    what: &str,
    written: &Spanned<String>,
    parse: impl Fn(&str) -> Result<T, E>,
) -> Option<Range<T>> {
    let told = |why: String| {
        Diagnostic::new(Code::RateValue, written.span, format!("{what} »{}« kan ikke læses", written.value)).hint(why)
    };
    let parts: Vec<Result<T, E>> = written.value.split('|').map(|part| parse(part.trim())).collect();
    let mut values = Vec::with_capacity(parts.len());
    for part in parts {
        match part {
            Ok(value) => values.push(value),
            Err(error) => {
                fields.report(told(error.to_string()));
                return None;
            }
        }
    }
    let range = match values.as_slice() {
        [value] => Ok(Range::exact(*value)),
        [low, likely, high] => Range::new(*low, *likely, *high).map_err(|error| text::range_error(error).to_owned()),
        _ => Err("skriv ét tal, eller tre: lavt | sandsynligt | højt".to_owned()),
    };
    range.map_err(|why| fields.report(told(why))).ok()
}

/// An amount or three.
fn amounts(fields: &mut Fields<'_, '_>, written: &Spanned<String>) -> Option<Range<Amount>> {
    ranged(fields, "beløbet", written, Amount::parse)
}

/// An amount that something is to come to.
fn expected(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<(Range<Amount>, Span)> {
    let written = fields.text(key)?;
    Some((amounts(fields, &written)?, written.span))
}

/// That it comes to it.
fn hold(fields: &mut Fields<'_, '_>, what: &str, expected: Option<(Range<Amount>, Span)>, found: Range<Amount>) {
    if let Some((expected, at)) = expected
        && expected != found
    {
        let (found, expected) = (text::amount_range(&found), text::amount_range(&expected));
        fields.report(differs(at, what, &found, &expected));
    }
}

fn differs(at: Span, what: &str, found: &str, expected: &str) -> Diagnostic {
    Diagnostic::new(Code::ExampleTotal, at, format!("{what} giver {found}, men der er skrevet {expected}")).hint(
        "er en regel, en pris eller en sats ændret med vilje, så regn efter i hånden, og ret det forventede; ellers ret eksemplets tal",
    )
}

/// A sentence of `calculator` becomes a message: lower-case, without a final stop.
fn misfit(at: Span, why: impl AsRef<str>) -> Diagnostic {
    let mut chars = why.as_ref().trim_end_matches('.').chars();
    let first = chars.next().into_iter().flat_map(char::to_lowercase);
    Diagnostic::new(Code::ExampleShape, at, first.chain(chars).collect::<String>())
}

/// A rate of `satser.toml` by its id.
fn rate<'a>(fields: &mut Fields<'_, '_>, id: &Spanned<String>, known: Known<'a>) -> Option<&'a RateEntry> {
    let rates = known.rates;
    let found = rates.get(&id.value);
    if found.is_none() && !rates.is_told(&id.value) {
        fields.report(
            Diagnostic::new(Code::UnknownRate, id.span, format!("satsen »{}« findes ikke", id.value))
                .hint(rates.hint(&id.value, "satser")),
        );
    }
    found
}
