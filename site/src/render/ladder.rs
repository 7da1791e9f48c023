//! The reckoning on the ladder of measures on pages: costs, reservations and the way to reckon by hand, the examples, and what the tool
//! reads.
//!
//! Contract: without a script the page has every cost with its source, what has none, every reservation, and the sum to do by hand. A
//! result never stands without the first reservation above it. An example is worked out here anew; that it comes to what was written by
//! hand has been checked.

use super::context::Context;
use super::tool::data_of;
use super::words::{heading, keep, law_address, mark, source_link};
use crate::parse::tree::{RegisterView, ToolView};
use crate::tools::LADDER;
use calculator::dates::Ground;
use calculator::ladder::outcome::{Outcome, work_out};
use calculator::ladder::typed::read;
use calculator::ladder::{Case, GUIDING, Model, SIGNS, Source, papers, to_json};
use calculator::text;
use maud::{Markup, html};

/// The tool or its examples, with headings from a level on.
pub(crate) fn made(cx: &Context<'_>, view: ToolView, level: u8) -> Markup {
    match view {
        ToolView::Tool => tool(cx, level),
        ToolView::Examples => examples(cx, level),
    }
}

/// The model with its addresses and names on this site.
fn model(cx: &Context<'_>) -> Model {
    let mut model = cx.site.registers.ladder.model.clone();
    let reserved = model.reservations.iter_mut().filter_map(|one| one.ground.as_mut());
    for ground in reserved {
        ground.laws.iter_mut().for_each(|law| law.href = law_address(cx, &law.id));
    }
    let reserved = model.reservations.iter().filter_map(|one| one.ground.as_ref());
    let grounds = [&model.order, &model.costs].into_iter().chain(model.posts.iter().map(|post| &post.ground));
    let mut ids: Vec<String> = grounds.chain(reserved).map(|ground| ground.source.clone()).collect();
    ids.sort_unstable();
    ids.dedup();
    let source = |id: String| {
        let title = cx.site.registers.sources.get(&id)?.short.clone();
        let href = cx.entry(RegisterView::Sources, &id).unwrap_or_default();
        Some(Source { id, title, href })
    };
    model.sources = ids.into_iter().filter_map(source).collect();
    model
}

fn tool(cx: &Context<'_>, level: u8) -> Markup {
    let model = model(cx);
    html! {
        div.calculator #(LADDER.name) {
            p.no-script { "Slå JavaScript til for at regne her. Du kan også regne selv med priserne og formlen." }
        }
        (data_of(&LADDER, to_json(&model)))
        div.static.stays {
            (heading(level, Some("priserne"), None, &html! { "Kildens priser pr. årsbarn" }))
            (costs(cx, &model))
            (heading(level, Some("planens-beloeb"), None, &html! { "Investeringen i Herning" }))
            ul {
                @for (_, post) in model.offered() {
                    li { (post.name) ": " (investment(&post.amounts, &post.about)) " om året. " (basis(cx, &post.ground)) }
                }
            }
            p { "Beløbene er i " (model.price_year) "-priser. Det sidste er ikke med i kildens tabel, og kilden siger ikke dets prisår." }
            (heading(level, Some("regn-selv"), None, &html! { "Sådan regner du selv" }))
            ol {
                li { "Find prisen pr. årsbarn for det nye og det gamle trin. De skal være i priser fra samme år." }
                li { "Årsbørn × ny pris − årsbørn × gammel pris = flytningens forskel. Minus er en lavere udgift." }
                li { "Læg alle flytninger sammen, også dem op ad trappen." }
                li { "Læg investeringen til: rådgivere × pris om året, og andet." }
                li { "Mangler et trin en pris, kan flytningen ikke regnes. Skriv det ved summen. Skriv ikke 0." }
            }
            (heading(level, Some("forbehold"), None, &html! { (papers::RESERVATIONS) }))
            p { "De står ved hvert resultat, i udskriften og i filerne." }
            (reservations(cx, &model))
        }
    }
}

/// What a post is a year, or from year to year.
fn investment(amounts: &[calculator::Amount], about: &str) -> String {
    if !about.is_empty() {
        return about.to_owned();
    }
    match amounts {
        [first, rest @ ..] if rest.iter().all(|amount| amount == first) => text::amount(*first),
        all => all.iter().map(|amount| text::amount(*amount)).collect::<Vec<_>>().join(", "),
    }
}

