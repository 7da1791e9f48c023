//! Journeys through the price calculator, as a reader makes them: with the mouse, by keyboard, without scripts, with a
//! damaged page.

use fantoccini::key::Key;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use tests::browser::Browser;
use tests::calculator_page::{ALONE, CALCULATOR, TOTAL, asks_for_the_note, choose, opened, says, served};
use tests::frame::{self, Tool};
use tests::harness::{Test, run};
use tests::keyboard::{assert_focus_is_seen, lets_out, tab_to};
use tests::prepare::dist_copy;

/// What the register says of the one printed price.
const PRICES: Tool = Tool { address: CALCULATOR, name: "beregner", answer: TOTAL };
const CAVEAT: &str = "Den er ikke en aktuel pris og gælder ikke de andre børnehuse";

fn main() -> ExitCode {
    run(vec![
        Test::browser("three_courses_of_tf_cbt", three_courses_of_tf_cbt),
        Test::browser("a_service_without_price_shows_no_amount_until_one_is_entered", a_service_without_price),
        Test::browser("what_cannot_be_read_is_said_and_the_rest_goes_on", what_cannot_be_read),
        Test::browser("an_error_goes_while_it_is_corrected", an_error_goes_while_it_is_corrected),
        Test::browser("an_empty_field_is_missing_and_no_error", an_empty_field),
        Test::browser("two_errors_stand_in_one_summary", two_errors),
        Test::browser("clearing_begins_anew", clearing),
        Test::browser("by_keyboard_alone", by_keyboard_alone),
        Test::browser("without_scripts_the_catalogue_and_the_formula_are_there", without_scripts),
        Test::browser("nothing_leaves_the_page_and_nothing_is_kept", nothing_leaves_the_page),
        Test::browser("damaged_data_leave_the_static_part_and_a_message", damaged_data),
        Test::browser("a_missing_tool_leaves_the_static_part_and_a_message", a_missing_tool),
        Test::browser("without_its_second_module_the_tool_reckons_on_and_can_try_again", second_module),
        Test::browser("that_the_tool_has_come_to_a_stop_is_told", a_stop_is_told),
        Test::browser("on_paper_the_reckoning_stands_alone", on_paper),
        Test::browser("the_tool_in_use_is_accessible", the_tool_in_use_is_accessible),
    ])
}

fn assert_holds(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "»{part}« is not in:\n{text}");
    }
}

