//! The register of meeting papers, `moeder.toml`.
//!
//! Contract: what leaves here can be shown, printed and filled in: ids of fields are unique on their paper, what rests on another
//! field rests on one that is there and of the right kind, rows have columns. A number of days that a source gives stands in `tal.toml` too,
//! and the two say the same. No text names a paragraph, which belongs on a page.

use super::dates::{ID, Known, figure, own_id, words};
use super::entries::source_id;
use super::register::{NOTE, PLACE, Register, SOURCE, STATUS, UNCONFIRMED, read_named, status};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::fields::{Fields, Part};
use crate::parse::nearest::nearest;
use crate::parse::table::Table;
use crate::source::{Span, Spanned};
use calculator::Status;
use calculator::concern::text::CARRIED;
use calculator::papers::{Field, Kind, Paper, Section};
use calculator::shape::{Case, Shape, When, count, flag, tables, text, texts, word};

/// `moeder.toml`
pub const SHAPE: Shape =
    Shape::by_id("moeder", "Mødepapirer: hvad der står på hvert, og hvad der kan udfyldes.", &PAPER);

const PAPER: Shape = Shape::new(
    "moedepapir",
    "Et papir, som en skabelon viser med :::papir og dets navn, og som kan udfyldes på siden.",
    &[
        text("titel", "Papirets titel, som den står på det udfyldte papir."),
        SOURCE,
        PLACE,
        STATUS,
        NOTE,
        tables("afsnit", &SECTION, "Et afsnit på papiret, i rækkefølge."),
    ],
)
.cases(&[UNCONFIRMED, Case::needs(&[], &["afsnit"])]);

const SECTION: Shape = Shape::new(
    "moedeafsnit",
    "Et afsnit på et papir.",
    &[
        text("titel", "Afsnittets overskrift."),
        flag("under", "Afsnittet hører under det forrige."),
        text("tekst", "Hvad man skal vide, før man udfylder det.").free(),
        texts("punkter", "Faste punkter med numre.").free(),
        flag("kun_dig", "Afsnittet er kun til den, der udfylder; det kommer ikke med på det udfyldte papir."),
        tables("felt", &FIELD, "Noget, der kan udfyldes."),
    ],
);

const FIELD: Shape = Shape::new(
    "moedefelt",
    "Noget, der kan udfyldes på et papir.",
    &[
        ID,
        word(
            "type",
            || Kind::ALL.map(Kind::key).to_vec(),
            "Hvad der skrives: en linje, flere linjer, en dato, rækker.",
        ),
        text("navn", "Hvad feltet hedder."),
        text("hjaelp", "En hjælp, som står ved feltet, mens man udfylder det.").free(),
        text("trykt", "Hvad kilden selv kalder feltet; udelades, hvis feltet er vores eget.").free(),
        texts("kolonner", "Rækkernes kolonner.").free(),
        texts("valg", "De svar, der kan vælges.").free(),
        texts("foerste", "Hvad der står først i de første rækker.").free(),
        count("raekker", 1, 12, "Hvor mange tomme rækker der er på papir.").like("3").free(),
        count("dage", 1, 60, "Hvor mange dage før mødet fristen er.").free(),
        text("hviler_paa", "Feltet, det bygger på: mødets dato eller det svar, et krav hviler på.").free(),
        text("tal", "Det samme tal i tal.toml; de to skal sige det samme.").free(),
        word("fra_linealen", || CARRIED.to_vec(), "Hvad fra en fil fra Bekymringslinealen der hører til her.").free(),
    ],
)
.cases(&[
    Case::needs(&[When::Is("type", &["raekker"])], &["kolonner", "raekker"]),
    Case::never(&[When::IsNot("type", &["raekker"])], &["kolonner", "raekker", "foerste"], "kun rækker har kolonner"),
    Case::needs(&[When::Is("type", &["valg"])], &["valg"]),
    Case::never(&[When::IsNot("type", &["valg"])], &["valg"], "kun et valg har svar at vælge imellem"),
    Case::needs(&[When::Is("type", &["frist"])], &["dage", "hviler_paa"]),
    Case::never(&[When::IsNot("type", &["frist"])], &["dage", "tal"], "kun en frist har dage"),
    Case::never(
        &[When::IsNot("type", &["frist", "krav"])],
        &["hviler_paa"],
        "kun en frist og et krav hviler på et felt",
    ),
]);

/// A paper of the register.
#[derive(Debug, Clone)]
pub struct MeetingPaper {
    /// What is on it. Head, closing and address are not there before its page is made.
    pub paper: Paper,
    /// `kilde`, an id that is known.
    pub source: String,
    /// `sted`
    pub place: String,
    /// `status`
    pub status: Status,
    /// `note`: reservations.
    pub note: Option<String>,
}

