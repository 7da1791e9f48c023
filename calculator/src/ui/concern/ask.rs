//! A question: what is asked, its definition always in view, its answers; at a gate what the answer means at once.

use calculator::concern::sentence::said;
use calculator::concern::steps::Step;
use calculator::concern::{Answers, Kind, Model, NoteKind, Track, evaluate, text};

use super::browser;
use super::element::{Element, element};
use super::parts::{labelled, small};
use super::tool::{State, Tool, field, note_id};

/// The questions of a step.
pub(crate) fn questions(tool: Tool, state: &State, all: &[usize]) -> Vec<Element> {
    all.iter().map(|&question| one(tool, state, question)).collect()
}

fn one(tool: Tool, state: &State, question: usize) -> Element {
    let (model, answers) = (tool.model, &state.answers);
    let row = &model.questions[question];
    let gate = matches!(row.kind, Kind::Gate(_));
    let explained = ["forklaring-", &row.id].concat();
    let fault = state.fault(&field(model, question));
    let choices = model.choices_of(question).iter().enumerate().map(|(index, choice)| {
        let id = [&row.id, "-", &choice.id].concat();
        let on = answers.mask(question) >> index & 1 == 1;
        let input = element("input")
            .attribute("type", if row.several { "checkbox" } else { "radio" })
            .attribute("name", &row.id)
            .attribute("autocomplete", "off")
            .id(&id)
            .flag("checked", on)
            .on("change", move |_| {
                tool.answer(|model, answers| {
                    if row.several {
                        answers.toggle(model, question, index);
                    } else {
                        answers.set(model, question, index);
                    }
                });
            });
        // Where many questions have the same answers, what these mean stands once above them.
        let meaning = (gate && !choice.explanation.is_empty())
            .then(|| element("span").class("field-hint").text(&choice.explanation));
        let label = element("label").attribute("for", &id).text(&choice.text).group(meaning);
        element("div").class("tick").child(input).child(label)
    });
    let choices: Vec<Element> = choices.collect();
    let not = (!row.not.is_empty())
        .then(|| element("p").class("definition").child(element("b").text("Må ikke forveksles med: ")).text(&row.not));
    let error = fault.map(|fault| element("p").class("field-error").text("Fejl: ").text(fault));
    let class = match (fault.is_some(), gate) {
        (true, _) => "question-box has-error",
        (false, true) => "question-box",
        (false, false) => "question-box is-sign",
    };
    element("fieldset")
        .class(class)
        .id(&["spoergsmaal-", &row.id].concat())
        .attribute("aria-describedby", &explained)
        .child(element("legend").text(&text::question(model, question)))
        .child(element("p").class("definition").id(&explained).text(&row.explanation))
        .group(not)
        .group(error)
        .child(element("div").class(if gate { "answers" } else { "answers in-row" }).children(choices))
        .group(gate.then(|| element("div").attribute("role", "status").group(meaning(tool, answers, question))))
}

/// What the answer to a gate means at once, before anything else is answered.
fn meaning(tool: Tool, answers: &Answers, question: usize) -> Vec<Element> {
    let model = tool.model;
    let Kind::Gate(gate) = model.questions[question].kind else { return Vec::new() };
    let outcome = evaluate(model, answers);
    let voice = outcome.voice();
    let met = model.gates[gate].effects.iter().enumerate();
    let met = met.filter(|(index, effect)| answers.mask(question) >> index & 1 == 1 && !effect.heading.is_empty());
    met.map(|(_, effect)| {
        let steps = said(&effect.steps, voice).into_iter().chain(said(&effect.tasks, voice));
        let items = steps.map(|step| element("li").text(&step)).collect::<Vec<_>>();
        let note = (!effect.note.is_empty()).then(|| element("p").class("note").text(&effect.note));
        let laws = (!effect.laws.is_empty()).then(|| laws(model, &effect.laws));
        element("div")
            .class(if effect.track == Some(Track::Acute) { "box acute" } else { "box" })
            .child(element("p").class("box-title").text(&effect.heading))
            .child(element("ul").children(items))
            .group(note)
            .group(laws)
    })
    .collect()
}

