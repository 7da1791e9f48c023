//! What is wrong with a page that a browser shows: axe's violations, sideways scrolling, complaints in the console.

use crate::browser::Browser;
use crate::prepare::npm;
use serde_json::{Value, json};
use std::fs;
use std::sync::OnceLock;

/// What axe is asked for: everything that WCAG 2.2 AA demands, and good practice.
const RULES: &[&str] = &["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/// The looks in which each page is examined: width in CSS pixels, and light or dark.
pub const LOOKS: &[(u32, &str)] = &[(320, "light"), (1280, "light"), (1280, "dark")];

const RUN_AXE: &str = "
    const [rules, done] = arguments;
    axe.run(document, { runOnly: { type: 'tag', values: rules }, resultTypes: ['violations'] }).then(
        (results) => done({
            checked: results.passes.length,
            violations: results.violations.flatMap((rule) => rule.nodes.map((node) =>
                `${rule.id} at ${node.target.join(' ')}: ${node.failureSummary.replaceAll('\\n', ' ')}`)),
        }),
        (error) => done({ checked: 0, violations: [`axe failed: ${error}`] }),
    );";

const TOO_WIDE: &str = "
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    // What scrolls inside of a box of its own makes no page wide.
    const boxed = (element) => {
        for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
            if (getComputedStyle(box).overflowX !== 'visible') return true;
        }
        return false;
    };
    const wide = [...document.querySelectorAll('body *')].filter(
        (element) => element.getBoundingClientRect().right > width + 0.5 && !boxed(element));
    return [`scrolls to ${document.documentElement.scrollWidth} px: ` +
        wide.slice(0, 5).map((element) => element.outerHTML.slice(0, 90)).join(' | ')];";

/// What axe finds on the page as it is shown now, in each of [`LOOKS`].
///
/// # Panics
/// Where axe cannot be had or does not work.
pub fn axe(browser: &Browser) -> Vec<String> {
    static AXE: OnceLock<String> = OnceLock::new();
    let axe = AXE.get_or_init(|| {
        let path = npm().file("axe-core/axe.min.js");
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    });
    browser.run(axe, &[]);
    let mut found = Vec::new();
    for (width, scheme) in LOOKS {
        browser.screen(*width, scheme);
        let results = browser.run_async(RUN_AXE, &[json!(RULES)]);
        assert!(results["checked"].as_u64() > Some(5), "axe has hardly looked: {results}");
        found.extend(texts(&results["violations"]).into_iter().map(|text| format!("{width} px {scheme}: {text}")));
    }
    found
}

/// What makes the page scroll sideways at 320 CSS pixels, which is also a width of 1280 at 400 % zoom.
pub fn sideways(browser: &Browser) -> Vec<String> {
    sideways_at(browser, 320)
}

/// The same at another width.
pub fn sideways_at(browser: &Browser, width: u32) -> Vec<String> {
    browser.screen(width, "light");
    texts(&browser.run(TOO_WIDE, &[])).into_iter().map(|text| format!("{width} px: {text}")).collect()
}

/// What the browser complains of since it was last asked: errors of scripts, of loading, of the security policy.
pub fn complaints(browser: &Browser) -> Vec<String> {
    browser.console().into_iter().map(|line| format!("console: {line}")).collect()
}

fn texts(list: &Value) -> Vec<String> {
    let items = list.as_array().unwrap_or_else(|| panic!("no list: {list}"));
    items.iter().map(|item| item.as_str().unwrap_or_default().to_owned()).collect()
}
