//! The Danish of plans and estimates: what things are called, ranges, and what is wrong with them.
//!
//! Contract: as in [`crate::text`]; messages are full sentences.

use super::{MUNICIPALITY, amount, bare_amount, number};
use crate::link::{LinkError, Recalculation};
use crate::{
    Abuse, Amount, Answer, BreakEven, Cell, Difference, Eligibility, EstimateError, Even, Extra, Figure, FixedCost,
    FixedKind, Gap, IndexError, Level, Line, MeasureError, Place, Plan, PlanError, Quantity, Range, RangeError, Rate,
    Scenario, ScenarioKind, Subject, Swing, Terms, What,
};

/// Why changes are not a price level.
pub const PRICE_LEVEL_ERROR: &str = "Årene med prisudvikling skal ligge mellem 2000 og 2099.";

/// What every comparison and estimate must say of itself.
pub const ESTIMATE_NOTE: &str = "Beløbene er et skøn ud fra de viste forudsætninger og er ikke et tilbud.";

/// A number of hundredths as a decimal number: `7,5`.
///
/// ```
/// assert_eq!(calculator::text::hundredths(1_266_205), "12.662,05");
/// assert_eq!(calculator::text::hundredths(750), "7,5");
/// ```
#[must_use]
pub fn hundredths(value: u64) -> String {
    let mut text = number(value / 100);
    let rest = value % 100;
    if rest > 0 {
        text.push(',');
        if rest < 10 {
            text.push('0');
        }
        text.push_str(&(if rest.is_multiple_of(10) { rest / 10 } else { rest }).to_string());
    }
    text
}

/// Three values: the likely one, and the others behind it where they differ.
fn ranged(is_exact: bool, likely: String, low: &str, high: &str) -> String {
    if is_exact { likely } else { [likely.as_str(), " (", low, "–", high, ")"].concat() }
}

/// An amount with its range: `84.000 kr. (56.000–140.000 kr.)`.
#[must_use]
pub fn amount_range(value: &Range<Amount>) -> String {
    ranged(value.is_exact(), amount(value.likely()), &bare_amount(value.low()), &amount(value.high()))
}

/// An amount with its range, or that there is none.
#[must_use]
pub fn known_amount(value: Option<Range<Amount>>) -> String {
    value.as_ref().map_or_else(|| super::NO_NUMBER.to_owned(), amount_range)
}

/// A quantity with its range: `3 (2–5)`.
#[must_use]
pub fn quantity_range(value: &Range<Quantity>) -> String {
    ranged(value.is_exact(), value.likely().to_string(), &value.low().to_string(), &value.high().to_string())
}

/// A difference with its range: `+28.000 kr. (+5.000 kr. til +40.000 kr.)`
#[must_use]
pub fn difference_range(range: &Range<Difference>) -> String {
    let likely = difference(range.likely());
    if range.is_exact() {
        return likely;
    }
    [&likely, " (", &difference(range.low()), " til ", &difference(range.high()), ")"].concat()
}

/// A signed amount: `+5.000 kr.`, `−5.000 kr.`, `0 kr.`
#[must_use]
pub fn difference(value: Difference) -> String {
    let sign = match value.ore() {
        0 => "",
        1.. => "+",
        _ => "−",
    };
    let size = i64::try_from(value.ore().unsigned_abs()).ok().and_then(Amount::from_ore).unwrap_or_default();
    [sign, &amount(size)].concat()
}

/// What a kind of scenario is called.
#[must_use]
pub fn scenario_kind(kind: ScenarioKind) -> &'static str {
    match kind {
        ScenarioKind::Buy => "Køb hos børnehuset",
        ScenarioKind::Own => "Eget tilbud",
        ScenarioKind::Wait => "Vent",
        ScenarioKind::Other => "Anden udbyder",
    }
}

/// The name of a scenario: the user's own, or that of its kind.
#[must_use]
pub fn scenario_title(scenario: &Scenario) -> &str {
    if scenario.title.trim().is_empty() { scenario_kind(scenario.kind) } else { scenario.title.trim() }
}

