//! Where a number of the joint demand comes from.
//!
//! Contract: as for [`crate::estimate`]: every cost opens, down to the numbers that were given.

use super::{DemandRow, Merged};
use crate::{Amount, Basis, Catalogue, Ground, Range, Trace, text};

/// Opens the cost of a row; nothing where it has none.
#[must_use]
pub fn open_row(row: &DemandRow, catalogue: &Catalogue) -> Option<Trace> {
    let (price, cost) = (row.price?, row.cost?);
    let name = text::subject(&row.subject, catalogue);
    let unit = text::subject_units(&row.subject, catalogue);
    let given = |name: &str, value: String, said: String| Basis {
        name: name.to_owned(),
        value,
        price_year: None,
        ground: Ground::Entered { said },
    };
    let count = [&text::number(row.units.likely()), " ", unit].concat();
    Some(Trace {
        heading: name.to_owned(),
        formula: text::equation(&[count.trim_end(), " × ", &text::amount(price.likely())].concat(), cost.likely()),
        range: ends(&cost),
        basis: vec![
            given(text::A_YEAR, text::units(row, unit), text::summed_answers(row)),
            given(text::DEMAND_PRICE, text::amount_range(&price), String::new()),
        ],
        notes: Vec::new(),
    })
}

/// Opens the cost of all rows; nothing where none has one.
#[must_use]
pub fn open_total(merged: &Merged, catalogue: &Catalogue) -> Option<Trace> {
    let cost = merged.cost?;
    let addends = merged.rows.iter().filter_map(|row| Some((row, row.cost?)));
    let amounts: Vec<String> = addends.clone().map(|(_, cost)| text::amount(cost.likely())).collect();
    let basis = addends.flat_map(|(row, _)| {
        let name = text::subject(&row.subject, catalogue);
        let inside = open_row(row, catalogue).map(|trace| trace.basis).unwrap_or_default();
        inside.into_iter().map(move |basis| Basis { name: [name, ", ", &basis.name].concat(), ..basis })
    });
    Some(Trace {
        heading: text::IN_ALL.to_owned(),
        formula: text::sum(&amounts, cost.likely()),
        range: ends(&cost),
        basis: basis.collect(),
        notes: Vec::new(),
    })
}

fn ends(cost: &Range<Amount>) -> Option<String> {
    (!cost.is_exact()).then(|| text::low_high(cost.low(), cost.high()))
}
