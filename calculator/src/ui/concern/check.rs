//! »Tjek dine svar«: all answers once more, each with a way to change it and come back.

use calculator::concern::steps::{Step, questions, steps};
use calculator::concern::{answers, text};

use super::element::{Element, element};
use super::parts::small;
use super::tool::{State, Tool, title};

/// The answers, step by step.
pub(crate) fn view(tool: Tool, state: &State) -> Vec<Element> {
    let model = tool.model;
    let mut parts = Vec::new();
    if !state.differences.is_empty() {
        let items = state.differences.iter().map(|line| element("li").text(line));
        parts.push(
            element("div")
                .class("box")
                .child(element("p").class("box-title").text("Filen er fra en anden udgave af linealen"))
                .child(element("ul").children(items)),
        );
    }
    let open = steps(model, &state.answers).into_iter().flat_map(|step| questions(model, &state.answers, step));
    let open = open.filter(|&question| state.answers.mask(question) == 0).count();
    if open > 0 {
        let words = [
            "Du har ikke svaret på ",
            &calculator::text::counted(u64::try_from(open).unwrap_or(0), "spørgsmål", "spørgsmål"),
            ". Det tæller som »Ved ikke«, aldrig som »Nej«.",
        ];
        parts.push(element("p").class("note").text(&words.concat()));
    }
    for step in steps(model, &state.answers) {
        let rows = rows(tool, state, step);
        if rows.is_empty() {
            continue;
        }
        let name = title(model, step);
        let change = small("Ret")
            .attribute("aria-label", &["Ret svarene: ", &name].concat())
            .on("click", move |_| tool.go(step, true));
        parts.push(
            element("section")
                .class("checked")
                .child(element("div").class("line-head").child(element("h3").text(&name)).child(change))
                .child(element("dl").children(rows)),
        );
    }
    let withdrawn = text::withdrawn(model, &state.answers);
    if !withdrawn.is_empty() {
        let items = withdrawn.iter().map(|line| element("li").text(line));
        parts.push(
            element("div")
                .class("box")
                .child(element("p").class("box-title").text("Svar, du har ændret"))
                .child(element("ul").children(items)),
        );
    }
    parts
}

fn rows(tool: Tool, state: &State, step: Step) -> Vec<Element> {
    let row = |question: &str, answer: &str, open: bool| {
        let answer = element("dd").text(answer);
        element("div").child(element("dt").text(question)).child(if open { answer.class("is-open") } else { answer })
    };
    let model = tool.model;
    match step {
        Step::Age => {
            let age = state.answers.age().map_or("Ikke valgt", |age| &model.ages[age].name);
            vec![row("Barnets alder", age, state.answers.age().is_none())]
        }
        Step::Notes => {
            let kinds = calculator::concern::NoteKind::ALL
                .into_iter()
                .filter(|&kind| kind != calculator::concern::NoteKind::Own);
            let written = kinds.filter(|&kind| !state.answers.note(kind).trim().is_empty());
            written.map(|kind| row(&model.notes[kind as usize].name, state.answers.note(kind), false)).collect()
        }
        _ => questions(model, &state.answers, step)
            .into_iter()
            .map(|question| {
                let open = answers::is_open(model, &state.answers, question);
                row(&text::question(model, question), &text::answer(model, &state.answers, question), open)
            })
            .collect(),
    }
}
