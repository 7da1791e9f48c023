//! The generator's command line; everything is in [`site::io::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    site::io::cli::main()
}
