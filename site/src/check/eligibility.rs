//! Whom a service is for, `[ydelse.betingelser]` in `ydelser.toml`.
//!
//! Contract: only what a source says; it becomes an [`Eligibility`], which warns and never blocks.

use super::entries::{SourceEntry, source_id};
use super::register::{PLACE, Register, SOURCE, names_no_law};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::fields::{Fields, Part};
use calculator::shape::{Case, Shape, When, count, flag, many_words, texts};
use calculator::{Abuse, Ages, Eligibility, Reference};

/// The greatest age that is asked for.
const OLDEST: u32 = 25;

/// `[ydelse.betingelser]`
pub(crate) const SHAPE: Shape = Shape::new(
    "betingelser",
    "Hvem ydelsen er for; kun det, en kilde siger. De advarer og spærrer aldrig.",
    &[
        count("alder_fra", 1, OLDEST, "Den laveste alder; sammen med alder_til.").like("6").free(),
        count("alder_til", 1, OLDEST, "Den højeste alder; sammen med alder_fra.").like("17").free(),
        many_words("udsat_for", || Abuse::ALL.map(Abuse::key).to_vec(), "Hvad barnet har været udsat for."),
        flag("udredt", "Barnet skal være udredt i børnehuset."),
        flag("omsorgsperson", "En omsorgsperson skal deltage."),
        texts("andre", "Andre betingelser, hver som en hel sætning.").free(),
        SOURCE,
        PLACE,
    ],
)
.cases(&[
    Case::needs(&[When::Has("alder_fra")], &["alder_til"]).own_words(),
    Case::needs(&[When::Has("alder_til")], &["alder_fra"]).own_words(),
]);

/// Reads the conditions of a service; none where there is no table.
pub(crate) fn eligibility(fields: &mut Fields<'_, '_>, sources: &Register<SourceEntry>) -> Eligibility {
    let table = fields.table("betingelser");
    table.map_or_else(Eligibility::default, |table| conditions(fields, &table, sources))
}

fn conditions(outer: &mut Fields<'_, '_>, table: &Part<'_>, sources: &Register<SourceEntry>) -> Eligibility {
    let mut fields = outer.within(table, "tabellen »betingelser«");
    let from = fields.count("alder_fra");
    let until = fields.count("alder_til");
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
    let abuse = fields.choices("udsat_for", Abuse::from_key);
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
