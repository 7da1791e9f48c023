//! The result as a sheet: each line with its formula and its source, then the total.
//!
//! Contract: no number without a price behind it. What is missing or cannot be read is named in its line and left out of
//! the total, and the notes say so. Every number opens.

use calculator::{
    Choice, Gap, Level, Line, Origin, Place, Price, Pricing, Quote, Service, Subject, estimate, quote, text, warnings,
};

use super::draft::{At, Draft, Of, Typing};
use super::element::{Element, element};
use super::opened;
use super::outputs;
use super::relay::{FIXED, LINE, TOTAL};
use super::shown::printed_price;
use super::tool::{State, Tool};

/// What opens a number.
const HOW: &str = "Sådan er tallet lavet";
/// So many notes are shown; more are only counted.
const NOTES: usize = 8;

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
        .live(move || sums(tool))
        .live(move || notes(tool));
    element("div").class("result").child(sheet).child(outputs::view(tool))
}

/// The list of lines: made anew with the shape, each line with its own result.
fn lines(tool: Tool) -> Vec<Element> {
    tool.shape.track();
    let state = tool.state();
    let way = state.draft.way();
    let heading = (state.draft.scenarios.len() > 1).then(|| element("p").class("line-basis").text(&way.title()));
    let empty = way.lines.is_empty();
    let nothing = element("div").live(move || {
        tool.totals.track();
        let nothing = empty && tool.state().draft.way().fixed.is_empty();
        nothing.then(|| element("p").text("Du har ikke valgt nogen ydelser endnu.")).into_iter().collect()
    });
    let list = way.lines.iter().enumerate().fold(element("ul").class("sheet-lines"), |list, (index, line)| {
        let (pulse, id) = (line.pulse, line.id.clone());
        list.live(move || {
            pulse.track();
            let state = tool.state();
            let typing = state.draft.way().lines.get(index).filter(|line| line.id == id);
            typing.map(|typing| line_of(tool, &state, index, typing)).into_iter().collect()
        })
    });
    let list = list.live(move || {
        tool.totals.track();
        let state = tool.state();
        (0..state.draft.way().fixed.len()).map(|index| fixed(tool, &state, index)).collect()
    });
    heading.into_iter().chain([nothing, list]).collect()
}

fn line_of(tool: Tool, state: &State, index: usize, typing: &Typing) -> Element {
    let draft = &state.draft;
    let place = Place::Line(index);
    let plan = state.plan.as_ref().ok();
    let line = plan.and_then(|plan| plan.scenarios().get(draft.active)).and_then(|scenario| scenario.lines.get(index));
    let service = match &typing.subject {
        Subject::Service(id) => tool.data.catalogue.get(id),
        Subject::Own(_) => None,
    };
    let quoted = line.zip(service).and_then(|(line, service)| quoted(draft, line, service));
    let provider = typing.price.provider.likely().trim();
    let name = draft.name(typing, tool.data);
    let name = if provider.is_empty() || !typing.price.own { name.to_owned() } else { [name, ", ", provider].concat() };
    let derived = quoted.iter().flat_map(|quote| quote.lines());
    let derived: Vec<String> =
        derived.flat_map(|line| [text::per_session_formula(line), text::per_hour_formula(line)]).flatten().collect();
    let derived = (!derived.is_empty()).then(|| {
        element("ul").class("line-derived").children(derived.iter().map(|formula| element("li").text(formula)))
    });
    let known = state.row(place).is_some_and(|row| row.cells().iter().any(|cell| cell.known().is_some()));
    let opened = known.then(|| {
        let id = ["aabn-", &typing.id].concat();
        opened::details(tool, state, &id, HOW, typing.pulse, &[LINE, &index.to_string()])
    });
    element("li")
        .class("line")
        .id(&["linje-", &typing.id].concat())
        .child(element("h3").text(&name))
        .child(element("p").class("line-sum").text(&sum(state, index, line)))
        .group(by_year(state, place))
        .group(basis(tool, draft, typing, line, service))
        .group(derived)
        .group(opened)
}

