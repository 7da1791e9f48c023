//! The register of services and their prices, `ydelser.toml`.
//!
//! Contract: amounts, periods, rate tables and the catalogue are built with the constructors of `calculator`, so that the
//! price an editor writes is read by the same code as the one a reader types. A rate table with overlap or gap does not
//! pass.

use super::entries::{LawEntry, SourceEntry, law_ids, source_id};
use super::register::{Register, choice, status};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::table::Table;
use crate::source::{Span, Spanned};
use calculator::{
    Amount, Catalogue, Listing, Rate, RateTable, RateTableError, Reference, Service, ServiceId, Sessions, Unit,
    Validity, text,
};

/// The catalogue, and for each service the address that its register gives for its page.
#[derive(Debug)]
pub struct Services {
    /// The services in the order of the file.
    pub catalogue: Catalogue,
    /// One per service, in the same order.
    pub pages: Vec<Spanned<String>>,
    /// `lov`: for each service of the catalogue, the paragraphs that it rests on.
    pub laws: Vec<Vec<String>>,
    /// Whether the catalogue lacks services because of faults that have been told.
    pub incomplete: bool,
}

impl Default for Services {
    /// A catalogue that could not be read.
    fn default() -> Self {
        Self { catalogue: Catalogue::default(), pages: Vec::new(), laws: Vec::new(), incomplete: true }
    }
}

