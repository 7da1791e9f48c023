//! The registers of sources, laws and figures, and what all registers share.
//!
//! Contract: an id is a name in brackets, of a-z, 0-9 and hyphens, unique in its file (TOML sees to that). Order is that of the
//! file. What is unconfirmed says what is uncertain.

use super::charts::ChartEntry;
use super::contacts::Organisation;
use super::examples::Example;
use super::glossary::Term;
use super::houses::{House, Municipality};
use super::rates::RateEntry;
use super::systems::System;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::address::is_secure;
use crate::parse::fields::Fields;
use crate::parse::nearest::nearest;
use crate::parse::slug::slug;
use crate::parse::table::Table;
use crate::source::{Span, Spanned};
use calculator::{Status, Validity};
use jiff::civil::Date;

/// Entries in the order of their file, found by id.
///
/// It also knows which entries it lacks because they are at fault, so that one fault is told once and not again at each
/// reference to it.
#[derive(Debug, Clone)]
pub struct Register<T> {
    entries: Vec<(String, T)>,
    faulty: Vec<String>,
    unread: bool,
}

impl<T> Default for Register<T> {
    /// A register whose file could not be read.
    fn default() -> Self {
        Self { entries: Vec::new(), faulty: Vec::new(), unread: true }
    }
}

impl<T> Register<T> {
    /// The entry with an id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&T> {
        self.entries.iter().find(|(known, _)| known == id).map(|(_, entry)| entry)
    }

    /// All entries with their ids, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.entries.iter().map(|(id, entry)| (id.as_str(), entry))
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// An empty register of a site that has no such file.
    #[must_use]
    pub fn absent() -> Self {
        Self { unread: false, ..Self::default() }
    }

    /// Whether an id that is not here is missing because of a fault that has been told already.
    #[must_use]
    pub fn is_told(&self, id: &str) -> bool {
        self.unread || self.faulty.iter().any(|faulty| faulty == id)
    }

    /// The id most like an unknown one, as a hint.
    #[must_use]
    pub fn hint(&self, id: &str, file: &str) -> String {
        nearest(id, self.entries.iter().map(|(id, _)| id.as_str())).map_or_else(
            || format!("brug et id fra content/data/{file}.toml, eller tilføj det dér"),
            |known| format!("mente du »{known}«?"),
        )
    }
}

/// Where something is from.
#[derive(Debug, Clone)]
pub struct SourceEntry {
    /// `titel`
    pub title: String,
    /// `kort`, used in citations; the publisher and the date where left out.
    pub short: String,
    /// `udgiver`
    pub publisher: String,
    /// `udgivet`, as text.
    pub published: Option<String>,
    /// `adresse`
    pub url: Option<String>,
    /// `note`
    pub note: Option<String>,
}

/// A paragraph of a law or an order.
#[derive(Debug, Clone)]
pub struct LawEntry {
    /// `lov`, such as "barnets lov".
    pub law: String,
    /// `paragraf`, such as "§ 133".
    pub paragraph: String,
    /// `titel`: what it is about.
    pub title: String,
    /// `gaelder_fra` and `gaelder_til`
    pub validity: Validity,
    /// `afloest_af`: the ids of what holds in its place; only where it has an end.
    pub replaced_by: Vec<String>,
    /// `kontrolleret`: when it was last held against the law.
    pub checked: Date,
    /// `status`
    pub status: Status,
    /// `adresse`
    pub url: String,
    /// `note`
    pub note: Option<String>,
}

impl LawEntry {
    /// Whether it no longer holds: such a paragraph is named as history only.
    #[must_use]
    pub fn is_history(&self, today: Date) -> bool {
        self.validity.is_over_by(today)
    }
}

