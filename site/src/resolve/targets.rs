//! Finds what the references of a page point at.

use crate::check::config::Config;
use crate::check::entries::unknown_law;
use crate::check::page::{Page, Url};
use crate::check::registers::Registers;
use crate::check::services::Services;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::address::{is_secure, without_scheme};
use crate::parse::nearest::nearest;
use crate::parse::tree::RawRef;
use crate::resolve::{Index, PageId, index::LISTED};
use crate::source::{Span, Spanned};
use calculator::{NoRate, ServiceId};
use jiff::civil::Date;

/// What a reference points at; it is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A page, or a heading on it.
    Page(PageId, Option<String>),
    /// A heading on the page itself.
    Here(String),
    /// A file of `public/`, by its address.
    File(String),
    /// Somewhere else on the web.
    External(String),
    /// A law in the register.
    Law(String),
    /// A source in the register, and the place in it.
    Source(String, Option<String>),
    /// A figure in the register.
    Figure(String),
    /// A chart in the register.
    Chart(String),
    /// A meeting paper in the register.
    Paper(String),
    /// The printed price of a service that has one: that in force, or the last where all have ended.
    Price(ServiceId),
}

impl Target {
    /// The same with another numbering of pages; `None` where the page has no number there.
    pub(crate) fn renumber(self, number: impl Fn(PageId) -> Option<PageId>) -> Option<Self> {
        match self {
            Target::Page(page, anchor) => Some(Target::Page(number(page)?, anchor)),
            other => Some(other),
        }
    }
}

/// Everything a reference can point at.
#[derive(Debug, Clone, Copy)]
pub struct Known<'k, 'p> {
    /// Pages, headings and files.
    pub index: &'k Index<'p>,
    /// Sources, laws, figures, charts.
    pub registers: &'k Registers,
    /// Services.
    pub services: &'k Services,
    /// Where the site is published; `None` where that is at fault.
    pub config: Option<&'k Config>,
    /// The day of the build: a price that lies ahead is not shown.
    pub today: Date,
}

/// The targets of all references of a page; `None` where one is at fault.
#[must_use]
pub fn resolve(page: &Page, known: &Known<'_, '_>) -> (Option<Vec<Target>>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let listed: Vec<_> = page.meta.iter().flat_map(|meta| &meta.sources).collect();
    for (at, id) in listed.iter().enumerate() {
        if listed[..at].iter().any(|earlier| earlier.value == id.value) {
            diagnostics.push(
                Diagnostic::new(Code::IdForm, id.span, format!("kilden »{}« står to gange i listen", id.value))
                    .hint("slet den ene"),
            );
        } else if known.registers.sources.get(&id.value).is_none() && !known.registers.sources.is_told(&id.value) {
            diagnostics.push(unknown_source(id.span, &id.value, known));
        }
    }
    for words in &page.body.bracketed {
        let (id, _) = words.value.split_once([' ', ',']).unwrap_or((&words.value, ""));
        if known.registers.sources.get(id).is_some() {
            let fault = format!("»[{}]« er navnet på en kilde, men bliver ikke til en henvisning", words.value);
            diagnostics.push(
                Diagnostic::new(Code::SourceBracket, words.span, fault)
                    .hint(format!("skriv et snabel-a foran: [@{}]", words.value)),
            );
        }
    }
    let targets: Vec<_> = page
        .body
        .refs
        .iter()
        .map(|raw| {
            let found = target(page, raw, known);
            if let (Ok(Some(target)), Some(_)) = (&found, &page.meta)
                && let Some((id, what)) = source(target, known)
                && !listed.iter().any(|listed| listed.value == id)
            {
                diagnostics.push(
                    Diagnostic::new(
                        Code::SourceNotListed,
                        raw.span,
                        format!("{what} »{id}« står ikke i sidens liste af kilder"),
                    )
                    .hint(format!("føj \"{id}\" til kilder = […] øverst på siden")),
                );
            }
            found.unwrap_or_else(|fault| {
                diagnostics.push(fault);
                None
            })
        })
        .collect();
    (targets.into_iter().collect(), diagnostics)
}

