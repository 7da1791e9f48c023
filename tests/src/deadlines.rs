//! The tools of deadlines and follow-up dates: journeys through both, and what holds for every start from 2024 to 2040 with the
//! rules as the site has them.

use calculator::dates::follow_up::{self, Case, Model, SPANS, Step, plan};
use calculator::dates::ics::{Made, ics};
use calculator::dates::{When, calendar, wire};
use fantoccini::key::Key;
use icalendar::{Calendar, CalendarComponent, Component, DatePerhapsTime};
use jiff::civil::{Date, date};
use std::collections::BTreeSet;
use std::fs;
use std::process::ExitCode;
use tests::browser::Browser;
use tests::calculator_page::{leads_to_the_field, opened_at, says, select};
use tests::dist;
use tests::frame::{self, Tool, button, file_of, open_file};
use tests::harness::{Test, run};
use tests::keyboard::{lets_out, tab_to};
use tests::prepare::prepared;

const DEADLINES: &str = "/frister/";
const FOLLOW_UP: &str = "/frister/opfoelgning/";
const OF_A_CASE: Tool = Tool { address: DEADLINES, name: "frister", answer: ".date-list" };
const OF_A_MEASURE: Tool = Tool { address: FOLLOW_UP, name: "opfoelgning", answer: ".date-list" };

fn main() -> ExitCode {
    run(vec![
        Test::plain("every_start_keeps_the_days_of_the_law", every_start),
        Test::plain("every_rhythm_has_the_steps_of_its_source", steps_of_the_source),
        Test::plain("another_reads_the_calendar", another_reads),
        Test::plain("the_examples_stand_on_their_page", examples),
        Test::browser("a_case_from_notification_to_follow_up", a_case),
        Test::browser("what_cannot_be_read_or_be_is_said_at_its_field", what_cannot_be),
        Test::browser("the_nights_on_which_clocks_change", clocks_change),
        Test::browser("paper_table_and_calendar_say_the_same", what_goes_out),
        Test::browser("a_file_goes_out_and_comes_in_again", file_out_and_in),
        Test::browser("what_is_no_file_of_ours_is_refused", refused),
        Test::browser("clearing_asks_first", clearing),
        Test::browser("a_measure_with_its_exceptions", a_measure),
        Test::browser("a_follow_up_goes_out_and_comes_in_again", follow_up_out_and_in),
        Test::browser("a_case_by_keyboard_alone", a_case_by_keyboard),
        Test::browser("a_follow_up_by_keyboard_alone", by_keyboard_alone),
        Test::browser("without_scripts_rules_and_calendar_are_there", without_scripts),
        Test::browser("nothing_leaves_the_pages", nothing_leaves),
        Test::browser("in_use_both_are_accessible_and_narrow", accessible),
    ])
}

fn model() -> Model {
    wire::follow_up(&dist::carried(&prepared().dist, FOLLOW_UP, "opfoelgning")).expect("the rules can be read")
}

