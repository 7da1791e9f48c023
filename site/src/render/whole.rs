//! A whole section, and the whole guidance, as one document: a page of its own to read or print, and the sheet that a PDF is made of.
//!
//! Contract: holds every page of its section in the order of the navigation, each with its text as on its own page, but for those that are
//! nothing on paper; the whole guidance holds all but the front page and what explains faults to editors. Made of texts that are rendered
//! already. Ids begin with that of their page, so that none stands twice, and a link to what the document holds leads within it; any
//! other leads to the site. Sources and law stand at the end once, unless their registers are among the pages. Nothing in the
//! navigation, the search or the sitemap leads here: the page of the section does. No document is made of more pages than anybody prints,
//! nor where an editor's own page has its address.

use super::addresses::{self, Addresses};
use super::context::{Context, entry_id};
use super::layout::{self, About, MAIN_ID};
use super::moved::moved;
use super::page::text as text_of;
use super::registers::{source_facts, source_title};
use super::words::{capital, date, heading, keep, mark, outside};
use super::{cards, leave};
use crate::paper::{Layout, Sheet};
use crate::parse::tree::{Block, RegisterView};
use crate::resolve::targets::Target;
use crate::resolve::{Node, ledger};
use calculator::{Status, text};
use maud::{Markup, PreEscaped, html};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// The last part of the address of a document.
const FOLDER: &str = "samlet";
/// The most pages that a document holds.
const MOST_PAGES: usize = 400;

/// One document.
pub(crate) struct Whole<'s> {
    /// The page that heads the section; the front page for the whole guidance.
    home: &'s Node,
    pieces: Vec<Piece<'s>>,
}

/// What a document is made of, in order.
enum Piece<'s> {
    /// A heading over the pages of a section.
    Part(&'s Node),
    /// A page, with its title as a heading of a level.
    Page(&'s Node, u8),
}

/// All documents of the site: its sections, then the whole.
fn all<'s>(cx: &Context<'s>) -> Vec<Whole<'s>> {
    tops(cx).into_iter().chain(cx.find("/")).filter_map(|home| document(cx, home)).collect()
}

/// The document of a section, by the page that heads it, or of the whole guidance, by the front page.
fn document<'s>(cx: &Context<'s>, home: &'s Node) -> Option<Whole<'s>> {
    let mut pieces = Vec::new();
    if home.url.as_str() == "/" {
        for top in tops(cx) {
            let pages: Vec<_> =
                below(cx, top).into_iter().filter(|node| is_for_paper(node) && !is_for_editors(node)).collect();
            let level = if pages.len() > 1 { 3 } else { 2 };
            pieces.extend((level == 3).then_some(Piece::Part(top)));
            pieces.extend(pages.into_iter().map(|node| Piece::Page(node, level)));
        }
    } else if is_top(cx, home) {
        let pages = below(cx, home).into_iter().filter(|node| is_for_paper(node));
        pieces.extend(pages.map(|node| Piece::Page(node, 2)));
    }
    let whole = Whole { home, pieces };
    let fits = (2..=MOST_PAGES).contains(&whole.pages().count()) && cx.find(&whole.address()).is_none();
    fits.then_some(whole)
}

/// The pages right below the front page: those of the menu, then the rest.
fn tops<'s>(cx: &Context<'s>) -> Vec<&'s Node> {
    let menu = cx.site.menu.iter().map(|(_, id)| cx.site.page(*id));
    let mut seen = BTreeSet::new();
    menu.chain(&cx.site.pages).filter(|node| is_top(cx, node) && seen.insert(node.url.as_str())).collect()
}

fn is_top(cx: &Context<'_>, node: &Node) -> bool {
    node.url.as_str() != "/" && node.above.iter().all(|id| cx.site.page(*id).url.as_str() == "/")
}

/// Whether pages lie below this one.
fn heads(cx: &Context<'_>, node: &Node) -> bool {
    node.section.first().is_some_and(|id| cx.site.page(*id).url == node.url)
}

/// A page and all below it, in the order of the navigation.
fn below<'s>(cx: &Context<'s>, node: &'s Node) -> Vec<&'s Node> {
    let mut found = vec![node];
    if heads(cx, node) {
        let others = node.section.get(1..).unwrap_or_default();
        found.extend(others.iter().flat_map(|id| below(cx, cx.site.page(*id))));
    }
    found
}

/// Whether there is something to read: not what is used on a screen alone.
fn is_for_paper(node: &Node) -> bool {
    let only_used = |block: &Block| matches!(block, Block::Design(_) | Block::Offline | Block::Search | Block::Trials);
    !node.body.blocks.iter().any(only_used)
}

