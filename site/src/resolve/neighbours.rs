//! What pages are to each other and to the files beside them: addresses, titles, folders, places.
//!
//! Contract: told of whole files, so the span is where a file begins, or the key that says it. Nothing here is needed to render.

use super::Index;
use crate::check::page::{Page, Url};
use crate::diagnostic::{Code, Diagnostic};
use crate::discover::Files;
use crate::source::Span;
use crate::tools::EDITOR;
use std::collections::{BTreeMap, BTreeSet};

/// That no two pages are called the same: in menus, in search engines and on a reader's tabs only the title tells them apart.
pub(super) fn same_title(files: &Files, pages: &[Page], diagnostics: &mut Vec<Diagnostic>) {
    let mut known: BTreeMap<String, &Page> = BTreeMap::new();
    for page in pages {
        let Some(meta) = &page.meta else { continue };
        match known.get(&meta.title.to_lowercase()) {
            Some(other) => {
                let other = &files.sources.get(other.file).path;
                diagnostics.push(
                    Diagnostic::new(
                        Code::SameTitle,
                        meta.title_at,
                        format!("siden har samme titel som {other}: »{}«", meta.title),
                    )
                    .hint("giv den ene en titel, der siger, hvad der er særligt ved den"),
                );
            }
            None => {
                known.insert(meta.title.to_lowercase(), page);
            }
        }
    }
}

/// That each folder with pages has a page of its own, which its address and the pages below it lead to.
pub(super) fn folders(files: &Files, pages: &[Page], diagnostics: &mut Vec<Diagnostic>) {
    let addresses: BTreeSet<&str> = pages.iter().map(|page| page.url.as_str()).collect();
    let mut told = BTreeSet::new();
    for page in pages {
        let Some(parent) = page.url.parent() else { continue };
        let missing =
            !addresses.contains(parent.as_str()) && !files.unread.iter().any(|path| Url::of_page(path) == parent);
        if missing && parent.as_str() != "/" && told.insert(parent.clone()) {
            diagnostics.push(
                Diagnostic::new(
                    Code::FolderPage,
                    Span::new(page.file, 0..0),
                    format!("siden ligger i {parent}, som ikke selv er en side"),
                )
                .hint(format!("opret filen content{parent}index.md, så mappens adresse fører til noget")),
            );
        }
    }
}

pub(super) fn same_address(files: &Files, pages: &[Page], diagnostics: &mut Vec<Diagnostic>) {
    for pair in pages.windows(2) {
        let [first, second] = pair else { continue };
        if first.url == second.url {
            let other = &files.sources.get(first.file).path;
            diagnostics.push(
                Diagnostic::new(
                    Code::FileSameAddress,
                    Span::new(second.file, 0..0),
                    format!("siden har samme adresse som {other}: {}", second.url),
                )
                .hint("omdøb den ene af filerne, eller saml de to sider til én"),
            );
        }
    }
}

/// Whether something else is published where a page at an address would be: a file of `public/`, or the folder of hashed
/// files, which browsers keep for a year, or the editors' preview, whether or not it is built.
fn is_taken(files: &Files, url: &Url) -> bool {
    let path = url.as_str();
    path.starts_with("/assets/")
        || path.strip_prefix('/').and_then(|path| path.strip_suffix('/')) == Some(EDITOR.name)
        || files.public.contains_key(&url.file())
        || files.public.contains_key(path.trim_matches('/'))
}

pub(super) fn places(files: &Files, pages: &[Page], diagnostics: &mut Vec<Diagnostic>) {
    for page in pages {
        let at = Span::new(page.file, 0..0);
        if is_taken(files, &page.url) {
            diagnostics.push(
                Diagnostic::new(Code::FilePlace, at, format!("adressen {} er optaget af filer fra public/", page.url))
                    .hint("omdøb siden, eller flyt filen i public/; adresser under /assets/ og /redaktoer/ kan ikke bruges til sider"),
            );
        }
        let word = page.url.word_file();
        if page.meta.as_ref().is_some_and(|meta| meta.paper.is_some()) && files.public.contains_key(&word) {
            diagnostics.push(
                Diagnostic::new(Code::FilePlace, at, format!("skabelonens Word-fil får samme plads som public/{word}"))
                    .hint("fjern filen i public/; Word-filen bliver lavet af siden, hver gang der bygges"),
            );
        }
        if page.url.as_str() == "/" && page.meta.as_ref().is_some_and(|meta| meta.draft) {
            diagnostics.push(
                Diagnostic::new(Code::FrontPage, at, "forsiden er ikke udgivet endnu")
                    .hint("fjern kladde eller udgives fra siden; alle sider henviser til forsiden"),
            );
        }
    }
}

pub(super) fn former_addresses(files: &Files, pages: &[Page], index: &Index<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut taken: BTreeMap<&str, &Url> = BTreeMap::new();
    for page in pages {
        for former in page.meta.iter().flat_map(|meta| &meta.former) {
            let address = former.value.as_str();
            if is_taken(files, &former.value) {
                diagnostics.push(
                    Diagnostic::new(
                        Code::FormerAddress,
                        former.span,
                        format!("den tidligere adresse {address} er optaget af filer fra public/"),
                    )
                    .hint("fjern den tidligere adresse, eller flyt filen i public/"),
                );
                continue;
            }
            let clash = if index.page(address).is_some() { Some(&former.value) } else { taken.get(address).copied() };
            if let Some(other) = clash {
                diagnostics.push(
                    Diagnostic::new(
                        Code::FormerAddress,
                        former.span,
                        format!("den tidligere adresse {address} er i brug på {other}"),
                    )
                    .hint("en tidligere adresse kan kun pege på én side, og ikke være en sides egen"),
                );
            } else {
                taken.insert(address, &page.url);
            }
        }
    }
}
