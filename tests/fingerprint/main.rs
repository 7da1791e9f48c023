//! Writes the fingerprints of the sources' texts, which the test `originality` compares the site with.
//!
//! `cargo run -p tests --bin fingerprint -- SOURCE.txt …` reads the sources as plain text, and writes `tests/fixtures/sources.runs`
//! anew. The texts themselves are not part of the project.

use std::collections::BTreeSet;
use std::{env, fs};
use tests::prepare::root;
use tests::runs::{pack, runs, words};

fn main() {
    let mut all = BTreeSet::new();
    let mut arguments = env::args();
    let _program = arguments.next();
    for path in arguments {
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        // A line's last word may be parted by a hyphen that is its own: both readings are kept.
        for text in [text.clone(), text.replace("-\n", "- ")] {
            all.extend(runs(&words(&text)).map(|(_, run)| run));
        }
    }
    assert!(!all.is_empty(), "name the files with the sources' texts");
    let path = root().join("tests/fixtures/sources.runs");
    fs::write(&path, pack(&all)).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    println!("{} runs of {} words in {}", all.len(), tests::runs::LENGTH, path.display());
}
