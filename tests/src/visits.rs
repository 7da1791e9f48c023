//! The visits of the health visitor: a journey from a day to the visits, on paper and in files, and what holds for every birth and
//! every due date from 2024 to 2040 with the visits as the site has them.

use calculator::dates::visits::{Care, Case, From, Model, items, plan};
use calculator::dates::{Standing, calendar, wire};
use icalendar::{Calendar, CalendarComponent, Component};
use jiff::ToSpan;
use jiff::civil::date;
use std::fs;
use std::process::ExitCode;
use tests::browser::Browser;
use tests::calculator_page::{leads_to_the_field, opened_at, says, select};
use tests::dist;
use tests::frame::{self, Tool, file_of, open_file};
use tests::harness::{Test, run};
use tests::keyboard::{lets_out, tab_to};
use tests::prepare::{prepared, root};

const VISITS: &str = "/samarbejde/overgange/";
const TOOL: &str = "overgange";
const VISITING: Tool = Tool { address: VISITS, name: TOOL, answer: ".date-list" };

fn main() -> ExitCode {
    run(vec![
        Test::plain("every_birth_has_its_visits_in_order", every_birth),
        Test::plain("the_cut_back_is_said_where_it_was_made", cut_back),
        Test::plain("the_examples_stand_on_their_page", examples),
        Test::browser("a_birth_a_due_date_and_what_cannot_be", a_birth),
        Test::browser("paper_table_calendar_and_file_go_out_and_in", out_and_in),
        Test::browser("by_keyboard_alone_and_nothing_leaves", by_keyboard_alone),
        Test::browser("without_scripts_the_table_is_there", without_scripts),
        Test::browser("in_use_it_is_accessible_and_narrow", accessible),
    ])
}

fn model() -> Model {
    let carried = dist::carried(&prepared().dist, VISITS, "overgange");
    wire::visits(&carried).expect("the visits can be read")
}

/// Months are counted here by jiff. No visit of a birth is before it, and none of a due date after it; they are in order.
fn every_birth() {
    let model = model();
    let mut day = date(2024, 1, 1);
    while day < date(2041, 1, 1) {
        for care in [None, Some(Care::Childminder), Some(Care::Nursery)] {
            let case = Case { birth: Some(day), due: Some(day), care };
            let rows = plan(&model, &case);
            assert_eq!(rows.len(), if care.is_some() { 4 } else { 6 }, "{day}");
            for row in &rows {
                let visit = &model.visits[row.visit];
                assert!(visit.care.is_none() || care.is_none() || visit.care == care);
                let expected = visit.months.map(|months| match visit.from {
                    From::Birth => day.checked_add(i32::from(months).months()).unwrap(),
                    From::Due => day.checked_sub(i32::from(months).months()).unwrap(),
                });
                assert_eq!(row.first, expected, "{day} {}", visit.id);
                assert_eq!(row.last, visit.until.map(|months| day.checked_add(i32::from(months).months()).unwrap()));
                assert!(row.first.is_none_or(|first| (first < day) == (visit.from == From::Due)), "{day}");
            }
            let born: Vec<_> = rows
                .iter()
                .filter(|row| model.visits[row.visit].from == From::Birth)
                .filter_map(|row| row.first)
                .collect();
            assert!(born.is_sorted(), "{day}: {born:?}");
            for item in items(&model, &case) {
                let closed = item.when.and_then(|when| calendar::closed(when.date()));
                assert_eq!(
                    closed.is_some(),
                    item.remarks.iter().any(|said| said.contains("Datoen er ikke flyttet")),
                    "{day}"
                );
            }
        }
        day = day.tomorrow().expect("within the calendar");
    }
}

/// `facts.toml`, `styrke_paa_tvaers`: the first transition is for all families still, the second and third only where needed; ages
/// are printed for three of five. And nothing of it is law.
fn cut_back() {
    let model = model();
    let found: Vec<(&str, Option<u16>, Option<u16>, &str)> = model
        .visits
        .iter()
        .map(|visit| (visit.id.as_str(), visit.months, visit.until, visit.now.split(':').next().unwrap_or_default()))
        .collect();
    assert_eq!(
        found,
        [
            ("graviditet", Some(2), None, ""),
            ("hjem-dagpleje", None, None, "Siden 2023"),
            ("hjem-vuggestue", Some(8), Some(9), "Siden 2023"),
            ("dagpleje-boernehave", Some(33), None, "Skåret ned i 2023"),
            ("vuggestue-boernehave", Some(33), None, "Skåret ned i 2023"),
            ("boernehave-skole", None, None, "Skåret ned i 2023"),
        ]
    );
    let case = Case { birth: Some(date(2026, 1, 31)), due: None, care: None };
    assert!(items(&model, &case).iter().all(|item| item.standing() == Standing::Practice));
}