fn has_digit(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

fn three_courses_of_tf_cbt(browser: &Browser) {
    let _server = opened(browser);
    // Year, provider and caveat stand beside the price before anything is chosen.
    let before = browser.text("#beregner");
    assert_holds(&before, &["28.000 kr.", "2021–2022", "Børnehus Syd", CAVEAT, "1. marts 2021 – 31. december 2022"]);
    choose(browser, "tf-cbt");
    assert!(!browser.has("#pris-tf-cbt"), "a printed price is not asked for");
    browser.fill("#antal-tf-cbt", "3");
    says(browser, TOTAL, "84.000 kr.");
    let line = browser.text("#linje-tf-cbt");
    let per_session = "28.000 kr. / 15 sessioner = 1.866,67 kr. pr. session";
    let per_hour = "28.000 kr. / 22,5 timer = 1.244,44 kr. pr. time";
    assert_holds(&line, &["3 × 28.000 kr. = 84.000 kr.", "Børnehus Syd", "2021–2022"]);
    assert!(browser.has("#linje-tf-cbt a[href]"), "the line leads to its source");
    browser.click("#aabn-tf-cbt > summary");
    let opened = says(browser, "#aabn-tf-cbt", per_session);
    assert_holds(&opened, &[per_hour]);
    // A price of the past is never shown without the warning.
    assert_holds(&browser.text("#beregner"), &["Indhent en aktuel pris, før beløbet bruges i en sag"]);
    // Written in another way, the number is the same.
    for (written, total) in [("1", "28.000 kr."), ("1.000", "28.000.000 kr."), (" 12 ", "336.000 kr.")] {
        browser.fill("#antal-tf-cbt", written);
        says(browser, TOTAL, total);
        assert_eq!(browser.text(TOTAL), total, "{written}");
    }
}

fn a_service_without_price(browser: &Browser) {
    let _server = opened(browser);
    assert!(!browser.text(TOTAL).contains("kr."), "no amount before anything is chosen");
    choose(browser, "supervision");
    let hint = browser.text("#vaelg-supervision ~ .choice-body");
    assert_holds(&hint, &["Pris aftales: køber betaler de faktiske omkostninger", "Indhent prisen hos børnehuset"]);
    browser.fill("#antal-supervision", "8");
    let line = says(browser, "#linje-supervision", "mangler pris");
    assert!(!has_digit(&line), "an amount without a price: {line}");
    let total = browser.text(TOTAL);
    assert!(!has_digit(&total), "a total without a price: {total}");

    browser.fill("#pris-supervision", "950,50");
    let line = says(browser, "#linje-supervision", "= 7.604 kr.");
    assert_holds(&line, &["8 × 950,50 kr. = 7.604 kr.", "Din pris: 950,50 kr. pr. time"]);
    assert_eq!(browser.text(TOTAL), "7.604 kr.");

    choose(browser, "tf-cbt");
    assert_eq!(browser.text(TOTAL), "7.604 kr.", "a line without a number is not in the total");
    assert_holds(&browser.text("#beregner"), &["er ikke med i summen: mangler antal"]);
    browser.fill("#antal-tf-cbt", "3");
    says(browser, TOTAL, "91.604 kr.");

    // All other ways to write the same price.
    for price in ["950,5", "950,50 kr.", "kr. 950,50", " 950,50"] {
        browser.fill("#pris-supervision", price);
        says(browser, "#linje-supervision", "8 × 950,50 kr. = 7.604 kr.");
    }
    // What is chosen no longer is out of the sum again.
    browser.click("label[for=vaelg-supervision]");
    says(browser, TOTAL, "84.000 kr.");
    assert!(!browser.has("#linje-supervision"));
}

fn what_cannot_be_read(browser: &Browser) {
    let _server = opened(browser);
    choose(browser, "tf-cbt");
    browser.fill("#antal-tf-cbt", "3");
    choose(browser, "supervision");
    browser.fill("#antal-supervision", "8");
    browser.fill("#pris-supervision", "950,50");
    says(browser, TOTAL, "91.604 kr.");
    // Field, what is typed, what the message must name, and what is right.
    for (kind, typed, named, right) in [
        ("antal", "12,5 stk", "»stk«", "8"),
        ("antal", "1e9", "»e«", "8"),
        ("antal", "-1", "negativt", "8"),
        ("antal", "abc", "»abc«", "8"),
        ("antal", "1.5", "»1.5«", "8"),
        ("antal", "2,5", "helt tal", "8"),
        ("antal", "99999", "9.999", "8"),
        ("pris", "28.00", "28,00", "950,50"),
        ("pris", "12,5 stk", "»stk«", "950,50"),
        ("pris", "-1", "negativt", "950,50"),
        ("pris", "1e9", "»e«", "950,50"),
        ("pris", "gratis", "»gratis«", "950,50"),
        ("pris", "1,234", "to", "950,50"),
    ] {
        let id = format!("{kind}-supervision");
        let field = format!("#{id}");
        browser.fill(&field, typed);
        // At the field, tied to it for screen readers.
        browser.until("document.querySelector('.field-error')");
        let at_field = browser.text(".field-error");
        assert_holds(&at_field, &[named]);
        let advice = ["Skriv", "højst", "som i", "for eksempel"].iter().any(|word| at_field.contains(word));
        assert!(advice, "{typed}: what to do instead is not said: {at_field}");
        let element = format!("document.getElementById('{id}')");
        assert_eq!(browser.value(&format!("{element}.getAttribute('aria-invalid')")), "true", "{typed}");
        let tied = format!(
            "{element}.getAttribute('aria-describedby').split(' ')
                .includes(document.querySelector('.field-error').id)"
        );
        assert_eq!(browser.value(&tied), true, "{typed}: the error describes the field");
        // In the summary above the heading, with a link to the field.
        let link = format!(".error-summary a[href=\"{field}\"]");
        assert_holds(&browser.text(&link), &[at_field.trim_start_matches("Fejl: ")]);
        assert_eq!(
            browser.value(
                "document.querySelector('.error-summary').compareDocumentPosition(document.querySelector('h1')) & 4"
            ),
            4
        );
        browser.click(&link);
        assert_eq!(browser.focused(), id, "{typed}: the link leads to the field");
        // The rest goes on working, and nothing is guessed.
        let line = browser.text("#linje-supervision");
        assert_holds(&line, &[&format!("fejl i {kind}")]);
        assert!(!line.contains('='), "{typed}: a guessed amount: {line}");
        assert_eq!(browser.text(TOTAL), "84.000 kr.", "{typed}");
        // Put right, it is gone.
        browser.fill(&field, right);
        says(browser, TOTAL, "91.604 kr.");
        assert!(!browser.has(".field-error") && !browser.has(".error-summary"), "{typed}: the error stays");
        assert_ne!(browser.value(&format!("{element}.getAttribute('aria-invalid')")), "true", "{typed}");
    }
}

fn an_error_goes_while_it_is_corrected(browser: &Browser) {
    let _server = opened(browser);
    choose(browser, "supervision");
    browser.fill("#pris-supervision", "100");
    browser.fill("#antal-supervision", "3x5");
    // Leaving the field went on to the next one, though the error appeared in between.
    assert_eq!(browser.focused(), "usikkert-antal-supervision");
    says(browser, ".field-error", "»x«");
    browser.click("#antal-supervision");
    browser.press(&[Key::Home, Key::Right, Key::Delete]);
    says(browser, "#linje-supervision", "35 × 100 kr. = 3.500 kr.");
    assert!(!browser.has(".field-error") && !browser.has(".error-summary"), "the error stays");
    // Neither focus nor caret has moved, and what is typed next goes where it should.
    assert_eq!(browser.focused(), "antal-supervision");
    assert_eq!(browser.value("document.activeElement.selectionStart"), 1);
    browser.type_text("0");
    says(browser, "#linje-supervision", "305 × 100 kr.");
    // While somebody types, nothing is an error yet.
    browser.type_text("e");
    says(browser, "#linje-supervision", "mangler antal");
    assert!(!browser.has(".field-error"), "an error before the field is left");
}

fn an_empty_field(browser: &Browser) {
    let _server = opened(browser);
    choose(browser, "supervision");
    for typed in ["", "   "] {
        browser.fill("#antal-supervision", typed);
        browser.fill("#pris-supervision", typed);
        let line = says(browser, "#linje-supervision", "mangler antal, mangler pris");
        assert!(!has_digit(&line), "{line}");
        assert!(!browser.has(".field-error") && !browser.has(".error-summary"));
    }
}

fn two_errors(browser: &Browser) {
    let _server = opened(browser);
    choose(browser, "supervision");
    browser.fill("#antal-supervision", "abc");
    choose(browser, "tf-cbt");
    browser.fill("#antal-tf-cbt", "-1");
    browser.until("document.querySelectorAll('.error-summary li').length === 2");
    assert_holds(&browser.text(".error-summary"), &["Der er fejl i 2 felter", "Supervision", "TF-CBT"]);
    // A service that is no longer chosen takes its error along.
    browser.click("label[for=vaelg-supervision]");
    browser.until("document.querySelectorAll('.error-summary li').length === 1");
    assert_holds(&browser.text(".error-summary"), &["Der er fejl i 1 felt"]);
}

fn clearing(browser: &Browser) {
    let _server = opened(browser);
    let start = browser.text("#beregner");
    choose(browser, "tf-cbt");
    browser.fill("#antal-tf-cbt", "3");
    choose(browser, "undervisning");
    browser.fill("#pris-undervisning", "abc");
    says(browser, TOTAL, "84.000 kr.");
    browser
        .run("[...document.querySelectorAll('#beregner button')].find((b) => b.innerText === 'Ryd alt').click()", &[]);
    browser.until("document.activeElement.id === 'ryd-ja'");
    assert!(browser.has("#linje-tf-cbt"), "nothing is cleared without an answer");
    browser.click("#ryd-ja");
    browser.until("!document.querySelector('#linje-tf-cbt')");
    assert_eq!(browser.text("#beregner"), start);
    assert!(!browser.has(".error-summary"));
    choose(browser, "tf-cbt");
    assert_eq!(browser.value("document.getElementById('antal-tf-cbt').value"), "", "nothing typed is left");
}

fn by_keyboard_alone(browser: &Browser) {
    let _server = opened(browser);
    // The first stop leads past the menu.
    browser.press(&[Key::Tab]);
    assert_focus_is_seen(browser);
    let target = browser.value("document.activeElement.getAttribute('href')");
    let target = target.as_str().unwrap_or_default();
    assert!(target.starts_with('#') && browser.has(&format!("main{target}, main {target}")), "no skip link: {target}");
    browser.press(&[Key::Enter]);
    browser.press(&[Key::Tab]);
    let inside = browser.value("document.querySelector('main').contains(document.activeElement)");
    assert_eq!(inside, true, "the skip link leads into the text");

    tab_to(browser, "vaelg-tf-cbt");
    browser.type_text(" ");
    browser.until("document.getElementById('antal-tf-cbt')");
    tab_to(browser, "antal-tf-cbt");
    browser.type_text("3");
    tab_to(browser, "vaelg-supervision");
    browser.type_text(" ");
    tab_to(browser, "antal-supervision");
    browser.type_text("otte");
    tab_to(browser, "pris-supervision");
    browser.type_text("950,50");
    says(browser, TOTAL, "84.000 kr.");
    says(browser, ".error-summary", "»otte«");
    // The link in the summary is an ordinary link: focus it as a screen reader's list of links would.
    browser.run("document.querySelector('.error-summary a').focus()", &[]);
    browser.press(&[Key::Enter]);
    assert_eq!(browser.focused(), "antal-supervision");
    browser.press(&[Key::End, Key::Backspace, Key::Backspace, Key::Backspace, Key::Backspace]);
    browser.type_text("8");
    says(browser, TOTAL, "91.604 kr.");
    lets_out(browser, &["Udskriv notat", "Hent til Excel"]);
    // Onward to the last button: nothing holds the focus back.
    for _ in 0..120 {
        browser.press(&[Key::Tab]);
        assert_focus_is_seen(browser);
        if browser.value("document.activeElement.innerText") == "Ryd alt" {
            browser.press(&[Key::Enter]);
            browser.until("document.activeElement.id === 'ryd-ja'");
            browser.press(&[Key::Enter]);
            browser.until("!document.querySelector('#linje-tf-cbt')");
            return;
        }
    }
    panic!("the tabulator never comes to the last button");
}

fn without_scripts(browser: &Browser) {
    PRICES.is_whole_without_scripts(browser, &["antal om året × pris pr. enhed = i alt om året", "JavaScript"]);
    assert_static_part(browser);
    let text = browser.text("#beregner");
    assert_holds(&text, &["3 × 28.000 kr. = 84.000 kr.", "1.866,67 kr. pr. session", "1.244,44 kr. pr. time"]);
    assert_holds(&text, &[CAVEAT, "Indhent en aktuel pris, før beløbet bruges i en sag"]);
}

/// The catalogue with the one printed price, its year, its provider, and what holds for the others.
fn assert_static_part(browser: &Browser) {
    // Where there are scripts it stays hidden for a moment, so as not to flash before the tool.
    browser.until("document.querySelector('#beregner table')?.checkVisibility({ visibilityProperty: true })");
    let text = browser.text("#beregner");
    assert_holds(&text, &["Specialiseret traumebehandling (TF-CBT)", "Supervision og vejledning", "28.000 kr."]);
    assert_holds(&text, &["Børnehus Syd", "2021–2022", "Pris aftales", "antal om året × pris pr. enhed"]);
    assert!(browser.count("#beregner table tbody tr") >= 9, "seven services and two proposed ones");
}

fn nothing_leaves_the_page(browser: &Browser) {
    PRICES.leaves_nothing(browser, |browser| {
        choose(browser, "tf-cbt");
        browser.fill("#antal-tf-cbt", "3");
        choose(browser, "supervision");
        browser.fill("#antal-supervision", "abc");
        browser.click(".error-summary a");
        browser.fill("#antal-supervision", "8");
        browser.fill("#pris-supervision", "950,50");
        says(browser, TOTAL, "91.604 kr.");
        says(browser, ".sheet", "Indhent en aktuel pris");
        assert_eq!(
            browser.requests(),
            Vec::<String>::new(),
            "requests for a plan, its total and what to beware of in it"
        );
        // What is inside a number is in the second module of the tool, from the site itself, under an address that says nothing.
        browser.click("#aabn-total > summary");
        says(browser, "#aabn-total", "84.000 kr. + 7.604 kr.");
        let requests = browser.requests();
        let is_second = |address: &String| address.contains("/assets/beregner-ark-");
        assert!(requests.iter().all(is_second), "requests while reckoning: {requests:?}");
        assert_eq!(requests.len(), 2, "the glue and the WebAssembly: {requests:?}");
        browser.fill("#antal-supervision", "9");
        says(browser, TOTAL, "92.554,50 kr.");
        assert_eq!(browser.requests(), Vec::<String>::new(), "requests after that");
    });
    PRICES.prints_without_buttons(browser);
}

fn damaged_data(browser: &Browser) {
    // Cut off, of another version, without what the tool asks for.
    for (from, to) in [
        ("\"services\":[", "\"services\":"),
        ("\"version\":\"1\"", "\"version\":\"0\""),
        ("\"unit\":\"forloeb\"", "\"unit\":\"stk\""),
    ] {
        let copy = dist_copy();
        let path = copy.path().join("ydelser/beregner/index.html");
        let page = fs::read_to_string(&path).unwrap();
        assert!(page.contains(from), "the data hold {from}");
        fs::write(&path, page.replacen(from, to, 1)).unwrap();
        let server = served(copy.path());
        browser.goto(&format!("{}{CALCULATOR}", server.address));
        browser.until("document.querySelector('[role=alert]')?.innerText");
        let message = browser.text("[role=alert]");
        assert!(message.contains("Beregneren kan ikke bruges lige nu") && message.contains("tabellen"), "{message}");
        assert_static_part(browser);
    }
}

fn a_missing_tool(browser: &Browser) {
    let copy = dist_copy();
    let assets = copy.path().join("assets");
    let wasm = fs::read_dir(&assets).unwrap().map(|entry| entry.unwrap().path());
    let wasm = wasm.into_iter().find(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("beregner-") && !name.starts_with("beregner-ark-") && name.ends_with(".wasm")
    });
    fs::write(wasm.expect("the site has the tool"), "not a module").unwrap();
    let server = served(copy.path());
    browser.goto(&format!("{}{CALCULATOR}", server.address));
    browser.until("document.querySelector('[role=alert]')?.innerText");
    assert_holds(&browser.text("[role=alert]"), &["Beregneren", "ikke"]);
    assert_static_part(browser);
}

