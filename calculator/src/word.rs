//! Word files: what all of ours share, and the one that the browser makes of a paper that was filled in.
//!
//! Contract: [`file`] is a function of its [`Document`]: no clock, no counter. Headings and tables are Word's own, with the styles
//! of `styles.xml`, and what is to be filled in is a row of a table or an empty box, as in the files that the site makes of its
//! templates: those take styles, settings and properties from here. A file is a zip archive whose parts are stored as they are.

mod body;
mod zip;

use crate::papers::Piece;
use jiff::civil::Date;

/// The settings of every file.
pub const SETTINGS: &str = include_str!("word/settings.xml");

const STYLES: &str = include_str!("word/styles.xml");

/// The paper of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// A4, upright.
    A4,
    /// A5, upright.
    A5,
}

impl Sheet {
    /// Width, height, margin at the sides and above, margin below, in twentieths of a point.
    #[must_use]
    pub fn size(self) -> [u32; 4] {
        match self {
            Sheet::A4 => [11_906, 16_838, 1_021, 1_134],
            Sheet::A5 => [8_391, 11_906, 624, 567],
        }
    }

    /// The styles of a file on this paper: letters in half points, distances in twentieths of a point.
    #[must_use]
    pub fn styles(self) -> String {
        let keys = ["{text}", "{small}", "{heading}", "{title}", "{line}", "{after}", "{before}"];
        let sizes = match self {
            Sheet::A4 => ["21", "17", "25", "36", "276", "120", "240"],
            Sheet::A5 => ["19", "15", "22", "28", "252", "80", "140"],
        };
        keys.iter().zip(sizes).fold(STYLES.to_owned(), |styles, (key, size)| styles.replace(key, size))
    }
}

/// What a file says of itself.
#[derive(Clone, Copy, Debug)]
pub struct Properties<'a> {
    /// Its title.
    pub title: &'a str,
    /// What it is about; may be empty.
    pub subject: &'a str,
    /// Who made it.
    pub creator: &'a str,
    /// The day that stands for the time of writing.
    pub day: Date,
}

impl Properties<'_> {
    /// The part of a file that holds them.
    #[must_use]
    pub fn part(&self) -> String {
        let when = [&self.day.to_string(), "T00:00:00Z"].concat();
        let mut out = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<cp:coreProperties \
             xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
             xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
             xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">",
        );
        let texts = [
            ("dc:title", self.title),
            ("dc:subject", self.subject),
            ("dc:creator", self.creator),
            ("dc:language", "da-DK"),
            ("cp:lastModifiedBy", self.creator),
        ];
        for (element, words) in texts {
            out.push_str(&["<", element, ">", &escaped(words), "</", element, ">"].concat());
        }
        for element in ["created", "modified"] {
            let parts = ["<dcterms:", element, " xsi:type=\"dcterms:W3CDTF\">", &when, "</dcterms:", element, ">"];
            out.push_str(&parts.concat());
        }
        out.push_str("</cp:coreProperties>");
        out
    }
}

/// What a file holds.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// What it says of itself; its title is the first line too.
    pub properties: Properties<'a>,
    /// What stands under the title.
    pub head: &'a str,
    /// What stands in it.
    pub pieces: &'a [Piece],
    /// What stands last.
    pub closing: &'a str,
}

/// The bytes of a file on A4.
#[must_use]
pub fn file(document: &Document<'_>) -> Vec<u8> {
    let (text, lists) = body::document(document, Sheet::A4);
    zip::stored(&[
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELS),
        ("docProps/core.xml", &document.properties.part()),
        ("word/document.xml", &text),
        ("word/_rels/document.xml.rels", DOCUMENT_RELS),
        ("word/styles.xml", &Sheet::A4.styles()),
        ("word/settings.xml", SETTINGS),
        ("word/numbering.xml", &body::numbering(lists)),
        ("word/footer1.xml", body::FOOTER),
    ])
}

/// A text as XML, without the signs that XML cannot hold.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(sign),
            '\u{fffe}' | '\u{ffff}' => {}
            _ if sign < ' ' || ('\u{7f}'..='\u{9f}').contains(&sign) => {}
            _ => out.push(sign),
        }
    }
    out
}

const TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/><Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/><Override PartName=\"/word/settings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/><Override PartName=\"/word/numbering.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml\"/><Override PartName=\"/word/footer1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/></Types>";

const RELS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>";

const DOCUMENT_RELS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings\" Target=\"settings.xml\"/><Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering\" Target=\"numbering.xml\"/><Relationship Id=\"rId4\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer\" Target=\"footer1.xml\"/></Relationships>";