/// What a cost beside the price is called.
#[must_use]
pub fn what(what: What) -> &'static str {
    match what {
        What::Meetings => "Møder",
        What::Travel => "Rejsetid",
        What::Mileage => "Kørsel",
        What::Interpreter => "Tolk",
        What::Work => "Egne timer",
        What::Supervision => "Supervision",
        What::Other => "Andet",
        What::Cancelled => "Aflyste sessioner",
    }
}

/// What the number of a cost beside the price counts: `timer`, `km`.
#[must_use]
pub fn what_unit(what: What) -> &'static str {
    match what {
        What::Mileage => "km",
        What::Other => "gange",
        What::Cancelled => "%",
        What::Meetings | What::Travel | What::Interpreter | What::Work | What::Supervision => "timer",
    }
}

/// What is still open of a cost beside the price, with what is known of it:
/// `TF-CBT: Møder (6 timer) er ikke med i summen: mangler sats.`
#[must_use]
pub fn open_extra(name: &str, extra: &Extra) -> String {
    let what = extra.what();
    let unit = if what == What::Cancelled { "procent" } else { what_unit(what) };
    let (measure, rate) = (extra.measure(), extra.rate());
    let known = measure.map(|measure| super::measure_range(&measure, what));
    let known = known.or_else(|| rate.map(|rate| amount_range(&rate.amount())));
    let known = known.map(|known| [" (", &known, ")"].concat()).unwrap_or_default();
    let lack = match (measure, rate) {
        (Some(_), _) => "sats".to_owned(),
        (None, None) if what != What::Cancelled => [unit, " og sats"].concat(),
        (None, _) => unit.to_owned(),
    };
    [name, ": ", self::what(what), &known, " er ikke med i summen: mangler ", &lack, "."].concat()
}

/// That a share is open, and who pays it as long as it is.
#[must_use]
pub fn open_share(payer: &str, year: crate::Year) -> String {
    let payer = if payer.trim().is_empty() { "en betaler uden navn" } else { payer.trim() };
    format!("Andelen for {payer} i {year} mangler. Så længe står det hos {MUNICIPALITY}.")
}

/// What a fixed cost is called.
#[must_use]
pub fn fixed_kind(kind: FixedKind) -> &'static str {
    match kind {
        FixedKind::Training => "Uddannelse",
        FixedKind::Supervision => "Supervision",
        FixedKind::Overhead => "Ledelse, lokaler og systemer",
        FixedKind::Other => "Anden fast udgift",
    }
}

/// The name of a fixed cost: the user's own, or that of its kind.
#[must_use]
pub fn fixed_title(cost: &FixedCost) -> &str {
    if cost.label.trim().is_empty() { fixed_kind(cost.what) } else { cost.label.trim() }
}

/// What a price level is called.
#[must_use]
pub fn level(plan: &Plan, level: Level) -> String {
    match (level, plan.level()) {
        (Level::Fixed, Some(prices)) => format!("Faste priser, {}-niveau", prices.base()),
        (Level::Current, Some(_)) => "Løbende priser: hvert år i sit eget niveau".to_owned(),
        (Level::Entered, _) | (_, None) => "Priser som indtastet, ikke fremskrevet".to_owned(),
    }
}

/// What a cell lacks, in a few words.
#[must_use]
pub fn gap(gap: Gap) -> String {
    match gap {
        Gap::Price => "mangler pris".to_owned(),
        Gap::Count => "mangler antal".to_owned(),
        Gap::Both => "mangler antal, mangler pris".to_owned(),
        Gap::Amount => "mangler beløb".to_owned(),
        Gap::Beside => "mangler antal eller sats".to_owned(),
        Gap::Index(error) => index_error(error),
        Gap::TooLarge => "beløbet er for stort til at regne med".to_owned(),
    }
}

/// A cell: its amount or what it lacks.
#[must_use]
pub fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Known(amounts) => amount_range(amounts),
        Cell::Open(lack) => gap(*lack),
    }
}

/// From how many units an offer of one's own is cheaper: `Eget tilbud er billigere fra 5 forløb.`
#[must_use]
pub fn break_even(result: BreakEven, line: &Line) -> String {
    match result {
        BreakEven::Always => "Eget tilbud er billigere fra den første.".to_owned(),
        BreakEven::From(units) => {
            let units = super::counted(units, line.unit.singular(), line.unit.plural());
            ["Eget tilbud er billigere fra ", &units, "."].concat()
        }
        BreakEven::Never => "Eget tilbud bliver aldrig billigere, uanset antal.".to_owned(),
    }
}

