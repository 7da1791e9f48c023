//! Reads TOML tables field by field, with a span on everything.
//!
//! Contract: a [`Fields`] reader knows which keys were asked for; [`Fields::finish`] reports the rest as unknown, with the
//! nearest known key as a hint. A missing or mistyped field gives a diagnostic and `None`; reading goes on.

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::nearest::{near, nearest};
use crate::parse::slips::{self, Day};
use crate::parse::table::Table;
use crate::source::{FileId, Span, Spanned};
use jiff::civil::Date;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

impl<'s> Table<'s> {
    /// A reader over this table; `what` names it in messages, for example "siden" or "kilden »kora-2017«".
    pub fn fields<'t>(&'t self, what: &str, diagnostics: &'t mut Vec<Diagnostic>) -> Fields<'t, 's> {
        Fields {
            file: self.file,
            offset: self.offset,
            at: self.at,
            table: &self.table,
            what: what.to_owned(),
            asked: Vec::new(),
            diagnostics,
        }
    }
}

/// A reader over one table.
#[derive(Debug)]
pub struct Fields<'t, 's> {
    file: FileId,
    offset: usize,
    at: Span,
    table: &'t DeTable<'s>,
    what: String,
    asked: Vec<&'static str>,
    diagnostics: &'t mut Vec<Diagnostic>,
}

impl<'t, 's> Fields<'t, 's> {
    /// Where the table begins.
    #[must_use]
    pub fn at(&self) -> Span {
        self.at
    }

    /// The diagnostics, for checks on a value that was read.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// A reader over a table within this one, whose diagnostics go the same way.
    pub fn within<'a, 'u>(&'a mut self, table: &'a Table<'u>, what: &str) -> Fields<'a, 'u> {
        table.fields(what, self.diagnostics)
    }

    /// A key that has no place here, though it has one beside it: told with the reason, in place of "unknown".
    pub fn refuse(&mut self, key: &'static str, why: &str) {
        if let Some((_, span)) = self.find(key) {
            let fault = Diagnostic::new(Code::KeyUnknown, span, format!("{} kan ikke have »{key}«", self.what));
            self.diagnostics.push(fault.hint(why));
        }
    }

