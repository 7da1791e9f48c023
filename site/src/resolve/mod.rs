//! Step 4: the one global step, from checked files to a [`Site`].
//!
//! Contract: answers everything that one file says of another. If anything is wrong anywhere, there is no [`Site`]; so where
//! there is one, every link leads somewhere, every citation has its source, and render cannot fail.

mod asked;
mod index;
pub mod ledger;
mod loose;
mod neighbours;
mod order;
pub(crate) mod published;
pub mod targets;

use crate::check::charts::ChartEntry;
use crate::check::concern::Concern;
use crate::check::config::Config;
use crate::check::page::{Meta, Page, Url};
use crate::check::readability::Lix;
use crate::check::registers::{LawEntry, Registers};
use crate::check::{Checked, services::Services};
use crate::diagnostic::{Code, Diagnostic};
use crate::discover::{Files, Tool};
use crate::parse::tree::{Block, Body, RawRef, RegisterView};
use crate::source::{FileId, Spanned};
use crate::tools::CONCERN;
use crate::world::Copied;
use calculator::{Catalogue, Facts, Service};
pub use index::Index;
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use targets::Target;

/// Index into [`Site::pages`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PageId(pub(crate) usize);

/// A whole site in which nothing is left open.
#[derive(Debug)]
pub struct Site {
    /// Name and address.
    pub config: Config,
    /// The day it is built.
    pub today: Date,
    /// All published pages, in order of their addresses.
    pub pages: Vec<Node>,
    /// The main menu: words and page.
    pub menu: Vec<(String, PageId)>,
    /// Sources, laws, figures and charts.
    pub registers: Registers,
    /// The services.
    pub catalogue: Catalogue,
    /// For each service of the catalogue, the paragraphs that it rests on.
    pub service_laws: Vec<Vec<String>>,
    /// The model of the ruler, where the site has one.
    pub concern: Option<Concern>,
    /// Files of `public/` by the path after it.
    pub public: BTreeMap<String, Copied>,
    /// The browser tools that have been built, by name; the editors' preview among them.
    pub tools: BTreeMap<&'static str, Tool>,
    /// The texts of the dictionary, for the editors' preview alone: empty in every site that is to be published.
    pub dictionary: Vec<String>,
    /// Which page shows which register.
    register_pages: Vec<(RegisterView, PageId)>,
}

impl Site {
    /// A page.
    #[must_use]
    pub fn page(&self, id: PageId) -> &Node {
        &self.pages[id.0]
    }

    /// The page that shows a register, if there is one.
    #[must_use]
    pub fn register_page(&self, view: RegisterView) -> Option<&Node> {
        self.register_pages.iter().find(|(shown, _)| *shown == view).map(|(_, id)| self.page(*id))
    }

    /// Gives every page the day of its last change. A change on a day that has not come yet (where the site is built as on an
    /// earlier day, or a clock was wrong) is not known of.
    pub(crate) fn date_changes(&mut self, changed: impl Fn(FileId) -> Option<Date>) {
        for node in &mut self.pages {
            node.changed = changed(node.file).filter(|day| *day <= self.today);
        }
    }
}

/// A page in its place on the site.
#[derive(Debug)]
pub struct Node {
    /// Its file.
    pub file: FileId,
    /// Its address.
    pub url: Url,
    /// Its front matter.
    pub meta: Arc<Meta>,
    /// Its text.
    pub body: Arc<Body>,
    /// The answers to `body.refs`, one each, in the same order.
    pub targets: Vec<Target>,
    /// The pages above it, from the front page down.
    pub above: Vec<PageId>,
    /// The pages of its section, in order, the section's own page first; empty where it stands alone. All of them share it.
    pub section: Arc<[PageId]>,
    /// The page before it in the section.
    pub previous: Option<PageId>,
    /// The page after it in the section.
    pub next: Option<PageId>,
    /// The service that this page describes: its place in the catalogue.
    pub service: Option<usize>,
    /// The laws that it refers to, in the order of first mention.
    pub laws: Vec<String>,
    /// How hard it is to read; `None` where it is too short to say.
    pub lix: Option<Lix>,
    /// When its file was last changed; `None` where the history does not say.
    pub changed: Option<Date>,
}

