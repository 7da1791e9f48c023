//! Whether a case belongs in a børnehus, in the browser: the questions, and the sheet of what they come to.
//!
//! Contract: rules are `calculator::clarify`. What comes first stands on the sheet as soon as it is called for, whatever is still open. There
//! is nothing to type: no field for a child, and none that could hold one.

// What the tools share, under the names by which the modules here know it.
use super::{asking, form, frame, page};

use std::cell::Cell;

use calculator::clarify::{Answers, First, Judged, Model, Question, Track, answered, judge, wire};
use calculator::saved::Saved;
use calculator::text;

use super::element::{Element, element};
use asking::{Asked, basis, question, steps};
use form::Form;
use frame::Frame;
use page::Page;

const PAGE: Page = Page {
    name: "afklaring",
    called: "Værktøjet",
    instead: "Du kan gå spørgsmålene og reglerne igennem her på siden.",
};

/// What stands on everything that goes out.
const GUIDING: &str = "Værktøjet foreslår; fagpersonen og kommunen afgør. Er du i tvivl, så underret, og spørg børnehuset gennem kommunens rådgiver.";

/// Mounts the tool, or says why it cannot be.
pub fn start() {
    let read = |json: &str| wire::read(json).ok_or_else(page::stale);
    let Some(model) = page::opened(&PAGE, read) else { return };
    let answers: &Cell<Answers> = Box::leak(Box::default());
    let frame = Frame {
        name: PAGE.name,
        today: page::today(),
        form: Form::new(Vec::new(), |_| None),
        chosen: super::signal::Signal::new(),
        voice: super::voice::Voice::new(),
        is_chosen: Box::leak(Box::new(|| !answers.get().is_empty())),
        save: Box::leak(Box::new(|saved: &mut Saved| save(answers, saved))),
        load: Box::leak(Box::new(|saved: &Saved| load(answers, saved))),
    };
    let questions = element("div").live(move || {
        frame.chosen.track();
        let given = answers.get();
        let all = Question::ALL.into_iter().filter(|question| question.is_asked(&given));
        let judged = judge(model, &given);
        let asked = all.filter_map(|question| {
            let own = judged.first.iter().filter(|first| first.when.asks().iter().any(|(asked, _)| *asked == question));
            let called: Vec<Element> = own.map(|first| at_once(first)).collect();
            Some(
                element("div")
                    .child(one(frame, model, answers, question)?)
                    .group(called.into_iter().filter(|_| is_gate(question))),
            )
        });
        asked.collect()
    });
    let print = frame.printing(move || {
        let judged = judge(model, &answers.get());
        let ready = judged.verdict.is_ok() || !judged.first.is_empty();
        ready || frame.said::<()>(Err(missing(model, &judged))).is_some()
    });
    let sheet = element("section")
        .class("sheet verdict")
        .attribute("aria-labelledby", "svar-titel")
        .child(element("h2").id("svar-titel").text("Det siger reglerne"))
        .live(move || {
            frame.chosen.track();
            view(model, &answers.get(), frame)
        });
    let told = element("p").class("told").attribute("role", "status").live(move || {
        frame.chosen.track();
        vec![element("span").text(&told(model, &answers.get()))]
    });
    let result = element("div").child(told).child(sheet).child(frame.outputs(vec![print]));
    page::mount(&PAGE, vec![frame.form(vec![questions]), result], Form::summary(vec![frame.form]));
}

fn one(frame: Frame, model: &'static Model, answers: &'static Cell<Answers>, asked: Question) -> Option<Element> {
    let words = model.words(asked)?;
    let choices = asked.choices().iter().zip(&words.choices);
    let asked_in_page = Asked {
        id: asked.key(),
        text: &words.text,
        explanation: &words.explanation,
        short: false,
        choices: choices.map(|(choice, (text, means))| (choice.key, text.as_str(), means.as_str())).collect(),
        chosen: answers.get().get(asked).map(usize::from),
    };
    Some(question(&asked_in_page, move |place| {
        let mut given = answers.get();
        given.set(asked, u8::try_from(place).ok());
        answers.set(given);
        frame.tell();
    }))
}

/// The whole in a few words, read out when it changes.
fn told(model: &Model, answers: &Answers) -> String {
    let judged = judge(model, answers);
    let mut parts: Vec<&str> = judged.first.iter().map(|first| first.title.as_str()).collect();
    if let Ok((decision, next)) = judged.verdict {
        parts.extend([model.outcome(decision.outcome), next.title.as_str()]);
    }
    parts.join(". ")
}

fn missing(model: &Model, judged: &Judged<'_>) -> String {
    let open = judged.verdict.as_ref().err().map(Vec::len).unwrap_or_default();
    let first = judged.verdict.as_ref().err().and_then(|missing| model.words(*missing.first()?));
    match first {
        Some(words) => [
            "Svar på spørgsmålene, så står det her. Du mangler ",
            &text::counted(u64::try_from(open).unwrap_or_default(), "svar", "svar"),
            ". Det næste er: ",
            &words.text,
        ]
        .concat(),
        None => "Svar på spørgsmålene, så står det her.".to_owned(),
    }
}

fn view(model: &Model, answers: &Answers, frame: Frame) -> Vec<Element> {
    let judged = judge(model, answers);
    let mut parts: Vec<Element> = judged.first.iter().map(|one| first(one)).collect();
    match &judged.verdict {
        Ok((decision, next)) => {
            parts.push(
                element("div")
                    .class("box")
                    .child(element("h3").class("box-title").text("Børnehuset: ").text(model.outcome(decision.outcome)))
                    .child(element("p").text(&decision.why))
                    .child(basis(&decision.ground)),
            );
            parts.push(element("h3").text(&next.title));
            parts.push(steps(&next.steps));
            parts.push(basis(&next.ground));
        }
        Err(_) => parts.push(element("p").class("open").text(&missing(model, &judged))),
    }
    let given = answered(model, answers);
    if !given.is_empty() {
        let lines = given
            .into_iter()
            .map(|(asked, answer)| element("li").text(asked).text(" ").child(element("strong").text(answer)));
        parts.push(element("h3").text("Dine svar"));
        parts.push(element("ul").class("line-basis").children(lines));
        let printed = [GUIDING, " Svaret ", &text::date(frame.today), "."].concat();
        parts.push(element("p").class("field-hint").text(&printed));
    }
    parts
}

/// Whether what an answer calls for is told at the question too: nobody in danger scrolls to a sheet.
fn is_gate(question: Question) -> bool {
    matches!(question, Question::Danger | Question::Abuse | Question::Control)
}

/// What an answer calls for, at its question.
fn at_once(first: &First) -> Element {
    element("div")
        .class(if first.track == Track::Acute { "box acute" } else { "box warning" })
        .child(element("p").class("box-title").text(&first.title))
        .child(steps(&first.steps))
}

/// What comes first, in a box; danger in the one that is kept for it.
fn first(first: &First) -> Element {
    element("div")
        .class(if first.track == Track::Acute { "box acute" } else { "box warning" })
        .child(element("h3").class("box-title").text(&first.title))
        .child(steps(&first.steps))
        .child(basis(&first.ground))
}

fn save(answers: &Cell<Answers>, saved: &mut Saved) {
    let given = answers.get();
    for question in Question::ALL {
        saved.put(question.key(), given.choice(question).map_or("", |choice| choice.key));
    }
}

fn load(answers: &Cell<Answers>, saved: &Saved) {
    let mut given = Answers::default();
    for question in Question::ALL {
        given.set(question, question.place(saved.get(question.key())));
    }
    answers.set(given);
}