/// The source that a target is from, and what to call it; the page that shows the target lists it.
fn source<'t>(target: &'t Target, known: &Known<'t, '_>) -> Option<(&'t str, &'static str)> {
    match target {
        Target::Source(id, _) => Some((id, "kilden")),
        Target::Chart(id) => Some((&known.registers.charts.get(id)?.source, "figurens kilde")),
        Target::Paper(id) => Some((&known.registers.papers.get(id)?.source, "papirets kilde")),
        _ => None,
    }
}

/// The target of one reference; `None` where what it names is at fault itself, which has been told there.
fn target(page: &Page, raw: &Spanned<RawRef>, known: &Known<'_, '_>) -> Result<Option<Target>, Diagnostic> {
    let at = raw.span;
    let Registers { sources, figures, charts, papers, .. } = known.registers;
    match &raw.value {
        RawRef::Link(address) => link(page, address.trim(), at, known),
        RawRef::Law { id, words } => law(id, words, at, known),
        RawRef::Image(address) if known.index.has_file(address.trim()) => {
            Ok(Some(Target::File(address.trim().to_owned())))
        }
        RawRef::Image(address) => {
            Err(Diagnostic::new(Code::ImageFile, at, format!("billedet »{address}« findes ikke i public/")).hint(
                "læg filen i public/, og skriv dens adresse derfra: /billeder/fil.svg ligger i public/billeder/fil.svg",
            ))
        }
        RawRef::Cite { id, place } => match sources.get(id) {
            Some(_) => Ok(Some(Target::Source(id.clone(), place.clone()))),
            None if sources.is_told(id) => Ok(None),
            None => Err(unknown_source(at, id, known)),
        },
        RawRef::Figure(id) => match figures.get(id) {
            Some(_) => Ok(Some(Target::Figure(id.clone()))),
            None if figures.is_told(id) => Ok(None),
            None => Err(Diagnostic::new(Code::UnknownFigure, at, format!("tallet »{id}« findes ikke"))
                .hint(figures.hint(id, "tal"))),
        },
        RawRef::Price(id) => price(id, at, known),
        RawRef::Chart(id) => match charts.get(id) {
            Some(_) => Ok(Some(Target::Chart(id.clone()))),
            None if charts.is_told(id) => Ok(None),
            None => Err(Diagnostic::new(Code::UnknownChart, at, format!("figuren »{id}« findes ikke"))
                .hint(charts.hint(id, "figurer"))),
        },
        RawRef::Paper(id) => match papers.get(id) {
            Some(_) => Ok(Some(Target::Paper(id.clone()))),
            None if papers.is_told(id) => Ok(None),
            None => Err(Diagnostic::new(Code::UnknownPaper, at, format!("mødepapiret »{id}« findes ikke"))
                .hint(papers.hint(id, "moeder"))),
        },
    }
}

fn unknown_source(at: Span, id: &str, known: &Known<'_, '_>) -> Diagnostic {
    Diagnostic::new(Code::UnknownSource, at, format!("kilden »{id}« findes ikke"))
        .hint(known.registers.sources.hint(id, "kilder"))
}

fn price(id: &str, at: Span, known: &Known<'_, '_>) -> Result<Option<Target>, Diagnostic> {
    let catalogue = &known.services.catalogue;
    let service = ServiceId::parse(id).ok().and_then(|id| catalogue.get(&id));
    match service {
        Some(service) if service.rates.printed(known.today).is_some() => Ok(Some(Target::Price(service.id.clone()))),
        None if known.services.incomplete => Ok(None),
        Some(service) if let Err(NoRate::Before { first }) = service.rates.on(known.today) => Err(Diagnostic::new(
            Code::UnknownPrice,
            at,
            format!("prisen på »{id}« gælder først fra {}", calculator::text::date(first)),
        )
        .hint("skriv, at prisen aftales, til den dag kommer, eller føj den pris til, der gælder nu")
        .hint("fortæller sætningen om en gammel pris, så sæt den i content/data/tal.toml, og hent den med {{tal:id}}")),
        Some(_) => Err(Diagnostic::new(Code::UnknownPrice, at, format!("ydelsen »{id}« har ingen trykt pris"))
            .hint("skriv, at prisen aftales, eller føj en pris med kilde til content/data/ydelser.toml")),
        None => {
            let ids = catalogue.services().iter().map(|service| service.id.as_str());
            let hint = nearest(id, ids).map_or_else(
                || "brug et id fra content/data/ydelser.toml".to_owned(),
                |known| format!("mente du »{known}«?"),
            );
            Err(Diagnostic::new(Code::UnknownPrice, at, format!("ydelsen »{id}« findes ikke")).hint(hint))
        }
    }
}

