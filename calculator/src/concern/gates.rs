//! The gates: what they decide before anything is weighed.
//!
//! Contract: track, contact and floor are the highest met anywhere, so no answer can take back what another gave. A gate
//! without an answer is open; one that follows from another counts meanwhile as its strictest not-knowing. Risk and
//! protective factors are not asked here.

use super::answers::{Answers, applies, is_open, is_yes, together};
use super::model::{Model, Track};
use super::sentence::{Contact, Leader};

/// What the gates and the signs that send to them come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GateResult {
    /// The track, where a gate decides.
    pub track: Option<Track>,
    /// May the parents be spoken to?
    pub contact: Contact,
    /// The level is at least this.
    pub floor: u8,
    /// Whom »din leder« means.
    pub leader: Leader,
    /// Gates and answers that do something, in the order of the gates.
    pub met: Vec<(usize, usize)>,
    /// What made the contact as strict as it is.
    pub contact_from: Vec<Ground>,
    /// Gates without an answer.
    pub open: Vec<usize>,
    /// Gates to look at again.
    pub look_again: Vec<LookAgain>,
}

/// Where something comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// A gate and its answer.
    Gate(usize, usize),
    /// The answer to a question that sends to a gate.
    Answer(usize),
    /// There are gates without an answer.
    OpenGates,
}

/// A question whose answer sends back to a gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LookAgain {
    /// The question.
    pub question: usize,
    /// The gate.
    pub gate: usize,
}

/// Goes through all gates, and through the signs and risk factors that send to one.
#[must_use]
pub fn gates(model: &Model, answers: &Answers) -> GateResult {
    let mut result = GateResult::default();
    for (index, gate) in model.gates.iter().enumerate() {
        if !applies(model, answers, gate.question) {
            continue;
        }
        let given = answers.mask(gate.question);
        if given == 0 {
            result.open.push(index);
        }
        let mask = if given == 0 { gate.unanswered.map_or(0, |choice| 1 << choice) } else { given };
        let effect = together(model, index, mask);
        result.track = result.track.max(effect.track);
        result.floor = result.floor.max(effect.floor);
        if effect.leader {
            result.leader = Leader::Above;
        }
        for (choice, effect) in gate.effects.iter().enumerate().filter(|(choice, _)| mask >> choice & 1 == 1) {
            let silent = effect.steps.is_empty() && effect.tasks.is_empty() && effect.heading.is_empty();
            if !silent {
                result.met.push((index, choice));
            }
            result.stricter(effect.contact, Ground::Gate(index, choice));
            if let Some(again) = effect.look_again {
                result.again(model, answers, gate.question, again);
            }
        }
    }
    if !result.open.is_empty() {
        result.stricter(Contact::Agree, Ground::OpenGates);
    }
    let signs = answers.age().into_iter().flat_map(|age| model.signs_at(age));
    let signs = signs.map(|(_, sign)| (sign.question, sign.strength, &sign.triggers));
    let risks = model.risks.iter().map(|risk| (risk.question, 0, &risk.triggers));
    for (question, strength, triggers) in signs.chain(risks) {
        if triggers.is_empty() || !applies(model, answers, question) {
            continue;
        }
        let there = is_yes(model, answers, question);
        // Not knowing whether a child is afraid of an adult is no ground to talk with that adult.
        let may_be = strength == 3 && is_open(model, answers, question);
        for &gate in triggers.iter().filter(|_| there || may_be) {
            result.stricter(model.gates[gate].sign_contact, Ground::Answer(question));
            if there {
                result.again(model, answers, question, gate);
            }
        }
    }
    result
}

impl GateResult {
    fn stricter(&mut self, contact: Contact, ground: Ground) {
        if contact > self.contact {
            self.contact = contact;
            self.contact_from.clear();
        }
        if contact == self.contact && contact != Contact::Yes && !self.contact_from.contains(&ground) {
            self.contact_from.push(ground);
        }
    }

    /// The gate is to be looked at again, unless it decides already or that was done.
    fn again(&mut self, model: &Model, answers: &Answers, question: usize, gate: usize) {
        let own = model.gates[gate].question;
        let decides = together(model, gate, answers.mask(own)).track.is_some();
        if applies(model, answers, own) && !decides && !answers.confirmed(question, gate) {
            self.look_again.push(LookAgain { question, gate });
        }
    }
}
