//! The parts of a model that stand alone: levels, tracks, ages, answers, classes, tables.
//!
//! Contract: as [`super`]; each function reads one kind of entry.

use super::at::{At, refs};
use super::names::{MOST, NAMED_CLASSES, SETS, STRENGTHS};
use super::{Problem, TEXTS};
use crate::concern::NoteKind;
use crate::concern::model::{
    Age, Area, Axis, Choice, Deadline, Law, Level, Limits, LogEntry, Model, Named, Strength, Track,
};
use crate::concern::order::arrange;
use crate::concern::sentence::{Contact, Needs};
use crate::concern::table::{Class, ClassInfo, ClassValue, Row, Table};
use crate::wire::Node;

pub(super) fn log<N: Node>(root: &At<'_, N>) -> Vec<LogEntry> {
    let entry = |at: &At<'_, N>| {
        at.expect_known();
        LogEntry { version: at.text("version"), date: at.date("dato"), text: at.text("tekst") }
    };
    root.list("aendring").iter().map(entry).collect()
}

/// Entries of fixed ids, in their order.
pub(super) fn named<N: Node>(root: &At<'_, N>, key: &str, ids: &[&str]) -> Vec<Named> {
    let found: Vec<Named> = root.list(key).iter().map(|at| one_named(at, ids)).collect();
    let pick = |id: &&str| {
        let mut with = found.iter().filter(|named| named.id == *id);
        let first = with.next();
        if with.next().is_some() {
            root.fault(key, Problem::Duplicate { id: (*id).to_owned() });
        }
        if first.is_none() {
            root.fault(&[key, ".", id].concat(), Problem::Missing);
        }
        first.cloned()
    };
    ids.iter().filter_map(pick).collect()
}

fn one_named<N: Node>(at: &At<'_, N>, ids: &[&str]) -> Named {
    at.expect_known();
    let index = at.one_of("id", ids);
    Named { id: ids[index].to_owned(), name: at.text("navn"), sentences: at.sentences("saetninger") }
}

pub(super) fn plain(model: &mut Model, root: &At<'_, impl Node>) {
    model.tracks = named(root, "spor", &Track::ALL.map(Track::key));
    model.contacts = named(root, "kontakt", &Contact::ALL.map(Contact::key));
    model.axes = named(root, "akse", &Axis::ALL.map(Axis::key));
    model.notes = named(root, "fritekst", &NoteKind::ALL.map(NoteKind::key));
    model.texts = named(root, "tekst", TEXTS);
    let strength = |(index, at): (usize, &At<'_, _>)| {
        at.expect_known();
        // The order is the weight.
        if at.one_of("id", &STRENGTHS) != index {
            at.unknown("id", &at.peek("id"), &STRENGTHS[index.min(2)..=index.min(2)]);
        }
        Strength { id: at.id("id"), name: at.text("navn"), text: at.text("tekst"), floor: at.number("mindst") }
    };
    model.strengths = root.list("styrke").iter().enumerate().map(strength).collect();
    let age = |at: &At<'_, _>| {
        at.expect_known();
        Age { id: at.id("id"), name: at.text("navn") }
    };
    model.ages = root.list("alder").iter().map(age).collect();
    let area = |at: &At<'_, _>| {
        at.expect_known();
        Area { id: at.id("id"), name: at.text("navn"), explanation: at.text("forklaring") }
    };
    model.areas = root.list("omraade").iter().map(area).collect();
}

pub(super) fn levels<N: Node>(root: &At<'_, N>, laws: &[&str]) -> Vec<Level> {
    root.list("niveau").iter().map(|at| level(at, laws)).collect()
}

fn level<N: Node>(at: &At<'_, N>, laws: &[&str]) -> Level {
    at.expect_known();
    let deadline = |at: &At<'_, N>| {
        at.expect_known();
        Deadline { sentence: at.tagged(), law: at.some_of("lov", laws).first().copied() }
    };
    let parents = at.sentences("foraeldre");
    // What is said of parents is said by the contact, unless it is yes.
    if parents.iter().any(|sentence| sentence.needs() == Needs::Nothing) {
        at.fault("foraeldre", Problem::Untagged);
    }
    Level {
        name: at.text("navn"),
        line: at.text("linje"),
        heading: at.text("overskrift"),
        track: Track::ALL[at.one_of("spor", &["lokalt", "underretning"])],
        first: at.sentences("foerste"),
        now: at.sentences("nu"),
        with: at.sentences("med"),
        when: at.list("frist").iter().map(deadline).collect(),
        parents,
        write: at.sentences("skriv"),
        laws: at.some_of("lov", laws),
    }
}

