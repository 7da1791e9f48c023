//! The registers as pages show them.
//!
//! Contract: every entry of a register is there, in the order of its file, with an anchor made of its id; links from the whole site
//! lead to these anchors. What is unconfirmed says so, with its note.

use super::context::{Context, entry_id};
use super::words::{capital, date, heading, keep, outside};
use crate::check::registers::{FigureEntry, LawEntry, SourceEntry};
use crate::parse::tree::RegisterView;
use calculator::Status;
use maud::{Markup, html};

/// A register, as a list of entries.
pub(crate) fn register(cx: &Context<'_>, view: RegisterView, level: u8) -> Markup {
    let registers = &cx.site.registers;
    match view {
        RegisterView::Sources => html! {
            ul.register { @for (id, entry) in registers.sources.iter() { li id=(entry_id(id)) { (source(entry)) } } }
        },
        RegisterView::Laws => laws(cx, level),
        RegisterView::Figures => html! {
            ul.register { @for (id, entry) in registers.figures.iter() { li id=(entry_id(id)) { (figure(cx, entry)) } } }
        },
    }
}

fn source(entry: &SourceEntry) -> Markup {
    html! {
        p.entry-title { (source_title(entry)) }
        p.entry-facts { (source_facts(entry)) }
        @if let Some(note) = &entry.note { p.entry-note { (note) } }
    }
}

/// The title of a source, as a link where it is on the web.
pub(crate) fn source_title(entry: &SourceEntry) -> Markup {
    html! {
        @if let Some(url) = &entry.url { a href=(url) rel=[outside(url)] { (entry.title) } } @else { (entry.title) }
    }
}

/// Who published it and when.
pub(crate) fn source_facts(entry: &SourceEntry) -> Markup {
    html! { (entry.publisher) ", " (entry.published.as_deref().unwrap_or("uden dato")) }
}

/// Laws under a heading for each law, in the order of first mention.
fn laws(cx: &Context<'_>, level: u8) -> Markup {
    let mut names: Vec<&str> = Vec::new();
    for (_, entry) in cx.site.registers.laws.iter() {
        if !names.contains(&entry.law.as_str()) {
            names.push(&entry.law);
        }
    }
    html! {
        @for name in names {
            (heading(level, None, None, &html! { (capital(name)) }))
            ul.register {
                @for (id, entry) in cx.site.registers.laws.iter().filter(|(_, entry)| entry.law == name) {
                    li id=(entry_id(id)) { (law(entry)) }
                }
            }
        }
    }
}

fn law(entry: &LawEntry) -> Markup {
    html! {
        p.entry-title { a href=(entry.url) rel=[outside(&entry.url)] { (keep(&entry.paragraph)) } " " (entry.title) }
        p.entry-facts {
            "I kraft " (date(entry.in_force)) " · kontrolleret " (date(entry.checked)) " · " (status(entry.status))
        }
        @if let Some(note) = &entry.note { p.entry-note { (keep(note)) } }
    }
}

fn figure(cx: &Context<'_>, entry: &FigureEntry) -> Markup {
    html! {
        p.entry-title { strong { (entry.value) } " " (entry.description) }
        p.entry-facts {
            @if let Some(year) = &entry.year { (year) " · " }
            @if let Some(source) = cx.site.registers.sources.get(&entry.source) {
                @if let Some(address) = cx.entry(RegisterView::Sources, &entry.source) {
                    a href=(address) { (source.short) }
                } @else {
                    (source.short)
                }
                @if let Some(place) = &entry.place { ", " (keep(place)) }
                " · "
            }
            (status(entry.status))
        }
        @if let Some(note) = &entry.note { p.entry-note { (keep(note)) } }
    }
}

fn status(status: Status) -> Markup {
    match status {
        Status::Confirmed => html! { "bekræftet" },
        Status::Unconfirmed => html! { strong.unconfirmed { "ikke bekræftet" } },
    }
}
