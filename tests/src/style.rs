//! A style sheet, read as far as the tests of the design need it.
//!
//! Contract: every declaration in order with the rules and conditions that it stands in, nested ones included, and its line.
//! Comments are left out. It is no parser of CSS: it knows braces, semicolons, strings and brackets, and panics where they do
//! not pair.

use std::collections::BTreeMap;

/// One `property: value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    /// What it stands in, outermost first: `@media print`, `.top`, `& a`.
    pub within: Vec<String>,
    /// Its property, custom ones with their two dashes.
    pub property: String,
    /// Its value.
    pub value: String,
    /// Line of the file, from 1.
    pub line: usize,
}

impl Declaration {
    /// Whether it stands in a condition or rule that says this.
    #[must_use]
    pub fn is_within(&self, words: &str) -> bool {
        self.within.iter().any(|outer| outer.contains(words))
    }
}

/// All declarations of a style sheet.
///
/// # Panics
/// Where braces do not pair.
#[must_use]
pub fn declarations(css: &str) -> Vec<Declaration> {
    let (mut found, mut within, mut piece) = (Vec::new(), Vec::new(), String::new());
    let (mut line, mut started, mut brackets, mut quoted) = (1, 1, 0_usize, None);
    let mut rest = css;
    while let Some(c) = rest.chars().next() {
        if quoted.is_none() && rest.starts_with("/*") {
            let end = rest.find("*/").expect("a comment ends") + 2;
            line += rest[..end].matches('\n').count();
            rest = &rest[end..];
            continue;
        }
        match (c, quoted) {
            ('"', None) => quoted = Some(c),
            (_, Some(mark)) if c == mark => quoted = None,
            ('(', None) => brackets += 1,
            (')', None) => brackets -= 1,
            _ => {}
        }
        let plain = quoted.is_none() && brackets == 0;
        match c {
            '{' if plain => within.push(std::mem::take(&mut piece).trim().to_owned()),
            ';' | '}' if plain => {
                if let Some((property, value)) = piece.trim().split_once(':') {
                    let [property, value] = [property, value].map(|part| part.trim().to_owned());
                    found.push(Declaration { within: within.clone(), property, value, line: started });
                }
                piece.clear();
                if c == '}' {
                    within.pop().expect("a brace that closes has one that opens");
                }
            }
            _ => {
                if piece.trim().is_empty() {
                    started = line;
                }
                piece.push(c);
            }
        }
        line += usize::from(c == '\n');
        rest = &rest[c.len_utf8()..];
    }
    assert!(within.is_empty(), "a brace is not closed: {within:?}");
    found
}

/// The custom properties of the root, where no condition holds or this one alone.
#[must_use]
pub fn tokens(all: &[Declaration], condition: Option<&str>) -> BTreeMap<String, String> {
    let of_root = |one: &&Declaration| match (one.within.as_slice(), condition) {
        ([root], _) => root == ":root",
        ([media, root], Some(condition)) => root == ":root" && media.contains(condition),
        _ => false,
    };
    // What a condition says comes last in the file's own order, and wins.
    let custom = all.iter().filter(of_root).filter(|one| one.property.starts_with("--"));
    let (plain, conditional): (Vec<_>, Vec<_>) = custom.partition(|one| one.within.len() == 1);
    plain.into_iter().chain(conditional).map(|one| (one.property.clone(), one.value.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::{declarations, tokens};

    #[test]
    fn declarations_know_what_they_stand_in() {
        let css = "/* a: b; */\n:root { --a: #fff; --b: url(\"x;{\") }\n@media print {\n  :root { --a: #000 }\n  .c {\n    & d:hover { color: red }\n  }\n}";
        let found = declarations(css);
        assert_eq!(found.len(), 4);
        assert_eq!(found[1].value, "url(\"x;{\")");
        assert_eq!(found[3].within, ["@media print", ".c", "& d:hover"]);
        assert_eq!((found[3].line, found[3].property.as_str()), (6, "color"));
        assert_eq!(tokens(&found, None)["--a"], "#fff");
        assert_eq!(tokens(&found, Some("print"))["--a"], "#000");
    }
}
