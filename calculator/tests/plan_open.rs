//! What is still open in a plan: it is no number, it is named where the plan is read, and a link keeps it.

#![expect(clippy::unwrap_used, reason = "helpers of tests: a panic is a failed test")]

use calculator::export::{self, Block, Table};
use calculator::{
    Amount, Bound, Catalogue, Extra, FixedCost, FixedKind, Level, Line, Measure, Money, Payer, Plan, Pricing, Quantity,
    Range, Scenario, ScenarioKind, Share, Subject, Unit, What, Year, Years, break_even, estimate, link, text, warnings,
};
use jiff::civil::date;

fn exactly(amount: &str) -> Range<Amount> {
    Range::exact(Amount::parse(amount).unwrap())
}

fn entered(amount: &str) -> Money {
    Money::entered(exactly(amount), None, "Børnehus Midt", "")
}

fn line(counts: &[Option<u16>], price: Pricing) -> Line {
    let counts = counts.iter().map(|count| count.map(|count| Range::exact(Quantity::new(count).unwrap()))).collect();
    Line { subject: Subject::Own("TF-CBT".into()), unit: Unit::Course, counts, price, extras: vec![] }
}

fn plan(years: u8, scenarios: Vec<Scenario>) -> Plan {
    let years = Years::new(Year::new(2027).unwrap(), years).unwrap();
    Plan::new(years, date(2026, 11, 22), None, scenarios).unwrap()
}

fn buying(lines: Vec<Line>) -> Scenario {
    Scenario { lines, ..Scenario::empty(ScenarioKind::Buy) }
}

/// The table of a caption in the note of a plan.
fn table(plan: &Plan, caption: &str) -> Table {
    let note = export::note(plan, Level::Entered, &Catalogue::default()).unwrap();
    let found = note.blocks.into_iter().find_map(|block| match block {
        Block::Table(table) if table.caption == caption => Some(table),
        _ => None,
    });
    found.unwrap()
}

#[test]
fn a_line_that_lacks_one_year_keeps_the_other_and_names_the_year() {
    let given = Pricing::Given(entered("28.000"));
    let plan = plan(2, vec![buying(vec![line(&[Some(2), None], given)])]);
    assert_eq!(
        table(&plan, text::COSTS).rows,
        [["TF-CBT", "56.000 kr.", "mangler antal", "56.000 kr."], ["I alt", "56.000 kr.", "mangler", "56.000 kr."]]
    );
    let note = export::note(&plan, Level::Entered, &Catalogue::default()).unwrap().to_text();
    assert!(note.contains("- TF-CBT er ikke med i summen for 2028: mangler antal.\n"), "{note}");
    let csv = export::csv(&plan, Level::Entered, &Catalogue::default(), &|_| None).unwrap();
    assert!(csv.contains("I alt;;2028;;;\r\n"), "{csv}");
}

fn hours(text: &str) -> Option<Range<Measure>> {
    Some(Range::exact(Measure::parse(text).unwrap()))
}

/// Six hours of meetings without a rate, and training of which only the first year is known.
fn half_filled() -> Scenario {
    let mut bought = line(&[Some(2), Some(2)], Pricing::Given(entered("28.000")));
    bought.extras = vec![Extra::of(What::Meetings, hours("6"), None), Extra::of(What::Cancelled, None, None)];
    let training = FixedCost {
        what: FixedKind::Training,
        label: String::new(),
        amounts: vec![Some(exactly("40.000")), None],
        year: None,
        note: String::new(),
    };
    Scenario { fixed: vec![training], ..buying(vec![bought]) }
}

#[test]
fn half_filled_costs_of_every_scenario_are_told_wherever_the_plan_goes() {
    let empty = Scenario::empty(ScenarioKind::Wait);
    let plan = plan(2, vec![empty, half_filled()]);
    let told = [
        "TF-CBT: Møder (6 timer) er ikke med i summen: mangler sats.",
        "TF-CBT: Aflyste sessioner er ikke med i summen: mangler procent.",
        "Uddannelse er ikke med i summen for 2028: mangler beløb.",
    ];
    let note = export::note(&plan, Level::Entered, &Catalogue::default()).unwrap().to_text();
    let csv = export::csv(&plan, Level::Entered, &Catalogue::default(), &|_| None).unwrap();
    for told in told {
        assert!(note.contains(&["- ", told, "\n"].concat()), "{told}: {note}");
        assert!(csv.contains(told), "{told}: {csv}");
    }
    // What is known is in the sum: 2 × 2 × 28.000 and the first year of training.
    assert_eq!(estimate(&plan, 1, Level::Entered).unwrap().total(), exactly("152.000"));
    assert_eq!(link::read(&link::write(&plan)), Ok(plan));
}

