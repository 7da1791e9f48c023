//! Reading a number the way Danes write it: `28.000`, `28 000`, `28000`, `950,5`.
//!
//! Contract: `read` takes what a person typed and returns the digits before and after the comma, or says what is in
//! the way. It never guesses: a point is only ever a thousands separator between groups of three, so `28.00` and `1.5`
//! are errors and not 2800, 28 or 1,5. What the digits mean (kroner, pieces), and how many decimals are right, is for
//! the caller ([`crate::Amount`], [`crate::Quantity`]). The Danish words for the errors are in [`crate::text`].

use std::fmt;

/// Why a typed text is not a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberError {
    /// Nothing but blanks.
    Empty,
    /// The text begins with a minus.
    Negative,
    /// Scientific notation such as `1e9`.
    Exponent,
    /// Something that is neither digit, point, comma nor blank.
    Foreign {
        /// The foreign part, for example `stk`; at most 20 characters of it.
        found: String,
    },
    /// Points or blanks do not part the digits into groups of three: `1.5`, `28.00`, `1.0000`.
    Grouping {
        /// The number as typed; at most 20 characters of it.
        written: String,
    },
    /// More than one comma.
    SeveralCommas,
    /// A comma with no digit on one of its sides.
    LonelyComma,
}

impl fmt::Display for NumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::text::number_error(self, crate::text::Expected::Amount))
    }
}

impl std::error::Error for NumberError {}

/// A number as written: its whole part and the digits after the comma, if there was one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    /// The whole part; `u64::MAX` where the digits do not fit, which every caller's limit refuses.
    pub(crate) whole: u64,
    /// The digits after the comma: none without a comma, otherwise at least one.
    pub(crate) decimals: String,
}

/// How many characters of a wrong text an error keeps.
const SHOWN: usize = 20;

/// Replaces the blanks that word processors and spreadsheets put into numbers by plain ones, and trims.
pub(crate) fn plain_blanks(text: &str) -> String {
    let blank = |c: char| if c.is_whitespace() || c == '\u{2060}' { ' ' } else { c };
    text.chars().map(blank).collect::<String>().trim().to_owned()
}

/// True of the signs that people type or paste as a minus.
pub(crate) fn is_minus(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Reads a non-negative decimal number in Danish notation.
pub(crate) fn read(text: &str) -> Result<Written, NumberError> {
    let text = plain_blanks(text);
    if text.is_empty() {
        return Err(NumberError::Empty);
    }
    if text.starts_with(is_minus) {
        return Err(NumberError::Negative);
    }
    if is_exponent(&text) {
        return Err(NumberError::Exponent);
    }
    // Where there are words, all of them up to the next number: `kr. pr. time`.
    let mut is_word = false;
    let belongs = |c: &char| {
        is_word |= c.is_ascii_alphabetic();
        is_word && !c.is_ascii_digit() || is_foreign(*c)
    };
    let foreign = text.chars().skip_while(|&c| !is_foreign(c)).take_while(belongs).take(SHOWN);
    let found: String = foreign.collect();
    if !found.is_empty() {
        return Err(NumberError::Foreign { found: found.trim_end().to_owned() });
    }
    let mut parts = text.split(',');
    let whole = parts.next().unwrap_or_default().trim();
    let decimals = parts.next().map(str::trim);
    if parts.next().is_some() {
        return Err(NumberError::SeveralCommas);
    }
    if whole.is_empty() || decimals == Some("") {
        return Err(NumberError::LonelyComma);
    }
    let decimals = decimals.unwrap_or_default();
    match ungrouped(whole) {
        Some(digits) if decimals.bytes().all(|b| b.is_ascii_digit()) => {
            Ok(Written { whole: digits.parse().unwrap_or(u64::MAX), decimals: decimals.to_owned() })
        }
        _ => Err(NumberError::Grouping { written: text.chars().take(SHOWN).collect() }),
    }
}

/// The digits without their separators, or nothing where the separators are not thousands separators.
fn ungrouped(whole: &str) -> Option<String> {
    let separator = if whole.contains('.') { '.' } else { ' ' };
    let groups: Vec<&str> = whole.split(separator).collect();
    let digits = |group: &&str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    let grouped = match groups.as_slice() {
        [_] => true,
        [first, rest @ ..] => first.len() <= 3 && !first.starts_with('0') && rest.iter().all(|group| group.len() == 3),
        [] => false,
    };
    (grouped && groups.iter().all(digits)).then(|| groups.concat())
}

fn is_foreign(c: char) -> bool {
    !(c.is_ascii_digit() || matches!(c, '.' | ',' | ' '))
}

/// `1e9`, `1E+9`, `2,5e-3`: digits, one `e`, digits.
fn is_exponent(text: &str) -> bool {
    let Some((mantissa, power)) = text.split_once(['e', 'E']) else { return false };
    let power = power.strip_prefix(['+', '-']).unwrap_or(power);
    let digits = |part: &str| part.bytes().any(|b| b.is_ascii_digit()) && !part.contains(is_foreign);
    digits(mantissa) && digits(power)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str) -> Result<u64, NumberError> {
        read(text).map(|written| written.whole)
    }

    #[test]
    fn reads_groups_of_three_and_plain_digits() {
        for text in ["28.000", "28000", "28 000", "28\u{a0}000", " 28.000 ", "28\u{202f}000", "0028000"] {
            assert_eq!(whole(text), Ok(28_000), "{text:?}");
        }
        assert_eq!(whole("1.234.567"), Ok(1_234_567));
        assert_eq!(whole("0"), Ok(0));
    }

    #[test]
    fn refuses_what_could_be_read_in_two_ways() {
        for text in ["1.5", "28.00", "1.0000", "1000.000", "0.500", "1..000", ".500", "1.000 000", "1,000.50", "28."] {
            assert!(matches!(read(text), Err(NumberError::Grouping { .. })), "{text:?}");
        }
    }

    #[test]
    fn keeps_decimals_as_digits() {
        assert_eq!(read("950,5"), Ok(Written { whole: 950, decimals: "5".into() }));
        assert_eq!(read("950").map(|w| w.decimals), Ok(String::new()));
    }

    #[test]
    fn names_what_is_in_the_way() {
        assert_eq!(read("  "), Err(NumberError::Empty));
        assert_eq!(read("\u{2212}1"), Err(NumberError::Negative));
        assert_eq!(read("1e9"), Err(NumberError::Exponent));
        assert_eq!(read("2,5E-3"), Err(NumberError::Exponent));
        assert_eq!(read("12,5 stk"), Err(NumberError::Foreign { found: "stk".into() }));
        assert_eq!(read("28.000 kr. pr. time"), Err(NumberError::Foreign { found: "kr. pr. time".into() }));
        assert_eq!(read("3x5"), Err(NumberError::Foreign { found: "x".into() }));
        assert_eq!(read("2 kr. 50"), Err(NumberError::Foreign { found: "kr.".into() }));
        assert_eq!(read("3-4-5"), Err(NumberError::Foreign { found: "-".into() }));
        assert_eq!(read("en"), Err(NumberError::Foreign { found: "en".into() }));
        assert_eq!(read("3-4"), Err(NumberError::Foreign { found: "-".into() }));
        assert_eq!(read("1,2,3"), Err(NumberError::SeveralCommas));
        assert_eq!(read("12,"), Err(NumberError::LonelyComma));
        assert_eq!(read(",5"), Err(NumberError::LonelyComma));
    }

    #[test]
    fn more_digits_than_fit_become_the_largest_number() {
        assert_eq!(whole("99999999999999999999999"), Ok(u64::MAX));
    }
}