fn second_module(browser: &Browser) {
    let copy = dist_copy();
    let assets = copy.path().join("assets");
    let files = fs::read_dir(&assets).unwrap().map(|entry| entry.unwrap().path());
    let second: Vec<_> = files
        .filter(|path| path.file_name().unwrap_or_default().to_string_lossy().starts_with("beregner-ark-"))
        .collect();
    assert_eq!(second.len(), 2, "{second:?}");
    let hidden = |path: &PathBuf| path.with_extension("away");
    second.iter().for_each(|path| fs::rename(path, hidden(path)).unwrap());
    let server = served(copy.path());
    browser.goto(&format!("{}{CALCULATOR}", server.address));
    browser.until("document.querySelector('#beregner input[type=checkbox]')");
    browser.click("label[for=vaelg-tf-cbt]");
    browser.until("document.getElementById('antal-tf-cbt')");
    browser.fill("#antal-tf-cbt", "3");
    says(browser, TOTAL, "84.000 kr.");
    assert_holds(
        &browser.text(".sheet"),
        &["3 × 28.000 kr. = 84.000 kr.", "2021–2022", CAVEAT, "Indhent en aktuel pris"],
    );
    browser.click("#aabn-tf-cbt > summary");
    says(browser, "#aabn-tf-cbt", "Det, du har skrevet, er her stadig.");
    browser.run("[...document.querySelectorAll('button')].find((b) => b.innerText === 'Hent til Excel').click()", &[]);
    says(browser, ".outputs", "Resten af beregneren kunne ikke hentes");
    // Paper has what the page has.
    browser.paper();
    assert_holds(&browser.text("body"), &["84.000 kr.", "2021–2022", CAVEAT, "mellemregninger mangler", ALONE]);
    browser.screen(1280, "light");
    for again in [false, true] {
        if again {
            second.iter().for_each(|path| fs::rename(hidden(path), path).unwrap());
        }
        browser.run(
            "[...document.querySelectorAll('.sheet button')].find((b) => b.innerText === 'Prøv igen').click()",
            &[],
        );
        let said =
            if again { "3 forløb × 28.000 kr. = 84.000 kr." } else { "Resten af beregneren kunne ikke hentes" };
        says(browser, "#aabn-tf-cbt", said);
    }
    assert_eq!(browser.value("document.getElementById('antal-tf-cbt').value"), "3", "nothing typed is lost");
    assert_eq!(browser.text(TOTAL), "84.000 kr.");
    // A link that comes before it does is not lost either.
    second.iter().for_each(|path| fs::rename(path, hidden(path)).unwrap());
    let link = browser.value("document.getElementById('link-adresse').value");
    browser.goto("about:blank");
    browser.devtools("Network.clearBrowserCache", &serde_json::json!({}));
    browser.goto(link.as_str().unwrap_or_default());
    says(browser, "#link-fejl", "Resten af beregneren kunne ikke hentes");
    second.iter().for_each(|path| fs::rename(hidden(path), path).unwrap());
    browser.click("#link-igen");
    says(browser, TOTAL, "84.000 kr.");
}

