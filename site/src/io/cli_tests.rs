//! Tests of `cli`, on a copy of the real content.

use super::{End, Failure, out_dir};
use crate::io::args::{Args, Asked, parse};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

fn run(args: &Args) -> Result<End, Failure> {
    super::run(args, None)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The real content without the browser tool, which takes minutes to build.
fn project() -> (tempfile::TempDir, PathBuf) {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let temp = tempfile::tempdir().unwrap();
    let root = temp.path().canonicalize().unwrap();
    for folder in ["content", "public"] {
        copy(&repository.join(folder), &root.join(folder));
    }
    (temp, root)
}

fn reviewed(folder: &Path) -> Vec<String> {
    let paths = fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path());
    let days = |text: String| {
        let keys = ["gennemgaaet = ", "kontrolleret = ", "{ dato = ", "dato = "];
        let dates =
            text.lines().filter_map(|line| keys.iter().find_map(|key| line.trim().strip_prefix(key)?.get(..10)));
        dates.map(str::to_owned).collect()
    };
    paths
        .flat_map(|path| if path.is_dir() { reviewed(&path) } else { days(fs::read_to_string(path).unwrap()) })
        .collect()
}

fn args(line: &str, root: &Path) -> Args {
    // The last day that the real content speaks of as past.
    let last = reviewed(&root.join("content")).into_iter().max().unwrap();
    let words = line.split_whitespace().chain(["--dato", &last, "--rod", root.to_str().unwrap()]);
    match parse(words).unwrap() {
        Asked::Run(args) => args,
        other => panic!("{other:?}"),
    }
}

/// All files of a folder with bytes and time.
fn snapshot(dir: &Path) -> Vec<(PathBuf, Vec<u8>, SystemTime)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(snapshot(&path));
        } else {
            let time = entry.metadata().unwrap().modified().unwrap();
            files.push((path.clone(), fs::read(&path).unwrap(), time));
        }
    }
    files.sort();
    files
}

#[test]
fn a_second_build_touches_nothing() {
    let (_temp, root) = project();
    assert_eq!(run(&args("build", &root)), Ok(End::Well));
    let first = snapshot(&root.join("dist"));
    assert!(first.iter().any(|(path, ..)| path.ends_with("index.html")));
    assert_eq!(run(&args("build", &root)), Ok(End::Well));
    assert_eq!(snapshot(&root.join("dist")), first);
}

#[test]
fn an_error_leaves_the_site_as_it_was() {
    let (_temp, root) = project();
    assert_eq!(run(&args("build", &root)), Ok(End::Well));
    let good = snapshot(&root.join("dist"));
    fs::write(root.join("content/ny.md"), "ingen metadata\n").unwrap();
    assert_eq!(run(&args("build", &root)), Ok(End::ContentErrors));
    assert_eq!(snapshot(&root.join("dist")), good);
    assert_eq!(run(&args("check", &root)), Ok(End::ContentErrors));
}

#[test]
fn a_check_writes_nothing() {
    let (_temp, root) = project();
    assert_eq!(run(&args("check", &root)), Ok(End::Well));
    let mut names: Vec<_> = fs::read_dir(&root).unwrap().flatten().map(|entry| entry.file_name()).collect();
    names.sort();
    assert_eq!(names, ["content", "public"]);
}

#[test]
fn the_ledger_gets_what_is_new_and_loses_nothing() {
    let (_temp, root) = project();
    let ledger = root.join("content/data/adresser.txt");
    let first = fs::read_to_string(&ledger).unwrap();
    assert_eq!(run(&args("adresser", &root)), Ok(End::Well));
    let before = fs::read_to_string(&ledger).unwrap();
    assert!(first.lines().all(|line| before.lines().any(|kept| kept == line)));
    assert_eq!(run(&args("adresser", &root)), Ok(End::Well));
    assert_eq!(fs::read_to_string(&ledger).unwrap(), before, "nothing is new the second time");
    let page = fs::read_to_string(root.join("content/om/privatliv.md")).unwrap();
    let page = page.replacen("titel = \"", "tidligere_adresser = [\"/om/gammel/\"]\ntitel = \"Ny ", 1);
    fs::write(root.join("content/om/ny.md"), page).unwrap();
    assert_eq!(run(&args("adresser", &root)), Ok(End::Well));
    let after = fs::read_to_string(&ledger).unwrap();
    let added: Vec<_> = after.lines().filter(|line| !before.lines().any(|known| known == *line)).collect();
    assert_eq!(added, ["/om/gammel/", "/om/ny/"]);
    assert_eq!(after.lines().count(), before.lines().count() + 2);
    // What has been published stays an address: the ledger is not made shorter to let a fault pass.
    fs::remove_file(root.join("content/om/ny.md")).unwrap();
    assert_eq!(run(&args("adresser", &root)), Ok(End::ContentErrors));
    assert_eq!(run(&args("build", &root)), Ok(End::ContentErrors));
    assert_eq!(fs::read_to_string(&ledger).unwrap(), after);
}

#[test]
fn the_site_is_not_built_into_the_project_itself() {
    let (_temp, root) = project();
    for out in ["content/x", "public", "x/../content", "site/x"] {
        let line = format!("build --ud {}", root.join(out).display());
        assert!(out_dir(&args(&line, &root), &root).is_err(), "{out}");
        assert!(run(&args(&line, &root)).is_err(), "{out}");
    }
    assert_eq!(out_dir(&args("build", &root), &root), Ok(root.join("dist")));
    let elsewhere = format!("build --ud {}", root.join("target/x").display());
    assert_eq!(out_dir(&args(&elsewhere, &root), &root), Ok(root.join("target/x")));
}

#[test]
fn a_preview_writes_nothing_and_so_has_no_target() {
    let (_temp, root) = project();
    let line = format!("serve --ud {}", root.join("x").display());
    let failure = run(&args(&line, &root)).unwrap_err().to_string();
    assert!(failure.contains("uden at skrive") && failure.contains("brug build"), "{failure}");
}

#[test]
fn what_is_new_is_written_once_and_stops_a_build() {
    let (_temp, root) = project();
    let asked = |line: &str| {
        let Asked::Run(mut args) = parse(["new", "side", "akut", "En helt ny side"]).unwrap() else { panic!() };
        args.root = Some(root.clone());
        args.date = self::args(line, &root).date;
        args
    };
    let page = root.join("content/akut/en-helt-ny-side.md");
    assert_eq!(run(&asked("new")), Ok(End::Well));
    let written = fs::read(&page).unwrap();
    assert!(run(&asked("new")).is_err());
    assert_eq!(fs::read(&page).unwrap(), written);
    assert_eq!(run(&args("check", &root)), Ok(End::ContentErrors));
    let word = root.join("content/data/ordliste.toml");
    let before = fs::read(&word).unwrap();
    assert_eq!(run(&args("new ord nyord", &root)), Ok(End::Well));
    assert!(fs::read(&word).unwrap().starts_with(&before));
}
