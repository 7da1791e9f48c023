//! The Danish of formulas: how a number came about, and what it was made of.
//!
//! Contract: as in [`crate::text`].

use super::{amount, gap, scenario_title};
use crate::{
    Amount, Catalogue, Change, FigureKind, Gap, Input, Measure, Place, Plan, Range, Scenario, Share, What, Year,
};

/// A sum of everything.
pub const IN_ALL: &str = "I alt";

/// The one who pays what nobody else does.
pub const MUNICIPALITY: &str = "Kommunen";

/// What a payer's part is called.
pub const SHARE: &str = "Andel";

/// What stands where a share is open.
pub const NO_SHARE: &str = "Andelen mangler";

/// How parts are rounded.
pub const SHARED_NOTE: &str = "Andelene er afrundet, så de tilsammen giver totalen på øren.";

/// Why the low and the high payments do not sum to the low and the high total where a share is a range.
pub const UNSURE_SHARES: &str = "De sandsynlige beløb giver tilsammen totalen på øren. Det gør de lave og de høje ikke, for når en betaler mere, betaler en anden mindre.";

/// What stands in the place of a number that a register no longer has.
pub const GONE: &str = "Registret har ikke længere dette tal. Det er tallet fra dengang, beregningen blev lavet.";

/// What marks a number of the user's.
pub const YOUR_NUMBER: &str = "dit tal";

/// How many addends a formula shows before it only counts them.
const SHOWN: usize = 12;

/// A thing in a year: `TF-CBT, 2027`.
#[must_use]
pub fn in_year(name: &str, year: &str) -> String {
    [name, ", ", year].concat()
}

