//! The self-check of a beredskabsplan: what its register holds, and journeys through the tool.

use calculator::self_check::{Model, wire};
use icalendar::{Calendar, CalendarComponent, Component};
use std::collections::BTreeSet;
use std::fs;
use std::process::ExitCode;
use tests::browser::Browser;
use tests::calculator_page::{leads_to_the_field, opened_at, says};
use tests::dist;
use tests::frame::{self, Tool, button, file_of, open_file};
use tests::harness::{Test, run};
use tests::keyboard::{lets_out, tab_to};
use tests::prepare::prepared;

const PAGE: &str = "/beredskabsplan/selvtjek/";
const SELF_CHECK: Tool = Tool { address: PAGE, name: "selvtjek", answer: ".verdict" };

fn main() -> ExitCode {
    run(vec![
        Test::plain("every_gap_leads_to_pages_that_are_there", every_gap),
        Test::plain("the_paper_asks_the_same", the_paper),
        Test::plain("the_examples_stand_on_their_page", examples),
        Test::browser("gaps_come_as_one_answers", gaps),
        Test::browser("by_when_the_plan_must_have_been_revised", by_when),
        Test::browser("paper_calendar_and_file_out_and_in", out_and_in),
        Test::browser("what_is_no_file_of_ours_is_refused", refused),
        Test::browser("by_keyboard_alone", by_keyboard),
        Test::browser("without_scripts_the_questions_are_there", without_scripts),
        Test::browser("nothing_leaves_the_page", nothing_leaves),
        Test::browser("in_use_it_is_accessible_and_narrow", accessible),
    ])
}

/// The questions as the built page carries them.
fn model() -> Model {
    let json = dist::carried(&prepared().dist, PAGE, "selvtjek");
    let model = wire::read(&json).expect("the questions can be read");
    assert_eq!(wire::to_json(&model), json, "what is read is what was written");
    model
}

fn every_gap() {
    let model = model();
    let pages = dist::pages(&prepared().dist);
    let addresses: BTreeSet<&str> = pages.iter().map(|page| page.address.as_str()).collect();
    assert_eq!((model.plans.len(), model.parts.len()), (2, 6));
    assert!(model.plans.iter().all(|plan| plan.years == 4), "the law's interval");
    for (at, part) in model.parts.iter().enumerate() {
        assert!(model.points.iter().any(|point| point.part == at), "nothing is asked under {}", part.title);
    }
    for point in &model.points {
        assert!(point.text.ends_with('?') && point.missing.ends_with('.'), "{}", point.id);
        assert!(!point.reads.is_empty() && !point.ground.source_title.is_empty(), "{}", point.id);
        for read in &point.reads {
            let page = read.href.split('#').next().unwrap_or_default();
            assert!(addresses.contains(page) && !read.title.is_empty(), "{}: {read:?}", point.id);
        }
    }
}

/// The law's demands stand in the printed self-check too, and the three pejlemærker by their names.
fn the_paper() {
    let model = model();
    let pages = dist::pages(&prepared().dist);
    let paper = pages.iter().find(|page| page.address == "/skabeloner/selvtjek-beredskab/").expect("the template");
    let plain = |text: &str| text.replace('\u{a0}', " ");
    let printed = plain(&paper.text);
    let confirmed = model.points.iter().filter(|point| point.ground.confirmed);
    for law in confirmed.flat_map(|point| &point.ground.laws) {
        let label = plain(&law.label);
        let paragraph = label.rsplit("§ ").next().unwrap_or_default();
        assert!(printed.contains(paragraph), "{label} is not in the template");
    }
    let titles: Vec<&str> = model.parts.iter().map(|part| part.title.as_str()).collect();
    for named in ["Samarbejde på tværs", "Viden om vold", "Klare procedurer"] {
        assert!(titles.iter().any(|title| title.contains(named)), "{named}: {titles:?}");
    }
}

