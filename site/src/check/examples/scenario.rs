//! A scenario of an example: its lines, fixed costs and payers.
//!
//! Contract: a printed price and a rate are named and looked up in their registers; every other amount is entered, with who gave
//! it, as a reader would enter it.

use super::{Known, amounts, expected, misfit, ranged, rate};
use crate::check::rates::number;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::fields::{Fields, Part};
use crate::parse::nearest::nearest;
use crate::source::{Span, Spanned};
use calculator::shape::{self, Case, Key, Shape, When, tables, texts, word};
use calculator::{
    Amount, Extra, FigureKind, FixedCost, FixedKind, Line, Measure, Money, Payer, Pricing, Quantity, Range, Scenario,
    ScenarioKind, Service, ServiceId, Share, Subject, Unit, What, Year,
};
use jiff::civil::Date;

/// `[[id.scenarie]]`
pub(super) const SCENARIO: Shape = Shape::new(
    "scenarie",
    "En måde at gøre det på: et køb, et eget tilbud, at vente eller noget andet.",
    &[
        word("type", || KINDS.iter().map(|(key, _)| *key).collect(), "Hvad det er for en måde at gøre det på."),
        shape::text("titel", "Scenariets titel; ellers siger typen det.").free(),
        TOTAL.free(),
        shape::text("forventet_faste", "Det, scenariet giver i faste priser, regnet i hånden.")
            .like("\"84.000 kr.\"")
            .free(),
        shape::text("forventet_loebende", "Det, scenariet giver i løbende priser, regnet i hånden.")
            .like("\"86.100 kr.\"")
            .free(),
        tables("linje", &LINE, "En linje: noget, der købes eller laves."),
        tables("fast", &FIXED_COST, "En fast udgift om året."),
        tables("betaler", &PAYER, "En, der betaler en del."),
    ],
);

const TOTAL: Key = shape::text("forventet", "Det, det giver, regnet i hånden.").like("\"84.000 kr.\"");

const PRICE_YEAR: Key = shape::text("prisaar", "Det år, prisen er fra.").like("\"2026\"").free();

const REMARK: Key = shape::text("bemaerkning", "Det, der er sagt om beløbet.").free();

const PROVIDER: Key = shape::text("udbyder", "Den, der har givet prisen.").like("\"Et børnehus\"").free();

const LINE: Shape = Shape::new(
    "linje",
    "En linje: en ydelse fra ydelser.toml, eller noget med sin egen tekst og enhed.",
    &[
        shape::text("ydelse", "Ydelsens id i ydelser.toml; i stedet for tekst og enhed.").like("\"tf-cbt\"").free(),
        shape::text("tekst", "Hvad det er, hvor det ikke er en ydelse fra ydelser.toml.").free(),
        word("enhed", || Unit::ALL.map(Unit::key).to_vec(), "Enheden, hvor det ikke er en ydelse fra ydelser.toml.")
            .free(),
        texts("antal", "Antal for hvert år; et tal eller lavt | sandsynligt | højt.").like("[\"3\"]"),
        shape::text("pris", "Et beløb, trykt (slås op i ydelser.toml) eller sammensat (summen af linjens tillæg).")
            .like("\"31.500 kr.\""),
        PROVIDER,
        PRICE_YEAR,
        REMARK,
        tables("tillaeg", &EXTRA, "En udgift ved siden af prisen."),
    ],
)
.cases(&[
    Case::never(&[When::Has("ydelse")], &["tekst", "enhed"], "navn og enhed står ved ydelsen i ydelser.toml"),
    Case::needs(&[When::Lacks("ydelse")], &["tekst", "enhed"]),
    Case::never(
        &[When::Is("pris", &[PRINTED, COMPOSED])],
        &["udbyder", "prisaar", "bemaerkning"],
        "en trykt pris og en sammensat har det fra sig selv",
    ),
    Case::needs(&[When::Is("pris", &[COMPOSED])], &["tillaeg"]).own_words(),
]);

/// The price that `ydelser.toml` has.
const PRINTED: &str = "trykt";

/// The price that is the sum of what stands under it.
const COMPOSED: &str = "sammensat";