/// The answer for a line: `TF-CBT, over for 1. Køb hos børnehuset: Eget tilbud er billigere fra 5 forløb.`
#[must_use]
pub fn even(plan: &Plan, catalogue: &crate::Catalogue, even: &Even) -> String {
    let (bought, own) = (&plan.scenarios()[even.buy.0], &plan.scenarios()[even.own.0]);
    let name = super::place(bought, catalogue, Place::Line(even.buy.1));
    let line = &own.lines[even.own.1];
    let [best, likely, worst] = even.at.map(|found| break_even(found, line));
    let mut words = [&name, ", over for ", &super::scenario_heading(even.buy.0, bought), ": ", &likely].concat();
    if best != worst {
        words = [&words, " Bedste fald: ", &best, " Værste fald: ", &worst].concat();
    }
    words
}

/// The formula of the answer for a line.
#[must_use]
pub fn even_formula(plan: &Plan, catalogue: &crate::Catalogue, even: &Even) -> String {
    let name = super::place(&plan.scenarios()[even.buy.0], catalogue, Place::Line(even.buy.1));
    [&name, ". ", &break_even_formula(&even.terms)].concat()
}

/// What the answers hold for: all years together, the fixed costs on one service, amounts as they are written.
#[must_use]
pub fn even_terms(plan: &Plan, evens: &[Even]) -> String {
    let years = super::counted(u64::try_from(plan.years().count()).unwrap_or(1), "år", "år");
    let fixed = evens.first().map(|even| amount(even.terms.fixed)).unwrap_or_default();
    let stop = if fixed.ends_with('.') { "" } else { "." };
    let mut words = [
        "Faste udgifter over ",
        &years,
        ": ",
        &fixed,
        stop,
        " Antallet er for alle år tilsammen, med alle faste udgifter lagt på denne ene ydelse. ",
        "Der er regnet med beløbene, som de er skrevet, uden prisudvikling.",
    ]
    .concat();
    if let [first, .., last] = crate::price_years(plan, evens).as_slice() {
        words
            .push_str(&format!(" De er fra forskellige prisår, {first} til {last}: brug kun svaret som et fingerpeg."));
    }
    words
}

/// What a break-even was worked out from, as a formula.
#[must_use]
pub fn break_even_formula(terms: &Terms) -> String {
    let saved = ["(", &amount(terms.bought), " − ", &amount(terms.own), ")"].concat();
    match (terms.bought > terms.own, terms.fixed == Amount::ZERO) {
        (false, _) => {
            [&amount(terms.own), " for en i eget tilbud er ikke mindre end ", &amount(terms.bought), " for en købt."]
                .concat()
        }
        (true, true) => ["Ingen faste udgifter, og hver sparer ", &saved, "."].concat(),
        (true, false) => [
            "Faste udgifter ",
            &amount(terms.fixed),
            " / ",
            &saved,
            " for hver. Det første hele antal over resultatet er svaret.",
        ]
        .concat(),
    }
}

/// What a number that is put low and high does to a total, as two formulas.
#[must_use]
pub fn swing_formula(likely: Amount, swing: &Swing) -> String {
    let moved = |end: Amount| [&amount(likely), " ", &moved(Difference::of(likely, end)), " = ", &amount(end)].concat();
    ["Lavt: ", &moved(swing.at_low), ". Højt: ", &moved(swing.at_high), "."].concat()
}

/// A difference as it is written behind what it is added to: `− 500 kr.`
fn moved(value: Difference) -> String {
    let size = i64::try_from(value.ore().unsigned_abs()).ok().and_then(Amount::from_ore).unwrap_or_default();
    [if value.ore() < 0 { "− " } else { "+ " }, &amount(size)].concat()
}

