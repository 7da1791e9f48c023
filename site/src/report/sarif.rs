//! Faults as a SARIF 2.1.0 log, which code scanning on GitHub, GitLab and in editors reads.
//!
//! Contract: valid after the standard's schema. All codes stand as rules, in one order, so that a rule's index never depends on
//! what was found. Columns are Unicode code points, and the log says so; a region's end column is the one after it. Paths
//! are relative to the project's folder (`%SRCROOT%`) and percent-encoded. In a message, what would be a placeholder or a
//! link is escaped.

use super::json::{pretty, severity};
use super::{Finding, Help, findings};
use crate::Built;
use crate::diagnostic::Code;
use crate::explain;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// The schema that the log follows.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What stands for the project's folder, which only the reader of the log knows.
const ROOT: &str = "%SRCROOT%";

/// The log as text, with a line break at its end.
#[must_use]
pub fn sarif(built: &Built) -> String {
    let help = Help::of(built);
    let rules: Vec<Value> = Code::ALL.iter().map(|code| rule(&help, *code)).collect();
    let results: Vec<Value> = findings(built).iter().map(result).collect();
    pretty(&json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "site",
                "fullName": "Børnehusguidens program",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": "da-DK",
                "rules": rules,
            } },
            "language": "da-DK",
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": { ROOT: { "description": { "text": "Projektets mappe" } } },
            "results": results,
        }],
    }))
}

fn rule(help: &Help, code: Code) -> Value {
    let mut rule = json!({
        "id": code.id(),
        // The name of the code in the source: Pascal case, as the standard asks for.
        "name": format!("{code:?}"),
        "shortDescription": { "text": escaped(&explain::of(code).title) },
        "defaultConfiguration": { "level": severity(code.severity()) },
    });
    if let (Some(address), Some(fields)) = (help.address(code), rule.as_object_mut()) {
        fields.insert("helpUri".to_owned(), Value::String(address));
    }
    rule
}

fn result(found: &Finding<'_>) -> Value {
    let (start, end) = (found.start, found.end);
    json!({
        "ruleId": found.code.id(),
        "ruleIndex": Code::ALL.iter().position(|code| *code == found.code),
        "level": severity(found.code.severity()),
        "message": { "text": escaped(&found.text()) },
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": uri(found.path), "uriBaseId": ROOT },
            "region": {
                "startLine": start.line,
                "startColumn": start.column,
                "endLine": end.line,
                "endColumn": end.column,
            },
        } }],
    })
}

/// A text as a message of the standard: braces are doubled, since `{0}` is a placeholder, and what would be a link
/// (`[text](address)`) has its closing bracket escaped, so that it stays the words an editor is to write.
#[must_use]
pub fn escaped(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}").replace("](", "\\](")
}

/// A path as a relative address: all but letters, digits, `-._~` and `/` is percent-encoded.
#[must_use]
pub fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _infallible = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{escaped, uri};

    #[test]
    fn a_path_becomes_an_address() {
        assert_eq!(uri("content/støtte.md"), "content/st%C3%B8tte.md");
        assert_eq!(uri("content/a b/50%.md"), "content/a%20b/50%25.md");
    }

    #[test]
    fn what_would_be_a_placeholder_or_a_link_is_escaped() {
        assert_eq!(escaped("skriv {{tal:id}}"), "skriv {{{{tal:id}}}}");
        assert_eq!(escaped("skriv [ord](lov:x) i []"), "skriv [ord\\](lov:x) i []");
    }
}
