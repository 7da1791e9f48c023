//! JSON Schemas for editors' programs, held to the readers: both accept and refuse the same.
//!
//! The schemas and `.taplo.toml` are committed, and written anew by `OPDATER=1 cargo test -p tests --test schema`. Three things are
//! held to them: the real content; every case of the suite; and tables made from the shapes themselves, of which keys are
//! taken away, added and given values of a wrong type. What a schema cannot tell is named here, case by case, with the reason.

use boon::{Compiler, SchemaIndex, Schemas};
use calculator::concern::schema as ruler_schema;
use calculator::concern::{Law, exercise};
use calculator::shape::{Case, Kind, Look, Need, Shape, When};
use serde_json::{Value, json};
use site::Built;
use site::diagnostic::Code;
use site::parse::joined::Joined;
use site::schema::{ALL, FOLDER, Schema, files};
use site::source::{Source, Sources};
use site::world::World;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use tests::overlay::{Content, build, read_cases};
use tests::prepare::root;

/// The validators of all schemas, by name.
struct Validators(Schemas, BTreeMap<&'static str, SchemaIndex>);

impl Validators {
    fn new() -> Validators {
        let mut schemas = Schemas::new();
        let mut compiler = Compiler::new();
        let mut found = BTreeMap::new();
        for schema in ALL {
            let place = format!("{}/{FOLDER}/{}.json", root().display(), schema.name);
            let value: Value = serde_json::from_str(&schema.text()).expect("a schema is JSON");
            compiler.add_resource(&place, value).unwrap();
            let index = compiler.compile(&place, &mut schemas);
            found.insert(schema.name, index.unwrap_or_else(|error| panic!("{}: {error}", schema.name)));
        }
        Validators(schemas, found)
    }

    /// Why a schema refuses a value.
    fn refusal(&self, name: &str, value: &Value) -> Option<String> {
        self.0.validate(value, self.1[name]).err().map(|error| format!("{error:#}"))
    }
}

/// TOML as a schema sees it: there are no dates, only texts.
fn as_json(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(text) => json!(text),
        toml::Value::Integer(number) => json!(number),
        toml::Value::Float(number) => json!(number),
        toml::Value::Boolean(flag) => json!(flag),
        toml::Value::Datetime(date) => json!(date.to_string()),
        toml::Value::Array(items) => items.iter().map(as_json).collect(),
        toml::Value::Table(table) => Value::Object(table.iter().map(|(k, v)| (k.clone(), as_json(v))).collect()),
    }
}

/// The schema for a file of the project.
fn schema_for(path: &str) -> Option<&'static Schema> {
    let fits = |schema: &&Schema| match schema.files.split_once('*') {
        Some((before, after)) => path.starts_with(before) && path.ends_with(after),
        None if schema.files.is_empty() => path.starts_with("content/") && path.ends_with(".md"),
        None => schema.files == path,
    };
    ALL.iter().find(fits)
}

/// The TOML of a file: all of it, or the front matter of a page. Nothing where it is none.
fn toml_of(path: &str, text: &str) -> Option<toml::Value> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let toml = if path.ends_with(".md") { text.strip_prefix("+++\n")?.split_once("\n+++")?.0.to_owned() } else { text };
    toml.parse::<toml::Table>().ok().map(toml::Value::Table)
}

#[test]
fn what_is_committed_is_what_the_readers_say() {
    let update = std::env::var_os("OPDATER").is_some();
    let mut stale = Vec::new();
    let written = files();
    for (path, text) in &written {
        let place = root().join(path);
        if update {
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            fs::write(&place, text).unwrap();
        } else if fs::read_to_string(&place).is_ok_and(|found| found == *text) {
            continue;
        }
        stale.push(path.clone());
    }
    for entry in fs::read_dir(root().join(FOLDER)).unwrap() {
        let path = format!("{FOLDER}/{}", entry.unwrap().file_name().to_string_lossy());
        if !written.contains_key(&path) {
            stale.push(path);
        }
    }
    assert!(
        update || stale.is_empty(),
        "not as the shapes say; run OPDATER=1 cargo test -p tests --test schema: {stale:?}"
    );
}

