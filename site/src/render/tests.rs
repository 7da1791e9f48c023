//! Whole pages from small worlds.

use crate::output::Output;
use crate::world::MemoryWorld;
use jiff::civil::date;

const KILDER: &str = r#"
[rapport]
titel = "En rapport"
udgiver = "Et hus"
kort = "Huset 2022"
adresse = "https://kilde.example/rapport"
[note]
titel = "En note"
udgiver = "Et kontor"
udgivet = "maj 2020"
"#;

const LOV: &str = r#"
[lov-1]
lov = "barnets lov"
paragraf = "§ 1"
titel = "Formål"
gaelder_fra = 2024-01-01
kontrolleret = 2026-01-01
status = "ubekraeftet"
note = "Ordlyden er ikke læst."
adresse = "https://lov.example/1"
"#;

const TAL: &str = r#"
[frist]
vaerdi = "24 timer"
beskrivelse = "En frist"
kilde = "rapport"
status = "bekraeftet"
"#;

const YDELSER: &str = r#"
[[ydelse]]
id = "a"
navn = "Behandling"
side = "/ydelser/a/"
status = "katalog"
til = "barnet"
enhed = "forloeb"
kort = "Kort."
sessioner = 15
minutter_pr_session = 90
kilde = "rapport"
sted = "bilag 2"
[[ydelse.pris]]
beloeb = "28.000 kr."
gaelder_fra = 2021-03-01
gaelder_til = 2022-12-31
udbyder = "Et hus"
kilde = "note"
sted = "s. 1"
status = "bekraeftet"
"#;

fn page(title: &str, more: &str, body: &str) -> String {
    format!(
        "+++\ntitel = \"{title}\"\nresume = \"Resumé.\"\ngennemgaaet = 2026-01-01\nnaeste_gennemgang = 2026-11-01\n\
         ansvarlig = \"Redaktionen\"\nkilder = [\"rapport\", \"note\"]\n{more}\n+++\n\n{body}\n"
    )
}

fn world(address: &str, body: &str) -> MemoryWorld {
    MemoryWorld::new(date(2026, 6, 1))
        .with("content/data/kilder.toml", KILDER)
        .with("content/data/lov.toml", LOV)
        .with("content/data/tal.toml", TAL)
        .with("content/data/ydelser.toml", YDELSER)
        .with("content/data/navigation.toml", "[[menu]]\ntitel = \"Ydelser\"\nside = \"/ydelser/\"\n")
        .with("content/data/site.toml", format!("navn = \"Guiden\"\nbeskrivelse = \"Om.\"\nadresse = \"{address}\"\n"))
        .with("content/index.md", page("Forside", "", body))
        .with("content/akut/index.md", page("Hvad gør jeg nu?", "tidligere_adresser = [\"/gammel/\"]", "Ring 112."))
        .with("content/ydelser/index.md", page("Ydelser", "", ":::ydelser\n:::"))
        .with("content/ydelser/a.md", page("Behandling", "", "Tekst."))
        .with("content/ydelser/beregner.md", page("Beregner", "", ":::beregner\n:::"))
        .with("content/lov.md", page("Love", "", ":::register lov\n:::"))
        .with("public/assets/site.css", "a{}")
        .with("public/assets/favicon.svg", "<svg/>")
        .with("tool/beregner.js", "export default 1")
        .with("tool/beregner.wasm", [0, 1, 2])
}

fn build(address: &str, body: &str) -> Output {
    let built = crate::build(&world(address, body));
    assert_eq!(built.errors(), 0, "{:?}", built.diagnostics);
    built.output.unwrap()
}

fn html(output: &Output, path: &str) -> String {
    // The numbers of links, which are seen on paper alone, are in the way everywhere else.
    let mut parts = whole_html(output, path).split(" data-n=\"").map(str::to_owned).collect::<Vec<_>>().into_iter();
    let first = parts.next().unwrap_or_default();
    parts.fold(first, |all, part| all + part.split_once('"').map_or("", |(_, rest)| rest))
}

