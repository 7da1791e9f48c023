//! How long a keystroke takes in the calculator, in a real browser.
//!
//! Contract: 500 lines in one scenario, typed into with keys that the browser itself takes for a user's, with the processor slowed
//! down four times by the browser. Measured by the browser's trace (`trace`): what its main thread does from the task that
//! tells of the key to the end of the task that paints and commits the frame with the new total; that is what the limit is about.
//! Beside it the time that passes meanwhile, waiting for the frame included, what the processor gave, and what the browser's
//! performance events say (Event Timing, from the key to the painted frame, in steps of 8 ms and only from 16 ms on). What follows a
//! moment later, when nobody types, is not part of it. The same keys in a page of one plain field, without a script, tell how much of it
//! is the browser's own, on this machine at this moment. Asserts only that each key changed the total, never a time.

use crate::report;
use calculator::{
    Amount, Line, Money, Plan, Pricing, Quantity, Range, Scenario, ScenarioKind, Subject, Unit, Year, Years, link,
};
use serde_json::json;
use std::thread;
use std::time::Duration;

use crate::trace::{CATEGORIES, Keystroke, PARTS, keystrokes};
use tests::browser::Browser;
use tests::calculator_page::{CALCULATOR, TOTAL, says, served};
use tests::driver::Driver;
use tests::prepare::{day, prepared};

/// So many lines are in the scenario.
const LINES: usize = 500;
/// So many keys are measured.
const KEYS: usize = 20;
/// So long nothing else happens after a key: what follows for a long list comes 0.3 s after it.
const PAUSE: Duration = Duration::from_millis(700);
/// So many times slower than this machine.
const SLOWER: u32 = 4;

/// Prints the median and the slowest keystroke beside the limit.
pub(crate) fn keystroke(limit: usize) {
    let driver = Driver::start();
    let browser = Browser::traced(&driver, CATEGORIES);
    browser.screen(1280, "light");
    let server = served(&prepared().dist);
    browser.goto(&format!("{}{CALCULATOR}#{}", server.address, link::write(&plan())));
    says(&browser, TOTAL, "50.000 kr.");
    browser.devtools("Emulation.setCPUThrottlingRate", &json!({ "rate": SLOWER }));
    report::line(&format!(
        "\nA keystroke in the calculator, {LINES} lines, processor {SLOWER} times slower, by the browser's trace of its main thread,\n\
         from the task of the key to the end of the one that commits the frame with the new total (limit {limit} ms):"
    ));
    let changed = |_: &str, before: &str| format!("document.querySelector('{TOTAL}').innerText !== {}", json!(before));
    for line in [0, LINES / 2, LINES - 1] {
        typed(&browser, &format!("line {}", line + 1), line, limit, &changed);
    }
    browser.goto("about:blank");
    browser.run(PLAIN, &[]);
    typed(&browser, "a field", 0, limit, &|text, _| format!("document.activeElement.value === {}", json!(text)));
}