fn on_paper(browser: &Browser) {
    let _server = opened(browser);
    choose(browser, "tf-cbt");
    browser.fill("#antal-tf-cbt", "3");
    says(browser, TOTAL, "84.000 kr.");
    // The sheet alone, where one prints without asking for the note, says so.
    browser.paper();
    assert_holds(&browser.text("body"), &["3 × 28.000 kr. = 84.000 kr.", "Indhent en aktuel pris", CAVEAT, ALONE]);
    browser.screen(1280, "light");
    asks_for_the_note(browser);
    browser.paper();
    let text = browser.text("body");
    assert_holds(&text, &["Indkøbsnotat", "3 forløb × 28.000 kr. = 84.000 kr.", "Retsgrundlag", "84.000 kr."]);
    assert_holds(&text, &["Indhent en aktuel pris, før beløbet bruges i en sag"]);
    // A price of the past goes into no file without who charged it, when, and what to know of it.
    assert_holds(
        &text,
        &["Børnehus Syd, 2021–2022", "1. marts 2021 – 31. december 2022", CAVEAT, "Børnehus Midt 2022"],
    );
    assert_holds(&text, &["Børnehusbekendtgørelsen § 2, stk. 3"]);
    // Address and date, so that the paper can be traced to its page: in its margin.
    let foot = browser.value("document.documentElement.dataset.foot");
    assert_holds(foot.as_str().unwrap_or_default(), &[CALCULATOR, "gennemgået"]);
    for left_out in ["Gå til sidens indhold", "Supervision og vejledning", "Udskriv notat", "Ryd alt", "Til toppen"] {
        assert!(!text.contains(left_out), "»{left_out}« is printed");
    }
}

