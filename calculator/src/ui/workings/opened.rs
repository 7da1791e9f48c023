//! A number that is opened: how it came about, and what it was made of.

use calculator::wire::Data;
use calculator::{
    Choice, Estimate, Ground, Level, Line, Origin, Place, Plan, Price, Pricing, Quote, Subject, Target, estimate, open,
    quote, text,
};

use super::Of;
use super::element::{Element, element};
use super::shown::given;

/// How deep the numbers inside a number are opened along with it.
const DEPTH: usize = 3;
/// The same where the number is a total: its years and their rows.
const DEPTH_OF_TOTAL: usize = 2;

/// The total of the shown scenario, at all price levels.
pub(crate) fn total(of: &Of) -> Vec<Element> {
    let mut inside = number(of, Target::Total { year: None });
    if of.plan.level().is_some() {
        for level in Level::ALL.into_iter().filter(|level| *level != of.level) {
            let Ok(result) = estimate(&of.plan, of.scenario, level) else { continue };
            inside.push(element("h4").text(&text::level(&of.plan, level)));
            inside.extend(number_of(of.data, (&of.plan, of.scenario, &result), Target::Total { year: None }));
        }
    }
    inside
}

/// A row of the shown scenario; that of a line with what its price is by session and by hour.
pub(crate) fn row(of: &Of, place: Place) -> Vec<Element> {
    let mut inside = number(of, Target::Row { place, year: None });
    if let Place::Line(index) = place {
        let quoted = of.plan.scenarios().get(of.scenario).and_then(|shown| quoted(of, shown.lines.get(index)?));
        let derived = quoted.iter().flat_map(|quote| quote.lines());
        let derived: Vec<String> = derived
            .flat_map(|line| [text::per_session_formula(line), text::per_hour_formula(line)])
            .flatten()
            .collect();
        if !derived.is_empty() {
            let derived = derived.iter().map(|formula| element("li").text(formula));
            inside.push(element("ul").class("basis").children(derived));
        }
    }
    inside
}

/// A line as a quote of one year, where it is that simple.
fn quoted(of: &Of, line: &Line) -> Option<Quote<'static>> {
    let Subject::Service(id) = &line.subject else { return None };
    let service = of.data.catalogue.get(id)?;
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

/// A number of the shown scenario, at the shown price level.
pub(crate) fn number(of: &Of, target: Target) -> Vec<Element> {
    let Some(result) = &of.result else { return Vec::new() };
    number_of(of.data, (&of.plan, of.scenario, result), target)
}

/// A number of any scenario, at the price level of its result.
pub(crate) fn number_of(data: &'static Data, of: (&Plan, usize, &Estimate), target: Target) -> Vec<Element> {
    let depth = if matches!(target, Target::Total { .. }) { DEPTH_OF_TOTAL } else { DEPTH };
    opened(data, of, target, depth)
}

fn opened(data: &'static Data, of: (&Plan, usize, &Estimate), target: Target, depth: usize) -> Vec<Element> {
    let (plan, index, result) = of;
    let Ok(trace) = open(plan, index, &data.catalogue, result, target) else { return Vec::new() };
    let mut parts = vec![element("p").class("formula").text(&trace.formula)];
    parts.extend(trace.range.iter().map(|range| element("p").text(range)));
    let basis = trace.basis.iter().map(|basis| {
        let item = given(data, basis);
        match basis.ground {
            Ground::Worked(target) if depth > 1 => item.group(opened(data, of, target, depth - 1)),
            _ => item,
        }
    });
    parts.push(element("ul").class("basis").group(basis));
    parts.extend(trace.notes.iter().map(|note| element("p").class("line-basis").text(note)));
    parts
}
