//! The register of services and their prices, `ydelser.toml`.
//!
//! Contract: amounts, periods, rate tables and the catalogue are built with the constructors of `calculator`, so that the
//! price an editor writes is read by the same code as the one a reader types. A rate table with overlap or gap does not
//! pass.

use super::eligibility::{self, eligibility};
use super::entries::{LawEntry, SourceEntry, law_ids, source_id};
use super::rates::{NEXT_REVIEW, RateEntry, amount_of, next_review};
use super::register::{FROM, LAWS, NOTE, PLACE, Register, SOURCE, STATUS, UNCONFIRMED, UNTIL, names_no_law, status};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::fields::Part;
use crate::parse::table::Table;
use crate::source::{Span, Spanned};
use calculator::shape::{self, Case, Shape, When, count, tables, word};
use calculator::{
    Catalogue, Eligibility, Facts, Listing, Rate, RateTable, RateTableError, Reference, Service, ServiceId, Sessions,
    Unit, Validity, text,
};
use jiff::civil::Date;

/// `ydelser.toml`
pub const SHAPE: Shape = Shape::new(
    "ydelser",
    "Kataloget over ydelser, i den rækkefølge det vises.",
    &[tables("ydelse", &SERVICE, "En ydelse.")],
);

const SERVICE: Shape = Shape::new(
    "ydelse",
    "En ydelse, som en kommune kan købe i et børnehus.",
    &[
        shape::text("id", "Ydelsens navn i links og regnestykker: små bogstaver, tal og bindestreg.")
            .like("\"tf-cbt\"")
            .pattern("^\\s*[a-z0-9]+(-[a-z0-9]+)*\\s*$"),
        shape::text("navn", "Ydelsens navn."),
        shape::text("side", "Adressen på ydelsens side.").like("\"/ydelser/tf-cbt/\""),
        word("status", || Listing::ALL.map(Listing::key).to_vec(), "katalog, eller foreslaaet af kommunerne."),
        shape::text("til", "Hvem ydelsen er til.").like("\"barnet og en omsorgsperson\""),
        word("enhed", || Unit::ALL.map(Unit::key).to_vec(), "Den enhed, ydelsen købes i."),
        shape::text("kort", "Hvad ydelsen er, i én sætning."),
        count("sessioner", 1, 1_000, "Hvor mange sessioner der er i en enhed; sammen med minutter_pr_session.").free(),
        count("minutter_pr_session", 1, 1_440, "Hvor længe en session varer; sammen med sessioner.").like("90").free(),
        SOURCE,
        PLACE,
        LAWS,
        shape::table("betingelser", &eligibility::SHAPE, "Hvem ydelsen er for; kun det, en kilde siger."),
        tables("pris", &PRICE, "En pris, der kan vises en kilde til. Uden pris viser siden, at den aftales."),
    ],
)
.cases(&[
    Case::needs(&[When::Has("sessioner")], &["minutter_pr_session"]).own_words(),
    Case::needs(&[When::Has("minutter_pr_session")], &["sessioner"]).own_words(),
]);

const PRICE: Shape = Shape::new(
    "pris",
    "En trykt pris på en ydelse i en periode. Perioder må hverken overlappe eller have huller.",
    &[
        shape::text("beloeb", "Prisen for en enhed, som den er trykt.").like("\"28.000 kr.\""),
        FROM,
        UNTIL,
        shape::text("udbyder", "Den, der tager prisen.").like("\"Børnehus Syd\""),
        SOURCE,
        PLACE,
        shape::text("forbehold", "Det, en læser skal vide om prisen.").free(),
        STATUS,
        NOTE,
        NEXT_REVIEW,
    ],
)
.cases(&[UNCONFIRMED]);

/// The catalogue, and for each service the address that its register gives for its page.
#[derive(Debug)]
pub struct Services {
    /// The services in the order of the file.
    pub catalogue: Catalogue,
    /// One per service, in the same order.
    pub pages: Vec<Spanned<String>>,
    /// `lov`: for each service of the catalogue, the paragraphs that it rests on.
    pub laws: Vec<Vec<String>>,
    /// For each service of the catalogue, whom it is for, and when its last price is to be checked next, where that is not
    /// the day of its page.
    pub facts: Vec<Facts>,
    /// Whether the catalogue lacks services because of faults that have been told.
    pub incomplete: bool,
}

impl Default for Services {
    /// A catalogue that could not be read.
    fn default() -> Self {
        Self {
            catalogue: Catalogue::default(),
            pages: Vec::new(),
            laws: Vec::new(),
            facts: Vec::new(),
            incomplete: true,
        }
    }
}

