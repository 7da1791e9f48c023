//! What `site.toml` and the pages ask of each other: the short answer at the top, and the way out.
//!
//! Contract: in the sections that `site.toml` names, a page that is read begins with the short answer; only an acute box may stand
//! before it. What is worked with and not read (a tool, a template, the ruler by hand) needs none.

use crate::check::config::Config;
use crate::check::page::Page;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::tree::{Block, Body, ConcernView};
use crate::resolve::Index;
use crate::source::Span;

/// Pages that lack the short answer, or lead nowhere where somebody wants to leave.
pub(super) fn pages(config: &Config, pages: &[Page], index: &Index<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for section in &config.leave_sections {
        index.expect(section, "forlad_afsnit", diagnostics);
        if config.refuge.is_none() {
            diagnostics.push(nowhere(section.span, "siderne i afsnittet"));
        }
    }
    for page in pages {
        let Some(meta) = &page.meta else { continue };
        let at = Span::new(page.file, 0..0);
        if meta.leave == Some(true) && config.refuge.is_none() {
            diagnostics.push(nowhere(at, "siden"));
        }
        let section = config.short_answers.iter().find(|section| page.url.as_str().starts_with(&section.value));
        if let Some(section) = section
            && meta.paper.is_none()
            && !is_worked_with(&page.body)
            && !begins_with_the_short_answer(&page.body)
        {
            diagnostics.push(
                Diagnostic::new(Code::ShortAnswer, at, format!("siden begynder ikke med det korte svar, som alle sider i {} gør", section.value))
                    .hint("skriv :::kort-svar, svaret i en til tre sætninger, og ::: øverst i teksten; kun :::akut må stå før"),
            );
        }
    }
}

fn nowhere(span: Span, which: &str) -> Diagnostic {
    let fault = format!("{which} skal have »Forlad siden«, men der er ikke valgt, hvor den fører hen");
    Diagnostic::new(Code::LeaveNowhere, span, fault).hint(
        "skriv i content/data/site.toml: forlad = og adressen på en neutral side, for eksempel \"https://www.dmi.dk/\"",
    )
}

fn begins_with_the_short_answer(body: &Body) -> bool {
    let first = body.blocks.iter().find(|block| !matches!(block, Block::Acute(_)));
    matches!(first, Some(Block::ShortAnswer(_)))
}

/// Whether the page is there to be filled in.
fn is_worked_with(body: &Body) -> bool {
    let by_hand = |block: &Block| matches!(block, Block::Concern(ConcernView::Paper | ConcernView::Reading));
    body.tools().next().is_some() || body.blocks.iter().any(by_hand)
}
