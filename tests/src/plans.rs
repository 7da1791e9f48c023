//! Journeys through the price calculator beyond a single purchase: own prices, several years, uncertainty, own costs,
//! comparison, links, files, and what is done against losing work.

use calculator::{
    Amount, Line, Money, Plan, Pricing, Quantity, Range, Rate, Reference, Scenario, ScenarioKind, ServiceId, Status,
    Subject, Unit, Validity, Year, Years, link,
};
use jiff::civil::date;
use serde_json::json;
use std::process::ExitCode;
use tests::browser::Browser;
use tests::calculator_page::{
    CALCULATOR, TOTAL, choose, downloaded, opened, says, select, served, supervision, unfold,
};
use tests::frame;
use tests::harness::{Test, run};
use tests::prepare::prepared;

fn main() -> ExitCode {
    run(vec![
        Test::browser("an_entered_price_beats_the_printed_one", an_entered_price),
        Test::browser("two_years_each_with_its_number", two_years),
        Test::browser("an_unsure_number_gives_a_range_and_what_matters_most", an_unsure_number),
        Test::browser("own_costs_come_on_top_where_they_are_ticked", own_costs),
        Test::browser("scenarios_stand_side_by_side", scenarios),
        Test::browser("several_providers_of_one_service", several_providers),
        Test::browser("a_removed_line_comes_back", a_removed_line),
        Test::browser("a_link_holds_everything", a_link),
        Test::browser("a_damaged_link_is_said_to_be_so_and_nothing_is_lost", a_damaged_link),
        Test::browser("an_old_link_opens_with_its_prices_and_offers_those_of_today", an_old_link),
        Test::browser("what_is_half_filled_is_said_and_kept", half_filled),
        Test::browser("lines_out_of_view_are_skipped_in_a_long_plan_alone", a_long_plan),
        Test::browser("the_file_for_excel_sums_to_the_total", the_file),
        Test::browser("leaving_with_unsaved_work_is_asked_about", leaving),
        Test::browser("with_everything_open_the_tool_is_accessible", everything_open),
    ])
}

fn an_entered_price(browser: &Browser) {
    let _server = opened(browser);
    choose(browser, "tf-cbt");
    browser.fill("#antal-tf-cbt", "2");
    says(browser, TOTAL, "56.000 kr.");
    browser.click("#anden-pris-tf-cbt");
    browser.until("document.activeElement.id === 'pris-tf-cbt'");
    assert_eq!(browser.text(TOTAL), "56.000 kr.", "an empty field leaves the printed price");
    browser.fill("#pris-tf-cbt", "31.500");
    says(browser, TOTAL, "63.000 kr.");
    unfold(browser, "om-prisen-tf-cbt");
    browser.fill("#pris-tf-cbt-udbyder", "Børnehus Midt");
    browser.fill("#pris-tf-cbt-prisaar", "2026");
    browser.fill("#pris-tf-cbt-note", "Tilbud af 3. marts");
    let line = says(browser, "#linje-tf-cbt", "Tilbud af 3. marts");
    for part in ["Din pris: 31.500 kr. pr. forløb", "Børnehus Midt", "prisår 2026", "2 × 31.500 kr. = 63.000 kr."] {
        assert!(line.contains(part), "{part}: {line}");
    }
    // Unreadable, it is an error, and the printed price does not slip in.
    browser.fill("#pris-tf-cbt", "dyrt");
    says(browser, "#linje-tf-cbt", "fejl i pris");
    // Every number opens.
    browser.fill("#pris-tf-cbt", "31.500");
    browser.click("#linje-tf-cbt .opened > summary");
    says(browser, "#linje-tf-cbt .opened", "2 forløb × 31.500 kr. = 63.000 kr.");
    says(browser, "#linje-tf-cbt .opened", "2026-priser");
}