const EXTRA: Shape = Shape::new(
    "tillaeg",
    "En udgift ved siden af linjens pris.",
    &[
        word("type", || EXTRAS.iter().map(|(key, _)| *key).collect(), "Hvad udgiften er til."),
        shape::text("maengde", "Hvor meget for hver enhed: timer, kilometer eller procent.").like("\"120 km\""),
        shape::text("sats", "Navnet i satser.toml på satsen; kun ved koersel.").like("\"koersel-hoej-2026\"").free(),
        shape::text("beloeb", "Beløbet for hver time eller kilometer.").like("\"450 kr.\"").free(),
        PRICE_YEAR,
        REMARK,
        PROVIDER,
    ],
)
.cases(&[
    Case::never(
        &[When::Is("type", &[CANCELLED])],
        &["sats", "beloeb", "prisaar", "bemaerkning", "udbyder"],
        "afbud er en del af linjens pris; skriv kun maengde, for eksempel \"10 %\"",
    ),
    Case::never(
        &[When::IsNot("type", &[CANCELLED]), When::Has("sats")],
        &["beloeb", "prisaar", "bemaerkning", "udbyder"],
        "satsen har det fra satser.toml",
    ),
    Case::needs(&[When::IsNot("type", &[CANCELLED]), When::Lacks("sats")], &["beloeb"]),
]);

const CANCELLED: &str = "afbud";

const FIXED_COST: Shape = Shape::new(
    "fast-udgift",
    "En fast udgift om året.",
    &[
        word("type", || FIXED.iter().map(|(key, _)| *key).collect(), "Hvad udgiften er til."),
        shape::text("navn", "Hvad den hedder; ellers siger typen det.").free(),
        texts("beloeb", "Beløbet for hvert år.").like("[\"20.000 kr.\"]"),
        PRICE_YEAR,
        REMARK,
    ],
);

const PAYER: Shape = Shape::new(
    "betaler",
    "En, der betaler en del.",
    &[
        shape::text("navn", "Den, der betaler."),
        texts("andele", "Den del, der betales, for hvert år.").like("[\"50 %\"]"),
        TOTAL,
    ],
);

type Expected = Option<(Range<Amount>, Span)>;

/// What a scenario is expected to come to.
pub(super) struct Wanted {
    /// One a level.
    pub(super) totals: Vec<Expected>,
    /// One a payer.
    pub(super) payers: Vec<Expected>,
    pub(super) at: Span,
}

const KINDS: &[(&str, ScenarioKind)] = &[
    ("koeb", ScenarioKind::Buy),
    ("eget", ScenarioKind::Own),
    ("vent", ScenarioKind::Wait),
    ("anden", ScenarioKind::Other),
];

const EXTRAS: &[(&str, What)] = &[
    ("moeder", What::Meetings),
    ("rejsetid", What::Travel),
    ("koersel", What::Mileage),
    ("tolk", What::Interpreter),
    ("timer", What::Work),
    ("supervision", What::Supervision),
    ("andet", What::Other),
    (CANCELLED, What::Cancelled),
];

const FIXED: &[(&str, FixedKind)] = &[
    ("uddannelse", FixedKind::Training),
    ("supervision", FixedKind::Supervision),
    ("ledelse", FixedKind::Overhead),
    ("andet", FixedKind::Other),
];

