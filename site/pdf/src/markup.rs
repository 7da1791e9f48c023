//! From the HTML of a sheet to Typst's markup.
//!
//! Contract: nothing that a reader of the page sees is left out, but for what only a screen has (buttons, navigation). Words go into
//! strings, so no word can become markup. What a thing looks like is said in `document.typ` alone: here elements and classes become
//! calls of the functions there. Ids become labels only where a link leads to them.

use crate::picture::picture;
use scraper::{ElementRef, Html, Node};
use site::paper::{Layout, Sheet};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

mod table;

/// Elements that stand in running text.
const INLINE: &[&str] = &["a", "span", "strong", "em", "code", "time", "s", "sup", "br", "img"];
/// Elements that only a screen has.
const SCREEN: &[&str] = &["nav", "button", "script", "title", "desc"];

/// The text for the compiler, its looks before it, and the pictures that it names by number.
#[must_use]
pub fn markup(sheet: &Sheet) -> (String, Vec<String>) {
    let html = Html::parse_fragment(&sheet.body);
    let mut setter = Setter::new(sheet, &html);
    let mut body = String::new();
    setter.flow(html.root_element(), &mut body);
    let notes: String = sheet.notes.iter().map(|note| format!("[{}],", words(note))).collect();
    let parts = include_str!("parts.typ");
    let looks = match sheet.layout {
        Layout::Document => include_str!("document.typ"),
        Layout::Cards => include_str!("cards.typ"),
    };
    let text = format!(
        "{parts}\n{looks}\n#show: sheet.with(title: {}, about: {}, name: {}, address: {}, day: {}, date: datetime(year: {}, month: {}, day: {}), notes: ({notes}))\n{body}",
        quoted(&sheet.title),
        quoted(&sheet.about),
        quoted(&sheet.name),
        quoted(&sheet.address),
        quoted(&calculator::text::date(sheet.day)),
        sheet.day.year(),
        sheet.day.month(),
        sheet.day.day(),
    );
    (text, setter.pictures)
}

/// What is known on the way through a sheet.
struct Setter {
    /// Where the site begins, for links that lead out of the document.
    origin: String,
    /// Whether it is set as cards, which stand on a page four times: a label could not.
    cards: bool,
    /// The ids that links lead to, and that are there.
    targets: BTreeSet<String>,
    pictures: Vec<String>,
    /// The id of the chapter, which its heading takes.
    chapter: Option<String>,
    /// The page that the chapter is.
    page: String,
    /// The addresses that have a footnote in this chapter, and its label.
    noted: BTreeMap<String, usize>,
    notes: usize,
    /// Whether there can be no footnote here: in headings, which stand in the contents too.
    bare: bool,
}

impl Setter {
    fn new(sheet: &Sheet, html: &Html) -> Self {
        let mut ids = BTreeSet::new();
        let mut wanted = BTreeSet::new();
        for element in html.root_element().descendent_elements() {
            ids.extend(element.attr("id").map(str::to_owned));
            wanted.extend(element.attr("href").and_then(|href| href.strip_prefix('#')).map(str::to_owned));
        }
        let origin =
            sheet.address.match_indices('/').nth(2).map_or(sheet.address.as_str(), |(at, _)| &sheet.address[..at]);
        let cards = sheet.layout == Layout::Cards;
        if cards {
            ids.clear();
        }
        Self {
            cards,
            origin: origin.to_owned(),
            targets: ids.intersection(&wanted).cloned().collect(),
            pictures: Vec::new(),
            chapter: None,
            page: String::new(),
            noted: BTreeMap::new(),
            notes: 0,
            bare: cards,
        }
    }

    /// What stands in an element, in order: running text as paragraphs, the rest as it is.
    fn flow(&mut self, element: ElementRef<'_>, out: &mut String) {
        let mut run = String::new();
        for child in element.children() {
            match (child.value(), ElementRef::wrap(child)) {
                (Node::Text(text), _) => push_words(&mut run, text),
                (_, Some(child)) if INLINE.contains(&child.value().name()) && !is_rule(child) => {
                    self.inline(child, &mut run);
                }
                (_, Some(child)) => {
                    paragraph(&mut run, out);
                    self.block(child, out);
                }
                _ => {}
            }
        }
        paragraph(&mut run, out);
    }