/// For each measure and each day of start from 2024 to 2040, with every exception agreed: the days are in order and none is
/// before the start; the first is within the law's three months, half-years are there and never loosened, and without a day of the law in
/// between no two days of the rhythm are further apart than its longest step.
fn every_start() {
    let model = model();
    assert_eq!(model.measures.len(), 10, "the kinds of measure that the source has");
    let all: Vec<usize> = (0..model.exceptions.len()).collect();
    let mut start = date(2024, 1, 1);
    let mut loosened = 0;
    while start < date(2041, 1, 1) {
        let after = |months| calendar::after_months(start, months).expect("within the calendar");
        for measure in 0..model.measures.len() {
            let case = Case {
                measure,
                start,
                finished: None,
                exceptions: all.clone(),
                agreed: true,
                shown_from: None,
                months: SPANS[2],
            };
            let rows = plan(&model, &case);
            let name = &model.measures[measure].id;
            let days: Vec<Date> = rows.iter().map(|row| row.date).collect();
            assert!(
                days.windows(2).all(|pair| pair[0] < pair[1]),
                "{name} {start}: out of order, or a day twice: {days:?}"
            );
            assert!(days.iter().all(|day| *day > start && *day <= after(36)), "{name} {start}: {days:?}");
            for months in [3, 6, 12, 18, 24, 30, 36] {
                let row = rows.iter().find(|row| row.date == after(months));
                let row = row.unwrap_or_else(|| panic!("{name} {start}: nothing after {months} months"));
                assert!(!row.duties.is_empty() && row.loosened.is_empty(), "{name} {start}: {months} months loosened");
            }
            let gap = days.windows(2).map(|pair| calendar::day_number(pair[1]) - calendar::day_number(pair[0])).max();
            assert!(
                gap.is_some_and(|gap| gap <= 184),
                "{name} {start}: more than half a year between two days: {gap:?}"
            );
            assert!(calendar::day_number(days[0]) - calendar::day_number(start) <= 28, "{name} {start}: {}", days[0]);
            loosened += rows.iter().filter(|row| !row.loosened.is_empty()).count();
        }
        start = start.tomorrow().expect("within the calendar");
    }
    assert!(loosened > 10_000, "exceptions are used at all: {loosened}");
}

/// The steps of `bilag 2` and `tabel 5.1`, written down here a second time, in weeks and months from the start.
fn steps_of_the_source() {
    let weeks = |first: u16, every: u16, most: u16| {
        (first..=most).step_by(usize::from(every)).map(Step::Weeks).collect::<Vec<_>>()
    };
    let mixed = |weeks: &[u16], months: &[u16]| {
        weeks
            .iter()
            .map(|week| Step::Weeks(*week))
            .chain(months.iter().map(|month| Step::Months(*month)))
            .collect::<Vec<_>>()
    };
    let expected: [(&str, Vec<Step>); 10] = [
        ("institution", weeks(2, 6, 104)),
        ("plejefamilie", [weeks(2, 6, 50), mixed(&[], &[15, 18, 21, 24])].concat()),
        ("eget-vaerelse", weeks(2, 6, 104)),
        ("korttid", weeks(4, 4, 104)),
        ("forebyggende", mixed(&[4], &[3, 6, 9, 12, 15, 18, 21, 24])),
        ("mst", mixed(&[4, 8], &[3, 5])),
        ("kontaktperson", mixed(&[4], &[3, 6, 9, 12, 15, 18, 21, 24])),
        ("familiecenter", mixed(&[4], &[3, 6, 8])),
        ("privat-kontaktperson", mixed(&[4], &[3, 6, 9, 12, 15, 18, 21, 24])),
        ("efterskole", mixed(&[4], &[3, 6, 9, 12, 15, 18, 21, 24])),
    ];
    let model = model();
    for (id, steps) in expected {
        let measure = model.measures.iter().position(|measure| measure.id == id).unwrap_or_else(|| panic!("no {id}"));
        let start = date(2026, 1, 7);
        let case = Case {
            measure,
            start,
            finished: None,
            exceptions: Vec::new(),
            agreed: false,
            shown_from: None,
            months: 24,
        };
        let found: Vec<Step> =
            plan(&model, &case).iter().flat_map(|row| row.meetings.iter().map(|(_, step)| *step)).collect();
        assert_eq!(found, steps, "{id}");
    }
}

/// An event: its day, its clock, its title, its description.
type Event = (Date, Option<(u8, u8)>, String, String);

/// The events of a calendar, as the crate icalendar reads them: day, clock, title, description.
fn events(text: &str) -> Vec<Event> {
    let calendar: Calendar = text.parse().unwrap_or_else(|error| panic!("no calendar: {error}\n{text}"));
    let mut found = Vec::new();
    for component in &calendar.components {
        let CalendarComponent::Event(event) = component else { panic!("something else than an event") };
        assert!(event.get_uid().is_some() && event.get_timestamp().is_some(), "RFC 5545 demands both");
        let start = event.property_value("DTSTART").expect("a start");
        let number = |range: std::ops::Range<usize>| start[range].parse::<i16>().expect("a number");
        let day = date(number(0..4), i8::try_from(number(4..6)).unwrap(), i8::try_from(number(6..8)).unwrap());
        let clock = match event.get_start().expect("a start that can be read") {
            DatePerhapsTime::Date(_) => None,
            // Floating: a time without a zone.
            DatePerhapsTime::DateTime(icalendar::CalendarDateTime::Floating(_)) => {
                Some((u8::try_from(number(9..11)).unwrap(), u8::try_from(number(11..13)).unwrap()))
            }
            other => panic!("not floating: {other:?}"),
        };
        let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
        found.push((day, clock, text(event.get_summary()), text(event.get_description())));
    }
    found
}