/// `type`: one of the words of a table.
fn kind<T: Copy>(fields: &mut Fields<'_, '_>, words: &[(&'static str, T)]) -> Option<T> {
    fields.choice("type", |key| words.iter().find(|(known, _)| *known == key).map(|(_, value)| *value))
}

/// Reads one `[[id.scenarie]]`.
pub(super) fn scenario(
    outer: &mut Fields<'_, '_>,
    table: &Part<'_>,
    known: Known<'_>,
    rates_on: Option<Date>,
    has_level: bool,
) -> Option<(Scenario, Wanted)> {
    let mut fields = outer.within(table, "scenariet");
    let at = fields.at();
    let kind = kind(&mut fields, KINDS);
    let title = fields.text("titel").map(|text| text.value).unwrap_or_default();
    let totals = totals(&mut fields, has_level);
    let lines = fields.tables("linje");
    let fixed = fields.tables("fast");
    let payers = fields.tables("betaler");
    let lines: Vec<_> = lines.iter().map(|table| line(&mut fields, table, known, rates_on)).collect();
    let fixed: Vec<_> = fixed.iter().map(|table| fixed_cost(&mut fields, table)).collect();
    let payers: Vec<_> = payers.iter().map(|table| payer(&mut fields, table)).collect();
    fields.finish();
    let all = |payers: Vec<Option<(Payer, Expected)>>| payers.into_iter().collect::<Option<Vec<_>>>();
    let (payers, paid) = all(payers)?.into_iter().unzip();
    let scenario = Scenario {
        kind: kind?,
        title,
        lines: lines.into_iter().collect::<Option<_>>()?,
        fixed: fixed.into_iter().collect::<Option<_>>()?,
        payers,
    };
    Some((scenario, Wanted { totals, payers: paid, at }))
}

fn line(outer: &mut Fields<'_, '_>, table: &Part<'_>, known: Known<'_>, rates_on: Option<Date>) -> Option<Line> {
    let mut fields = outer.within(table, "linjen");
    let at = fields.at();
    let service = fields.text("ydelse");
    let has_service = service.is_some();
    let subject = if let Some(id) = service {
        find(&mut fields, &id, known).map(|service| (Subject::Service(service.id.clone()), service.unit, Some(service)))
    } else {
        let words = fields.text("tekst");
        let unit = fields.choice("enhed", Unit::from_key);
        words.zip(unit).map(|(words, unit)| (Subject::Own(words.value), unit, None))
    };
    let counts = fields.texts("antal");
    let counts = counts.and_then(|all| {
        let counts = all.iter().map(|one| ranged(&mut fields, "antallet", one, Quantity::parse).map(Some));
        counts.collect::<Option<Vec<_>>>()
    });
    let price = fields.text("pris");
    let service = subject.as_ref().and_then(|(.., service)| *service);
    let price = price.and_then(|written| match written.value.as_str() {
        PRINTED if has_service => printed(&mut fields, &written, service?, rates_on?),
        PRINTED => {
            fields.report(misfit(written.span, "kun en ydelse har en trykt pris; skriv et beløb"));
            None
        }
        COMPOSED => Some(Pricing::Composed),
        _ => entered(&mut fields, &written).map(Pricing::Given),
    });
    let extras = fields.tables("tillaeg");
    let extras: Vec<_> = extras.iter().map(|table| extra(&mut fields, table, known)).collect();
    let composed_of_nothing = matches!(price, Some(Pricing::Composed)) && extras.is_empty();
    if composed_of_nothing {
        fields.report(misfit(at, "en sammensat pris er summen af linjens tillæg, og der er ingen"));
    }
    fields.finish();
    if composed_of_nothing {
        return None;
    }
    let (subject, unit, _) = subject?;
    let extras = extras.into_iter().collect::<Option<_>>()?;
    Some(Line { subject, unit, counts: counts?, price: price?, extras })
}

/// A service by its id.
fn find<'a>(fields: &mut Fields<'_, '_>, id: &Spanned<String>, known: Known<'a>) -> Option<&'a Service> {
    let catalogue = &known.services.catalogue;
    let found = ServiceId::parse(&id.value).ok().and_then(|id| catalogue.get(&id));
    if found.is_none() && !known.services.incomplete {
        let ids = catalogue.services().iter().map(|service| service.id.as_str());
        let hint = nearest(&id.value, ids)
            .map_or_else(|| "brug et id fra content/data/ydelser.toml".to_owned(), |id| format!("mente du »{id}«?"));
        fields.report(
            Diagnostic::new(Code::UnknownPrice, id.span, format!("ydelsen »{}« findes ikke", id.value)).hint(hint),
        );
    }
    found
}

fn printed(fields: &mut Fields<'_, '_>, at: &Spanned<String>, service: &Service, on: Date) -> Option<Pricing> {
    let found = service.rates.printed(on);
    if found.is_none() {
        fields.report(
            Diagnostic::new(
                Code::UnknownPrice,
                at.span,
                format!("ydelsen »{}« har ingen trykt pris på den dag", service.id),
            )
            .hint("skriv beløbet i stedet for \"trykt\": pris = \"… kr.\", eller ret pris_dato"),
        );
    }
    found.map(|printed| Pricing::Given(Money::printed(printed.rate())))
}

