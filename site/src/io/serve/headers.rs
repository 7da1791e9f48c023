//! The file `_headers`: which headers a path is sent with, in the form of Netlify and Cloudflare Pages.
//!
//! Contract: a line that begins at the margin is a path, `*` in it stands for anything; indented lines under it are
//! `Name: value`; `#` begins a comment. What is not understood is left out: this server shows how a host behaves, it does
//! not judge.

/// A path pattern and its headers.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    pattern: String,
    headers: Vec<(String, String)>,
}

/// All rules of one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rules(Vec<Rule>);

impl Rules {
    /// Reads the text of a `_headers` file.
    ///
    /// ```
    /// use site::io::serve::headers::Rules;
    /// let rules = Rules::parse("# note\n/*\n  Referrer-Policy: no-referrer\n/assets/*\n  Cache-Control: immutable\n");
    /// assert_eq!(rules.of("/a/"), [("Referrer-Policy".into(), "no-referrer".into())]);
    /// assert_eq!(rules.of("/assets/a.css").len(), 2);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut rules: Vec<Rule> = Vec::new();
        for line in text.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#')) {
            if !line.starts_with([' ', '\t']) {
                rules.push(Rule { pattern: line.trim().to_owned(), headers: Vec::new() });
            } else if let (Some(rule), Some((name, value))) = (rules.last_mut(), line.split_once(':')) {
                rule.headers.push((name.trim().to_owned(), value.trim().to_owned()));
            }
        }
        Self(rules)
    }

    /// The headers of a path, in the file's order.
    #[must_use]
    pub fn of(&self, path: &str) -> Vec<(String, String)> {
        self.0.iter().filter(|rule| fits(&rule.pattern, path)).flat_map(|rule| rule.headers.clone()).collect()
    }
}

fn fits(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == path,
        Some((before, after)) => path
            .strip_prefix(before)
            .is_some_and(|rest| (0..=rest.len()).any(|at| rest.get(at..).is_some_and(|end| fits(after, end)))),
    }
}

#[cfg(test)]
mod tests {
    use super::{Rules, fits};
    use crate::headers::{HEADERS, Hints, headers_file};

    #[test]
    fn patterns() {
        for (pattern, path, expected) in [
            ("/*", "/", true),
            ("/*", "/a/b.css", true),
            ("/a", "/a", true),
            ("/a", "/a/", false),
            ("/assets/*", "/assets/æ.css", true),
            ("/assets/*", "/asset", false),
            ("/*.js", "/a/b.js", true),
            ("/*.js", "/a/b.jsx", false),
        ] {
            assert_eq!(fits(pattern, path), expected, "{pattern} {path}");
        }
    }

    #[test]
    fn our_own_file_gives_our_own_headers() {
        let hints = Hints {
            style: Some("/assets/a-0123.css".to_owned()),
            tools: vec![("/b/".to_owned(), ["/assets/b-0123.js".to_owned(), "/assets/b-0123.wasm".to_owned()])],
            attachments: vec!["/c.html".to_owned()],
        };
        let all = Rules::parse(&headers_file(&hints));
        let links = |path: &str| all.of(path).iter().filter(|(name, _)| name == "Link").count();
        assert_eq!([links("/"), links("/b/")], [1, 3]);
        assert!(all.of("/c.html").iter().any(|(name, _)| name == "Content-Disposition"));
        let rules = Rules::parse(&headers_file(&Hints::default()));
        let expected: Vec<_> = HEADERS.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        assert_eq!(rules.of("/"), expected);
        assert!(rules.of("/assets/a-0123.css").iter().any(|(name, _)| name == "Cache-Control"));
    }

    #[test]
    fn odd_lines_are_left_out() {
        let rules = Rules::parse("  Before: any path\n/*\n  no colon\n\n  A: b: c\n#/x\n");
        assert_eq!(rules.of("/x"), [("A".to_owned(), "b: c".to_owned())]);
    }
}
