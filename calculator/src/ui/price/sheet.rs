//! The sheet: each line with its formula and its source, the total, what it is made of, what to beware of in it.
//!
//! Contract: the total follows each keystroke; the rest follows as soon as the plan has settled. No number without a price behind it:
//! what is missing or cannot be read is named in its line and left out of the total, and the notes say so. Every number opens, and what
//! is inside comes from the second module.

use calculator::dates::course;
use calculator::{
    Cell, Gap, Level, Line, Origin, Place, Plan, Pricing, Row, Service, Subject, Year, estimate, text, warnings,
};

use super::behind;
use super::draft::{At, Of, Typing};
use super::element::{Element, element, parents};
use super::outputs;
use super::shown::printed_price;
use super::tool::{State, Tool};

/// So many notes are shown; more are only counted.
const NOTES: usize = 8;
/// So many lines stand in a list. A browser leaves a list unpainted while it is out of view, and asks at each frame whether it is:
/// that takes longer for each of five hundred lines than for some lists.
const TOGETHER: usize = 20;
/// Said on paper where the sheet is printed, and not the note.
const ALONE: &str =
    "Det her er overslaget alene. »Udskriv notat« på siden giver notatet med forudsætninger, kilder og lov.";
/// What opens a number.
const HOW: &str = "Sådan er tallet lavet";

/// The sheet and the buttons under it.
pub(crate) fn view(tool: Tool) -> Element {
    let total = element("p").class("total").live(move || vec![element("span").text(&total_label(tool))]).child(
        element("output")
            .id("beregner-total")
            .attribute("aria-live", "polite")
            .live(move || vec![element("span").text(&total(tool))]),
    );
    let sheet = element("section")
        .class("sheet")
        .attribute("aria-labelledby", "beregner-overslag")
        .child(element("h2").id("beregner-overslag").text("Dit overslag"))
        .live(move || lines(tool))
        .child(total)
        .live(move || notes(tool))
        .child(element("p").class("print-only").text(ALONE));
    // On a wide screen the pane is as high as the window, so that a total that changes moves nothing outside.
    let pane = element("div").class("result-pane").child(sheet).child(outputs::view(tool));
    element("div").class("result").child(pane)
}

/// The lines, then the fixed costs.
fn lines(tool: Tool) -> Vec<Element> {
    tool.results.track();
    let state = tool.state();
    let way = state.draft.way();
    let heading = (state.draft.scenarios.len() > 1).then(|| element("p").class("line-basis").text(&way.title()));
    let mut parts: Vec<Element> = heading.into_iter().collect();
    let scenario = state.plan.as_ref().ok().and_then(|plan| Some((plan, plan.scenarios().get(state.draft.active)?)));
    let mut rows: Vec<Element> = Vec::new();
    for (index, typing) in way.lines.iter().enumerate() {
        let line = scenario.and_then(|(plan, scenario)| Some((plan, scenario.lines.get(index)?)));
        rows.push(line_of(tool, &state, index, typing, line));
    }
    for (index, cost) in scenario.iter().flat_map(|(_, scenario)| scenario.fixed.iter().enumerate()) {
        rows.push(fixed(tool, &state, text::fixed_title(cost), index));
    }
    if rows.is_empty() {
        parts.push(element("p").text("Du har ikke valgt nogen ydelser endnu."));
    }
    parts.extend(parents("ul", "sheet-lines", TOGETHER, rows));
    parts
}