fn is_for_editors(node: &Node) -> bool {
    node.body.blocks.iter().any(|block| matches!(block, Block::Codes(_)))
}

impl<'s> Piece<'s> {
    fn page(&self) -> Option<&'s Node> {
        match self {
            Piece::Page(node, _) => Some(node),
            Piece::Part(_) => None,
        }
    }
}

impl<'s> Whole<'s> {
    fn pages(&self) -> impl Iterator<Item = &'s Node> {
        self.pieces.iter().filter_map(Piece::page)
    }

    fn address(&self) -> String {
        address(self.home)
    }

    fn is_all(&self) -> bool {
        self.home.url.as_str() == "/"
    }

    fn title(&self, cx: &Context<'_>) -> String {
        if self.is_all() {
            format!("Hele {}", cx.site.config.name)
        } else {
            format!("{}: hele afsnittet", self.home.meta.short_title)
        }
    }

    fn about(&self, cx: &Context<'_>) -> String {
        let what = if self.is_all() {
            format!("Hele {}", cx.site.config.name)
        } else {
            format!("Afsnittet »{}«", self.home.meta.short_title)
        };
        format!("{what} på én side, til at læse, søge i og udskrive: {} sider samlet.", self.pages().count())
    }

    fn holds(&self, view: RegisterView, cx: &Context<'_>) -> bool {
        cx.site.register_page(view).is_some_and(|page| self.pages().any(|node| node.url == page.url))
    }
}

fn address(home: &Node) -> String {
    format!("{}{FOLDER}/", home.url)
}

/// Where the PDF of a document is published.
pub(crate) fn pdf(home: &Node) -> String {
    let folder = address(home);
    let name = home.url.as_str().trim_matches('/').rsplit('/').next().filter(|name| !name.is_empty());
    format!("{}{}.pdf", folder.trim_start_matches('/'), name.unwrap_or("vejledningen"))
}

/// Where a page begins in a document. No other id begins so, and none of its parts has two underscores.
fn place(url: &str) -> String {
    format!("s_{}", url.trim_matches('/').replace('/', "_"))
}

/// Every document as it is set on paper.
pub(crate) fn sheets(cx: &Context<'_>) -> Vec<Sheet> {
    let documents = all(cx);
    let pages: BTreeMap<&str, &Node> =
        documents.iter().flat_map(Whole::pages).map(|node| (node.url.as_str(), node)).collect();
    let texts = pages.into_par_iter().map(|(url, node)| (url, text_of(cx, node))).collect();
    let chapters = chapters(&documents, &texts);
    let mut sheets: Vec<_> = documents.par_iter().map(|whole| sheet(cx, whole, &chapters)).collect();
    sheets.extend(cards::sheet(cx));
    sheets
}

fn sheet(cx: &Context<'_>, whole: &Whole<'_>, chapters: &Chapters<'_>) -> Sheet {
    let title = if whole.is_all() { cx.site.config.name.clone() } else { whole.home.meta.short_title.clone() };
    let about = if whole.is_all() { cx.site.config.description.clone() } else { whole.home.meta.summary.clone() };
    Sheet {
        layout: Layout::Document,
        path: pdf(whole.home),
        title,
        about,
        name: cx.site.config.name.clone(),
        address: cx.absolute(whole.home.url.as_str()),
        day: cx.site.today,
        notes: notes(cx, whole),
        body: body(cx, whole, chapters, false).into_string(),
    }
}

/// The documents as pages, by their paths; `texts` are those of all pages, by address.
pub(crate) fn pages(cx: &Context<'_>, texts: &BTreeMap<&str, Markup>) -> Vec<(String, String)> {
    let documents = all(cx);
    let chapters = chapters(&documents, texts);
    let file = |whole: &Whole<'_>| format!("{}index.html", whole.address().trim_start_matches('/'));
    documents.par_iter().map(|whole| (file(whole), page(cx, whole, &chapters).into_string())).collect()
}

/// The way to the document of a section, on the page that heads it.
pub(crate) fn offer(cx: &Context<'_>, node: &Node) -> Markup {
    let Some(whole) = document(cx, node) else { return html! {} };
    let words =
        if whole.is_all() { "Læs eller udskriv hele vejledningen" } else { "Læs eller udskriv hele afsnittet" };
    html! {
        p.whole {
            a href=(cx.href(&whole.address())) { (words) }
            (pdf_link(cx, node, " · "))
        }
    }
}

