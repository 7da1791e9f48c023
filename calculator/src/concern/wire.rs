//! The model in a page: JSON with the editors' keys, and back.
//!
//! Contract: [`decode`] of what [`to_json`] wrote is an equal [`Model`], less its change log. Both use the keys of
//! [`super::schema`]; besides them the JSON has `kontrolsum`, the hash of the model, and `love`, the paragraphs it cites. Every
//! leaf is a text.

use super::model::{Choice, Effect, Kind, Law, Level, Model, Named};
use super::schema::{self, Fault, Problem};
use super::sentence::{Contact, Sentence};
use super::table::{Class, Table};
use crate::wire::Node;
use crate::wire::json::{self, Json};

/// The id of the script element that holds the model.
pub const ELEMENT_ID: &str = "linealen-data";

/// Reads a model from a page.
///
/// # Errors
/// Where the text is no JSON of ours, or its parts do not fit together: then page and script are not of one build.
pub fn decode(text: &str) -> Result<Model, Vec<Fault>> {
    let root = json::read(text).map_err(|error| {
        let place = ["linje ", &error.line.to_string()].concat();
        vec![Fault { place, problem: Problem::Empty }]
    })?;
    let root = &root;
    let law = |node: &Json| {
        let text = |key: &str| node.field(key).and_then(|node| node.text()).unwrap_or_default();
        Law { id: text("id"), label: text("navn"), href: text("adresse"), confirmed: text("status") == "bekraeftet" }
    };
    let laws: Vec<Law> =
        root.field("love").and_then(|laws| laws.items()).unwrap_or_default().into_iter().map(law).collect();
    schema::read_sealed(root, &laws)
}

/// A model as the JSON of a page.
#[must_use]
pub fn to_json(model: &Model) -> String {
    let mut out = String::new();
    all(model, &model.hash).write(&mut out);
    out
}

/// Gives a model the hash of what it says.
pub(crate) fn seal(model: &mut Model) {
    let mut out = String::new();
    all(model, "").write(&mut out);
    model.hash = hash(&out);
}

