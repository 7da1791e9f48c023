//! Runs of words, to find sentences that were taken from somewhere else.
//!
//! Contract: a text is its words in small letters, whatever stands between them; a run is [`LENGTH`] of them in a row. A run is
//! kept as 48 bits of a hash, so that a list of runs says whether a text is known without being a copy of it. With the fifty
//! thousand runs of the sources, a run of our own is taken for one of them about once in five billion.

use std::collections::BTreeSet;

/// How many words in a row are a sentence of somebody else's, and no accident.
pub const LENGTH: usize = 12;
/// Bytes of a hash that are kept.
const BYTES: usize = 6;

/// The words of a text.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    // A soft hyphen and a hyphen at the end of a line are inside a word.
    let text = text.replace('\u{ad}', "").replace("-\n", "");
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// The hashes of all runs, each with its first word's place.
pub fn runs(words: &[String]) -> impl Iterator<Item = (usize, u64)> {
    words.windows(LENGTH).map(|run| hash(&run.join(" "))).enumerate()
}

/// FNV-1a: the same on every machine and in every version, which `std`'s hashes need not be.
fn hash(run: &str) -> u64 {
    let whole = run
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    whole >> (64 - 8 * BYTES)
}

/// A list of runs as it is kept: sorted, [`BYTES`] each.
#[must_use]
pub fn pack(runs: &BTreeSet<u64>) -> Vec<u8> {
    runs.iter().flat_map(|run| run.to_be_bytes()[8 - BYTES..].to_vec()).collect()
}

/// The list that [`pack`] kept.
#[must_use]
pub fn unpack(bytes: &[u8]) -> BTreeSet<u64> {
    bytes.chunks_exact(BYTES).map(|run| run.iter().fold(0, |all, byte| all << 8 | u64::from(*byte))).collect()
}
