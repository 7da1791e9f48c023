//! What to beware of in an estimate.
//!
//! Contract: a warning never blocks; what is still open in the scenario is named, and with it what was given of it. A price of the past, a price that ends before the budget does, an unconfirmed one, and a
//! row without a number (with the years, where it has one in others) each give one sentence; the same sentence comes once.

use super::{Cell, EstimateError, Gap, Place, Row, estimate, trace::printed};
use crate::{Catalogue, Level, Money, Origin, Plan, Pricing, Range, Status, Subject, Year, text};

/// The warnings of a scenario, in the order of its rows.
///
/// # Errors
/// When there is no such scenario, or a total is too large.
pub fn warnings(
    plan: &Plan,
    scenario: usize,
    level: Level,
    catalogue: &Catalogue,
) -> Result<Vec<String>, EstimateError> {
    let result = estimate(plan, scenario, level)?;
    let shown = plan.scenarios().get(scenario).ok_or(EstimateError::NoScenario)?;
    let lines = &shown.lines;
    let mut warnings: Vec<String> = Vec::new();
    let mut warn = |warning: String| {
        if !warnings.contains(&warning) {
            warnings.push(warning);
        }
    };
    for row in result.rows() {
        let name = text::place(shown, catalogue, row.place());
        for (gap, years) in lacking(plan, row) {
            warn(text::left_out_of_years(&name, &years, gap));
        }
        let Place::Line(index) = row.place() else { continue };
        let line = &lines[index];
        for extra in line.extras.iter().filter(|extra| extra.is_open()) {
            warn(text::open_extra(&name, extra));
        }
        if let Pricing::Given(money) = &line.price {
            match &money.origin {
                Origin::Rate => match (printed(plan, line, money, catalogue), &line.subject) {
                    (Some(rate), Subject::Service(id)) => {
                        let service = catalogue.get(id);
                        if rate.validity.is_over_by(plan.rate_date()) {
                            service.into_iter().for_each(|service| warn(text::outdated(service, rate)));
                        } else if rate.validity.until().is_some_and(|until| plan.years().last() > u16_year(until)) {
                            warn(text::ends_early(&name, rate, plan.years().last()));
                        }
                        if rate.status == Status::Unconfirmed {
                            warn(text::unconfirmed(&name));
                        }
                    }
                    _ => warn(text::changed(&name)),
                },
                Origin::Entered { provider, .. } if provider.trim().is_empty() => warn(text::no_provider(&name)),
                Origin::Entered { .. } | Origin::Figure { .. } => {}
            }
        }
        for money in line.extras.iter().filter_map(|extra| extra.rate.as_ref()) {
            figure(plan, money, catalogue).into_iter().for_each(&mut warn);
        }
    }
    for payer in &shown.payers {
        let open = plan.years().iter().enumerate().filter(|(year, _)| payer.share(*year).is_none());
        open.for_each(|(_, year)| warn(text::open_share(&payer.name, year)));
    }
    Ok(warnings)
}

/// What a row lacks, each with the years in which it does; no years where that is all of them.
fn lacking(plan: &Plan, row: &Row) -> Vec<(Gap, Vec<Year>)> {
    let mut lacking: Vec<(Gap, Vec<Year>)> = Vec::new();
    for (year, cell) in plan.years().iter().zip(row.cells()) {
        let Cell::Open(gap) = cell else { continue };
        match lacking.iter_mut().find(|(other, _)| other == gap) {
            Some((_, years)) => years.push(year),
            None => lacking.push((*gap, vec![year])),
        }
    }
    for (_, years) in lacking.iter_mut().filter(|(_, years)| years.len() == row.cells().len()) {
        years.clear();
    }
    lacking
}

/// The warnings of a figure, which is of one year.
fn figure(plan: &Plan, money: &Money, catalogue: &Catalogue) -> Vec<String> {
    let Origin::Figure { id } = &money.origin else { return Vec::new() };
    let Some(figure) = catalogue.figure(id).filter(|figure| Range::exact(figure.amount) == money.amount) else {
        return vec![text::changed(id)];
    };
    let mut warned = Vec::new();
    if Year::of(plan.rate_date()).is_some_and(|today| figure.year < today) {
        warned.push(text::old_figure(figure));
    } else if figure.year.get() < plan.years().last() {
        warned.push(text::figure_ends(figure, plan.years().last()));
    }
    if figure.status == Status::Unconfirmed {
        warned.push(text::unconfirmed(&figure.label));
    }
    warned
}

fn u16_year(date: jiff::civil::Date) -> u16 {
    u16::try_from(date.year()).unwrap_or_default()
}
