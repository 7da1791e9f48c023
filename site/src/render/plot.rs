//! Bars and stacked bars.
//!
//! Contract: the name of a row and its numbers stand above its bar, as printed; so there is no axis to misread, and a narrow screen has
//! room for both. Bars begin at zero, which is the left edge or a line; what is not stated has words and no bar. Series are told apart
//! by pattern and by their names in words, in the same order; colour says nothing. The hue is the site's own: red
//! is for acute danger alone.

use super::pen::{Column, Em, Pen, Run, WHOLE, WIDTH, faint, plain, strong};
use crate::chart::scale::{Extent, Scale, Share};
use crate::chart::{Bars, Grid, Row, Stacked, Total, Unit};
use calculator::Decimal;
use maud::{Markup, html};

/// What is said in place of a number that the source does not state.
pub(super) const MISSING: &str = "ikke oplyst";

const BAR: Em = Em(90);
const GAP: Em = Em(70);

/// Draws bars.
pub(super) fn bars(pen: &mut Pen, id: &str, bars: &Bars) {
    let grid = bars.grid();
    let scale = Scale::of_bars(grid.rows());
    let single = grid.series().len() == 1;
    head(pen, grid, single);
    pen.draw(patterns(id, grid.series().len()));
    for row in grid.rows() {
        if !single {
            pen.text(WHOLE, &[strong(&row.name)]);
        }
        for (series, (name, value)) in grid.series().iter().zip(&row.values).enumerate() {
            let number = value.as_ref().map(|value| grid.unit().with(value));
            let label = if single { &row.name } else { name };
            pen.text(WHOLE, &[plain(label), number.as_deref().map_or(faint(MISSING), strong)]);
            if let Some(value) = value {
                bar(pen, id, series, scale.bar(value), scale.zero());
            }
        }
        pen.down(GAP);
    }
    if scale.zero() > Share::ZERO {
        zero(pen, scale.zero());
    }
}

/// Draws stacked bars.
pub(super) fn stacked(pen: &mut Pen, id: &str, stacked: &Stacked) {
    let grid = stacked.grid();
    let scale = Scale::of_wholes(grid.rows());
    head(pen, grid, false);
    pen.draw(patterns(id, grid.series().len()));
    for (series, name) in grid.series().iter().enumerate() {
        let y = Em(pen.y().0 + 25);
        pen.draw(html! { rect y=(y) width="1.4em" height=(BAR) fill=(fill(id, series)) {} });
        let column = Column { x: "0", indent: Em(200), room: Em(WIDTH.0 - 200) };
        pen.text(column, &[plain(name)]);
    }
    pen.down(GAP);
    for row in grid.rows() {
        let total = total(stacked, row);
        pen.text(WHOLE, &[plain(&row.name), strong(&total)]);
        let parts = parts(grid, row);
        let runs: Vec<Run<'_>> = parts.iter().map(|part| faint(part)).collect();
        pen.text(WHOLE, &runs);
        pen.down(Em(10));
        for (series, part) in scale.parts(row).into_iter().enumerate() {
            if let Some(part) = part.filter(|part| part.length > Share::ZERO) {
                pen.draw(piece(pen.y(), id, series, part));
            }
        }
        pen.down(Em(BAR.0 + GAP.0));
    }
}

/// What a row's parts come to, in words: `n = 16`, or `i alt 100 pct.`.
fn total(stacked: &Stacked, row: &Row) -> String {
    let sum = total_number(stacked.grid().unit(), &row.total());
    let words = if stacked.counts() { format!("n = {sum}") } else { format!("i alt {sum}") };
    words.replace(' ', "\u{a0}")
}

/// The number in it.
pub(super) fn total_number(unit: &Unit, total: &Total) -> String {
    match total {
        Total::Whole(sum) => unit.with(sum),
        Total::AtLeast(sum) => format!("mindst {}", unit.with(sum)),
        Total::Unknown => MISSING.to_owned(),
    }
}

/// `Ja 9 ·`, `Nej 7`: a part does not break within itself where it is short.
fn parts(grid: &Grid, row: &Row) -> Vec<String> {
    let part = |(at, (name, value)): (usize, (&String, &Option<Decimal>))| {
        let number = value.as_ref().map_or_else(|| MISSING.to_owned(), |value| grid.unit().with(value));
        let words = format!("{name}\u{a0}{number}");
        let words = if words.chars().count() <= 20 { words.replace(' ', "\u{a0}") } else { words };
        if at + 1 < grid.series().len() { words + "\u{a0}·" } else { words }
    };
    grid.series().iter().zip(&row.values).enumerate().map(part).collect()
}

/// What is measured, where the numbers do not say it themselves.
fn head(pen: &mut Pen, grid: &Grid, single: bool) {
    let words = match (grid.unit().words(), grid.series()) {
        (Some(unit), [name]) if single && name.to_lowercase() != unit.to_lowercase() => format!("{name} ({unit})"),
        (_, [name]) if single => name.clone(),
        (Some(unit), _) => format!("Tallene er {unit}."),
        (None, _) => return,
    };
    pen.text(WHOLE, &[faint(&words)]);
    pen.down(Em(40));
}

fn bar(pen: &mut Pen, id: &str, series: usize, extent: Extent, zero: Share) {
    let y = Em(pen.y().0 + 10);
    if extent.length > Share::ZERO {
        pen.draw(piece(y, id, series, extent));
    }
    // Where all bars begin at the left edge, that is the line; a bar without length needs it to be seen as 0.
    if zero > Share::ZERO || extent.length == Share::ZERO {
        pen.draw(html! { line.zero x1=(zero) x2=(zero) y1=(pen.y()) y2=(Em(y.0 + BAR.0 + 10)) {} });
    }
    pen.down(Em(BAR.0 + 20));
}

fn piece(y: Em, id: &str, series: usize, extent: Extent) -> Markup {
    html! { rect x=(extent.start) y=(y) width=(extent.length) height=(BAR) fill=(fill(id, series)) {} }
}

/// Which side of zero is which, where there are both.
fn zero(pen: &mut Pen, at: Share) {
    let y = Em(pen.y().0 + 60);
    let anchor = match at.hundredths() {
        0..400 => "start",
        400..9_600 => "middle",
        _ => "end",
    };
    pen.draw(html! { text.faint x=(at) y=(y) text-anchor=(anchor) { "0" } });
    pen.down(Em(90));
}

/// How the pieces of a series are filled: plain, striped, dotted, empty.
fn fill(id: &str, series: usize) -> String {
    match series {
        0 => "currentColor".to_owned(),
        1 | 2 => format!("url(#figur_{id}_{series})"),
        _ => "none".to_owned(),
    }
}

fn patterns(id: &str, series: usize) -> Markup {
    html! {
        @if series > 1 {
            pattern id={ "figur_" (id) "_1" } width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                path d="M1.5 0v7" stroke="currentColor" stroke-width="3" {}
            }
        }
        @if series > 2 {
            pattern id={ "figur_" (id) "_2" } width="7" height="7" patternUnits="userSpaceOnUse" {
                circle cx="3.5" cy="3.5" r="1.5" fill="currentColor" stroke="none" {}
            }
        }
    }
}
