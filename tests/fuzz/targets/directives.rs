//! Fuzz target: see `directives` in the harness.

#![no_main]

#[path = "../harness.rs"]
mod harness;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| harness::directives(bytes));
