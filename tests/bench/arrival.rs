//! How long a reader with a slow phone waits for the first question of Bekymringslinealen.
//!
//! Contract: Chromium's »slow 4G« (1.44 Mbit/s, 562.5 ms for each request), a processor four times slower, nothing in the cache and
//! nothing compressed: a host that compresses is faster. Measured from the request until the tool can be answered, and until
//! the question can be read in the static form before that.

use crate::report;
use serde_json::json;
use tests::browser::Browser;
use tests::calculator_page::served;
use tests::concern_page::RULER;
use tests::driver::Driver;
use tests::prepare::prepared;

/// Prints both times beside the limit.
pub(crate) fn arrival(limit: usize) {
    let driver = Driver::start();
    let browser = Browser::open(&driver);
    browser.screen(390, "light");
    let server = served(&prepared().dist);
    let slow = json!({
        "offline": false, "latency": 562.5, "downloadThroughput": 180_000, "uploadThroughput": 84_375,
    });
    browser.devtools("Network.enable", &json!({}));
    browser.devtools("Network.setCacheDisabled", &json!({ "cacheDisabled": true }));
    browser.devtools("Network.emulateNetworkConditions", &slow);
    browser.devtools("Emulation.setCPUThrottlingRate", &json!({ "rate": 4 }));
    browser.goto(&format!("{}{RULER}", server.address));
    browser.until("document.getElementById('fortsaet')");
    let painted = browser.value("performance.getEntriesByName('first-contentful-paint')[0].startTime");
    let ready = browser.value("performance.now()");
    let seen = browser.value("document.querySelector('fieldset legend').getBoundingClientRect().bottom < innerHeight");
    assert_eq!(seen, json!(true), "the first question is in view on a phone");
    let [painted, ready] = [painted, ready].map(|time| time.as_f64().unwrap_or_default());
    report::line(&format!("\nThe first question of the ruler, slow 4G, processor 4 times slower (limit {limit} ms):"));
    report::line(&format!("  to be read {painted:>8.0} ms, to be answered {ready:>8.0} ms"));
}
