//! What the registers of deadlines and of follow-up dates share: where a rule is from, its number in `tal.toml`, ids.
//!
//! Contract: a number of the law stands in `tal.toml` and here, and the two say the same, or there is no site. No paragraph of the
//! past carries a deadline of today.

use super::entries::{FigureEntry, LawEntry, SourceEntry, law_ids, source_id};
use super::register::{Register, names_no_law, status};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::fields::Fields;
use crate::source::{Span, Spanned};
use calculator::Status;
use calculator::dates::{Ground, Law};
use calculator::shape::{self, Key};
use jiff::civil::Date;

/// What both registers may refer to.
#[derive(Clone, Copy)]
pub(crate) struct Known<'a> {
    /// `kilder.toml`
    pub(crate) sources: &'a Register<SourceEntry>,
    /// `lov.toml`
    pub(crate) laws: &'a Register<LawEntry>,
    /// `tal.toml`
    pub(crate) figures: &'a Register<FigureEntry>,
    /// The day of the build.
    pub(crate) today: Date,
}

/// A worked example: what is known of a case, with what it shows.
#[derive(Debug, Clone)]
pub struct Example<C> {
    /// `titel`
    pub title: String,
    /// `viser`
    pub shows: String,
    /// The case.
    pub case: C,
}

/// `id`
pub(crate) const ID: Key = shape::text("id", "Navnet i denne fil: små bogstaver, tal og bindestreger.")
    .like("\"efterskole\"")
    .pattern("^\\s*[a-z0-9]+(-[a-z0-9]+)*\\s*$");

/// `lov`, `kilde`, `sted`, `status` and `note`; `lov` where the shape has it.
pub(crate) fn ground(fields: &mut Fields<'_, '_>, has_laws: bool, known: Known<'_>) -> Option<Ground> {
    let laws = if has_laws { laws(fields, known) } else { Vec::new() };
    let source = source_id(fields, known.sources);
    let place = fields.text("sted");
    let (status, note) = status(fields);
    Some(Ground {
        laws,
        source: source?,
        source_title: String::new(),
        place: place?.value,
        confirmed: status? == Status::Confirmed,
        note: note.unwrap_or_default(),
    })
}

fn laws(fields: &mut Fields<'_, '_>, known: Known<'_>) -> Vec<Law> {
    let at = fields.at();
    let mut found = Vec::new();
    for id in law_ids(fields, known.laws) {
        let Some(entry) = known.laws.get(&id) else { continue };
        let label = format!("{} {}", entry.law, entry.paragraph);
        if entry.is_history(known.today) {
            let fault = Diagnostic::new(Code::DateRule, at, format!("{label} gælder ikke længere: »{id}« under lov"));
            let now = entry.replaced_by.iter().map(|id| format!("\"{id}\"")).collect::<Vec<_>>().join(", ");
            fields.report(fault.hint(if now.is_empty() {
                "skriv den bestemmelse, der gælder nu, i postens lov; nævnes den gamle, er det i note".to_owned()
            } else {
                format!("skriv {now} i stedet i postens lov")
            }));
        }
        found.push(Law { id, label, href: String::new() });
    }
    found
}

/// `tal`: that the figure says the same as is counted with.
pub(crate) fn figure(fields: &mut Fields<'_, '_>, counted: Option<&str>, known: Known<'_>) {
    let Some(id) = fields.text("tal") else { return };
    match known.figures.get(&id.value) {
        Some(figure) => {
            if let Some(counted) = counted
                && figure.value != counted
            {
                let fault = format!("her regnes med {counted}, men tallet »{}« siger {}", id.value, figure.value);
                fields.report(
                    Diagnostic::new(Code::DateRule, id.span, fault)
                        .hint("se efter i loven, hvad der er rigtigt, og ret det ene sted"),
                );
            }
        }
        None if known.figures.is_told(&id.value) => {}
        None => fields.report(
            Diagnostic::new(Code::UnknownFigure, id.span, format!("tallet »{}« findes ikke", id.value))
                .hint(known.figures.hint(&id.value, "tal")),
        ),
    }
}

/// A text that names no paragraph.
pub(crate) fn words(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<String> {
    let text = fields.text(key);
    names_no_law(fields, text.as_ref());
    text.map(|text| text.value)
}

/// `id`: small letters, digits and hyphens, and not one of those before it.
pub(crate) fn own_id<'a>(
    fields: &mut Fields<'_, '_>,
    mut before: impl Iterator<Item = &'a str>,
) -> Option<Spanned<String>> {
    let id = fields.text("id")?;
    let is_part = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    let good = id.value.split('-').all(is_part);
    if !good {
        fields.report(Diagnostic::new(Code::IdForm, id.span, format!("»{}« kan ikke være et id", id.value)).hint(
            format!(
                "brug små bogstaver a-z, tal og bindestreg, for eksempel »{}«",
                crate::parse::slug::slug(&id.value)
            ),
        ));
        return None;
    }
    if before.any(|other| other == id.value) {
        fields.report(
            Diagnostic::new(Code::DateRule, id.span, format!("»{}« står to gange", id.value))
                .hint("giv den ene et andet id"),
        );
        return None;
    }
    Some(id)
}

/// That an example comes to what is written beside it.
pub(crate) fn hold(fields: &mut Fields<'_, '_>, expected: &[Spanned<String>], found: &[String], at: Span) {
    for (number, found) in found.iter().enumerate() {
        match expected.get(number) {
            Some(written) if written.value == *found => {}
            Some(written) => {
                let said = format!("eksemplet giver »{found}«, men der er skrevet »{}«", written.value);
                fields.report(differs(written.span, said));
            }
            None => fields.report(differs(at, format!("eksemplet giver også »{found}«"))),
        }
    }
    for written in expected.get(found.len()..).unwrap_or_default() {
        fields.report(differs(written.span, format!("eksemplet giver ikke »{}«", written.value)));
    }
}

fn differs(at: Span, said: String) -> Diagnostic {
    Diagnostic::new(Code::ExampleTotal, at, said)
        .hint("er en regel ændret med vilje, så regn efter i hånden, og ret det forventede; ellers ret eksemplet")
}
