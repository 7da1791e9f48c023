//! The sheet: each line with its formula and its source, what the totals are made of, what to beware of.
//!
//! Contract: no number without a price behind it. What is missing or cannot be read is named in its line and left out of the
//! total, and the notes say so. Every number opens.

use calculator::dates::course;
use calculator::{
    Cell, Choice, Gap, Level, Line, Origin, Place, Price, Pricing, Quote, Row, Service, Subject, Target, Year,
    estimate, quote, text, warnings,
};

use super::element::{Element, element};
use super::opened;
use super::relay::Texts;
use super::shown::printed_price;
use super::{HOW, Of};

/// So many notes are shown; more are only counted.
const NOTES: usize = 8;
/// So many lines stand in a list. A browser leaves a list unpainted while it is out of view, and asks at each frame whether it is:
/// that takes longer for each of five hundred lines than for some lists.
const TOGETHER: usize = 20;

/// The lines, then the fixed costs. Of each line follows its id, and whether its number and its price are at fault.
pub(crate) fn lines(of: &Of, from: &mut Texts<'_>) -> Vec<Element> {
    let Some(scenario) = of.plan.scenarios().get(of.scenario) else { return Vec::new() };
    let heading = (of.plan.scenarios().len() > 1).then(|| {
        let own = scenario.title.trim();
        let title = if own.is_empty() { text::scenario_kind(scenario.kind) } else { own };
        element("p").class("line-basis").text(title)
    });
    let mut rows: Vec<Element> = Vec::new();
    for (index, line) in scenario.lines.iter().enumerate() {
        let (id, faults) = (from.text(), [from.number() > 0, from.number() > 0]);
        rows.push(line_of(of, index, line, id, faults));
    }
    for (index, cost) in scenario.fixed.iter().enumerate() {
        rows.push(fixed(of, text::fixed_title(cost), index));
    }
    let nothing = rows.is_empty().then(|| element("p").text("Du har ikke valgt nogen ydelser endnu."));
    let mut parts: Vec<Element> = heading.into_iter().chain(nothing).collect();
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        parts.push(element("ul").class("sheet-lines").group(rows.by_ref().take(TOGETHER)));
    }
    parts
}

fn line_of(of: &Of, index: usize, line: &Line, id: &str, faults: [bool; 2]) -> Element {
    let place = Place::Line(index);
    let row = of.row(place);
    let service = match &line.subject {
        Subject::Service(id) => of.data.catalogue.get(id),
        Subject::Own(_) => None,
    };
    let quoted = service.and_then(|service| quoted(of, line, service));
    let derived = quoted.iter().flat_map(|quote| quote.lines());
    let derived: Vec<String> =
        derived.flat_map(|line| [text::per_session_formula(line), text::per_hour_formula(line)]).flatten().collect();
    let derived = (!derived.is_empty()).then(|| {
        element("ul").class("line-derived").children(derived.iter().map(|formula| element("li").text(formula)))
    });
    let name = match &line.subject {
        Subject::Own(name) if name.is_empty() => "Egen linje",
        subject => text::subject(subject, &of.data.catalogue),
    };
    let name = match &line.price {
        Pricing::Given(money) => match money.origin() {
            Origin::Entered { provider, .. } if !provider.is_empty() => [name, ", ", provider].concat(),
            _ => name.to_owned(),
        },
        _ => name.to_owned(),
    };
    let known = row.is_some_and(|row| row.cells().iter().any(|cell| cell.known().is_some()));
    let opened = known
        .then(|| of.details(&["aabn-", id].concat(), HOW, &|| opened::number(of, Target::Row { place, year: None })));
    element("li")
        .class("line")
        .id(&["linje-", id].concat())
        .child(element("h3").text(&name))
        .child(element("p").class("line-sum").text(&sum(row, line, faults)))
        .group(row.and_then(|row| by_year(of, row)))
        .group(basis(of, line, service))
        .group(derived)
        .group(service.and_then(|service| planning(of, line, service)))
        .group(opened)
}

/// The way to a plan of the sessions, with the service and the number of the first year; nothing where the site has no such page.
fn planning(of: &Of, line: &Line, service: &Service) -> Option<Element> {
    let page = of.data.source("forloebsplan")?;
    let count = line.counts.first().copied().flatten().map(|count| count.likely().get());
    let link = element("a")
        .attribute("href", &[&page.href, "#", &course::fragment(&service.id, count)].concat())
        .attribute("target", "_blank")
        .attribute("rel", "noopener")
        .text(&page.title)
        .child(element("span").class("new-tab").text(" (ny fane)"));
    Some(element("p").class("line-plan").child(link))
}

