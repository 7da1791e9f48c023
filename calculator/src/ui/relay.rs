//! How two modules of WebAssembly on one page speak with each other: texts in one text, elements as texts.
//!
//! Contract: what [`pack`] wrote, [`unpack`] makes the same elements of, as long as their names are in [`TAGS`] and [`NAMES`];
//! neither acts nor parts that follow signals go over. A `details` with an id is opened, and told of, by the module that unpacks
//! it: what is in it comes only when it is asked for. Texts of users may hold anything; the one sign that parts texts is taken
//! out of them.

use super::element::{Child, Element, Value, element};

/// The element at which the two modules find each other, and the id of the page's data with it.
pub(crate) const PLACE: &str = "beregner";
/// The property of it that answers a question.
pub(crate) const ANSWER: &str = "svar";
/// The property of it that loads the second module; the page's start script gives it.
pub(crate) const FETCH: &str = "hent";

/// What is asked for. A question is its number, the link of a plan, and but for [`Ask::Link`] the shown scenario, the place of
/// its price level in `Level::ALL`, and what else there is to say.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ask {
    /// What is inside a number of the shown scenario: the total (0), that of a line (1) or of a fixed cost (2), with its place.
    Number,
    /// What matters most, who pays, the comparison; with the ids of what is open.
    Analysis,
    /// The note as it is printed.
    Note,
    /// The note as text.
    Text,
    /// That the user be handed the table for Excel.
    Table,
    /// What a link holds.
    Link,
}

impl Ask {
    pub(crate) const ALL: [Ask; 6] = [Ask::Number, Ask::Analysis, Ask::Note, Ask::Text, Ask::Table, Ask::Link];
}

/// Stands after each text.
const END: char = '\u{1}';

/// The elements that go over.
const TAGS: [&str; 20] = [
    "a", "caption", "details", "div", "h2", "h3", "h4", "li", "ol", "p", "section", "span", "summary", "table",
    "tbody", "td", "th", "thead", "tr", "ul",
];
/// Their attributes, and the one property.
const NAMES: [&str; 11] =
    ["class", "id", "scope", "role", "tabindex", "aria-label", "aria-labelledby", "href", "target", "rel", "innerHTML"];

/// Texts as one.
pub(crate) fn joined<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut all = String::new();
    texts.into_iter().for_each(|text| add(&mut all, "", text));
    all
}

/// Adds a text, with a sign before it that says what it is.
fn add(all: &mut String, sign: &str, text: &str) {
    all.push_str(sign);
    all.extend(text.chars().filter(|sign| *sign != END));
    all.push(END);
}

/// The texts that were joined, one by one.
#[derive(Clone)]
pub(crate) struct Texts<'a>(std::str::Split<'a, char>);

impl<'a> Texts<'a> {
    pub(crate) fn of(all: &'a str) -> Texts<'a> {
        Texts(all.split(END))
    }

    /// The next text; empty after the last.
    #[inline(never)]
    pub(crate) fn text(&mut self) -> &'a str {
        self.0.next().unwrap_or_default()
    }

    /// All texts that are left.
    pub(crate) fn rest(self) -> Vec<&'a str> {
        self.0.collect()
    }

    /// The next text as a number; 0 where it is none.
    #[inline(never)]
    pub(crate) fn number(&mut self) -> usize {
        self.text().parse().unwrap_or_default()
    }
}

/// Elements as a text.
pub(crate) fn pack(elements: &[Element]) -> String {
    let mut all = String::new();
    elements.iter().for_each(|element| pack_into(element, &mut all));
    all
}

fn pack_into(element: &Element, all: &mut String) {
    let parts = &element.0;
    debug_assert!(TAGS.contains(&parts.tag) && parts.on.is_empty(), "{}", parts.tag);
    add(all, "<", parts.tag);
    for (name, value) in &parts.set {
        debug_assert!(NAMES.contains(name), "{name}");
        if let Value::Text(value) | Value::Property(value) = value {
            add(all, "@", name);
            add(all, "", value);
        }
    }
    for child in &parts.children {
        match child {
            Child::Text(text) => add(all, "\"", text),
            Child::Element(element) => pack_into(element, all),
            Child::Group(elements) => {
                add(all, "(", "");
                elements.iter().for_each(|element| pack_into(element, all));
                add(all, ")", "");
            }
            Child::Live(_) => {}
        }
    }
    add(all, ">", "");
}

/// The elements of a text. `details` adds to each of them that has an id what opens it.
pub(crate) fn unpack(all: &str, details: &dyn Fn(Element, &str) -> Element) -> Vec<Element> {
    let mut from = Texts::of(all);
    let mut elements = Vec::new();
    while let Some(element) = next(&mut from, details) {
        elements.push(element);
    }
    elements
}

/// The next element of a list; nothing at the end of it.
fn next(from: &mut Texts<'_>, details: &dyn Fn(Element, &str) -> Element) -> Option<Element> {
    let tag = from.text().strip_prefix('<')?;
    let tag = TAGS.iter().find(|known| **known == tag).copied().unwrap_or("span");
    let mut made = element(tag);
    let mut id = "";
    loop {
        // The next one may be an element, which `next` reads from its start.
        let mut ahead = from.clone();
        let text = ahead.text();
        let (sign, rest) = text.split_at_checked(1).unwrap_or((">", ""));
        if sign == "<" {
            made = made.group(next(from, details));
            continue;
        }
        *from = ahead;
        match sign {
            "@" => {
                let value = from.text();
                match NAMES.iter().find(|known| **known == rest) {
                    Some(&"innerHTML") => made = made.property("innerHTML", value),
                    Some(name) => made = made.attribute(name, value),
                    None => {}
                }
                if rest == "id" {
                    id = value;
                }
            }
            "\"" => made = made.text(rest),
            "(" => {
                let mut group = Vec::new();
                while let Some(element) = next(from, details) {
                    group.push(element);
                }
                made = made.group(group);
            }
            _ => break,
        }
    }
    Some(if tag == "details" { details(made, id) } else { made })
}
