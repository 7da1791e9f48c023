//! What the terminal shows: faults, the closing line, and what the program says of itself.
//!
//! Contract: texts come from elsewhere ([`crate::report`]) and are printed as they are. Results go to stdout, everything else to
//! stderr. Somebody who closes the pipe early (`| head`) makes no panic. Colours appear only on a terminal, and not where
//! `NO_COLOR` is set.

use super::failure::Failure;
use crate::Built;
use crate::report::{self, Format};
use std::env;
use std::io::{self, IsTerminal as _, Write as _};
use std::time::Duration;

/// Whether stderr is to have colours.
#[must_use]
pub fn wants_colour() -> bool {
    let no_color = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = env::var_os("TERM").is_some_and(|value| value == "dumb");
    io::stderr().is_terminal() && !no_color && !dumb
}

/// Prints a result to stdout.
pub fn say(text: &str) {
    let _closed_pipe = writeln!(io::stdout().lock(), "{text}");
}

/// Prints what goes on to stderr.
pub fn progress(text: &str) {
    let _closed_pipe = writeln!(io::stderr().lock(), "{text}");
}

/// Prints a failure to stderr.
pub fn failure(failure: &Failure) {
    progress(&failure.to_string());
}

/// Prints the diagnostics of a build: what programs read as a result, what people read to stderr; in the long form with the line
/// that says where to read more.
pub fn report(built: &Built, format: Format) {
    let mut text = report::report(built, format, !format.is_for_programs() && wants_colour());
    if format == Format::Long
        && let Some(pointer) = report::lines::pointer(built)
    {
        text.push_str(&pointer);
        text.push('\n');
    }
    let _closed_pipe = if format.is_for_programs() {
        write!(io::stdout().lock(), "{text}")
    } else {
        write!(io::stderr().lock(), "{text}")
    };
}

/// Prints the errors of a build without its warnings; a form for programs is always whole.
pub fn errors(built: &Built, format: Format) {
    if format.is_for_programs() {
        return report(built, format);
    }
    let text = report::errors(built, format, wants_colour());
    let _closed_pipe = write!(io::stderr().lock(), "{text}");
}

/// A duration as it is said: `47 ms`, `3,2 s`, `13 s`, `2 min. 5 s`.
#[must_use]
pub fn duration(time: Duration) -> String {
    let millis = time.as_millis();
    match millis {
        0..1_000 => format!("{millis} ms"),
        1_000..10_000 => format!("{},{} s", millis / 1_000, millis % 1_000 / 100),
        10_000..60_000 => format!("{} s", millis / 1_000),
        _ => format!("{} min. {} s", millis / 60_000, millis % 60_000 / 1_000),
    }
}

#[cfg(test)]
mod tests {
    use super::duration;
    use std::time::Duration;

    #[test]
    fn durations_are_said_in_danish() {
        let cases = [(7, "7 ms"), (999, "999 ms"), (3_250, "3,2 s"), (30_049, "30 s"), (125_000, "2 min. 5 s")];
        for (millis, said) in cases {
            assert_eq!(duration(Duration::from_millis(millis)), said);
        }
    }
}