/// Types into a field with the browser's own keys, and prints what its trace and its performance events say of them. What is true
/// after a key, of what was typed and of what the total was before, is up to the caller.
fn typed(browser: &Browser, place: &str, field: usize, limit: usize, changed: &dyn Fn(&str, &str) -> String) {
    browser.run(OBSERVE, &[json!(field)]);
    // What the browser does because of the new place is no keystroke's.
    browser.run_async("setTimeout(arguments[0], 1500)", &[]);
    let _before = browser.trace();
    for key in 0..KEYS {
        let text = ((key + 1) % 9 + 1).to_string();
        browser.run("document.activeElement.select()", &[]);
        let before = browser.run("return document.querySelector(arguments[0])?.innerText ?? ''", &[json!(TOTAL)]);
        browser.devtools("Input.dispatchKeyEvent", &json!({ "type": "keyDown", "key": text, "text": text }));
        // Nothing is asked of the browser until the frame is there and what follows later is done: a question that is asked again
        // and again would take the processor from it, and a finger leaves a key later than that frame.
        thread::sleep(PAUSE);
        browser.devtools("Input.dispatchKeyEvent", &json!({ "type": "keyUp", "key": text }));
        browser.until(&changed(&text, before.as_str().unwrap_or_default()));
    }
    let mut trace = Vec::new();
    let mut found = Vec::new();
    for _asked in 0..10 {
        trace.extend(browser.trace());
        found = keystrokes(&trace);
        if found.len() >= KEYS {
            break;
        }
    }
    assert_eq!(found.len(), KEYS, "the trace has each key and the frame after it");
    let of = |time: fn(&Keystroke) -> f64| {
        let [median, slowest] = middle_and_last(found.iter().map(time).collect());
        format!("{median:>5.1} ms, slowest {slowest:>5.1} ms")
    };
    let within = found.iter().filter(|key| key.busy <= limit as f64).count();
    report::line(&format!(
        "  {place:<9} work of the main thread, median {}; {within} of {KEYS} within the limit",
        of(|key| key.busy)
    ));
    report::line(&format!("            time that passed, median {}", of(|key| key.wall)));
    report::line(&format!("            processor time of the main thread, median {}", of(|key| key.processor)));
    let parts: Vec<String> = PARTS
        .iter()
        .enumerate()
        .map(|(at, (name, _))| {
            let [median, _] = middle_and_last(found.iter().map(|key| key.parts[at]).collect());
            format!("{name} {median:.1} ms")
        })
        .collect();
    report::line(&format!("            of the work, median: {}", parts.join(", ")));
    let seen = browser.run_async(REPORT, &[]);
    let number = |name: &str| seen[name].as_f64().unwrap_or_default();
    report::line(&format!(
        "            by Event Timing: {} keys, {} painted after 16 ms or more, median of those {} ms, slowest {} ms",
        number("keys"),
        number("slow"),
        number("median"),
        number("slowest")
    ));
    assert!(number("keys") >= 1.0, "the browser counts the keys: {seen}");
}

/// The median and the largest.
fn middle_and_last(mut times: Vec<f64>) -> [f64; 2] {
    times.sort_by(f64::total_cmp);
    [times.len() / 2, times.len().saturating_sub(1)].map(|at| times.get(at).copied().unwrap_or_default())
}

/// A page of one field, named as that of a line.
const PLAIN: &str = "document.body.innerHTML = '<label>Antal <input id=antal-1></label>';";

/// Watches the keys that go into the count of a line.
const OBSERVE: &str = "
    const field = document.querySelectorAll('input[id^=antal-]')[arguments[0]];
    field.scrollIntoView({ block: 'center' });
    field.focus();
    window.slow = [];
    window.before = performance.eventCounts.get('keydown');
    window.observer?.disconnect();
    window.observer = new PerformanceObserver((list) => window.slow.push(...list.getEntries()));
    window.observer.observe({ type: 'event', durationThreshold: 16 });
";

/// What has been seen, once all of it has been told.
const REPORT: &str = "
    const done = arguments[0];
    setTimeout(() => {
        const slow = window.slow.filter((entry) => entry.name === 'input');
        const by = new Map();
        for (const entry of slow) {
            const key = Math.round(entry.startTime);
            const other = by.get(key);
            if (!other || other.duration < entry.duration) by.set(key, entry);
        }
        const all = [...by.values()];
        const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
        done({
            keys: performance.eventCounts.get('keydown') - window.before,
            slow: all.length,
            median: median(all.map((entry) => entry.duration)),
            slowest: Math.max(0, ...all.map((entry) => entry.duration)),
        });
    }, 1000);
";

/// A plan of lines with words of their own, each one hour for 100 kr.
fn plan() -> Plan {
    let year = u16::try_from(day().year()).ok().and_then(Year::new).expect("a year of the calendar");
    let price = Money::entered(Range::exact(Amount::from_ore(10_000).expect("in range")), None, "", "");
    let lines = (0..LINES).map(|number| Line {
        subject: Subject::Own(format!("Ydelse {}", number + 1)),
        unit: Unit::Hour,
        counts: vec![Some(Range::exact(Quantity::new(1).expect("in range")))],
        price: Pricing::Given(price.clone()),
        extras: Vec::new(),
    });
    let scenario = Scenario { lines: lines.collect(), ..Scenario::empty(ScenarioKind::Buy) };
    let years = Years::new(year, 1).expect("one year");
    Plan::new(years, day(), None, vec![scenario]).expect("a plan within the limits")
}