fn another_reads() {
    let model = model();
    let made = Made::at("2026-11-22T13:16:46.123Z");
    let mut titles = BTreeSet::new();
    for measure in 0..model.measures.len() {
        let case = Case {
            measure,
            start: date(2026, 1, 31),
            finished: Some(date(2026, 3, 2)),
            exceptions: vec![0, 1, 2],
            agreed: true,
            shown_from: None,
            months: 36,
        };
        let items = follow_up::items(&model, &case);
        let text = ics("Datoer, æøå; »prøve« \\ 1", &items, &made);
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "a line is longer than RFC 5545 allows");
        assert!(!text.replace("\r\n", "").contains(['\n', '\r']), "every line ends as RFC 5545 says");
        let read = events(&text);
        let dated: Vec<_> = items.iter().map(|item| (item.when.expect("all have a day"), item.title.clone())).collect();
        let same: Vec<_> = read.iter().map(|(day, _, title, _)| (When::Day(*day), title.clone())).collect();
        assert_eq!(same, dated, "{}", model.measures[measure].id);
        for (item, (_, _, _, description)) in items.iter().zip(&read) {
            for part in item.remarks.iter().chain([&item.counted]) {
                assert!(description.contains(part.as_str()), "{part}: {description}");
            }
        }
        titles.extend(read.into_iter().map(|(_, _, title, _)| title));
    }
    assert!(titles.len() >= 10, "{titles:?}");
}

/// The page of examples has all of them, each with every day that was counted by hand.
fn examples() {
    let pages = dist::pages(&prepared().dist);
    let page = pages.iter().find(|page| page.address == "/frister/eksempler/").expect("a page of examples");
    let mut days = 0;
    for register in ["frister", "opfoelgning"] {
        let path = tests::prepare::root().join(format!("content/data/{register}.toml"));
        let table: toml::Table = fs::read_to_string(path).unwrap().parse().unwrap();
        for example in table["eksempel"].as_array().unwrap() {
            assert!(page.text.contains(example["titel"].as_str().unwrap()), "{example}");
            for expected in example["forventet"].as_array().unwrap() {
                let expected = expected.as_str().unwrap();
                let (first, last) = expected.split_once(": ").unwrap();
                let day = if register == "frister" { last } else { first };
                assert!(page.text.contains(day), "{day} is not on the page");
                days += 1;
            }
        }
    }
    assert!(days >= 40, "only {days} days");
}

/// Fills in a notification of a Friday afternoon.
fn friday(browser: &Browser) {
    browser.fill("#modtaget", "20-11-2026");
    browser.fill("#klokken", "15:30");
    says(browser, ".date-list", "lørdag den 21. november 2026 kl. 15.30");
}

