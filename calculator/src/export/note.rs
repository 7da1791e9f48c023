//! The note for a case file (indkøbsnotat), as a structure that a page prints and the clipboard takes as text.
//!
//! Contract: headings, paragraphs and tables, nothing else; every assumption that went into a number is in it, and the law it
//! leans on stands as ids of the law register, so that the page can show what holds today.

use crate::estimate::{Target, open};
use crate::{
    Catalogue, Cell, EstimateError, Ground, Level, Plan, compare, known_payments, payments,
    text::{self, amount_range},
    warnings,
};

/// The ids, in the law register, of what a purchase leans on.
pub const LEGAL_BASIS: [&str; 3] = ["boernehusbekendtgoerelsen-2-2", "boernehusbekendtgoerelsen-2-3", "barnets-lov-32"];

/// A note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its heading.
    pub title: String,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// A part of a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading below the note's own.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// Sentences of equal rank.
    List(Vec<String>),
    /// A table.
    Table(Table),
    /// Paragraphs of law, as ids of the law register; as their names once the note is [`Note::named`].
    Law(Vec<String>),
}

/// A table of a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// The headings of its columns.
    pub head: Vec<String>,
    /// Its rows, each as long as the head; the first value of a row is its heading.
    pub rows: Vec<Vec<String>>,
}

/// Writes the note of a plan.
///
/// # Errors
/// When a total is too large.
pub fn note(plan: &Plan, level: Level, catalogue: &Catalogue) -> Result<Note, EstimateError> {
    let mut blocks = vec![
        Block::Paragraph(text::ESTIMATE_NOTE.to_owned()),
        Block::List(vec![text::budget_years(plan), text::level(plan, level), text::rate_date(plan)]),
    ];
    for (index, scenario) in plan.scenarios().iter().enumerate() {
        let result = crate::estimate(plan, index, level)?;
        blocks.push(Block::Heading(text::scenario_heading(index, scenario)));
        let rows = result.rows().iter().map(|row| {
            let name = text::place(scenario, catalogue, row.place());
            let total = row.known().as_ref().map_or_else(|| row.gap().map(text::gap).unwrap_or_default(), amount_range);
            values(name, row.cells().iter().map(text::cell), total)
        });
        let years = (0..result.years().len()).map(|year| text::known_amount(result.known_year(year)));
        let total = values(text::IN_ALL.to_owned(), years, text::known_amount(result.known_total()));
        blocks.push(table(text::COSTS, by_year(plan, text::ITEM), rows.chain([total]).collect()));
        let warned = warnings(plan, index, level, catalogue)?;
        if !warned.is_empty() {
            blocks.push(Block::List(warned));
        }
        if !scenario.payers.is_empty() {
            let rows = payments(scenario, &result)?.into_iter().map(|payment| {
                let payer = payment.payer.and_then(|payer| scenario.payers.get(payer));
                let name = payer.map_or(text::MUNICIPALITY, |payer| payer.name.as_str()).to_owned();
                let paid = known_payments(scenario, &result, &payment).into_iter().map(text::known_amount);
                std::iter::once(name).chain(paid).collect()
            });
            blocks.push(table(text::PAYERS, by_year(plan, text::PAYER), rows.collect()));
        }
        assumptions(plan, index, catalogue, &result, &mut blocks)?;
    }
    if plan.scenarios().len() > 1 {
        comparison(plan, level, catalogue, &mut blocks)?;
    }
    blocks.push(Block::Heading(text::LAW.to_owned()));
    blocks.push(Block::Law(LEGAL_BASIS.map(str::to_owned).to_vec()));
    blocks.push(Block::Paragraph(text::ACTUAL_COSTS.to_owned()));
    Ok(Note { title: text::NOTE_TITLE.to_owned(), blocks })
}

/// Every formula and every number that was given.
fn assumptions(
    plan: &Plan,
    index: usize,
    catalogue: &Catalogue,
    result: &crate::Estimate,
    blocks: &mut Vec<Block>,
) -> Result<(), EstimateError> {
    let mut formulas = Vec::new();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for row in result.rows() {
        for year in
            row.cells().iter().enumerate().filter(|(_, cell)| matches!(cell, Cell::Known(_))).map(|(year, _)| year)
        {
            let place = row.place();
            let cell = open(plan, index, catalogue, result, Target::Row { place, year: Some(year) })?;
            let inner = cell.basis.iter().filter_map(|basis| match basis.ground {
                Ground::Worked(target) => Some(open(plan, index, catalogue, result, target)),
                _ => None,
            });
            let inner = inner.collect::<Result<Vec<_>, _>>()?;
            for opened in inner.iter().chain([&cell]) {
                formulas.push([&opened.heading, ": ", &opened.formula].concat());
                for basis in &opened.basis {
                    let year = basis.price_year.map(|year| year.to_string()).unwrap_or_default();
                    let Some(ground) = text::ground(&basis.ground) else { continue };
                    let given = vec![basis.name.clone(), basis.value.clone(), year, ground];
                    if !rows.contains(&given) {
                        rows.push(given);
                    }
                }
            }
        }
    }
    blocks.push(Block::List(formulas));
    blocks.push(table(text::ASSUMPTIONS, text::ASSUMPTION_COLUMNS.map(str::to_owned).to_vec(), rows));
    Ok(())
}

