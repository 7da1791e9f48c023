//! Files of assessments, opened with the model of today or of another day, and several of them side by side.

#![expect(clippy::unwrap_used, reason = "helpers of tests: a panic is a failed test")]

mod linealen;

use calculator::concern::compare::{Accord, Setting, compare};
use calculator::concern::file::{Difference, FileError, carried, read, write};
use calculator::concern::text::Stamp;
use calculator::concern::{Answers, Model, NoteKind, Own, cpr, evaluate};
use calculator::saved::Refused;
use linealen::{model, tables};
use toml::Value;

fn stamp() -> Stamp {
    Stamp { date: "1. december 2026".to_owned() }
}

/// Answers by ids: `("udv-glaede", "ja")`.
fn answers(model: &Model, age: &str, given: &[(&str, &str)]) -> Answers {
    let mut answers = Answers::new(model);
    answers.set_age(model, model.ages.iter().position(|one| one.id == age).unwrap());
    for (question, choice) in given {
        let question = model.find(question).unwrap();
        let choice = model.choices_of(question).iter().position(|one| one.id == *choice).unwrap();
        answers.set(model, question, choice);
    }
    answers
}

/// The gates that are asked from 6 years on, all answered with no.
const CALM: [(&str, &str); 5] =
    [("fare-nu", "nej"), ("overgreb", "nej"), ("social-kontrol", "nej"), ("skader-andre", "nej"), ("fravaer", "nej")];

fn calm(more: &[(&'static str, &'static str)]) -> Answers {
    answers(model(), "6-9", &[CALM.as_slice(), more].concat())
}

#[test]
fn a_file_says_what_it_is_and_opens_again() {
    let mut given = calm(&[("ven-udenfor", "ja"), ("hyppighed-ven", "ugentlig"), ("bes-ven", "delvist")]);
    given.set_note(NoteKind::Child, "»Jeg går bare rundt.«").unwrap();
    given.set_own(Some(4));
    given.set_note(NoteKind::Own, "Det er femte gang i år.").unwrap();
    // A gate that was answered and answered otherwise is in the file too.
    let gate = model().find("overgreb").unwrap();
    given.set(model(), gate, 1);
    given.set(model(), gate, 3);
    assert_eq!(given.withdrawn().len(), 1);
    let file = write(model(), &given, &stamp());
    let opened = read(&file, model()).unwrap();
    assert_eq!(opened.answers, given);
    assert_eq!(opened.answers.own(), Some(Own { level: 4 }));
    assert_eq!((opened.saved.version.as_str(), opened.saved.date.as_str()), ("0.1", "1. december 2026"));
    assert!(opened.differences.is_empty());
}

#[test]
fn what_is_no_file_for_the_paper_says_why() {
    let file = write(model(), &calm(&[]), &stamp());
    assert!(carried(&file).is_ok());
    for (text, error) in [
        (String::new(), FileError::Form(Refused::Empty)),
        ("{\"boernehusguiden\":\"papirer\"}".to_owned(), FileError::Form(Refused::OtherTool)),
        (file.replacen("\"version\":\"1\"", "\"version\":\"9\"", 1), FileError::Form(Refused::Later)),
        (file[..file.len() / 2].to_owned(), FileError::Form(Refused::Damaged)),
        (file.replacen("\"fokusteam\":", "\"andet\":", 1), FileError::Older),
        (
            "{\"boernehusguiden\":\"linealen\",\"version\":\"1\",\"felter\":{\"fokusteam\":{\"set\":\"010203-1234\"}}}"
                .to_owned(),
            FileError::Cpr,
        ),
    ] {
        assert_eq!(carried(&text), Err(error), "{text}");
    }
}

