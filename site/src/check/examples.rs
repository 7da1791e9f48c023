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
use super::register::{Register, names_no_law, read};
use super::services::Services;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::fields::Fields;
use crate::parse::table::Table;
use crate::source::{Span, Spanned};
use calculator::financing::Case;
use calculator::{Amount, Plan, Range, Reference, text};

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
    Financing(Case),
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
    read(table, "eksemplet", diagnostics, |fields| {
        let at = fields.at();
        let title = fields.text("titel");
        let shows = fields.text("viser");
        let own_numbers = fields.optional_text("egne_tal");
        for shown in [&title, &shows, &own_numbers] {
            names_no_law(fields, shown.as_ref());
        }
        let own_numbers = own_numbers.map(|text| text.value);
        let reference = reference(fields, sources);
        if own_numbers.is_none() && reference.is_none() && !fields.is_meant("kilde") && !fields.is_meant("egne_tal") {
            let fault = Diagnostic::new(Code::KeyMissing, at, "eksemplet siger ikke, hvor tallene er fra");
            fields.report(fault.hint("skriv kilde og sted, eller egne_tal = \"hvilke tal vi selv har valgt\""));
        }
        let work = match fields.optional_table("finansiering") {
            Some(table) => financing::case(fields, &table, known).map(Work::Financing),
            None => plan::plan(fields, known).map(|(plan, break_even)| Work::Plan(plan, break_even)),
        };
        Some(Example { title: title?.value, shows: shows?.value, own_numbers, reference, work: work? })
    })
}

/// `kilde` and `sted`, both or none.
fn reference(fields: &mut Fields<'_, '_>, sources: &Register<SourceEntry>) -> Option<Reference> {
    if !fields.is_meant("kilde") {
        fields.refuse("sted", "et sted hører til en kilde; skriv også kilde");
        fields.pass("kilde");
        return None;
    }
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
