//! What ordinary cases cost: every number opens, and what leaves the browser says the same as the page.

#![expect(clippy::unwrap_used, reason = "helpers of tests: a panic is a failed test")]

use calculator::export::{Block, financing_csv, financing_note};
use calculator::financing::{Case, Children, ChildrenError, FinancingError, Model, Part, open, work_out};
use calculator::{
    Amount, Bound, Catalogue, Figure, FigureKind, Ground, Money, Quantity, Range, Reference, Share, Status, Year,
};
use jiff::civil::date;
use proptest::prelude::*;

fn year(year: u16) -> Year {
    Year::new(year).unwrap()
}

/// facts `takster_2021`: Syd 13.477 kr.
fn syd() -> Figure {
    Figure {
        id: "takst-syd-2021".into(),
        kind: FigureKind::Case,
        label: "Børnehus Syd".into(),
        amount: Amount::parse("13.477").unwrap(),
        year: year(2021),
        reference: Reference { source_id: "boernehus-syd-2021".into(), place: "planchen om takster".into() },
        status: Status::Confirmed,
        next_review: None,
    }
}

/// The draft of 2023: 80 %, unconfirmed.
fn draft() -> Model {
    let reference = Reference { source_id: "kl-hoeringssvar-2023".into(), place: "høringssvaret".into() };
    Model {
        objective: Range::exact(Share::parse("80").unwrap()),
        name: "Udkastet fra 2023".into(),
        ground: Some((reference, Status::Unconfirmed)),
        next_review: Some(date(2027, 5, 22)),
    }
}

fn case() -> Case {
    Case {
        model: draft(),
        year: year(2026),
        budget: Some(Range::exact(Amount::parse("30.000.000").unwrap())),
        children: Some(Children::new(Range::new(9_000, 10_000, 11_000).unwrap(), Range::exact(240_000)).unwrap()),
        takst: Some(Money::figure(&syd())),
        cases: Some(Range::exact(Quantity::parse("12").unwrap())),
    }
}

#[test]
fn every_number_opens_down_to_its_source() {
    let catalogue = Catalogue::default().with_facts(Vec::new(), vec![syd()]);
    let case = case();
    let paid = work_out(&case).unwrap();
    let objective = open(&case, &paid, &catalogue, Part::Objective).unwrap();
    assert_eq!(objective.formula, "30.000.000 kr. × 80 % × 10.000 / 240.000 = 1.000.000 kr.");
    assert_eq!(objective.range.as_deref(), Some("lavt 900.000 kr., højt 1.100.000 kr."));
    let share = &objective.basis[1];
    assert_eq!((share.name.as_str(), share.value.as_str()), ("Objektiv andel, Udkastet fra 2023", "80 %"));
    assert!(matches!(&share.ground, Ground::Register { status: Status::Unconfirmed, next_review: Some(_), .. }));
    let cases = open(&case, &paid, &catalogue, Part::Cases).unwrap();
    assert_eq!(cases.formula, "12 sager × 13.477 kr. = 161.724 kr.");
    let takst = &cases.basis[1];
    assert_eq!((takst.name.as_str(), takst.price_year), ("Takst pr. sag, Børnehus Syd", Some(year(2021))));
    assert!(matches!(&takst.ground, Ground::Register { status: Status::Confirmed, .. }));
    let total = open(&case, &paid, &catalogue, Part::Total).unwrap();
    assert_eq!(total.formula, "1.000.000 kr. + 161.724 kr. = 1.161.724 kr.");
    // A register that no longer has the number says so, and the user's own is the user's.
    let gone = open(&case, &paid, &Catalogue::default(), Part::Cases).unwrap();
    assert_eq!(gone.basis[1].ground, Ground::Gone);
    let own = Case { model: Model::entered(Range::exact(Share::parse("80").unwrap())), ..case };
    let opened = open(&own, &work_out(&own).unwrap(), &catalogue, Part::Objective).unwrap();
    assert!(opened.basis.iter().all(|basis| matches!(basis.ground, Ground::Entered { .. })), "{opened:?}");
}

