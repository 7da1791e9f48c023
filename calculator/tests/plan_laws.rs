//! Laws of plans that must hold for all of them: sums, ranges, links, exports.

#![expect(clippy::unwrap_used, reason = "helpers of tests: a panic is a failed test")]

mod plans;

use calculator::estimate::trace;
use calculator::{
    Amount, Bound, BreakEven, Catalogue, Cell, Difference, EstimateError, FixedCost, FixedKind, Ground, Level, Line,
    Money, Plan, Pricing, Quantity, Range, Scenario, ScenarioKind, Subject, Target, Unit, Year, Years, break_even,
    compare, estimate, export, link, payments, tornado, warnings,
};
use jiff::civil::date;
use proptest::prelude::*;
use proptest::sample::select;

fn levels() -> impl Strategy<Value = Level> {
    select(Level::ALL.to_vec())
}

fn ordered<T: Copy + PartialOrd>(range: &Range<T>) -> bool {
    range.low() <= range.likely() && range.likely() <= range.high()
}

fn sum<'a>(ranges: impl Iterator<Item = &'a Range<Amount>>, bound: Bound) -> i128 {
    ranges.map(|range| i128::from(range.at(bound).ore())).sum()
}

/// Too large is an answer; everything else is a plan's result.
fn result(plan: &Plan, scenario: usize, level: Level) -> Option<calculator::Estimate> {
    match estimate(plan, scenario, level) {
        Ok(result) => Some(result),
        Err(error) => {
            assert_eq!(error, EstimateError::TooLarge);
            None
        }
    }
}

/// The rows of a table for Excel, with quotes undone.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let csv = csv.strip_prefix('\u{feff}').unwrap();
    let mut rows = vec![vec![String::new()]];
    let (mut quoted, mut signs) = (false, csv.chars().peekable());
    while let Some(sign) = signs.next() {
        let row = rows.last_mut().unwrap();
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => {
                signs.next();
                row.last_mut().unwrap().push('"');
            }
            '"' => quoted = !quoted,
            ';' if !quoted => row.push(String::new()),
            '\r' if !quoted => assert_eq!(signs.next(), Some('\n')),
            _ => row.last_mut().unwrap().push(sign),
        }
        if sign == '\r' && !quoted {
            rows.push(vec![String::new()]);
        }
    }
    rows
}

fn ore(value: &str) -> i128 {
    let (kroner, ore) = value.split_once(',').unwrap();
    assert_eq!(ore.len(), 2);
    kroner.parse::<i128>().unwrap() * 100 + ore.parse::<i128>().unwrap()
}

/// The three amounts of a text such as `84.000 kr. (56.000–140.000 kr.)`, in øre; nothing where a number lacks.
fn three(text: &str) -> Option<[i128; 3]> {
    let one =
        |text: &str| Amount::parse(text.trim().trim_end_matches("kr.").trim()).ok().map(|one| i128::from(one.ore()));
    let large = |text: &str| {
        let digits: String = text.chars().filter(|sign| sign.is_ascii_digit() || *sign == ',').collect();
        let (kroner, rest) = digits.split_once(',').unwrap_or((&digits, "0"));
        let is_amount = text.trim_end_matches("kr.").trim().chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',');
        (is_amount && !digits.is_empty()).then(|| kroner.parse::<i128>().unwrap() * 100 + rest.parse::<i128>().unwrap())
    };
    let read = |text: &str| one(text).or_else(|| large(text));
    match text.split_once(" (") {
        None => read(text).map(|one| [one; 3]),
        Some((likely, ends)) => {
            let (low, high) = ends.trim_end_matches(')').split_once('–')?;
            Some([read(low)?, read(likely)?, read(high)?])
        }
    }
}

