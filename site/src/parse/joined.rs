//! Several TOML files as one tree whose leaves are texts, for a reader that knows keys and no files.
//!
//! Contract: a top-level key is looked up in all files, so that editors may share out their tables as they like; which of them
//! stand in two is told by [`twice`]. `{{tal:id}}` in a text answers with the figure. [`Joined::find`] leads from a place such as `tegn[12].styrke` or `port.overgreb.svar[2]` back to where it was
//! written, or to the nearest thing around it that was.

use super::table::Table;
use crate::source::{FileId, Span};
use calculator::wire::{Bare, Node};
use std::collections::BTreeMap;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// What stands for the figures of the register in a text.
const FIGURE: (&str, &str) = ("{{tal:", "}}");

/// All files, or a value in one of them.
#[derive(Debug, Clone, Copy)]
pub struct Joined<'t, 's> {
    files: &'t [Table<'s>],
    figures: &'t BTreeMap<&'t str, &'t str>,
    at: Option<Value<'t, 's>>,
}

#[derive(Debug, Clone, Copy)]
struct Value<'t, 's> {
    file: FileId,
    offset: usize,
    value: &'t toml::Spanned<DeValue<'s>>,
}

/// A text as it was written, and where.
#[derive(Debug, Clone)]
pub struct Written {
    /// The keys that lead to it, the outermost first.
    pub keys: Vec<String>,
    /// Its words.
    pub text: String,
    /// Where they stand.
    pub span: Span,
}

impl Written {
    /// Whether it stands under a key of this name.
    #[must_use]
    pub fn is_under(&self, key: &str) -> bool {
        self.keys.last().is_some_and(|last| last == key)
    }
}

impl<'t, 's> Joined<'t, 's> {
    /// The files; `figures` are the values of the register of figures by id.
    #[must_use]
    pub fn new(files: &'t [Table<'s>], figures: &'t BTreeMap<&'t str, &'t str>) -> Self {
        Self { files, figures, at: None }
    }

    /// Where it was written; the start of the first file for all of them.
    #[must_use]
    pub fn span(&self) -> Span {
        match self.at {
            Some(at) => at.span(at.value.span()),
            None => self.files.first().map_or(Span::new(FileId(0), 0..0), |file| file.at),
        }
    }

    /// The thing at a place, and the rest of the place that was not found.
    #[must_use]
    pub fn find(self, place: &str) -> (Self, &str) {
        let (mut here, mut rest) = (self, place);
        while !rest.is_empty() {
            let rest_of = |len: usize| rest[len..].trim_start_matches('.');
            let (next, after) = if let Some(inner) = rest.strip_prefix('[') {
                let digits = inner.split(']').next().unwrap_or_default();
                let index = digits.parse().ok();
                (index.and_then(|index: usize| here.nth(index)), rest_of((digits.len() + 2).min(rest.len())))
            } else {
                let end = rest.find(['.', '[']).unwrap_or(rest.len());
                let name = &rest[..end];
                (here.field(name).or_else(|| here.named(name)), rest_of(end))
            };
            let Some(next) = next else { break };
            (here, rest) = (next, after);
        }
        (here, rest)
    }

    /// Where a key of this table stands; of the table itself where it has no such key.
    #[must_use]
    pub fn key_span(&self, key: &str) -> Span {
        let found = self.tables().into_iter().find_map(|(file, offset, table)| {
            let found = table.keys().find(|found| found.get_ref() == key)?;
            Some(Span::new(file, offset + found.span().start..offset + found.span().end))
        });
        found.unwrap_or_else(|| self.span())
    }

    /// The `id` of this entry, where it has one.
    #[must_use]
    pub fn id(&self) -> Option<String> {
        self.at?;
        self.field("id")?.text()
    }

    /// All texts below.
    #[must_use]
    pub fn texts(&self) -> Vec<Written> {
        let mut found = Vec::new();
        for (file, offset, table) in self.tables() {
            for (key, value) in table.iter() {
                Value { file, offset, value }.texts(&[key.get_ref()], &mut found);
            }
        }
        found
    }

    /// An entry of this list by its id; of all lists where this is all files, since an id stands for itself there.
    fn named(&self, id: &str) -> Option<Self> {
        if self.at.is_some() {
            return self.items()?.into_iter().find(|item| item.id().as_deref() == Some(id));
        }
        self.keys()?.iter().find_map(|key| self.field(key)?.named(id))
    }

    fn nth(&self, index: usize) -> Option<Self> {
        self.items()?.into_iter().nth(index)
    }

    /// The tables that this is: one, or all files.
    fn tables(&self) -> Vec<(FileId, usize, &'t DeTable<'s>)> {
        match self.at {
            None => self.files.iter().map(|file| (file.file, file.offset, &file.table)).collect(),
            Some(Value { file, offset, value }) => match value.get_ref() {
                DeValue::Table(table) => vec![(file, offset, table)],
                _ => Vec::new(),
            },
        }
    }

    fn with(self, at: Value<'t, 's>) -> Self {
        Self { at: Some(at), ..self }
    }

    fn filled(&self, text: &str) -> String {
        let (mut out, mut rest) = (String::with_capacity(text.len()), text);
        while let Some((before, inner)) = rest.split_once(FIGURE.0) {
            let Some((id, after)) = inner.split_once(FIGURE.1) else { break };
            out.push_str(before);
            out.push_str(self.figures.get(id.trim()).copied().unwrap_or(id));
            rest = after;
        }
        out.push_str(rest);
        out
    }
}

