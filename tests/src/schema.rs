//! JSON Schemas for editors' programs, held to the readers: both accept and refuse the same.
//!
//! The schemas, `.taplo.toml` and `.tombi.toml` are committed, and written anew by `OPDATER=1 cargo test -p tests --test schema`. Three things are
//! held to them: the real content; every case of the suite; and tables made from the shapes themselves, of which keys are
//! taken away, added and given values of a wrong type. What a schema cannot tell is named here, case by case, with the reason.

use boon::{Compiler, SchemaIndex, Schemas};
use calculator::concern::schema as ruler_schema;
use calculator::concern::{Law, exercise};
use calculator::shape::{Kind, When};
use serde_json::{Value, json};
use site::Built;
use site::diagnostic::Code;
use site::parse::joined::Joined;
use site::schema::{ALL, FOLDER, Schema, files};
use site::source::{Source, Sources};
use site::world::World;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use tests::made::{broken, complete, tables};
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

#[test]
fn shapes_are_sound_in_themselves() {
    for schema in ALL {
        let mut names = BTreeSet::new();
        // Nothing refers to the whole file.
        for shape in schema.shape.all() {
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
///
/// Beyond a schema are all others that the registers can meet: TOML that is none (M003), days in order or past (M009, M010), signs
/// nobody sees (M013), what a text says or how a number in it is written (R001, R011, R013, R016, R020 and the T codes), periods (R002, R003,
/// R004, R009), ids of other entries (the H codes), what other files hold (R010, L002, L005), and what comes out in the end (R015,
/// L003).
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
    (
        "det, der mangler, bliver meldt med sit sted, og intet andet om de samme ord",
        "the reader tells the mark, the schema what it stands in for",
    ),
    ("en liste over kontorsprog med fejl", "compares entries"),
    ("en side to gange i rækkefølgen", "compares entries"),
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

#[test]
fn an_id_that_cannot_be_one_is_refused() {
    let validators = Validators::new();
    let mut tried = 0;
    for schema in ALL {
        let Some(Kind::Table(entry)) = schema.shape.rest.filter(|rest| rest.ids).map(|rest| rest.kind) else {
            continue;
        };
        for (id, good) in [("proeve-2", true), ("Proeve", false), ("pr\u{f8}ve", false), ("en_to", false)] {
            let table = complete(entry, toml::Table::new(), &[], &[], false);
            let whole = toml::Table::from_iter([(id.to_owned(), toml::Value::Table(table))]);
            let built = site::check(&OneFile(schema.files.to_owned(), toml::to_string(&whole).unwrap()));
            let told = built.diagnostics.iter().any(|fault| fault.code == Code::IdForm);
            let why = validators.refusal(schema.name, &as_json(&toml::Value::Table(whole)));
            assert_eq!((why.is_none(), !told), (good, good), "{}: {id}: {why:?}", schema.name);
            tried += 1;
        }
    }
    assert!(tried >= 30, "only {tried}");
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