/// How a difference between two totals came about: `84.000 kr. − 56.000 kr. = +28.000 kr.`
#[must_use]
pub fn difference_formula(first: &Range<Amount>, other: &Range<Amount>, result: &Range<Difference>) -> String {
    let one = |other: Amount, first: Amount, result: Difference| {
        [&amount(other), " − ", &amount(first), " = ", &difference(result)].concat()
    };
    let likely = one(other.likely(), first.likely(), result.likely());
    if result.is_exact() {
        return likely;
    }
    let low = one(other.low(), first.high(), result.low());
    let high = one(other.high(), first.low(), result.high());
    [&likely, ". Mindst: ", &low, ". Mest: ", &high].concat()
}

/// The conditions of a service, each a sentence that is true where it is met.
#[must_use]
pub fn conditions(terms: &Eligibility) -> Vec<String> {
    let ages = terms.ages.map(|ages| format!("Barnet er mellem {} og {} år.", ages.from(), ages.to()));
    let kinds: Vec<&str> = terms.abuse.iter().map(|&kind| abuse(kind)).collect();
    let abuse = (!kinds.is_empty()).then(|| ["Barnet har været udsat for ", &kinds.join(" eller "), "."].concat());
    let examined = terms.examined.then(|| "Barnet er udredt i børnehuset.".to_owned());
    let caregiver = terms.caregiver.then(|| "En omsorgsperson, som ikke er krænkeren, kan deltage.".to_owned());
    [ages, abuse, examined, caregiver].into_iter().flatten().chain(terms.more.iter().cloned()).collect()
}

/// What a kind of abuse is called.
#[must_use]
pub fn abuse(kind: Abuse) -> &'static str {
    match kind {
        Abuse::Sexual => "seksuelle overgreb",
        Abuse::Physical => "fysisk vold",
        Abuse::Psychological => "psykisk vold",
    }
}

/// The warning of a condition that is not met, or still open.
#[must_use]
pub fn unmet(condition: &str, answer: Answer) -> Option<String> {
    let start = match answer {
        Answer::Yes => return None,
        Answer::No => "Ikke opfyldt: ",
        Answer::Open => "Ikke afklaret: ",
    };
    Some([start, condition, " Tal med børnehuset, før I køber."].concat())
}

/// The name of a cost beside the price in a sentence of its own: `Kørsel`, with the user's remark where there is one.
#[must_use]
pub fn extra_title(extra: &Extra) -> &'static str {
    what(extra.what())
}

/// The name of a subject, where the user wrote it; a service has its name in the catalogue.
#[must_use]
pub fn subject<'a>(subject: &'a Subject, catalogue: &'a crate::Catalogue) -> &'a str {
    match subject {
        Subject::Own(words) if words.trim().is_empty() => "Uden navn",
        Subject::Own(words) => words.trim(),
        Subject::Service(id) => catalogue.get(id).map_or(id.as_str(), |service| &service.name),
    }
}

/// The warning of a printed price that ends before the budget does.
#[must_use]
pub fn ends_early(name: &str, rate: &Rate, last: u16) -> String {
    format!("Prisen på {name} gælder {}, men budgettet går til {last}.", super::period(&rate.validity))
}

/// The warning of a yearly rate of the past.
#[must_use]
pub fn old_figure(figure: &Figure) -> String {
    format!("Satsen »{}« er fra {}. Brug en aktuel sats, før beløbet bruges i en sag.", figure.label, figure.year)
}

/// The warning of a yearly rate that is used in a later budget year.
#[must_use]
pub fn figure_ends(figure: &Figure, last: u16) -> String {
    format!("Satsen »{}« gælder for {}, men budgettet går til {last}.", figure.label, figure.year)
}

/// What today's prices change in a row, with the scenario where there are several:
/// `2. Eget tilbud, TF-CBT: 56.000 kr. bliver 63.000 kr. (+7.000 kr.)`
#[must_use]
pub fn recalculated(plan: &Plan, catalogue: &crate::Catalogue, change: &Recalculation) -> String {
    let Some(scenario) = plan.scenarios().get(change.scenario) else { return String::new() };
    let mut name = super::place(scenario, catalogue, change.place);
    if plan.scenarios().len() > 1 {
        name = [&super::scenario_heading(change.scenario, scenario), ", ", &name].concat();
    }
    let [before, after] = [&change.before, &change.after].map(amount_range);
    let more = difference(Difference::of(change.before.likely(), change.after.likely()));
    [&name, ": ", &before, " bliver ", &after, " (", &more, ")"].concat()
}

