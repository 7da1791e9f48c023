//! Files that tools have saved, held to the schema that the site publishes of them.
//!
//! Contract: the schema is that of the project's `public/` ([`site::schema::saved::FILE`]), as a reader of a file gets it.

use crate::prepare::root;
use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;
use std::fs;
use std::sync::OnceLock;

/// Why the schema refuses a file; nothing where it takes it.
///
/// # Panics
/// Where there is no such schema.
#[must_use]
pub fn refusal(text: &str) -> Option<String> {
    static READ: OnceLock<(Schemas, SchemaIndex)> = OnceLock::new();
    let (schemas, index) = READ.get_or_init(|| {
        let place = root().join(site::schema::saved::FILE).display().to_string();
        let schema: Value = serde_json::from_str(&fs::read_to_string(&place).expect("the schema")).expect("JSON");
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.add_resource(&place, schema).expect("a schema");
        let index = compiler.compile(&place, &mut schemas).expect("a schema that holds together");
        (schemas, index)
    });
    match serde_json::from_str::<Value>(text) {
        Ok(file) => schemas.validate(&file, *index).err().map(|error| format!("{error:#}")),
        Err(error) => Some(error.to_string()),
    }
}

/// Holds a file that a tool wrote to the schema, and to being of that tool.
///
/// # Panics
/// Where it is not as the schema says.
pub fn hold(tool: &str, text: &str) {
    let mark = format!("{{\"boernehusguiden\":\"{tool}\",");
    assert!(text.starts_with(&mark), "no file of »{tool}«: {text}");
    if let Some(refusal) = refusal(text) {
        panic!("a file of »{tool}« that its schema refuses: {refusal}\n{text}");
    }
}
