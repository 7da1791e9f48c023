//! The paper as it is printed, and what it leaves out.
//!
//! Contract: on the screen there is the form alone; on paper there is the sheet alone. A field without a value keeps its line for
//! the pen, so that a paper that was half filled in is whole when it is printed.

use super::Filled;
use crate::ui::element::{Element, element};
use crate::ui::frame::Frame;
use calculator::papers::{Piece, pieces};

/// How many lines there are where there is more to write.
const LINES: usize = 5;

/// The sheet.
pub(super) fn view(frame: Frame, filled: &'static Filled) -> Element {
    element("section").class("paper-sheet").attribute("aria-label", "Papiret").live(move || {
        frame.track();
        let Some(paper) = filled.paper() else { return Vec::new() };
        let mut out = vec![element("h2").text(&paper.title), element("p").class("paper-head").text(&paper.head)];
        out.extend(pieces(paper, Some(&filled.values())).iter().map(piece));
        out.push(element("p").class("paper-closing").text(&paper.closing));
        out
    })
}

/// What is not on the paper, and why.
pub(super) fn left_out(frame: Frame, filled: &'static Filled) -> Element {
    element("div").attribute("role", "status").live(move || {
        frame.track();
        let fields = filled.left_out();
        if fields.is_empty() {
            return Vec::new();
        }
        let said = [
            "Papiret og filerne har en tom linje ved: ",
            &fields.join("; "),
            ". Der står noget, der ligner et CPR-nummer.",
        ];
        vec![element("p").class("note").text(&said.concat())]
    })
}

fn piece(piece: &Piece) -> Element {
    match piece {
        Piece::Heading(level, words) => element(if *level > 2 { "h4" } else { "h3" }).text(words),
        Piece::Text(words) => element("p").text(words),
        Piece::Numbered(points) => element("ol").children(points.iter().map(|point| element("li").text(point))),
        Piece::Lines(lines) => element("ul").class("fields").children(lines.iter().map(|(label, value)| {
            let line = element("li").child(element("span").text(label));
            line.child(if value.is_empty() { rule() } else { element("span").class("rule value").text(value) })
        })),
        Piece::Long(label, value) => {
            let line = element("li").child(element("span").text(label));
            let line = if value.is_empty() {
                line.children((0..LINES).map(|_| rule()))
            } else {
                line.child(element("p").class("value").text(value))
            };
            element("ul").class("fields long").child(line)
        }
        Piece::Ticks(ticks) => element("ul").class("ticks").children(ticks.iter().map(|(label, on)| {
            let line = element("li").class(if *on { "on" } else { "off" });
            line.text(label).group(on.then(|| element("span").class("hidden").text(" (sat kryds)")))
        })),
        Piece::Table(head, rows) => {
            let names = head.iter().map(|words| element("th").attribute("scope", "col").text(words));
            let row = |row: &Vec<String>| element("tr").children(row.iter().map(|words| element("td").text(words)));
            element("table")
                .child(element("thead").child(element("tr").children(names)))
                .child(element("tbody").children(rows.iter().map(row)))
        }
    }
}

fn rule() -> Element {
    element("span").class("rule")
}
