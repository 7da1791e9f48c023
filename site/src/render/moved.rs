//! Markup that is moved to another place: other ids, other addresses, headings further down.
//!
//! Contract: reads markup of our own modules alone, whose attributes stand in double quotes and whose text holds neither `<` nor `"`
//! (maud escapes both). What runs is left out, with what is said of it where it does not run; so are the steps from one page to the next
//! and the links on words of the glossary, which would stand there again and again. What is folded stands open.

use std::borrow::Cow;

/// What becomes of the attributes of a tag: `None` leaves one as it is, and a second text is added after it.
pub(crate) type Change<'a> = dyn FnMut(&str, &str, &str) -> Option<(String, String)> + 'a;

/// What is left out whole: how it begins after `<`, and how it ends.
const LEFT_OUT: [(&str, &str); 3] =
    [("script", "</script>"), ("p class=\"no-script\"", "</p>"), ("p class=\"next-step\"", "</p>")];
/// A link on a word of the glossary: the word stays.
const TERM: &str = "a class=\"term\"";

/// The markup with headings moved down by `shift` levels; `change` is given each attribute by the tag's name, its own and its value.
pub(crate) fn moved(markup: &str, shift: u8, change: &mut Change<'_>) -> String {
    let mut out = String::with_capacity(markup.len() + markup.len() / 8);
    let mut rest = markup;
    while let Some((text, from)) = rest.split_once('<') {
        out.push_str(text);
        rest = if let Some(behind) = LEFT_OUT
            .iter()
            .find_map(|(begins, ends)| from.strip_prefix(begins).and_then(|inside| Some(inside.split_once(ends)?.1)))
        {
            behind
        } else if let Some((word, behind)) =
            from.strip_prefix(TERM).and_then(|term| term.split_once('>')?.1.split_once("</a>"))
        {
            out.push_str(word);
            behind
        } else {
            let (tag, behind) = from.split_once('>').unwrap_or((from, ""));
            out.push('<');
            push_tag(&mut out, tag, shift, change);
            out.push('>');
            behind
        };
    }
    out.push_str(rest);
    out
}

fn push_tag(out: &mut String, tag: &str, shift: u8, change: &mut Change<'_>) {
    let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
    out.push_str(&lowered(name, shift));
    let mut rest = attributes;
    // In quotation marks stands a value alone, so a mark is where one begins.
    while let Some((key, value)) = rest.split_once('"') {
        let (value, behind) = value.split_once('"').unwrap_or((value, ""));
        out.push(' ');
        out.push_str(key);
        out.push('"');
        // What stands before `=` may be an attribute without a value, and then the one that has it.
        let key = key.strip_suffix('=').unwrap_or(key);
        let changed = change(name, key.rsplit(' ').next().unwrap_or(key), value);
        out.push_str(changed.as_ref().map_or(value, |(value, _)| value));
        out.push('"');
        out.push_str(changed.as_ref().map_or("", |(_, more)| more));
        rest = behind.strip_prefix(' ').unwrap_or(behind);
    }
    if !rest.is_empty() {
        out.push(' ');
        out.push_str(rest);
    }
    if name == "details" && rest != "open" {
        out.push_str(" open");
    }
}

/// `h2` as `h3`, and so on; the sixth is the last there is.
fn lowered(name: &str, shift: u8) -> Cow<'_, str> {
    let (end, bare) = name.strip_prefix('/').map_or(("", name), |bare| ("/", bare));
    match bare.strip_prefix('h').filter(|level| level.len() == 1).and_then(|level| level.parse::<u8>().ok()) {
        Some(level @ 1..=6) if shift > 0 => Cow::Owned(format!("{end}h{}", level.saturating_add(shift).min(6))),
        _ => Cow::Borrowed(name),
    }
}

#[cfg(test)]
mod tests {
    use super::moved;

    fn still(markup: &str) -> String {
        moved(markup, 0, &mut |_, _, _| None)
    }

    #[test]
    fn attributes_are_given_with_their_tags() {
        let markup = "<h2 id=\"a\" class=\"b\">x &lt; y</h2><a download href=\"/c/\">d</a><br><h6>e</h6>";
        let mut seen = Vec::new();
        let moved = moved(markup, 1, &mut |tag, key, value| {
            seen.push(format!("{tag} {key} {value}"));
            (key == "href").then(|| ("/d/".to_owned(), " rel=\"e\"".to_owned()))
        });
        assert_eq!(seen, ["h2 id a", "h2 class b", "a href /c/"]);
        let expected = "<h3 id=\"a\" class=\"b\">x &lt; y</h3><a download href=\"/d/\" rel=\"e\">d</a><br><h6>e</h6>";
        assert_eq!(moved, expected);
    }

    #[test]
    fn what_runs_and_what_would_repeat_is_left_out() {
        let markup = "<p class=\"no-script\">Slå til.</p><p>a</p><script type=\"x\">1 < 2</script><p>b</p>\
            <p class=\"next-step\"><a href=\"/c/\">c</a></p>";
        assert_eq!(still(markup), "<p>a</p><p>b</p>");
        assert_eq!(
            still("<p>Et <a class=\"term\" href=\"/o/#d\">notat</a> og <a href=\"/e/\">e</a></p>"),
            "<p>Et notat og <a href=\"/e/\">e</a></p>"
        );
    }

    #[test]
    fn what_is_folded_stands_open() {
        let markup = "<details class=\"a\"><summary>b</summary></details><details open>c</details><details>d</details>";
        let open = "<details class=\"a\" open><summary>b</summary></details><details open>c</details><details open>d</details>";
        assert_eq!(still(markup), open);
    }
}
