//! How long the generator takes: `cargo run --release -p tests --bin bench` (and, after `--`, the number of runs).
//!
//! Contract: measures what `site build` does, through the library and its `io`: read, build, compare, write. It prints
//! medians beside the budgets of `budgets.toml` and asserts nothing, since the time on a busy machine proves nothing.

#![allow(clippy::print_stdout, reason = "a benchmark is here to print")]

mod corpus;

use corpus::Corpus;
use jiff::civil::date;
use site::io::disk::Project;
use site::io::{terminal, tool, write};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};
use tests::limits::limits;
use tests::prepare::root;

/// The seed of all corpora: everybody measures the same text.
const SEED: u64 = 0x5EED_0001;

fn main() {
    let runs = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(5).max(1);
    let limits = limits();
    println!("Medians of {runs} runs, with {} threads. Limits are those of tests/budgets.toml.\n", threads());
    println!("{:<28} {:>11} {:>11} {:>11} {:>11} {:>10}", "", "build", "write", "in all", "limit", "pages/s");

    let mut totals = Vec::new();
    for pages in [1_000, 10_000] {
        let corpus = Corpus::new(SEED, pages);
        let folder = tempfile::tempdir().expect("a temporary folder");
        corpus.write(folder.path());
        let cold = measure(runs, || {
            remove(&folder.path().join("dist"));
            build(folder.path())
        });
        let limit = (pages == 10_000).then_some(limits.cold_10000_ms);
        print(&format!("{pages} pages, cold"), &cold, limit, pages);
        let warm = measure(runs, || build(folder.path()));
        print(&format!("{pages} pages, nothing changed"), &warm, None, pages);
        let mut edition = 0;
        let touched = measure(runs, || {
            edition += 1;
            corpus.touch(folder.path(), edition);
            build(folder.path())
        });
        print(&format!("{pages} pages, one touched"), &touched, None, pages);
        totals.push([cold.total(), warm.total(), touched.total()]);
    }

    let root = root();
    let out = tempfile::tempdir().expect("a temporary folder");
    let mut real = Vec::new();
    let warm = measure(runs.max(9), || {
        // As the command does it, the question whether the browser tool is up to date included.
        let start = Instant::now();
        let _fresh = tool::is_fresh(&root);
        let asked = start.elapsed();
        let step = build_to(&root, &out.path().join("dist"));
        real.push(step.pages);
        Step { build: step.build + asked, ..step }
    });
    let pages = real.last().copied().unwrap_or_default();
    print(&format!("real content ({pages}), warm"), &warm, Some(limits.warm_ms), pages);

    if let [small, large] = totals.as_slice() {
        println!("\nTen times the pages take (10,0 would be linear):");
        for (at, name) in ["cold", "nothing changed", "one touched"].iter().enumerate() {
            let ratio = large[at].as_secs_f64() / small[at].as_secs_f64();
            println!("  {name:<16} {ratio:.1} times as long");
        }
    }
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

fn build(project: &Path) -> Step {
    build_to(project, &project.join("dist"))
}

fn build_to(project: &Path, dist: &Path) -> Step {
    let start = Instant::now();
    let built = site::build(&Project::new(project, date(2026, 11, 21)));
    let Some(output) = &built.output else {
        panic!("the content has faults:\n{}", terminal::diagnostics(&built, terminal::Format::Short, false));
    };
    let build = start.elapsed();
    let start = Instant::now();
    write::write(output, dist).unwrap_or_else(|failure| panic!("{failure}"));
    let pages = output.iter().filter(|(path, _)| path.ends_with(".html")).count();
    Step { build, write: start.elapsed(), pages }
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
    println!("{name:<28} {build:>11} {write:>11} {all:>11} {limit:>11} {rate:>10.0}");
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn remove(folder: &Path) {
    if folder.exists() {
        fs::remove_dir_all(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    }
}