fn law(id: &str, words: &str, at: Span, known: &Known<'_, '_>) -> Result<Option<Target>, Diagnostic> {
    let laws = &known.registers.laws;
    match laws.get(id) {
        Some(entry) => {
            let (said, meant) = (paragraphs(words), paragraphs(&entry.paragraph));
            if said.is_empty() || meant.iter().any(|number| said.contains(number)) {
                return Ok(Some(Target::Law(id.to_owned())));
            }
            Err(Diagnostic::new(
                Code::LawMismatch,
                at,
                format!("linket siger »{words}«, men »{id}« er {} {}", entry.law, entry.paragraph),
            )
            .hint("ret teksten eller id'et, så de nævner samme paragraf; slå efter i loven, hvad der er rigtigt"))
        }
        None if laws.is_told(id) => Ok(None),
        None => Err(unknown_law(at, id, laws)),
    }
}

/// The numbers, with their letter, that follow a paragraph sign: `§ 20, stk. 1` is `20`, `§§ 49 a og 50` is `49a` and `50`.
fn paragraphs(words: &str) -> Vec<String> {
    let Some((_, rest)) = words.split_once('§') else { return Vec::new() };
    let mut numbers = Vec::new();
    for part in rest.split(['§', ',', '-', '–']).flat_map(|part| part.split(" og ")) {
        let part = part.trim();
        let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
        if digits.is_empty() {
            // `stk. 1` and `nr. 5` are no paragraphs.
            continue;
        }
        let mut letters = part[digits.len()..].trim_start().chars();
        // `§ 3 i loven`: an i alone is the word.
        let letter = letters.next().filter(|c| c.is_ascii_lowercase() && *c != 'i');
        let alone = letters.next().is_none_or(|next| !next.is_alphanumeric());
        numbers.push(match letter.filter(|_| alone) {
            Some(letter) => format!("{digits}{letter}"),
            None => digits,
        });
    }
    numbers
}

fn link(page: &Page, address: &str, at: Span, known: &Known<'_, '_>) -> Result<Option<Target>, Diagnostic> {
    if is_secure(address) {
        if let Some(own) = known.config.and_then(|config| config.own(address)) {
            let fault = format!("»{address}« er en adresse på guiden selv");
            let hint = format!("skriv {own}, så programmet kan se efter, om siden er der");
            return Err(Diagnostic::new(Code::OwnAddress, at, fault).hint(hint));
        }
        return Ok(Some(Target::External(address.to_owned())));
    }
    if address.starts_with("//") || address.split('/').next().is_some_and(|first| first.contains(':')) {
        let secure = address.strip_prefix("http://").map(|rest| format!("https://{rest}"));
        let hint = if let Some(secure) = secure.filter(|secure| is_secure(secure)) {
            format!("brug den sikre adresse: {secure}")
        } else if address.starts_with("https:") || address.starts_with("http:") {
            "skriv hele adressen, for eksempel https://www.retsinformation.dk/".to_owned()
        } else {
            "link til en side (/…/), en bestemmelse (lov:…) eller en adresse, der begynder med https://".to_owned()
        };
        return Err(Diagnostic::new(Code::LinkScheme, at, format!("adressen »{address}« kan ikke bruges")).hint(hint));
    }
    if address.contains('@') && !address.contains('/') {
        return Err(Diagnostic::new(Code::LinkScheme, at, format!("mailadressen »{address}« kan ikke være et link"))
            .hint(
                "skriv en organisations mailadresse som almindelig tekst, uden < og >; personers skal ikke stå her",
            ));
    }
    let (path, anchor) = match address.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor)),
        None => (address, None),
    };
    if path.is_empty() {
        let anchor = anchor.unwrap_or_default();
        let own = page.body.headings.iter().any(|heading| heading.anchor == anchor);
        return if own {
            Ok(Some(Target::Here(anchor.to_owned())))
        } else {
            let own = page.body.headings.iter().map(|heading| heading.anchor.as_str());
            Err(dead_anchor(at, &page.url, anchor, own))
        };
    }
    if known.index.has_file(path) {
        return Ok(Some(Target::File(path.to_owned())));
    }
    if known.index.is_unread(path) {
        return Ok(None);
    }
    let Some(id) = known.index.page(path) else {
        return Err(dead_page(path, address, &page.url, at, known));
    };
    if known.index.is_draft(id) && page.meta.as_ref().is_some_and(|meta| !meta.draft) {
        return Err(Diagnostic::new(Code::LinkToDraft, at, format!("{path} er ikke udgivet endnu"))
            .hint("fjern linket, til siden er klar, eller fjern kladde eller udgives dér"));
    }
    if let Some(anchor) = anchor
        && !known.index.has_anchor(id, anchor)
    {
        return Err(dead_anchor(at, path, anchor, known.index.anchors(id)));
    }
    Ok(Some(Target::Page(id, anchor.map(str::to_owned))))
}

