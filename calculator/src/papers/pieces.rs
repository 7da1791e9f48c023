//! What stands on a paper, in order: the one way from data and values to page, sheet and Word file.
//!
//! Contract: without values every section is there, with room for the pen. With values the private sections are not, what was
//! typed stands in its place, and a field without a value keeps its line. Neighbours of one kind stand together.

use super::{Field, Kind, Paper, YES, cell, due, judged, typed};
use crate::saved::Saved;

/// Something on a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A heading of level 2 or 3.
    Heading(u8, String),
    /// A paragraph.
    Text(String),
    /// Fixed points in order.
    Numbered(Vec<String>),
    /// Labels, each with what was typed, or a line.
    Lines(Vec<(String, String)>),
    /// A label with what was typed, or many lines.
    Long(String, String),
    /// Boxes, ticked or not.
    Ticks(Vec<(String, bool)>),
    /// Columns and rows.
    Table(Vec<String>, Vec<Vec<String>>),
}

/// A paper: for the pen where there are no values.
#[must_use]
pub fn pieces(paper: &Paper, values: Option<&Saved>) -> Vec<Piece> {
    let empty = Saved::default();
    let known = values.unwrap_or(&empty);
    let mut out = Vec::new();
    for section in paper.sections.iter().filter(|section| values.is_none() || !section.private) {
        out.push(Piece::Heading(if section.under { 3 } else { 2 }, section.title.clone()));
        if !section.text.is_empty() {
            out.push(Piece::Text(section.text.clone()));
        }
        if !section.points.is_empty() {
            out.push(Piece::Numbered(section.points.clone()));
        }
        for field in &section.fields {
            put(&mut out, field, known);
        }
        if section.fields.iter().any(|field| field.kind == Kind::Demand)
            && let Some((_, said)) = judged(paper, known)
        {
            out.extend(said.into_iter().map(Piece::Text));
        }
    }
    out
}

fn put(out: &mut Vec<Piece>, field: &Field, values: &Saved) {
    let text = || typed(values, &field.id).to_owned();
    match field.kind {
        Kind::Line | Kind::Date => line(out, &field.label, text()),
        Kind::Before => line(out, &field.label, due(field, values).unwrap_or_default()),
        Kind::Choice if text().is_empty() => {
            out.push(Piece::Text(field.label.clone()));
            field.words.iter().for_each(|words| tick(out, words, false));
        }
        Kind::Choice => line(out, &field.label, text()),
        Kind::Long => out.push(Piece::Long(field.label.clone(), text())),
        Kind::Tick => tick(out, &field.label, text() == YES),
        Kind::Demand => {
            let words =
                if field.hint.is_empty() { field.label.clone() } else { [&field.label, ". ", &field.hint].concat() };
            tick(out, &words, text() == YES);
        }
        Kind::Rows => {
            out.push(Piece::Text(field.label.clone()));
            out.push(Piece::Table(field.words.clone(), rows(field, values)));
        }
    }
}

fn line(out: &mut Vec<Piece>, label: &str, value: String) {
    let entry = (label.to_owned(), value);
    match out.last_mut() {
        Some(Piece::Lines(lines)) => lines.push(entry),
        _ => out.push(Piece::Lines(vec![entry])),
    }
}

fn tick(out: &mut Vec<Piece>, label: &str, on: bool) {
    let entry = (label.to_owned(), on);
    match out.last_mut() {
        Some(Piece::Ticks(ticks)) => ticks.push(entry),
        _ => out.push(Piece::Ticks(vec![entry])),
    }
}

/// The rows in which something was typed; where there are none, those for the pen.
fn rows(field: &Field, values: &Saved) -> Vec<Vec<String>> {
    let row = |at: usize| -> Vec<String> {
        (0..field.words.len()).map(|column| typed(values, &cell(&field.id, at, column)).to_owned()).collect()
    };
    let found: Vec<_> = (0..super::MOST_ROWS).map(row).filter(|row| row.iter().any(|cell| !cell.is_empty())).collect();
    if !found.is_empty() {
        return found;
    }
    let blank = |at: usize| {
        let mut row = vec![String::new(); field.words.len()];
        if let (Some(cell), Some(first)) = (row.first_mut(), field.first.get(at)) {
            cell.clone_from(first);
        }
        row
    };
    (0..usize::from(field.rows)).map(blank).collect()
}
