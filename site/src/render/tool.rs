//! The page of the price calculator: its static part, its data, its script.
//!
//! Contract: without a script the page still has every price and the way to reckon with it; the example's amounts come out of
//! `calculator::quote`. The tool, where it has been built, mounts over the static part and reads the data beside it.

use super::catalogue;
use super::context::Context;
use super::words::{capital, heading, law_address};
use crate::parse::tree::RegisterView;
use crate::resolve::Node;
use crate::tools::{BrowserTool, CALCULATOR};
use calculator::export::LEGAL_BASIS;
use calculator::wire::{self, Data, SourceLabel};
use calculator::{Catalogue, Choice, LineTotal, Price, Quantity, Quote, Service, quote, text};
use std::iter;

use maud::{Markup, PreEscaped, html};

/// How many units the worked example has.
const EXAMPLE_COUNT: u16 = 3;

/// The calculator's place in the text.
pub(crate) fn place(cx: &Context<'_>, node: &Node, level: u8) -> Markup {
    html! {
        div.calculator #(CALCULATOR.name) {
            div.static {
                p.no-script { "Slå JavaScript til for at regne her. Du kan også regne selv med formlen." }
                (catalogue::tables(cx))
                (heading(level, None, None, &html! { "Formlen" }))
                p.formula { (text::FORMULA) }
                (example(cx, level))
            }
        }
        (wired(&CALCULATOR, &data(cx, node)))
    }
}

/// The data of a tool.
fn wired(tool: &BrowserTool, data: &Data) -> Markup {
    html! { script type="application/json" id=(wire::element_id(tool.name)) { (PreEscaped(wire::to_json(data))) } }
}

/// What the head of the page needs for its tools; nothing where they have not been built.
pub(crate) fn head(cx: &Context<'_>, node: &Node) -> Markup {
    html! {
        @for tool in node.body.tools().filter_map(|tool| cx.assets.tools.get(tool.name)) {
            link rel="modulepreload" href=(cx.href(&tool.glue));
            link rel="preload" as="fetch" type="application/wasm" crossorigin="anonymous" href=(cx.href(&tool.wasm));
            script type="module" src=(cx.href(&tool.start)) {}
        }
    }
}

/// A worked example from the first service that has a printed price.
fn example(cx: &Context<'_>, level: u8) -> Markup {
    let found = cx.site.catalogue.services().iter().find_map(|service| {
        let printed = service.rates.printed(cx.site.today)?;
        let price = Some(Price::Printed(printed.rate()));
        Some((service, printed, quote(&[Choice { service, quantity: Quantity::new(EXAMPLE_COUNT), price }]).ok()?))
    });
    let Some((service, printed, quote)) = found else { return html! {} };
    let rate = printed.rate();
    html! {
        (heading(level, None, None, &html! { "Eksempel: " (service.name) }))
        p { (text::printed_price(rate, service.unit)) "." }
        ul.worked { @for line in worked(&quote) { li { (line) } } }
        @if printed.is_past() { p { (text::outdated(service, rate)) } }
    }
}

/// The steps of an example, one formula each.
fn worked(quote: &Quote<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for line in quote.lines() {
        if let (Some(quantity), Some(price), LineTotal::Known(total)) = (line.quantity(), line.price(), line.total()) {
            lines.push(text::line_formula(quantity, price.amount(), total));
        }
        lines.extend(text::per_session_formula(line));
        lines.extend(text::per_hour_formula(line));
    }
    lines
}

/// What the tool reads: addresses carry the base path.
fn data(cx: &Context<'_>, node: &Node) -> Data {
    let services: Vec<Service> = cx
        .site
        .catalogue
        .services()
        .iter()
        .map(|service| Service { page: cx.href(&service.page), ..service.clone() })
        .collect();
    let mut sources: Vec<SourceLabel> = Vec::new();
    let known = &cx.site.catalogue;
    let of_services = services.iter().flat_map(|service| {
        iter::once(&service.reference).chain(service.rates.rates().iter().map(|rate| &rate.reference))
    });
    let of_facts = known.all_facts().iter().filter_map(|facts| facts.eligibility.reference.as_ref());
    let of_figures = known.figures().iter().map(|figure| &figure.reference);
    let of_models = known.models().iter().filter_map(|model| Some(&model.ground.as_ref()?.0));
    for id in of_services.chain(of_facts).chain(of_figures).chain(of_models).map(|reference| &reference.source_id) {
        if !sources.iter().any(|label| label.id == *id)
            && let Some(entry) = cx.site.registers.sources.get(id)
        {
            let href = cx.entry(RegisterView::Sources, id).or_else(|| {
                let here = node.meta.sources.iter().any(|listed| listed.value == *id);
                if here { Some(format!("#kilde_{id}")) } else { entry.url.clone() }
            });
            sources.push(SourceLabel { id: id.clone(), title: entry.short.clone(), href: href.unwrap_or_default() });
        }
    }
    for id in &LEGAL_BASIS {
        if let Some(law) = cx.site.registers.laws.get(id) {
            let title = format!("{} {}: {}", capital(&law.law), law.paragraph, law.title);
            sources.push(SourceLabel { id: (*id).to_owned(), title, href: law_address(cx, id) });
        }
    }
    // The ids are those of a catalogue, so each is there once.
    let catalogue = Catalogue::new(services).unwrap_or_default();
    let (facts, figures) = (known.all_facts().to_vec(), known.figures().to_vec());
    Data { catalogue: catalogue.with_facts(facts, figures).with_models(known.models().to_vec()), sources }
}
