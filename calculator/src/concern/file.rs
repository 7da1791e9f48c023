//! The file of an assessment, saved only when asked for.
//!
//! Contract: [`read`] of what [`write()`] wrote is the same answers. Whatever else is in a file, [`read`] gives answers that fit
//! the model of today and says what differs, or says in Danish why it cannot; nothing panics. A file holds no name, and one
//! with what looks like a CPR number in a free text is refused.
//!
//! # Fields
//! The file is that of all tools (`saved`), and these are its fields. `maerke` differs when a question's words, answers or weight differ.
//!
//! ```text
//! { "version": version of the model, "indhold": its hash, "dato": …,
//!   "alder": id, "egen": "1" to "5", absent where there is none,
//!   "svar": [ { "id": …, "tekst": the question, "maerke": …, "svar": [ ids of answers ] } ],
//!   "noter": { key of a free text: … },
//!   "set_igen": [ { "id": of a question, "port": id of a gate } ],
//!   "aendret": [ { "id": of a gate, "tekst": …, "svar": [ what was answered before ] } ],
//!   "fokusteam": { what: text, … }, or the text of what to do instead of such a meeting }
//! ```
//! `fokusteam` is worked out from the answers when the file is written and no answer is read from it: [`carried`] reads it for a page
//! that has no model.

use std::fmt;

use super::answers::{Answers, NoteKind, Withdrawn};
use super::model::{Kind, Model};
use super::text::Stamp;
use crate::saved::{self, Refused};
use crate::wire::Node;
use crate::wire::json::Json;

/// The tool whose files these are.
pub const TOOL: &str = "linealen";

/// What a file says for the paper of the fokusteam.
const CARRIED: &str = "fokusteam";

/// A file that was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Its answers, as far as they fit the model of today.
    pub answers: Answers,
    /// What it was saved with.
    pub saved: Saved,
    /// What differs from the model of today.
    pub differences: Vec<Difference>,
}

/// What a file was saved with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    /// The version of the model.
    pub version: String,
    /// The hash of the model.
    pub hash: String,
    /// The day that was printed on it.
    pub date: String,
}

/// What differs between the model of a file and that of today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// It was made with another version.
    Model {
        /// That of the file.
        then: String,
        /// That of today.
        now: String,
    },
    /// A question of the file is asked no more; its answer is left out.
    Gone {
        /// The question as it was.
        text: String,
    },
    /// An answer of the file can be given no more; the question is open.
    NoSuchAnswer {
        /// The question.
        question: usize,
    },
    /// A question has other words, answers or weight than then; its answer stands and must be looked at.
    Changed {
        /// The question.
        question: usize,
        /// Its words then.
        then: String,
    },
    /// A question that is asked today was not in the file; it is open.
    New {
        /// The question.
        question: usize,
    },
    /// The age of the file is none of today's.
    NoSuchAge,
}

/// Why a file is no assessment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// It is none of this tool's files.
    Form(Refused),
    /// A value is absent or cannot be read.
    Value {
        /// The key.
        place: String,
    },
    /// A free text holds what looks like a CPR number.
    Cpr,
    /// It was written before files said what belongs on the paper of a fokusteam.
    Older,
}

/// Answers as the text of a file.
#[must_use]
pub fn write(model: &Model, answers: &Answers, stamp: &Stamp) -> String {
    let text = |text: &str| Json::Text(text.to_owned());
    let given = |question: usize, mask: u16| {
        let choices = model.choices_of(question).iter().enumerate();
        Json::List(choices.filter(|(index, _)| mask >> index & 1 == 1).map(|(_, choice)| text(&choice.id)).collect())
    };
    let rows = (0..model.questions.len()).filter(|&index| answers.mask(index) != 0).map(|index| {
        let row = &model.questions[index];
        Json::object(vec![
            ("id", text(&row.id)),
            ("tekst", text(&super::text::question(model, index))),
            ("maerke", text(&row.mark)),
            ("svar", given(index, answers.mask(index))),
        ])
    });
    let notes = NoteKind::ALL.into_iter().filter(|&kind| !answers.note(kind).is_empty());
    let again = answers.all_confirmed().iter().map(|&(question, gate)| {
        let gate = &model.questions[model.gates[gate].question].id;
        Json::object(vec![("id", text(&model.questions[question].id)), ("port", text(gate))])
    });
    let withdrawn = answers.withdrawn().iter().map(|old| {
        let question = model.gates[old.gate].question;
        let row = &model.questions[question];
        Json::object(vec![("id", text(&row.id)), ("tekst", text(&row.text)), ("svar", given(question, old.from))])
    });
    let mut fields =
        vec![("version", text(&model.version)), ("indhold", text(&model.hash)), ("dato", text(&stamp.date))];
    fields.extend(answers.age().map(|age| ("alder", text(&model.ages[age].id))));
    fields.extend(answers.own().map(|own| ("egen", Json::Text(own.level.to_string()))));
    fields.push(("svar", Json::List(rows.collect())));
    fields.push(("noter", Json::object(notes.map(|kind| (kind.key(), text(answers.note(kind)))).collect())));
    fields.push(("set_igen", Json::List(again.collect())));
    fields.push(("aendret", Json::List(withdrawn.collect())));
    // For the paper of the fokusteam, which has no model: either what belongs on it, or what to do instead.
    fields.push(match super::text::carried(model, answers) {
        Ok(found) => (CARRIED, Json::object(found.into_iter().map(|(key, words)| (key, Json::Text(words))).collect())),
        Err(instead) => (CARRIED, Json::Text(instead)),
    });
    saved::enclosed(TOOL, Json::object(fields))
}

