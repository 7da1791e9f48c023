//! Tests of `watch`, on real files.

use super::{Changes, QUIET, Seen, WRITING, sort, start, state};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const SITE: Changes = Changes { site: true, tool: false, preview: false };
const TOOL: Changes = Changes { site: false, tool: true, preview: false };

fn project() -> (tempfile::TempDir, PathBuf) {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().canonicalize().unwrap();
    for folder in ["content/a", "calculator/src", "calculator/target"] {
        fs::create_dir_all(path.join(folder)).unwrap();
    }
    (root, path)
}

fn put(root: &Path, file: &str) {
    fs::write(root.join(file), file).unwrap();
}

#[test]
fn saving_is_seen_once_and_reading_never() {
    let (_temp, root) = project();
    put(&root, "content/a/b.md");
    let mut watch = start(&root);

    // What is no change comes first: were it passed on, the first answer would be another.
    fs::read(root.join("content/a/b.md")).unwrap();
    fs::read_dir(root.join("calculator/src")).unwrap().count();
    put(&root, "content/a/.b.md.swp");
    put(&root, "calculator/target/x");
    put(&root, "README.md");
    put(&root, "calculator/src/lib.rs");
    assert_eq!(watch.changes(), TOOL);

    let saved = Instant::now();
    put(&root, "content/a/b.md");
    put(&root, "content/a/c.md");
    assert_eq!(watch.changes(), SITE);
    assert!(saved.elapsed() < Duration::from_secs(5));
    put(&root, "content/a/d.md");
    put(&root, "calculator/src/lib.rs");
    assert_eq!(watch.changes(), Changes { site: true, tool: true, preview: false });
    fs::remove_file(root.join("content/a/d.md")).unwrap();
    assert_eq!(watch.changes(), SITE);
}

/// Asks until a change that was made has been passed on; what was made before it may come first.
fn seen_after(watch: &mut super::Watch, root: &Path, file: &str) {
    put(root, file);
    let state = state(root);
    while watch.state != state {
        assert_eq!(watch.changes(), SITE, "{file}");
    }
}

#[test]
fn a_folder_that_goes_and_comes_back_is_still_watched() {
    let (_temp, root) = project();
    let mut watch = start(&root);
    seen_after(&mut watch, &root, "content/a/b.md");
    fs::remove_dir_all(root.join("content")).unwrap();
    assert_eq!(watch.changes(), SITE);
    fs::create_dir_all(root.join("content/new/deep")).unwrap();
    seen_after(&mut watch, &root, "content/new/deep/b.md");
    seen_after(&mut watch, &root, "content/b.md");
    // One that was not there at the start.
    fs::create_dir_all(root.join("public/assets")).unwrap();
    seen_after(&mut watch, &root, "public/assets/a.css");
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_is_being_written_is_waited_for() {
    let seen = Seen::default();
    let file = Path::new("content/a.md");
    // Written and never closed: it is not waited for without end.
    seen.put(SITE, false, Some((file, true)));
    let start = Instant::now();
    assert_eq!(seen.take(Duration::from_secs(60)).changes, SITE);
    assert!(start.elapsed() >= WRITING - QUIET, "{:?}", start.elapsed());
    // Written and closed: nothing more to wait for.
    seen.put(SITE, false, Some((file, true)));
    seen.put(SITE, false, Some((file, false)));
    let pending = seen.take(Duration::from_secs(60));
    assert!(pending.changes == SITE && pending.open.is_empty());
}

#[test]
fn what_the_system_does_not_tell_is_found_by_looking() {
    let (_temp, root) = project();
    let mut watch = start(&root);
    watch.watcher = None;
    put(&root, "content/a/b.md");
    assert_eq!(watch.changes(), SITE);
}

#[test]
fn only_the_project_s_folders_count() {
    for (path, expected) in [
        ("content", (SITE, true)),
        ("content/a/b.md", (SITE, false)),
        ("public/x", (SITE, false)),
        ("calculator/src/lib.rs", (TOOL, false)),
        ("calculator/target/x", (Changes::default(), false)),
        ("content/.git/x", (Changes::default(), false)),
        ("dist/index.html", (Changes::default(), false)),
        ("target/x", (Changes::default(), false)),
        ("", (Changes::default(), false)),
    ] {
        assert_eq!(sort(Path::new(path)), expected, "{path}");
    }
}
