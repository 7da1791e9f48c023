//! Journeys through the page of what ordinary cases cost.

use std::process::ExitCode;
use tests::browser::Browser;
use tests::calculator_page::{downloaded, leads_to_the_field, opened_at, says, select, served};
use tests::frame::{self, Tool};
use tests::harness::{Test, run};
use tests::keyboard::{lets_out, tab_to};
use tests::prepare::prepared;

const PAGE: &str = "/ydelser/boernehusforloeb/";
const TOTAL: &str = "#forloeb-total";
const CASES: Tool = Tool { address: PAGE, name: "forloeb", answer: TOTAL };

fn main() -> ExitCode {
    run(vec![
        Test::browser("both_parts_and_their_sum_each_opened", both_parts),
        Test::browser("every_number_may_be_unsure_and_the_result_is_a_range", every_number_may_be_unsure),
        Test::browser("the_unconfirmed_share_is_said_to_be_so_and_can_be_changed", the_share),
        Test::browser("the_rule_and_the_taksts_of_2021_are_history", history),
        Test::browser("no_takst_comes_out_of_a_budget_and_cases", no_takst_is_derived),
        Test::browser("what_cannot_be_read_or_be_is_said", what_cannot_be),
        Test::browser("an_unsure_number_gives_a_range", an_unsure_number),
        Test::browser("the_file_and_the_paper_hold_what_the_page_says", the_file_and_the_paper),
        Test::browser("clearing_asks_first", clearing),
        Test::browser("by_keyboard_alone", by_keyboard_alone),
        Test::browser("without_scripts_the_formula_and_the_taksts_are_there", without_scripts),
        Test::browser("the_formula_stays_beside_the_tool", beside),
        Test::browser("the_three_pages_lead_to_each_other", tabs),
        Test::browser("nothing_leaves_the_page", nothing_leaves),
        Test::browser("in_use_it_is_accessible_and_narrow", accessible),
    ])
}

fn opened(browser: &Browser) -> site::io::serve::Server {
    opened_at(browser, PAGE, "forloeb")
}

/// 30 mio. kr. × 80 % × 10.000 / 240.000 = 1 mio. kr.
fn objective(browser: &Browser) {
    browser.fill("#budget", "30.000.000");
    browser.fill("#boern", "10.000");
    browser.fill("#boern-i-alt", "240.000");
    says(browser, "#objektiv-del", "1.000.000 kr.");
}

fn both_parts(browser: &Browser) {
    let _server = opened(browser);
    // What is out of view is not painted, and has no text until then.
    browser.run("document.querySelector('.sheet').scrollIntoView()", &[]);
    says(browser, "#objektiv-del", "mangler husets budget, mangler kommunens børn, mangler alle husets børn");
    says(browser, "#takst-for-sager", "mangler antal sager, mangler takst");
    assert!(!browser.text(TOTAL).contains("kr."), "no amount before anything is typed");
    objective(browser);
    says(browser, TOTAL, "1.000.000 kr.");
    browser.fill("#sager", "12");
    browser.fill("#takst", "15.000");
    browser.fill("#takst-udbyder", "Børnehus Midt");
    says(browser, TOTAL, "1.180.000 kr.");
    browser.click("#objektiv-del summary");
    let opened = says(browser, "#objektiv-del", "30.000.000 kr. × 80 % × 10.000 / 240.000 = 1.000.000 kr.");
    for part in ["ubekræftet", "næste gennemgang", "Dit tal"] {
        assert!(opened.contains(part), "{part}: {opened}");
    }
    assert!(browser.has("#objektiv-del a[href]"), "the share leads to its source");
    browser.click("#takst-for-sager summary");
    let opened = says(browser, "#takst-for-sager", "12 sager × 15.000 kr. = 180.000 kr.");
    assert!(opened.contains("Dit tal, Børnehus Midt"), "{opened}");
    browser.click("#aabnet-i-alt summary");
    let opened = says(browser, "#aabnet-i-alt", "1.000.000 kr. + 180.000 kr. = 1.180.000 kr.");
    assert!(opened.contains("Dit tal, Børnehus Midt"), "{opened}");
    // What is opened stays open while one types on.
    browser.fill("#sager", "13");
    says(browser, "#takst-for-sager", "13 sager × 15.000 kr. = 195.000 kr.");
}

