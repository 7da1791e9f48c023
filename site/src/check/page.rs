//! A page's front matter, checked.

use super::changes::{self, Change};
use super::readability::{self, Lix};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::Document;
use crate::parse::table::Table;
use crate::parse::tree::{Body, RawRef};
use crate::parse::unregistered;
use crate::source::{FileId, Span, Spanned};
use calculator::shape::{Shape, date, flag, tables, text, texts, word};
use calculator::word::Sheet;
use jiff::civil::Date;
use std::fmt;
use std::sync::Arc;

/// Longest summary in characters: it is the meta description too, and search engines cut there.
pub const MAX_SUMMARY: usize = 160;

/// What stands at the top of a page.
pub const SHAPE: Shape = Shape::new(
    "side",
    "Oplysningerne øverst på en side, mellem de to linjer med +++.",
    &[
        text("titel", "Sidens titel, gerne det spørgsmål, den svarer på.").like("\"Hvornår skal du underrette?\""),
        text("kort_titel", "Titlen i menuer og brødkrummer.").like("\"Underretning\"").free(),
        text("resume", "Siden i en sætning eller to, højst 160 tegn. Vises under titlen og i søgemaskiner.")
            .longest(MAX_SUMMARY),
        date("gennemgaaet", "Den dag, siden sidst blev gennemgået fagligt."),
        date("naeste_gennemgang", "Den dag, siden skal gennemgås igen; efter gennemgaaet.").like("2027-11-21"),
        text("ansvarlig", "Den rolle, der har ansvaret for siden; aldrig en person eller en adresse.")
            .like("\"Redaktionen\"")
            .pattern("^[^@0-9]*[^@0-9\\s][^@0-9]*$"),
        texts("kilder", "Navnene i kilder.toml på de kilder, siden bygger på; [], hvis der ingen er.")
            .like("[\"boernehus-midt-2022\"]"),
        flag("kladde", "true, så længe siden ikke skal udgives."),
        date("udgives", "Siden udgives først fra denne dag.").free(),
        texts("tidligere_adresser", "Adresser, siden har haft; de fører hertil.")
            .like("[\"/gammel/adresse/\"]")
            .pattern("^\\s*/([a-z0-9-]+/)*\\s*$")
            .free(),
        text("gaelder_for", "Hvem eller hvor siden gælder for.").free(),
        word("papir", || Paper::KEYS.to_vec(), "Siden er en skabelon på dette papir og bliver også til en Word-fil.")
            .free(),
        flag(
            "forlad",
            "true, hvor siden handler om vold eller en bekymring for et barn: så har den knappen »Forlad siden«. Afsnit, der har \
             den på alle sider, står i site.toml; false fjerner den fra en side i dem.",
        ),
        tables("aendring", &changes::CHANGE, "Noget, læseren skal vide er ændret; højst én for hver dag."),
    ],
);

/// A page's address on the site: begins and ends with `/`.
///
/// ```
/// use site::check::page::Url;
/// assert_eq!(Url::of_page("content/ydelser/tf-cbt.md").as_str(), "/ydelser/tf-cbt/");
/// assert_eq!(Url::of_page("content/ydelser/index.md").as_str(), "/ydelser/");
/// assert_eq!(Url::of_page("content/index.md").as_str(), "/");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Url(String);

impl Url {
    /// The address of the page in a file of `content/`.
    #[must_use]
    pub fn of_page(path: &str) -> Self {
        let rest = path.strip_prefix("content/").unwrap_or(path);
        let rest = rest.strip_suffix(".md").unwrap_or(rest);
        let rest = if rest == "index" { "" } else { rest.strip_suffix("/index").unwrap_or(rest) };
        Self(if rest.is_empty() { "/".to_owned() } else { format!("/{rest}/") })
    }

    /// An address as editors write it, where it has the right form: `/`, or `/a/b/` of a-z, 0-9 and hyphens.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let inner = text.strip_prefix('/')?;
        let good = inner.is_empty()
            || inner.strip_suffix('/').is_some_and(|inner| {
                inner.split('/').all(|part| {
                    !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
                })
            });
        good.then(|| Self(text.to_owned()))
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address one step up; `None` for the front page.
    #[must_use]
    pub fn parent(&self) -> Option<Url> {
        let inner = self.0.strip_suffix('/')?;
        inner.rfind('/').map(|at| Url(inner[..=at].to_owned()))
    }

    /// Where the page is written under `dist/`.
    #[must_use]
    pub fn file(&self) -> String {
        format!("{}index.html", &self.0[1..])
    }