#[test]
fn the_note_holds_every_formula_and_every_assumption() {
    let catalogue = Catalogue::default().with_facts(Vec::new(), vec![syd()]);
    let (case, paid) = (case(), work_out(&case()).unwrap());
    let note = financing_note(&case, &paid, &catalogue).to_text();
    let csv = financing_csv(&case, &paid, &catalogue, &|_| None);
    for part in [
        "12 sager × 13.477 kr. = 161.724 kr.",
        "30.000.000 kr. × 80 % × 10.000 / 240.000 = 1.000.000 kr.",
        "kl-hoeringssvar-2023, høringssvaret, ubekræftet, gennemgås 22. maj 2027",
        "kan ikke fremskrives til 2026",
        "Taksten er ikke regnet ud af budget og antal sager",
    ] {
        assert!(note.contains(part) && csv.contains(part), "{part} is not in\n{note}\n{csv}");
    }
}

#[test]
fn children_are_whole_and_no_more_than_there_are() {
    assert_eq!(Children::parse(" 12.345 "), Ok(12_345));
    assert_eq!(Children::parse("12,5"), Err(ChildrenError::Fraction));
    assert_eq!(Children::parse("2.000.001"), Err(ChildrenError::TooMany));
    for wrong in ["", "-1", "1e9", "mange", "1.5"] {
        let said = Children::parse(wrong).unwrap_err().to_string();
        assert!(said.ends_with('.'), "{said}");
    }
}

/// An amount as the tables write it, in øre.
fn ore(written: &str) -> Option<i64> {
    let (crowns, ore) = written.split_once(',')?;
    Some(crowns.parse::<i64>().ok()? * 100 + ore.parse::<i64>().ok()?)
}

fn cases() -> impl Strategy<Value = Case> {
    let sorted = |mut three: [u32; 3]| {
        three.sort_unstable();
        three
    };
    let amount = |ore: u32| Amount::from_ore(i64::from(ore)).unwrap();
    let amounts = move |three: [u32; 3]| {
        let [low, likely, high] = sorted(three).map(amount);
        Range::new(low, likely, high).unwrap()
    };
    let three = || prop::array::uniform3(0u32..1_000_000_000);
    let counts = move |three: [u32; 3]| {
        let [low, likely, high] = sorted(three);
        Range::new(low, likely, high).unwrap()
    };
    let children = (prop::array::uniform3(0u32..100_000), prop::array::uniform3(100_000u32..1_000_000))
        .prop_map(move |(own, all)| Children::new(counts(own), counts(all)).unwrap());
    let share = prop::array::uniform3(0u16..=10_000).prop_map(|mut share| {
        share.sort_unstable();
        let [low, likely, high] = share.map(|share| Share::new(share).unwrap());
        Range::new(low, likely, high).unwrap()
    });
    let takst = three().prop_map(move |takst| Money::entered(amounts(takst), None, "", ""));
    let count = prop::array::uniform3(0u16..500).prop_map(|mut count| {
        count.sort_unstable();
        let [low, likely, high] = count.map(|count| Quantity::new(count).unwrap());
        Range::new(low, likely, high).unwrap()
    });
    let parts = (
        prop::option::of(three().prop_map(amounts)),
        prop::option::of(children),
        prop::option::of(takst),
        prop::option::of(count),
    );
    (share, parts).prop_map(|(share, (budget, children, takst, cases))| Case {
        model: Model::entered(share),
        year: year(2026),
        budget,
        children,
        takst,
        cases,
    })
}

