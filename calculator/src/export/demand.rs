//! Joint demand as it leaves the browser: many answers as a table for Excel and as a note, one answer as a note.
//!
//! Contract: as in [`crate::export`]: the costs of the rows sum to the total to the øre; the files that do not count stand in
//! both, each with its reason.

use super::csv::{MARK, row, three};
use super::note::table;
use super::{Block, Note};
use crate::demand::{Agreement, DemandRow, House, Merged, Motive, Need, Reply, open_row, open_total};
use crate::{Catalogue, Range, text};

/// The table for Excel.
#[must_use]
pub fn demand_csv(merged: &Merged, catalogue: &Catalogue, house: Option<&House>) -> String {
    let mut out = String::from(MARK);
    row(&mut out, &[text::DEMAND_TITLE]);
    row(&mut out, &[&text::answers_counted(merged)]);
    row(&mut out, &[]);
    row(&mut out, &text::DEMAND_CSV_COLUMNS);
    for demand in &merged.rows {
        let numbers = [demand.yes, demand.no, demand.missing, demand.n(), demand.without_count].map(|n| n.to_string());
        let units = &demand.units;
        let units = if demand.yes > demand.without_count {
            [units.low(), units.likely(), units.high()].map(|units| units.to_string())
        } else {
            Default::default()
        };
        let amounts = |amounts: &Option<Range<_>>| amounts.as_ref().map(three).unwrap_or_default();
        let (price, cost) = (amounts(&demand.price), amounts(&demand.cost));
        let name = text::subject(&demand.subject, catalogue);
        let cells = [name, text::subject_units(&demand.subject, catalogue)].into_iter();
        let cells = cells.chain(numbers.iter().chain(&units).chain(&price).chain(&cost).map(String::as_str));
        row(&mut out, &cells.collect::<Vec<_>>());
    }
    row(&mut out, &[]);
    if let Some(cost) = &merged.cost {
        let [low, likely, high] = three(cost);
        let mut cells = vec![text::IN_ALL];
        cells.resize(text::DEMAND_CSV_COLUMNS.len() - 3, "");
        cells.extend([low.as_str(), &likely, &high]);
        row(&mut out, &cells);
        row(&mut out, &[]);
    }
    let (head, rows) = motives(merged);
    for cells in std::iter::once(&head).chain(&rows) {
        row(&mut out, &cells.iter().map(String::as_str).collect::<Vec<_>>());
    }
    row(&mut out, &[]);
    for said in remarks(merged, house) {
        row(&mut out, &[&said]);
    }
    out
}

/// The note on many answers.
#[must_use]
pub fn demand_note(merged: &Merged, catalogue: &Catalogue, house: Option<&House>) -> Note {
    let rows = merged.rows.iter().map(|row| demand_row(row, catalogue));
    let mut rows: Vec<Vec<String>> = rows.collect();
    if let Some(cost) = &merged.cost {
        let mut total = vec![String::new(); text::DEMAND_COLUMNS.len()];
        total[0] = text::IN_ALL.to_owned();
        total[text::DEMAND_COLUMNS.len() - 1] = text::amount_range(cost);
        rows.push(total);
    }
    let (head, motives) = motives(merged);
    let opened = merged.rows.iter().filter_map(|row| open_row(row, catalogue));
    let formulas = opened.chain(open_total(merged, catalogue));
    let formulas = formulas.map(|trace| [&trace.heading, ": ", &trace.formula].concat());
    Note {
        title: text::DEMAND_TITLE.to_owned(),
        blocks: vec![
            Block::Paragraph(text::answers_counted(merged)),
            table(text::DEMAND_TABLE, text::DEMAND_COLUMNS.map(str::to_owned).to_vec(), rows),
            Block::List(formulas.collect()),
            table(text::MOTIVES, head, motives),
            Block::List(remarks(merged, house)),
        ],
    }
}

/// A row as it is shown: name, yes, no, not answered, n, how many a year, price, cost.
#[must_use]
pub fn demand_row(row: &DemandRow, catalogue: &Catalogue) -> Vec<String> {
    let none = || "–".to_owned();
    let amounts = |amounts: &Option<Range<_>>| amounts.as_ref().map_or_else(none, text::amount_range);
    vec![
        text::subject(&row.subject, catalogue).to_owned(),
        row.yes.to_string(),
        row.no.to_string(),
        row.missing.to_string(),
        row.n().to_string(),
        if row.yes > row.without_count {
            text::units(row, text::subject_units(&row.subject, catalogue))
        } else {
            none()
        },
        amounts(&row.price),
        amounts(&row.cost),
    ]
}

/// The note on one answer.
#[must_use]
pub fn reply_note(reply: &Reply, catalogue: &Catalogue) -> Note {
    let need = |need: &Need| match need {
        Need::No => [text::NO.to_owned(), String::new()],
        Need::Yes(count) => [text::YES.to_owned(), count.as_ref().map(text::quantity_range).unwrap_or_default()],
    };
    let rows = reply.wishes().iter().map(|wish| {
        let [answer, count] = need(&wish.need);
        vec![text::subject(&wish.subject, catalogue).to_owned(), answer, count]
    });
    let motives = Motive::ALL.into_iter().filter_map(|motive| {
        Some(vec![text::motive(motive).to_owned(), text::agreement(reply.motive(motive)?).to_owned()])
    });
    let from = text::joined(&[reply.municipality(), reply.unit()]);
    let columns = |columns: &[&str]| columns.iter().map(|&column| column.to_owned()).collect();
    let mut blocks = vec![
        Block::Paragraph(from),
        table(text::DEMAND_TABLE, columns(&[text::SERVICE, text::ANSWER, text::A_YEAR]), rows.collect()),
        table(text::MOTIVES, columns(&[text::STATEMENT, text::ANSWER]), motives.collect()),
    ];
    if !reply.comment().is_empty() {
        blocks.push(Block::Paragraph([text::REMARK, ": ", reply.comment()].concat()));
    }
    Note { title: text::REPLY_TITLE.to_owned(), blocks }
}

/// The statements with how many gave each answer: the head and the rows.
#[must_use]
pub fn motives(merged: &Merged) -> (Vec<String>, Vec<Vec<String>>) {
    let answers = Agreement::ALL.map(|agreement| text::agreement(agreement).to_owned());
    let head = std::iter::once(text::STATEMENT.to_owned()).chain(answers).chain(["n".to_owned()]).collect();
    let rows = Motive::ALL.into_iter().zip(&merged.motives).map(|(motive, counts)| {
        let n: usize = counts.iter().sum();
        let cells = counts.iter().chain([&n]).map(usize::to_string);
        std::iter::once(text::motive(motive).to_owned()).chain(cells).collect()
    });
    (head, rows.collect())
}

/// What to tell besides the tables: what is missing, what is left out.
#[must_use]
pub fn remarks(merged: &Merged, house: Option<&House>) -> Vec<String> {
    let mut said = merged.notes.clone();
    if let Some(house) = house {
        said.extend(text::missing_answers(house, &merged.missing(house)));
        said.extend(text::strangers(house, &merged.strangers(house)));
    }
    said.extend(merged.left_out.iter().map(text::left_out_file).map(|file| [text::LEFT_OUT, " ", &file].concat()));
    said
}
