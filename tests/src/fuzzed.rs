//! The corpus of the fuzzer, replayed: what was found once, and the seeds, without libFuzzer.
//!
//! `fuzz/corpus/NAME/` holds the inputs of the target NAME. How to fuzz on stands in CONTRIBUTING.md.

#[path = "../fuzz/harness.rs"]
mod harness;

use std::path::Path;

/// All inputs of a target, by name.
fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut inputs: Vec<_> = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&path).unwrap()))
        .collect();
    inputs.sort();
    inputs
}

#[test]
fn every_input_keeps_its_promises() {
    for (target, run) in harness::TARGETS {
        let inputs = corpus(target);
        assert!(!inputs.is_empty(), "{target} has no corpus");
        for (name, bytes) in inputs {
            let held = std::panic::catch_unwind(|| run(&bytes));
            assert!(held.is_ok(), "{target}/{name} breaks a promise; see above");
        }
    }
}

#[test]
fn every_target_has_a_program_and_every_corpus_a_target() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let names = |folder: &str| -> Vec<String> {
        let entries = std::fs::read_dir(fuzz.join(folder)).unwrap().map(|entry| entry.unwrap().path());
        let mut names: Vec<_> = entries.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    };
    let mut targets: Vec<_> = harness::TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    targets.sort();
    assert_eq!(names("targets"), targets);
    assert_eq!(names("corpus"), targets);
}

#[test]
fn seeds_of_saved_files_are_real() {
    // A seed that no reader takes leads the fuzzer nowhere.
    let read: Vec<_> = corpus("saved_files")
        .into_iter()
        .filter(|(name, bytes)| name.starts_with("seed-") && harness::is_read(bytes))
        .collect();
    assert!(read.len() >= 12, "only {} seeds are read", read.len());
}