impl Services {
    /// The same with the rates of `satser.toml` in the catalogue.
    #[must_use]
    pub fn with_rates(self, rates: &Register<RateEntry>) -> Services {
        let figures = rates.iter().filter_map(|(_, rate)| rate.figure().cloned()).collect();
        let models = rates.iter().filter_map(|(_, rate)| rate.model().cloned()).collect();
        let catalogue = self.catalogue.with_facts(self.facts.clone(), figures).with_models(models);
        Services { catalogue, ..self }
    }
}

/// Reads `ydelser.toml`.
pub fn services(
    table: &Table<'_>,
    sources: &Register<SourceEntry>,
    known_laws: &Register<LawEntry>,
    today: Date,
    diagnostics: &mut Vec<Diagnostic>,
) -> Services {
    let mut fields = table.fields(&SHAPE, "registret", diagnostics);
    let tables = fields.tables("ydelse");
    fields.finish();
    let (mut services, mut pages, mut ids) = (Vec::new(), Vec::new(), Vec::new());
    let (mut laws, mut facts) = (Vec::new(), Vec::new());
    for table in &tables {
        let Read { service, page, basis, eligibility, next_review } =
            service(table, sources, known_laws, today, diagnostics);
        // A page is looked for even where its service is at fault, so that both faults are told at once.
        pages.extend(page);
        if let Some((service, id)) = service {
            facts.push(Facts { service: service.id.clone(), eligibility, next_review });
            services.push(service);
            ids.push(id);
            laws.push(basis);
        }
    }
    match Catalogue::new(services) {
        Ok(catalogue) => {
            Services { incomplete: catalogue.services().len() < tables.len(), catalogue, pages, laws, facts }
        }
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
    eligibility: Eligibility,
    next_review: Option<Date>,
}

fn service(
    table: &Part<'_>,
    sources: &Register<SourceEntry>,
    laws: &Register<LawEntry>,
    today: Date,
    diagnostics: &mut Vec<Diagnostic>,
) -> Read {
    let mut fields = table.fields("ydelsen", diagnostics);
    let id = fields.text("id");
    let name = fields.text("navn");
    let page = fields.text("side");
    let listing = fields.choice("status", Listing::from_key);
    let audience = fields.text("til");
    let unit = fields.choice("enhed", Unit::from_key);
    let short = fields.text("kort");
    for text in [&name, &audience, &short] {
        names_no_law(&mut fields, text.as_ref());
    }
    let count = fields.count("sessioner");
    let minutes = fields.count("minutter_pr_session");
    let source = source_id(&mut fields, sources);
    let place = fields.text("sted");
    let basis = law_ids(&mut fields, laws);
    let eligibility = eligibility(&mut fields, sources);
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
    let (rates, next_review) = rate_table(&rates, sources, today, diagnostics);
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
    Read { service, page, basis, eligibility, next_review }
}

/// The prices of a service, and when the last of them is to be checked next.
fn rate_table(
    tables: &[Part<'_>],
    sources: &Register<SourceEntry>,
    today: Date,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Option<RateTable>, Option<Date>) {
    let (mut rates, mut spans) = (Vec::new(), Vec::new());
    let mut last: Option<(Date, Option<Date>)> = None;
    for table in tables {
        let (rate, span, review) = rate(table, sources, today, diagnostics);
        if let Some(from) = rate.as_ref().map(|rate| rate.validity.from())
            && last.is_none_or(|(other, _)| other < from)
        {
            last = Some((from, review));
        }
        rates.push(rate);
        spans.push(span);
    }
    (proven(rates, &spans, diagnostics), last.and_then(|(_, review)| review))
}

fn proven(rates: Vec<Option<Rate>>, spans: &[Span], diagnostics: &mut Vec<Diagnostic>) -> Option<RateTable> {
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
                    RateTableError::Gap { later, .. } => (
                        Code::RateGap,
                        later.0,
                        "lad prisen begynde dagen efter, at den forrige slutter; kendes prisen i tiden imellem ikke, så lad kun den nye stå",
                    ),
                };
                diagnostics.push(Diagnostic::new(code, spans[later], text::rate_table_error(&error)).hint(hint));
            }
            None
        }
    }
}

fn rate(
    table: &Part<'_>,
    sources: &Register<SourceEntry>,
    today: Date,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Option<Rate>, Span, Option<Date>) {
    let mut fields = table.fields("prisen", diagnostics);
    let at = fields.at();
    let amount = fields.text("beloeb");
    let from = fields.date("gaelder_fra");
    let until = fields.date("gaelder_til");
    let provider = fields.text("udbyder");
    let source = source_id(&mut fields, sources);
    let place = fields.text("sted");
    let caveat = fields.text("forbehold").map(|text| text.value);
    let (status, _) = status(&mut fields);
    let review = next_review(&mut fields, "prisen", today);
    let amount = amount.and_then(|written| amount_of(&mut fields, &written));
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
    (rate, span, review)
}
