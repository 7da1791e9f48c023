//! The editors' files of the ruler: that they can be read, carried to the page and back, and that faults are found.

#![expect(clippy::unwrap_used, reason = "helpers of tests: a panic is a failed test")]

mod linealen;

use calculator::concern::schema::{self, Problem};
use calculator::concern::{Axis, wire};
use linealen::{model, read, tables, tree};
use toml::{Table, Value};

#[test]
fn the_model_is_as_large_as_it_says() {
    let model = model();
    let with = |strength: u8| model.signs.iter().filter(|sign| sign.strength == strength).count();
    assert_eq!([with(1), with(2), with(3)], [13, 32, 13]);
    assert_eq!(model.signs.iter().filter(|sign| sign.axis == Axis::Child).count(), 32);
    let by_age: Vec<usize> = (0..model.ages.len()).map(|age| model.signs_at(age).count()).collect();
    assert_eq!(by_age, [7, 20, 30, 36, 45, 43, 38]);
    assert_eq!((model.risks.len(), model.resources.len(), model.gates.len()), (17, 16, 9));
}

#[test]
fn every_paragraph_is_in_the_register_and_the_unconfirmed_ones_are_marked() {
    let unconfirmed = model().laws.iter().filter(|law| !law.confirmed).map(|law| law.id.as_str());
    assert_eq!(unconfirmed.collect::<Vec<_>>(), ["barnets-lov-137", "barnets-lov-138"]);
    // Texts cite by id: a paragraph in the words would stand beside the register.
    for (name, text) in linealen::FILES {
        assert!(!text.contains('§'), "{name}");
    }
}

#[test]
fn a_page_gives_back_the_model() {
    let model = model();
    let json = wire::to_json(model);
    assert!(!json.contains(['<', '>', '&', '\n']), "it cannot end a script element");
    let mut carried = model.clone();
    carried.log.clear();
    assert_eq!(wire::decode(&json).unwrap(), carried);
    // On another site paragraphs are described elsewhere; the model is the same.
    for law in &mut carried.laws {
        law.href = ["/andre/steder/#", &law.id].concat();
    }
    assert_eq!(wire::decode(&wire::to_json(&carried)).unwrap(), carried);
    // Anything else is refused: a part of it, another order of fields, one word.
    for other in [
        &json[..json.len() / 2],
        "[]",
        "{}",
        "[\"1\"]",
        &json.replacen("[\"1\"", "[\"2\"", 1),
        &json.replacen("fam-tone", "fam-tune", 1),
    ] {
        assert_eq!(wire::decode(other), Err(wire::Stale));
    }
}

#[test]
fn the_hash_and_the_marks_follow_words_and_rules() {
    let changed = |change: &dyn Fn(&mut Table)| {
        let mut root = tables();
        change(&mut root);
        read(root).unwrap()
    };
    let words = changed(&|root| root["tegn"][3]["forklaring"] = Value::from("Noget andet."));
    assert_ne!(words.hash, model().hash);
    let differ = |other: &calculator::concern::Model| {
        (0..other.questions.len()).filter(|&index| other.questions[index].mark != model().questions[index].mark).count()
    };
    assert_eq!(differ(&words), 1);
    let rule = changed(&|root| root["graenser"]["omraader_tydelig"] = Value::from(4));
    assert_ne!(rule.hash, model().hash);
    assert_eq!(differ(&rule), 0);
    // The change log is not what the ruler says.
    let log = changed(&|root| root["aendring"][0]["tekst"] = Value::from("Noget andet."));
    assert_eq!(log.hash, model().hash);
}

/// A way to break the files, the place where it is told, and what is told there.
struct Case {
    what: &'static str,
    change: fn(&mut Table),
    place: &'static str,
    problem: fn(&Problem) -> bool,
}

