//! Journeys through the price calculator: every number opens, what is removed comes back, what a service is for warns, the
//! state's rates, four scenarios, the clipboard, and the newer parts with the keyboard alone.

use fantoccini::key::Key;
use serde_json::json;
use std::process::ExitCode;
use tests::browser::Browser;
use tests::calculator_page::{TOTAL, choose, opened, says, select, supervision, unfold};
use tests::harness::{Test, run};
use tests::keyboard::{tab_to, tab_until};

fn main() -> ExitCode {
    run(vec![
        Test::browser("every_number_opens", every_number),
        Test::browser("costs_payers_and_scenarios_come_back", what_was_removed),
        Test::browser("a_condition_that_is_not_met_warns_and_blocks_nothing", conditions),
        Test::browser("the_rate_of_the_state_is_used_and_can_be_another", mileage),
        Test::browser("four_scenarios_and_no_more", four_scenarios),
        Test::browser("the_text_goes_to_the_clipboard", clipboard),
        Test::browser("the_newer_parts_by_keyboard_alone", keyboard),
    ])
}

/// Eight hours of supervision for 950,50 kr. each, in two years: 7.604 kr. and 9.505 kr.
fn two_years(browser: &Browser) {
    supervision(browser);
    unfold(browser, "flere-aar");
    select(browser, "antal-aar", 1);
    browser.until("document.getElementById('antal-supervision-2')");
    browser.fill("#foerste-aar", "2027");
    browser.fill("#antal-supervision-2", "10");
    says(browser, TOTAL, "17.109 kr.");
}

/// Opens a number and gives all that is said inside.
fn number(browser: &Browser, id: &str, part: &str) -> String {
    browser.click(&format!("#{id} > summary"));
    says(browser, &format!("#{id}"), part)
}

fn every_number(browser: &Browser) {
    let _server = opened(browser);
    two_years(browser);
    // The total, its years, and their rows.
    let total = number(browser, "aabn-total", "7.604 kr. + 9.505 kr. = 17.109 kr.");
    assert!(total.contains("8 timer × 950,50 kr. = 7.604 kr.") || total.contains("7.604 kr. = 7.604 kr."), "{total}");
    // It stays open, and follows.
    browser.fill("#antal-supervision-2", "12");
    says(browser, "#aabn-total", "7.604 kr. + 11.406 kr. = 19.010 kr.");
    // What matters most.
    browser.click("#usikkert-antal-supervision");
    browser.fill("#antal-supervision-lav", "6");
    browser.fill("#antal-supervision-hoej", "12");
    says(browser, "#usikkerhed", "Antal i 2027");
    let swing = number(browser, "aabn-usikkerhed", "Lavt:");
    for part in ["19.010 kr. − 1.901 kr. = 17.109 kr.", "19.010 kr. + 3.802 kr. = 22.812 kr."] {
        assert!(swing.contains(part), "{part}: {swing}");
    }
    browser.click("#usikkert-antal-supervision");
    // Who pays.
    unfold(browser, "betalere");
    browser.click("#tilfoej-betaler");
    browser.fill("#betaler-1", "Staten");
    browser.fill("#andel-1", "25");
    browser.fill("#andel-1-2", "25");
    says(browser, "#hvem-betaler", "1.901 kr.");
    number(browser, "aabn-betalere", "25 %");
    // The comparison, and from when the own offer is cheaper.
    unfold(browser, "sammenlign");
    browser.click("#sammenlign-2");
    browser.until("document.activeElement.id === 'scenarie-2'");
    unfold(browser, "udgifter-supervision-2");
    browser.fill("#udgift-supervision-2-1", "1");
    browser.fill("#sats-supervision-2-1", "450,50");
    unfold(browser, "faste-udgifter");
    browser.click("#tilfoej-fast-1");
    browser.fill("#fast-1", "2.000");
    browser.fill("#fast-1-2", "0");
    says(browser, TOTAL, "11.010 kr.");
    let compared = number(browser, "aabn-sammenligning", "11.010 kr. − 19.010 kr. = −8.000 kr.");
    assert!(compared.contains("7.604 kr. + 11.406 kr. = 19.010 kr."), "{compared}");
    number(browser, "aabn-ligevaegt", "Faste udgifter 2.000 kr. / (950,50 kr. − 450,50 kr.)");
    // Clearing closes all of it.
    browser.click("#ryd-alt");
    browser.click("#ryd-ja");
    says(browser, TOTAL, "intet beløb endnu");
    two_years(browser);
    assert_eq!(browser.value("document.getElementById('aabn-total').open"), false);
}

