//! What every page is given beside itself, and the one place that makes addresses.
//!
//! Contract: every address on the site comes from [`Context::href`], which puts the base path before it.

use super::assets::Assets;
use super::glossary::Glossary;
use super::search::{self, Searching};
use crate::check::glossary::Term;
use crate::diagnostic::Area;
use crate::frame;
use crate::parse::tree::{Block, ConcernView, RegisterView};
use crate::resolve::{Node, Site};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// What every page needs beside itself.
pub(crate) struct Context<'s> {
    /// The whole site.
    pub(crate) site: &'s Site,
    /// Addresses of files in `public/` and of the tool.
    pub(crate) assets: Assets,
    /// The page for acute danger.
    pub(crate) acute: Option<&'s Node>,
    /// The page with the price calculator.
    pub(crate) calculator: Option<&'s Node>,
    /// The page of the search: every page leads to it.
    pub(crate) search: Option<&'s Node>,
    /// The PDFs that lie beside the pages, by path, and their bytes.
    pub(crate) papers: BTreeMap<String, usize>,
    /// The words of the glossary.
    pub(crate) glossary: Glossary,
    /// What the search finds: gathered when it is first asked for.
    pub(crate) searching: OnceLock<Searching>,
    /// For each entry of the glossary, where it is explained; `None` where no page shows the glossary.
    terms: Vec<Option<String>>,
}

impl<'s> Context<'s> {
    pub(crate) fn new(site: &'s Site, assets: Assets) -> Self {
        let calculator = site.pages.iter().find(|node| node.body.has_calculator());
        let search = site.pages.iter().find(|node| search::is_on(node));
        let glossary = Glossary::new(&site.registers.terms);
        let mut cx = Self {
            site,
            assets,
            acute: None,
            calculator,
            search,
            papers: BTreeMap::new(),
            glossary,
            searching: OnceLock::new(),
            terms: Vec::new(),
        };
        cx.acute = cx.find(frame::ACUTE);
        cx.terms = site.registers.terms.iter().map(|(id, _)| cx.entry(RegisterView::Terms, id)).collect();
        cx
    }

    /// The address of an entry of the glossary, by its place in the register.
    pub(crate) fn term(&self, at: usize) -> Option<&str> {
        self.terms.get(at)?.as_deref()
    }

    /// The entries of the glossary that a page explains itself, and so does not link: all where it shows the glossary.
    pub(crate) fn explained_on(&self, node: &Node) -> BTreeSet<usize> {
        let all = node.body.blocks.iter().any(|block| matches!(block, Block::Register(RegisterView::Terms)));
        let page = |term: &Term| {
            term.page.as_ref().is_some_and(|page| page.value.split('#').next() == Some(node.url.as_str()))
        };
        let terms = self.site.registers.terms.iter().enumerate();
        terms.filter(|(_, (_, term))| all || page(term)).map(|(at, _)| at).collect()
    }

    /// The address in a link to a path of this site: the one place that knows of the base path.
    pub(crate) fn href(&self, path: &str) -> String {
        format!("{}{path}", self.site.config.base)
    }

    /// The same with scheme and host, for those who read it elsewhere.
    pub(crate) fn absolute(&self, path: &str) -> String {
        format!("{}{}", self.site.config.origin, self.href(path))
    }

    /// The address in a link to a page.
    pub(crate) fn page(&self, node: &Node) -> String {
        self.href(node.url.as_str())
    }

    /// The page at an address, where there is one.
    pub(crate) fn find(&self, address: &str) -> Option<&'s Node> {
        let at = self.site.pages.binary_search_by(|node| node.url.as_str().cmp(address)).ok()?;
        self.site.pages.get(at)
    }

    /// The address of a heading of a page, or of the page where it has no such heading.
    pub(crate) fn place(&self, (address, anchor): (&str, &str)) -> Option<String> {
        let node = self.find(address)?;
        let has = node.body.headings.iter().any(|heading| heading.anchor == anchor);
        Some(if has { format!("{}#{anchor}", self.page(node)) } else { self.page(node) })
    }

    /// The page that shows a part of the ruler, where one does.
    pub(crate) fn ruler_part(&self, view: ConcernView) -> Option<&'s Node> {
        let shows = |node: &&Node| {
            node.body.blocks.iter().any(|block| matches!(block, Block::Concern(shown) if *shown == view))
        };
        self.site.pages.iter().find(shows)
    }

    /// The page that explains the codes of an area, where one does.
    pub(crate) fn codes(&self, area: Area) -> Option<&'s Node> {
        let shows = |node: &&Node| {
            node.body.blocks.iter().any(|block| matches!(block, Block::Codes(Some(shown)) if *shown == area))
        };
        self.site.pages.iter().find(shows)
    }

    /// The address of an entry on the page that shows its register; `None` where no page does.
    pub(crate) fn entry(&self, view: RegisterView, id: &str) -> Option<String> {
        self.site.register_page(view).map(|node| format!("{}#{}", self.page(node), entry_id(id)))
    }
}

/// The anchor of a register's entry; the underscore keeps it apart from the anchors of headings.
pub(crate) fn entry_id(id: &str) -> String {
    format!("post_{id}")
}