/// 27 million × 10.000 / 220.000 is more than 1.2 million: every number may be unsure, and the result is a range.
fn every_number_may_be_unsure(browser: &Browser) {
    let _server = opened(browser);
    browser.run("document.querySelector('.sheet').scrollIntoView()", &[]);
    objective(browser);
    for (id, low, high) in [("objektiv-andel", "75", "90"), ("boern-i-alt", "225.000", "250.000")] {
        browser.click(&format!("#usikkert-{id}"));
        browser.until(&format!("document.activeElement.id === '{id}-lav'"));
        browser.fill(&format!("#{id}-lav"), low);
        browser.fill(&format!("#{id}-hoej"), high);
    }
    // 30 mio. × 75 % × 10.000 / 250.000 and 30 mio. × 90 % × 10.000 / 225.000.
    says(browser, TOTAL, "1.000.000 kr. (900.000–1.200.000 kr.)");
    browser.click("#objektiv-del summary");
    let opened = says(browser, "#objektiv-del", "240.000 (225.000–250.000)");
    assert!(opened.contains("80 % (75 % til 90 %)"), "{opened}");
}

fn the_share(browser: &Browser) {
    let _server = opened(browser);
    assert_eq!(browser.value("document.getElementById('objektiv-andel').value"), "80");
    let form = browser.text("#forloeb-valg");
    assert!(form.contains("80 % objektivt og 20 % med takst") && form.contains("Andelen er ikke bekræftet"), "{form}");
    says(browser, ".assumed", "Delingen er ubekræftet");
    objective(browser);
    browser.fill("#objektiv-andel", "75");
    says(browser, "#objektiv-del", "937.500 kr.");
    says(browser, "#forloeb-valg", "Andelen er dit tal");
    says(browser, ".assumed", "Delingen er dit tal");
    // The register's own number is the register's again.
    browser.fill("#objektiv-andel", "80 %");
    says(browser, "#forloeb-valg", "Andelen er ikke bekræftet");
}

fn history(browser: &Browser) {
    let _server = opened(browser);
    objective(browser);
    select(browser, "fordeling", 0);
    says(browser, "#objektiv-del", "750.000 kr.");
    assert_eq!(browser.value("document.getElementById('objektiv-andel').value"), "60");
    says(browser, "#forloeb-valg", "er kun historie");
    says(browser, ".assumed", "fra før 2024 og er kun historie");
    browser.fill("#sager", "10");
    let options = browser.text("#takst-valg");
    for takst in ["12.662 kr.", "12.267 kr.", "13.477 kr.", "14.913 kr.", "13.817 kr."] {
        assert!(options.contains(takst), "{takst}: {options}");
    }
    assert_eq!(options.matches("(historie)").count(), 5, "{options}");
    select(browser, "takst-valg", 3);
    browser.until("!document.getElementById('takst')");
    says(browser, "#takst-for-sager", "134.770 kr.");
    says(browser, "#forloeb-valg", "kan ikke regnes om til i dag");
    says(browser, ".assumed", "kan ikke fremskrives");
    browser.fill("#aar", "2021");
    says(browser, ".assumed", "Delingen er den, der gjaldt før 2024");
    browser.until("!document.querySelector('.assumed').innerText.includes('fremskrives')");
}

