//! Proofs about the rules, over all answers there can be.
//!
//! Contract: [`check`] is empty exactly where all of this holds, each shown by going through every combination of answers:
//! 1. each has exactly one decision and exactly one next step; none is left over;
//! 2. danger, or not knowing of it, decides alone, and nothing else does that: no other answer passes over it;
//! 3. the law's three conditions together (abuse known or suspected, under 18, police or hospital) give the duty, and nothing less does;
//! 4. knowledge or suspicion of abuse, and social control, are told first, as an underretning for whoever is not known to be 18. Not
//!    knowing of either is told first too. Neither ends in »not«; where police or health service are, or may be, in the case as well, the answer is at
//!    least »ask«, and so it is for every child in whose case they are, whatever else was answered;
//! 5. an answer that says more for a børnehus never gives less;
//! 6. not knowing never gives »not« where any other answer in its place would give more;
//! 7. what is told while answers are missing is told when they have come: an answer more takes nothing back that is urgent;
//! 8. no text invites to a talk with parents, to question a child, or to promise secrecy, whatever the answers are. This one is a list of
//!    words and finds the usual, not everything: texts are still read by people.
//!
//! It runs when the site is built. Nothing of it may be called from the page.

use super::{Answers, Decision, Model, Outcome, Question, Track, judge};
use crate::concern::proof::forbidden;

/// Something that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The id of the rule at which it shows; empty where it is no one rule's.
    pub rule: String,
    /// What does not hold, with a case that shows it, in Danish.
    pub message: String,
}

/// All combinations of answers.
#[must_use]
pub fn all_answers() -> Vec<Answers> {
    let mut found = vec![Answers::default()];
    for question in Question::ALL {
        let with = |answers: &Answers, place: usize| {
            let mut answers = *answers;
            answers.set(question, u8::try_from(place).ok());
            answers
        };
        found =
            found.iter().flat_map(|answers| (0..question.choices().len()).map(|place| with(answers, place))).collect();
    }
    found
}

/// Everything that does not hold, each kind of fault at a rule told once.
#[must_use]
pub fn check(model: &Model) -> Vec<Violation> {
    let mut found = Vec::new();
    let seen: Vec<Seen> = all_answers().iter().map(|answers| one(model, answers, &mut found)).collect();
    words(model, &mut found);
    // With gaps there is nothing to compare.
    if found.is_empty() {
        for question in Question::ALL {
            for at in 0..seen.len() {
                let siblings = siblings(&seen, at, question);
                compared(model, &siblings, question, &mut found);
                withheld(model, &siblings, question, &mut found);
            }
        }
    }
    found
}

/// A combination of answers and what it comes to, so that this is worked out once.
struct Seen<'m> {
    answers: Answers,
    decision: Option<&'m Decision>,
    urgent: Option<Track>,
}

/// The combinations that differ from the first of them in this question alone, that one with the question's first answer; none where
/// `at` is not such a first.
fn siblings<'s, 'm>(seen: &'s [Seen<'m>], at: usize, question: Question) -> Vec<&'s Seen<'m>> {
    if seen.get(at).is_none_or(|one| one.answers.get(question) != Some(0)) {
        return Vec::new();
    }
    // In the order of `all_answers` the last question turns fastest.
    let after = Question::ALL.into_iter().filter(|other| *other as usize > question as usize);
    let stride: usize = after.map(|other| other.choices().len()).product();
    (0..question.choices().len()).filter_map(|place| seen.get(at + place * stride)).collect()
}

fn tell(found: &mut Vec<Violation>, rule: &str, what: &str, model: &Model, answers: &Answers) {
    let begins = |violation: &Violation| violation.rule == rule && violation.message.starts_with(what);
    if !found.iter().any(begins) {
        found.push(Violation { rule: rule.to_owned(), message: format!("{what} for {}", case(model, answers)) });
    }
}

/// `fare: nej, overgreb: mistanke`
fn case(_: &Model, answers: &Answers) -> String {
    let of = |question: Question| Some(format!("{}: {}", question.key(), answers.choice(question)?.key));
    Question::ALL.into_iter().filter_map(of).collect::<Vec<_>>().join(", ")
}

