//! Reads TOML tables field by field, with a span on everything.
//!
//! Contract: a [`Fields`] reader works from a [`Shape`]. Which keys there are, of what kind, and which must or must not be there
//! stands in it alone; a reader only fetches what the shape promises. [`Fields::finish`] reports the keys that have no place, with
//! the nearest known key as a hint. A missing or mistyped field gives a diagnostic and `None`; reading goes on. In a build with
//! assertions, asking for a key that the shape lacks ends it, and so does leaving one of its keys unread.

mod nested;

pub use nested::Part;

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::nearest::{near, nearest};
use crate::parse::slips::{self, Day};
use crate::parse::table::Table;
use crate::source::{FileId, Span, Spanned};
use calculator::shape::{Case, Key, Kind, Look, Need, Shape};
use jiff::civil::Date;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

impl<'s> Table<'s> {
    /// A reader over this table; `what` names it in messages, for example "siden" or "site.toml".
    pub fn fields<'t>(
        &'t self,
        shape: &'static Shape,
        what: &str,
        diagnostics: &'t mut Vec<Diagnostic>,
    ) -> Fields<'t, 's> {
        Fields {
            file: self.file,
            offset: self.offset,
            at: self.at,
            table: &self.table,
            shape,
            imposed: &[],
            what: what.to_owned(),
            asked: Vec::new(),
            told: diagnostics.len(),
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
    shape: &'static Shape,
    imposed: &'t [&'static Case],
    what: String,
    asked: Vec<&'static str>,
    told: usize,
    diagnostics: &'t mut Vec<Diagnostic>,
}

impl Look for Fields<'_, '_> {
    fn has(&self, key: &str) -> bool {
        self.is_meant(key)
    }

    fn word(&self, key: &str) -> Option<String> {
        let DeValue::String(text) = self.table.get(key)?.get_ref() else { return None };
        Some(text.trim().to_owned())
    }

