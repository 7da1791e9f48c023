//! Plans of courses on pages: what the sources say of sessions, how one counts by hand, the examples, and what the tool reads.
//!
//! Contract: every service of the catalogue can be planned; what no source has is the reader's to fill in, and said to be so.
//! Phases stand in order, and no session is shared out to one.

use super::context::Context;
use super::dates::{address, drawn, place, source};
use super::tool::page_of;
use super::words::{heading, keep, mark};
use crate::tools;
use calculator::Service;
use calculator::dates::course::{self, Course, OF_PHASES, items, plan};
use calculator::dates::picture::picture;
use calculator::dates::{text as said_of, wire};
use calculator::text;
use maud::{Markup, html};

/// The tool, and what is there without it.
pub(super) fn courses(cx: &Context<'_>, level: u8) -> Markup {
    let mut model = cx.site.registers.courses.model.clone();
    model.courses.iter_mut().flat_map(|course| &mut course.ground).for_each(|ground| address(cx, ground));
    model.calculator = page_of(cx, &tools::CALCULATOR).unwrap_or_default();
    html! {
        (place(
            &tools::COURSE,
            "Slå JavaScript til for at lægge planen her. Du kan også tælle selv med en kalender.",
            wire::courses_to_json(&model),
        ))
        div.static.stays {
            (heading(level, Some("sessioner"), None, &html! { "Det siger kilderne om sessionerne" }))
            (table(cx))
            @for course in model.courses.iter().filter(|course| !course.phases.is_empty()) { (phases(course, level + 1)) }
            (by_hand(level))
        }
    }
}

/// All services with their sessions.
fn table(cx: &Context<'_>) -> Markup {
    let known = |course: &Course| cx.site.catalogue.services().iter().find(|service| service.id.as_str() == course.id);
    html! {
        section.table aria-label="Ydelser og sessioner" tabindex="0" {
            table {
                thead { tr { th scope="col" { "Ydelse" } th scope="col" { "Sessioner" } th scope="col" { "Imellem" } th scope="col" { "Kilde" } } }
                tbody {
                    @for course in &cx.site.registers.courses.model.courses {
                        tr {
                            th scope="row" { @if let Some(service) = known(course) { (name(cx, service)) } }
                            td { @match course.sessions {
                                Some((count, minutes)) => { (count) " på " (text::counted(u64::from(minutes), "minut", "minutter")) }
                                None => { "aftales" }
                            } }
                            td { @match course.weeks { Some(weeks) => (course::weeks_in_words(weeks)), None => { "aftales" } } }
                            td { @if let Some(ground) = &course.ground { (source(cx, ground)) @if !ground.confirmed { " " (mark()) } } }
                        }
                    }
                }
            }
        }
    }
}

fn name(cx: &Context<'_>, service: &Service) -> Markup {
    html! { a href=(cx.href(&service.page)) { (service.name) } }
}

fn phases(course: &Course, level: u8) -> Markup {
    html! {
        (heading(level, None, None, &html! { "Faser: " (course.name) }))
        ol { @for phase in &course.phases { li { strong { (phase.name) } ": " (keep(&phase.parts.join("; "))) "." } } }
        p.entry-note { (OF_PHASES) }
    }
}

fn by_hand(level: u8) -> Markup {
    html! {
        (heading(level, Some("taael-selv"), None, &html! { "Sådan tæller du selv" }))
        ul {
            li { "Skriv den første dag. Gå så mange uger frem, som I har aftalt, til samme ugedag. Regn altid fra den første dag." }
            li { "Falder dagen i en uge, I har taget ud, så spring den over, og gå videre til den næste. Forløbet bliver længere; afstanden bliver den samme." }
            li { "Falder dagen på en helligdag, så flyt den kun, hvis I aftaler det." }
        }
    }
}

/// The examples, worked out.
pub(super) fn examples(cx: &Context<'_>, level: u8) -> Markup {
    let all = &cx.site.registers.courses;
    html! {
        @for example in &all.examples {
            @if let (Some(course), Ok(rows)) = (all.model.courses.get(example.case.course), plan(&example.case)) {
                @let items = items(course, &rows);
                (heading(level, None, None, &html! { (example.title) }))
                p { (keep(&example.shows)) }
                p { (course::head(course, &example.case, &rows).join(" ")) }
                @if let Some(picture) = picture(example.case.start, &items) { (drawn(&picture, &example.title)) }
                section.table aria-label=(example.title) tabindex="0" {
                    table {
                        thead { tr { th scope="col" { "Nr." } th scope="col" { "Dag" } th scope="col" { "Regnet sådan" } } }
                        tbody {
                            @for (at, (row, item)) in rows.iter().zip(&items).enumerate() {
                                tr {
                                    td { (at + 1) }
                                    th scope="row" { (said_of::day(row.date)) @for said in &item.remarks { p.entry-note { (said) } } }
                                    td { (item.counted) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
