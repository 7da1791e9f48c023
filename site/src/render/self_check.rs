//! The self-check of a beredskabsplan on pages: what is there without a script, and what the tool reads.
//!
//! Contract: questions, what to do and what to read stand on the page beside the tool, all from the one register. An example is worked out
//! here anew; that it comes to what was written by hand has been checked.

use super::context::Context;
use super::tool::data_of;
use super::words::{date, heading, keep, law_address, mark, source_link};
use crate::parse::tree::ToolView;
use crate::tools::SELF_CHECK;
use calculator::dates::Ground;
use calculator::self_check::{Model, Read, begin, due, wire};
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
    let mut model = cx.site.registers.self_check.model.clone();
    let grounds = model.plans.iter_mut().map(|plan| &mut plan.ground);
    for ground in grounds.chain(model.points.iter_mut().map(|point| &mut point.ground)) {
        for law in &mut ground.laws {
            law.href = law_address(cx, &law.id);
        }
        let source = cx.site.registers.sources.get(&ground.source);
        ground.source_title = source.map(|entry| entry.short.clone()).unwrap_or_default();
    }
    for read in model.points.iter_mut().flat_map(|point| &mut point.reads) {
        let page = read.href.split('#').next().unwrap_or_default();
        read.title = cx.find(page).map(|node| node.meta.title.clone()).unwrap_or_default();
        read.href = cx.href(&read.href);
    }
    model
}

fn tool(cx: &Context<'_>, level: u8) -> Markup {
    let model = model(cx);
    html! {
        div.calculator.asking #(SELF_CHECK.name) {
            p.no-script { "Slå JavaScript til for at svare her. Du kan også gå spørgsmålene igennem herunder eller udskrive skabelonen." }
        }
        (data_of(&SELF_CHECK, wire::to_json(&model)))
        div.static.stays {
            (heading(level, Some("fristen"), None, &html! { "Hvornår skal planen senest være revideret?" }))
            ul {
                @for plan in &model.plans {
                    li { (plan.title) ": senest " (text::counted(u64::from(plan.years), "år", "år")) " efter den sidste vedtagelse. " (basis(cx, &plan.ground)) }
                }
            }
            p { "Samme dato fire år efter, eller månedens sidste dag, hvis datoen ikke findes i måneden. Datoen flytter sig ikke, når den falder i en weekend." }
            (heading(level, Some("spoergsmaalene"), None, &html! { "Spørgsmålene" }))
            @for (at, part) in model.parts.iter().enumerate() {
                (heading(level + 1, None, None, &html! { (part.title) }))
                p { (keep(&part.about)) }
                ul {
                    @for point in model.points.iter().filter(|point| point.part == at) {
                        li { strong { (keep(&point.text)) } " Hvis ikke: " (keep(&point.missing)) " Læs " (reads(&point.reads)) ". " (basis(cx, &point.ground)) }
                    }
                }
            }
        }
    }
}

fn reads(reads: &[Read]) -> Markup {
    html! { @for (at, read) in reads.iter().enumerate() { @if at > 0 { " og " } a href=(read.href) { (read.title) } } }
}

/// Where something is from, and what is uncertain.
fn basis(cx: &Context<'_>, ground: &Ground) -> Markup {
    html! {
        span.entry-note {
            @for law in &ground.laws { a href=(law.href) { (keep(&law.label)) } " · " }
            "Kilde: " (source_link(cx, &ground.source)) ", " (keep(&ground.place)) "."
            @if !ground.confirmed { " " (mark()) " " (keep(&ground.note)) }
        }
    }
}

fn examples(cx: &Context<'_>, level: u8) -> Markup {
    let all = &cx.site.registers.self_check;
    html! {
        @for example in &all.examples {
            @let (index, adopted) = example.case;
            @if let Some(plan) = all.model.plans.get(index) {
                (heading(level, None, None, &html! { (example.title) }))
                p { (keep(&example.shows)) }
                ul {
                    li { "Vedtaget: " (date(adopted)) "." }
                    @if let Some(day) = begin(plan, adopted) { li { "Begynd revisionen: " (date(day)) ". Vores forslag." } }
                    @if let Some(day) = due(plan, adopted) { li { strong { "Senest revideret og vedtaget: " (date(day)) "." } } }
                }
            }
        }
    }
}

/// What is not confirmed, for the list of what is uncertain.
pub(crate) fn unconfirmed(cx: &Context<'_>) -> Vec<Markup> {
    let model = &cx.site.registers.self_check.model;
    let plans = model.plans.iter().map(|plan| (&plan.title, &plan.ground));
    let all = plans.chain(model.points.iter().map(|point| (&point.text, &point.ground)));
    let shown = cx.site.pages.iter().find(|node| node.body.tools().any(|tool| *tool == SELF_CHECK));
    let shown = shown.map(|node| cx.page(node));
    all.filter(|(_, ground)| !ground.confirmed)
        .map(|(title, ground)| {
            html! {
                @if let Some(address) = &shown { a href=(address) { (title) } } @else { (title) }
                " " (keep(&ground.note))
            }
        })
        .collect()
}