fn pdf_link(cx: &Context<'_>, home: &Node, before: &str) -> Markup {
    let path = pdf(home);
    html! {
        @if let Some(bytes) = cx.papers.get(&path) {
            (before)
            a href=(cx.href(&format!("/{path}"))) { "Hent som PDF (" (bytes.div_ceil(1000)) " kB)" }
        }
    }
}

fn page(cx: &Context<'_>, whole: &Whole<'_>, chapters: &Chapters<'_>) -> Markup {
    let (title, description) = (whole.title(cx), whole.about(cx));
    let address = cx.absolute(&whole.address());
    let about = About {
        node: None,
        // Many pages on one are about what they are about one by one.
        leaves: leave::leaves(cx, whole.home),
        title: &title,
        description: &description,
        more: html! { link rel="canonical" href=(address); },
        foot: Some(format!("{address} · bygget {}", text::date(cx.site.today))),
    };
    let content = html! {
        div.wrap.page {
            nav.crumbs aria-label="Brødkrummer" {
                ol {
                    li { a href=(cx.href("/")) { "Forside" } }
                    @if !whole.is_all() { li { a href=(cx.page(whole.home)) { (whole.home.meta.short_title) } } }
                    li { span aria-current="page" { "Samlet" } }
                }
            }
            main #(MAIN_ID) tabindex="-1" {
                div.head {
                    h1 { (title) }
                    p.lead { (description) }
                }
                div.text.whole-text {
                    (pdf_offer(cx, whole))
                    @for note in notes(cx, whole) { p { (note) } }
                    section.whole-contents { h2 { "Indhold" } (contents(whole)) }
                    (body(cx, whole, chapters, true))
                }
            }
        }
    };
    layout::page(cx, &about, &content)
}

fn pdf_offer(cx: &Context<'_>, whole: &Whole<'_>) -> Markup {
    let link = pdf_link(cx, whole.home, "");
    html! { @if !link.0.is_empty() { p.whole { (link) } } }
}

/// The pages as a list, those of a part as a list in it.
fn contents(whole: &Whole<'_>) -> Markup {
    let pages = |pieces: &[Piece<'_>]| {
        html! {
            @for node in pieces.iter().filter_map(Piece::page) {
                li { a href={ "#" (place(node.url.as_str())) } { (node.meta.title) } }
            }
        }
    };
    // A part goes on for as long as its pages are a level below it.
    let is_below = |piece: &Piece<'_>| matches!(piece, Piece::Page(_, level) if *level > 2);
    html! {
        ol {
            @for group in whole.pieces.chunk_by(|_, next| is_below(next)) {
                @match group {
                    [Piece::Part(node), inner @ ..] => { li { strong { (node.meta.short_title) } ol { (pages(inner)) } } }
                    _ => { (pages(group)) }
                }
            }
        }
    }
}

/// What a reader should know first.
fn notes(cx: &Context<'_>, whole: &Whole<'_>) -> Vec<String> {
    let site = cx.site;
    let mut notes = vec![format!(
        "Bygget {}. Den nyeste udgave står på {}.",
        text::date(site.today),
        cx.absolute(whole.home.url.as_str())
    )];
    let laws: Vec<_> = laws(cx, whole).into_iter().filter_map(|id| site.registers.laws.get(id)).collect();
    let open: Vec<_> = laws.iter().filter(|law| law.status == Status::Unconfirmed).collect();
    let names: Vec<_> = open.iter().map(|law| format!("{} {}", law.law, keep(&law.paragraph))).collect();
    let places: BTreeSet<_> = whole.pages().map(|node| node.url.as_str()).collect();
    let boxes = ledger::open_boxes(site).iter().filter(|open| places.contains(open.page.url.as_str())).count();
    if !names.is_empty() || boxes > 0 {
        let mut note = "Noget er endnu ikke kontrolleret i loven eller en officiel kilde. Det er mærket »(ikke bekræftet)« eller står i en boks med den overskrift.".to_owned();
        if !names.is_empty() {
            note.push_str(&format!(" Det gælder disse bestemmelser: {}.", names.join("; ")));
        }
        if boxes > 0 {
            let words = if boxes == 1 { "boks" } else { "bokse" };
            note.push_str(&format!(" Der er {boxes} {words}."));
        }
        notes.push(note);
    }
    let overdue: Vec<_> = whole
        .pages()
        .filter(|node| node.meta.next_review < site.today)
        .map(|node| node.meta.short_title.as_str())
        .collect();
    if !overdue.is_empty() {
        notes.push(format!("Disse sider er ikke gennemgået til tiden: {}. Kontrollér frister, paragraffer og priser, før du bruger dem.", overdue.join("; ")));
    }
    notes
}

