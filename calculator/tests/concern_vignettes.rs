//! Twenty made-up children with the result that the ruler must give, and the exercises for staff meetings.

#![expect(clippy::unwrap_used, reason = "helpers of tests: a panic is a failed test")]

mod linealen;

use calculator::concern::classes::{self, Classes};
use calculator::concern::file;
use calculator::concern::proof;
use calculator::concern::text::{self, Part, Stamp};
use calculator::concern::{
    Answers, Axis, Contact, Headline, Kind, Leader, NoteKind, Outcome, Standing, Track, evaluate, exercise, insight,
};
use linealen::{model, tables, tree};
use toml::{Table, Value};

const VIGNETTES: &str = include_str!("linealen/vignetter.toml");

/// The keys that are the answers of a vignette; the others say what is expected.
const GIVEN: [&str; 3] = ["alder", "svar", "resten"];

struct Vignette {
    entry: Table,
    answers: Answers,
}

impl Vignette {
    fn text(&self, key: &str) -> &str {
        self.entry[key].as_str().unwrap()
    }

    fn number(&self, key: &str) -> Option<u8> {
        self.entry.get(key).map(|number| u8::try_from(number.as_integer().unwrap()).unwrap())
    }

    fn texts(&self, key: &str) -> Option<Vec<&str>> {
        let list = self.entry.get(key)?.as_array().unwrap();
        Some(list.iter().map(|text| text.as_str().unwrap()).collect())
    }
}

fn vignettes() -> Vec<Vignette> {
    let file: Table = VIGNETTES.parse().unwrap();
    let one = |entry: &Value| {
        let entry = entry.as_table().unwrap().clone();
        let given: Table = entry.clone().into_iter().filter(|(key, _)| GIVEN.contains(&key.as_str())).collect();
        let answers = exercise::read_answers(&tree(&Value::Table(given)), model())
            .unwrap_or_else(|faults| panic!("{}: {faults:?}", entry["id"]));
        Vignette { entry, answers }
    };
    file["vignet"].as_array().unwrap().iter().map(one).collect()
}

fn level_of(outcome: &Outcome) -> Option<u8> {
    outcome.ruler().map(|ruler| ruler.now.level)
}

#[test]
fn each_vignette_gives_what_is_expected_of_it() {
    let model = model();
    let all = vignettes();
    assert_eq!(all.len(), 20);
    for vignette in &all {
        let id = vignette.text("id");
        let answers = &vignette.answers;
        let outcome = evaluate(model, answers);
        let track = vignette.entry.get("spor").map(|track| track.as_str().unwrap());
        assert_eq!(outcome.track.map(Track::key), track, "{id}: spor");
        assert_eq!(outcome.contact.key(), vignette.text("kontakt"), "{id}: {:?}", outcome.contact_from);
        assert_eq!(level_of(&outcome), vignette.number("niveau"), "{id}: niveau");
        let leader = if vignette.entry.contains_key("leder") { Leader::Above } else { Leader::Own };
        assert_eq!(outcome.leader, leader, "{id}: leder");
        let again: Vec<&str> = outcome
            .look_again
            .iter()
            .map(|again| model.questions[model.gates[again.gate].question].id.as_str())
            .collect();
        assert_eq!(sorted(again), sorted(vignette.texts("se_igen").unwrap_or_default()), "{id}: se igen");
        assert_eq!(vignette.number("niveau").is_none(), outcome.standing == Standing::Gate, "{id}");
        let Some(ruler) = outcome.ruler() else { continue };
        let may_be = vignette.number("kan_vaere").unwrap_or(ruler.now.level);
        assert_eq!(ruler.may_be.level, may_be, "{id}: kan være");
        assert_eq!(ruler.now.floor, vignette.number("gulv").unwrap_or_default(), "{id}: gulv");
        if let Some(expected) = vignette.entry.get("klasser") {
            let expected: Vec<i64> = expected.as_array().unwrap().iter().map(|n| n.as_integer().unwrap()).collect();
            let Classes { child, care, breadth, course, burden } = ruler.now.classes;
            assert_eq!([child, care, breadth, course, burden].map(i64::from).to_vec(), expected, "{id}: klasser");
        }
        if let Some(resources) = vignette.number("ressourcer") {
            assert_eq!(classes::resources(model, answers), resources, "{id}: ressourcer");
        }
        if let Some(worth) = vignette.texts("vaerd_at_vide") {
            let found = insight::unknowns(model, answers, &outcome);
            let found: Vec<&str> = found.iter().take(3).map(|one| model.questions[one.question].id.as_str()).collect();
            assert_eq!(found, worth, "{id}: værd at finde ud af");
        }
        let thin: Vec<&str> =
            Axis::ALL.into_iter().zip(ruler.thin).filter(|(_, thin)| *thin).map(|(axis, _)| axis.key()).collect();
        assert_eq!(thin, vignette.texts("tyndt").unwrap_or_default(), "{id}: tyndt");
        let undecided = vignette.entry.contains_key("uafgjort");
        assert_eq!(ruler.headline() == Headline::Undecided, undecided, "{id}: uafgjort");
    }
}

fn sorted(mut list: Vec<&str>) -> Vec<&str> {
    list.sort_unstable();
    list
}

