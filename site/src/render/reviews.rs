//! What is due for review, and what is still to be confirmed.
//!
//! Contract: every page with its next review in the order of time, those that are overdue first and marked; every price and rate
//! that has a day of its own; every law with the day it was last checked; everything unconfirmed in any register or box, each with its note and the way to it. The feeds
//! (`feeds`) hold the same dates.

use super::context::{Context, entry_id};
use super::markdown::Text;
use super::words::{capital, date, heading, iso, keep};
use super::{catalogue, chart, clarify, dates, feeds, ladder, rates, self_check};
use crate::parse::tree::RegisterView;
use crate::resolve::{Node, ledger};
use calculator::{Status, text};
use jiff::civil::Date;
use maud::{Markup, html};

/// Pages and laws in the order in which they want attention.
pub(crate) fn reviews(cx: &Context<'_>, page: &Node, level: u8) -> Markup {
    let today = cx.site.today;
    let mut pages: Vec<&Node> = cx.site.pages.iter().collect();
    pages.sort_by_key(|node| (node.meta.next_review, &node.url));
    let overdue = pages.iter().filter(|node| node.meta.next_review < today).count();
    html! {
        p {
            @if overdue == 0 { "Ingen sider er over tiden. " } @else { strong { (overdue) " sider er over tiden. " } }
            "Følg med i " a href=(cx.href(&feeds::atom_path(page))) { "et feed (Atom)" } " eller "
            a href=(cx.href(&feeds::calendar_path(page))) { "din kalender (.ics)" } "."
        }
        (heading(level, None, None, &html! { "Sider" }))
        section.table aria-label="Sider efter næste gennemgang" tabindex="0" {
            table {
                thead { tr { th scope="col" { "Side" } th scope="col" { "Næste gennemgang" } th scope="col" { "Sidst" } th scope="col" { "Ansvarlig" } th.number scope="col" { "LIX" } } }
                tbody {
                    @for node in pages {
                        tr {
                            th scope="row" { a href=(cx.page(node)) { (node.meta.short_title) } }
                            td { (short(node.meta.next_review)) @if node.meta.next_review < today { " " strong { "(over tiden)" } } }
                            td { (short(node.meta.reviewed)) }
                            td { (node.meta.responsible) }
                            td.number { @if let Some(lix) = node.lix { (lix.value()) } @else { "–" } }
                        }
                    }
                }
            }
        }
        p.entry-note { "LIX måler, hvor svær en tekst er: ord pr. sætning plus procenten af lange ord. Korte sider og tabeller bliver ikke målt." }
        (prices(cx, level))
        (heading(level, None, None, &html! { "Bestemmelser" }))
        (checked(cx))
    }
}

/// Prices and rates that are to be held against their sources, in the order of time.
fn prices(cx: &Context<'_>, level: u8) -> Markup {
    let known = &cx.site.catalogue;
    let services = known.services().iter().filter_map(|service| {
        let printed = service.rates.latest()?;
        let next = known.facts(&service.id)?.next_review?;
        Some((next, html! { (catalogue::name(cx, service)) ": " (text::amount(printed.amount)) }))
    });
    let rates = cx.site.registers.rates.iter();
    let rates = rates.filter_map(|(id, rate)| Some((rate.next_review?, rates::link(cx, id, rate))));
    let mut all: Vec<(Date, Markup)> = services.chain(rates).collect();
    all.sort_by_key(|(next, _)| *next);
    html! {
        @if !all.is_empty() {
            (heading(level, None, None, &html! { "Priser og satser" }))
            ul {
                @for (next, words) in &all {
                    li { (date(*next)) @if *next < cx.site.today { " " strong { "(over tiden)" } } ": " (words) }
                }
            }
        }
    }
}

/// A date in figures, which fits a column.
fn short(day: Date) -> Markup {
    html! { time datetime=(iso(day)) { (day.day()) "." (day.month()) "." (day.year()) } }
}