fn a_case(browser: &Browser) {
    let _server = opened_at(browser, DEADLINES, "frister");
    says(browser, ".dates", "Skriv, hvilken dag underretningen kom");
    browser.fill("#modtaget", "20-11-2026");
    says(browser, ".dates", "Skriv også klokkeslættet");
    assert!(!browser.has(".date-list"), "no date is guessed");
    friday(browser);
    let list = browser.text(".date-list");
    for part in [
        "Akut vurdering af underretningen",
        "barnets lov § 136",
        "Timerne løber videre",
        "fredag den 27. november 2026",
        "ikke bekræftet",
        "er det mandag den 30. november 2026",
        "Ret jer efter den første",
        "lørdag den 20. marts 2027",
        "Sidste hverdag før er fredag den 19. marts 2027",
        "Ingen frist fundet i loven",
        "Datoen for afgørelsen mangler",
        "Datoen for starten mangler",
    ] {
        assert!(list.contains(part), "{part}: {list}");
    }
    assert!(browser.has(".date-list a[href*='barnets-lov-136']"), "a paragraph leads to the register");
    assert!(browser.has(".timeline svg[role=img][aria-label]") && browser.count(".timeline text.law") == 3);
    assert_eq!(browser.value("document.querySelector('.timeline line').namespaceURI"), "http://www.w3.org/2000/svg");
    // The other dates come in, and the plan goes with the decision.
    select(browser, "afgoerelse", 1);
    browser.until("document.getElementById('afgoerelse-dato')");
    browser.fill("#afgoerelse-dato", "1/3 2027");
    browser.fill("#start", "08.03.2027");
    says(browser, ".date-list", "tirsdag den 1. juni 2027");
    says(browser, ".date-list", "tirsdag den 8. juni 2027");
    browser.fill("#faerdig", "20-03-2027");
    says(browser, ".date-list", "Undersøgelsen er færdig før");
    select(browser, "afgoerelse", 3);
    says(browser, ".date-list", "Barnets plan er klar før afgørelsen");
    browser.fill("#opmaerksom", "31-10-2026");
    says(browser, ".date-list", "søndag den 28. februar 2027");
}

fn what_cannot_be(browser: &Browser) {
    let _server = opened_at(browser, DEADLINES, "frister");
    friday(browser);
    browser.fill("#start", "08-03-2027");
    for (field, typed, named, right) in [
        ("modtaget", "31-02-2026", "findes ikke", "20-11-2026"),
        ("modtaget", "20-13-2026", "Måneden", "20-11-2026"),
        ("modtaget", "20-11-26", "fire tal", "20-11-2026"),
        ("modtaget", "i går", "dag, måned og år", "20-11-2026"),
        ("modtaget", "20-11-2206", "31. december 2049", "20-11-2026"),
        ("modtaget", "20-11-2013", "1. januar 2024", "20-11-2026"),
        ("klokken", "25:00", "00:00 til 23:59", "15:30"),
        ("opmaerksom", "21-11-2026", "senest den dag", ""),
        ("faerdig", "07-03-2027", "før støtten startede", ""),
    ] {
        browser.fill(&format!("#{field}"), typed);
        leads_to_the_field(browser, field, named);
        assert!(!browser.has(".date-list"), "{typed}: a guessed date");
        browser.fill(&format!("#{field}"), right);
        browser.until("!document.querySelector('.field-error') && !document.querySelector('.error-summary')");
        says(browser, ".date-list", "fredag den 27. november 2026");
    }
    select(browser, "afgoerelse", 1);
    browser.until("document.getElementById('afgoerelse-dato')");
    browser.fill("#afgoerelse-dato", "19-11-2026");
    says(browser, ".field-error", "før kommunen blev opmærksom");
    // While somebody types, nothing is an error yet.
    browser.fill("#afgoerelse-dato", "");
    browser.click("#opmaerksom");
    browser.type_text("3");
    assert!(!browser.has(".field-error"), "an error before the field is left");
}

fn clocks_change(browser: &Browser) {
    let _server = opened_at(browser, DEADLINES, "frister");
    browser.fill("#modtaget", "24-10-2026");
    browser.fill("#klokken", "12:00");
    says(browser, ".date-list", "søndag den 25. oktober 2026 kl. 11.00");
    says(browser, ".date-list", "De 24 timer kommer først");
    browser.fill("#modtaget", "28-03-2026");
    says(browser, ".date-list", "søndag den 29. marts 2026 kl. 12.00");
    says(browser, ".date-list", "Samme klokkeslæt kommer først");
    browser.fill("#modtaget", "29-03-2026");
    browser.fill("#klokken", "02:30");
    says(browser, ".field-error", "Klokkeslættet findes ikke den dag");
    browser.fill("#modtaget", "25-10-2026");
    says(browser, ".dates", "klokkeslættet kommer to gange");
    says(browser, ".date-list", "mandag den 26. oktober 2026 kl. 01.30");
}

