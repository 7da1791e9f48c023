//! What many answers come to: the services with their own n, the cost, the reasons, who is missing, what does not count.

use calculator::demand::{Merged, open_row, open_total};
use calculator::export::{demand_row, motives};
use calculator::text;

use super::Tool;
use super::element::{Element, element};
use super::parts::more;
use super::shown::{opening_of, table};

/// The files that do not count, each with its reason.
pub(super) fn left_out(tool: Tool) -> Vec<Element> {
    let collect = tool.collect;
    collect.track_files();
    let merged = collect.merged(tool);
    if merged.left_out.is_empty() {
        return Vec::new();
    }
    let files = merged.left_out.iter().map(|file| element("li").text(&text::left_out_file(file)));
    vec![
        element("div")
            .class("left-out")
            .id("ikke-talt-med")
            .child(element("h4").text("Ikke talt med"))
            .child(element("ul").children(files)),
    ]
}

/// The prices of what somebody wants.
pub(super) fn prices(tool: Tool) -> Vec<Element> {
    let collect = tool.collect;
    collect.track_files();
    let merged = collect.merged(tool);
    let wanted = merged.rows.iter().filter(|row| row.yes > 0);
    let mut fields: Vec<Element> = wanted.map(|row| collect.prices.view(&collect.price_id(&row.subject))).collect();
    if fields.is_empty() {
        return Vec::new();
    }
    let hint = "Skriv de priser, huset regner med. Uden pris er ydelsen ikke med i udgiften.";
    fields.insert(0, element("p").class("field-hint").text(hint));
    vec![more("priser", "Priser", fields)]
}

/// The tables, and what to tell besides.
pub(super) fn view(tool: Tool) -> Vec<Element> {
    let collect = tool.collect;
    collect.track();
    let merged = collect.merged(tool);
    if merged.counted.is_empty() {
        return Vec::new();
    }
    let mut parts = vec![services(tool, &merged)];
    let catalogue = &tool.data.catalogue;
    let opened = merged.rows.iter().filter_map(|row| Some((collect.price_id(&row.subject), open_row(row, catalogue)?)));
    parts.extend(opened.map(|(id, trace)| {
        let title = ["Sådan er udgiften lavet: ", &trace.heading].concat();
        opening_of(&["aabnet-", &id].concat(), &title, tool.data, &trace)
    }));
    parts.push(total(&merged));
    let all = open_total(&merged, catalogue);
    parts.extend(all.map(|trace| opening_of("aabnet-behov", "Sådan er totalen lavet", tool.data, &trace)));
    let (head, rows) = motives(&merged);
    parts.push(table(text::MOTIVES, &head, rows));
    parts.push(
        element("p")
            .class("field-hint")
            .text("n er antallet af svar på linjen. Ikke alle svarer på alt, så sammenlign kun med linjens egne svar."),
    );
    let mut notes = merged.notes.clone();
    if let Some(house) = collect.house(tool) {
        notes.extend(text::missing_answers(house, &merged.missing(house)));
        notes.extend(text::strangers(house, &merged.strangers(house)));
    }
    parts.extend(notes.iter().map(|said| element("p").class("note").text(said)));
    let counted = merged.counted.iter().map(|(name, unit)| element("li").text(&text::joined(&[name, unit])));
    parts.push(more("talt-med", "Hvem er talt med?", vec![element("ul").class("columns").children(counted)]));
    parts
}

fn services(tool: Tool, merged: &Merged) -> Element {
    let rows = merged.rows.iter().map(|row| demand_row(row, &tool.data.catalogue));
    table(text::DEMAND_TABLE, &text::DEMAND_COLUMNS.map(str::to_owned), rows)
}

fn total(merged: &Merged) -> Element {
    let cost = merged.cost.as_ref().map_or_else(|| "ingen priser endnu".to_owned(), text::amount_range);
    element("p")
        .class("total")
        .child(element("span").text("Udgift om året i alt "))
        .child(element("output").id("behov-total").attribute("aria-live", "polite").child(element("span").text(&cost)))
}
