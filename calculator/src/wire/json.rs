//! The part of JSON that pages and files use: texts, lists and objects.
//!
//! Contract: [`read`] of what [`Json::write`] wrote is the same value. Every other text is an error with the line it is on; no
//! text panics or goes deeper than [`DEEPEST`]. Numbers, `true` and `null` are refused: in our formats every leaf is a text.

use super::Node;

/// The part of JSON that the schema uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// A text.
    Text(String),
    /// Values in order.
    List(Vec<Json>),
    /// Values under keys, in order.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// An object of fixed keys.
    pub(crate) fn object(fields: Vec<(&'static str, Json)>) -> Json {
        Json::Object(fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    }

    /// Writes the value, safe inside a script element.
    pub fn write(&self, out: &mut String) {
        match self {
            Json::Text(text) => quoted(text, out),
            Json::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    item.write(out);
                }
                out.push(']');
            }
            Json::Object(fields) => {
                out.push('{');
                for (index, (key, value)) in fields.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    quoted(key, out);
                    out.push(':');
                    value.write(out);
                }
                out.push('}');
            }
        }
    }
}

/// A JSON string. Besides what JSON itself demands, the signs that mean something to an HTML parser are escaped.
fn quoted(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\0'..='\u{1f}' => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            _ => out.push(c),
        }
    }
    out.push('"');
}

/// How deep values may lie in each other.
pub const DEEPEST: usize = 8;

/// Where a text stops being JSON of ours: a line, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JsonError {
    /// The line.
    pub line: usize,
}

/// Reads a value.
///
/// ```
/// use calculator::wire::json;
///
/// let value = json::read(r#"{"kommune": "Odder", "ydelser": []}"#)?;
/// assert!(json::read("{\"kommune\":\n 3}").is_err_and(|error| error.line == 2));
/// # Ok::<(), json::JsonError>(())
/// ```
///
/// # Errors
/// At the first sign that does not belong there.
pub fn read(text: &str) -> Result<Json, JsonError> {
    let mut reader = Reader { rest: text.strip_prefix('\u{feff}').unwrap_or(text) };
    let value = reader.value(DEEPEST).filter(|_| reader.peek().is_none());
    value.ok_or_else(|| {
        let done = text.get(..text.len() - reader.rest.len()).unwrap_or_default();
        JsonError { line: done.bytes().filter(|&b| b == b'\n').count() + 1 }
    })
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    /// The next sign that is no blank.
    fn peek(&mut self) -> Option<char> {
        self.rest = self.rest.trim_ascii_start();
        self.rest.chars().next()
    }

    fn take(&mut self, wanted: char) -> Option<()> {
        self.rest = self.rest.strip_prefix(wanted)?;
        Some(())
    }

    fn value(&mut self, deeper: usize) -> Option<Json> {
        let deeper = deeper.checked_sub(1)?;
        match self.peek()? {
            '"' => self.text().map(Json::Text),
            '[' => {
                let mut items = Vec::new();
                self.list('[', ']', |reader| {
                    items.push(reader.value(deeper)?);
                    Some(())
                })?;
                Some(Json::List(items))
            }
            '{' => {
                let mut fields: Vec<(String, Json)> = Vec::new();
                self.list('{', '}', |reader| {
                    let key = reader.text()?;
                    reader.peek()?;
                    reader.take(':')?;
                    if fields.iter().any(|(known, _)| *known == key) {
                        return None;
                    }
                    fields.push((key, reader.value(deeper)?));
                    Some(())
                })?;
                Some(Json::Object(fields))
            }
            _ => None,
        }
    }

    /// What stands between two brackets, parted by commas.
    fn list(&mut self, open: char, close: char, mut one: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.take(open)?;
        if self.peek()? == close {
            return self.take(close);
        }
        loop {
            self.peek()?;
            one(self)?;
            if self.peek()? == close {
                return self.take(close);
            }
            self.take(',')?;
        }
    }

    fn text(&mut self) -> Option<String> {
        self.take('"')?;
        let mut text = String::new();
        loop {
            let c = self.rest.chars().next()?;
            self.take(c)?;
            match c {
                '"' => return Some(text),
                '\\' => text.push(self.escaped()?),
                '\0'..='\u{1f}' => return None,
                _ => text.push(c),
            }
        }
    }

    fn escaped(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.take(c)?;
        Some(match c {
            '"' | '\\' | '/' => c,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let first = self.four()?;
                // Two halves of one sign, as other programs write them.
                if (0xd800..0xdc00).contains(&first) {
                    self.rest = self.rest.strip_prefix("\\u")?;
                    let second = self.four()?.checked_sub(0xdc00).filter(|&second| second < 0x400)?;
                    return char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + second);
                }
                char::from_u32(first)?
            }
            _ => return None,
        })
    }

    fn four(&mut self) -> Option<u32> {
        let (digits, rest) = self.rest.split_at_checked(4)?;
        self.rest = rest;
        digits.chars().try_fold(0, |value, c| Some(value << 4 | c.to_digit(16)?))
    }
}

impl Node for &Json {
    fn keys(&self) -> Option<Vec<String>> {
        let Json::Object(fields) = self else { return None };
        Some(fields.iter().map(|(key, _)| key.clone()).collect())
    }

    fn field(&self, key: &str) -> Option<Self> {
        let Json::Object(fields) = self else { return None };
        fields.iter().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    fn text(&self) -> Option<String> {
        if let Json::Text(text) = self { Some(text.clone()) } else { None }
    }

    fn items(&self) -> Option<Vec<Self>> {
        if let Json::List(items) = self { Some(items.iter().collect()) } else { None }
    }
}