/// The sets of answers by id, and their ids.
pub(super) fn sets<N: Node>(root: &At<'_, N>) -> (Vec<String>, Vec<Vec<Choice>>) {
    let mut ids: Vec<String> = Vec::new();
    let mut sets = Vec::new();
    for at in root.list("svarsaet") {
        at.expect_known();
        let id = SETS[at.one_of("id", SETS)].to_owned();
        if ids.contains(&id) {
            at.fault("id", Problem::Duplicate { id: id.clone() });
        }
        let choices: Vec<Choice> = at.list("svar").iter().map(choice).collect();
        distinct(&at, &choices);
        ids.push(id);
        sets.push(choices);
    }
    for needed in SETS.iter().filter(|&&needed| !ids.iter().any(|id| id == needed)) {
        root.fault(&["svarsaet.", needed].concat(), Problem::Missing);
    }
    (ids, sets)
}

/// No two answers to a question have one id.
pub(super) fn distinct<N: Node>(at: &At<'_, N>, choices: &[Choice]) {
    for (index, choice) in choices.iter().enumerate() {
        if choices[..index].iter().any(|other| other.id == choice.id) {
            at.fault("svar", Problem::Duplicate { id: choice.id.clone() });
        }
    }
}

fn choice<N: Node>(at: &At<'_, N>) -> Choice {
    at.expect_known();
    let unknown = at.flag("ukendt");
    Choice {
        id: at.id("id"),
        text: at.text("tekst"),
        explanation: at.text("forklaring"),
        rank: if unknown { 0 } else { at.number("rang") },
        unknown,
    }
}

pub(super) fn limits<N: Node>(root: &At<'_, N>) -> Limits {
    let Some(at) = root.table("graenser") else {
        return Limits { areas_clear: 1, breadth: [0; 2], burden: [0; 2], resources: [0; 2], unknown_one_in: 1 };
    };
    at.expect_known();
    Limits {
        areas_clear: at.number("omraader_tydelig"),
        breadth: at.pair("bredde"),
        burden: at.pair("belastning"),
        resources: at.pair("ressourcer"),
        unknown_one_in: at.number("ukendt_hver"),
    }
}

/// All classes: those that editors name, and those whose values are levels, tracks or answers.
pub(super) fn classes<N: Node>(root: &At<'_, N>, model: &Model, sets: &[String]) -> Vec<ClassInfo> {
    let named = root.list("klasse");
    for at in &named {
        at.expect_known();
        at.one_of("id", &NAMED_CLASSES.map(|(class, _)| class.key()));
    }
    let value = |id: &str, name: &str, text: &str| ClassValue { id: id.into(), name: name.into(), text: text.into() };
    let from_set = |id: &str| {
        let set = sets.iter().position(|set| set == id).map_or(&[][..], |index| &model.choices[index]);
        let mut known: Vec<&Choice> = set.iter().filter(|choice| !choice.unknown).collect();
        arrange(&mut known, |choice| u32::from(choice.rank));
        if known.iter().enumerate().any(|(index, choice)| usize::from(choice.rank) != index) {
            root.fault(&["svarsaet.", id].concat(), Problem::Ranks);
        }
        known.iter().map(|choice| value(&choice.id, &choice.text, &choice.explanation)).collect::<Vec<_>>()
    };
    let levels: Vec<ClassValue> = ["1", "2", "3", "4", "5"]
        .iter()
        .zip(&model.levels)
        .map(|(nr, level)| value(nr, &level.name, &level.line))
        .collect();
    let mut all = Vec::new();
    for class in Class::ALL {
        let (name, values) = match class {
            Class::Duration => ("Varighed".to_owned(), from_set("varighed")),
            Class::Direction => ("Retning".to_owned(), from_set("retning")),
            Class::Tried => ("Prøvet".to_owned(), from_set("proevet")),
            Class::Parents => ("Forældrene".to_owned(), from_set("foraeldre")),
            Class::Level => ("Niveau".to_owned(), levels.clone()),
            Class::Step => {
                let gate = std::iter::once(value("port", "Et spørgsmål, der afgør", ""));
                ("Trin".to_owned(), levels.iter().cloned().chain(gate).collect())
            }
            Class::Track => {
                ("Spor".to_owned(), model.tracks.iter().map(|track| value(&track.id, &track.name, "")).collect())
            }
            _ => from_editors(root, &named, class),
        };
        all.push(ClassInfo { class, name, values });
    }
    all
}

fn from_editors<N: Node>(root: &At<'_, N>, named: &[At<'_, N>], class: Class) -> (String, Vec<ClassValue>) {
    let Some(at) = named.iter().find(|at| at.peek("id") == class.key()) else {
        root.fault(&["klasse.", class.key()].concat(), Problem::Missing);
        return (String::new(), Vec::new());
    };
    let value = |at: &At<'_, N>| {
        at.expect_known();
        ClassValue { id: at.id("id"), name: at.text("navn"), text: at.text("tekst") }
    };
    let expected = NAMED_CLASSES.iter().find(|(named, _)| *named == class).map_or(0, |(_, count)| *count);
    let list = if expected == 0 { at.list("vaerdi") } else { at.exactly("vaerdi", expected) };
    (at.text("navn"), list.iter().map(value).collect())
}