/// The laws in force, by the day on which each was last held against the law.
fn checked(cx: &Context<'_>) -> Markup {
    let mut days: Vec<_> = cx
        .site
        .registers
        .laws
        .iter()
        .filter(|(_, law)| !law.is_history(cx.site.today))
        .map(|(id, law)| (law.checked, id, law))
        .collect();
    days.sort_by_key(|(checked, _, _)| *checked);
    let mut groups: Vec<(Date, Vec<Markup>)> = Vec::new();
    for (checked, id, law) in days {
        let words = html! { (capital(&law.law)) " " (keep(&law.paragraph)) };
        let words = match cx.entry(RegisterView::Laws, id) {
            Some(address) => html! { a href=(address) { (words) } },
            None => words,
        };
        match groups.last_mut() {
            Some((day, laws)) if *day == checked => laws.push(words),
            _ => groups.push((checked, vec![words])),
        }
    }
    html! {
        @for (day, laws) in groups {
            p { "Kontrolleret " (date(day)) ": " @for (at, law) in laws.iter().enumerate() { @if at > 0 { ", " } (law) } "." }
        }
    }
}

/// Everything that is marked as unconfirmed.
pub(crate) fn unconfirmed(cx: &Context<'_>, level: u8) -> Markup {
    let registers = &cx.site.registers;
    let open = |status: Status| status == Status::Unconfirmed;
    let laws = registers.laws.iter().filter(|(_, law)| open(law.status)).map(|(id, law)| {
        let words = html! { (capital(&law.law)) " " (keep(&law.paragraph)) ": " (law.title) };
        entry(cx.entry(RegisterView::Laws, id), &words, law.note.as_deref())
    });
    let figures = registers.figures.iter().filter(|(_, figure)| open(figure.status)).map(|(id, figure)| {
        let words = html! { strong { (figure.value) } " " (figure.description) };
        entry(cx.entry(RegisterView::Figures, id), &words, figure.note.as_deref())
    });
    let charts = registers.charts.iter().filter(|(_, chart)| open(chart.status)).map(|(id, chart)| {
        let shown = cx.site.pages.iter().find(|node| node.charts(cx.site).any(|(shown, _)| shown == id));
        let address = shown.map(|node| format!("{}#{}", cx.page(node), chart::anchor(id)));
        entry(address, &html! { (chart.title) }, chart.note.as_deref())
    });
    let prices = cx.site.catalogue.services().iter().flat_map(|service| {
        service.rates.rates().iter().filter(|rate| open(rate.status)).map(|rate| {
            let words = html! { (service.name) ": " (text::amount(rate.amount)) ", " (rate.provider) };
            entry(Some(cx.href(&service.page)), &words, rate.caveat.as_deref())
        })
    });
    let rates = registers.rates.iter().filter(|(_, rate)| open(rate.status()));
    let rates = rates.map(|(id, rate)| {
        let words = html! { (rate.name()) ": " (rate.value()) };
        entry(cx.entry(RegisterView::Rates, id), &words, rate.note.as_deref())
    });
    let rates = rates.collect();
    let houses = registers.houses.iter().flat_map(|(id, house)| {
        let address = cx.entry(RegisterView::Houses, id);
        let own = open(house.status).then(|| entry(address.clone(), &html! { (house.name) }, house.note.as_deref()));
        let regions = house.regions.iter().filter(|region| open(region.status)).map(move |region| {
            let words = html! { (house.name) ": " (region.value) " fra " (date(region.validity.from())) };
            entry(address.clone(), &words, region.note.as_deref())
        });
        own.into_iter().chain(regions).collect::<Vec<_>>()
    });
    let towns = belonging(cx);
    html! {
        (list(level, "Bestemmelser", laws.collect()))
        (list(level, "Tal", figures.collect()))
        (list(level, "Figurer", charts.collect()))
        (list(level, "Priser", prices.collect()))
        (list(level, "Satser", rates))
        (list(level, "Frister og opfølgning", dates::unconfirmed(cx)))
        (list(level, "Er det en børnehussag?", clarify::unconfirmed(cx)))
        (list(level, "Selvtjek af beredskabsplanen", self_check::unconfirmed(cx)))
        (list(level, "Regnestykket om trappen", ladder::unconfirmed(cx)))
        (list(level, "Børnehuse", houses.collect()))
        (list(level, "Kommuner", towns))
        (list(level, "Bokse på siderne", boxes(cx)))
    }
}

