//! What was answered.
//!
//! Contract: an answer belongs to a question of the model and to one of its choices; free text never holds what looks like a
//! CPR number. Whoever answers a gate more mildly, or changes the age so that it is no longer asked, leaves a [`Withdrawn`]
//! behind, which stands on every paper: nothing undoes a gate silently.

use super::cpr::{self, Cpr};
use super::model::{Effect, Kind, Model};

/// Which free text. None is weighed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoteKind {
    /// What was seen and heard.
    Seen,
    /// The child's own words, or what it shows.
    Child,
    /// What has been tried.
    Tried,
    /// What the parents have already said themselves.
    Parents,
    /// Why the own judgement is another one.
    Own,
}

/// A free text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note(String);

/// The professional's own level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Own {
    /// 1 to 5.
    pub level: u8,
}

/// An answer to a gate that was there and is no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Withdrawn {
    /// The gate.
    pub gate: usize,
    /// What was answered, as bits.
    pub from: u16,
}

/// Answers to the questions of one model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    age: Option<usize>,
    given: Vec<u16>,
    notes: [Note; 5],
    own: Option<u8>,
    confirmed: Vec<(usize, usize)>,
    withdrawn: Vec<Withdrawn>,
}

impl NoteKind {
    /// All, in the order of papers.
    pub const ALL: [NoteKind; 5] = [NoteKind::Seen, NoteKind::Child, NoteKind::Tried, NoteKind::Parents, NoteKind::Own];

    /// The editors' key.
    #[must_use]
    pub fn key(self) -> &'static str {
        ["set", "barnets-ord", "proevet-tekst", "foraeldrenes-syn", "begrundelse"][self as usize]
    }
}

