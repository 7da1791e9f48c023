//! The pages of the tools: their static parts, their data, their scripts, and the links between them.
//!
//! Contract: without a script the page still has every price and the way to reckon with it; the example's amounts come out of
//! `calculator::quote`. A tool, where it has been built, mounts over the static part and reads the data beside it, which
//! hold no more than it needs.

use super::context::Context;
use super::words::{capital, heading, law_address};
use super::{catalogue, houses, rates};
use crate::check::houses::House as RegisteredHouse;
use crate::parse::tree::RegisterView;
use crate::resolve::Node;
use crate::tools::{self, BrowserTool, CALCULATOR, CASES, COURSE, DEMAND};
use calculator::dates::course;
use calculator::demand::{Agreement, House, Motive};
use calculator::export::LEGAL_BASIS;
use calculator::wire::{self, Data, SourceLabel};
use calculator::{
    Catalogue, Choice, Figure, FigureKind, LineTotal, Listing, Price, Quantity, Quote, RateTable, Reference, Service,
    Status, quote, text,
};
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

/// The address of the page that holds a tool, where there is one.
pub(super) fn page_of(cx: &Context<'_>, tool: &BrowserTool) -> Option<String> {
    let holds = |node: &&Node| node.body.tools().any(|held| held == tool);
    cx.site.pages.iter().find(holds).map(|node| cx.page(node))
}

/// The way from a service's page to a plan of it.
pub(crate) fn planning(cx: &Context<'_>, node: &Node) -> Markup {
    html! {
        @if let (Some(service), Some(page)) = (node.service(cx.site), page_of(cx, &COURSE)) {
            " " a.button.button-quiet href={ (page) "#" (course::fragment(&service.id, None)) } { "Læg en plan" }
        }
    }
}

/// The data of a tool about prices.
fn wired(tool: &BrowserTool, data: &Data) -> Markup {
    data_of(tool, wire::to_json(data))
}

/// What a tool reads; `json` is of our own writer, which ends no script element.
pub(super) fn data_of(tool: &BrowserTool, json: String) -> Markup {
    html! { script type="application/json" id=(wire::element_id(tool.name)) { (PreEscaped(json)) } }
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

/// What the calculator reads: addresses carry the base path.
fn data(cx: &Context<'_>, node: &Node) -> Data {
    let known = &cx.site.catalogue;
    let services: Vec<Service> =
        known.services().iter().map(|service| Service { page: cx.href(&service.page), ..service.clone() }).collect();
    let of_services = services.iter().flat_map(|service| {
        iter::once(&service.reference).chain(service.rates.rates().iter().map(|rate| &rate.reference))
    });
    let of_facts = known.all_facts().iter().filter_map(|facts| facts.eligibility.reference.as_ref());
    let of_figures = known.figures().iter().map(|figure| &figure.reference);
    let mut sources = labels(cx, node, of_services.chain(of_facts).chain(of_figures));
    for id in &LEGAL_BASIS {
        if let Some(law) = cx.site.registers.laws.get(id) {
            let title = format!("{} {}: {}", capital(&law.law), law.paragraph, law.title);
            sources.push(SourceLabel { id: (*id).to_owned(), title, href: law_address(cx, id) });
        }
    }
    // Where a line of the sheet can be planned.
    if let Some(href) = page_of(cx, &COURSE) {
        sources.push(SourceLabel { id: COURSE.name.to_owned(), title: "Læg en plan".to_owned(), href });
    }
    // The ids are those of a catalogue, so each is there once.
    let catalogue = Catalogue::new(services).unwrap_or_default();
    let (facts, figures) = (known.all_facts().to_vec(), known.figures().to_vec());
    Data { catalogue: catalogue.with_facts(facts, figures), sources, houses: Vec::new() }
}

/// How the sources of references are shown, each once.
fn labels<'r>(cx: &Context<'_>, node: &Node, references: impl Iterator<Item = &'r Reference>) -> Vec<SourceLabel> {
    let mut sources: Vec<SourceLabel> = Vec::new();
    for id in references.map(|reference| &reference.source_id) {
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
    sources
}

/// What ordinary cases cost: taksts and ways of sharing.
pub(crate) fn cases(cx: &Context<'_>, node: &Node, level: u8) -> Markup {
    let known = &cx.site.catalogue;
    let figures: Vec<Figure> =
        known.figures().iter().filter(|figure| figure.kind == FigureKind::Case).cloned().collect();
    let of_models = known.models().iter().filter_map(|model| Some(&model.ground.as_ref()?.0));
    let sources = labels(cx, node, figures.iter().map(|figure| &figure.reference).chain(of_models));
    let catalogue = Catalogue::default().with_facts(Vec::new(), figures).with_models(known.models().to_vec());
    let data = Data { catalogue, sources, houses: Vec::new() };
    html! {
        div.calculator #(CASES.name) {
            p.no-script { "Slå JavaScript til for at regne her. Du kan også regne selv med formlen." }
        }
        (wired(&CASES, &data))
        // Formula, taksts and examples are worth reading beside the tool too, so they stay.
        (rates::case_costs(cx, node, level))
    }
}

