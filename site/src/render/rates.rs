//! Rates that are no price of a service: as a register, and in the static part of what ordinary cases cost.
//!
//! Contract: every rate with its year, its source and how sure it is, in the order of the file, with an anchor of its id where
//! the register is shown. Taksts of the financing before 2024 are called history.

use super::catalogue::source;
use super::context::{Context, entry_id};
use super::examples;
use super::words::{date, heading, keep, status};
use crate::check::examples::Work;
use crate::check::rates::{RateEntry, StandardRate};
use crate::parse::tree::RegisterView;
use crate::resolve::Node;
use calculator::{FigureKind, Status, Year};
use maud::{Markup, html};

/// What is shown in one table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Mileage,
    Case,
    Sharing,
}

impl Group {
    const ALL: [Group; 3] = [Group::Mileage, Group::Case, Group::Sharing];

    fn of(entry: &RateEntry) -> Group {
        match &entry.rate {
            StandardRate::Amount(figure) if figure.kind == FigureKind::Mileage => Group::Mileage,
            StandardRate::Amount(_) => Group::Case,
            StandardRate::Sharing(..) => Group::Sharing,
        }
    }

    fn caption(self) -> &'static str {
        match self {
            Group::Mileage => "Statens satser for kørsel i egen bil, pr. km",
            Group::Case => "Takst for et børnehusforløb, pr. sag",
            Group::Sharing => "Den objektive del af børnehusets udgifter",
        }
    }
}

/// The register of rates.
pub(crate) fn rates(cx: &Context<'_>, node: &Node) -> Markup {
    html! { @for group in Group::ALL { (table(cx, node, group, true)) } }
}

/// A rate as a link to where it stands.
pub(crate) fn link(cx: &Context<'_>, id: &str, entry: &RateEntry) -> Markup {
    let words =
        html! { (entry.name()) @if let Some(figure) = entry.figure() { ", " (figure.year) } ": " (entry.value()) };
    html! {
        @if let Some(address) = cx.entry(RegisterView::Rates, id) { a href=(address) { (words) } } @else { (words) }
    }
}

fn table(cx: &Context<'_>, node: &Node, group: Group, has_ids: bool) -> Markup {
    let all: Vec<_> = cx.site.registers.rates.iter().filter(|(_, entry)| Group::of(entry) == group).collect();
    let mut notes: Vec<&str> = Vec::new();
    for note in all.iter().filter_map(|(_, entry)| entry.note.as_deref()) {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    let has_years = group != Group::Sharing;
    html! {
        @if !all.is_empty() {
            section.table aria-label=(group.caption()) tabindex="0" {
                table {
                    caption { (group.caption()) }
                    thead {
                        tr {
                            th scope="col" { @if has_years { "Sats" } @else { "Regel" } }
                            @if has_years { th scope="col" { "År" } }
                            th.number scope="col" { @if has_years { "Beløb" } @else { "Andel" } }
                            th scope="col" { "Kilde" }
                        }
                    }
                    tbody {
                        @for (id, entry) in &all {
                            tr id=[has_ids.then(|| entry_id(id))] {
                                th scope="row" { (entry.name()) @if is_history(entry) { " (historie)" } }
                                @if let Some(figure) = entry.figure() { td { (figure.year) } }
                                td.number { span.nowrap { (entry.value()) } }
                                td {
                                    (source(cx, node, entry.reference()))
                                    @if entry.status() == Status::Unconfirmed { " · " (status(entry.status())) }
                                    @if let Some(next) = entry.next_review { " · næste gennemgang " (date(next)) }
                                }
                            }
                        }
                    }
                }
            }
            @for note in notes { p.entry-note { (keep(note)) } }
        }
    }
}

fn is_history(entry: &RateEntry) -> bool {
    entry.figure().is_some_and(|figure| figure.kind == FigureKind::Case && figure.year < Year::NEW_MODEL)
}

/// What ordinary cases cost, without a script: the formulas, what is known of taksts and sharing, and worked examples.
pub(crate) fn case_costs(cx: &Context<'_>, node: &Node, level: u8) -> Markup {
    let examples: Vec<_> =
        cx.site.registers.examples.iter().filter(|(_, example)| matches!(example.work, Work::Financing(_))).collect();
    html! {
        div.static.stays {
            (heading(level, None, None, &html! { "Formlen" }))
            ul.worked {
                li { "objektiv del = husets budget × objektiv andel × kommunens børn / alle husets børn" }
                li { "takstdel = antal sager × takst" }
                li { "i alt = objektiv del + takstdel" }
            }
            p { "Børn er de 0–17-årige. En del, som mangler et tal, er ikke med i summen. Taksten bliver aldrig regnet ud af budgettet." }
            (table(cx, node, Group::Sharing, false))
            (table(cx, node, Group::Case, false))
            @for (_, example) in examples {
                (heading(level, None, None, &html! { (example.title) }))
                (examples::worked(cx, node, example, level + 1))
            }
        }
    }
}
