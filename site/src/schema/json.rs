//! JSON as text, laid out for people.
//!
//! Contract: what goes in comes out in the order in which it went in; short lists stand on one line.

use std::fmt::Write as _;

/// The longest list on one line, in bytes.
const LINE: usize = 100;

/// A value.
#[derive(Clone, Debug)]
pub(super) enum Json {
    Text(String),
    Number(u32),
    Flag(bool),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

/// A text.
pub(super) fn text(text: impl Into<String>) -> Json {
    Json::Text(text.into())
}

/// A list of texts.
pub(super) fn texts(texts: &[&str]) -> Json {
    Json::List(texts.iter().copied().map(text).collect())
}

/// An object of fixed keys.
pub(super) fn object(fields: impl IntoIterator<Item = (&'static str, Json)>) -> Json {
    Json::Object(fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

impl Json {
    /// The value as text, with a final line end.
    pub(super) fn write(&self) -> String {
        let mut out = String::new();
        self.lines(0, &mut out);
        out.push('\n');
        out
    }

    fn lines(&self, depth: usize, out: &mut String) {
        let flat = self.flat();
        let parts: Vec<(Option<&str>, &Json)> = match self {
            Json::List(items) => items.iter().map(|item| (None, item)).collect(),
            Json::Object(fields) => fields.iter().map(|(key, value)| (Some(key.as_str()), value)).collect(),
            _ => Vec::new(),
        };
        if parts.is_empty() || (!flat.contains('{') && flat.len() <= LINE) {
            out.push_str(&flat);
            return;
        }
        let [open, close] = if matches!(self, Json::List(_)) { ['[', ']'] } else { ['{', '}'] };
        out.push(open);
        for (index, (key, value)) in parts.into_iter().enumerate() {
            out.push_str(if index > 0 { ",\n" } else { "\n" });
            out.push_str(&"  ".repeat(depth + 1));
            if let Some(key) = key {
                quoted(key, out);
                out.push_str(": ");
            }
            value.lines(depth + 1, out);
        }
        out.push('\n');
        out.push_str(&"  ".repeat(depth));
        out.push(close);
    }

    fn flat(&self) -> String {
        let joined = |parts: Vec<String>| parts.join(", ");
        match self {
            Json::Text(text) => {
                let mut out = String::new();
                quoted(text, &mut out);
                out
            }
            Json::Number(number) => number.to_string(),
            Json::Flag(flag) => flag.to_string(),
            Json::List(items) => format!("[{}]", joined(items.iter().map(Json::flat).collect())),
            Json::Object(fields) => {
                let field = |(key, value): &(String, Json)| {
                    let mut out = String::new();
                    quoted(key, &mut out);
                    format!("{out}: {}", value.flat())
                };
                format!("{{{}}}", joined(fields.iter().map(field).collect()))
            }
        }
    }
}

fn quoted(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => _ = write!(out, "\\u{:04x}", u32::from(c)),
            c => out.push(c),
        }
    }
    out.push('"');
}
