//! The file in which one of the smaller tools keeps what was filled in, on the user's own machine.
//!
//! Contract: one form for all of them, [`read`] of what [`write`] wrote is the same. It holds the tool, a version and
//! texts under keys; a tool asks for its own keys and overlooks others. What is no such file, of another tool, or of a later
//! version is refused with a reason.

use crate::wire::json::{self, Json};

/// The version of the form.
const VERSION: &str = "1";

/// The key that says what a file is.
const MARK: &str = "boernehusguiden";

/// What was filled in: texts under keys, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    fields: Vec<(String, String)>,
}

/// Why a file is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is none of ours.
    NotOurs,
    /// It is of another tool.
    OtherTool,
    /// It is of a later version.
    Later,
}

impl Refused {
    /// Why, in Danish.
    #[must_use]
    pub fn said(self) -> &'static str {
        match self {
            Refused::NotOurs => {
                "Filen er ikke gemt her. Vælg en fil, der ender på .json, og som du selv har hentet på denne side."
            }
            Refused::OtherTool => "Filen hører til et andet værktøj. Åbn den på den side, hvor den blev gemt.",
            Refused::Later => "Filen er gemt med en nyere udgave af siden. Genindlæs siden, og prøv igen.",
        }
    }
}

impl Saved {
    /// Adds a field; one that is empty is left out.
    pub fn put(&mut self, key: &str, value: &str) {
        if !value.is_empty() {
            self.fields.push((key.to_owned(), value.to_owned()));
        }
    }

    /// A field; empty where it is not there.
    #[must_use]
    pub fn get(&self, key: &str) -> &str {
        self.fields.iter().find(|(known, _)| known == key).map_or("", |(_, value)| value)
    }
}

/// What was filled in in a tool, as the text of a file.
#[must_use]
pub fn write(tool: &str, saved: &Saved) -> String {
    let fields = saved.fields.iter().map(|(key, value)| (key.clone(), Json::Text(value.clone()))).collect();
    let mut out = String::new();
    Json::object(vec![
        (MARK, Json::Text(tool.to_owned())),
        ("version", Json::Text(VERSION.to_owned())),
        ("felter", Json::Object(fields)),
    ])
    .write(&mut out);
    out.push('\n');
    out
}

/// Reads the text of a file.
///
/// # Errors
/// Why it is refused.
pub fn read(tool: &str, text: &str) -> Result<Saved, Refused> {
    let Ok(Json::Object(all)) = json::read(text.trim_start_matches('\u{feff}')) else { return Err(Refused::NotOurs) };
    let (mut of, mut version, mut fields) = (None, None, None);
    for (key, value) in all {
        match (key.as_str(), value) {
            (MARK, Json::Text(text)) => of = Some(text),
            ("version", Json::Text(text)) => version = Some(text),
            ("felter", Json::Object(found)) => fields = Some(found),
            _ => {}
        }
    }
    let (Some(of), Some(version)) = (of, version) else { return Err(Refused::NotOurs) };
    if of != tool {
        return Err(Refused::OtherTool);
    }
    if version != VERSION {
        return Err(Refused::Later);
    }
    let mut saved = Saved::default();
    for (key, value) in fields.ok_or(Refused::NotOurs)? {
        if let Json::Text(text) = value {
            saved.put(&key, &text);
        }
    }
    Ok(saved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_back() {
        let mut saved = Saved::default();
        saved.put("modtaget", "20-11-2026");
        saved.put("tom", "");
        saved.put("klokken", "15:30 <æ>");
        let text = write("frister", &saved);
        assert_eq!(read("frister", &text), Ok(saved.clone()));
        assert_eq!(read("frister", &format!("\u{feff}{text}")), Ok(saved));
        assert_eq!(read("frister", &text).unwrap().get("andet"), "");
    }

    #[test]
    fn what_is_none_is_refused_with_a_reason() {
        let text = write("frister", &Saved::default());
        assert_eq!(read("opfoelgning", &text), Err(Refused::OtherTool));
        assert_eq!(read("frister", &text.replace("\"1\"", "\"2\"")), Err(Refused::Later));
        for broken in ["", "[]", "{}", "ikke json", &text[..20], "{\"boernehusguiden\":\"frister\"}"] {
            assert_eq!(read("frister", broken), Err(Refused::NotOurs), "{broken}");
        }
    }
}