    /// Where its Word file would be written under `dist/`: beside the page, by the last part of its address.
    ///
    /// ```
    /// use site::check::page::Url;
    /// assert_eq!(Url::of_page("content/skabeloner/pixi.md").word_file(), "skabeloner/pixi/pixi.docx");
    /// assert_eq!(Url::of_page("content/index.md").word_file(), "forside.docx");
    /// ```
    #[must_use]
    pub fn word_file(&self) -> String {
        let folder = &self.0[1..];
        let name = folder.trim_end_matches('/').rsplit('/').next().filter(|name| !name.is_empty());
        format!("{folder}{}.docx", name.unwrap_or("forside"))
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The paper that a template is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// Any number of pages of A4.
    A4,
    /// A card: one page of A5.
    A5,
}

impl Paper {
    /// What editors write.
    pub const KEYS: &[&str] = &["A4", "A5"];

    /// The paper of a name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        match key {
            "A4" => Some(Paper::A4),
            "A5" => Some(Paper::A5),
            _ => None,
        }
    }

    /// The same as the sheet of a Word file.
    #[must_use]
    pub fn sheet(self) -> Sheet {
        match self {
            Paper::A4 => Sheet::A4,
            Paper::A5 => Sheet::A5,
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Paper::A4 => "A4",
            Paper::A5 => "A5",
        }
    }
}

/// A page, complete in itself. A copy of it shares its parts: where a page is the same as in the build before, so is this.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its file.
    pub file: FileId,
    /// Its address.
    pub url: Url,
    /// Its front matter; `None` where that is at fault.
    pub meta: Option<Arc<Meta>>,
    /// Its text.
    pub body: Arc<Body>,
    /// How hard it is to read; `None` where it is too short to say.
    pub lix: Option<Lix>,
}

/// What stands in the front matter.
#[derive(Debug, Clone)]
pub struct Meta {
    /// `titel`
    pub title: String,
    /// Where that stands.
    pub title_at: Span,
    /// `kort_titel`, for menus and breadcrumbs; the title where left out.
    pub short_title: String,
    /// `resume`
    pub summary: String,
    /// `gennemgaaet`
    pub reviewed: Date,
    /// `naeste_gennemgang`
    pub next_review: Date,
    /// `ansvarlig`, a role.
    pub responsible: String,
    /// `kilder`
    pub sources: Vec<Spanned<String>>,
    /// Not published: `kladde`, or `udgives` later than today.
    pub draft: bool,
    /// `tidligere_adresser`
    pub former: Vec<Spanned<Url>>,
    /// `gaelder_for`
    pub applies_to: Option<String>,
    /// `papir`: the page is a template, printed on this paper and offered as a Word file.
    pub paper: Option<Paper>,
    /// `forlad`: whether the page has a way to leave at once; where it says nothing, its section does.
    pub leave: Option<bool>,
    /// `aendring`: what readers should know has changed, the newest first.
    pub changes: Vec<Change>,
}

/// Checks one page.
pub fn page(file: FileId, path: &str, document: Document<'_>, today: Date, diagnostics: &mut Vec<Diagnostic>) -> Page {
    let url = Url::of_page(path);
    let meta = document.front.and_then(|table| meta(&table, &document.body, today, diagnostics));
    let lix = readability::measure(&document.body);
    if let Some(lix) = lix
        && lix.value() > readability::HARD
    {
        diagnostics.push(
            Diagnostic::new(
                Code::Readability,
                Span::new(file, 0..0),
                format!("siden er svær at læse: LIX er {}, og den bør højst være {}", lix.value(), readability::HARD),
            )
            .hint(format!(
                "del de lange sætninger (her er {} ord i {} sætninger), og brug kortere ord",
                lix.words, lix.sentences
            )),
        );
    }
    Page { file, url, meta: meta.map(Arc::new), body: Arc::new(document.body), lix }
}

