//! Whether a case belongs in a børnehus, on pages: what is there without a script, and what the tool reads.
//!
//! Contract: questions and rules stand on the page beside the tool, all of the one model. No text here, and none in the rules, invites to a talk
//! with parents. An example is judged here anew; that it comes to what was written by hand has been checked.

use super::context::Context;
use super::tool::data_of;
use super::words::{heading, keep, law_address, mark, source_link};
use crate::parse::tree::ToolView;
use crate::tools::CLARIFY;
use calculator::clarify::{Condition, Model, Outcome, Question, answered, judge, wire};
use calculator::dates::Ground;
use maud::{Markup, html};

/// The tool or its examples, with headings from a level on.
pub(crate) fn made(cx: &Context<'_>, view: ToolView, level: u8) -> Markup {
    match view {
        ToolView::Tool => tool(cx, level),
        ToolView::Examples => examples(cx, level),
    }
}

fn tool(cx: &Context<'_>, level: u8) -> Markup {
    let mut model = cx.site.registers.clarify.model.clone();
    model.first.iter_mut().for_each(|one| address(cx, &mut one.ground));
    model.decisions.iter_mut().for_each(|one| address(cx, &mut one.ground));
    model.next.iter_mut().for_each(|one| address(cx, &mut one.ground));
    html! {
        div.calculator.asking #(CLARIFY.name) {
            p.no-script { "Slå JavaScript til for at svare her. Du kan også gå spørgsmålene igennem herunder og slå svaret op i reglerne." }
        }
        (data_of(&CLARIFY, wire::to_json(&model)))
        div.static.stays {
            (heading(level, Some("spoergsmaalene"), None, &html! { "Spørgsmålene" }))
            ol {
                @for words in &model.questions {
                    li {
                        strong { (keep(&words.text)) } " " (keep(&words.explanation))
                        ul { @for (text, explanation) in &words.choices { li { (text) @if !explanation.is_empty() { ": " (keep(explanation)) } } } }
                    }
                }
            }
            (heading(level, Some("det-der-kommer-foerst"), None, &html! { "Det, der kommer først" }))
            p { "Det gælder, uanset hvad du svarer på resten. Passer flere, gælder de alle." }
            @for first in &model.first {
                (heading(level + 1, None, None, &html! { (first.title) }))
                p { "Hvis " (asks(&model, &first.when)) "." }
                ul { @for step in &first.steps { li { (keep(step)) } } }
                (basis(cx, &first.ground))
            }
            (heading(level, Some("reglerne"), None, &html! { "Skal børnehuset bruges?" }))
            @for outcome in Outcome::ALL.into_iter().rev() {
                (heading(level + 1, None, None, &html! { (model.outcome(outcome)) }))
                ul {
                    @for decision in model.decisions.iter().filter(|decision| decision.outcome == outcome) {
                        li { p { strong { "Hvis " (asks(&model, &decision.when)) ". " } (keep(&decision.why)) } (basis(cx, &decision.ground)) }
                    }
                }
            }
            (heading(level, Some("hvem-handler"), None, &html! { "Hvem handler nu?" }))
            @for next in &model.next {
                (heading(level + 1, None, None, &html! { (next.title) }))
                p {
                    "Når svaret er "
                    @for (at, outcome) in next.outcomes.iter().enumerate() { @if at > 0 { " eller " } "»" (model.outcome(*outcome)) "«" }
                    @let asked = asks(&model, &next.when);
                    @if !asked.is_empty() { ", og " (asked) }
                    "."
                }
                ul { @for step in &next.steps { li { (keep(step)) } } }
                (basis(cx, &next.ground))
            }
        }
    }
}

/// For which answers a rule holds: `fare lige nu er »Nej«, …`.
fn asks(model: &Model, when: &Condition) -> String {
    let one = |(question, places): (Question, Vec<usize>)| {
        let answers: Vec<String> =
            places.into_iter().map(|place| format!("»{}«", model.answer(question, place))).collect();
        format!("svaret {} er {}", about(question), answers.join(" eller "))
    };
    when.asks().into_iter().map(one).collect::<Vec<_>>().join(", og ")
}

/// What a question is about, after `svaret`.
fn about(question: Question) -> &'static str {
    match question {
        Question::Danger => "om fare",
        Question::Abuse => "om vold og overgreb",
        Question::Control => "om social kontrol",
        Question::Age => "om alder",
        Question::Sector => "om politi og sundhedsvæsen",
        Question::Role => "om, hvem du er,",
        Question::Inquiry => "om undersøgelsen",
    }
}

/// Where a rule is from, and what is uncertain.
fn basis(cx: &Context<'_>, ground: &Ground) -> Markup {
    html! {
        p.entry-note {
            @for law in &ground.laws { a href=(law_address(cx, &law.id)) { (keep(&law.label)) } " · " }
            "Kilde: " (source_link(cx, &ground.source)) ", " (keep(&ground.place)) "."
            @if !ground.confirmed { " " (mark()) " " (keep(&ground.note)) }
        }
    }
}

/// Gives what a page carries its addresses and names on this site.
fn address(cx: &Context<'_>, ground: &mut Ground) {
    for law in &mut ground.laws {
        law.href = law_address(cx, &law.id);
    }
    ground.source_title =
        cx.site.registers.sources.get(&ground.source).map(|entry| entry.short.clone()).unwrap_or_default();
}

fn examples(cx: &Context<'_>, level: u8) -> Markup {
    let all = &cx.site.registers.clarify;
    html! {
        @for example in &all.examples {
            @let judged = judge(&all.model, &example.case);
            (heading(level, None, None, &html! { (example.title) }))
            p { (keep(&example.shows)) }
            section.table aria-label=(example.title) tabindex="0" {
                table {
                    thead { tr { th scope="col" { "Spørgsmål" } th scope="col" { "Svar" } } }
                    tbody {
                        @for (question, answer) in answered(&all.model, &example.case) { tr { th scope="row" { (keep(question)) } td { (keep(answer)) } } }
                    }
                }
            }
            ul {
                @for first in &judged.first { li { strong { "Først: " } (first.title) "." } }
                @if let Ok((decision, next)) = &judged.verdict {
                    li { strong { "Børnehuset: " } (all.model.outcome(decision.outcome)) ". " (keep(&decision.why)) }
                    li { strong { "Nu: " } (next.title) "." }
                }
            }
        }
    }
}

/// Rules that are not confirmed, for the list of what is uncertain.
pub(crate) fn unconfirmed(cx: &Context<'_>) -> Vec<Markup> {
    let model = &cx.site.registers.clarify.model;
    let first = model.first.iter().map(|one| (one.title.as_str(), &one.ground));
    let decisions = model.decisions.iter().map(|one| (one.why.as_str(), &one.ground));
    let next = model.next.iter().map(|one| (one.title.as_str(), &one.ground));
    let open = first.chain(decisions).chain(next).filter(|(_, ground)| !ground.confirmed);
    let shown =
        cx.site.pages.iter().find(|node| node.body.tools().any(|tool| *tool == CLARIFY)).map(|node| cx.page(node));
    open.map(|(title, ground)| {
        html! {
            @if let Some(address) = &shown { a href=(address) { (title) } } @else { (title) }
            " " (keep(&ground.note))
        }
    })
    .collect()
}
