//! What a reckoning on the ladder comes to, by hand and for any numbers.

use proptest::prelude::*;

use super::outcome::{Kind, Level, Outcome, work_out};
use super::typed::{self, read};
use super::*;
use crate::saved::{self, Saved};
use crate::{Bound, Difference};

fn kr(text: &str) -> Amount {
    Amount::parse(text).expect(text)
}

fn ground() -> Ground {
    Ground { source: "kora".to_owned(), place: "tabel 2.6".to_owned(), confirmed: true, ..Ground::default() }
}

/// Four steps: the lowest without a printed cost, the two in the middle with one and the same.
fn model() -> Model {
    let step = |id: &str, printed_as: &str, costs: [&str; 2]| Step {
        id: id.to_owned(),
        name: id.to_uppercase(),
        printed_as: printed_as.to_owned(),
        costs: costs.map(|cost| Amount::parse(cost).ok()).to_vec(),
        remark: String::new(),
    };
    let set = |id: &str| CostSet { id: id.to_owned(), name: id.to_owned(), remark: String::new() };
    let post = |id: &str, amounts: &[&str], lowers| Post {
        id: id.to_owned(),
        name: id.to_owned(),
        amounts: amounts.iter().copied().map(kr).collect(),
        about: String::new(),
        lowers,
        ground: ground(),
    };
    Model {
        steps: vec![
            step("forebyggelse", "", ["", ""]),
            step("netvaerk", "Familiepleje", ["394.285", "410.480"]),
            step("pleje", "Familiepleje", ["394.285", "410.480"]),
            step("institution", "Institution", ["1.203.351", "1.101.131"]),
        ],
        order: ground(),
        sets: vec![set("sverige"), set("oevrige")],
        costs: ground(),
        price_year: 2013,
        posts: vec![
            post("plan", &["2.000.000", "2.000.000", "2.000.000", "2.000.000"], false),
            post("ppr", &["750.000"], false),
            post("ventet", &["1.000.000", "2.000.000", "3.000.000", "4.500.000"], true),
        ],
        reservations: vec![Reservation { text: "Barnets behov afgør.".to_owned(), ground: None }],
        sources: Vec::new(),
    }
}

fn filled(fields: &[(&str, &str)]) -> Saved {
    let mut saved = Saved::default();
    fields.iter().for_each(|(key, value)| saved.put(key, value));
    saved
}

fn worked(fields: &[(&str, &str)]) -> Outcome {
    let model = model();
    work_out(&model, &read(&model, &filled(fields)).expect("a first year"))
}

fn total(outcome: &Outcome) -> Option<[i64; 3]> {
    outcome.sum(None, None).amount.map(|sum| Bound::ALL.map(|bound| sum.at(bound).ore()))
}

const ONE: [(&str, &str); 5] =
    [("aar", "2027"), ("flytninger", "1"), ("fra-1", "institution"), ("til-1", "pleje"), ("aarsboern-1-1", "1")];

fn with<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = ONE.into_iter().filter(|(key, _)| more.iter().all(|(other, _)| other != key));
    kept.chain(more.iter().copied()).collect()
}

/// Table 2.6, 2015: 394.285 − 1.203.351 and 410.480 − 1.101.131.
#[test]
fn a_year_of_a_child_from_institution_to_foster_family() {
    assert_eq!(total(&worked(&with(&[("priser", "sverige")]))), Some([-80_906_600; 3]));
    let outcome = worked(&with(&[("priser", "oevrige")]));
    assert_eq!(total(&outcome), Some([-69_065_100; 3]));
    assert_eq!(outcome.lines[0].kind, Kind::Down);
    let cell = outcome.lines[0].cells[0].as_ref().unwrap();
    assert_eq!(cell.formula, "1 årsbarn × 410.480 kr. − 1 årsbarn × 1.101.131 kr. = −690.651 kr.");
    assert_eq!(papers::brief(&outcome), ["Flytning 1: −690.651 kr.", "Forskel i udgift i alt: −690.651 kr."]);
}

