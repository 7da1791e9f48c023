//! The plan of a course: journeys from the price calculator to it and back, on paper and in files, and what holds for every start
//! from 2024 to 2040 with the services as the site has them.

use calculator::dates::course::{Case, Fault, Model, head, items, parse, plan, week_of};
use calculator::dates::{calendar, wire};
use icalendar::{Calendar, CalendarComponent, Component};
use jiff::civil::{Date, date};
use std::fs;
use std::process::ExitCode;
use tests::browser::Browser;
use tests::calculator_page::{choose, leads_to_the_field, opened, opened_at, says, select};
use tests::dist;
use tests::frame::{self, Tool, file_of, open_file};
use tests::harness::{Test, run};
use tests::keyboard::{lets_out, tab_to};
use tests::prepare::{prepared, root};

const PLAN: &str = "/ydelser/forloebsplan/";
const TOOL: &str = "forloebsplan";
const COURSES: Tool = Tool { address: PLAN, name: TOOL, answer: ".date-list" };

fn main() -> ExitCode {
    run(vec![
        Test::plain("every_start_keeps_order_and_distance", every_start),
        Test::plain("the_services_are_those_of_the_catalogue", services),
        Test::plain("the_examples_stand_on_their_page", examples),
        Test::browser("a_course_with_weeks_without", a_course),
        Test::browser("what_cannot_be_read_or_be_is_said_at_its_field", what_cannot_be),
        Test::browser("from_the_calculator_and_back", from_and_to_the_calculator),
        Test::browser("paper_table_and_calendar_say_the_same", what_goes_out),
        Test::browser("a_file_goes_out_and_comes_in_again", file_out_and_in),
        Test::browser("a_plan_by_keyboard_alone", by_keyboard_alone),
        Test::browser("without_scripts_the_way_to_count_is_there", without_scripts),
        Test::browser("nothing_leaves_the_page", nothing_leaves),
        Test::browser("in_use_it_is_accessible_and_narrow", accessible),
    ])
}

fn model() -> Model {
    let carried = dist::carried(&prepared().dist, PLAN, "forloebsplan");
    wire::courses(&carried).expect("the services can be read")
}

/// Every service, every start of seventeen years, several distances and weeks without: days are in order, none is before the start,
/// none in a week without, and two that follow each other lie as many steps apart as places were passed over, and one. Weeks
/// are counted here by jiff.
fn every_start() {
    let model = model();
    let mut start = date(2024, 1, 1);
    let (mut plans, mut passed, mut refused) = (0, 0, 0);
    let weeks_without = ["", "42", "7, 12, 28-32, 42, 52-1"];
    while start < date(2041, 1, 1) {
        for (course, known) in model.courses.iter().enumerate() {
            let sessions = known.sessions.map_or(6, |(count, _)| count);
            for (weeks, written) in [(known.weeks.unwrap_or(1), 2), (2, 1), (3, 0)] {
                let without = weeks_without[written];
                let case = Case { course, start, weeks, sessions, without: parse(without).unwrap() };
                let is_without = |day: Date| {
                    let week = day.iso_week_date().week();
                    match written {
                        0 => false,
                        1 => week == 42,
                        _ => matches!(week, 7 | 12 | 28..=32 | 42 | 52 | 53 | 1),
                    }
                };
                match plan(&case) {
                    Err(fault) => {
                        assert_eq!(fault, Fault::StartsWithout, "{start} {without}");
                        assert!(is_without(start), "{start} {without}");
                        refused += 1;
                    }
                    Ok(rows) => {
                        assert!(!is_without(start), "{start} {without}");
                        assert_eq!((rows.len(), rows[0].date), (usize::from(sessions), start));
                        for row in &rows {
                            assert!(!is_without(row.date), "{start}: {} is in a week without", row.date);
                            assert!(row.passed.iter().all(|day| is_without(*day)), "{start}: passed over for nothing");
                            let days = calendar::day_number(row.date) - calendar::day_number(start);
                            assert_eq!(days, 7 * i32::from(row.weeks), "{start}: counted from the start");
                            passed += row.passed.len();
                        }
                        for pair in rows.windows(2) {
                            let days = calendar::day_number(pair[1].date) - calendar::day_number(pair[0].date);
                            let steps = i32::try_from(pair[1].passed.len()).unwrap() + 1;
                            assert_eq!(days, 7 * i32::from(weeks) * steps, "{start} {without}");
                        }
                        plans += 1;
                    }
                }
            }
        }
        start = start.tomorrow().expect("within the calendar");
    }
    assert!(plans > 100_000 && passed > 50_000 && refused > 1_000, "{plans} {passed} {refused}");
}

