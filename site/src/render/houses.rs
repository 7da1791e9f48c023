//! The børnehuse and their municipalities.
//!
//! Contract: what is shown holds on the day of the build; a change that lies ahead is told with its date. A telephone number or
//! a mail address comes from the register of organisations.

use super::context::{Context, entry_id};
use super::words::{alphabetical, date, heading, keep, mark, outside, source_link, status};
use crate::check::houses::{Dated, House, Municipality, after, on};
use calculator::Status;
use maud::{Markup, html};

/// The houses, each with region, towns, who runs it and how to reach it.
pub(crate) fn houses(cx: &Context<'_>, level: u8) -> Markup {
    html! {
        @for (id, house) in cx.site.registers.houses.iter() {
            (heading(level, Some(&entry_id(id)), None, &html! { (house.name) }))
            (facts(cx, house))
        }
    }
}

fn facts(cx: &Context<'_>, house: &House) -> Markup {
    let today = cx.site.today;
    let contact = house.organisation.as_ref().and_then(|id| cx.site.registers.organisations.get(id));
    html! {
        dl.facts {
            @if let Some(region) = on(&house.regions, today) {
                (fact("Region", &html! { (dated(region)) @if let Some(next) = after(&house.regions, today) { p { (change(next, &next.value)) } } }))
            }
            (fact(if house.sites.len() == 1 { "By" } else { "Byer" }, &html! { (house.sites.join(", ")) }))
            (fact("Drives af", &html! { (house.operator) " Kommune" }))
            @if let Some(url) = &house.url {
                (fact("Hjemmeside", &html! { a href=(url) rel=[outside(url)] { (house.name) } }))
            }
            @if let Some(contact) = contact {
                @for phone in &contact.phones { (fact("Telefon", &html! { a href={ "tel:+45" (phone.replace(' ', "")) } { (phone.replace(' ', "\u{a0}")) } })) }
                @for mail in &contact.mails { (fact("Mail", &html! { a href={ "mailto:" (mail) } { (mail) } })) }
            }
            (fact("Kilde", &html! {
                (source_link(cx, &house.source)) @if let Some(place) = &house.place { ", " (keep(place)) } " · " (status(house.status))
                @if let Some(note) = &house.note { p.entry-note { (keep(note)) } }
            }))
        }
    }
}

fn fact(term: &str, description: &Markup) -> Markup {
    html! { div { dt { (term) } dd { (description) } } }
}

fn dated(one: &Dated<String>) -> Markup {
    html! { (one.value) @if one.status == Status::Unconfirmed { " " (mark()) } }
}

fn change<T>(next: &Dated<T>, words: &str) -> Markup {
    html! {
        "Fra " (date(next.validity.from())) ": " (words)
        @if next.status == Status::Unconfirmed { " " (mark()) }
        @if let Some(note) = &next.note { span.entry-note { " " (keep(note)) } }
    }
}

/// The municipalities under the house that each belongs to today.
pub(crate) fn municipalities(cx: &Context<'_>, level: u8) -> Markup {
    html! {
        @for (id, house) in cx.site.registers.houses.iter() {
            @let members = members(cx, id);
            @let open = !members.is_empty() && members.iter().all(|(_, belongs)| belongs.status == Status::Unconfirmed);
            (heading(level, Some(&format!("kommuner_{id}")), None, &html! { (house.name) }))
            p {
                (members.len()) @if members.len() == 1 { " kommune" } @else { " kommuner" }
                @if open { " " (mark()) }
                " · " a href={ "#" (entry_id(id)) } { "Om huset" }
            }
            @if !members.is_empty() {
                ul.columns {
                    @for (one, belongs) in &members {
                        li { (one.name) @if !open && belongs.status == Status::Unconfirmed { " " (mark()) } (moves(cx, one)) }
                    }
                }
            }
            @for note in notes(&members) { p.entry-note { (keep(&note)) } }
        }
    }
}

/// The municipalities that belong to a house today, in the order of the alphabet.
pub(crate) fn members<'s>(cx: &Context<'s>, house: &str) -> Vec<(&'s Municipality, &'s Dated<String>)> {
    let all = cx.site.registers.municipalities.iter();
    let mut members: Vec<_> = all
        .filter_map(|one| Some((one, on(&one.houses, cx.site.today)?)))
        .filter(|(_, belongs)| belongs.value == house)
        .collect();
    members.sort_by_key(|(one, _)| alphabetical(&one.name));
    members
}

/// That a municipality belongs to another house from a day ahead.
fn moves(cx: &Context<'_>, one: &Municipality) -> Markup {
    let today = cx.site.today;
    let here = on(&one.houses, today).map(|belongs| &belongs.value);
    let mut later = one.houses.iter().filter(|next| next.validity.from() > today);
    let ahead = later.find(|next| Some(&next.value) != here);
    html! {
        @if let Some(next) = ahead && let Some(house) = cx.site.registers.houses.get(&next.value) {
            " (" (change(next, &house.name)) ")"
        }
    }
}

/// The remarks on a list, each once.
fn notes(members: &[(&Municipality, &Dated<String>)]) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    for (one, belongs) in members {
        let ahead = one.houses.iter().filter(|next| next.validity.from() > belongs.validity.from());
        for note in belongs.note.iter().chain(ahead.filter_map(|next| next.note.as_ref())) {
            if !notes.contains(note) {
                notes.push(note.clone());
            }
        }
    }
    notes
}
