//! What comes out of the ruler, as lines that page, print and clipboard share.
//!
//! Contract: everything here is words for the reader, in Danish; no rule. Whatever speaks of what to do passes through
//! [`super::Sentence::say`] with the voice of the outcome. Papers hold no name and no field that is filled in with one:
//! those are empty lines for the pen.

mod papers;
mod result;
mod sheet;

use super::answers::Answers;
use super::model::{Kind, Model};
pub use papers::{CARRIED, Carried, carried, notification, preparation, receipt};
pub use result::{changes, decided, result, unknowns, verdict};

/// A part of a result or a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// What it is, for whoever draws it.
    pub part: Part,
    /// Its heading.
    pub title: String,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// What a section is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The suggestion, or what is done at once.
    Headline,
    /// A gate that must be looked at again, or is open.
    Warning,
    /// What decided it.
    Decided,
    /// What to do now.
    Now,
    /// With whom.
    With,
    /// By when.
    When,
    /// May the parents be spoken to?
    Contact,
    /// What to write down.
    Write,
    /// What is not known yet.
    Unknown,
    /// What speaks for the child.
    Resources,
    /// What would change it.
    Change,
    /// The duty.
    Duty,
    /// The own judgement.
    Own,
    /// Answers, notes, fields: what is only on papers.
    Paper,
}

/// A line or several of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(String),
    /// Points.
    List(Vec<String>),
    /// A question, its answer, its definition.
    Answer {
        /// What was asked.
        question: String,
        /// What was answered.
        answer: String,
        /// What it means; may be empty.
        definition: String,
    },
    /// A label with an empty line to write on by hand.
    Field(String),
    /// Paragraphs, as indexes into [`Model::laws`].
    Laws(Vec<usize>),
}

/// What a paper is stamped with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// The day, as it is to be printed.
    pub date: String,
}

/// All of it as plain text: for the clipboard, and for reading it whole.
#[must_use]
pub fn plain(model: &Model, sections: &[Section]) -> String {
    let mut out = String::new();
    let mut line = |parts: &[&str]| {
        parts.iter().for_each(|part| out.push_str(part));
        out.push('\n');
    };
    for section in sections {
        line(&["== ", &section.title, " =="]);
        for block in &section.blocks {
            match block {
                Block::Paragraph(text) => line(&[text]),
                Block::List(items) => items.iter().for_each(|item| line(&["- ", item])),
                Block::Answer { question, answer, definition } => {
                    line(&["- ", question, " ", answer]);
                    if !definition.is_empty() {
                        line(&["  ", definition]);
                    }
                }
                Block::Field(label) => line(&[label, ": ______________________"]),
                Block::Laws(laws) => line(&["Lov: ", &law_names(model, laws)]),
            }
        }
        line(&[]);
    }
    out
}

/// The labels of paragraphs, with what is not confirmed.
#[must_use]
pub fn law_names(model: &Model, laws: &[usize]) -> String {
    let name = |&law: &usize| {
        let law = &model.laws[law];
        [law.label.as_str(), if law.confirmed { "" } else { " (ubekræftet)" }].concat()
    };
    laws.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// `niveau 4, Stor bekymring`.
#[must_use]
pub fn level_name(model: &Model, level: u8) -> String {
    ["niveau ", &level.to_string(), ", ", &model.level(level).name].concat()
}

/// The question in words: of a frequency, with its area.
#[must_use]
pub fn question(model: &Model, question: usize) -> String {
    let row = &model.questions[question];
    match row.kind {
        Kind::Frequency(area) => [&model.areas[area].name, ": ", &row.text].concat(),
        _ => row.text.clone(),
    }
}

/// What was answered, in words.
#[must_use]
pub fn answer(model: &Model, answers: &Answers, question: usize) -> String {
    said(model, question, answers.mask(question))
}

fn said(model: &Model, question: usize, mask: u16) -> String {
    let choices = model.choices_of(question).iter().enumerate();
    let said: Vec<&str> =
        choices.filter(|(index, _)| mask >> index & 1 == 1).map(|(_, choice)| &*choice.text).collect();
    if said.is_empty() { "Ikke besvaret".to_owned() } else { said.join("; ") }
}

/// `Svaret »Ja« på spørgsmålet om fare lige nu`.
#[must_use]
pub fn gate_answer(model: &Model, gate: usize, choice: usize) -> String {
    let gate = &model.gates[gate];
    ["Svaret »", &model.choices_of(gate.question)[choice].text, "« på ", &gate.name].concat()
}

/// The answers to gates that were there and are no more.
#[must_use]
pub fn withdrawn(model: &Model, answers: &Answers) -> Vec<String> {
    let line = |old: &super::Withdrawn| {
        let gate = &model.gates[old.gate];
        let from = said(model, gate.question, old.from);
        let now = if super::asked::asked(model, answers, gate.question) {
            ["ændret til »", &answer(model, answers, gate.question), "«"].concat()
        } else {
            "spørgsmålet stilles ikke længere, fordi et andet svar er ændret".to_owned()
        };
        ["Svaret på ", &gate.name, " var først »", &from, "«: ", &now, "."].concat()
    };
    answers.withdrawn().iter().map(line).collect()
}

/// A name or an answer, to stand inside a sentence. The tables of Unicode would weigh more than all rules of the ruler.
#[must_use]
pub fn small(text: &str) -> String {
    let large = ["Æ", "Ø", "Å"].into_iter().zip(["æ", "ø", "å"]);
    for (large, small) in large {
        if let Some(rest) = text.strip_prefix(large) {
            return [small, rest].concat();
        }
    }
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    text
}

/// The heading of a text.
#[must_use]
pub fn title<'a>(model: &'a Model, id: &str) -> &'a str {
    model.texts.iter().find(|text| text.id == id).map_or("", |text| &text.name)
}
