//! The schema of the files that tools save, held to the writers and to the readers; journeys hold to it what each tool writes in a
//! browser ([`tests::kept`]).

#[path = "../../calculator/tests/linealen/mod.rs"]
mod linealen;

use calculator::concern::{self, Answers, NoteKind, text::Stamp};
use calculator::demand::{self, Agreement, Motive, Need, Reply, Wish};
use calculator::network::{Map, Person};
use calculator::{Quantity, Range, ServiceId, Subject, saved};
use linealen::model;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use tests::dist;
use tests::kept::{hold, refusal};
use tests::prepare::{prepared, root};

/// A file of former days, as it lies beside the readers' tests.
fn former(name: &str) -> String {
    fs::read_to_string(root().join("calculator/tests/gemt").join(name)).expect("a file of former days")
}

/// Every answer that the ruler can hold: each question with each of its answers in turn, notes, an own level, a gate that was
/// answered otherwise before.
fn assessments() -> Vec<String> {
    let model = model();
    let stamp = Stamp { date: "1. december 2026".to_owned() };
    let mut all = vec![concern::file::write(model, &Answers::new(model), &stamp)];
    for age in 0..model.ages.len() {
        for turn in 0..4 {
            let mut answers = Answers::new(model);
            answers.set_age(model, age);
            for question in 0..model.questions.len() {
                let choices = model.choices_of(question).len();
                answers.set(model, question, (question + turn) % choices);
                answers.set(model, question, turn % choices);
            }
            for kind in NoteKind::ALL {
                answers.set_note(kind, "Sagt: »Nej«.\nOg <mere>.").expect("no number of a person");
            }
            answers.set_own(u8::try_from(turn + 1).ok());
            all.push(concern::file::write(model, &answers, &stamp));
        }
    }
    all
}

fn reply() -> Reply {
    let count = |number| Quantity::new(number).expect("a count");
    let range = Range::new(count(1), count(2), count(9_999)).expect("a range");
    let service = |id: &str| Subject::Service(ServiceId::parse(id).expect("an id"));
    let wishes = vec![
        Wish { subject: service("tf-cbt"), need: Need::Yes(Some(range)) },
        Wish { subject: service("supervision"), need: Need::No },
        Wish { subject: Subject::Own("Søskendegruppe".to_owned()), need: Need::Yes(None) },
    ];
    let motives = Motive::ALL.map(|motive| Agreement::ALL.into_iter().nth(motive as usize % 5));
    Reply::new("Ærø Kommune", "", wishes, motives, "Gerne\nfra august.").expect("an answer")
}

#[test]
fn what_the_writers_write_is_as_the_schema_says() {
    let assessments = assessments();
    assert!(assessments.iter().any(|file| !file.contains("\"aendret\":[]")), "a gate answered otherwise is tried");
    assessments.iter().for_each(|file| hold("linealen", file));
    hold("behov", &demand::write(&reply()));
    let people =
        (0..40).map(|at| Person { label: format!("Rolle {at}"), ring: at % 3, area: at % 4, helps: at % 2 == 0 });
    let map = Map { centre: "Den unge".to_owned(), people: people.collect() };
    hold("netvaerkskort", &saved::write("netvaerkskort", &map.saved()));
    hold("frister", &former("frister.json"));
}

#[test]
fn files_of_former_days_are_of_the_schema_once_they_are_saved_anew() {
    assert!(refusal(&former("linealen-foer.json")).is_some() && refusal(&former("behov-foer.json")).is_some());
    let opened = concern::file::read(&former("linealen-foer.json"), model()).expect("a file of former days");
    hold("linealen", &concern::file::write(model(), &opened.answers, &Stamp { date: opened.saved.date }));
    hold("behov", &demand::write(&demand::read(&former("behov-foer.json")).expect("a file of former days")));
}

/// A file with one value changed, or taken away where there is none.
fn changed(text: &str, place: &str, value: Option<Value>) -> String {
    let mut file: Value = serde_json::from_str(text).expect("JSON");
    match value {
        Some(value) => *file.pointer_mut(place).unwrap_or_else(|| panic!("no {place}")) = value,
        None => {
            let (above, key) = place.rsplit_once('/').expect("a place");
            let above = file.pointer_mut(above).and_then(Value::as_object_mut);
            assert!(above.is_some_and(|above| above.remove(key).is_some()), "no {place}");
        }
    }
    file.to_string()
}