/// What the sources say stands in the registers, and nowhere anything that they do not say.
fn services() {
    let model = model();
    let path = root().join("content/data/ydelser.toml");
    let table: toml::Table = fs::read_to_string(path).unwrap().parse().unwrap();
    let names: Vec<&str> =
        table["ydelse"].as_array().unwrap().iter().map(|one| one["navn"].as_str().unwrap()).collect();
    assert_eq!(model.courses.iter().map(|course| course.name.as_str()).collect::<Vec<_>>(), names);
    // `facts.toml`, `tfcbt_pakke` and `tfcbt_faser`: 15 sessions of 90 minutes, weekly, three phases with nine parts.
    for course in &model.courses {
        if course.id == "tf-cbt" {
            assert_eq!((course.sessions, course.weeks), (Some((15, 90)), Some(1)));
            assert_eq!(course.phases.iter().map(|phase| phase.parts.len()).collect::<Vec<_>>(), [4, 2, 3]);
        } else {
            assert_eq!((course.sessions, course.weeks, course.phases.len()), (None, None, 0), "{}", course.id);
        }
    }
    let case = Case { course: 0, start: date(2027, 1, 12), weeks: 1, sessions: 15, without: Vec::new() };
    let rows = plan(&case).unwrap();
    let said = head(&model.courses[0], &case, &rows).join(" ");
    assert!(said.contains("22,5 timer i alt") && said.contains("tirsdag den 20. april 2027, 14 uger"), "{said}");
    assert!(items(&model.courses[0], &rows).iter().all(|item| item.facts.is_empty()), "no session has a phase");
}

fn examples() {
    let pages = dist::pages(&prepared().dist);
    let page = pages.iter().find(|page| page.address == "/frister/eksempler/").expect("a page of examples");
    let path = root().join("content/data/forloebsplan.toml");
    let table: toml::Table = fs::read_to_string(path).unwrap().parse().unwrap();
    let mut days = 0;
    for example in table["eksempel"].as_array().unwrap() {
        assert!(page.text.contains(example["titel"].as_str().unwrap()), "{example}");
        for expected in example["forventet"].as_array().unwrap() {
            let day = expected.as_str().unwrap().split(", ").next().unwrap();
            assert!(page.text.contains(day), "{day} is not on the page");
            days += 1;
        }
    }
    assert!(days >= 30, "only {days} days");
}

/// Fifteen Tuesdays from January, without winter holidays and the week before Easter.
fn january(browser: &Browser) {
    select(browser, "ydelse", 1);
    browser.fill("#start", "12-01-2027");
    browser.fill("#uden", "7, 12");
    says(browser, ".date-list", "tirsdag den 4. maj 2027");
}

fn a_course(browser: &Browser) {
    let _server = opened_at(browser, PLAN, TOOL);
    says(browser, ".dates", "Vælg en ydelse");
    select(browser, "ydelse", 1);
    says(browser, ".dates", "Skriv, hvornår den første gang er");
    assert_eq!(browser.value("document.getElementById('sessioner').value"), "15");
    assert_eq!(browser.value("document.getElementById('uger').value"), "1");
    browser.fill("#start", "12-01-2027");
    says(browser, ".dates", "Slutter tirsdag den 20. april 2027, 14 uger efter starten");
    browser.fill("#uden", "7, 12");
    let sheet = says(browser, ".dates", "Slutter tirsdag den 4. maj 2027, 16 uger efter starten");
    for part in [
        "22,5 timer i alt, når hver varer 90 minutter",
        "Ingen i uge 7, 12.",
        "2 gange er sprunget over",
        "Session 15 af 15, den sidste",
        "Sprunget over før den: tirsdag den 16. februar 2027, uge 7.",
        "Kilden siger ikke, hvor mange sessioner hver fase tager",
    ] {
        assert!(sheet.contains(part), "{part}: {sheet}");
    }
    let phases: Vec<String> = (1..=3).map(|at| browser.text(&format!(".phases > li:nth-child({at})"))).collect();
    assert!(
        phases[0].contains("1. Ro") && phases[1].contains("2. Bear") && phases[2].contains("3. Hver"),
        "{phases:?}"
    );
    assert_eq!((browser.count(".date-list > li"), browser.count(".timeline text.practice")), (15, 15));
    // Easter Monday stays where it is, and is said to be one.
    browser.fill("#start", "29-03-2027");
    says(
        browser,
        ".date-list",
        "2. påskedag. Datoen er ikke flyttet. Forslag: onsdag den 24. marts 2027 eller tirsdag den 30. marts 2027",
    );
    // Another service knows nothing of sessions; what was filled in for the first goes with it.
    select(browser, "ydelse", 2);
    says(browser, ".dates", "Skriv, hvor mange gange det er");
    assert_eq!(browser.value("document.getElementById('uger').value"), "");
    browser.until("!document.getElementById('antal')");
    browser.fill("#sessioner", "3");
    browser.fill("#uger", "2");
    let sheet = says(browser, ".dates", "mandag den 26. april 2027");
    assert!(!sheet.contains("fase") && !sheet.contains("timer i alt"), "{sheet}");
    // What is typed by the user is not taken away by another choice.
    select(browser, "ydelse", 3);
    assert_eq!(browser.value("document.getElementById('sessioner').value"), "3");
}

