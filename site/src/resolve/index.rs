//! What can be linked to: pages, headings, files.
//!
//! Contract: answers whether an address leads somewhere, and what it was probably meant to be; what lies at fault itself has
//! been told there and is not told again.

use super::PageId;
use super::targets::dead_anchor;
use crate::check::page::{Page, Url};
use crate::diagnostic::{Code, Diagnostic};
use crate::discover::Files;
use crate::parse::nearest::Many;
use crate::source::Spanned;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// What can be linked to.
#[derive(Debug)]
pub struct Index<'p> {
    pages: BTreeMap<&'p str, PageId>,
    /// The addresses of the pages, for hints; put in order where one is asked for.
    addresses: OnceLock<Many<'p>>,
    /// Former addresses, and where their pages are now.
    former: BTreeMap<&'p str, &'p str>,
    /// Those of each page, in order; `None` for a page whose text could not be told from its front matter: what leads into it is
    /// not at fault.
    anchors: Vec<Option<Vec<&'p str>>>,
    drafts: Vec<bool>,
    files: BTreeSet<String>,
    /// Addresses of pages whose text could not be read: what leads there is not at fault.
    unread: BTreeSet<Url>,
}

/// How many pages, or headings of one, a hint names.
pub(super) const LISTED: usize = 6;

impl<'p> Index<'p> {
    pub(super) fn new(pages: &'p [Page], files: &Files) -> Self {
        Self {
            former: pages
                .iter()
                .flat_map(|page| page.meta.iter().flat_map(|meta| &meta.former).map(move |former| (former, page)))
                .map(|(former, page)| (former.value.as_str(), page.url.as_str()))
                .collect(),
            addresses: OnceLock::new(),
            pages: pages.iter().enumerate().map(|(at, page)| (page.url.as_str(), PageId(at))).collect(),
            anchors: pages.par_iter().map(anchors).collect(),
            drafts: pages.iter().map(|page| page.meta.as_ref().is_some_and(|meta| meta.draft)).collect(),
            unread: files.unread.iter().map(|path| Url::of_page(path)).collect(),
            files: files.public.keys().map(|path| format!("/{path}")).collect(),
        }
    }

    /// The page at an address.
    #[must_use]
    pub fn page(&self, address: &str) -> Option<PageId> {
        self.pages.get(address).copied()
    }

    /// Whether there is a page at an address whose text could not be read.
    #[must_use]
    pub fn is_unread(&self, address: &str) -> bool {
        self.unread.iter().any(|url| url.as_str() == address)
    }

    /// Whether a page has a heading with an anchor.
    #[must_use]
    pub fn has_anchor(&self, page: PageId, anchor: &str) -> bool {
        self.anchors[page.0].as_ref().is_none_or(|anchors| anchors.binary_search(&anchor).is_ok())
    }

    /// The anchors of a page, as far as they are known.
    pub(super) fn anchors(&self, page: PageId) -> impl ExactSizeIterator<Item = &'p str> + Clone {
        self.anchors[page.0].as_deref().unwrap_or_default().iter().copied()
    }

    /// Whether a page is not published.
    #[must_use]
    pub fn is_draft(&self, page: PageId) -> bool {
        self.drafts[page.0]
    }

    /// Whether `public/` has a file at an address.
    #[must_use]
    pub fn has_file(&self, address: &str) -> bool {
        self.files.contains(address)
    }

    /// What an unknown address was probably meant to be.
    #[must_use]
    pub fn hint(&self, address: &str) -> String {
        // A page that has been moved, or a part that has been forgotten: the last part of the address still says which it is.
        let last = address.trim_end_matches('/').rfind('/').map(|at| &address[at..]).filter(|last| last.len() > 2);
        if let Some(now) = self.former.get(address) {
            return format!("siden er flyttet; skriv {now}");
        }
        let deep = |address: &str| address.matches('/').count();
        let addresses = self.addresses.get_or_init(|| Many::new(self.pages.keys().copied()));
        let near = addresses.nearest(address).filter(|near| deep(near) == deep(address));
        let longer = || addresses.only_one_beginning(&format!("{}-", address.strip_suffix('/')?));
        match near.or_else(longer).or_else(|| addresses.only_one_ending(last?)) {
            Some(known) => format!("mente du {known}?"),
            None => self.neighbours(address),
        }
    }

    /// What lies where an address would be that is like no other, and which file it would be that of.
    fn neighbours(&self, address: &str) -> String {
        let stem = address.trim_matches('/');
        // The nearest folder upwards that there is.
        let mut folder = format!("/{stem}");
        while let Some(at) = folder.rfind('/') {
            folder.truncate(at + 1);
            if folder == "/" || self.pages.contains_key(folder.as_str()) {
                break;
            }
            folder.truncate(at);
        }
        let is_there =
            |page: &&&str| page.strip_prefix(folder.as_str()).is_some_and(|rest| rest.matches('/').count() == 1);
        let shown = self.pages.iter().filter(|(_, id)| !self.is_draft(**id)).map(|(page, _)| page);
        let there: Vec<&str> = shown.filter(is_there).take(LISTED + 1).copied().collect();
        let place = if folder == "/" { "øverst".to_owned() } else { format!("i {folder}") };
        let there = match there.as_slice() {
            [] => String::new(),
            few if few.len() <= LISTED => format!(" ({place} ligger {})", few.join(", ")),
            [some @ .., _] => format!(" ({place} ligger blandt andre {})", some.join(", ")),
        };
        format!("ret adressen til en side, der findes{there}, eller lav siden: content/{stem}.md")
    }

    /// That there is a page at an address that a register names, and the heading on it where the address has an anchor.
    pub(super) fn expect_place(&self, address: &Spanned<String>, who: &str, diagnostics: &mut Vec<Diagnostic>) {
        let (path, anchor) = match address.value.split_once('#') {
            Some((path, anchor)) => (path, Some(anchor)),
            None => (address.value.as_str(), None),
        };
        let page = Spanned { value: path.to_owned(), span: address.span };
        if let (Some(id), Some(anchor)) = (self.expect(&page, who, diagnostics), anchor)
            && !self.has_anchor(id, anchor)
        {
            diagnostics.push(dead_anchor(address.span, path, anchor, self.anchors(id)));
        }
    }

    /// The page at an address that a register names; a diagnostic where there is none.
    pub(super) fn expect(
        &self,
        address: &Spanned<String>,
        who: &str,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<PageId> {
        let found = self.page(&address.value);
        match found {
            None if self.is_unread(&address.value) => {}
            None => diagnostics.push(
                Diagnostic::new(
                    Code::DeadPage,
                    address.span,
                    format!("{who} henviser til {}, som ikke findes", address.value),
                )
                .hint(self.hint(&address.value)),
            ),
            Some(id) if self.is_draft(id) => diagnostics.push(
                Diagnostic::new(
                    Code::LinkToDraft,
                    address.span,
                    format!("{who} henviser til {}, som ikke er udgivet endnu", address.value),
                )
                .hint("fjern kladde eller udgives fra siden, eller fjern henvisningen, til siden er klar"),
            ),
            Some(_) => {}
        }
        found
    }
}

fn anchors(page: &Page) -> Option<Vec<&str>> {
    let lost = page.meta.is_none() && page.body.blocks.is_empty();
    let mut anchors: Vec<&str> = page.body.headings.iter().map(|heading| heading.anchor.as_str()).collect();
    anchors.sort_unstable();
    (!lost).then_some(anchors)
}
