//! The pages of the tools in a browser, as the journeys through them begin, and what they do all along.

use crate::browser::Browser;
use crate::prepare::prepared;
use serde_json::{Value, json};
use site::io::serve::{self, Server};
use std::path::Path;

/// The page of the real site.
pub const CALCULATOR: &str = "/ydelser/beregner/";
/// Where its total stands.
pub const TOTAL: &str = "#beregner-total";

/// Serves a folder as a site of its own: a new port is a new origin, without anything stored.
///
/// # Panics
/// Where no port is free.
#[must_use]
pub fn served(dist: &Path) -> Server {
    serve::spawn(dist.to_path_buf()).unwrap_or_else(|failure| panic!("{failure}"))
}

/// Opens the calculator of the real site, ready for use; it is served as long as the answer lives.
#[must_use]
pub fn opened(browser: &Browser) -> Server {
    let server = served(&prepared().dist);
    browser.goto(&format!("{}{CALCULATOR}", server.address));
    browser.until("document.querySelector('#beregner input[type=checkbox]')");
    server
}

/// Opens the page of a tool of the real site, ready for use; it is served as long as the answer lives.
#[must_use]
pub fn opened_at(browser: &Browser, address: &str, tool: &str) -> Server {
    let server = served(&prepared().dist);
    browser.goto(&format!("{}{address}", server.address));
    browser.until(&format!("document.querySelector('#{tool} input')"));
    server
}

/// The file that a click offers, as its text, the mark of UTF-8 included.
///
/// # Panics
/// Where there is none, or it is not UTF-8.
#[must_use]
pub fn downloaded(browser: &Browser, button: &str) -> String {
    String::from_utf8(bytes_of(browser, button)).expect("UTF-8")
}

/// The file that a click offers, as its bytes.
///
/// # Panics
/// Where there is none.
#[must_use]
pub fn bytes_of(browser: &Browser, button: &str) -> Vec<u8> {
    browser.run(
        "if (!window.made) {
           const make = URL.createObjectURL;
           URL.createObjectURL = (blob) => { window.made.push(blob); return make.call(URL, blob); };
         }
         window.made = [];",
        &[],
    );
    browser.click(button);
    browser.until("window.made.length === 1");
    let bytes = browser.run_async(
        "const done = arguments[0];
         window.made[0].arrayBuffer().then((bytes) => done([...new Uint8Array(bytes)]));",
        &[],
    );
    serde_json::from_value(bytes).expect("bytes")
}

/// Said on paper where the sheet is printed, and not the note.
pub const ALONE: &str = "Det her er overslaget alene.";

/// Asks for the note, which comes with the tool's second module, as one does who wants it printed; nothing is printed.
pub fn asks_for_the_note(browser: &Browser) {
    browser.run(
        "window.print = () => { document.body.dataset.printed = 'yes' };\
         [...document.querySelectorAll('button')].find((b) => b.innerText === 'Udskriv notat').click()",
        &[],
    );
    browser.until("document.body.dataset.printed === 'yes' && document.querySelector('.purchase-note > *')");
}

/// Chooses a service, and waits until the sheet has its line.
pub fn choose(browser: &Browser, service: &str) {
    browser.click(&format!("label[for=vaelg-{service}]"));
    browser.until(&format!("document.getElementById('antal-{service}') && document.getElementById('linje-{service}')"));
}

/// Waits until an element's visible text holds a part; gives the whole text.
pub fn says(browser: &Browser, css: &str, part: &str) -> String {
    let quoted = Value::from(part);
    browser.until(&format!("document.querySelector('{css}')?.innerText.includes({quoted})"));
    browser.text(css)
}

/// Waits until a field is told to be at fault, with a part of what is said there; then follows the link of the summary, which says
/// the same, to the field.
///
/// # Panics
/// Where it does not lead there.
pub fn leads_to_the_field(browser: &Browser, field: &str, part: &str) {
    let said = says(browser, ".field-error", part);
    let link = format!(".error-summary a[href=\"#{field}\"]");
    says(browser, &link, said.trim_start_matches("Fejl: "));
    browser.click(&link);
    assert_eq!(browser.focused(), field);
}

/// Opens what is opened on demand.
pub fn unfold(browser: &Browser, id: &str) {
    browser.click(&format!("#{id} > summary"));
    browser.until(&format!("document.getElementById('{id}').open"));
}

/// Chooses an option of a list.
pub fn select(browser: &Browser, id: &str, index: usize) {
    browser.run(
        "const list = document.getElementById(arguments[0]);
         list.selectedIndex = arguments[1];
         list.dispatchEvent(new Event('change', { bubbles: true }));",
        &[json!(id), json!(index)],
    );
}

/// Eight hours of supervision for 950,50 kr. each.
pub fn supervision(browser: &Browser) {
    choose(browser, "supervision");
    browser.fill("#antal-supervision", "8");
    browser.fill("#pris-supervision", "950,50");
    says(browser, TOTAL, "7.604 kr.");
}
