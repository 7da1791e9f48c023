//! Journeys through joint demand: a municipality's answer and its file, and a børnehus with 98 of them.

use calculator::demand::{Agreement, Need, Reply, Wish, read, write};
use calculator::{Quantity, Range, ServiceId, Subject};
use serde_json::json;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use tempfile::TempDir;
use tests::browser::Browser;
use tests::calculator_page::{downloaded, opened_at, says, select, unfold};
use tests::frame::{self, Tool};
use tests::harness::{Test, run};
use tests::kept;
use tests::keyboard::tab_to;

const PAGE: &str = "/ydelser/faelles-behov/";
const DEMAND: Tool = Tool { address: PAGE, name: "behov", answer: "#behov-total, .collect tbody" };

fn main() -> ExitCode {
    run(vec![
        Test::browser("an_answer_becomes_a_file", an_answer),
        Test::browser("an_answer_without_its_municipality_is_refused_at_the_field", without_municipality),
        Test::browser("ninety_eight_files_at_once_some_damaged", ninety_eight),
        Test::browser("files_that_are_dragged_in_and_opened_again", dragged_in),
        Test::browser("prices_give_the_cost_as_a_range", prices),
        Test::browser("the_table_goes_out_as_a_file_and_on_paper", table_goes_out),
        Test::browser("clearing_asks_first", clearing),
        Test::browser("by_keyboard_alone", by_keyboard_alone),
        Test::browser("without_scripts_there_is_a_form_for_paper", without_scripts),
        Test::browser("nothing_leaves_the_page", nothing_leaves),
        Test::browser("in_use_it_is_accessible_and_narrow", accessible),
    ])
}

fn opened(browser: &Browser) -> site::io::serve::Server {
    opened_at(browser, PAGE, "behov")
}

fn quantity(count: u16) -> Quantity {
    Quantity::new(count).unwrap()
}

fn service(id: &str) -> Subject {
    Subject::Service(ServiceId::parse(id).unwrap())
}

/// The answer of the municipality with this number: two courses (one to four), and supervision for every other.
fn reply(number: usize) -> Reply {
    let courses = Range::new(quantity(1), quantity(2), quantity(4)).unwrap();
    let mut wishes = vec![Wish { subject: service("tf-cbt"), need: Need::Yes(Some(courses)) }];
    if number.is_multiple_of(2) {
        wishes.push(Wish { subject: service("supervision"), need: Need::No });
    }
    let motives = [Some(Agreement::Fully), None, None, None, None];
    Reply::new(&format!("Kommune {number}"), "", wishes, motives, "").unwrap()
}

/// Files of answers, each with its text, in a folder of their own.
fn files(texts: &[(String, String)]) -> (TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().unwrap();
    let paths = texts.iter().map(|(name, text)| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    });
    let paths = paths.collect();
    (folder, paths)
}

fn answers(count: usize) -> Vec<(String, String)> {
    (1..=count).map(|number| (format!("svar-{number:02}.json"), write(&reply(number)))).collect()
}

fn an_answer(browser: &Browser) {
    let _server = opened(browser);
    browser.fill("#kommune", "Odder Kommune");
    browser.fill("#enhed", "Familieafdelingen");
    select(browser, "svar-tf-cbt", 1);
    browser.until("document.getElementById('antal-tf-cbt')");
    browser.fill("#antal-tf-cbt", "3");
    browser.click("#usikkert-antal-tf-cbt");
    browser.fill("#antal-tf-cbt-hoej", "6");
    select(browser, "svar-supervision", 2);
    assert!(!browser.has("#antal-supervision"), "a no has no number");
    select(browser, "svar-undervisning", 1);
    browser.click("#anden-ydelse");
    browser.until("document.activeElement.id === 'egen-1'");
    browser.fill("#egen-1", "Gruppeforløb");
    browser.fill("#antal-egen-1", "1");
    select(browser, "grund-pris", 2);
    browser.fill("#bemaerkning", "Gerne fra august.");
    says(browser, "#behov-status", "Ja: 3. Nej: 1.");
    says(browser, "#behov", "I undersøgelsen fra 2022 nævnte ingen kommune flere end fem");
    let file = downloaded(browser, "#hent-svar");
    kept::hold("behov", &file);
    let read = read(&file).unwrap();
    let count = Range::new(quantity(3), quantity(3), quantity(6)).unwrap();
    let wishes = vec![
        Wish { subject: service("tf-cbt"), need: Need::Yes(Some(count)) },
        Wish { subject: service("supervision"), need: Need::No },
        Wish { subject: service("undervisning"), need: Need::Yes(None) },
        Wish { subject: Subject::Own("Gruppeforløb".into()), need: Need::Yes(Some(Range::exact(quantity(1)))) },
    ];
    let motives = [None, None, None, None, Some(Agreement::Agree)];
    let expected = Reply::new("Odder Kommune", "Familieafdelingen", wishes, motives, "Gerne fra august.").unwrap();
    assert_eq!(read, expected);
    says(browser, "#behov", "behov-odder-kommune-familieafdelingen.json");
    assert_eq!(browser.value("window.onbeforeunload === null"), true, "what is in the file is not lost");
}

