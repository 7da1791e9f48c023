//! Faults as annotations on a change: workflow commands that the runner of GitHub Actions reads from a step's output.
//!
//! Contract: one command a line, whatever the texts hold. In the text of a command `%`, CR and LF are escaped; in its
//! properties also `:` and `,`, which end them. Columns are given only for a mark within one line, since the runner drops them
//! from any other.
//!
//! The runner shows at most ten errors and ten warnings of a step as annotations; the step's log has all of them.

use super::json::severity;
use super::{Finding, findings, word};
use crate::Built;

/// All faults, a command each.
#[must_use]
pub fn github(built: &Built) -> String {
    findings(built).iter().map(|found| command(found) + "\n").collect()
}

fn command(found: &Finding<'_>) -> String {
    let (start, end) = (found.start, found.end);
    let columns =
        if start.line == end.line { format!(",col={},endColumn={}", start.column, end.column) } else { String::new() };
    let severity_word = word(found.code.severity());
    format!(
        "::{} file={},line={},endLine={}{columns},title={}::{}",
        severity(found.code.severity()),
        property(found.path),
        start.line,
        end.line,
        property(&format!("{severity_word}[{}]", found.code.id())),
        text(&found.text())
    )
}

/// A text as it may stand after the second `::`.
#[must_use]
pub fn text(text: &str) -> String {
    // The percent sign first: the others bring it in.
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A text as the value of a property.
#[must_use]
pub fn property(value: &str) -> String {
    text(value).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{property, text};
    use proptest::prelude::*;

    /// As the runner reads it.
    fn unescape(value: &str, codes: &[(&str, &str)]) -> String {
        codes.iter().fold(value.to_owned(), |value, (code, sign)| value.replace(code, sign))
    }

    const TEXT: [(&str, &str); 3] = [("%0D", "\r"), ("%0A", "\n"), ("%25", "%")];
    const PROPERTY: [(&str, &str); 5] = [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")];

    #[test]
    fn what_would_end_a_command_is_escaped() {
        assert_eq!(text("50 %: a,b\r\n::error::x"), "50 %25: a,b%0D%0A::error::x");
        assert_eq!(property("a:b,c%d\n"), "a%3Ab%2Cc%25d%0A");
    }

    proptest! {
        #[test]
        fn whatever_is_escaped_comes_back(value in "[%0-9ADC:,\r\n a-cæ»]{0,24}|\\PC{0,12}") {
            let (as_text, as_property) = (text(&value), property(&value));
            prop_assert!(!as_text.contains(['\r', '\n']));
            prop_assert!(!as_property.contains(['\r', '\n', ':', ',']));
            prop_assert_eq!(unescape(&as_text, &TEXT), value.clone());
            prop_assert_eq!(unescape(&as_property, &PROPERTY), value);
        }
    }
}
