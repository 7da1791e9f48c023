//! Questions with answers to choose from, and where a rule is from.
//!
//! Contract: an answer is one of a group with its question as legend, its definition in view. What is uncertain of a rule says so where
//! the rule stands; links open beside the tool, since leaving it would lose what was answered.

use calculator::dates::Ground;

use super::element::{Element, element};

/// A question, and what it means.
pub(super) struct Asked<'a> {
    /// A name of its own in the page.
    pub(super) id: &'a str,
    pub(super) text: &'a str,
    /// May be empty.
    pub(super) explanation: &'a str,
    /// Whether there are many of them, with short answers beside each other.
    pub(super) short: bool,
    /// Its answers: a key, the words, and what they mean.
    pub(super) choices: Vec<(&'a str, &'a str, &'a str)>,
    /// The place of the answer.
    pub(super) chosen: Option<usize>,
}

/// A question with its answers.
pub(super) fn question(asked: &Asked<'_>, choose: impl Fn(usize) + Clone + 'static) -> Element {
    let explained = ["forklaring-", asked.id].concat();
    let choices = asked.choices.iter().enumerate().map(|(place, (key, text, explanation))| {
        let id = [asked.id, "-", key].concat();
        let choose = choose.clone();
        let input = element("input")
            .attribute("type", "radio")
            .attribute("name", asked.id)
            .attribute("autocomplete", "off")
            .id(&id)
            .flag("checked", asked.chosen == Some(place))
            .on("change", move |_| choose(place));
        let meaning = (!explanation.is_empty()).then(|| element("span").class("field-hint").text(explanation));
        let label = element("label").attribute("for", &id).text(text).group(meaning);
        element("div").class("tick").child(input).child(label)
    });
    let choices: Vec<Element> = choices.collect();
    let mut fieldset = element("fieldset")
        .class(if asked.short { "question-box is-sign" } else { "question-box" })
        .id(&["spoergsmaal-", asked.id].concat())
        .child(element("legend").text(asked.text));
    if !asked.explanation.is_empty() {
        let definition = element("p").class("definition").id(&explained).text(asked.explanation);
        fieldset = fieldset.attribute("aria-describedby", &explained).child(definition);
    }
    fieldset.child(element("div").class(if asked.short { "answers in-row" } else { "answers" }).children(choices))
}

/// Paragraphs and source of a rule, how sure it is, and what is uncertain.
pub(super) fn basis(ground: &Ground) -> Element {
    let mut line = element("p").class("line-basis");
    for law in &ground.laws {
        line = line.child(beside(&law.href, &law.label)).text(" · ");
    }
    line = line.text("Kilde: ").text(&ground.source_title).text(", ").text(&ground.place);
    if ground.confirmed {
        return line.text(". Bekræftet.");
    }
    line.text(". Ikke bekræftet: ").text(&ground.note)
}

/// A link that opens beside the tool.
pub(super) fn beside(href: &str, words: &str) -> Element {
    element("a").attribute("href", href).attribute("target", "_blank").attribute("rel", "noopener").text(words)
}

/// Steps in order.
pub(super) fn steps(steps: &[String]) -> Element {
    element("ol").children(steps.iter().map(|step| element("li").text(step)))
}