/// The parts of a remark that are there: `Børnehus Midt, tilbud af 3. marts`.
#[must_use]
pub fn joined(parts: &[&str]) -> String {
    parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// A formula with its result: `3 forløb × 28.000 kr. = 84.000 kr.`
#[must_use]
pub fn equation(formula: &str, result: Amount) -> String {
    [formula, " = ", &amount(result)].concat()
}

/// A sum with its result; many addends are only counted.
#[must_use]
pub fn sum(addends: &[String], result: Amount) -> String {
    match addends.len() {
        // 0 kr. would look like an answer.
        0 => "Intet beløb endnu".to_owned(),
        1..=SHOWN => equation(&addends.join(" + "), result),
        many => equation(&["Summen af ", &many.to_string(), " beløb"].concat(), result),
    }
}

/// The ends of a range: `lavt 56.000 kr., højt 140.000 kr.`
#[must_use]
pub fn low_high(low: Amount, high: Amount) -> String {
    ["lavt ", &amount(low), ", højt ", &amount(high)].concat()
}

/// What a change multiplies by: `1,028` for 2,8 %.
///
/// ```
/// use calculator::{Change, text};
///
/// assert_eq!(text::factor(Change::parse("2,8")?), "1,028");
/// assert_eq!(text::factor(Change::parse("-0,25")?), "0,9975");
/// # Ok::<(), calculator::MeasureError>(())
/// ```
#[must_use]
pub fn factor(change: Change) -> String {
    let factor = change.factor();
    let decimals = (10_000 + factor % 10_000).to_string();
    let decimals = decimals.get(1..).unwrap_or_default().trim_end_matches('0');
    let whole = (factor / 10_000).to_string();
    if decimals.is_empty() { whole } else { [&whole, ",", decimals].concat() }
}

/// Three texts as one.
fn three(is_exact: bool, low: &str, likely: &str, high: &str) -> String {
    if is_exact { likely.to_owned() } else { [likely, " (", low, " til ", high, ")"].concat() }
}

/// A change with its range: `2,8 % (2 % til 3,5 %)`.
#[must_use]
pub fn change_range(value: &Range<Change>) -> String {
    three(value.is_exact(), &value.low().to_string(), &value.likely().to_string(), &value.high().to_string())
}

/// A share with its range: `40 % (30 % til 50 %)`.
#[must_use]
pub fn share_range(value: &Range<Share>) -> String {
    three(value.is_exact(), &value.low().to_string(), &value.likely().to_string(), &value.high().to_string())
}

/// Hours, kilometres or per cent with their range: `7,5 (6 til 9) timer`.
#[must_use]
pub fn measure_range(value: &Range<Measure>, what: What) -> String {
    let text = |value: Measure| value.to_string();
    let values = three(value.is_exact(), &text(value.low()), &text(value.likely()), &text(value.high()));
    [&values, " ", super::what_unit(what)].concat()
}

/// What is said of a price without a price year.
#[must_use]
pub fn taken_as(base: Year) -> String {
    format!("Prisåret er ikke oplyst. Beløbet er regnet som {base}-priser.")
}

/// What a sum leaves out.
#[must_use]
pub fn left_out_of_sum(name: &str, lack: Gap) -> String {
    left_out_of_years(name, &[], lack)
}

/// A sum that lacks something: `56.000 kr. Ikke alt er med: mangler antal.`
#[must_use]
pub fn in_part(sum: &Range<Amount>, lack: Gap) -> String {
    let sum = super::amount_range(sum);
    let stop = if sum.ends_with('.') { " " } else { ". " };
    [&sum, stop, "Ikke alt er med: ", gap(lack).trim_end_matches('.'), "."].concat()
}

/// What the sum leaves out of a row: in which years, where that is not all of them.
///
/// ```
/// use calculator::{Gap, Year, text};
///
/// let years: Vec<Year> = [2028, 2029].into_iter().filter_map(Year::new).collect();
/// assert_eq!(text::left_out_of_years("TF-CBT", &years, Gap::Count), "TF-CBT er ikke med i summen for 2028 og 2029: mangler antal.");
/// assert_eq!(text::left_out_of_years("TF-CBT", &[], Gap::Count), "TF-CBT er ikke med i summen: mangler antal.");
/// ```
#[must_use]
pub fn left_out_of_years(name: &str, years: &[Year], lack: Gap) -> String {
    let mut words = String::new();
    for (index, year) in years.iter().enumerate() {
        words.push_str(if index == 0 {
            " for "
        } else if index + 1 == years.len() {
            " og "
        } else {
            ", "
        });
        words.push_str(&year.to_string());
    }
    [name, " er ikke med i summen", &words, ": ", gap(lack).trim_end_matches('.'), "."].concat()
}

/// The name of a row.
#[must_use]
pub fn place(scenario: &Scenario, catalogue: &Catalogue, place: Place) -> String {
    let name = match place {
        Place::Line(index) => scenario.lines.get(index).map(|line| super::subject(&line.subject, catalogue)),
        Place::Fixed(index) => scenario.fixed.get(index).map(super::fixed_title),
    };
    name.unwrap_or(scenario_title(scenario)).to_owned()
}

/// The name of an input: `Antal i 2027, TF-CBT`.
#[must_use]
pub fn input(plan: &Plan, scenario: usize, catalogue: &Catalogue, input: Input) -> String {
    let Some(scenario) = plan.scenarios().get(scenario) else { return String::new() };
    let when = |year: usize| plan.years().iter().nth(year).map(|year| year.to_string()).unwrap_or_default();
    let extra = |line: usize, extra: usize| {
        let cost = scenario.lines.get(line).and_then(|line| line.extras.get(extra));
        cost.map(|cost| cost.what()).map_or(("", ""), |what| (super::what(what), super::what_unit(what)))
    };
    let (name, line) = match input {
        Input::Count { line, year } => (["Antal i ", &when(year)].concat(), line),
        Input::Price { line } => {
            let unit = scenario.lines.get(line).map_or("", |line| line.unit.singular());
            (["Pris pr. ", unit].concat(), line)
        }
        Input::Measure { line, extra: index } => {
            let (what, unit) = extra(line, index);
            ([what, " i ", unit].concat(), line)
        }
        Input::Rate { line, extra: index } => ([extra(line, index).0, ", sats"].concat(), line),
        Input::Fixed { fixed, year } => {
            return in_year(&place(scenario, catalogue, Place::Fixed(fixed)), &when(year));
        }
        Input::Change { year } => return format!("Prisudvikling i {year}"),
    };
    [&name, ", ", &place(scenario, catalogue, Place::Line(line))].concat()
}

/// What a kind of figure is called.
#[must_use]
pub fn figure_kind(kind: FigureKind) -> &'static str {
    match kind {
        FigureKind::Mileage => "Sats pr. km",
        FigureKind::Case => "Takst pr. sag",
    }
}
