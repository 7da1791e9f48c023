//! The registers of the real content against what they promise beyond what the generator itself refuses.

use jiff::civil::{Date, date};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use tests::dist::{pages, select};
use tests::prepare::{prepared, root};
use toml::{Table, Value};

/// How many systems, models, forms and services the five sources describe.
const SYSTEMS: i64 = 91;
/// How many municipalities Denmark has.
const MUNICIPALITIES: usize = 98;

fn register(name: &str) -> Table {
    let path = root().join(format!("content/data/{name}.toml"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn entries(table: &Table, key: &str) -> Vec<Table> {
    let list = table[key].as_array().expect("an array of tables");
    list.iter().map(|entry| entry.as_table().expect("a table").clone()).collect()
}

fn text<'t>(table: &'t Table, key: &str) -> &'t str {
    table[key].as_str().unwrap_or_else(|| panic!("»{key}« is no text in {table:?}"))
}

fn day(value: &Value) -> Date {
    value.to_string().parse().expect("a date")
}

#[test]
fn every_system_of_the_sources_has_its_place() {
    let systems = entries(&register("systemer"), "system");
    let numbers: BTreeSet<i64> = systems.iter().map(|system| system["nr"].as_integer().expect("a number")).collect();
    let missing: Vec<i64> = (1..=SYSTEMS).filter(|number| !numbers.contains(number)).collect();
    assert!(missing.is_empty(), "systems without a place: {missing:?}");
    assert_eq!(systems.len(), numbers.len(), "a number is used twice");
    let pages: BTreeMap<String, _> =
        pages(&prepared().dist).into_iter().map(|page| (page.address.clone(), page)).collect();
    for system in &systems {
        let address = text(system, "side");
        let (path, anchor) = address.split_once('#').map_or((address, None), |(path, anchor)| (path, Some(anchor)));
        let page = pages.get(path).unwrap_or_else(|| panic!("{system:?}: no page at {path}"));
        if let Some(anchor) = anchor {
            let html = page.html();
            assert_eq!(select(&html, &format!("[id='{anchor}']")).count(), 1, "{system:?}");
        }
    }
}

#[test]
fn every_municipality_has_one_house_on_every_day() {
    let houses: BTreeSet<String> = register("boernehuse").keys().cloned().collect();
    let periods = entries(&register("kommuner"), "kommune");
    let names: BTreeSet<&str> = periods.iter().map(|period| text(period, "navn")).collect();
    assert_eq!(names.len(), MUNICIPALITIES);
    // Before, on and after the day on which Region Østdanmark begins, and long after.
    for on in [date(2024, 1, 1), date(2026, 12, 31), date(2027, 1, 1), date(2035, 6, 1)] {
        for name in &names {
            let holds = |period: &&Table| {
                text(period, "navn") == *name
                    && day(&period["gaelder_fra"]) <= on
                    && period.get("gaelder_til").is_none_or(|until| day(until) >= on)
            };
            let found: Vec<&str> = periods.iter().filter(holds).map(|period| text(period, "boernehus")).collect();
            assert_eq!(found.len(), 1, "{name} on {on}: {found:?}");
            assert!(houses.contains(found[0]), "{name}: no house {}", found[0]);
        }
    }
}

#[test]
fn serviceloven_is_history_and_names_what_holds_now() {
    let laws = register("lov");
    let mut checked = 0;
    for page in pages(&prepared().dist).iter().filter(|page| !page.address.starts_with("/om/")) {
        let html = page.html();
        for link in select(&html, "div.text a[href*='#post_serviceloven-']") {
            let id = link.attr("href").and_then(|href| href.split_once("#post_")).expect("an entry").1;
            let entry = laws[id].as_table().expect("a table");
            let Some(successors) = entry.get("afloest_af") else { continue };
            let first = successors[0].as_str().expect("an id");
            let after: String =
                link.next_siblings().filter_map(|node| node.value().as_text().map(|text| text.to_string())).collect();
            let named = select(&html, &format!("div.text a[href$='#post_{first}']")).count();
            assert!(after.starts_with(" (nu ") && named > 0, "{}: {id} without what holds now", page.address);
            checked += 1;
        }
    }
    assert!(checked > 0, "no page names the old law: then this test proves nothing");
}

/// Every amount that stands beside an example as what it comes to.
fn expected(table: &Table, found: &mut Vec<String>) {
    for (key, value) in table {
        match value {
            Value::String(text) if key.starts_with("forventet") => {
                let likely = text.split('|').map(str::trim).collect::<Vec<_>>();
                let likely = if likely.len() == 3 { likely[1] } else { likely[0] };
                found.push(format!("{} kr.", likely.trim_end_matches(" kr.")));
            }
            Value::Table(inner) => expected(inner, found),
            Value::Array(inner) => inner.iter().filter_map(Value::as_table).for_each(|inner| expected(inner, found)),
            _ => {}
        }
    }
}

#[test]
fn every_example_stands_with_what_it_comes_to() {
    let pages = pages(&prepared().dist);
    let page = pages.iter().find(|page| page.address == "/ydelser/beregner/eksempler/").expect("a page of examples");
    let html = page.html();
    let examples = register("eksempler");
    assert!(examples.len() >= 10, "only {} examples", examples.len());
    for (id, example) in &examples {
        assert_eq!(select(&html, &format!("[id='post_{id}']")).count(), 1, "{id} has no place");
        let mut amounts = Vec::new();
        expected(example.as_table().expect("a table"), &mut amounts);
        assert!(!amounts.is_empty(), "{id} expects nothing");
        for amount in amounts {
            assert!(page.text.contains(&amount), "{id}: {amount} is not on the page");
        }
    }
}

#[test]
fn a_takst_is_the_same_in_the_rates_and_in_the_chart() {
    let chart = entries(register("figurer")["takster-2021"].as_table().expect("a chart"), "raekke");
    let rates = register("satser");
    let mut held = 0;
    for rate in rates.values().filter_map(Value::as_table).filter(|rate| text(rate, "type") == "takst") {
        let house = text(rate, "navn").trim_start_matches("Børnehus ");
        let row = chart.iter().find(|row| text(row, "navn").trim_start_matches("Børnehus ") == house);
        let row = row.unwrap_or_else(|| panic!("the chart has no {house}"));
        let drawn = row["vaerdier"][0].as_str().expect("a number");
        assert_eq!(format!("{drawn} kr."), text(rate, "beloeb"), "{house}");
        held += 1;
    }
    assert_eq!(held, 5, "five houses had a takst in 2021");
}

#[test]
fn the_feeds_hold_every_page_and_are_well_formed() {
    let dist = &prepared().dist;
    let count = pages(dist)
        .iter()
        .filter(|page| page.address.ends_with('/') && !page.text.contains("http-equiv=\"refresh\""))
        // Whole sections are made of pages that stand there already.
        .filter(|page| !page.address.ends_with("/samlet/"))
        .count();
    let calendar = fs::read_to_string(dist.join("om/gennemgang/gennemgang.ics")).expect("a calendar");
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n") && calendar.ends_with("END:VCALENDAR\r\n"));
    assert!(calendar.lines().all(|line| line.len() <= 75), "a line is longer than RFC 5545 allows");
    assert!(!calendar.replace("\r\n", "").contains('\n'), "every line ends as RFC 5545 says");
    for (part, times) in [
        ("BEGIN:VEVENT", count),
        ("END:VEVENT", count),
        ("DTSTART;VALUE=DATE:", count),
        ("DTEND;VALUE=DATE:", count),
        ("DTSTAMP:", count),
        ("UID:", count),
        ("SUMMARY:", count),
    ] {
        assert_eq!(calendar.matches(&format!("\n{part}")).count(), times, "{part}");
    }
    let atom = fs::read_to_string(dist.join("om/gennemgang/gennemgang.atom")).expect("a feed");
    let atom = roxmltree::Document::parse(&atom).expect("well-formed XML");
    let of = |name: &'static str| {
        atom.descendants().filter(move |node| node.has_tag_name(("http://www.w3.org/2005/Atom", name)))
    };
    assert_eq!(of("entry").count(), count);
    let ids: BTreeSet<_> = of("id").map(|id| id.text().unwrap_or_default().to_owned()).collect();
    assert_eq!(ids.len(), count + 1, "an id is used twice");
}

#[test]
fn words_of_the_glossary_are_linked_once_and_never_where_a_link_covers_them() {
    let mut linked = 0;
    for page in pages(&prepared().dist) {
        let html = page.html();
        let mut seen = BTreeSet::new();
        for word in select(&html, "main a.term") {
            let to = word.attr("href").unwrap_or_default().to_owned();
            // The page of the design shows one in each of its states.
            if to == "#proeve_ord" {
                continue;
            }
            linked += 1;
            assert!(seen.insert(to.clone()), "{}: {to} is linked twice", page.address);
        }
        assert_eq!(
            select(&html, ".roads a.term, h1 a.term, h2 a.term, h3 a.term, .acute a.term").count(),
            0,
            "{}",
            page.address
        );
    }
    assert!(linked > 100, "only {linked} words are linked");
}
