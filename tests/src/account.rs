//! What `/om/tilgaengelighed/` says of itself, held to the tests that it names.

use site::check::wcag::CRITERIA;
use std::collections::BTreeSet;
use std::fs;
use tests::dist::{pages, select, words};
use tests::prepare::{prepared, root};

fn account() -> Vec<toml::Table> {
    let text = fs::read_to_string(root().join("content/data/wcag.toml")).expect("the account is there");
    let table: toml::Table = text.parse().expect("it is TOML");
    let list = table["kriterium"].as_array().expect("a list").clone();
    list.into_iter().map(|one| one.as_table().expect("a table").clone()).collect()
}

/// The names of all tests of a target, as they are written: a function, or the name that a test is given, up to a blank.
fn tests_of(target: &str) -> BTreeSet<String> {
    let path = root().join(format!("tests/src/{target}.rs"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    // Between marks of quotation stands every second piece.
    let pieces: Vec<&str> = text.split('"').collect();
    let given = pieces.chunks_exact(2).map(|pair| pair[1].split([' ', '{']).next().unwrap_or_default());
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let functions = lines.windows(2).filter(|pair| pair[0] == "#[test]");
    let functions = functions.filter_map(|pair| pair[1].strip_prefix("fn ")?.split('(').next());
    let is_name = |name: &str| {
        name.contains('_') && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    };
    given.chain(functions).filter(|name| is_name(name)).map(str::to_owned).collect()
}

#[test]
fn every_test_that_is_named_exists() {
    let mut named = 0;
    for one in account() {
        let tests = one.get("proevet_af").and_then(|tests| tests.as_array()).cloned().unwrap_or_default();
        for test in tests {
            let test = test.as_str().expect("a text");
            let (target, name) = test.split_once("::").expect("target::name");
            assert!(tests_of(target).contains(name), "{}: there is no test {test}", one["nummer"]);
            named += 1;
        }
    }
    assert!(named > 40, "only {named} tests are named");
}

#[test]
fn the_standard_has_fifty_five_criteria_at_these_levels() {
    let numbers: Vec<Vec<u32>> =
        CRITERIA.iter().map(|(number, _)| number.split('.').map(|part| part.parse().unwrap()).collect()).collect();
    assert_eq!(numbers.len(), 55);
    assert!(numbers.is_sorted() && numbers.iter().all(|parts| parts.len() == 3));
    let aa = CRITERIA.iter().filter(|(_, level)| level.name() == "AA").count();
    assert_eq!(aa, 24);
    assert!(!CRITERIA.iter().any(|(number, _)| *number == "4.1.1"), "removed from the standard");
}

#[test]
fn the_page_holds_the_account_and_says_what_nobody_has_tested() {
    let pages = pages(&prepared().dist);
    let page = pages.iter().find(|page| page.address == "/om/tilgaengelighed/").expect("the page is there");
    let html = page.html();
    for (number, _) in CRITERIA {
        let id = format!("post_wcag-{}", number.replace('.', "-"));
        assert_eq!(select(&html, &format!("li[id='{id}']")).count(), 1, "{number}");
    }
    let text = select(&html, "main").next().map(words).unwrap_or_default();
    for honest in ["Ingen med et handicap har prøvet guiden", "med en skærmlæser", "ikke den officielle erklæring"]
    {
        assert!(text.contains(honest), "»{honest}« is not said");
    }
}

#[test]
fn the_statement_can_be_reached_from_every_page() {
    let pages = pages(&prepared().dist);
    let section = "/om/tilgaengelighed/#tilgaengelighedserklaering";
    for page in &pages {
        let html = page.html();
        if select(&html, "meta[http-equiv=refresh]").next().is_some() {
            continue;
        }
        let links: Vec<_> =
            select(&html, "footer a").filter(|link| words(*link) == "Tilgængelighedserklæring").collect();
        assert_eq!(links.len(), 1, "{}", page.address);
        assert_eq!(links[0].attr("href"), Some(section), "{}", page.address);
    }
    let was = pages.iter().find(|page| page.address == "/was/").expect("/was/ is there");
    assert!(was.text.contains(&format!("url={section}")), "{}", was.text);
    let redirects = fs::read_to_string(prepared().dist.join("_redirects")).expect("redirects");
    assert!(redirects.lines().any(|line| line == format!("/was/ {section} 301")), "{redirects}");
}