/// Table 2.4: four times 2.000 less 1.000, 2.000, 3.000 and 4.500; then four times 750 more.
#[test]
fn the_plan_is_lower_by_two_and_a_half_million_and_higher_by_half_a_million() {
    let plan = [("aar", "2013"), ("antal-aar", "4"), ("post-plan", "ja"), ("post-ventet", "ja")];
    let outcome = worked(&plan);
    assert_eq!(total(&outcome), Some([-250_000_000; 3]));
    let years: Vec<i64> = (0..4).map(|year| outcome.sum(None, Some(year)).amount.unwrap().likely().ore()).collect();
    assert_eq!(years, [100_000_000, 0, -100_000_000, -250_000_000]);
    let all = worked(&[plan.as_slice(), &[("post-ppr", "ja")]].concat());
    assert_eq!(total(&all), Some([50_000_000; 3]));
    assert_eq!(
        papers::total_formula(&all).as_deref(),
        Some("+8.000.000 kr. + 3.000.000 kr. − 10.500.000 kr. = +500.000 kr.")
    );
    assert_eq!(papers::said(all.sum(None, None).amount.unwrap().likely()), "500.000 kr. højere udgift");
}

#[test]
fn what_has_no_cost_is_missing_and_never_nothing() {
    let outcome = worked(&with(&[("priser", "sverige"), ("til-1", "forebyggelse")]));
    assert_eq!(total(&outcome), None);
    assert_eq!(outcome.lacks(), ["Flytning 1: mangler pris for FOREBYGGELSE; kilden har ingen."]);
    assert_eq!(papers::rows(&outcome).last().unwrap(), &["Forskel i udgift, ikke alt er med", "mangler"]);
    // Beside one that has a cost, the sum says that it lacks a line.
    let both = [("priser", "sverige"), ("til-1", "forebyggelse"), ("flytninger", "1,2"), ("fra-2", "institution")];
    let outcome = worked(&with(&[both.as_slice(), &[("til-2", "pleje"), ("aarsboern-2-1", "2")]].concat()));
    assert_eq!(total(&outcome), Some([-161_813_200; 3]));
    assert!(outcome.sum(None, None).lacks[0].starts_with("Flytning 1 i 2027: mangler pris"));
    assert_eq!(papers::total_name(&outcome.sum(None, None)), papers::IN_PART);
    assert_eq!(worked(&ONE).lacks(), ["Flytning 1: mangler pris for PLEJE.".replace("PLEJE", "INSTITUTION")]);
}

#[test]
fn one_printed_cost_for_two_steps_is_no_difference_of_nothing() {
    let shared = with(&[("priser", "sverige"), ("fra-1", "pleje"), ("til-1", "netvaerk")]);
    let outcome = worked(&shared);
    assert_eq!(total(&outcome), None);
    assert!(outcome.lacks()[0].contains("kilden har én pris for de to trin, PLEJE og NETVAERK"));
    // With a cost of one's own for one of them there is a difference.
    let own = [shared.as_slice(), &[("pris-netvaerk", "300.000"), ("prisaar-netvaerk", "2013")]].concat();
    assert_eq!(total(&worked(&own)), Some([-9_428_500; 3]));
}

#[test]
fn an_own_cost_goes_before_the_printed_one_and_is_never_replaced_by_it() {
    let own = |amount, year| {
        worked(&with(&[("priser", "sverige"), ("pris-institution", amount), ("prisaar-institution", year)]))
    };
    assert_eq!(total(&own("1.000.000", "2013")), Some([-60_571_500; 3]));
    for (amount, year, lack) in [
        ("1.000.000", "", "Flytning 1: mangler prisår for INSTITUTION."),
        ("1.000.000", "13", "Flytning 1: fejl i prisår for INSTITUTION."),
        ("en million", "2013", "Flytning 1: fejl i pris for INSTITUTION."),
        (typed::left_out(&typed::cost("institution")), "2013", "Flytning 1: fejl i pris for INSTITUTION."),
        ("3 | 2 | 1", "2013", "Flytning 1: fejl i pris for INSTITUTION."),
    ] {
        let outcome = own(amount, year);
        assert_eq!((total(&outcome), outcome.lacks()), (None, vec![lack.to_owned()]), "{amount}, {year}");
    }
}