fn examples() {
    let pages = dist::pages(&prepared().dist);
    let page = pages.iter().find(|page| page.address == "/frister/eksempler/").expect("a page of examples");
    let table: toml::Table = fs::read_to_string(root().join("content/data/overgange.toml")).unwrap().parse().unwrap();
    let mut days = 0;
    for example in table["eksempel"].as_array().unwrap() {
        for expected in example["forventet"].as_array().unwrap() {
            for day in expected.as_str().unwrap().split_once(": ").unwrap().1.split(" til ") {
                assert!(page.text.contains(day), "{day} is not on the page");
                days += 1;
            }
        }
    }
    assert!(days >= 5, "only {days} days");
}

fn born(browser: &Browser) {
    browser.fill("#foedt", "31-01-2025");
    says(browser, ".date-list", "søndag den 31. oktober 2027");
}

fn a_birth(browser: &Browser) {
    let _server = opened_at(browser, VISITS, TOOL);
    says(browser, ".dates", "Skriv en termin eller en fødselsdag");
    born(browser);
    assert_eq!(browser.count(".date-list > li"), 5);
    let list = browser.text(".date-list");
    for part in [
        "Uden dato",
        "Kilden siger ikke, hvor gammelt barnet er",
        "tirsdag den 30. september 2025",
        "Den sidste er nået fredag den 31. oktober 2025",
        "Skåret ned i 2023: Sundhedsplejersken er kun med ved behov.",
        "Dagen er en søndag. Datoen er ikke flyttet.",
        "Kilden siger cirka",
        "lokal praksis, ikke lov",
    ] {
        assert!(list.contains(part), "{part}: {list}");
    }
    assert!(!browser.text(".dates").contains("Herning"), "Hedensted's visits are not Herning's");
    select(browser, "pasning", 2);
    browser.until("document.querySelectorAll('.date-list > li').length === 3");
    browser.fill("#termin", "30-04-2026");
    let list = says(browser, ".date-list", "lørdag den 28. februar 2026");
    assert!(list.contains("Herning, 2015") && list.contains("To måneder før termin"), "{list}");
    for (typed, named) in [("31-02-2025", "findes ikke"), ("1-1-2020", "1. januar 2024"), ("x", "dag, måned og år")] {
        browser.fill("#foedt", typed);
        leads_to_the_field(browser, "foedt", named);
        assert!(!browser.has(".date-list"), "{typed}: a guessed date");
    }
    browser.fill("#foedt", "31-01-2025");
    says(browser, ".date-list", "søndag den 31. oktober 2027");
}

fn out_and_in(browser: &Browser) {
    let _server = opened_at(browser, VISITS, TOOL);
    born(browser);
    select(browser, "pasning", 2);
    browser.until("document.querySelectorAll('.date-list > li').length === 3");
    let before = browser.text(".date-list");
    let calendar: Calendar = file_of(browser, "Hent til kalender").parse().expect("a calendar");
    let days: Vec<&str> = calendar
        .components
        .iter()
        .filter_map(|component| {
            if let CalendarComponent::Event(event) = component { event.property_value("DTSTART") } else { None }
        })
        .collect();
    assert_eq!(days, ["20250930", "20271031"], "what has no day is no event");
    let csv = file_of(browser, "Hent til Excel");
    for part in ["Født 31. januar 2025.", "30-09-2025;tirsdag;Fra hjem til vuggestue;", "Skåret ned i 2023"] {
        assert!(csv.contains(part), "{part}: {csv}");
    }
    let saved = VISITING.saved(browser);
    browser.paper();
    let paper = browser.text("body");
    assert!(paper.contains("30. september 2025") && paper.contains("kun med ved behov"), "{paper}");
    assert!(!paper.contains("Hvilken dag er barnet født?") && !paper.contains("Sådan tæller du selv"), "{paper}");
    assert!(tests::pdf::pages(&browser.print()).len() <= 2);
    browser.screen(1280, "light");
    let _server = opened_at(browser, VISITS, TOOL);
    open_file(browser, &saved);
    browser.until("document.querySelectorAll('.date-list > li').length === 3");
    assert_eq!(browser.text(".date-list"), before);
    VISITING.refuses_other_files(browser);
}

fn by_keyboard_alone(browser: &Browser) {
    VISITING.sends_and_stores_nothing(browser, |browser| {
        tab_to(browser, "foedt");
        browser.type_text("31012025");
        tab_to(browser, "pasning");
        browser.type_text("V");
        says(browser, ".date-list", "søndag den 31. oktober 2027");
    });
    lets_out(browser, &["Udskriv", "Gem som fil"]);
    frame::clear_by_keyboard(browser);
    says(browser, ".dates", "Skriv en termin eller en fødselsdag");
}

fn without_scripts(browser: &Browser) {
    VISITING.is_whole_without_scripts(
        browser,
        &["8–9 måneder", "Ca. 2 år og 9 måneder", "To måneder før termin", "Ingen alder i kilden", "kun med ved behov"],
    );
}

fn accessible(browser: &Browser) {
    let _server = opened_at(browser, VISITS, TOOL);
    born(browser);
    browser.fill("#termin", "x");
    browser.click("#foedt");
    browser.until("document.querySelector('.field-error')");
    let mut faults = frame::looked_at("an error", browser);
    browser.fill("#termin", "30-04-2026");
    says(browser, ".date-list", "28. februar 2026");
    faults.extend(frame::faults(browser));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
