//! The parts of a Word file that docx-rs cannot write as they must be.
//!
//! Contract: the crate has no way to set title, subject and language, and knows no header row that is repeated. It puts the
//! elements of a style in an order that the format does not allow, links in an order that changes from build to build,
//! and settings for East Asian type into each file. But it hands out each part before it packs them: here three are
//! written whole (`calculator::word`, as in the files that the browser makes) and two are mended. All of it is a function of the page: no clock, no counter that outlives a file.

use crate::check::page::Paper;
use crate::resolve::Node;
use calculator::word::{self, Properties};
use docx_rs::XMLDocx;

/// What the crate writes, and what it should be. Of rows only header rows are not to be split, and only tables of fields
/// have a fixed layout; see [`super::blocks`]. Empty properties come first where the format has them last.
const MENDED: &[(&str, &str)] = &[
    ("<w:rPr />", ""),
    ("<w:tblBorders />", ""),
    ("<w:cantSplit />", "<w:cantSplit /><w:tblHeader />"),
    ("<w:tblCellMar>", "<w:tblLayout w:type=\"fixed\" /><w:tblCellMar>"),
    ("</w:tblCellMar><w:tblLayout w:type=\"fixed\" />", "</w:tblCellMar>"),
];

/// The parts as they go into the file.
pub(super) fn mend(mut parts: XMLDocx, name: &str, node: &Node, paper: Paper) -> XMLDocx {
    // The day of the last review stands for the time of writing.
    let (title, subject) = (super::clean(&node.meta.title), super::clean(&node.meta.summary));
    let properties = Properties { title: &title, subject: &subject, creator: name, day: node.meta.reviewed };
    parts.styles = paper.sheet().styles().into_bytes();
    parts.settings = word::SETTINGS.as_bytes().to_vec();
    parts.doc_props.core = properties.part().into_bytes();
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