    fn is_on(&self, key: &str) -> bool {
        self.table.get(key).is_some_and(|value| matches!(value.get_ref(), DeValue::Boolean(true)))
    }
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
    pub fn within<'a, 'u>(&'a mut self, part: &'a Part<'u>, what: &str) -> Fields<'a, 'u> {
        part.fields(what, self.diagnostics)
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, self.offset + range.start..self.offset + range.end)
    }

    fn need(&self, key: &str) -> Need {
        self.shape.need(key, self, self.imposed)
    }

    /// What the shape says of a key; nothing where it must not be there, which [`Fields::finish`] tells.
    fn ask(&mut self, key: &'static str, fits: impl Fn(Kind) -> bool) -> Option<(&'static Key, Need)> {
        self.asked.push(key);
        let known = self.shape.key(key);
        debug_assert!(
            known.is_some_and(|known| fits(known.kind)),
            "the shape »{}« has no such key »{key}«",
            self.shape.name
        );
        let need = self.need(key);
        if matches!(need, Need::Never(_)) { None } else { Some((known?, need)) }
    }

    /// The value under a key; where it must be there and is not, that is told.
    fn find(&mut self, key: &'static str, fits: impl Fn(Kind) -> bool) -> Option<(&'t DeValue<'s>, Span)> {
        let (known, need) = self.ask(key, fits)?;
        let Some(value) = self.table.get(key) else {
            if need == Need::Required {
                self.missing(key, known.kind.sample());
            }
            return None;
        };
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
            // A key that is known stands for itself.
            near(found, key) && self.shape.key(found).is_none()
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

    /// A text, which is not empty.
    pub fn text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let (value, span) = self.find(key, |kind| matches!(kind, Kind::Text | Kind::Word(_)))?;
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

    /// One of the words that may stand there, as what `parse` makes of it.
    pub fn choice<T>(&mut self, key: &'static str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        self.choice_at(key, parse).map(|choice| choice.value)
    }

    /// The same, and where it stands.
    pub fn choice_at<T>(&mut self, key: &'static str, parse: impl Fn(&str) -> Option<T>) -> Option<Spanned<T>> {
        let written = self.text(key)?;
        let value = self.chosen(key, &written, parse)?;
        Some(Spanned { value, span: written.span })
    }

    /// Some of the words that may stand there.
    pub fn choices<T>(&mut self, key: &'static str, parse: impl Fn(&str) -> Option<T>) -> Vec<T> {
        let written = self.optional_texts(key);
        written.iter().filter_map(|one| self.chosen(key, one, &parse)).collect()
    }

    fn chosen<T>(&mut self, key: &str, written: &Spanned<String>, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let value = parse(&written.value);
        let allowed = match self.shape.key(key).map(|key| key.kind) {
            Some(Kind::Word(words) | Kind::ManyWords(words)) => words(),
            _ => Vec::new(),
        };
        debug_assert_eq!(value.is_some(), allowed.contains(&written.value.as_str()), "words of »{key}«");
        if value.is_none() {
            let hint = nearest(&written.value, allowed.iter().copied())
                .map_or_else(|| format!("brug en af {}", allowed.join(", ")), |known| format!("mente du »{known}«?"));
            self.report(
                Diagnostic::new(
                    Code::ValueChoice,
                    written.span,
                    format!("»{}« kan ikke bruges som {key}", written.value),
                )
                .hint(hint),
            );
        }
        value
    }

    /// A date.
    pub fn date(&mut self, key: &'static str) -> Option<Spanned<Date>> {
        let (value, span) = self.find(key, |kind| matches!(kind, Kind::Date))?;
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
        self.decision(key).unwrap_or_default()
    }

    /// true or false; `None` where left out, which is then something else than either.
    pub fn decision(&mut self, key: &'static str) -> Option<bool> {
        let (value, span) = self.find(key, |kind| matches!(kind, Kind::Flag))?;
        let DeValue::Boolean(value) = value else {
            let meant = match value {
                DeValue::String(text) => slips::flag(text),
                _ => None,
            };
            self.mistyped(key, value, span, "true eller false", meant.map(str::to_owned), "true");
            return None;
        };
        Some(*value)
    }

    /// A whole number in the range that the shape gives.
    pub fn count(&mut self, key: &'static str) -> Option<Spanned<u32>> {
        let (value, span) = self.find(key, |kind| matches!(kind, Kind::Count(..)))?;
        let Kind::Count(least, most) = self.shape.key(key)?.kind else { return None };
        let DeValue::Integer(number) = value else {
            self.wrong_type(key, value, span, "et helt tal", "15");
            return None;
        };
        let parsed = u32::from_str_radix(number.as_str(), number.radix()).ok().filter(|n| (least..=most).contains(n));
        if parsed.is_none() {
            self.diagnostics.push(
                Diagnostic::new(
                    Code::NumberRange,
                    span,
                    format!("»{key}« skal være et helt tal fra {least} til {most}"),
                )
                .hint(format!("skriv for eksempel {key} = 15")),
            );
        }
        Some(Spanned { value: parsed?, span })
    }

    /// Reports every key that has no place here: one that the shape lacks, or one that does not go with the others.
    pub fn finish(self) {
        let known: Vec<(&str, Need)> = self.shape.keys.iter().map(|key| (key.name, self.need(key.name))).collect();
        let mut faults = Vec::new();
        for (key, value) in self.table.iter() {
            let need = known.iter().find(|(name, _)| *name == key.get_ref()).map(|(_, need)| *need);
            match need {
                Some(Need::Never(why)) if !why.is_empty() => {
                    let message = format!("{} kan ikke have »{}«", self.what, key.get_ref());
                    faults.push(Diagnostic::new(Code::KeyUnknown, self.span(value.span()), message).hint(why));
                }
                None | Some(Need::Never(_)) => {
                    let open = known.iter().filter(|(_, need)| !matches!(need, Need::Never(_)));
                    let open: Vec<&str> = open.map(|(name, _)| *name).collect();
                    let hint = match nearest(key.get_ref(), open.iter().copied()) {
                        Some(known) => format!("mente du »{known}«?"),
                        None => format!("slet linjen, eller brug en af de kendte: {}", open.join(", ")),
                    };
                    let message = format!("{} har en ukendt oplysning »{}«", self.what, key.get_ref());
                    faults.push(Diagnostic::new(Code::KeyUnknown, self.span(key.span()), message).hint(hint));
                }
                Some(Need::Free | Need::Required | Need::Told) => {}
            }
        }
        faults.sort_by_key(|fault| fault.span);
        self.diagnostics.extend(faults);
        // Where all is in order, all that may stand here has been read: nobody can write what has no effect.
        debug_assert!(
            self.diagnostics.len() > self.told
                || known.iter().all(|(key, need)| matches!(need, Need::Never(_)) || self.asked.contains(key)),
            "»{}« has a key that nobody reads: {:?} of {known:?}",
            self.shape.name,
            self.asked
        );
    }
}