/// The laws of a document by id, in the order of first mention.
fn laws<'s>(cx: &Context<'s>, whole: &Whole<'s>) -> Vec<&'s str> {
    let mut found: Vec<&str> = Vec::new();
    for id in whole.pages().flat_map(|node| &node.laws) {
        if !found.contains(&id.as_str()) && cx.site.registers.laws.get(id).is_some() {
            found.push(id);
        }
    }
    found
}

/// The sources of a document by id, in the order of first mention.
fn sources<'s>(cx: &Context<'s>, whole: &Whole<'s>) -> Vec<&'s str> {
    let mut found: Vec<&str> = Vec::new();
    for node in whole.pages() {
        let listed = node.meta.sources.iter().map(|listed| listed.value.as_str());
        let cited = node.targets.iter().filter_map(|target| match target {
            Target::Source(id, _) => Some(id.as_str()),
            _ => None,
        });
        for id in listed.chain(cited) {
            if !found.contains(&id) && cx.site.registers.sources.get(id).is_some() {
                found.push(id);
            }
        }
    }
    found
}

/// A page of documents.
struct Chapter<'t> {
    /// Its text as on its own page.
    text: &'t str,
    /// The ids in it.
    ids: BTreeSet<&'t str>,
}

/// The pages of documents by their addresses.
type Chapters<'t> = BTreeMap<&'t str, Chapter<'t>>;

/// What stands before an id.
const MARK: &str = " id=\"";

fn chapters<'t>(documents: &[Whole<'t>], texts: &'t BTreeMap<&str, Markup>) -> Chapters<'t> {
    let pages: BTreeSet<&str> = documents.iter().flat_map(Whole::pages).map(|node| node.url.as_str()).collect();
    let chapter = |url| {
        let text = texts.get(url).map_or("", |text| text.0.as_str());
        let ids =
            text.match_indices(MARK).filter_map(|(at, _)| Some(text[at + MARK.len()..].split_once('"')?.0)).collect();
        (url, Chapter { text, ids })
    };
    pages.into_par_iter().map(chapter).collect()
}

/// All chapters, and what stands after them. Where links are `numbered`, each chapter ends with its addresses.
fn body(cx: &Context<'_>, whole: &Whole<'_>, chapters: &Chapters<'_>, numbered: bool) -> Markup {
    let links = Links::new(cx, whole, chapters);
    let piece = |piece: &Piece<'_>| match piece {
        Piece::Part(node) => heading(2, None, Some("part"), &html! { (node.meta.short_title) }),
        Piece::Page(node, level) => chapter(cx, node, *level, &links, numbered),
    };
    let pieces: Vec<_> = whole.pieces.par_iter().map(piece).collect();
    html! {
        @for piece in pieces { (piece) }
        (ending(cx, &links))
    }
}

fn chapter(cx: &Context<'_>, node: &Node, level: u8, links: &Links<'_>, numbered: bool) -> Markup {
    let url = node.url.as_str();
    let mut addresses = Addresses::default();
    let text = links.rewritten(url, level - 1, numbered.then_some(&mut addresses));
    html! {
        article.chapter id=(place(url)) {
            (heading(level, None, None, &html! { (node.meta.title) }))
            p.lead { (node.meta.summary) }
            (PreEscaped(text))
            p.of-page {
                "Senest gennemgået " (date(node.meta.reviewed)) " · ansvarlig: " (node.meta.responsible) " · "
                a href=(cx.absolute(url)) { (cx.absolute(url)) }
            }
            (addresses.list(cx, level + 1))
        }
    }
}

/// Law and sources of all the pages, once.
fn ending(cx: &Context<'_>, links: &Links<'_>) -> Markup {
    html! {
        @if !links.laws.is_empty() {
            section.laws {
                h2 { "Lov" }
                ul {
                    @for (id, law) in links.laws.iter().filter_map(|id| Some((id, cx.site.registers.laws.get(id)?))) {
                        li id={ "lov_" (id) } {
                            a href=(law.url) rel=[outside(&law.url)] { (capital(&law.law)) " " (keep(&law.paragraph)) }
                            ": " (law.title)
                            @if law.is_history(cx.site.today) { " (gælder ikke længere)" }
                            @if law.status == Status::Unconfirmed {
                                " " (mark())
                                @if let Some(note) = &law.note { p.entry-note { (keep(note)) } }
                            }
                        }
                    }
                }
            }
        }
        @if !links.sources.is_empty() {
            section.sources {
                h2 { "Kilder" }
                ul {
                    @for (id, entry) in links.sources.iter().filter_map(|id| Some((id, cx.site.registers.sources.get(id)?))) {
                        li id={ "kilde_" (id) } { (source_title(entry)) ". " (source_facts(entry)) "." }
                    }
                }
            }
        }
    }
}