/// The line as a quote of one year, where it is that simple.
fn quoted(draft: &Draft, line: &Line, service: &'static Service) -> Option<Quote<'static>> {
    let [Some(count)] = line.counts.as_slice() else { return None };
    let Pricing::Given(money) = &line.price else { return None };
    if !count.is_exact() || !money.amount().is_exact() || !line.extras.is_empty() || draft.level != Level::Entered {
        return None;
    }
    let printed =
        || service.rates.printed(draft.rate_date).filter(|printed| printed.rate().amount == money.amount().likely());
    let price = match money.origin() {
        Origin::Rate => printed().map(|printed| Price::Printed(printed.rate()))?,
        _ => Price::Entered(money.amount().likely()),
    };
    quote(&[Choice { service, quantity: Some(count.likely()), price: Some(price) }]).ok()
}

/// The formula of a line, its amount, or what it lacks.
fn sum(state: &State, index: usize, line: Option<&Line>) -> String {
    let draft = &state.draft;
    let Some(row) = state.row(Place::Line(index)) else { return text::NO_NUMBER.to_owned() };
    match row.gap() {
        Some(Gap::Price | Gap::Count | Gap::Both) => {
            let lack = |open: bool, at_fault: bool, noun: &str| {
                open.then(|| [if at_fault { "fejl i " } else { "mangler " }, noun].concat())
            };
            let open = line.is_none_or(|line| line.counts.iter().any(Option::is_none));
            let at_fault =
                (0..draft.years).any(|year| (0..3).any(|bound| draft.fault(At::Count(index, year), bound).is_some()));
            let count = lack(open, at_fault, "antal");
            let open = line.is_none_or(|line| line.price == Pricing::Open);
            let at_fault = (0..3).any(|bound| draft.fault(At::Money(index, None, Of::Amount), bound).is_some());
            let price = lack(open, at_fault, "pris");
            count.into_iter().chain(price).collect::<Vec<_>>().join(", ")
        }
        Some(gap) => text::gap(gap),
        None => {
            let simple = line.and_then(|line| match (line.counts.as_slice(), &line.price) {
                ([Some(count)], Pricing::Given(money)) if line.extras.is_empty() && row.total().is_exact() => {
                    let total = row.total().likely();
                    let plain = money.amount().likely().checked_mul(count.likely()) == Some(total);
                    plain.then(|| text::line_formula(count.likely(), money.amount().likely(), total))
                }
                _ => None,
            });
            simple.unwrap_or_else(|| text::amount_range(&row.total()))
        }
    }
}

/// The cells of a row, where there is more than one year.
fn by_year(state: &State, place: Place) -> Option<Element> {
    let row = state.row(place).filter(|row| row.cells().len() > 1)?;
    let cells = row.cells().iter().enumerate().map(|(year, cell)| in_year(&state.draft, year, &text::cell(cell)));
    Some(element("dl").class("line-years").group(cells))
}

fn in_year(draft: &Draft, year: usize, value: &str) -> Element {
    let name = draft.year(year).map(|year| year.to_string()).unwrap_or_default();
    element("div").child(element("dt").text(&name)).child(element("dd").text(value))
}

/// Where the price comes from.
fn basis(
    tool: Tool,
    draft: &Draft,
    typing: &Typing,
    line: Option<&Line>,
    service: Option<&'static Service>,
) -> Option<Element> {
    let basis = match line.map(|line| &line.price) {
        Some(Pricing::Given(money)) if money.is_entered() => {
            let unit = typing.unit.singular();
            let year = money.year().map(|year| ["prisår ", &year.to_string()].concat()).unwrap_or_default();
            let said = text::joined(&[typing.price.provider.likely(), &year, typing.price.note.likely()]);
            let price = ["Din pris: ", &text::amount_range(&money.amount()), " pr. ", unit, "."].concat();
            let said = if said.is_empty() { said } else { [" ", &said, "."].concat() };
            element("p").text(&(price + &said))
        }
        Some(Pricing::Given(money)) => {
            let printed = service.and_then(|service| Some((service, service.rates.printed(draft.rate_date)?)));
            match printed.filter(|(_, printed)| printed.rate().amount == money.amount().likely()) {
                Some((service, printed)) => printed_price(tool.data, service, printed),
                None => element("p").text(text::GONE),
            }
        }
        Some(Pricing::Composed) => return None,
        Some(Pricing::Open) | None => element("p").text(text::PRICE_BY_AGREEMENT),
    };
    Some(basis.class("line-basis"))
}

fn fixed(tool: Tool, state: &State, index: usize) -> Element {
    let fixed = &state.draft.way().fixed[index];
    let own = fixed.label.likely().trim();
    let name = if own.is_empty() { text::fixed_kind(fixed.what) } else { own };
    // Costs that cannot be read are not in the plan, so the rows after them move up.
    let read = |fixed: &super::draft::Fixed| {
        fixed.amounts.iter().all(|typed| super::draft::at::Kind::Amount.range(typed).is_some())
    };
    let number = state.draft.way().fixed[..index].iter().filter(|fixed| read(fixed)).count();
    let place = Place::Fixed(number);
    let row = state.row(place).filter(|_| read(fixed));
    let sum = row.map_or_else(
        || "mangler beløb".to_owned(),
        |row| row.gap().map_or_else(|| text::amount_range(&row.total()), text::gap),
    );
    let opened = row.map(|_| {
        let id = ["aabn-fast-", &(index + 1).to_string()].concat();
        opened::details(tool, state, &id, HOW, tool.totals, &[FIXED, &number.to_string()])
    });
    element("li")
        .class("line")
        .child(element("h3").text(name))
        .child(element("p").class("line-sum").text(&sum))
        .group(row.and_then(|_| by_year(state, place)))
        .group(opened)
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

/// The totals of the years, and the total at the other price levels.
fn sums(tool: Tool) -> Vec<Element> {
    tool.totals.track();
    let state = tool.state();
    let Some(result) = state.result.as_ref().filter(|result| !result.is_empty()) else { return Vec::new() };
    let mut parts = Vec::new();
    if result.years().len() > 1 {
        let years = result.years().iter().enumerate();
        let years = years.map(|(year, total)| in_year(&state.draft, year, &text::amount_range(total)));
        parts.push(element("dl").class("line-years").id("beregner-aar").group(years));
    }
    if let (true, Ok(plan)) = (state.draft.carried, &state.plan) {
        let levels = Level::ALL.into_iter().map(|level| {
            let total = match estimate(plan, state.draft.active, level) {
                Ok(result) if result.left_out() == 0 => text::amount_range(&result.total()),
                Ok(result) => {
                    let gap = result.rows().iter().find_map(calculator::Row::gap);
                    [
                        &text::amount_range(&result.total()),
                        ". Ikke alt er med: ",
                        &gap.map(text::gap).unwrap_or_default(),
                    ]
                    .concat()
                }
                Err(error) => error.to_string(),
            };
            element("div").child(element("dt").text(&text::level(plan, level))).child(element("dd").text(&total))
        });
        parts.push(element("dl").class("line-years levels").id("beregner-niveauer").group(levels));
    }
    parts.push(opened::details(tool, &state, "aabn-total", "Sådan er totalen lavet", tool.totals, &[TOTAL]));
    parts
}

/// What the total leaves out, and what to beware of in it.
fn notes(tool: Tool) -> Vec<Element> {
    tool.results.track();
    let state = tool.state();
    let mut notes = state.left_out.clone();
    match &state.plan {
        Ok(plan) => {
            let found = warnings(plan, state.draft.active, state.draft.level, &tool.data.catalogue);
            notes.extend(found.unwrap_or_default());
        }
        Err(error) => notes.push(error.clone()),
    }
    let rest = notes.len().saturating_sub(NOTES);
    notes.truncate(NOTES);
    if rest > 0 {
        notes.push(["… og ", &rest.to_string(), " til. De står alle i udskriften."].concat());
    }
    notes.iter().map(|note| element("p").class("note").text(note)).collect()
}
