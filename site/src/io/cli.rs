//! The commands, from arguments to exit code.
//!
//! Contract: 0 is well, 1 is faults in the content, 2 is everything else. Faults in the content are shown before anything
//! that takes long is begun. `dist/` is only written where there is no error; `serve` goes on with the last good site.

use super::args::{self, Args, Asked, Command};
use super::disk::{self, Project};
use super::failure::Failure;
use super::history::{self, History};
use super::serve::answer::Site;
use super::serve::live::Live;
use super::{explained, serve, terminal, tool, watch, write};
use crate::Built;
use crate::discover::LEDGER;
use crate::output::Output;
use crate::report;
use std::cell::RefCell;
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

/// How a command ended, where it did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Well,
    ContentErrors,
}

/// Runs the command line of this process.
#[must_use]
pub fn main() -> ExitCode {
    let ended = match args::from_system() {
        Ok(Asked::Run(args)) => run(&args),
        Ok(Asked::Help) => {
            terminal::say(args::USAGE);
            Ok(End::Well)
        }
        Ok(Asked::Explain(code)) => explained::explained(code.as_deref()).map(|text| {
            terminal::say(&text);
            End::Well
        }),
        Ok(Asked::Version) => {
            terminal::say(concat!("site ", env!("CARGO_PKG_VERSION")));
            Ok(End::Well)
        }
        Ok(Asked::Nothing) => {
            terminal::progress(args::USAGE);
            return ExitCode::from(2);
        }
        Err(failure) => Err(failure),
    };
    match ended {
        Ok(End::Well) => ExitCode::SUCCESS,
        Ok(End::ContentErrors) => ExitCode::from(1),
        Err(failure) => {
            terminal::failure(&failure);
            ExitCode::from(2)
        }
    }
}

fn run(args: &Args) -> Result<End, Failure> {
    let root = disk::find_root(args.root.as_deref())?;
    let job = Job { out: out_dir(args, &root)?, root, args, history: RefCell::default(), said: RefCell::default() };
    match args.command {
        Command::Check => check(&job),
        Command::Build => build(&job),
        Command::Serve => serve(&job),
        Command::Ledger => ledger(&job),
        Command::New => new(&job),
    }
}

/// What all commands work on.
struct Job<'a> {
    root: PathBuf,
    out: PathBuf,
    args: &'a Args,
    /// What the history said at the last build.
    history: RefCell<Option<Arc<History>>>,
    /// What was last said of it: the same is not said at each build.
    said: RefCell<Option<String>>,
}

impl Job<'_> {
    /// The project as it is on the day asked for; `serve` may run past midnight.
    fn project(&self) -> Project {
        Project::new(&self.root, self.args.date.unwrap_or_else(disk::today))
    }

    /// Builds the project with its history.
    fn build(&self) -> Built {
        let asked = history::ask(&self.root, self.history.take());
        let built = crate::build(&self.project().with_history(asked.clone()));
        self.history.replace(Some(asked.history()));
        built
    }

    /// Says what the history lacks, once.
    fn say_history(&self) {
        let note = self.history.borrow().as_ref().and_then(|history| history.note().map(str::to_owned));
        if self.said.replace(note.clone()) != note {
            note.iter().for_each(|note| terminal::progress(note));
        }
    }

    /// The target as it is shown: short where it lies in the project.
    fn shown_out(&self) -> String {
        let path = self.out.strip_prefix(&self.root).unwrap_or(&self.out);
        format!("{}/", path.display())
    }
}

/// The target folder. In a folder that is read, the site would become a part of itself.
fn out_dir(args: &Args, root: &Path) -> Result<PathBuf, Failure> {
    let Some(given) = &args.out else { return Ok(root.join("dist")) };
    let absolute = std::path::absolute(given).map_err(|error| Failure::of("kan ikke finde", given, &error))?;
    let mut out = PathBuf::new();
    for part in absolute.components() {
        if part == Component::ParentDir {
            let _at_top = !out.pop();
        } else {
            out.push(part);
        }
    }
    for folder in ["content", "public", "calculator", "site", "tests", "target/tool", "target/tools"] {
        if out.starts_with(root.join(folder)) {
            return Err(Failure::new(format!(
                "siden kan ikke bygges til {}: mappen hører til projektet",
                given.display()
            ))
            .remedy("angiv en mappe uden for projektets egne mapper med --ud"));
        }
    }
    Ok(out)
}

fn check(job: &Job<'_>) -> Result<End, Failure> {
    let built = crate::check(&job.project());
    terminal::report(&built, job.args.format);
    terminal::progress(&format!("{}.", report::summary(&built)));
    Ok(if built.errors() == 0 { End::Well } else { End::ContentErrors })
}