#[test]
fn every_file_of_data_has_a_schema() {
    for name in site::discover::REGISTERS.iter().chain(site::discover::MORE_REGISTERS) {
        let schema = schema_for(&format!("content/data/{name}.toml"));
        assert_eq!(schema.map(|schema| schema.name), Some(*name));
    }
    assert_eq!(schema_for("content/linealen/porte.toml").map(|schema| schema.name), Some("linealen"));
    assert_eq!(schema_for("content/akut/index.md").map(|schema| schema.name), Some("side"));
}

/// Every shape below one, with itself.
fn below(shape: &'static Shape, found: &mut Vec<&'static Shape>) {
    if found.iter().any(|known| std::ptr::eq(*known, shape)) {
        return;
    }
    found.push(shape);
    let rest = shape.rest.map(|rest| rest.kind);
    for kind in shape.keys.iter().map(|key| key.kind).chain(rest) {
        if let Kind::Table(inner) | Kind::Tables(inner) | Kind::Sentences(inner, _) = kind {
            below(inner, found);
        }
    }
}

#[test]
fn shapes_are_sound_in_themselves() {
    for schema in ALL {
        let mut shapes = Vec::new();
        below(schema.shape, &mut shapes);
        let mut names = BTreeSet::new();
        // Nothing refers to the whole file.
        for shape in shapes {
            let keys: BTreeSet<_> = shape.keys.iter().map(|key| key.name).collect();
            assert_eq!(keys.len(), shape.keys.len(), "{}: a key stands twice", shape.name);
            // Nothing refers to the whole file.
            let refers = !std::ptr::eq(shape, schema.shape);
            assert!(!refers || names.insert(shape.name), "two shapes are called {}", shape.name);
            for key in shape.keys {
                assert!(key.about.ends_with('.'), "{}.{}: {}", shape.name, key.name, key.about);
                let sample = format!("x = {}", key.example);
                assert!(key.example.is_empty() || sample.parse::<toml::Table>().is_ok(), "{sample}");
            }
            for case in shape.cases {
                for when in case.when {
                    let (key, words) = match when {
                        When::Is(key, words) | When::IsNot(key, words) => (key, *words),
                        When::Has(key) | When::Lacks(key) | When::Off(key) => (key, &[][..]),
                    };
                    let known = shape.key(key).unwrap_or_else(|| panic!("{}: no key {key}", shape.name));
                    if let Kind::Word(known) = known.kind {
                        assert!(words.iter().all(|word| known().contains(word)), "{}.{key}: {words:?}", shape.name);
                    }
                }
                let inner = match case.within.map(|key| shape.kind(key)) {
                    None => Some(shape),
                    Some(Some(Kind::Tables(inner))) => Some(inner),
                    Some(_) => None,
                };
                let inner = inner.unwrap_or_else(|| panic!("{}: {:?}", shape.name, case.within));
                for key in case.needs.iter().chain(case.never) {
                    assert!(inner.key(key).is_some(), "{}: no key {key}", inner.name);
                }
            }
        }
    }
}

#[test]
fn the_real_content_is_valid() {
    let validators = Validators::new();
    let mut read = 0;
    let mut folders = vec![root().join("content")];
    let mut faults = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let place = entry.unwrap().path();
            if place.is_dir() {
                folders.push(place);
                continue;
            }
            let path = place.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
            let Some(schema) = schema_for(&path) else { continue };
            let value =
                toml_of(&path, &fs::read_to_string(&place).unwrap()).unwrap_or_else(|| panic!("{path}: no TOML"));
            faults.extend(validators.refusal(schema.name, &as_json(&value)).map(|why| format!("{path}: {why}")));
            read += 1;
        }
    }
    assert!(read > 50, "only {read} files");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The codes of faults that a table alone can show: keys, types, words, ranges, and what goes together.
