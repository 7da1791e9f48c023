//! The Danish of what leaves the browser: headings, columns and fixed sentences.
//!
//! Contract: as in [`crate::text`].

use super::{date, joined, scenario_title};
use crate::{Ground, Place, Plan, Scenario, Status};

/// The heading of the note for a case file.
pub const NOTE_TITLE: &str = "Indkøbsnotat: relaterede ydelser";

/// The columns of the table for Excel.
pub const CSV_COLUMNS: [&str; 10] = [
    "Scenarie",
    "Post",
    "Del",
    "År",
    "Beløb, lavt",
    "Beløb, sandsynligt",
    "Beløb, højt",
    "Prisår",
    "Kilde",
    "Sådan er det regnet (sandsynligt)",
];

/// The columns of the table of assumptions.
pub const ASSUMPTION_COLUMNS: [&str; 4] = ["Forudsætning", "Tal", "Prisår", "Kilde"];

/// What stands for all budget years.
pub const ALL_YEARS: &str = "alle år";

/// What the first column of a table of costs is called.
pub const ITEM: &str = "Post";

/// What the column of amounts is called.
pub const AMOUNT: &str = "Beløb";

/// What the first column of a table of payers is called.
pub const PAYER: &str = "Betaler";

/// The caption of a table of costs.
pub const COSTS: &str = "Udgifter pr. år";

/// The caption of a table of payers.
pub const PAYERS: &str = "Hvem betaler";

/// The caption of the table of assumptions.
pub const ASSUMPTIONS: &str = "Forudsætninger";

/// The heading of the comparison.
pub const COMPARISON: &str = "Sammenligning";

/// The heading above what matters most.
pub const SWINGS: &str = "Hvad betyder mest for beløbet?";

/// The columns of the table of what matters most.
pub const SWING_COLUMNS: [&str; 3] = ["Usikkert tal", "I alt, når det er lavt", "I alt, når det er højt"];

/// The heading above from how many units an own offer is cheaper.
pub const EVEN: &str = "Hvornår er eget tilbud billigere?";

/// What stands where there is nothing to tell.
pub const NOTHING: &str = "–";

/// What stands where a number lacks.
pub const NO_NUMBER: &str = "mangler";

/// The heading above the paragraphs of law.
pub const LAW: &str = "Retsgrundlag";

/// What is assumed of the payment.
pub const ACTUAL_COSTS: &str = "Køber betaler de faktiske omkostninger ved særskilt afregning med børnehusets driftskommune. \
    Sådan var reglen i 2013; bestemmelsen i den gældende bekendtgørelse er ikke bekræftet. Indhent et skriftligt tilbud.";

/// The day whose printed prices are used.
#[must_use]
pub fn rate_date(plan: &Plan) -> String {
    ["Priser fra registret er dem, der stod der ", &date(plan.rate_date()), "."].concat()
}

/// The budget years: `Budgetår: 2027–2030`.
#[must_use]
pub fn budget_years(plan: &Plan) -> String {
    let first = plan.years().first().to_string();
    match plan.years().count() {
        1 => ["Budgetår: ", &first].concat(),
        _ => ["Budgetår: ", &first, "–", &plan.years().last().to_string()].concat(),
    }
}

/// The heading of a scenario: `1. Køb hos børnehuset`.
#[must_use]
pub fn scenario_heading(index: usize, scenario: &Scenario) -> String {
    [&(index + 1).to_string(), ". ", scenario_title(scenario)].concat()
}

/// The heading of a column of differences.
#[must_use]
pub fn difference_to_first(index: usize) -> String {
    ["Forskel, ", &(index + 1).to_string(), " mod 1"].concat()
}

/// What a part of a row is: the price, or a cost beside it.
#[must_use]
pub fn part(scenario: &Scenario, place: Place, part: usize) -> &'static str {
    match (place, part.checked_sub(1)) {
        (Place::Line(line), Some(extra)) => {
            let extra = scenario.lines.get(line).and_then(|line| line.extras.get(extra));
            extra.map_or("", |extra| super::what(extra.what()))
        }
        (Place::Line(_), None) => "Pris",
        (Place::Fixed(_), _) => "Fast udgift",
    }
}

/// How well a number is established.
#[must_use]
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Confirmed => "bekræftet",
        Status::Unconfirmed => "ubekræftet",
    }
}

/// Where a number is from, in words; nothing for one that was worked out.
#[must_use]
pub fn ground(ground: &Ground) -> Option<String> {
    Some(match ground {
        Ground::Entered { said } => joined(&[super::YOUR_NUMBER, said]),
        Ground::Register { reference, status, next_review } => {
            let review = next_review.map(|day| ["gennemgås ", &date(day)].concat()).unwrap_or_default();
            joined(&[&reference.source_id, &reference.place, self::status(*status), &review])
        }
        Ground::Gone => super::GONE.to_owned(),
        Ground::Worked(_) => return None,
    })
}
