//! Sees when somebody saves a file of the project.
//!
//! Contract: changes that come close together are one, and none is missed. The system tells of changes at once; since it may
//! fail to (a folder that was removed and made anew, a disk on another machine, more changes than it keeps), the folders are
//! looked through now and then as well. Reading a file is no change, nor is what editors leave behind; so a build, which reads
//! everything, never sets off the next one. What is kept of a thousand changes is as much as of one.

use super::disk::is_leftover;
use super::terminal;
use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};
use xxhash_rust::xxh3::Xxh3;

/// How long it must be quiet before changes are passed on. What writers feel is this and the build.
const QUIET: Duration = Duration::from_millis(15);

/// A file that somebody is still writing is waited for as long as this: for a moment it is empty, and no fault. Linux tells
/// when it is closed.
const WRITING: Duration = if cfg!(target_os = "linux") { Duration::from_millis(150) } else { QUIET };

/// Changes are passed on after this time even where it is never quiet.
const AT_LATEST: Duration = Duration::from_millis(500);

/// How often the folders are looked through.
const LOOK: Duration = Duration::from_secs(2);

/// The folders whose files make the site, and the one that makes the tool.
const OF_SITE: [&str; 2] = ["content", "public"];
const OF_TOOL: &str = "calculator";
const OF_PREVIEW: &str = "target/tool/forhaandsvisning";

/// What was changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Changes {
    /// Something in `content/` or `public/`.
    pub site: bool,
    /// Something in `calculator/`.
    pub tool: bool,
    /// The built preview for editors.
    pub preview: bool,
}

impl Changes {
    fn and(self, other: Self) -> Self {
        Self { site: self.site || other.site, tool: self.tool || other.tool, preview: self.preview || other.preview }
    }
}

/// Watches a project until it is dropped.
#[derive(Debug)]
pub struct Watch {
    root: PathBuf,
    seen: Arc<Seen>,
    /// What the site's folders looked like when they were last looked through.
    state: u64,
    looked: Instant,
    /// `None` where the system cannot tell.
    watcher: Option<RecommendedWatcher>,
}

/// What the system has told and nobody has taken yet.
#[derive(Debug, Default)]
struct Seen {
    changes: Mutex<Pending>,
    more: Condvar,
}

#[derive(Debug, Clone, Default)]
struct Pending {
    changes: Changes,
    /// One of the folders themselves came or went.
    folders: bool,
    /// Files that have been written to and not been closed.
    open: BTreeSet<PathBuf>,
    last: Option<Instant>,
}

/// Begins to watch the folders of the project.
#[must_use]
pub fn start(root: &Path) -> Watch {
    let seen = Arc::new(Seen::default());
    let (sink, from) = (seen.clone(), root.to_path_buf());
    let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| match event {
        Ok(event) if event.need_rescan() => sink.put(Changes { site: true, tool: true, preview: true }, true, None),
        Ok(event) if is_change(event.kind) => {
            let written = matches!(event.kind, EventKind::Modify(ModifyKind::Data(_)));
            for path in &event.paths {
                let (changes, folder) = sort(path.strip_prefix(&from).unwrap_or(path));
                sink.put(changes, folder, Some((path, written)));
            }
        }
        _ => {}
    });
    let mut watch =
        Watch { root: root.to_path_buf(), seen, state: state(root), looked: Instant::now(), watcher: watcher.ok() };
    if !watch.follow() {
        terminal::progress("Systemet kan ikke melde alle ændringer; der ses efter dem hvert andet sekund i stedet.");
    }
    watch
}

impl Seen {
    /// Takes note of a change; `file` says which, and whether it is one that leaves the file open.
    fn put(&self, changes: Changes, folders: bool, file: Option<(&Path, bool)>) {
        if changes == Changes::default() && !folders {
            return;
        }
        let mut pending = self.changes.lock().unwrap_or_else(PoisonError::into_inner);
        match file {
            Some((path, true)) => {
                pending.open.insert(path.to_path_buf());
            }
            Some((path, false)) => {
                pending.open.remove(path);
            }
            None => {}
        }
        pending.changes = pending.changes.and(changes);
        pending.folders |= folders;
        pending.last = Some(Instant::now());
        drop(pending);
        self.more.notify_one();
    }

