//! Tests of `write`.

use super::files::{Disk, Files};
use super::{Counts, claim, publish, replace, write};
use crate::headers::MARKER;
use crate::output::Output;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

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
                // Whoever found the folder just before it was exchanged may find it empty; that is no part of a site.
                let Ok(text) = fs::read_to_string(dist.join("index.html")) else { continue };
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

/// A disk that refuses from some operation on: that one only, or, as where the program ends there, all that come after it.
struct Faulty {
    left: AtomicUsize,
    kind: io::ErrorKind,
    dead: bool,
    /// Folders cannot change places here.
    without_exchange: bool,
}

impl Faulty {
    fn at(operation: usize, kind: io::ErrorKind, dead: bool, without_exchange: bool) -> Self {
        Self { left: AtomicUsize::new(operation), kind, dead, without_exchange }
    }

    fn next(&self) -> io::Result<()> {
        let left = self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        match left {
            Ok(1) => Err(self.kind.into()),
            Ok(_) => Ok(()),
            Err(_) if self.dead => Err(self.kind.into()),
            Err(_) => Ok(()),
        }
    }

    /// Whether the operation that was to fail has been reached.
    fn has_failed(&self) -> bool {
        self.left.load(Ordering::SeqCst) == 0
    }
}

impl Files for Faulty {
    fn may_change(&self, folder: &Path) -> io::Result<()> {
        self.next()?;
        Disk.may_change(folder)
    }
    fn make_folder(&self, place: &Path) -> io::Result<()> {
        self.next()?;
        Disk.make_folder(place)
    }
    fn give_rights_of(&self, model: &Path, folder: &Path) -> io::Result<()> {
        self.next()?;
        Disk.give_rights_of(model, folder)
    }
    fn write_new(&self, place: &Path, bytes: &[u8]) -> io::Result<()> {
        if let Err(refused) = self.next() {
            // As a full disk does it: a part is written.
            let _part = Disk.write_new(place, &bytes[..bytes.len() / 2]);
            return Err(refused);
        }
        Disk.write_new(place, bytes)
    }
    fn link(&self, file: &Path, place: &Path) -> io::Result<()> {
        self.next()?;
        Disk.link(file, place)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.next()?;
        Disk.rename(from, to)
    }
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        if self.without_exchange {
            return Err(io::ErrorKind::Unsupported.into());
        }
        self.next()?;
        Disk.exchange(one, other)
    }
    fn remove_file(&self, place: &Path) -> io::Result<()> {
        self.next()?;
        Disk.remove_file(place)
    }
    fn remove_folder(&self, place: &Path) -> io::Result<()> {
        self.next()?;
        Disk.remove_folder(place)
    }
}

/// Every file of a folder, by its path, with its bytes.
fn bytes(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let files = tree(dir).into_iter().filter(|path| !path.ends_with('/'));
    files.map(|path| (path.clone(), fs::read(dir.join(&path)).unwrap())).collect()
}

fn of(output: &Output) -> Vec<(String, Vec<u8>)> {
    output.iter().map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).collect()
}

/// Two sites with everything that can change between them: bytes, new and old files and folders, files in place of folders.
fn two_sites() -> (Output, Output) {
    let old = output(&[
        ("index.html", "gammel"),
        ("ens/index.html", "ens"),
        ("a", "fil"),
        ("b/c/d.html", "x"),
        ("væk.css", "y"),
    ]);
    let new = output(&[
        ("index.html", "nyere!"),
        ("ens/index.html", "ens"),
        ("a/b.html", "mappe"),
        ("b/c", "fil"),
        ("ny.css", "z"),
    ]);
    (old, new)
}

const KINDS: [io::ErrorKind; 3] =
    [io::ErrorKind::StorageFull, io::ErrorKind::ReadOnlyFilesystem, io::ErrorKind::PermissionDenied];

