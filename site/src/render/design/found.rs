//! Samples of what the search finds.
//!
//! Contract: asked, ordered, marked and said by `calculator::search`, over three pages that do not exist; the elements are those of the
//! tool, and `tests/src/visual.rs` holds them to it.

use calculator::search::{
    Answer, BestBet, Collection, Excerpt, Hit, Index, Page, Query, Section, answer, excerpt, marked, said,
};
use maud::{Markup, html};

/// Where all links of the samples lead: to the samples.
const HERE: &str = "#soegning";
/// As many hits as are shown before the button for more.
const MOST: usize = 3;

/// A best bet over hits with marks; hits to a word with a slip of the hand; nothing found.
pub(super) fn answers() -> Markup {
    let index = Index::new(collection());
    html! { @for typed in ["prøve", "eksmpel", "kvantefysik"] { div.found { (shown(&index, typed)) } } }
}

fn collection() -> Collection {
    let section = |anchor: &str, heading: &str, text: &str| Section {
        anchor: anchor.to_owned(),
        heading: heading.to_owned(),
        text: text.to_owned(),
    };
    let page = |title: &str, lead: &str, sections: Vec<Section>| Page {
        address: format!("/{title}/"),
        title: title.to_owned(),
        short: title.to_owned(),
        lead: lead.to_owned(),
        weight: 100,
        sections,
    };
    let first = section("", "", "Ordet prøve står i en hel sætning, så man kan se, hvorfor stedet passer.");
    let second = section("afsnit", "En prøve på et afsnit", "Et eksempel på et afsnit, der har sin egen overskrift.");
    Collection {
        pages: vec![
            page("En side", "Sidens resumé.", vec![first, second]),
            page("En prøve", "En side, hvor ordet står i titlen.", vec![section("", "", "Et eksempel mere.")]),
        ],
        best: vec![BestBet {
            asked: vec!["prøve".to_owned()],
            address: String::new(),
            title: "Det, du skal gøre først".to_owned(),
            text: "En sætning om, hvad siden hjælper med.".to_owned(),
        }],
        ..Collection::default()
    }
}

fn shown(index: &Index, typed: &str) -> Markup {
    let query = Query::new(index, typed, true);
    let answer: Answer<'_> = answer(index, &query, MOST);
    html! {
        @if let Some(best) = answer.best {
            section.best aria-label=(said::FIRST) { a href=(HERE) { strong { (best.title) } } p { (best.text) } }
        }
        p.count { (said::count(typed, &answer)) }
        div { @for line in said::readings(&query) { p { (line) } } }
        @if answer.hits.is_empty() {
            ul {
                @for line in said::HELP { li { (line) } }
                @for line in [said::LIST, said::ACUTE] { li { a href=(HERE) { (line) } } }
            }
        } @else {
            ol.hits { @for found in &answer.hits { (hit(index, &query, found)) } }
        }
        @if answer.hits.len() >= MOST { button.button.button-quiet type="button" { (said::MORE) } }
    }
}

fn hit(index: &Index, query: &Query, hit: &Hit) -> Markup {
    let Some(at) = index.place(hit.place) else { return html! {} };
    let page = index.collection.pages.get(at.page);
    let Some((page, section)) = page.and_then(|page| Some((page, page.sections.get(at.section)?))) else {
        return html! {};
    };
    html! {
        li {
            a href=(HERE) {
                span.of-page { (marks(&marked(index, query, &page.title))) }
                @if !section.heading.is_empty() {
                    span aria-hidden="true" { " › " }
                    span { (marks(&marked(index, query, &section.heading))) }
                }
            }
            p { (marks(&excerpt(index, query, hit.place))) }
        }
    }
}

fn marks(excerpt: &Excerpt) -> Markup {
    html! { @for (is_marked, text) in &excerpt.pieces { @if *is_marked { mark { (text) } } @else { span { (text) } } } }
}
