//! Small pieces of markup that every part of a page uses.
//!
//! Contract: each is a function of its arguments; nothing here knows of another module of `render`.

use super::context::Context;
use crate::check::registers::LawEntry;
use crate::parse::tree::{Alert, RegisterView};
use calculator::{Status, text};
use jiff::civil::Date;
use maud::{Markup, PreEscaped, html};

/// What stands before a number that is to be called.
const RING: &[&str] = &["Ring ", "ring ", "ringer du "];

/// What is said beside something that has not been confirmed.
pub(crate) const UNCONFIRMED: &str = "(ikke bekræftet)";

/// What stands over an alert.
pub(crate) fn alert_title(alert: Alert) -> &'static str {
    match alert {
        Alert::Note => "Bemærk",
        Alert::Tip => "Godt råd",
        Alert::Important => "Vigtigt",
        Alert::Warning => "Vær opmærksom",
        Alert::Caution => "Advarsel",
    }
}

/// A heading of a level from 2 to 6; what would lie deeper stays at 6.
pub(crate) fn heading(level: u8, id: Option<&str>, class: Option<&str>, words: &Markup) -> Markup {
    match level {
        0..=2 => html! { h2 id=[id] class=[class] { (words) } },
        3 => html! { h3 id=[id] class=[class] { (words) } },
        4 => html! { h4 id=[id] class=[class] { (words) } },
        5 => html! { h5 id=[id] class=[class] { (words) } },
        _ => html! { h6 id=[id] class=[class] { (words) } },
    }
}

/// A date in words, readable by programs too.
pub(crate) fn date(value: Date) -> Markup {
    html! { time datetime=(iso(value)) { (text::date(value)) } }
}

/// With a capital first letter.
pub(crate) fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// What a word is sorted by in Danish: æ, ø and å come last, and aa is å.
pub(crate) fn alphabetical(words: &str) -> String {
    let low = words.to_lowercase().replace("aa", "å");
    low.chars()
        .map(|c| match c {
            'æ' => '\u{f0000}',
            'ø' => '\u{f0001}',
            'å' => '\u{f0002}',
            other => other,
        })
        .collect()
}

/// A date as programs write it.
pub(crate) fn iso(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

/// What marks the unconfirmed.
pub(crate) fn mark() -> Markup {
    html! { span.unconfirmed { (UNCONFIRMED) } }
}

/// Where a law is described: in our register, or failing that in the law itself.
pub(crate) fn law_address(cx: &Context<'_>, id: &str) -> String {
    cx.entry(RegisterView::Laws, id)
        .or_else(|| cx.site.registers.laws.get(id).map(|law| law.url.clone()))
        .unwrap_or_default()
}

/// `rel` of an address on another server.
pub(crate) fn outside(address: &str) -> Option<&'static str> {
    address.starts_with("https://").then_some("noreferrer")
}

/// Keeps a paragraph sign or an abbreviation with the number after it.
pub(crate) fn keep(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    for (at, c) in words.char_indices() {
        let before = &words[..at];
        let number = || words[at + 1..].starts_with(|c: char| c.is_ascii_digit());
        let sign = |sign: &str| before.strip_suffix(sign).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric));
        let kept = c == ' ' && (before.ends_with('§') || number() && ["stk.", "nr.", "s."].into_iter().any(sign));
        out.push(if kept { '\u{a0}' } else { c });
    }
    out
}

/// A short value that does not break over two lines; a long one may.
pub(crate) fn unbroken(value: &str) -> Markup {
    html! {
        @if value.chars().count() <= 20 && value.contains(' ') { span.nowrap { (value) } } @else { (value) }
    }
}

/// A number to call; it does not break over two lines.
pub(crate) fn call(number: &str, words: &str) -> Markup {
    html! { a href={ "tel:" (number.replace(' ', "")) } { (words.replace(' ', "\u{a0}")) } }
}