/// A figure that pages may print.
#[derive(Debug, Clone)]
pub struct FigureEntry {
    /// `vaerdi`, as printed.
    pub value: String,
    /// `beskrivelse`
    pub description: String,
    /// `aar`
    pub year: Option<String>,
    /// `kilde`, an id that is known.
    pub source: String,
    /// `sted`
    pub place: Option<String>,
    /// `lov`: the paragraphs it is taken from, ids that are known.
    pub laws: Vec<String>,
    /// `status`
    pub status: Status,
    /// `note`
    pub note: Option<String>,
}

/// All registers but the services.
#[derive(Debug, Default)]
pub struct Registers {
    /// `kilder.toml`
    pub sources: Register<SourceEntry>,
    /// `lov.toml`
    pub laws: Register<LawEntry>,
    /// `tal.toml`
    pub figures: Register<FigureEntry>,
    /// `boernehuse.toml`
    pub houses: Register<House>,
    /// `kommuner.toml`
    pub municipalities: Vec<Municipality>,
    /// `ordliste.toml`
    pub terms: Register<Term>,
    /// `organisationer.toml`
    pub organisations: Register<Organisation>,
    /// `systemer.toml`
    pub systems: Vec<System>,
    /// `figurer.toml`
    pub charts: Register<ChartEntry>,
    /// `satser.toml`
    pub rates: Register<RateEntry>,
    /// `eksempler.toml`
    pub examples: Register<Example>,
}

/// Reads `kilder.toml`.
pub fn sources(table: &Table<'_>, diagnostics: &mut Vec<Diagnostic>) -> Register<SourceEntry> {
    read(table, "kilden", diagnostics, |fields| {
        let title = fields.text("titel");
        let publisher = fields.text("udgiver");
        let published = fields.optional_text("udgivet").map(|text| text.value);
        let short = fields.optional_text("kort").map(|text| text.value);
        let url = address(fields, false);
        let note = fields.optional_text("note").map(|text| text.value);
        let publisher = publisher?.value;
        let short = short.unwrap_or_else(|| match &published {
            Some(published) => format!("{publisher}, {published}"),
            None => publisher.clone(),
        });
        Some(SourceEntry { title: title?.value, short, publisher, published, url: url?, note })
    })
}

/// Reads `lov.toml`.
pub fn laws(table: &Table<'_>, today: Date, diagnostics: &mut Vec<Diagnostic>) -> Register<LawEntry> {
    let mut successors = Vec::new();
    let laws = read(table, "bestemmelsen", diagnostics, |fields| {
        let law = fields.text("lov");
        let paragraph = fields.text("paragraf");
        let title = fields.text("titel");
        let validity = validity(fields);
        let replaced_by = fields.optional_texts("afloest_af");
        let checked = fields.date("kontrolleret");
        let url = address(fields, true);
        let (status, note) = status(fields);
        if let Some(checked) = &checked
            && checked.value > today
        {
            fields.report(
                Diagnostic::new(
                    Code::DateOrder,
                    checked.span,
                    "bestemmelsen er kontrolleret på en dag, der ikke er kommet endnu",
                )
                .hint("skriv den dag, bestemmelsen sidst blev holdt op mod loven"),
            );
        }
        let validity = validity?;
        history(fields, &validity, &replaced_by, status, today);
        successors.extend(replaced_by.iter().cloned());
        Some(LawEntry {
            law: law?.value,
            paragraph: paragraph?.value,
            title: title?.value,
            validity,
            replaced_by: replaced_by.into_iter().map(|id| id.value).collect(),
            checked: checked?.value,
            status: status?,
            url: url??,
            note,
        })
    });
    for id in successors {
        match laws.get(&id.value) {
            Some(entry) if entry.is_history(today) => diagnostics.push(
                Diagnostic::new(Code::LawHistory, id.span, format!("»{}« gælder heller ikke længere", id.value))
                    .hint("skriv den bestemmelse, der gælder nu"),
            ),
            Some(_) => {}
            None if laws.is_told(&id.value) => {}
            None => diagnostics.push(unknown_law(id.span, &id.value, &laws)),
        }
    }
    laws
}