const STRUCTURE: &[Code] = &[
    Code::KeyMissing,
    Code::KeyUnknown,
    Code::ValueType,
    Code::TextEmpty,
    Code::SummaryTooLong,
    Code::ResponsiblePerson,
    Code::FormerAddress,
    Code::LinkScheme,
    Code::UnconfirmedNote,
    Code::ValueChoice,
    Code::IdForm,
    Code::NumberRange,
    Code::ChartShape,
    Code::ExampleShape,
    Code::ModelFault,
    Code::ExerciseFault,
];

/// What the reader finds wrong with the tables of each file.
fn faults(built: &Built) -> BTreeMap<String, Vec<(Code, String)>> {
    let mut found: BTreeMap<String, Vec<(Code, String)>> = BTreeMap::new();
    for fault in built.diagnostics.iter().filter(|fault| fault.is_error() && STRUCTURE.contains(&fault.code)) {
        let source = built.sources.get(fault.span.file);
        // What is wrong in the text of a page is no matter of its front matter.
        let front = source.text.match_indices("\n+++").next().map_or(source.text.len(), |(at, _)| at);
        if source.path.ends_with(".md") && fault.span.range().start > front {
            continue;
        }
        found.entry(source.path.clone()).or_default().push((fault.code, fault.message.clone()));
    }
    found
}

/// The cases of the suite in which reader and schema differ, and why.
const APART: &[(&str, &str)] = &[
    ("to år, men ét antal", "counts one list against another table"),
    ("en ukendt sats, og en sats på det forkerte tillæg", "looks up an id"),
    ("prisudviklingen mangler for et år", "counts one list against another"),
    ("forventet_fra uden eget tilbud", "works the example out"),
    ("flere børn end alle, en takst, der ingen er, og en fordeling, der ingen er", "compares numbers, looks up ids"),
    ("finansiering uden noget at regne på", "works the example out"),
    ("sider og tidligere adresser, hvor public/ har filer", "looks at other files"),
    ("to kilder i én parentes, den ene ukendt", "compares the items of a list"),
    ("to ydelser med én side", "compares entries"),
    ("det samme id to gange, og et tal, der er for stort", "compares entries"),
    ("noget, der står i to filer", "the reader stops at the second file; the schema sees what else it lacks"),
    ("en øvelse, der ikke kan besvares sådan", "looks up ids"),
    ("et punkt til gennemgang om noget, der ikke findes", "looks up an id"),
    ("id med stort og mellemrum, og samme id to gange", "compares entries"),
    ("børnehuse og kommuner med overlap, hul og ukendt hus", "looks up an id"),
    ("ordliste med et ord to gange, en paragraf og en død side", "compares entries"),
];

#[test]
fn cases_of_the_suite_are_judged_alike() {
    let validators = Validators::new();
    let (base, cases) = read_cases();
    let (mut refused, mut apart) = (0, Vec::new());
    let mut unused: BTreeSet<_> = APART.iter().map(|(name, _)| *name).collect();
    for case in &cases {
        let faults = faults(&build(&base, &case.files, &case.name));
        for (path, content) in &case.files {
            let (Some(schema), Some(Content::Text(bytes))) = (schema_for(path), content) else { continue };
            let Some(value) = std::str::from_utf8(bytes).ok().and_then(|text| toml_of(path, text)) else { continue };
            let schema = validators.refusal(schema.name, &as_json(&value));
            let reader = faults.get(path);
            refused += usize::from(schema.is_some() && reader.is_some());
            if schema.is_some() == reader.is_some() {
                continue;
            }
            match APART.iter().find(|(name, _)| case.name == *name) {
                Some((name, _)) => _ = unused.remove(name),
                None => apart.push(format!("{}: {path}\n  schema: {schema:?}\n  reader: {reader:?}", case.name)),
            }
        }
    }
    assert!(apart.is_empty(), "{}", apart.join("\n"));
    assert!(unused.is_empty(), "no longer apart: {unused:?}");
    assert!(refused > 20, "only {refused} are refused");
}

/// A table as it is made here.
struct Made<'t>(&'t toml::Table);