fn what_goes_out(browser: &Browser) {
    let _server = opened_at(browser, DEADLINES, "frister");
    browser.click(&button(browser, "Hent til kalender"));
    says(browser, ".outputs", "Skriv, hvilken dag underretningen kom");
    friday(browser);
    select(browser, "afgoerelse", 1);
    browser.fill("#start", "08-03-2027");
    says(browser, ".date-list", "tirsdag den 8. juni 2027");
    let calendar = file_of(browser, "Hent til kalender");
    let events = events(&calendar);
    let days: Vec<_> = events.iter().map(|(day, clock, ..)| (*day, *clock)).collect();
    assert_eq!(
        days,
        [
            (date(2026, 11, 21), Some((15, 30))),
            (date(2026, 11, 27), None),
            (date(2027, 3, 20), None),
            (date(2027, 6, 8), None)
        ]
    );
    for (_, _, title, description) in &events {
        assert!(
            !title.is_empty() && description.contains("Vejledende") && description.contains("Lov: barnets lov §"),
            "{description}"
        );
    }
    let csv = file_of(browser, "Hent til Excel");
    assert!(csv.starts_with('\u{feff}'), "Excel needs the mark to read æ, ø and å");
    for part in ["21-11-2026;lørdag;15.30;", "27-11-2026;fredag;;", "20-03-2027;lørdag;;", "ikke bekræftet", "Regnet "]
    {
        assert!(csv.contains(part), "{part}: {csv}");
    }
    says(browser, ".outputs", "frister.csv");
    browser.paper();
    let paper = browser.text("body");
    for part in [
        "Hvilke frister gælder i sagen?",
        "Underretningen kom fredag den 20. november 2026 kl. 15.30",
        "fredag den 27. november 2026",
        "Hvad kan flytte den",
        "Vejledende beregning",
    ] {
        assert!(paper.contains(part), "{part}: {paper}");
    }
    for part in ["Hvad var klokken?", "Hent til Excel", "2. påskedag", "Det korte svar"] {
        assert!(!paper.contains(part), "{part} is printed too: {paper}");
    }
    let sheets = tests::pdf::pages(&browser.print());
    assert!(sheets.len() <= 4, "{} sheets of paper", sheets.len());
    browser.screen(1280, "light");
}

fn file_out_and_in(browser: &Browser) {
    let _server = opened_at(browser, DEADLINES, "frister");
    friday(browser);
    select(browser, "afgoerelse", 2);
    browser.until("document.getElementById('afgoerelse-dato')");
    browser.fill("#afgoerelse-dato", "01-03-2027");
    says(browser, ".date-list", "tirsdag den 1. juni 2027");
    let before = browser.text(".date-list");
    let saved = OF_A_CASE.saved(browser);
    assert!(saved.contains("\"version\":\"1\"") && saved.contains("20-11-2026"), "{saved}");
    let _server = opened_at(browser, DEADLINES, "frister");
    says(browser, ".dates", "Skriv, hvilken dag");
    open_file(browser, &saved);
    says(browser, ".outputs", "er åbnet");
    says(browser, ".date-list", "tirsdag den 1. juni 2027");
    assert_eq!(browser.text(".date-list"), before);
}

fn refused(browser: &Browser) {
    let _server = opened_at(browser, DEADLINES, "frister");
    friday(browser);
    OF_A_CASE.refuses_other_files(browser);
    // A date in a file is held to what holds for a typed one.
    open_file(
        browser,
        "{\"boernehusguiden\":\"frister\",\"version\":\"1\",\"felter\":{\"modtaget\":\"31-02-2026\",\"klokken\":\"15:30\"}}",
    );
    browser.until("!document.querySelector('.date-list')");
}