/// The ids of the figures that a text asks for; `None` for braces that are no such thing.
pub fn figures(text: &str) -> impl Iterator<Item = Option<&str>> {
    text.split("{{").enumerate().filter(|(at, _)| *at > 0).map(|(_, piece)| {
        let (inner, _) = piece.split_once(FIGURE.1)?;
        Some(inner.strip_prefix("tal:")?.trim())
    })
}

/// Top-level keys that stand in more than one file, each where it stands again, with the file where it stood first.
#[must_use]
pub fn twice(files: &[Table<'_>]) -> Vec<(String, Span, FileId)> {
    let mut first: BTreeMap<&str, FileId> = BTreeMap::new();
    let mut found = Vec::new();
    for file in files {
        let mut keys: Vec<_> = file.table.keys().collect();
        keys.sort_by_key(|key| key.span().start);
        for key in keys {
            match first.get(key.get_ref().as_ref()) {
                Some(before) => found.push((
                    key.get_ref().to_string(),
                    Span::new(file.file, file.offset + key.span().start..file.offset + key.span().end),
                    *before,
                )),
                None => {
                    first.insert(key.get_ref(), file.file);
                }
            }
        }
    }
    found
}

impl Value<'_, '_> {
    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, self.offset + range.start..self.offset + range.end)
    }

    fn texts(self, keys: &[&str], found: &mut Vec<Written>) {
        match self.value.get_ref() {
            DeValue::String(text) => {
                let keys = keys.iter().map(|key| (*key).to_owned()).collect();
                found.push(Written { keys, text: text.to_string(), span: self.span(self.value.span()) });
            }
            DeValue::Array(items) => items.iter().for_each(|value| Value { value, ..self }.texts(keys, found)),
            DeValue::Table(table) => {
                for (key, value) in table.iter() {
                    Value { value, ..self }.texts(&[keys, &[key.get_ref()]].concat(), found);
                }
            }
            _ => {}
        }
    }
}

impl Node for Joined<'_, '_> {
    fn field(&self, key: &str) -> Option<Self> {
        self.tables().into_iter().find_map(|(file, offset, table)| {
            let value = table.get(key)?;
            Some(self.with(Value { file, offset, value }))
        })
    }

    fn text(&self) -> Option<String> {
        let DeValue::String(text) = self.at?.value.get_ref() else { return None };
        Some(self.filled(&text.trim().replace("\r\n", "\n")))
    }