impl Node {
    /// The service that this page describes.
    #[must_use]
    pub fn service<'s>(&self, site: &'s Site) -> Option<&'s Service> {
        site.catalogue.services().get(self.service?)
    }

    /// The charts that it shows, with their ids, in order.
    pub fn charts<'s>(&'s self, site: &'s Site) -> impl Iterator<Item = (&'s str, &'s ChartEntry)> {
        self.targets.iter().filter_map(|target| match target {
            Target::Chart(id) => Some((id.as_str(), site.registers.charts.get(id)?)),
            _ => None,
        })
    }

    /// The laws that it refers to, with their ids.
    pub fn laws<'s>(&'s self, site: &'s Site) -> impl Iterator<Item = (&'s str, &'s LawEntry)> {
        self.laws.iter().filter_map(|id| Some((id.as_str(), site.registers.laws.get(id)?)))
    }
}

/// Resolves all references; `None` where anything in the whole build is an error.
#[must_use]
pub fn resolve(files: &mut Files, checked: Checked, today: Date, diagnostics: &mut Vec<Diagnostic>) -> Option<Site> {
    let Checked { mut pages, registers, services, config, navigation, concern, spelling: _ } = checked;
    pages.par_sort_by(|a, b| a.url.cmp(&b.url).then(a.file.cmp(&b.file)));
    neighbours::same_address(files, &pages, diagnostics);
    neighbours::same_title(files, &pages, diagnostics);
    neighbours::folders(files, &pages, diagnostics);
    neighbours::places(files, &pages, diagnostics);

    let index = Index::new(&pages, files);
    neighbours::former_addresses(files, &pages, &index, diagnostics);
    published::kept(files, &pages, &index, diagnostics);
    let service_pages = service_pages(&services, &index, diagnostics);
    for (_, term) in registers.terms.iter() {
        if let Some(page) = &term.page {
            index.expect_place(page, "ordlisten", diagnostics);
        }
    }
    for system in &registers.systems {
        index.expect_place(&system.page, &format!("system nummer {}", system.number), diagnostics);
    }
    if let Some(config) = &config {
        asked::pages(config, &pages, &index, diagnostics);
    }
    for (point, page) in &registers.self_check.reads {
        index.expect_place(page, &format!("punktet »{point}« i selvtjekket"), diagnostics);
    }
    for best in &registers.search.best {
        index.expect_place(&best.page, "søgningens bedste svar", diagnostics);
    }
    for trial in &registers.trials {
        for address in &trial.expected {
            let who = format!("prøven »{}«", trial.query);
            // Entries of registers have anchors of their own.
            let entry = address.value.split_once("#post_");
            let (laws, terms) = (&registers.laws, &registers.terms);
            let is_known = |id: &str| laws.get(id).is_some() || terms.get(id).is_some();
            if let Some((page, _)) = entry.filter(|(_, id)| is_known(id) || laws.is_told(id) || terms.is_told(id)) {
                index.expect(&Spanned { value: page.to_owned(), span: address.span }, &who, diagnostics);
            } else {
                index.expect_place(address, &who, diagnostics);
            }
        }
    }
    shown_registers(files, &pages, &registers, diagnostics);
    shown_model(files, &pages, diagnostics);
    let world =
        targets::Known { index: &index, registers: &registers, services: &services, config: config.as_ref(), today };
    let resolved: Vec<_> = pages.par_iter().map(|page| targets::resolve(page, &world)).collect();
    let mut targets = Vec::with_capacity(resolved.len());
    for (found, faults) in resolved {
        targets.push(found);
        diagnostics.extend(faults);
    }
    unused_charts(files, &pages, &registers, diagnostics);
    let menu: Vec<_> = navigation
        .menu
        .iter()
        .filter_map(|item| Some((item.title.clone(), index.expect(&item.page, "menuen", diagnostics)?)))
        .collect();
    let orders = order::orders(&navigation, &index, diagnostics);
    if diagnostics.iter().any(Diagnostic::is_error) {
        return None;
    }

    // From here on nothing is at fault; what is missing is only what is not published.
    loose::unused_files(files, &pages, diagnostics);
    let shown = |page: &Page| page.meta.as_ref().is_some_and(|meta| files.drafts || !meta.draft);
    let published: Vec<bool> = pages.iter().map(shown).collect();
    let mut numbers = Vec::with_capacity(pages.len());
    let mut count = 0;
    for shown in &published {
        numbers.push(shown.then_some(PageId(count)));
        count += usize::from(*shown);
    }
    let renumber = |id: PageId| numbers[id.0];
    let catalogue = with_reviews(services.catalogue, &service_pages, &pages);
    let mut nodes = Vec::with_capacity(count);
    for (at, (page, found)) in pages.into_iter().zip(targets).enumerate() {
        let (true, Some(meta), Some(found)) = (published[at], page.meta, found) else { continue };
        let laws = laws(&found);
        let found = found.into_iter().map(|target| target.renumber(renumber)).collect::<Option<Vec<_>>>()?;
        nodes.push(Node {
            file: page.file,
            url: page.url,
            meta,
            body: page.body,
            targets: found,
            above: Vec::new(),
            section: Arc::default(),
            previous: None,
            next: None,
            service: service_pages.iter().position(|id| id.0 == at),
            laws,
            lix: page.lix,
            changed: None,
        });
    }
    order::place(&mut nodes, &orders);
    let register_pages = register_pages(&nodes);
    let menu = menu.into_iter().filter_map(|(title, id)| Some((title, renumber(id)?))).collect();
    let site = Site {
        config: config?,
        today,
        pages: nodes,
        menu,
        registers,
        catalogue,
        service_laws: services.laws,
        concern,
        public: std::mem::take(&mut files.public),
        tools: std::mem::take(&mut files.tools),
        dictionary: std::mem::take(&mut files.carried),
        register_pages,
    };
    loose::unlinked_pages(&site, diagnostics);
    Some(site)
}