fn whole_html(output: &Output, path: &str) -> String {
    String::from_utf8(output.get(path).unwrap_or_else(|| panic!("no {path}")).to_vec()).unwrap()
}

fn front(body: &str) -> String {
    html(&build("https://a.example/", body), "index.html")
}

#[test]
fn every_internal_address_begins_with_the_base_path() {
    let output = build("https://a.example/guide/", "[love](/lov/) [ydelser](/ydelser/)");
    for (path, bytes) in output.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8(bytes.to_vec()).unwrap();
        for attribute in [" href=\"", " src=\"", "url="] {
            for at in html
                .match_indices(attribute)
                .map(|(at, _)| &html[at + attribute.len()..])
                .filter(|at| at.starts_with('/'))
            {
                assert!(at.starts_with("/guide/"), "{path}: {attribute}{}", at.chars().take(40).collect::<String>());
            }
        }
    }
    assert!(
        html(&output, "sitemap.xml").contains("<loc>https://a.example/guide/akut/</loc><lastmod>2026-01-01</lastmod>")
    );
    assert!(html(&output, "robots.txt").contains("Sitemap: https://a.example/guide/sitemap.xml"));
    assert_eq!(html(&output, "_redirects"), "/guide/gammel/ /guide/akut/ 301\n");
    assert!(html(&output, "ydelser/beregner/index.html").contains(r#""page":"/guide/ydelser/a/""#));
}

#[test]
fn a_page_shows_when_it_was_changed_where_that_is_known_and_has_come() {
    let changed = |day| {
        let world = world("https://a.example/", "Tekst.").with_change("content/index.md", day);
        html(&crate::build(&world).output.unwrap(), "index.html")
    };
    let shown = changed(date(2026, 5, 31));
    assert!(shown.contains("<dt>Ændret</dt><dd><time datetime=\"2026-05-31\">31. maj 2026</time>"), "{shown}");
    assert!(!changed(date(2026, 6, 2)).contains("Ændret"), "a day after that of the build");
    assert!(!front("Tekst.").contains("Ændret"));
}

#[test]
fn no_page_holds_inline_code_or_style() {
    for (path, bytes) in build("https://a.example/", "Tekst.").iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8(bytes.to_vec()).unwrap();
        for banned in ["<style", " style=", " onclick=", " onload=", "javascript:"] {
            assert!(!html.contains(banned), "{path} has {banned}");
        }
        // What describes the page is data, which nothing runs.
        let scripts = html.split("</script>").filter_map(|part| Some(part.split_once("<script")?.1));
        let scripts = scripts.filter(|script| !script.starts_with(" type=\"application/ld+json\""));
        for script in scripts {
            let external = script.contains(" src=\"/assets/start-") || script.starts_with(" type=\"application/json\"");
            assert!(external && path == "ydelser/beregner/index.html", "{path}: {script}");
        }
    }
}

