//! Faults as a code quality report, which GitLab shows beside the lines of a merge request.
//!
//! Contract: a list, empty where there is no fault. GitLab asks for the line a fault begins on and for a fingerprint by which it
//! knows a fault again in another version: here a hash of code, path and text, and of how many like it came before, so that
//! lines above may come and go.

use super::json::pretty;
use super::{Finding, findings};
use crate::Built;
use crate::diagnostic::Severity;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use xxhash_rust::xxh3::xxh3_128;

/// The report as text, with a line break at its end.
#[must_use]
pub fn gitlab(built: &Built) -> String {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let entries = findings(built).iter().map(|found| entry(found, &mut seen)).collect();
    pretty(&Value::Array(entries))
}

fn entry(found: &Finding<'_>, seen: &mut BTreeMap<String, usize>) -> Value {
    let text = found.text();
    let same = format!("{}\n{}\n{text}", found.code.id(), found.path);
    let before = seen.entry(same.clone()).or_default();
    *before += 1;
    json!({
        "description": text,
        "check_name": found.code.id(),
        "fingerprint": format!("{:032x}", xxh3_128(format!("{before}\n{same}").as_bytes())),
        "severity": match found.code.severity() {
            Severity::Error => "critical",
            Severity::Warning => "minor",
        },
        "location": { "path": found.path, "lines": { "begin": found.start.line } },
    })
}
