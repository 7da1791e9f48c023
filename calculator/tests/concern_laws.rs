//! Laws of the ruler that hold for all answers.

#![expect(clippy::unwrap_used, reason = "helpers of tests: a panic is a failed test")]

mod linealen;

use calculator::concern::answers::is_open;
use calculator::concern::asked::asked;
use calculator::concern::steps::{self, Step};
use calculator::concern::text::{self, Stamp};
use calculator::concern::{
    Answers, Contact, Headline, Kind, Model, Needs, NoteKind, Outcome, Sentence, Standing, evaluate, file, gates,
    insight,
};
use linealen::model;
use proptest::prelude::*;

/// Answers made of numbers: an age, and one number a question. Most questions are answered, gates often with no, so that many
/// cases come to a level.
fn answers_of(age: usize, numbers: &[u8]) -> Answers {
    let model = model();
    let mut answers = Answers::new(model);
    answers.set_age(model, age);
    for (question, &number) in numbers.iter().enumerate() {
        let choices = model.choices_of(question);
        let calm = choices.iter().position(|choice| choice.id == "nej").unwrap_or_default();
        let choice = usize::from(number) % choices.len();
        match (model.questions[question].kind, number) {
            (_, 0..=24) => continue,
            (Kind::Gate(_), 25..=230) => answers.set(model, question, calm),
            (Kind::Sign(_), 25..=200) => answers.set(model, question, calm),
            _ => answers.set(model, question, choice),
        }
    }
    answers
}

prop_compose! {
    fn any_answers()(age in 0..7_usize, numbers in prop::collection::vec(any::<u8>(), model().questions.len())) -> Answers {
        answers_of(age, &numbers)
    }
}

/// The track and the level, so that a larger one is worse. A gate that decides stands above every level.
fn height(outcome: &Outcome) -> (Option<calculator::concern::Track>, u8) {
    match &outcome.standing {
        Standing::Gate => (outcome.track, 6),
        Standing::Ruler(ruler) => (Some(ruler.now.track), ruler.now.level),
        Standing::NoAge | Standing::GatesOpen => (None, 0),
    }
}