/// 394.285 × 1,4 − 1.500.000 = 551.999 − 1.500.000.
#[test]
fn prices_of_several_years_are_not_added_until_the_user_says_how_they_changed() {
    let mixed = with(&[
        ("priser", "sverige"),
        ("pris-institution", "1.500.000"),
        ("prisaar-institution", "2026"),
        ("post-ppr", "ja"),
    ]);
    let outcome = worked(&mixed);
    let years = [2013, 2026].map(|year| Year::new(year).unwrap());
    assert_eq!(outcome.level, Level::Mixed(years.to_vec()));
    assert_eq!(total(&outcome), None);
    assert!(outcome.lacks()[0].contains("priserne er fra 2013 og 2026"), "{:?}", outcome.lacks());
    assert!(outcome.lines[1].cells[0].is_ok(), "what is of one year keeps its amount");
    let shown: Vec<String> = papers::rows(&outcome).iter().map(|row| row[1].clone()).collect();
    assert_eq!(
        shown,
        ["mangler", "flere prisår", "mangler", "flere prisår", "flere prisår"],
        "what is really the matter"
    );
    let asked = [mixed.as_slice(), &[("niveau", "2026")]].concat();
    assert_eq!(total(&worked(&asked)), None, "a year alone changes nothing");
    let carried = [asked.as_slice(), &[("aendring-2013-2026", "40")]].concat();
    let outcome = worked(&carried);
    assert_eq!(total(&outcome), Some([-94_800_100 + 105_000_000; 3]));
    let cell = outcome.lines[0].cells[0].as_ref().unwrap();
    assert_eq!(cell.formula, "1 årsbarn × 394.285 kr. × 1,4 − 1 årsbarn × 1.500.000 kr. = −948.001 kr.");
    assert!(cell.basis.iter().any(|basis| basis.value == "40 %"));
    let post = outcome.lines[1].cells[0].as_ref().unwrap();
    assert_eq!(papers::opened(post)[1], "I 2013-priser: +750.000 kr.");
    // A percentage for another pair of years is not used.
    let other = [asked.as_slice(), &[("aendring-2013-2027", "40")]].concat();
    assert_eq!(total(&worked(&other)), None);
}

#[test]
fn a_first_year_too_late_for_its_years_is_refused_in_words() {
    let read = |year: &str, years: &str| read(&model(), &filled(&with(&[("aar", year), ("antal-aar", years)])));
    assert_eq!(read("2099", "1").map(|case| case.years.len()), Ok(1));
    assert_eq!(read("2099", "2").map(|case| case.years.len()), Err(typed::TOO_LATE));
    assert_eq!(read("2098", "4").map(|case| case.years.len()), Err(typed::TOO_LATE));
    assert_eq!(read("2096", "4").map(|case| case.years.len()), Ok(4));
    assert_eq!(read("i år", "1").map(|case| case.years.len()), Err(typed::NO_YEAR));
}

#[test]
fn own_advisers_beside_those_of_the_plan_are_told() {
    let own = [("raadgivere-1", "2"), ("raadgiver-pris", "600.000"), ("raadgiver-prisaar", "2013")];
    let remarks = |fields: &[(&str, &str)]| {
        let case = read(&model(), &filled(&with(fields))).unwrap();
        papers::remarks(&model(), &case, &work_out(&model(), &case)).join(" ")
    };
    let both = remarks(&[own.as_slice(), &[("post-plan", "ja")]].concat());
    assert!(both.contains("tæller med ud over jeres egne rådgivere"), "{both}");
    for one in [own.as_slice(), &[("post-plan", "ja")], &[own.as_slice(), &[("post-ventet", "ja")]].concat()] {
        assert!(!remarks(one).contains("ud over jeres egne"), "{one:?}");
    }
}

#[test]
fn missing_years_of_children_are_missing_and_not_none() {
    let outcome = worked(&with(&[("priser", "sverige"), ("antal-aar", "2")]));
    assert_eq!(outcome.lacks(), ["Flytning 1 i 2028: mangler årsbørn."]);
    assert_eq!(outcome.sum(None, Some(1)).amount, None);
    assert!(!outcome.sum(None, None).lacks.is_empty());
    let same = worked(&with(&[("priser", "sverige"), ("til-1", "institution")]));
    assert_eq!(same.lacks(), ["Flytning 1: vælg to forskellige trin."]);
}

#[test]
fn what_goes_out_has_every_reservation_and_promises_nothing() {
    let model = model();
    let case = read(&model, &filled(&with(&[("priser", "sverige")]))).unwrap();
    let outcome = work_out(&model, &case);
    let today = jiff::civil::date(2026, 11, 22);
    let text = papers::note(&model, &case, &outcome, today).to_text();
    let csv = papers::csv(&model, &case, &outcome, today);
    for out in [&text, &csv] {
        assert!(out.contains("Barnets behov afgør.") && out.contains("ikke et løfte") && out.contains("2013-priser"));
        assert!(!out.to_lowercase().contains("bespar"), "{out}");
    }
    assert!(csv.contains(";-809066,00;-809066,00;-809066,00;"), "{csv}");
    assert!(text.contains("1 årsbarn × 394.285 kr."), "{text}");
    assert!(text.contains("kora, tabel 2.6, bekræftet"), "{text}");
}

