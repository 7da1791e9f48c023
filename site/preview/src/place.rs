//! Where a file belongs, what a new one begins with, and where in a text something stands.
//!
//! Contract: pure. A browser counts a text in UTF-16, the generator in bytes; both ways lead through here.

use crate::Files;
use jiff::ToSpan as _;
use jiff::civil::Date;
use site::source::Position;

/// The path that a file from the editor's own machine has on the site: that of the file that is open, or of the only one with
/// that name; else it is a new one at the top of `content/`.
#[must_use]
pub fn of_file(files: &Files, open: &str, name: &str) -> String {
    let named = |path: &str| path.rsplit('/').next() == Some(name);
    if named(open) {
        return open.to_owned();
    }
    let mut found = files.paths().filter(|path| path.starts_with("content/") && named(path));
    match (found.next(), found.next()) {
        (Some(only), None) => only.to_owned(),
        (Some(_), Some(_)) => free(files, name),
        (None, _) => format!("content/{name}"),
    }
}

/// A path at the top of `content/` that no file has, for a name of which there are many.
fn free(files: &Files, name: &str) -> String {
    let tried = |number: usize| format!("content/ny-{number}-{name}");
    (1..).map(tried).find(|path| !files.has(path)).unwrap_or_default()
}

/// The path of a new page.
#[must_use]
pub fn of_new(files: &Files) -> String {
    let first = "content/ny-side.md";
    if files.has(first) { free(files, "side.md") } else { first.to_owned() }
}

/// What a new page begins with: all that it must say, for the editor to fill in.
#[must_use]
pub fn beginning(today: Date) -> String {
    let next = today.checked_add(1.year()).unwrap_or(today);
    format!(
        "+++\ntitel = \"\"\nresume = \"\"\ngennemgaaet = {today}\nnaeste_gennemgang = {next}\nansvarlig = \"\"\nkilder = []\n+++\n\n"
    )
}

/// A text as a field for text holds it: no byte order mark, and `\n` at the end of each line.
#[must_use]
pub fn plain(text: &str) -> String {
    text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n")
}

/// How many units of UTF-16 stand before a byte of a text.
#[must_use]
pub fn units(text: &str, byte: usize) -> u32 {
    let before = text.get(..byte).unwrap_or(text);
    u32::try_from(before.encode_utf16().count()).unwrap_or(u32::MAX)
}

/// How many units of UTF-16 stand before a place of a text; the end of the line where the line is shorter.
#[must_use]
pub fn units_at(text: &str, place: Position) -> u32 {
    let start: usize = text.split_inclusive('\n').take(place.line.saturating_sub(1)).map(str::len).sum();
    let line = text.get(start..).unwrap_or_default().split('\n').next().unwrap_or_default();
    let within: usize = line.chars().take(place.column.saturating_sub(1)).map(char::len_utf8).sum();
    units(text, start + within)
}

/// How many bytes stand before a unit of UTF-16.
#[must_use]
pub fn bytes(text: &str, unit: u32) -> usize {
    let mut left = unit;
    for (at, c) in text.char_indices() {
        let Some(rest) = left.checked_sub(if c.len_utf16() > 1 { 2 } else { 1 }) else { return at };
        left = rest;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::{beginning, bytes, of_file, of_new, plain, units, units_at};
    use crate::{Content, Files};
    use jiff::civil::date;
    use site::source::Source;

    fn files(paths: &[&str]) -> Files {
        let mut files = Files::new(date(2026, 6, 1));
        for path in paths {
            files.put(path, Content::Whole(Vec::new()));
        }
        files
    }

    #[test]
    fn a_file_goes_where_its_name_is_known() {
        let files = files(&["content/index.md", "content/om/index.md", "content/om/ssp.md", "public/robots.txt"]);
        for (open, name, expected) in [
            ("", "ssp.md", "content/om/ssp.md"),
            ("content/om/index.md", "index.md", "content/om/index.md"),
            ("", "index.md", "content/ny-1-index.md"),
            ("content/index.md", "Ny side.md", "content/Ny side.md"),
            ("", "robots.txt", "content/robots.txt"),
        ] {
            assert_eq!(of_file(&files, open, name), expected);
        }
    }

    #[test]
    fn a_new_page_takes_no_place_of_another() {
        assert_eq!(of_new(&files(&[])), "content/ny-side.md");
        assert_eq!(of_new(&files(&["content/ny-side.md", "content/ny-1-side.md"])), "content/ny-2-side.md");
        assert!(beginning(date(2028, 2, 29)).contains("naeste_gennemgang = 2029-02-28\n"));
    }

    #[test]
    fn a_field_holds_plain_lines() {
        assert_eq!(plain("\u{feff}a\r\nb\rc\n"), "a\nb\nc\n");
    }

    #[test]
    fn places_lead_both_ways() {
        let text = "aæ€𝄞\n!";
        let places: Vec<_> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        for at in places {
            assert_eq!(bytes(text, units(text, at)), at);
            assert_eq!(units_at(text, Source::new("", text).position(at)), units(text, at));
        }
        assert_eq!((units(text, 6), units(text, 10)), (3, 5));
        assert_eq!((bytes(text, 4), bytes(text, 99)), (6, text.len()), "within a pair, past the end");
    }
}
