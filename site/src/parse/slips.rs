//! Lines of TOML as editors write them by mistake, and the same lines as they should be.
//!
//! Contract: pure, and a function of the line alone (for a list over several lines, of what stands before it too). The remedy
//! is the very line or value in the right form, so that it can be copied. What is not known here is left to the words of the
//! parser (see [`super::table`]).

use jiff::civil::Date;
use std::ops::Range;

/// Keys whose value is a date.
const DATES: &[&str] =
    &["dato", "gaelder_fra", "gaelder_til", "gennemgaaet", "kontrolleret", "naeste_gennemgang", "pris_dato", "udgives"];

/// Keys whose value is true or false.
const FLAGS: &[&str] = &["kladde"];

/// Quotation marks that word processors make of straight ones.
const TYPOGRAPHIC: &[char] = &['”', '“', '„', '»', '«', '’', '‘', '‚'];

/// What is wrong with a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Slip {
    /// Where, in the line.
    pub(super) range: Range<usize>,
    /// What is wrong.
    pub(super) message: String,
    /// How to mend it.
    pub(super) hint: String,
}

/// What is wrong with a line, if it is something that is known here; `before` is the text above it.
pub(super) fn slip(line: &str, before: &str) -> Option<Slip> {
    let new = |range: Range<usize>, message: String, hint: String| Some(Slip { range, message, hint });
    let trimmed = line.trim();
    if trimmed.starts_with('#') {
        return None;
    }
    if trimmed.starts_with('"') {
        return missing_comma(line).or_else(|| missing_comma_above(line, before));
    }
    if let Some(slip) = date_within(line) {
        return Some(slip);
    }
    if let Some(heading) = heading(line) {
        return heading;
    }
    if let Some((key, at)) = colon(line) {
        let written = value(&line[at + 1..]);
        let hint = format!("skriv {} = {}", name(key), in_form(&name(key), &line[at + 1..][written]));
        return new(at..at + 1, format!("efter »{key}« står et kolon og ikke et lighedstegn"), hint);
    }
    let (key, _) = line.split_once('=')?;
    let range = value(&line[key.len() + 1..]);
    let range = range.start + key.len() + 1..range.end + key.len() + 1;
    let (indent, key) = (key.len() - key.trim_start().len(), key.trim());
    if key.is_empty() {
        return None;
    }
    if name(key) != key.to_lowercase() && !key.contains(['"', '\'', '.']) {
        let message = format!("»{key}« kan ikke være navnet på en oplysning");
        return new(
            indent..indent + key.len(),
            message,
            format!("skriv »{}«; navne har kun bogstaverne a-z og _", name(key)),
        );
    }
    let written = &line[range.clone()];
    let mended = format!("skriv {key} = {}", in_form(key, written));
    if written.is_empty() {
        let hint = "skriv den efter lighedstegnet, eller slet linjen, hvis den ikke skal bruges";
        return new(line.len()..line.len(), format!("»{key}« har ingen værdi"), hint.to_owned());
    }
    if DATES.contains(&key) && !written.starts_with('[') {
        return date(key, written, range);
    }
    if FLAGS.contains(&key) && flag(written).is_some() {
        return new(range, format!("»{key}« skal være true eller false"), mended);
    }
    if typographic(written) {
        return new(range, "teksten står i typografiske anførselstegn".to_owned(), mended);
    }
    if written.starts_with('[') {
        return missing_comma(line);
    }
    if written.starts_with('"') && written.matches('"').count() > 2 && !written.starts_with("\"\"\"") {
        return new(range, "der står anførselstegn inde i teksten".to_owned(), mended);
    }
    if !written.starts_with(['"', '\'', '{']) && !is_value(written) {
        return new(range, "teksten mangler anførselstegn".to_owned(), mended);
    }
    None
}

/// What is wrong with what stands in the place of a date.
fn date(key: &str, written: &str, range: Range<usize>) -> Option<Slip> {
    let (message, hint) = match day(written) {
        Day::None => return None,
        Day::NoSuch => (
            "datoen findes ikke i kalenderen",
            "se efter, om måned og dag er rigtige; datoen skrives år-måned-dag".to_owned(),
        ),
        Day::Is(date) => ("datoen skal skrives år-måned-dag", format!("skriv {key} = {date}")),
    };
    Some(Slip { range, message: message.to_owned(), hint })
}

