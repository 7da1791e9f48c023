//! Whom a service is for, `[ydelse.betingelser]` in `ydelser.toml`.
//!
//! Contract: only what a source says; it becomes an [`Eligibility`], which warns and never blocks.

use super::entries::{SourceEntry, source_id};
use super::register::{Register, choice, names_no_law};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::fields::Fields;
use crate::parse::table::Table;
use calculator::{Abuse, Ages, Eligibility, Reference};

/// The greatest age that is asked for.
const OLDEST: u32 = 25;

/// Reads the conditions of a service; none where there is no table.
pub(crate) fn eligibility(fields: &mut Fields<'_, '_>, sources: &Register<SourceEntry>) -> Eligibility {
    let table = fields.optional_table("betingelser");
    table.map_or_else(Eligibility::default, |table| conditions(fields, &table, sources))
}

fn conditions(outer: &mut Fields<'_, '_>, table: &Table<'_>, sources: &Register<SourceEntry>) -> Eligibility {
    let mut fields = outer.within(table, "tabellen »betingelser«");
    let from = fields.optional_count("alder_fra", OLDEST);
    let until = fields.optional_count("alder_til", OLDEST);
    let ages = match (&from, &until) {
        (Some(from), Some(until)) => {
            let year = |n: u32| u8::try_from(n).unwrap_or(u8::MAX);
            let ages = Ages::new(year(from.value), year(until.value));
            if ages.is_none() {
                fields.report(
                    Diagnostic::new(Code::NumberRange, until.span, "den højeste alder er lavere end den laveste")
                        .hint("ret alder_fra eller alder_til"),
                );
            }
            ages
        }
        (Some(one), None) | (None, Some(one)) => {
            fields.report(
                Diagnostic::new(Code::KeyMissing, one.span, "alder_fra og alder_til hører sammen")
                    .hint("skriv dem begge, eller ingen af dem, hvis kilden ikke oplyser dem"),
            );
            None
        }
        (None, None) => None,
    };
    let kinds = Abuse::ALL.map(Abuse::key);
    let written = fields.optional_texts("udsat_for");
    let abuse =
        written.iter().filter_map(|kind| choice(&mut fields, "udsat_for", kind, Abuse::from_key, &kinds)).collect();
    let examined = fields.flag("udredt");
    let caregiver = fields.flag("omsorgsperson");
    let more = fields.optional_texts("andre");
    more.iter().for_each(|sentence| names_no_law(&mut fields, Some(sentence)));
    let more = more.into_iter().map(|text| text.value).collect();
    let source = source_id(&mut fields, sources);
    let place = fields.text("sted");
    fields.finish();
    let reference = source.zip(place).map(|(source_id, place)| Reference { source_id, place: place.value });
    Eligibility { ages, abuse, examined, caregiver, more, reference }
}
