//! The dates of review as feeds: Atom, and a calendar of all-day events.
//!
//! Contract: both lie beside the page that shows `:::register gennemgang` and hold every page of the site, in the order of next
//! review. They are functions of the content: ids are made of addresses and dates, and no clock is asked.

use super::context::Context;
use super::words::iso;
use crate::output::Output;
use crate::parse::tree::RegisterView;
use crate::resolve::Node;
use atom_syndication::{Entry, Feed, FixedDateTime, Link, Person, Text};
use calculator::text;
use icalendar::{Calendar, Component, Event, Property};
use jiff::civil::Date;

/// Where the feed lies, from the root of the site.
pub(crate) fn atom_path(page: &Node) -> String {
    format!("{}gennemgang.atom", page.url)
}

/// Where the calendar lies, from the root of the site.
pub(crate) fn calendar_path(page: &Node) -> String {
    format!("{}gennemgang.ics", page.url)
}

/// Writes both, where a page shows the reviews.
pub(crate) fn write(cx: &Context<'_>, output: &mut Output) {
    let Some(page) = cx.site.register_page(RegisterView::Reviews) else { return };
    let mut pages: Vec<&Node> = cx.site.pages.iter().collect();
    pages.sort_by_key(|node| (node.meta.next_review, &node.url));
    output.insert(atom_path(page).trim_start_matches('/'), atom(cx, page, &pages));
    output.insert(calendar_path(page).trim_start_matches('/'), calendar(cx, &pages));
}

fn atom(cx: &Context<'_>, page: &Node, pages: &[&Node]) -> String {
    let entries = pages.iter().map(|node| {
        let address = cx.absolute(node.url.as_str());
        Entry {
            id: format!("{address}#gennemgang-{}", iso(node.meta.next_review)),
            title: Text::plain(format!("Gennemgå »{}« senest {}", node.meta.title, text::date(node.meta.next_review))),
            updated: moment(node.meta.reviewed),
            links: vec![link(address, "alternate")],
            summary: Some(Text::plain(format!(
                "Ansvarlig: {}. Senest gennemgået {}.",
                node.meta.responsible,
                text::date(node.meta.reviewed)
            ))),
            ..Entry::default()
        }
    });
    Feed {
        id: cx.absolute(&atom_path(page)),
        title: Text::plain(format!("{}: sider til gennemgang", cx.site.config.name)),
        updated: pages.iter().map(|node| moment(node.meta.reviewed)).max().unwrap_or_default(),
        authors: vec![Person { name: cx.site.config.name.clone(), ..Person::default() }],
        links: vec![link(cx.absolute(&atom_path(page)), "self"), link(cx.absolute(page.url.as_str()), "alternate")],
        lang: Some("da".to_owned()),
        entries: entries.collect(),
        ..Feed::default()
    }
    .to_string()
}

/// A link of a feed.
pub(super) fn link(href: String, rel: &str) -> Link {
    Link { href, rel: rel.to_owned(), ..Link::default() }
}

/// The beginning of a day: feeds want a moment.
pub(super) fn moment(day: Date) -> FixedDateTime {
    format!("{}T00:00:00+00:00", iso(day)).parse().unwrap_or_default()
}

fn calendar(cx: &Context<'_>, pages: &[&Node]) -> String {
    let mut calendar = Calendar::new();
    calendar.name(&format!("{}: gennemgang", cx.site.config.name));
    for node in pages {
        let due = node.meta.next_review;
        let address = cx.absolute(node.url.as_str());
        let mut event = Event::new();
        event
            .uid(&format!("{address}#gennemgang-{}", iso(due)))
            .summary(&format!("Gennemgå »{}«", node.meta.title))
            .description(&format!(
                "Ansvarlig: {}. Senest gennemgået {}. {address}",
                node.meta.responsible,
                text::date(node.meta.reviewed)
            ))
            .url(&address)
            .add_property("DTSTAMP", format!("{}T000000Z", compact(node.meta.reviewed)))
            .append_property(day("DTSTART", due))
            .append_property(day("DTEND", due.tomorrow().unwrap_or(due)));
        calendar.push(event.done());
    }
    folded(&calendar.to_string())
}

/// Lines of at most 75 octets, as RFC 5545 section 3.1 asks: the crate does not count the space that begins a continued line.
fn folded(calendar: &str) -> String {
    let mut out = String::with_capacity(calendar.len() + 64);
    for line in calendar.replace("\r\n ", "").split_terminator("\r\n") {
        let mut room = LINE;
        for c in line.chars() {
            if c.len_utf8() > room {
                out.push_str("\r\n ");
                room = LINE - 1;
            }
            out.push(c);
            room -= c.len_utf8();
        }
        out.push_str("\r\n");
    }
    out
}

/// Octets in a line of a calendar.
const LINE: usize = 75;

fn day(name: &str, date: Date) -> Property {
    let mut property = Property::new(name, compact(date));
    property.add_parameter("VALUE", "DATE");
    property.done()
}

/// A date as calendars write it: 20261122.
fn compact(date: Date) -> String {
    iso(date).replace('-', "")
}
