//! The register of rates that are no price of a service, `satser.toml`.
//!
//! Contract: an amount is a [`Figure`], a way of sharing the costs of a house a [`Model`], both of `calculator`. The rates of one
//! name follow each other year by year: two of one year and a year left out are told. What is overdue for review is told too.

use super::entries::{LawEntry, SourceEntry, law_ids, source_id};
use super::register::{LAWS, NOTE, PLACE, Register, SOURCE, STATUS, UNCONFIRMED, names_no_law, read_named, status};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::fields::Fields;
use crate::parse::table::Table;
use crate::source::{Span, Spanned};
use calculator::financing::Model;
use calculator::shape::{self, Case, Key, Shape, When, word};
use calculator::{Amount, Figure, FigureKind, Range, Reference, Share, Status, Year, text};
use jiff::civil::Date;

/// `satser.toml`
pub const SHAPE: Shape = Shape::by_id("satser", "Satser, der ikke er prisen på en ydelse.", &RATE);

const RATE: Shape = Shape::new(
    "sats",
    "En sats: et beløb for et år, eller hvordan husets udgifter fordeles.",
    &[
        shape::text("navn", "Satsens navn; satser med samme navn skal have et tal for hvert år.")
            .like("\"Kørsel, høj sats\""),
        word(
            "type",
            kinds,
            "km er kørsel, takst er prisen pr. sag i et børnehus, fordeling er, hvordan husets udgifter deles.",
        ),
        SOURCE,
        PLACE,
        LAWS,
        NEXT_REVIEW,
        STATUS,
        NOTE,
        shape::text("beloeb", "Beløbet, som det er trykt; ikke i en fordeling.").like("\"3,94 kr.\"").free(),
        shape::text("aar", "Det år, beløbet gælder; ikke i en fordeling.").like("\"2026\"").free(),
        shape::text("andel", "Hvor stor en del der betales efter antal børn; kun i en fordeling.")
            .like("\"60 %\"")
            .free(),
    ],
)
.cases(&[
    UNCONFIRMED,
    Case::needs(&[When::IsNot("type", &[SHARING])], &["beloeb", "aar"]),
    Case::never(&[When::IsNot("type", &[SHARING])], &["andel"], "kun en fordeling har en andel; skriv beloeb"),
    Case::needs(&[When::Is("type", &[SHARING])], &["andel"]),
    Case::never(
        &[When::Is("type", &[SHARING])],
        &["beloeb", "aar"],
        "en fordeling har en andel, og navnet siger, hvornår den gælder",
    ),
]);

/// `naeste_gennemgang` of what is no page.
pub(crate) const NEXT_REVIEW: Key =
    shape::date("naeste_gennemgang", "Den dag, tallet skal holdes op mod kilden igen.").like("2027-11-21").free();

/// A rate of the register.
#[derive(Debug, Clone)]
pub struct RateEntry {
    /// The rate.
    pub rate: StandardRate,
    /// `lov`: the paragraphs that it rests on, ids that are known.
    pub laws: Vec<String>,
    /// `note`
    pub note: Option<String>,
    /// `naeste_gennemgang`
    pub next_review: Option<Date>,
}

/// What a rate is.
#[derive(Debug, Clone)]
pub enum StandardRate {
    /// `km` and `takst`: an amount of one year.
    Amount(Figure),
    /// `fordeling`: how the costs of a house are shared, where it stands and how sure it is.
    Sharing(Model, Reference, Status),
}

impl RateEntry {
    /// What it is called.
    #[must_use]
    pub fn name(&self) -> &str {
        match &self.rate {
            StandardRate::Amount(figure) => &figure.label,
            StandardRate::Sharing(model, ..) => &model.name,
        }
    }

    /// Its value as it is read.
    #[must_use]
    pub fn value(&self) -> String {
        match &self.rate {
            StandardRate::Amount(figure) => text::amount(figure.amount),
            StandardRate::Sharing(model, ..) => model.objective.likely().to_string(),
        }
    }

    /// Where it stands.
    #[must_use]
    pub fn reference(&self) -> &Reference {
        match &self.rate {
            StandardRate::Amount(figure) => &figure.reference,
            StandardRate::Sharing(_, reference, _) => reference,
        }
    }

    /// How well it is established.
    #[must_use]
    pub fn status(&self) -> Status {
        match &self.rate {
            StandardRate::Amount(figure) => figure.status,
            StandardRate::Sharing(_, _, status) => *status,
        }
    }

    /// The amount, where it is one.
    #[must_use]
    pub fn figure(&self) -> Option<&Figure> {
        if let StandardRate::Amount(figure) = &self.rate { Some(figure) } else { None }
    }

    /// The way of sharing, where it is one.
    #[must_use]
    pub fn model(&self) -> Option<&Model> {
        if let StandardRate::Sharing(model, ..) = &self.rate { Some(model) } else { None }
    }
}

const SHARING: &str = "fordeling";

fn kinds() -> Vec<&'static str> {
    FigureKind::ALL.map(FigureKind::key).into_iter().chain([SHARING]).collect()
}

enum Kind {
    Amount(FigureKind),
    Sharing,
}

fn kind(key: &str) -> Option<Kind> {
    if key == SHARING { Some(Kind::Sharing) } else { FigureKind::from_key(key).map(Kind::Amount) }
}

