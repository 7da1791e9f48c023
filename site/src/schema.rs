//! JSON Schemas of front matter and every data file, for editors' programs.
//!
//! Contract: they are written from the [`Shape`]s that the readers work from and from nothing else, so a schema refuses what the
//! reader refuses wherever a table alone can tell. What it cannot tell: whether an id exists, whether days and numbers are in
//! order, what a text says, what stands in other files. And it is stricter in one thing: the reader overlooks blanks around a
//! word. TOML's dates become texts in JSON, so a date in quotation marks is only refused by the reader.
//!
//! Draft 7, which the language servers for TOML read; `$ref` has no sibling there.

mod json;
pub mod saved;

use crate::check::{
    charts, clarify, config, contacts, courses, deadlines, entries, examples, follow_up, glossary, houses, ladder,
    load, page, papers, rates, search, self_check, services, style, systems, visits, wcag,
};
use calculator::concern::schema::shapes;
use calculator::shape::{Case, Key, Kind, Rest, Shape, When};
use json::{Json, object, text, texts};
use std::collections::BTreeMap;

/// Where the schemas lie in the project.
pub const FOLDER: &str = "site/schema";

/// A schema, and the files that it is for.
#[derive(Debug)]
pub struct Schema {
    /// Its file in [`FOLDER`], without `.json`.
    pub name: &'static str,
    /// The files it is for, as a pattern of paths in the project; empty for the front matter of pages.
    pub files: &'static str,
    /// What they may hold.
    pub shape: &'static Shape,
    /// Whether several files share the keys that must be there.
    pub shared: bool,
}

const fn register(name: &'static str, files: &'static str, shape: &'static Shape) -> Schema {
    Schema { name, files, shape, shared: false }
}

/// All schemas.
pub const ALL: &[Schema] = &[
    register("afklaring", "content/data/afklaring.toml", &clarify::SHAPE),
    register("trappescenarie", "content/data/trappescenarie.toml", &ladder::SHAPE),
    register("belastning", "content/data/belastning.toml", &load::SHAPE),
    register("boernehuse", "content/data/boernehuse.toml", &houses::HOUSES),
    register("eksempler", "content/data/eksempler.toml", &examples::SHAPE),
    register("figurer", "content/data/figurer.toml", &charts::SHAPE),
    register("forloebsplan", "content/data/forloebsplan.toml", &courses::SHAPE),
    register("frister", "content/data/frister.toml", &deadlines::SHAPE),
    register("kilder", "content/data/kilder.toml", &entries::SOURCES),
    register("kommuner", "content/data/kommuner.toml", &houses::MUNICIPALITIES),
    Schema { name: "linealen", files: "content/linealen/*.toml", shape: &shapes::MODEL, shared: true },
    register("lov", "content/data/lov.toml", &entries::LAW),
    register("moeder", "content/data/moeder.toml", &papers::SHAPE),
    register("navigation", "content/data/navigation.toml", &config::NAVIGATION),
    register("opfoelgning", "content/data/opfoelgning.toml", &follow_up::SHAPE),
    register("ordliste", "content/data/ordliste.toml", &glossary::SHAPE),
    register("organisationer", "content/data/organisationer.toml", &contacts::SHAPE),
    register("overgange", "content/data/overgange.toml", &visits::SHAPE),
    register("satser", "content/data/satser.toml", &rates::SHAPE),
    register("selvtjek", "content/data/selvtjek.toml", &self_check::SHAPE),
    register("side", "", &page::SHAPE),
    register("site", "content/data/site.toml", &config::SITE),
    register("soegeproever", "content/data/soegeproever.toml", &search::TRIALS),
    register("soegning", "content/data/soegning.toml", &search::SHAPE),
    register("sprog", "content/data/sprog.toml", &style::SHAPE),
    register("systemer", "content/data/systemer.toml", &systems::SHAPE),
    register("tal", "content/data/tal.toml", &entries::FIGURES),
    register("wcag", "content/data/wcag.toml", &wcag::SHAPE),
    register("ydelser", "content/data/ydelser.toml", &services::SHAPE),
];

