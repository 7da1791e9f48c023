//! What goes out of a plan: the note for a case file, which is what is printed of the tool, its text, and the table for Excel.

use calculator::export::{self, Note};
use calculator::{EstimateError, Pricing, Subject, text};

use super::element::{Element, element};
use super::shown::{blocks, named, printed_price, title};
use super::{Of, page};

/// The note of a plan, with sources and law by name.
fn note(of: &Of) -> Result<Note, EstimateError> {
    Ok(named(of.data, export::note(&of.plan, of.level, &of.data.catalogue)?))
}

/// The note as text.
pub(crate) fn text(of: &Of) -> Result<String, EstimateError> {
    Ok(note(of)?.to_text())
}

/// The table.
pub(crate) fn table(of: &Of) -> Result<String, EstimateError> {
    export::csv(&of.plan, of.level, &of.data.catalogue, &|id| title(of.data, id))
}

/// The note as it is printed.
pub(crate) fn parts(of: &Of) -> Vec<Element> {
    let Ok(note) = note(of) else { return Vec::new() };
    let mut parts = blocks(note);
    parts.extend(printed(of));
    let day = ["Udskrevet ", &text::date(page::today()), "."].concat();
    parts.push(element("p").text(&day));
    parts
}

/// The printed prices of the plan: who charged them, when, and what to know of them.
fn printed(of: &Of) -> Vec<Element> {
    let lines = of.plan.scenarios().iter().flat_map(|scenario| &scenario.lines);
    let prices = lines.filter_map(|line| match (&line.price, &line.subject) {
        (Pricing::Given(money), Subject::Service(id)) if !money.is_entered() => {
            let service = of.data.catalogue.get(id)?;
            Some(printed_price(of.data, service, service.rates.printed(of.plan.rate_date())?))
        }
        _ => None,
    });
    prices.collect()
}
