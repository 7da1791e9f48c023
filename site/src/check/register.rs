//! What all registers share: entries found by id, and readers for the fields that several of them have.
//!
//! Contract: an id is a name in brackets, of a-z, 0-9 and hyphens, unique in its file (TOML sees to that). Order is that of the
//! file. What is unconfirmed says what is uncertain.

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::address::{is_secure, without_scheme};
use crate::parse::fields::Fields;
use crate::parse::nearest::nearest;
use crate::parse::slug::slug;
use crate::parse::table::Table;
use crate::parse::unregistered::{self, Unregistered};
use crate::source::Spanned;
use calculator::shape::{Case, Key, Shape, When, date, text, texts, word};
use calculator::{Status, Validity};

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

/// `status`
pub(crate) const STATUS: Key = word(
    "status",
    || Status::ALL.map(Status::key).to_vec(),
    "bekraeftet, hvis det er læst i kilden; ubekraeftet, hvis noget er usikkert. Så siger note hvad.",
);

/// `note`
pub(crate) const NOTE: Key =
    text("note", "Forbehold, som læseren skal kende; skal være der, hvor status er ubekraeftet.").free();

/// `kilde`
pub(crate) const SOURCE: Key = text("kilde", "Kildens navn i kilder.toml.").like("\"boernehus-midt-2022\"");

/// `sted`
pub(crate) const PLACE: Key = text("sted", "Hvor i kilden det står.").like("\"s. 12\"");

/// `adresse`
pub(crate) const ADDRESS: Key = text("adresse", "Hele adressen på nettet, begyndende med https://.")
    .like("\"https://www.retsinformation.dk/\"")
    .pattern("^https://");

/// `gaelder_fra`
pub(crate) const FROM: Key = date("gaelder_fra", "Den første dag, det gælder.");

/// `gaelder_til`
pub(crate) const UNTIL: Key =
    date("gaelder_til", "Den sidste dag, det gælder; udelades, så længe det gælder.").like("2027-12-31").free();

/// `lov`
pub(crate) const LAWS: Key =
    texts("lov", "Navnene i lov.toml på de bestemmelser, det hviler på.").like("[\"barnets-lov-133\"]").free();

/// What is unconfirmed has a note.
pub(crate) const UNCONFIRMED: Case = Case::needs(&[When::Is("status", &["ubekraeftet"])], &["note"]).own_words();

/// `gaelder_fra` and `gaelder_til`.
pub(crate) fn validity(fields: &mut Fields<'_, '_>) -> Option<Validity> {
    let from = fields.date("gaelder_fra");
    let until = fields.date("gaelder_til");
    match Validity::new(from?.value, until.as_ref().map(|date| date.value)) {
        Ok(validity) => Some(validity),
        Err(error) => {
            let at = until.map_or(fields.at(), |date| date.span);
            fields.report(Diagnostic::new(Code::PeriodOrder, at, calculator::text::validity_error(&error)));
            None
        }
    }
}

pub(crate) fn read<T>(
    table: &Table<'_>,
    shape: &'static Shape,
    what: &str,
    diagnostics: &mut Vec<Diagnostic>,
    mut entry: impl FnMut(&mut Fields<'_, '_>) -> Option<T>,
) -> Register<T> {
    read_named(table, shape, what, diagnostics, |_, fields| entry(fields))
}

/// Reads a register whose entries know their own ids.
pub(crate) fn read_named<T>(
    table: &Table<'_>,
    shape: &'static Shape,
    what: &str,
    diagnostics: &mut Vec<Diagnostic>,
    mut entry: impl FnMut(&str, &mut Fields<'_, '_>) -> Option<T>,
) -> Register<T> {
    let mut register = Register { unread: false, ..Register::default() };
    let found = table.fields(shape, what, diagnostics).entries();
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

/// `status` and `note`; what is unconfirmed must have a note.
pub(crate) fn status(fields: &mut Fields<'_, '_>) -> (Option<Status>, Option<String>) {
    let status = fields.choice_at("status", Status::from_key);
    let note = fields.text("note").map(|text| text.value);
    if let (Some(Spanned { value: Status::Unconfirmed, span }), None) = (&status, &note) {
        fields.report(
            Diagnostic::new(Code::UnconfirmedNote, *span, "noget, der er ubekræftet, skal sige, hvad der er usikkert")
                .hint("tilføj en linje: note = \"…\""),
        );
    }
    (status.map(|status| status.value), note)
}

/// That a text which pages show, and which can refer to nothing, names no paragraph: the ledger of the law would miss it.
pub(crate) fn names_no_law(fields: &mut Fields<'_, '_>, text: Option<&Spanned<String>>) {
    let Some(text) = text else { return };
    for fault in unregistered::found(&text.value) {
        if matches!(fault, Unregistered::Paragraph(..)) {
            fields.report(fault.in_title(text.span));
        }
    }
}

/// That no blank stands before or after an address: it is copied to places where blanks count.
pub(super) fn blanks(fields: &mut Fields<'_, '_>, address: &Spanned<String>) {
    // Between the quotation marks stands nothing but the address, unless there were blanks.
    if address.span.range().len() > address.value.len() + 2 {
        fields.report(
            Diagnostic::new(Code::LinkScheme, address.span, "der står et mellemrum før eller efter adressen")
                .hint(format!("skriv \"{}\"", address.value)),
        );
    }
}

/// `adresse`; outer `None` where it is at fault, inner where it is not there.
pub(crate) fn address(fields: &mut Fields<'_, '_>) -> Option<Option<String>> {
    let Some(written) = fields.text("adresse") else { return Some(None) };
    if !is_secure(&written.value) {
        let secure = written.value.strip_prefix("http://").map(|rest| format!("https://{rest}"));
        let meant = secure.filter(|secure| is_secure(secure)).or_else(|| without_scheme(&written.value));
        fields.report(
            Diagnostic::new(Code::LinkScheme, written.span, format!("»{}« er ikke en sikker adresse", written.value))
                .hint(meant.map_or_else(
                    || "skriv hele adressen, begyndende med https://".to_owned(),
                    |meant| format!("skriv \"{meant}\""),
                )),
        );
        return None;
    }
    blanks(fields, &written);
    Some(Some(written.value))
}
