//! Words that may stand in no text, or only under a condition.
//!
//! Contract: a list, for what people write by mistake. A sentence with a »not« in it is let through; so texts are still to be
//! read by people.

use super::{Violation, violation};
use crate::concern::model::Model;
use crate::concern::sentence::{Needs, Sentence};

/// Invites to a talk with parents.
const PARENTS: &[&str] = &[
    "tal med foræld",
    "taler med foræld",
    "tale med foræld",
    "tal med mor",
    "tal med far",
    "tal med familien",
    "samtale med foræld",
    "samtalen med foræld",
    "samtale med familien",
    "fortæl foræld",
    "fortæl de kommende foræld",
    "fortæl familien",
    "orienter foræld",
    "orientér foræld",
    "kontakt foræld",
    "kontakt familien",
    "inddrag foræld",
    "inddrag familien",
    "spørg foræld",
    "spørg mor",
    "spørg far",
    "spørg familien",
    "ring til foræld",
    "ring til mor",
    "ring til far",
    "ring hjem",
    "sammen med foræld",
    "netværksmøde",
    "indkald",
    "invitér",
    "inviter ",
    "bed foræld",
    "hvordan ser i det",
    "begynd med forældrene",
    "og forældrene",
    "sig det til foræld",
    "skriv til foræld",
    "aula-besked til",
];

/// Questions a child, or investigates.
const CHILD: &[&str] = &[
    "spørg barnet",
    "udspørg",
    "afhør",
    "undersøg barnet",
    "undersøg familien",
    "klæd barnet af",
    "konfront",
    "få barnet til at fortælle",
    "find ud af, hvem der",
    "bed barnet gentage",
    "bed barnet vise",
    "optag samtalen",
    "fotografér barnet",
];

/// Promises secrecy.
const SECRECY: &[&str] = &[
    "hold det hemmeligt",
    "holde det hemmeligt",
    "holde noget hemmeligt",
    "vores hemmelighed",
    "lov at holde",
    "siger det ikke til nogen",
];

/// Turns an invitation into its opposite.
const NOT: &[&str] = &["ikke", "aldrig", "ingen ", "hverken", "før kommunen", "lad være"];

pub(super) fn check(model: &Model, found: &mut Vec<Violation>) {
    let mut see = |place: String, sentences: &[Sentence]| {
        for (index, sentence) in sentences.iter().enumerate() {
            look(&format!("{place}[{index}]"), sentence.raw(), sentence.needs() == Needs::Contact, found);
        }
    };
    for (index, level) in model.levels.iter().enumerate() {
        let lists = [
            ("foerste", &level.first),
            ("nu", &level.now),
            ("med", &level.with),
            ("foraeldre", &level.parents),
            ("skriv", &level.write),
        ];
        for (key, list) in lists {
            see(format!("niveau[{index}].{key}"), list);
        }
        let when: Vec<Sentence> = level.when.iter().map(|deadline| deadline.sentence.clone()).collect();
        see(format!("niveau[{index}].frist"), &when);
    }
    let named = [
        ("spor", &model.tracks),
        ("kontakt", &model.contacts),
        ("akse", &model.axes),
        ("fritekst", &model.notes),
        ("tekst", &model.texts),
    ];
    for (key, list) in named {
        for one in list {
            see(format!("{key}.{}.saetninger", one.id), &one.sentences);
        }
    }
    for gate in &model.gates {
        let id = &model.questions[gate.question].id;
        for (number, effect) in gate.effects.iter().enumerate() {
            see(format!("port.{id}.svar[{number}].trin"), &effect.steps);
            see(format!("port.{id}.svar[{number}].opgaver"), &effect.tasks);
        }
    }
    for table in &model.tables {
        for (number, row) in table.rows.iter().enumerate() {
            see(format!("tabel.{}.raekke[{number}].saetninger", table.id), &row.sentences);
        }
    }
    // What has no condition to carry.
    let mut plain = |place: String, text: &str| look(&place, text, false, found);
    for level in &model.levels {
        plain("niveau.linje".to_owned(), &level.line);
        plain("niveau.overskrift".to_owned(), &level.heading);
    }
    for question in &model.questions {
        let place = |key: &str| format!("{}.{key}", question.id);
        plain(place("tekst"), &question.text);
        plain(place("forklaring"), &question.explanation);
        plain(place("forveksl"), &question.not);
        for choice in &model.choices[question.choices] {
            plain(place("svar"), &choice.text);
            plain(place("svar"), &choice.explanation);
        }
    }
    for (gate, effect) in model.gates.iter().flat_map(|gate| gate.effects.iter().map(move |effect| (gate, effect))) {
        let id = &model.questions[gate.question].id;
        for text in [&effect.heading, &effect.note, &effect.ground] {
            plain(format!("port.{id}"), text);
        }
    }
    for table in &model.tables {
        for (number, row) in table.rows.iter().enumerate() {
            plain(format!("tabel.{}.raekke[{number}].tekst", table.id), &row.reason);
        }
    }
}

fn look(place: &str, text: &str, tagged: bool, found: &mut Vec<Violation>) {
    for (fault, words) in faults(text, tagged) {
        let what = match fault {
            Fault::Parents => format!(
                "»{words}« lægger op til en samtale med forældrene. Sætningen skal have kraever_kontakt = \"ja\": »{text}«"
            ),
            Fault::Child => format!("»{words}« lægger op til at spørge barnet ud eller undersøge: »{text}«"),
            Fault::Secrecy => format!("»{words}« lover hemmelighed: »{text}«"),
        };
        found.push(violation(place, what));
    }
}

/// What a text does that it may not.
#[derive(Clone, Copy)]
pub(super) enum Fault {
    Parents,
    Child,
    Secrecy,
}

/// What each sentence of a text does that it may not, and by which words; `tagged` may invite to a talk with parents.
pub(super) fn faults(text: &str, tagged: bool) -> Vec<(Fault, &'static str)> {
    let text = text.to_lowercase();
    let of = |sentence: &str| {
        let hit = |words: &[&'static str]| words.iter().copied().find(|words| sentence.contains(words));
        let parents = hit(PARENTS).filter(|_| !tagged).map(|words| (Fault::Parents, words));
        parents
            .or_else(|| hit(CHILD).map(|words| (Fault::Child, words)))
            .or_else(|| hit(SECRECY).map(|words| (Fault::Secrecy, words)))
    };
    text.split(['.', '!', '?', ';'])
        .filter(|sentence| !NOT.iter().any(|not| sentence.contains(not)))
        .filter_map(of)
        .collect()
}