/// An amount that someone gave, with who, when and what was said.
fn entered(fields: &mut Fields<'_, '_>, written: &Spanned<String>) -> Option<Money> {
    let amount = amounts(fields, written);
    let provider = fields.text("udbyder").map(|text| text.value).unwrap_or_default();
    let year = price_year(fields)?;
    let note = fields.text("bemaerkning").map(|text| text.value).unwrap_or_default();
    Some(Money::entered(amount?, year, &provider, &note))
}

/// `prisaar`; outer nothing where it is at fault.
#[allow(clippy::option_option, reason = "left out, or read, or at fault")]
fn price_year(fields: &mut Fields<'_, '_>) -> Option<Option<Year>> {
    match fields.text("prisaar") {
        Some(written) => number(fields, "årstallet", &written, Year::parse).map(|year| Some(year.value)),
        None => Some(None),
    }
}

fn extra(outer: &mut Fields<'_, '_>, table: &Part<'_>, known: Known<'_>) -> Option<Extra> {
    let mut fields = outer.within(table, "tillægget");
    let kind = kind(&mut fields, EXTRAS);
    let measure = fields.text("maengde");
    let extra = match kind {
        Some(What::Cancelled) => {
            let share = measure.and_then(|written| ranged(&mut fields, "andelen", &written, Share::parse));
            share.map(Extra::cancelled)
        }
        Some(kind) => {
            let measure = measure.and_then(|written| ranged(&mut fields, "mængden", &written, Measure::parse));
            let money = if let Some(id) = fields.text("sats") {
                let figure = rate(&mut fields, &id, known).and_then(|rate| rate.figure());
                let fits = figure.filter(|figure| figure.kind == FigureKind::Mileage && kind == What::Mileage);
                if figure.is_some() && fits.is_none() {
                    fields.report(misfit(id.span, format!("satsen »{}« hører ikke til dette tillæg", id.value)));
                }
                fits.map(Money::figure)
            } else {
                let amount = fields.text("beloeb");
                amount.and_then(|written| entered(&mut fields, &written))
            };
            measure.zip(money).and_then(|(measure, money)| Extra::at_rate(kind, measure, money))
        }
        None => None,
    };
    fields.finish();
    extra
}

fn fixed_cost(outer: &mut Fields<'_, '_>, table: &Part<'_>) -> Option<FixedCost> {
    let mut fields = outer.within(table, "den faste udgift");
    let what = kind(&mut fields, FIXED);
    let label = fields.text("navn").map(|text| text.value).unwrap_or_default();
    let written = fields.texts("beloeb");
    let amounts = written.and_then(|all| all.iter().map(|one| amounts(&mut fields, one)).collect::<Option<Vec<_>>>());
    let year = price_year(&mut fields);
    let note = fields.text("bemaerkning").map(|text| text.value).unwrap_or_default();
    fields.finish();
    let amounts = amounts?.into_iter().map(Some).collect();
    Some(FixedCost { what: what?, label, amounts, year: year?, note })
}

fn payer(outer: &mut Fields<'_, '_>, table: &Part<'_>) -> Option<(Payer, Expected)> {
    let mut fields = outer.within(table, "betaleren");
    let name = fields.text("navn");
    let written = fields.texts("andele");
    let shares = written.and_then(|all| {
        let mut share =
            |one| number(&mut fields, "andelen", one, Share::parse).map(|share| Some(Range::exact(share.value)));
        all.iter().map(&mut share).collect::<Option<Vec<_>>>()
    });
    let total = expected(&mut fields, "forventet");
    fields.finish();
    Some((Payer { name: name?.value, shares: shares? }, total))
}

/// What a scenario is expected to come to, by level.
fn totals(fields: &mut Fields<'_, '_>, has_level: bool) -> Vec<Option<(Range<Amount>, Span)>> {
    if has_level {
        vec![expected(fields, "forventet_faste"), expected(fields, "forventet_loebende")]
    } else {
        vec![expected(fields, "forventet")]
    }
}
