//! What an old plan costs with the prices of today.
//!
//! Contract: only numbers of registers change; what the user entered stays. What the register no longer has stays as it
//! was. The differences are told row by row, so that nobody takes over a new total without seeing why.

use jiff::civil::Date;

use crate::{
    Amount, Catalogue, EstimateError, Figure, Level, Money, Origin, Place, Plan, Pricing, Range, Scenario, Subject,
    Year, estimate,
};

/// A plan with the prices of another day, and what that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recalculated {
    /// The plan with the new prices.
    pub plan: Plan,
    /// The rows whose total changes.
    pub changes: Vec<Recalculation>,
    /// The total of each scenario before and after.
    pub totals: Vec<(Range<Amount>, Range<Amount>)>,
}

/// A row before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recalculation {
    /// The index of the scenario.
    pub scenario: usize,
    /// The row.
    pub place: Place,
    /// Its total before.
    pub before: Range<Amount>,
    /// Its total after.
    pub after: Range<Amount>,
}

/// Works out a plan anew with the printed prices and figures of `today`.
///
/// # Errors
/// When a total is too large.
pub fn recalculate(mut plan: Plan, catalogue: &Catalogue, today: Date) -> Result<Recalculated, EstimateError> {
    let mut before = Vec::new();
    for scenario in 0..plan.scenarios().len() {
        before.push(estimate(&plan, scenario, Level::Entered)?);
    }
    let then = plan.rate_date();
    plan.renew(today, |scenario| renew(scenario, catalogue, then, today));
    let mut changes = Vec::new();
    let mut totals = Vec::new();
    for (scenario, before) in before.into_iter().enumerate() {
        let after = estimate(&plan, scenario, Level::Entered)?;
        for (old, new) in before.rows().iter().zip(after.rows()) {
            if old.total() != new.total() {
                changes.push(Recalculation { scenario, place: old.place(), before: old.total(), after: new.total() });
            }
        }
        totals.push((before.total(), after.total()));
    }
    Ok(Recalculated { plan, changes, totals })
}

fn renew(scenario: &mut Scenario, catalogue: &Catalogue, then: Date, today: Date) {
    for line in &mut scenario.lines {
        if let (Pricing::Given(price), Subject::Service(id)) = (&mut line.price, &line.subject)
            && price.origin == Origin::Rate
            && let Some(printed) = catalogue.get(id).and_then(|service| service.rates.printed(today))
        {
            *price = Money::printed(printed.rate());
        }
        for rate in line.extras.iter_mut().filter_map(|extra| extra.rate.as_mut()) {
            if let Origin::Figure { id } = &rate.origin
                && let Some(figure) = newest(catalogue, id, then, today)
            {
                *rate = Money::figure(figure);
            }
        }
    }
}

/// What a figure that was chosen on the day `then` is by `today`: the latest of the same kind and label that has come since, or
/// the same one as the register has it now. An older one may have been chosen on purpose: that is no change.
fn newest<'a>(catalogue: &'a Catalogue, id: &str, then: Date, today: Date) -> Option<&'a Figure> {
    let old = catalogue.figure(id)?;
    let follows = |figure: &&Figure| {
        let since = Year::of(then).is_some_and(|then| figure.year > then.max(old.year));
        figure.kind == old.kind
            && figure.label == old.label
            && since
            && Year::of(today).is_none_or(|today| figure.year <= today)
    };
    catalogue.figures().iter().filter(follows).max_by_key(|figure| figure.year).or(Some(old))
}
