//! When the files of `content/` were last changed, as git tells.
//!
//! Contract: [`ask`] starts git beside the build, and [`Asked::history`] waits for what it says. Git is not required: where it is
//! missing, or the folder is in no repository, no date is known, and [`History::note`] says so in Danish. A date is
//! that of the last commit that changed the file:
//!
//! * A merge counts only for files that it leaves different from both sides; what came in through it keeps the day of its
//!   own commit, whoever merged whom.
//! * A commit that `.git-blame-ignore-revs` lists changed no words, and is passed over: so a key can be renamed on all pages
//!   without all of them being new.
//! * Where only the end of the history has been fetched, its oldest commit seems to have written every file. Nothing is known
//!   of files that nothing newer has changed.
//! * What has not been committed has no day; a moved file is changed on the day it was moved.

use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread::{self, JoinHandle};
use std::{fs, io};

/// The file of commits that changed no words; git's own `blame` and the hosts of code know it under this name.
const IGNORED: &str = ".git-blame-ignore-revs";

/// What begins the line of a commit, and no path.
const MARK: char = '\u{1}';

/// What git puts into the environment of its hooks: it would lead to the repository of the hook, not to that of the folder.
const OF_HOOKS: &[&str] = &["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"];

/// The days on which files were last changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    /// The commit that was looked at, and what was passed over: while both stay, so does the rest.
    asked_of: (String, BTreeSet<String>),
    /// By path from the project's folder.
    changed: BTreeMap<String, Date>,
    note: Option<String>,
}

impl History {
    /// When a file was last changed; `None` where that is not known.
    #[must_use]
    pub fn changed(&self, path: &str) -> Option<Date> {
        self.changed.get(path).copied()
    }

    /// Why dates are missing, and what to do about it; `None` where the whole history is known.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    fn unknown(why: &str, remedy: &str) -> Self {
        let note = format!("»Ændret« vises ikke på siderne: {why}.\n  hjælp: {remedy}");
        Self { note: Some(note), ..Self::default() }
    }
}

/// A question to git that is on its way.
#[derive(Debug)]
pub struct Asked {
    thread: Mutex<Option<JoinHandle<Arc<History>>>>,
    answer: OnceLock<Arc<History>>,
}

impl Asked {
    /// What git says; waits for it the first time.
    #[must_use]
    pub fn history(&self) -> Arc<History> {
        let wait = || {
            let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
            thread.and_then(|thread| thread.join().ok()).unwrap_or_default()
        };
        self.answer.get_or_init(wait).clone()
    }
}

/// Asks for the history of a project's content. `known` is what was found last: while the same commit is checked out, it is
/// handed back.
#[must_use]
pub fn ask(root: &Path, known: Option<Arc<History>>) -> Arc<Asked> {
    let root = root.to_path_buf();
    let thread = thread::spawn(move || read(&root, known));
    Arc::new(Asked { thread: Mutex::new(Some(thread)), answer: OnceLock::new() })
}

fn read(root: &Path, known: Option<Arc<History>>) -> Arc<History> {
    let place = match place(root) {
        Ok(place) => place,
        Err(history) => return Arc::new(history),
    };
    let ignored = ignored(&fs::read_to_string(root.join(IGNORED)).unwrap_or_default());
    let asked_of = (place.head.clone(), ignored);
    if let Some(known) = known.filter(|known| known.asked_of == asked_of) {
        return known;
    }
    let format = format!("--format={MARK}%H %cs");
    let log = [
        "-c",
        "log.follow=false",
        "-c",
        "log.showSignature=false",
        "log",
        "-z",
        "-c",
        "--name-only",
        "--no-renames",
        "--no-relative",
        "--no-color",
        "--no-ext-diff",
        &format,
        "--",
        ".",
    ];
    let listed = match git(root, &log) {
        Ok(output) if output.status.success() => output.stdout,
        Ok(output) => return Arc::new(refused(&output)),
        Err(error) => return Arc::new(not_started(&error)),
    };
    Arc::new(sort(&String::from_utf8_lossy(&listed), &place, asked_of))
}

/// Where the content lies in its repository.
#[derive(Debug, Default)]
struct Place {
    /// The commit that is checked out.
    head: String,
    /// What every path of the content begins with there.
    prefix: String,
    /// The oldest commits of a history that was not fetched whole.
    oldest: BTreeSet<String>,
}