    fn block(&mut self, element: ElementRef<'_>, out: &mut String) {
        let name = element.value().name();
        if SCREEN.contains(&name) {
            return;
        }
        if name == "article" {
            self.chapter = element.attr("id").map(str::to_owned);
            self.page = self.chapter.clone().unwrap_or_default();
            self.noted.clear();
            return if self.cards { self.call("card", element, out) } else { self.flow(element, out) };
        }
        if let Some(level) = level(name) {
            return self.heading(element, level, out);
        }
        self.anchor(element, out);
        match name {
            "p" => self.paragraph(element, out),
            "ul" | "ol" => self.list(element, out),
            "dl" => self.facts(element, out),
            "table" => self.table(element, out),
            "figcaption" | "summary" | "caption" => self.call("label-line", element, out),
            "figure" => self.call("figure-block", element, out),
            "svg" => self.picture(element, out),
            "pre" => {
                let code: String = element.text().collect();
                let _infallible = write!(out, "\n#raw(block: true, {});\n", quoted(code.trim_end()));
            }
            "blockquote" => self.call("quotation", element, out),
            "hr" => out.push_str("\n#rule;\n"),
            "span" => out.push_str("\n#blank;\n"),
            "div" => {
                match class(element, &["short", "note", "tip", "important", "warning", "caution", "unsure", "acute"]) {
                    Some(kind) if has_class(element, "box") => {
                        let _infallible = write!(out, "\n#boxed({})[", quoted(kind));
                        self.flow(element, out);
                        out.push_str("];\n");
                    }
                    _ if has_class(element, "does") => self.call("inset-block", element, out),
                    _ => self.flow(element, out),
                }
            }
            _ => self.flow(element, out),
        }
    }

    fn call(&mut self, function: &str, element: ElementRef<'_>, out: &mut String) {
        let _infallible = write!(out, "\n#{function}[");
        self.flow(element, out);
        out.push_str("];\n");
    }

    /// A place that a link leads to.
    fn anchor(&self, element: ElementRef<'_>, out: &mut String) {
        if let Some(id) = element.attr("id").filter(|id| self.targets.contains(*id)) {
            let _infallible = write!(out, "#anchor({});", quoted(id));
        }
    }

    fn heading(&mut self, element: ElementRef<'_>, level: u8, out: &mut String) {
        let kind = class(element, &["part", "box-title"]);
        let bare = std::mem::replace(&mut self.bare, true);
        let mut words = String::new();
        self.inlines(element, &mut words);
        self.bare = bare;
        // The title stands above all chapters, so the second level of the page is the first here.
        let level = level.saturating_sub(1).max(1);
        let more = if kind == Some("box-title") { ", outlined: false, bookmarked: false" } else { "" };
        let _infallible = write!(out, "\n\n#heading(level: {level}{more})[{}]", words.trim());
        let id = self.chapter.take().or_else(|| element.attr("id").map(str::to_owned));
        if let Some(id) = id.filter(|id| self.targets.contains(id)) {
            let _infallible = write!(out, "#label({})", quoted(&id));
        }
        out.push_str("\n\n");
    }

    fn paragraph(&mut self, element: ElementRef<'_>, out: &mut String) {
        let kind = class(
            element,
            &[
                "lead",
                "entry-note",
                "entry-facts",
                "entry-title",
                "step-title",
                "of-page",
                "ask",
                "when",
                "counts",
                "formula",
                "boxes",
            ],
        );
        let mut run = String::new();
        if kind == Some("boxes") {
            for child in element.child_elements() {
                run.push_str("#tick-word[");
                self.inlines(child, &mut run);
                run.push_str("]; ");
            }
        } else {
            self.inlines(element, &mut run);
        }
        match kind {
            Some(kind) if kind != "boxes" => {
                let _infallible = write!(out, "\n\n#{kind}[{}];\n\n", run.trim());
            }
            _ => paragraph(&mut run, out),
        }
    }

    fn list(&mut self, element: ElementRef<'_>, out: &mut String) {
        let items: Vec<_> = element.child_elements().filter(|child| child.value().name() == "li").collect();
        let numbered = element.value().name() == "ol";
        let start = element.attr("start").unwrap_or("1");
        let opening = match class(element, &["ticks", "fields", "register", "asks", "codes", "effects", "steps"]) {
            Some("ticks") => "#ticks(".to_owned(),
            Some("register" | "codes") => "#entries(".to_owned(),
            Some("fields") => "#fields(".to_owned(),
            Some("steps") => "#steps(".to_owned(),
            _ if numbered => format!("#enum(start: {start}, "),
            _ => "#list(".to_owned(),
        };
        out.push('\n');
        out.push_str(&opening);
        for item in items {
            out.push('[');
            self.anchor(item, out);
            self.flow(item, out);
            out.push_str("],");
        }
        out.push_str(");\n");
    }

