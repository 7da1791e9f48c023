//! The ledger of published addresses: what has once been on the web is in bookmarks, mails and case files, and must lead somewhere.
//!
//! Contract: the ledger is one address a line, with remarks after `#`; the order is only for people, and an address may stand
//! twice, so that two branches can be joined line by line. An address in it is a fault where neither a page nor a former
//! address of one answers to it. A page at fault is told of there, and its address counts as kept. A build never writes the ledger;
//! [`with`] gives the text that `site adresser` writes.

use super::{Index, PageId, Site};
use crate::check::page::{Page, Url};
use crate::diagnostic::{Code, Diagnostic};
use crate::discover::{Files, LEDGER};
use crate::parse::nearest::nearest;
use crate::parse::slug::slug;
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};

/// What a new ledger begins with.
const HEAD: &str = "\
# Adresser, der har været udgivet. Programmet føjer selv nye til: cargo run --release -- adresser
# Slet ingen linjer: en adresse, der er lagt ud, skal blive ved med at føre et sted hen.
";

/// The lines that are neither empty nor a remark, each with its span.
fn lines(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        let words = line.split('#').next().unwrap_or_default();
        let lead = words.len() - words.trim_start().len();
        Some((words.trim(), start + lead)).filter(|(words, _)| !words.is_empty())
    })
}

/// The ledger with the addresses of a site: what it had, what is new, and the remarks at its top.
#[must_use]
pub(crate) fn with(old: &str, site: &Site) -> (String, usize) {
    let head: String = old.split_inclusive('\n').take_while(|line| line.starts_with('#')).collect();
    let known: BTreeSet<&str> = lines(old).map(|(address, _)| address).collect();
    let own = site.pages.iter().map(|node| node.url.as_str());
    let former = site.pages.iter().flat_map(|node| &node.meta.former).map(|former| former.value.as_str());
    let all: BTreeSet<&str> = own.chain(former).chain(known.iter().copied()).collect();
    let mut text = if head.is_empty() { HEAD.to_owned() } else { head };
    for address in &all {
        text.push_str(address);
        text.push('\n');
    }
    (text, all.len() - known.len())
}

/// That every address that was published still leads somewhere.
pub(super) fn kept(files: &Files, pages: &[Page], index: &Index<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(id) = files.ledger else { return };
    let text = files.sources.get(id).text.as_str();
    let mut ledger: BTreeMap<Url, Span> = BTreeMap::new();
    for (address, start) in lines(text) {
        let span = Span::new(id, start..start + address.len());
        match Url::parse(address) {
            Some(url) => {
                ledger.entry(url).or_insert(span);
            }
            None => diagnostics.push(
                Diagnostic::new(Code::LedgerLine, span, format!("»{address}« er ikke en adresse på siden")).hint(
                    format!("slet linjen; {LEDGER} har én adresse på hver linje, og programmet skriver den selv"),
                ),
            ),
        }
    }
    // Whose front matter cannot be read may say of any address that it was its own.
    let unread = pages.iter().any(|page| page.meta.is_none()) || !files.unread.is_empty();
    let mut former: BTreeMap<&str, PageId> = BTreeMap::new();
    for (at, page) in pages.iter().enumerate() {
        former.extend(page.meta.iter().flat_map(|meta| &meta.former).map(|url| (url.value.as_str(), PageId(at))));
    }
    for (url, span) in &ledger {
        let address = url.as_str();
        if index.is_unread(address) || index.has_file(address) || index.has_file(&format!("/{}", url.file())) {
            continue;
        }
        match index.page(address).or_else(|| former.get(address).copied()) {
            Some(id) if index.is_draft(id) => diagnostics.push(withdrawn(address, &pages[id.0])),
            None if !unread => diagnostics.push(gone(files, pages, &ledger, url, *span)),
            Some(_) | None => {}
        }
    }
}

/// A page that was published and is not any more.
fn withdrawn(address: &str, page: &Page) -> Diagnostic {
    let fault = if page.url.as_str() == address {
        format!("siden har været udgivet på {address}, men er nu en kladde eller udgives først senere")
    } else {
        format!("{address} fører hertil og har været udgivet, men siden er en kladde eller udgives først senere")
    };
    Diagnostic::new(Code::AddressWithdrawn, Span::new(page.file, 0..0), fault)
        .hint("lad den gamle udgave blive stående, til den nye er klar: fjern kladde eller udgives")
        .hint("skal den helt væk, så slet filen; så får du at vide, hvordan adressen kan føre et andet sted hen")
}

/// An address that nothing answers to.
fn gone(files: &Files, pages: &[Page], ledger: &BTreeMap<Url, Span>, url: &Url, span: Span) -> Diagnostic {
    let address = url.as_str();
    let fault =
        Diagnostic::new(Code::AddressGone, span, format!("{address} har været udgivet, men findes ikke længere"));
    let line = |page: &Page| {
        let known = page.meta.iter().flat_map(|meta| &meta.former).map(|former| former.value.as_str());
        let all: Vec<_> = known.chain([address]).map(|address| format!("\"{address}\"")).collect();
        let path = &files.sources.get(page.file).path;
        let verb = if all.len() > 1 { "ret linjen øverst i" } else { "skriv øverst i" };
        format!("{verb} {path}: tidligere_adresser = [{}]", all.join(", "))
    };
    let published = |page: &&Page| page.meta.as_ref().is_some_and(|meta| !meta.draft);
    // A page that was moved has a new address, which the ledger does not know yet.
    let fresh: Vec<&Page> = pages.iter().filter(published).filter(|page| !ledger.contains_key(&page.url)).collect();
    if let Some(moved) = meant(address, &fresh) {
        return fault.hint(format!("er siden flyttet til {}? {}", moved.url, line(moved)));
    }
    let mut above = url.parent();
    // The front page answers to everything and so to nothing.
    while let Some(parent) = above.filter(|parent| parent.as_str() != "/") {
        if let Some(page) = pages.iter().filter(published).find(|page| page.url == parent) {
            return fault.hint(format!(
                "vælg den side, der nu svarer på det samme; er det {}? {}",
                page.url,
                line(page)
            ));
        }
        above = parent.parent();
    }
    fault.hint(format!("skriv på den side, der nu svarer på det samme: tidligere_adresser = [\"{address}\"]"))
}

/// The page that an address most likely belongs to now: the same last part in another folder, a similar address, or a title like it.
fn meant<'p>(address: &str, pages: &[&'p Page]) -> Option<&'p Page> {
    let last = |address: &str| address.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
    let name = last(address);
    let same = pages.iter().find(|page| !name.is_empty() && last(page.url.as_str()) == name);
    let similar = || {
        let near = nearest(address, pages.iter().map(|page| page.url.as_str()))?;
        pages.iter().find(|page| page.url.as_str() == near)
    };
    let beside = || {
        let within = |page: &&&Page| {
            let (old, new) = (&name, last(page.url.as_str()));
            page.url.as_str().trim_end_matches('/').rsplit_once('/').map(|(folder, _)| folder)
                == address.trim_end_matches('/').rsplit_once('/').map(|(folder, _)| folder)
                && (new.starts_with(old.as_str()) || old.starts_with(new.as_str()))
        };
        pages.iter().find(within)
    };
    let titled = || {
        let of = |page: &Page| page.meta.as_ref().map(|meta| [slug(&meta.title), slug(&meta.short_title)]);
        pages.iter().find(|page| of(page).is_some_and(|titles| titles.contains(&name)))
    };
    same.or_else(similar).or_else(beside).or_else(titled).copied()
}
