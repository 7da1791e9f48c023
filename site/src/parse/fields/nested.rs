//! Lists, and tables within tables.
//!
//! Contract: as [`super`]; a table within another knows its shape, and what was laid on it from around it.

use super::Fields;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::table::Table;
use crate::source::{Span, Spanned};
use calculator::shape::{Case, Kind, Shape};
use toml::de::{DeTable, DeValue};

/// A table within another, and what it may hold.
#[derive(Debug)]
pub struct Part<'s> {
    table: Table<'s>,
    shape: &'static Shape,
    imposed: Vec<&'static Case>,
}

impl<'s> Part<'s> {
    /// A reader over this table; `what` names it in messages, for example "kilden »kora-2017«".
    pub fn fields<'t>(&'t self, what: &str, diagnostics: &'t mut Vec<Diagnostic>) -> Fields<'t, 's> {
        Fields { imposed: &self.imposed, ..self.table.fields(self.shape, what, diagnostics) }
    }
}

impl<'t, 's> Fields<'t, 's> {
    /// A list of texts that is there; it may be empty. `None` too where one of them is no text: the rest are not the list.
    pub fn texts(&mut self, key: &'static str) -> Option<Vec<Spanned<String>>> {
        let told = self.diagnostics.len();
        let texts = self.optional_texts(key);
        (self.table.contains_key(key) && self.diagnostics.len() == told).then_some(texts)
    }

    /// A list of texts as far as they can be read.
    pub fn optional_texts(&mut self, key: &'static str) -> Vec<Spanned<String>> {
        let fits = |kind| matches!(kind, Kind::Texts | Kind::ManyWords(_));
        let Some((value, span)) = self.find(key, fits) else { return Vec::new() };
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
    pub fn entries(&self) -> Vec<(Spanned<String>, Option<Part<'s>>)>
    where
        's: 't,
    {
        let shape = match self.shape.rest.map(|rest| rest.kind) {
            Some(Kind::Table(shape)) => Some(shape),
            _ => None,
        };
        debug_assert!(shape.is_some(), "the shape »{}« holds no entries", self.shape.name);
        let mut entries: Vec<_> = self
            .table
            .iter()
            .map(|(key, value)| {
                let at = self.span(key.span());
                let table = match value.get_ref() {
                    DeValue::Table(table) => shape.map(|shape| self.part(table, at, shape, Vec::new())),
                    _ => None,
                };
                (Spanned { value: key.get_ref().to_string(), span: at }, table)
            })
            .collect();
        entries.sort_by_key(|(key, _)| key.span);
        entries
    }

    /// The tables of an array of tables (`[[key]]`), in order; empty where left out.
    pub fn tables(&mut self, key: &'static str) -> Vec<Part<'s>> {
        let Some((value, span)) = self.find(key, |kind| matches!(kind, Kind::Tables(_))) else { return Vec::new() };
        let Some(Kind::Tables(shape)) = self.shape.key(key).map(|key| key.kind) else { return Vec::new() };
        let imposed = self.shape.imposed(key, self);
        let DeValue::Array(items) = value else {
            self.diagnostics.push(
                Diagnostic::new(
                    Code::ValueType,
                    span,
                    format!("»{key}« skal have overskriften i to kantede parenteser"),
                )
                .hint(format!(
                    "skriv overskriften som de andre: [[…{key}]]; på én linje skrives det {key} = [{{ … }}]"
                )),
            );
            return Vec::new();
        };
        let mut out = Vec::new();
        for item in items.iter() {
            let span = self.span(item.span());
            match item.get_ref() {
                DeValue::Table(table) => out.push(self.part(table, span, shape, imposed.clone())),
                other => self.wrong_type(key, other, span, &format!("en tabel med overskriften [[{key}]]"), "[[…]]"),
            }
        }
        out
    }

    /// A sub-table (`[key]`).
    pub fn table(&mut self, key: &'static str) -> Option<Part<'s>> {
        let (value, span) = self.find(key, |kind| matches!(kind, Kind::Table(_)))?;
        let Kind::Table(shape) = self.shape.key(key)?.kind else { return None };
        let imposed = self.shape.imposed(key, self);
        let DeValue::Table(table) = value else {
            self.wrong_type(key, value, span, &format!("en tabel med overskriften [{key}]"), "…");
            return None;
        };
        Some(self.part(table, span, shape, imposed))
    }

    /// Every key of this table as a list of texts, for tables whose keys are names that editors choose.
    pub fn text_lists(&mut self) -> Vec<(Spanned<String>, Vec<Spanned<String>>)> {
        debug_assert!(
            self.shape.rest.is_some_and(|rest| matches!(rest.kind, Kind::Texts)),
            "the shape »{}« holds no lists",
            self.shape.name
        );
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

    fn part(&self, table: &DeTable<'s>, at: Span, shape: &'static Shape, imposed: Vec<&'static Case>) -> Part<'s> {
        let table = Table { file: self.file, offset: self.offset, at, table: table.clone() };
        Part { table, shape, imposed }
    }
}
