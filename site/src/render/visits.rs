//! Visits of the health visitor on pages: the table, the examples, and what the tool reads.
//!
//! Contract: what a source has no age for has no day, here either; what was cut back stands beside each visit.

use super::context::Context;
use super::dates::{address, drawn, place, source};
use super::words::{capital, heading, keep, mark};
use crate::tools;
use calculator::dates::picture::picture;
use calculator::dates::visits::{age, head, items};
use calculator::dates::{text as said_of, wire};
use maud::{Markup, html};

/// The tool, and what is there without it.
pub(super) fn visits(cx: &Context<'_>, level: u8) -> Markup {
    let mut model = cx.site.registers.visits.model.clone();
    model.visits.iter_mut().for_each(|visit| address(cx, &mut visit.ground));
    html! {
        (place(
            &tools::VISITS,
            "Slå JavaScript til for at regne dagene her. Du kan også tælle selv med tabellen.",
            wire::visits_to_json(&model),
        ))
        div.static.stays {
            (heading(level, Some("besoegene"), None, &html! { "Besøgene" }))
            section.table aria-label="Besøg" tabindex="0" {
                table {
                    thead { tr { th scope="col" { "Besøg" } th scope="col" { "Hvornår" } th scope="col" { "Sådan blev det holdt" } th scope="col" { "Kilde" } } }
                    tbody {
                        @for visit in &model.visits {
                            tr {
                                th scope="row" { (visit.title) " (" (visit.place) ")" }
                                td { (age(visit).map_or_else(|| "Ingen alder i kilden".to_owned(), |age| capital(&age))) }
                                td { (keep(&visit.what)) @if !visit.now.is_empty() { p.entry-note { (keep(&visit.now)) } } }
                                td { (source(cx, &visit.ground)) @if !visit.ground.confirmed { " " (mark()) } }
                            }
                        }
                    }
                }
            }
            (heading(level, Some("taael-selv"), None, &html! { "Sådan tæller du selv" }))
            p { "Gå så mange måneder frem fra fødselsdagen, eller tilbage fra terminen, til samme dato. Findes datoen ikke i måneden, er det månedens sidste dag. Regn altid fra fødslen og ikke fra det sidste besøg." }
        }
    }
}

/// The examples, worked out.
pub(super) fn examples(cx: &Context<'_>, level: u8) -> Markup {
    let all = &cx.site.registers.visits;
    html! {
        @for example in &all.examples {
            @let items = items(&all.model, &example.case);
            @let first = items.iter().filter_map(|item| item.when).map(|when| when.date());
            (heading(level, None, None, &html! { (example.title) }))
            p { (keep(&example.shows)) }
            p { (head(&example.case).join(" ")) }
            @if let Some(picture) = example.case.birth.into_iter().chain(first).min().and_then(|from| picture(from, &items)) {
                (drawn(&picture, &example.title))
            }
            section.table aria-label=(example.title) tabindex="0" {
                table {
                    thead { tr { th scope="col" { "Nr." } th scope="col" { "Dag" } th scope="col" { "Besøg" } th scope="col" { "Regnet sådan" } } }
                    tbody {
                        @for (at, item) in items.iter().enumerate() {
                            tr {
                                td { (at + 1) }
                                th scope="row" {
                                    @match item.when { Some(when) => (said_of::when(when)), None => (item.without) }
                                    @for said in &item.remarks { p.entry-note { (said) } }
                                }
                                td { (item.title) }
                                td { (item.counted) }
                            }
                        }
                    }
                }
            }
        }
    }
}