/// The files that tell editors' programs of the shapes, by their path in the project: the schemas, and which is for what; and the
/// schema of the files that tools save.
#[must_use]
pub fn files() -> BTreeMap<String, String> {
    let schemas = ALL.iter().map(|schema| (format!("{FOLDER}/{}.json", schema.name), schema.text()));
    let rules = ALL.iter().filter(|schema| !schema.files.is_empty()).map(|schema| {
        let (files, name) = (schema.files, schema.name);
        format!("\n[[rule]]\ninclude = [\"{files}\"]\nschema.path = \"{FOLDER}/{name}.json\"\n")
    });
    let head = "# Which JSON Schema is for which file. Written from the readers' own shapes; see CONTRIBUTING.md.\n\
                include = [\"content/**/*.toml\"]\n";
    let taplo = [head.to_owned()].into_iter().chain(rules).collect();
    let rules = ALL.iter().filter(|schema| !schema.files.is_empty()).map(|schema| {
        let (files, name) = (schema.files, schema.name);
        format!("\n[[schemas]]\npath = \"{FOLDER}/{name}.json\"\ninclude = [\"{files}\"]\n")
    });
    let head = "# The same as .taplo.toml, for Tombi.\n";
    let tombi = [head.to_owned()].into_iter().chain(rules).collect();
    let more = [(".taplo.toml", taplo), (".tombi.toml", tombi), (saved::FILE, saved::written())];
    schemas.chain(more.map(|(path, text)| (path.to_owned(), text))).collect()
}

impl Schema {
    /// The schema as JSON.
    #[must_use]
    pub fn text(&self) -> String {
        let mut definitions = BTreeMap::new();
        let mut fields =
            vec![("$schema", text("http://json-schema.org/draft-07/schema#")), ("title", text(self.shape.name))];
        fields.extend(table(self.shape, !self.shared, &mut definitions));
        let definitions = definitions.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect();
        fields.push(("definitions", Json::Object(definitions)));
        object(fields).write()
    }
}

type Definitions = BTreeMap<&'static str, Json>;

/// A table; `whole` where what must be there stands in it, and not perhaps in another file.
fn table(shape: &'static Shape, whole: bool, definitions: &mut Definitions) -> Vec<(&'static str, Json)> {
    let mut fields = vec![("description", text(shape.about)), ("type", text("object"))];
    let properties: Vec<_> = shape.keys.iter().map(|key| (key.name.to_owned(), property(key, definitions))).collect();
    if !properties.is_empty() {
        fields.push(("properties", Json::Object(properties)));
    }
    let required: Vec<_> = shape.keys.iter().filter(|key| whole && key.required).map(|key| key.name).collect();
    if !required.is_empty() {
        fields.push(("required", texts(&required)));
    }
    match shape.rest {
        Some(Rest { kind, ids }) => {
            if ids {
                fields.push(("propertyNames", object([("pattern", text("^[a-z0-9-]+$"))])));
            }
            fields.push(("additionalProperties", object(value(kind, definitions))));
        }
        None => fields.push(("additionalProperties", Json::Flag(false))),
    }
    let cases: Vec<_> = shape.cases.iter().map(|one| case(shape, one)).collect();
    if !cases.is_empty() {
        fields.push(("allOf", Json::List(cases)));
    }
    fields
}

fn reference(shape: &'static Shape, definitions: &mut Definitions) -> Json {
    if !definitions.contains_key(shape.name) {
        let schema = object(table(shape, true, definitions));
        definitions.insert(shape.name, schema);
    }
    object([("$ref", text(format!("#/definitions/{}", shape.name)))])
}

fn property(key: &'static Key, definitions: &mut Definitions) -> Json {
    let mut fields = value(key.kind, definitions);
    // What the key means here says more than what such a table is.
    fields.retain(|(name, _)| *name != "description");
    let about = if key.example.is_empty() {
        key.about.to_owned()
    } else {
        format!("{}\n\nFor eksempel: `{} = {}`", key.about, key.name, key.example)
    };
    fields.insert(0, ("description", text(about)));
    let bounds = key.items.into_iter().flat_map(|(least, most)| {
        let most = u32::try_from(most).ok().filter(|most| *most < u32::MAX);
        [("minItems", u32::try_from(least).ok().filter(|least| *least > 0)), ("maxItems", most)]
    });
    let bounds: Vec<_> = bounds.filter_map(|(name, bound)| Some((name, Json::Number(bound?)))).collect();
    match key.kind {
        Kind::Text => {
            let pattern = if key.pattern.is_empty() { "\\S" } else { key.pattern };
            fields.push(("pattern", text(pattern)));
            let longest = key.longest.and_then(|longest| u32::try_from(longest).ok());
            fields.extend(longest.map(|longest| ("maxLength", Json::Number(longest))));
        }
        Kind::Texts if !key.pattern.is_empty() => {
            fields.retain(|(name, _)| *name != "items");
            fields.push(("items", object([("type", text("string")), ("pattern", text(key.pattern))])));
        }
        Kind::Lines => {
            fields.retain(|(name, _)| *name != "anyOf");
            fields.push(("anyOf", one_or_many(object([("type", text("string"))]), bounds.clone())));
        }
        Kind::Tables(_) => fields.extend(bounds),
        _ => {}
    }
    object(fields)
}

