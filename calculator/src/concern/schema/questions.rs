//! The questions of a model: gates, signs, risk and protective factors, course.
//!
//! Contract: as [`super`]; the ids of all questions differ.

use super::Problem;
use super::at::{At, refs};
use super::names::PLAIN;
use super::parts::{ages, distinct, ids};
use crate::concern::model::{Axis, Choice, Effect, Gate, Kind, Model, Question, Resource, Risk, Sign, Track};
use crate::concern::sentence::Contact;
use crate::wire::Node;

/// Adds a question and gives its index.
fn add(model: &mut Model, question: Question) -> usize {
    model.questions.push(question);
    model.questions.len() - 1
}

fn question<N: Node>(at: &At<'_, N>, model: &Model, kind: Kind, choices: usize) -> Question {
    Question {
        id: at.id("id"),
        kind,
        text: at.text("tekst"),
        explanation: at.text("forklaring"),
        not: String::new(),
        choices,
        ages: ages(at, model),
        several: false,
        mark: String::new(),
    }
}

pub(super) fn gates<N: Node>(root: &At<'_, N>, model: &mut Model, laws: &[&str]) {
    let list = root.list("port");
    let all = ids(&list);
    let all = refs(&all);
    // The answers first: gates name answers of each other.
    for at in &list {
        let choices: Vec<Choice> = at.list("svar").iter().map(choice).collect();
        distinct(at, &choices);
        model.choices.push(choices);
    }
    let first = model.choices.len() - list.len();
    for (index, at) in list.iter().enumerate() {
        at.expect_known();
        let own: Vec<String> = model.choices[first + index].iter().map(|choice| choice.id.clone()).collect();
        let after = at.table("efter").map(|after| {
            after.expect_known();
            let gate = after.one_of("port", &all[..index]);
            let answers: Vec<String> = model.choices[first + gate].iter().map(|choice| choice.id.clone()).collect();
            (gate, after.some_of("svar", &refs(&answers)).iter().fold(0, |mask, choice| mask | 1 << choice))
        });
        // A gate that follows from another is not waited for, so it must count as something meanwhile.
        let must = at.has("ubesvaret") || at.has("efter");
        let unanswered = must.then(|| at.one_of("ubesvaret", &refs(&own)));
        let row = Question {
            id: at.id("id"),
            kind: Kind::Gate(index),
            text: at.text("spoergsmaal"),
            explanation: at.text("forklaring"),
            not: String::new(),
            choices: first + index,
            ages: ages(at, model),
            several: at.flag("flere"),
            mark: String::new(),
        };
        let question = add(model, row);
        model.gates.push(Gate {
            question,
            name: at.text("navn"),
            after,
            unanswered,
            sign_contact: contact(at, "tegn_kontakt"),
            effects: at.list("svar").iter().map(|at| effect(at, &all, laws)).collect(),
        });
    }
}

fn contact<N: Node>(at: &At<'_, N>, key: &str) -> Contact {
    if at.has(key) { Contact::ALL[at.one_of(key, &Contact::ALL.map(Contact::key))] } else { Contact::Yes }
}

fn choice<N: Node>(at: &At<'_, N>) -> Choice {
    at.expect_known();
    Choice {
        id: at.id("id"),
        text: at.text("tekst"),
        explanation: at.text("forklaring"),
        rank: at.number("rang"),
        unknown: at.flag("ukendt"),
    }
}

fn effect<N: Node>(at: &At<'_, N>, gates: &[&str], laws: &[&str]) -> Effect {
    Effect {
        track: at.has("spor").then(|| Track::ALL[at.one_of("spor", &Track::ALL.map(Track::key))]),
        contact: contact(at, "kontakt"),
        floor: at.number("gulv"),
        leader: at.flag("leder"),
        look_again: at.has("ser_paa_igen").then(|| at.one_of("ser_paa_igen", gates)),
        heading: at.text("overskrift"),
        steps: at.sentences("trin"),
        tasks: at.sentences("opgaver"),
        laws: at.some_of("lov", laws),
        note: at.text("note"),
        ground: at.text("grund"),
    }
}

