//! Hours of ELEVator and cases an adviser: a journey through both, on paper and in files, and what the sources have.

use calculator::load::{Case, Model, elevator, from_json};
use std::fs;
use std::process::ExitCode;
use tests::browser::Browser;
use tests::calculator_page::{leads_to_the_field, opened_at, says};
use tests::dist;
use tests::frame::{self, Tool, file_of, open_file};
use tests::harness::{Test, run};
use tests::keyboard::{lets_out, tab_to};
use tests::prepare::{prepared, root};

const LOAD: &str = "/indsatstrappen/belastning/";
const TOOL: &str = "belastning";
const HOURS: Tool = Tool { address: LOAD, name: TOOL, answer: ".load" };

fn main() -> ExitCode {
    run(vec![
        Test::plain("the_hours_are_those_of_the_source", source),
        Test::plain("the_examples_stand_on_their_page", examples),
        Test::browser("hours_and_cases", hours_and_cases),
        Test::browser("what_cannot_be_read_or_be_is_said_at_its_field", what_cannot_be),
        Test::browser("paper_table_and_file_go_out_and_in", out_and_in),
        Test::browser("by_keyboard_alone_and_nothing_leaves", by_keyboard_alone),
        Test::browser("without_scripts_numbers_and_formulas_are_there", without_scripts),
        Test::browser("in_use_it_is_accessible_and_narrow", accessible),
    ])
}

fn model() -> Model {
    let carried = dist::carried(&prepared().dist, LOAD, "belastning");
    from_json(&carried).expect("the numbers can be read")
}

/// `facts.toml`, `elevator`: 73 hours a child and 15 a psychologist, so 88 for the first; one profession is not known.
fn source() {
    let model = model();
    let hours: Vec<_> = model.professions.iter().map(|one| (one.id.as_str(), one.hours)).collect();
    assert_eq!(
        hours,
        [
            ("psykolog", Some(19)),
            ("psykolog-fast", Some(15)),
            ("socialraadgiver", Some(12)),
            ("sundhedsplejerske", Some(5)),
            ("laerer", Some(19)),
            ("akt", Some(18)),
            ("tale-hoerelaerer", None),
        ]
    );
    assert_eq!(model.ceilings.iter().map(|one| one.cases).collect::<Vec<_>>(), [25]);
    for children in 0..200_u16 {
        for psychologists in [0, 1, 3] {
            let case = Case { children: Some(children), psychologists: Some(psychologists), ..Case::default() };
            let sum = elevator(&model, &case).pop().expect("a sum");
            let hours = u64::from(children) * 73 + u64::from(psychologists) * 15;
            assert_eq!(sum.value, calculator::text::counted(hours, "time", "timer"));
            assert_eq!(sum.what, "I alt, mindst", "a profession is missing, so it is a minimum");
        }
    }
}

fn examples() {
    let pages = dist::pages(&prepared().dist);
    let page = pages.iter().find(|page| page.address == "/frister/eksempler/").expect("a page of examples");
    let table: toml::Table = fs::read_to_string(root().join("content/data/belastning.toml")).unwrap().parse().unwrap();
    let mut lines = 0;
    for example in table["eksempel"].as_array().unwrap() {
        for expected in example["forventet"].as_array().unwrap() {
            let (what, value) = expected.as_str().unwrap().split_once(": ").unwrap();
            assert!(page.text.contains(what) && page.text.contains(value), "{expected} is not on the page");
            lines += 1;
        }
    }
    assert!(lines >= 20, "only {lines} lines");
}

fn hours_and_cases(browser: &Browser) {
    let _server = opened_at(browser, LOAD, TOOL);
    says(browser, ".load", "Skriv børn og psykologer, eller sager og rådgivere");
    browser.fill("#boern", "8");
    browser.fill("#psykologer", "2");
    let sheet = says(browser, ".load", "614 timer");
    for part in [
        "152 timer",
        "8 børn × 19 timer",
        "2 psykologer × 15 timer",
        "ikke oplyst",
        "I alt, mindst",
        "tale-hørelærer er ikke talt med",
    ] {
        assert!(sheet.contains(part), "{part}: {sheet}");
    }
    assert!(!sheet.contains("gennemsnit"), "no part without its numbers: {sheet}");
    browser.fill("#sager", "150");
    browser.fill("#raadgivere", "6");
    let sheet = says(browser, ".load", "ikke over 25");
    assert!(sheet.contains("25,0") && sheet.contains("ikke, hvor tunge sagerne er"), "{sheet}");
    browser.fill("#raadgivere", "5");
    let sheet = says(browser, ".load", "30,0");
    assert!(sheet.contains("over 25") && sheet.contains("25 sager mere"), "{sheet}");
    browser.fill("#flest", "41");
    says(browser, ".load", "16 sager over 25. Gennemsnittet viser det ikke.");
}

