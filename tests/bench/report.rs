//! What was measured, on the terminal and, where that was asked for, in `tests/reports/measured.md`.
//!
//! Contract: [`line`] says what the benchmark prints and keeps it; [`write`] puts all that was kept into the report, with the
//! machine, the day and how it was asked for. So a report has exactly what this run has measured: with `sizes` no times.

use std::fs;
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use tests::prepare::root;
use tests::sizes::{self, Size};

static SAID: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Says a line.
pub(crate) fn line(text: &str) {
    println!("{text}");
    SAID.lock().unwrap_or_else(PoisonError::into_inner).push(text.to_owned());
}

/// Every size beside its limit.
pub(crate) fn sizes() {
    line(
        "\nBytes as they are sent, beside the limits of tests/budgets.toml (PDFs: cargo test -p pdf --features press):",
    );
    line(&format!("  {:>9} {:>9} {:>5}", "bytes", "limit", ""));
    for size in sizes::all() {
        let Size { what, bytes, limit, .. } = &size;
        let share = 100.0 * *bytes as f64 / *limit as f64;
        let over = if size.is_within() { "" } else { "  OVER THE LIMIT" };
        line(&format!("  {bytes:>9} {limit:>9} {share:>4.0} %  {what}{over}"));
    }
}

/// Writes the report.
pub(crate) fn write(arguments: &[String]) {
    let told = |program: &str, arguments: &[&str]| {
        let out = Command::new(program).args(arguments).current_dir(root()).output();
        out.map(|out| String::from_utf8_lossy(&out.stdout).trim().to_owned()).unwrap_or_default()
    };
    let processors = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processors.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or("unknown");
    let model = model.trim_start_matches([' ', '\t', ':']);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or_default();
    let asked: String = arguments.iter().map(|argument| format!(" {argument}")).collect();
    let mut text = format!(
        "# Measured\n\nWritten by `cargo run --release -p tests --bin bench --{asked}` on {}, at commit {}.\n\
         Machine: {}, {} threads, {model}. Load when it ended: {load}.\n\
         Times on another machine, or on one that does other things besides, are others; bytes are the same everywhere.\n\n```text\n",
        told("date", &["-u", "+%Y-%m-%d"]),
        told("git", &["rev-parse", "--short=10", "HEAD"]),
        told("uname", &["-sm"]),
        super::threads(),
    );
    let said = SAID.lock().unwrap_or_else(PoisonError::into_inner);
    let said: Vec<&str> = said.iter().flat_map(|line| line.lines()).map(str::trim_end).collect();
    text.push_str(said.join("\n").trim());
    text.push_str("\n```\n");
    let path = root().join("tests/reports/measured.md");
    fs::write(&path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    println!("\nWritten: tests/reports/measured.md");
}
