//! The site's own name and address, and its menu: `site.toml` and `navigation.toml`.

use super::page::Url;
use super::register::blanks;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::fields::Fields;
use crate::parse::table::Table;
use crate::source::{FileId, Source, Spanned};
use calculator::shape::{Kind, Shape, table, tables, text, texts};

/// An address on another server.
const OUTSIDE: &str = "^\\s*https://[^\\s]+\\s*$";

/// `site.toml`
pub const SITE: Shape = Shape::new(
    "site",
    "Hvad siden hedder, og hvor den udgives.",
    &[
        text("navn", "Sidens navn."),
        text("beskrivelse", "Hvad siden er, i én sætning."),
        text("adresse", "Hele den adresse, siden udgives på, med skråstreg til sidst.")
            .like("\"https://boernehus.kommune.dk/\"")
            .pattern("^https?://.*/$"),
        text("was", "Adressen på den officielle tilgængelighedserklæring, når den er offentliggjort.")
            .like("\"https://www.was.digst.dk/boernehus-kommune-dk\"")
            .pattern(OUTSIDE)
            .free(),
        text("forlad", "Den neutrale side, som »Forlad siden« fører til.")
            .like("\"https://www.dmi.dk/\"")
            .pattern(OUTSIDE)
            .free(),
        texts(
            "forlad_afsnit",
            "De afsnit, hvor hver side har »Forlad siden«, medmindre siden selv siger forlad = false.",
        )
        .like("[\"/akut/\"]")
        .free(),
        texts("kort_svar", "De afsnit, hvor hver side skal begynde med det korte svar.").like("[\"/akut/\"]").free(),
    ],
);

/// `navigation.toml`
pub const NAVIGATION: Shape = Shape::new(
    "navigation",
    "Hovedmenuen og sidernes rækkefølge.",
    &[
        tables("menu", &MENU, "Et punkt i hovedmenuen; de vises i den rækkefølge, de står."),
        table("raekkefoelge", &ORDER, "Sidernes rækkefølge i hver mappe; resten står efter, ordnet efter titel."),
    ],
);

const MENU: Shape = Shape::new(
    "menupunkt",
    "Et punkt i hovedmenuen.",
    &[
        text("titel", "Det, der står i menuen."),
        text("side", "Adressen på den side, punktet fører til.").like("\"/akut/\""),
    ],
);

const ORDER: Shape = Shape::by_name("raekkefoelge", "Under hver mappe en liste af siders navne.", Kind::Texts);

/// What the site is called and where it is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// `navn`
    pub name: String,
    /// `beskrivelse`
    pub description: String,
    /// Scheme and host of `adresse`, without a final slash.
    pub origin: String,
    /// What comes before every address on the site: empty, or `/guide` where it is published under a path.
    pub base: String,
    /// `was`: where the official accessibility statement is, once it has been published.
    pub statement: Option<String>,
    /// `forlad`: where readers are led who leave in a hurry.
    pub refuge: Option<String>,
    /// `forlad_afsnit`: the sections in which every page that does not say otherwise has a way to leave at once.
    pub leave_sections: Vec<Spanned<String>>,
    /// `kort_svar`: the sections in which every page begins with the short answer.
    pub short_answers: Vec<Spanned<String>>,
}

impl Config {
    /// Whether the page at this address has a way to leave at once: as it says itself, and where it says nothing, as its section.
    #[must_use]
    pub fn has_way_out(&self, page: &Url, own: Option<bool>) -> bool {
        let within = || self.leave_sections.iter().any(|section| page.as_str().starts_with(&section.value));
        own.unwrap_or_else(within)
    }

    /// What comes after the site's own address in an address that begins with it; `None` where it leads elsewhere.
    #[must_use]
    pub fn own<'a>(&self, address: &'a str) -> Option<&'a str> {
        let path = address.strip_prefix(&self.origin)?.strip_prefix(&self.base)?;
        if path.is_empty() { Some("/") } else { Some(path).filter(|path| path.starts_with('/')) }
    }
}

/// Menu and order of pages, as written; resolve finds the pages.
#[derive(Debug, Default)]
pub struct Navigation {
    /// The main menu in order.
    pub menu: Vec<MenuItem>,
    /// For a folder of `content/`, the order of its pages.
    pub order: Vec<(Spanned<String>, Vec<Spanned<String>>)>,
}

/// A line of the main menu.
#[derive(Debug)]
pub struct MenuItem {
    /// What it says.
    pub title: String,
    /// The address it leads to.
    pub page: Spanned<String>,
}

