//! What pages say of themselves to those who are not on them: search engines, programs that show a link, language models.

use serde_json::Value;
use site::world::MemoryWorld;
use std::fs;
use tests::dist::{Page, files, pages, select};
use tests::prepare::{prepared, root};

/// Pages that are to be found.
fn public() -> Vec<Page> {
    let noindex = |page: &Page| select(&page.html(), "meta[name=robots][content=noindex]").next().is_some();
    let found: Vec<_> = pages(&prepared().dist).into_iter().filter(|page| !noindex(page)).collect();
    assert!(found.len() > 100, "only {} pages are to be found", found.len());
    found
}

/// A page's data, as a parser reads them.
fn data(page: &Page) -> Value {
    let html = page.html();
    let found: Vec<_> = select(&html, "head > script[type='application/ld+json']").collect();
    assert_eq!(found.len(), 1, "{}", page.address);
    let text: String = found[0].text().collect();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}: {text}", page.address))
}

fn content(page: &Page, css: &str) -> String {
    let html = page.html();
    let found: Vec<_> = select(&html, css).filter_map(|meta| meta.attr("content").map(str::to_owned)).collect();
    assert_eq!(found.len(), 1, "{}: {css}", page.address);
    found.into_iter().next().unwrap_or_default()
}

fn canonical(page: &Page) -> String {
    let html = page.html();
    let link = select(&html, "link[rel=canonical]").next();
    link.and_then(|link| link.attr("href"))
        .unwrap_or_else(|| panic!("{} has no canonical address", page.address))
        .to_owned()
}

#[test]
fn every_page_says_what_it_is_and_when_it_was_reviewed() {
    for page in public() {
        let data = data(&page);
        let address = canonical(&page);
        assert!(address.starts_with("https://") && address.ends_with(&page.address), "{address}");
        assert_eq!(data["@context"], "https://schema.org", "{}", page.address);
        assert_eq!(data["@type"], "WebPage", "{}", page.address);
        assert_eq!(data["@id"], address.as_str());
        let html = page.html();
        let reviewed = select(&html, ".review time").next().and_then(|time| time.attr("datetime"));
        assert_eq!(data["lastReviewed"].as_str(), reviewed, "{}", page.address);
        assert_eq!(data["description"], content(&page, "meta[name=description]").as_str());
        for (property, expected) in [
            ("og:title", data["name"].as_str().unwrap_or_default()),
            ("og:description", data["description"].as_str().unwrap_or_default()),
            ("og:url", &address),
            ("og:locale", "da_DK"),
            ("og:site_name", data["isPartOf"]["name"].as_str().unwrap_or_default()),
            ("og:type", if page.address == "/" { "website" } else { "article" }),
        ] {
            assert_eq!(
                content(&page, &format!("meta[property='{property}']")),
                expected,
                "{}: {property}",
                page.address
            );
        }
    }
}

#[test]
fn breadcrumbs_are_those_that_readers_see() {
    for page in public() {
        let html = page.html();
        let seen: Vec<String> = select(&html, ".crumbs li").map(|step| tests::dist::words(step)).collect();
        let told = data(&page)["breadcrumb"]["itemListElement"].as_array().cloned().unwrap_or_default();
        let names: Vec<_> = told.iter().map(|step| step["name"].as_str().unwrap_or_default().to_owned()).collect();
        assert_eq!(names, seen, "{}", page.address);
        for (at, step) in told.iter().enumerate() {
            assert_eq!(step["position"], at + 1, "{}", page.address);
        }
        assert!(page.address == "/" || told.last().is_some_and(|last| last["item"] == canonical(&page).as_str()));
    }
}