#[test]
fn whatever_the_disk_refuses_the_old_site_stays_whole() {
    let (old, new) = two_sites();
    for (kind, dead) in KINDS.into_iter().flat_map(|kind| [(kind, false), (kind, true)]) {
        for operation in 1.. {
            let (root, dist) = place();
            write(&old, &dist).unwrap();
            let disk = Faulty::at(operation, kind, dead, false);
            let published = publish(&new, &dist, &disk);
            let reached = disk.has_failed();
            // A refusal may have been got round, as one of a hard link is, or have come when all was done.
            let expected = if published.is_ok() { of(&new) } else { of(&old) };
            assert_eq!(bytes(&dist), expected, "operation {operation}, {kind}, dead: {dead}");
            if let Err(failure) = &published {
                let said = failure.to_string();
                assert!(said.contains("den gamle side er urørt") && said.contains("hjælp: "), "{said}");
                assert!(!said.contains("-ny-"), "the place that is told is the one that an editor knows: {said}");
                let left = fs::read_dir(root.path()).unwrap().count();
                assert!(dead || left == 1, "operation {operation}, {kind}: {left} things lie beside");
            }
            // What was left is cleared up and made good by the next build.
            write(&new, &dist).unwrap();
            assert_eq!(bytes(&dist), of(&new));
            assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1, "operation {operation}, {kind}, dead: {dead}");
            if !reached {
                assert!(operation > 15, "only {operation} operations");
                break;
            }
        }
    }
}

#[test]
fn where_the_folder_must_stay_every_file_stays_whole() {
    let (old, new) = two_sites();
    for (kind, dead) in KINDS.into_iter().flat_map(|kind| [(kind, false), (kind, true)]) {
        for operation in 1.. {
            let (root, dist) = place();
            write(&old, &dist).unwrap();
            let disk = Faulty::at(operation, kind, dead, true);
            let published = publish(&new, &dist, &disk);
            let reached = disk.has_failed();
            match &published {
                Ok(_) => assert!(bytes(&dist) == of(&new) || reached, "{operation}"),
                Err(failure) if failure.to_string().contains("urørt") => {
                    let mut found = bytes(&dist);
                    found.retain(|(path, _)| !path.starts_with(".ny-"));
                    assert_eq!(found, of(&old), "operation {operation}, {kind}, dead: {dead}");
                }
                Err(failure) => {
                    assert!(failure.to_string().contains("hver af dem hel"), "{failure}");
                    for file in bytes(&dist).iter().filter(|(path, _)| !path.starts_with(".ny-")) {
                        assert!(of(&old).contains(file) || of(&new).contains(file), "{file:?}");
                    }
                }
            }
            write(&new, &dist).unwrap();
            assert_eq!(bytes(&dist), of(&new));
            assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
            if !reached {
                assert!(operation > 15, "only {operation} operations");
                break;
            }
        }
    }
}

#[test]
fn a_first_build_that_fails_leaves_nothing() {
    let (_, new) = two_sites();
    for operation in 1.. {
        let root = tempfile::tempdir().unwrap();
        let dist = root.path().join("new/place/dist");
        let disk = Faulty::at(operation, io::ErrorKind::StorageFull, false, false);
        let published = publish(&new, &dist, &disk);
        assert_eq!(published.is_ok(), dist.exists());
        if let Err(failure) = &published {
            let said = failure.to_string();
            assert!(said.contains("disken er fuld; der er ikke skrevet noget") && said.contains("gør plads"), "{said}");
        }
        write(&new, &dist).unwrap();
        assert_eq!(bytes(&dist), of(&new));
        if !disk.has_failed() {
            break;
        }
    }
}

#[cfg(unix)]
#[test]
fn the_folder_keeps_its_rights_and_a_link_to_it_stays_a_link() {
    use std::os::unix::fs::PermissionsExt as _;
    let (root, dist) = place();
    let real = root.path().join("elsewhere/real");
    write(&output(&[("index.html", "1")]), &real).unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o750)).unwrap();
    std::os::unix::fs::symlink(&real, &dist).unwrap();
    write(&output(&[("index.html", "2")]), &dist).unwrap();
    assert!(dist.is_symlink());
    assert_eq!(fs::read_to_string(real.join("index.html")).unwrap(), "2");
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o750);
}

#[test]
fn builds_to_one_folder_come_one_after_another() {
    let (_root, dist) = place();
    let inside = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for round in 0..4 {
            let (inside, dist) = (&inside, &dist);
            scope.spawn(move || {
                let claim = claim(dist).unwrap();
                assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                claim.publish(&output(&[("index.html", &round.to_string())])).unwrap();
                inside.fetch_sub(1, Ordering::SeqCst);
            });
        }
    });
    assert_eq!(tree(&dist), ["_headers", "index.html"]);
}
