//! How long the editors' preview builds after a key, on the real content.
//!
//! Contract: each time is that of one whole check and one page, by the browser's own clock (`performance.measure` in the
//! preview); what its list and its frame then take is not in it. The first builds, in which the browser still compiles, are left out.

use crate::report;
use tests::browser::Browser;
use tests::calculator_page::served;
use tests::driver::Driver;
use tests::prepare::with_preview;

/// How many keys are pressed.
const KEYS: usize = 21;

/// Prints the median beside the limit.
pub(crate) fn preview(limit: usize) {
    let driver = Driver::start();
    let browser = Browser::open(&driver);
    let server = served(&with_preview().dist);
    browser.goto(&format!("{}/redaktoer/", server.address));
    let measured = "performance.getEntriesByType('measure')";
    browser.until(&format!("{measured}.length > 0"));
    browser.run(
        "const field = document.getElementById('red_tekst');
         field.focus();
         field.setSelectionRange(field.value.length, field.value.length);",
        &[],
    );
    for _ in 0..KEYS {
        let before = browser.value(&format!("{measured}.length"));
        browser.type_text("a");
        browser.until(&format!("{measured}.length > {before}"));
    }
    let times = browser.value(&format!("{measured}.slice(-10).map((one) => one.duration).sort((a, b) => a - b)"));
    let median = times[5].as_f64().unwrap_or_default();
    let old = browser.has("#red_gammel:not([hidden])");
    assert!(!old, "with faults no page would be rendered: {}", browser.text("#red_fejl"));
    report::line(&format!("\nThe preview's build after a key (limit {limit} ms): {median:.0} ms"));
}