fn clearing(browser: &Browser) {
    let _server = opened_at(browser, DEADLINES, "frister");
    assert_eq!(browser.value("window.onbeforeunload === null"), true, "nothing to lose yet");
    friday(browser);
    assert_eq!(browser.value("window.onbeforeunload !== null"), true);
    browser.click("#ryd-alt");
    browser.until("document.activeElement.id === 'ryd-alt-ja'");
    browser.click("#ryd-alt-ja");
    says(browser, ".dates", "Skriv, hvilken dag underretningen kom");
    assert_eq!(browser.value("document.getElementById('modtaget').value"), "");
    assert_eq!(browser.value("window.onbeforeunload === null"), true);
}

fn a_measure(browser: &Browser) {
    let _server = opened_at(browser, FOLLOW_UP, "opfoelgning");
    says(browser, ".dates", "Vælg, hvad barnet får");
    select(browser, "foranstaltning", 2);
    says(browser, ".dates", "Skriv, hvilken dag det startede");
    browser.fill("#start", "31-01-2025");
    browser.fill("#vis-fra", "31-01-2026");
    // The year after the first: without agreement nothing is loosened.
    browser.click("label[for=undtagelse-barndomsanbringelse]");
    says(browser, ".dates", "ikke brugt: Den kræver en aftale med teamlederen");
    assert!(!browser.text(".date-list").contains("Kan holdes som"));
    browser.click("label[for=aftalt]");
    says(browser, ".date-list", "Mail og telefon. Aftalt med teamlederen.");
    let rows: Vec<String> = (1..=5).map(|row| browser.text(&format!(".date-list > li:nth-child({row})"))).collect();
    for (row, (day, law, loosened)) in rows.iter().zip([
        ("lørdag den 31. januar 2026", true, false),
        ("torsdag den 30. april 2026", false, true),
        ("fredag den 31. juli 2026", true, false),
        ("lørdag den 31. oktober 2026", false, true),
        ("søndag den 31. januar 2027", true, false),
    ]) {
        assert!(row.contains(day), "{day}: {row}");
        assert_eq!(row.contains("Halvårlig opfølgning"), law, "{row}");
        assert_eq!(row.contains("Kan holdes som"), loosened, "{row}");
    }
    assert_eq!(browser.count(".date-list > li"), 5);
    assert!(rows[3].contains("Forslag: fredag den 30. oktober 2026 eller mandag den 2. november 2026"), "{}", rows[3]);
    assert!(
        rows[4].contains("fredag den 29. januar 2027") && !rows[4].contains("eller"),
        "the law's day has no later proposal: {}",
        rows[4]
    );
    // The exceptions of another measure are not offered, and what was chosen does nothing there.
    select(browser, "foranstaltning", 6);
    browser.until("!document.getElementById('undtagelse-barndomsanbringelse')");
    browser.until("!document.querySelector('.date-list')?.innerText.includes('Kan holdes som')");
    browser.fill("#start", "31-02-2025");
    says(browser, ".field-error", "findes ikke");
    browser.fill("#start", "31-01-1999");
    says(browser, ".field-error", "1. januar 2005");
    browser.fill("#start", "31-01-2026");
    browser.fill("#faerdig", "30-01-2026");
    says(browser, ".field-error", "før støtten startede");
}

fn follow_up_out_and_in(browser: &Browser) {
    let _server = opened_at(browser, FOLLOW_UP, "opfoelgning");
    select(browser, "foranstaltning", 10);
    browser.fill("#start", "29-02-2028");
    select(browser, "maaneder", 1);
    browser.click("label[for=undtagelse-efterskoleophold]");
    browser.click("label[for=aftalt]");
    says(browser, ".date-list", "onsdag den 28. februar 2029");
    let before = browser.text(".date-list");
    let calendar = events(&file_of(browser, "Hent til kalender"));
    assert_eq!(calendar.len(), browser.count(".date-list > li"));
    let csv = file_of(browser, "Hent til Excel");
    for part in [
        "Efterskole.",
        "28-02-2029;onsdag;;",
        "Halvårlig opfølgning",
        "lokal praksis, ikke lov",
        "Aftalt med teamlederen.",
    ] {
        assert!(csv.contains(part), "{part}: {csv}");
    }
    let saved = OF_A_MEASURE.saved(browser);
    browser.paper();
    let paper = browser.text("body");
    assert!(paper.contains("Efterskole.") && paper.contains("onsdag den 28. februar 2029"), "{paper}");
    assert!(
        !paper.contains("Hvad får barnet?") && !paper.contains("Hernings rytme 2015"),
        "the dates are printed alone: {paper}"
    );
    browser.screen(1280, "light");
    let _server = opened_at(browser, FOLLOW_UP, "opfoelgning");
    open_file(browser, &saved);
    says(browser, ".date-list", "onsdag den 28. februar 2029");
    assert_eq!(browser.text(".date-list"), before);
}

