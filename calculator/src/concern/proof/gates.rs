//! The gates: that not knowing does something, and that worse answers do no less.
//!
//! Contract: what gates come to is the highest of what each gives, so it is enough to look at each gate and at those that
//! follow from it.

use super::{Violation, violation};
use crate::concern::model::{Effect, Model, Track};
use crate::concern::sentence::Contact;

pub(super) fn check(model: &Model, found: &mut Vec<Violation>) {
    for (index, gate) in model.gates.iter().enumerate() {
        let row = &model.questions[gate.question];
        let choices = model.choices_of(gate.question);
        let place = |choice: usize| format!("port.{}.svar[{choice}]", row.id);
        for (number, (choice, effect)) in choices.iter().zip(&gate.effects).enumerate() {
            if choice.unknown && is_silent(effect) {
                found.push(violation(
                    place(number),
                    format!(
                        "svaret »{}« på {} gør ikke noget. »Ved ikke« må ikke tælle som nej.",
                        choice.text, gate.name
                    ),
                ));
            }
            if effect.track == Some(Track::Local) {
                found.push(violation(
                    place(number),
                    format!("svaret »{}« på {} afgør sporet, men kun til lokalt.", choice.text, gate.name),
                ));
            }
            for (better_number, better) in choices.iter().enumerate().filter(|(_, better)| better.rank < choice.rank) {
                let mut expected = gate.effects[better_number].clone();
                follow(model, index, better_number, Some(number), &mut expected);
                // What follows from this answer too can only add, so without it the answer must be enough.
                if let Some(what) = lacks(effect, &expected) {
                    found.push(violation(
                        place(number),
                        format!(
                            "»{}« er et værre svar på {} end »{}«, men giver {what}.",
                            choice.text, gate.name, better.text
                        ),
                    ));
                }
            }
        }
        if let Some(unanswered) = gate.unanswered.filter(|&unanswered| !choices[unanswered].unknown) {
            found.push(violation(
                format!("port.{}.ubesvaret", row.id),
                format!(
                    "{} tæller ubesvaret som »{}«. Det skal være et »ved ikke«.",
                    gate.name, choices[unanswered].text
                ),
            ));
        }
        if gate.after.is_none() && gate.effects.iter().all(|effect| effect.track.is_some()) {
            found.push(violation(
                format!("port.{}", row.id),
                format!("alle svar på {} afgør, så intet niveau kan nås.", gate.name),
            ));
        }
    }
    triggers(model, found);
}

/// Does it do nothing?
fn is_silent(effect: &Effect) -> bool {
    effect.track.is_none()
        && effect.contact == Contact::Yes
        && effect.floor == 0
        && !effect.leader
        && effect.tasks.is_empty()
}

/// Does this gate follow from that answer of another?
fn follows(model: &Model, gate: usize, first: usize, choice: usize) -> bool {
    model.gates[gate].after.is_some_and(|(after, mask)| after == first && mask >> choice & 1 == 1)
}

/// Adds the most that gates can do which follow from an answer; those that follow from `worse` too come anyway.
fn follow(model: &Model, gate: usize, choice: usize, worse: Option<usize>, all: &mut Effect) {
    for index in 0..model.gates.len() {
        let anyway = worse.is_some_and(|worse| follows(model, index, gate, worse));
        if follows(model, index, gate, choice) && !anyway {
            for (number, effect) in model.gates[index].effects.iter().enumerate() {
                all.track = all.track.max(effect.track);
                all.contact = all.contact.max(effect.contact);
                all.floor = all.floor.max(effect.floor);
                follow(model, index, number, None, all);
            }
        }
    }
}

/// What an effect does less than expected; nothing where it does no less.
fn lacks(effect: &Effect, expected: &Effect) -> Option<&'static str> {
    if effect.track < expected.track {
        Some("et mildere spor")
    } else if effect.contact < expected.contact {
        Some("en mildere kontakt")
    } else if effect.track.is_none() && effect.floor < expected.floor {
        Some("et lavere mindste niveau")
    } else {
        None
    }
}

/// A sign that sends to a gate is asked only where that gate is asked too.
fn triggers(model: &Model, found: &mut Vec<Violation>) {
    let signs = model.signs.iter().map(|sign| (sign.question, &sign.triggers, "tegn"));
    let risks = model.risks.iter().map(|risk| (risk.question, &risk.triggers, "belastning"));
    for (question, triggers, list) in signs.chain(risks) {
        let row = &model.questions[question];
        for &gate in triggers {
            let gate = &model.gates[gate];
            let missing = row.ages & !model.questions[gate.question].ages;
            let place = format!("{list}.{}.ser_paa_igen", row.id);
            if gate.after.is_some() {
                found.push(violation(
                    &place,
                    format!("»{}« sender til {}, som kun stilles efter et andet svar.", row.text, gate.name),
                ));
            } else if missing != 0 {
                let age = &model.ages[missing.trailing_zeros() as usize].name;
                found.push(violation(
                    &place,
                    format!("»{}« sender til {}, som ikke stilles ved {age}.", row.text, gate.name),
                ));
            }
        }
    }
}
