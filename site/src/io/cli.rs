//! The commands, from arguments to exit code.
//!
//! Contract: 0 is well, 1 is faults in the content, 2 is everything else. Faults in the content are shown before anything
//! that takes long is begun. `dist/` is only written by `build`, and only where there is no error.

use super::args::{self, Args, Asked, Command};
use super::disk::{self, Project};
use super::failure::Failure;
use super::tool::{Kit, PREVIEW, READERS};
use super::{compressed, explained, history, saves, terminal, tool, write};
use crate::discover::LEDGER;
use crate::output::Output;
use crate::paper::Press;
use crate::report;
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;
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
    main_with(None)
}

/// The same in a program that has a press: then `build` lays PDFs beside the pages.
#[must_use]
pub fn main_with(press: Option<&Press>) -> ExitCode {
    let ended = match args::from_system() {
        Ok(Asked::Run(args)) => run(&args, press),
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

fn run(args: &Args, press: Option<&Press>) -> Result<End, Failure> {
    let root = disk::find_root(args.root.as_deref())?;
    let job = Job { out: out_dir(args, &root)?, root, args, press };
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
    press: Option<&'a Press>,
}

impl Job<'_> {
    /// The project as it is on the day asked for, with the editors' preview where that is wanted.
    fn project(&self) -> Project {
        let project = Project::new(&self.root, self.args.date.unwrap_or_else(disk::today));
        // One that was made from another generator would tell other faults.
        if self.args.preview && tool::is_fresh(&self.root, &PREVIEW) { project.with_preview() } else { project }
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
    let built = crate::check(&job.project().to_check());
    terminal::report(&built, job.args.format);
    terminal::progress(&format!("{}.", report::summary(&built)));
    Ok(if built.errors() == 0 { End::Well } else { End::ContentErrors })
}

/// Writes what has been published into the ledger: the one command that changes the content, and only when asked to.
fn ledger(job: &Job<'_>) -> Result<End, Failure> {
    let (built, ledger) = crate::ledger(&job.project().to_check());
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
    let kits: &[&Kit] = if job.args.preview { &[&READERS, &PREVIEW] } else { &[&READERS] };
    if !kits.iter().all(|kit| tool::is_fresh(&job.root, kit)) && crate::check(&job.project().to_check()).errors() == 0 {
        for kit in kits {
            tool::ensure(&job.root, kit)?;
        }
    }
    // Before the content is read: of two builds at once, the one that read last must write last.
    let claim = write::claim(&job.out)?;
    let start = Instant::now();
    let asked = history::ask(&job.root, None);
    let project = job.project().with_history(asked.clone());
    let mut built = match job.press {
        None => crate::build(&project),
        Some(press) => crate::build_printed(&project, press).map_err(|fault| {
            Failure::new(format!("et dokument kan ikke sættes: {fault}")).remedy(
                "fejlen er programmets, ikke indholdets; cargo run --release -- build bygger siden uden PDF-filer",
            )
        })?,
    };
    built.diagnostics.extend(crate::before_publishing(&built));
    terminal::report(&built, job.args.format);
    let Some(mut output) = built.output.take() else {
        let untouched = if job.out.exists() { format!("; {} er urørt", job.shown_out()) } else { String::new() };
        terminal::progress(&format!("{}. Siden er ikke bygget{untouched}.", report::summary(&built)));
        return Ok(End::ContentErrors);
    };
    if !built.diagnostics.is_empty() {
        terminal::progress(&format!("{}.", report::summary(&built)));
    }
    if job.args.compress {
        output = compressed::beside(output, &job.out)
            .map_err(|error| Failure::of("kan ikke komprimere til", &job.out, &error))?;
    }
    let counts = claim.publish(&output)?;
    if let Some(note) = asked.history().note() {
        terminal::progress(note);
    }
    // Where programs read the result, it is the faults alone.
    let tell = if job.args.format.is_for_programs() { terminal::progress } else { terminal::say };
    tell(&format!(
        "{}: {} sider, {} filer ({} skrevet, {} uændret, {} fjernet) på {}",
        job.shown_out(),
        pages(&output),
        output.len(),
        counts.written,
        counts.unchanged,
        counts.removed,
        terminal::duration(start.elapsed())
    ));
    Ok(End::Well)
}

fn pages(output: &Output) -> usize {
    output.iter().filter(|(path, _)| path.ends_with(".html")).count()
}

fn serve(job: &Job<'_>) -> Result<End, Failure> {
    if job.args.out.is_some() {
        return Err(Failure::new("serve viser siden uden at skrive den").remedy("udelad --ud, eller brug build"));
    }
    saves::run(&saves::Wanted {
        root: &job.root,
        published: &job.out,
        port: job.args.port,
        format: job.args.format,
        date: job.args.date,
    })?;
    Ok(End::Well)
}

#[cfg(test)]
#[path = "cli_tests.rs"]
mod tests;