/// That a paragraph of the past says what holds now, and only one of the past.
fn history(
    fields: &mut Fields<'_, '_>,
    validity: &Validity,
    replaced_by: &[Spanned<String>],
    status: Option<Status>,
    today: Date,
) {
    match replaced_by.first() {
        Some(first) if validity.until().is_none() => fields.report(
            Diagnostic::new(
                Code::LawHistory,
                first.span,
                "bestemmelsen er afløst af en anden, men har ingen sidste dag",
            )
            .hint("tilføj gaelder_til = den sidste dag, den gjaldt, eller fjern afloest_af"),
        ),
        None if validity.is_over_by(today) && status == Some(Status::Confirmed) => fields.report(
            Diagnostic::new(
                Code::LawHistory,
                fields.at(),
                "bestemmelsen gælder ikke længere, men siger ikke, hvad der er kommet i stedet",
            )
            .hint("tilføj afloest_af = [\"id\"]; er afløseren ikke fundet, så skriv det i note, og sæt status til ubekraeftet"),
        ),
        _ => {}
    }
}

/// That a paragraph is not in the register.
pub(crate) fn unknown_law(at: Span, id: &str, laws: &Register<LawEntry>) -> Diagnostic {
    Diagnostic::new(Code::UnknownLaw, at, format!("bestemmelsen »{id}« findes ikke i lovregistret"))
        .hint(laws.hint(id, "lov"))
}

/// `gaelder_fra` and `gaelder_til`.
pub(crate) fn validity(fields: &mut Fields<'_, '_>) -> Option<Validity> {
    let from = fields.date("gaelder_fra");
    let until = fields.optional_date("gaelder_til");
    match Validity::new(from?.value, until.as_ref().map(|date| date.value)) {
        Ok(validity) => Some(validity),
        Err(error) => {
            let at = until.map_or(fields.at(), |date| date.span);
            fields.report(Diagnostic::new(Code::PeriodOrder, at, calculator::text::validity_error(&error)));
            None
        }
    }
}

/// `lov`: ids of paragraphs; those that are not in the register are told.
pub(crate) fn law_ids(fields: &mut Fields<'_, '_>, laws: &Register<LawEntry>) -> Vec<String> {
    let mut known = Vec::new();
    for id in fields.optional_texts("lov") {
        if laws.get(&id.value).is_some() {
            known.push(id.value);
        } else if !laws.is_told(&id.value) {
            fields.report(unknown_law(id.span, &id.value, laws));
        }
    }
    known
}

