//! The commands, from arguments to exit code.
//!
//! Contract: 0 is well, 1 is faults in the content, 2 is everything else. Faults in the content are shown before anything
//! that takes long is begun. `dist/` is only written where there is no error; `serve` goes on with the last good site.

use super::args::{self, Args, Asked, Command};
use super::disk::{self, Project};
use super::failure::Failure;
use super::serve::answer::Site;
use super::serve::live::Live;
use super::tool::{Kit, PREVIEW, READERS};
use super::{explained, serve, terminal, tool, watch, write};
use crate::Built;
use crate::output::Output;
use crate::report;
use crate::tools::EDITOR;
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
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
    let job = Job { out: out_dir(args, &root)?, root, args };
    match args.command {
        Command::Check => check(&job),
        Command::Build => build(&job),
        Command::Serve => serve(&job),
    }
}

/// What all commands work on.
struct Job<'a> {
    root: PathBuf,
    out: PathBuf,
    args: &'a Args,
}

impl Job<'_> {
    /// The project as it is on the day asked for; `serve` may run past midnight.
    fn project(&self) -> Project {
        let project = Project::new(&self.root, self.args.date.unwrap_or_else(disk::today));
        // One that was made from another generator would tell other faults.
        if self.has_preview() && tool::is_fresh(&self.root, &PREVIEW) { project.with_preview() } else { project }
    }

    /// Whether editors are to have their preview.
    fn has_preview(&self) -> bool {
        self.args.preview || self.args.command == Command::Serve
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

fn build(job: &Job<'_>) -> Result<End, Failure> {
    let mut start = Instant::now();
    // While somebody writes, the preview is built behind their back.
    let kits: &[&Kit] = if job.args.preview { &[&READERS, &PREVIEW] } else { &[&READERS] };
    if !kits.iter().all(|kit| tool::is_fresh(&job.root, kit)) && crate::check(&job.project()).errors() == 0 {
        for kit in kits {
            tool::ensure(&job.root, kit)?;
        }
        start = Instant::now();
    }
    let mut built = crate::build(&job.project());
    if job.args.command == Command::Build {
        built.diagnostics.extend(crate::before_publishing(&built));
    }
    match publish(job, &built, start)? {
        Some(line) => {
            terminal::say(&line);
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
    // What may fail at once comes before what may take minutes. The preview's folder is watched from the beginning.
    let folder = disk::preview_bundle(&job.root);
    std::fs::create_dir_all(&folder).map_err(|error| Failure::of("kan ikke oprette mappen", &folder, &error))?;
    let watch = watch::start(&job.root)?;
    let site = Site { dir: job.out.clone(), base: base(&job.root) };
    let page = format!("{}/", site.base);
    let server = serve::spawn_live(site, job.args.port, live.clone())?;
    follow_up(build(job)?, &live);
    terminal::progress(&format!(
        "Siden vises på {}{page} og følger med, når en fil gemmes. Stop med Ctrl+C.",
        server.address
    ));
    if tool::has_tool(&job.root, &PREVIEW) {
        terminal::progress(&format!("Redaktørens forhåndsvisning: {}{page}{}/", server.address, EDITOR.name));
    }
    let mut preview = behind(&job.root, None);
    while let Some(changes) = watch.next() {
        if changes.tool {
            preview = behind(&job.root, preview);
        }
        if !changes.site && tool::is_fresh(&job.root, &READERS) {
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

/// Builds the preview, where it is out of date, in a thread of its own: the site is there without it. That it has come is seen
/// by the watcher.
fn behind(root: &Path, running: Option<JoinHandle<()>>) -> Option<JoinHandle<()>> {
    let running = running.filter(|thread| !thread.is_finished());
    if running.is_some() || tool::is_fresh(root, &PREVIEW) {
        return running;
    }
    let root = root.to_path_buf();
    Some(thread::spawn(move || {
        if let Err(failure) = tool::ensure(&root, &PREVIEW) {
            terminal::failure(&failure);
        }
    }))
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
