//! How long the generator takes: `cargo run --release -p tests --bin bench` (and, after `--`, the number of runs,
//! or `keystroke`, `arrival`, `search`, `serving` or `preview` for what is measured in the browser alone, or `sizes` for bytes alone;
//! with `--report` what was measured is written to `tests/reports/measured.md`).
//!
//! Contract: measures what `site build` does, through the library and its `io`: read, ask git, build, compare, write. It prints
//! medians beside the budgets of `budgets.toml` and asserts nothing, since the time on a busy machine proves nothing. Cold
//! builds measure the disk as much as the generator; with `TMPDIR` in memory (`/dev/shm`) the disk is left out.

#![allow(clippy::print_stdout, reason = "a benchmark is here to print")]

mod arrival;
mod keystroke;
mod preview;
mod report;
mod search;
mod serving;
mod trace;

use site::io::{disk, history, tool, write};
use site::report::{Format, lines, report as told};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tests::corpus::Corpus;
use tests::limits::limits;
use tests::prepare::{day, root};

/// Asks for `tests/reports/measured.md`.
const REPORT: &str = "--report";

/// The seed of all corpora: everybody measures the same text.
const SEED: u64 = 0x5EED_0001;

fn main() {
    // The first is the program itself.
    let (_program, arguments) = {
        let mut all = std::env::args();
        (all.next(), all.collect::<Vec<String>>())
    };
    let wanted = arguments.iter().find(|argument| *argument != REPORT).map(String::as_str);
    measure_all(wanted);
    if arguments.iter().any(|argument| argument == REPORT) {
        report::write(&arguments);
    }
}

fn measure_all(wanted: Option<&str>) {
    let limits = limits();
    match wanted {
        Some("sizes") => return report::sizes(),
        Some("keystroke") => return keystroke::keystroke(limits.keystroke_ms),
        Some("arrival") => return arrival::arrival(limits.arrival_ms),
        Some("preview") => return preview::preview(limits.preview_ms),
        Some("search") => return search::search(limits.search_ms),
        Some("serving") => return serving::serving(limits.save_to_page_ms),
        _ => {}
    }
    let runs = wanted.and_then(|text| text.parse().ok()).unwrap_or(5).max(1);
    report::line(&format!(
        "Medians of {runs} runs, with {} threads. Limits are those of tests/budgets.toml.\n",
        threads()
    ));
    report::line(&format!(
        "{:<28} {:>11} {:>11} {:>11} {:>11} {:>10}",
        "", "build", "write", "in all", "limit", "pages/s"
    ));

    real_content(runs.max(9), limits.warm_ms);
    let checked = measure(runs.max(9), || check(&root()));
    print(&format!("real content ({}), check", checked.pages), &checked, Some(limits.check_ms), checked.pages);
    // All folders are made before the first run and removed after the last: making and removing keep a disk busy.
    let projects: Vec<_> = [1_000, 10_000].map(|pages| (pages, Project::generated(pages))).into();
    let totals: Vec<_> = projects
        .iter()
        .map(|(pages, project)| {
            let limit = |limit| (*pages == 10_000).then_some(limit);
            let checked = measure(runs, || check(project.folder.path()));
            print(&format!("{pages} pages, check"), &checked, limit(limits.check_10000_ms), *pages);
            generated(runs, *pages, project, limit(limits.cold_10000_ms))
        })
        .collect();
    keystroke::keystroke(limits.keystroke_ms);
    arrival::arrival(limits.arrival_ms);
    preview::preview(limits.preview_ms);
    search::search(limits.search_ms);
    serving::serving(limits.save_to_page_ms);
    report::sizes();
    if let [small, large] = totals.as_slice() {
        report::line("\nTen times the pages take (10.0 would be linear):");
        for (at, name) in ["nothing changed", "one touched", "cold"].iter().enumerate() {
            let ratio = large[at].as_secs_f64() / small[at].as_secs_f64();
            report::line(&format!("  {name:<16} {ratio:.1} times as long"));
        }
    }
}

/// A generated project on disk.
struct Project {
    corpus: Corpus,
    folder: TempDir,
}

