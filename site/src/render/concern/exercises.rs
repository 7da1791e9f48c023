//! Stories to practise on: how each was answered, what the ruler says to it, and what to talk about.
//!
//! Contract: the result is worked out here and now with the rules that the tool has; nothing of it is written by hand. The points to
//! talk about stand before it, so that a meeting can think for itself first.

use super::super::words::{callable, capital, heading};
use super::{Of, laws};
use calculator::concern::asked::asked;
use calculator::concern::exercise::Exercise;
use calculator::concern::text::{self, Block};
use calculator::concern::{Kind, NoteKind, evaluate};
use maud::{Markup, html};

/// All exercises.
pub(super) fn exercises(of: &Of<'_>) -> Markup {
    html! { @for exercise in &of.concern.exercises { (one(of, exercise)) } }
}

fn one(of: &Of<'_>, exercise: &Exercise) -> Markup {
    let age = exercise.answers.age().and_then(|age| of.model.ages.get(age));
    html! {
        section.exercise {
            (heading(of.level, Some(&format!("oevelse_{}", exercise.id)), None, &html! { (exercise.title) }))
            @if let Some(age) = age { p.when { "Alder: " (age.name) ". Historien er opdigtet." } }
            @for paragraph in &exercise.story { p { (paragraph) } }
            (heading(of.level + 1, None, None, &html! { "Tal om" }))
            ol { @for point in &exercise.discuss { li { (point) } } }
            details.answer {
                summary { "Sådan er der svaret: " (exercise.title) }
                p.print-only { strong { "Sådan er der svaret" } }
                (answers(of, exercise))
            }
            details.answer {
                summary { "Linealens resultat: " (exercise.title) }
                p.print-only { strong { "Linealens resultat" } }
                (result(of, exercise))
            }
        }
    }
}

/// The answers that say something; a plain no stands in the last line.
fn answers(of: &Of<'_>, exercise: &Exercise) -> Markup {
    let (model, given) = (of.model, &exercise.answers);
    let asked: Vec<usize> = (0..model.questions.len()).filter(|&at| asked(model, given, at)).collect();
    let is_no = |at: usize| {
        given.choice(at).and_then(|choice| model.choices_of(at).get(choice)).is_some_and(|choice| choice.id == "nej")
    };
    let told =
        |at: &usize| !is_no(*at) || matches!(model.questions[*at].kind, Kind::Gate(_) | Kind::Tried | Kind::Parents);
    html! {
        ul { @for at in asked.iter().copied().filter(|at| told(at)) { li { (text::question(model, at)) " " strong { (text::answer(model, given, at)) } } } }
        @let rest = asked.iter().filter(|at| !told(at)).count();
        @if rest > 0 { p { "De andre " (rest) " spørgsmål er besvaret med nej." } }
        @for kind in NoteKind::ALL {
            @if !given.note(kind).is_empty() { p { strong { (model.notes[kind as usize].name) ": " } (given.note(kind)) } }
        }
    }
}

fn result(of: &Of<'_>, exercise: &Exercise) -> Markup {
    let outcome = evaluate(of.model, &exercise.answers);
    // The words of the result are those for this child: what they say of the parents holds for no other.
    let contact = &of.model.contacts[outcome.contact as usize];
    html! {
        p.contact { "Må forældrene kontaktes i denne historie? " strong { (capital(&contact.id)) } ". Det gælder kun her. Et rigtigt barn har sit eget svar." }
        @for section in text::result(of.model, &exercise.answers, &outcome) {
            (heading(of.level + 1, None, None, &html! { (section.title) }))
            @for block in &section.blocks { (self::block(of, block)) }
        }
    }
}

fn block(of: &Of<'_>, block: &Block) -> Markup {
    match block {
        Block::Paragraph(words) => html! { p { (callable(words, false)) } },
        Block::List(items) => html! { ul { @for item in items { li { (callable(item, false)) } } } },
        Block::Answer { question, answer, definition } => {
            html! { p { (question) " " strong { (answer) } @if !definition.is_empty() { " " (definition) } } }
        }
        Block::Field(label) => html! { p { (label) ": …" } },
        Block::Laws(cited) => html! { p.counts { "Lov: " (laws(of, cited)) } },
    }
}