/// A date in another form within braces, `{ dato = 21.11.2026, … }`.
fn date_within(line: &str) -> Option<Slip> {
    let mut end = line.find('{')?;
    line[end + 1..].split(['{', ',', '}']).find_map(|part| {
        end += 1 + part.len();
        let (key, rest) = part.split_once('=')?;
        let (key, written) = (key.trim(), rest.trim());
        let from = end - rest.trim_start().len();
        let is_right = day(written) == Day::Is(written.to_owned());
        let is_meant = DATES.contains(&key) && !is_right && !written.starts_with('"');
        is_meant.then(|| date(key, written, from..from + written.len())).flatten()
    })
}

/// What is wrong with the name in a heading, `[name]`; outer `None` where the line is no heading.
#[allow(clippy::option_option, reason = "whether it is a heading, and whether that is wrong")]
fn heading(line: &str) -> Option<Option<Slip>> {
    let trimmed = line.trim();
    let name = trimmed.strip_prefix('[')?.trim_start_matches('[').split(']').next()?;
    let parts: Vec<_> = name.split('.').map(super::slug::slug).collect();
    let meant = parts.join(".");
    let odd = name.chars().any(|c| !c.is_ascii() || c == ' ') && !name.contains(['"', '\'', '=']) && !meant.is_empty();
    let at = line.find(name).unwrap_or_default();
    Some(odd.then(|| Slip {
        range: at..at + name.len(),
        message: format!("»{name}« kan ikke være navnet på en post"),
        hint: format!("skriv {}", trimmed.replace(name, &meant)),
    }))
}

/// The key before a colon that stands where an equals sign should, and where the colon is.
fn colon(line: &str) -> Option<(&str, usize)> {
    let at = line.find(':')?;
    let key = line[..at].trim();
    let good = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ');
    (!key.is_empty() && key.chars().all(good)).then_some((key, at))
}

/// Where the value stands in what follows the equals sign: without blanks, and without a comment after it.
fn value(rest: &str) -> Range<usize> {
    let mut quoted = false;
    let mut end = rest.len();
    for (at, c) in rest.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '#' if !quoted => {
                end = at;
                break;
            }
            _ => {}
        }
    }
    let end = rest[..end].trim_end().len();
    end.min(rest.len() - rest.trim_start().len())..end
}

/// A key in the letters that keys have.
fn name(key: &str) -> String {
    super::slug::slug(&key.replace(['-', ' '], "_").replace('_', " ")).replace('-', "_")
}

/// A value as it should be written for a key.
fn in_form(key: &str, written: &str) -> String {
    if DATES.contains(&key)
        && let Day::Is(date) = day(written)
    {
        return date;
    }
    if FLAGS.contains(&key)
        && let Some(flag) = flag(written)
    {
        return flag.to_owned();
    }
    if written.starts_with('[') {
        return written.chars().map(|c| if TYPOGRAPHIC.contains(&c) { '"' } else { c }).collect();
    }
    if is_value(written) && !written.starts_with('"') {
        return written.to_owned();
    }
    let marks = |c: char| c == '"' || TYPOGRAPHIC.contains(&c);
    let inner = written.strip_prefix(marks).unwrap_or(written);
    let inner = inner.strip_suffix(marks).unwrap_or(inner);
    let mut opened = false;
    let inner: String = inner
        .chars()
        .map(|c| {
            if c != '"' {
                return c;
            }
            opened = !opened;
            if opened { '»' } else { '«' }
        })
        .collect();
    format!("\"{inner}\"")
}

/// Whether a value is a number or a date or true or false as it stands.
fn is_value(written: &str) -> bool {
    let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | ':' | 'T' | 'Z' | '_');
    matches!(written, "true" | "false") || (!written.is_empty() && written.chars().all(number))
}

/// Whether a typographic quotation mark stands for a straight one: outside of straight ones, or as the mate of one.
fn typographic(written: &str) -> bool {
    let mut quoted = false;
    let outside = written.chars().any(|c| {
        quoted ^= c == '"';
        !quoted && TYPOGRAPHIC.contains(&c)
    });
    outside || (quoted && written.ends_with(TYPOGRAPHIC))
}

/// Two texts of a list on one line with nothing between them.
fn missing_comma(line: &str) -> Option<Slip> {
    let mut ends = None;
    let mut quoted = false;
    for (at, _) in line.match_indices('"') {
        quoted = !quoted;
        match ends {
            Some(end) if quoted && line[end..at].trim().is_empty() => {
                let mended = format!("{}, {}", &line[..end].trim(), &line[at..].trim());
                return Some(Slip {
                    range: end..at + 1,
                    message: "der mangler et komma mellem to tekster i listen".to_owned(),
                    hint: format!("skriv {mended}"),
                });
            }
            _ if quoted => {}
            _ => ends = Some(at + 1),
        }
    }
    None
}