impl Project {
    fn generated(pages: usize) -> Self {
        let corpus = Corpus::new(SEED, pages);
        let folder = tempfile::tempdir().expect("a temporary folder");
        corpus.write(folder.path());
        Self { corpus, folder }
    }
}

fn generated(runs: usize, pages: usize, project: &Project, limit: Option<usize>) -> [Duration; 3] {
    let folder = project.folder.path();
    let dist = folder.join("dist");
    let warm = measure(runs, || build(folder, &dist));
    print(&format!("{pages} pages, nothing changed"), &warm, None, pages);
    let mut edition = 0;
    let touched = measure(runs, || {
        edition += 1;
        project.corpus.touch(folder, edition);
        build(folder, &dist)
    });
    print(&format!("{pages} pages, one touched"), &touched, None, pages);
    let mut fresh = 0;
    let cold = measure(runs, || {
        fresh += 1;
        settle();
        build(folder, &folder.join(format!("dist-{fresh}")))
    });
    print(&format!("{pages} pages, cold"), &cold, limit, pages);
    [warm.total(), touched.total(), cold.total()]
}

/// As the command does it, the question whether the browser tool is up to date included.
fn real_content(runs: usize, limit: usize) {
    let (root, out) = (root(), tempfile::tempdir().expect("a temporary folder"));
    let mut pages = 0;
    let warm = measure(runs, || {
        let start = Instant::now();
        let _fresh = tool::is_fresh(&root, &tool::READERS);
        let asked = start.elapsed();
        let step = build(&root, &out.path().join("dist"));
        pages = step.pages;
        Step { build: step.build + asked, ..step }
    });
    print(&format!("real content ({pages}), warm"), &warm, Some(limit), pages);
}

fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, Into::into)
}

/// One build, in its two parts.
#[derive(Debug, Clone, Copy)]
struct Step {
    build: Duration,
    write: Duration,
    pages: usize,
}

impl Step {
    fn total(&self) -> Duration {
        self.build + self.write
    }
}

/// Lets the disk finish what earlier runs have left it to do; where there is no such program, the times are noisier.
fn settle() {
    let _noisier = Command::new("sync").status();
}

fn build(project: &Path, dist: &Path) -> Step {
    let start = Instant::now();
    let built = site::build(&disk::Project::new(project, day()).with_history(history::ask(project, None)));
    let Some(output) = &built.output else {
        panic!("the content has faults:\n{}", lines::short(&built));
    };
    let build = start.elapsed();
    let start = Instant::now();
    write::write(output, dist).unwrap_or_else(|failure| panic!("{failure}"));
    let pages = output.iter().filter(|(path, _)| path.ends_with(".html")).count();
    Step { build, write: start.elapsed(), pages }
}

/// As the command `check` does it.
fn check(project: &Path) -> Step {
    let start = Instant::now();
    let built = site::check(&disk::Project::new(project, day()));
    let build = start.elapsed();
    assert_eq!(built.errors(), 0, "{}", told(&built, Format::Short, false));
    let pages = built.sources.iter().filter(|(_, source)| source.path.ends_with(".md")).count();
    Step { build, write: Duration::ZERO, pages }
}

/// The run in the middle, by its whole time. One run before them is not counted: it fills the system's caches.
fn measure(runs: usize, mut step: impl FnMut() -> Step) -> Step {
    step();
    let mut steps: Vec<_> = (0..runs).map(|_| step()).collect();
    steps.sort_by_key(Step::total);
    steps[steps.len() / 2]
}

fn print(name: &str, step: &Step, limit: Option<usize>, pages: usize) {
    let limit = limit.map_or_else(|| "–".to_owned(), |limit| format!("{limit} ms"));
    let rate = pages as f64 / step.total().as_secs_f64();
    let [build, write, all] = [step.build, step.write, step.total()].map(|time| format!("{:.1} ms", millis(time)));
    report::line(&format!("{name:<28} {build:>11} {write:>11} {all:>11} {limit:>11} {rate:>10.0}"));
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