fn two_years(browser: &Browser) {
    let _server = opened(browser);
    supervision(browser);
    unfold(browser, "flere-aar");
    select(browser, "antal-aar", 1);
    browser.until("document.getElementById('antal-supervision-2')");
    says(browser, TOTAL, "15.208 kr.");
    browser.fill("#antal-supervision-2", "10");
    says(browser, TOTAL, "17.109 kr.");
    browser.fill("#foerste-aar", "2027");
    let years = says(browser, "#beregner-aar", "2028");
    assert!(years.contains("7.604 kr.") && years.contains("9.505 kr."), "{years}");
    // Prices are carried forward only with a number for it.
    browser.click("label[for=prisniveau]");
    browser.fill("#basisaar", "2027");
    browser.fill("#pl-2028", "3");
    // 8 × 950,50 + 10 × 950,50 × 1,03
    says(browser, TOTAL, "17.394,15 kr.");
    let levels = browser.text("#beregner-niveauer");
    assert!(levels.contains("17.109 kr.") && levels.contains("17.394,15 kr."), "{levels}");
}

fn an_unsure_number(browser: &Browser) {
    let _server = opened(browser);
    supervision(browser);
    browser.click("#usikkert-antal-supervision");
    browser.until("document.activeElement.id === 'antal-supervision-lav'");
    browser.fill("#antal-supervision-lav", "6");
    browser.fill("#antal-supervision-hoej", "12");
    says(browser, TOTAL, "7.604 kr. (5.703–11.406 kr.)");
    let swings = says(browser, "#usikkerhed", "Antal i");
    assert!(swings.contains("5.703 kr.") && swings.contains("11.406 kr."), "{swings}");
    assert!(browser.has("#usikkerhed svg rect"));
    browser.fill("#antal-supervision-lav", "9");
    says(browser, ".field-error", "ikke være højere end det sandsynlige");
    browser.fill("#antal-supervision-lav", "6");
    browser.click("#usikkert-antal-supervision");
    browser.until("!document.getElementById('antal-supervision-lav')");
    says(browser, TOTAL, "7.604 kr.");
    assert!(!browser.has("#usikkerhed"));
}

fn own_costs(browser: &Browser) {
    let _server = opened(browser);
    supervision(browser);
    unfold(browser, "udgifter-supervision");
    browser.click("label[for=tilfoej-supervision-1]");
    browser.until("document.getElementById('udgift-supervision-1')");
    says(browser, "#beregner", "Møder er ikke med i summen");
    browser.fill("#udgift-supervision-1", "1,5");
    browser.fill("#sats-supervision-1", "400");
    // 8 × 950,50 + 8 × 1,5 × 400
    says(browser, TOTAL, "12.404 kr.");
    browser.click("label[for=tilfoej-supervision-8]");
    browser.fill("#udgift-supervision-2", "10");
    says(browser, TOTAL, "13.164,40 kr.");
    browser.click("label[for=tilfoej-supervision-1]");
    says(browser, TOTAL, "8.364,40 kr.");
}

fn scenarios(browser: &Browser) {
    let _server = opened(browser);
    supervision(browser);
    unfold(browser, "sammenlign");
    browser.click("#sammenlign-2");
    browser.until("document.activeElement.id === 'scenarie-2'");
    // The own offer is made of hours, and has no price yet.
    browser.until("document.getElementById('udgifter-supervision-2')");
    unfold(browser, "udgifter-supervision-2");
    browser.fill("#udgift-supervision-2-1", "1");
    browser.fill("#sats-supervision-2-1", "450,50");
    says(browser, TOTAL, "3.604 kr.");
    unfold(browser, "faste-udgifter");
    browser.click("#tilfoej-fast-1");
    browser.fill("#fast-1", "2.000");
    says(browser, TOTAL, "5.604 kr.");
    let table = says(browser, "#sammenligning", "5.604 kr.");
    assert!(table.contains("7.604 kr.") && table.contains("−2.000 kr."), "{table}");
    // 2.000 / (950,50 − 450,50) = 4, so from the fifth on.
    says(browser, "#ligevaegt", "billigere fra 5 timer");
    browser.click("#scenarie-1");
    says(browser, TOTAL, "7.604 kr.");
}

