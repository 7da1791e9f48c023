//! A style sheet as it is sent: without the comments and the indents that are for whoever writes it.
//!
//! Contract: comments go, and white space where it says nothing: at the ends, beside `{`, `}`, `;`, `,` and `>`, and after `:`, with the
//! `;` before a `}`. Elsewhere a run of it is one blank, since between selectors it has a meaning, before a `:` too. What stands in quotation marks stays, whatever it holds. A comment that is
//! never closed goes with all after it, as a browser reads it. The file keeps the name that its source gives it, so that a
//! build that knows only the hash of a file comes to the same addresses.

/// What needs no white space before it.
const BEFORE: [char; 5] = ['{', '}', ';', ',', '>'];

/// What needs none after it.
const AFTER: [char; 6] = ['{', '}', ';', ',', '>', ':'];

/// The style sheet as short as it can be said in the same words.
pub(super) fn shortened(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    // Whether white space or a comment has been passed over since the last sign.
    let mut gap = false;
    let mut rest = css;
    while let Some(sign) = rest.chars().next() {
        if let Some(inside) = rest.strip_prefix("/*") {
            rest = inside.split_once("*/").map_or("", |(_, after)| after);
            gap = true;
            continue;
        }
        let taken = quoted(rest).unwrap_or(sign.len_utf8());
        let (piece, after) = rest.split_at(taken);
        rest = after;
        if sign.is_ascii_whitespace() {
            gap = true;
            continue;
        }
        if gap && !BEFORE.contains(&sign) && !out.is_empty() && !out.ends_with(AFTER) {
            out.push(' ');
        }
        if sign == '}' && out.ends_with(';') {
            out.pop();
        }
        gap = false;
        out.push_str(piece);
    }
    out
}

/// How long the string is that `css` begins with, its marks included; `None` where it begins with none.
fn quoted(css: &str) -> Option<usize> {
    let mark = css.chars().next().filter(|first| matches!(first, '"' | '\''))?;
    let mut escaped = false;
    let end = css.strip_prefix(mark)?.char_indices().find(|(_, sign)| {
        let ends = !escaped && *sign == mark;
        escaped = !escaped && *sign == '\\';
        ends
    });
    // Both marks are a byte each.
    Some(end.map_or(css.len(), |(at, _)| at + 2))
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn only_what_says_nothing_goes() {
        for (css, sent) in [
            ("a { color: red }\n", "a{color:red}"),
            ("/* Base */\n\na { b: c }\n", "a{b:c}"),
            ("a { b: c; /* why */ d: e }", "a{b:c;d:e}"),
            ("a\n  :is(b, c) {\n  d: e;\n}", "a :is(b,c){d:e}"),
            ("a > b, c :hover { d: e, f }", "a>b,c :hover{d:e,f}"),
            ("@media (20rem <= width) { a { b: c; } }", "@media (20rem <= width){a{b:c}}"),
            ("a/* not one word */b { c: d }", "a b{c:d}"),
            ("a::after { content: \"/* no */  {\" }", "a::after{content:\"/* no */  {\"}"),
            ("a::after { content: '\\'/*' } /* x */", "a::after{content:'\\'/*'}"),
            ("a { b: url(/x/y.svg) }", "a{b:url(/x/y.svg)}"),
            ("a { b: c } /* never closed", "a{b:c}"),
            ("@media (a) and (b) { & c { d: e } }", "@media (a) and (b){& c{d:e}}"),
            ("a { b: calc(1px + 2px) }", "a{b:calc(1px + 2px)}"),
            ("/**/", ""),
            ("/*/ a */b", "b"),
            ("æ /* å */ø", "æ ø"),
            ("\"open  ", "\"open  "),
        ] {
            assert_eq!(shortened(css), sent, "{css}");
        }
    }
}
