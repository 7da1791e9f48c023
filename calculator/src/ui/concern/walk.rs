//! The way through the questions: a step at a time, or all on one page.
//!
//! Contract: the gates can be reached from every step. Focus goes to the heading of a step when it changes, and stays in its
//! place when only an answer does.

use calculator::concern::steps::{Step, count, questions, steps};
use calculator::concern::{Kind, NoteKind, evaluate, sentence, text};

use super::element::{Element, element};
use super::parts::{button, small};
use super::tool::{HEADING, State, Tool, decides, heading, title};
use super::{ask, check, leave, papers, result};

/// The questions, the result and what goes out.
pub(crate) fn view(tool: Tool) -> Element {
    element("form")
        .class("walk no-paper")
        .attribute("autocomplete", "off")
        .on("submit", |event| event.prevent_default())
        .live(move || {
            tool.page.track();
            let state = tool.state.borrow();
            let all = steps(tool.model, &state.answers);
            if state.whole { whole(tool, &state, &all) } else { one(tool, &state, &all) }
        })
}

fn one(tool: Tool, state: &State, all: &[Step]) -> Vec<Element> {
    // An answer may have taken away the step that is shown.
    let step = if all.contains(&state.step) { state.step } else { Step::Check };
    let at = all.iter().position(|other| *other == step).unwrap_or_default();
    // Answers open and close steps: a number that grew on the way would have been wrong.
    let (of, exact) = count(tool.model, &state.answers, step);
    let progress =
        ["Trin ", &(at + 1).to_string(), if exact { " af " } else { " af højst " }, &of.to_string()].concat();
    let back =
        (at > 0).then(|| button("Tilbage", "button button-quiet").id("tilbage").on("click", move |_| tool.back()));
    let words = match step {
        Step::Result => None,
        Step::Check => Some("Se resultatet"),
        _ if state.returning => Some("Tilbage til dine svar"),
        _ => Some("Fortsæt"),
    };
    let words = if decides(tool.model, &state.answers, step) { Some("Se, hvad du gør nu") } else { words };
    let forward = words.map(|words| button(words, "button").id("fortsaet").on("click", move |_| tool.forward()));
    vec![
        element("p").class("progress").text(&progress).child(ticks(at, of)),
        element("section")
            .class("step")
            .attribute("aria-labelledby", HEADING)
            .child(element("h2").id(HEADING).attribute("tabindex", "-1").text(&title(tool.model, step)))
            .children(body(tool, state, step)),
        element("div").class("button-row").group(forward).group(back),
        gates(tool, Some(step)),
        foot(tool, state),
    ]
}

fn whole(tool: Tool, state: &State, all: &[Step]) -> Vec<Element> {
    let steps = all.iter().map(|&step| {
        let id = heading(step);
        element("section")
            .class("step")
            .attribute("aria-labelledby", &id)
            .child(element("h2").id(&id).attribute("tabindex", "-1").text(&title(tool.model, step)))
            .children(body(tool, state, step))
    });
    let steps: Vec<Element> = steps.collect();
    // The result is far from what is answered, so it is said in short.
    let headline = text::result(tool.model, &state.answers, &evaluate(tool.model, &state.answers)).into_iter().next();
    let said = headline.map(|section| ["Resultat: ", &section.title].concat()).unwrap_or_default();
    let status = element("p").class("progress").id("linealen-status").attribute("role", "status").text(&said);
    vec![element("div").group(steps), status, gates(tool, None), foot(tool, state)]
}

/// Where one stands, as ticks of the ruler.
fn ticks(at: usize, of: usize) -> Element {
    let marks = (0..of).map(|tick| element("i").class(if tick <= at { "tick-mark done" } else { "tick-mark" }));
    element("span").class("tick-marks").attribute("aria-hidden", "true").children(marks)
}

fn body(tool: Tool, state: &State, step: Step) -> Vec<Element> {
    let (model, answers) = (tool.model, &state.answers);
    let all = questions(model, answers, step);
    let voice = evaluate(model, answers).voice();
    let lead = |id: &str| {
        let said = sentence::said(model.sentences(id), voice);
        said.into_iter().map(|words| element("p").text(&words)).collect::<Vec<_>>()
    };
    let mut parts = match step {
        Step::Area(area) => {
            let mut parts = vec![element("p").text(&model.areas[area].explanation)];
            // How to measure is said where the signs begin; what the answers mean, every time.
            let first = steps(model, answers).into_iter().find(|step| matches!(step, Step::Area(_)));
            if first == Some(step) {
                parts.extend(lead("maalestok"));
            }
            parts.extend(ask::legend(tool, &all));
            parts
        }
        Step::Risks => lead("om-belastninger"),
        Step::Resources => lead("om-ressourcer"),
        Step::Notes => lead("foer"),
        _ => Vec::new(),
    };
    match step {
        Step::Age => parts.push(ask::age(tool, state)),
        Step::Notes => {
            let kinds = NoteKind::ALL.into_iter().filter(|&kind| kind != NoteKind::Own);
            parts.extend(kinds.map(|kind| ask::note(tool, kind)));
        }
        Step::Check => parts.extend(check::view(tool, state)),
        Step::Result => {
            parts.extend(result::view(tool, state));
            parts.push(papers::buttons(tool));
        }
        _ => {
            let (signs, rest): (Vec<usize>, Vec<usize>) =
                all.iter().partition(|&&question| matches!(model.questions[question].kind, Kind::Sign(_)));
            parts.push(
                element("div").group(ask::questions(tool, state, &signs)).group(ask::none_of_the_rest(tool, step)),
            );
            parts.push(element("div").group(ask::questions(tool, state, &rest)));
        }
    }
    parts
}

/// The way to the gates.
fn gates(tool: Tool, shown: Option<Step>) -> Element {
    let all = tool.model.gates.iter().enumerate().filter(|(_, gate)| gate.after.is_none());
    let here = steps(tool.model, &tool.state.borrow().answers);
    let ways = all.map(|(index, _)| Step::Gate(index)).filter(|step| here.contains(step) && shown != Some(*step));
    let ways = ways.map(|step| {
        small(&title(tool.model, step))
            .id(&["til-", &heading(step)].concat())
            .on("click", move |_| tool.go(step, false))
    });
    let ways: Vec<Element> = ways.collect();
    element("nav")
        .class("to-gates")
        .attribute("aria-label", "De indledende spørgsmål")
        .child(element("p").text("Er der kommet noget nyt frem? Gå straks til:"))
        .child(element("div").class("small-row").group(ways))
}

/// How it is shown, and the way out.
fn foot(tool: Tool, state: &State) -> Element {
    let whole = state.whole;
    let words = if whole { "Vis et trin ad gangen" } else { "Vis alle spørgsmål på én side" };
    let turn = small(words).id("visning").on("click", move |_| {
        tool.state.borrow_mut().whole = !whole;
        tool.page.tell();
    });
    element("div").class("walk-foot").child(turn).child(leave::view(tool))
}
