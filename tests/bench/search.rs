//! How long the search takes to answer, and what it weighs, on the real content.
//!
//! Contract: each time is that from a query in the field to its hits in the page, as they stand there when the browser may paint, by
//! the browser's own clock, with all queries of `soegeproever.toml`. The first round, in which the browser still compiles, is left
//! out. The bytes are those that `tests/src/budgets.rs` holds to their limit, as they are on the disk.

use crate::report;
use serde_json::json;
use std::fs;
use tests::browser::Browser;
use tests::calculator_page::opened_at;
use tests::dist::files;
use tests::driver::Driver;
use tests::prepare::{prepared, root};

/// Prints median and worst beside the limit.
pub(crate) fn search(limit: usize) {
    let text = fs::read_to_string(root().join("content/data/soegeproever.toml")).expect("the trials");
    let table: toml::Table = text.parse().expect("sound trials");
    let trials = table["proeve"].as_array().expect("a list of trials");
    let queries: Vec<&str> = trials.iter().filter_map(|trial| trial["soeg"].as_str()).collect();
    let driver = Driver::start();
    let browser = Browser::open(&driver);
    let _server = opened_at(&browser, "/soeg/", "soeg");
    browser.fill("#soegefelt", "takst");
    browser.until("document.querySelector('.hits a')");
    let times = browser.run_async(
        "const [queries, done] = arguments;
         const field = document.getElementById('soegefelt');
         const ask = async (query) => {
             const from = performance.now();
             field.value = query;
             field.dispatchEvent(new Event('input', { bubbles: true }));
             await Promise.resolve();
             return performance.now() - from;
         };
         (async () => {
             for (const query of queries) await ask(query);
             const times = [];
             for (const query of queries) times.push(await ask(query));
             done(times);
         })();",
        &[json!(queries)],
    );
    let mut times: Vec<f64> = times.as_array().into_iter().flatten().filter_map(serde_json::Value::as_f64).collect();
    assert_eq!(times.len(), queries.len(), "a time for each query");
    times.sort_by(f64::total_cmp);
    let (median, worst) = (times[times.len() / 2], times[times.len() - 1]);
    report::line(&format!(
        "\nThe search's answers to {} queries (limit {limit} ms): {median:.1} ms, the slowest {worst:.1} ms",
        times.len()
    ));
    let dist = &prepared().dist;
    for file in files(dist).iter().filter(|path| path.contains("soeg-") && path.starts_with("assets/")) {
        let bytes = fs::metadata(dist.join(file)).map_or(0, |about| about.len());
        report::line(&format!("  {file}: {bytes} bytes"));
    }
}