fn what_was_removed(browser: &Browser) {
    let _server = opened(browser);
    supervision(browser);
    unfold(browser, "faste-udgifter");
    browser.click("#tilfoej-fast-1");
    browser.fill("#fast-1", "2.000");
    says(browser, TOTAL, "9.604 kr.");
    // What is removed later is what comes back: there is one way back at a time.
    choose(browser, "tf-cbt");
    browser.click("label[for=vaelg-tf-cbt]");
    browser.until("document.getElementById('fortryd')");
    browser.click("#faste-udgifter button[aria-label^='Fjern']");
    browser.until("document.activeElement.id === 'fortryd'");
    assert_eq!(browser.count("#fortryd"), 1);
    says(browser, TOTAL, "7.604 kr.");
    browser.click("#fortryd");
    says(browser, TOTAL, "9.604 kr.");
    unfold(browser, "betalere");
    browser.click("#tilfoej-betaler");
    browser.fill("#betaler-1", "Staten");
    browser.fill("#andel-1", "25");
    says(browser, "#hvem-betaler", "2.401 kr.");
    browser.click("#betalere button[aria-label^='Fjern']");
    browser.until("!document.getElementById('hvem-betaler')");
    browser.click("#fortryd");
    says(browser, "#hvem-betaler", "Staten");
    // A whole scenario, with what is in it.
    unfold(browser, "sammenlign");
    browser.click("#sammenlign-3");
    browser.until("document.activeElement.id === 'scenarie-2'");
    browser.fill("#scenarie-navn", "Vi venter");
    says(browser, "#sammenligning", "Vi venter");
    browser.click(".ways .button-small:last-child");
    says(browser, ".undo", "»Vi venter« er fjernet");
    says(browser, TOTAL, "9.604 kr.");
    browser.click("#fortryd");
    browser.until("document.activeElement.id === 'scenarie-2'");
    says(browser, "#sammenligning", "Vi venter");
}

fn conditions(browser: &Browser) {
    let _server = opened(browser);
    choose(browser, "tf-cbt");
    browser.fill("#antal-tf-cbt", "2");
    unfold(browser, "betingelser-tf-cbt");
    let count = browser.count("select[id^='betingelse-tf-cbt-']");
    assert!(count >= 5, "ages, assessment, caregiver and the rest: {count}");
    assert!(!browser.has("#betingelser-tf-cbt .note"), "nothing is answered, so nothing warns");
    select(browser, "betingelse-tf-cbt-1", 2);
    says(browser, "#betingelser-tf-cbt", "mellem 6 og 17 år");
    browser.until("document.querySelector('#betingelser-tf-cbt .note')");
    assert_eq!(browser.text(TOTAL), "56.000 kr.", "it warns and blocks nothing");
    // The answers are in no link.
    unfold(browser, "link");
    let link = browser.value("document.getElementById('link-adresse').value");
    select(browser, "betingelse-tf-cbt-1", 1);
    browser.until("document.getElementById('betingelse-tf-cbt-1').selectedIndex === 1");
    assert_eq!(browser.value("document.getElementById('link-adresse').value"), link);
}

fn mileage(browser: &Browser) {
    let _server = opened(browser);
    choose(browser, "tf-cbt");
    browser.fill("#antal-tf-cbt", "2");
    unfold(browser, "udgifter-tf-cbt");
    browser.click("label[for=tilfoej-tf-cbt-3]");
    browser.fill("#udgift-tf-cbt-1", "100");
    // 2 × 28.000 + 2 × 100 × the high rate of 2026.
    let rates = browser.value("[...document.getElementById('kmsats-udgift-tf-cbt-1').options].map((o) => o.text)");
    let high = rates
        .as_array()
        .and_then(|all| all.iter().position(|rate| rate.as_str().unwrap_or_default().contains("2026: 3,94")));
    select(browser, "kmsats-udgift-tf-cbt-1", high.expect("the high rate of 2026"));
    says(browser, TOTAL, "56.788 kr.");
    let line = number(browser, "aabn-tf-cbt", "3,94 kr.");
    assert!(line.contains("2 forløb × 100 km × 3,94 kr. = 788 kr."), "{line}");
    assert!(line.contains("Kilde:") && line.contains("bekræftet"), "a rate has its source: {line}");
    let own = browser.value("document.getElementById('kmsats-udgift-tf-cbt-1').options.length - 1");
    select(
        browser,
        "kmsats-udgift-tf-cbt-1",
        own.as_u64().and_then(|own| usize::try_from(own).ok()).expect("a number"),
    );
    browser.fill("#sats-tf-cbt-1", "5");
    says(browser, TOTAL, "57.000 kr.");
}

