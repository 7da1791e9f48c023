//! The only place that touches disk, clock, network, processes or the terminal.
//!
//! Contract: everything here is the outermost layer. It answers the core's questions (`disk`), carries out what the core
//! returns (`write`, `terminal`) and does the work around it (`setup`, `tool`, `serve`, `watch`, `preview`, `cli`). No rule about
//! content lives here, and nothing outside this module may do input or output; `clippy.toml` holds both to it.
//! What is printed is Danish, for editors; what a failing program printed is shown as it was.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this module is the one place that may do input and output"
)]

pub mod args;
pub mod cli;
pub mod compressed;
pub mod disk;
pub mod explained;
pub mod failure;
pub mod history;
mod pictures;
pub mod saves;
pub mod serve;
pub mod setup;
mod short;
pub mod terminal;
pub mod tool;
pub mod watch;
pub mod write;

/// A build makes and drops millions of short texts. With this allocator a check of 10 000 pages takes a tenth less time than with
/// the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
