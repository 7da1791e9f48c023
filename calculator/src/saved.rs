//! The file in which a tool keeps what was filled in, on the user's own machine.
//!
//! Contract: one form for all tools, written by [`enclosed`] and read by [`opened`] alone: the mark with the tool's name, the version,
//! and fields. So every tool refuses the same files for the same reasons ([`Refused`]). What the fields hold is the tool's own:
//! for most of them texts under keys ([`Saved`], [`write()`], [`read`]), and a tool asks for its keys and overlooks others; the ruler
//! (`concern::file`) and joint demand (`demand::file`) have lists and tables there. Whatever a text holds, nothing panics.
//!
//! # Form, version 1
//! JSON in which every leaf is a text. Its JSON Schema, with what each tool has under `felter`, is `site::schema::saved`.
//!
//! ```text
//! { "boernehusguiden": name of the tool, "version": "1", "felter": { … } }
//! ```
//!
//! Ruler and joint demand once had marks of their own, with their fields beside them: such files are still read (`FORMER`).

use crate::wire::json::{self, Json};

/// The version of the form that [`enclosed`] writes.
pub const VERSION: &str = "1";

/// The key that says what a file is.
pub const MARK: &str = "boernehusguiden";

/// The key of the version.
pub const VERSION_KEY: &str = "version";

/// The key of what the tool keeps.
pub const FIELDS: &str = "felter";

/// Largest file that is read, in bytes.
pub const LARGEST: usize = 1 << 20;

/// How files called themselves under `format` before all had one form, with their tool and the key of their version. Their
/// fields lie beside these keys.
const FORMER: [(&str, &str, &str); 2] =
    [("bekymringslinealen", "linealen", "skema"), ("boernehusguiden-behov", "behov", VERSION_KEY)];

/// What was filled in: texts under keys, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    fields: Vec<(String, String)>,
}

