//! The result as a sheet that can go into a case file: each line with its formula and its source, then the total.
//!
//! Contract: no number without a price behind it. What is missing or cannot be read is named in its line and left out of
//! the total, and the total says so.

use calculator::wire::Data;
use calculator::{LineTotal, QuoteLine, text};
use leptos::prelude::*;

use super::browser;
use super::choices::{FORM, printed_price};
use super::dom::{Element, element};
use super::form::{Entry, Form};

/// The sheet and the buttons under it.
pub(crate) fn view(form: Form) -> AnyView {
    let total = element("P").class("total").text("I alt om året ").child(
        element("OUTPUT")
            .id("beregner-total")
            .attribute("aria-live", "polite")
            .live(move || vec![element("SPAN").text(&total(form))]),
    );
    let sheet = element("SECTION")
        .class("sheet")
        .attribute("aria-labelledby", "beregner-overslag")
        .child(element("H2").id("beregner-overslag").text("Dit overslag"))
        .live(move || vec![lines(form)])
        .child(total)
        .live(move || notes(form));
    let buttons = element("DIV")
        .class("button-row")
        .child(button("Udskriv", "button", "button").on("click", |_| browser::print()))
        .child(button("Ryd alt", "reset", "button button-quiet").attribute("form", FORM));
    element("DIV").class("result").child(sheet).child(buttons).view()
}

fn button(text: &'static str, kind: &'static str, class: &'static str) -> Element {
    element("BUTTON").attribute("type", kind).class(class).text(text)
}

fn lines(form: Form) -> Element {
    match form.quote() {
        Err(error) => element("P").class("field-error").text(&error.to_string()),
        Ok(quote) if quote.lines().is_empty() => element("P").text("Du har ikke valgt nogen ydelser endnu."),
        Ok(quote) => {
            let chosen = form.chosen();
            let lines = chosen.iter().zip(quote.lines()).map(|(&entry, shown)| line(form.data, entry, shown));
            element("UL").class("sheet-lines").children(lines)
        }
    }
}

fn line(data: &'static Data, entry: Entry, line: &QuoteLine<'static>) -> Element {
    let service = line.service();
    let shown = element("LI")
        .class("line")
        .id(&format!("linje-{}", service.id))
        .child(element("H3").text(&service.name))
        .child(element("P").class("line-sum").text(&sum(entry, line)))
        .child(basis(data, entry, line));
    let derived = [text::per_session_formula(line), text::per_hour_formula(line)].into_iter().flatten();
    let derived: Vec<_> = derived.map(|formula| element("LI").text(&formula)).collect();
    if derived.is_empty() { shown } else { shown.child(element("UL").class("line-derived").children(derived)) }
}

/// The formula of a line, or what it lacks.
fn sum(entry: Entry, line: &QuoteLine<'static>) -> String {
    if let (Some(quantity), Some(price), LineTotal::Known(total)) = (line.quantity(), line.price(), line.total()) {
        return text::line_formula(quantity, price.amount(), total);
    }
    let lack = |open: bool, at_fault: bool, noun: &str| {
        open.then(|| format!("{} {noun}", if at_fault { "fejl i" } else { "mangler" }))
    };
    let quantity = lack(line.quantity().is_none(), entry.quantity.fault().is_some(), "antal");
    let price = lack(line.price().is_none(), entry.price.fault().is_some(), "pris");
    quantity.into_iter().chain(price).collect::<Vec<_>>().join(", ")
}

/// Where the price comes from, in full: the sheet is printed without the form.
fn basis(data: &'static Data, entry: Entry, line: &QuoteLine<'static>) -> Element {
    let basis = match (entry.printed, line.price()) {
        (Some(printed), _) => printed_price(data, entry, printed),
        (None, Some(price)) => {
            let unit = entry.service.unit.singular();
            element("P").text(&format!("Din pris: {} pr. {unit}.", text::amount(price.amount())))
        }
        (None, None) => element("P").text(text::PRICE_BY_AGREEMENT),
    };
    basis.class("line-basis")
}

/// The amount; words where no line has one, since 0 kr. would look like an answer.
fn total(form: Form) -> String {
    match form.quote() {
        Ok(quote) if quote.left_out() < quote.lines().len() => text::amount(quote.total()),
        _ => "intet beløb endnu".to_owned(),
    }
}

/// What the total leaves out, and what to beware of in it.
fn notes(form: Form) -> Vec<Element> {
    let left_out = form.quote().ok().and_then(|quote| text::left_out(&quote));
    let past = form.chosen().into_iter().filter_map(|entry| {
        entry.printed.filter(|printed| printed.is_past()).map(|printed| text::outdated(entry.service, printed.rate()))
    });
    left_out.into_iter().chain(past).map(|note| element("P").class("note").text(&note)).collect()
}
