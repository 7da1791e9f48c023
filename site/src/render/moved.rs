//! Markup that is moved to another place: other ids, other addresses, headings further down; and links that get a number.
//!
//! Contract: reads markup of our own modules alone, whose attributes stand in double quotes and whose text holds neither `<` nor `"`
//! (maud escapes both). What runs is left out, with what is said of it where it does not run.

use std::borrow::Cow;

/// What becomes of the attributes of a tag: `None` leaves one as it is, and a second text is added after it.
pub(crate) type Change<'a> = dyn FnMut(&str, &str, &str) -> Option<(String, String)> + 'a;

/// The markup with headings moved down by `shift` levels, without what runs; `change` is given each attribute by the tag's name, its own
/// and its value.
pub(crate) fn moved(markup: &str, shift: u8, change: &mut Change<'_>) -> String {
    rewritten(markup, shift, false, change)
}

/// The markup where it stands.
pub(crate) fn kept(markup: &str, change: &mut Change<'_>) -> String {
    rewritten(markup, 0, true, change)
}

fn rewritten(markup: &str, shift: u8, runs: bool, change: &mut Change<'_>) -> String {
    let mut out = String::with_capacity(markup.len() + markup.len() / 8);
    let mut rest = markup;
    while let Some((text, from)) = rest.split_once('<') {
        out.push_str(text);
        if let Some(after) = from.strip_prefix("script").and_then(|script| after(script, "</script>")) {
            if runs {
                out.push_str(markup.get(markup.len() - from.len() - 1..markup.len() - after.len()).unwrap_or_default());
            }
            rest = after;
            continue;
        }
        if !runs && let Some(after) = from.strip_prefix("p class=\"no-script\"").and_then(|note| after(note, "</p>")) {
            rest = after;
            continue;
        }
        let (tag, behind) = from.split_once('>').unwrap_or((from, ""));
        out.push('<');
        push_tag(&mut out, tag, shift, change);
        out.push('>');
        rest = behind;
    }
    out.push_str(rest);
    out
}

fn after<'m>(markup: &'m str, end: &str) -> Option<&'m str> {
    markup.split_once(end).map(|(_, after)| after)
}

fn push_tag(out: &mut String, tag: &str, shift: u8, change: &mut Change<'_>) {
    let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
    out.push_str(&lowered(name, shift));
    let mut rest = attributes;
    while let Some((key, value)) = rest.split_once("=\"") {
        let (value, behind) = value.split_once('"').unwrap_or((value, ""));
        out.push(' ');
        out.push_str(key);
        out.push_str("=\"");
        // What stands before `=` may be an attribute without a value, and then the one that has it.
        let own = key.rsplit(' ').next().unwrap_or(key);
        match change(name, own, value) {
            Some((value, more)) => {
                out.push_str(&value);
                out.push('"');
                out.push_str(&more);
            }
            None => {
                out.push_str(value);
                out.push('"');
            }
        }
        rest = behind.strip_prefix(' ').unwrap_or(behind);
    }
    if !rest.is_empty() {
        out.push(' ');
        out.push_str(rest);
    }
}

/// `h2` as `h3`, and so on; the sixth is the last there is.
fn lowered(name: &str, shift: u8) -> Cow<'_, str> {
    let (end, bare) = name.strip_prefix('/').map_or(("", name), |bare| ("/", bare));
    match bare.strip_prefix('h').and_then(|level| level.parse::<u8>().ok()) {
        Some(level @ 1..=6) => Cow::Owned(format!("{end}h{}", level.saturating_add(shift).min(6))),
        _ => Cow::Borrowed(name),
    }
}

#[cfg(test)]
mod tests {
    use super::{kept, moved};

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
    fn what_runs_is_left_out() {
        let markup = "<p class=\"no-script\">Slå til.</p><p>a</p><script type=\"x\">1 < 2</script><p>b</p>";
        assert_eq!(moved(markup, 0, &mut |_, _, _| None), "<p>a</p><p>b</p>");
        assert_eq!(kept(markup, &mut |_, _, _| None), markup);
    }
}
