//! An example of a purchase: its plan, and what each of its scenarios comes to.
//!
//! Contract: a plan is built with the constructors of `calculator`, whose refusals are told at the example.

use super::scenario::{self, Wanted};
use super::{Known, differs, hold, misfit, ranged};
use crate::check::rates::number;
use crate::parse::fields::Fields;
use crate::source::Span;
use calculator::{
    Bound, BreakEven, Change, Estimate, Level, Plan, PriceLevel, Scenario, ScenarioKind, Year, Years, break_even,
    estimate, payments,
};

/// Reads the plan of an example; and whether it shows a break-even.
pub(super) fn plan(fields: &mut Fields<'_, '_>, known: Known<'_>) -> Option<(Plan, bool)> {
    let at = fields.at();
    let first = fields.text("aar");
    let first = first.and_then(|written| number(fields, "årstallet", &written, Year::parse));
    let count = fields.count("antal_aar");
    let rate_date = fields.date("pris_dato");
    let base = fields.text("basisaar");
    let level = base.map(|written| {
        let base = number(fields, "årstallet", &written, Year::parse);
        let changes = changes(fields);
        let (base, changes) = (base?.value, changes?);
        let level = PriceLevel::new(base, base.later(1)?, changes);
        level.map_err(|error| fields.report(misfit(written.span, error.to_string()))).ok()
    });
    // One that cannot be read is meant all the same.
    let has_level = fields.is_meant("basisaar");
    let from = fields.count("forventet_fra");
    let tables = fields.tables("scenarie");
    if tables.is_empty() {
        let fault = misfit(at, "eksemplet har hverken et scenarie eller en finansiering");
        fields.report(fault.hint("føj [[id.scenarie]] til, hvor id er eksemplets"));
        return None;
    }
    let read: Vec<_> = tables
        .iter()
        .map(|table| {
            let rates_on = rate_date.as_ref().map(|date| date.value);
            scenario::scenario(fields, table, known, rates_on, has_level)
        })
        .collect();
    let read = read.into_iter().collect::<Option<Vec<_>>>()?;
    let level = match level {
        Some(level) => Some(level?),
        None => None,
    };
    let count = count.map_or(1, |count| u8::try_from(count.value).unwrap_or(Years::MOST));
    let years = Years::new(first?.value, count);
    let (scenarios, wanted): (Vec<_>, Vec<_>) = read.into_iter().unzip();
    let plan = Plan::new(years?, rate_date?.value, level, scenarios);
    let plan = plan.map_err(|error| fields.report(misfit(at, error.to_string()))).ok()?;
    for (index, wanted) in wanted.into_iter().enumerate() {
        hold_scenario(fields, &plan, index, wanted);
    }
    if let Some(from) = &from {
        hold_break_even(fields, &plan, u64::from(from.value), from.span);
    }
    Some((plan, from.is_some()))
}

fn changes(fields: &mut Fields<'_, '_>) -> Option<Vec<calculator::Range<Change>>> {
    let written = fields.texts("pl")?;
    written.iter().map(|one| ranged(fields, "prisudviklingen", one, Change::parse)).collect()
}

/// The levels at which a plan is shown.
#[must_use]
pub(crate) fn levels(plan: &Plan) -> &'static [Level] {
    if plan.level().is_some() { &[Level::Fixed, Level::Current] } else { &[Level::Entered] }
}

fn hold_scenario(fields: &mut Fields<'_, '_>, plan: &Plan, index: usize, wanted: Wanted) {
    let mut last: Option<Estimate> = None;
    for (level, total) in levels(plan).iter().zip(wanted.totals) {
        match estimate(plan, index, *level) {
            Ok(found) if found.left_out() > 0 => {
                fields.report(misfit(wanted.at, "scenariet har en linje uden pris, antal eller prisudvikling"));
                return;
            }
            Ok(found) => {
                hold(fields, "scenariet", total, found.total());
                last = Some(found);
            }
            Err(error) => fields.report(misfit(wanted.at, error.to_string())),
        }
    }
    let scenario = plan.scenarios().get(index);
    if let Some((scenario, found)) = scenario.zip(last)
        && let Ok(paid) = payments(scenario, &found)
    {
        for (payment, total) in paid.iter().zip(wanted.payers) {
            hold(fields, "betalerens andel", total, payment.total);
        }
    }
}

/// The first offer of one's own and the first purchase.
pub(crate) fn own_and_bought(plan: &Plan) -> Option<(usize, usize)> {
    let of = |kind| plan.scenarios().iter().position(|scenario: &Scenario| scenario.kind == kind);
    Some((of(ScenarioKind::Own)?, of(ScenarioKind::Buy)?))
}

fn hold_break_even(fields: &mut Fields<'_, '_>, plan: &Plan, expected: u64, at: Span) {
    let found = own_and_bought(plan)
        .and_then(|(own, bought)| break_even(plan, (own, 0), (bought, 0), None, Bound::Likely).ok());
    match found {
        Some(BreakEven::From(units)) if units == expected => {}
        Some(BreakEven::From(units)) => {
            fields.report(differs(at, "eget tilbud", &format!("fra {units}"), &format!("fra {expected}")));
        }
        Some(BreakEven::Always | BreakEven::Never) => {
            fields.report(misfit(at, "eget tilbud er altid eller aldrig billigere; fjern forventet_fra"));
        }
        None => fields.report(misfit(
            at,
            "forventet_fra kræver et scenarie med type = \"eget\" og et med type = \"koeb\", hver med en pris",
        )),
    }
}
