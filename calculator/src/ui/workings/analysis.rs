//! What the total hangs on: what matters most, who pays, how the scenarios compare.
//!
//! Contract: worked out from the plan whenever that has settled; nothing is shown that the plan has no ground for.

use calculator::{
    Amount, Bound, Place, Pricing, ScenarioKind, Swing, Target, break_even, break_even_terms, compare, known_payments,
    payments, text, tornado,
};

use super::element::{Element, element};
use super::opened;
use super::shown::table;
use super::{HOW_ALL, Of};

/// So many assumptions are shown.
const SWINGS: usize = 10;

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
    swings.truncate(SWINGS);
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
        section("usikkerhed", "Hvad betyder mest for beløbet?")
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
    Some(section("hvem-betaler", "Hvem betaler?").child(table("Betalere og år", &head, rows)).child(opened))
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
    let mut head = vec![text::ITEM.to_owned()];
    for (index, title) in titles.iter().enumerate() {
        head.push(title.clone());
        if index > 0 {
            head.push(text::difference_to_first(index));
        }
    }
    let none = || text::NO_NUMBER.to_owned();
    let rows = compared.rows.iter().map(|row| {
        let place =
            row.places.iter().enumerate().find_map(|(index, place)| Some((plan.scenarios().get(index)?, (*place)?)));
        let name = place.map_or(String::new(), |(scenario, place)| text::place(scenario, &of.data.catalogue, place));
        let mut cells = vec![name];
        for (index, total) in row.totals.iter().enumerate() {
            cells.push(match (total, row.places.get(index)) {
                (Some(total), _) => text::amount_range(total),
                (None, Some(Some(_))) => none(),
                _ => "–".to_owned(),
            });
            if index > 0 {
                cells.push(
                    row.differences
                        .get(index)
                        .copied()
                        .flatten()
                        .map_or_else(|| "–".to_owned(), |range| difference(&range)),
                );
            }
        }
        cells
    });
    let mut last = vec![text::IN_ALL.to_owned()];
    for (index, estimate) in compared.estimates.iter().enumerate() {
        last.push(text::amount_range(&estimate.total()));
        if index > 0 {
            last.push(compared.totals.get(index).map(difference).unwrap_or_default());
        }
    }
    let left_out: Vec<Element> = compared
        .estimates
        .iter()
        .zip(&titles)
        .filter(|(estimate, _)| estimate.left_out() > 0)
        .map(|(estimate, title)| {
            let count = u64::try_from(estimate.left_out()).unwrap_or_default();
            let words =
                [title, ": ", &text::counted(count, "linje", "linjer"), " uden tal er ikke med i summen."].concat();
            element("p").class("note").text(&words)
        })
        .collect();
    Some(
        section("sammenligning", "Sammenligning")
            .child(table("Scenarier side om side", &head, rows.chain([last])))
            .group(left_out)
            .child(of.details("aabn-sammenligning", HOW_ALL, &|| {
                let first = compared.estimates.first().map(calculator::Estimate::total).unwrap_or_default();
                let each = compared.estimates.iter().zip(&titles).zip(&compared.totals).enumerate();
                each.flat_map(|(index, ((estimate, title), difference))| {
                    let formula = text::difference_formula(&first, &estimate.total(), difference);
                    let formula = (index > 0).then(|| {
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

fn difference(range: &calculator::Range<calculator::Difference>) -> String {
    let likely = text::difference(range.likely());
    if range.is_exact() {
        return likely;
    }
    [&likely, " (", &text::difference(range.low()), " til ", &text::difference(range.high()), ")"].concat()
}

/// From how many units an offer of one's own is cheaper, for each service that is in both.
fn even(of: &Of) -> Option<Element> {
    let plan = &of.plan;
    let scenarios = plan.scenarios();
    let own = scenarios.iter().position(|scenario| scenario.kind == ScenarioKind::Own)?;
    let (mut said, mut formulas) = (Vec::new(), Vec::new());
    for (buy, scenario) in scenarios
        .iter()
        .enumerate()
        .filter(|(_, scenario)| matches!(scenario.kind, ScenarioKind::Buy | ScenarioKind::Other))
    {
        for (number, bought) in scenario.lines.iter().enumerate() {
            let Some(mine) = scenarios[own]
                .lines
                .iter()
                .position(|mine| mine.subject == bought.subject && mine.price != Pricing::Open)
            else {
                continue;
            };
            let at = |bound| break_even(plan, (own, mine), (buy, number), None, bound).ok();
            let (Some(low), Some(likely), Some(high)) = (at(Bound::Low), at(Bound::Likely), at(Bound::High)) else {
                continue;
            };
            let name = text::place(scenario, &of.data.catalogue, Place::Line(number));
            let line = &scenarios[own].lines[mine];
            let mut words =
                [&name, ", over for ", &text::scenario_heading(buy, scenario), ": ", &text::break_even(likely, line)]
                    .concat();
            if low != high {
                words = [
                    &words,
                    " Bedste fald: ",
                    &text::break_even(low, line),
                    " Værste fald: ",
                    &text::break_even(high, line),
                ]
                .concat();
            }
            said.push(element("li").text(&words));
            let formula = break_even_terms(plan, (own, mine), (buy, number), Bound::Likely);
            formulas.push(
                [&name, ". ", &formula.map(|terms| text::break_even_formula(&terms)).unwrap_or_default()].concat(),
            );
        }
    }
    if said.is_empty() {
        return None;
    }
    let fixed: Option<Amount> = scenarios[own]
        .fixed
        .iter()
        .flat_map(|cost| &cost.amounts)
        .try_fold(Amount::ZERO, |sum, amount| sum.checked_add((*amount)?.likely()));
    let years = text::counted(u64::try_from(plan.years().count()).unwrap_or(1), "år", "år");
    let hint = [
        "Faste udgifter over ",
        &years,
        ": ",
        &fixed.map(text::amount).unwrap_or_default(),
        ". Antallet er for alle år tilsammen, med alle faste udgifter lagt på denne ene ydelse.",
    ]
    .concat();
    Some(
        section("ligevaegt", "Hvornår er eget tilbud billigere?")
            .child(element("p").class("field-hint").text(&hint))
            .child(element("ul").children(said))
            .child(of.details("aabn-ligevaegt", HOW_ALL, &|| {
                vec![element("ul").class("basis").children(formulas.iter().map(|formula| element("li").text(formula)))]
            })),
    )
}