/// That a page has no heading with an anchor, and which of its own anchors was meant, or all there are to choose from.
pub(super) fn dead_anchor<'a>(
    at: Span,
    page: impl std::fmt::Display,
    anchor: &str,
    own: impl ExactSizeIterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let hint = match nearest(anchor, own.clone()) {
        Some(near) => format!("mente du #{near}?"),
        None if own.len() == 0 => "siden har ingen overskrifter; lad linket føre til hele siden".to_owned(),
        None => {
            let more = if own.len() > LISTED { " og flere" } else { "" };
            let listed: Vec<_> = own.take(LISTED).map(|anchor| format!("#{anchor}")).collect();
            format!(
                "brug en af sidens overskrifter ({}{more}), eller lad linket føre til hele siden",
                listed.join(", ")
            )
        }
    };
    Diagnostic::new(Code::DeadAnchor, at, format!("stedet #{anchor} findes ikke på siden {page}")).hint(hint)
}

fn dead_page(path: &str, address: &str, from: &Url, at: Span, known: &Known<'_, '_>) -> Diagnostic {
    // Written in another form than an address, but plainly meaning a page that is there.
    let stem = path.trim_start_matches("./").trim_start_matches("../");
    let stem = stem.strip_suffix(".md").or_else(|| stem.strip_suffix(".html")).unwrap_or(stem);
    let stem = stem.trim_matches('/').trim_end_matches("index").trim_matches('/');
    let parts: Vec<_> = stem.split('/').map(crate::parse::slug::slug).filter(|part| !part.is_empty()).collect();
    let meant = if parts.is_empty() { "/".to_owned() } else { format!("/{}/", parts.join("/")) };
    let formed = Url::parse(path).is_some();
    if !formed {
        // Or written as seen from this page or its folder, as other programs write links.
        let from = from.as_str().trim_end_matches('/');
        let folder = from.rfind('/').map_or("", |end| &from[..end]);
        let from_root = path.starts_with('/') || path.starts_with("..");
        let above = if from_root { ["", folder, from] } else { [folder, from, ""] };
        let addresses = above.map(|above| format!("{above}{meant}"));
        let hint = if let Some(meant) = addresses.iter().find(|address| known.index.page(address).is_some()) {
            format!("mente du {meant}?")
        } else if let Some(whole) = without_scheme(address) {
            format!("skriv hele adressen på den anden hjemmeside: {whole}")
        } else {
            "skriv sidens adresse med skråstreg først og sidst, for eksempel /boernehuset/forloeb/".to_owned()
        };
        return Diagnostic::new(Code::LinkForm, at, format!("»{path}« er ikke skrevet som en adresse på siden"))
            .hint(hint);
    }
    Diagnostic::new(Code::DeadPage, at, format!("siden {path} findes ikke")).hint(known.index.hint(path))
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    #[test]
    fn paragraphs_are_told_from_stykke_and_nummer() {
        assert_eq!(paragraphs("barnets lov § 20, stk. 1, nr. 2"), ["20"]);
        assert_eq!(paragraphs("§\u{a0}133"), ["133"]);
        assert_eq!(paragraphs("§§ 49 a og 50"), ["49a", "50"]);
        assert_eq!(paragraphs("§§ 1-4"), ["1", "4"]);
        assert_eq!(paragraphs("§ 3 i bekendtgørelsen"), ["3"]);
        assert!(paragraphs("loven").is_empty());
    }
}
