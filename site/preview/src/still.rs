//! The finished page as it is put into the frame, where nothing may run.
//!
//! Contract: every `script` element is left out, so that the browser has none to refuse; all else stays byte for byte. What is
//! given was made by the generator: text in it has no `<`, and data in a script has none either.

/// The page without its scripts.
#[must_use]
pub fn still(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, from)) = rest.split_once("<script") {
        out.push_str(before);
        rest = from.split_once("</script>").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::still;

    #[test]
    fn scripts_go_and_all_else_stays() {
        for (html, shown) in [
            ("<p>a</p>", "<p>a</p>"),
            (
                "<head><script src=\"/a.js\" defer></script></head><p>a &lt;script&gt;</p>",
                "<head></head><p>a &lt;script&gt;</p>",
            ),
            ("a<script type=\"application/json\">{\"x\":\"\\u003c\"}</script>b<script></script>c", "abc"),
            ("a<script>never closed", "a"),
            ("", ""),
        ] {
            assert_eq!(still(html), shown);
        }
    }
}