/// From the top of the page, with an error on the way, to the days on paper, in the calendar and in a file.
fn a_case_by_keyboard(browser: &Browser) {
    let _server = opened_at(browser, DEADLINES, "frister");
    tab_to(browser, "modtaget");
    browser.type_text("20112026");
    tab_to(browser, "klokken");
    browser.type_text("25");
    tab_to(browser, "opmaerksom");
    says(browser, ".error-summary", "kl");
    browser.run("document.querySelector('.error-summary a').focus()", &[]);
    browser.press(&[Key::Enter]);
    assert_eq!(browser.focused(), "klokken");
    browser.press(&[Key::End, Key::Backspace, Key::Backspace]);
    browser.type_text("15.30");
    tab_to(browser, "opmaerksom");
    says(browser, ".date-list", "fredag den 27. november 2026");
    lets_out(browser, &["Udskriv", "Gem som fil"]);
    frame::clear_by_keyboard(browser);
    browser.until("document.getElementById('modtaget').value === ''");
}

fn by_keyboard_alone(browser: &Browser) {
    let _server = opened_at(browser, FOLLOW_UP, "opfoelgning");
    tab_to(browser, "foranstaltning");
    browser.type_text("MST");
    tab_to(browser, "start");
    browser.type_text("31012026");
    tab_to(browser, "faerdig");
    says(browser, ".date-list", "lørdag den 28. februar 2026");
    lets_out(browser, &["Udskriv", "Gem som fil"]);
    frame::clear_by_keyboard(browser);
    says(browser, ".dates", "Vælg, hvad barnet får");
}

fn without_scripts(browser: &Browser) {
    let of_a_case = ["24 timer fra modtagelsen", "6 hverdage", "2. påskedag", "Store bededag er ikke"];
    OF_A_CASE.is_whole_without_scripts(browser, &of_a_case);
    OF_A_MEASURE.is_whole_without_scripts(
        browser,
        &["Senest 3 måneder", "2 uger, derefter med 6 uger imellem", "aldrig en dato efter loven", "mere end 50 km"],
    );
}

fn nothing_leaves(browser: &Browser) {
    OF_A_CASE.sends_and_stores_nothing(browser, friday);
    OF_A_MEASURE.sends_and_stores_nothing(browser, |browser| {
        select(browser, "foranstaltning", 1);
        browser.fill("#start", "31-01-2026");
        says(browser, ".date-list", "14. februar 2026");
    });
}

fn accessible(browser: &Browser) {
    let mut faults = Vec::new();
    for (address, tool) in [(DEADLINES, "frister"), (FOLLOW_UP, "opfoelgning")] {
        let _server = opened_at(browser, address, tool);
        if tool == "frister" {
            friday(browser);
            browser.fill("#opmaerksom", "1");
            browser.until("document.querySelector('.field-error')");
            faults.extend(frame::looked_at("an error", browser));
            browser.fill("#opmaerksom", "");
            says(browser, ".date-list", "fredag den 27. november 2026");
            browser.fill("#faerdig", "x");
        } else {
            select(browser, "foranstaltning", 2);
            browser.fill("#start", "31-01-2026");
            browser.click("label[for=aftalt]");
            says(browser, ".date-list", "14. februar 2026");
            faults.extend(frame::looked_at("a measure", browser));
            browser.fill("#start", "x");
            browser.until("document.querySelector('.field-error')");
        }
        faults.extend(frame::faults(browser));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
