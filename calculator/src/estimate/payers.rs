//! Who pays what, year by year.
//!
//! Contract: every amount is paid by someone and by nobody twice: for each year the likely payments sum to the likely total to
//! the øre, and so do the low and the high ones where every share is one number. The likely total is shared one payer after the
//! other, each up to the rounded sum of all shares so far; the municipality pays what is left, and with it what the open share of
//! another is of. What the high total has more, and the low one less, is shared in the same way. Where a share is a range, low and
//! high cannot sum, since what one pays more another pays less: then each payment lies between its own smallest and largest share
//! of the total.

use std::num::NonZeroU64;

use super::{Estimate, Sum};
use crate::{Amount, Bound, EstimateError, Payer, Range, Scenario};

/// The whole, in hundredths of a per cent.
const WHOLE: u64 = 10_000;

/// What one payer pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// The index of the payer in the scenario; nothing for the municipality.
    pub payer: Option<usize>,
    /// How much, for each budget year.
    pub years: Vec<Range<Amount>>,
    /// How much in all.
    pub total: Range<Amount>,
}

/// The payments of a scenario: its payers in order, then the municipality.
///
/// # Errors
/// When a sum is too large.
pub fn payments(scenario: &Scenario, estimate: &Estimate) -> Result<Vec<Payment>, EstimateError> {
    let shared = estimate.years().iter().enumerate().map(|(year, all)| {
        if scenario.has_unsure_share(year) {
            unsure(&scenario.payers, year, all)
        } else {
            shared(&scenario.payers, year, all)
        }
    });
    let shared: Vec<_> = shared.collect::<Option<_>>().ok_or(EstimateError::TooLarge)?;
    let count = scenario.payers.len();
    let payment = |index: usize| {
        let years: Vec<Range<Amount>> = shared.iter().map(|paid| paid[index]).collect();
        let mut total = Sum::default();
        years.iter().for_each(|paid| total.add(paid));
        Ok(Payment { payer: (index < count).then_some(index), years, total: total.range()? })
    };
    (0..=count).map(payment).collect()
}

/// What a payer pays in each year and in all, as it is shown; nothing where the year has no number or the share is open.
#[must_use]
pub fn known_payments(scenario: &Scenario, estimate: &Estimate, payment: &Payment) -> Vec<Option<Range<Amount>>> {
    let payer = payment.payer.and_then(|payer| scenario.payers.get(payer));
    let known =
        |year: usize| estimate.known_year(year).is_some() && payer.is_none_or(|payer| payer.share(year).is_some());
    let years = payment.years.iter().enumerate().map(|(year, paid)| known(year).then_some(*paid));
    let mut shown: Vec<_> = years.collect();
    shown.push(shown.iter().any(Option::is_some).then_some(payment.total));
    shown
}

/// A total of a year, shared by the payers and the municipality; every share is one number.
fn shared(payers: &[Payer], year: usize, all: &Range<Amount>) -> Option<Vec<Range<Amount>>> {
    let likely = parts(payers, year, all.likely().ore())?;
    let more = parts(payers, year, all.high().ore() - all.likely().ore())?;
    let less = parts(payers, year, all.likely().ore() - all.low().ore())?;
    let mut low: Vec<i64> = likely.iter().zip(&less).map(|(likely, less)| likely - less).collect();
    // Rounding can leave a payer an øre below nothing: someone who pays something pays that øre less.
    let mut owed: i64 = low.iter().map(|&part| part.min(0)).sum();
    for part in &mut low {
        *part = (*part).max(0);
        let taken = (*part).min(-owed);
        *part -= taken;
        owed += taken;
    }
    let amount = Amount::from_ore;
    let range = |((&low, &likely), &more): ((&i64, &i64), &i64)| {
        Range::new(amount(low)?, amount(likely)?, amount(likely.checked_add(more)?)?).ok()
    };
    low.iter().zip(&likely).zip(&more).map(range).collect()
}

/// The same where a share is a range: somebody pays least with the low total and the low share, and the municipality where everybody
/// else pays their high one.
fn unsure(payers: &[Payer], year: usize, all: &Range<Amount>) -> Option<Vec<Range<Amount>>> {
    let whole = NonZeroU64::new(WHOLE)?;
    let likely = parts(payers, year, all.likely().ore())?;
    let sum = |bound: Bound| payers.iter().map(|payer| basis_points(payer, year, bound)).sum::<u64>();
    let mut ends: Vec<[u64; 2]> =
        payers.iter().map(|payer| [Bound::Low, Bound::High].map(|bound| basis_points(payer, year, bound))).collect();
    ends.push([Bound::High, Bound::Low].map(|bound| WHOLE.saturating_sub(sum(bound))));
    let range = |(&likely, [low, high]): (&i64, [u64; 2])| {
        let likely = Amount::from_ore(likely)?;
        // What rounding the likely parts together has moved by an øre is no reason for a smaller one to be above it.
        let low = all.low().scaled(low, whole)?.min(likely);
        Range::new(low, likely, all.high().scaled(high, whole)?.max(likely)).ok()
    };
    likely.iter().zip(ends).map(range).collect()
}

/// The share of a payer at a bound, in hundredths of a per cent; 0 while it is open.
fn basis_points(payer: &Payer, year: usize, bound: Bound) -> u64 {
    payer.share(year).map_or(0, |share| u64::from(share.at(bound).basis_points()))
}

/// An amount in øre, shared by the payers in order and the municipality last.
fn parts(payers: &[Payer], year: usize, all: i64) -> Option<Vec<i64>> {
    let all = Amount::from_ore(all)?;
    let (mut shares, mut paid) = (0, 0);
    let mut parts = Vec::with_capacity(payers.len() + 1);
    for payer in payers {
        shares += basis_points(payer, year, Bound::Likely);
        let up_to = all.scaled(shares, NonZeroU64::new(WHOLE)?)?.ore();
        parts.push(up_to - paid);
        paid = up_to;
    }
    parts.push(all.ore() - paid);
    Some(parts)
}
