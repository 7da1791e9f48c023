//! What is still open in a plan: it is no number, it is named where the plan is read, and a link keeps it.

#![expect(clippy::unwrap_used, reason = "helpers of tests: a panic is a failed test")]

use calculator::export::{self, Block, Table};
use calculator::{
    Amount, Catalogue, Level, Line, Money, Plan, Pricing, Quantity, Range, Scenario, ScenarioKind, Subject, Unit, Year,
    Years, text,
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
    let csv = export::csv(&plan, Level::Entered, &Catalogue::default()).unwrap();
    assert!(csv.contains("I alt;;2028;;;\r\n"), "{csv}");
}
