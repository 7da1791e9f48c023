//! Fuzz target: see `front_matter` in the harness.

#![no_main]

#[path = "../harness.rs"]
mod harness;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| harness::front_matter(bytes));
