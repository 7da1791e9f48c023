//! What ordinary cases cost, as a table for Excel and as a note.
//!
//! Contract: as in [`crate::export`]: the rows of the parts sum to the total to the øre, and every number that was given
//! stands below them with its origin.

use super::csv::{MARK, Named, origin, row, three};
use super::note::{named, table};
use super::{Block, Note};
use crate::financing::{Case, Financing, Part, open};
use crate::{Basis, Catalogue, text};

/// The parts and their total, with `source` for the titles of sources, then what was given and what is assumed.
#[must_use]
pub fn financing_csv(case: &Case, paid: &Financing, catalogue: &Catalogue, source: Named<'_>) -> String {
    let mut out = String::from(MARK);
    row(&mut out, &[text::FINANCING_TITLE, &case.year.to_string()]);
    row(&mut out, &[text::ESTIMATE_NOTE]);
    row(&mut out, &[]);
    row(&mut out, &text::FINANCING_COLUMNS);
    for part in Part::ADDENDS {
        if let (Some(amounts), Some(opened)) = (paid.part(part), open(case, paid, catalogue, part)) {
            let [low, likely, high] = three(&amounts);
            let grounds: Vec<String> = opened.basis.iter().filter_map(|basis| origin(basis, "", source)).collect();
            row(&mut out, &[text::financing_part(part), &low, &likely, &high, &grounds.join(" | "), &opened.formula]);
        }
    }
    row(&mut out, &[]);
    if let Some(total) = &paid.total {
        let [low, likely, high] = three(total);
        row(&mut out, &[text::IN_ALL, &low, &likely, &high]);
    }
    row(&mut out, &[]);
    row(&mut out, &text::ASSUMPTION_COLUMNS);
    for mut given in given(case, paid, catalogue) {
        named(&mut given, source);
        row(&mut out, &given.iter().map(String::as_str).collect::<Vec<_>>());
    }
    for said in &paid.assumptions {
        row(&mut out, &[said]);
    }
    out
}

/// The note for a case file.
#[must_use]
pub fn financing_note(case: &Case, paid: &Financing, catalogue: &Catalogue) -> Note {
    let opened: Vec<_> = [Part::Objective, Part::Cases, Part::Total]
        .into_iter()
        .filter_map(|part| Some((part, paid.part(part)?, open(case, paid, catalogue, part)?)))
        .collect();
    let rows = opened
        .iter()
        .map(|(part, amounts, _)| vec![text::financing_part(*part).to_owned(), text::amount_range(amounts)]);
    let head = [text::ITEM.to_owned(), text::in_year(text::AMOUNT, &case.year.to_string())];
    let formulas = opened.iter().map(|(.., trace)| [&trace.heading, ": ", &trace.formula].concat());
    let columns = text::ASSUMPTION_COLUMNS.map(str::to_owned).to_vec();
    Note {
        title: text::FINANCING_TITLE.to_owned(),
        blocks: vec![
            Block::Paragraph(text::ESTIMATE_NOTE.to_owned()),
            table(text::COSTS, head.to_vec(), rows.collect()),
            Block::List(formulas.collect()),
            table(text::ASSUMPTIONS, columns, given(case, paid, catalogue)),
            Block::List(paid.assumptions.clone()),
        ],
    }
}

/// What was given: name, value, price year, origin.
fn given(case: &Case, paid: &Financing, catalogue: &Catalogue) -> Vec<Vec<String>> {
    let opened = Part::ADDENDS.into_iter().filter_map(|part| open(case, paid, catalogue, part));
    let row = |basis: Basis| {
        let year = basis.price_year.map(|year| year.to_string()).unwrap_or_default();
        vec![basis.name, basis.value, year, text::ground(&basis.ground).unwrap_or_default()]
    };
    opened.flat_map(|trace| trace.basis).map(row).collect()
}