/// The tables, in the order of [`Table::IDS`].
pub(super) fn tables<N: Node>(root: &At<'_, N>, model: &Model) -> Vec<Table> {
    let list = root.list("tabel");
    let mut tables = Vec::new();
    for (id, (inputs, output)) in Table::IDS.into_iter().zip(Table::SHAPES) {
        let mut with = list.iter().filter(|at| at.peek("id") == id);
        let Some(at) = with.next() else {
            root.fault(&["tabel.", id].concat(), Problem::Missing);
            continue;
        };
        if with.next().is_some() {
            root.fault("tabel", Problem::Duplicate { id: id.to_owned() });
        }
        at.expect_known();
        let rows = at.list("raekke").iter().map(|at| row(at, model, inputs, output)).collect();
        let (title, explanation) = (at.text("titel"), at.text("forklaring"));
        tables.push(Table { id: id.to_owned(), title, explanation, inputs: inputs.to_vec(), output, rows });
    }
    for at in &list {
        at.one_of("id", &Table::IDS);
    }
    tables
}

fn row<N: Node>(at: &At<'_, N>, model: &Model, inputs: &[Class], output: Option<Class>) -> Row {
    at.expect_known();
    let values =
        |class: Class| -> Vec<&str> { model.class(class).values.iter().map(|value| value.id.as_str()).collect() };
    let all = |class: Class| (1_u16 << values(class).len().min(MOST)) - 1;
    let mut when: Vec<u16> = inputs.iter().map(|&class| all(class)).collect();
    if let Some(conditions) = at.table("naar") {
        conditions.expect_keys(&inputs.iter().map(|class| class.key()).collect::<Vec<_>>());
        for (mask, class) in when.iter_mut().zip(inputs).filter(|(_, class)| conditions.has(class.key())) {
            let some = conditions.some_of(class.key(), &values(*class));
            if some.is_empty() {
                conditions.fault(class.key(), Problem::Empty);
            }
            *mask = some.iter().fold(0, |mask, value| mask | 1 << value);
        }
    }
    let value = output.map_or(0, |class| u8::try_from(at.one_of("giver", &values(class))).unwrap_or_default());
    Row {
        when,
        value,
        reason: at.text("tekst"),
        sentences: at.sentences("saetninger"),
        follow_up: at.text("opfoelgning"),
    }
}

/// The cited paragraphs alone, with every index moved to them.
pub(super) fn keep_cited(model: &mut Model, laws: &[Law]) {
    let mut cited = vec![false; laws.len()];
    each_law(model, |law| cited[*law] = true);
    let new: Vec<usize> = cited
        .iter()
        .scan(0, |next, &cited| {
            let index = *next;
            *next += usize::from(cited);
            Some(index)
        })
        .collect();
    each_law(model, |law| *law = new[*law]);
    model.laws = laws.iter().zip(cited).filter(|(_, cited)| *cited).map(|(law, _)| law.clone()).collect();
}

fn each_law(model: &mut Model, mut each: impl FnMut(&mut usize)) {
    for level in &mut model.levels {
        level.laws.iter_mut().for_each(&mut each);
        level.when.iter_mut().filter_map(|deadline| deadline.law.as_mut()).for_each(&mut each);
    }
    for gate in &mut model.gates {
        gate.effects.iter_mut().flat_map(|effect| &mut effect.laws).for_each(&mut each);
    }
}

/// The ids of laws.
pub(super) fn law_ids(laws: &[Law]) -> Vec<String> {
    laws.iter().map(|law| law.id.clone()).collect()
}

/// Borrowed ids of the entries of a list.
pub(super) fn ids<N: Node>(list: &[At<'_, N>]) -> Vec<String> {
    list.iter().map(|at| at.peek("id")).collect()
}

/// The bits of an age range under `alder_fra` and `alder_til`; all ages where neither is there.
pub(super) fn ages<N: Node>(at: &At<'_, N>, model: &Model) -> u16 {
    let ids: Vec<String> = model.ages.iter().map(|age| age.id.clone()).collect();
    let ids = refs(&ids);
    let first = if at.has("alder_fra") { at.one_of("alder_fra", &ids) } else { 0 };
    let last = if at.has("alder_til") { at.one_of("alder_til", &ids) } else { ids.len().saturating_sub(1) };
    if first > last {
        at.fault("alder_til", Problem::Empty);
    }
    (first..=last).fold(0, |mask, age| mask | 1 << age)
}