/// Reads `tal.toml`.
pub fn figures(
    table: &Table<'_>,
    sources: &Register<SourceEntry>,
    laws: &Register<LawEntry>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Register<FigureEntry> {
    read(table, "tallet", diagnostics, |fields| {
        let value = fields.text("vaerdi");
        let description = fields.text("beskrivelse");
        let year = fields.optional_text("aar").map(|text| text.value);
        let source = source_id(fields, sources);
        let place = fields.optional_text("sted").map(|text| text.value);
        let laws = law_ids(fields, laws);
        let (status, note) = status(fields);
        Some(FigureEntry {
            value: value?.value,
            description: description?.value,
            year,
            source: source?,
            place,
            laws,
            status: status?,
            note,
        })
    })
}

pub(crate) fn read<T>(
    table: &Table<'_>,
    what: &str,
    diagnostics: &mut Vec<Diagnostic>,
    mut entry: impl FnMut(&mut Fields<'_, '_>) -> Option<T>,
) -> Register<T> {
    read_named(table, what, diagnostics, |_, fields| entry(fields))
}

/// Reads a register whose entries know their own ids.
pub(crate) fn read_named<T>(
    table: &Table<'_>,
    what: &str,
    diagnostics: &mut Vec<Diagnostic>,
    mut entry: impl FnMut(&str, &mut Fields<'_, '_>) -> Option<T>,
) -> Register<T> {
    let mut register = Register { unread: false, ..Register::default() };
    let found = table.fields(what, diagnostics).entries();
    for (key, table) in found {
        check_id(&key, diagnostics);
        let Some(table) = table else {
            diagnostics.push(
                Diagnostic::new(Code::ValueType, key.span, format!("»{}« står uden for en tabel", key.value))
                    .hint("hver post begynder med sit id i kantede parenteser, for eksempel [barnets-lov-133]"),
            );
            continue;
        };
        let mut fields = table.fields(&format!("{what} »{}«", key.value), diagnostics);
        let value = entry(&key.value, &mut fields);
        fields.finish();
        match value {
            Some(value) => register.entries.push((key.value, value)),
            None => register.faulty.push(key.value),
        }
    }
    register
}

fn check_id(id: &Spanned<String>, diagnostics: &mut Vec<Diagnostic>) {
    let good =
        id.value.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') && !id.value.is_empty();
    if !good {
        diagnostics.push(
            Diagnostic::new(Code::IdForm, id.span, format!("»{}« kan ikke være et id", id.value))
                .hint(format!("brug små bogstaver a-z, tal og bindestreg, for eksempel »{}«", slug(&id.value))),
        );
    }
}

/// `kilde`, which must be in the register of sources.
pub(crate) fn source_id(fields: &mut Fields<'_, '_>, sources: &Register<SourceEntry>) -> Option<String> {
    let id = fields.text("kilde")?;
    if sources.get(&id.value).is_none() && !sources.is_told(&id.value) {
        fields.report(
            Diagnostic::new(Code::UnknownSource, id.span, format!("kilden »{}« findes ikke", id.value))
                .hint(sources.hint(&id.value, "kilder")),
        );
        return None;
    }
    Some(id.value)
}

/// `status` and `note`; what is unconfirmed must have a note.
pub(crate) fn status(fields: &mut Fields<'_, '_>) -> (Option<Status>, Option<String>) {
    let written = fields.text("status");
    let note = fields.optional_text("note").map(|text| text.value);
    let status = written
        .as_ref()
        .and_then(|written| choice(fields, "status", written, Status::from_key, &["bekraeftet", "ubekraeftet"]));
    if let (Some(Status::Unconfirmed), None, Some(written)) = (status, &note, &written) {
        fields.report(
            Diagnostic::new(
                Code::UnconfirmedNote,
                written.span,
                "noget, der er ubekræftet, skal sige, hvad der er usikkert",
            )
            .hint("tilføj en linje: note = \"…\""),
        );
    }
    (status, note)
}

/// One of a few allowed words.
pub(crate) fn choice<T>(
    fields: &mut Fields<'_, '_>,
    key: &str,
    written: &Spanned<String>,
    parse: impl Fn(&str) -> Option<T>,
    allowed: &[&str],
) -> Option<T> {
    let value = parse(&written.value);
    if value.is_none() {
        let hint = nearest(&written.value, allowed.iter().copied())
            .map_or_else(|| format!("brug en af {}", allowed.join(", ")), |known| format!("mente du »{known}«?"));
        fields.report(
            Diagnostic::new(Code::ValueChoice, written.span, format!("»{}« kan ikke bruges som {key}", written.value))
                .hint(hint),
        );
    }
    value
}

/// `adresse`; outer `None` where it is at fault.
pub(crate) fn address(fields: &mut Fields<'_, '_>, required: bool) -> Option<Option<String>> {
    let written = if required { Some(fields.text("adresse")?) } else { fields.optional_text("adresse") };
    let Some(written) = written else { return Some(None) };
    if !is_secure(&written.value) {
        fields.report(
            Diagnostic::new(Code::LinkScheme, written.span, format!("»{}« er ikke en sikker adresse", written.value))
                .hint("skriv hele adressen, begyndende med https://"),
        );
        return None;
    }
    Some(Some(written.value))
}
