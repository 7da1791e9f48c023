//! Every chart of a register, held to what its page shows: title, source, description, and the same numbers or steps as text.
//!
//! The registers are read here as plain TOML, so that the generator's own reading is not held to itself. Both the golden site,
//! which has every kind, and the real one are looked at.

use scraper::{ElementRef, Html};
use site::io::disk::Project;
use site::report;
use std::fs;
use std::path::{Path, PathBuf};
use tests::dist::{ONE_FILE, select, words};
use tests::prepare::{day, root};
use toml::Table;

/// The charts of a site by id, and all its pages.
fn built(folder: PathBuf) -> (Table, Vec<Html>) {
    let path = folder.join("content/data/figurer.toml");
    let register = match fs::read_to_string(&path) {
        Ok(text) => text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display())),
        Err(_) => Table::new(),
    };
    let built = site::build(&Project::new(folder, day()));
    let faults = report::lines::short(&built);
    let output = built.output.unwrap_or_else(|| panic!("the content has faults:\n{faults}"));
    let pages = output.iter().filter(|(path, _)| path.ends_with(".html") && !path.ends_with(ONE_FILE));
    let pages = pages.map(|(_, bytes)| Html::parse_document(std::str::from_utf8(bytes).expect("UTF-8"))).collect();
    (register, pages)
}

fn check(folder: PathBuf) -> usize {
    let sources: Table =
        fs::read_to_string(folder.join("content/data/kilder.toml")).expect("sources").parse().expect("TOML");
    let (register, pages) = built(folder);
    let mut shown = 0;
    for (id, chart) in &register {
        for page in &pages {
            for figure in select(page, &format!("figure#figur_{id}")) {
                shown += 1;
                figure_is_whole(id, chart, figure, page, &sources);
            }
        }
    }
    shown
}

fn inside<'h>(element: ElementRef<'h>, css: &str) -> Vec<ElementRef<'h>> {
    let selector = scraper::Selector::parse(css).unwrap_or_else(|error| panic!("{css}: {error}"));
    element.select(&selector).collect()
}

fn text_of(element: ElementRef<'_>, css: &str) -> Vec<String> {
    inside(element, css).into_iter().map(words).collect()
}

fn key<'t>(table: &'t toml::Value, name: &str) -> &'t str {
    table.get(name).and_then(toml::Value::as_str).unwrap_or_default()
}

/// As [`words`] gives a text.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn figure_is_whole(id: &str, chart: &toml::Value, figure: ElementRef<'_>, page: &Html, sources: &Table) {
    let title = plain(key(chart, "titel"));
    let caption = text_of(figure, "figcaption").concat();
    let open = key(chart, "status") == "ubekraeftet";
    assert_eq!(caption, if open { format!("{title} (ikke bekræftet)") } else { title.clone() }, "{id}");
    // The picture has a name and a description, by ids that are there.
    let [picture] = inside(figure, "svg[role=img]")[..] else { panic!("{id} has not one picture") };
    for (attribute, key, expected) in
        [("aria-labelledby", "titel", "title"), ("aria-describedby", "beskrivelse", "desc")]
    {
        let named = picture.attr(attribute).expect(attribute);
        let [element] = select(page, &format!("[id='{named}']")).collect::<Vec<_>>()[..] else {
            panic!("{id}: {attribute} leads nowhere")
        };
        assert_eq!((element.value().name(), words(element)), (expected, plain(self::key(chart, key))), "{id}");
    }
    let paragraphs = text_of(figure, "p");
    let note = plain(key(chart, "note"));
    assert!(note.is_empty() || paragraphs.contains(&note), "{id} lacks its reservations: {paragraphs:?}");
    // The source: its place and year, and a link to where the page says what it is.
    let source = paragraphs.iter().find(|text| text.starts_with("Kilde: ")).expect("a source");
    assert!(source.contains(&plain(key(chart, "sted"))) && source.contains(key(chart, "aar")), "{id}: {source}");
    let anchor = format!("kilde_{}", key(chart, "kilde"));
    assert_eq!(inside(figure, &format!("p a[href='#{anchor}']")).len(), 1, "{id}");
    let listed = select(page, &format!("#{anchor}")).map(words).collect::<String>();
    let source_title = plain(key(&sources[key(chart, "kilde")], "titel"));
    assert!(listed.contains(&source_title), "{id}: {listed}");
    let rows = chart["raekke"].as_array().expect("rows");
    match key(chart, "type") {
        "soejler" | "stablet" => table(id, chart, rows, figure, picture),
        _ => list(id, rows, figure, picture),
    }
}