impl Look for Made<'_> {
    fn has(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    fn word(&self, key: &str) -> Option<String> {
        self.0.get(key)?.as_str().map(str::to_owned)
    }

    fn is_on(&self, key: &str) -> bool {
        self.0.get(key).and_then(toml::Value::as_bool) == Some(true)
    }
}

/// A value that a key may have.
fn sample(shape: &'static Shape, key: &str, table: &toml::Table, full: bool) -> toml::Value {
    let known = shape.key(key).unwrap();
    if !known.example.is_empty() {
        return format!("x = {}", known.example).parse::<toml::Table>().unwrap().remove("x").unwrap();
    }
    let text = || toml::Value::String("Noget.".to_owned());
    match known.kind {
        Kind::Text => text(),
        Kind::Date => toml::Value::Datetime("2026-11-21".parse().unwrap()),
        Kind::Flag => toml::Value::Boolean(true),
        Kind::Count(least, _) => toml::Value::Integer(least.into()),
        Kind::Pair => toml::Value::Array(vec![toml::Value::Integer(1), toml::Value::Integer(2)]),
        Kind::Word(words) => toml::Value::String(words()[0].to_owned()),
        Kind::ManyWords(words) => toml::Value::Array(vec![toml::Value::String(words()[0].to_owned())]),
        Kind::Texts | Kind::Lines | Kind::Sentences(_, false) => toml::Value::Array(vec![text()]),
        Kind::Sentences(inner, true) => {
            toml::Value::Array(vec![toml::Value::Table(complete(inner, toml::Table::new(), &[], &[], true))])
        }
        Kind::Table(inner) | Kind::Tables(inner) => {
            let imposed = shape.imposed(key, &Made(table));
            let made = match inner.rest {
                Some(rest) if matches!(rest.kind, Kind::Texts) => {
                    toml::Table::from_iter([("navn".to_owned(), toml::Value::Array(vec![text()]))])
                }
                _ => complete(inner, toml::Table::new(), &[], &imposed, full),
            };
            let made = toml::Value::Table(made);
            if matches!(known.kind, Kind::Tables(_)) { toml::Value::Array(vec![made]) } else { made }
        }
    }
}

