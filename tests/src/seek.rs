//! Journeys through the search: from the field of any page, while one types, by keyboard alone, without scripts; and that nothing
//! of what is typed leaves the page.

use fantoccini::key::Key;
use std::process::ExitCode;
use tests::browser::Browser;
use tests::calculator_page::{opened_at, served};
use tests::frame;
use tests::harness::{Test, run};
use tests::prepare::{dist_copy, prepared};

/// A page of guidance, and the page of the search.
const GUIDANCE: &str = "/boernehuset/huse/";
const SEARCH: &str = "/soeg/";
const FIRST: &str = "document.querySelector('.hits a')";

fn main() -> ExitCode {
    run(vec![
        Test::browser("from_the_field_of_a_page_to_the_hits_by_keyboard_alone", from_any_page),
        Test::browser("hits_come_while_one_types_and_a_step_back_finds_them_again", while_one_types),
        Test::browser("what_to_do_now_comes_first", what_to_do_now),
        Test::browser("where_nothing_is_found_there_is_help", nothing_found),
        Test::browser("nothing_that_is_typed_leaves_the_page", nothing_leaves),
        Test::browser("without_scripts_a_link_leads_to_the_list", without_scripts),
        Test::browser("a_damaged_file_is_told", a_damaged_file),
        Test::browser("in_use_it_is_accessible_and_narrow", accessible),
    ])
}

fn from_any_page(browser: &Browser) {
    let server = served(&prepared().dist);
    browser.goto(&format!("{}{GUIDANCE}", server.address));
    browser.run("document.querySelector('.seek input').focus()", &[]);
    browser.type_text("videoafhøring");
    browser.press(&[Key::Enter]);
    browser.until(FIRST);
    assert_eq!(browser.value("location.pathname"), SEARCH);
    assert_eq!(browser.value("document.querySelector('#soegefelt').value"), "videoafhøring");
    assert!(browser.text(".hits").contains("Videoafhøring"), "{}", browser.text(".hits"));
    // The next step of the tabulator is the first hit, whatever stands above.
    browser.until("document.activeElement.id === 'soegefelt'");
    browser.press(&[Key::Tab]);
    assert_eq!(browser.value("Boolean(document.activeElement.closest('.hits'))"), true, "{}", browser.focused());
    browser.press(&[Key::Enter]);
    browser.until("location.pathname === '/boernehuset/videoafhoering/'");
}

fn while_one_types(browser: &Browser) {
    let _server = opened_at(browser, SEARCH, "soeg");
    browser.fill("#soegefelt", "undretn");
    browser.until("document.querySelector('.found')?.textContent.includes('Mente du')");
    browser.fill("#soegefelt", "takst");
    browser.until("document.querySelector('.hits a')?.textContent.includes('Takster')");
    assert!(browser.has(".hits mark"), "what fits is marked");
    browser.click(".hits a");
    browser.until("location.pathname !== '/soeg/'");
    browser.back();
    browser.until("document.querySelector('.hits a')?.textContent.includes('Takster')");
    assert_eq!(browser.value("document.querySelector('#soegefelt').value"), "takst");
}

fn what_to_do_now(browser: &Browser) {
    let _server = opened_at(browser, SEARCH, "soeg");
    browser.fill("#soegefelt", "et barn er blevet slået hvad gør jeg");
    browser.until("document.querySelector('.best a')");
    assert_eq!(browser.value("document.querySelector('.best a').getAttribute('href')"), "/akut/#mistanke-eller-viden");
    assert!(browser.text(".best").contains("tal ikke med forældrene om det først"), "{}", browser.text(".best"));
}

fn nothing_found(browser: &Browser) {
    let _server = opened_at(browser, SEARCH, "soeg");
    browser.fill("#soegefelt", "xylofonkvartet");
    browser.until("document.querySelector('.found a[href=\"#a-aa\"]')");
    assert!(browser.text(".found").contains("112"), "{}", browser.text(".found"));
    // The count is read out once nothing more is typed.
    browser.until("document.querySelector('#soeg [role=status]').textContent.includes('Intet sted')");
}

fn nothing_leaves(browser: &Browser) {
    let server = opened_at(browser, SEARCH, "soeg");
    browser.fill("#soegefelt", "takst");
    browser.until(FIRST);
    let requests = browser.requests();
    assert!(requests.iter().any(|address| address.ends_with(".idx")), "the log sees nothing: {requests:?}");
    browser.fill("#soegefelt", "videoafhøring");
    browser.until("document.querySelector('.hits a')?.textContent.includes('Videoafhøring')");
    assert_eq!(browser.requests(), Vec::<String>::new(), "requests while typing");
    // From the field of a page, too, only the page of the search is asked for.
    browser.goto(&format!("{}{GUIDANCE}", server.address));
    browser.requests();
    browser.run("document.querySelector('.seek input').focus()", &[]);
    browser.type_text("mistanke");
    browser.press(&[Key::Enter]);
    browser.until(FIRST);
    let requests = browser.requests();
    assert!(
        requests.iter().all(|address| !address.split('#').next().unwrap_or_default().contains("mistanke")),
        "{requests:?}"
    );
    assert_eq!(browser.value("localStorage.length + sessionStorage.length + document.cookie.length"), 0);
}

fn without_scripts(browser: &Browser) {
    let server = served(&prepared().dist);
    browser.scripts(false);
    browser.goto(&format!("{}{GUIDANCE}", server.address));
    browser.click(".seek > a");
    assert!(browser.text("#soeg").contains("listen fra A til Å"));
    assert!(browser.count(".letter a") > 100, "the list from A to Å");
    browser.scripts(true);
}

fn a_damaged_file(browser: &Browser) {
    let dist = dist_copy();
    let assets = dist.path().join("assets");
    let file = std::fs::read_dir(&assets).unwrap().map(|file| file.unwrap().path());
    let file = file.into_iter().find(|path| path.extension().is_some_and(|end| end == "idx")).unwrap();
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x55;
    std::fs::remove_file(&file).unwrap();
    std::fs::write(&file, bytes).unwrap();
    let server = served(dist.path());
    browser.goto(&format!("{}{SEARCH}", server.address));
    browser.until("document.querySelector('#soeg .note')?.textContent.includes('kom ikke helt frem')");
    assert!(browser.count(".letter a") > 100, "the list is still there");
    let mut faults = frame::looked_at("a damaged file", browser);
    // The browser says itself that a file did not come whole.
    faults.retain(|fault| !fault.contains("console: "));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn accessible(browser: &Browser) {
    let _server = opened_at(browser, SEARCH, "soeg");
    let mut faults = Vec::new();
    for (state, typed, there) in [
        ("hits, and more to show", "barn", ".hits + .button"),
        ("a best bet", "et barn er blevet slået hvad gør jeg", ".best a"),
        ("a word that is read otherwise", "undretn", ".found > div > p"),
        ("nothing found", "xylofonkvartet", ".found a[href=\"#a-aa\"]"),
    ] {
        browser.fill("#soegefelt", typed);
        browser.until(&format!("document.querySelector('{there}')"));
        faults.extend(frame::looked_at(state, browser));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
