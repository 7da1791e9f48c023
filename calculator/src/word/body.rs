//! The text of a Word file.
//!
//! Contract: each piece once, in order. Two tables never meet (Word would make them one): a gap follows each. A line end in what
//! was typed is a line end in the file.

use super::{Document, Sheet, escaped};
use crate::papers::Piece;

/// The height of a line to write on by hand: 8.5 mm, in twentieths of a point.
const RULE: &str = "482";
/// How many lines there are where there is more to write.
const LINES: usize = 5;

/// "Side 1 af 2".
pub(super) const FOOTER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:ftr xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr><w:r><w:t xml:space=\"preserve\">Side </w:t></w:r><w:fldSimple w:instr=\"PAGE\"><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t xml:space=\"preserve\"> af </w:t></w:r><w:fldSimple w:instr=\"NUMPAGES\"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>";

/// The part with lists of numbers: each begins at one.
pub(super) fn numbering(lists: usize) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:numbering \
         xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:abstractNum \
         w:abstractNumId=\"1\"><w:multiLevelType w:val=\"singleLevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt \
         w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"340\" \
         w:hanging=\"340\"/></w:pPr></w:lvl></w:abstractNum>",
    );
    for list in 1..=lists {
        let parts = [
            "<w:num w:numId=\"",
            &list.to_string(),
            "\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>",
        ];
        out.push_str(&parts.concat());
    }
    out.push_str("</w:numbering>");
    out
}

/// The part that holds the text, and how many lists of numbers it has.
pub(super) fn document(document: &Document<'_>, sheet: Sheet) -> (String, usize) {
    let [width, height, side, end] = sheet.size();
    let mut out = Body { out: String::new(), width: width - 2 * side, lists: 0 };
    out.out.push_str(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document \
         xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>",
    );
    out.styled("Heading1", document.properties.title);
    out.styled("PaperHead", document.head);
    document.pieces.iter().for_each(|piece| out.piece(piece));
    out.styled("Closing", document.closing);
    let [width, height, side, end, half] = [width, height, side, end, end / 2].map(|number| number.to_string());
    let parts = [
        "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:pgSz w:w=\"",
        &width,
        "\" w:h=\"",
        &height,
        "\"/><w:pgMar w:top=\"",
        &side,
        "\" w:right=\"",
        &side,
        "\" w:bottom=\"",
        &end,
        "\" w:left=\"",
        &side,
        "\" w:header=\"",
        &half,
        "\" w:footer=\"",
        &half,
        "\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>",
    ];
    out.out.push_str(&parts.concat());
    (out.out, out.lists)
}

/// A text while it is written.
struct Body {
    out: String,
    /// The width of the text.
    width: u32,
    /// How many lists of numbers there have been.
    lists: usize,
}

impl Body {
    fn add(&mut self, parts: &[&str]) {
        parts.iter().for_each(|part| self.out.push_str(part));
    }

    fn styled(&mut self, style: &str, words: &str) {
        let paragraph = paragraph(style, "", words);
        self.add(&[&paragraph]);
    }

    fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Heading(level, words) => self.styled(if *level > 2 { "Heading3" } else { "Heading2" }, words),
            Piece::Text(words) => self.styled("Normal", words),
            Piece::Numbered(points) => {
                self.lists += 1;
                let list =
                    ["<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"", &self.lists.to_string(), "\"/></w:numPr>"]
                        .concat();
                for point in points {
                    let paragraph = paragraph("ListParagraph", &list, point);
                    self.add(&[&paragraph]);
                }
            }
            Piece::Lines(lines) => {
                let half = self.width * 2 / 5;
                let widths = [half, self.width - half];
                let rows = lines.iter().map(|(label, value)| {
                    let label = cell(widths[0], false, &paragraph("Field", "", label));
                    row(RULE, "", &[label, cell(widths[1], true, &paragraph("Field", "", value))])
                });
                let rows: String = rows.collect();
                self.table(&widths, false, &rows);
            }
            Piece::Long(label, value) => {
                self.styled("LongField", label);
                if value.is_empty() {
                    let line = row(RULE, "", &[cell(self.width, true, &paragraph("Field", "", ""))]);
                    self.table(&[self.width], false, &line.repeat(LINES));
                } else {
                    self.styled("Normal", value);
                }
            }
            Piece::Ticks(ticks) => {
                for (label, on) in ticks {
                    let words = [if *on { "☒" } else { "☐" }, "\t", label].concat();
                    let paragraph = paragraph("ListParagraph", "<w:ind w:left=\"340\" w:hanging=\"340\"/>", &words);
                    self.add(&[&paragraph]);
                }
            }
            Piece::Table(head, rows) => self.columns(head, rows),
        }
    }

    fn columns(&mut self, head: &[String], rows: &[Vec<String>]) {
        let width = self.width / u32::try_from(head.len().max(1)).unwrap_or(1);
        let cells = |style: &str, words: &[String]| -> Vec<String> {
            words.iter().map(|words| cell(width, false, &paragraph(style, "", words))).collect()
        };
        let mut all = row("0", "<w:tblHeader/>", &cells("CellHead", head));
        for words in rows {
            let height = if words.iter().any(String::is_empty) { RULE } else { "0" };
            all.push_str(&row(height, "", &cells("Cell", words)));
        }
        self.table(&vec![width; head.len()], true, &all);
    }

    fn table(&mut self, widths: &[u32], lined: bool, rows: &str) {
        let total = widths.iter().sum::<u32>().to_string();
        self.add(&["<w:tbl><w:tblPr><w:tblW w:w=\"", &total, "\" w:type=\"dxa\"/>"]);
        if lined {
            self.add(&["<w:tblBorders>"]);
            for edge in ["top", "left", "bottom", "right", "insideH", "insideV"] {
                self.add(&["<w:", edge, " w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"404040\"/>"]);
            }
            self.add(&["</w:tblBorders>"]);
        }
        self.add(&["<w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>"]);
        for width in widths {
            self.add(&["<w:gridCol w:w=\"", &width.to_string(), "\"/>"]);
        }
        self.add(&["</w:tblGrid>", rows, "</w:tbl>"]);
        self.styled("Gap", "");
    }
}

/// A paragraph; `more` is what its style lacks.
fn paragraph(style: &str, more: &str, words: &str) -> String {
    let mut out = ["<w:p><w:pPr><w:pStyle w:val=\"", style, "\"/>", more, "</w:pPr>"].concat();
    if !words.is_empty() {
        out.push_str("<w:r>");
        for (at, line) in words.split('\n').enumerate() {
            if at > 0 {
                out.push_str("<w:br/>");
            }
            for (at, part) in line.split('\t').enumerate() {
                if at > 0 {
                    out.push_str("<w:tab/>");
                }
                out.push_str(&["<w:t xml:space=\"preserve\">", &escaped(part), "</w:t>"].concat());
            }
        }
        out.push_str("</w:r>");
    }
    out.push_str("</w:p>");
    out
}

/// A row at least so high.
fn row(height: &str, more: &str, cells: &[String]) -> String {
    let height = match height {
        "0" => String::new(),
        height => ["<w:trHeight w:val=\"", height, "\" w:hRule=\"atLeast\"/>"].concat(),
    };
    ["<w:tr><w:trPr><w:cantSplit/>", &height, more, "</w:trPr>", &cells.concat(), "</w:tr>"].concat()
}

/// A cell; one to write in has a line below.
fn cell(width: u32, ruled: bool, inside: &str) -> String {
    let rule = if ruled {
        "<w:tcBorders><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"404040\"/></w:tcBorders><w:vAlign w:val=\"bottom\"/>"
    } else {
        ""
    };
    ["<w:tc><w:tcPr><w:tcW w:w=\"", &width.to_string(), "\" w:type=\"dxa\"/>", rule, "</w:tcPr>", inside, "</w:tc>"]
        .concat()
}
