//! The result: what the library says, the ruler, and the professional's own judgement.
//!
//! Contract: no words of what to do of its own. A level is never shown alone: number, name, and where on the ruler.

use calculator::concern::text::{Block, Part, Section, result};
use calculator::concern::{Headline, LookAgain, Model, NoteKind, Outcome, Standing, Track, evaluate, text};

use super::ask;
use super::element::{Element, element};
use super::parts::{button, select};
use super::tool::{State, Tool, step_with};

/// All of it.
pub(crate) fn view(tool: Tool, state: &State) -> Vec<Element> {
    let (model, answers) = (tool.model, &state.answers);
    let outcome = evaluate(model, answers);
    let (mut parts, mut own_words) = (Vec::new(), Vec::new());
    for section in result(model, answers, &outcome) {
        let headline = section.part == Part::Headline;
        let acute = headline && outcome.track == Some(Track::Acute);
        // The own judgement stands with its fields below.
        if section.part == Part::Own {
            own_words.push(drawn(model, &section, false));
        } else {
            parts.push(drawn(model, &section, acute));
        }
        if headline {
            parts.extend(ruler(model, state, &outcome));
        }
    }
    parts.extend(outcome.look_again.iter().map(|again| look_again(tool, *again)));
    if matches!(outcome.standing, Standing::Ruler(_)) {
        parts.push(own(tool, state, own_words));
    } else {
        parts.append(&mut own_words);
    }
    parts
}

/// A section of words.
pub(crate) fn drawn(model: &Model, section: &Section, acute: bool) -> Element {
    let class = match section.part {
        Part::Headline if acute => "box acute result-part",
        Part::Headline => "box headline result-part",
        Part::Warning => "box warning result-part",
        Part::Contact => "box contact result-part",
        _ => "result-part",
    };
    element("section").class(class).child(element("h3").text(&section.title)).children(section.blocks.iter().map(
        |block| {
            match block {
                Block::Paragraph(words) => element("p").text(words),
                Block::List(items) => element("ul").children(items.iter().map(|item| element("li").text(item))),
                Block::Answer { question, answer, definition } => element("div")
                    .class("answered")
                    .child(element("p").child(element("b").text(question)).text(" ").text(answer))
                    .group((!definition.is_empty()).then(|| element("p").class("field-hint").text(definition))),
                Block::Field(label) => {
                    element("div").class("pen").child(element("p").text(label)).child(element("div").class("rule"))
                }
                Block::Laws(laws) => ask::laws(model, laws),
            }
        },
    ))
}

/// Where on the ruler: five steps with number and name, and marks in words.
fn ruler(model: &Model, state: &State, outcome: &Outcome) -> Option<Element> {
    let ruler = outcome.ruler()?;
    let (now, may_be) = (ruler.now.level, ruler.may_be.level);
    let own = state.answers.own().map(|own| own.level);
    let steps = (1..=5_u8).map(|level| {
        let mut marks: Vec<&str> = Vec::new();
        if level == now {
            marks.push(if matches!(ruler.headline(), Headline::Level(_)) { "Forslag" } else { "Fra" });
        }
        if level == may_be && may_be > now {
            marks.push("Kan være op til");
        }
        if own == Some(level) {
            marks.push("Din vurdering");
        }
        let inside = (now..=may_be).contains(&level);
        element("li")
            .class(if inside { "on" } else { "off" })
            .attribute("data-level", &level.to_string())
            .child(element("b").text(&level.to_string()))
            .child(element("span").text(&model.level(level).name))
            .group(marks.into_iter().map(|mark| element("em").text(mark)))
    });
    Some(element("ol").class("scale").attribute("aria-label", "Hvor på linealen").children(steps))
}

/// A gate to look at again, or whose answer stands.
fn look_again(tool: Tool, again: LookAgain) -> Element {
    let LookAgain { question, gate } = again;
    let words = ["»", &text::question(tool.model, question), "« hører måske til ", &tool.model.gates[gate].name, "."];
    let there = tool.model.gates[gate].question;
    let go = button("Se på spørgsmålet igen", "button").on("click", move |_| tool.go(step_with(tool, there), true));
    let stands = button("Jeg har set på det igen. Svaret står", "button button-quiet")
        .on("click", move |_| tool.answer(|_, answers| answers.confirm(question, gate)));
    element("div")
        .class("question")
        .attribute("role", "group")
        .attribute("aria-label", &words.concat())
        .child(element("p").text(&words.concat()))
        .child(element("div").class("button-row").child(go).child(stands))
}

/// The professional's own level and why.
fn own(tool: Tool, state: &State, words: Vec<Element>) -> Element {
    let model = tool.model;
    let mut options = vec!["Ikke valgt".to_owned()];
    options.extend((1..=5_u8).map(|level| [&level.to_string(), ". ", &model.level(level).name].concat()));
    let chosen = state.answers.own().map_or(0, |own| usize::from(own.level));
    let choose = select("egen-vurdering", "Min egen vurdering", &options, chosen, move |chosen| {
        tool.answer(|_, answers| answers.set_own(u8::try_from(chosen).ok().filter(|&level| level > 0)));
    });
    element("section")
        .class("result-part own")
        .child(element("h3").text("Du vurderer"))
        .child(
            element("p").text("Linealen foreslår. Du og din leder vurderer. Vurderer du anderledes, så skriv hvorfor."),
        )
        .child(choose)
        .child(ask::note(tool, NoteKind::Own))
        .child(element("div").attribute("role", "status").group(words))
}