const CASES: &[Case] = &[
    Case {
        what: "a sign without a definition",
        change: |root| drop(root["tegn"][0].as_table_mut().unwrap().remove("forklaring")),
        place: "tegn[0].forklaring",
        problem: |problem| *problem == Problem::Missing,
    },
    Case {
        what: "something to do under no heading",
        change: |root| drop(root["port"][0]["svar"][0].as_table_mut().unwrap().remove("overskrift")),
        place: "port[0].svar[0].overskrift",
        problem: |problem| *problem == Problem::Missing,
    },
    Case {
        what: "an empty text",
        change: |root| root["tegn"][2]["tekst"] = Value::from("  "),
        place: "tegn[2].tekst",
        problem: |problem| *problem == Problem::Empty,
    },
    Case {
        what: "a strength that is none",
        change: |root| root["tegn"][1]["styrke"] = Value::from("mellem"),
        place: "tegn[1].styrke",
        problem: |problem| matches!(problem, Problem::Unknown { found, expected } if found == "mellem" && expected.contains(&"tydelig".to_owned())),
    },
    Case {
        what: "a paragraph that the register has not",
        change: |root| root["niveau"][0]["lov"] = Value::from(vec!["barnets-lov-999"]),
        place: "niveau[0].lov",
        problem: |problem| matches!(problem, Problem::Unknown { found, .. } if found == "barnets-lov-999"),
    },
    Case {
        what: "a key that nobody reads",
        change: |root| {
            drop(root["port"][0]["svar"][0].as_table_mut().unwrap().insert("kontaktt".into(), Value::from("nej")));
        },
        place: "port[0].svar[0]",
        problem: |problem| matches!(problem, Problem::UnknownKey { key, .. } if key == "kontaktt"),
    },
    Case {
        what: "an id that is there twice",
        change: |root| root["tegn"][1]["id"] = root["tegn"][0]["id"].clone(),
        place: "id",
        problem: |problem| matches!(problem, Problem::Duplicate { .. }),
    },
    Case {
        what: "a level beyond five",
        change: |root| root["styrke"][0]["mindst"] = Value::from(6),
        place: "styrke[0].mindst",
        problem: |problem| matches!(problem, Problem::Number { most: 5, .. }),
    },
    Case {
        what: "four levels",
        change: |root| drop(root["niveau"].as_array_mut().unwrap().pop()),
        place: "niveau",
        problem: |problem| *problem == Problem::Count { found: 4, expected: 5 },
    },
    Case {
        what: "a sentence on parents without its condition",
        change: |root| root["niveau"][1]["foraeldre"] = Value::from(vec!["Tal med dem."]),
        place: "niveau[1].foraeldre",
        problem: |problem| *problem == Problem::Untagged,
    },
    Case {
        what: "a table that is gone",
        change: |root| drop(root["tabel"].as_array_mut().unwrap().remove(1)),
        place: "tabel.vaegt",
        problem: |problem| *problem == Problem::Missing,
    },
    Case {
        what: "a condition on a value that a class has not",
        change: |root| root["tabel"][1]["raekke"][0]["naar"]["bredde"] = Value::from("fire"),
        place: "tabel[1].raekke[0].naar.bredde",
        problem: |problem| matches!(problem, Problem::Unknown { .. }),
    },
    Case {
        what: "a condition on a class that the table does not ask",
        change: |root| {
            drop(
                root["tabel"][2]["raekke"][0]["naar"]
                    .as_table_mut()
                    .unwrap()
                    .insert("bredde".into(), Value::from("en")),
            );
        },
        place: "tabel[2].raekke[0].naar",
        problem: |problem| matches!(problem, Problem::UnknownKey { .. }),
    },
    Case {
        what: "a gate that follows and has no answer meanwhile",
        change: |root| drop(root["port"][2].as_table_mut().unwrap().remove("ubesvaret")),
        place: "port[2].ubesvaret",
        problem: |problem| *problem == Problem::Missing,
    },
    Case {
        what: "a text that is gone",
        change: |root| drop(root["tekst"].as_array_mut().unwrap().remove(0)),
        place: "tekst.om",
        problem: |problem| *problem == Problem::Missing,
    },
    Case {
        what: "an age range the wrong way round",
        change: |root| {
            root["tegn"][0]["alder_fra"] = Value::from("15-17");
            root["tegn"][0]["alder_til"] = Value::from("1-2");
        },
        place: "tegn[0].alder_til",
        problem: |problem| *problem == Problem::Empty,
    },
    Case {
        what: "answers of a set without the ranks that a table needs",
        change: |root| root["svarsaet"][4]["svar"][1]["rang"] = Value::from(5),
        place: "svarsaet.retning",
        problem: |problem| *problem == Problem::Ranks,
    },
    Case {
        what: "strengths in another order",
        change: |root| root["styrke"].as_array_mut().unwrap().swap(0, 2),
        place: "styrke[0].id",
        problem: |problem| matches!(problem, Problem::Unknown { found, expected } if found == "alvorlig" && expected == &["let"]),
    },
    Case {
        what: "a serious sign that is a state",
        change: |root| drop(root["tegn"][0].as_table_mut().unwrap().insert("tilstand".into(), Value::from(true))),
        place: "tegn[0].tilstand",
        problem: |problem| matches!(problem, Problem::Unknown { .. }),
    },
    Case {
        what: "more answers than can be",
        change: |root| {
            let answers = root["port"][0]["svar"].as_array_mut().unwrap();
            for number in 0..14 {
                let mut more = answers[1].clone();
                more["id"] = Value::from(format!("nej-{number}"));
                answers.push(more);
            }
        },
        place: "port[0].svar",
        problem: |problem| *problem == Problem::TooMany { most: 15 },
    },
];