/// A line; its name alone where there is no plan, which the notes say why.
fn line_of(tool: Tool, state: &State, index: usize, typing: &Typing, line: Option<(&Plan, &Line)>) -> Element {
    let name = state.draft.name(typing, tool.data);
    let Some((plan, line)) = line else { return element("li").class("line").child(element("h3").text(name)) };
    let place = Place::Line(index);
    let row = row(state, place);
    let service = match &line.subject {
        Subject::Service(id) => tool.data.catalogue.get(id),
        Subject::Own(_) => None,
    };
    let name = match &line.price {
        Pricing::Given(money) => match money.origin() {
            Origin::Entered { provider, .. } if !provider.is_empty() => [name, ", ", provider].concat(),
            _ => name.to_owned(),
        },
        _ => name.to_owned(),
    };
    let at_fault = |at: At| (0..3).any(|bound| state.draft.fault(at, bound).is_some());
    let lack = |open: bool, faulty: bool, noun: &str| {
        open.then(|| [if faulty { "fejl i " } else { "mangler " }, noun].concat())
    };
    let lacking = || {
        let count_at_fault = (0..state.draft.years).any(|year| at_fault(At::Count(index, year)));
        let count = lack(line.counts.iter().any(Option::is_none), count_at_fault, "antal");
        let price = lack(line.price == Pricing::Open, at_fault(At::Money(index, None, Of::Amount)), "pris");
        count.into_iter().chain(price).collect::<Vec<_>>().join(", ")
    };
    element("li")
        .class("line")
        .id(&["linje-", &typing.id].concat())
        .child(element("h3").text(&name))
        .child(element("p").class("line-sum").text(&sum(row, line, &lacking)))
        .group(by_year(plan, row))
        .group(basis(tool, plan, line, service))
        .group(service.and_then(|service| planning(tool, line, service)))
        .group(opened(tool, state, &["aabn-", &typing.id].concat(), row))
}

/// The row of a place in the shown scenario.
fn row(state: &State, place: Place) -> Option<&Row> {
    state.result.as_ref()?.row(place)
}

/// The way to open the number of a row, where it has one.
fn opened(tool: Tool, state: &State, id: &str, row: Option<&Row>) -> Option<Element> {
    let row = row.filter(|row| row.known().is_some())?;
    let place = match row.place() {
        Place::Line(index) => ["1", &index.to_string()].map(str::to_owned),
        Place::Fixed(index) => ["2", &index.to_string()].map(str::to_owned),
    };
    Some(behind::details(tool, state, id, HOW, &place))
}

/// The way to a plan of the sessions, with the service and the number of the first year; nothing where the site has no such page.
fn planning(tool: Tool, line: &Line, service: &Service) -> Option<Element> {
    let page = tool.data.source("forloebsplan")?;
    let count = line.counts.first().copied().flatten().map(|count| count.likely().get());
    let link = element("a")
        .attribute("href", &[&page.href, "#", &course::fragment(&service.id, count)].concat())
        .attribute("target", "_blank")
        .attribute("rel", "noopener")
        .text(&page.title)
        .child(element("span").class("new-tab").text(" (ny fane)"));
    Some(element("p").class("line-plan").child(link))
}

/// The formula of a line, its amount, or what it lacks.
fn sum(row: Option<&Row>, line: &Line, lacking: &dyn Fn() -> String) -> String {
    let Some(row) = row else { return text::NO_NUMBER.to_owned() };
    let open = line.counts.iter().any(Option::is_none) || line.price == Pricing::Open;
    match row.gap() {
        Some(Gap::Price | Gap::Count | Gap::Both) if open && row.known().is_none() => lacking(),
        None => simple(row, line).unwrap_or_else(|| amount(Some(row))),
        _ => amount(Some(row)),
    }
}

/// The formula, where it is number times price.
fn simple(row: &Row, line: &Line) -> Option<String> {
    let ([Some(count)], Pricing::Given(money)) = (line.counts.as_slice(), &line.price) else { return None };
    let (count, price, total) = (count.likely(), money.amount().likely(), row.total().likely());
    let plain = line.extras.is_empty() && row.total().is_exact() && price.checked_mul(count) == Some(total);
    plain.then(|| text::line_formula(count, price, total))
}

/// What a row comes to, or why it comes to nothing.
fn amount(row: Option<&Row>) -> String {
    match row.map(|row| (row, row.known(), row.gap())) {
        Some((row, Some(_), Some(gap))) => text::in_part(&row.total(), gap),
        Some((_, None, Some(gap))) => text::gap(gap),
        Some((row, ..)) => text::amount_range(&row.total()),
        None => text::NO_NUMBER.to_owned(),
    }
}

/// The cells of a row, where there is more than one year.
fn by_year(plan: &Plan, row: Option<&Row>) -> Option<Element> {
    let row = row.filter(|row| row.cells().len() > 1)?;
    let cells = plan.years().iter().zip(row.cells());
    let cells = cells.map(|(year, cell): (Year, &Cell)| in_year(&year.to_string(), &text::cell(cell)));
    Some(element("dl").class("line-years").group(cells))
}

fn in_year(name: &str, value: &str) -> Element {
    element("div").child(element("dt").text(name)).child(element("dd").text(value))
}