/// Reads `moeder.toml`.
pub(crate) fn papers(table: &Table<'_>, known: Known<'_>, diagnostics: &mut Vec<Diagnostic>) -> Register<MeetingPaper> {
    read_named(table, &SHAPE, "papiret", diagnostics, |id, fields| {
        let title = words(fields, "titel");
        let source = source_id(fields, known.sources);
        let place = fields.text("sted");
        let (status, note) = status(fields);
        let parts = fields.tables("afsnit");
        let mut found = Found::default();
        let sections: Vec<_> = parts.iter().map(|part| section(fields, part, &mut found, known)).collect();
        let sections: Option<Vec<Section>> = sections.into_iter().collect();
        let sound = found.rests(fields);
        let paper = Paper { id: id.to_owned(), title: title?, sections: sections?, ..Paper::default() };
        sound.then_some(())?;
        Some(MeetingPaper { paper, source: source?, place: place?.value, status: status?, note })
    })
}

/// What the fields of a paper are, and what each rests on.
#[derive(Default)]
struct Found {
    kinds: Vec<(String, Kind)>,
    rests: Vec<(Kind, Spanned<String>)>,
}

impl Found {
    /// That what rests on another field rests on one that is there, and of the right kind.
    fn rests(&self, fields: &mut Fields<'_, '_>) -> bool {
        let before = self.rests.len();
        let good = self.rests.iter().filter(|(kind, on)| match self.kinds.iter().find(|(id, _)| *id == on.value) {
            Some((_, Kind::Date)) => true,
            Some((_, Kind::Line | Kind::Long)) if *kind == Kind::Demand => true,
            Some(_) => {
                let needed = if *kind == Kind::Before { "en dato" } else { "en tekst eller en dato" };
                fields.report(fault(on.span, format!("»{}« er ikke {needed}", on.value)));
                false
            }
            None => {
                let near = nearest(&on.value, self.kinds.iter().map(|(id, _)| id.as_str()));
                let fault = fault(on.span, format!("papiret har intet felt »{}«", on.value));
                fields.report(match near {
                    Some(near) => fault.hint(format!("mente du »{near}«?")),
                    None => fault,
                });
                false
            }
        });
        good.count() == before
    }
}

fn fault(at: Span, said: String) -> Diagnostic {
    Diagnostic::new(Code::PaperField, at, said)
}

fn section(fields: &mut Fields<'_, '_>, part: &Part<'_>, found: &mut Found, known: Known<'_>) -> Option<Section> {
    let mut fields = fields.within(part, "afsnittet");
    let title = words(&mut fields, "titel");
    let under = fields.flag("under");
    let text = words(&mut fields, "tekst").unwrap_or_default();
    let points = plain(&fields.optional_texts("punkter"));
    let private = fields.flag("kun_dig");
    let parts = fields.tables("felt");
    let read: Vec<_> = parts.iter().map(|part| field(&mut fields, part, found, known)).collect();
    let read: Option<Vec<Field>> = read.into_iter().collect();
    fields.finish();
    Some(Section { title: title?, under, text, points, private, fields: read? })
}

fn field(fields: &mut Fields<'_, '_>, part: &Part<'_>, found: &mut Found, known: Known<'_>) -> Option<Field> {
    let mut fields = fields.within(part, "feltet");
    let id = own_id(&mut fields, found.kinds.iter().map(|(id, _)| id.as_str()));
    let kind = fields.choice("type", Kind::from_key);
    let label = words(&mut fields, "navn");
    let hint = words(&mut fields, "hjaelp").unwrap_or_default();
    let printed = fields.text("trykt").map(|text| text.value).unwrap_or_default();
    let columns = plain(&fields.optional_texts("kolonner"));
    let choices = plain(&fields.optional_texts("valg"));
    let first = plain(&fields.optional_texts("foerste"));
    let small =
        |count: Option<Spanned<u32>>| count.and_then(|count| u8::try_from(count.value).ok()).unwrap_or_default();
    let rows = small(fields.count("raekker"));
    let days = small(fields.count("dage"));
    let of = fields.text("hviler_paa");
    figure(&mut fields, Some(&format!("{days} dage")), known);
    let carries =
        fields.choice("fra_linealen", |key| CARRIED.contains(&key).then(|| key.to_owned())).unwrap_or_default();
    fields.finish();
    let (id, kind) = (id?.value, kind?);
    found.kinds.push((id.clone(), kind));
    found.rests.extend(of.clone().map(|of| (kind, of)));
    let of = of.map(|of| of.value).unwrap_or_default();
    let words = if kind == Kind::Choice { choices } else { columns };
    Some(Field { id, kind, label: label?, hint, printed, words, first, rows, days, of, carries })
}

fn plain(texts: &[Spanned<String>]) -> Vec<String> {
    texts.iter().map(|text| text.value.clone()).collect()
}
