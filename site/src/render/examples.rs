//! Worked examples: what each shows, every formula with its numbers in it, what it comes to, and where the numbers are from.
//!
//! Contract: all numbers and formulas come out of `calculator`; that they are those written beside the example was proven by
//! `check::examples`. A number that is no source's is called `eksempeltal` wherever it stands.

use super::catalogue::source;
use super::context::{Context, entry_id};
use super::words::{date, heading, status};
use crate::check::examples::{Example, Work, levels, own_and_bought};
use crate::resolve::Node;
use calculator::estimate::trace;
use calculator::financing::{Case, work_out};
use calculator::{
    Basis, Bound, Ground, Level, Plan, Pricing, Subject, Swing, Target, break_even, compare, estimate, text, tornado,
    warnings,
};
use maud::{Markup, html};

/// What marks a number that is our own.
const OWN: &str = "vores eksempeltal";

/// The register of examples.
pub(crate) fn examples(cx: &Context<'_>, node: &Node, level: u8) -> Markup {
    let all = &cx.site.registers.examples;
    html! {
        ul { @for (id, example) in all.iter() { li { a href={ "#" (entry_id(id)) } { (example.title) } } } }
        @for (id, example) in all.iter() {
            (heading(level, Some(&entry_id(id)), None, &html! { (example.title) }))
            (worked(cx, node, example, level + 1))
        }
    }
}

/// One example without its title.
pub(crate) fn worked(cx: &Context<'_>, node: &Node, example: &Example, level: u8) -> Markup {
    html! {
        p { (example.shows) }
        @if let Some(own) = &example.own_numbers { p.entry-note { strong { "Vores eksempeltal, ikke priser: " } (own) } }
        @if let Some(reference) = &example.reference { p.entry-facts { "Kilde: " (source(cx, node, reference)) } }
        @match &example.work {
            Work::Plan(plan, has_break_even) => {
                @for index in 0..plan.scenarios().len() { (scenario(cx, node, plan, index, level)) }
                @if plan.scenarios().len() > 1 { (comparison(plan, &example.title)) }
                @if *has_break_even { (even(plan)) }
            }
            Work::Financing(case) => (financing(cx, node, case)),
        }
    }
}

fn scenario(cx: &Context<'_>, node: &Node, plan: &Plan, index: usize, level: u8) -> Markup {
    let named = plan.scenarios().len() > 1;
    let title = plan.scenarios().get(index).map(text::scenario_title).unwrap_or_default();
    let mut basis = Vec::new();
    let mut notes: Vec<String> = Vec::new();
    let worked: Vec<(Level, Opened)> = levels(plan)
        .iter()
        .map(|&level| {
            let mut opened = Opened::default();
            opened.open(cx, plan, index, level, Target::Total { year: None });
            opened.payments(cx, plan, index, level);
            (level, opened)
        })
        .collect();
    for (level, opened) in &worked {
        basis.extend(opened.basis.iter().cloned());
        notes.extend(opened.notes.iter().cloned());
        notes.extend(warnings(plan, index, *level, &cx.site.catalogue).unwrap_or_default());
    }
    notes.extend(beaten(cx, plan, index));
    let (basis, notes) = (once(basis), once(notes));
    let by_level = |at: Level, opened: &Opened| {
        let total = estimate(plan, index, at).map(|found| text::amount_range(&found.total()));
        html! {
            @if plan.level().is_some() { p { strong { (text::level(plan, at)) } } }
            ul.worked {
                @for line in &opened.lines { li { (line) } }
                @if let Ok(total) = total { li { strong { "I alt: " (total) } } }
            }
        }
    };
    html! {
        @if named { (heading(level, None, None, &html! { (title) })) }
        @for (at, opened) in &worked { (by_level(*at, opened)) }
        @if !notes.is_empty() { ul { @for note in &notes { li { (note) } } } }
        (matters(cx, plan, index))
        details.behind {
            summary { "Tallene bag" @if named { ": " (title) } }
            ul { @for basis in &basis { li { (ground(cx, node, basis)) } } }
        }
    }
}

/// The numbers behind a number, opened down to those that were given.
#[derive(Default)]
struct Opened {
    lines: Vec<String>,
    basis: Vec<Basis>,
    notes: Vec<String>,
}

impl Opened {
    fn open(&mut self, cx: &Context<'_>, plan: &Plan, index: usize, level: Level, target: Target) {
        let Ok(found) = trace(plan, index, level, &cx.site.catalogue, target) else { return };
        let inner: Vec<_> = found
            .basis
            .iter()
            .filter_map(|basis| if let Ground::Worked(target) = basis.ground { Some(target) } else { None })
            .collect();
        inner.iter().for_each(|target| self.open(cx, plan, index, level, *target));
        // A sum of one thing says what that thing has just said.
        if inner.len() != 1 {
            let range = found.range.map(|range| format!(" ({range})")).unwrap_or_default();
            self.lines.push(format!("{}: {}{range}", found.heading, found.formula));
        }
        self.basis.extend(found.basis.into_iter().filter(|basis| !matches!(basis.ground, Ground::Worked(_))));
        self.notes.extend(found.notes);
    }