/// A trap of WebAssembly, which is what becomes of a panic, is told to the reader, and nothing typed is gone.
fn a_stop_is_told(browser: &Browser) {
    let _server = opened(browser);
    choose(browser, "tf-cbt");
    browser.fill("#antal-tf-cbt", "3");
    says(browser, TOTAL, "84.000 kr.");
    for within in ["setTimeout(trap)", "Promise.resolve().then(trap)"] {
        // A module whose one function is `unreachable`.
        let trap = "const code = [0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,5,1,1,97,0,0,10,5,1,3,0,0,11];\
             const trap = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(code))).exports.a;\
             document.querySelector('[role=alert]')?.remove();";
        browser.run(&[trap, within].concat(), &[]);
        browser.until("document.querySelector('[role=alert]')?.innerText.includes('Beregneren er gået i stå')");
        assert_eq!(browser.value("document.getElementById('antal-tf-cbt').value"), "3", "nothing typed is gone");
    }
    // Any other error is not the tool's.
    browser.run("document.querySelector('[role=alert]').remove(); dispatchEvent(new ErrorEvent('error', { error: new Error('x') }))", &[]);
    assert!(!browser.has("[role=alert]"));
}

fn the_tool_in_use_is_accessible(browser: &Browser) {
    let _server = opened(browser);
    choose(browser, "tf-cbt");
    browser.fill("#antal-tf-cbt", "3");
    choose(browser, "supervision");
    browser.fill("#antal-supervision", "12,5 stk");
    says(browser, ".error-summary", "»stk«");
    let faults = frame::looked_at("two lines, one with an error", browser);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
