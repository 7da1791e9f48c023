//! How long whoever writes waits: from a saved file to the page in the browser, with `site serve` on a thousand pages.
//!
//! Contract: the real program, built as users build it, on real files; measured from before the file is written. Three moments:
//! the live channel has told the open page, the new bytes have been served, and Chromium has painted them. On a machine that
//! does other things besides, the time of the clock says little; so the processor time that the program took is printed too.

use crate::report;
use serde_json::json;
use std::fs;
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use tests::browser::Browser;
use tests::corpus::Corpus;
use tests::driver::Driver;
use tests::prepare::program_of;
use tests::preview::{Preview, Told};

const PAGES: usize = 1_000;
const RUNS: usize = 21;
const PAGE: &str = "/side-3/";

/// What a writer takes between two saves, at least; and a page that is told something needs a moment to ask again.
const BETWEEN: Duration = Duration::from_millis(300);

/// Prints all three beside the limit, which is that of the last.
pub(crate) fn serving(limit: usize) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    Corpus::new(super::SEED, PAGES).write(folder.path());
    let file = folder.path().join("content/side-3.md");
    let original = fs::read_to_string(&file).expect("the page is there");
    let preview = Preview::start(&program_of("release"), folder.path(), &super::day().to_string());
    let save = |edition: usize| {
        fs::write(&file, format!("{original}\nUdgave {edition}.\n")).expect("a page can be saved");
    };

    let (mut told, mut served, mut taken) = (Vec::new(), Vec::new(), Vec::new());
    for edition in 1..=RUNS {
        let seen = preview.ask(&Told::default(), PAGE);
        let busy = processor_time(&preview);
        let (at_told, at_served) = thread::scope(|scope| {
            let address = preview.address.clone();
            let (seen, scope_start) = (&seen, Instant::now());
            let asking = scope.spawn(move || (tests::preview::asked(&address, seen, PAGE), Instant::now()));
            thread::sleep(BETWEEN.saturating_sub(scope_start.elapsed()));
            // What was built before is none of this save's.
            let _earlier = preview.printed();
            let start = Instant::now();
            save(edition);
            let (mut answer, mut at) = asking.join().expect("an answer");
            // As a browser does: what it is told may be an earlier build, and then it asks again.
            while !preview.get(PAGE).contains(&format!("Udgave {edition}.")) {
                answer = tests::preview::asked(&preview.address, &Told::read(answer), PAGE);
                at = Instant::now();
            }
            (at - start, start.elapsed())
        });
        told.push(at_told);
        served.push(at_served);
        preview.hears("Bygget på ");
        taken.push(processor_time(&preview) - busy);
    }

    let driver = Driver::start();
    let browser = Browser::open(&driver);
    browser.goto(&format!("{}{PAGE}", preview.address));
    let mut painted = Vec::new();
    for edition in RUNS + 1..=2 * RUNS {
        // A frame after the one in which the text was there for the first time, it has been painted.
        browser.run(
            "const text = arguments[0]; window.at = 0;
             const now = () => (window.at = performance.timeOrigin + performance.now());
             const look = () => requestAnimationFrame(document.body.textContent.includes(text) ? now : look);
             look();",
            &[json!(format!("Udgave {edition}."))],
        );
        thread::sleep(BETWEEN);
        let start = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock after 1970").as_secs_f64() * 1000.0;
        save(edition);
        browser.until("window.at > 0");
        let at = browser.value("window.at").as_f64().expect("a time");
        painted.push(Duration::from_secs_f64((at - start).max(0.0) / 1000.0));
    }
    report::line(&format!(
        "\nFrom a save to the page, `site serve` on {PAGES} pages, {RUNS} saves (limit {limit} ms):"
    ));
    for (name, times) in [
        ("the open page is told", told),
        ("the new bytes are served", served),
        ("Chromium has painted them", painted),
        ("processor time of a build", taken),
    ] {
        let [middle, worst] = middle_and_worst(times);
        report::line(&format!(
            "  {name:<28} median {:>7.1} ms, worst {:>7.1} ms",
            super::millis(middle),
            super::millis(worst)
        ));
    }
}

fn middle_and_worst(mut times: Vec<Duration>) -> [Duration; 2] {
    times.sort();
    [times[times.len() / 2], times[times.len() - 1]]
}

/// The processor time that a program has taken, in all its threads; nothing where the system does not tell.
fn processor_time(preview: &Preview) -> Duration {
    let text = fs::read_to_string(format!("/proc/{}/stat", preview.id())).unwrap_or_default();
    let after = text.rsplit_once(')').map_or("", |(_, after)| after);
    let fields: Vec<&str> = after.split_whitespace().collect();
    // In the program itself and in the system on its behalf.
    let ticks: u64 = fields.get(11..13).into_iter().flatten().filter_map(|field| field.parse::<u64>().ok()).sum();
    // The kernel counts in hundredths of a second for programs.
    Duration::from_millis(ticks * 10)
}