/// What stands under a key of a kind.
fn value(kind: Kind, definitions: &mut Definitions) -> Vec<(&'static str, Json)> {
    let one = || object([("type", text("string"))]);
    let list = |items: Json| vec![("type", text("array")), ("items", items)];
    match kind {
        Kind::Text => vec![("type", text("string"))],
        Kind::Date => vec![("type", text("string")), ("format", text("date"))],
        Kind::Flag => vec![("type", text("boolean"))],
        Kind::Count(least, most) => number(least, most),
        Kind::Pair => {
            let mut fields = list(object(number(0, u32::from(u8::MAX))));
            fields.extend([("minItems", Json::Number(2)), ("maxItems", Json::Number(2))]);
            fields
        }
        Kind::Word(words) => vec![("type", text("string")), ("enum", texts(&words()))],
        Kind::Texts => list(one()),
        Kind::ManyWords(words) => list(object([("type", text("string")), ("enum", texts(&words()))])),
        Kind::Lines => vec![("anyOf", one_or_many(one(), Vec::new()))],
        Kind::Sentences(shape, tagged) => {
            let sentence = reference(shape, definitions);
            if tagged {
                let tag = object([("required", texts(&["kraever_kontakt"]))]);
                list(object([("allOf", Json::List(vec![sentence, tag]))]))
            } else {
                vec![("anyOf", one_or_many(object([("anyOf", Json::List(vec![one(), sentence]))]), Vec::new()))]
            }
        }
        Kind::Table(shape) => table(shape, true, definitions),
        Kind::Tables(shape) => list(reference(shape, definitions)),
    }
}

fn number(least: u32, most: u32) -> Vec<(&'static str, Json)> {
    vec![("type", text("integer")), ("minimum", Json::Number(least)), ("maximum", Json::Number(most))]
}

/// One text, or a list of items.
fn one_or_many(item: Json, bounds: Vec<(&'static str, Json)>) -> Json {
    let mut list = vec![("type", text("array")), ("items", item)];
    list.extend(bounds);
    Json::List(vec![object([("type", text("string"))]), object(list)])
}

/// What follows for some keys from others.
fn case(shape: &'static Shape, case: &'static Case) -> Json {
    let mut then = Vec::new();
    if !case.needs.is_empty() {
        then.push(("required", texts(case.needs)));
    }
    if !case.never.is_empty() {
        let never = case.never.iter().map(|key| ((*key).to_owned(), Json::Flag(false))).collect();
        then.push(("properties", Json::Object(never)));
    }
    let then = match case.within {
        None => object(then),
        Some(key) => object([("properties", Json::Object(vec![(key.to_owned(), object([("items", object(then))]))]))]),
    };
    let mut when: Vec<_> = case.when.iter().map(|when| condition(shape, *when)).collect();
    match when.len() {
        0 => then,
        1 => object([("if", when.remove(0)), ("then", then)]),
        _ => object([("if", object([("allOf", Json::List(when))])), ("then", then)]),
    }
}

fn condition(shape: &'static Shape, when: When) -> Json {
    let has = |key: &'static str| ("required", texts(&[key]));
    let with = |key: &'static str, value: Json| {
        object([("properties", Json::Object(vec![(key.to_owned(), value)])), has(key)])
    };
    match when {
        When::Is(key, words) => with(key, object([("enum", texts(words))])),
        When::IsNot(key, words) => {
            let known = match shape.kind(key) {
                Some(Kind::Word(known)) => known(),
                _ => Vec::new(),
            };
            let others: Vec<_> = known.into_iter().filter(|word| !words.contains(word)).collect();
            with(key, object([("enum", texts(&others))]))
        }
        When::Has(key) => object([has(key)]),
        When::Lacks(key) => object([("not", object([has(key)]))]),
        When::Off(key) => object([("not", with(key, object([("const", Json::Flag(true))])))]),
    }
}