/// The line as a quote of one year, where it is that simple.
fn quoted(of: &Of, line: &Line, service: &'static Service) -> Option<Quote<'static>> {
    let [Some(count)] = line.counts.as_slice() else { return None };
    let Pricing::Given(money) = &line.price else { return None };
    if !count.is_exact() || !money.amount().is_exact() || !line.extras.is_empty() || of.level != Level::Entered {
        return None;
    }
    let printed = || {
        service.rates.printed(of.plan.rate_date()).filter(|printed| printed.rate().amount == money.amount().likely())
    };
    let price = match money.origin() {
        Origin::Rate => printed().map(|printed| Price::Printed(printed.rate()))?,
        _ => Price::Entered(money.amount().likely()),
    };
    quote(&[Choice { service, quantity: Some(count.likely()), price: Some(price) }]).ok()
}

/// The formula of a line, its amount, or what it lacks.
fn sum(row: Option<&Row>, line: &Line, [count_at_fault, price_at_fault]: [bool; 2]) -> String {
    let Some(row) = row else { return text::NO_NUMBER.to_owned() };
    match row.gap() {
        Some(gap) if row.known().is_some() => text::in_part(&row.total(), gap),
        Some(Gap::Price | Gap::Count | Gap::Both)
            if line.counts.iter().any(Option::is_none) || line.price == Pricing::Open =>
        {
            let lack = |open: bool, at_fault: bool, noun: &str| {
                open.then(|| [if at_fault { "fejl i " } else { "mangler " }, noun].concat())
            };
            let count = lack(line.counts.iter().any(Option::is_none), count_at_fault, "antal");
            let price = lack(line.price == Pricing::Open, price_at_fault, "pris");
            count.into_iter().chain(price).collect::<Vec<_>>().join(", ")
        }
        Some(gap) => text::gap(gap),
        None => {
            let simple = match (line.counts.as_slice(), &line.price) {
                ([Some(count)], Pricing::Given(money)) if line.extras.is_empty() && row.total().is_exact() => {
                    let total = row.total().likely();
                    let plain = money.amount().likely().checked_mul(count.likely()) == Some(total);
                    plain.then(|| text::line_formula(count.likely(), money.amount().likely(), total))
                }
                _ => None,
            };
            simple.unwrap_or_else(|| text::amount_range(&row.total()))
        }
    }
}

/// The cells of a row, where there is more than one year.
fn by_year(of: &Of, row: &Row) -> Option<Element> {
    let cells = of.plan.years().iter().zip(row.cells());
    let cells = cells.map(|(year, cell): (Year, &Cell)| in_year(&year.to_string(), &text::cell(cell)));
    (row.cells().len() > 1).then(|| element("dl").class("line-years").group(cells))
}

fn in_year(name: &str, value: &str) -> Element {
    element("div").child(element("dt").text(name)).child(element("dd").text(value))
}

/// Where the price comes from.
fn basis(of: &Of, line: &Line, service: Option<&'static Service>) -> Option<Element> {
    let basis = match &line.price {
        Pricing::Given(money) => match money.origin() {
            Origin::Entered { provider, note } => {
                let year = money.year().map(|year| ["prisår ", &year.to_string()].concat()).unwrap_or_default();
                let said = text::joined(&[provider, &year, note]);
                let said = if said.is_empty() { said } else { [" ", &said, "."].concat() };
                let amount = text::amount_range(&money.amount());
                element("p").text(&["Din pris: ", &amount, " pr. ", line.unit.singular(), ".", &said].concat())
            }
            _ => {
                let printed = service.and_then(|service| Some((service, service.rates.printed(of.plan.rate_date())?)));
                match printed.filter(|(_, printed)| printed.rate().amount == money.amount().likely()) {
                    Some((service, printed)) => printed_price(of.data, service, printed),
                    None => element("p").text(text::GONE),
                }
            }
        },
        Pricing::Composed => return None,
        Pricing::Open => element("p").text(text::PRICE_BY_AGREEMENT),
    };
    Some(basis.class("line-basis"))
}

fn fixed(of: &Of, name: &str, index: usize) -> Element {
    let row = of.row(Place::Fixed(index));
    let sum = row.map(|row| match (row.known(), row.gap()) {
        (Some(_), Some(gap)) => text::in_part(&row.total(), gap),
        (None, Some(gap)) => text::gap(gap),
        (_, None) => text::amount_range(&row.total()),
    });
    let sum = sum.unwrap_or_else(|| text::NO_NUMBER.to_owned());
    let opened = row.filter(|row| row.known().is_some()).map(|row| {
        let target = Target::Row { place: row.place(), year: None };
        of.details(&["aabn-fast-", &(index + 1).to_string()].concat(), HOW, &|| opened::number(of, target))
    });
    element("li")
        .class("line")
        .child(element("h3").text(name))
        .child(element("p").class("line-sum").text(&sum))
        .group(row.and_then(|row| by_year(of, row)))
        .group(opened)
}

/// What the total is made of: its years, the other price levels, and the way to open it.
pub(crate) fn sums(of: &Of) -> Vec<Element> {
    let Some(result) = of.result.as_ref().filter(|result| !result.is_empty()) else { return Vec::new() };
    let mut parts = Vec::new();
    if result.years().len() > 1 {
        let years = of.plan.years().iter().enumerate();
        let years =
            years.map(|(index, year)| in_year(&year.to_string(), &text::known_amount(result.known_year(index))));
        parts.push(element("dl").class("line-years").id("beregner-aar").group(years));
    }
    if of.plan.level().is_some() {
        let levels = Level::ALL.into_iter().map(|level| {
            let total = match estimate(&of.plan, of.scenario, level) {
                Ok(result) if result.left_out() == 0 => text::amount_range(&result.total()),
                Ok(result) => {
                    let gap = result.rows().iter().find_map(Row::gap).unwrap_or(Gap::Both);
                    if result.is_empty() { text::gap(gap) } else { text::in_part(&result.total(), gap) }
                }
                Err(error) => error.to_string(),
            };
            in_year(&text::level(&of.plan, level), &total)
        });
        parts.push(element("dl").class("line-years levels").id("beregner-niveauer").group(levels));
    }
    parts.push(of.details("aabn-total", "Sådan er totalen lavet", &|| opened::total(of)));
    parts
}

/// What the total leaves out, and what to beware of in it; or why there is none.
pub(crate) fn notes(of: &Of) -> Vec<Element> {
    let notes = warnings(&of.plan, of.scenario, of.level, &of.data.catalogue);
    let mut notes = notes.unwrap_or_else(|error| vec![error.to_string()]);
    let rest = notes.len().saturating_sub(NOTES);
    notes.truncate(NOTES);
    if rest > 0 {
        notes.push(["… og ", &rest.to_string(), " til. De står alle i udskriften."].concat());
    }
    notes.iter().map(|note| element("p").class("note").text(note)).collect()
}