/// FNV-1a, 64 bits: tells versions apart, keeps no secret.
fn fnv(text: &str, mut state: u64) -> u64 {
    for byte in text.bytes() {
        state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    state
}

const START: u64 = 0xcbf2_9ce4_8422_2325;

/// A text as 16 hexadecimal digits.
pub(crate) fn hash(text: &str) -> String {
    hex(fnv(text, START), 16)
}

fn hex(value: u64, digits: u32) -> String {
    (0..digits).rev().filter_map(|digit| char::from_digit((value >> (4 * digit) & 15) as u32, 16)).collect()
}

/// The mark of a question: its words, its answers and its weight.
pub(crate) fn mark(model: &Model, question: usize) -> String {
    let row = &model.questions[question];
    let mut state = START;
    let mut take = |text: &str| state = fnv("\u{1f}", fnv(text, state));
    for text in [&row.text, &row.explanation, &row.not] {
        take(text);
    }
    for choice in model.choices_of(question) {
        for text in [&choice.id, &choice.text, &choice.explanation] {
            take(text);
        }
        take(if choice.unknown { "?" } else { DIGITS[usize::from(choice.rank.min(9))] });
    }
    match row.kind {
        Kind::Sign(sign) => {
            let sign = &model.signs[sign];
            take(sign.axis.key());
            take(DIGITS[usize::from(sign.strength.min(9))]);
            take(if sign.state { "s" } else { "" });
            take(&model.areas[sign.area].id);
        }
        Kind::Gate(gate) => {
            for effect in &model.gates[gate].effects {
                take(effect.track.map_or("", super::Track::key));
                take(effect.contact.key());
                take(DIGITS[usize::from(effect.floor.min(9))]);
            }
        }
        _ => {}
    }
    hex(state ^ state >> 32, 8)
}

const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

type Fields = Vec<(&'static str, Json)>;

fn text(value: impl Into<String>) -> Json {
    Json::Text(value.into())
}

fn number(value: u8) -> Json {
    text(value.to_string())
}

fn texts<'a>(values: impl IntoIterator<Item = &'a str>) -> Json {
    Json::List(values.into_iter().map(text).collect())
}

fn list<T>(values: &[T], one: impl FnMut(&T) -> Json) -> Json {
    Json::List(values.iter().map(one).collect())
}

/// A text that is left out where it is empty.
fn some(fields: &mut Fields, key: &'static str, value: &str) {
    if !value.is_empty() {
        fields.push((key, text(value)));
    }
}

fn sentences(fields: &mut Fields, key: &'static str, sentences: &[Sentence]) {
    if !sentences.is_empty() {
        fields.push((key, list(sentences, sentence)));
    }
}

fn sentence(sentence: &Sentence) -> Json {
    match sentence.needs().key() {
        None => text(sentence.raw()),
        Some(_) => Json::object(tagged(sentence)),
    }
}

fn tagged(sentence: &Sentence) -> Fields {
    let mut fields = vec![("tekst", text(sentence.raw()))];
    fields.extend(sentence.needs().key().map(|needs| ("kraever_kontakt", text(needs))));
    fields
}

fn named(named: &Named) -> Json {
    let mut fields = vec![("id", text(&*named.id)), ("navn", text(&*named.name))];
    sentences(&mut fields, "saetninger", &named.sentences);
    Json::object(fields)
}

fn all(model: &Model, hash: &str) -> Json {
    let law = |law: &Law| {
        let status = if law.confirmed { "bekraeftet" } else { "ubekraeftet" };
        let fields = [("id", &*law.id), ("navn", &law.label), ("adresse", &law.href), ("status", status)];
        Json::object(fields.map(|(key, value)| (key, text(value))).to_vec())
    };
    let plain = |fields: &[(&'static str, &str)]| {
        let mut all = Fields::new();
        fields.iter().for_each(|(key, value)| some(&mut all, key, value));
        Json::object(all)
    };
    let limits = &model.limits;
    let pair = |pair: [u8; 2]| Json::List(pair.map(number).to_vec());
    let set_names = set_names(model);
    let sets = set_names.iter().map(|(name, index)| {
        Json::object(vec![
            ("id", text(*name)),
            ("svar", list(&model.choices[*index], |choice| Json::object(choice_fields(choice)))),
        ])
    });
    let mut fields = vec![
        ("version", text(&*model.version)),
        ("dato", text(&*model.date)),
        ("love", list(&model.laws, law)),
        ("niveau", list(&model.levels, |one| level(model, one))),
        ("spor", list(&model.tracks, named)),
        ("kontakt", list(&model.contacts, named)),
        ("akse", list(&model.axes, named)),
        (
            "styrke",
            list(&model.strengths, |one| {
                plain(&[
                    ("id", &one.id),
                    ("navn", &one.name),
                    ("tekst", &one.text),
                    ("mindst", DIGITS[usize::from(one.floor.min(9))]),
                ])
            }),
        ),
        ("alder", list(&model.ages, |age| plain(&[("id", &age.id), ("navn", &age.name)]))),
        (
            "omraade",
            list(&model.areas, |area| {
                plain(&[("id", &area.id), ("navn", &area.name), ("forklaring", &area.explanation)])
            }),
        ),
        ("svarsaet", Json::List(sets.collect())),
        ("spoergsmaal", Json::List(plain_questions(model))),
        ("fritekst", list(&model.notes, named)),
        ("tekst", list(&model.texts, named)),
        (
            "tegn",
            list(&model.signs, |sign| {
                let row = &model.questions[sign.question];
                let mut fields = question_fields(model, sign.question, "tekst");
                fields.push(("forveksl", text(&*row.not)));
                fields.push(("omraade", text(&*model.areas[sign.area].id)));
                fields.push(("akse", text(sign.axis.key())));
                fields.push(("styrke", text(&*model.strengths[usize::from(sign.strength) - 1].id)));
                if sign.state {
                    fields.push(("tilstand", text("true")));
                }
                triggers(model, &mut fields, &sign.triggers);
                Json::object(fields)
            }),
        ),
        (
            "belastning",
            list(&model.risks, |risk| {
                let mut fields = vec![
                    ("id", text(&*model.questions[risk.question].id)),
                    ("tekst", text(&*model.questions[risk.question].text)),
                    ("forklaring", text(&*model.questions[risk.question].explanation)),
                ];
                if risk.automatic != 0 {
                    fields.push(("automatisk", texts(bits(risk.automatic).map(|age| &*model.ages[age].id))));
                }
                triggers(model, &mut fields, &risk.triggers);
                Json::object(fields)
            }),
        ),
        (
            "ressource",
            list(&model.resources, |resource| {
                let row = &model.questions[resource.question];
                let carrying = if resource.carrying { "true" } else { "" };
                plain(&[
                    ("id", &row.id),
                    ("tekst", &row.text),
                    ("forklaring", &row.explanation),
                    ("baerende", carrying),
                ])
            }),
        ),
        ("port", Json::List((0..model.gates.len()).map(|index| gate(model, index)).collect())),
        (
            "graenser",
            Json::object(vec![
                ("omraader_tydelig", number(limits.areas_clear)),
                ("bredde", pair(limits.breadth)),
                ("belastning", pair(limits.burden)),
                ("ressourcer", pair(limits.resources)),
                ("ukendt_hver", number(limits.unknown_one_in)),
            ]),
        ),
        ("klasse", Json::List(classes(model))),
        ("tabel", list(&model.tables, |one| table(model, one))),
    ];
    some(&mut fields, "kontrolsum", hash);
    Json::object(fields)
}

fn bits(mask: u16) -> impl Iterator<Item = usize> {
    (0..16).filter(move |bit| mask >> bit & 1 == 1)
}

/// The sets of answers that are no gate's, with their ids.
fn set_names(model: &Model) -> Vec<(&'static str, usize)> {
    let of = |question: &super::Question| match question.kind {
        Kind::Gate(_) => None,
        Kind::Sign(_) => Some("tegn"),
        Kind::Frequency(_) => Some("hyppighed"),
        Kind::Duration if question.id == "varighed-spaed" => Some("varighed-spaed"),
        Kind::Duration => Some("varighed"),
        Kind::Direction => Some("retning"),
        Kind::Risk(_) => Some("belastning"),
        Kind::Resource(_) => Some("ressource"),
        Kind::Tried => Some("proevet"),
        Kind::Parents => Some("foraeldre"),
    };
    let mut names: Vec<(&'static str, usize)> = Vec::new();
    for question in &model.questions {
        if let Some(name) = of(question).filter(|name| names.iter().all(|(known, _)| known != name)) {
            names.push((name, question.choices));
        }
    }
    // In the order of the sets, so that indexes stay.
    names.sort_by_key(|(_, index)| *index);
    names
}

fn choice_fields(choice: &Choice) -> Fields {
    let mut fields = vec![("id", text(&*choice.id)), ("tekst", text(&*choice.text))];
    some(&mut fields, "forklaring", &choice.explanation);
    if choice.unknown {
        fields.push(("ukendt", text("true")));
    } else {
        fields.push(("rang", number(choice.rank)));
    }
    fields
}

fn question_fields(model: &Model, question: usize, words: &'static str) -> Fields {
    let row = &model.questions[question];
    let mut fields = vec![("id", text(&*row.id)), (words, text(&*row.text)), ("forklaring", text(&*row.explanation))];
    let (first, last) = (row.ages.trailing_zeros() as usize, 15 - row.ages.leading_zeros() as usize);
    fields.push(("alder_fra", text(&*model.ages[first].id)));
    fields.push(("alder_til", text(&*model.ages[last].id)));
    fields
}

/// Questions that stand alone; that of frequency once, not once an area.
fn plain_questions(model: &Model) -> Vec<Json> {
    let mut all = Vec::new();
    for (index, question) in model.questions.iter().enumerate() {
        match question.kind {
            Kind::Frequency(0) => {
                let fields = [("id", "hyppighed"), ("tekst", &question.text), ("forklaring", &question.explanation)];
                all.push(Json::object(fields.map(|(key, value)| (key, text(value))).to_vec()));
            }
            Kind::Duration | Kind::Direction | Kind::Tried | Kind::Parents => {
                all.push(Json::object(question_fields(model, index, "tekst")));
            }
            _ => {}
        }
    }
    all
}

fn triggers(model: &Model, fields: &mut Fields, triggers: &[usize]) {
    if !triggers.is_empty() {
        let ids = triggers.iter().map(|&gate| &*model.questions[model.gates[gate].question].id);
        fields.push(("ser_paa_igen", texts(ids)));
    }
}

fn level(model: &Model, level: &Level) -> Json {
    let mut fields = vec![
        ("navn", text(&*level.name)),
        ("linje", text(&*level.line)),
        ("overskrift", text(&*level.heading)),
        ("spor", text(level.track.key())),
    ];
    for (key, list) in [
        ("foerste", &level.first),
        ("nu", &level.now),
        ("med", &level.with),
        ("foraeldre", &level.parents),
        ("skriv", &level.write),
    ] {
        sentences(&mut fields, key, list);
    }
    fields.push((
        "frist",
        list(&level.when, |deadline| {
            let mut fields = tagged(&deadline.sentence);
            fields.extend(deadline.law.map(|law| ("lov", text(&*model.laws[law].id))));
            Json::object(fields)
        }),
    ));
    law_ids(model, &mut fields, &level.laws);
    Json::object(fields)
}

fn law_ids(model: &Model, fields: &mut Fields, laws: &[usize]) {
    if !laws.is_empty() {
        fields.push(("lov", texts(laws.iter().map(|&law| &*model.laws[law].id))));
    }
}

fn gate(model: &Model, index: usize) -> Json {
    let gate = &model.gates[index];
    let row = &model.questions[gate.question];
    let choices = model.choices_of(gate.question);
    let mut fields = question_fields(model, gate.question, "spoergsmaal");
    fields.push(("navn", text(&*gate.name)));
    if row.several {
        fields.push(("flere", text("true")));
    }
    if let Some((first, mask)) = gate.after {
        let first = model.gates[first].question;
        let answers = texts(bits(mask).map(|choice| &*model.choices_of(first)[choice].id));
        fields.push(("efter", Json::object(vec![("port", text(&*model.questions[first].id)), ("svar", answers)])));
    }
    fields.extend(gate.unanswered.map(|choice| ("ubesvaret", text(&*choices[choice].id))));
    if gate.sign_contact != Contact::Yes {
        fields.push(("tegn_kontakt", text(gate.sign_contact.key())));
    }
    let answer = |(choice, effect): (&Choice, &Effect)| {
        let mut fields = choice_fields(choice);
        if choice.unknown {
            fields.push(("rang", number(choice.rank)));
        }
        fields.extend(effect.track.map(|track| ("spor", text(track.key()))));
        if effect.contact != Contact::Yes {
            fields.push(("kontakt", text(effect.contact.key())));
        }
        if effect.floor > 0 {
            fields.push(("gulv", number(effect.floor)));
        }
        if effect.leader {
            fields.push(("leder", text("true")));
        }
        fields.extend(
            effect.look_again.map(|gate| ("ser_paa_igen", text(&*model.questions[model.gates[gate].question].id))),
        );
        some(&mut fields, "overskrift", &effect.heading);
        sentences(&mut fields, "trin", &effect.steps);
        sentences(&mut fields, "opgaver", &effect.tasks);
        law_ids(model, &mut fields, &effect.laws);
        some(&mut fields, "note", &effect.note);
        some(&mut fields, "grund", &effect.ground);
        Json::object(fields)
    };
    fields.push(("svar", Json::List(choices.iter().zip(&gate.effects).map(answer).collect())));
    Json::object(fields)
}

fn classes(model: &Model) -> Vec<Json> {
    let named = [
        Class::Child,
        Class::Care,
        Class::Breadth,
        Class::Course,
        Class::Burden,
        Class::Weight,
        Class::Picture,
        Class::Resources,
    ];
    let class = |class: Class| {
        let info = model.class(class);
        let values = list(&info.values, |value| {
            let mut fields = vec![("id", text(&*value.id)), ("navn", text(&*value.name))];
            some(&mut fields, "tekst", &value.text);
            Json::object(fields)
        });
        Json::object(vec![("id", text(class.key())), ("navn", text(&*info.name)), ("vaerdi", values)])
    };
    named.map(class).to_vec()
}

fn table(model: &Model, table: &Table) -> Json {
    let rows = list(&table.rows, |row| {
        let condition = |(class, mask): (&Class, &u16)| {
            (class.key(), texts(bits(*mask).map(|value| &*model.class(*class).values[value].id)))
        };
        let mut fields = vec![("naar", Json::object(table.inputs.iter().zip(&row.when).map(condition).collect()))];
        fields
            .extend(table.output.map(|class| ("giver", text(&*model.class(class).values[usize::from(row.value)].id))));
        fields.push(("tekst", text(&*row.reason)));
        sentences(&mut fields, "saetninger", &row.sentences);
        some(&mut fields, "opfoelgning", &row.follow_up);
        Json::object(fields)
    });
    Json::object(vec![
        ("id", text(&*table.id)),
        ("titel", text(&*table.title)),
        ("forklaring", text(&*table.explanation)),
        ("raekke", rows),
    ])
}
