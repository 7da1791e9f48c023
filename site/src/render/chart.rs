//! A chart as a figure: title, drawing, reservations, source, and the same in words.
//!
//! Contract: whoever sees no drawing has its description and the same numbers or steps as text; a number is the same words in both. What is
//! unconfirmed says so at its title. A page shows a chart once at most (`parse::directive`), so ids made of its id are
//! its own; the underscore keeps them apart from the anchors of headings.

use super::context::Context;
use super::diagram;
use super::pen::Pen;
use super::plot::{self, MISSING};
use super::words::{keep, mark};
use crate::chart::{Chart, Grid, Sequence, Stage, Step};
use crate::check::charts::ChartEntry;
use calculator::Status;
use maud::{Markup, html};

/// Where a chart stands on a page that shows it.
pub(crate) fn anchor(id: &str) -> String {
    format!("figur_{id}")
}

/// The chart with an id.
pub(crate) fn figure(cx: &Context<'_>, id: &str) -> Markup {
    let Some(entry) = cx.site.registers.charts.get(id) else { return html! {} };
    shown(id, entry, &source(cx, entry))
}

/// A chart under an id, with the words of its source.
pub(crate) fn shown(id: &str, entry: &ChartEntry, source: &Markup) -> Markup {
    html! {
        figure.chart id=(anchor(id)) {
            figcaption {
                (entry.title)
                @if entry.status == Status::Unconfirmed { " " (mark()) }
            }
            div.plot { (drawing(id, entry)) }
            @if let Some(note) = &entry.note { p { (keep(note)) } }
            p { (source) }
            (in_words(entry))
        }
    }
}

fn drawing(id: &str, entry: &ChartEntry) -> Markup {
    let mut pen = Pen::default();
    match &entry.chart {
        Chart::Bars(bars) => plot::bars(&mut pen, id, bars),
        Chart::Stacked(stacked) => plot::stacked(&mut pen, id, stacked),
        Chart::Ladder(steps) => diagram::ladder(&mut pen, steps),
        Chart::Course(stages) => diagram::course(&mut pen, stages),
    }
    let (title, description) = (format!("figur_{id}_titel"), format!("figur_{id}_beskrivelse"));
    html! {
        svg role="img" aria-labelledby=(title) aria-describedby=(description) width="100%" height=(pen.y()) {
            title id=(title) { (entry.title) }
            desc id=(description) { (entry.description) }
            (pen.finish())
        }
    }
}

/// The source as a citation has it: the page lists it, or there is no site.
fn source(cx: &Context<'_>, entry: &ChartEntry) -> Markup {
    let short = cx.site.registers.sources.get(&entry.source).map_or("", |source| source.short.as_str());
    html! {
        "Kilde: " a href={ "#kilde_" (entry.source) } { (short) } ", " (keep(&entry.place))
        @if let Some(year) = &entry.year { " · " (year) }
    }
}

fn in_words(entry: &ChartEntry) -> Markup {
    let (summary, words) = match &entry.chart {
        Chart::Bars(bars) => ("Tallene som tabel", table(entry, bars.grid(), None)),
        Chart::Stacked(stacked) => {
            let total = if stacked.counts() { "n" } else { "I alt" };
            ("Tallene som tabel", table(entry, stacked.grid(), Some(total)))
        }
        Chart::Ladder(steps) => ("Trinnene som liste, nederst først", ladder(steps)),
        Chart::Course(stages) => ("Forløbet som liste", course(stages)),
    };
    html! { details { summary { (summary) } (words) } }
}

fn table(entry: &ChartEntry, grid: &Grid, total: Option<&str>) -> Markup {
    let unit = grid.unit();
    html! {
        section.table aria-label={ "Tabel: " (entry.title) } tabindex="0" {
            table {
                caption {
                    (entry.title)
                    @if let Some(words) = unit.words() { " (" (words) ")" }
                }
                thead {
                    tr {
                        td {}
                        @for name in grid.series() { th.number scope="col" { (name) } }
                        @if let Some(total) = total { th.number scope="col" { (total) } }
                    }
                }
                tbody {
                    @for row in grid.rows() {
                        tr {
                            th scope="row" { (row.name) }
                            @for value in &row.values {
                                td.number { @match value { Some(value) => (unit.with(value)), None => (MISSING) } }
                            }
                            @if total.is_some() { td.number { (plot::total_number(unit, &row.total())) } }
                        }
                    }
                }
            }
        }
    }
}

fn ladder(steps: &Sequence<Step>) -> Markup {
    html! { ol { @for step in steps.items() { li { strong { (step.name) } ": " (keep(&step.text)) } } } }
}

fn course(stages: &Sequence<Stage>) -> Markup {
    html! {
        ol {
            @for stage in stages.items() {
                li {
                    strong { (stage.name) }
                    @if let Some(actor) = &stage.actor { " (" (actor) ")" }
                    ": " (keep(&stage.text))
                }
            }
        }
    }
}
