//! What the tools show: tables, sources, what numbers were made of, notes for a case file.
//!
//! Contract: every number from a register leads to its source, and says how well it is established and when it is looked at
//! next; every number of the user's is called that.

use calculator::export::{Block, Note};
use calculator::wire::Data;
use calculator::{Basis, Ground, Printed, Reference, Service, Status, Trace, text};

use super::element::{Element, element};
use super::parts::unfolding;

/// A table that scrolls in itself; the first value of a row is its heading.
pub(crate) fn table(caption: &str, head: &[String], rows: impl IntoIterator<Item = Vec<String>>) -> Element {
    let head = head.iter().map(|words| element("th").attribute("scope", "col").text(words));
    let rows = rows.into_iter().map(|row| {
        element("tr").children(row.iter().enumerate().map(|(column, words)| match column {
            0 => element("th").attribute("scope", "row").text(words),
            _ => element("td").text(words),
        }))
    });
    let table = element("table")
        .child(element("caption").text(caption))
        .child(element("thead").child(element("tr").children(head)))
        .child(element("tbody").children(rows));
    element("div")
        .class("table")
        .attribute("role", "region")
        .attribute("tabindex", "0")
        .attribute("aria-label", caption)
        .child(table)
}

/// A number that went into another, with where it is from.
pub(crate) fn given(data: &'static Data, basis: &Basis) -> Element {
    element("li").text(&said(basis)).group(ground(data, basis))
}

fn said(basis: &Basis) -> String {
    let year = basis.price_year.map(|year| [", ", &year.to_string(), "-priser"].concat()).unwrap_or_default();
    let said = [&basis.name, ": ", &basis.value, &year].concat();
    if said.ends_with('.') { said + " " } else { said + ". " }
}

/// Where a number is from, how well it is established, and when it is looked at next.
fn ground(data: &'static Data, basis: &Basis) -> Option<Element> {
    Some(match &basis.ground {
        Ground::Entered { said } => element("span").text(&(text::joined(&["Dit tal", said]) + ".")),
        Ground::Register { reference, status, next_review } => {
            let status = match status {
                Status::Confirmed => "bekræftet",
                Status::Unconfirmed => "ubekræftet",
            };
            let review = next_review.map(|day| ["næste gennemgang ", &text::date(day)].concat()).unwrap_or_default();
            let rest = text::joined(&[&reference.place, status, &review]);
            element("span").text("Kilde: ").child(source(data, reference)).text(&[", ", &rest, "."].concat())
        }
        Ground::Gone => element("span").text(text::GONE),
        Ground::Worked(_) => return None,
    })
}

/// A note with the names of sources in the place of their ids.
pub(crate) fn named(data: &Data, note: Note) -> Note {
    note.named(&|id| title(data, id))
}

/// The title of a source.
pub(crate) fn title(data: &Data, id: &str) -> Option<String> {
    data.source(id).map(|label| label.title.clone())
}

/// A note for a case file.
pub(crate) fn blocks(note: Note) -> Vec<Element> {
    let heading = element("h2").text(&note.title);
    let block = |block: Block| match block {
        Block::Heading(words) => element("h3").text(&words),
        Block::Paragraph(words) => element("p").text(&words),
        Block::Table(shown) => table(&shown.caption, &shown.head, shown.rows),
        Block::Law(items) | Block::List(items) => {
            element("ul").children(items.iter().map(|item| element("li").text(item)))
        }
    };
    std::iter::once(heading).chain(note.blocks.into_iter().map(block)).collect()
}

/// A link to a source, in a tab of its own, since leaving the page would lose what is typed.
pub(crate) fn source(data: &'static Data, reference: &Reference) -> Element {
    match data.source(&reference.source_id) {
        Some(label) => element("a")
            .attribute("href", &label.href)
            .attribute("target", "_blank")
            .attribute("rel", "noopener")
            .text(&label.title)
            .child(element("span").class("new-tab").text(" (ny fane)")),
        None => element("span").text(&reference.source_id),
    }
}

/// A number that opens: how it came about, and what it was made of.
pub(crate) fn opening(id: &str, data: &'static Data, trace: &Trace) -> Element {
    opening_of(id, "Sådan er tallet lavet", data, trace)
}

/// The same, saying which number it is.
pub(crate) fn opening_of(id: &str, title: &str, data: &'static Data, trace: &Trace) -> Element {
    let mut inside = vec![element("p").class("formula").text(&trace.formula)];
    inside.extend(trace.range.iter().map(|range| element("p").text(range)));
    inside.push(element("ul").class("basis").group(trace.basis.iter().map(|basis| given(data, basis))));
    unfolding(id, "opened", title, inside)
}

/// A printed price with its year, its provider, what to know of it, and its source.
pub(crate) fn printed_price(data: &'static Data, service: &Service, printed: Printed<'_>) -> Element {
    let rate = printed.rate();
    let mut known = [&text::printed_price(rate, service.unit), ". ", &text::held(printed), " "].concat();
    if let Some(caveat) = &rate.caveat {
        known = known + caveat + " ";
    }
    if rate.status == Status::Unconfirmed {
        known += "Prisen er ikke bekræftet. ";
    }
    let place =
        if rate.reference.place.is_empty() { ".".to_owned() } else { [", ", &rate.reference.place, "."].concat() };
    element("p").text(&known).text("Kilde: ").child(source(data, &rate.reference)).text(&place)
}
