//! Tables: heads that are repeated, rows that are kept whole, columns as wide as their words need.

use super::{Setter, has_class};
use scraper::ElementRef;
use std::fmt::Write as _;

/// A column is given room for so many letters at least and at most.
const LETTERS: std::ops::RangeInclusive<usize> = 6..=44;

impl Setter {
    pub(super) fn table(&mut self, element: ElementRef<'_>, out: &mut String) {
        if let Some(caption) = element.child_elements().find(|child| child.value().name() == "caption") {
            self.call("label-line", caption, out);
        }
        let rows = |part: &str| -> Vec<ElementRef<'_>> {
            let parts = element.child_elements().filter(|child| child.value().name() == part);
            parts.flat_map(|part| part.child_elements()).collect()
        };
        let (head, body, foot) = (rows("thead"), rows("tbody"), rows("tfoot"));
        let all = || head.iter().chain(&body).chain(&foot).copied();
        let widths = widths(all());
        if widths.is_empty() {
            return;
        }
        let columns: Vec<_> = widths.iter().map(|width| format!("{width}fr")).collect();
        let blanks = has_class(element, "blanks");
        let _infallible = write!(out, "\n#grid-of(({},), blanks: {blanks}, ", columns.join(", "));
        if !head.is_empty() {
            out.push_str("table.header(");
            head.iter().for_each(|row| self.row(*row, out));
            out.push_str("),");
        }
        body.iter().chain(&foot).for_each(|row| self.row(*row, out));
        out.push_str(");\n");
    }

    fn row(&mut self, row: ElementRef<'_>, out: &mut String) {
        // A row is a place that links lead to; its first cell takes that.
        let mut place = Some(row);
        for cell in row.child_elements() {
            let span = |name: &str| cell.attr(name).and_then(|count| count.parse::<usize>().ok()).unwrap_or(1);
            let number = has_class(cell, "number");
            let names = cell.value().name() == "th";
            let _infallible = write!(
                out,
                "cell-of(colspan: {}, rowspan: {}, number: {number}, names: {names})[",
                span("colspan"),
                span("rowspan")
            );
            place.take().into_iter().chain([cell]).for_each(|element| self.anchor(element, out));
            self.flow(cell, out);
            out.push_str("],");
        }
    }
}

/// For each column the letters of its longest cell, within reason, but at least of its longest word.
fn widths<'a>(rows: impl Iterator<Item = ElementRef<'a>>) -> Vec<usize> {
    let mut widths: Vec<usize> = Vec::new();
    // Cells that reach down from rows above: for each column, how many rows are still taken.
    let mut taken: Vec<usize> = Vec::new();
    for row in rows {
        let mut at = 0;
        for cell in row.child_elements() {
            while taken.get(at).is_some_and(|rows| *rows > 0) {
                at += 1;
            }
            let span = |name: &str| cell.attr(name).and_then(|count| count.parse::<usize>().ok()).unwrap_or(1).max(1);
            let (across, down) = (span("colspan"), span("rowspan"));
            let needed = needed(cell) / across;
            for column in at..at + across {
                if widths.len() <= column {
                    widths.resize(column + 1, *LETTERS.start());
                    taken.resize(column + 1, 0);
                }
                if let Some(width) = widths.get_mut(column) {
                    *width = (*width).max(needed);
                }
                if let Some(rows) = taken.get_mut(column) {
                    *rows = down;
                }
            }
            at += across;
        }
        for rows in &mut taken {
            *rows = rows.saturating_sub(1);
        }
    }
    widths
}

fn needed(cell: ElementRef<'_>) -> usize {
    let text: String = cell.text().collect();
    let longest = text.split_whitespace().map(|word| word.chars().count() + 2).max().unwrap_or_default();
    let whole = text.split_whitespace().map(|word| word.chars().count() + 1).sum::<usize>();
    whole.clamp(*LETTERS.start(), *LETTERS.end()).max(longest)
}