fn examples() {
    let pages = dist::pages(&prepared().dist);
    let page = pages.iter().find(|page| page.address == PAGE).expect("the page is built");
    let path = tests::prepare::root().join("content/data/selvtjek.toml");
    let table: toml::Table = fs::read_to_string(path).unwrap().parse().unwrap();
    let examples = table["eksempel"].as_array().unwrap();
    assert!(examples.len() >= 3);
    for expected in examples.iter().flat_map(|example| example["forventet"].as_array().unwrap()) {
        let (_, day) = expected.as_str().unwrap().split_once(": ").unwrap();
        assert!(page.text.contains(day), "{day} is not on the page");
    }
}

/// Answers a question: `vedtaget-nej`.
fn answer(browser: &Browser, one: &str) {
    browser.click(&format!("label[for={one}]"));
    browser.until(&format!("document.getElementById('{one}').checked"));
}

fn gaps(browser: &Browser) {
    let _server = opened_at(browser, PAGE, "selvtjek");
    says(browser, ".verdict", "Hullerne står her, efterhånden som du svarer");
    answer(browser, "skriftlig-ja");
    says(browser, ".verdict", "Ingen huller i det, du har svaret på");
    answer(browser, "foraeldre-ved-ikke");
    let sheet = says(browser, ".verdict", "1 hul");
    for part in [
        "Ved ikke.",
        "taler ingen med dem først",
        "Læs: Må jeg tale med forældrene først?",
        "er vores råd",
        "Uden svar",
    ] {
        assert!(sheet.contains(part), "{part}: {sheet}");
    }
    assert!(browser.has(".gaps a[href='/beredskabsplan/foraeldre/'][target=_blank]"));
    answer(browser, "vedtaget-delvist");
    let sheet = says(browser, ".verdict", "2 huller");
    assert!(sheet.contains("barnets lov § 15, stk. 2"), "{sheet}");
    answer(browser, "foraeldre-ja");
    says(browser, ".verdict", "1 hul");
}

fn by_when(browser: &Browser) {
    let _server = opened_at(browser, PAGE, "selvtjek");
    says(browser, ".verdict", "Skriv, hvornår planen er vedtaget");
    browser.fill("#vedtaget-overgreb", "29-02-2024");
    let sheet = says(browser, ".date-list", "tirsdag den 29. februar 2028");
    for part in
        ["søndag den 28. februar 2027", "4 år efter vedtagelsen 29. februar 2024", "Ikke bekræftet", "§ 15, stk. 2"]
    {
        assert!(sheet.contains(part), "{part}: {sheet}");
    }
    browser.fill("#vedtaget-social-kontrol", "21.11.2010");
    says(browser, ".verdict", "Fristen er overskredet");
    says(browser, ".date-list", "fredag den 21. november 2014 (passeret)");
    for (typed, named) in
        [("31-02-2024", "findes ikke"), ("1-1-1999", "1. januar 2005"), ("i fjor", "dag, måned og år")]
    {
        browser.fill("#vedtaget-social-kontrol", typed);
        leads_to_the_field(browser, "vedtaget-social-kontrol", named);
        assert!(!browser.text(".date-list").contains("2014"), "{typed}: a guessed date");
    }
    browser.fill("#vedtaget-social-kontrol", "");
    browser.until("!document.querySelector('.field-error')");
}

