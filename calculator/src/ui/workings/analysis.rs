//! What the total hangs on: what matters most, who pays, how the scenarios compare.
//!
//! Contract: worked out from the plan whenever that has settled; nothing is shown that the plan has no ground for.

use calculator::{Swing, Target, compare, evens, export, known_payments, payments, text, tornado};

use super::element::{Element, element};
use super::opened;
use super::shown::table;
use super::{HOW_ALL, Of};

/// All of it, as far as the plan has ground for it.
pub(crate) fn parts(of: &Of) -> Vec<Element> {
    [swings(of), paid(of), compared(of), even(of)].into_iter().flatten().collect()
}

fn section(id: &str, title: &str) -> Element {
    element("section")
        .id(id)
        .attribute("aria-labelledby", &[id, "-titel"].concat())
        .child(element("h2").id(&[id, "-titel"].concat()).text(title))
}

/// What moves the total, with a bar each.
fn swings(of: &Of) -> Option<Element> {
    let (plan, result) = (&of.plan, of.result.as_ref()?);
    let mut swings = tornado(plan, of.scenario, of.level).ok()?;
    if swings.is_empty() {
        return None;
    }
    swings.truncate(export::MOST_SWINGS);
    let ends = |swing: &Swing| [swing.at_low.ore(), swing.at_high.ore()];
    let low = swings.iter().flat_map(ends).min().unwrap_or_default();
    let high = swings.iter().flat_map(ends).max().unwrap_or_default();
    let span = i128::from(high - low).max(1);
    // Whole thousandths of the width.
    let at = |amount: i64| i128::from(amount - low) * 1000 / span;
    let likely = at(result.total().likely().ore());
    let list = swings.iter().map(|swing| {
        let name = text::input(plan, of.scenario, &of.data.catalogue, swing.input);
        let (from, to) = (at(swing.at_low.min(swing.at_high).ore()), at(swing.at_low.max(swing.at_high).ore()));
        let bar = format!(
            "<svg viewBox=\"0 0 1000 20\" preserveAspectRatio=\"none\" width=\"100%\" height=\"20\" aria-hidden=\"true\">\
             <rect x=\"{from}\" y=\"3\" width=\"{}\" height=\"14\" fill=\"currentColor\"/>\
             <path d=\"M{likely} 0v20\" stroke=\"currentColor\" stroke-width=\"2\" vector-effect=\"non-scaling-stroke\"/></svg>",
            (to - from).max(4)
        );
        let said = ["I alt ", &text::amount(swing.at_low), " ved det lave tal, ", &text::amount(swing.at_high), " ved det høje."].concat();
        element("li")
            .child(element("p").class("line-sum").text(&name))
            .child(element("div").class("bar").property("innerHTML", &bar))
            .child(element("p").class("line-basis").text(&said))
    });
    let said = "Det, der flytter totalen mest, står øverst. Hvert tal er sat lavt og højt, mens de andre er som sandsynligst. Stregen er det sandsynlige beløb.";
    Some(
        section("usikkerhed", text::SWINGS)
            .child(element("p").class("field-hint").text(said))
            .child(element("ol").class("swings").children(list))
            .child(of.details("aabn-usikkerhed", HOW_ALL, &|| {
                let total = result.total().likely();
                let formulas = swings.iter().map(|swing| {
                    let name = text::input(plan, of.scenario, &of.data.catalogue, swing.input);
                    element("li").text(&[&name, ". ", &text::swing_formula(total, swing)].concat())
                });
                vec![element("ul").class("basis").children(formulas)]
            })),
    )
}