fn what_cannot_be(browser: &Browser) {
    let _server = opened_at(browser, LOAD, TOOL);
    browser.fill("#sager", "150");
    browser.fill("#raadgivere", "6");
    says(browser, ".load", "25,0");
    for (field, typed, named, right) in [
        ("raadgivere", "0", "0,5", "6"),
        ("raadgivere", "x", "", "6"),
        ("sager", "1,5", "", "150"),
        ("flest", "151", "end der er i alt", "30"),
    ] {
        browser.fill(&format!("#{field}"), typed);
        leads_to_the_field(browser, field, named);
        assert!(!browser.has(".load table"), "{typed}: a guessed number");
        browser.fill(&format!("#{field}"), right);
        browser.until("!document.querySelector('.field-error') && !document.querySelector('.error-summary')");
        says(browser, ".load", "25,0");
    }
}

fn both(browser: &Browser) {
    for (field, value) in
        [("boern", "1"), ("psykologer", "1"), ("sager", "110"), ("raadgivere", "4,5"), ("flest", "31")]
    {
        browser.fill(&format!("#{field}"), value);
    }
    says(browser, ".load", "88 timer");
    says(browser, ".load", "6 sager over 25");
}

fn out_and_in(browser: &Browser) {
    let _server = opened_at(browser, LOAD, TOOL);
    browser.click(".outputs .button-row .button:nth-child(2)");
    says(browser, ".outputs", "Skriv børn og psykologer");
    both(browser);
    let before = browser.text(".load");
    let csv = file_of(browser, "Hent til Excel");
    for part in [
        "ELEVator;Antal;Regnet sådan",
        "Tale-hørelærer;ikke oplyst;",
        "88 timer",
        "Sager pr. rådgiver i gennemsnit;24,4;",
        "Den, der har flest",
    ] {
        assert!(csv.contains(part), "{part}: {csv}");
    }
    let saved = HOURS.saved(browser);
    browser.paper();
    let paper = browser.text("body");
    for part in ["88 timer", "24,4", "ikke, hvor tunge sagerne er", "Vejledende beregning"] {
        assert!(paper.contains(part), "{part}: {paper}");
    }
    for part in ["Hvor mange børn er med", "Hent til Excel", "Det korte svar", "Timerne i ELEVator"] {
        assert!(!paper.contains(part), "{part} is printed too: {paper}");
    }
    assert!(tests::pdf::pages(&browser.print()).len() <= 2);
    browser.screen(1280, "light");
    let _server = opened_at(browser, LOAD, TOOL);
    open_file(browser, &saved);
    says(browser, ".load", "88 timer");
    assert_eq!(browser.text(".load"), before);
    HOURS.refuses_other_files(browser);
}

fn by_keyboard_alone(browser: &Browser) {
    HOURS.sends_and_stores_nothing(browser, |browser| {
        tab_to(browser, "sager");
        browser.type_text("150");
        tab_to(browser, "raadgivere");
        browser.type_text("6");
        says(browser, ".load", "25,0");
    });
    lets_out(browser, &["Udskriv", "Hent til Excel", "Gem som fil"]);
    frame::clear_by_keyboard(browser);
    says(browser, ".load", "Skriv børn og psykologer");
}

fn without_scripts(browser: &Browser) {
    HOURS.is_whole_without_scripts(
        browser,
        &["Tale-hørelærer", "ikke oplyst", "et minimum", "Sager ÷ rådgivere på fuld tid", "højst 25"],
    );
}

fn accessible(browser: &Browser) {
    let _server = opened_at(browser, LOAD, TOOL);
    both(browser);
    browser.fill("#raadgivere", "x");
    browser.click("#sager");
    browser.until("document.querySelector('.field-error')");
    let mut faults = frame::looked_at("an error", browser);
    browser.fill("#raadgivere", "4,5");
    says(browser, ".load", "24,4");
    faults.extend(frame::faults(browser));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