#[test]
fn what_a_reader_refuses_the_schema_refuses() {
    let (ruler, answer, dates) = (assessments().remove(1), demand::write(&reply()), former("frister.json"));
    let read = |text: &str| {
        [concern::file::read(text, model()).is_ok(), demand::read(text).is_ok(), saved::read("frister", text).is_ok()]
            .contains(&true)
    };
    for (file, place, value) in [
        (&dates, "/version", None),
        (&dates, "/version", Some(json!("2"))),
        (&dates, "/version", Some(json!(1))),
        (&dates, "/felter", None),
        (&dates, "/felter", Some(json!([]))),
        (&dates, "/boernehusguiden", None),
        (&dates, "/boernehusguiden", Some(json!("ukendt"))),
        (&dates, "/felter/modtaget", Some(json!(20))),
        (&answer, "/boernehusguiden", Some(json!("linealen"))),
        (&answer, "/felter/kommune", Some(json!(" "))),
        (&answer, "/felter/kommune", None),
        (&answer, "/felter/ydelser/0/antal", None),
        (&answer, "/felter/ydelser/0/antal", Some(json!("mange"))),
        (&answer, "/felter/ydelser/0/svar", Some(json!("måske"))),
        (&answer, "/felter/ydelser/0/ydelse", None),
        (&answer, "/felter/begrundelser/0/udsagn", Some(json!("andet"))),
        (&ruler, "/boernehusguiden", Some(json!("behov"))),
        (&ruler, "/felter/indhold", None),
        (&ruler, "/felter/egen", Some(json!("6"))),
        (&ruler, "/felter/svar", Some(json!("ja"))),
        (&ruler, "/felter/svar/0/svar", Some(json!([]))),
        (&ruler, "/felter/svar/0/maerke", None),
        (&ruler, "/felter/noter", None),
    ] {
        let broken = changed(file, place, value);
        assert!(refusal(&broken).is_some(), "the schema takes {place}: {broken:.200}");
        assert!(!read(&broken), "a reader takes {place}: {broken:.200}");
    }
    // And the other way round: what the schema takes is read.
    for file in [&ruler, &answer, &dates] {
        assert!(refusal(file).is_none() && read(file));
    }
    assert!(refusal(&dates[..40]).is_some(), "a file that is cut off");
    // A field that no tool writes is overlooked by the reader, and told by the schema.
    let strange = dates.replace("\"klokken\"", "\"cpr\"");
    assert!(saved::read("frister", &strange).is_ok() && refusal(&strange).is_some());
}

/// Those that keep what is filled in otherwise, or nothing: the price calculator in the address after `#`.
const WITHOUT_FILES: [&str; 3] = ["beregner", "forloeb", "soeg"];

#[test]
fn every_tool_is_in_the_schema_or_saves_no_file() {
    let of_schema = site::schema::saved::tools();
    let all: BTreeSet<_> = of_schema.iter().copied().chain(WITHOUT_FILES).collect();
    assert_eq!(all.len(), of_schema.len() + WITHOUT_FILES.len(), "one that is both");
    assert_eq!(all, site::tools::ALL.iter().map(|tool| tool.name).collect());
}

/// What is held of every tool alike is in `tests::frame`; the search has no form, and is held by journeys of its own.
#[test]
fn every_tool_is_held_to_what_all_are_held_to() {
    let folder = fs::read_dir(root().join("tests/src")).expect("the tests").map(|entry| entry.expect("a file").path());
    let files: Vec<String> =
        folder.filter(|path| !path.ends_with("frame.rs")).filter_map(|path| fs::read_to_string(path).ok()).collect();
    for tool in site::tools::ALL.iter().filter(|tool| tool.name != "soeg") {
        let name = format!("\"{}\"", tool.name);
        let holds = |file: &&String| {
            let sends = ["sends_and_stores_nothing(", "leaves_nothing("].iter().any(|call| file.contains(call));
            let files = WITHOUT_FILES.contains(&tool.name) || file.contains(".refuses_");
            file.contains("Tool { address")
                && file.contains(&name)
                && sends
                && files
                && file.contains(".is_whole_without_scripts(")
        };
        assert!(files.iter().any(|file| holds(&file)), "{} is in no frame::Tool of tests/src", tool.name);
    }
}

#[test]
fn the_schema_is_published_and_a_page_leads_to_it() {
    let address = site::schema::saved::FILE.strip_prefix("public").expect("a file that is published");
    let dist = &prepared().dist;
    let published = fs::read_to_string(dist.join(address.trim_start_matches('/'))).expect("it is published");
    assert_eq!(published, site::schema::saved::written());
    let page = dist::pages(dist).into_iter().find(|page| page.address == "/om/privatliv/").expect("the page");
    assert!(page.text.contains(address), "/om/privatliv/ does not lead to {address}");
}