/// Reads `site.toml`.
pub fn config(table: &Table<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Config> {
    let mut fields = table.fields(&SITE, "site.toml", diagnostics);
    let name = fields.text("navn");
    let description = fields.text("beskrivelse");
    let address = fields.text("adresse");
    let split = address.as_ref().and_then(|address| {
        let split = split(&address.value);
        if split.is_none() {
            fields.report(
                Diagnostic::new(Code::LinkScheme, address.span, format!("»{}« er ikke sidens adresse", address.value))
                    .hint(
                        "skriv hele adressen med skråstreg til sidst, for eksempel \"https://boernehus.kommune.dk/\"",
                    ),
            );
        } else {
            blanks(&mut fields, address);
        }
        split
    });
    let [statement, refuge] = ["was", "forlad"].map(|key| outside(&mut fields, key));
    let [leave_sections, short_answers] = ["forlad_afsnit", "kort_svar"].map(|key| fields.optional_texts(key));
    fields.finish();
    let (origin, base) = split?;
    let (name, description) = (name?.value, description?.value);
    Some(Config { name, description, origin, base, statement, refuge, leave_sections, short_answers })
}

/// An address on another server, where one is given.
fn outside(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<String> {
    let address = fields.text(key)?;
    let rest = address.value.strip_prefix("https://").filter(|rest| !rest.is_empty());
    if rest.is_none_or(|rest| rest.contains(char::is_whitespace)) {
        let fault = format!("»{}« er ikke en adresse på en anden side", address.value);
        fields.report(
            Diagnostic::new(Code::LinkScheme, address.span, fault)
                .hint("skriv hele adressen med https:// foran, for eksempel \"https://www.dmi.dk/\""),
        );
        return None;
    }
    blanks(fields, &address);
    Some(address.value)
}

/// `https://host/path/` as host part and path, both without a final slash.
fn split(address: &str) -> Option<(String, String)> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let scheme = &address[..address.len() - rest.len()];
    let (host, path) = rest.split_once('/')?;
    let plain = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'~'))
    };
    let parts = path.strip_suffix('/').map(|path| path.split('/').all(plain));
    let good = host.split(':').all(plain) && (path.is_empty() || parts == Some(true));
    good.then(|| {
        let base = path.trim_matches('/');
        (format!("{scheme}{host}"), if base.is_empty() { String::new() } else { format!("/{base}") })
    })
}

/// The address under which the site is published, without a final slash, read from `site.toml` alone; `None` where it cannot be
/// read. For a full check there is [`config`].
#[must_use]
pub fn address(file: FileId, source: &Source) -> Option<String> {
    let (origin, base) = split(&written(file, source)?.value)?;
    Some(origin + &base)
}

fn written(file: FileId, source: &Source) -> Option<Spanned<String>> {
    let (table, _) = crate::parse::register(file, source);
    table?.fields(&SITE, "site.toml", &mut Vec::new()).text("adresse")
}

/// That the site's address is still the one that came with it, which leads nowhere: `.example` is for examples only. It is no
/// fault while somebody writes, but it is when the site is built to be published.
#[must_use]
pub fn placeholder(file: FileId, source: &Source) -> Option<Diagnostic> {
    let address = written(file, source)?;
    let (origin, _) = split(&address.value)?;
    origin.ends_with(".example").then(|| {
        Diagnostic::new(
            Code::PlaceholderAddress,
            address.span,
            format!("sidens adresse er stadig et eksempel: »{}«", address.value),
        )
        .hint("skriv den adresse, siden skal udgives på; ellers fører søgemaskiner og Word-filer ingen steder hen")
    })
}

/// Reads `navigation.toml`.
pub fn navigation(table: &Table<'_>, diagnostics: &mut Vec<Diagnostic>) -> Navigation {
    let mut fields = table.fields(&NAVIGATION, "navigation.toml", diagnostics);
    let items = fields.tables("menu");
    let order = fields.table("raekkefoelge");
    fields.finish();
    let mut menu = Vec::new();
    for item in &items {
        let mut fields = item.fields("menupunktet", diagnostics);
        let title = fields.text("titel");
        let page = fields.text("side");
        fields.finish();
        if let (Some(title), Some(page)) = (title, page) {
            menu.push(MenuItem { title: title.value, page });
        }
    }
    let order = order.map(|table| table.fields("raekkefoelge", diagnostics).text_lists()).unwrap_or_default();
    Navigation { menu, order }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn addresses_split_into_origin_and_base() {
        let parts = |text: &str| split(text).map(|(a, b)| format!("{a}|{b}"));
        assert_eq!(parts("https://a.dk/").as_deref(), Some("https://a.dk|"));
        assert_eq!(parts("https://a.github.io/guide/").as_deref(), Some("https://a.github.io|/guide"));
        assert_eq!(parts("https://a.dk"), None);
        assert_eq!(parts("a.dk/"), None);
        assert_eq!(parts("https://a.dk/?x/"), None);
        assert_eq!(parts("http://127.0.0.1:8080/").as_deref(), Some("http://127.0.0.1:8080|"));
        assert_eq!(parts("https://a.dk//guide/"), None);
        assert_eq!(parts("https://a.dk/<b>&/"), None);
    }
}