fn no_takst_is_derived(browser: &Browser) {
    let _server = opened(browser);
    objective(browser);
    browser.fill("#sager", "600");
    assert_eq!(browser.value("document.getElementById('takst').value"), "");
    let line = says(browser, "#takst-for-sager", "mangler takst");
    assert!(!line.contains("kr."), "a takst out of nowhere: {line}");
    assert_eq!(browser.text(TOTAL), "1.000.000 kr.");
    says(browser, ".assumed", "Taksten mangler, så sagerne er ikke med i summen.");
    says(browser, ".assumed", "Taksten er ikke regnet ud af budget og antal sager");
}

fn what_cannot_be(browser: &Browser) {
    let _server = opened(browser);
    objective(browser);
    for (field, typed, named, right) in [
        ("budget", "mange", "»mange«", "30.000.000"),
        ("boern", "12,5", "helt tal", "10.000"),
        ("boern-i-alt", "9.000.000", "2.000.000", "240.000"),
        ("objektiv-andel", "101", "100", "80"),
        ("boern-i-alt", "9.000", "kan ikke være flere", "240.000"),
        ("aar", "26", "mellem 2000 og 2099", "2026"),
    ] {
        browser.fill(&format!("#{field}"), typed);
        leads_to_the_field(browser, field, named);
        assert!(!browser.text(TOTAL).contains("kr."), "{typed}: a guessed amount");
        browser.fill(&format!("#{field}"), right);
        says(browser, TOTAL, "1.000.000 kr.");
        browser.until("!document.querySelector('.field-error') && !document.querySelector('.error-summary')");
    }
    // While somebody types, nothing is an error yet.
    browser.click("#budget");
    browser.type_text("x");
    says(browser, "#objektiv-del", "fejl i husets budget");
    assert!(!browser.has(".field-error"), "an error before the field is left");
}

fn an_unsure_number(browser: &Browser) {
    let _server = opened(browser);
    objective(browser);
    browser.fill("#takst", "15.000");
    browser.fill("#sager", "12");
    browser.click("#usikkert-sager");
    browser.until("document.activeElement.id === 'sager-lav'");
    browser.fill("#sager-lav", "8");
    browser.fill("#sager-hoej", "20");
    says(browser, TOTAL, "1.180.000 kr. (1.120.000–1.300.000 kr.)");
    browser.fill("#sager-hoej", "9");
    says(browser, ".field-error", "ikke være lavere end det sandsynlige");
    browser.click("#usikkert-sager");
    says(browser, TOTAL, "1.180.000 kr.");
}

fn the_file_and_the_paper(browser: &Browser) {
    let _server = opened(browser);
    browser.click(".button-row .button-quiet");
    says(browser, ".outputs", "Der er ikke noget beløb endnu");
    objective(browser);
    browser.fill("#sager", "12");
    select(browser, "takst-valg", 3);
    says(browser, TOTAL, "1.161.724 kr.");
    let csv = downloaded(browser, ".button-row .button-quiet");
    assert!(csv.starts_with('\u{feff}'), "Excel needs the mark to read æ, ø and å");
    for part in ["1000000,00", "161724,00", "1161724,00", "12 sager × 13.477 kr. = 161.724 kr."] {
        assert!(csv.contains(part), "{part}: {csv}");
    }
    says(browser, ".outputs", "er hentet");
    browser.run(
        "navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); };
         [...document.querySelectorAll('button')].find((one) => one.innerText === 'Kopiér som tekst').click();",
        &[],
    );
    says(browser, ".outputs", "er kopieret som tekst");
    let copied = browser.value("window.copied");
    let copied = copied.as_str().unwrap_or_default();
    assert!(copied.contains("= 161.724 kr.") && copied.contains("Børnehus Syd 2021, planchen om takster"), "{copied}");
    browser.paper();
    let text = browser.text("body");
    for part in [
        "Børnehusforløb: det betaler kommunen",
        "30.000.000 kr. × 80 % × 10.000 / 240.000 = 1.000.000 kr.",
        "1.161.724 kr.",
        "Takst pr. sag, Børnehus Syd",
        "Taksten er ikke regnet ud af budget",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("Spørg driftskommunen"), "the note is printed alone: {text}");
    browser.screen(1280, "light");
}

