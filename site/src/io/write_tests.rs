//! Tests of `write`.

use super::{Counts, replace, write};
use crate::headers::MARKER;
use crate::output::Output;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

fn output(files: &[(&str, &str)]) -> Output {
    let mut output = Output::default();
    output.insert("_headers", format!("{MARKER}\n"));
    for (path, text) in files {
        output.insert(*path, *text);
    }
    output
}

/// All paths under a folder, folders with a closing `/`.
fn tree(dir: &Path) -> Vec<String> {
    fn walk(root: &Path, dir: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(dir).unwrap().flatten() {
            let path = entry.path();
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            if path.is_dir() {
                found.push(format!("{name}/"));
                walk(root, &path, found);
            } else {
                found.push(name);
            }
        }
    }
    let mut found = Vec::new();
    walk(dir, dir, &mut found);
    found.sort();
    found
}

fn place() -> (tempfile::TempDir, PathBuf) {
    let root = tempfile::tempdir().unwrap();
    let dist = root.path().join("dist");
    (root, dist)
}

#[test]
fn a_new_folder_comes_whole_and_leaves_nothing_beside_it() {
    let (root, dist) = place();
    let counts = write(&output(&[("index.html", "1"), ("a/b/index.html", "2")]), &dist).unwrap();
    assert_eq!(counts, Counts { written: 3, unchanged: 0, removed: 0 });
    assert_eq!(tree(&dist), ["_headers", "a/", "a/b/", "a/b/index.html", "index.html"]);
    assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn a_web_server_may_read_what_is_written() {
    use std::os::unix::fs::PermissionsExt as _;
    let (_root, dist) = place();
    write(&output(&[("index.html", "1")]), &dist).unwrap();
    write(&output(&[("index.html", "2")]), &dist).unwrap();
    let usual = tempfile::tempdir().unwrap();
    fs::write(usual.path().join("a"), "").unwrap();
    fs::create_dir(usual.path().join("b")).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&dist.join("index.html")), mode(&usual.path().join("a")));
    assert_eq!(mode(&dist), mode(&usual.path().join("b")));
}

#[test]
fn only_what_differs_is_written_and_the_rest_keeps_its_time() {
    let (_root, dist) = place();
    write(&output(&[("a.html", "gammel"), ("b.html", "samme"), ("c.html", "samme")]), &dist).unwrap();
    let time = |file: &str| fs::metadata(dist.join(file)).unwrap().modified().unwrap();
    let past = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000);
    for file in ["a.html", "b.html", "c.html", "_headers"] {
        fs::File::options().write(true).open(dist.join(file)).unwrap().set_modified(past).unwrap();
    }
    // The same length on purpose: bytes decide, not sizes.
    let counts = write(&output(&[("a.html", "nyere!"), ("b.html", "samme"), ("c.html", "samme")]), &dist).unwrap();
    assert_eq!(counts, Counts { written: 1, unchanged: 3, removed: 0 });
    assert_eq!(fs::read_to_string(dist.join("a.html")).unwrap(), "nyere!");
    assert_ne!(time("a.html"), past);
    assert_eq!((time("b.html"), time("c.html"), time("_headers")), (past, past, past));
}

#[test]
fn what_is_no_longer_in_the_output_goes_with_its_empty_folders() {
    let (_root, dist) = place();
    write(&output(&[("a/b/index.html", "1"), ("a/index.html", "2"), ("x/y/z.html", "3")]), &dist).unwrap();
    fs::write(dist.join("a/.ny-abcdef"), "rest af et afbrudt byg").unwrap();
    let counts = write(&output(&[("a/index.html", "2")]), &dist).unwrap();
    assert_eq!(counts, Counts { written: 0, unchanged: 2, removed: 3 });
    assert_eq!(tree(&dist), ["_headers", "a/", "a/index.html"]);
}

#[test]
fn files_and_folders_may_change_places() {
    let (_root, dist) = place();
    write(&output(&[("a/b", "1"), ("c", "2")]), &dist).unwrap();
    let counts = write(&output(&[("a", "1"), ("c/d", "2")]), &dist).unwrap();
    assert_eq!(counts.written, 2);
    assert_eq!(tree(&dist), ["_headers", "a", "c/", "c/d"]);
}

#[cfg(unix)]
#[test]
fn a_link_is_replaced_and_never_written_through() {
    let (root, dist) = place();
    let outside = root.path().join("udenfor");
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("a.html"), "urørt").unwrap();
    write(&output(&[]), &dist).unwrap();
    std::os::unix::fs::symlink(&outside, dist.join("mappe")).unwrap();
    std::os::unix::fs::symlink(outside.join("a.html"), dist.join("a.html")).unwrap();
    write(&output(&[("a.html", "ny"), ("mappe/a.html", "ny")]), &dist).unwrap();
    assert_eq!(fs::read_to_string(outside.join("a.html")).unwrap(), "urørt");
    assert_eq!(fs::read_to_string(dist.join("mappe/a.html")).unwrap(), "ny");
    assert!(!dist.join("a.html").is_symlink());
}

#[test]
fn a_foreign_folder_is_refused_and_left_alone() {
    let (_root, dist) = place();
    for foreign in ["index.html", "_headers"] {
        fs::create_dir_all(&dist).unwrap();
        fs::write(dist.join(foreign), "# noget andet").unwrap();
        let failure = write(&output(&[("a.html", "1")]), &dist).unwrap_err().to_string();
        assert!(failure.contains("ikke bygget af dette program"), "{failure}");
        assert_eq!(tree(&dist), [foreign]);
        fs::remove_dir_all(&dist).unwrap();
    }
    fs::write(&dist, "en fil").unwrap();
    assert!(write(&output(&[]), &dist).unwrap_err().to_string().contains("er en fil"));
}

#[test]
fn an_empty_folder_is_taken() {
    let (_root, dist) = place();
    fs::create_dir(&dist).unwrap();
    assert_eq!(write(&output(&[("a.html", "1")]), &dist).unwrap().written, 2);
}

#[test]
fn no_path_leads_outside() {
    let (root, dist) = place();
    for path in ["../a", "/tmp/a", "a/../../b", ""] {
        assert!(write(&output(&[(path, "1")]), &dist).is_err(), "{path}");
    }
    assert_eq!(fs::read_dir(root.path()).unwrap().count(), 0);
}

/// Replaces one file over and over while a reader looks: it must see whole versions only.
#[test]
fn a_reader_never_sees_a_part() {
    let (_root, dist) = place();
    let versions = ["a".repeat(300_000), "b".repeat(200_000)];
    write(&output(&[("index.html", &versions[0])]), &dist).unwrap();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut reads = 0;
            while !done.load(Ordering::Relaxed) {
                let text = fs::read_to_string(dist.join("index.html")).unwrap();
                assert!(versions.contains(&text), "a part of {} bytes", text.len());
                reads += 1;
            }
            reads
        });
        for round in 0..100 {
            write(&output(&[("index.html", &versions[(round + 1) % 2])]), &dist).unwrap();
        }
        done.store(true, Ordering::Relaxed);
        assert!(reader.join().unwrap() > 0);
    });
    assert_eq!(tree(&dist), ["_headers", "index.html"]);
}

#[test]
fn a_refused_replacement_leaves_no_temporary_file() {
    let (root, _) = place();
    fs::create_dir_all(root.path().join("a/b")).unwrap();
    // A folder that is not empty stands where the file should be.
    assert!(replace(&root.path().join("a"), b"1").is_err());
    assert_eq!(tree(root.path()), ["a/", "a/b/"]);
}