fn four_scenarios(browser: &Browser) {
    let _server = opened(browser);
    supervision(browser);
    unfold(browser, "sammenlign");
    for (number, kind) in [(2, 2), (3, 3), (4, 4)] {
        browser.click(&format!("#sammenlign-{kind}"));
        browser.until(&format!("document.activeElement.id === 'scenarie-{number}'"));
        browser.click("#scenarie-1");
        browser.until("document.getElementById('scenarie-1').ariaPressed === 'true'");
    }
    says(browser, "#sammenlign", "Der kan højst være fire scenarier.");
    assert_eq!(browser.count("[id^='sammenlign-']:is(button)"), 0);
    let table = says(browser, "#sammenligning table", "7.604 kr.");
    assert!(table.contains("4 mod 1"), "each with its difference: {table}");
}

fn clipboard(browser: &Browser) {
    let server = opened(browser);
    let allowed = json!({ "origin": server.address, "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
    browser.devtools("Browser.grantPermissions", &allowed);
    choose(browser, "tf-cbt");
    browser.fill("#antal-tf-cbt", "3");
    says(browser, TOTAL, "84.000 kr.");
    browser
        .run("[...document.querySelectorAll('button')].find((b) => b.innerText === 'Kopiér som tekst').click()", &[]);
    says(browser, "#beregner", "Notatet er kopieret som tekst.");
    let text =
        browser.run_async("navigator.clipboard.readText().then(arguments[0], (e) => arguments[0](String(e)))", &[]);
    let text = text.as_str().unwrap_or_default();
    for part in
        ["TF-CBT", "3 forløb × 28.000 kr. = 84.000 kr.", "er ikke et tilbud", "Barnets lov § 32", "Børnehus Midt 2022"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    browser.run("[...document.querySelectorAll('button')].find((b) => b.innerText === 'Kopiér link').click()", &[]);
    says(browser, "#beregner", "Linket er kopieret.");
    let link = browser.run_async("navigator.clipboard.readText().then(arguments[0])", &[]);
    browser.goto("about:blank");
    browser.goto(link.as_str().unwrap_or_default());
    says(browser, TOTAL, "84.000 kr.");
}

/// From the count on with Tab, Space, Enter and letters: a range, a fixed cost, a scenario, an opened total.
fn keyboard(browser: &Browser) {
    let _server = opened(browser);
    choose(browser, "supervision");
    browser.run("document.getElementById('antal-supervision').focus()", &[]);
    browser.type_text("8");
    tab_to(browser, "pris-supervision");
    browser.type_text("100");
    says(browser, TOTAL, "800 kr.");
    tab_to(browser, "usikkert-pris-supervision");
    browser.press(&[Key::Enter]);
    browser.until("document.activeElement.id === 'pris-supervision-lav'");
    browser.type_text("90");
    tab_to(browser, "pris-supervision-hoej");
    browser.type_text("120");
    says(browser, TOTAL, "800 kr. (720–960 kr.)");
    reach_summary(browser, "faste-udgifter");
    browser.press(&[Key::Enter]);
    tab_to(browser, "tilfoej-fast-1");
    browser.press(&[Key::Enter]);
    browser.until("document.activeElement.id === 'fast-1'");
    browser.type_text("1000");
    says(browser, TOTAL, "1.800 kr.");
    reach_summary(browser, "sammenlign");
    browser.press(&[Key::Enter]);
    tab_to(browser, "sammenlign-1");
    browser.press(&[Key::Enter]);
    browser.until("document.activeElement.id === 'scenarie-2'");
    reach_summary(browser, "aabn-sammenligning");
    browser.press(&[Key::Enter]);
    says(browser, "#aabn-sammenligning", "Forskel, 2 mod 1");
    browser.until("document.activeElement.parentElement.id === 'aabn-sammenligning'");
}

fn reach_summary(browser: &Browser, id: &str) {
    tab_until(browser, &format!("document.activeElement.matches('#{id} > summary')"));
}