fn service_pages(services: &Services, index: &Index<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<PageId> {
    let mut found = Vec::new();
    for address in &services.pages {
        if let Some(id) = index.expect(address, "ydelsen", diagnostics) {
            if found.contains(&id) {
                diagnostics.push(
                    Diagnostic::new(
                        Code::IdForm,
                        address.span,
                        format!("siden {} beskriver allerede en anden ydelse", address.value),
                    )
                    .hint("giv ydelsen sin egen side; en side viser kun én ydelses pris"),
                );
            }
            found.push(id);
        }
    }
    found
}

/// The catalogue in which a service whose price has no day of its own for the next review has that of its page.
fn with_reviews(catalogue: Catalogue, service_pages: &[PageId], pages: &[Page]) -> Catalogue {
    let of_page = |at: usize| pages.get(service_pages.get(at)?.0)?.meta.as_ref().map(|meta| meta.next_review);
    let facts = catalogue
        .all_facts()
        .iter()
        .enumerate()
        .map(|(at, facts)| Facts { next_review: facts.next_review.or_else(|| of_page(at)), ..facts.clone() });
    let (facts, figures) = (facts.collect(), catalogue.figures().to_vec());
    catalogue.with_facts(facts, figures)
}

/// That no page shows a register with nothing in it, or two in which one id stands: its anchor would stand twice.
fn shown_registers(files: &Files, pages: &[Page], registers: &Registers, diagnostics: &mut Vec<Diagnostic>) {
    for page in pages {
        let mut shown: BTreeSet<&str> = BTreeSet::new();
        let mut seen: Vec<RegisterView> = Vec::new();
        let views = page.body.blocks.iter().filter_map(|block| match block {
            Block::Register(view) => Some(*view),
            _ => None,
        });
        let directives = page.body.directives.iter().filter(|directive| directive.value == "register");
        for (view, directive) in views.zip(directives) {
            // The same one twice has been told.
            if seen.contains(&view) {
                continue;
            }
            seen.push(view);
            let ids = registers.ids(view);
            if let Some(twice) = ids.iter().find(|id| shown.contains(*id)) {
                diagnostics.push(
                    Diagnostic::new(
                        Code::DirectivePlace,
                        directive.span,
                        format!("siden viser allerede et register med en post, der hedder »{twice}«"),
                    )
                    .hint("giv hvert af de to registre sin egen side"),
                );
            }
            shown.extend(ids);
        }
        for block in &page.body.blocks {
            let (name, empty) = match block {
                Block::Register(RegisterView::Houses) => ("boernehuse", registers.houses.is_empty()),
                Block::Register(RegisterView::Municipalities) => ("kommuner", registers.municipalities.is_empty()),
                Block::Register(RegisterView::Terms) => ("ordliste", registers.terms.is_empty()),
                Block::Register(RegisterView::Rates) => ("satser", registers.rates.is_empty()),
                Block::Register(RegisterView::Examples) => ("eksempler", registers.examples.is_empty()),
                Block::Register(RegisterView::Criteria) => ("wcag", registers.criteria.is_empty()),
                Block::Register(RegisterView::Systems) => ("systemer", registers.systems.is_empty()),
                _ => continue,
            };
            // What is at fault itself only seems to be empty, and so does what leads to it alone.
            let at_fault = |file| diagnostics.iter().any(|d| d.is_error() && d.span.file == file);
            let from = if name == "kommuner" { &["kommuner", "boernehuse"][..] } else { &[name] };
            if empty && !from.iter().filter_map(|name| files.registers.get(*name).copied()).any(at_fault) {
                diagnostics.push(
                    Diagnostic::new(
                        Code::RegisterEmpty,
                        crate::source::Span::new(page.file, 0..0),
                        format!("siden viser registret »{name}«, som ikke har nogen poster"),
                    )
                    .hint(format!("fyld content/data/{name}.toml ud, eller fjern :::register {name} fra siden")),
                );
            }
        }
    }
}

/// That no page shows a ruler of which there is none.
fn shown_model(files: &Files, pages: &[Page], diagnostics: &mut Vec<Diagnostic>) {
    if !files.model.is_empty() {
        return;
    }
    for page in pages {
        for directive in page.body.directives.iter().filter(|directive| directive.value == CONCERN.name) {
            diagnostics.push(
                Diagnostic::new(Code::RegisterEmpty, directive.span, "siden viser linealen, som ikke har nogen filer")
                    .hint("skriv linealen i content/linealen/, eller fjern :::linealen fra siden"),
            );
        }
    }
}

/// Charts that no page shows, not even a draft.
fn unused_charts(files: &Files, pages: &[Page], registers: &Registers, diagnostics: &mut Vec<Diagnostic>) {
    // What could not be read may show any of them.
    if !files.unread.is_empty() {
        return;
    }
    let shown: BTreeSet<&str> = pages
        .iter()
        .flat_map(|page| &page.body.refs)
        .filter_map(|raw| match &raw.value {
            RawRef::Chart(id) => Some(id.as_str()),
            _ => None,
        })
        .collect();
    for (id, chart) in registers.charts.iter().filter(|(id, _)| !shown.contains(id)) {
        diagnostics.push(
            Diagnostic::new(Code::ChartUnused, chart.at, format!("figuren »{id}« vises ikke på nogen side")).hint(
                format!("sæt den ind, hvor den hører til, med :::figur {id} og en linje med ::: under, eller slet den"),
            ),
        );
    }
}

fn laws(targets: &[Target]) -> Vec<String> {
    let mut laws: Vec<String> = Vec::new();
    for target in targets {
        if let Target::Law(id) = target
            && !laws.contains(id)
        {
            laws.push(id.clone());
        }
    }
    laws
}

fn register_pages(nodes: &[Node]) -> Vec<(RegisterView, PageId)> {
    let mut pages = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        for block in &node.body.blocks {
            if let Block::Register(view) = block {
                pages.push((*view, PageId(at)));
            }
        }
    }
    pages
}