/// Reads `ydelser.toml`.
pub fn services(
    table: &Table<'_>,
    sources: &Register<SourceEntry>,
    known_laws: &Register<LawEntry>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Services {
    let mut fields = table.fields("registret", diagnostics);
    let tables = fields.tables("ydelse");
    fields.finish();
    let (mut services, mut pages, mut ids, mut laws) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for table in &tables {
        let Read { service, page, basis } = service(table, sources, known_laws, diagnostics);
        // A page is looked for even where its service is at fault, so that both faults are told at once.
        pages.extend(page);
        if let Some((service, id)) = service {
            services.push(service);
            ids.push(id);
            laws.push(basis);
        }
    }
    match Catalogue::new(services) {
        Ok(catalogue) => Services { incomplete: catalogue.services().len() < tables.len(), catalogue, pages, laws },
        Err(doubles) => {
            for double in doubles {
                diagnostics.push(
                    Diagnostic::new(Code::IdForm, ids[double.second], text::duplicate_service(&double))
                        .hint("giv den ene af ydelserne et andet id"),
                );
            }
            Services::default()
        }
    }
}

/// One entry as far as it could be read.
struct Read {
    /// The service, and the place of its id.
    service: Option<(Service, Span)>,
    page: Option<Spanned<String>>,
    /// The paragraphs that it rests on.
    basis: Vec<String>,
}

fn service(
    table: &Table<'_>,
    sources: &Register<SourceEntry>,
    laws: &Register<LawEntry>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Read {
    let mut fields = table.fields("ydelsen", diagnostics);
    let id = fields.text("id");
    let name = fields.text("navn");
    let page = fields.text("side");
    let listing = fields.text("status");
    let listing = listing.and_then(|written| {
        choice(&mut fields, "status", &written, Listing::from_key, &keys(&Listing::ALL, Listing::key))
    });
    let audience = fields.text("til");
    let unit = fields.text("enhed");
    let unit =
        unit.and_then(|written| choice(&mut fields, "enhed", &written, Unit::from_key, &keys(&Unit::ALL, Unit::key)));
    let short = fields.text("kort");
    let count = fields.optional_count("sessioner", 1_000);
    let minutes = fields.optional_count("minutter_pr_session", 1_440);
    let source = source_id(&mut fields, sources);
    let place = fields.text("sted");
    let basis = law_ids(&mut fields, laws);
    let rates = fields.tables("pris");

    let parsed = id.as_ref().and_then(|written| match ServiceId::parse(&written.value) {
        Ok(id) => Some(id),
        Err(error) => {
            fields.report(Diagnostic::new(Code::IdForm, written.span, text::service_id_error(&error)));
            None
        }
    });
    let sessions = match (&count, &minutes) {
        (Some(count), Some(minutes)) => {
            let part = |n: u32| u16::try_from(n).unwrap_or(u16::MAX);
            Sessions::new(part(count.value), part(minutes.value)).ok()
        }
        (None, None) => None,
        (Some(one), None) | (None, Some(one)) => {
            fields.report(
                Diagnostic::new(Code::KeyMissing, one.span, "sessioner og minutter_pr_session hører sammen")
                    .hint("skriv dem begge, eller ingen af dem, hvis kilden ikke oplyser dem"),
            );
            None
        }
    };
    fields.finish();
    let rates = rate_table(&rates, sources, diagnostics);
    let service = (|| {
        let service = Service {
            id: parsed?,
            name: name?.value,
            audience: audience?.value,
            short: short?.value,
            unit: unit?,
            listing: listing?,
            sessions,
            rates: rates?,
            reference: Reference { source_id: source?, place: place?.value },
            page: page.as_ref()?.value.clone(),
        };
        Some((service, id?.span))
    })();
    Read { service, page, basis }
}

fn keys<T: Copy>(all: &[T], key: impl Fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|one| key(*one)).collect()
}

fn rate_table(
    tables: &[Table<'_>],
    sources: &Register<SourceEntry>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<RateTable> {
    let (mut rates, mut spans) = (Vec::new(), Vec::new());
    for table in tables {
        let (rate, span) = rate(table, sources, diagnostics);
        rates.push(rate);
        spans.push(span);
    }
    // With a rate missing, its neighbours would seem to have a gap.
    let rates = rates.into_iter().collect::<Option<Vec<_>>>()?;
    match RateTable::new(rates) {
        Ok(table) => Some(table),
        Err(errors) => {
            for error in errors {
                let (code, later, hint) = match &error {
                    RateTableError::Overlap { later, .. } => {
                        (Code::RateOverlap, later.0, "luk den ene pris med gaelder_til, dagen før den næste begynder")
                    }
                    RateTableError::Gap { later, .. } => {
                        (Code::RateGap, later.0, "lad prisen begynde dagen efter, at den forrige slutter")
                    }
                };
                diagnostics.push(Diagnostic::new(code, spans[later], text::rate_table_error(&error)).hint(hint));
            }
            None
        }
    }
}

fn rate(table: &Table<'_>, sources: &Register<SourceEntry>, diagnostics: &mut Vec<Diagnostic>) -> (Option<Rate>, Span) {
    let mut fields = table.fields("prisen", diagnostics);
    let at = fields.at();
    let amount = fields.text("beloeb");
    let from = fields.date("gaelder_fra");
    let until = fields.optional_date("gaelder_til");
    let provider = fields.text("udbyder");
    let source = source_id(&mut fields, sources);
    let place = fields.text("sted");
    let caveat = fields.optional_text("forbehold").map(|text| text.value);
    let (status, _) = status(&mut fields);
    let amount = amount.and_then(|written| match Amount::parse(&written.value) {
        Ok(Amount::ZERO) => {
            fields.report(
                Diagnostic::new(Code::PriceZero, written.span, format!("prisen er »{}«, altså gratis", written.value))
                    .hint("fjern prisen, hvis den ikke kendes, og lad siden sige, at den aftales; koster ydelsen intet, så skriv det i teksten"),
            );
            None
        }
        Ok(amount) => Some(amount),
        Err(error) => {
            fields.report(
                Diagnostic::new(Code::AmountForm, written.span, format!("beløbet »{}« kan ikke læses", written.value))
                    .hint(lookalike(&written.value).unwrap_or_else(|| text::amount_error(&error))),
            );
            None
        }
    });
    let validity =
        from.as_ref().and_then(|from| match Validity::new(from.value, until.as_ref().map(|until| until.value)) {
            Ok(validity) => Some(validity),
            Err(_) => {
                let span = until.as_ref().map_or(from.span, |until| until.span);
                fields.report(
                    Diagnostic::new(Code::PeriodOrder, span, "prisens periode slutter, før den begynder")
                        .hint("ret gaelder_fra eller gaelder_til"),
                );
                None
            }
        });
    fields.finish();
    let span = from.map_or(at, |from| from.span);
    let rate = (|| {
        Some(Rate {
            amount: amount?,
            validity: validity?,
            provider: provider?.value,
            caveat,
            reference: Reference { source_id: source?, place: place?.value },
            status: status?,
        })
    })();
    (rate, span)
}

/// What an amount is meant to be in which a letter stands for the figure that it looks like.
fn lookalike(written: &str) -> Option<String> {
    let (figures, unit) = written.split_at(written.find(' ').unwrap_or(written.len()));
    let meant: String = figures
        .chars()
        .map(|c| match c {
            'O' | 'o' => '0',
            'l' | 'I' => '1',
            other => other,
        })
        .collect();
    let meant = format!("{meant}{unit}");
    (meant != written && Amount::parse(&meant).is_ok())
        .then(|| format!("et bogstav står i stedet for et tal; skriv \"{meant}\""))
}