#[test]
fn the_vignettes_reach_every_age_and_every_area() {
    let model = model();
    let all = vignettes();
    for (index, age) in model.ages.iter().enumerate() {
        assert!(all.iter().any(|vignette| vignette.answers.age() == Some(index)), "{}", age.name);
    }
    for (index, area) in model.areas.iter().enumerate() {
        let of_area = |vignette: &Vignette| {
            (0..model.questions.len()).any(|question| {
                let here =
                    matches!(model.questions[question].kind, Kind::Sign(sign) if model.signs[sign].area == index);
                here && vignette
                    .answers
                    .choice(question)
                    .is_some_and(|choice| model.choices_of(question)[choice].id == "ja")
            })
        };
        let covered = all.iter().any(of_area) || area.id == "liv";
        assert!(covered, "{}", area.name);
    }
}

/// A result always says why, never shows a level without its name, and never a level where a gate decides.
#[test]
fn each_result_says_why() {
    let model = model();
    for vignette in vignettes() {
        let id = vignette.text("id");
        let outcome = evaluate(model, &vignette.answers);
        let sections = text::result(model, &vignette.answers, &outcome);
        let plain = text::plain(model, &sections);
        assert!(sections.iter().any(|section| section.part == Part::Decided), "{id}");
        assert!(sections.iter().any(|section| section.part == Part::Contact), "{id}");
        assert!(sections.iter().any(|section| section.part == Part::Duty), "{id}");
        if outcome.standing == Standing::Gate {
            assert!(!plain.contains("Forslag: niveau"), "{id}: {plain}");
        }
        if outcome.leader == Leader::Above {
            assert!(!plain.to_lowercase().contains("din leder,") && plain.contains("forvaltningen"), "{id}: {plain}");
        }
        assert!(!plain.contains('{') && !plain.contains('}'), "{id}: {plain}");
        for paper in [
            text::receipt(model, &vignette.answers, &Stamp { date: "1. december 2026".to_owned() }),
            text::notification(model, &vignette.answers, &Stamp::default()),
            text::preparation(model, &vignette.answers, &Stamp::default()),
        ] {
            let plain = text::plain(model, &paper);
            assert!(!paper.is_empty() && !plain.contains(['{', '}']), "{id}: {plain}");
        }
    }
}

/// What belongs on the paper of a fokusteam stands in the file only where such a meeting is the way; else what to do instead.
#[test]
fn a_file_fills_in_the_paper_of_a_fokusteam_only_where_it_is_the_way() {
    let model = model();
    let mut both = [0; 2];
    for vignette in vignettes() {
        let id = vignette.text("id");
        let outcome = evaluate(model, &vignette.answers);
        let is_the_way = matches!(outcome.standing, Standing::Ruler(_))
            && outcome.contact == Contact::Yes
            && outcome.look_again.is_empty();
        both[usize::from(is_the_way)] += 1;
        let mut answers = vignette.answers.clone();
        answers.set_note(NoteKind::Seen, "Står alene i gården").unwrap();
        let written = file::write(model, &answers, &Stamp::default());
        assert_eq!(file::read(&written, model).unwrap().answers, answers, "{id}: the ruler still opens it");
        match file::carried(&written).unwrap() {
            Ok(found) => {
                let of = |key: &str| found.iter().find(|(known, _)| known == key).map_or("", |(_, text)| text.as_str());
                assert!(is_the_way, "{id}: {found:?}");
                assert_eq!(of("set"), "Står alene i gården", "{id}");
                assert!(
                    of("grad").starts_with("Bekymringslinealen: ") && !of("bygger-paa").is_empty(),
                    "{id}: {found:?}"
                );
                assert!(
                    found.iter().all(|(key, _)| *key == "advarsel" || text::CARRIED.contains(&key.as_str())),
                    "{id}"
                );
                assert_eq!(!of("advarsel").is_empty(), outcome.track >= Some(Track::Notify), "{id}: {found:?}");
            }
            Err(instead) => {
                assert!(!is_the_way, "{id}: {instead}");
                assert!(instead.len() > 20 && !instead.contains("Står alene"), "{id}: {instead}");
            }
        }
    }
    assert!(both.iter().all(|count| *count > 2), "both occur: {both:?}");
}

/// Where parents may not be spoken to, there is no preparation for a meeting.
#[test]
fn a_meeting_is_prepared_only_where_parents_may_be_spoken_to() {
    let model = model();
    for vignette in vignettes() {
        let outcome = evaluate(model, &vignette.answers);
        let paper = text::preparation(model, &vignette.answers, &Stamp::default());
        let ready = outcome.ruler().is_some() && outcome.contact == Contact::Yes && outcome.look_again.is_empty();
        assert_eq!(paper.len() > 1, ready, "{}", vignette.text("id"));
    }
}

#[test]
fn the_exercises_have_results() {
    let model = model();
    let exercises = exercise::read(&tree(&Value::Table(tables())), model).unwrap();
    let levels: Vec<Option<u8>> =
        exercises.iter().map(|exercise| level_of(&evaluate(model, &exercise.answers))).collect();
    assert_eq!(levels, [Some(3), Some(4), None]);
    let last = evaluate(model, &exercises[2].answers);
    assert_eq!((last.contact, last.track), (Contact::No, Some(Track::Notify)));
    assert!(proof::check(model).is_empty());
}
