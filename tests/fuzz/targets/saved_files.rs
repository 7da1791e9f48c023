//! Fuzz target: see `saved_files` in the harness.

#![no_main]

#[path = "../harness.rs"]
mod harness;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| harness::saved_files(bytes));