/// Reads the text of a file.
///
/// # Errors
/// The first thing that keeps it from being opened.
pub fn read(file: &str, model: &Model) -> Result<Opened, FileError> {
    let root = &saved::opened(TOOL, file)?;
    let saved =
        Saved { version: string(root, "version")?, hash: string(root, "indhold")?, date: string(root, "dato")? };
    let mut differences = Vec::new();
    if saved.hash != model.hash {
        differences.push(Difference::Model { then: saved.version.clone(), now: model.version.clone() });
    }
    let mut answers = Answers::new(model);
    if root.field("alder").is_some() {
        let id = string(root, "alder")?;
        match model.ages.iter().position(|age| age.id == id) {
            Some(age) => answers.set_age(model, age),
            None => differences.push(Difference::NoSuchAge),
        }
    }
    let mut seen = vec![false; model.questions.len()];
    let mut rows: Vec<(usize, u16)> = Vec::new();
    for row in list(root, "svar")? {
        let (id, words) = (string(row, "id")?, string(row, "tekst")?);
        let Some(question) = model.find(&id) else {
            differences.push(Difference::Gone { text: words });
            continue;
        };
        if std::mem::replace(&mut seen[question], true) {
            return Err(FileError::Value { place: id });
        }
        if string(row, "maerke")? != model.questions[question].mark {
            differences.push(Difference::Changed { question, then: words });
        }
        match mask(model, question, row)? {
            Some(mask) => rows.push((question, mask)),
            None => differences.push(Difference::NoSuchAnswer { question }),
        }
    }
    for (question, mask) in rows {
        (0..16).filter(|choice| mask >> choice & 1 == 1).for_each(|choice| answers.toggle(model, question, choice));
    }
    for row in list(root, "set_igen")? {
        let (question, gate) = (model.find(&string(row, "id")?), model.find(&string(row, "port")?));
        let gate = gate.map(|gate| model.questions[gate].kind);
        if let (Some(question), Some(Kind::Gate(gate))) = (question, gate) {
            answers.confirm(question, gate);
        }
    }
    for row in list(root, "aendret")? {
        let kind = model.find(&string(row, "id")?).map(|question| (question, model.questions[question].kind));
        match kind {
            Some((question, Kind::Gate(gate))) => {
                if let Some(from) = mask(model, question, row)? {
                    answers.put_back(Withdrawn { gate, from });
                }
            }
            _ => differences.push(Difference::Gone { text: string(row, "tekst")? }),
        }
    }
    if root.field("egen").is_some() {
        let own = string(root, "egen")?.parse().ok().filter(|own| (1..=5).contains(own));
        answers.set_own(Some(own.ok_or_else(|| value("egen"))?));
    }
    let notes = root.field("noter").ok_or_else(|| value("noter"))?;
    for kind in NoteKind::ALL {
        if notes.field(kind.key()).is_some() {
            answers.set_note(kind, &string(notes, kind.key())?).map_err(|_| FileError::Cpr)?;
        }
    }
    // What the file could not answer, because it was not asked then.
    if saved.hash != model.hash && answers.age().is_some() {
        let new = |&question: &usize| !seen[question] && super::asked::asked(model, &answers, question);
        differences.extend((0..model.questions.len()).filter(new).map(|question| Difference::New { question }));
    }
    Ok(Opened { answers, saved, differences })
}

