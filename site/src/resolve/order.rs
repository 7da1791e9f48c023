//! Where pages stand: above, beside, before and after each other.
//!
//! Contract: a page's section is the folder it lies in; the folder's own page comes first, then the pages that
//! `navigation.toml` lists, then the rest by title. So a new page is on the site without being listed anywhere.

use crate::check::config::Navigation;
use crate::check::page::Url;
use crate::diagnostic::{Code, Diagnostic};
use crate::resolve::{Index, Node, PageId};
use std::collections::BTreeMap;
use std::sync::Arc;

/// For a section's address, the addresses of its pages in the order that editors want.
pub(crate) type Orders = BTreeMap<String, Vec<String>>;

/// Reads `raekkefoelge`, and checks that its pages are there and lie where it says.
pub(crate) fn orders(navigation: &Navigation, index: &Index<'_>, diagnostics: &mut Vec<Diagnostic>) -> Orders {
    let mut orders = Orders::new();
    for (section, pages) in &navigation.order {
        let home = format!("/{}/", section.value.trim_matches('/'));
        if index.page(&home).is_none() {
            diagnostics.push(
                Diagnostic::new(Code::DeadPage, section.span, format!("sektionen »{}« findes ikke", section.value))
                    .hint(index.hint(&home)),
            );
            continue;
        }
        for (at, page) in pages.iter().enumerate() {
            index.expect(page, "rækkefølgen", diagnostics);
            if pages[..at].iter().any(|before| before.value == page.value) {
                let fault = format!("{} står to gange i rækkefølgen", page.value);
                diagnostics.push(Diagnostic::new(Code::IdForm, page.span, fault).hint("slet den ene"));
            }
            let parent = Url::parse(&page.value).and_then(|url| url.parent());
            if parent.is_none_or(|parent| parent.as_str() != home) {
                diagnostics.push(
                    Diagnostic::new(Code::LinkForm, page.span, format!("{} ligger ikke i {home}", page.value))
                        .hint("flyt linjen til den sektion, siden ligger i"),
                );
            }
        }
        orders.insert(home, pages.iter().map(|page| page.value.clone()).collect());
    }
    orders
}

/// Gives every page its place.
pub(crate) fn place(nodes: &mut [Node], orders: &Orders) {
    let ids: BTreeMap<String, PageId> =
        nodes.iter().enumerate().map(|(at, node)| (node.url.as_str().to_owned(), PageId(at))).collect();
    let mut children: BTreeMap<PageId, Vec<PageId>> = BTreeMap::new();
    let mut above: Vec<Vec<PageId>> = Vec::with_capacity(nodes.len());
    for (at, node) in nodes.iter().enumerate() {
        let mut line = Vec::new();
        let mut up = node.url.parent();
        while let Some(url) = up {
            if let Some(id) = ids.get(url.as_str()) {
                line.push(*id);
            }
            up = url.parent();
        }
        if let Some(parent) = line.first() {
            children.entry(*parent).or_default().push(PageId(at));
        }
        line.reverse();
        above.push(line);
    }
    for (parent, list) in &mut children {
        let wanted = orders.get(nodes[parent.0].url.as_str());
        let rank = |id: PageId| {
            let url = nodes[id.0].url.as_str();
            wanted.and_then(|wanted| wanted.iter().position(|listed| listed == url)).unwrap_or(usize::MAX)
        };
        list.sort_by(|a, b| {
            rank(*a).cmp(&rank(*b)).then_with(|| nodes[a.0].meta.title.cmp(&nodes[b.0].meta.title)).then(a.cmp(b))
        });
    }
    let front = ids.get("/").copied();
    // One list for all pages of a section: a folder of ten thousand would otherwise take a hundred million places.
    let sections: BTreeMap<PageId, Arc<[PageId]>> = children
        .iter()
        .filter(|(home, _)| Some(**home) != front)
        .map(|(home, below)| (*home, std::iter::once(*home).chain(below.iter().copied()).collect()))
        .collect();
    for (at, line) in above.into_iter().enumerate() {
        let own = PageId(at);
        // A page with pages of its own heads its section; others stand in that of the page above. The front page has none.
        let home = if children.contains_key(&own) { Some(own) } else { line.last().copied() };
        let section = home.and_then(|home| sections.get(&home)).cloned().unwrap_or_default();
        let here = section.iter().position(|id| *id == own);
        let node = &mut nodes[at];
        node.above = line;
        node.previous = here.and_then(|here| here.checked_sub(1)).map(|before| section[before]);
        node.next = here.and_then(|here| section.get(here + 1)).copied();
        node.section = section;
    }
}