/// The warning of a number that has not been checked.
#[must_use]
pub fn unconfirmed(name: &str) -> String {
    [name, " er ubekræftet. Kontrollér tallet, før det bruges i en sag."].concat()
}

/// The warning of a number that the register has no longer.
#[must_use]
pub fn changed(name: &str) -> String {
    [
        "Registret har i dag et andet tal for ",
        name,
        ". Her står tallet fra dengang. Vælg »Genberegn« for at bruge det nye.",
    ]
    .concat()
}

/// The warning of a price of which nobody knows who gave it.
#[must_use]
pub fn no_provider(name: &str) -> String {
    ["Skriv, hvem der har givet prisen på ", name, "."].concat()
}

/// Why three numbers are not a range.
#[must_use]
pub fn range_error(error: RangeError) -> &'static str {
    match error {
        RangeError::LowAboveLikely => "Det lave tal må ikke være højere end det sandsynlige.",
        RangeError::LikelyAboveHigh => "Det høje tal må ikke være lavere end det sandsynlige.",
    }
}

/// Why a text is not hours, a percentage or a year.
#[must_use]
pub fn measure_error(error: &MeasureError) -> String {
    match error {
        MeasureError::Number(error) => super::number_error(error, super::Expected::Measure),
        MeasureError::TooManyDecimals => "Skriv højst to cifre efter kommaet, for eksempel 7,25.".to_owned(),
        MeasureError::Outside { min, max } => ["Tallet skal ligge mellem ", min, " og ", max, "."].concat(),
    }
}

/// Why a price cannot be brought to another year.
#[must_use]
pub fn index_error(error: IndexError) -> String {
    match error {
        IndexError::NoLevel => "Der er ikke indtastet en prisudvikling.".to_owned(),
        IndexError::NoChange { year } => format!("Prisudviklingen for {year} mangler, så prisen er ikke fremskrevet."),
        IndexError::OldModel { from, to } => format!(
            "Taksten fra {from} kan ikke fremskrives til {to}: børnehusene fik en ny finansiering fra 2024, så taksten før \
             og efter dækker ikke det samme."
        ),
        IndexError::TooLarge => "Beløbet er for stort til at regne med.".to_owned(),
    }
}

/// What is wrong with the parts of a plan.
#[must_use]
pub fn plan_error(error: PlanError) -> String {
    match error {
        PlanError::Scenarios => "Der skal være mellem et og fire scenarier.".to_owned(),
        PlanError::TooMany { scenario } => {
            format!("Scenarie {} har for mange linjer. Der kan højst være 1.000.", scenario + 1)
        }
        PlanError::Years { scenario } => {
            format!("Scenarie {} har ikke et tal for hvert budgetår.", scenario + 1)
        }
        PlanError::Shares { scenario, .. } => {
            format!(
                "I scenarie {} kan andre komme til at betale mere end 100 % af et år. Sæt andelene ned.",
                scenario + 1
            )
        }
    }
}

/// Why a link is not a plan.
#[must_use]
pub fn link_error(error: &LinkError) -> String {
    match error {
        LinkError::Empty => "Linket er tomt.".to_owned(),
        LinkError::Foreign => "Adressen indeholder ikke en beregning. Begynd på en ny.".to_owned(),
        LinkError::Version { found } => format!(
            "Linket er lavet med en anden udgave af beregneren (udgave {found}). Genindlæs siden for at få den nyeste."
        ),
        LinkError::Damaged => {
            "Linket er beskadiget. Det er ofte blevet klippet over undervejs: kopiér hele linket igen.".to_owned()
        }
        LinkError::Refused(error) => ["Linket kan ikke åbnes. ", &plan_error(*error)].concat(),
    }
}

/// Why there is no estimate.
#[must_use]
pub fn estimate_error(error: EstimateError) -> &'static str {
    match error {
        EstimateError::NoScenario => "Scenariet findes ikke.",
        EstimateError::TooLarge => "Summen er for stor til at regne med. Sæt antal eller priser ned.",
    }
}