/// Where the price comes from.
fn basis(tool: Tool, plan: &Plan, line: &Line, service: Option<&'static Service>) -> Option<Element> {
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
                let printed = service.and_then(|service| Some((service, service.rates.printed(plan.rate_date())?)));
                match printed.filter(|(_, printed)| printed.rate().amount == money.amount().likely()) {
                    Some((service, printed)) => printed_price(tool.data, service, printed),
                    None => element("p").text(text::GONE),
                }
            }
        },
        Pricing::Composed => return None,
        Pricing::Open => element("p").text(text::PRICE_BY_AGREEMENT),
    };
    Some(basis.class("line-basis"))
}

fn fixed(tool: Tool, state: &State, name: &str, index: usize) -> Element {
    let row = row(state, Place::Fixed(index));
    let by_year = state.plan.as_ref().ok().and_then(|plan| by_year(plan, row));
    element("li")
        .class("line")
        .child(element("h3").text(name))
        .child(element("p").class("line-sum").text(&amount(row)))
        .group(by_year)
        .group(opened(tool, state, &["aabn-fast-", &(index + 1).to_string()].concat(), row))
}

fn total_label(tool: Tool) -> String {
    tool.totals.track();
    let draft = &tool.state().draft;
    match (draft.years, draft.year(0), draft.year(draft.years - 1)) {
        (1, ..) => "I alt om året ".to_owned(),
        (_, Some(first), Some(last)) => ["I alt ", &first.to_string(), "–", &last.to_string(), " "].concat(),
        _ => "I alt ".to_owned(),
    }
}

/// The amount; words where no line has one, since 0 kr. would look like an answer.
fn total(tool: Tool) -> String {
    tool.totals.track();
    match tool.state().result.as_ref().filter(|result| !result.is_empty()) {
        Some(result) => text::amount_range(&result.total()),
        None => "intet beløb endnu".to_owned(),
    }
}

/// What the total is made of, what it leaves out, and what to beware of in it; or why there is none.
fn notes(tool: Tool) -> Vec<Element> {
    tool.results.track();
    let state = tool.state();
    let note = |words: &str| element("p").class("note").text(words);
    let plan = match &state.plan {
        Ok(_) if state.draft.is_empty() => return Vec::new(),
        Ok(plan) => plan,
        Err(error) => return vec![note(error)],
    };
    let (active, level) = (state.draft.active, state.draft.level);
    let mut notes = warnings(plan, active, level, &tool.data.catalogue).unwrap_or_else(|error| vec![error.to_string()]);
    let rest = notes.len().saturating_sub(NOTES);
    notes.truncate(NOTES);
    if rest > 0 {
        notes.push(["… og ", &rest.to_string(), " til. De står alle i udskriften."].concat());
    }
    let mut parts = sums(tool, &state, plan);
    parts.extend(notes.iter().map(|words| note(words)));
    parts
}

/// What the total is made of: its years, the other price levels, and the way to open it.
fn sums(tool: Tool, state: &State, plan: &Plan) -> Vec<Element> {
    let Some(result) = state.result.as_ref().filter(|result| !result.is_empty()) else { return Vec::new() };
    let mut parts = Vec::new();
    if result.years().len() > 1 {
        let years = plan.years().iter().enumerate();
        let years =
            years.map(|(index, year)| in_year(&year.to_string(), &text::known_amount(result.known_year(index))));
        parts.push(element("dl").class("line-years").id("beregner-aar").group(years));
    }
    if plan.level().is_some() {
        let levels = Level::ALL.into_iter().map(|level| {
            let total = match estimate(plan, state.draft.active, level) {
                Ok(result) if result.left_out() == 0 => text::amount_range(&result.total()),
                Ok(result) => {
                    let gap = result.rows().iter().find_map(Row::gap).unwrap_or(Gap::Both);
                    if result.is_empty() { text::gap(gap) } else { text::in_part(&result.total(), gap) }
                }
                Err(error) => error.to_string(),
            };
            in_year(&text::level(plan, level), &total)
        });
        parts.push(element("dl").class("line-years levels").id("beregner-niveauer").group(levels));
    }
    parts.push(behind::details(tool, state, "aabn-total", "Sådan er totalen lavet", &["0".to_owned()]));
    parts
}