fn costs(cx: &Context<'_>, model: &Model) -> Markup {
    html! {
        section.table aria-label="Kildens priser pr. årsbarn" tabindex="0" {
            table {
                caption { "Kroner pr. årsbarn, " (model.price_year) "-priser" }
                thead { tr { th scope="col" { "Trin, nederst først" } @for set in &model.sets { th scope="col" { (set.name) } } } }
                tbody {
                    @for step in &model.steps {
                        tr {
                            th scope="row" { (step.name) @if !step.remark.is_empty() { p.entry-note { (keep(&step.remark)) } } }
                            @for cost in &step.costs { td { @match cost { Some(cost) => (text::bare_amount(*cost)), None => "ikke oplyst" } } }
                        }
                    }
                }
            }
        }
        p { (basis(cx, &model.costs)) }
        @if !model.order.note.is_empty() { p.entry-note { (keep(&model.order.note)) } }
        ul { @for set in model.sets.iter().filter(|set| !set.remark.is_empty()) { li { (set.name) ": " (keep(&set.remark)) } } }
    }
}

fn reservations(cx: &Context<'_>, model: &Model) -> Markup {
    html! {
        ul {
            @for one in &model.reservations {
                li { (keep(&one.text)) " " @match &one.ground { Some(ground) => (basis(cx, ground)), None => (papers::OURS) } }
            }
        }
    }
}

/// Paragraphs and source.
fn basis(cx: &Context<'_>, ground: &Ground) -> Markup {
    html! {
        @for law in &ground.laws { a href=(law_address(cx, &law.id)) { (keep(&law.label)) } ", " }
        (source_link(cx, &ground.source)) ", " (keep(&ground.place)) "."
        @if !ground.confirmed { " " (mark()) }
    }
}

/// The examples, worked out.
fn examples(cx: &Context<'_>, level: u8) -> Markup {
    let model = model(cx);
    html! {
        p { strong { (keep(papers::first(&model))) } }
        p { (GUIDING) " " (SIGNS) }
        @for example in &cx.site.registers.ladder.examples {
            @if let Ok(case) = read(&model, &example.case) {
                (heading(level, None, None, &html! { (example.title) }))
                p { (keep(&example.shows)) }
                (worked(&model, &case, &work_out(&model, &case), &example.title))
            }
        }
        (heading(level, Some("forbehold"), None, &html! { (papers::RESERVATIONS) }))
        (reservations(cx, &model))
    }
}

/// An amount stays with its unit and its sign.
fn whole(words: &str) -> String {
    words.replace(" kr.", "\u{a0}kr.").replace("− ", "−\u{a0}")
}

fn worked(model: &Model, case: &Case, outcome: &Outcome, title: &str) -> Markup {
    html! {
        section.table aria-label=(title) tabindex="0" {
            table {
                thead { tr { @for head in papers::head(outcome) { th scope="col" { (head) } } } }
                tbody {
                    @for row in papers::rows(outcome) {
                        tr { @for (at, cell) in row.iter().enumerate() { @if at == 0 { th scope="row" { (cell) } } @else { td { (whole(cell)) } } } }
                    }
                }
            }
        }
        ul {
            @for line in &outcome.lines {
                @for (cell, year) in line.cells.iter().zip(&outcome.years) {
                    @match cell {
                        // What was printed and is counted as it is has no formula.
                        Ok(cell) if cell.formula.contains('=') => li { (line.name) ", " (year) ": " (whole(&papers::opened(cell).join("; "))) },
                        Ok(_) => {},
                        Err(lack) => li { (line.name) ", " (year) ": " (lack) "." },
                    }
                }
            }
            // How signs are read stands above all examples.
            @for said in papers::remarks(model, case, outcome).into_iter().filter(|said| said != SIGNS) { li { (keep(&said)) } }
        }
    }
}

/// Reservations and amounts that are not confirmed, for the list of what is uncertain.
pub(crate) fn unconfirmed(cx: &Context<'_>) -> Vec<Markup> {
    let model = &cx.site.registers.ladder.model;
    let posts = model.posts.iter().map(|post| (post.name.as_str(), &post.ground));
    let reserved = model.reservations.iter().filter_map(|one| Some((one.text.as_str(), one.ground.as_ref()?)));
    let open = posts.chain(reserved).filter(|(_, ground)| !ground.confirmed);
    let shown =
        cx.site.pages.iter().find(|node| node.body.tools().any(|tool| *tool == LADDER)).map(|node| cx.page(node));
    open.map(|(title, ground)| {
        html! {
            @if let Some(address) = &shown { a href=(address) { (title) } } @else { (title) }
            " " (keep(&ground.note))
        }
    })
    .collect()
}