/// Why a file is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The browser could not read it.
    Unreadable,
    /// There is nothing in it.
    Empty,
    /// It is much larger than what a tool saves.
    TooLarge,
    /// It is none of ours.
    NotOurs,
    /// It is ours, and it is cut off or something in it is broken.
    Damaged,
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
            Refused::Unreadable => "Browseren kunne ikke læse filen. Er det en mappe, så vælg filerne i den.",
            Refused::Empty => "Filen er tom.",
            Refused::TooLarge => "Filen er alt for stor til at være gemt her i guiden.",
            Refused::NotOurs => {
                "Filen er ikke gemt her i guiden. Vælg en fil, der ender på .json, og som er gemt med et af guidens værktøjer."
            }
            Refused::Damaged => {
                "Filen er beskadiget eller ikke hel. Find en anden kopi, eller bed om at få den sendt igen."
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

/// What a tool keeps, as the text of a file.
#[must_use]
pub fn enclosed(tool: &str, fields: Json) -> String {
    let mut out = String::new();
    let text = |text: &str| Json::Text(text.to_owned());
    Json::object(vec![(MARK, text(tool)), (VERSION_KEY, text(VERSION)), (FIELDS, fields)]).write(&mut out);
    out.push('\n');
    out
}

/// What a tool kept in a file: an object.
///
/// # Errors
/// Why the file is refused.
pub fn opened(tool: &str, text: &str) -> Result<Json, Refused> {
    if text.len() > LARGEST {
        return Err(Refused::TooLarge);
    }
    let text = text.trim_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if text.is_empty() {
        return Err(Refused::Empty);
    }
    let Ok(root) = json::read(text) else { return Err(broken(text)) };
    let Json::Object(all) = root else { return Err(Refused::NotOurs) };
    let value = |key: &str| match all.iter().find(|(known, _)| known == key) {
        Some((_, Json::Text(text))) => Some(text.as_str()),
        _ => None,
    };
    let former = || FORMER.iter().find(|(format, ..)| value("format") == Some(format));
    let (of, version, is_former) = match value(MARK) {
        Some(of) => (of, value(VERSION_KEY), false),
        None => former().map(|(_, of, version)| (*of, value(version), true)).ok_or(Refused::NotOurs)?,
    };
    if of != tool {
        return Err(Refused::OtherTool);
    }
    match version {
        Some(VERSION) => {}
        // There is no version before the first.
        Some(other) if other.starts_with(|first| matches!(first, '1'..='9')) => return Err(Refused::Later),
        _ => return Err(Refused::Damaged),
    }
    if is_former {
        return Ok(Json::Object(all));
    }
    let fields = all.into_iter().find(|(key, _)| key == FIELDS).map(|(_, fields)| fields);
    fields.filter(|fields| matches!(fields, Json::Object(_))).ok_or(Refused::Damaged)
}

/// What a text is that is no JSON: a file of ours, such as one that was cut off, names itself near its beginning.
fn broken(text: &str) -> Refused {
    // Looked for byte by byte: the search of the standard library is a kilobyte of every tool.
    let names = |name: &str| text.as_bytes().windows(name.len()).any(|part| part == name.as_bytes());
    let is_named = names(MARK) || FORMER.iter().any(|(format, ..)| names(format));
    if text.starts_with('{') && is_named { Refused::Damaged } else { Refused::NotOurs }
}

/// What was filled in in a tool, as the text of a file.
#[must_use]
pub fn write(tool: &str, saved: &Saved) -> String {
    let fields = saved.fields.iter().map(|(key, value)| (key.clone(), Json::Text(value.clone())));
    enclosed(tool, Json::Object(fields.collect()))
}

/// Reads the text of a file.
///
/// # Errors
/// Why it is refused.
pub fn read(tool: &str, text: &str) -> Result<Saved, Refused> {
    let mut saved = Saved::default();
    if let Json::Object(fields) = opened(tool, text)? {
        for (key, value) in fields {
            if let Json::Text(text) = value {
                saved.put(&key, &text);
            }
        }
    }
    Ok(saved)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Node;

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
        for none in
            ["[]", "{}", "ikke json", "{\"format\":\"andet\"}", "<p>boernehusguiden</p>", "{\"boernehusguiden\":[]}"]
        {
            assert_eq!(read("frister", none), Err(Refused::NotOurs), "{none}");
        }
        for broken in [
            &text[..text.len() - 2],
            &text[..20],
            "{\"boernehusguiden\":\"frister\"}",
            "{\"boernehusguiden\":\"frister\",\"version\":\"1\"}",
            "{\"boernehusguiden\":\"frister\",\"version\":\"0\",\"felter\":{}}",
            "{\"boernehusguiden\":\"frister\",\"version\":\"x\",\"felter\":{}}",
            "{\"boernehusguiden\":\"frister\",\"version\":\"1\",\"felter\":[]}",
        ] {
            assert_eq!(read("frister", broken), Err(Refused::Damaged), "{broken}");
        }
        assert_eq!(read("frister", " \r\n"), Err(Refused::Empty));
        assert_eq!(read("frister", &" ".repeat(LARGEST + 1)), Err(Refused::TooLarge));
    }

    #[test]
    fn former_files_belong_to_their_tools() {
        let ruler = "{\"format\":\"bekymringslinealen\",\"skema\":\"1\",\"svar\":[]}";
        assert_eq!(opened("linealen", ruler).map(|fields| (&fields).field("svar").is_some()), Ok(true));
        assert_eq!(opened("frister", ruler), Err(Refused::OtherTool));
        assert_eq!(opened("linealen", &ruler.replace("\"1\"", "\"2\"")), Err(Refused::Later));
        assert_eq!(opened("linealen", &ruler[..30]), Err(Refused::Damaged));
        let answer = "{\"format\":\"boernehusguiden-behov\",\"version\":\"1\"}";
        assert!(opened("behov", answer).is_ok());
        assert_eq!(opened("linealen", answer), Err(Refused::OtherTool));
    }
}
