//! How long a keystroke takes in the calculator, in a real browser.
//!
//! Contract: 500 lines in one scenario, typed into as a reader does, with the processor slowed down four times by the
//! browser. Measured twice: from the event until the browser is free again, the new total is in the page and the page is laid
//! out; and with keys that the browser itself takes for a user's, by its own performance events (Event Timing), from the key to
//! the next paint. Those come in steps of 8 ms, and only where they took 16 ms or more. Asserts only that the total has changed,
//! never a time.

use calculator::{
    Amount, Line, Money, Plan, Pricing, Quantity, Range, Scenario, ScenarioKind, Subject, Unit, Year, Years, link,
};
use serde_json::{Value, json};
use tests::browser::Browser;
use tests::calculator_page::{CALCULATOR, TOTAL, says, served};
use tests::driver::Driver;
use tests::prepare::{day, prepared};

/// So many lines are in the scenario.
const LINES: usize = 500;
/// So many keys are measured.
const KEYS: usize = 20;
/// So many times slower than this machine.
const SLOWER: u32 = 4;

/// Prints the median and the slowest keystroke beside the limit.
pub(crate) fn keystroke(limit: usize) {
    let driver = Driver::start();
    let browser = Browser::open(&driver);
    browser.screen(1280, "light");
    let server = served(&prepared().dist);
    browser.goto(&format!("{}{CALCULATOR}#{}", server.address, link::write(&plan())));
    says(&browser, TOTAL, "50.000 kr.");
    browser.devtools("Emulation.setCPUThrottlingRate", &json!({ "rate": SLOWER }));
    println!("\nA keystroke in the calculator, {LINES} lines, processor {SLOWER} times slower (limit {limit} ms):");
    for line in [0, LINES / 2, LINES - 1] {
        let times = browser.run_async(TYPE, &[json!(line), json!(KEYS), json!(TOTAL)]);
        let [times, handled] = [0, 1].map(|part| {
            let all = times.as_array().into_iter().flatten();
            let mut times: Vec<f64> = all.filter_map(|pair| pair[part].as_f64()).collect();
            assert_eq!(times.len(), KEYS, "each key changed the total");
            times.sort_by(f64::total_cmp);
            times
        });
        println!(
            "  line {:<4} median {:>6.1} ms, slowest {:>6.1} ms; before the page is laid out {:>6.1} ms",
            line + 1,
            times[KEYS / 2],
            times[KEYS - 1],
            handled[KEYS / 2]
        );
        painted(&browser, line);
    }
}

/// Types with the browser's own keys, and prints what its performance events say of them.
fn painted(browser: &Browser, line: usize) {
    browser.run(OBSERVE, &[json!(line)]);
    browser.devtools("Performance.enable", &json!({}));
    let mut spent = PARTS.map(|_| Vec::new());
    for key in 0..KEYS {
        let text = ((key + 1) % 9 + 1).to_string();
        browser.run("document.activeElement.select()", &[]);
        let before = browser.text(TOTAL);
        let start = metrics(browser);
        for kind in ["keyDown", "keyUp"] {
            let typed = if kind == "keyDown" { text.as_str() } else { "" };
            browser.devtools("Input.dispatchKeyEvent", &json!({ "type": kind, "key": text, "text": typed }));
        }
        browser.run("", &[]);
        for (part, (end, start)) in spent.iter_mut().zip(metrics(browser).into_iter().zip(start)) {
            part.push((end - start) * 1000.0);
        }
        browser.until(&format!("document.querySelector('{TOTAL}').innerText !== {}", Value::from(before)));
        // What follows the keystroke later is not its own.
        browser.run_async("setTimeout(arguments[0], 700)", &[]);
    }
    let found = browser.run_async(REPORT, &[]);
    let number = |name: &str| found[name].as_f64().unwrap_or_default();
    println!(
        "             by Event Timing: {} keys, {} painted after 16 ms or more, median of those {} ms, slowest {} ms; \
         handlers of those {:.1} ms",
        number("keys"),
        number("slow"),
        number("median"),
        number("slowest"),
        number("handlers"),
    );
    let spent: Vec<String> = PARTS
        .iter()
        .zip(&mut spent)
        .map(|(name, times)| {
            times.sort_by(f64::total_cmp);
            format!("{name} {:.1} ms", times[KEYS / 2])
        })
        .collect();
    println!("             by the browser's metrics, median a key: {}", spent.join(", "));
    assert!(number("keys") >= 1.0, "the browser counts the keys: {found}");
}

/// What the browser tells of the time of its main thread: all of it, and what that went to.
const PARTS: [&str; 4] = ["TaskDuration", "ScriptDuration", "RecalcStyleDuration", "LayoutDuration"];

/// The time that has gone to each of [`PARTS`], in seconds.
fn metrics(browser: &Browser) -> [f64; 4] {
    let found = browser.devtools("Performance.getMetrics", &json!({}));
    let all = || found["metrics"].as_array().into_iter().flatten();
    PARTS.map(|part| all().find(|one| one["name"] == part).and_then(|one| one["value"].as_f64()).unwrap_or_default())
}

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
            handlers: median(all.map((entry) => entry.processingEnd - entry.processingStart)),
        });
    }, 1000);
";

/// Types into the count of a line, key by key, and calls back with the times of those that changed the total. A macrotask
/// that is not a timer ends each measurement: whatever follows the event at once has then happened.
const TYPE: &str = "
    const [line, keys, css, done] = arguments;
    const field = document.querySelectorAll('input[id^=antal-]')[line];
    const total = document.querySelector(css);
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
    const times = [];
    field.scrollIntoView({ block: 'center' });
    field.focus();
    const next = () => new Promise((resolve) => {
        const channel = new MessageChannel();
        channel.port1.onmessage = resolve;
        channel.port2.postMessage(0);
    });
    (async () => {
        for (let key = 0; key < keys; key += 1) {
            const before = total.textContent;
            await new Promise((resolve) => setTimeout(resolve, 500));
            set.call(field, String(key + 2));
            const start = performance.now();
            field.dispatchEvent(new InputEvent('input', { bubbles: true }));
            await next();
            const handled = performance.now();
            document.body.getBoundingClientRect();
            total.getBoundingClientRect();
            const end = performance.now();
            if (total.textContent !== before) times.push([end - start, handled - start]);
        }
        done(times);
    })();
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
