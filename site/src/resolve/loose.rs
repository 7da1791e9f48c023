//! What nothing leads to: pages that no reader can find, and files that no page uses.
//!
//! Contract: asked only where nothing is at fault, so that a mistake elsewhere is not told twice. A page is found where a reader
//! comes to it from the front page: by the menu, by links in texts, by the pages that stand beside it in its section, or by what
//! every page has in its frame. Lists that hold every page (reviews, changes) lead to all of them and so count for none.

use super::targets::Target;
use super::{Node, PageId, Site};
use crate::check::page::Page;
use crate::diagnostic::{Code, Diagnostic};
use crate::discover::Files;
use crate::frame;
use crate::parse::tree::{Block, RawRef, RegisterView};
use crate::source::{Source, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Pages that nobody comes to, where the page above them is not such a page itself.
pub(super) fn unlinked_pages(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let ids: BTreeMap<&str, PageId> =
        site.pages.iter().enumerate().map(|(at, node)| (node.url.as_str(), PageId(at))).collect();
    let at = |address: &str| ids.get(address.split('#').next().unwrap_or_default()).copied();
    let mut open: Vec<PageId> = site.menu.iter().map(|(_, id)| *id).collect();
    open.extend(frame::pages().chain(["/"]).filter_map(at));
    let mut found = vec![false; site.pages.len()];
    let mut sections = BTreeSet::new();
    while let Some(id) = open.pop() {
        if std::mem::replace(&mut found[id.0], true) {
            continue;
        }
        let node = site.page(id);
        // All pages of a section share its list: once is enough, and ten thousand times is a hundred million steps.
        if node.section.first().is_some_and(|home| sections.insert(*home)) {
            open.extend(node.section.iter().copied());
        }
        open.extend(node.above.iter().copied());
        open.extend(node.targets.iter().filter_map(|target| match target {
            Target::Page(id, _) => Some(*id),
            _ => None,
        }));
        open.extend(registered(site, node).into_iter().filter_map(at));
    }
    for (node, _) in site.pages.iter().zip(&found).filter(|(_, found)| !**found) {
        let parent = node.url.parent().unwrap_or_else(|| node.url.clone());
        // A folder without a page of its own has been told of, and comes first; what lies below a lost page is found with it.
        let orphan = parent.as_str() != "/" && !ids.contains_key(parent.as_str());
        if orphan || node.above.iter().any(|id| !found[id.0]) {
            continue;
        }
        diagnostics.push(
            Diagnostic::new(Code::PageUnlinked, Span::new(node.file, 0..0), format!("intet fører til {}", node.url))
                .hint("sæt et link til siden dér, hvor læseren får brug for den, eller giv den en linje i menuen i content/data/navigation.toml"),
        );
    }
}

/// The addresses of pages that a page leads to by what it shows of registers.
fn registered<'s>(site: &'s Site, node: &Node) -> Vec<&'s str> {
    let mut shown = Vec::new();
    for block in &node.body.blocks {
        match block {
            Block::Services => shown.extend(site.catalogue.services().iter().map(|service| service.page.as_str())),
            Block::Register(RegisterView::Terms) => {
                let pages = site.registers.terms.iter().filter_map(|(_, term)| term.page.as_ref());
                shown.extend(pages.map(|page| page.value.as_str()));
            }
            Block::Register(RegisterView::Systems) => {
                shown.extend(site.registers.systems.iter().map(|system| system.page.value.as_str()));
            }
            _ => {}
        }
    }
    shown
}

/// Files that are asked for by their name, by browsers, by those who run the web and by the frame of every page; no text leads
/// to them.
const ASKED_BY_NAME: &[&str] = &[
    "CNAME",
    "apple-touch-icon.png",
    "assets/apple-touch-icon.png",
    "assets/favicon.svg",
    "assets/forlad.js",
    "assets/ikoner.svg",
    "assets/side.js",
    "assets/site.css",
    "assets/socialt-billede.png",
    "assets/udskriv.js",
    "favicon.ico",
    "favicon.svg",
    "humans.txt",
    "robots.txt",
    "security.txt",
];

/// Files of `public/` that no page shows or links to, not even a draft, and no style sheet names.
pub(super) fn unused_files(files: &mut Files, pages: &[Page], diagnostics: &mut Vec<Diagnostic>) {
    let used: BTreeSet<&str> = pages
        .iter()
        .flat_map(|page| &page.body.refs)
        .filter_map(|raw| match &raw.value {
            RawRef::Link(address) | RawRef::Image(address) => address.trim().split('#').next(),
            _ => None,
        })
        .collect();
    let styles: Vec<&str> = files
        .public
        .iter()
        .filter(|(path, _)| path.ends_with(".css"))
        .filter_map(|(_, file)| std::str::from_utf8(file.bytes()?).ok())
        .collect();
    let unused = files.public.keys().filter(|path| {
        let name = path.rsplit('/').next().unwrap_or(path);
        !ASKED_BY_NAME.contains(&path.as_str())
            && !path.starts_with(".well-known/")
            && !used.contains(format!("/{path}").as_str())
            && !styles.iter().any(|style| style.contains(name))
    });
    let unused: Vec<String> = unused.cloned().collect();
    for path in unused {
        let file = files.sources.add(Source::new(format!("public/{path}"), String::new()));
        let fault = format!("ingen side bruger /{path}");
        diagnostics.push(
            Diagnostic::new(Code::FileUnused, Span::new(file, 0..0), fault)
                .hint("slet filen, eller sæt den ind på den side, den hører til; den bliver lagt ud på nettet, så længe den ligger her"),
        );
    }
}
