//! The Danish of what ordinary cases cost: names, formulas, assumptions, errors.
//!
//! Contract: as in [`crate::text`].

use super::{Expected, amount, number, number_error};
use crate::financing::{Case, Children, ChildrenError, FinancingError, Part};
use crate::{Amount, Range, Status, Year};

/// What the costs of a house in a year are called.
pub const HOUSE_BUDGET: &str = "Husets driftsbudget";

/// What the part that is shared by the number of children is called.
pub const OBJECTIVE_SHARE: &str = "Objektiv andel";

/// What the children of the municipality are called.
pub const OWN_CHILDREN: &str = "Kommunens 0–17-årige";

/// What the children of all municipalities of a house are called.
pub const ALL_CHILDREN: &str = "Alle 0–17-årige i husets kommuner";

/// What the price of a case is called.
pub const TAKST: &str = "Takst pr. sag";

/// What the number of cases is called.
pub const CASES: &str = "Antal sager";

/// The heading of the note on what ordinary cases cost.
pub const FINANCING_TITLE: &str = "Børnehusforløb: det betaler kommunen";

/// The columns of the table of parts.
pub const FINANCING_COLUMNS: [&str; 6] =
    ["Del", "Beløb, lavt", "Beløb, sandsynligt", "Beløb, højt", "Kilde", "Sådan er det regnet (sandsynligt)"];

/// What a number of the financing is called.
#[must_use]
pub fn financing_part(part: Part) -> &'static str {
    match part {
        Part::Objective => "Objektiv del",
        Part::Cases => "Takst for sagerne",
        Part::Total => super::IN_ALL,
    }
}

/// A number of children with its range.
#[must_use]
pub fn children_range(value: &Range<u32>) -> String {
    let said = |value: u32| number(u64::from(value));
    let likely = said(value.likely());
    if value.is_exact() {
        likely
    } else {
        [&likely, " (", &said(value.low()), "–", &said(value.high()), ")"].concat()
    }
}

/// The factors of the objective part: `24.500.000 kr. × 60 % × 10.000 / 100.000`.
#[must_use]
pub fn objective_formula(case: &Case) -> Option<String> {
    let (budget, children) = (case.budget?, case.children?);
    let children = [children.own(), children.all()].map(|range| number(u64::from(range.likely()))).join(" / ");
    Some([amount(budget.likely()), case.model.objective.likely().to_string(), children].join(" × "))
}

/// The factors of the cases: `20 sager × 13.477 kr.`
#[must_use]
pub fn cases_formula(case: &Case) -> Option<String> {
    let (takst, count) = (case.takst.as_ref()?, case.cases?);
    let count = super::counted(u64::from(count.likely().get()), "sag", "sager");
    Some([count, amount(takst.amount().likely())].join(" × "))
}

/// How the parts of the financing came about.
#[must_use]
pub fn financing_formulas(case: &Case, objective: Option<Range<Amount>>, cases: Option<Range<Amount>>) -> Vec<String> {
    let formula = |name: &str, factors: Option<String>, result: Option<Range<Amount>>| {
        Some([name, ": ", &super::equation(&factors?, result?.likely())].concat())
    };
    let formulas =
        [formula("Objektiv del", objective_formula(case), objective), formula("Takst", cases_formula(case), cases)];
    formulas.into_iter().flatten().collect()
}

/// What the financing assumes.
#[must_use]
pub fn financing_assumptions(case: &Case) -> Vec<String> {
    let rest = case.model.objective.likely().rest();
    let mut said = vec![format!(
        "Børnehusets udgifter er delt i {} objektiv betaling og {rest} takst pr. sag.",
        case.model.objective.likely()
    )];
    if !case.model.objective.is_exact() {
        said.push(format!("Den objektive andel er usikker: {}.", super::share_range(&case.model.objective)));
    }
    match &case.model.ground {
        None => said.push("Delingen er dit tal.".to_owned()),
        Some((_, Status::Unconfirmed)) => said.push(
            "Delingen er ubekræftet: bestemmelsen i den gældende bekendtgørelse er ikke læst. Ret den, hvis du ved bedre."
                .to_owned(),
        ),
        Some((_, Status::Confirmed)) if case.year >= Year::NEW_MODEL => {
            said.push("Delingen er fra før 2024 og er kun historie.".to_owned());
        }
        Some((_, Status::Confirmed)) => said.push("Delingen er den, der gjaldt før 2024.".to_owned()),
    }
    said.push(
        "Den objektive del er fordelt efter kommunens andel af de 0–17-årige i husets kommuner. Efter reglen fra 2013 tælles \
         de 1. januar året før."
            .to_owned(),
    );
    said.push("Taksten er ikke regnet ud af budget og antal sager; den er oplyst af huset eller mangler.".to_owned());
    match &case.takst {
        None => said.push("Taksten mangler, så sagerne er ikke med i summen.".to_owned()),
        Some(takst) => match takst.year() {
            Some(year) if year < Year::NEW_MODEL && case.year >= Year::NEW_MODEL => said.push(format!(
                "Taksten er fra {year}, fra finansieringen før 2024. Den er historie og kan ikke fremskrives til {}.",
                case.year
            )),
            Some(year) if year != case.year => {
                said.push(format!("Taksten er fra {year} og er ikke fremskrevet til {}.", case.year));
            }
            Some(_) | None => {}
        },
    }
    if case.budget.is_none() || case.children.is_none() {
        said.push("Budget eller børnetal mangler, så den objektive del er ikke med i summen.".to_owned());
    }
    said.push("Over- og underskud, der reguleres senere, er ikke med.".to_owned());
    said
}

/// Why the financing cannot be worked out.
#[must_use]
pub fn financing_error(error: FinancingError) -> &'static str {
    match error {
        FinancingError::Children => {
            "Kommunens børn kan ikke være flere end alle husets børn, og alle skal være mindst ét."
        }
        FinancingError::TooLarge => "Beløbet er for stort til at regne med.",
    }
}

/// Why a text is no number of children.
#[must_use]
pub fn children_error(error: &ChildrenError) -> String {
    match error {
        ChildrenError::Number(error) => number_error(error, Expected::Quantity),
        ChildrenError::Fraction => "Skriv et helt tal, for eksempel 12.345.".to_owned(),
        ChildrenError::TooMany => {
            ["Tallet må højst være ", &number(u64::from(Children::MOST)), ". Skriv antallet af 0–17-årige."].concat()
        }
    }
}