fn out_and_in(browser: &Browser) {
    let _server = opened_at(browser, PAGE, "selvtjek");
    browser.click(&button(browser, "Hent til kalender"));
    says(browser, ".outputs", "Skriv, hvornår en plan er vedtaget");
    browser.click(&button(browser, "Udskriv"));
    says(browser, ".outputs", "Svar på et spørgsmål");
    browser.fill("#vedtaget-overgreb", "21-11-2023");
    says(browser, ".date-list", "søndag den 21. november 2027");
    answer(browser, "boernehus-nej");
    answer(browser, "tegn-ja");
    let before = says(browser, ".verdict", "1 hul");
    let text = file_of(browser, "Hent til kalender");
    let calendar: Calendar = text.parse().unwrap_or_else(|error| panic!("no calendar: {error}\n{text}"));
    let mut days = Vec::new();
    for component in &calendar.components {
        let CalendarComponent::Event(event) = component else { panic!("something else than an event") };
        days.push(event.property_value("DTSTART").expect("a start").to_owned());
        assert!(event.get_summary().is_some_and(|title| title.contains("revi")), "{text}");
    }
    assert_eq!(days, ["20261121", "20271121"]);
    let saved = SELF_CHECK.saved(browser);
    assert!(saved.contains("\"svar-boernehus\":\"nej\"") && saved.contains("21-11-2023"), "{saved}");
    browser.paper();
    let paper = browser.text("body");
    for part in
        ["Holder jeres beredskabsplan?", "Skriv de tre betingelser ind", "søndag den 21. november 2027", "Uden svar"]
    {
        assert!(paper.contains(part), "{part}: {paper}");
    }
    for part in ["Gem som fil", "Det korte svar", "Brug dagen i referatet", "Vedtaget på en skuddag"] {
        assert!(!paper.contains(part), "{part} is printed too: {paper}");
    }
    let sheets = tests::pdf::pages(&browser.print());
    assert!(sheets.len() <= 4, "{} sheets of paper", sheets.len());
    browser.screen(1280, "light");
    browser.run("window.onbeforeunload = null", &[]);
    let _server = opened_at(browser, PAGE, "selvtjek");
    open_file(browser, &saved);
    says(browser, ".outputs", "er åbnet");
    says(browser, ".verdict", "1 hul");
    assert_eq!(browser.text(".verdict"), before);
    browser.click("#ryd-alt");
    browser.until("document.activeElement.id === 'ryd-alt-ja'");
    browser.click("#ryd-alt-ja");
    says(browser, ".verdict", "Hullerne står her, efterhånden som du svarer");
    assert_eq!(browser.count("#selvtjek input:checked"), 0);
    assert_eq!(browser.value("document.getElementById('vedtaget-overgreb').value"), "");
}

fn refused(browser: &Browser) {
    let _server = opened_at(browser, PAGE, "selvtjek");
    answer(browser, "tegn-nej");
    SELF_CHECK.refuses_other_files(browser);
    // An answer that does not exist is no answer, and a date is held to what holds for a typed one.
    open_file(
        browser,
        "{\"boernehusguiden\":\"selvtjek\",\"version\":\"1\",\"felter\":{\"svar-tegn\":\"måske\",\"svar-pligt\":\"nej\",\"vedtaget-overgreb\":\"31-02-2024\"}}",
    );
    says(browser, ".verdict", "1 hul");
    assert!(!browser.has(".date-list"), "a guessed date");
}

fn by_keyboard(browser: &Browser) {
    let _server = opened_at(browser, PAGE, "selvtjek");
    tab_to(browser, "vedtaget-overgreb");
    browser.type_text("31072022");
    tab_to(browser, "vedtaget-social-kontrol");
    says(browser, ".date-list", "fredag den 31. juli 2026");
    tab_to(browser, "skriftlig-ja");
    browser.type_text(" ");
    says(browser, ".verdict", "Ingen huller");
    lets_out(browser, &["Udskriv", "Gem som fil"]);
}

fn without_scripts(browser: &Browser) {
    SELF_CHECK.is_whole_without_scripts(
        browser,
        &[
            "Samme dato fire år efter",
            "Er planen skriftlig?",
            "Hvis ikke: Skriv de tre betingelser ind",
            "Pejlemærke 3",
        ],
    );
}

fn nothing_leaves(browser: &Browser) {
    SELF_CHECK.sends_and_stores_nothing(browser, |browser| {
        answer(browser, "tegn-nej");
        browser.fill("#vedtaget-overgreb", "21-11-2023");
    });
    assert_eq!(browser.count("#selvtjek textarea"), 0);
}

fn accessible(browser: &Browser) {
    let _server = opened_at(browser, PAGE, "selvtjek");
    answer(browser, "tegn-nej");
    answer(browser, "foraeldre-ved-ikke");
    browser.fill("#vedtaget-overgreb", "21-11-2023");
    says(browser, ".date-list", "21. november 2027");
    browser.fill("#vedtaget-social-kontrol", "x");
    let faults = frame::faults(browser);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    browser.run("window.onbeforeunload = null", &[]);
}
