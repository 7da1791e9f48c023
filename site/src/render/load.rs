//! Hours of ELEVator and cases an adviser on pages: the numbers, the formulas, the examples, and what the tool reads.
//!
//! Contract: without a script the page has every number and the way to reckon with it. A sum that lacks a profession is called a
//! minimum.

use super::context::Context;
use super::dates::{address, place, source};
use super::words::{heading, keep, mark};
use crate::tools;
use calculator::load::{self, Row, caseload, elevator};
use maud::{Markup, html};

/// The tool, and what is there without it.
pub(super) fn load(cx: &Context<'_>, level: u8) -> Markup {
    let mut model = cx.site.registers.load.model.clone();
    model.professions.iter_mut().for_each(|one| address(cx, &mut one.ground));
    model.ceilings.iter_mut().for_each(|one| address(cx, &mut one.ground));
    html! {
        (place(
            &tools::LOAD,
            "Slå JavaScript til for at regne her. Du kan også regne selv med tallene og formlerne.",
            load::to_json(&model),
        ))
        div.static.stays {
            (heading(level, Some("timerne"), None, &html! { "Timerne i ELEVator" }))
            section.table aria-label="Timerne i ELEVator" tabindex="0" {
                table {
                    thead { tr { th scope="col" { "Faggruppe" } th scope="col" { "Timer" } th scope="col" { "Pr." } th scope="col" { "Kilde" } } }
                    tbody {
                        @for one in &model.professions {
                            tr {
                                th scope="row" { (one.name) @if !one.remark.is_empty() { p.entry-note { (keep(&one.remark)) } } }
                                td { @match one.hours { Some(hours) => (hours), None => { "ikke oplyst" } } }
                                td { (one.per.key()) }
                                td { (source(cx, &one.ground)) @if !one.ground.confirmed { " " (mark()) } }
                            }
                        }
                    }
                }
            }
            p { "Gang timerne med antallet af børn eller psykologer, og læg sammen. Summen er et minimum, så længe en faggruppe mangler." }
            (heading(level, Some("sagstallet"), None, &html! { "Sager pr. rådgiver" }))
            @for ceiling in &model.ceilings {
                p { "Sager ÷ rådgivere på fuld tid = gennemsnit. Hernings mål var højst " (ceiling.cases) " i gennemsnit: " (source(cx, &ceiling.ground)) "." }
            }
            p { (load::NOT_THE_WEIGHT) }
        }
    }
}

/// The examples, worked out.
pub(super) fn examples(cx: &Context<'_>, level: u8) -> Markup {
    let all = &cx.site.registers.load;
    html! {
        @for example in &all.examples {
            @let rows: Vec<Row> = elevator(&all.model, &example.case).into_iter().chain(caseload(&all.model, &example.case)).collect();
            (heading(level, None, None, &html! { (example.title) }))
            p { (keep(&example.shows)) }
            section.table aria-label=(example.title) tabindex="0" {
                table {
                    thead { tr { th scope="col" { "Hvad" } th scope="col" { "Antal" } th scope="col" { "Regnet sådan" } } }
                    tbody {
                        @for row in &rows {
                            tr {
                                th scope="row" { (row.what) }
                                td { @if row.is_sum { strong { (row.value) } } @else { (row.value) } }
                                td { (row.how) }
                            }
                        }
                    }
                }
            }
        }
    }
}