fn several_providers(browser: &Browser) {
    let _server = opened(browser);
    supervision(browser);
    browser.run(
        "[...document.querySelectorAll('button')].find((b) => b.innerText === 'Tilføj en udbyder mere').click()",
        &[],
    );
    browser.until("document.activeElement.id === 'antal-supervision-2'");
    browser.fill("#antal-supervision-2", "2");
    browser.fill("#pris-supervision-2", "1.000");
    says(browser, TOTAL, "9.604 kr.");
    assert!(browser.has("#linje-supervision") && browser.has("#linje-supervision-2"));
}

fn a_removed_line(browser: &Browser) {
    let _server = opened(browser);
    supervision(browser);
    browser.click("label[for=vaelg-supervision]");
    says(browser, ".undo", "er fjernet");
    says(browser, TOTAL, "intet beløb endnu");
    browser.click("#fortryd");
    says(browser, TOTAL, "7.604 kr.");
    assert_eq!(browser.value("document.getElementById('pris-supervision').value"), "950,50");
    // A line in one's own words, the same.
    browser.click("#egen-linje");
    browser.until("document.activeElement.id === 'navn-egen'");
    browser.fill("#navn-egen", "Opstartsmøde");
    browser.fill("#antal-egen", "1");
    browser.fill("#pris-egen", "500");
    says(browser, TOTAL, "8.104 kr.");
    browser.click("button[aria-label^=\"Fjern\"]");
    says(browser, TOTAL, "7.604 kr.");
    browser.click("#fortryd");
    says(browser, TOTAL, "8.104 kr.");
    assert_eq!(browser.value("document.getElementById('navn-egen').value"), "Opstartsmøde");
}

fn a_link(browser: &Browser) {
    let server = opened(browser);
    supervision(browser);
    choose(browser, "tf-cbt");
    browser.fill("#antal-tf-cbt", "3");
    says(browser, TOTAL, "91.604 kr.");
    unfold(browser, "link");
    let link = browser.value("document.getElementById('link-adresse').value");
    let link = link.as_str().unwrap_or_default().to_owned();
    assert!(link.starts_with(&format!("{}{CALCULATOR}#1.", server.address)), "{link}");
    browser.goto("about:blank");
    browser.goto(&link);
    says(browser, TOTAL, "91.604 kr.");
    assert_eq!(browser.value("document.getElementById('antal-supervision').value"), "8");
    assert_eq!(browser.value("document.getElementById('pris-supervision').value"), "950,50");
    assert_eq!(
        browser.value("document.getElementById('link-adresse').value"),
        link,
        "the link of the link is the same"
    );
    assert!(!browser.has("#genberegn"), "nothing has changed since");
    // Another link over work of one's own asks first.
    browser.fill("#antal-supervision", "9");
    browser.run("location.hash = ''", &[]);
    browser.run("location.hash = arguments[0]", &[json!(link.split('#').nth(1))]);
    browser.until("document.getElementById('link-ja')");
    says(browser, TOTAL, "92.554,50 kr.");
    browser.click("#link-ja");
    says(browser, TOTAL, "91.604 kr.");
}

fn a_damaged_link(browser: &Browser) {
    let server = opened(browser);
    supervision(browser);
    for damaged in ["1.AAAA", "9.AAAA", "1.%%%"] {
        browser.run("location.hash = arguments[0]", &[json!(damaged)]);
        says(browser, "#link-fejl", "Linket kan ikke åbnes");
        assert_eq!(browser.text(TOTAL), "7.604 kr.", "{damaged}");
        browser.click("#link-fejl button");
        browser.until("!document.getElementById('link-fejl')");
    }
    browser.goto("about:blank");
    browser.goto(&format!("{}{CALCULATOR}#1.AAAA", server.address));
    says(browser, "#link-fejl", "Linket kan ikke åbnes");
    browser.until("document.querySelector('#beregner input[type=checkbox]')");
    assert_eq!(frame::looked_at("a damaged link", browser), Vec::<String>::new());
}