/// Joint demand: a form on paper, from the same services and statements.
pub(crate) fn demand(cx: &Context<'_>) -> Markup {
    // The tool needs neither prices nor sources: a price is the user's.
    let service = |service: &Service| {
        let page = cx.href(&service.page);
        Service { rates: RateTable::empty(), page, ..service.clone() }
    };
    let services: Vec<Service> = cx.site.catalogue.services().iter().map(service).collect();
    let house = |(id, house): (&str, &RegisteredHouse)| {
        let members: Vec<_> = houses::members(cx, id);
        let sure = members.iter().all(|(_, belongs)| belongs.status == Status::Confirmed);
        House {
            name: house.name.clone(),
            municipalities: members.iter().map(|(one, _)| one.name.clone()).collect(),
            status: if sure { Status::Confirmed } else { Status::Unconfirmed },
        }
    };
    let houses = cx.site.registers.houses.iter().map(house).filter(|house| !house.municipalities.is_empty());
    let data =
        Data { catalogue: Catalogue::new(services).unwrap_or_default(), sources: Vec::new(), houses: houses.collect() };
    html! {
        div.calculator #(DEMAND.name) { div.static { (demand_on_paper(cx)) } }
        (wired(&DEMAND, &data))
    }
}

fn demand_on_paper(cx: &Context<'_>) -> Markup {
    let listed = |listing: Listing| cx.site.catalogue.listed(listing).collect::<Vec<_>>();
    html! {
        p.no-script { "Slå JavaScript til for at udfylde skemaet her, eller udskriv siden og udfyld det i hånden." }
        ul.fields { @for label in ["Kommune", "Afdeling eller center"] { li { span { (label) } span.rule {} } } }
        @for listing in Listing::ALL {
            @let services = listed(listing);
            @if !services.is_empty() {
                (blanks(listing.heading(), &[text::SERVICE, text::YES, text::NO, text::A_YEAR],
                    services.iter().map(|service| format!("{}, {}", service.name, service.unit.plural()))))
            }
        }
        (blanks(text::MOTIVES, &[&[text::STATEMENT][..], &Agreement::ALL.map(text::agreement)].concat(),
            Motive::ALL.into_iter().map(|motive| text::motive(motive).to_owned())))
        ul.fields { li { span { (text::REMARK) } span.rule {} } }
    }
}

/// A table to fill in by hand.
fn blanks(caption: &str, head: &[&str], rows: impl Iterator<Item = String>) -> Markup {
    html! {
        section.table aria-label=(caption) tabindex="0" {
            table.blanks {
                caption { (caption) }
                thead { tr { @for words in head { th scope="col" { (words) } } } }
                tbody {
                    @for row in rows {
                        tr { th scope="row" { (row) } @for _ in 1..head.len() { td {} } }
                    }
                }
            }
        }
    }
}

/// The pages of the tools about prices, as links that look like tabs; nothing on other pages, or where there is no other.
pub(crate) fn tabs(cx: &Context<'_>, node: &Node) -> Markup {
    let holds = |node: &Node, tool: &BrowserTool| node.body.tools().any(|held| held == tool);
    let is_one = tools::PRICES.iter().any(|tool| holds(node, tool));
    let pages: Vec<&Node> =
        tools::PRICES.iter().filter_map(|tool| cx.site.pages.iter().find(|page| holds(page, tool))).collect();
    html! {
        @if is_one && pages.len() > 1 {
            (tab_list(
                "Værktøjer til pris og behov",
                pages.into_iter().map(|page| (cx.page(page), page.meta.short_title.as_str(), page.url == node.url)),
            ))
        }
    }
}

/// Pages beside each other: address, words, and whether it is the one that is open.
pub(crate) fn tab_list<'s>(label: &str, tabs: impl Iterator<Item = (String, &'s str, bool)>) -> Markup {
    html! {
        nav.tabs aria-label=(label) {
            ul { @for (address, words, here) in tabs { li { a href=(address) aria-current=[here.then_some("page")] { (words) } } } }
        }
    }
}