/// Who pays what, year by year.
fn paid(of: &Of) -> Option<Element> {
    let plan = &of.plan;
    let scenario = plan.scenarios().get(of.scenario).filter(|scenario| !scenario.payers.is_empty())?;
    let result = of.result.as_ref()?;
    let payments = payments(scenario, result).ok()?;
    let mut head = vec!["Betaler".to_owned()];
    head.extend(plan.years().iter().map(|year| year.to_string()));
    head.push(text::IN_ALL.to_owned());
    let rows = payments.iter().map(|payment| {
        let payer = payment.payer.and_then(|payer| scenario.payers.get(payer));
        let name = payer.map_or(text::MUNICIPALITY, |payer| payer.name.as_str());
        let name = if name.is_empty() { "Uden navn" } else { name };
        let years = known_payments(scenario, result, payment).into_iter().map(text::known_amount);
        [name.to_owned()].into_iter().chain(years).collect()
    });
    let opened = of.details("aabn-betalere", HOW_ALL, &|| {
        let each = payments.iter().flat_map(|payment| (0..plan.years().count()).map(move |year| (payment.payer, year)));
        each.flat_map(|(payer, year)| opened::number(of, Target::Payment { payer, year })).collect()
    });
    let unsure = (0..plan.years().count()).any(|year| scenario.has_unsure_share(year));
    let note = unsure.then(|| element("p").class("field-hint").text(text::UNSURE_SHARES));
    let table = table("Betalere og år", &head, rows);
    Some(section("hvem-betaler", "Hvem betaler?").child(table).group(note).child(opened))
}

/// The scenarios side by side, row by row.
fn compared(of: &Of) -> Option<Element> {
    let plan = &of.plan;
    if plan.scenarios().len() < 2 {
        return None;
    }
    let compared = compare(plan, of.level).ok()?;
    let titles: Vec<String> =
        plan.scenarios().iter().enumerate().map(|(index, scenario)| text::scenario_heading(index, scenario)).collect();
    let shown = export::compared(plan, of.level, &of.data.catalogue).ok()?;
    let left_out: Vec<Element> = compared
        .estimates
        .iter()
        .zip(&titles)
        .filter(|(estimate, _)| estimate.left_out() > 0)
        .map(|(estimate, title)| {
            let count = u64::try_from(estimate.left_out()).unwrap_or_default();
            let words = [
                title,
                ": ",
                &text::counted(count, "linje", "linjer"),
                " mangler tal. Det, der mangler, er ikke med i summen.",
            ]
            .concat();
            element("p").class("note").text(&words)
        })
        .collect();
    Some(
        section("sammenligning", "Sammenligning")
            .child(table("Scenarier side om side", &shown.head, shown.rows))
            .group(left_out)
            .child(of.details("aabn-sammenligning", HOW_ALL, &|| {
                let first = compared.estimates.first().map(calculator::Estimate::total).unwrap_or_default();
                let each = compared.estimates.iter().zip(&titles).enumerate();
                each.flat_map(|(index, (estimate, title))| {
                    let more = compared.known_total(index).filter(|_| index > 0);
                    let formula = more.map(|more| {
                        let formula = text::difference_formula(&first, &estimate.total(), &more);
                        element("p")
                            .class("formula")
                            .text(&[&text::difference_to_first(index), ": ", &formula].concat())
                    });
                    let total = Target::Total { year: None };
                    let inside = opened::number_of(of.data, (plan, index, estimate), total);
                    [element("h3").text(title)].into_iter().chain(formula).chain(inside)
                })
                .collect()
            })),
    )
}

/// From how many units an offer of one's own is cheaper, for each service that is in both.
fn even(of: &Of) -> Option<Element> {
    let (plan, catalogue) = (&of.plan, &of.data.catalogue);
    let evens = evens(plan);
    if evens.is_empty() {
        return None;
    }
    let said = evens.iter().map(|even| element("li").text(&text::even(plan, catalogue, even)));
    Some(
        section("ligevaegt", text::EVEN)
            .child(element("p").class("field-hint").text(&text::even_terms(plan, &evens)))
            .child(element("ul").children(said))
            .child(of.details("aabn-ligevaegt", HOW_ALL, &|| {
                let formulas = evens.iter().map(|even| element("li").text(&text::even_formula(plan, catalogue, even)));
                vec![element("ul").class("basis").children(formulas)]
            })),
    )
}
