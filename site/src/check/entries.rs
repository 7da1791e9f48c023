//! The registers that pages refer to by id: sources, laws, figures.
//!
//! Contract: what an entry says of another register (a figure of its source and its law, a law of what replaced it) is known
//! to be there when the entry is.

use super::register::{
    ADDRESS, FROM, LAWS, NOTE, PLACE, Register, SOURCE, STATUS, UNCONFIRMED, UNTIL, address, read, status, validity,
};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::fields::Fields;
use crate::parse::nearest::nearest;
use crate::parse::table::Table;
use crate::source::{Span, Spanned};
use calculator::shape::{Shape, date, text, texts, word};
use calculator::text::period;
use calculator::{Status, Validity};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The languages that a title may be in, beside Danish.
const LANGUAGES: &[&str] = &["de", "en", "no", "sv"];

/// `kilder.toml`
pub const SOURCES: Shape = Shape::by_id("kilder", "Alle kilder, som sider og registre henviser til.", &ONE_SOURCE);

const ONE_SOURCE: Shape = Shape::new(
    "kilde",
    "En kilde, som sider og registre henviser til med dens navn i parentesen.",
    &[
        text("titel", "Kildens titel."),
        text("udgiver", "Den, der har udgivet kilden.").like("\"Børnehus Midt\""),
        text("udgivet", "Hvornår den er udgivet, som tekst.").like("\"31. august 2021\"").free(),
        text("kort", "Kort form i henvisninger; ellers vises udgiver og udgivet.")
            .like("\"Børnehus Midt 2022\"")
            .free(),
        ADDRESS.free(),
        word(
            "sprog",
            || LANGUAGES.to_vec(),
            "Titlens sprog, hvor det ikke er dansk, så en skærmlæser siger den rigtigt.",
        )
        .free(),
        text("note", "Forbehold, som læseren skal kende.").free(),
    ],
);

/// `lov.toml`
pub const LAW: Shape = Shape::by_id("lov", "Lovregistret: hver bestemmelse, siderne henviser til.", &ONE_LAW);

const ONE_LAW: Shape = Shape::new(
    "bestemmelse",
    "En bestemmelse, som sider henviser til med lov: og dens navn i parentesen.",
    &[
        text("lov", "Lovens navn, som det skrives i en sætning.").like("\"barnets lov\""),
        text("paragraf", "Paragraffen med stykke og nummer.").like("\"§ 133, stk. 1\""),
        text("titel", "Hvad bestemmelsen handler om."),
        FROM,
        UNTIL,
        texts("afloest_af", "Navnene på de bestemmelser, der gælder i stedet; kun hvor gaelder_til er sat.")
            .like("[\"barnets-lov-133\"]")
            .free(),
        date("kontrolleret", "Den dag, bestemmelsen sidst blev holdt op mod loven."),
        ADDRESS,
        STATUS,
        NOTE,
    ],
)
.cases(&[UNCONFIRMED]);

/// `tal.toml`
pub const FIGURES: Shape =
    Shape::by_id("tal", "Talregistret: hvert tal står ét sted og hentes med {{tal:navn}}.", &ONE_FIGURE);

const ONE_FIGURE: Shape = Shape::new(
    "tal",
    "Et tal, som sider henter med {{tal:navn}}.",
    &[
        text("vaerdi", "Tallet, som det er trykt, med enhed.").like("\"24 timer\""),
        text("beskrivelse", "Hvad tallet siger."),
        text("aar", "Det år, tallet er fra, som tekst.").like("\"2025\"").free(),
        SOURCE,
        PLACE.free(),
        LAWS,
        STATUS,
        NOTE,
    ],
)
.cases(&[UNCONFIRMED]);

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
    /// `sprog`: the language of the title, where that is not Danish.
    pub language: Option<&'static str>,
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

/// Reads `kilder.toml`.
pub fn sources(table: &Table<'_>, diagnostics: &mut Vec<Diagnostic>) -> Register<SourceEntry> {
    read(table, &SOURCES, "kilden", diagnostics, |fields| {
        let title = fields.text("titel");
        let publisher = fields.text("udgiver");
        let published = fields.text("udgivet").map(|text| text.value);
        let short = fields.text("kort").map(|text| text.value);
        let url = address(fields);
        let language = fields.choice("sprog", |word| LANGUAGES.iter().copied().find(|known| *known == word));
        let note = fields.text("note").map(|text| text.value);
        let publisher = publisher?.value;
        let short = short.unwrap_or_else(|| match &published {
            Some(published) => format!("{publisher}, {published}"),
            None => publisher.clone(),
        });
        Some(SourceEntry { title: title?.value, short, publisher, published, url: url?, language, note })
    })
}