fn without_municipality(browser: &Browser) {
    let _server = opened(browser);
    select(browser, "svar-tf-cbt", 1);
    browser.until("document.getElementById('antal-tf-cbt')");
    browser.fill("#antal-tf-cbt", "mange");
    says(browser, ".field-error", "»mange«");
    browser.click("#hent-svar");
    browser.until("document.activeElement.id === 'kommune'");
    says(browser, ".error-summary", "Der er fejl i 2 felter");
    says(browser, ".error-summary", "Skriv, hvilken kommune svaret er fra");
    browser.fill("#kommune", "Odder");
    browser.until("document.querySelectorAll('.error-summary li').length === 1");
    browser.fill("#antal-tf-cbt", "2");
    browser.until("!document.querySelector('.error-summary')");
    // A child has no place in an answer about numbers.
    browser.fill("#bemaerkning", "Drengen 010203-1234 venter.");
    says(browser, ".error-summary", "ligner et CPR-nummer");
    browser.click("#hent-svar");
    browser.until("document.activeElement.id === 'bemaerkning'");
    browser.fill("#bemaerkning", "Et barn venter.");
    browser.until("!document.querySelector('.error-summary')");
    assert_eq!(read(&downloaded(browser, "#hent-svar")).unwrap().municipality(), "Odder");
}

fn ninety_eight(browser: &Browser) {
    let _server = opened(browser);
    let mut texts = answers(98);
    texts[3].1.truncate(80);
    texts[10].1 = String::new();
    texts[20].1 = "{\"navn\": \"noget andet\"}".to_owned();
    texts[30].1 = texts[29].1.clone();
    texts[40].0 = "billede.json".to_owned();
    texts[40].1 = "\u{89}PNG".to_owned();
    let (_folder, paths) = files(&texts);
    browser.choose_files("#svarfiler", &paths);
    says(browser, "#behov-filer", "Filer: 98. Talt med: 93. Ikke talt med: 5.");
    let left_out = browser.text("#ikke-talt-med");
    for part in [
        "svar-04.json: Filen er beskadiget",
        "svar-11.json: Filen er tom.",
        "svar-21.json: Filen er ikke gemt her",
        "svar-31.json: Samme kommune og enhed som i svar-30.json",
        "billede.json: Filen er ikke gemt her",
    ] {
        assert!(left_out.contains(part), "{part}: {left_out}");
    }
    let row = |name: &str| -> Vec<String> {
        let cells = browser.run(
            "const row = [...document.querySelectorAll('.collect tbody tr')].find((row) => row.cells[0].innerText.includes(arguments[0]));
             return [...row.cells].map((cell) => cell.innerText);",
            &[json!(name)],
        );
        serde_json::from_value(cells).expect("texts")
    };
    assert_eq!(row("TF-CBT")[1..6], ["93", "0", "0", "93", "186 (93–372) forløb"]);
    let supervision = row("Supervision");
    assert_eq!(supervision[1], "0");
    let (no, missing, n): (usize, usize, usize) =
        (supervision[2].parse().unwrap(), supervision[3].parse().unwrap(), supervision[4].parse().unwrap());
    assert_eq!((no, no + missing), (n, 93), "{supervision:?}");
    assert_eq!(row("Motiverende samtaler")[1..5], ["0", "0", "93", "0"]);
    assert_eq!(row("kan noget, kommunen ikke selv har")[1..], ["93", "0", "0", "0", "93"]);
    // Whose answers are missing, from the register.
    select(browser, "boernehus", 2);
    says(browser, "#behov", "Børnehus Midt mangler svar fra 19 kommuner");
    says(browser, "#behov", "Odder");
}

