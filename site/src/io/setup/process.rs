//! Runs another program as one named step.
//!
//! Contract: what the program prints goes to a log file, while a sign of life is printed now and then. A failure names the
//! step, the command and the remedy, and shows the end of the log.

use crate::io::failure::{Failure, said};
use crate::io::terminal;
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How often a step that takes long says that it goes on.
const SIGN_OF_LIFE: Duration = Duration::from_secs(30);

/// How many lines of a log a failure shows.
const SHOWN_LINES: usize = 40;

/// What a program is run for.
#[derive(Debug)]
pub struct Step<'a> {
    /// What is attempted, as in "kan ikke …": `installere Trunk 0.21.14`.
    pub name: &'a str,
    /// Where the program's output goes.
    pub log: &'a Path,
    /// What helps where it fails.
    pub remedy: &'a str,
}

/// Runs the program to its end.
///
/// # Errors
/// Where it cannot be started or does not end well.
pub fn run(command: &mut Command, step: &Step<'_>) -> Result<(), Failure> {
    let line = shown(command);
    let unable =
        |why: String| Failure::new(format!("kan ikke {}: {why}\n  kommando: {line}", step.name)).remedy(step.remedy);
    let log = create_log(step.log)?;
    let errors = log.try_clone().map_err(|error| Failure::of("kan ikke skrive", step.log, &error))?;
    let child = command.stdin(Stdio::null()).stdout(log).stderr(errors).spawn();
    let mut child = child.map_err(|error| unable(said(&error)))?;
    let start = Instant::now();
    let mut next = SIGN_OF_LIFE;
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) => thread::sleep(Duration::from_millis(50)),
            Err(error) => return Err(unable(said(&error))),
        }
        if start.elapsed() >= next {
            terminal::progress(&format!("  stadig i gang ({})", terminal::duration(start.elapsed())));
            next += SIGN_OF_LIFE;
        }
    };
    if status.success() {
        return Ok(());
    }
    let code =
        status.code().map_or_else(|| "programmet blev stoppet".to_owned(), |code| format!("afslutningskode {code}"));
    let end = last_lines(step.log);
    Err(unable(format!("{code}\n{end}  hele udskriften: {}", step.log.display())))
}

/// What a program prints to stdout; `None` where it is missing or fails.
#[must_use]
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// A command in `root`, without what an outer cargo has put into the environment for its own child.
#[must_use]
pub fn command(program: impl Into<OsString>, root: &Path) -> Command {
    let mut command = Command::new(program.into());
    command.current_dir(root);
    // A backtrace from inside of another program helps nobody here.
    command.env_remove("RUST_BACKTRACE");
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        let outer = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"].iter().any(|start| text.starts_with(start));
        if outer || matches!(&*text, "CARGO_CRATE_NAME" | "CARGO_PRIMARY_PACKAGE" | "OUT_DIR") {
            command.env_remove(&name);
        }
    }
    command
}

/// The program's file name on this system: scripts have an ending of their own on Windows.
#[must_use]
pub fn script(name: &str) -> String {
    if cfg!(windows) { format!("{name}.cmd") } else { name.to_owned() }
}

/// `PATH` with some folders first.
///
/// # Errors
/// Where a folder's name cannot stand in `PATH`.
pub fn path_with(first: &[PathBuf]) -> Result<OsString, Failure> {
    let old = env::var_os("PATH").unwrap_or_default();
    let all = first.iter().cloned().chain(env::split_paths(&old));
    env::join_paths(all).map_err(|_| {
        Failure::new("projektets mappe har et tegn i navnet, som ikke kan stå i PATH")
            .remedy("flyt projektet til en anden mappe")
    })
}

fn create_log(path: &Path) -> Result<fs::File, Failure> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| Failure::of("kan ikke oprette mappen", folder, &error))?;
    fs::File::create(path).map_err(|error| Failure::of("kan ikke skrive", path, &error))
}

fn last_lines(log: &Path) -> String {
    let text = fs::read(log).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    let lines: Vec<_> = text.lines().collect();
    let from = lines.len().saturating_sub(SHOWN_LINES);
    lines[from..].iter().map(|line| format!("  | {line}\n")).collect()
}

fn shown(command: &Command) -> String {
    let mut line = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        line.push(' ');
        line.push_str(&argument.to_string_lossy());
    }
    line
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::{Step, command, output, run};
    use std::fs;

    fn attempt(script: &str) -> (Result<(), String>, String) {
        let root = tempfile::tempdir().unwrap();
        let log = root.path().join("log/step.log");
        let step = Step { name: "prøve noget", log: &log, remedy: "prøv igen" };
        let ran = run(command("sh", root.path()).args(["-c", script]), &step);
        (ran.map_err(|failure| failure.to_string()), fs::read_to_string(&log).unwrap())
    }

    #[test]
    fn output_goes_to_the_log() {
        assert_eq!(attempt("echo ud; echo fejl >&2"), (Ok(()), "ud\nfejl\n".to_owned()));
    }

    #[test]
    fn a_failure_names_step_command_and_remedy() {
        let failure = attempt("echo det gik galt; exit 7").0.unwrap_err();
        for part in
            ["kan ikke prøve noget: afslutningskode 7", "| det gik galt", "kommando: sh -c echo", "hjælp: prøv igen"]
        {
            assert!(failure.contains(part), "{part} in {failure}");
        }
    }

    #[test]
    fn a_missing_program_is_a_failure_and_no_output() {
        let root = tempfile::tempdir().unwrap();
        let log = root.path().join("log");
        let step = Step { name: "prøve noget", log: &log, remedy: "installér det" };
        let failure = run(&mut command("findes-ikke-her", root.path()), &step).unwrap_err().to_string();
        assert!(failure.contains("kan ikke prøve noget: findes ikke"), "{failure}");
        assert_eq!(output(&mut command("findes-ikke-her", root.path())), None);
    }
}