    /// What others pay, and what is left to the municipality.
    fn payments(&mut self, cx: &Context<'_>, plan: &Plan, index: usize, level: Level) {
        let Some(scenario) = plan.scenarios().get(index).filter(|scenario| !scenario.payers.is_empty()) else { return };
        for payer in (0..scenario.payers.len()).map(Some).chain([None]) {
            for year in 0..plan.years().count() {
                let target = Target::Payment { payer, year };
                if let Ok(found) = trace(plan, index, level, &cx.site.catalogue, target) {
                    self.lines.push(format!("Betaling, {}: {}", found.heading, found.formula));
                    self.basis
                        .extend(found.basis.into_iter().filter(|basis| !matches!(basis.ground, Ground::Worked(_))));
                    self.notes.extend(found.notes);
                }
            }
        }
    }
}

/// The same things, each once, in the order in which they came first.
fn once<T: PartialEq>(all: Vec<T>) -> Vec<T> {
    let mut kept: Vec<T> = Vec::with_capacity(all.len());
    for one in all {
        if !kept.contains(&one) {
            kept.push(one);
        }
    }
    kept
}

/// That an entered price stands in the place of a printed one.
fn beaten(cx: &Context<'_>, plan: &Plan, index: usize) -> Vec<String> {
    let lines = plan.scenarios().get(index).map(|scenario| scenario.lines.as_slice()).unwrap_or_default();
    let of_line = |line: &calculator::Line| {
        let (Subject::Service(id), Pricing::Given(money)) = (&line.subject, &line.price) else { return None };
        let service = cx.site.catalogue.get(id).filter(|_| money.is_entered())?;
        let rate = service.rates.printed(plan.rate_date())?.rate();
        Some(format!("{}. Prisen, der er skrevet ind, går forud.", text::printed_price(rate, service.unit)))
    };
    lines.iter().filter_map(of_line).collect()
}

/// Which uncertain number moves the total most.
fn matters(cx: &Context<'_>, plan: &Plan, index: usize) -> Markup {
    let at = levels(plan).first().copied().unwrap_or(Level::Entered);
    let swings: Vec<Swing> = tornado(plan, index, at).unwrap_or_default();
    html! {
        @if !swings.is_empty() {
            p { "Det betyder mest for resultatet, øverst først:" }
            ol {
                @for swing in &swings {
                    li {
                        (text::input(plan, index, &cx.site.catalogue, swing.input)) ": "
                        (text::amount(swing.at_low)) " til " (text::amount(swing.at_high))
                    }
                }
            }
        }
    }
}

fn ground(cx: &Context<'_>, node: &Node, basis: &Basis) -> Markup {
    html! {
        (basis.name) ": " (basis.value)
        @if let Some(year) = basis.price_year { ", " (year) "-priser" }
        " ("
        @match &basis.ground {
            Ground::Entered { said } => { (OWN) @if !said.is_empty() { ": " (said) } }
            Ground::Register { reference, status: sure, next_review } => {
                (source(cx, node, reference)) ", " (status(*sure))
                @if let Some(next) = next_review { ", næste gennemgang " (date(*next)) }
            }
            Ground::Gone | Ground::Worked(_) => (text::GONE),
        }
        ")"
    }
}

/// Scenarios side by side, each with how much more or less it costs than the first.
fn comparison(plan: &Plan, title: &str) -> Markup {
    let at = levels(plan).first().copied().unwrap_or(Level::Entered);
    let Ok(compared) = compare(plan, at) else { return html! {} };
    html! {
        section.table aria-label={ "Sammenligning: " (title) } tabindex="0" {
            table {
                thead { tr { th scope="col" { "Scenarie" } th.number scope="col" { "I alt" } th.number scope="col" { "Forskel fra det første" } } }
                tbody {
                    @for (at, scenario) in plan.scenarios().iter().enumerate() {
                        tr {
                            th scope="row" { (text::scenario_title(scenario)) }
                            td.number { @if let Some(found) = compared.estimates.get(at) { (text::known_amount(found.known_total())) } }
                            td.number { @if let Some(difference) = compared.known_total(at) { (text::difference(difference.likely())) } }
                        }
                    }
                }
            }
        }
    }
}

fn even(plan: &Plan) -> Markup {
    let found = own_and_bought(plan).and_then(|(own, bought)| {
        let line = plan.scenarios().get(own)?.lines.first()?;
        let at = |bound| break_even(plan, (own, 0), (bought, 0), None, bound).ok();
        Some((at(Bound::Likely)?, at(Bound::Low)?, at(Bound::High)?, line))
    });
    html! {
        @if let Some((likely, best, worst, line)) = found {
            p {
                strong { (text::break_even(likely, line)) }
                " Regnestykket: faste udgifter delt med det, kommunen sparer pr. " (line.unit.singular()) ", rundet op, så eget tilbud er lavest."
                @if best != worst { " Bedste fald: " (text::break_even(best, line)) " Værste fald: " (text::break_even(worst, line)) }
            }
        }
    }
}

fn financing(cx: &Context<'_>, node: &Node, case: &Case) -> Markup {
    let Ok(found) = work_out(case) else { return html! {} };
    html! {
        ul.worked {
            @for formula in &found.formulas { li { (formula) } }
            @if let Some(total) = found.total { li { strong { "I alt: " (text::amount_range(&total)) } } }
        }
        ul { @for assumption in &found.assumptions { li { (assumption) } } }
        @if let Some((reference, sure)) = &case.model.ground {
            p.entry-facts { "Fordelingen: " (source(cx, node, reference)) ", " (status(*sure)) }
        }
    }
}
