//! Bekymringslinealen in its static forms: the form under the tool, the paper, the rules as a document, the exercises.
//!
//! Contract: all of them are made from the one model, so none can say another thing than the tool. There is no child on these
//! pages: whatever invites to a talk with parents carries its condition in words (`Sentence::in_rules`), and the questions that
//! come before all weighing stand first. A § is cited by its entry in the law register, with what is not confirmed.

mod course;
mod exercises;
mod reading;
mod rules;
mod sheet;
mod tables;

use super::context::Context;
use super::tool::data_of;
use super::words::{callable, keep, law_address, mark};
use crate::check::concern::Concern;
use crate::parse::tree::ConcernView;
use crate::tools;
use calculator::concern::{Contact, Leader, Model, Question, Sentence, Voice, wire};
use maud::{Markup, html};

/// A part of the ruler on a page, with headings from a level on.
pub(crate) fn made(cx: &Context<'_>, view: ConcernView, level: u8) -> Markup {
    let Some(concern) = &cx.site.concern else { return html! {} };
    let of = Of { cx, concern, model: &concern.model, level };
    match view {
        ConcernView::Tool => tool(&of),
        ConcernView::Paper => html! { div.by-hand { (sheet::sheet(&of)) } },
        ConcernView::Reading => html! { div.by-hand { (reading::reading(&of)) (reading::steps(&of)) } },
        ConcernView::Levels => rules::levels(&of),
        ConcernView::Gates => rules::gates(&of),
        ConcernView::Signs => rules::signs(&of),
        ConcernView::Factors => rules::factors(&of),
        ConcernView::Tables => rules::tables(&of),
        ConcernView::Course => course::figure(&of),
        ConcernView::Review => rules::review(&of),
        ConcernView::Changes => rules::changes(&of),
        ConcernView::Exercises => exercises::exercises(&of),
    }
}

/// What all parts are made from.
#[derive(Clone, Copy)]
struct Of<'s> {
    cx: &'s Context<'s>,
    concern: &'s Concern,
    model: &'s Model,
    /// Level of the part's own headings.
    level: u8,
}

/// The tool's place: the form without a script, and what the tool reads.
fn tool(of: &Of<'_>) -> Markup {
    html! {
        div.concern #(tools::CONCERN.name) {
            div.static {
                p.no-script { "Slå JavaScript til for at svare på skærmen. Du kan også svare på papir: print siden." }
                (sheet::sheet(of))
                @if let Some(page) = of.cx.ruler_part(ConcernView::Reading) {
                    p { "Sådan bliver svarene til et niveau: " a href=(of.cx.page(page)) { (page.meta.title) } }
                }
            }
        }
        (data_of(&tools::CONCERN, wire::to_json(&addressed(of))))
    }
}

/// The model with the addresses of its paragraphs on this site.
fn addressed(of: &Of<'_>) -> Model {
    let mut model = of.model.clone();
    for law in &mut model.laws {
        law.href = law_address(of.cx, &law.id);
    }
    model
}

/// Words of the model that invite to nothing, with the leader in them.
fn words(text: &str) -> Markup {
    callable(&Voice::new(Contact::Yes, Leader::Own).words(text), false)
}

/// A sentence with its condition.
fn sentence(sentence: &Sentence) -> Markup {
    callable(&sentence.in_rules(), false)
}

/// Sentences as points; nothing for none.
fn points(sentences: &[Sentence]) -> Markup {
    html! { @if !sentences.is_empty() { ul { @for one in sentences { li { (sentence(one)) } } } } }
}

/// Sentences as one paragraph.
fn running(sentences: &[Sentence]) -> Markup {
    html! { @for (at, one) in sentences.iter().enumerate() { @if at > 0 { " " } (sentence(one)) } }
}

/// A text of the model by its id: its heading and what it says.
fn text<'m>(of: &Of<'m>, id: &str) -> (&'m str, Markup) {
    let found = of.model.texts.iter().find(|text| text.id == id);
    found.map_or(("", html! {}), |text| (&text.name, running(&text.sentences)))
}

/// Paragraphs with links to where they are described.
fn laws(of: &Of<'_>, cited: &[usize]) -> Markup {
    let cited = cited.iter().filter_map(|at| of.model.laws.get(*at));
    html! {
        @for (at, law) in cited.enumerate() {
            @if at > 0 { ", " }
            a href=(law_address(of.cx, &law.id)) { (keep(&law.label)) }
            @if !law.confirmed { " " (mark()) }
        }
    }
}

/// From which age to which a question is asked; nothing where it is asked at all ages.
fn ages(model: &Model, question: &Question) -> Option<String> {
    let asked: Vec<&str> = model
        .ages
        .iter()
        .enumerate()
        .filter(|(at, _)| question.is_for(*at))
        .map(|(_, age)| age.name.as_str())
        .collect();
    match asked.as_slice() {
        all if all.len() == model.ages.len() => None,
        [] => None,
        [one] => Some((*one).to_owned()),
        [first, .., last] => Some(format!("{first} til {last}")),
    }
}