fn an_old_link(browser: &Browser) {
    let server = served(&prepared().dist);
    // Three courses at a price that the register no longer has.
    let rate = Rate {
        amount: Amount::parse("27.000").unwrap(),
        validity: Validity::new(date(2021, 3, 1), None).unwrap(),
        provider: "Børnehus Syd".into(),
        caveat: None,
        reference: Reference { source_id: "boernehus-midt-2022".into(), place: String::new() },
        status: Status::Confirmed,
    };
    let line = Line {
        subject: Subject::Service(ServiceId::parse("tf-cbt").unwrap()),
        unit: Unit::Course,
        counts: vec![Some(Range::exact(Quantity::new(3).unwrap()))],
        price: Pricing::Given(Money::printed(&rate)),
        extras: Vec::new(),
    };
    let scenario = Scenario { lines: vec![line], ..Scenario::empty(ScenarioKind::Buy) };
    let years = Years::new(Year::new(2022).unwrap(), 1).unwrap();
    let plan = Plan::new(years, date(2022, 1, 1), None, vec![scenario]).unwrap();
    browser.goto(&format!("{}{CALCULATOR}#{}", server.address, link::write(&plan)));
    says(browser, TOTAL, "81.000 kr.");
    let offered = says(browser, ".arrival", "priserne fra 1. januar 2022");
    assert!(offered.contains("81.000 kr. bliver 84.000 kr."), "{offered}");
    assert_eq!(frame::looked_at("prices of today are offered", browser), Vec::<String>::new());
    browser.click("#genberegn");
    says(browser, TOTAL, "84.000 kr.");
    assert!(!browser.has("#genberegn"));
}

/// What a browser skips is in no list of headings or fields that it gives to a screen reader, so only a plan of more than forty lines is
/// skipped in part; and a line that goes and comes back moves the others over the edges of what is skipped together.
fn a_long_plan(browser: &Browser) {
    let server = served(&prepared().dist);
    let price = Money::entered(Range::exact(Amount::parse("100").unwrap()), None, "", "");
    let skipped = "[...document.querySelectorAll('#beregner *')]
        .filter((element) => element.computedStyleMap().get('content-visibility').value === 'auto').map((element) => element.className)";
    let rows = |count: usize| format!("document.querySelectorAll('.sheet-lines > li').length === {count}");
    for (count, total) in [(40, "4.000 kr."), (41, "4.100 kr.")] {
        let lines = (1..=count).map(|number| Line {
            subject: Subject::Own(format!("Ydelse {number}")),
            unit: Unit::Hour,
            counts: vec![Some(Range::exact(Quantity::new(1).unwrap()))],
            price: Pricing::Given(price.clone()),
            extras: Vec::new(),
        });
        let scenario = Scenario { lines: lines.collect(), ..Scenario::empty(ScenarioKind::Buy) };
        let years = Years::new(Year::new(2026).unwrap(), 1).unwrap();
        let plan = Plan::new(years, date(2026, 1, 1), None, vec![scenario]).unwrap();
        browser.goto("about:blank");
        browser.goto(&format!("{}{CALCULATOR}#{}", server.address, link::write(&plan)));
        says(browser, TOTAL, total);
        // The sheet of a long plan follows a moment later.
        browser.until(&rows(count));
        // Of 41 lines the last two blocks, all groups but the first of each block, and the last two lists of the sheet.
        let [blocks, groups, lists] = if count > 40 { [2, 6, 2] } else { [0; 3] };
        for (class, expected) in [("own-block", blocks), ("own-group", groups), ("sheet-lines", lists)] {
            let found = format!("{skipped}.filter((name) => name === '{class}').length");
            assert_eq!(browser.value(&found), expected, "{count} lines: {class}");
        }
    }
    let name_of = |line: usize| format!("document.querySelectorAll('.own-lines input[id^=navn-]')[{}].value", line - 1);
    browser.run("document.querySelectorAll('.own-lines .line-head button')[19].click()", &[]);
    says(browser, TOTAL, "4.000 kr.");
    browser.until(&rows(40));
    assert_eq!(browser.value(&name_of(20)), "Ydelse 21");
    assert_eq!(browser.value(&format!("{skipped}.length")), 0, "forty are left");
    browser.until("document.activeElement.id === 'fortryd'");
    browser.click("#fortryd");
    says(browser, TOTAL, "4.100 kr.");
    assert_eq!(browser.value(&name_of(20)), "Ydelse 20");
    assert_eq!(browser.value(&name_of(41)), "Ydelse 41");
}