/// One rate in the row of those with its name.
struct InRow {
    kind: FigureKind,
    label: String,
    year: Spanned<Year>,
}

/// Reads `satser.toml`.
pub fn rates(
    table: &Table<'_>,
    sources: &Register<SourceEntry>,
    known_laws: &Register<LawEntry>,
    today: Date,
    diagnostics: &mut Vec<Diagnostic>,
) -> Register<RateEntry> {
    let mut rows: Vec<InRow> = Vec::new();
    let mut all = true;
    let rates = read_named(table, &SHAPE, "satsen", diagnostics, |id, fields| {
        let rate = rate(id, fields, sources, known_laws, today, &mut rows);
        all &= rate.is_some();
        rate
    });
    // With a rate missing, its neighbours would seem to leave out a year.
    if all {
        in_order(rows, diagnostics);
    }
    rates
}

fn rate(
    id: &str,
    fields: &mut Fields<'_, '_>,
    sources: &Register<SourceEntry>,
    known_laws: &Register<LawEntry>,
    today: Date,
    rows: &mut Vec<InRow>,
) -> Option<RateEntry> {
    let name = fields.text("navn");
    names_no_law(fields, name.as_ref());
    let kind = fields.choice("type", kind);
    let source = source_id(fields, sources);
    let place = fields.text("sted");
    let laws = law_ids(fields, known_laws);
    let next_review = next_review(fields, "satsen", today);
    let (status, note) = status(fields);
    let reference = source.zip(place).map(|(source_id, place)| Reference { source_id, place: place.value });
    let rate = match kind {
        Some(Kind::Amount(kind)) => {
            let amount = fields.text("beloeb");
            let amount = amount.and_then(|written| amount_of(fields, &written));
            let year = fields.text("aar");
            let year = year.and_then(|written| number(fields, "årstallet", &written, Year::parse));
            let (label, year, amount) = (name?.value, year?, amount?);
            rows.push(InRow { kind, label: label.clone(), year: Spanned { value: year.value, span: year.span } });
            let year = year.value;
            StandardRate::Amount(Figure {
                id: id.to_owned(),
                kind,
                label,
                amount,
                year,
                reference: reference?,
                status: status?,
                next_review,
            })
        }
        Some(Kind::Sharing) => {
            let share = fields.text("andel");
            let share = share.and_then(|written| number(fields, "andelen", &written, Share::parse));
            let (reference, status) = (reference?, status?);
            let ground = Some((reference.clone(), status));
            let model = Model { objective: Range::exact(share?.value), name: name?.value, ground, next_review };
            StandardRate::Sharing(model, reference, status)
        }
        // Which keys it should have is not known; that has been told.
        None => return None,
    };
    Some(RateEntry { rate, laws, note, next_review })
}

/// `naeste_gennemgang` of something that is no page.
pub(crate) fn next_review(fields: &mut Fields<'_, '_>, what: &str, today: Date) -> Option<Date> {
    let next = fields.date("naeste_gennemgang")?;
    if next.value < today {
        let said = format!("{what} skulle have været gennemgået {}", text::date(next.value));
        fields.report(
            Diagnostic::new(Code::ReviewOverdue, next.span, said)
                .hint("hold beløbet op mod kilden, og sæt datoen frem; er der et nyt beløb, så tilføj det"),
        );
    }
    Some(next.value)
}

/// An amount as editors write it.
pub(crate) fn amount_of(fields: &mut Fields<'_, '_>, written: &Spanned<String>) -> Option<Amount> {
    match Amount::parse(&written.value) {
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
    }
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

/// Another number that `calculator` reads.
pub(crate) fn number<T, E: std::fmt::Display>(
    fields: &mut Fields<'_, '_>,
    what: &str,
    written: &Spanned<String>,
    parse: impl Fn(&str) -> Result<T, E>,
) -> Option<Spanned<T>> {
    match parse(&written.value) {
        Ok(value) => Some(Spanned { value, span: written.span }),
        Err(error) => {
            fields.report(
                Diagnostic::new(Code::RateValue, written.span, format!("{what} »{}« kan ikke læses", written.value))
                    .hint(error.to_string()),
            );
            None
        }
    }
}

/// That the rates of one name have one for each year from the first to the last.
fn in_order(mut rows: Vec<InRow>, diagnostics: &mut Vec<Diagnostic>) {
    rows.sort_by(|a, b| {
        (a.kind.key(), &a.label, a.year.value, a.year.span).cmp(&(b.kind.key(), &b.label, b.year.value, b.year.span))
    });
    for pair in rows.windows(2) {
        let [earlier, later] = pair else { continue };
        if (earlier.kind, &earlier.label) != (later.kind, &later.label) {
            continue;
        }
        let (before, after, at): (Year, Year, Span) = (earlier.year.value, later.year.value, later.year.span);
        if before == after {
            diagnostics.push(
                Diagnostic::new(Code::RateOverlap, at, format!("»{}« har to satser for {after}", later.label))
                    .hint("ret årstallet, eller slet den ene"),
            );
        } else if before.later(1) != Some(after) {
            diagnostics.push(
                Diagnostic::new(
                    Code::RateGap,
                    at,
                    format!("»{}« har ingen sats mellem {before} og {after}", later.label),
                )
                .hint("tilføj årene imellem, eller giv satserne hver sit navn"),
            );
        }
    }
}