#[test]
fn files_that_cannot_be_opened_say_why() {
    let file = write(model(), &calm(&[]), &stamp());
    let with_cpr = file.replacen(r#""noter":{}"#, r#""noter":{"set":"Barnet 010203-1234"}"#, 1);
    assert_ne!(file, with_cpr);
    let form = FileError::Form;
    let cases: [(String, FileError, &str); 7] = [
        (" \n".to_owned(), form(Refused::Empty), "tom"),
        ("Kære kollega\n".to_owned(), form(Refused::NotOurs), "ikke gemt her"),
        (file[..file.len() / 2].to_owned(), form(Refused::Damaged), "ikke hel"),
        (r#"{"format":"boernehusguiden-behov"}"#.to_owned(), form(Refused::OtherTool), "et andet værktøj"),
        (file.replacen(r#""version":"1""#, r#""version":"2""#, 1), form(Refused::Later), "nyere udgave"),
        (file.replacen(r#""version":"0.1","#, "", 1), FileError::Value { place: "version".into() }, "»version«"),
        (with_cpr, FileError::Cpr, "CPR-nummer"),
    ];
    for (text, error, words) in cases {
        let found = read(&text, model()).unwrap_err();
        assert_eq!(found, error, "{text}");
        assert!(found.to_string().contains(words), "{found}");
    }
    assert_eq!(read(&"x".repeat(2 << 20), model()), Err(FileError::Form(Refused::TooLarge)));
}

/// The model of another day: a question gone, one new, one with other words, one with another weight, an answer gone.
fn older() -> Model {
    let mut root = tables();
    root["version"] = Value::from("0.0");
    let signs = root["tegn"].as_array_mut().unwrap();
    let at = |signs: &[Value], id: &str| signs.iter().position(|sign| sign["id"].as_str() == Some(id)).unwrap();
    let renamed = at(signs, "ven-stopper");
    signs[renamed]["id"] = Value::from("ven-holder-op");
    let other = at(signs, "ven-udenfor");
    signs[other]["tekst"] = Value::from("Barnet er alene.");
    let heavier = at(signs, "inst-laering");
    signs[heavier]["styrke"] = Value::from("tydelig");
    let trend = root["svarsaet"].as_array_mut().unwrap();
    let trend = trend.iter_mut().find(|set| set["id"].as_str() == Some("hyppighed")).unwrap();
    trend["svar"][1]["id"] = Value::from("ofte");
    linealen::read(root).unwrap()
}

#[test]
fn a_file_of_another_version_opens_and_says_what_differs() {
    let older = older();
    let given = [
        ("ven-holder-op", "ja"),
        ("ven-udenfor", "ja"),
        ("inst-laering", "ja"),
        ("hyppighed-ven", "ofte"),
        ("hel-soevn", "nej"),
    ];
    let saved = write(&older, &answers(&older, "6-9", &[CALM.as_slice(), &given].concat()), &stamp());
    let opened = read(&saved, model()).unwrap();
    let find = |id: &str| model().find(id).unwrap();
    let has = |difference: &Difference| opened.differences.contains(difference);
    assert!(has(&Difference::Model { then: "0.0".into(), now: "0.1".into() }));
    assert!(has(&Difference::Gone { text: "Barnet er holdt op med noget, det var glad for.".into() }));
    assert!(has(&Difference::Changed { question: find("ven-udenfor"), then: "Barnet er alene.".into() }));
    assert!(has(&Difference::NoSuchAnswer { question: find("hyppighed-ven") }));
    assert!(has(&Difference::New { question: find("ven-stopper") }));
    let weight = opened
        .differences
        .iter()
        .find(|one| matches!(one, Difference::Changed { question, .. } if *question == find("inst-laering")));
    assert!(weight.unwrap().text(model()).contains("en anden vægt"));
    // What still fits is there, and the rest is open, never no.
    assert!(opened.answers.choice(find("ven-udenfor")).is_some());
    assert_eq!(opened.answers.choice(find("ven-stopper")), None);
    assert!(!has(&Difference::New { question: find("hel-soevn") }));
    assert!(opened.differences.iter().all(|difference| !difference.text(model()).is_empty()));
}

#[test]
fn what_looks_like_a_cpr_number_is_never_written() {
    let mut given = calm(&[]);
    given.set_note(NoteKind::Seen, "Barnet kom kl. 8.").unwrap();
    assert!(given.set_note(NoteKind::Seen, "Barnet, 010203 1234").is_err());
    assert_eq!(given.note(NoteKind::Seen), "Barnet kom kl. 8.");
}

#[test]
fn cpr_numbers_are_known_from_other_numbers() {
    let yes = [
        "010203-1234",
        "0102031234",
        "010203 1234",
        "010203 - 1234",
        "01.02.03-1234",
        "01 02 03 1234",
        "290200-1234",
        "Han er 311299–4321.",
        "CPR:2912041234",
        "010203\u{a0}1234",
        "010203\u{2011}1234",
        "31/12/99 1234",
    ];
    for text in yes {
        assert!(cpr::find(text).is_some(), "{text}");
    }
    let no = [
        "",
        "12 34 56 78",
        "310299-1234",
        "001203-1234",
        "011303-1234",
        "290203-1234",
        "01.02.2023",
        "01.02.2023 kl. 14",
        "2026-11-22 0930",
        "010203-123",
        "010203-12345",
        "9010203-1234",
        "Ring 20 30 40 50 inden 31.12.2026",
        "1234567890123",
        "klokken 10.15 og 11.30",
        "14-15 år",
    ];
    for text in no {
        assert!(cpr::find(text).is_none(), "{text}");
    }
    let text = "På æ 010203-1234 står";
    let found = cpr::find(text).unwrap();
    assert_eq!(&text[found.from..found.to], "010203-1234");
}

#[test]
fn colleagues_see_where_they_agree_and_what_to_talk_about_first() {
    let one = calm(&[
        ("ven-udenfor", "ja"),
        ("fam-frygt", "nej"),
        ("hel-soevn", "ja"),
        ("bes-ven", "ja"),
        ("inst-laering", "nej"),
    ]);
    let mut other = calm(&[
        ("ven-udenfor", "ja"),
        ("fam-frygt", "ja"),
        ("hel-soevn", "nej"),
        ("bes-ven", "nej"),
        ("inst-laering", "ved-ikke"),
    ]);
    let gate = model().find("overgreb").unwrap();
    other.set(model(), gate, 2);
    let all = [&one, &other];
    let comparison = compare(model(), &all, Setting::Colleagues);
    let ids: Vec<&str> =
        comparison.agenda.iter().map(|&row| model().questions[comparison.rows[row].question].id.as_str()).collect();
    assert_eq!(ids[..2], ["overgreb", "fam-frygt"]);
    assert!(ids.contains(&"hel-soevn") && ids.last() == Some(&"bes-ven"));
    let row = |id: &str| comparison.rows.iter().find(|row| row.question == model().find(id).unwrap()).unwrap();
    assert_eq!(row("ven-udenfor").accord, Accord::Same);
    assert_eq!(row("inst-laering").accord, Accord::Open);
    let (question, said) = comparison.line(model(), &all, row("fam-frygt"));
    assert_eq!(
        (question.as_str(), said),
        ("Barnet viser frygt for en voksen eller for at komme hjem.", vec!["Nej".to_owned(), "Ja".to_owned()])
    );
    assert_eq!(
        comparison.topics(model())[0],
        "I har svaret forskelligt: »Er der noget, der tyder på, at barnet har været udsat for vold eller seksuelle overgreb, eller har oplevet vold i hjemmet?«"
    );
    let results = comparison.results(model());
    assert!(
        results.iter().all(|result| result.chars().any(char::is_alphabetic) && !result.trim().is_empty()),
        "{results:?}"
    );
    assert!(!comparison.ages_differ);
}

#[test]
fn over_time_worse_and_better_are_told_apart() {
    let before = calm(&[
        ("ven-udenfor", "ja"),
        ("hyppighed-ven", "daglig"),
        ("retning", "vaerre"),
        ("hel-soevn", "nej"),
        ("bes-ven", "nej"),
    ]);
    let after = calm(&[
        ("ven-udenfor", "ja"),
        ("hyppighed-ven", "enkelt"),
        ("retning", "bedre"),
        ("hel-soevn", "ja"),
        ("bes-ven", "ja"),
    ]);
    let all = [&before, &after];
    let comparison = compare(model(), &all, Setting::OverTime);
    let accord =
        |id: &str| comparison.rows.iter().find(|row| row.question == model().find(id).unwrap()).unwrap().accord;
    assert_eq!(accord("hyppighed-ven"), Accord::Better);
    assert_eq!(accord("retning"), Accord::Better);
    assert_eq!(accord("hel-soevn"), Accord::Worse);
    assert_eq!(accord("bes-ven"), Accord::Better);
    assert!(comparison.topics(model()).iter().any(|topic| topic.starts_with("Blevet værre: »Barnet sover")));
    assert_eq!(comparison.outcomes[0], evaluate(model(), &before));
}