#[test]
fn the_model_is_carried_by_a_page() {
    assert_eq!(from_json(&to_json(&model())), Some(model()));
    assert_eq!(from_json("[]"), None);
}

/// A count or an amount as it is typed: one, or three in order.
fn number() -> impl Strategy<Value = String> {
    let one = |ore: u32| Amount::from_ore(ore.into()).map(crate::text::bare_amount).unwrap();
    prop_oneof![
        (0..50_000_000_u32).prop_map(one),
        proptest::array::uniform3(0..50_000_000_u32).prop_map(move |mut three| {
            three.sort_unstable();
            three.map(one).join(" | ")
        }),
    ]
}

fn count() -> impl Strategy<Value = String> {
    let one = |hundredths: u32| Measure::new(hundredths).unwrap().to_string();
    prop_oneof![
        (0..20_000_u32).prop_map(one),
        proptest::array::uniform3(0..20_000_u32).prop_map(move |mut three| {
            three.sort_unstable();
            three.map(one).join(" | ")
        }),
    ]
}

prop_compose! {
    fn typed_case()(
        years in 1..=4_usize,
        set in prop::sample::select(vec!["", "sverige", "oevrige"]),
        moves in prop::collection::vec((0..4_usize, 0..4_usize, prop::collection::vec(count(), 4)), 0..5),
        own in prop::collection::vec(prop::option::of((number(), prop::sample::select(vec!["2013", "2026", ""]))), 4),
        advisers in prop::option::of((prop::collection::vec(count(), 4), number())),
        other in prop::option::of(prop::collection::vec(number(), 4)),
        posts in prop::collection::vec(any::<bool>(), 3),
        target in prop::sample::select(vec!["", "2013", "2026"]),
        change in prop::sample::select(vec!["", "40", "-12,5"]),
    ) -> Saved {
        let model = model();
        let mut saved = Saved::default();
        saved.put(typed::FIRST, "2027");
        saved.put(typed::YEARS, &years.to_string());
        saved.put(typed::SET, set);
        let numbers: Vec<String> = (1..=moves.len()).map(|number| number.to_string()).collect();
        saved.put(typed::MOVES, &numbers.join(","));
        for (at, (from, to, counts)) in moves.iter().enumerate() {
            let number = u16::try_from(at + 1).unwrap();
            for (key, step) in typed::ends(number).iter().zip([from, to]) {
                saved.put(key, &model.steps[*step].id);
            }
            counts.iter().enumerate().for_each(|(year, count)| saved.put(&typed::children(number, year), count));
        }
        for (step, own) in model.steps.iter().zip(&own) {
            if let Some((amount, year)) = own {
                saved.put(&typed::cost(&step.id), amount);
                saved.put(&typed::cost_year(&step.id), year);
            }
        }
        if let Some((counts, cost)) = &advisers {
            counts.iter().enumerate().for_each(|(year, count)| saved.put(&typed::advisers(year), count));
            saved.put(typed::ADVISER_COST, cost);
            saved.put(typed::ADVISER_YEAR, "2026");
        }
        if let Some(amounts) = &other {
            amounts.iter().enumerate().for_each(|(year, amount)| saved.put(&typed::other(year), amount));
            saved.put(typed::OTHER_YEAR, "2013");
        }
        for (post, on) in model.posts.iter().zip(&posts) {
            saved.put(&typed::post(&post.id), if *on { typed::ON } else { "" });
        }
        saved.put(typed::TARGET, target);
        let years = [2013, 2026].map(|year| Year::new(year).unwrap());
        saved.put(&typed::change(years[0], years[1]), change);
        saved.put(&typed::change(years[1], years[0]), change);
        saved
    }
}