#[test]
fn a_price_made_of_costs_of_which_one_is_open_is_no_price() {
    let mut own = line(&[Some(2)], Pricing::Composed);
    let mileage = Extra::at_rate(What::Mileage, Range::exact(Measure::parse("40").unwrap()), entered("3,94"));
    own.extras = vec![mileage.unwrap(), Extra::of(What::Work, None, None)];
    let own = Scenario { lines: vec![own], ..Scenario::empty(ScenarioKind::Own) };
    let plan = plan(1, vec![buying(vec![line(&[Some(2)], Pricing::Given(entered("28.000")))]), own]);
    assert_eq!(estimate(&plan, 1, Level::Entered).unwrap().known_total(), None);
    assert_eq!(
        warnings(&plan, 1, Level::Entered, &Catalogue::default()).unwrap(),
        [
            "TF-CBT er ikke med i summen: mangler pris.",
            "TF-CBT: Egne timer er ikke med i summen: mangler timer og sats."
        ]
    );
    assert!(break_even(&plan, (1, 0), (0, 0), None, Bound::Likely).is_err());
}

#[test]
fn a_share_that_is_open_is_no_share_of_nothing() {
    let payer = Payer { name: "Staten".into(), shares: vec![Share::parse("50").ok().map(Range::exact), None] };
    let bought = line(&[Some(1), Some(1)], Pricing::Given(entered("28.000")));
    let plan = plan(2, vec![Scenario { payers: vec![payer], ..buying(vec![bought]) }]);
    assert_eq!(
        table(&plan, text::PAYERS).rows,
        [["Staten", "14.000 kr.", "mangler", "14.000 kr."], ["Kommunen", "14.000 kr.", "28.000 kr.", "42.000 kr."],]
    );
    let warned = warnings(&plan, 0, Level::Entered, &Catalogue::default()).unwrap();
    assert_eq!(warned, ["Andelen for Staten i 2028 mangler. Så længe står det hos Kommunen."]);
    assert_eq!(link::read(&link::write(&plan)), Ok(plan));
}

#[test]
fn nothing_known_is_no_zero_in_a_comparison_and_ranges_stay() {
    let wide = Range::new(Quantity::new(1).unwrap(), Quantity::new(2).unwrap(), Quantity::new(3).unwrap()).unwrap();
    let bought = Line { counts: vec![Some(wide)], ..line(&[None], Pricing::Given(entered("5.000"))) };
    let mut own = line(&[Some(2)], Pricing::Composed);
    own.extras = vec![Extra::of(What::Work, None, None)];
    let mut other = line(&[Some(2)], Pricing::Given(entered("6.000")));
    other.subject = bought.subject.clone();
    let own = Scenario { lines: vec![own], ..Scenario::empty(ScenarioKind::Own) };
    let other = Scenario { lines: vec![other], ..Scenario::empty(ScenarioKind::Other) };
    let plan = plan(1, vec![buying(vec![bought]), own, other]);
    let more = "+2.000 kr. (−3.000 kr. til +7.000 kr.)";
    let range = "10.000 kr. (5.000–15.000 kr.)";
    assert_eq!(
        table(&plan, text::COMPARISON).rows,
        [["TF-CBT", range, "mangler", "–", "12.000 kr.", more], ["I alt", range, "mangler", "–", "12.000 kr.", more],]
    );
    // The note has what is unsure too.
    let swings = table(&plan, text::SWINGS);
    assert_eq!(swings.rows, [["Antal i 2027, TF-CBT", "5.000 kr.", "15.000 kr."]]);
}

/// Bought at 28.000 kr. of 2026, or 30 hours at 450 kr. of 2024 and no fixed cost.
#[test]
fn the_note_says_from_when_an_own_offer_is_cheaper_and_what_that_holds_for() {
    let year = |year| Year::new(year);
    let bought = line(&[Some(2)], Pricing::Given(Money::entered(exactly("28.000"), year(2026), "Midt", "")));
    let mut own = line(&[Some(2)], Pricing::Composed);
    let hourly = Money::entered(exactly("450"), year(2024), "", "");
    own.extras = vec![Extra::at_rate(What::Work, hours("30").unwrap(), hourly).unwrap()];
    let own = Scenario { lines: vec![own], ..Scenario::empty(ScenarioKind::Own) };
    let plan = plan(1, vec![buying(vec![bought]), own]);
    let note = export::note(&plan, Level::Entered, &Catalogue::default()).unwrap().to_text();
    assert!(
        note.contains(
            "\nHvornår er eget tilbud billigere?\n\nFaste udgifter over 1 år: 0 kr. Antallet er for alle år tilsammen, med \
             alle faste udgifter lagt på denne ene ydelse. Der er regnet med beløbene, som de er skrevet, uden \
             prisudvikling. De er fra forskellige prisår, 2024 til 2026: brug kun svaret som et fingerpeg.\n\n- TF-CBT, over \
             for 1. Køb hos børnehuset: Eget tilbud er billigere fra den første.\n"
        ),
        "{note}"
    );
}
