//! The generator's command line with a press: `build` lays PDFs beside the pages.

use std::process::ExitCode;

fn main() -> ExitCode {
    site::io::cli::main_with(Some(&pdf::press))
}