/// Paragraphs as links to the law register; one that is not confirmed says so.
pub(crate) fn laws(model: &Model, laws: &[usize]) -> Element {
    let each = laws.iter().enumerate().map(|(index, &law)| {
        let law = &model.laws[law];
        element("span")
            .text(if index > 0 { ", " } else { "" })
            .child(
                element("a")
                    .attribute("href", &law.href)
                    .attribute("target", "_blank")
                    .attribute("rel", "noopener")
                    .text(&law.label),
            )
            .text(if law.confirmed { "" } else { " (ubekræftet)" })
    });
    element("p").class("line-basis").text("Lov: ").children(each)
}

/// What the answers of a step mean, where many questions share them.
pub(crate) fn legend(tool: Tool, all: &[usize]) -> Option<Element> {
    let model = tool.model;
    let shared = all.iter().find(|&&question| {
        matches!(model.questions[question].kind, Kind::Sign(_) | Kind::Risk(_) | Kind::Resource(_))
    })?;
    let items = model.choices_of(*shared).iter().filter(|choice| !choice.explanation.is_empty()).map(|choice| {
        element("div").child(element("dt").text(&choice.text)).child(element("dd").text(&choice.explanation))
    });
    let items: Vec<Element> = items.collect();
    (!items.is_empty()).then(|| element("dl").class("meaning").children(items))
}

/// The age.
pub(crate) fn age(tool: Tool, state: &State) -> Element {
    let fault = state.faults.iter().find(|(id, _)| id.starts_with("alder-")).map(|(_, why)| why);
    let choices = tool.model.ages.iter().enumerate().map(|(index, age)| {
        let id = ["alder-", &age.id].concat();
        let input = element("input")
            .attribute("type", "radio")
            .attribute("name", "alder")
            .attribute("autocomplete", "off")
            .id(&id)
            .flag("checked", state.answers.age() == Some(index))
            .on("change", move |_| tool.answer(|model, answers| answers.set_age(model, index)));
        element("div").class("tick").child(input).child(element("label").attribute("for", &id).text(&age.name))
    });
    let choices: Vec<Element> = choices.collect();
    element("fieldset")
        .class(if fault.is_some() { "question-box has-error" } else { "question-box" })
        .child(element("legend").text("Hvor gammelt er barnet?"))
        .child(element("p").class("definition").text("Alderen afgør, hvilke tegn der spørges om."))
        .group(fault.map(|fault| element("p").class("field-error").text("Fejl: ").text(fault)))
        .child(element("div").class("answers").children(choices))
}

/// »Ingen af de øvrige« for an area.
pub(crate) fn none_of_the_rest(tool: Tool, step: Step) -> Option<Element> {
    let Step::Area(area) = step else { return None };
    let words = "Svar nej på de øvrige lette og tydelige tegn her";
    let button = small(words)
        .id(&["resten-", &tool.model.areas[area].id].concat())
        .on("click", move |_| tool.answer(|model, answers| answers.none_of_the_rest(model, area)));
    let said = "Kun hvis du har haft mulighed for at se dem. De alvorlige tegn, og dem, der hører til de indledende spørgsmål, svarer du på et for et.";
    Some(element("div").class("rest").child(button).child(element("p").class("field-hint").text(said)))
}

/// A free text, with the reminder against names.
pub(crate) fn note(tool: Tool, kind: NoteKind) -> Element {
    element("div").live(move || {
        tool.notes.track();
        let state = tool.state.borrow();
        let named = &tool.model.notes[kind as usize];
        let id = note_id(kind);
        let voice = evaluate(tool.model, &state.answers).voice();
        let hint = said(&named.sentences, voice).join(" ") + " Ingen navne, adresser eller CPR-numre.";
        let area = element("textarea")
            .class("input")
            .attribute("rows", "4")
            .attribute("autocomplete", "off")
            .attribute("spellcheck", "false")
            .property("value", &state.typed[kind as usize])
            .on("input", move |event| tool.write(kind, browser::value_of(&event)));
        vec![labelled(&id, &named.name, &hint, state.fault(&id), area)]
    })
}