fn comparison(plan: &Plan, level: Level, catalogue: &Catalogue, blocks: &mut Vec<Block>) -> Result<(), EstimateError> {
    let compared = compare(plan, level)?;
    let mut head = vec![text::ITEM.to_owned()];
    for (index, scenario) in plan.scenarios().iter().enumerate() {
        head.push(text::scenario_heading(index, scenario));
        if index > 0 {
            head.push(text::difference_to_first(index));
        }
    }
    let mut rows = Vec::new();
    for row in &compared.rows {
        let named = plan.scenarios().iter().zip(&row.places).find_map(|(scenario, place)| Some((scenario, (*place)?)));
        let mut cells =
            vec![named.map(|(scenario, place)| text::place(scenario, catalogue, place)).unwrap_or_default()];
        for (index, (total, more)) in row.totals.iter().zip(&row.differences).enumerate() {
            cells.push(total.as_ref().map_or(text::NO_NUMBER.to_owned(), amount_range));
            if index > 0 {
                cells.push(more.map_or(text::NO_NUMBER.to_owned(), |more| text::difference(more.likely())));
            }
        }
        rows.push(cells);
    }
    let mut last = vec![text::IN_ALL.to_owned()];
    for (index, (estimate, more)) in compared.estimates.iter().zip(&compared.totals).enumerate() {
        last.push(amount_range(&estimate.total()));
        if index > 0 {
            last.push(text::difference(more.likely()));
        }
    }
    rows.push(last);
    blocks.push(Block::Heading(text::COMPARISON.to_owned()));
    blocks.push(table(text::COMPARISON, head, rows));
    Ok(())
}

fn by_year(plan: &Plan, first: &str) -> Vec<String> {
    values(first.to_owned(), plan.years().iter().map(|year| year.to_string()), text::IN_ALL.to_owned())
}

fn values(name: String, cells: impl Iterator<Item = String>, total: String) -> Vec<String> {
    std::iter::once(name).chain(cells).chain([total]).collect()
}

pub(super) fn table(caption: &str, head: Vec<String>, rows: Vec<Vec<String>>) -> Block {
    Block::Table(Table { caption: caption.to_owned(), head, rows })
}

impl Note {
    /// The note with names in the place of the ids of sources and paragraphs, as far as they have one.
    #[must_use]
    pub fn named(mut self, name: &dyn Fn(&str) -> Option<String>) -> Note {
        for block in &mut self.blocks {
            match block {
                // Where a number is from stands last in a row, with the id first.
                Block::Table(table) => {
                    for cell in table.rows.iter_mut().filter_map(|row| row.last_mut()) {
                        let (id, rest) =
                            cell.split_once(',').map_or((cell.as_str(), None), |(id, rest)| (id, Some(rest)));
                        if let Some(name) = name(id) {
                            *cell = rest.map_or(name.clone(), |rest| [&name, ",", rest].concat());
                        }
                    }
                }
                Block::Law(ids) => {
                    for id in ids {
                        if let Some(name) = name(id) {
                            *id = name;
                        }
                    }
                }
                Block::Heading(_) | Block::Paragraph(_) | Block::List(_) => {}
            }
        }
        self
    }

    /// The note as plain text; a table has a tab between values, so that it can be pasted into one.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut out = self.title.clone();
        let mut line = |text: &str| {
            out.push('\n');
            out.push_str(text);
        };
        for block in &self.blocks {
            line("");
            match block {
                Block::Heading(text) | Block::Paragraph(text) => line(text),
                Block::List(items) => items.iter().for_each(|item| line(&["- ", item].concat())),
                Block::Law(ids) => ids.iter().for_each(|id| line(&["- ", id].concat())),
                Block::Table(table) => {
                    line(&table.caption);
                    line(&table.head.join("\t"));
                    table.rows.iter().for_each(|row| line(&row.join("\t")));
                }
            }
        }
        out.push('\n');
        out
    }
}