#[test]
fn the_example_is_worked_out() {
    let html = html(&build("https://a.example/", "Tekst."), "ydelser/beregner/index.html");
    for formula in [
        "3 × 28.000 kr. = 84.000 kr.",
        "28.000 kr. / 15 sessioner = 1.866,67 kr. pr. session",
        "28.000 kr. / 22,5 timer = 1.244,44 kr. pr. time",
    ] {
        assert!(html.contains(formula), "{formula}");
    }
    let errors = html.find(r#"id="vaerktoej-fejl""#).unwrap();
    assert!(errors < html.find("<h1").unwrap());
}

const EKSEMPLER: &str = r#"
[tre]
titel = "Tre forløb"
viser = "Antal gange pris."
egne_tal = "Antallet."
aar = "2021"
pris_dato = 2021-06-01
[[tre.scenarie]]
type = "koeb"
forventet = "84.000 kr."
[[tre.scenarie.linje]]
ydelse = "a"
antal = ["3"]
pris = "trykt"
"#;

#[test]
fn an_example_shows_its_formula_its_total_and_what_is_our_own() {
    let world = world("https://a.example/", "Tekst.")
        .with("content/data/eksempler.toml", EKSEMPLER)
        .with("content/ydelser/eksempler.md", page("Eksempler", "", "## Alle\n\n:::register eksempler\n:::"));
    let output = crate::build(&world).output.unwrap();
    let html = html(&output, "ydelser/eksempler/index.html");
    let places = [
        r#"<h3 id="post_tre">Tre forløb</h3>"#,
        "Vores eksempeltal, ikke priser: ",
        "Behandling, 2021: 3 forløb × 28.000 kr. = 84.000 kr.",
        "<strong>I alt: 84.000 kr.</strong>",
        "Antal i 2021, Behandling: 3 (vores eksempeltal)",
        "Huset 2022",
    ]
    .map(|words| html.find(words));
    assert!(places[..5].iter().all(Option::is_some) && places[..5].is_sorted(), "{places:?}\n{html}");
}

#[test]
fn an_example_that_comes_to_something_else_stops_the_build() {
    let wrong = EKSEMPLER.replace("84.000", "84.001");
    let built = crate::build(&world("https://a.example/", "Tekst.").with("content/data/eksempler.toml", wrong));
    assert!(built.output.is_none());
    assert!(built.diagnostics.iter().any(|found| found.code == crate::diagnostic::Code::ExampleTotal));
}

#[test]
fn the_facts_of_a_service_come_before_its_text_and_the_calculator_after() {
    let html = html(&build("https://a.example/", "Tekst."), "ydelser/a/index.html");
    let places =
        ["28.000 kr.", "2021–2022", "Prisen gjaldt", "Tekst.", "Regn på den", "Kilder"].map(|words| html.find(words));
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
}

#[test]
fn citations_that_follow_each_other_share_brackets() {
    let html = front("Et tal: {{tal:frist}} [@rapport s. 4] [@note]. Et til [@note].");
    assert!(html.contains("<span class=\"nowrap\">24 timer</span>"));
    assert!(
        html.contains(
            "<span class=\"cite\">(<a href=\"#kilde_rapport\">Huset 2022, s.\u{a0}4</a>; \
             <a href=\"#kilde_note\">Et kontor, maj 2020</a>)</span>. Et til <span class=\"cite\">("
        ),
        "{html}"
    );
    assert!(html.contains("<li id=\"kilde_rapport\">"));
}

#[test]
fn what_is_unconfirmed_says_so_where_it_is_read() {
    let html = front("Se [barnets lov § 1](lov:lov-1).");
    let mark = "<span class=\"unconfirmed\">(ikke bekræftet)</span>";
    assert!(html.contains(&format!("<a href=\"/lov/#post_lov-1\">barnets lov §\u{a0}1 {mark}</a>")), "{html}");
    assert!(html.contains("Ordlyden er ikke læst."));
}

#[test]
fn boxes_head_themselves_one_level_below_their_heading() {
    let html = front(
        ":::akut\n**Fare? Ring 112**\n\nNu.\n:::\n\n## Et\n\n> [!WARNING]\n> Pas på.\n\n### To\n\n:::ubekraeftet\nMåske.\n:::",
    );
    assert!(
        html.contains(
            "<div class=\"box acute\"><h2 class=\"box-title\">Fare? <a href=\"tel:112\">Ring\u{a0}112</a></h2>"
        ),
        "{html}"
    );
    assert!(html.contains("<h3 class=\"box-title\">Vær opmærksom</h3>"));
    assert!(html.contains("<h4 class=\"box-title\">Ikke bekræftet</h4>"));
}

#[test]
fn a_municipality_that_moves_says_when_and_an_empty_house_has_no_list() {
    let house = |id: &str, name: &str| {
        format!(
            "[{id}]\nnavn = \"{name}\"\ndriftskommune = \"By\"\nsteder = [\"By\"]\nkilde = \"rapport\"\nstatus = \"bekraeftet\"\n\
             [[{id}.region]]\nnavn = \"Region\"\ngaelder_fra = 2020-01-01\nstatus = \"bekraeftet\"\n"
        )
    };
    let period = |house: &str, from: &str, until: &str| {
        format!(
            "[[kommune]]\nnavn = \"Aa\"\nboernehus = \"{house}\"\ngaelder_fra = {from}\n{until}\nstatus = \"bekraeftet\"\n"
        )
    };
    let towns = [
        period("nord", "2020-01-01", "gaelder_til = 2026-12-31"),
        period("nord", "2027-01-01", "gaelder_til = 2027-12-31"),
        period("syd", "2028-01-01", ""),
    ];
    let world = world("https://a.example/", ":::register kommuner\n:::")
        .with("content/data/boernehuse.toml", house("nord", "Hus Nord") + &house("syd", "Hus Syd"))
        .with("content/data/kommuner.toml", towns.concat());
    let built = crate::build(&world);
    assert_eq!(built.errors(), 0, "{:?}", built.diagnostics);
    let html = html(&built.output.unwrap(), "index.html");
    assert!(html.contains("1. januar 2028</time>: Hus Syd"), "{html}");
    assert!(html.contains("0 kommuner") && !html.contains("<ul class=\"columns\"></ul>"), "{html}");
}

#[test]
fn what_is_shown_again_elsewhere_has_no_anchor_there() {
    let body = ":::ubekraeftet\n## Måske\n\nTekst.\n:::\n\n:::register ubekraeftet\n:::";
    let html = front(body);
    assert_eq!(html.matches(">Måske</h2>").count(), 2, "{html}");
    assert_eq!(html.matches("id=\"maaske\"").count(), 1, "{html}");
}

#[test]
fn steps_and_roads_have_titles_of_their_own() {
    let html = front(
        ":::trin\n1. **Lyt.** Giv tid.\n\n2. **Hvad så?**\n\n   Skriv.\n:::\n\n:::veje\n- [Ydelser](/ydelser/): Hvad der findes.\n:::",
    );
    assert!(html.contains("<li><p class=\"step-title\"><strong>Lyt</strong></p><p>Giv tid.</p></li>"), "{html}");
    assert!(html.contains("<strong>Hvad så?</strong></p><p>Skriv.</p>"));
    assert!(
        html.contains("<ul class=\"roads\"><li><a href=\"/ydelser/\">Ydelser</a><p>Hvad der findes.</p></li></ul>")
    );
}

#[test]
fn footnotes_lead_there_and_back() {
    let html = front("Et[^a] og igen[^a].\n\n[^a]: Noten.");
    assert_eq!(html.matches("href=\"#note_1\"").count(), 2);
    assert_eq!(html.matches("id=\"note_1_tekst\"").count(), 1);
    assert!(html.contains("<li id=\"note_1\"><p>Noten.</p><p><a href=\"#note_1_tekst\">"), "{html}");
}

#[test]
fn tables_scroll_in_a_region_with_a_name() {
    let html = front("## Tal\n\n| Hvad | Antal |\n|---|---:|\n| Børn | 3 |");
    assert!(html.contains("<section class=\"table\" aria-label=\"Tabel 1: Tal\" tabindex=\"0\"><table>"), "{html}");
    assert!(html.contains("<th scope=\"row\">Børn</th><td class=\"number\">3</td>"));
}

#[test]
fn a_page_past_its_review_says_so() {
    let late = world("https://a.example/", "Tekst.");
    assert!(!front("Tekst.").contains("overdue"));
    let built = crate::build(&MemoryWorldOn(date(2027, 1, 1), late));
    assert!(html(&built.output.unwrap(), "index.html").contains("<p class=\"overdue\">"));
}

#[test]
fn only_the_front_page_stands_without_breadcrumbs() {
    let output = build("https://a.example/", "Tekst.");
    assert!(!html(&output, "index.html").contains("Brødkrummer"));
    let page = html(&output, "ydelser/a/index.html");
    assert!(page.contains("<nav class=\"section\" aria-label=\"Ydelser\">"), "{page}");
    assert!(page.contains("<a href=\"/ydelser/\" aria-current=\"true\">Ydelser</a>"));
    assert!(html(&output, "404.html").contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(!html(&output, "sitemap.xml").contains("404"));
}

/// The same files on another day.
struct MemoryWorldOn(jiff::civil::Date, MemoryWorld);

impl crate::world::World for MemoryWorldOn {
    fn today(&self) -> jiff::civil::Date {
        self.0
    }
    fn files(&self) -> Vec<String> {
        self.1.files()
    }
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        self.1.read(path)
    }
}

#[test]
fn two_sources_in_one_bracket_are_two_links() {
    let html = front("Sådan. [@rapport s. 3; bilag 1; @note s. 5]");
    let cited = "(<a href=\"#kilde_rapport\">Huset 2022, s.\u{a0}3; bilag 1</a>; \
        <a href=\"#kilde_note\">Et kontor, maj 2020, s.\u{a0}5</a>)";
    assert!(html.contains(cited), "{html}");
}

#[test]
fn a_sign_behind_a_backslash_is_only_a_sign() {
    let html = front("Skriv \\{{tal:frist}} for at få {{tal:frist}}.");
    assert!(html.contains("Skriv {{tal:frist}} for at få <span class=\"nowrap\">24 timer</span>."), "{html}");
}

#[test]
fn footnotes_are_numbered_as_they_are_met() {
    let html = front("Et[^z] og to[^a].\n\n[^a]: Anden.\n[^z]: Første.");
    let (first, second) =
        (html.find("<li id=\"note_1\"><p>Første.").unwrap(), html.find("<li id=\"note_2\"><p>Anden.").unwrap());
    assert!(first < second);
}

#[test]
fn code_shows_directives_as_they_are_written() {
    let html = front("- ```\n  :::akut\n  ```\n\n:::akut\nRing 112.\n:::");
    assert!(html.contains("<code>:::akut\n</code>") && html.contains("box acute"), "{html}");
}

#[test]
fn boxes_to_tick_are_drawn_and_cannot_be_typed_in() {
    let html = front("- [ ] Ring.\n- [ ] Skriv.\n  - [ ] Hvornår?");
    let list = "<ul class=\"ticks\"><li>Ring.</li><li>Skriv.<ul class=\"ticks\"><li>Hvornår?</li></ul></li></ul>";
    assert!(html.contains(list) && !html.contains("<input"), "{html}");
}

#[test]
fn a_template_offers_its_word_file_and_has_its_paper() {
    let skema = page("Skema", "papir = \"A5\"", ":::felter\n- Navn\n:::\n\n:::felter lange\n- Aftalt\n:::");
    let built = crate::build(&world("https://a.example/guide/", "Tekst.").with("content/skema.md", skema));
    let output = built.output.unwrap();
    let html = html(&output, "skema/index.html");
    let size = output.get("skema/skema.docx").unwrap().len().div_ceil(1000);
    assert!(html.contains("<body id=\"side_top\" class=\"on-a5\">"), "{html}");
    let offer = format!("href=\"/guide/skema/skema.docx\" download>Hent som Word-fil (.docx, {size} kB)</a>");
    assert!(html.contains(&offer), "{html}");
    let line = "<span class=\"rule\"></span>";
    assert!(html.contains(&format!("<ul class=\"fields\"><li><span>Navn</span>{line}</li></ul>")), "{html}");
    assert!(html.contains(&format!("<li><span>Aftalt</span>{}</li>", line.repeat(5))), "{html}");
    assert!(html.contains("version 1. januar 2026 · Udfyldt er papiret fortroligt."));
    // Other pages have neither.
    assert_eq!(output.iter().filter(|(path, _)| path.ends_with(".docx")).count(), 1);
}

#[test]
fn a_heading_within_a_box_does_not_lower_the_title_of_the_box() {
    let html = front(":::kort-svar\nTekst.\n\n## Ring\n:::");
    assert!(html.contains("<h2 class=\"box-title\">Det korte svar</h2>"), "{html}");
}

#[test]
fn a_section_stands_whole_on_one_page() {
    let body = "## Mere\n\nSe [pris](/ydelser/a/#mere), [loven](lov:lov-1) [@rapport s. 2] og [akut](/akut/).\n\n| a | b |\n|---|---|\n| c | d |";
    let world = world("https://a.example/guide/", "Tekst.")
        .with("content/ydelser/index.md", page("Ydelser", "", body))
        .with("content/ydelser/a.md", page("Behandling", "", "## Mere\n\nTekst."));
    let output = crate::build(&world).output.unwrap();
    let section = html(&output, "ydelser/samlet/index.html");
    for part in [
        "<meta name=\"robots\" content=\"noindex\">",
        "<link rel=\"canonical\" href=\"https://a.example/guide/ydelser/samlet/\">",
        "content=\"Afsnittet »Ydelser« på én side, til at læse, søge i og udskrive: 3 sider samlet.\"",
        "<article class=\"chapter\" id=\"s_ydelser_a\"><h2>Behandling</h2>",
        "<h3 id=\"s_ydelser__mere\">Mere</h3>",
        "<h3 id=\"s_ydelser_a__mere\">Mere</h3>",
        "<a href=\"#s_ydelser_a__mere\">pris</a>",
        "<a href=\"#lov_lov-1\">",
        "<li id=\"kilde_rapport\">",
        "<a href=\"#kilde_rapport\">Huset 2022, s.\u{a0}2</a>",
        "<a href=\"/guide/akut/\">akut</a>",
        "<section class=\"table\" role=\"group\" aria-label=\"Tabel 1: Mere\" tabindex=\"0\">",
        "<h3>Adresser</h3><ol><li>https://a.example/guide/akut/</li></ol>",
    ] {
        assert!(section.contains(part), "{part} is not in {section}");
    }
    assert!(!section.contains("<script") && !section.contains("no-script"), "a document runs nothing");
    // The register of laws is a page of the whole, so there is no second list of them.
    let whole = html(&output, "samlet/index.html");
    assert!(whole.contains("<a href=\"#s_lov__post_lov-1\">") && !whole.contains("id=\"lov_lov-1\""), "{whole}");
    assert!(
        html(&output, "ydelser/index.html")
            .contains("<a href=\"/guide/ydelser/samlet/\">Læs eller udskriv hele afsnittet</a>")
    );
    assert!(html(&output, "index.html").contains("<a href=\"/guide/samlet/\">Læs eller udskriv hele vejledningen</a>"));
    assert!(!html(&output, "ydelser/a/index.html").contains("/samlet/"));
    assert!(!html(&output, "sitemap.xml").contains("samlet"));
    // A page of the editor's own at that address stands.
    let own = world.with("content/ydelser/samlet.md", page("Min egen", "", "Tekst."));
    let output = crate::build(&own).output.unwrap();
    assert!(html(&output, "ydelser/samlet/index.html").contains("<h1>Min egen</h1>"));
    assert!(!html(&output, "ydelser/index.html").contains("hele afsnittet"));
}

#[test]
fn links_have_numbers_and_addresses_for_paper() {
    let output = build(
        "https://a.example/",
        "[love](lov:lov-1), [igen](/lov/), [ude](https://ude.example/a?b=1&c=2) og ring 112.",
    );
    let html = whole_html(&output, "index.html");
    for part in [
        "<a href=\"/lov/#post_lov-1\" data-n=\"1\">love ",
        "<a href=\"/lov/\" data-n=\"1\">igen</a>",
        "<a href=\"https://ude.example/a?b=1&amp;c=2\" rel=\"noreferrer\" data-n=\"2\">ude</a>",
        "<a href=\"tel:112\">ring\u{a0}112</a>",
        "<h2>Adresser</h2><ol><li>https://a.example/lov/</li><li>https://ude.example/a?b=1&amp;c=2</li>",
        "<p class=\"page-foot\">https://a.example/ · gennemgået 1. januar 2026</p>",
    ] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
}