/// Municipalities whose house is unconfirmed, one entry for each house and remark.
fn belonging(cx: &Context<'_>) -> Vec<Markup> {
    let registers = &cx.site.registers;
    let mut groups: Vec<(&str, Option<&str>, Date, Vec<&str>)> = Vec::new();
    for one in &registers.municipalities {
        for belongs in one.houses.iter().filter(|belongs| belongs.status == Status::Unconfirmed) {
            let (house, note, from) = (belongs.value.as_str(), belongs.note.as_deref(), belongs.validity.from());
            match groups.iter_mut().find(|group| group.0 == house && group.1 == note && group.2 == from) {
                Some(group) => group.3.push(&one.name),
                None => groups.push((house, note, from, vec![&one.name])),
            }
        }
    }
    groups
        .into_iter()
        .map(|(id, note, from, names)| {
            let house = registers.houses.get(id).map_or(id, |house| house.name.as_str());
            let words = html! { (house) " fra " (date(from)) ": " (names.join(", ")) };
            let address = cx
                .site
                .register_page(RegisterView::Municipalities)
                .map(|node| format!("{}#kommuner_{id}", cx.page(node)));
            entry_with(address, house, &words, note)
        })
        .collect()
}

fn boxes(cx: &Context<'_>) -> Vec<Markup> {
    ledger::open_boxes(cx.site)
        .into_iter()
        .map(|open| {
            let page = cx.page(open.page);
            let address = open.anchor.map_or_else(|| page.clone(), |anchor| format!("{page}#{anchor}"));
            let mut text = Text::excerpt(cx, open.page);
            html! { p.entry-title { a href=(address) { (open.page.meta.short_title) } } (text.blocks(open.blocks)) }
        })
        .collect()
}

fn entry(address: Option<String>, words: &Markup, note: Option<&str>) -> Markup {
    html! {
        p.entry-title { @if let Some(address) = address { a href=(address) { (words) } } @else { (words) } }
        @if let Some(note) = note { p.entry-note { (keep(note)) } }
    }
}

fn entry_with(address: Option<String>, link: &str, words: &Markup, note: Option<&str>) -> Markup {
    html! {
        p.entry-title { @if let Some(address) = address { a href=(address) { (link) } } @else { (link) } }
        p { (words) }
        @if let Some(note) = note { p.entry-note { (keep(note)) } }
    }
}

fn list(level: u8, title: &str, entries: Vec<Markup>) -> Markup {
    html! {
        @if !entries.is_empty() {
            (heading(level, None, None, &html! { (title) " (" (entries.len()) ")" }))
            ul.register { @for entry in entries { li { (entry) } } }
        }
    }
}

/// What the sources describe, and where the guide has it.
pub(crate) fn systems(cx: &Context<'_>) -> Markup {
    let all = &cx.site.registers.systems;
    let named = all.iter().filter(|system| !system.described).count();
    html! {
        p { (all.len()) " systemer. " (named) " af dem er kun nævnt i kilderne, uden at indholdet er trykt; dem omtaler vi, men gengiver dem ikke." }
        section.table aria-label="Systemer i kilderne" tabindex="0" {
            table {
                thead { tr { th.number scope="col" { "Nr." } th scope="col" { "System" } th scope="col" { "Her i guiden" } th scope="col" { "I kilden" } } }
                tbody {
                    @for system in all {
                        @let page = cx.find(system.page.value.split('#').next().unwrap_or_default());
                        tr id=(entry_id(&format!("system-{}", system.number))) {
                            td.number { (system.number) }
                            th scope="row" { (system.name) }
                            td { a href=(cx.href(&system.page.value)) { @if let Some(page) = page { (page.meta.short_title) } @else { (system.page.value) } } " (" (system.form.word()) ")" }
                            td { @if system.described { "beskrevet" } @else { "kun omtalt" } }
                        }
                    }
                }
            }
        }
    }
}