/// Signs, course, risk and protective factors, and what is asked at level 3.
pub(super) fn weighed<N: Node>(root: &At<'_, N>, model: &mut Model, sets: &[String]) {
    let set = |id: &str| sets.iter().position(|set| set == id).unwrap_or_default();
    let gates: Vec<String> = model.gates.iter().map(|gate| model.questions[gate.question].id.clone()).collect();
    let gates = refs(&gates);
    let areas: Vec<String> = model.areas.iter().map(|area| area.id.clone()).collect();
    let strengths: Vec<String> = model.strengths.iter().map(|strength| strength.id.clone()).collect();
    for at in root.list("tegn") {
        at.expect_known();
        let mut row = question(&at, model, Kind::Sign(model.signs.len()), set("tegn"));
        row.not = at.text("forveksl");
        if at.flag("tilstand") && at.peek("styrke") != "let" {
            at.unknown("tilstand", "true", &["false: kun lette tegn er tilstande"]);
        }
        let question = add(model, row);
        model.signs.push(Sign {
            question,
            area: at.one_of("omraade", &refs(&areas)),
            axis: Axis::ALL[at.one_of("akse", &Axis::ALL.map(Axis::key))],
            strength: [1, 2, 3][at.one_of("styrke", &refs(&strengths)).min(2)],
            state: at.flag("tilstand"),
            triggers: at.some_of("ser_paa_igen", &gates),
        });
    }
    let plain = root.list("spoergsmaal");
    for at in &plain {
        at.expect_known();
        at.one_of("id", PLAIN);
    }
    let asked = |id: &str, kind: Kind, set: usize, model: &mut Model| match plain.iter().find(|at| at.peek("id") == id)
    {
        Some(at) => {
            let row = question(at, model, kind, set);
            add(model, row)
        }
        None => {
            root.fault(&["spoergsmaal.", id].concat(), Problem::Missing);
            0
        }
    };
    for area in 0..model.areas.len() {
        let index = asked("hyppighed", Kind::Frequency(area), set("hyppighed"), model);
        let of_area =
            |mask, sign: &Sign| if sign.area == area { mask | model.questions[sign.question].ages } else { mask };
        let ages = model.signs.iter().fold(0, of_area);
        let id = ["hyppighed-", &model.areas[area].id].concat();
        if let Some(row) = model.questions.get_mut(index) {
            (row.id, row.ages) = (id, ages);
        }
    }
    asked("varighed-spaed", Kind::Duration, set("varighed-spaed"), model);
    asked("varighed", Kind::Duration, set("varighed"), model);
    asked("retning", Kind::Direction, set("retning"), model);
    let all: Vec<String> = model.ages.iter().map(|age| age.id.clone()).collect();
    for at in root.list("belastning") {
        at.expect_known();
        let row = question(&at, model, Kind::Risk(model.risks.len()), set("belastning"));
        let question = add(model, row);
        let automatic = at.some_of("automatisk", &refs(&all)).iter().fold(0, |mask, age| mask | 1 << age);
        model.risks.push(Risk { question, automatic, triggers: at.some_of("ser_paa_igen", &gates) });
    }
    for at in root.list("ressource") {
        at.expect_known();
        let row = question(&at, model, Kind::Resource(model.resources.len()), set("ressource"));
        let question = add(model, row);
        model.resources.push(Resource { question, carrying: at.flag("baerende") });
    }
    asked("proevet", Kind::Tried, set("proevet"), model);
    asked("foraeldre", Kind::Parents, set("foraeldre"), model);
    for index in 0..model.questions.len() {
        if model.questions[..index].iter().any(|other| other.id == model.questions[index].id) {
            root.fault("id", Problem::Duplicate { id: model.questions[index].id.clone() });
        }
    }
}
