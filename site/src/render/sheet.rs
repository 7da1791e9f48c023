//! A style sheet as it is sent: without the comments that are for whoever writes it.
//!
//! Contract: only comments go, and the line breaks after them; what stands in quotation marks stays, whatever it holds. A comment
//! that is never closed goes with all after it, as a browser reads it. The file keeps the name that its source gives it, so that
//! a build that knows only the hash of a file comes to the same addresses.

/// The style sheet without comments.
pub(super) fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find(['"', '\'', '/']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let (taken, length) = match from.strip_prefix("/*") {
            Some(inside) => {
                let end = inside.find("*/").map_or(from.len(), |end| end + 4);
                let breaks = from.get(end..).map_or(0, |after| after.len() - after.trim_start_matches('\n').len());
                ("", end + breaks)
            }
            None => {
                let length = quoted(from).unwrap_or(1);
                (from.get(..length).unwrap_or(from), length)
            }
        };
        out.push_str(taken);
        rest = from.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// How long the string is that `css` begins with, its marks included; `None` where it begins with none.
fn quoted(css: &str) -> Option<usize> {
    let mark = css.chars().next().filter(|first| matches!(first, '"' | '\''))?;
    let mut escaped = false;
    let inside = css.char_indices().skip(1).find(|(_, sign)| {
        let ends = !escaped && *sign == mark;
        escaped = !escaped && *sign == '\\';
        ends
    });
    Some(inside.map_or(css.len(), |(at, _)| at + 1))
}

#[cfg(test)]
mod tests {
    use super::without_comments;

    #[test]
    fn only_comments_go() {
        for (css, sent) in [
            ("a { color: red }\n", "a { color: red }\n"),
            ("/* Base */\n\na { b: c }\n", "a { b: c }\n"),
            ("a { b: c; /* why */ d: e }", "a { b: c;  d: e }"),
            ("a::after { content: \"/* no */\" }", "a::after { content: \"/* no */\" }"),
            ("a::after { content: '\\'/*' } /* x */", "a::after { content: '\\'/*' } "),
            ("a { b: url(/x/y.svg) }", "a { b: url(/x/y.svg) }"),
            ("a { b: c } /* never closed", "a { b: c } "),
            ("/**/", ""),
            ("/*/ a */b", "b"),
            ("æ /* å */ø", "æ ø"),
            ("\"open", "\"open"),
        ] {
            assert_eq!(without_comments(css), sent, "{css}");
        }
    }
}