/// What a file says for the paper of the fokusteam: texts by what they are, or what to do instead of such a meeting.
pub type ForMeeting = Result<Vec<(String, String)>, String>;

/// Reads of a file what belongs on the paper of a fokusteam. It needs no model: what the answers come to stands in the file.
///
/// # Errors
/// The first thing that keeps it from being opened.
pub fn carried(file: &str) -> Result<ForMeeting, FileError> {
    let root = &saved::opened(TOOL, file)?;
    match root.field(CARRIED) {
        Some(Json::Text(instead)) => Ok(Err(instead.clone())),
        Some(Json::Object(found)) => {
            let one = |(key, value): &(String, Json)| Some((key.clone(), value.text()?));
            let found: Option<Vec<_>> = found.iter().map(one).collect();
            let found = found.ok_or_else(|| value(CARRIED))?;
            let bare = found.iter().all(|(_, text)| super::cpr::find(text).is_none());
            if bare { Ok(Ok(found)) } else { Err(FileError::Cpr) }
        }
        Some(_) => Err(value(CARRIED)),
        None => Err(FileError::Older),
    }
}

/// The answers of a row as bits; nothing where one of them can be given no more.
fn mask(model: &Model, question: usize, row: &Json) -> Result<Option<u16>, FileError> {
    let choices = model.choices_of(question);
    let mut mask = 0_u16;
    let given = list(row, "svar")?;
    if given.is_empty() || (given.len() > 1 && !model.questions[question].several) {
        return Err(value(&model.questions[question].id));
    }
    for answer in given {
        let id = answer.text().ok_or_else(|| value("svar"))?;
        match choices.iter().position(|choice| choice.id == id) {
            Some(choice) => mask |= 1 << choice,
            None => return Ok(None),
        }
    }
    Ok(Some(mask))
}

fn list<'a>(node: &'a Json, key: &str) -> Result<Vec<&'a Json>, FileError> {
    node.field(key).and_then(|list| list.items()).ok_or_else(|| value(key))
}

fn string(node: &Json, key: &str) -> Result<String, FileError> {
    node.field(key).and_then(|text| text.text()).ok_or_else(|| value(key))
}

fn value(place: &str) -> FileError {
    FileError::Value { place: place.to_owned() }
}

impl Difference {
    /// In words.
    #[must_use]
    pub fn text(&self, model: &Model) -> String {
        let name = |question: &usize| super::text::question(model, *question);
        match self {
            Difference::Model { then, now } => [
                "Filen er lavet med en anden udgave af linealen, version ",
                then,
                ". Her er version ",
                now,
                ". Resultatet er regnet ud med reglerne her.",
            ]
            .concat(),
            Difference::Gone { text } => {
                ["Spørgsmålet »", text, "« findes ikke længere. Svaret er ikke taget med."].concat()
            }
            Difference::NoSuchAnswer { question } => {
                ["Svaret på »", &name(question), "« findes ikke længere. Spørgsmålet står åbent."].concat()
            }
            Difference::Changed { question, then } if *then != name(question) => {
                ["»", then, "« hedder nu »", &name(question), "«. Se efter, om svaret stadig passer."].concat()
            }
            Difference::Changed { question, .. } => [
                "»",
                &name(question),
                "« har fået en anden forklaring, andre svar eller en anden vægt. Se efter, om svaret stadig passer.",
            ]
            .concat(),
            Difference::New { question } => {
                ["»", &name(question), "« har intet svar i filen. Spørgsmålet står åbent."].concat()
            }
            Difference::NoSuchAge => "Filens alder findes ikke længere. Vælg alderen igen.".to_owned(),
        }
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            FileError::Form(refused) => refused.said().to_owned(),
            FileError::Value { place } => ["Filen er beskadiget: »", place, "« mangler eller kan ikke læses."].concat(),
            FileError::Older => {
                "Filen er gemt med en ældre udgave af linealen. Åbn den i linealen, gem den igen, og vælg så den nye fil.".to_owned()
            }
            FileError::Cpr => {
                "Filen har noget, der ligner et CPR-nummer, i en fritekst. Den bliver ikke åbnet.".to_owned()
            }
        })
    }
}

impl std::error::Error for FileError {}

impl From<Refused> for FileError {
    fn from(refused: Refused) -> Self {
        FileError::Form(refused)
    }
}