/// Adds what must be there, and with `full` all else that may but what is `without`; takes away what must not.
fn complete(
    shape: &'static Shape,
    seed: toml::Table,
    without: &[&str],
    imposed: &[&'static Case],
    full: bool,
) -> toml::Table {
    let mut table = seed;
    let mut steady = false;
    while !steady {
        steady = true;
        for key in shape.keys.iter().filter(|key| !without.contains(&key.name)) {
            match shape.need(key.name, &Made(&table), imposed) {
                Need::Never(_) => steady &= table.remove(key.name).is_none(),
                Need::Free if !full => {}
                _ if table.contains_key(key.name) => {}
                _ => {
                    let value = sample(shape, key.name, &table, full);
                    table.insert(key.name.to_owned(), value);
                    steady = false;
                }
            }
        }
    }
    // Tables within were made for what stood around them then.
    for key in shape.keys {
        if matches!(key.kind, Kind::Table(_) | Kind::Tables(_)) && table.contains_key(key.name) {
            let value = sample(shape, key.name, &table, full);
            table.insert(key.name.to_owned(), value);
        }
    }
    table
}

/// Tables of a shape that have nothing wrong with them: for each case one where it holds, each with the least and with all.
fn tables(shape: &'static Shape, imposed: &[&'static Case]) -> Vec<toml::Table> {
    let mut seeds: Vec<(toml::Table, Vec<&'static str>)> = vec![(toml::Table::new(), Vec::new())];
    for case in shape.cases {
        let (mut seed, mut without) = (toml::Table::new(), Vec::new());
        for when in case.when {
            let word = match when {
                When::Is(key, words) => Some((*key, words[0])),
                When::IsNot(key, words) => {
                    let Some(Kind::Word(known)) = shape.kind(key) else { panic!("{key}") };
                    Some((*key, known().into_iter().find(|word| !words.contains(word)).unwrap()))
                }
                When::Has(key) => {
                    let value = sample(shape, key, &seed, false);
                    seed.insert((*key).to_owned(), value);
                    None
                }
                When::Lacks(key) | When::Off(key) => {
                    without.push(*key);
                    None
                }
            };
            seed.extend(word.map(|(key, word)| (key.to_owned(), toml::Value::String(word.to_owned()))));
        }
        seeds.push((seed, without));
    }
    let mut found: Vec<toml::Table> = Vec::new();
    for (seed, without) in seeds {
        for full in [false, true] {
            let table = complete(shape, seed.clone(), &without, imposed, full);
            if !found.contains(&table) {
                found.push(table);
            }
        }
    }
    // What stands within, each in a table that has the least.
    let least: Vec<toml::Table> = found.clone();
    for key in shape.keys {
        let (inner, many) = match key.kind {
            Kind::Table(inner) => (inner, false),
            Kind::Tables(inner) => (inner, true),
            _ => continue,
        };
        for outer in least.iter().filter(|outer| outer.contains_key(key.name)) {
            for table in tables(inner, &shape.imposed(key.name, &Made(outer))) {
                let table = toml::Value::Table(table);
                let value = if many { toml::Value::Array(vec![table]) } else { table };
                let mut outer = outer.clone();
                outer.insert(key.name.to_owned(), value);
                if inner.rest.is_none() && !found.contains(&outer) {
                    found.push(outer);
                }
            }
        }
    }
    found
}

/// Values that no key of a kind can have.
fn wrong(kind: Kind) -> Vec<toml::Value> {
    let text = |text: &str| toml::Value::String(text.to_owned());
    let list = |item: toml::Value| toml::Value::Array(vec![item]);
    let number = toml::Value::Integer;
    match kind {
        Kind::Text => vec![number(5), toml::Value::Boolean(true), list(text("a")), text(" ")],
        Kind::Date => vec![number(2026), text("i går"), toml::Value::Datetime("2026-11-21T10:00:00".parse().unwrap())],
        Kind::Flag => vec![text("true"), number(1)],
        Kind::Count(least, most) => {
            let above = number(i64::from(most) + 1);
            vec![text("15"), number(i64::from(least) - 1), above, toml::Value::Float(1.5)]
        }
        Kind::Pair => vec![number(1), list(number(1)), toml::Value::Array(vec![text("1"), text("2")])],
        Kind::Word(_) => vec![text("findes-ikke"), number(5)],
        Kind::ManyWords(_) => vec![list(text("findes-ikke")), text("findes-ikke"), list(number(5))],
        Kind::Texts => vec![text("a"), list(number(5)), number(5)],
        Kind::Lines => vec![number(5), list(number(5))],
        Kind::Sentences(..) => {
            let unknown = toml::Table::from_iter([("findes-ikke".to_owned(), text("a"))]);
            vec![number(5), list(number(5)), list(toml::Value::Table(unknown))]
        }
        Kind::Table(_) => vec![number(5), text("a")],
        Kind::Tables(_) => vec![number(5), list(number(5)), toml::Value::Table(toml::Table::new())],
    }
}

/// Tables with one thing wrong, and what; those that `wanted` names.
fn broken(
    shape: &'static Shape,
    table: &toml::Table,
    imposed: &[&'static Case],
    wanted: &mut impl FnMut(&str) -> bool,
) -> Vec<(String, toml::Table)> {
    let mut found = Vec::new();
    let mut with = |what: String, key: &str, value: Option<toml::Value>, wanted: &mut dyn FnMut(&str) -> bool| {
        if wanted(&what) {
            let mut table = table.clone();
            match value {
                Some(value) => _ = table.insert(key.to_owned(), value),
                None => _ = table.remove(key),
            }
            found.push((what, table));
        }
    };
    if shape.rest.is_none() {
        with(format!("{}: an unknown key", shape.name), "findes_ikke", Some(toml::Value::Integer(5)), wanted);
    }
    for key in shape.keys {
        let name = || format!("{}.{}", shape.name, key.name);
        let need = shape.need(key.name, &Made(table), imposed);
        if let Need::Never(_) = need {
            let value = sample(shape, key.name, table, false);
            with(format!("{} has no place", name()), key.name, Some(value), wanted);
            continue;
        }
        let Some(value) = table.get(key.name) else { continue };
        if matches!(need, Need::Required | Need::Told) {
            with(format!("{} is missing", name()), key.name, None, wanted);
        }
        for wrong in wrong(key.kind) {
            with(format!("{} = {wrong}", name()), key.name, Some(wrong), wanted);
        }
        let (Kind::Table(inner) | Kind::Tables(inner) | Kind::Sentences(inner, _)) = key.kind else { continue };
        let imposed = shape.imposed(key.name, &Made(table));
        if let Some(within) = value.as_table() {
            for (what, inside) in broken(inner, within, &imposed, wanted) {
                with(what, key.name, Some(toml::Value::Table(inside)), &mut |_: &str| true);
            }
        }
        for (index, within) in value.as_array().into_iter().flatten().enumerate() {
            let Some(within) = within.as_table() else { continue };
            for (what, inside) in broken(inner, within, &imposed, wanted) {
                let mut items = value.as_array().unwrap().clone();
                items[index] = toml::Value::Table(inside);
                with(what, key.name, Some(toml::Value::Array(items)), &mut |_: &str| true);
            }
        }
    }
    found
}

/// The file of a schema with one table in it.
fn file(schema: &Schema, table: &toml::Table) -> (String, String, toml::Value) {
    let whole = match schema.shape.rest {
        Some(_) => toml::Table::from_iter([("proeve".to_owned(), toml::Value::Table(table.clone()))]),
        None => table.clone(),
    };
    let text = toml::to_string(&whole).unwrap();
    let (path, text) = if schema.files.is_empty() {
        ("content/proeve.md".to_owned(), format!("+++\n{text}+++\n\nTekst.\n"))
    } else {
        (schema.files.to_owned(), text)
    };
    (path, text, toml::Value::Table(whole))
}

/// A world of one file: what is missing beside it is told elsewhere.
struct OneFile(String, String);

impl World for OneFile {
    fn today(&self) -> jiff::civil::Date {
        jiff::civil::date(2026, 11, 22)
    }

    fn files(&self) -> Vec<String> {
        vec![self.0.clone()]
    }

    fn read(&self, _: &str) -> Result<Vec<u8>, String> {
        Ok(self.1.clone().into_bytes())
    }
}

/// In how many tables the same thing is tried.
const TIMES: usize = 4;

#[test]
fn tables_made_from_the_shapes_are_judged_alike() {
    let validators = Validators::new();
    let (mut accepted, mut refused, mut apart) = (0, 0, Vec::new());
    // The model of the ruler cannot be made up: see below.
    for schema in ALL.iter().filter(|schema| !schema.shared) {
        let shape = match schema.shape.rest.map(|rest| rest.kind) {
            Some(Kind::Table(entry)) => entry,
            _ => schema.shape,
        };
        let judge = |table: &toml::Table| {
            let (path, text, value) = file(schema, table);
            let built = site::check(&OneFile(path.clone(), text));
            let told = faults(&built).remove(&path).unwrap_or_default();
            (validators.refusal(schema.name, &as_json(&value)), told)
        };
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for table in tables(shape, &[]) {
            let (why, told) = judge(&table);
            // An id of what is not here, and an example that does not come out, are no fault of the table.
            let unknown = |(code, _): &(Code, String)| matches!(code, Code::ValueChoice | Code::ExampleShape);
            if why.is_some() || told.iter().any(|fault| !unknown(fault)) {
                apart.push(format!("{}: {table}\n  schema: {why:?}\n  reader: {told:?}", schema.name));
            }
            accepted += 1;
            // Many tables have the same parts.
            let mut wanted = |what: &str| {
                let times = seen.entry(what.to_owned()).or_insert(0);
                *times += 1;
                *times <= TIMES
            };
            for (what, table) in broken(shape, &table, &[], &mut wanted) {
                let (why, now) = judge(&table);
                let more = now.iter().any(|fault| !told.contains(fault));
                if why.is_none() || !more {
                    apart.push(format!("{}: {what}: {table}\n  schema: {why:?}\n  reader: {now:?}", schema.name));
                }
                refused += 1;
            }
        }
    }
    println!("{accepted} tables are accepted, {refused} refused");
    assert!(
        apart.is_empty(),
        "{} of {}:\n{}",
        apart.len(),
        accepted + refused,
        apart[..apart.len().min(40)].join("\n")
    );
    assert!(accepted > 50 && refused > 1_000, "only {accepted} and {refused}");
}

/// The editors' files of the ruler, by path.
fn ruler() -> BTreeMap<String, String> {
    let paths = fs::read_dir(root().join("content/linealen")).unwrap().map(|entry| entry.unwrap().path());
    let name = |place: &std::path::Path| place.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
    let toml = paths.filter(|place| place.extension().is_some_and(|end| end == "toml"));
    toml.map(|place| (name(&place), fs::read_to_string(place).unwrap())).collect()
}

/// What the readers of the ruler find wrong with files.
fn wrong_with_ruler(files: &BTreeMap<String, String>, laws: &[Law]) -> Vec<String> {
    let mut sources = Sources::default();
    let sources: Vec<_> = files
        .iter()
        .map(|(path, text)| {
            let source = Source::new(path.clone(), text.clone());
            (sources.add(source.clone()), source)
        })
        .collect();
    let read = |(id, source)| {
        let (table, faults) = site::parse::register(id, source);
        table.unwrap_or_else(|| panic!("{}: {faults:?}", source.text))
    };
    let tables: Vec<_> = sources.iter().map(|(id, source)| read((*id, source))).collect();
    let figures = BTreeMap::new();
    let model = Joined::new(&tables, &figures);
    let read = ruler_schema::read(model, laws);
    let points = ruler_schema::read_review(model);
    // Exercises are answers to a model; where there is none, its faults are told.
    let exercises = read.as_ref().ok().map(|read| exercise::read(model, read));
    let faults = read.err().into_iter().chain(points.err()).chain(exercises.and_then(Result::err));
    faults.flatten().map(|fault| format!("{}: {fault}", fault.place)).collect()
}

#[test]
fn the_ruler_with_one_thing_wrong_is_judged_alike() {
    let validators = Validators::new();
    let shape = ALL.iter().find(|schema| schema.shared).unwrap().shape;
    let files = ruler();
    let register: toml::Table = fs::read_to_string(root().join("content/data/lov.toml")).unwrap().parse().unwrap();
    let law = |id: &String| Law { id: id.clone(), label: id.clone(), href: String::new(), confirmed: true };
    let laws: Vec<Law> = register.keys().map(law).collect();
    assert_eq!(wrong_with_ruler(&files, &laws), Vec::<String>::new());
    let (mut seen, mut apart, mut refused) = (BTreeSet::new(), Vec::new(), 0);
    for (path, text) in &files {
        let table: toml::Table = text.parse().unwrap();
        // Of the whole, each file has its share.
        let mut wanted =
            |what: &str| !(what.starts_with("linealen.") && what.ends_with("missing")) && seen.insert(what.to_owned());
        for (what, table) in broken(shape, &table, &[], &mut wanted) {
            let why = validators.refusal("linealen", &as_json(&toml::Value::Table(table.clone())));
            let mut files = files.clone();
            files.insert(path.clone(), toml::to_string(&table).unwrap());
            let told = wrong_with_ruler(&files, &laws);
            if why.is_none() || told.is_empty() {
                apart.push(format!("{path}: {what}\n  schema: {why:?}\n  reader: {told:?}"));
            }
            refused += 1;
        }
    }
    println!("{refused} rulers are refused");
    assert!(apart.is_empty(), "{} of {refused}:\n{}", apart.len(), apart[..apart.len().min(40)].join("\n"));
    assert!(refused > 300, "only {refused}");
}