/// Worked out by hand: 80 % (70–90) of 30 million, 10.000 (9.000–11.000) of 240.000 (220.000–250.000) children.
#[test]
fn every_number_of_the_objective_part_can_be_unsure() {
    let range = |low, likely, high| Range::new(low, likely, high).unwrap();
    let share = |part: &str| Share::parse(part).unwrap();
    let children = Children::new(range(9_000, 10_000, 11_000), range(220_000, 240_000, 250_000)).unwrap();
    let model = Model::entered(Range::new(share("70"), share("80"), share("90")).unwrap());
    let case = Case { model, children: Some(children), takst: None, cases: None, ..case() };
    let paid = work_out(&case).unwrap();
    let ore = |bound| paid.objective.unwrap().at(bound).ore();
    // 21 million × 9.000 / 250.000, 24 million × 10.000 / 240.000, 27 million × 11.000 / 220.000.
    assert_eq!(Bound::ALL.map(ore), [75_600_000, 100_000_000, 135_000_000]);
    let opened = open(&case, &paid, &Catalogue::default(), Part::Objective).unwrap();
    let values: Vec<&str> = opened.basis.iter().map(|basis| basis.value.as_str()).collect();
    assert_eq!(values[1..], ["80 % (70 % til 90 %)", "10.000 (9.000–11.000)", "240.000 (220.000–250.000)"]);
    // More children of its own than of all is refused, whichever numbers come true.
    assert_eq!(Children::new(range(9_000, 10_000, 221_000), children.all()), Err(FinancingError::Children));
}

proptest! {
    #[test]
    fn the_rows_of_the_table_sum_to_its_total(case in cases()) {
        let paid = work_out(&case).unwrap();
        let csv = financing_csv(&case, &paid, &Catalogue::default(), &|_| None);
        let mut blocks = csv.split("\r\n\r\n");
        let (parts, total) = (blocks.nth(1).unwrap_or_default(), blocks.next().unwrap_or_default());
        for column in 1..=3 {
            let at = |row: &str| ore(row.split(';').nth(column)?);
            let sum: i64 = parts.lines().filter_map(at).sum();
            prop_assert_eq!(at(total).unwrap_or(0), sum, "{}", csv);
        }
        // And the rows of the note.
        let note = financing_note(&case, &paid, &Catalogue::default());
        let Some(Block::Table(table)) = note.blocks.get(1) else { panic!("{note:?}") };
        let told = |row: &Vec<String>| {
            let likely = row[1].split(" kr.").next().unwrap();
            let (crowns, rest) = likely.split_once(',').unwrap_or((likely, "0"));
            crowns.replace('.', "").parse::<i64>().unwrap() * 100 + rest.parse::<i64>().unwrap()
        };
        match table.rows.split_last() {
            Some((total, parts)) => prop_assert_eq!(told(total), parts.iter().map(told).sum::<i64>()),
            None => prop_assert_eq!(paid.total, None),
        }
        if let Some(total) = open(&case, &paid, &Catalogue::default(), Part::Total) {
            prop_assert!(!total.basis.is_empty());
        }
        for part in [Part::Objective, Part::Cases, Part::Total] {
            let opened = open(&case, &paid, &Catalogue::default(), part);
            prop_assert_eq!(opened.is_some(), paid.part(part).is_some());
        }
    }

    #[test]
    fn more_cases_and_more_children_never_cost_less(case in cases(), more in 1u16..100) {
        let total = |case: Case| work_out(&case).unwrap().total.map_or(0, |total| total.likely().ore());
        let cases = case.cases.map(|cases| Range::exact(Quantity::new(cases.likely().get() + more).unwrap()));
        let with_more = total(Case { cases, ..case.clone() });
        prop_assert!(with_more >= total(case.clone()));
        let with = |more: u16| {
            let children = case.children.map(|children| {
                let all = Range::exact(children.all().high() + 100);
                Children::new(Range::exact(children.own().likely() + u32::from(more)), all).unwrap()
            });
            total(Case { children, ..case.clone() })
        };
        let (few, many) = (with(0), with(more));
        prop_assert!(many >= few, "{} {}", few, many);
    }
}