/// Reads `lov.toml`.
pub fn laws(table: &Table<'_>, today: Date, diagnostics: &mut Vec<Diagnostic>) -> Register<LawEntry> {
    let (mut successors, mut ended) = (Vec::new(), Vec::new());
    let laws = read(table, &LAW, "bestemmelsen", diagnostics, |fields| {
        let law = fields.text("lov");
        let paragraph = fields.text("paragraf");
        let title = fields.text("titel");
        let validity = validity(fields);
        let replaced_by = fields.optional_texts("afloest_af");
        let checked = fields.date("kontrolleret");
        let url = address(fields);
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
        if status == Some(Status::Confirmed) {
            ended.push((validity, replaced_by.clone()));
        }
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
                Diagnostic::new(Code::LawHistory, id.span, format!("»{}« gælder heller ikke længere", id.value)).hint(
                    match entry.replaced_by.as_slice() {
                        [] => "skriv den bestemmelse, der gælder nu".to_owned(),
                        now => {
                            format!("skriv {}", now.iter().map(|id| format!("\"{id}\"")).collect::<Vec<_>>().join(", "))
                        }
                    },
                ),
            ),
            Some(_) => {}
            None if laws.is_told(&id.value) => {}
            None => diagnostics.push(unknown_law(id.span, &id.value, &laws)),
        }
    }
    diagnostics.extend(ended.iter().filter_map(|(validity, now)| gap(validity, now, &laws)));
    laws
}

/// Days on which neither a paragraph of the past holds nor any that holds in its place. Nothing where one of these is not known.
fn gap(validity: &Validity, now: &[Spanned<String>], laws: &Register<LawEntry>) -> Option<Diagnostic> {
    let first = now.first()?;
    let later = now.iter().map(|id| Some((laws.get(&id.value)?.validity, &id.value))).collect::<Option<Vec<_>>>()?;
    let (begins, id) = later.into_iter().min_by_key(|(validity, _)| validity.from())?;
    let hole = validity.gap_to(&begins)?;
    let message = format!("ingen bestemmelse gælder {}, mellem denne og »{id}«", period(&hole));
    Some(Diagnostic::new(Code::LawGap, first.span, message).hint(
        "er en dag skrevet forkert, så ret gaelder_til her eller gaelder_fra i den nye; var der ingen regel i tiden imellem, så skriv det i note, og sæt status til ubekraeftet",
    ))
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
        .hint(law_hint(id, laws))
}

/// How many paragraphs a hint lists.
const LISTED: usize = 8;

/// What an unknown id of a paragraph may be meant for. Another number is another rule, so a paragraph is only proposed where
/// the number begins in the same way; otherwise the hint lists what the register has of that law.
fn law_hint(id: &str, laws: &Register<LawEntry>) -> String {
    let plain = id.replace("-stk-", "-").replace("-nr-", "-");
    let (law, number) = law_and_number(&plain);
    let known: BTreeSet<&str> = laws.iter().map(|(id, _)| law_and_number(id).0).collect();
    let Some(law) = known.get(law).copied().or_else(|| nearest(law, known)) else {
        return laws.hint("", "lov");
    };
    let mut of_law: Vec<(&str, &str)> =
        laws.iter().map(|(id, _)| (id, law_and_number(id).1)).filter(|(id, _)| law_and_number(id).0 == law).collect();
    // The same number, or the paragraph that the number is a part of, or the only one whose number goes on from there.
    let part_of = |known: &str| number.strip_prefix(known).is_some_and(|rest| rest.starts_with('-'));
    let going_on: Vec<_> = of_law.iter().filter(|(_, known)| !number.is_empty() && known.starts_with(number)).collect();
    // A letter goes with its number, with a hyphen between them or without.
    let joined = |number: &str| number.replace('-', "");
    let same = of_law.iter().find(|(_, known)| *known == number).or_else(|| {
        let mut alike = of_law.iter().filter(|(_, known)| joined(known) == joined(number));
        alike.next().filter(|_| number.ends_with(char::is_alphabetic) && alike.next().is_none())
    });
    let whole = || of_law.iter().filter(|(_, known)| part_of(known)).max_by_key(|(_, known)| known.len());
    let only = || going_on.first().copied().filter(|_| going_on.len() == 1);
    if let Some((meant, _)) = same.or_else(whole).or_else(only) {
        return format!("mente du »{meant}«?");
    }
    let first = |number: &str| number.split('-').next().unwrap_or_default().parse::<u32>().unwrap_or_default();
    of_law.sort_by_key(|(_, known)| (!known.starts_with(number), first(known).abs_diff(first(number))));
    let more = if of_law.len() > LISTED { " og flere" } else { "" };
    of_law.truncate(LISTED);
    of_law.sort_by_key(|(id, known)| (first(known), *id));
    let listed: Vec<_> = of_law.iter().map(|(id, _)| *id).collect();
    format!(
        "fra den lov har registret {}{more}; brug en af dem, eller tilføj bestemmelsen i content/data/lov.toml",
        listed.join(", ")
    )
}

/// `barnets-lov-133-3` is `barnets-lov` and `133-3`.
fn law_and_number(id: &str) -> (&str, &str) {
    let at = id.match_indices('-').map(|(at, _)| at).find(|at| id[at + 1..].starts_with(|c: char| c.is_ascii_digit()));
    at.map_or((id, ""), |at| (&id[..at], &id[at + 1..]))
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
    read(table, &FIGURES, "tallet", diagnostics, |fields| {
        let value = fields.text("vaerdi");
        let description = fields.text("beskrivelse");
        let year = fields.text("aar").map(|text| text.value);
        let source = source_id(fields, sources);
        let place = fields.text("sted").map(|text| text.value);
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