fn what_cannot_be(browser: &Browser) {
    let _server = opened_at(browser, PLAN, TOOL);
    january(browser);
    for (field, typed, named, right) in [
        ("start", "31-02-2027", "findes ikke", "12-01-2027"),
        ("start", "12-01-2023", "1. januar 2024", "12-01-2027"),
        ("uden", "54", "ugenumre", "7, 12"),
        ("uden", "53/2027", "2027 har ingen uge 53", "7, 12"),
        ("uden", "1-3", "i en uge, du har taget ud", "7, 12"),
        ("uden", "010203-1234", "ugenumre", "7, 12"),
        ("sessioner", "0", "1 til 100", "15"),
        ("sessioner", "101", "1 til 100", "15"),
        ("uger", "27", "1 til 26", "1"),
    ] {
        browser.fill(&format!("#{field}"), typed);
        leads_to_the_field(browser, field, named);
        assert!(!browser.has(".date-list"), "{typed}: a guessed date");
        browser.fill(&format!("#{field}"), right);
        browser.until("!document.querySelector('.field-error') && !document.querySelector('.error-summary')");
        says(browser, ".date-list", "tirsdag den 4. maj 2027");
    }
}

fn from_and_to_the_calculator(browser: &Browser) {
    let server = opened(browser);
    choose(browser, "tf-cbt");
    browser.fill("#antal-tf-cbt", "3");
    browser.until("document.querySelector('#linje-tf-cbt .line-plan a')?.hash === '#ydelse=tf-cbt&antal=3'");
    let plan = browser.value("document.querySelector('#linje-tf-cbt .line-plan a').href");
    let plan = plan.as_str().expect("an address").to_owned();
    assert!(plan.starts_with(&format!("{}{PLAN}#", server.address)), "{plan}");
    assert_eq!(browser.value("document.querySelector('#linje-tf-cbt .line-plan a').target"), "_blank");
    browser.run("window.onbeforeunload = null", &[]);
    browser.goto(&plan);
    browser.until(
        "document.getElementById('antal')?.value === '3' && document.getElementById('sessioner').value === '15'",
    );
    browser.fill("#antal", "2");
    browser.fill("#start", "12-01-2027");
    browser.until("document.querySelector('.way a')?.hash.startsWith('#1.')");
    let back = browser.value("document.querySelector('.way a').href").as_str().expect("an address").to_owned();
    browser.run("window.onbeforeunload = null", &[]);
    browser.goto(&back);
    browser.until("document.getElementById('antal-tf-cbt')?.value === '2'");
    // Of what is bought by the session, the sessions are the number.
    browser.goto(&format!("{}{PLAN}#ydelse=motiverende-samtaler&antal=5", server.address));
    browser.until("document.getElementById('sessioner')?.value === '5' && !document.getElementById('antal')");
    let back = browser.value("document.querySelector('.way a').href").as_str().expect("an address").to_owned();
    browser.run("window.onbeforeunload = null", &[]);
    browser.goto(&back);
    browser.until("document.getElementById('antal-motiverende-samtaler')?.value === '5'");
    // What is no link of ours fills in nothing.
    for broken in ["#ydelse=ukendt&antal=2", "#ydelse=tf-cbt&antal=<b>", "#1.abc"] {
        browser.run("window.onbeforeunload = null", &[]);
        browser.goto("about:blank");
        browser.goto(&format!("{}{PLAN}{broken}", server.address));
        says(browser, ".dates", "Vælg en ydelse");
    }
    // A service's own page leads there too.
    browser.goto(&format!("{}/ydelser/tf-cbt/", server.address));
    assert!(browser.has(".next-step a[href$='forloebsplan/#ydelse=tf-cbt']"));
}