    /// A key that cannot be judged, because what decides on it is at fault.
    pub fn pass(&mut self, key: &'static str) {
        self.asked.push(key);
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, self.offset + range.start..self.offset + range.end)
    }

    fn find(&mut self, key: &'static str) -> Option<(&'t DeValue<'s>, Span)> {
        self.asked.push(key);
        let value = self.table.get(key)?;
        Some((value.get_ref(), self.span(value.span())))
    }

    fn missing(&mut self, key: &'static str, example: &str) {
        // A misspelt key is told once, by `finish`, with the right one as a hint.
        if self.misspelt(key) {
            return;
        }
        self.diagnostics.push(
            Diagnostic::new(Code::KeyMissing, self.at, format!("{} mangler »{key}«", self.what))
                .hint(format!("tilføj en linje: {key} = {example}")),
        );
    }

    /// Whether a key is there, be it misspelt or with a value at fault: what leans on it is then not at fault itself.
    #[must_use]
    pub fn is_meant(&self, key: &str) -> bool {
        self.table.contains_key(key) || self.misspelt(key)
    }

    fn misspelt(&self, key: &str) -> bool {
        self.table.keys().any(|found| {
            let found = found.get_ref().as_ref();
            found != key && near(found, key)
        })
    }

    fn wrong_type(&mut self, key: &str, value: &DeValue<'_>, span: Span, expected: &str, example: &str) {
        self.mistyped(key, value, span, expected, None, example);
    }

    /// A value of the wrong type: with the very line where it is plain what was `meant`, otherwise with an example.
    fn mistyped(
        &mut self,
        key: &str,
        value: &DeValue<'_>,
        span: Span,
        expected: &str,
        meant: Option<String>,
        example: &str,
    ) {
        let found = match value {
            DeValue::String(_) => "en tekst",
            DeValue::Integer(_) => "et helt tal",
            DeValue::Float(_) => "et kommatal",
            DeValue::Boolean(_) => "ja/nej (true/false)",
            DeValue::Datetime(value) if value.time.is_some() => "en dato med klokkeslæt",
            DeValue::Datetime(_) => "en dato",
            DeValue::Array(_) => "en liste",
            DeValue::Table(_) => "en tabel",
        };
        self.diagnostics.push(
            Diagnostic::new(Code::ValueType, span, format!("»{key}« skal være {expected}, men er {found}")).hint(
                meant.map_or_else(
                    || format!("skriv for eksempel {key} = {example}"),
                    |meant| format!("skriv {key} = {meant}"),
                ),
            ),
        );
    }

    /// A text that must be there and not be empty.
    pub fn text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        if !self.table.contains_key(key) {
            self.asked.push(key);
            self.missing(key, "\"…\"");
            return None;
        }
        self.optional_text(key)
    }

    /// A text that may be left out, but not be empty.
    pub fn optional_text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let (value, span) = self.find(key)?;
        let DeValue::String(text) = value else {
            let shown = match value {
                DeValue::Integer(number) => Some(format!("\"{}\"", number.as_str())),
                DeValue::Float(number) => Some(format!("\"{}\"", number.as_str())),
                DeValue::Datetime(date) => Some(format!("\"{date}\"")),
                _ => None,
            };
            self.mistyped(key, value, span, "en tekst", shown, "\"…\"");
            return None;
        };
        if text.trim().is_empty() {
            self.diagnostics.push(
                Diagnostic::new(Code::TextEmpty, span, format!("»{key}« er tom"))
                    .hint("skriv teksten mellem anførselstegnene, eller fjern linjen, hvis den ikke skal bruges"),
            );
            return None;
        }
        self.written(text, span)
    }

    /// A text without the space around it; line ends are those of every machine, and other signs of control are a fault.
    fn written(&mut self, text: &str, span: Span) -> Option<Spanned<String>> {
        let value = text.trim().replace("\r\n", "\n");
        if value.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t')) {
            self.diagnostics.push(
                Diagnostic::new(Code::TextSign, span, "teksten har et styretegn, som ikke kan vises")
                    .hint("skriv teksten igen med almindelige tegn; \\r, \\b og \\u0001 kan ikke bruges"),
            );
            return None;
        }
        Some(Spanned { value, span })
    }

    /// A date that must be there.
    pub fn date(&mut self, key: &'static str) -> Option<Spanned<Date>> {
        if !self.table.contains_key(key) {
            self.asked.push(key);
            self.missing(key, "2026-11-21");
            return None;
        }
        self.optional_date(key)
    }

    /// A date that may be left out.
    pub fn optional_date(&mut self, key: &'static str) -> Option<Spanned<Date>> {
        let (value, span) = self.find(key)?;
        let date = match value {
            DeValue::Datetime(value) if value.time.is_none() && value.offset.is_none() => value.date.and_then(|date| {
                let (year, month, day) =
                    (i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?);
                Date::new(year, month, day).ok()
            }),
            _ => None,
        };
        if date.is_none() {
            let meant = match value {
                DeValue::String(text) => slips::day(text),
                DeValue::Datetime(with_time) => with_time.date.map_or(Day::None, |date| slips::day(&date.to_string())),
                _ => Day::None,
            };
            let meant = match meant {
                Day::Is(date) => Some(date),
                Day::NoSuch | Day::None => None,
            };
            self.mistyped(key, value, span, "en dato", meant, "2026-11-21");
        }
        Some(Spanned { value: date?, span })
    }

    /// true or false; false where left out.
    pub fn flag(&mut self, key: &'static str) -> bool {
        let Some((value, span)) = self.find(key) else { return false };
        let DeValue::Boolean(value) = value else {
            let meant = match value {
                DeValue::String(text) => slips::flag(text),
                _ => None,
            };
            self.mistyped(key, value, span, "true eller false", meant.map(str::to_owned), "true");
            return false;
        };
        *value
    }

    /// A whole number from 1 to `most` that may be left out.
    pub fn optional_count(&mut self, key: &'static str, most: u32) -> Option<Spanned<u32>> {
        let (value, span) = self.find(key)?;
        let DeValue::Integer(number) = value else {
            self.wrong_type(key, value, span, "et helt tal", "15");
            return None;
        };
        let parsed = u32::from_str_radix(number.as_str(), number.radix()).ok().filter(|n| (1..=most).contains(n));
        if parsed.is_none() {
            self.diagnostics.push(
                Diagnostic::new(Code::NumberRange, span, format!("»{key}« skal være et helt tal fra 1 til {most}"))
                    .hint(format!("skriv for eksempel {key} = 15")),
            );
        }
        Some(Spanned { value: parsed?, span })
    }

    /// A list of texts that must be there; it may be empty. `None` too where one of them is no text: the rest are not the list.
    pub fn texts(&mut self, key: &'static str) -> Option<Vec<Spanned<String>>> {
        if !self.table.contains_key(key) {
            self.asked.push(key);
            self.missing(key, "[\"…\"]");
            return None;
        }
        let told = self.diagnostics.len();
        let texts = self.optional_texts(key);
        (self.diagnostics.len() == told).then_some(texts)
    }

    /// A list of texts that may be left out.
    pub fn optional_texts(&mut self, key: &'static str) -> Vec<Spanned<String>> {
        let Some((value, span)) = self.find(key) else { return Vec::new() };
        let DeValue::Array(items) = value else {
            let shown = match value {
                DeValue::String(text) => Some(format!("[\"{}\"]", text.trim())),
                _ => None,
            };
            self.mistyped(key, value, span, "en liste af tekster", shown, "[\"…\", \"…\"]");
            return Vec::new();
        };
        let mut out = Vec::new();
        for item in items.iter() {
            let span = self.span(item.span());
            match item.get_ref() {
                DeValue::String(text) => out.extend(self.written(text, span)),
                DeValue::Integer(number) => self.bare_number(key, number.as_str(), span),
                DeValue::Float(number) => self.bare_number(key, number.as_str(), span),
                other => self.wrong_type(key, other, span, "en liste af tekster", "[\"…\", \"…\"]"),
            }
        }
        out
    }

    /// A number among texts.
    fn bare_number(&mut self, key: &str, number: &str, span: Span) {
        self.diagnostics.push(
            Diagnostic::new(
                Code::ValueType,
                span,
                format!("»{key}« skal være en liste af tekster, men her står et tal"),
            )
            .hint(format!("skriv tallet i anførselstegn: \"{number}\"")),
        );
    }

    /// The sub-tables of this table, each with its key, in the order in which they are written.
    pub fn entries(&self) -> Vec<(Spanned<String>, Option<Table<'s>>)>
    where
        's: 't,
    {
        let mut entries: Vec<_> = self
            .table
            .iter()
            .map(|(key, value)| {
                let at = self.span(key.span());
                let table = match value.get_ref() {
                    DeValue::Table(table) => Some(self.child(table, at)),
                    _ => None,
                };
                (Spanned { value: key.get_ref().to_string(), span: at }, table)
            })
            .collect();
        entries.sort_by_key(|(key, _)| key.span);
        entries
    }

    /// The tables of an array of tables (`[[key]]`), in order; empty where left out.
    pub fn tables(&mut self, key: &'static str) -> Vec<Table<'s>> {
        let Some((value, span)) = self.find(key) else { return Vec::new() };
        let DeValue::Array(items) = value else {
            self.diagnostics.push(
                Diagnostic::new(
                    Code::ValueType,
                    span,
                    format!("»{key}« skal have overskriften i to kantede parenteser"),
                )
                .hint(format!("skriv overskriften som de andre: [[…{key}]]")),
            );
            return Vec::new();
        };
        let mut out = Vec::new();
        for item in items.iter() {
            let span = self.span(item.span());
            match item.get_ref() {
                DeValue::Table(table) => out.push(self.child(table, span)),
                other => self.wrong_type(key, other, span, &format!("en tabel med overskriften [[{key}]]"), "[[…]]"),
            }
        }
        out
    }

    /// A sub-table (`[key]`) that may be left out.
    pub fn optional_table(&mut self, key: &'static str) -> Option<Table<'s>> {
        let (value, span) = self.find(key)?;
        let DeValue::Table(table) = value else {
            self.wrong_type(key, value, span, &format!("en tabel med overskriften [{key}]"), "…");
            return None;
        };
        Some(self.child(table, span))
    }

    /// Every key of this table as a list of texts, for tables whose keys are names that editors choose.
    pub fn text_lists(&mut self) -> Vec<(Spanned<String>, Vec<Spanned<String>>)> {
        let keys: Vec<_> =
            self.table.iter().map(|(key, value)| (key.get_ref().to_string(), key.span(), value)).collect();
        let mut out = Vec::new();
        for (key, key_span, value) in keys {
            let key = Spanned { value: key, span: self.span(key_span) };
            let span = self.span(value.span());
            match value.get_ref() {
                DeValue::Array(items) => {
                    let mut texts = Vec::new();
                    for item in items.iter() {
                        let span = self.span(item.span());
                        match item.get_ref() {
                            DeValue::String(text) => texts.push(Spanned { value: text.trim().to_owned(), span }),
                            other => self.wrong_type(&key.value, other, span, "en liste af tekster", "[\"…\"]"),
                        }
                    }
                    out.push((key, texts));
                }
                other => self.wrong_type(&key.value, other, span, "en liste af tekster", "[\"…\"]"),
            }
        }
        out.sort_by_key(|(key, _)| key.span);
        out
    }

    fn child(&self, table: &DeTable<'s>, at: Span) -> Table<'s> {
        Table { file: self.file, offset: self.offset, at, table: table.clone() }
    }

    /// Reports every key that nobody asked for.
    pub fn finish(self) {
        let mut unknown: Vec<_> = self
            .table
            .keys()
            .filter(|key| !self.asked.contains(&key.get_ref().as_ref()))
            .map(|key| (key.get_ref().to_string(), self.span(key.span())))
            .collect();
        unknown.sort_by_key(|(_, span)| *span);
        for (key, span) in unknown {
            let hint = match nearest(&key, self.asked.iter().copied()) {
                Some(known) => format!("mente du »{known}«?"),
                None => format!("de kendte er {}", self.asked.join(", ")),
            };
            self.diagnostics.push(
                Diagnostic::new(Code::KeyUnknown, span, format!("{} har en ukendt oplysning »{key}«", self.what))
                    .hint(hint),
            );
        }
    }
}
