//! The result as a sheet that can go into a case file: each line with its formula and its source, then the total.
//!
//! Contract: no number without a price behind it. What is missing or cannot be read is named in its line and left out of
//! the total, and the total says so.

use calculator::wire::Data;
use calculator::{LineTotal, Price, QuoteLine, text};
use leptos::prelude::*;

use super::choices::source;
use super::form::{Entry, Form};
use super::page;

/// The sheet and the buttons under it.
pub(crate) fn view(form: Form) -> AnyView {
    view! {
        <section class="sheet" aria-labelledby="beregner-overslag">
            <h2 id="beregner-overslag">"Dit overslag"</h2>
            {move || lines(form)}
            <p class="total">
                "I alt om året "
                <output id="beregner-total" aria-live="polite">
                    {move || total(form)}
                </output>
            </p>
            {move || notes(form)}
        </section>
        <div class="button-row">
            <button type="button" class="button" on:click=move |_| page::print()>
                "Udskriv"
            </button>
            <button type="button" class="button button-quiet" on:click=move |_| form.clear()>
                "Ryd alt"
            </button>
        </div>
    }
    .into_any()
}

fn lines(form: Form) -> AnyView {
    match form.quote() {
        Err(error) => view! { <p class="field-error">{error.to_string()}</p> }.into_any(),
        Ok(quote) if quote.lines().is_empty() => view! { <p>"Du har ikke valgt nogen ydelser endnu."</p> }.into_any(),
        Ok(quote) => {
            let entries = form.chosen();
            let lines = entries.iter().zip(quote.lines()).map(|(&entry, shown)| line(form.data, entry, shown));
            view! { <ul class="sheet-lines">{lines.collect::<Vec<_>>()}</ul> }.into_any()
        }
    }
}

fn line(data: &'static Data, entry: Entry, line: &QuoteLine<'static>) -> impl IntoView {
    let service = line.service();
    let derived: Vec<String> =
        [text::per_session_formula(line), text::per_hour_formula(line)].into_iter().flatten().collect();
    let derived = (!derived.is_empty()).then(|| {
        let items: Vec<_> = derived.into_iter().map(|formula| view! { <li>{formula}</li> }).collect();
        view! { <ul class="line-derived">{items}</ul> }
    });
    view! {
        <li class="line" id=format!("linje-{}", service.id)>
            <h3>{service.name.as_str()}</h3>
            <p class="line-sum">{sum(entry, line)}</p>
            <p class="line-basis">{basis(data, line)}</p>
            {derived}
        </li>
    }
}

/// The formula of a line, or what it lacks.
fn sum(entry: Entry, line: &QuoteLine<'static>) -> String {
    if let (Some(quantity), Some(price), LineTotal::Known(total)) = (line.quantity(), line.price(), line.total()) {
        return text::line_formula(quantity, price.amount(), total);
    }
    let lack = |open: bool, at_fault: bool, noun: &str| {
        open.then(|| if at_fault { format!("fejl i {noun}") } else { format!("mangler {noun}") })
    };
    let quantity = lack(line.quantity().is_none(), entry.quantity.fault().is_some(), "antal");
    let price = lack(line.price().is_none(), entry.price.fault().is_some(), "pris");
    quantity.into_iter().chain(price).collect::<Vec<_>>().join(", ")
}

fn basis(data: &'static Data, line: &QuoteLine<'static>) -> AnyView {
    let unit = line.service().unit;
    match line.price() {
        Some(Price::Printed(rate)) => {
            view! { {text::printed_price(rate, unit)} ". " {source(data, &rate.reference)} }.into_any()
        }
        Some(Price::Entered(amount)) => {
            format!("Din pris: {} pr. {}.", text::amount(amount), unit.singular()).into_any()
        }
        None => text::PRICE_BY_AGREEMENT.into_any(),
    }
}

/// The amount; words where no line has one, since 0 kr. would look like an answer.
fn total(form: Form) -> String {
    match form.quote() {
        Ok(quote) if quote.left_out() < quote.lines().len() => text::amount(quote.total()),
        _ => "intet beløb endnu".to_owned(),
    }
}

/// What the total leaves out, and what to beware of in it.
fn notes(form: Form) -> AnyView {
    let Ok(quote) = form.quote() else { return ().into_any() };
    let left_out = text::left_out(&quote);
    let past = form.chosen().into_iter().filter_map(|entry| {
        entry.printed.filter(|printed| printed.is_past()).map(|printed| text::outdated(entry.service, printed.rate()))
    });
    let notes: Vec<_> = left_out.into_iter().chain(past).map(|note| view! { <p class="note">{note}</p> }).collect();
    notes.into_any()
}