    /// What was changed, when it has been quiet for a moment; nothing where nothing happens for `patience`.
    fn take(&self, patience: Duration) -> Pending {
        let pending = self.changes.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.more.wait_timeout_while(pending, patience, |pending| pending.last.is_none());
        let mut pending = waited.unwrap_or_else(PoisonError::into_inner).0;
        let latest = Instant::now() + AT_LATEST;
        while let Some(last) = pending.last {
            let now = Instant::now();
            let quiet = if pending.open.is_empty() { QUIET } else { WRITING };
            let left = (last + quiet).min(latest).saturating_duration_since(now);
            if left.is_zero() {
                break;
            }
            pending = self.more.wait_timeout(pending, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        std::mem::take(&mut pending)
    }
}

impl Watch {
    /// Waits for the next changes.
    #[must_use]
    pub fn changes(&mut self) -> Changes {
        loop {
            let Pending { mut changes, mut folders, .. } = self.seen.take(LOOK.saturating_sub(self.looked.elapsed()));
            if self.looked.elapsed() >= LOOK {
                // What the system has told of is known already; it shows here for the first time all the same.
                if state(&self.root) != self.state {
                    folders = true;
                    if !changes.site {
                        // Perhaps the system is about to tell of just this, or somebody is still writing: one change, not two.
                        changes = changes.and(self.seen.take(QUIET).changes);
                        changes.site = true;
                    }
                }
                self.looked = Instant::now();
            }
            if folders {
                self.follow();
            }
            if changes.site {
                self.state = state(&self.root);
            }
            if changes != Changes::default() {
                return changes;
            }
        }
    }

    /// Asks the system to tell of what is in the folders as they are now, and of the folders themselves; whether it will.
    fn follow(&mut self) -> bool {
        let Some(watcher) = &mut self.watcher else { return false };
        let mut all = watcher.watch(&self.root, RecursiveMode::NonRecursive).is_ok();
        for folder in OF_SITE.into_iter().chain([OF_TOOL, OF_PREVIEW]) {
            let folder = self.root.join(folder);
            // A folder that was removed and made anew is another one to the system.
            let _was_not = watcher.unwatch(&folder);
            all &= !folder.is_dir() || watcher.watch(&folder, RecursiveMode::Recursive).is_ok();
        }
        all
    }
}

/// What a path, from the project's folder, says of a change; and whether it is one of the folders itself.
fn sort(path: &Path) -> (Changes, bool) {
    if path.starts_with(OF_PREVIEW) {
        return (Changes { preview: true, ..Changes::default() }, path == Path::new(OF_PREVIEW));
    }
    let mut names = path.iter();
    let Some(first) = names.next() else { return Default::default() };
    let leftover = path.iter().any(|name| is_leftover(&name.to_string_lossy()));
    let site = OF_SITE.iter().any(|folder| first == *folder);
    let tool = first == OF_TOOL && !path.starts_with("calculator/target");
    match (site || tool) && !leftover {
        true => (Changes { site, tool, preview: false }, names.next().is_none()),
        false => Default::default(),
    }
}

fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(access) => access == AccessKind::Close(AccessMode::Write),
        _ => true,
    }
}

/// A hash over the names, sizes and times of the site's files.
fn state(root: &Path) -> u64 {
    let mut hash = Xxh3::new();
    for folder in OF_SITE {
        look(&root.join(folder), &mut hash);
    }
    hash.digest()
}

fn look(folder: &Path, hash: &mut Xxh3) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut entries: Vec<_> = entries.flatten().collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name();
        let Ok(found) = entry.metadata() else { continue };
        if is_leftover(&name.to_string_lossy()) {
            continue;
        }
        hash.update(name.as_encoded_bytes());
        if found.is_dir() {
            hash.update(b"/");
            look(&entry.path(), hash);
            hash.update(b"/..");
        } else {
            hash.update(&found.len().to_le_bytes());
            let time = found.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
            hash.update(&time.unwrap_or_default().as_nanos().to_le_bytes());
        }
    }
}

#[cfg(test)]
#[path = "watch_tests.rs"]
mod tests;
