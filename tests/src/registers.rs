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

#[test]
fn the_feeds_hold_every_page_and_are_well_formed() {
    let dist = &prepared().dist;
    let count = pages(dist)
        .iter()
        .filter(|page| page.address.ends_with('/') && !page.text.contains("http-equiv=\"refresh\""))
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