fn what_goes_out(browser: &Browser) {
    let _server = opened_at(browser, PLAN, TOOL);
    browser.click(".outputs .button-row .button:nth-child(2)");
    says(browser, ".outputs", "Vælg en ydelse");
    january(browser);
    let calendar: Calendar = file_of(browser, "Hent til kalender").parse().expect("a calendar");
    let days: Vec<(String, String)> = calendar
        .components
        .iter()
        .map(|component| {
            let CalendarComponent::Event(event) = component else { panic!("something else than an event") };
            let value = |name| event.property_value(name).unwrap_or_default().to_owned();
            (value("DTSTART"), event.get_summary().unwrap_or_default().to_owned())
        })
        .collect();
    assert_eq!(days.len(), 15);
    assert_eq!(days[5], ("20270223".to_owned(), "Session 6 af 15".to_owned()));
    assert_eq!(days[14], ("20270504".to_owned(), "Session 15 af 15, den sidste".to_owned()));
    let csv = file_of(browser, "Hent til Excel");
    for part in [
        "Specialiseret traumebehandling (TF-CBT).",
        "Dato;Ugedag;Hvad;Regnet sådan;Status;Bemærkninger\r\n",
        "23-02-2027;tirsdag;Session 6 af 15;\"Uge 8, 6 uger fra starten\";jeres egen plan;",
        "04-05-2027;tirsdag;\"Session 15 af 15, den sidste\";",
    ] {
        assert!(csv.contains(part), "{part}: {csv}");
    }
    browser.paper();
    let paper = browser.text("body");
    for part in ["Slutter tirsdag den 4. maj 2027", "2. Bearbejdning", "Session 6 af 15", "Vejledende beregning"] {
        assert!(paper.contains(part), "{part}: {paper}");
    }
    for part in ["Hvilken ydelse?", "Hent til Excel", "Regn på prisen", "Sådan tæller du selv", "Det korte svar"] {
        assert!(!paper.contains(part), "{part} is printed too: {paper}");
    }
    let sheets = tests::pdf::pages(&browser.print());
    assert!(sheets.len() <= 3, "{} sheets of paper", sheets.len());
    browser.screen(1280, "light");
}

fn file_out_and_in(browser: &Browser) {
    let _server = opened_at(browser, PLAN, TOOL);
    january(browser);
    let before = browser.text(".date-list");
    let saved = COURSES.saved(browser);
    assert!(saved.contains("\"version\":\"1\"") && saved.contains("\"ydelse\":\"tf-cbt\""), "{saved}");
    let _server = opened_at(browser, PLAN, TOOL);
    open_file(browser, &saved);
    says(browser, ".date-list", "tirsdag den 4. maj 2027");
    assert_eq!(browser.text(".date-list"), before);
    COURSES.refuses_other_files(browser);
    browser.click("#ryd-alt");
    browser.until("document.activeElement.id === 'ryd-alt-ja'");
    browser.click("#ryd-alt-ja");
    says(browser, ".dates", "Vælg en ydelse");
    assert_eq!(browser.value("window.onbeforeunload === null"), true);
}

fn by_keyboard_alone(browser: &Browser) {
    let _server = opened_at(browser, PLAN, TOOL);
    tab_to(browser, "ydelse");
    browser.type_text("Specialiseret");
    tab_to(browser, "start");
    browser.type_text("12012027");
    tab_to(browser, "uden");
    browser.type_text("7");
    tab_to(browser, "aabn-fil");
    says(browser, ".dates", "Slutter tirsdag den 27. april 2027");
    lets_out(browser, &["Udskriv", "Gem som fil"]);
}

fn without_scripts(browser: &Browser) {
    COURSES.is_whole_without_scripts(
        browser,
        &["15 på 90 minutter", "1 uge", "Bearbejdning", "Sådan tæller du selv", "spring den over"],
    );
}

fn nothing_leaves(browser: &Browser) {
    COURSES.sends_and_stores_nothing(browser, |browser| {
        january(browser);
    });
}

fn accessible(browser: &Browser) {
    let _server = opened_at(browser, PLAN, TOOL);
    january(browser);
    browser.fill("#uger", "x");
    browser.click("#uden");
    browser.until("document.querySelector('.field-error')");
    let mut faults = frame::looked_at("an error", browser);
    browser.fill("#uger", "1");
    says(browser, ".date-list", "tirsdag den 4. maj 2027");
    faults.extend(frame::faults(browser));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!(week_of(date(2027, 2, 16)).1, 7, "the week that was passed over");
}
