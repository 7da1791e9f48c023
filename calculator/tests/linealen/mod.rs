//! The real model, read from `content/linealen` as the generator reads it.

#![allow(dead_code, reason = "each test uses some of it")]
#![expect(clippy::unwrap_used, reason = "helpers of tests: a panic is a failed test")]

use std::sync::OnceLock;

use calculator::concern::schema::Fault;
use calculator::concern::{Law, Model, schema};
use calculator::wire::json::Json;
use toml::{Table, Value};

/// The editors' files.
pub(crate) const FILES: [(&str, &str); 8] = [
    ("model", include_str!("../../../content/linealen/model.toml")),
    ("porte", include_str!("../../../content/linealen/porte.toml")),
    ("tegn", include_str!("../../../content/linealen/tegn.toml")),
    ("belastninger", include_str!("../../../content/linealen/belastninger.toml")),
    ("ressourcer", include_str!("../../../content/linealen/ressourcer.toml")),
    ("tabeller", include_str!("../../../content/linealen/tabeller.toml")),
    ("gennemgang", include_str!("../../../content/linealen/gennemgang.toml")),
    ("oevelser", include_str!("../../../content/linealen/oevelser.toml")),
];

const LAW: &str = include_str!("../../../content/data/lov.toml");
const FIGURES: &str = include_str!("../../../content/data/tal.toml");

/// All files as one table.
pub(crate) fn tables() -> Table {
    let mut root = Table::new();
    for (name, text) in FILES {
        for (key, value) in text.parse::<Table>().unwrap_or_else(|error| panic!("{name}.toml: {error}")) {
            assert!(root.insert(key.clone(), value).is_none(), "»{key}« stands in two files");
        }
    }
    root
}

/// TOML as a tree whose leaves are texts; figures of the register in their places.
pub(crate) fn tree(value: &Value) -> Json {
    match value {
        Value::String(text) => Json::Text(with_figures(text)),
        Value::Array(items) => Json::List(items.iter().map(tree).collect()),
        Value::Table(table) => Json::Object(table.iter().map(|(key, value)| (key.clone(), tree(value))).collect()),
        other => Json::Text(other.to_string()),
    }
}

fn with_figures(text: &str) -> String {
    static READ: OnceLock<Table> = OnceLock::new();
    let figures = READ.get_or_init(|| FIGURES.parse().unwrap());
    let mut text = text.to_owned();
    while let Some((before, rest)) = text.split_once("{{tal:") {
        let (id, after) = rest.split_once("}}").unwrap();
        text = [before, figures[id]["vaerdi"].as_str().unwrap(), after].concat();
    }
    text
}

/// The paragraphs of the law register.
pub(crate) fn laws() -> Vec<Law> {
    let register: Table = LAW.parse().unwrap();
    let law = |(id, entry): (&String, &Value)| Law {
        id: id.clone(),
        label: [entry["lov"].as_str().unwrap(), " ", entry["paragraf"].as_str().unwrap()].concat(),
        href: ["/om/lov/#", id].concat(),
        confirmed: entry["status"].as_str() == Some("bekraeftet"),
    };
    register.iter().filter(|(_, entry)| entry.is_table()).map(law).collect()
}

/// Reads a model from tables.
pub(crate) fn read(root: Table) -> Result<Model, Vec<Fault>> {
    schema::read(&tree(&Value::Table(root)), &laws())
}

/// The real model.
pub(crate) fn model() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| {
        read(tables()).unwrap_or_else(|faults| {
            let faults: Vec<String> = faults.iter().map(|fault| format!("{}: {fault}", fault.place)).collect();
            panic!("{}", faults.join("\n"))
        })
    })
}