/// What must hold of one combination by itself.
fn one<'m>(model: &'m Model, answers: &Answers, found: &mut Vec<Violation>) -> Seen<'m> {
    let judged = judge(model, answers);
    let urgent = judged.first.iter().map(|first| first.track).max();
    let mut seen = Seen { answers: *answers, decision: None, urgent };
    let decisions: Vec<_> = model.decisions.iter().filter(|decision| decision.when.holds(answers)).collect();
    let decision = match decisions[..] {
        [decision] => decision,
        [] => {
            tell(found, "", "ingen afgørelse passer", model, answers);
            return seen;
        }
        [first, second, ..] => {
            let what = format!("både »{}« og »{}« afgør", first.id, second.id);
            tell(found, &second.id, &what, model, answers);
            return seen;
        }
    };
    seen.decision = Some(decision);
    let outcome = decision.outcome;
    let next: Vec<_> =
        model.next.iter().filter(|next| next.outcomes.contains(&outcome) && next.when.holds(answers)).collect();
    match next[..] {
        [_] => {}
        [] => {
            tell(found, "", &format!("der er intet næste skridt efter »{}«", outcome.key()), model, answers);
            return seen;
        }
        [first, second, ..] => {
            let what = format!("både »{}« og »{}« er næste skridt", first.id, second.id);
            tell(found, &second.id, &what, model, answers);
            return seen;
        }
    }
    let danger = !answers.is(Question::Danger, &["nej"]);
    if danger != (outcome == Outcome::Acute) {
        tell(found, &decision.id, "fare lige nu, og kun den, skal give »akut«; det gør den ikke", model, answers);
    }
    if danger && (urgent != Some(Track::Acute) || judged.first.first().map(|first| first.track) != Some(Track::Acute)) {
        tell(found, "", "fare lige nu bliver ikke sagt først", model, answers);
    }
    let abuse = answers.is(Question::Abuse, &["viden", "mistanke"]);
    let control = answers.is(Question::Control, &["ja"]);
    let adult = answers.is(Question::Age, &["fyldt-18"]);
    let duty =
        abuse && answers.is(Question::Age, &["under-18"]) && answers.is(Question::Sector, &["politi", "sygehus"]);
    if !danger && duty != (outcome == Outcome::Must) {
        tell(
            found,
            &decision.id,
            "lovens tre betingelser, og kun de, skal give »skal«; det gør de ikke",
            model,
            answers,
        );
    }
    let least = if adult { Track::Advice } else { Track::Notify };
    let on = |question: Question| {
        judged.first.iter().filter(|first| first.when.asks_of(question)).map(|first| first.track).max()
    };
    if (abuse && on(Question::Abuse) < Some(least)) || (control && on(Question::Control) < Some(least)) {
        tell(found, "", "mistanke, viden eller social kontrol bliver ikke sagt først", model, answers);
    }
    let unsure = |question: Question| answers.choice(question).is_some_and(|choice| choice.unknown);
    for question in [Question::Abuse, Question::Control] {
        if unsure(question) && on(question).is_none() {
            let what = format!("»ved ikke« på »{}« gør ingenting", question.key());
            tell(found, "", &what, model, answers);
        }
    }
    let open = abuse || answers.is(Question::Abuse, &["ved-ikke"]) || !answers.is(Question::Control, &["nej"]);
    let least = match () {
        () if !answers.is(Question::Sector, &["nej"]) && (open || !adult) => Outcome::Ask,
        () if open => Outcome::May,
        () => Outcome::Not,
    };
    if outcome < least {
        let what = format!("en sag, der mindst skal ende i »{}«, ender i »{}«", least.key(), outcome.key());
        tell(found, &decision.id, &what, model, answers);
    }
    seen
}

/// That one question answered otherwise does not turn things round.
fn compared(model: &Model, siblings: &[&Seen], question: Question, found: &mut Vec<Violation>) {
    let decided =
        || siblings.iter().filter_map(|one| Some((&one.answers, one.answers.choice(question)?, one.decision?)));
    for (answers, own, decision) in decided() {
        for (other, choice, instead) in decided() {
            let more = own.rank.is_some() && choice.rank > own.rank;
            if more && instead.outcome < decision.outcome {
                let what =
                    format!("et svar på »{}«, der siger mere, giver mindre end »{}«", question.key(), decision.id);
                tell(found, &decision.id, &what, model, other);
            }
            if own.unknown && decision.outcome == Outcome::Not && !choice.unknown && instead.outcome > Outcome::Not {
                let what = format!("»ved ikke« på »{}« tæller som et nej", question.key());
                tell(found, &decision.id, &what, model, answers);
            }
        }
    }
}

/// That what is told before a question has been answered stays as urgent when it has.
fn withheld(model: &Model, siblings: &[&Seen], question: Question, found: &mut Vec<Violation>) {
    // Before it is known that somebody is 18, the strictest reading holds.
    if matches!(question, Question::Age | Question::Danger | Question::Abuse | Question::Control) {
        return;
    }
    let Some(first) = siblings.first() else { return };
    let mut fewer = first.answers;
    fewer.set(question, None);
    let before = judge(model, &fewer).first.iter().map(|first| first.track).max();
    for one in siblings.iter().filter(|one| before > one.urgent) {
        let what = format!("et svar på »{}« tager tilbage, hvad der er sagt først", question.key());
        tell(found, "", &what, model, &one.answers);
    }
}

fn words(model: &Model, found: &mut Vec<Violation>) {
    let mut see = |rule: &str, text: &str| {
        if let Some(message) = forbidden(text) {
            found.push(Violation { rule: rule.to_owned(), message });
        }
    };
    for words in &model.questions {
        for text in [&words.text, &words.explanation].into_iter().chain(words.choices.iter().flat_map(|(a, b)| [a, b]))
        {
            see("", text);
        }
    }
    model.outcomes.iter().for_each(|title| see("", title));
    for first in &model.first {
        first.steps.iter().chain([&first.title]).for_each(|text| see(&first.id, text));
    }
    for decision in &model.decisions {
        see(&decision.id, &decision.why);
    }
    for next in &model.next {
        next.steps.iter().chain([&next.title]).for_each(|text| see(&next.id, text));
    }
}
