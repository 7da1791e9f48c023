//! The real site, built by the real command, as a user would build it.
//!
//! Contract: [`prepared`] runs `cargo run -p site -- build` once per process, on a fixed day, so that the set-up of tools
//! happens as in a fresh clone. It speaks on stderr, since a first run takes minutes, and where it fails every test that
//! needs the site fails at once with what was printed. Test programs that run one after another share one folder, which
//! the generator itself keeps right.

use jiff::civil::Date;
use site::io::setup;
use std::fs;
use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::OnceLock;
use std::thread;
use tempfile::TempDir;

/// The day on which tests build the real content: the last day that it speaks of as past. Nothing may depend on today, and an
/// editor's next review must not break a test.
///
/// # Panics
/// Where the content has no such day.
#[must_use]
pub fn day() -> Date {
    static DAY: OnceLock<Date> = OnceLock::new();
    *DAY.get_or_init(|| {
        texts(&root().join("content"))
            .iter()
            .flat_map(|text| text.lines())
            // The last is the day of a change: `aendring = [{ dato = …`, or a line of its own.
            .filter_map(|line| {
                ["gennemgaaet = ", "kontrolleret = ", "{ dato = ", "dato = "]
                    .iter()
                    .find_map(|key| line.trim().strip_prefix(key))
            })
            .filter_map(|rest| rest.get(..10)?.parse().ok())
            .max()
            .expect("the content says when it was reviewed")
    })
}

fn texts(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let paths = entries.flatten().map(|entry| entry.path());
    paths
        .flat_map(|path| if path.is_dir() { texts(&path) } else { fs::read_to_string(path).into_iter().collect() })
        .collect()
}

/// The project's folder.
#[must_use]
pub fn root() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().expect("the crate lies in the project's folder").to_path_buf()
}

/// The built site.
#[derive(Debug)]
pub struct Prepared {
    /// The folder of the built site. Tests only read it.
    pub dist: PathBuf,
}

/// The real site, built once per process.
///
/// # Panics
/// Where it cannot be built; the message holds what the command printed.
#[must_use]
pub fn prepared() -> &'static Prepared {
    static PREPARED: OnceLock<Result<Prepared, String>> = OnceLock::new();
    match PREPARED.get_or_init(|| build("dist", &[])) {
        Ok(prepared) => prepared,
        Err(message) => panic!("{message}"),
    }
}

/// The real site with the editors' preview, built once per process.
///
/// # Panics
/// Where it cannot be built; the message holds what the command printed.
#[must_use]
pub fn with_preview() -> &'static Prepared {
    static PREPARED: OnceLock<Result<Prepared, String>> = OnceLock::new();
    match PREPARED.get_or_init(|| build("forhaandsvisning", &["--forhaandsvisning"])) {
        Ok(prepared) => prepared,
        Err(message) => panic!("{message}"),
    }
}

fn build(name: &str, more: &[&str]) -> Result<Prepared, String> {
    let folder = root().join("target/tests");
    let _lock = setup::lock::acquire(&folder.join("lock")).map_err(|failure| failure.to_string())?;
    let dist = folder.join(name);
    say("building the site as a user does (the first time some minutes, later a second) …");
    let out = dist.display().to_string();
    let day = day().to_string();
    let ran = site(&[&["build", "--dato", &day, "--ud", &out], more].concat(), &root());
    match ran.code {
        Some(0) => Ok(Prepared { dist }),
        _ => Err(format!("the site cannot be built; `cargo run -p site -- build` says:\n{}{}", ran.stdout, ran.stderr)),
    }
}

/// The tools from npm, set up as the project itself does it.
///
/// # Panics
/// Where Node.js or npm is missing, naming the packages, or the installation fails.
#[must_use]
pub fn npm() -> setup::npm::Npm {
    setup::npm_tools(&root()).unwrap_or_else(|failure| panic!("{failure}"))
}

/// How a command ended.
#[derive(Debug)]
pub struct Ran {
    /// The exit code; `None` where it was killed.
    pub code: Option<i32>,
    /// What it printed as its result.
    pub stdout: String,
    /// What it printed besides.
    pub stderr: String,
}

/// Runs the generator's command through cargo in the project's folder; its stderr is passed on where the project is the
/// real one, since that may take long.
///
/// # Panics
/// Where cargo cannot be started.
#[must_use]
pub fn site(arguments: &[&str], project: &Path) -> Ran {
    let mut command = setup::process::command(env!("CARGO"), &root());
    command.args(["run", "-q", "-p", "site", "--"]).args(arguments).arg("--rod").arg(project);
    // Colours would stand in the way of reading what is printed.
    command.env("NO_COLOR", "1");
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("cargo can be started");
    let errors = child.stderr.take().expect("stderr is piped");
    let aloud = project == root();
    let reader = thread::spawn(move || collect(errors, aloud));
    let mut stdout = String::new();
    child.stdout.take().expect("stdout is piped").read_to_string(&mut stdout).expect("stdout is text");
    let status = child.wait().expect("the command ends");
    Ran { code: status.code(), stdout, stderr: reader.join().expect("stderr is read") }
}

/// The generator's program itself, for tests that must end it at a moment of their own: cargo would stand between.
///
/// # Panics
/// Where it cannot be built.
#[must_use]
pub fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| program_of("dev"))
}

/// The same, built with some profile.
///
/// # Panics
/// Where it cannot be built.
#[must_use]
pub fn program_of(profile: &str) -> PathBuf {
    let mut command = setup::process::command(env!("CARGO"), &root());
    command.args(["build", "-q", "-p", "site", "--bin", "site", "--message-format", "json-render-diagnostics"]);
    let built = command.args(["--profile", profile]).stderr(Stdio::inherit()).output().expect("cargo can be started");
    let said = String::from_utf8_lossy(&built.stdout);
    let messages = said.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let mut places = messages.filter_map(|message| message["executable"].as_str().map(PathBuf::from));
    places.next_back().unwrap_or_else(|| panic!("cargo does not say where it built the generator:\n{said}"))
}

fn collect(stream: impl Read, aloud: bool) -> String {
    let mut all = String::new();
    for line in BufReader::new(stream).lines() {
        let line = line.expect("stderr is text");
        if aloud {
            say(&line);
        }
        all.push_str(&line);
        all.push('\n');
    }
    all
}

/// Speaks to whoever waits, past the test harness, which would keep it until the end.
pub fn say(text: &str) {
    let _closed = writeln!(std::io::stderr().lock(), "tests: {text}");
}

/// A copy of what a site is built from, to be changed at will: content, public files and the built browser tool.
///
/// # Panics
/// Where the disk refuses.
#[must_use]
pub fn project_copy() -> TempDir {
    // The tool must have been built before it can be copied.
    let _built = prepared();
    let copy = tempfile::tempdir().expect("a temporary folder");
    for folder in ["content", "public", "site/identity", "target/tool/bundle"] {
        copy_folder(&root().join(folder), &copy.path().join(folder));
    }
    fs::write(copy.path().join("Cargo.toml"), "[workspace]\n").expect("the copy can be written");
    copy
}

/// A copy of the built site, to be damaged at will.
///
/// # Panics
/// Where the disk refuses.
#[must_use]
pub fn dist_copy() -> TempDir {
    let copy = tempfile::tempdir().expect("a temporary folder");
    copy_folder(&prepared().dist, copy.path());
    copy
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).unwrap_or_else(|error| panic!("{}: {error}", from.display())) {
        let path = entry.expect("a folder can be listed").path();
        let target = to.join(path.file_name().expect("an entry has a name"));
        if path.is_dir() {
            copy_folder(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a file can be copied");
        }
    }
}