    /// Names and what they are.
    fn facts(&mut self, element: ElementRef<'_>, out: &mut String) {
        out.push_str("\n#facts(");
        let mut term = String::new();
        for child in element.descendent_elements() {
            match child.value().name() {
                "dt" => {
                    term.clear();
                    self.inlines(child, &mut term);
                }
                "dd" => {
                    let _infallible = write!(out, "([{}], [", std::mem::take(&mut term).trim());
                    self.flow(child, out);
                    out.push_str("]),");
                }
                _ => {}
            }
        }
        out.push_str(");\n");
    }

    fn picture(&mut self, element: ElementRef<'_>, out: &mut String) {
        let (drawn, alternative) = picture(element);
        self.pictures.push(drawn);
        let _infallible = write!(out, "\n#drawing(\"{}.svg\", {});\n", self.pictures.len(), quoted(&alternative));
    }

    fn inlines(&mut self, element: ElementRef<'_>, out: &mut String) {
        for child in element.children() {
            match (child.value(), ElementRef::wrap(child)) {
                (Node::Text(text), _) => push_words(out, text),
                (_, Some(child)) => self.inline(child, out),
                _ => {}
            }
        }
    }

    fn inline(&mut self, element: ElementRef<'_>, out: &mut String) {
        self.anchor(element, out);
        let function = match element.value().name() {
            "br" => return out.push_str("#linebreak();"),
            "code" => {
                let code: String = element.text().collect();
                let _infallible = write!(out, "#raw({});", quoted(&code));
                return;
            }
            "a" => return self.link(element, out),
            // A sheet holds no file but drawings: what a picture shows is said in its words.
            "img" => {
                let _infallible = write!(out, "#picture-words({});", quoted(element.attr("alt").unwrap_or_default()));
                return;
            }
            "strong" => "strong",
            "em" => "emph",
            "s" => "strike",
            "sup" => "super",
            // Said for those who hear a page; a document has other ways.
            _ if ["hidden", "new-tab"].iter().any(|name| has_class(element, name)) => return,
            _ if has_class(element, "unconfirmed") => "unsure",
            _ if has_class(element, "cite") => "cited",
            _ => return self.inlines(element, out),
        };
        let _infallible = write!(out, "#{function}[");
        self.inlines(element, out);
        out.push_str("];");
    }

    fn link(&mut self, element: ElementRef<'_>, out: &mut String) {
        let href = element.attr("href").unwrap_or_default();
        if let Some(id) = href.strip_prefix('#') {
            if !self.targets.contains(id) {
                return self.inlines(element, out);
            }
            // A source or a paragraph is looked up at the end, and what stands in the same chapter is near.
            let near = id.split("__").next() == Some(self.page.as_str());
            let looked_up = ["kilde_", "lov_"].iter().any(|start| id.starts_with(start)) || id.contains("__post_");
            let function = if near || looked_up || self.bare { "near" } else { "far" };
            let _infallible = write!(out, "#{function}({})[", quoted(id));
            self.inlines(element, out);
            out.push_str("];");
            return;
        }
        if href.starts_with("tel:") || href.is_empty() {
            return self.inlines(element, out);
        }
        let address = if href.starts_with('/') { format!("{}{href}", self.origin) } else { href.to_owned() };
        let text: String = element.text().collect();
        let _infallible = write!(out, "#link({})[", quoted(&address));
        self.inlines(element, out);
        out.push_str("];");
        if self.bare || text.trim() == address || address.starts_with("mailto:") {
            return;
        }
        if let Some(number) = self.noted.get(&address) {
            let _infallible = write!(out, "#footnote(label(\"note-{number}\"));");
        } else {
            self.notes += 1;
            self.noted.insert(address.clone(), self.notes);
            let _infallible = write!(out, "#address-note({}, {});", quoted(&address), self.notes);
        }
    }
}

/// `h2` as 2.
fn level(name: &str) -> Option<u8> {
    name.strip_prefix('h')?.parse().ok()
}

fn has_class(element: ElementRef<'_>, class: &str) -> bool {
    element.value().classes().any(|own| own == class)
}

/// The first of some classes that an element has.
fn class(element: ElementRef<'_>, known: &[&'static str]) -> Option<&'static str> {
    known.iter().copied().find(|class| has_class(element, class))
}

