//! Services: the catalogue as tables, and the facts of one service.
//!
//! Contract: a price is never shown without who charged it and when; a service without a printed price says how its price
//! comes about. Every word of the domain comes from `calculator::text` and the types of `calculator`.

use super::context::Context;
use super::words::{mark, unbroken};
use crate::parse::tree::RegisterView;
use crate::resolve::Node;
use calculator::{Listing, Printed, Reference, Service, Status, text};
use maud::{Markup, html};

/// What is said of services that municipalities have asked for.
const PROPOSED: &str = "Foreslået af kommuner – ikke en ydelse, børnehusene er kendt for at sælge";

/// All services: a table for each listing, which becomes lines on a phone.
pub(crate) fn tables(cx: &Context<'_>) -> Markup {
    html! {
        @for listing in Listing::ALL {
            @if cx.site.catalogue.listed(listing).next().is_some() {
                table.services {
                    caption { (caption(listing)) }
                    thead { tr { th scope="col" { "Ydelse" } th scope="col" { "Til" } th scope="col" { "Købes som" } th scope="col" { "Pris" } } }
                    tbody {
                        @for service in cx.site.catalogue.listed(listing) {
                            @let remark = remark(cx, service);
                            tr class=[remark.as_ref().map(|_| "remarked")] {
                                th scope="row" { (name(cx, service)) }
                                td { span.label { "Til: " } (service.audience) }
                                td { span.label { "Købes som: " } (unit(service)) }
                                td { span.label { "Pris: " } (short_price(cx, service)) }
                            }
                            @if let Some(remark) = remark { tr.remark { td colspan="4" { (remark) } } }
                        }
                    }
                }
            }
        }
    }
}

fn caption(listing: Listing) -> &'static str {
    match listing {
        Listing::Catalogue => listing.heading(),
        Listing::Proposed => PROPOSED,
    }
}

/// The name of a service as a link to its page.
pub(crate) fn name(cx: &Context<'_>, service: &Service) -> Markup {
    html! { a href=(cx.href(&service.page)) { (service.name) } }
}

fn unit(service: &Service) -> Markup {
    html! {
        (service.unit.singular())
        @if let Some(sessions) = service.sessions { " (" (text::sessions(sessions)) ")" }
    }
}

/// What to know of a printed price before it is used: its caveat, and whether it is one of the past.
fn remark(cx: &Context<'_>, service: &Service) -> Option<String> {
    let printed = service.rates.printed(cx.site.today)?;
    let past = printed.is_past().then_some(text::OUTDATED_PRICE);
    let parts: Vec<&str> = printed.rate().caveat.as_deref().into_iter().chain(past).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// The price in a table: with provider and years, or that it is agreed.
pub(crate) fn short_price(cx: &Context<'_>, service: &Service) -> Markup {
    match service.rates.printed(cx.site.today) {
        Some(printed) => {
            let rate = printed.rate();
            html! {
                (unbroken(&text::amount(rate.amount)))
                @if rate.status == Status::Unconfirmed { " " (mark()) }
                " " span.basis { (rate.provider) ", " span.nowrap { (text::years(&rate.validity)) } }
            }
        }
        None => html! { (text::PRICE_BY_AGREEMENT.split(':').next().unwrap_or(text::PRICE_BY_AGREEMENT)) },
    }
}

/// The facts of a service, to be scanned.
pub(crate) fn facts(cx: &Context<'_>, node: &Node, service: &Service) -> Markup {
    let printed = service.rates.printed(cx.site.today);
    html! {
        dl.facts {
            (fact("Til", &html! { (service.audience) }))
            (fact("Købes som", &html! { (service.unit.singular()) }))
            @if let Some(sessions) = service.sessions {
                (fact("Omfang", &html! { (text::sessions(sessions)) }))
            }
            (conditions(cx, node, service))
            @match printed {
                Some(printed) => {
                    (fact("Pris", &price(service, printed)))
                    (fact("Prisens kilde", &source(cx, node, &printed.rate().reference)))
                }
                None => (fact("Pris", &html! { (text::PRICE_BY_AGREEMENT) " " (text::ASK_FOR_PRICE) })),
            }
            @if service.listing == Listing::Proposed {
                (fact("Status", &html! { (PROPOSED) "." }))
            }
            (fact("Kilde", &source(cx, node, &service.reference)))
        }
    }
}

/// Whom it is for, as a checklist that only warns.
fn conditions(cx: &Context<'_>, node: &Node, service: &Service) -> Markup {
    let eligibility = cx.site.catalogue.facts(&service.id).map(|facts| &facts.eligibility);
    html! {
        @if let Some(eligibility) = eligibility.filter(|eligibility| !eligibility.is_empty()) {
            (fact("Tjek før køb", &html! {
                ul { @for condition in eligibility.conditions() { li { (condition) } } }
                @if let Some(reference) = &eligibility.reference { p { (source(cx, node, reference)) } }
            }))
        }
    }
}

/// A line of what is known of a service.
pub(crate) fn fact(term: &str, description: &Markup) -> Markup {
    html! { div { dt { (term) } dd { (description) } } }
}

fn price(service: &Service, printed: Printed<'_>) -> Markup {
    let rate = printed.rate();
    html! {
        strong { (unbroken(&text::amount(rate.amount))) }
        " pr. " (service.unit.singular()) ", " (rate.provider) ", " (text::years(&rate.validity))
        @if rate.status == Status::Unconfirmed { " " (mark()) }
        p { (text::held(printed)) @if printed.is_past() { " " (text::OUTDATED_PRICE) } }
        @if let Some(caveat) = &rate.caveat { p { (caveat) } }
    }
}

/// A reference to a source: to the list on this page where it stands there, otherwise to the register.
pub(crate) fn source(cx: &Context<'_>, node: &Node, reference: &Reference) -> Markup {
    let id = &reference.source_id;
    let Some(entry) = cx.site.registers.sources.get(id) else { return html! { (reference.place) } };
    let here = node.meta.sources.iter().any(|listed| listed.value == *id);
    let address = if here { Some(format!("#kilde_{id}")) } else { cx.entry(RegisterView::Sources, id) };
    html! {
        @if let Some(address) = address { a href=(address) { (entry.short) } } @else { (entry.short) }
        ", " (reference.place)
    }
}