/// The cells are the register's numbers as printed, and so are the labels of the picture.
fn table(id: &str, chart: &toml::Value, rows: &[toml::Value], figure: ElementRef<'_>, picture: ElementRef<'_>) {
    let unit = key(chart, "enhed");
    let sign = unit.split([' ', ',']).take_while(|word| word.ends_with(['.', '%']) && *word != "pr.");
    let sign = sign.collect::<Vec<_>>().join(" ");
    let texts = |list: &toml::Value| -> Vec<String> {
        list.as_array().expect("a list").iter().map(|text| text.as_str().expect("a text").to_owned()).collect()
    };
    let series = texts(&chart["kolonner"]);
    let totals = key(chart, "type") == "stablet";
    assert!(text_of(figure, "table caption").concat().starts_with(&plain(key(chart, "titel"))), "{id}");
    let heads = text_of(figure, "thead th[scope=col]");
    assert_eq!(heads[..series.len()], series, "{id}");
    assert_eq!(heads.len(), series.len() + usize::from(totals), "{id}");
    let found = inside(figure, "tbody tr");
    assert_eq!(found.len(), rows.len(), "{id}");
    let drawn = words(picture);
    for (row, found) in rows.iter().zip(found) {
        assert_eq!(text_of(found, "th[scope=row]"), [plain(key(row, "navn"))], "{id}");
        assert!(drawn.contains(&plain(key(row, "navn"))), "{id} does not draw {row:?}");
        let values = texts(&row["vaerdier"]);
        let cells = text_of(found, "td.number");
        for (value, cell) in values.iter().zip(&cells) {
            let expected = match value.trim() {
                "" => "ikke oplyst".to_owned(),
                value => plain(&format!("{} {sign}", value.replace('-', "\u{2212}"))),
            };
            assert_eq!(*cell, expected, "{id}");
            assert!(drawn.contains(&expected), "{id} does not draw {expected}: {drawn}");
        }
        if totals && values.iter().all(|value| value.parse::<u32>().is_ok()) {
            let sum: u32 = values.iter().filter_map(|value| value.parse::<u32>().ok()).sum();
            assert_eq!(cells.last(), Some(&plain(&format!("{sum} {sign}"))), "{id}");
            let label = if sign.is_empty() { format!("n = {sum}") } else { format!("i alt {sum} {sign}") };
            assert!(drawn.contains(&label), "{id} does not draw {label}: {drawn}");
        }
    }
    // No bar for what is not stated or zero; the keys of a stacked chart have a rectangle each.
    let stated = rows
        .iter()
        .flat_map(|row| texts(&row["vaerdier"]))
        .filter(|value| value.contains(|c: char| ('1'..='9').contains(&c)));
    let keys = if totals { series.len() } else { 0 };
    assert_eq!(inside(picture, "rect").len(), stated.count() + keys, "{id}");
}

fn list(id: &str, rows: &[toml::Value], figure: ElementRef<'_>, picture: ElementRef<'_>) {
    let items = text_of(figure, "details ol > li");
    assert_eq!(items.len(), rows.len(), "{id}");
    let drawn = words(picture);
    for (row, item) in rows.iter().zip(items) {
        for part in ["navn", "tekst", "hvem"].map(|name| plain(key(row, name))) {
            assert!(item.contains(&part), "{id}: {item} lacks {part}");
            // A word that has no room is broken with a hyphen in the picture.
            assert!(drawn.contains(&part) || part.split(' ').any(|word| !drawn.contains(word)), "{id}: {part}");
        }
    }
}

#[test]
fn every_kind_of_chart_is_shown_whole() {
    assert_eq!(check(Path::new(env!("CARGO_MANIFEST_DIR")).join("golden/in")), 4);
}

#[test]
fn every_chart_of_the_real_site_is_shown_whole() {
    assert!(check(root()) > 0, "the real site shows no chart");
}