impl Note {
    /// A free text.
    ///
    /// # Errors
    /// Where something in it looks like a CPR number.
    pub fn new(text: &str) -> Result<Note, Cpr> {
        match cpr::find(text) {
            Some(found) => Err(found),
            None => Ok(Note(text.to_owned())),
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Answers {
    /// Nothing answered yet.
    #[must_use]
    pub fn new(model: &Model) -> Answers {
        Answers {
            age: None,
            given: vec![0; model.questions.len()],
            notes: Default::default(),
            own: None,
            confirmed: Vec::new(),
            withdrawn: Vec::new(),
        }
    }

    /// The age band, as an index.
    #[must_use]
    pub fn age(&self) -> Option<usize> {
        self.age
    }

    /// Chooses the age band. Answers to questions that are not asked at it stay, and count no longer.
    pub fn set_age(&mut self, model: &Model, age: usize) {
        if age < model.ages.len() {
            self.change(model, |answers| answers.age = Some(age));
        }
    }

    /// What was answered to a question: bit n is its nth answer.
    #[must_use]
    pub fn mask(&self, question: usize) -> u16 {
        self.given.get(question).copied().unwrap_or_default()
    }

    /// The one answer to a question; the first where there are several.
    #[must_use]
    pub fn choice(&self, question: usize) -> Option<usize> {
        let mask = self.mask(question);
        if mask == 0 { None } else { Some(mask.trailing_zeros() as usize) }
    }

    /// Answers a question, in place of what was answered before.
    pub fn set(&mut self, model: &Model, question: usize, choice: usize) {
        if model.questions.get(question).is_some() && choice < model.choices_of(question).len() {
            self.change(model, |answers| answers.given[question] = 1 << choice);
        }
    }

    /// Ticks an answer, or takes the tick away, where several may be given.
    pub fn toggle(&mut self, model: &Model, question: usize, choice: usize) {
        if !model.questions.get(question).is_some_and(|question| question.several) {
            self.set(model, question, choice);
        } else if choice < model.choices_of(question).len() {
            self.change(model, |answers| answers.given[question] ^= 1 << choice);
        }
    }

    /// The same with another answer to one question, which is no gate.
    pub(crate) fn otherwise(&self, question: usize, choice: usize) -> Answers {
        let mut other = self.clone();
        other.given[question] = 1 << choice;
        other
    }

    /// Takes an answer away.
    pub fn clear(&mut self, model: &Model, question: usize) {
        if model.questions.get(question).is_some() {
            self.change(model, |answers| answers.given[question] = 0);
        }
    }

    /// »Ingen af de øvrige«: answers no to all light and clear signs of an area that are asked and have no answer. Serious
    /// ones, and those that belong to a gate, are answered one by one.
    pub fn none_of_the_rest(&mut self, model: &Model, area: usize) {
        for (_, sign) in self.age.iter().flat_map(|&age| model.signs_at(age)) {
            let best = model.choices_of(sign.question).iter().position(|choice| choice.rank == 0 && !choice.unknown);
            if sign.area == area && sign.strength < 3 && sign.triggers.is_empty() && self.given[sign.question] == 0 {
                self.given[sign.question] = best.map_or(0, |best| 1 << best);
            }
        }
    }

    /// A free text.
    #[must_use]
    pub fn note(&self, kind: NoteKind) -> &str {
        self.notes[kind as usize].as_str()
    }

    /// Writes a free text.
    ///
    /// # Errors
    /// Where something in it looks like a CPR number; then what was there before stays.
    pub fn set_note(&mut self, kind: NoteKind, text: &str) -> Result<(), Cpr> {
        self.notes[kind as usize] = Note::new(text)?;
        Ok(())
    }

    /// The professional's own level, where it was given.
    #[must_use]
    pub fn own(&self) -> Option<Own> {
        self.own.map(|level| Own { level })
    }

    /// Sets the professional's own level, 1 to 5, or takes it away.
    pub fn set_own(&mut self, level: Option<u8>) {
        self.own = level.filter(|level| (1..=5).contains(level));
    }

    /// The gate was looked at again because of this question, and its answer stands.
    pub fn confirm(&mut self, question: usize, gate: usize) {
        if !self.confirmed(question, gate) {
            self.confirmed.push((question, gate));
        }
    }

    /// Was the gate looked at again because of this question?
    #[must_use]
    pub fn confirmed(&self, question: usize, gate: usize) -> bool {
        self.confirmed.contains(&(question, gate))
    }

    /// All of these, for files.
    pub(crate) fn all_confirmed(&self) -> &[(usize, usize)] {
        &self.confirmed
    }

    /// Answers to gates that were there and are no more.
    #[must_use]
    pub fn withdrawn(&self) -> &[Withdrawn] {
        &self.withdrawn
    }

    /// Puts back what a file says was withdrawn.
    pub(crate) fn put_back(&mut self, withdrawn: Withdrawn) {
        if !self.withdrawn.contains(&withdrawn) {
            self.withdrawn.push(withdrawn);
        }
    }

    /// Is nothing answered and nothing written?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.age.is_none()
            && self.own.is_none()
            && self.given.iter().all(|&mask| mask == 0)
            && self.notes.iter().all(|note| note.0.trim().is_empty())
    }

    /// Does the change, and keeps of every gate what it no longer says.
    fn change(&mut self, model: &Model, change: impl FnOnce(&mut Answers)) {
        let before: Vec<u16> = (0..model.gates.len()).map(|gate| self.said(model, gate)).collect();
        change(self);
        for (gate, from) in before.into_iter().enumerate() {
            if from != 0 && !self.withdrawn.contains(&Withdrawn { gate, from }) {
                self.withdrawn.push(Withdrawn { gate, from });
            }
        }
        let withdrawn = std::mem::take(&mut self.withdrawn);
        let milder = |old: &Withdrawn| !covers(model, old.gate, self.said(model, old.gate), old.from);
        self.withdrawn = withdrawn.into_iter().filter(milder).collect();
    }

    /// What a gate says now: nothing where it is not asked.
    fn said(&self, model: &Model, gate: usize) -> u16 {
        let question = model.gates[gate].question;
        if applies(model, self, question) { self.mask(question) } else { 0 }
    }
}

/// Does `now` do at least what `old` did?
fn covers(model: &Model, gate: usize, now: u16, old: u16) -> bool {
    let (now, old) = (together(model, gate, now), together(model, gate, old));
    now.track >= old.track && now.contact >= old.contact && now.floor >= old.floor && now.leader >= old.leader
}

/// What these answers to a gate do together; without steps.
pub(crate) fn together(model: &Model, gate: usize, mask: u16) -> Effect {
    let mut all = Effect::default();
    for (index, effect) in model.gates[gate].effects.iter().enumerate() {
        if mask >> index & 1 == 1 {
            all.track = all.track.max(effect.track);
            all.contact = all.contact.max(effect.contact);
            all.floor = all.floor.max(effect.floor);
            all.leader |= effect.leader;
        }
    }
    all
}

/// Does the question make sense at this age and after these answers? Of the two that are asked at level 3 alone,
/// [`super::asked`] knows more.
pub(crate) fn applies(model: &Model, answers: &Answers, question: usize) -> bool {
    let row = &model.questions[question];
    let fits = match answers.age {
        Some(age) => row.is_for(age),
        None => (0..model.ages.len()).all(|age| row.is_for(age)) && matches!(row.kind, Kind::Gate(_)),
    };
    fits && match row.kind {
        Kind::Gate(gate) => match model.gates[gate].after {
            Some((first, wanted)) => {
                let first = model.gates[first].question;
                answers.mask(first) & wanted != 0 && applies(model, answers, first)
            }
            None => true,
        },
        Kind::Sign(_) | Kind::Resource(_) => true,
        Kind::Risk(risk) => answers.age.is_some_and(|age| model.risks[risk].automatic >> age & 1 == 0),
        Kind::Frequency(area) => {
            there(model, answers).any(|sign| model.signs[sign].area == area && !model.signs[sign].state)
        }
        Kind::Duration | Kind::Direction => there(model, answers).next().is_some(),
        Kind::Tried | Kind::Parents => true,
    }
}

/// The signs that were answered with yes.
fn there<'a>(model: &'a Model, answers: &'a Answers) -> impl Iterator<Item = usize> + 'a {
    let signs = answers.age.into_iter().flat_map(|age| model.signs_at(age));
    signs.filter(|(_, sign)| is_yes(model, answers, sign.question)).map(|(index, _)| index)
}

/// Was the question answered with its worst answer?
pub(crate) fn is_yes(model: &Model, answers: &Answers, question: usize) -> bool {
    let choices = model.choices_of(question);
    let worst = choices.iter().filter(|choice| !choice.unknown).map(|choice| choice.rank).max();
    answers.choice(question).is_some_and(|choice| !choices[choice].unknown && Some(choices[choice].rank) == worst)
}

/// Is it open what the answer is: not answered, or »ved ikke«?
#[must_use]
pub fn is_open(model: &Model, answers: &Answers, question: usize) -> bool {
    answers.choice(question).is_none_or(|choice| model.choices_of(question)[choice].unknown)
}
