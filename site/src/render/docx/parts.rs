//! The parts of a Word file that docx-rs cannot write as they must be.
//!
//! Contract: the crate has no way to set title, subject and language, and knows no header row that is repeated. It puts the
//! elements of a style in an order that the format does not allow, links in an order that changes from build to build,
//! and settings for East Asian type into each file. But it hands out each part before it packs them: here three are
//! written whole and two are mended. All of it is a function of the page: no clock, no counter that outlives a file.

use crate::check::page::Paper;
use crate::render::words::iso;
use crate::resolve::Node;
use docx_rs::XMLDocx;
use maud::html;

const STYLES: &str = include_str!("styles.xml");
const SETTINGS: &str = include_str!("settings.xml");

/// What the crate writes, and what it should be. Of rows only header rows are not to be split, and only tables of fields
/// have a fixed layout; see [`super::blocks`]. Empty properties come first where the format has them last.
const MENDED: &[(&str, &str)] = &[
    ("<w:rPr />", ""),
    ("<w:tblBorders />", ""),
    ("<w:cantSplit />", "<w:cantSplit /><w:tblHeader />"),
    ("<w:tblCellMar>", "<w:tblLayout w:type=\"fixed\" /><w:tblCellMar>"),
    ("</w:tblCellMar><w:tblLayout w:type=\"fixed\" />", "</w:tblCellMar>"),
];

/// Sizes of letters in half points and distances in twentieths of a point: what the styles leave open.
fn sizes(paper: Paper) -> [(&'static str, u32); 7] {
    let [text, small, heading, title, line, after, before] = match paper {
        Paper::A4 => [21, 17, 25, 36, 276, 120, 240],
        Paper::A5 => [19, 15, 22, 28, 252, 80, 140],
    };
    [
        ("text", text),
        ("small", small),
        ("heading", heading),
        ("title", title),
        ("line", line),
        ("after", after),
        ("before", before),
    ]
}

/// The parts as they go into the file.
pub(super) fn mend(mut parts: XMLDocx, name: &str, node: &Node, paper: Paper) -> XMLDocx {
    let fill = |text: String, (key, size): (&str, u32)| text.replace(&format!("{{{key}}}"), &size.to_string());
    parts.styles = sizes(paper).into_iter().fold(STYLES.to_owned(), fill).into_bytes();
    parts.settings = SETTINGS.as_bytes().to_vec();
    parts.doc_props.core = core(name, node).into_bytes();
    if let Ok(document) = std::str::from_utf8(&parts.document) {
        let mend = |text: String, (found, meant): &(&str, &str)| text.replace(found, meant);
        parts.document = MENDED.iter().fold(document.to_owned(), mend).into_bytes();
    }
    if let Ok(links) = std::str::from_utf8(&parts.document_rels) {
        parts.document_rels = in_order(links).into_bytes();
    }
    parts
}

/// The relationships of a document in an order of their own: the crate has them in that of a hash map.
fn in_order(links: &str) -> String {
    const ONE: &str = "<Relationship ";
    let (Some(from), Some(to)) = (links.find(ONE), links.rfind("</")) else { return links.to_owned() };
    let mut each: Vec<_> = links[from..to].split(ONE).filter(|link| !link.is_empty()).collect();
    each.sort_unstable();
    let each: String = each.iter().map(|link| format!("{ONE}{link}")).collect();
    format!("{}{each}{}", &links[..from], &links[to..])
}

/// Title, subject, language and dates. The day of the last review stands for the time of writing.
fn core(name: &str, node: &Node) -> String {
    let when = format!("{}T00:00:00Z", iso(node.meta.reviewed));
    let date = |element: &str| format!("<dcterms:{element} xsi:type=\"dcterms:W3CDTF\">{when}</dcterms:{element}>");
    let text = |element: &str, words: &str| {
        format!("<{element}>{}</{element}>", html! { (super::clean(words)) }.into_string())
    };
    [
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
            .to_owned(),
        text("dc:title", &node.meta.title),
        text("dc:subject", &node.meta.summary),
        text("dc:creator", name),
        text("dc:language", "da-DK"),
        text("cp:lastModifiedBy", name),
        date("created"),
        date("modified"),
        "</cp:coreProperties>".to_owned(),
    ]
    .concat()
}
