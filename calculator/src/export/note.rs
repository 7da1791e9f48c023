//! The note for a case file (indkøbsnotat), as a structure that a page prints and the clipboard takes as text.
//!
//! Contract: headings, paragraphs and tables, nothing else; every assumption that went into a number is in it, and the law it
//! leans on stands as ids of the law register, so that the page can show what holds today.

use crate::estimate::{Target, open};
use crate::{
    Catalogue, Cell, EstimateError, Ground, Level, Plan, compare, evens, known_payments, payments,
    text::{self, amount_range},
    tornado, warnings,
};

/// The ids, in the law register, of what a purchase leans on.
pub const LEGAL_BASIS: [&str; 3] = ["boernehusbekendtgoerelsen-2-2", "boernehusbekendtgoerelsen-2-3", "barnets-lov-32"];

/// So many unsure numbers stand in a note and on the page.
pub const MOST_SWINGS: usize = 10;

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
        blocks.extend(swings(plan, index, level, catalogue)?);
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
            if (0..plan.years().count()).any(|year| scenario.has_unsure_share(year)) {
                blocks.push(Block::Paragraph(text::UNSURE_SHARES.to_owned()));
            }
        }
        assumptions(plan, index, catalogue, &result, &mut blocks)?;
    }
    if plan.scenarios().len() > 1 {
        blocks.push(Block::Heading(text::COMPARISON.to_owned()));
        blocks.push(Block::Table(compared(plan, level, catalogue)?));
    }
    even(plan, catalogue, &mut blocks);
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
    for (payer, year) in payers(plan, index, result) {
        let opened = open(plan, index, catalogue, result, Target::Payment { payer: Some(payer), year })?;
        formulas.push([&opened.heading, ": ", &opened.formula].concat());
        let given = opened.basis.iter().filter_map(|basis| Some((basis, text::ground(&basis.ground)?)));
        rows.extend(given.map(|(basis, ground)| {
            vec![[&opened.heading, ": ", &basis.name].concat(), basis.value.clone(), String::new(), ground]
        }));
    }
    blocks.push(Block::List(formulas));
    blocks.push(table(text::ASSUMPTIONS, text::ASSUMPTION_COLUMNS.map(str::to_owned).to_vec(), rows));
    Ok(())
}

/// Who pays a share that is known, and in which year: of those that come to an amount.
fn payers<'a>(plan: &'a Plan, index: usize, result: &'a crate::Estimate) -> impl Iterator<Item = (usize, usize)> + 'a {
    let payers = plan.scenarios().get(index).map_or(&[][..], |scenario| &scenario.payers).iter().enumerate();
    let known = |payer: &crate::Payer, year: usize| payer.share(year).is_some() && result.known_year(year).is_some();
    payers.flat_map(move |(at, payer)| {
        (0..result.years().len()).filter(move |year| known(payer, *year)).map(move |year| (at, year))
    })
}

/// What is unsure, and what the total is with each of them low and high; nothing where all is known exactly.
fn swings(plan: &Plan, index: usize, level: Level, catalogue: &Catalogue) -> Result<Option<Block>, EstimateError> {
    let swings = tornado(plan, index, level)?;
    let rows = swings.iter().take(MOST_SWINGS).map(|swing| {
        let name = text::input(plan, index, catalogue, swing.input);
        vec![name, text::amount(swing.at_low), text::amount(swing.at_high)]
    });
    let rows: Vec<_> = rows.collect();
    let head = text::SWING_COLUMNS.map(str::to_owned).to_vec();
    Ok((!rows.is_empty()).then(|| table(text::SWINGS, head, rows)))
}

/// From how many units an own offer is cheaper, as far as the plan has ground for it.
fn even(plan: &Plan, catalogue: &Catalogue, blocks: &mut Vec<Block>) {
    let evens = evens(plan);
    if !evens.is_empty() {
        let said = evens.iter().map(|even| text::even(plan, catalogue, even));
        let formulas = evens.iter().map(|even| text::even_formula(plan, catalogue, even));
        blocks.push(Block::Heading(text::EVEN.to_owned()));
        blocks.push(Block::Paragraph(text::even_terms(plan, &evens)));
        blocks.push(Block::List(said.chain(formulas).collect()));
    }
}

/// The scenarios of a plan side by side, row by row: on the page and in the note. What a scenario does not have is a dash; what
/// lacks a number says so, and has no difference.
///
/// # Errors
/// When a total is too large.
pub fn compared(plan: &Plan, level: Level, catalogue: &Catalogue) -> Result<Table, EstimateError> {
    let compared = compare(plan, level)?;
    let mut head = vec![text::ITEM.to_owned()];
    for (index, scenario) in plan.scenarios().iter().enumerate() {
        head.push(text::scenario_heading(index, scenario));
        if index > 0 {
            head.push(text::difference_to_first(index));
        }
    }
    let more = |more: Option<crate::Range<crate::Difference>>| {
        more.as_ref().map_or_else(|| text::NOTHING.to_owned(), text::difference_range)
    };
    let mut rows = Vec::new();
    for row in &compared.rows {
        let named = plan.scenarios().iter().zip(&row.places).find_map(|(scenario, place)| Some((scenario, (*place)?)));
        let mut cells =
            vec![named.map(|(scenario, place)| text::place(scenario, catalogue, place)).unwrap_or_default()];
        for (index, place) in row.places.iter().enumerate() {
            let total = row.totals.get(index).copied().flatten();
            cells.push(if place.is_some() { text::known_amount(total) } else { text::NOTHING.to_owned() });
            if index > 0 {
                cells.push(more(row.differences.get(index).copied().flatten()));
            }
        }
        rows.push(cells);
    }
    let mut last = vec![text::IN_ALL.to_owned()];
    for (index, estimate) in compared.estimates.iter().enumerate() {
        last.push(text::known_amount(estimate.known_total()));
        if index > 0 {
            last.push(more(compared.known_total(index)));
        }
    }
    rows.push(last);
    Ok(Table { caption: text::COMPARISON.to_owned(), head, rows })
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

/// Puts the title of a source in the place of its id, where a row ends in where a number is from.
pub(super) fn named(row: &mut [String], name: &dyn Fn(&str) -> Option<String>) {
    let Some(cell) = row.last_mut() else { return };
    let (id, rest) = cell.split_once(',').map_or((cell.as_str(), None), |(id, rest)| (id, Some(rest)));
    if let Some(name) = name(id) {
        *cell = rest.map_or(name.clone(), |rest| [&name, ",", rest].concat());
    }
}

impl Note {
    /// The note with names in the place of the ids of sources and paragraphs, as far as they have one.
    #[must_use]
    pub fn named(mut self, name: &dyn Fn(&str) -> Option<String>) -> Note {
        for block in &mut self.blocks {
            match block {
                // Where a number is from stands last in a row, with the id first.
                Block::Table(table) => {
                    table.rows.iter_mut().for_each(|row| named(row, name));
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