fn dragged_in(browser: &Browser) {
    let _server = opened(browser);
    let drop = |name: &str, text: &str| {
        browser.run(
            "const files = new DataTransfer();
             files.items.add(new File([arguments[1]], arguments[0]));
             const event = new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true });
             document.querySelector('.drop').dispatchEvent(event);
             if (!event.defaultPrevented) throw new Error('the browser would leave the page');",
            &[json!(name), json!(text)],
        );
    };
    drop("a.json", &write(&reply(1)));
    says(browser, "#behov-filer", "Filer: 1. Talt med: 1.");
    drop("b.json", "i stykker");
    says(browser, "#behov-filer", "Filer: 2. Talt med: 1. Ikke talt med: 1.");
    // The same once more is counted once, and a mended file takes the place of the damaged one.
    drop("a.json", &write(&reply(1)));
    says(browser, ".collect", "1 fil var åbnet i forvejen");
    drop("b.json", &write(&reply(2)));
    says(browser, "#behov-filer", "Filer: 2. Talt med: 2. Ikke talt med: 0.");
    assert!(!browser.has("#ikke-talt-med"));
    // Two files of one name from two folders are two answers.
    drop("a.json", &write(&reply(3)));
    says(browser, "#behov-filer", "Filer: 3. Talt med: 3.");
}

/// Opens the answers of three municipalities.
fn three(browser: &Browser) -> TempDir {
    let (folder, paths) = files(&answers(3));
    browser.choose_files("#svarfiler", &paths);
    says(browser, "#behov-filer", "Talt med: 3.");
    folder
}

fn prices(browser: &Browser) {
    let _server = opened(browser);
    let _folder = three(browser);
    says(browser, "#behov-total", "ingen priser endnu");
    assert!(!browser.text(".collect").contains("28.000"), "no price of a register is taken for the house's");
    unfold(browser, "priser");
    browser.fill("#pris-tf-cbt", "30.000");
    // 3 × (1, 2, 4) × 30.000
    says(browser, "#behov-total", "180.000 kr. (90.000–360.000 kr.)");
    browser.click("#aabnet-pris-tf-cbt summary");
    says(browser, "#aabnet-pris-tf-cbt", "× 30.000 kr. = 180.000 kr.");
    browser.click("#aabnet-behov summary");
    says(browser, "#aabnet-behov", "180.000 kr. = 180.000 kr.");
    browser.click("#usikkert-pris-tf-cbt");
    browser.fill("#pris-tf-cbt-hoej", "40.000");
    says(browser, "#behov-total", "180.000 kr. (90.000–480.000 kr.)");
    browser.fill("#pris-tf-cbt", "dyrt");
    says(browser, ".error-summary", "»dyrt«");
    says(browser, "#behov-total", "ingen priser endnu");
}

fn table_goes_out(browser: &Browser) {
    let _server = opened(browser);
    browser.click("#hent-tabel");
    says(browser, ".collect", "Åbn først svarfilerne");
    let _folder = three(browser);
    unfold(browser, "priser");
    browser.fill("#pris-tf-cbt", "30.000");
    says(browser, "#behov-total", "180.000 kr.");
    let csv = downloaded(browser, "#hent-tabel");
    assert!(csv.starts_with('\u{feff}'), "Excel needs the mark to read æ, ø and å");
    let row = csv.lines().find(|row| row.contains("(TF-CBT)")).unwrap_or_default();
    assert!(row.ends_with(";3;0;0;3;0;3;6;12;30000,00;30000,00;30000,00;90000,00;180000,00;360000,00"), "{csv}");
    browser.paper();
    let text = browser.text("body");
    for part in ["Fælles behov for relaterede ydelser", "Filer: 3. Talt med: 3.", "180.000 kr. (90.000–360.000 kr.)"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("Sådan gør kommunen"), "the table is printed alone: {text}");
    browser.screen(1280, "light");
}