/// Where links of a document lead.
struct Links<'s> {
    base: &'s str,
    chapters: &'s Chapters<'s>,
    pages: BTreeSet<&'s str>,
    /// The address of the register of laws and what stands at the end of the document: nothing where the register is a page of it.
    law_page: Option<&'s str>,
    laws: Vec<&'s str>,
    source_page: Option<&'s str>,
    sources: Vec<&'s str>,
}

impl<'s> Links<'s> {
    fn new(cx: &Context<'s>, whole: &Whole<'s>, chapters: &'s Chapters<'s>) -> Self {
        let page = |view| cx.site.register_page(view).map(|node| node.url.as_str());
        Self {
            base: &cx.site.config.base,
            chapters,
            pages: whole.pages().map(|node| node.url.as_str()).collect(),
            law_page: page(RegisterView::Laws),
            laws: if whole.holds(RegisterView::Laws, cx) { Vec::new() } else { laws(cx, whole) },
            source_page: page(RegisterView::Sources),
            sources: if whole.holds(RegisterView::Sources, cx) { Vec::new() } else { sources(cx, whole) },
        }
    }

    /// The text of a page as it stands in the document, with the numbers of its links where there are `addresses`.
    fn rewritten(&self, url: &str, shift: u8, mut addresses: Option<&mut Addresses>) -> String {
        let own = place(url);
        let text = self.chapters.get(url).map_or("", |chapter| chapter.text);
        moved(text, shift, &mut |tag, key, value| {
            let value = match key {
                "id" | "for" => format!("{own}__{value}"),
                // Buttons of one question belong together by their name.
                "name" if tag == "input" => format!("{own}__{value}"),
                "aria-labelledby" | "aria-describedby" | "aria-controls" | "headers" => {
                    let ids: Vec<_> = value.split(' ').map(|id| format!("{own}__{id}")).collect();
                    ids.join(" ")
                }
                // A page may have a landmark for each table; a hundred of them lead nowhere.
                "class" if (tag, value) == ("section", "table") => {
                    return Some((value.to_owned(), " role=\"group\"".to_owned()));
                }
                "href" if tag == "a" => {
                    let within = self.within(url, value);
                    let number = match within {
                        None => addresses.as_mut().and_then(|addresses| addresses.number(value)),
                        Some(_) => None,
                    };
                    let value = within.unwrap_or_else(|| self.out(url, value));
                    return Some((value, number.map_or_else(String::new, addresses::data)));
                }
                _ => format!("url(#{own}__{}", value.strip_prefix("url(#")?),
            };
            Some((value, String::new()))
        })
    }

    /// Where a link leads that leaves the document: a place on its own page has that page's address.
    fn out(&self, url: &str, href: &str) -> String {
        if href.starts_with('#') { format!("{}{url}{href}", self.base) } else { href.to_owned() }
    }

    /// Where a link on a page leads within the document; `None` where it leads out of it.
    fn within(&self, url: &str, href: &str) -> Option<String> {
        let (path, anchor) = match href.strip_prefix('#') {
            Some(anchor) => (url, anchor),
            None => {
                let path = href.strip_prefix(self.base).filter(|path| path.starts_with('/'))?;
                path.split_once('#').unwrap_or((path, ""))
            }
        };
        // The list of sources of each page stands at the end, or in the register.
        if let Some(id) = anchor.strip_prefix("kilde_") {
            if self.sources.contains(&id) {
                return Some(format!("#kilde_{id}"));
            }
            let register = self.source_page.filter(|page| self.pages.contains(page));
            return register.and_then(|page| self.place(page, &entry_id(id)));
        }
        if let Some(id) = anchor.strip_prefix("post_") {
            if self.law_page == Some(path) && self.laws.contains(&id) {
                return Some(format!("#lov_{id}"));
            }
            if self.source_page == Some(path) && self.sources.contains(&id) {
                return Some(format!("#kilde_{id}"));
            }
        }
        if !self.pages.contains(path) {
            return None;
        }
        if anchor.is_empty() { Some(format!("#{}", place(path))) } else { self.place(path, anchor) }
    }

    /// A place on a page of the document, where the page has it in its text.
    fn place(&self, path: &str, anchor: &str) -> Option<String> {
        let there = self.chapters.get(path).is_some_and(|chapter| chapter.ids.contains(anchor));
        there.then(|| format!("#{}__{anchor}", place(path)))
    }
}