/// Writes what has been published into the ledger: the one command that changes the content, and only when asked to.
fn ledger(job: &Job<'_>) -> Result<End, Failure> {
    let (built, ledger) = crate::ledger(&job.project());
    terminal::report(&built, job.args.format);
    let Some((text, new)) = ledger else {
        terminal::progress(&format!("{}. {LEDGER} er urørt.", report::summary(&built)));
        return Ok(End::ContentErrors);
    };
    let place = job.root.join(LEDGER);
    if std::fs::read(&place).ok().as_deref() != Some(text.as_bytes()) {
        write::replace(&place, text.as_bytes())?;
    }
    terminal::say(&match new {
        0 => format!("{LEDGER}: ingen nye adresser"),
        1 => format!("{LEDGER}: 1 ny adresse"),
        more => format!("{LEDGER}: {more} nye adresser"),
    });
    Ok(End::Well)
}

/// Writes what is new, and says what is left for the editor.
fn new(job: &Job<'_>) -> Result<End, Failure> {
    let draft = crate::new::draft(&job.project(), &job.args.words)
        .map_err(|refusal| Failure::new(refusal.what).remedy(refusal.remedy))?;
    for file in &draft.files {
        let place = job.root.join(&file.path);
        if file.fresh { write::create_new(&place, &file.bytes)? } else { write::replace(&place, &file.bytes)? }
    }
    for file in &draft.files {
        let done = if file.fresh { "Ny fil" } else { "Føjet til" };
        terminal::say(&format!("{done}: {}", file.path));
        for left in &file.left {
            terminal::say(&format!("  linje {}: {}", left.line, left.what));
        }
    }
    terminal::progress("check siger til, så længe noget mangler, og så længe bliver intet udgivet.");
    Ok(End::Well)
}

fn build(job: &Job<'_>) -> Result<End, Failure> {
    let mut start = Instant::now();
    if !tool::is_fresh(&job.root) && crate::check(&job.project()).errors() == 0 {
        tool::ensure(&job.root)?;
        start = Instant::now();
    }
    let mut built = job.build();
    if job.args.command == Command::Build {
        built.diagnostics.extend(crate::before_publishing(&built));
    }
    match publish(job, &built, start)? {
        Some(line) => {
            job.say_history();
            // Where programs read the result, it is the faults alone.
            let tell = if job.args.format.is_for_programs() { terminal::progress } else { terminal::say };
            tell(&line);
            Ok(End::Well)
        }
        None => Ok(End::ContentErrors),
    }
}

/// Shows the diagnostics and writes the site; the line that says what was written, or `None` where there are errors.
fn publish(job: &Job<'_>, built: &Built, start: Instant) -> Result<Option<String>, Failure> {
    terminal::report(built, job.args.format);
    let Some(output) = &built.output else {
        let untouched = if job.out.exists() { format!("; {} er urørt", job.shown_out()) } else { String::new() };
        terminal::progress(&format!("{}. Siden er ikke bygget{untouched}.", report::summary(built)));
        return Ok(None);
    };
    if !built.diagnostics.is_empty() {
        terminal::progress(&format!("{}.", report::summary(built)));
    }
    let counts = write::write(output, &job.out)?;
    Ok(Some(format!(
        "{}: {} sider, {} filer ({} skrevet, {} uændret, {} fjernet) på {}",
        job.shown_out(),
        pages(output),
        output.len(),
        counts.written,
        counts.unchanged,
        counts.removed,
        terminal::duration(start.elapsed())
    )))
}

fn pages(output: &Output) -> usize {
    output.iter().filter(|(path, _)| path.ends_with(".html")).count()
}

fn serve(job: &Job<'_>) -> Result<End, Failure> {
    let live = Arc::new(Live::default());
    // What may fail at once comes before what may take minutes.
    let watch = watch::start(&job.root)?;
    let site = Site { dir: job.out.clone(), base: base(&job.root) };
    let page = format!("{}/", site.base);
    let server = serve::spawn_live(site, job.args.port, live.clone())?;
    follow_up(build(job)?, &live);
    terminal::progress(&format!(
        "Siden vises på {}{page} og følger med, når en fil gemmes. Stop med Ctrl+C.",
        server.address
    ));
    while let Some(changes) = watch.next() {
        if !changes.site && tool::is_fresh(&job.root) {
            continue;
        }
        match build(job) {
            Ok(end) => follow_up(end, &live),
            // While somebody writes, a failure is shown and does not end the work.
            Err(failure) => terminal::failure(&failure),
        }
    }
    Ok(End::Well)
}

/// The path of the address that the site is published on, without a final slash. A fault in `site.toml` is the build's to
/// report.
fn base(root: &Path) -> String {
    let text = std::fs::read_to_string(root.join("content/data/site.toml")).unwrap_or_default();
    let table: toml::Table = text.parse().unwrap_or_default();
    let address = table.get("adresse").and_then(toml::Value::as_str).unwrap_or_default().trim();
    let path = address.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
    let path = path.trim_matches('/');
    if path.is_empty() { String::new() } else { format!("/{path}") }
}

fn follow_up(end: End, live: &Live) {
    match end {
        End::Well => live.bump(),
        End::ContentErrors => terminal::progress("Den sidste gode udgave vises, indtil fejlene er rettet."),
    }
}

#[cfg(test)]
#[path = "cli_tests.rs"]
mod tests;
