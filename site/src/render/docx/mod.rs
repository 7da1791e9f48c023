//! The Word file of a template, made of the same tree as its page.
//!
//! Contract: [`file`] is a function of the page and the site; the same page gives the same bytes, so nothing here may draw on
//! a counter or a clock of the crate that writes the file (`paragraph` and `Writer::link` give their own ids). Headings,
//! lists and tables are Word's own, with the styles of `calculator::word`, so that they can be worked on in Word; what
//! is to be filled in is a row of a table or an empty box. Text around the template is that of the printed page
//! (`render::template`).
//!
//! `blocks` and `inlines` walk the tree, `lists` has numbers and points, `parts` writes what docx-rs cannot.

mod blocks;
mod inlines;
mod lists;
mod parts;

use super::context::Context;
use super::template;
use crate::check::page::Paper;
use crate::resolve::Node;
use blocks::Writer;
use calculator::text;
use docx_rs::{Docx, Footer, PageMargin, Paragraph, Run, Table};
use std::io::Cursor;

/// A piece of the file.
enum Piece {
    Paragraph(Box<Paragraph>),
    Table(Box<Table>),
}

/// The Word file of a page; `None` where it is no template.
pub(crate) fn file(cx: &Context<'_>, node: &Node) -> Option<Vec<u8>> {
    let paper = node.meta.paper?;
    let [width, height, side, end] = paper.sheet().size();
    let mut writer = Writer::new(cx, node, usize::try_from(width.saturating_sub(2 * side)).unwrap_or(usize::MAX));
    writer.styled("Heading1", &node.meta.title);
    writer.styled("PaperHead", &format!("{} · {}", template::version(cx, node), template::CONFIDENTIAL));
    if node.meta.next_review < cx.site.today {
        let when = text::date(node.meta.next_review);
        writer.styled(
            "BoxTitle",
            &format!("Siden skulle have været gennemgået {when}. Kontrollér, om den stadig gælder."),
        );
    }
    writer.blocks(&node.body.blocks);
    writer.footnotes();
    writer.styled("Closing", &template::closing(cx, node));

    let (pieces, lists) = writer.finish();
    let [side, end] = [side, end].map(|margin| i32::try_from(margin).unwrap_or_default());
    let margins =
        PageMargin { top: side, left: side, right: side, bottom: end, header: end / 2, footer: end / 2, gutter: 0 };
    let docx = Docx::new().page_size(width, height).page_margin(margins);
    let docx = lists::add(docx, &lists);
    let docx = pieces.into_iter().fold(docx, |docx, piece| match piece {
        Piece::Paragraph(paragraph) => docx.add_paragraph(*paragraph),
        Piece::Table(table) => docx.add_table(*table),
    });
    // A card is one page, and its foot has no room for a number.
    let docx = if paper == Paper::A4 { docx.footer(numbers()) } else { docx };
    let parts = parts::mend(docx.build(), &cx.site.config.name, node, paper);
    let mut file = Cursor::new(Vec::new());
    // Memory takes all that is written to it; should the crate refuse all the same, the page offers no file.
    parts.pack(&mut file).ok()?;
    Some(file.into_inner())
}

/// "Side 1 af 2".
fn numbers() -> Footer {
    let words = |words: &str| Run::new().add_text(words);
    let paragraph = Paragraph::new().id("7fffffff").style("Footer").add_run(words("Side "));
    let paragraph = paragraph.add_page_num(docx_rs::PageNum::new()).add_run(words(" af "));
    Footer::new().add_paragraph(paragraph.add_num_pages(docx_rs::NumPages::new()))
}

/// Without the signs that XML cannot hold.
fn clean(words: &str) -> String {
    words.chars().filter(|c| *c == '\t' || !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect()
}
