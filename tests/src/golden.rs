//! A tiny site that uses everything the generator knows, compared byte for byte with what it should become.
//!
//! `golden/in/` holds its files, `golden/out/` what a build makes of them. Where a change is meant,
//! `OPDATER=1 cargo test -p tests --test golden` writes `golden/out/` anew; read the difference before it is committed.

use jiff::civil::date;
use site::output::Output;
use site::world::MemoryWorld;
use std::fs;
use std::path::PathBuf;
use tests::dist::files;
use tests::prepare::root;

fn folder(name: &str) -> PathBuf {
    root().join("tests/golden").join(name)
}

fn built() -> Output {
    let folder = folder("in");
    let read = |path: &String| fs::read(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let world =
        files(&folder).iter().fold(MemoryWorld::new(date(2026, 11, 21)), |world, path| world.with(path, read(path)));
    let built = site::build(&world);
    let text = site::report::lines::short(&built);
    built.output.unwrap_or_else(|| panic!("the golden site has faults:\n{text}"))
}

#[test]
fn the_golden_site_is_built_as_it_was() {
    let output = built();
    let folder = folder("out");
    if std::env::var_os("OPDATER").is_some() {
        let _may_be_missing = fs::remove_dir_all(&folder);
        for (path, bytes) in output.iter() {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }
    let expected = files(&folder);
    let mut faults: Vec<String> = Vec::new();
    for path in expected.iter().filter(|path| output.get(path).is_none()) {
        faults.push(format!("{path}: is no longer written"));
    }
    for (path, bytes) in output.iter() {
        match fs::read(folder.join(path)) {
            Ok(old) if old == bytes => {}
            Ok(old) => faults.push(format!("{path}: differs\n{}", difference(&old, bytes))),
            Err(_) => faults.push(format!("{path}: is new")),
        }
    }
    let hint = "where this is meant: OPDATER=1 cargo test -p tests --test golden, and read the difference";
    assert!(faults.is_empty(), "{}\n{hint}", faults.join("\n"));
}

/// What stands around the first byte that differs.
fn difference(old: &[u8], new: &[u8]) -> String {
    let at = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let around = |bytes: &[u8]| {
        let part = &bytes[at.saturating_sub(60)..bytes.len().min(at + 60)];
        String::from_utf8_lossy(part).replace('\n', "\\n")
    };
    format!("  from byte {at}\n  was: …{}…\n  is:  …{}…", around(old), around(new))
}