#[test]
fn faults_are_told_with_their_places() {
    for case in CASES {
        let mut root = tables();
        (case.change)(&mut root);
        let faults = read(root).expect_err(case.what);
        let hit = faults.iter().any(|fault| fault.place == case.place && (case.problem)(&fault.problem));
        assert!(hit, "{}: {faults:?}", case.what);
        assert!(faults.iter().all(|fault| !fault.to_string().is_empty()));
    }
}

#[test]
fn all_faults_are_told_at_once() {
    let mut root = tables();
    for index in 0..3 {
        root["tegn"][index]["akse"] = Value::from("skole");
    }
    assert_eq!(read(root).unwrap_err().len(), 3);
}

#[test]
fn what_must_be_reviewed_speaks_of_what_there_is() {
    let model = model();
    let points = schema::read_review(&tree(&Value::Table(tables()))).unwrap();
    assert!(points.len() >= 14);
    for point in &points {
        for about in &point.about {
            let known = model.find(about).is_some() || model.tables.iter().any(|table| table.id == *about);
            assert!(known, "{}: {about}", point.id);
        }
    }
}

/// The value at a path of keys and places.
fn at<'v>(root: &'v mut Value, path: &[Step]) -> &'v mut Value {
    path.iter().fold(root, |value, step| match step {
        Step::Key(key) => value.get_mut(key.as_str()).unwrap(),
        Step::Place(place) => value.get_mut(*place).unwrap(),
    })
}

#[derive(Clone)]
enum Step {
    Key(String),
    Place(usize),
}

/// Every value in the editors' files, as the way to it. Of a long list the first and the last entry stand for all.
fn places(value: &Value, path: &mut Vec<Step>, out: &mut Vec<Vec<Step>>) {
    if !path.is_empty() {
        out.push(path.clone());
    }
    let steps: Vec<Step> = match value {
        Value::Table(table) => table.keys().cloned().map(Step::Key).collect(),
        Value::Array(items) => (0..items.len()).filter(|&n| n == 0 || n + 1 == items.len()).map(Step::Place).collect(),
        _ => Vec::new(),
    };
    for step in steps {
        path.push(step.clone());
        let child = match &step {
            Step::Key(key) => &value[key.as_str()],
            Step::Place(place) => &value[*place],
        };
        places(child, path, out);
        path.pop();
    }
}

#[test]
fn no_missing_or_foreign_value_anywhere_makes_a_panic() {
    let whole = Value::Table(tables());
    let mut all = Vec::new();
    places(&whole, &mut Vec::new(), &mut all);
    assert!(all.len() > 300, "only {} places", all.len());
    let mut refused = 0;
    for place in all {
        let Some((last, above)) = place.split_last() else { continue };
        let mut less = whole.clone();
        match (at(&mut less, above), last) {
            (Value::Table(table), Step::Key(key)) => drop(table.remove(key)),
            (Value::Array(items), Step::Place(index)) => drop(items.remove(*index)),
            _ => unreachable!("a step leads into a table or a list"),
        }
        let mut foreign = whole.clone();
        *at(&mut foreign, &place) = Value::String("noget-andet".to_owned());
        let mut empty = whole.clone();
        *at(&mut empty, &place) = Value::Array(Vec::new());
        for changed in [less, foreign, empty] {
            let Value::Table(root) = changed else { unreachable!("it was a table") };
            refused += usize::from(read(root).is_err());
        }
    }
    // Many a text may well be another; but not all of them.
    assert!(refused > 300, "only {refused} were refused");
}