/// A line to write on.
fn is_rule(element: ElementRef<'_>) -> bool {
    has_class(element, "rule")
}

/// Ends a paragraph.
fn paragraph(run: &mut String, out: &mut String) {
    let text = std::mem::take(run);
    if !text.trim().is_empty() {
        out.push_str("\n\n");
        out.push_str(text.trim());
        out.push_str("\n\n");
    }
}

/// Words as Typst's text, with single blanks as the page has them.
fn push_words(out: &mut String, text: &str) {
    let blank = |c: char| c.is_ascii_whitespace();
    if text.starts_with(blank) && !out.ends_with(' ') {
        out.push(' ');
    }
    let inner: Vec<_> = text.split(blank).filter(|word| !word.is_empty()).collect();
    if !inner.is_empty() {
        out.push_str(&words(&inner.join(" ")));
        if text.ends_with(blank) {
            out.push(' ');
        }
    }
}

fn words(text: &str) -> String {
    format!("#{};", quoted(text))
}

/// A string of Typst's.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

#[cfg(test)]
mod tests {
    use super::markup;
    use site::paper::{Layout, Sheet};

    fn set(body: &str) -> String {
        let sheet = Sheet {
            layout: Layout::Document,
            path: "a/b.pdf".to_owned(),
            title: "T".to_owned(),
            about: "A".to_owned(),
            name: "N".to_owned(),
            address: "https://a.example/b/".to_owned(),
            day: jiff::civil::date(2026, 11, 22),
            notes: vec!["O".to_owned()],
            body: body.to_owned(),
        };
        let (text, _) = markup(&sheet);
        text.split_once("notes: ([#\"O\";],))\n")
            .map(|(_, body)| body.split_whitespace().collect::<Vec<_>>().join(" "))
            .unwrap()
    }

    #[test]
    fn no_word_becomes_markup() {
        assert_eq!(set("<p>#let *x* = \"$1\" \\ &lt;a&gt;</p>"), "#\"#let *x* = \\\"$1\\\" \\\\ <a>\";");
        assert_eq!(set("<p>a <img src=\"/b.png\" alt=\"C\">.</p>"), "#\"a\"; #picture-words(\"C\");#\".\";");
        assert_eq!(set("<p>en <strong>to</strong>, tre</p>"), "#\"en\"; #strong[#\"to\";];#\", tre\";");
    }

    #[test]
    fn links_lead_within_or_have_a_footnote() {
        let body = "<article id=\"s_a\"><h2>A</h2><p><a href=\"#s_b\">b</a> <a href=\"#s_a__x\">x</a> <a href=\"#gone\">g</a> \
             <a href=\"/c/\">c</a> <a href=\"/c/\">c</a> <a href=\"tel:112\">112</a></p><p id=\"s_a__x\">X</p></article>\
             <article id=\"s_b\"><h2>B</h2></article>";
        let set = set(body);
        assert!(set.contains("#far(\"s_b\")[#\"b\";];") && set.contains("#near(\"s_a__x\")[#\"x\";];"), "{set}");
        assert!(set.contains("#anchor(\"s_a__x\");#\"X\";") || set.contains("#anchor(\"s_a__x\"); #\"X\";"), "{set}");
        assert!(
            set.contains(
                "#\"g\"; #link(\"https://a.example/c/\")[#\"c\";];#address-note(\"https://a.example/c/\", 1);"
            ),
            "{set}"
        );
        assert!(set.contains("[#\"c\";];#footnote(label(\"note-1\")); #\"112\";"), "{set}");
        assert!(set.contains("#heading(level: 1)[#\"B\";]#label(\"s_b\")"), "{set}");
    }

    #[test]
    fn a_table_keeps_its_spans_and_its_head() {
        let body = "<table><thead><tr><th rowspan=\"2\">A</th><th colspan=\"2\">B</th></tr><tr><th>c</th><th>d</th></tr></thead>\
             <tbody><tr id=\"r\"><th>e</th><td class=\"number\">1</td><td><a href=\"#r\">2</a></td></tr></tbody></table>";
        let set = set(body);
        assert!(
            set.starts_with("#grid-of((6fr, 6fr, 6fr,), blanks: false, table.header(cell-of(colspan: 1, rowspan: 2,"),
            "{set}"
        );
        assert!(set.contains("cell-of(colspan: 1, rowspan: 1, number: false, names: true)[#anchor(\"r\");"), "{set}");
        assert!(set.contains("number: true, names: false)[ #\"1\"; ]"), "{set}");
    }
}