/// The rows of a column add up to its last row; a column without a number has none in its last row.
fn adds_up(table: &export::Table, column: usize) {
    let (last, rows) = table.rows.split_last().unwrap();
    let known: Vec<[i128; 3]> = rows.iter().filter_map(|row| three(&row[column])).collect();
    let sum = (!known.is_empty()).then(|| known.iter().fold([0; 3], |sum, row| [0, 1, 2].map(|at| sum[at] + row[at])));
    assert_eq!(three(&last[column]), sum, "{}: {:?}", table.caption, table.rows);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn totals_are_sums_of_cells_and_every_range_is_in_order(plan in plans::plan(), level in levels()) {
        for scenario in 0..plan.scenarios().len() {
            let Some(result) = result(&plan, scenario, level) else { continue };
            for bound in Bound::ALL {
                let cells = || result.rows().iter().flat_map(|row| row.cells()).filter_map(Cell::known);
                let cells: Vec<_> = cells().collect();
                prop_assert_eq!(i128::from(result.total().at(bound).ore()), sum(cells.iter(), bound));
                prop_assert_eq!(i128::from(result.total().at(bound).ore()), sum(result.years().iter(), bound));
                for row in result.rows() {
                    let cells: Vec<_> = row.cells().iter().filter_map(Cell::known).collect();
                    prop_assert_eq!(i128::from(row.total().at(bound).ore()), sum(cells.iter(), bound));
                    prop_assert!(cells.iter().all(ordered));
                }
            }
            prop_assert!(ordered(&result.total()) && result.years().iter().all(ordered));
        }
    }

    #[test]
    fn a_line_worked_out_anew_is_as_in_an_estimate_of_all(plan in plans::plan(), level in levels()) {
        for (index, scenario) in plan.scenarios().iter().enumerate() {
            for line in 0..scenario.lines.len() {
                let Some(mut renewed) = result(&plan, index, level) else { continue };
                let before = renewed.clone();
                let mut changed = plan.clone();
                prop_assert!(changed.replace_line(index, line, scenario.lines[(line + 1) % scenario.lines.len()].clone()));
                match renewed.renew(&changed, index, line) {
                    Ok(()) => prop_assert_eq!(Ok(renewed), estimate(&changed, index, level)),
                    Err(error) => {
                        prop_assert_eq!(Err(error), estimate(&changed, index, level));
                        prop_assert_eq!(renewed, before);
                    }
                }
            }
        }
    }

    #[test]
    fn payments_are_ordered_and_sum_to_the_total(plan in plans::plan(), level in levels()) {
        for (index, scenario) in plan.scenarios().iter().enumerate() {
            let Some(result) = result(&plan, index, level) else { continue };
            let paid = payments(scenario, &result).unwrap();
            prop_assert_eq!(paid.len(), scenario.payers.len() + 1);
            for (year, total) in result.years().iter().enumerate() {
                let all = |bound: Bound| sum(paid.iter().map(|payment| &payment.years[year]), bound);
                let of_total = |bound: Bound| i128::from(total.at(bound).ore());
                prop_assert_eq!(all(Bound::Likely), of_total(Bound::Likely));
                if scenario.has_unsure_share(year) {
                    // All rounding together moves no payment by more than an øre.
                    let ore = i128::try_from(paid.len()).unwrap();
                    prop_assert!(all(Bound::Low) <= of_total(Bound::Low) + ore && all(Bound::High) >= of_total(Bound::High) - ore);
                } else {
                    prop_assert_eq!((all(Bound::Low), all(Bound::High)), (of_total(Bound::Low), of_total(Bound::High)));
                }
            }
            for payment in &paid {
                prop_assert!(payment.years.iter().all(ordered) && ordered(&payment.total));
            }
        }
    }

    #[test]
    fn a_link_is_read_back_to_the_same_plan_and_link(plan in plans::plan()) {
        let fragment = link::write(&plan);
        prop_assert!(fragment.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b)));
        let read = link::read(&fragment).unwrap();
        prop_assert_eq!(link::write(&read), fragment.clone());
        prop_assert_eq!(link::read(&format!(" #{fragment}\n")), Ok(plan));
        prop_assert_eq!(read.scenarios().len(), link::read(&fragment).unwrap().scenarios().len());
    }

    #[test]
    fn a_changed_or_cut_link_is_noticed(plan in plans::plan(), at in any::<prop::sample::Index>(), to in "[A-Za-z0-9_-]") {
        let fragment = link::write(&plan);
        let place = at.index(fragment.len());
        let cut = &fragment[..place];
        prop_assert!(link::read(cut).is_err());
        let changed = format!("{cut}{to}{}", &fragment[place + 1..]);
        if changed != fragment {
            let error = link::read(&changed).unwrap_err();
            prop_assert!(error.to_string().ends_with('.'), "{}", error);
        }
    }

    #[test]
    fn no_link_panics(text in "(#?[0-9]{0,3}\\.)?[A-Za-z0-9_-]{0,80}|\\PC{0,40}") {
        if let Err(error) = link::read(&text) {
            prop_assert!(error.to_string().ends_with('.'));
        }
    }

    #[test]
    fn no_bytes_with_a_right_checksum_panic(bytes in prop::collection::vec(prop_oneof![0u8..8, any::<u8>()], 0..120)) {
        // What nobody but an attacker would write: whole, and nonsense.
        let sum = bytes.iter().fold(0x811c_9dc5_u32, |sum, &byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        let mut all = bytes;
        all.extend(sum.to_le_bytes());
        let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        let mut text = String::from("1.");
        for chunk in all.chunks(3) {
            let group = chunk.iter().chain([&0; 2]).take(3).fold(0usize, |group, &byte| group << 8 | usize::from(byte));
            (0..=chunk.len()).for_each(|place| text.push(char::from(letters[group >> (18 - 6 * place) & 63])));
        }
        match link::read(&text) {
            Ok(plan) => prop_assert_eq!(link::read(&link::write(&plan)), Ok(plan)),
            Err(error) => prop_assert!(error.to_string().ends_with('.')),
        }
    }

    #[test]
    fn the_parts_in_the_table_for_excel_sum_to_its_totals(plan in plans::plan(), level in levels()) {
        let Ok(csv) = export::csv(&plan, level, &Catalogue::default(), &|_| None) else { return Ok(()) };
        let rows = rows(&csv);
        let head = rows.iter().position(|row| row.len() == 10).unwrap();
        let end = head + rows[head..].iter().position(|row| row.len() == 1).unwrap();
        let parts = &rows[head + 1..end];
        // Scenarios of one kind without titles are still told apart.
        for (index, scenario) in plan.scenarios().iter().enumerate() {
            let result = estimate(&plan, index, level).unwrap();
            let title = calculator::text::scenario_heading(index, scenario).replace(['\t', '\r', '\n'], " ");
            let of_it = |row: &&Vec<String>| row[0] == title;
            for (column, bound) in (4..7).zip(Bound::ALL) {
                let parts = parts.iter().filter(of_it).filter(|row| !row[column].is_empty());
                let sum: i128 = parts.map(|row| ore(&row[column])).sum();
                let totals = rows[end + 1..].iter().filter(|row| row.len() == 7).filter(of_it);
                let (all, years): (Vec<_>, Vec<_>) = totals.partition(|row| row[3] == "alle år");
                prop_assert_eq!(all.len(), 1);
                prop_assert_eq!(years.len(), plan.years().count());
                prop_assert_eq!(all[0][column].is_empty(), result.is_empty());
                let told = |row: &&Vec<String>| if row[column].is_empty() { 0 } else { ore(&row[column]) };
                prop_assert_eq!(sum, i128::from(result.total().at(bound).ore()));
                prop_assert_eq!(sum, all.iter().map(told).sum::<i128>());
                prop_assert_eq!(sum, years.iter().map(told).sum::<i128>());
            }
        }
        for value in rows.iter().flatten() {
            prop_assert!(!value.trim_start().starts_with(['=', '+', '-', '@']), "{}", value);
        }
        prop_assert!(!csv.replace("\r\n", "").contains(['\n', '\r', '\t']));
    }

    #[test]
    fn the_note_and_every_number_can_be_opened(plan in plans::plan(), level in levels()) {
        let catalogue = Catalogue::default();
        if let Ok(note) = export::note(&plan, level, &catalogue) {
            let costs: Vec<_> = note.blocks.iter().filter_map(|block| match block {
                export::Block::Table(table) if table.caption == calculator::text::COSTS => Some(table),
                _ => None,
            }).collect();
            prop_assert_eq!(costs.len(), plan.scenarios().len());
            for (scenario, table) in costs.into_iter().enumerate() {
                let result = estimate(&plan, scenario, level).unwrap();
                prop_assert_eq!(table.rows.len(), result.rows().len() + 1);
                (1..table.head.len()).for_each(|column| adds_up(table, column));
                let total = Bound::ALL.map(|bound| i128::from(result.total().at(bound).ore()));
                let told = three(table.rows.last().unwrap().last().unwrap());
                prop_assert_eq!(told, (!result.is_empty()).then_some(total));
            }
            for block in &note.blocks {
                if let export::Block::Table(table) = block {
                    prop_assert!(table.rows.iter().all(|row| row.len() == table.head.len()));
                }
            }
        }
        for (index, scenario) in plan.scenarios().iter().enumerate() {
            if result(&plan, index, level).is_none() { continue }
            warnings(&plan, index, level, &catalogue).unwrap();
            let mut open = vec![Target::Total { year: None }];
            open.extend((0..scenario.payers.len()).map(|payer| Target::Payment { payer: Some(payer), year: 0 }));
            open.push(Target::Payment { payer: None, year: 0 });
            let mut opened = 0;
            while let Some(target) = open.pop() {
                let found = trace(&plan, index, level, &catalogue, target).unwrap();
                prop_assert!(!found.formula.is_empty());
                opened += 1;
                if let (Target::Part { .. }, true) = (target, found.formula.contains(" = ")) {
                    prop_assert!(found.basis.iter().all(|basis| !matches!(basis.ground, Ground::Worked(_))));
                }
                open.extend(found.basis.iter().filter_map(|basis| match basis.ground {
                    Ground::Worked(target) => Some(target),
                    _ => None,
                }));
            }
            prop_assert!(opened < 1_000);
        }
    }

    #[test]
    fn what_a_sum_leaves_out_is_named_with_its_years(plan in plans::plan(), level in levels()) {
        for index in 0..plan.scenarios().len() {
            let Some(result) = result(&plan, index, level) else { continue };
            let warned = warnings(&plan, index, level, &Catalogue::default()).unwrap();
            for row in result.rows() {
                let name = calculator::text::place(&plan.scenarios()[index], &Catalogue::default(), row.place());
                let whole = row.known().is_none();
                for (year, cell) in plan.years().iter().zip(row.cells()) {
                    let Cell::Open(gap) = cell else { continue };
                    let lack = calculator::text::gap(*gap);
                    prop_assert!(
                        warned.iter().any(|said| {
                            let rest = said.strip_prefix(&name).and_then(|said| said.strip_prefix(" er ikke med i summen"));
                            let told = rest.and_then(|rest| rest.split_once(": "));
                            told.is_some_and(|(years, why)| {
                                why.contains(lack.trim_end_matches('.')) && (whole || years.contains(&year.to_string()))
                            })
                        }),
                        "{name} {year} {lack}: {warned:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn more_units_never_cost_less(line in plans::line(1), more in 0u16..900, level in levels()) {
        let total = |line: &Line| {
            let scenario = Scenario { lines: vec![line.clone()], ..Scenario::empty(ScenarioKind::Buy) };
            let years = Years::new(Year::new(2027).unwrap(), 1).unwrap();
            let prices = calculator::PriceLevel::new(Year::new(2027).unwrap(), Year::new(2015).unwrap(), vec![Range::default(); 25]);
            let plan = Plan::new(years, date(2026, 11, 22), prices.ok(), vec![scenario]).unwrap();
            result(&plan, 0, level).map(|result| (result.total(), result.left_out()))
        };
        let Some(count) = line.counts[0] else { return Ok(()) };
        let raised = Bound::ALL.map(|bound| Quantity::new(count.at(bound).get() + more).unwrap_or(Quantity::MAX));
        let raised = Line { counts: vec![Some(Range::new(raised[0], raised[1], raised[2]).unwrap())], ..line.clone() };
        if let (Some((before, 0)), Some((after, 0))) = (total(&line), total(&raised)) {
            for bound in Bound::ALL {
                prop_assert!(before.at(bound) <= after.at(bound));
            }
        }
    }

    #[test]
    fn a_swing_is_the_total_with_one_input_moved(plan in plans::plan(), level in levels()) {
        for scenario in 0..plan.scenarios().len() {
            let Some(result) = result(&plan, scenario, level) else { continue };
            let Ok(swings) = tornado(&plan, scenario, level) else { continue };
            prop_assert!(swings.is_sorted_by(|one, other| one.width() >= other.width()));
            let total = result.total();
            for swing in &swings {
                prop_assert!(swing.width() > 0);
                // A change of prices can lower one row and raise another; no other input can leave the range.
                if level == Level::Entered {
                    prop_assert!(total.low() <= swing.at_low && swing.at_low <= total.likely());
                    prop_assert!(total.likely() <= swing.at_high && swing.at_high <= total.high());
                }
            }
            if total.is_exact() && level == Level::Entered {
                prop_assert!(swings.is_empty());
            }
        }
    }

    #[test]
    fn differences_add_up(plan in plans::plan(), level in levels()) {
        let Ok(compared) = compare(&plan, level) else { return Ok(()) };
        for (scenario, estimate) in compared.estimates.iter().enumerate() {
            prop_assert!(ordered(&compared.totals[scenario]));
            let likely = Difference::of(compared.estimates[0].total().likely(), estimate.total().likely());
            prop_assert_eq!(compared.totals[scenario].likely(), likely);
            let years: i128 = compared.years[scenario].iter().map(|year| i128::from(year.likely().ore())).sum();
            prop_assert_eq!(years, i128::from(likely.ore()));
            // Every row of every scenario is in one row of the comparison.
            let placed = compared.rows.iter().filter_map(|row| row.places[scenario]).count();
            prop_assert_eq!(placed, estimate.rows().len());
            if compared.rows.iter().all(|row| row.differences[scenario].is_some()) {
                let rows: i128 = compared.rows.iter().map(|row| i128::from(row.differences[scenario].unwrap().likely().ore())).sum();
                prop_assert_eq!(rows, i128::from(likely.ore()));
            }
        }
    }

    #[test]
    fn from_the_break_even_on_the_own_offer_is_cheaper(
        price in 1i64..5_000_000, own in 0i64..5_000_000, fixed in 0i64..200_000_000, units in 1u16..9_000,
    ) {
        let amount = |ore| Range::exact(Amount::from_ore(ore).unwrap());
        let line = |ore, units| Line {
            subject: Subject::Own("Behandling".into()),
            unit: Unit::Course,
            counts: vec![Some(Range::exact(Quantity::new(units).unwrap()))],
            price: Pricing::Given(Money::entered(amount(ore), None, "", "")),
            extras: vec![],
        };
        let plan = |units| {
            let fixed = FixedCost {
                what: FixedKind::Training, label: String::new(), amounts: vec![Some(amount(fixed))], year: None, note: String::new(),
            };
            let buy = Scenario { lines: vec![line(price, units)], ..Scenario::empty(ScenarioKind::Buy) };
            let own = Scenario { lines: vec![line(own, units)], fixed: vec![fixed], ..Scenario::empty(ScenarioKind::Own) };
            let years = Years::new(Year::new(2027).unwrap(), 1).unwrap();
            Plan::new(years, date(2026, 11, 22), None, vec![buy, own]).unwrap()
        };
        let found = break_even(&plan(units), (1, 0), (0, 0), Some(0), Bound::Likely).unwrap();
        let total = |scenario| estimate(&plan(units), scenario, Level::Entered).unwrap().total().likely();
        let cheaper = total(1) < total(0);
        prop_assert_eq!(cheaper, match found {
            BreakEven::Always => true,
            BreakEven::From(from) => u64::from(units) >= from,
            BreakEven::Never => false,
        });
    }
}