fn ends(range: &Range<Difference>) -> [i64; 3] {
    Bound::ALL.map(|bound| range.at(bound).ore())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn the_lines_sum_to_the_total_in_the_table_too(saved in typed_case()) {
        let model = model();
        let case = read(&model, &saved).unwrap();
        let outcome = work_out(&model, &case);
        let csv = papers::csv(&model, &case, &outcome, jiff::civil::date(2026, 11, 22));
        let ore = |text: &str| text.replace(',', "").parse::<i64>().ok();
        let (mut lines, mut found) = ([0_i64; 3], None);
        for row in csv.lines() {
            let cells: Vec<&str> = row.split(';').collect();
            let [Some(low), Some(likely), Some(high)] = [4, 5, 6].map(|at| cells.get(at).and_then(|text| ore(text))) else {
                continue;
            };
            prop_assert!(low <= likely && likely <= high, "{}", row);
            if cells[3] == "alle år" {
                found = Some([low, likely, high]);
            } else if !cells[0].contains("Forskel") {
                lines.iter_mut().zip([low, likely, high]).for_each(|(sum, part)| *sum += part);
            }
        }
        // While prices are of several years there are lines and no total.
        if let Some(total) = found {
            prop_assert_eq!(total, lines);
            let mut kinds = [0_i64; 3];
            for kind in Kind::SUMMED {
                if let Some(sum) = outcome.sum(Some(kind), None).amount {
                    kinds.iter_mut().zip(ends(&sum)).for_each(|(all, part)| *all += part);
                }
            }
            prop_assert_eq!(total, kinds);
        } else {
            prop_assert!(outcome.is_empty() || matches!(outcome.level, Level::Mixed(_)));
        }
    }

    #[test]
    fn the_other_way_round_is_the_same_with_the_other_sign(saved in typed_case()) {
        let model = model();
        let mut case = read(&model, &saved).unwrap();
        let there = work_out(&model, &case);
        case.moves.iter_mut().for_each(|one| std::mem::swap(&mut one.from, &mut one.to));
        let back = work_out(&model, &case);
        for (there, back) in there.lines.iter().zip(&back.lines).take(case.moves.len()) {
            for (there, back) in there.cells.iter().zip(&back.cells) {
                prop_assert_eq!(there.is_ok(), back.is_ok());
                if let (Ok(there), Ok(back)) = (there, back) {
                    let [low, likely, high] = ends(&there.amount);
                    prop_assert_eq!([-high, -likely, -low], ends(&back.amount));
                }
            }
        }
    }

    #[test]
    fn without_moves_the_difference_is_the_investment(saved in typed_case()) {
        let model = model();
        let mut case = read(&model, &saved).unwrap();
        case.posts.retain(|at| !model.posts[*at].lowers);
        for count in case.moves.iter_mut().flat_map(|one| &mut one.counts) {
            *count = Ok(Range::exact(Measure::default()));
        }
        let outcome = work_out(&model, &case);
        let (all, invested) = (outcome.sum(None, None).amount, outcome.sum(Some(Kind::Investment), None).amount);
        prop_assert_eq!(all.map(|sum| ends(&sum)).filter(|sum| *sum != [0; 3]), invested.map(|sum| ends(&sum)).filter(|sum| *sum != [0; 3]));
        prop_assert!(all.is_none_or(|sum| sum.low().ore() >= 0), "an investment is more expense");
    }

    #[test]
    fn a_file_gives_the_same_again(saved in typed_case()) {
        let text = saved::write("trappescenarie", &saved);
        let again = saved::read("trappescenarie", &text).unwrap();
        prop_assert_eq!(&again, &saved);
        prop_assert_eq!(read(&model(), &again), read(&model(), &saved));
    }

    #[test]
    fn any_text_is_read_without_a_fault(texts in prop::collection::vec(".{0,12}", 6)) {
        let keys = ["flytninger", "antal-aar", "aarsboern-1-1", "pris-pleje", "niveau", "raadgivere-1"];
        let mut saved = filled(&ONE[2..4]);
        saved.put("aar", "2027");
        keys.iter().zip(&texts).for_each(|(key, text)| saved.put(key, text));
        let model = model();
        let outcome = work_out(&model, &read(&model, &saved).unwrap());
        prop_assert!(outcome.years.len() <= MOST_YEARS && outcome.lines.len() <= MOST_MOVES + 2);
    }

    #[test]
    fn a_written_number_is_read_back(text in number()) {
        let range = typed::range(&text, "pris", typed::amount).unwrap();
        let written = Bound::ALL.map(|bound| crate::text::bare_amount(range.at(bound)));
        let written = if range.is_exact() { written[1].clone() } else { written.join(" | ") };
        prop_assert_eq!(typed::range(&written, "pris", typed::amount), Ok(range));
    }
}
