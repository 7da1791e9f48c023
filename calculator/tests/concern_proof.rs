//! The proofs: that they hold for the real model, and that each of them finds what it is for.

#![expect(clippy::unwrap_used, reason = "helpers of tests: a panic is a failed test")]

mod linealen;

use calculator::concern::proof::{Violation, check};
use linealen::{model, read, tables};
use toml::{Table, Value};

#[test]
fn nothing_in_the_real_model_breaks_a_proof() {
    let found = check(model());
    let found: Vec<String> =
        found.iter().map(|violation| format!("{}: {}", violation.place, violation.message)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// A way to break the rules, where it is told, and words of the counter-example.
struct Case {
    what: &'static str,
    change: fn(&mut Table),
    place: &'static str,
    words: &'static [&'static str],
}

fn row<'a>(root: &'a mut Table, table: &str, index: usize) -> &'a mut Table {
    let tables = root["tabel"].as_array_mut().unwrap();
    let table = tables.iter_mut().find(|one| one["id"].as_str() == Some(table)).unwrap();
    table["raekke"].as_array_mut().unwrap()[index].as_table_mut().unwrap()
}

fn answer<'a>(root: &'a mut Table, gate: &str, id: &str) -> &'a mut Table {
    let gates = root["port"].as_array_mut().unwrap();
    let gate = gates.iter_mut().find(|one| one["id"].as_str() == Some(gate)).unwrap();
    let answers = gate["svar"].as_array_mut().unwrap();
    answers.iter_mut().find(|one| one["id"].as_str() == Some(id)).unwrap().as_table_mut().unwrap()
}

fn set(table: &mut Table, key: &str, value: impl Into<Value>) {
    table.insert(key.to_owned(), value.into());
}

