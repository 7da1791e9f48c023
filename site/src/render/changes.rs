//! What readers should know has changed: on the page itself, on one page for the whole site, and as a feed.
//!
//! Contract: all three come from the notes in front matter alone. An entry of the feed is named by its page and its day, which
//! never change; the feed lies beside the page that shows `:::register aendringer`.

use super::context::Context;
use super::feeds::{link, moment};
use super::words::{date, heading, iso};
use crate::check::changes::Change;
use crate::output::Output;
use crate::parse::tree::{Block, RegisterView};
use crate::resolve::Node;
use atom_syndication::{Entry, Feed, Person, Text};
use maud::{Markup, html};

/// Where the feed lies, from the root of the site.
pub(crate) fn atom_path(page: &Node) -> String {
    format!("{}aendringer.atom", page.url)
}

/// Whether a page shows the changes of the whole site.
pub(crate) fn shows(page: &Node) -> bool {
    page.body.blocks.iter().any(|block| matches!(block, Block::Register(RegisterView::Changes)))
}

/// The anchor of a note on its page.
fn anchor(change: &Change) -> String {
    format!("aendring_{}", iso(change.date))
}

/// All notes of the site with their pages: the newest first, those of one day by address.
fn all<'s>(cx: &Context<'s>) -> Vec<(&'s Node, &'s Change)> {
    let notes = cx.site.pages.iter().flat_map(|node| node.meta.changes.iter().map(move |change| (node, change)));
    let mut notes: Vec<_> = notes.collect();
    notes.sort_by_key(|(_, change)| std::cmp::Reverse(change.date));
    notes
}

/// What has changed on one page; nothing where nothing is noted.
pub(crate) fn of_page(node: &Node) -> Markup {
    html! {
        @if !node.meta.changes.is_empty() {
            section.changes {
                h2 { "Ændringer" }
                ul { @for change in &node.meta.changes { li id=(anchor(change)) { (date(change.date)) ": " (change.text) } } }
            }
        }
    }
}

/// What has changed on the whole site, day by day.
pub(crate) fn changes(cx: &Context<'_>, page: &Node, level: u8) -> Markup {
    let notes = all(cx);
    html! {
        p { "Følg med i " a href=(cx.href(&atom_path(page))) { "et feed (Atom)" } "." }
        @if notes.is_empty() { p { "Der er endnu ikke noteret nogen ændringer." } }
        @for day in notes.chunk_by(|(_, one), (_, next)| one.date == next.date) {
            @if let Some((_, first)) = day.first() { (heading(level, None, None, &date(first.date))) }
            ul.register {
                @for (node, change) in day {
                    li {
                        p.entry-title { a href={ (cx.page(node)) "#" (anchor(change)) } { (node.meta.title) } }
                        p { (change.text) }
                    }
                }
            }
        }
    }
}

/// Writes the feed, where a page shows the changes.
pub(crate) fn write(cx: &Context<'_>, output: &mut Output) {
    let Some(page) = cx.site.register_page(RegisterView::Changes) else { return };
    let notes = all(cx);
    let entries = notes.iter().map(|(node, change)| Entry {
        id: format!("{}#{}", cx.absolute(node.url.as_str()), anchor(change)),
        title: Text::plain(node.meta.title.clone()),
        updated: moment(change.date),
        links: vec![link(format!("{}#{}", cx.absolute(node.url.as_str()), anchor(change)), "alternate")],
        summary: Some(Text::plain(change.text.clone())),
        ..Entry::default()
    });
    let feed = Feed {
        id: cx.absolute(&atom_path(page)),
        title: Text::plain(format!("{}: ændringer", cx.site.config.name)),
        updated: moment(notes.first().map_or(page.meta.reviewed, |(_, change)| change.date)),
        authors: vec![Person { name: cx.site.config.name.clone(), ..Person::default() }],
        links: vec![link(cx.absolute(&atom_path(page)), "self"), link(cx.absolute(page.url.as_str()), "alternate")],
        lang: Some("da".to_owned()),
        entries: entries.collect(),
        ..Feed::default()
    };
    output.insert(atom_path(page).trim_start_matches('/'), feed.to_string());
}