#[test]
fn services_and_words_are_told_and_nothing_is_offered_that_nobody_offers() {
    let text = fs::read_to_string(root().join("content/data/ydelser.toml")).unwrap();
    let table: toml::Table = text.parse().unwrap();
    let mut listed = 0;
    let all = public();
    for service in table["ydelse"].as_array().unwrap() {
        let page = all.iter().find(|page| Some(page.address.as_str()) == service["side"].as_str()).unwrap();
        let entity = &data(page)["mainEntity"];
        if service["status"].as_str() == Some("katalog") {
            assert_eq!(entity["@type"], "GovernmentService", "{}", page.address);
            assert_eq!(entity["name"].as_str(), service["navn"].as_str());
            listed += 1;
        } else {
            assert!(entity.is_null(), "{} is only proposed", page.address);
        }
        assert!(!entity.to_string().contains("kr."), "{}: a printed price is no offer", page.address);
    }
    assert!(listed > 3, "only {listed} services");
    let text = fs::read_to_string(root().join("content/data/ordliste.toml")).unwrap();
    let words: toml::Table = text.parse().unwrap();
    let glossary = all.iter().find(|page| page.address == "/ordliste/").unwrap();
    let set = &data(glossary)["mainEntity"];
    assert_eq!(set["@type"], "DefinedTermSet");
    let terms = set["hasDefinedTerm"].as_array().unwrap();
    assert_eq!(terms.len(), words.len());
    let html = glossary.html();
    for term in terms {
        let anchor = term["url"].as_str().and_then(|url| url.split_once('#')).unwrap().1;
        assert_eq!(select(&html, &format!("[id='{anchor}']")).count(), 1, "{anchor}");
    }
}

#[test]
fn no_text_of_an_editor_s_ends_the_data() {
    let side = "+++\ntitel = \"</script><b>\\\"&\"\nresume = \"<!-- </SCRIPT> \\\\ ' \"\ngennemgaaet = 2026-01-01\n\
        naeste_gennemgang = 2027-01-01\nansvarlig = \"Redaktionen\"\nkilder = []\n+++\n";
    let front =
        side.replace("</script><b>\\\"&", "Forside").replace("<!-- </SCRIPT> \\\\ ' ", "Kort.") + "[Side](/side/)\n";
    let mut world = MemoryWorld::new(jiff::civil::date(2026, 6, 15))
        .with("content/index.md", front.into_bytes())
        .with("content/side.md", side.as_bytes());
    for (name, text) in [
        ("site", "navn = \"Prøve</script>\"\nbeskrivelse = \"Kort.\"\nadresse = \"https://proeve.test/\"\n"),
        ("kilder", ""),
        ("lov", ""),
        ("navigation", ""),
        ("tal", ""),
        ("ydelser", ""),
    ] {
        world = world.with(&format!("content/data/{name}.toml"), text.as_bytes());
    }
    let built = site::build(&world);
    let told = site::report::lines::short(&built);
    let output = built.output.unwrap_or_else(|| panic!("{told}"));
    let text = String::from_utf8(output.get("side/index.html").unwrap().to_vec()).unwrap();
    let page = Page { address: "/side/".to_owned(), path: "side/index.html".to_owned(), text };
    assert_eq!(data(&page)["name"], "</script><b>\"&");
    assert_eq!(data(&page)["isPartOf"]["name"], "Prøve</script>");
    assert_eq!(select(&page.html(), "head b").count() + select(&page.html(), "body > b").count(), 0);
}

#[test]
fn sitemap_and_llms_hold_exactly_the_pages_that_are_to_be_found() {
    let dist = &prepared().dist;
    let mut wanted: Vec<String> = public().iter().map(canonical).collect();
    wanted.sort();
    let sitemap = fs::read_to_string(dist.join("sitemap.xml")).unwrap();
    let tree = roxmltree::Document::parse(&sitemap).unwrap();
    let mut listed: Vec<String> = Vec::new();
    for url in
        tree.descendants().filter(|node| node.has_tag_name(("http://www.sitemaps.org/schemas/sitemap/0.9", "url")))
    {
        let child =
            |name: &str| url.children().find(|node| node.tag_name().name() == name).and_then(|node| node.text());
        listed.push(child("loc").unwrap().to_owned());
        let day: jiff::civil::Date = child("lastmod").unwrap().parse().unwrap();
        assert!(day <= tests::prepare::day(), "{day}");
    }
    listed.sort();
    assert_eq!(listed, wanted);
    let llms = fs::read_to_string(dist.join("llms.txt")).unwrap();
    assert!(llms.starts_with("# ") && llms.lines().nth(2).is_some_and(|line| line.starts_with("> ")), "{llms}");
    let mut told: Vec<String> = llms
        .lines()
        .filter_map(|line| Some(line.strip_prefix("- [")?.split_once("](")?.1.split_once("): ")?.0.to_owned()))
        .collect();
    told.sort();
    assert_eq!(told, wanted);
    assert!(files(dist).contains(&"om/aendringer/aendringer.atom".to_owned()), "the feed of changes");
    let robots = fs::read_to_string(dist.join("robots.txt")).unwrap();
    assert!(
        robots.contains("Allow: /") && robots.contains("Sitemap: https://") && !robots.contains("Disallow"),
        "{robots}"
    );
}