/// What is half filled in or cannot be read is said, is in the link as far as it can be, and else warns before one leaves.
fn half_filled(browser: &Browser) {
    let server = opened(browser);
    supervision(browser);
    unfold(browser, "udgifter-supervision");
    browser.click("label[for=tilfoej-supervision-1]");
    browser.fill("#udgift-supervision-1", "6");
    unfold(browser, "flere-aar");
    select(browser, "antal-aar", 1);
    browser.until("document.getElementById('antal-supervision-2')");
    unfold(browser, "faste-udgifter");
    browser.click("#tilfoej-fast-1");
    browser.fill("#fast-1", "40.000");
    // 2 × 7.604 kr. and what is known of the training.
    says(browser, TOTAL, "55.208 kr.");
    says(browser, "#beregner", "Møder (6 timer) er ikke med i summen: mangler sats.");
    says(browser, "#beregner", "Uddannelse er ikke med i summen for");
    // Ticked off and on again it is as it was.
    browser.click("label[for=tilfoej-supervision-1]");
    browser.until("!document.getElementById('udgift-supervision-1')");
    browser.click("label[for=tilfoej-supervision-1]");
    browser.until("document.getElementById('udgift-supervision-1')?.value === '6'");
    unfold(browser, "betalere");
    browser.click("#tilfoej-betaler");
    browser.fill("#betaler-1", "Staten");
    browser.fill("#andel-1", "halvdelen");
    says(browser, "#beregner", "Andelen for Staten i");
    says(browser, "#hvem-betaler", "mangler");
    // What cannot be read is in no file, so there is still something to lose.
    browser.click("#hent-excel");
    says(browser, ".outputs", "Det, der ikke kan læses, er ikke med.");
    assert_eq!(browser.value("window.onbeforeunload !== null"), true);
    browser.fill("#andel-1", "50");
    browser.click("#hent-excel");
    browser.until("window.onbeforeunload === null");
    unfold(browser, "link");
    let link = browser.value("document.getElementById('link-adresse').value");
    browser.goto("about:blank");
    browser.goto(link.as_str().unwrap_or_default());
    says(browser, TOTAL, "55.208 kr.");
    unfold(browser, "udgifter-supervision");
    assert_eq!(browser.value("document.getElementById('udgift-supervision-1').value"), "6");
    assert_eq!(browser.value("document.getElementById('sats-supervision-1').value"), "");
    unfold(browser, "faste-udgifter");
    assert_eq!(browser.value("document.getElementById('fast-1').value"), "40.000");
    // A link that is cut right behind its version is not passed over.
    browser.goto("about:blank");
    browser.goto(&format!("{}{CALCULATOR}#1", server.address));
    says(browser, "#link-fejl", "Linket er beskadiget");
}

