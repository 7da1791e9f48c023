//! The file of an answer.
//!
//! Contract: [`read`] of what [`write()`] wrote is the same answer; whatever else is in a file, [`read`] gives an answer that its constructor
//! accepts or says in Danish what is wrong.
//!
//! # Fields
//! The file is that of all tools (`saved`), and these are its fields:
//!
//! ```text
//! { "kommune": …, "enhed": …, "bemaerkning": …,
//!   "ydelser": [ { "ydelse": slug, or "egen": words,
//!                  "svar": "ja" | "nej", "lavt": digits, "antal": digits, "hoejt": digits: all three or none } ],
//!   "begrundelser": [ { "udsagn": key of a motive, "svar": "helt-enig" | "enig" | "uenig" | "helt-uenig" } ] }
//! ```

use std::fmt;

use super::{Agreement, Motive, Need, Reply, ReplyError, Wish};
use crate::saved::{self, Refused};
use crate::wire::Node;
use crate::wire::json::Json;
use crate::{Quantity, Range, ServiceId, Subject};

/// The tool whose files these are.
pub const TOOL: &str = "behov";

/// Why a file is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// It is none of this tool's files.
    Form(Refused),
    /// A value is absent or cannot be read.
    Value {
        /// The key, with the number of the entry where it stands in a list.
        place: String,
    },
    /// Its parts are no answer.
    Refused(ReplyError),
}

/// An answer as the text of a file.
#[must_use]
pub fn write(reply: &Reply) -> String {
    let text = |text: &str| Json::Text(text.to_owned());
    let wish = |wish: &Wish| {
        let mut fields = vec![match &wish.subject {
            Subject::Service(id) => ("ydelse", text(id.as_str())),
            Subject::Own(words) => ("egen", text(words)),
        }];
        match wish.need {
            Need::No => fields.push(("svar", text("nej"))),
            Need::Yes(count) => {
                fields.push(("svar", text("ja")));
                if let Some(count) = count {
                    let digits = |count: Quantity| Json::Text(count.get().to_string());
                    fields.push(("lavt", digits(count.low())));
                    fields.push(("antal", digits(count.likely())));
                    fields.push(("hoejt", digits(count.high())));
                }
            }
        }
        Json::object(fields)
    };
    let motives = Motive::ALL.into_iter().filter_map(|motive| {
        let answer = reply.motive(motive)?;
        Some(Json::object(vec![("udsagn", text(motive.key())), ("svar", text(answer.key()))]))
    });
    let fields = vec![
        ("kommune", text(reply.municipality())),
        ("enhed", text(reply.unit())),
        ("ydelser", Json::List(reply.wishes().iter().map(wish).collect())),
        ("begrundelser", Json::List(motives.collect())),
        ("bemaerkning", text(reply.comment())),
    ];
    saved::enclosed(TOOL, Json::object(fields))
}

/// What the file of an answer is called: `behov-odder-kommune.json`.
///
/// ```
/// use calculator::demand::{Reply, file_name};
///
/// let reply = Reply::new("Ærø Kommune", "Børn & unge", Vec::new(), [None; 5], "")?;
/// assert_eq!(file_name(&reply), "behov-aeroe-kommune-boern-unge.json");
/// # Ok::<(), calculator::demand::ReplyError>(())
/// ```
#[must_use]
pub fn file_name(reply: &Reply) -> String {
    let mut name = String::from("behov");
    for text in [reply.municipality(), reply.unit()] {
        let mut parted = true;
        for c in text.chars().take(60) {
            let small = c.to_ascii_lowercase();
            if !(small.is_ascii_alphanumeric() || "æøåÆØÅ".contains(c)) {
                parted = true;
                continue;
            }
            if parted {
                name.push('-');
                parted = false;
            }
            match c {
                'æ' | 'Æ' => name.push_str("ae"),
                'ø' | 'Ø' => name.push_str("oe"),
                'å' | 'Å' => name.push_str("aa"),
                _ => name.push(small),
            }
        }
    }
    name.push_str(".json");
    name
}

/// Reads the text of a file.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn read(text: &str) -> Result<Reply, FileError> {
    let root = &saved::opened(TOOL, text)?;
    let wishes = list(root, "ydelser", wish)?;
    let mut motives = [None; Motive::ALL.len()];
    for (motive, answer) in list(root, "begrundelser", motive)? {
        if motives[motive].replace(answer).is_some() {
            return Err(missing("begrundelser", ""));
        }
    }
    let [municipality, unit, comment] =
        [string(root, "kommune", "")?, string(root, "enhed", "")?, string(root, "bemaerkning", "")?];
    Reply::new(&municipality, &unit, wishes, motives, &comment).map_err(FileError::Refused)
}

/// The keys of how many: all of them are there, or none.
const NUMBERS: [&str; 3] = ["lavt", "antal", "hoejt"];

fn wish(node: &Json, place: &str) -> Result<Wish, FileError> {
    let subject = if node.field("egen").is_some() {
        Subject::Own(string(node, "egen", place)?)
    } else {
        let id = string(node, "ydelse", place)?;
        Subject::Service(ServiceId::parse(&id).map_err(|_| missing("ydelse", place))?)
    };
    let need = match string(node, "svar", place)?.as_str() {
        "nej" => Need::No,
        "ja" if NUMBERS.iter().all(|key| node.field(key).is_none()) => Need::Yes(None),
        "ja" => {
            let [low, likely, high] = NUMBERS.map(|key| {
                let digits = string(node, key, place)?;
                Quantity::parse(&digits).map_err(|_| missing(key, place))
            });
            Need::Yes(Some(Range::new(low?, likely?, high?).map_err(|_| missing("antal", place))?))
        }
        _ => return Err(missing("svar", place)),
    };
    Ok(Wish { subject, need })
}

/// The index of a motive, and the answer on it.
fn motive(node: &Json, place: &str) -> Result<(usize, Agreement), FileError> {
    let key = string(node, "udsagn", place)?;
    let motive = Motive::ALL.iter().position(|motive| motive.key() == key).ok_or_else(|| missing("udsagn", place))?;
    let key = string(node, "svar", place)?;
    let answer = Agreement::ALL.into_iter().find(|answer| answer.key() == key).ok_or_else(|| missing("svar", place))?;
    Ok((motive, answer))
}

fn list<T>(node: &Json, key: &str, one: fn(&Json, &str) -> Result<T, FileError>) -> Result<Vec<T>, FileError> {
    let items = node.field(key).and_then(|list| list.items()).ok_or_else(|| missing(key, ""))?;
    items
        .into_iter()
        .enumerate()
        .map(|(index, item)| one(item, &[key, " ", &(index + 1).to_string()].concat()))
        .collect()
}

fn string(node: &Json, key: &str, place: &str) -> Result<String, FileError> {
    node.field(key).and_then(|value| value.text()).ok_or_else(|| missing(key, place))
}

fn missing(key: &str, place: &str) -> FileError {
    let place = if place.is_empty() { key.to_owned() } else { [place, ", ", key].concat() };
    FileError::Value { place }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::text::file_error(self))
    }
}

impl std::error::Error for FileError {}

impl From<Refused> for FileError {
    fn from(refused: Refused) -> Self {
        FileError::Form(refused)
    }
}
