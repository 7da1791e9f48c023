//! A Word file, opened and read again by other code than that which writes it.
//!
//! Contract: reads the archive and its XML; panics, saying what is wrong, where either cannot be read, or where a link or a
//! list names what the file does not have.

use roxmltree::{Document, Node};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

/// The parts of a Word file.
#[derive(Debug)]
pub struct Word {
    parts: BTreeMap<String, String>,
    /// The times of the archive's entries: year, and the rest of it.
    pub times: BTreeSet<String>,
}

impl Word {
    /// Opens a file.
    ///
    /// # Panics
    /// Where it is no archive, or a part of it no XML.
    #[must_use]
    pub fn open(bytes: &[u8]) -> Self {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a Word file is a zip archive");
        let (mut parts, mut times) = (BTreeMap::new(), BTreeSet::new());
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).expect("an entry can be opened");
            times.extend(file.last_modified().map(|time| time.to_string()));
            if file.is_dir() {
                continue;
            }
            let mut text = String::new();
            file.read_to_string(&mut text).expect("a part is text");
            let name = file.name().to_owned();
            assert!(Document::parse(&text).is_ok(), "{name} is no XML: {text}");
            parts.insert(name, text);
        }
        let word = Self { parts, times };
        word.check();
        word
    }

    /// A part.
    ///
    /// # Panics
    /// Where it is missing.
    #[must_use]
    pub fn part(&self, name: &str) -> &str {
        self.parts.get(name).unwrap_or_else(|| panic!("no {name} in {:?}", self.parts.keys()))
    }

    /// Everything that is named is there.
    fn check(&self) {
        let names = |part: &str, element: &str, attribute: &str| -> BTreeSet<String> {
            let document = Document::parse(self.part(part)).expect("parsed before");
            let found = document.descendants().filter(|node| node.tag_name().name() == element);
            found.filter_map(|node| value(node, attribute)).collect()
        };
        let document = "word/document.xml";
        let styles = names("word/styles.xml", "style", "styleId");
        for used in names(document, "pStyle", "val").union(&names(document, "rStyle", "val")) {
            assert!(styles.contains(used), "no style {used}");
        }
        let lists = names("word/numbering.xml", "num", "numId");
        for used in names(document, "numId", "val") {
            assert!(lists.contains(&used), "no list {used}");
        }
        let targets = names("word/_rels/document.xml.rels", "Relationship", "Id");
        for used in names(document, "hyperlink", "id").union(&names(document, "footerReference", "id")) {
            assert!(targets.contains(used), "no relationship {used}");
        }
        let paragraphs = Document::parse(self.part(document)).expect("parsed before");
        let ids: Vec<_> = paragraphs.descendants().filter_map(|node| value(node, "paraId")).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "paragraphs share an id");
    }

    /// Its text, a line for each paragraph with its style before it, and a line for each row of a table.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let document = Document::parse(self.part("word/document.xml")).expect("parsed before");
        let body = document.descendants().find(|node| node.tag_name().name() == "body").expect("a body");
        let mut lines = Vec::new();
        for node in body.children() {
            match node.tag_name().name() {
                "p" => lines.push(paragraph(node)),
                "tbl" => lines.extend(children(node, "tr").map(|row| {
                    let head = row.descendants().any(|node| node.tag_name().name() == "tblHeader");
                    let cells: Vec<_> = children(row, "tc").map(words).collect();
                    format!("{}|{}|", if head { "head " } else { "" }, cells.join("|"))
                })),
                _ => {}
            }
        }
        // What only keeps tables apart.
        lines.retain(|line| line != "Gap: ");
        lines
    }

    /// Width and height of its paper, in twentieths of a point.
    ///
    /// # Panics
    /// Where it says none.
    #[must_use]
    pub fn paper(&self) -> (u32, u32) {
        let document = Document::parse(self.part("word/document.xml")).expect("parsed before");
        let size = document.descendants().find(|node| node.tag_name().name() == "pgSz").expect("a paper");
        let side = |name| value(size, name).and_then(|side| side.parse().ok()).expect("a number");
        (side("w"), side("h"))
    }

    /// The text of an element of the core properties.
    #[must_use]
    pub fn property(&self, name: &str) -> String {
        let document = Document::parse(self.part("docProps/core.xml")).expect("parsed before");
        let found = document.descendants().find(|node| node.tag_name().name() == name);
        found.map(words).unwrap_or_default()
    }
}

fn children<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| child.tag_name().name() == name)
}

/// An attribute, whatever its namespace.
fn value(node: Node<'_, '_>, name: &str) -> Option<String> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value().to_owned())
}

fn paragraph(node: Node<'_, '_>) -> String {
    let property = |name: &str| node.descendants().find(|node| node.tag_name().name() == name);
    let style = property("pStyle").and_then(|style| value(style, "val")).unwrap_or_else(|| "Normal".to_owned());
    let list = property("numId").and_then(|list| value(list, "val")).map(|list| format!(" list {list}"));
    format!("{style}{}: {}", list.unwrap_or_default(), words(node))
}

/// Words in order; a tab is a space.
fn words(node: Node<'_, '_>) -> String {
    let text = node.descendants().map(|node| match node.tag_name().name() {
        "tab" => " ",
        _ if node.is_text() => node.text().unwrap_or_default(),
        _ => "",
    });
    text.collect()
}