fn clearing(browser: &Browser) {
    let _server = opened(browser);
    assert_eq!(browser.value("window.onbeforeunload === null"), true, "nothing to lose yet");
    objective(browser);
    select(browser, "fordeling", 0);
    assert_eq!(browser.value("window.onbeforeunload !== null"), true);
    browser.click("#ryd-alt");
    browser.until("document.activeElement.id === 'ryd-alt-ja'");
    says(browser, TOTAL, "750.000 kr.");
    browser.click("#ryd-alt-ja");
    says(browser, TOTAL, "intet beløb endnu");
    assert_eq!(browser.value("document.getElementById('objektiv-andel').value"), "80");
    assert_eq!(browser.value("document.getElementById('budget').value"), "");
    browser.until("document.activeElement.id === 'ryd-alt'");
    assert_eq!(browser.value("window.onbeforeunload === null"), true);
}

fn by_keyboard_alone(browser: &Browser) {
    let _server = opened(browser);
    for (id, typed) in [("budget", "30.000.000"), ("boern", "10.000"), ("boern-i-alt", "240.000"), ("sager", "2")] {
        tab_to(browser, id);
        browser.type_text(typed);
    }
    tab_to(browser, "takst");
    browser.type_text("15.000");
    says(browser, TOTAL, "1.030.000 kr.");
    lets_out(browser, &["Udskriv", "Hent til Excel"]);
    tab_to(browser, "ryd-alt");
    browser.type_text(" ");
    browser.until("document.activeElement.id === 'ryd-alt-ja'");
    browser.type_text(" ");
    says(browser, TOTAL, "intet beløb endnu");
}

fn without_scripts(browser: &Browser) {
    CASES.is_whole_without_scripts(
        browser,
        &["objektiv del = husets budget", "12.662 kr.", "60 %", "80 %", "ikke bekræftet"],
    );
    assert!(browser.has("nav.tabs a[aria-current=page]"), "the tabs are links");
}

/// What can be read beside the tool stays there.
fn beside(browser: &Browser) {
    let _server = opened(browser);
    let text = browser.text(".static");
    assert!(text.contains("objektiv del = husets budget") && text.contains("12.662 kr."), "{text}");
}

fn tabs(browser: &Browser) {
    let server = served(&prepared().dist);
    for page in ["/ydelser/beregner/", PAGE, "/ydelser/faelles-behov/"] {
        browser.goto(&format!("{}{page}", server.address));
        assert_eq!(browser.count("nav.tabs a"), 3, "{page}");
        assert_eq!(browser.count("nav.tabs [aria-current=page]"), 1, "{page}");
        let here = browser.value("document.querySelector('nav.tabs [aria-current=page]').getAttribute('href')");
        assert_eq!(here, page);
    }
    browser.goto(&format!("{}/ydelser/tf-cbt/", server.address));
    assert!(!browser.has("nav.tabs"), "only the tools' pages have tabs");
}

fn nothing_leaves(browser: &Browser) {
    CASES.leaves_nothing(browser, objective);
    CASES.prints_without_buttons(browser);
}

fn accessible(browser: &Browser) {
    let _server = opened(browser);
    objective(browser);
    browser.fill("#sager", "12");
    browser.click("#usikkert-sager");
    browser.fill("#sager-lav", "14");
    select(browser, "takst-valg", 1);
    browser.run("document.querySelectorAll('#forloeb details').forEach((one) => { one.open = true; })", &[]);
    browser.click("#ryd-alt");
    browser.until("document.getElementById('ryd-alt-ja')");
    let mut faults = frame::looked_at("filled in", browser);
    browser.fill("#budget", "mange");
    says(browser, ".error-summary", "»mange«");
    faults.extend(frame::looked_at("an error", browser));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