const CASES: &[Case] = &[
    Case {
        what: "a gap",
        change: |root| {
            row(root, "vaegt", 0)["naar"].as_table_mut().unwrap().insert("belastning".into(), Value::from("ingen"));
        },
        place: "tabel.vaegt",
        words: &["»Vægt«", "ingen række", "bredde: højst ét område, forløb: nyt eller på vej væk, belastninger: én"],
    },
    Case {
        what: "an overlap",
        change: |root| drop(row(root, "niveau", 0)["naar"].as_table_mut().unwrap().remove("vaegt")),
        place: "tabel.niveau.raekke[1]",
        words: &["række 1 og række 2", "grundbillede: ingen tegn, vægt: middel"],
    },
    Case {
        what: "a weight that falls",
        change: |root| set(row(root, "vaegt", 11), "giver", "let"),
        place: "tabel.vaegt.raekke[11]",
        words: &["giver »middel« for bredde: to områder", "kun »let« for det værre"],
    },
    Case {
        what: "a level that falls",
        change: |root| set(row(root, "niveau", 10), "giver", "3"),
        place: "tabel.niveau.raekke[10]",
        words: &["et værre svar sænker niveauet", "barnets trivsel: tydelige tegn", "giver niveau 4", "giver niveau 3"],
    },
    Case {
        what: "a serious sign that is averaged away",
        change: |root| {
            for index in [11, 13] {
                set(row(root, "niveau", index), "giver", "3");
            }
        },
        place: "tabel.niveau.raekke[11]",
        words: &["»Alvorligt tegn« skal give mindst niveau 4", "giver niveau 3"],
    },
    Case {
        what: "a level that nothing reaches",
        change: |root| set(row(root, "niveau", 0), "giver", "2"),
        place: "niveau[0]",
        words: &["intet svar fører til niveau 1"],
    },
    Case {
        what: "a row that nothing reaches",
        change: |root| {
            // Without signs the weight is never heavy: a row for that alone is dead.
            set(
                row(root, "niveau", 1),
                "naar",
                toml::toml! { billede = ["ingen"]
                vaegt = ["middel"] },
            );
            let mut dead = row(root, "niveau", 1).clone();
            set(
                &mut dead,
                "naar",
                toml::toml! { billede = ["ingen"]
                vaegt = ["tung"] },
            );
            root["tabel"][3]["raekke"].as_array_mut().unwrap().push(Value::Table(dead));
        },
        place: "tabel.niveau.raekke[16]",
        words: &["intet svar når række 17"],
    },
    Case {
        what: "level 4 without a notification",
        change: |root| root["niveau"][3]["spor"] = Value::from("lokalt"),
        place: "niveau[3].spor",
        words: &["niveau 4 skal føre til underretning"],
    },
    Case {
        what: "a track at level 3 that falls",
        change: |root| set(row(root, "spor-3", 2), "giver", "lokalt"),
        place: "tabel.spor-3.raekke[2]",
        words: &["giver »Underretning«", "kun »Lokalt«", "prøvet: ja, men det har ikke hjulpet nok"],
    },
    Case {
        what: "a gate whose not-knowing is a no",
        change: |root| {
            for key in ["gulv", "kontakt"] {
                answer(root, "social-kontrol", "ved-ikke").remove(key);
            }
        },
        place: "port.social-kontrol.svar[2]",
        words: &["»Ved ikke« må ikke tælle som nej"],
    },
    Case {
        what: "a worse answer with a milder contact",
        change: |root| drop(answer(root, "overgreb", "mistanke").remove("kontakt")),
        place: "port.overgreb.svar[1]",
        words: &["»Ja, jeg har en mistanke« er et værre svar", "mildere kontakt"],
    },
    Case {
        what: "knowledge that no longer asks who it is about",
        change: |root| root["port"][2]["efter"]["svar"] = Value::from(vec!["mistanke"]),
        place: "port.overgreb.svar[0]",
        words: &["»Ja, jeg ved det«", "mildere kontakt"],
    },
    Case {
        what: "a gate that ends the ruler and stays local",
        change: |root| set(answer(root, "skader-andre", "anden"), "spor", "lokalt"),
        place: "port.skader-andre.svar[3]",
        words: &["kun til lokalt"],
    },
    Case {
        what: "a gate whose silence is a no",
        change: |root| root["port"][4 - 2]["ubesvaret"] = Value::from("anden"),
        place: "port.hvem.ubesvaret",
        words: &["skal være et »ved ikke«"],
    },
    Case {
        what: "a sign that sends to a gate which is not asked",
        change: |root| {
            let signs = root["tegn"].as_array_mut().unwrap();
            let sign = signs.iter_mut().find(|sign| sign["id"].as_str() == Some("fam-paavirket")).unwrap();
            set(sign.as_table_mut().unwrap(), "ser_paa_igen", vec!["ufoedt"]);
        },
        place: "tegn.fam-paavirket.ser_paa_igen",
        words: &["som ikke stilles ved 0–11 måneder"],
    },
    Case {
        what: "an invitation without its condition",
        change: |root| root["niveau"][2]["nu"] = Value::from(vec!["Hold en samtale med forældrene."]),
        place: "niveau[2].nu[0]",
        words: &["kraever_kontakt", "samtale med forældrene"],
    },
    Case {
        what: "an invitation in a definition",
        change: |root| root["tegn"][0]["forklaring"] = Value::from("Spørg forældrene om det."),
        place: "udv-selvskade.forklaring",
        words: &["lægger op til en samtale"],
    },
    Case {
        what: "a child that is questioned",
        change: |root| set(answer(root, "overgreb", "mistanke"), "trin", "Spørg barnet, hvad der er sket."),
        place: "port.overgreb.svar[1].trin[0]",
        words: &["spørge barnet ud"],
    },
    Case {
        what: "a promise of secrecy",
        change: |root| {
            set(answer(root, "overgreb", "viden"), "trin", "Sig, at det er jeres, og at du vil holde det hemmeligt.");
        },
        place: "port.overgreb.svar[0].trin[0]",
        words: &["lover hemmelighed"],
    },
    Case {
        what: "a set of answers without not-knowing",
        change: |root| drop(root["svarsaet"][0]["svar"].as_array_mut().unwrap().remove(2)),
        place: "spoergsmaal.udv-selvskade",
        words: &["kan ikke besvares med »Ved ikke«"],
    },
];

#[test]
fn each_proof_finds_what_it_is_for() {
    for case in CASES {
        let mut root = tables();
        (case.change)(&mut root);
        let found = check(&read(root).unwrap_or_else(|faults| panic!("{}: {faults:?}", case.what)));
        let fits = |violation: &Violation| {
            violation.place == case.place && case.words.iter().all(|words| violation.message.contains(words))
        };
        assert!(found.iter().any(fits), "{}: {found:#?}", case.what);
    }
}