/// A text of a list whose line above has one without a comma after it.
fn missing_comma_above(line: &str, before: &str) -> Option<Slip> {
    let above = before.lines().rev().map(str::trim).find(|above| !above.is_empty())?;
    let indent = line.len() - line.trim_start().len();
    above.ends_with('"').then(|| Slip {
        range: indent..line.trim_end().len(),
        message: "der mangler et komma efter teksten på linjen over".to_owned(),
        hint: format!("skriv {above},"),
    })
}

/// What came of reading a date.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Day {
    /// The date as TOML has it.
    Is(String),
    /// In the form of a date, but there is no such day.
    NoSuch,
    /// No date at all.
    None,
}

/// Reads a date in any form in which people in Denmark write it.
pub(super) fn day(written: &str) -> Day {
    let parts: Vec<&str> = written.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let [first, month, last] = parts.as_slice() else { return Day::None };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    let month = month.parse::<i8>().ok().or_else(|| named_month(month));
    let (true, Ok(year), Some(month), Ok(day)) = (year.len() == 4, year.parse(), month, day.parse()) else {
        return Day::None;
    };
    Date::new(year, month, day).map_or(Day::NoSuch, |date| Day::Is(date.to_string()))
}

fn named_month(word: &str) -> Option<i8> {
    let months = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
    let word = word.to_lowercase();
    months.iter().position(|month| word.starts_with(month)).and_then(|at| i8::try_from(at + 1).ok())
}

/// What a word for yes or no is in TOML.
pub(super) fn flag(written: &str) -> Option<&'static str> {
    let marks = |c: char| c == '"' || TYPOGRAPHIC.contains(&c);
    match written.trim_matches(marks).to_lowercase().as_str() {
        "ja" | "sand" | "sandt" | "yes" | "true" => Some("true"),
        "nej" | "falsk" | "no" | "false" => Some("false"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Day, day, slip};

    #[test]
    fn dates_are_read_in_every_form() {
        for written in [
            "21. maj 2027",
            "21-05-2027",
            "21.5.2027",
            "2027/05/21",
            "2027–05–21",
            "2027-5-21",
            "\"2027-05-21\"",
            "21/5 2027",
        ] {
            assert_eq!(day(written), Day::Is("2027-05-21".to_owned()), "{written}");
        }
        assert_eq!(day("31-02-2027"), Day::NoSuch);
        for written in ["maj 2027", "21-05-27", "snart", "1.2.3.4", "a-b-2027"] {
            assert_eq!(day(written), Day::None, "{written}");
        }
    }

    #[test]
    fn a_line_is_shown_as_it_should_be() {
        for (line, hint) in [
            ("titel: Prøve", "skriv titel = \"Prøve\""),
            ("kladde = ja", "skriv kladde = true"),
            ("resume = \"Han sagde \"nej\" til os\"", "skriv resume = \"Han sagde »nej« til os\""),
            ("kilder = [\"a\" \"b\"]", "skriv kilder = [\"a\", \"b\"]"),
            ("kilder = [“a”, “b”]", "skriv kilder = [\"a\", \"b\"]"),
            ("titel = »Prøve«  # foreløbig", "skriv titel = \"Prøve\""),
            ("kort titel = \"Prøve\"", "skriv »kort_titel«; navne har kun bogstaverne a-z og _"),
            ("resumé = \"Kort.\"", "skriv »resume«; navne har kun bogstaverne a-z og _"),
            ("[mødeleder]", "skriv [moedeleder]"),
            ("[[midt.region nord]]", "skriv [[midt.region-nord]]"),
            ("beloeb = 28.O00 kr.", "skriv beloeb = \"28.O00 kr.\""),
            ("aendring = [{ tekst = \"Ny.\", dato = 21.11.2026 }]", "skriv dato = 2026-11-21"),
            ("  { dato = 21. november 2026, tekst = \"Ny.\" },", "skriv dato = 2026-11-21"),
        ] {
            assert_eq!(slip(line, "").map(|slip| slip.hint).as_deref(), Some(hint), "{line}");
        }
        for line in ["titel = \"»Prøve«\"", "# titel: x", "kilder = [\"a\", \"b\"]", "aar = 2027", "[a]", "", "=", ":"]
        {
            assert_eq!(slip(line, ""), None, "{line}");
        }
    }
}