/// Text in which the numbers of alarm and police can be called: after the word "ring", and in an acute box everywhere.
pub(crate) fn callable(words: &str, everywhere: bool) -> Markup {
    let mut out = String::new();
    let (mut rest, mut from) = (words, 0);
    while let Some(at) = alarm(rest, from) {
        let verb = RING.iter().find(|verb| rest[..at].ends_with(**verb)).map_or(0, |verb| verb.len());
        let after = at + NUMBER;
        let number = &rest[at..after];
        if verb == 0 && !everywhere {
            from = after;
            continue;
        }
        let (before, called) = (&rest[..at - verb], &rest[at - verb..after]);
        out.push_str(&html! { (keep(before)) (call(number, called)) }.into_string());
        (rest, from) = (&rest[after..], 0);
    }
    out.push_str(&html! { (keep(rest)) }.into_string());
    PreEscaped(out)
}

/// Length of 112 and 114.
const NUMBER: usize = 3;

/// Where 112 or 114 next stands by itself, not within another number.
fn alarm(words: &str, from: usize) -> Option<usize> {
    words[from..].match_indices("11").map(|(at, _)| from + at).find(|at| {
        let before = words[..*at].chars().next_back();
        let rest = words.get(at + NUMBER..).unwrap_or_default();
        // `112,50 kr.` is an amount.
        let goes_on = rest.strip_prefix([',', '.']).unwrap_or(rest).starts_with(|c: char| c.is_ascii_digit());
        let stands_alone = ![before, rest.chars().next()].iter().flatten().any(|c| c.is_alphanumeric());
        words[at + 2..].starts_with(['2', '4']) && stands_alone && !goes_on
    })
}

/// A source by its short name, as a link to the register where a page shows that.
pub(crate) fn source_link(cx: &Context<'_>, id: &str) -> Markup {
    html! {
        @if let Some(source) = cx.site.registers.sources.get(id) {
            @if let Some(address) = cx.entry(RegisterView::Sources, id) { a href=(address) { (source.short) } } @else { (source.short) }
        }
    }
}

/// What holds in place of a paragraph of the past.
pub(crate) fn successors(cx: &Context<'_>, entry: &LawEntry) -> Markup {
    let laws = &cx.site.registers.laws;
    html! {
        @for (at, id) in entry.replaced_by.iter().enumerate() {
            @if let Some(law) = laws.get(id) {
                @if at > 0 { @if at + 1 == entry.replaced_by.len() { " og " } @else { ", " } }
                a href=(law_address(cx, id)) { @if at == 0 { (law.law) " " } (keep(&law.paragraph)) }
            }
        }
    }
}

pub(crate) fn status(status: Status) -> Markup {
    match status {
        Status::Confirmed => html! { "bekræftet" },
        Status::Unconfirmed => html! { strong.unconfirmed { "ikke bekræftet" } },
    }
}

#[cfg(test)]
mod tests {
    use super::{alarm, callable, keep};

    #[test]
    fn alarm_numbers_can_be_called() {
        assert_eq!(
            callable("Er barnet i fare? Ring 112. Senere: 114, ikke 1123 og 112,50 kr.", true).into_string(),
            "Er barnet i fare? <a href=\"tel:112\">Ring\u{a0}112</a>. Senere: <a href=\"tel:114\">114</a>, ikke 1123 og 112,50 kr."
        );
        assert_eq!(
            callable("I 112 sager blev der sagt: ring 112.", false).into_string(),
            "I 112 sager blev der sagt: <a href=\"tel:112\">ring\u{a0}112</a>."
        );
        assert_eq!(callable("a < b", true).into_string(), "a &lt; b");
    }

    #[test]
    fn a_number_within_another_is_left_alone() {
        assert_eq!(alarm("11234 og 112", 0), Some(9));
        assert_eq!(alarm("112 114", 1), Some(4));
        assert_eq!(alarm("a112", 0), None);
        assert_eq!(alarm("11", 0), None);
    }

    #[test]
    fn paragraph_signs_stay_with_their_numbers() {
        assert_eq!(keep("§ 15, stk. 2"), "§\u{a0}15, stk.\u{a0}2");
        assert_eq!(keep("(s. 3, nr. 4) Det findes. 2 børn, s. Å"), "(s.\u{a0}3, nr.\u{a0}4) Det findes. 2 børn, s. Å");
    }
}