fn clearing(browser: &Browser) {
    let _server = opened(browser);
    browser.fill("#kommune", "Odder");
    assert_eq!(browser.value("window.onbeforeunload !== null"), true);
    let _folder = three(browser);
    browser.click("#ryd-filer");
    browser.until("document.activeElement.id === 'ryd-filer-ja'");
    says(browser, "#behov-filer", "Talt med: 3.");
    browser.click("#ryd-filer-ja");
    says(browser, "#behov-filer", "Der er ingen filer endnu");
    assert_eq!(browser.value("document.getElementById('kommune').value"), "Odder", "the answer is another thing");
    select(browser, "svar-tf-cbt", 1);
    browser.click("#ryd-svar");
    browser.until("document.activeElement.id === 'ryd-svar-ja'");
    browser.click("#ryd-svar-ja");
    browser.until("document.getElementById('kommune').value === ''");
    browser.until("!document.getElementById('antal-tf-cbt')");
    assert_eq!(browser.value("window.onbeforeunload === null"), true);
}

fn by_keyboard_alone(browser: &Browser) {
    let _server = opened(browser);
    tab_to(browser, "kommune");
    browser.type_text("Odder");
    tab_to(browser, "svar-tf-cbt");
    browser.type_text("J");
    browser.until("document.getElementById('antal-tf-cbt')");
    tab_to(browser, "antal-tf-cbt");
    browser.type_text("3");
    tab_to(browser, "hent-svar");
    browser
        .run("window.made = []; URL.createObjectURL = (blob) => { window.made.push(blob); return 'blob:none'; };", &[]);
    browser.type_text(" ");
    browser.until("window.made.length === 1");
    tab_to(browser, "svarfiler");
    tab_to(browser, "ryd-filer");
}

fn without_scripts(browser: &Browser) {
    let parts =
        ["Kommune", "Specialiseret traumebehandling (TF-CBT), forløb", "Antal om året", "Helt enig", "Bemærkning"];
    DEMAND.is_whole_without_scripts(browser, &parts);
    assert!(browser.count("#behov .blanks tbody tr") >= 14, "nine services and five statements");
}

fn nothing_leaves(browser: &Browser) {
    DEMAND.leaves_nothing(browser, |browser| {
        browser.fill("#kommune", "Odder");
        let _folder = three(browser);
        kept::hold("behov", &downloaded(browser, "#hent-svar"));
    });
    DEMAND.prints_without_buttons(browser);
    let _server = opened(browser);
    let _folder = three(browser);
    DEMAND.refuses_files(browser, "#svarfiler", "#ikke-talt-med");
}

fn accessible(browser: &Browser) {
    let _server = opened(browser);
    select(browser, "svar-tf-cbt", 1);
    browser.until("document.getElementById('antal-tf-cbt')");
    browser.fill("#antal-tf-cbt", "mange");
    browser.click("#anden-ydelse");
    let mut texts = answers(3);
    texts[2].1 = "i stykker".to_owned();
    let (_folder, paths) = files(&texts);
    browser.choose_files("#svarfiler", &paths);
    says(browser, "#behov-filer", "Ikke talt med: 1.");
    select(browser, "boernehus", 1);
    browser.run("document.querySelectorAll('#behov details').forEach((one) => { one.open = true; })", &[]);
    browser.click("#ryd-filer");
    browser.until("document.getElementById('ryd-filer-ja')");
    let mut faults = frame::looked_at("an error and a damaged file", browser);
    let _server = opened(browser);
    let _folder = three(browser);
    unfold(browser, "priser");
    browser.fill("#pris-tf-cbt", "30.000");
    says(browser, "#behov-total", "180.000 kr.");
    browser.run("document.querySelectorAll('#behov details').forEach((one) => { one.open = true; })", &[]);
    faults.extend(frame::looked_at("with prices", browser));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