fn meta(table: &Table<'_>, body: &Body, today: Date, diagnostics: &mut Vec<Diagnostic>) -> Option<Meta> {
    let mut fields = table.fields(&SHAPE, "siden", diagnostics);
    let title = fields.text("titel");
    let short_title = fields.text("kort_titel");
    let summary = fields.text("resume");
    let reviewed = fields.date("gennemgaaet");
    let next_review = fields.date("naeste_gennemgang");
    let responsible = fields.text("ansvarlig");
    let sources = fields.texts("kilder");
    let draft = fields.flag("kladde");
    let publish = fields.date("udgives");
    let former = fields.optional_texts("tidligere_adresser");
    let applies_to = fields.text("gaelder_for");
    let paper = fields.choice("papir", Paper::from_key);
    let leave = fields.decision("forlad");
    let changes = changes::changes(&mut fields, today, publish.as_ref().map(|publish| publish.value));

    if let Some(summary) = &summary {
        let length = summary.value.chars().count();
        if length > MAX_SUMMARY {
            fields.report(
                Diagnostic::new(
                    Code::SummaryTooLong,
                    summary.span,
                    format!("resumeet er på {length} tegn; det må højst være på {MAX_SUMMARY}"),
                )
                .hint(format!("forkort det med {} tegn, og lad resten stå i teksten", length - MAX_SUMMARY)),
            );
        }
    }
    if let Some(reviewed) = &reviewed
        && reviewed.value > today
    {
        fields.report(
            Diagnostic::new(Code::DateOrder, reviewed.span, "siden er gennemgået på en dag, der ikke er kommet endnu")
                .hint("skriv den dag, siden sidst blev gennemgået fagligt"),
        );
    }
    if let (Some(reviewed), Some(next)) = (&reviewed, &next_review) {
        if next.value <= reviewed.value {
            fields.report(
                Diagnostic::new(Code::DateOrder, next.span, "den næste gennemgang ligger ikke efter den sidste")
                    .hint("sæt naeste_gennemgang til en dag efter gennemgaaet"),
            );
        } else if next.value < today {
            fields.report(
                Diagnostic::new(
                    Code::ReviewOverdue,
                    next.span,
                    format!("siden skulle have været gennemgået {}", calculator::text::date(next.value)),
                )
                .hint("gennemgå siden fagligt, og sæt begge datoer frem"),
            );
        }
    }
    if let Some(role) = &responsible
        && role.value.contains(|c: char| c == '@' || c.is_ascii_digit())
    {
        fields.report(
            Diagnostic::new(
                Code::ResponsiblePerson,
                role.span,
                "ansvarlig skal være en rolle, ikke en person eller en adresse",
            )
            .hint("skriv for eksempel \"Redaktionen\" eller \"Faglig koordinator\""),
        );
    }
    let paper = match paper {
        None => (!fields.is_meant("papir")).then_some(None),
        Some(paper) => Some(Some(paper)),
    };
    if let Some(paper) = paper {
        template(body, paper).into_iter().for_each(|fault| fields.report(fault));
    }
    let mut former_urls = Vec::new();
    for address in former {
        match Url::parse(&address.value) {
            Some(url) => former_urls.push(Spanned { value: url, span: address.span }),
            None => fields.report(
                Diagnostic::new(
                    Code::FormerAddress,
                    address.span,
                    format!("»{}« er ikke en adresse på siden", address.value),
                )
                .hint("skriv adressen, som den var, med skråstreg først og sidst: \"/gammel/adresse/\""),
            ),
        }
    }
    for text in [&title, &short_title, &summary].into_iter().flatten() {
        for fault in unregistered::found(&text.value) {
            fields.report(fault.in_title(text.span));
        }
    }
    fields.finish();
    let Spanned { value: title, span: title_at } = title?;
    Some(Meta {
        title_at,
        short_title: short_title.map_or_else(|| title.clone(), |text| text.value),
        title,
        summary: summary?.value,
        reviewed: reviewed?.value,
        next_review: next_review?.value,
        responsible: responsible?.value,
        sources: sources?,
        draft: draft || publish.is_some_and(|date| date.value > today),
        former: former_urls,
        applies_to: applies_to.map(|text| text.value),
        paper: paper?,
        leave,
        changes,
    })
}

/// The directives that only templates have, and the only ones they have.
const FIELDS: [&str; 2] = ["felter", "papir"];

/// What a page holds that does not go with being a template, or with not being one.
fn template(body: &Body, paper: Option<Paper>) -> Vec<Diagnostic> {
    if paper.is_none() {
        let fields = body.directives.iter().filter(|directive| FIELDS.contains(&directive.value));
        let hint = "skriv papir = \"A4\" øverst på siden, hvis den skal udfyldes på papir; ellers fjern felterne";
        let fault = |found: &Spanned<&str>| format!("»:::{}« kan kun stå i en skabelon", found.value);
        return fields
            .map(|found| Diagnostic::new(Code::TemplateContent, found.span, fault(found)).hint(hint))
            .collect();
    }
    let directives = body.directives.iter().filter(|directive| !FIELDS.contains(&directive.value));
    let directives = directives.map(|found| (found.span, format!("»:::{}«", found.value)));
    let images = body.refs.iter().filter(|raw| matches!(raw.value, RawRef::Image(_)));
    let images = images.map(|found| (found.span, "et billede".to_owned()));
    let hint = "brug overskrifter, afsnit, lister, tabeller, - [ ] og :::felter; siden bliver også til en Word-fil";
    let fault = |(span, what)| {
        Diagnostic::new(Code::TemplateContent, span, format!("{what} kan ikke stå i en skabelon")).hint(hint)
    };
    directives.chain(images).map(fault).collect()
}