fn place(root: &Path) -> Result<Place, History> {
    let question = ["rev-parse", "--show-prefix", "--git-path", "shallow", "--is-shallow-repository", "HEAD"];
    let output = git(root, &question).map_err(|error| not_started(&error))?;
    if !output.status.success() {
        return Err(refused(&output));
    }
    let answer = String::from_utf8_lossy(&output.stdout).into_owned();
    let [prefix, shallow, is_shallow, head] = answer.lines().collect::<Vec<_>>()[..] else {
        return Err(History::unknown("git svarede noget uventet", "brug en nyere udgave af git"));
    };
    let oldest = if is_shallow == "true" {
        fs::read_to_string(root.join("content").join(shallow)).unwrap_or_default()
    } else {
        String::new()
    };
    let oldest = oldest.lines().map(str::to_owned).collect();
    Ok(Place { head: head.to_owned(), prefix: prefix.to_owned(), oldest })
}

/// Git in the folder of the content, so that it may be a repository of its own.
fn git(root: &Path, arguments: &[&str]) -> io::Result<Output> {
    let mut command = Command::new("git");
    for name in OF_HOOKS {
        command.env_remove(name);
    }
    // Messages are looked at, so they are to be in one language; and nothing is written, not even a lock.
    command.env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0");
    command.arg("--no-pager").args(arguments).current_dir(root.join("content")).stdin(Stdio::null()).output()
}

fn not_started(error: &io::Error) -> History {
    if error.kind() == io::ErrorKind::NotFound {
        History::unknown("programmet git findes ikke på denne maskine", "installér git: https://git-scm.com/")
    } else {
        History::unknown(
            &format!("git kan ikke startes: {}", super::failure::said(error)),
            "se efter, om git virker: git --version",
        )
    }
}

/// Git does not answer: the folder is in no repository, nothing has been committed, or it belongs to another user.
fn refused(output: &Output) -> History {
    let said = String::from_utf8_lossy(&output.stderr);
    if said.contains("not a git repository") {
        return History::unknown("mappen er hentet uden sin historik", "hent projektet med git clone");
    }
    if said.contains("unknown revision") || said.contains("does not have any commits") {
        return History::unknown("intet er lagt i git endnu", "læg filerne i git: git add . og git commit");
    }
    if said.contains("dubious ownership") {
        let remedy = "sig god for mappen: git config --global --add safe.directory MAPPE";
        return History::unknown("mappen ejes af en anden bruger, og git svarer derfor ikke", remedy);
    }
    let last = said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
    History::unknown(&format!("git svarer: {}", last.trim()), "se efter, hvad git log svarer i mappen")
}

/// The commits that are listed, one a line, with remarks after `#`.
fn ignored(text: &str) -> BTreeSet<String> {
    let hashes = text.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    hashes.filter(|hash| !hash.is_empty()).map(str::to_owned).collect()
}

/// For each path the newest commit that counts, of a log that begins with the newest.
fn sort(log: &str, place: &Place, asked_of: (String, BTreeSet<String>)) -> History {
    let mut days: BTreeMap<&str, Option<Date>> = BTreeMap::new();
    let mut commit: Option<Option<Date>> = None;
    for part in log.split('\0') {
        let part = part.strip_prefix('\n').unwrap_or(part);
        if let Some(line) = part.strip_prefix(MARK) {
            let (hash, day) = line.split_once(' ').unwrap_or((line, ""));
            // Outer: whether the commit counts. Inner: whether its day is that of the change.
            let day = day.parse().ok().filter(|_| !place.oldest.contains(hash));
            commit = (!asked_of.1.contains(hash)).then_some(day);
        } else if let (Some(day), Some(path)) = (commit, part.strip_prefix(&place.prefix))
            && !path.is_empty()
        {
            days.entry(path).or_insert(day);
        }
    }
    let unsure = days.values().any(Option::is_none);
    let changed = days.into_iter().filter_map(|(path, day)| Some((format!("content/{path}"), day?))).collect();
    let note = unsure.then(|| {
        "»Ændret« mangler på nogle sider: kun den nyeste del af historikken er hentet.\n  hjælp: hent resten med git fetch --unshallow; \
         på en byggeserver hentes den med fetch-depth: 0"
            .to_owned()
    });
    History { asked_of, changed, note }
}

#[cfg(test)]
#[path = "history_tests.rs"]
mod tests;