fn tagged(model: &Model) -> Vec<String> {
    let mut all: Vec<&Sentence> = Vec::new();
    for level in &model.levels {
        all.extend(level.first.iter().chain(&level.now).chain(&level.with).chain(&level.parents).chain(&level.write));
        all.extend(level.when.iter().map(|deadline| &deadline.sentence));
    }
    let named = [&model.tracks, &model.contacts, &model.axes, &model.notes, &model.texts];
    all.extend(named.into_iter().flatten().flat_map(|named| &named.sentences));
    all.extend(
        model.gates.iter().flat_map(|gate| &gate.effects).flat_map(|effect| effect.steps.iter().chain(&effect.tasks)),
    );
    all.extend(model.tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.sentences));
    let tagged = all.into_iter().filter(|sentence| sentence.needs() == Needs::Contact);
    tagged.map(|sentence| sentence.in_rules().split_once(": ").unwrap().1.to_owned()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Whatever is answered on the way, the number of steps that one is told of never grows, is never passed, and is right at last.
    #[test]
    fn the_number_of_steps_never_grows_on_the_way(age in 0..7_usize, numbers in prop::collection::vec(any::<u8>(), model().questions.len())) {
        let model = model();
        let given = answers_of(age, &numbers);
        let mut answers = Answers::new(model);
        let (mut at, mut told, mut said) = (0, usize::MAX, 0);
        loop {
            let all = steps::steps(model, &answers);
            let step = all[at];
            let (of, exact) = steps::count(model, &answers, step);
            prop_assert!(of <= told, "{step:?}: {told} became {of}");
            prop_assert!(at < of && (of == all.len() || !exact), "{step:?}: {} of {of}, {} in all", at + 1, all.len());
            if step == Step::Age {
                answers.set_age(model, age);
            }
            // An answer may ask for another in the same step: a third goes round for what follows from what follows.
            for _ in 0..3 {
                for question in steps::questions(model, &answers, step) {
                    if let Some(choice) = given.choice(question) {
                        answers.set(model, question, choice);
                    }
                }
            }
            (told, said) = (of, if exact { said + 1 } else { said });
            if step == Step::Result {
                break;
            }
            at += 1;
        }
        prop_assert!(told == steps::steps(model, &answers).len() && said == 3, "{told}, {said} times just so many");
    }

    /// A worse answer to any one question never lowers the level, the track or the contact.
    #[test]
    fn a_worse_answer_never_lowers_anything(answers in any_answers()) {
        let model = model();
        let before = evaluate(model, &answers);
        for question in (0..model.questions.len()).filter(|&question| asked(model, &answers, question)) {
            let choices = model.choices_of(question);
            let kind = model.questions[question].kind;
            let gate = matches!(kind, Kind::Gate(_));
            let Some(now) = answers.choice(question) else { continue };
            for other in 0..choices.len() {
                let known = gate || (!choices[now].unknown && !choices[other].unknown);
                if !known || choices[other].rank <= choices[now].rank {
                    continue;
                }
                let mut worsened = answers.clone();
                worsened.set(model, question, other);
                let after = evaluate(model, &worsened);
                let id = &model.questions[question].id;
                prop_assert!(after.contact >= before.contact, "{id}: {:?}, {:?}", before, after);
                if matches!(kind, Kind::Resource(_)) {
                    prop_assert_eq!(height(&after), height(&before));
                } else {
                    prop_assert!(height(&after) >= height(&before), "{id}: {:?}, {:?}", before, after);
                }
            }
        }
    }

    /// What is known now is at most what it may be, and whatever the open answers turn out to be lies between.
    #[test]
    fn whatever_open_answers_turn_out_to_be_lies_in_the_range(answers in any_answers(), later in prop::collection::vec(any::<u8>(), 200)) {
        let model = model();
        let outcome = evaluate(model, &answers);
        let Some(ruler) = outcome.ruler() else { return Ok(()) };
        prop_assert!(ruler.now.level <= ruler.may_be.level && ruler.now.track <= ruler.may_be.track);
        let mut closed = answers.clone();
        // Answering a sign may ask for its frequency, so go round until nothing is open.
        for _ in 0..3 {
            for (question, number) in (0..model.questions.len()).zip(&later) {
                let gate = matches!(model.questions[question].kind, Kind::Gate(_));
                if !gate && asked(model, &closed, question) && is_open(model, &closed, question) {
                    let known: Vec<usize> = (0..model.choices_of(question).len()).filter(|&choice| !model.choices_of(question)[choice].unknown).collect();
                    closed.set(model, question, known[usize::from(*number) % known.len()]);
                }
            }
        }
        let then = evaluate(model, &closed);
        let then = then.ruler().unwrap();
        prop_assert!(ruler.now.level <= then.now.level && then.now.level <= ruler.may_be.level);
        prop_assert!(ruler.now.track <= then.now.track && then.now.track <= ruler.may_be.track);
        prop_assert_eq!(then.now.level, then.may_be.level);
    }

    /// What is answered to a question that is not asked, now or from before, moves nothing.
    #[test]
    fn answers_that_are_not_asked_for_do_not_count(answers in any_answers()) {
        let model = model();
        let mut without = answers.clone();
        for question in 0..model.questions.len() {
            if !asked(model, &answers, question) {
                without.clear(model, question);
            }
        }
        let (with, without) = (evaluate(model, &answers), evaluate(model, &without));
        prop_assert_eq!(with.standing, without.standing);
        prop_assert_eq!((with.track, with.may_track, with.contact), (without.track, without.may_track, without.contact));
    }

    /// Nothing that is answered after the gates takes back what they said; and a gate answered more mildly is remembered.
    #[test]
    fn no_later_answer_undoes_a_gate(answers in any_answers(), later in any_answers(), age in 0..7_usize) {
        let model = model();
        let before = gates::gates(model, &answers);
        let mut after = answers.clone();
        for question in 0..model.questions.len() {
            let gate = matches!(model.questions[question].kind, Kind::Gate(_));
            if let Some(choice) = later.choice(question).filter(|_| !gate) {
                after.set(model, question, choice);
            }
        }
        after.set_own(Some(1));
        let then = gates::gates(model, &after);
        prop_assert_eq!((then.track, then.floor, then.open.len()), (before.track, before.floor, before.open.len()));
        prop_assert!(after.withdrawn() == answers.withdrawn());
        // Another age may leave a gate unasked: then that is remembered.
        after.set_age(model, age);
        let moved = gates::gates(model, &after);
        if moved.track < then.track || moved.floor < then.floor {
            prop_assert!(!after.withdrawn().is_empty());
            prop_assert!(!text::withdrawn(model, &after).is_empty());
        }
        // Answering all gates with no is remembered too, and going back to what was forgets it.
        let given: Vec<(usize, usize)> = model.gates.iter().filter_map(|gate| Some((gate.question, answers.choice(gate.question)?))).collect();
        let mut calm = answers.clone();
        for gate in &model.gates {
            if let Some(no) = model.choices_of(gate.question).iter().position(|choice| choice.id == "nej") {
                calm.set(model, gate.question, no);
            }
        }
        if before.track.is_some() || before.floor > 0 {
            let said = given.iter().any(|&(question, _)| asked(model, &answers, question));
            prop_assert!(!said || !calm.withdrawn().is_empty());
        }
        for (question, choice) in given {
            calm.set(model, question, choice);
        }
        let mut forgotten = calm.withdrawn().iter().filter(|old| answers.mask(model.gates[old.gate].question) == old.from);
        prop_assert!(forgotten.all(|old| !asked(model, &calm, model.gates[old.gate].question)));
    }

    /// The contact is the strictest that any answer gives.
    #[test]
    fn the_strictest_contact_wins(answers in any_answers()) {
        let model = model();
        let outcome = evaluate(model, &answers);
        for gate in model.gates.iter().filter(|gate| asked(model, &answers, gate.question)) {
            for (choice, effect) in gate.effects.iter().enumerate() {
                if answers.mask(gate.question) >> choice & 1 == 1 {
                    prop_assert!(outcome.contact >= effect.contact);
                    prop_assert!(outcome.track >= effect.track);
                }
            }
        }
        prop_assert!(outcome.open_gates.is_empty() || outcome.contact >= Contact::Agree);
        prop_assert_eq!(outcome.contact == Contact::Yes, outcome.contact_from.is_empty());
    }

    /// No sentence that invites to a talk with parents is said where the contact is not yes: in results, receipts,
    /// notifications and preparations.
    #[test]
    fn no_invitation_is_said_where_parents_may_not_be_spoken_to(answers in any_answers(), own in 0..6_u8) {
        let model = model();
        let mut answers = answers;
        answers.set_own(Some(own));
        let outcome = evaluate(model, &answers);
        prop_assume!(outcome.contact != Contact::Yes);
        let stamp = Stamp { date: "1. december 2026".to_owned() };
        let mut said = text::plain(model, &text::result(model, &answers, &outcome));
        for paper in [text::receipt, text::notification, text::preparation] {
            said.push_str(&text::plain(model, &paper(model, &answers, &stamp)));
        }
        for sentence in tagged(model) {
            prop_assert!(!said.contains(&sentence), "{sentence}");
        }
    }

    /// A level stands in a result only where the ruler speaks.
    #[test]
    fn where_a_gate_decides_no_level_is_said(answers in any_answers()) {
        let model = model();
        let outcome = evaluate(model, &answers);
        let said = text::plain(model, &text::result(model, &answers, &outcome));
        let level = matches!(outcome.ruler().map(calculator::concern::Ruler::headline), Some(Headline::Level(_)));
        prop_assert_eq!(said.contains("Forslag: niveau"), level);
        if outcome.standing == Standing::Gate {
            prop_assert!(!model.levels.iter().any(|level| said.contains(&level.heading) && level.heading != "Kommunen skal have besked i dag"));
            prop_assert!(insight::unknowns(model, &answers, &outcome).is_empty());
        }
    }

    /// A file gives back what was saved.
    #[test]
    fn a_file_gives_back_the_answers(answers in any_answers(), own in 0..7_u8, words in "[a-zæøå \"\\\\<&\n]{0,40}") {
        let model = model();
        let mut answers = answers;
        answers.set_own(Some(own));
        answers.set_note(NoteKind::Child, &words).unwrap();
        for again in evaluate(model, &answers).look_again {
            answers.confirm(again.question, again.gate);
        }
        let saved = file::write(model, &answers, &Stamp { date: "1. december 2026".to_owned() });
        let opened = file::read(&saved, model).unwrap();
        prop_assert_eq!(&opened.answers, &answers);
        prop_assert!(opened.differences.is_empty());
        prop_assert_eq!(opened.saved.hash, model.hash.clone());
    }

    /// Whatever is in a file, opening it ends, and what is opened can be worked out and saved again.
    #[test]
    fn a_damaged_file_is_refused_or_opens(answers in any_answers(), at in any::<prop::sample::Index>(), with in "[\\[\\]{}\",:a-z0-9\\\\]{0,3}") {
        let model = model();
        let mut saved = file::write(model, &answers, &Stamp::default());
        let mut at = at.index(saved.len());
        while !saved.is_char_boundary(at) {
            at -= 1;
        }
        let end = (at + 2..=saved.len()).find(|&end| saved.is_char_boundary(end)).unwrap_or(saved.len());
        saved.replace_range(at..end, &with);
        match file::read(&saved, model) {
            Ok(opened) => {
                let outcome = evaluate(model, &opened.answers);
                prop_assert!(!text::result(model, &opened.answers, &outcome).is_empty());
                let again = file::write(model, &opened.answers, &Stamp::default());
                prop_assert!(file::read(&again, model).is_ok());
            }
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
    }
}

/// What a change is said to do, it does.
#[test]
fn changes_do_what_they_say() {
    use calculator::concern::insight::What;
    let model = model();
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(64));
    runner
        .run(&any_answers(), |answers| {
            let outcome = evaluate(model, &answers);
            let changes = insight::changes(model, &answers, &outcome);
            let Some(ruler) = outcome.ruler() else {
                assert!(changes.up.is_empty() && changes.down.is_empty());
                return Ok(());
            };
            for change in changes.up.iter().chain(&changes.down) {
                if let What::Answer(question, choice) = change.what {
                    let mut changed = answers.clone();
                    changed.set(model, question, choice);
                    let then = evaluate(model, &changed);
                    let then = then.ruler().unwrap();
                    assert_eq!((then.now.level, then.now.track), (change.level, change.track));
                }
            }
            assert!(changes.up.iter().all(|change| (change.track, change.level) > (ruler.now.track, ruler.now.level)));
            assert!(
                changes.down.iter().all(|change| (change.track, change.level) < (ruler.now.track, ruler.now.level))
            );
            Ok(())
        })
        .unwrap();
}
