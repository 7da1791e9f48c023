//! Sees when somebody saves a file of the project.
//!
//! Contract: changes that come close together are one. Reading a file is no change, nor is what editors leave behind; so a
//! build, which reads everything, never sets off the next one. The system's events are filtered and gathered here and not by
//! a ready-made debouncer, since those pass on the mere opening of a file too.

use super::disk::{is_leftover, preview_bundle};
use super::failure::Failure;
use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// How long it must be quiet before changes are passed on. What writers feel is this and the build.
const QUIET: Duration = Duration::from_millis(30);

/// Changes are passed on after this time even where it is never quiet.
const AT_LATEST: Duration = Duration::from_millis(500);

/// What was changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Changes {
    /// Something in `content/`, `public/` or the built preview.
    pub site: bool,
    /// Something in `calculator/`.
    pub tool: bool,
}

/// Watches a project until it is dropped.
#[derive(Debug)]
pub struct Watch {
    root: PathBuf,
    events: Receiver<Vec<PathBuf>>,
    _watcher: RecommendedWatcher,
}

/// Begins to watch the folders of the project that are there.
///
/// # Errors
/// Where the system cannot watch.
pub fn start(root: &Path) -> Result<Watch, Failure> {
    let failed = |error: &notify::Error| {
        Failure::new(format!("kan ikke holde øje med ændringer: {error}"))
            .remedy("brug build i stedet, eller hæv systemets grænse for overvågede mapper")
    };
    let (sender, events) = channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if let Ok(event) = event
            && is_change(event.kind)
        {
            // Nobody listens any more only where the watch is being dropped.
            let _dropped = sender.send(event.paths);
        }
    })
    .map_err(|error| failed(&error))?;
    let folders = ["content", "public", "calculator"].map(|folder| root.join(folder));
    for folder in folders.into_iter().chain([preview_bundle(root)]) {
        if folder.is_dir() {
            watcher.watch(&folder, RecursiveMode::Recursive).map_err(|error| failed(&error))?;
        }
    }
    Ok(Watch { root: root.to_path_buf(), events, _watcher: watcher })
}

impl Watch {
    /// Waits for the next changes; `None` where there will be none any more.
    #[must_use]
    pub fn next(&self) -> Option<Changes> {
        loop {
            let mut changes = self.sort(&self.events.recv().ok()?);
            let latest = Instant::now() + AT_LATEST;
            while Instant::now() < latest {
                match self.events.recv_timeout(QUIET) {
                    Ok(paths) => {
                        let more = self.sort(&paths);
                        changes = Changes { site: changes.site || more.site, tool: changes.tool || more.tool };
                    }
                    Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => return None,
                }
            }
            if changes != Changes::default() {
                return Some(changes);
            }
        }
    }

    fn sort(&self, paths: &[PathBuf]) -> Changes {
        let mut changes = Changes::default();
        for path in paths {
            let path = path.strip_prefix(&self.root).unwrap_or(path);
            if path.iter().any(|name| is_leftover(&name.to_string_lossy())) {
                continue;
            }
            if path.starts_with("calculator") {
                changes.tool |= !path.starts_with("calculator/target");
            } else {
                changes.site = true;
            }
        }
        changes
    }
}

fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(access) => access == AccessKind::Close(AccessMode::Write),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::{Changes, start};
    use std::fs;
    use std::time::{Duration, Instant};

    const SITE: Changes = Changes { site: true, tool: false };
    const TOOL: Changes = Changes { site: false, tool: true };

    #[test]
    fn saving_is_seen_once_and_reading_never() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path().canonicalize().unwrap();
        for folder in ["content/a", "calculator/src", "calculator/target"] {
            fs::create_dir_all(root.join(folder)).unwrap();
        }
        let put = |file: &str| fs::write(root.join(file), "x").unwrap();
        put("content/a/b.md");
        let watch = start(&root).unwrap();

        // What is no change comes first: were it passed on, the first answer would be another.
        fs::read(root.join("content/a/b.md")).unwrap();
        fs::read_dir(root.join("calculator/src")).unwrap().count();
        put("content/a/.b.md.swp");
        put("calculator/target/x");
        put("calculator/src/lib.rs");
        assert_eq!(watch.next(), Some(TOOL));

        let saved = Instant::now();
        put("content/a/b.md");
        put("content/a/c.md");
        assert_eq!(watch.next(), Some(SITE));
        assert!(saved.elapsed() < Duration::from_secs(5));
        put("content/a/d.md");
        put("calculator/src/lib.rs");
        assert_eq!(watch.next(), Some(Changes { site: true, tool: true }));
        fs::remove_file(root.join("content/a/d.md")).unwrap();
        assert_eq!(watch.next(), Some(SITE));
    }
}