    fn bare(&self, what: Bare) -> Option<String> {
        match (what, self.at?.value.get_ref()) {
            (Bare::Number, DeValue::Integer(number)) => Some(number.as_str().to_owned()),
            (Bare::Truth, DeValue::Boolean(value)) => Some(value.to_string()),
            (Bare::Date, DeValue::Datetime(value)) if value.time.is_none() && value.offset.is_none() => {
                Some(value.to_string())
            }
            _ => None,
        }
    }

    fn items(&self) -> Option<Vec<Self>> {
        let at = self.at?;
        let DeValue::Array(items) = at.value.get_ref() else { return None };
        Some(items.iter().map(|value| self.with(Value { value, ..at })).collect())
    }

    fn keys(&self) -> Option<Vec<String>> {
        if self.at.is_some_and(|at| !matches!(at.value.get_ref(), DeValue::Table(_))) {
            return None;
        }
        let tables = self.tables();
        Some(tables.iter().flat_map(|(_, _, table)| table.keys()).map(|key| key.get_ref().to_string()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::{Joined, figures, twice};
    use crate::parse::table::{Table, table};
    use crate::source::{FileId, Source, Sources};
    use calculator::wire::{Bare, Node};
    use std::collections::BTreeMap;

    const FIRST: &str =
        "version = 2\n[[port]]\nid = \"fare\"\n[[port.svar]]\nid = \"ja\"\ntrin = [\"Vent {{tal:et}}.\"]\n";
    const SECOND: &str = "version = 3\n[graenser]\nbredde = [2, 3]\n";

    fn files(sources: &mut Sources) -> Vec<Table<'static>> {
        [FIRST, SECOND]
            .map(|text| {
                let id = sources.add(Source::new("content/linealen/a.toml", text));
                table(id, text, 0..text.len(), &mut Vec::new()).expect("sound")
            })
            .into()
    }

    #[test]
    fn places_lead_back_to_where_they_were_written() {
        let files = files(&mut Sources::default());
        let known = BTreeMap::from([("et", "24 timer")]);
        let root = Joined::new(&files, &known);
        for (place, text, rest) in [
            ("port[0].svar[0].trin[0]", "\"Vent {{tal:et}}.\"", ""),
            ("port.fare.svar.ja.trin[0]", "\"Vent {{tal:et}}.\"", ""),
            ("fare.svar[0].id", "\"ja\"", ""),
            ("graenser.bredde[1]", "3", ""),
            ("port.fare.navn", "[[port]]", "navn"),
            ("port[7].navn", "", "[7].navn"),
            ("tabel.vej", "", "tabel.vej"),
            ("port[x", "", "[x"),
        ] {
            let (found, left) = root.find(place);
            assert_eq!(left, rest, "{place}");
            let file = if found.span().file == FileId(0) { FIRST } else { SECOND };
            assert!(text.is_empty() || file[found.span().range()] == *text, "{place}: {}", &file[found.span().range()]);
        }
        let step = root.find("port.fare.svar.ja.trin[0]").0;
        assert_eq!(step.text().as_deref(), Some("Vent 24 timer."));
        assert_eq!(root.find("graenser.bredde[0]").0.bare(Bare::Number).as_deref(), Some("2"));
        assert_eq!(root.find("graenser.bredde[0]").0.text(), None);
        assert_eq!(&SECOND[root.find("graenser").0.key_span("bredde").range()], "bredde");
        assert_eq!(root.texts().len(), 3);
    }

    #[test]
    fn a_key_in_two_files_is_told_where_it_stands_again() {
        let files = files(&mut Sources::default());
        let found = twice(&files);
        assert_eq!(found.len(), 1);
        assert_eq!(
            found.first().map(|(key, span, first)| (key.as_str(), span.file.0, first.0)),
            Some(("version", 1, 0))
        );
    }

    #[test]
    fn figures_are_told_from_other_braces() {
        let asked: Vec<_> = figures("a {{tal: et }} b {{pris:x}} c {{tal:to").collect();
        assert_eq!(asked, [Some("et"), None, None]);
    }
}