fn the_file(browser: &Browser) {
    let _server = opened(browser);
    supervision(browser);
    choose(browser, "tf-cbt");
    browser.fill("#antal-tf-cbt", "3");
    says(browser, TOTAL, "91.604 kr.");
    let text = downloaded(browser, "#hent-excel");
    assert!(text.starts_with('\u{feff}'), "Excel needs the mark to read æ, ø and å");
    assert!(text.contains("Supervision og vejledning"), "{text}");
    // Rows of parts, the totals and what to beware of, with a blank row between; the likely amount is the sixth column.
    let amounts = |rows: &str| -> Vec<i64> { rows.lines().filter_map(|row| ore(row.split(';').nth(5)?)).collect() };
    let blocks: Vec<&str> = text.split("\r\n\r\n").collect();
    let [_, parts, totals, told] = blocks.as_slice() else { panic!("{text}") };
    assert!(
        told.contains("1. Køb hos børnehuset;\"Prisen på Specialiseret traumebehandling (TF-CBT) er fra 2021–2022."),
        "{told}"
    );
    assert!(text.contains("Antal i ") && !text.contains("bekraeftet"), "{text}");
    let parts = amounts(parts);
    assert!(parts.len() == 2 && parts.contains(&760_400), "{text}");
    // The total of the year, and that of all years.
    assert_eq!(amounts(totals), [parts.iter().sum::<i64>(); 2], "{text}");
    assert_eq!(parts.iter().sum::<i64>(), 9_160_400, "what the page says: {text}");
    says(browser, ".outputs", "er hentet");
}

/// An amount as the table writes it, `7604,00` or `7604`, in øre.
fn ore(written: &str) -> Option<i64> {
    let (crowns, ore) = written.split_once(',').unwrap_or((written, "00"));
    Some(crowns.parse::<i64>().ok()? * 100 + ore.parse::<i64>().ok()?)
}

fn leaving(browser: &Browser) {
    let _server = opened(browser);
    assert_eq!(browser.value("window.onbeforeunload === null"), true, "nothing to lose yet");
    supervision(browser);
    assert_eq!(browser.value("window.onbeforeunload !== null"), true);
    browser.run("[...document.querySelectorAll('button')].find((b) => b.innerText === 'Hent til Excel').click()", &[]);
    browser.until("window.onbeforeunload === null");
    browser.fill("#antal-supervision", "9");
    browser.until("window.onbeforeunload !== null");
    browser.click("#ryd-alt");
    browser.until("document.activeElement.id === 'ryd-ja'");
    browser.click("#ryd-ja");
    browser.until("window.onbeforeunload === null");
}

fn everything_open(browser: &Browser) {
    let _server = opened(browser);
    supervision(browser);
    browser.click("#usikkert-antal-supervision");
    browser.fill("#antal-supervision-lav", "6");
    browser.fill("#antal-supervision-hoej", "12");
    unfold(browser, "udgifter-supervision");
    browser.click("label[for=tilfoej-supervision-1]");
    browser.fill("#udgift-supervision-1", "1,5");
    browser.fill("#sats-supervision-1", "400");
    unfold(browser, "flere-aar");
    select(browser, "antal-aar", 1);
    browser.until("document.getElementById('antal-supervision-2')");
    unfold(browser, "betalere");
    browser.click("#tilfoej-betaler");
    browser.fill("#betaler-1", "Staten");
    browser.fill("#andel-1", "25");
    browser.click("#usikkert-andel-1");
    browser.fill("#andel-1-lav", "20");
    browser.fill("#andel-1-hoej", "30");
    unfold(browser, "sammenlign");
    browser.click("#sammenlign-4");
    browser.until("document.activeElement.id === 'scenarie-2'");
    browser.click("#scenarie-1");
    browser.run("document.querySelectorAll('#beregner details').forEach((one) => { one.open = true; })", &[]);
    says(browser, "#hvem-betaler", "når en betaler mere, betaler en anden mindre");
    browser.click("#ryd-alt");
    browser.until("document.getElementById('ryd-ja')");
    let faults = frame::looked_at("everything open", browser);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
