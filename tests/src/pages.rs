//! Every page of the built site: valid, accessible, without inline code, and every link on it leads somewhere.

use calculator::dates::course::asked;
use scraper::ElementRef;
use serde_json::Value;
use site::headers::CSP_META;
use site::io::serve::{self, Server};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::{Command, ExitCode, Stdio};
use std::sync::{Arc, OnceLock};
use tests::audit;
use tests::browser::Browser;
use tests::dist::{ONE_FILE, Page, files, pages, select, tag, words};
use tests::extra::{self, VNU};
use tests::harness::{Test, run};
use tests::limits;
use tests::prepare::{npm, prepared, root, say};

fn main() -> ExitCode {
    let pages = Arc::new(pages(&prepared().dist));
    let mut tests: Vec<Test> = [
        ("html_validate_finds_nothing", html_validate as fn(&[Page])),
        ("html_validate_finds_nothing_in_the_one_file", html_validate_the_one_file),
        ("every_link_of_the_one_file_leads_somewhere_in_it", links_of_the_one_file),
        ("vnu_finds_nothing", vnu),
        ("every_page_has_the_same_frame", frame),
        ("no_code_stands_in_the_markup", no_inline_code),
        ("only_a_tool_loads_scripts", scripts),
        ("every_link_leads_somewhere", links),
        ("titles_and_descriptions_differ", titles),
    ]
    .into_iter()
    .map(|(name, body)| {
        let pages = pages.clone();
        Test::plain(name, move || body(&pages))
    })
    .collect();
    for page in pages.iter().filter(|page| !is_redirect(page)) {
        let page = page.clone();
        tests.push(Test::browser(format!("in_the_browser {}", page.address), move |browser| visit(browser, &page)));
    }
    run(tests)
}

fn is_redirect(page: &Page) -> bool {
    select(&page.html(), "meta[http-equiv=refresh]").next().is_some()
}

fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// Looks at a page at all widths, light and dark.
fn visit(browser: &Browser, page: &Page) {
    static SERVER: OnceLock<Server> = OnceLock::new();
    let server =
        SERVER.get_or_init(|| serve::spawn(prepared().dist.clone()).unwrap_or_else(|failure| panic!("{failure}")));
    browser.goto(&format!("{}{}", server.address, page.address));
    if let Some(tool) = page.tool() {
        browser.until(&format!("document.querySelector('#{} input')", tool.name));
    }
    // The whole guidance on one page is its sections one after another, each of which is looked at: axe takes minutes for all at once.
    let mut faults = if page.address == "/samlet/" { Vec::new() } else { audit::axe(browser) };
    faults.extend(audit::sideways(browser));
    faults.extend(audit::complaints(browser));
    faults.extend(on_paper(browser));
    let faults: Vec<_> = faults.iter().map(|fault| format!("{}: {fault}", page.address)).collect();
    assert_none(&faults);
}

/// What is wrong with the page on paper: it has its text, in black, and nothing to click on.
fn on_paper(browser: &Browser) -> Option<String> {
    browser.paper();
    let fault = browser.run(
        "const seen = (css) => [...document.querySelectorAll(css)].filter((element) => element.checkVisibility());
         const clickable = seen('nav, .skip, button, summary').map((element) => element.outerHTML.slice(0, 80));
         if (clickable.length > 0) return 'on paper there is ' + clickable.join(' | ');
         if (seen('main h1').length !== 1) return 'on paper there is no title';
         const channels = getComputedStyle(document.body).color.match(/[0-9]+/g).map(Number);
         return channels.some((channel) => channel > 60) ? 'on paper the text is not black' : null;",
        &[],
    );
    fault.as_str().map(str::to_owned)
}

/// Rules that cannot hold of the one file, for html-validate takes what lies in its `template` elements for parts of one document. Each is a
/// page of its own there, and one at a time is shown; as pages they are held to these rules.
const NOT_OF_THE_ONE_FILE: [&str; 2] = [
    // Every page has its own.
    "no-multiple-main",
    // So have their landmarks: the breadcrumbs of one page stand beside no others.
    "unique-landmark",
];

fn html_validate(pages: &[Page]) {
    assert_none(&validated(&pages.iter().map(|page| page.path.clone()).collect::<Vec<_>>(), &[]));
}

fn html_validate_the_one_file(_: &[Page]) {
    let off = NOT_OF_THE_ONE_FILE.map(|rule| format!("--rule={rule}:off"));
    assert_none(&validated(&[one_file()], &off));
}

/// Where the whole guidance lies as one file.
fn one_file() -> String {
    files(&prepared().dist).into_iter().find(|path| path.ends_with(ONE_FILE)).expect("the site has the one file")
}

/// What html-validate finds in these files.
fn validated(paths: &[String], more: &[String]) -> Vec<String> {
    let config = root().join("tests/html-validate.json");
    // Into a file: the program ends before a pipe has taken a long report.
    let report = tempfile::NamedTempFile::new().expect("a temporary file");
    let mut command = Command::new(npm().program("html-validate"));
    command.arg("--config").arg(config).args(["--formatter", "json"]);
    command.args(more).args(paths).current_dir(&prepared().dist);
    command.stdin(Stdio::null()).stdout(report.reopen().expect("a temporary file"));
    let ran = command.output().expect("html-validate can be started");
    let printed = fs::read_to_string(report.path()).expect("the report is text");
    let report: Value = serde_json::from_str(&printed).unwrap_or_else(|error| {
        panic!("html-validate gives no report ({error}): {printed}{}", String::from_utf8_lossy(&ran.stderr))
    });
    let mut faults = Vec::new();
    for file in report.as_array().expect("one entry per file") {
        for message in file["messages"].as_array().expect("a list of messages") {
            faults.push(format!(
                "{}:{}:{}: {} ({})",
                file["filePath"].as_str().unwrap_or_default(),
                message["line"],
                message["column"],
                message["message"].as_str().unwrap_or_default(),
                message["ruleId"].as_str().unwrap_or_default()
            ));
        }
    }
    assert!(!faults.is_empty() || ran.status.success(), "html-validate ends with {}: {printed}", ran.status);
    faults
}

/// The checker of the Nu project, over all HTML, CSS and SVG. It needs Java, which is large: without it this says aloud that
/// nobody has looked.
fn vnu(_: &[Page]) {
    let java = Command::new("java").arg("-version").stdin(Stdio::null()).stderr(Stdio::null()).status();
    if !java.is_ok_and(|status| status.success()) {
        say("java is not on PATH: vnu has not looked at the pages (packages: openjdk-17-jre-headless)");
        return;
    }
    let folder = extra::folder(VNU).unwrap_or_else(|error| panic!("vnu: {error}"));
    let mut command = Command::new("java");
    command.arg("-jar").arg(folder.join("build/dist/vnu.jar"));
    command.args(["--format", "json", "--stdout", "--also-check-css", "--also-check-svg", "--skip-non-html"]);
    // A file has no origin that »self« could mean, and data in a script element are never run: of the policy the browser itself
    // has the say (`audit::complaints`).
    command.args(["--filterpattern", ".*violates Content Security Policy.*", "."]);
    let ran = command.current_dir(&prepared().dist).stdin(Stdio::null()).output().expect("java can be started");
    let printed = String::from_utf8_lossy(&ran.stdout);
    let report: Value = serde_json::from_str(&printed).unwrap_or_else(|error| {
        panic!("vnu gives no report ({error}): {printed}{}", String::from_utf8_lossy(&ran.stderr))
    });
    let messages = report["messages"].as_array().expect("a list of messages").iter();
    let faults: Vec<_> =
        messages.map(|one| format!("{}:{}: {}", one["url"], one["lastLine"], one["message"])).collect();
    assert_none(&faults);
}

fn frame(pages: &[Page]) {
    assert!(pages.len() > 20, "only {} pages", pages.len());
    let mut faults = Vec::new();
    let mut around: Option<[Vec<String>; 2]> = None;
    for page in pages {
        let html = page.html();
        let mut expect = |right: bool, what: &str| {
            if !right {
                faults.push(format!("{}: {what}", page.address));
            }
        };
        let count = |css: &str| select(&html, css).count();
        expect(page.text.starts_with("<!DOCTYPE html>"), "does not begin with a doctype");
        expect(count("html[lang=da]") == 1, "does not say that it is Danish");
        expect(count("h1") == 1 && count("main h1") == 1, "has not exactly one h1, in main");
        expect(count("main") == 1, "has not exactly one main");
        let policy = select(&html, "head > meta[http-equiv='Content-Security-Policy']").next();
        let policy = policy.and_then(|meta| meta.attr("content"));
        expect(policy == Some(CSP_META), "has another security policy in its head");
        // The policy holds for what follows it only.
        let order: Vec<_> = select(&html, "head > *").map(|element| element.value().name().to_owned()).collect();
        let policy_at = select(&html, "head > *").position(|element| element.attr("http-equiv").is_some());
        let first_load = order.iter().position(|name| name == "link" || name == "script" || name == "style");
        expect(policy_at < first_load || first_load.is_none(), "loads something before its security policy");
        if is_redirect(page) {
            continue;
        }
        let first_link = select(&html, "body a[href]").next();
        let target = first_link.and_then(|link| link.attr("href")).and_then(|href| href.strip_prefix('#'));
        let leads_to_main = target.is_some_and(|id| count(&format!("main[id='{id}'], main [id='{id}']")) == 1);
        expect(leads_to_main, "does not begin with a skip link to its text");
        expect(count("header a[href='tel:112']") >= 1, "does not say 112 in its header");
        // Menu and foot lead to the same places in the same order everywhere.
        let leads = ["nav.menu a[href]", "footer.foot nav a[href]"]
            .map(|css| select(&html, css).filter_map(|link| link.attr("href")).map(str::to_owned).collect::<Vec<_>>());
        expect(leads.iter().all(|links| !links.is_empty()), "has no menu, or no links in its foot");
        expect(*around.get_or_insert_with(|| leads.clone()) == leads, "has another menu or foot than the page before");
        if page.address != "/404.html" {
            let text = select(&html, "body").next().map(words).unwrap_or_default();
            expect(text.contains("Senest gennemgået"), "does not say when it was last reviewed");
            expect(count("link[rel=canonical]") == 1, "has no canonical address");
            let here = page.address.as_str();
            let is_front = here == "/";
            expect(is_front || count("nav[aria-label] a[href='/']") >= 1, "has no breadcrumbs to the front page");
        }
        let mut levels = select(&html, "h1, h2, h3, h4, h5, h6")
            .map(|heading| heading.value().name().as_bytes()[1] - b'0')
            .collect::<Vec<_>>();
        levels.dedup();
        expect(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "skips a level of headings");
    }
    assert_none(&faults);
}

/// Types of script elements that are never run.
const DATA: [&str; 2] = ["application/json", "application/ld+json"];

fn no_inline_code(pages: &[Page]) {
    let mut faults = Vec::new();
    for page in pages {
        for element in select(&page.html(), "*") {
            let value = element.value();
            let handler = value.attrs().any(|(name, _)| name.starts_with("on"));
            let scheme = value.attrs().any(|(_, text)| text.trim_start().to_lowercase().starts_with("javascript:"));
            let inline_script = value.name() == "script"
                && value.attr("src").is_none()
                && !DATA.contains(&value.attr("type").unwrap_or_default());
            if handler || scheme || inline_script || value.attr("style").is_some() || value.name() == "style" {
                faults.push(format!("{}: {}", page.address, tag(element)));
            }
        }
    }
    assert_none(&faults);
}

fn scripts(pages: &[Page]) {
    let with: Vec<_> = pages.iter().filter(|page| page.tool().is_some()).map(|page| page.address.as_str()).collect();
    assert_eq!(
        with,
        [
            "/beredskabsplan/selvtjek/",
            "/boernehuset/afklaring/",
            "/frister/",
            "/frister/opfoelgning/",
            "/indsatstrappen/belastning/",
            "/indsatstrappen/scenarie/",
            "/linealen/vurdering/",
            "/samarbejde/overgange/",
            "/skabeloner/netvaerkskort/",
            "/skabeloner/udfyld/",
            "/soeg/",
            "/ydelser/beregner/",
            "/ydelser/boernehusforloeb/",
            "/ydelser/faelles-behov/",
            "/ydelser/forloebsplan/"
        ],
        "pages with a tool"
    );
    for page in pages {
        let html = page.html();
        // The script of the field in the header leads to the search, and does nothing else; the page of the search has no such field.
        let of_the_field = "script[src^='/assets/side-'][defer]";
        let has_the_field = page.address != "/soeg/" && !is_redirect(page);
        assert_eq!(select(&html, of_the_field).count(), usize::from(has_the_field), "{}", page.address);
        // What describes the page is data, and what else is small is named.
        let loads = select(&html, "script, link[rel*=preload], iframe, object, embed");
        let loads: Vec<_> = loads
            .map(tag)
            .filter(|tag| !tag.contains("application/ld+json") && !limits::is_small_script(tag))
            .collect();
        let Some(tool) = page.tool() else {
            let its_own = |tag: &String| page.offers_to_keep() && tag.contains(" src=\"/assets/uden-net-");
            assert!(loads.iter().all(its_own) && loads.len() <= 1, "{} loads {loads:?}", page.address);
            if page.offers_to_keep() {
                assert_eq!(page.address, "/om/uden-net/");
                continue;
            }
            assert!(loads.is_empty(), "{} loads {loads:?}", page.address);
            continue;
        };
        let of_tool = "script[type='application/json'], script[type=module]";
        assert_eq!(select(&html, of_tool).count(), 2, "one module and the data: {loads:?}");
        let scripts = loads.iter().filter(|tag| tag.starts_with("<script")).count();
        assert_eq!(scripts, 2, "nothing but the module and the data: {loads:?}");
        let module = select(&html, "script[type=module]").next().and_then(|script| script.attr("src"));
        let start = format!("/assets/start-{}-", tool.name);
        assert!(module.is_some_and(|source| source.starts_with(&start)), "{loads:?}");
    }
}

/// Where an attribute leads: relative to its page, as a browser sees it.
fn links(pages: &[Page]) {
    let dist = &prepared().dist;
    let all: BTreeSet<String> = files(dist).into_iter().map(|path| format!("/{path}")).collect();
    let anchors: BTreeMap<&str, BTreeSet<String>> = pages
        .iter()
        .map(|page| {
            let ids =
                select(&page.html(), "[id]").filter_map(|element| element.attr("id").map(str::to_owned)).collect();
            (page.address.as_str(), ids)
        })
        .collect();
    let own = site_address();
    let mut faults = Vec::new();
    let mut checked = 0;
    for page in pages {
        let html = page.html();
        let here = own.join(&page.address[1..]).expect("an address");
        let addressed = ["href", "src", "srcset", "poster", "action"].into_iter().flat_map(|name| {
            select(&html, &format!("[{name}]")).map(move |element| (name, element)).collect::<Vec<_>>()
        });
        for (name, element) in addressed {
            let written = element.attr(name).unwrap_or_default();
            let Ok(target) = here.join(written) else {
                faults.push(format!("{}: no address: {}", page.address, tag(element)));
                continue;
            };
            if target.origin() != own.origin() {
                if let Some(fault) = outside(&target, element) {
                    faults.push(format!("{}: {fault}: {}", page.address, tag(element)));
                }
                continue;
            }
            checked += 1;
            // The site may be published under a path.
            let path = target.path().strip_prefix(own.path().trim_end_matches('/')).unwrap_or("/nowhere");
            let file = if path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
            if !all.contains(&file) {
                faults.push(format!("{}: leads to nothing: {}", page.address, tag(element)));
            }
            if let Some(anchor) = target.fragment().filter(|anchor| !anchor.is_empty()) {
                let in_page = anchors.get(path).is_some_and(|ids| ids.contains(anchor));
                // A symbol of a drawing.
                let in_drawing = path.ends_with(".svg")
                    && fs::read_to_string(dist.join(&path[1..]))
                        .is_ok_and(|svg| svg.contains(&format!("id=\"{anchor}\"")));
                // A service that the plan of a course is opened with.
                let in_plan = anchors.get(path).is_some_and(|ids| ids.contains("forloebsplan-data"))
                    && asked(anchor).is_some_and(|asked| {
                        fs::read_to_string(dist.join(&file[1..]))
                            .is_ok_and(|page| page.contains(&format!("\"{}\"", asked.service)))
                    });
                if !in_page && !in_drawing && !in_plan {
                    faults.push(format!("{}: leads to no #{anchor}: {}", page.address, tag(element)));
                }
            }
        }
    }
    assert_none(&faults);
    assert!(checked > 500, "only {checked} links were found");
}

/// Links of the one file: to a page that lies in it, and to a place on that page or around all of them.
fn links_of_the_one_file(_: &[Page]) {
    let text = fs::read_to_string(prepared().dist.join(one_file())).expect("the one file");
    let valued = |text: &str, name: &str| -> BTreeSet<String> {
        let written = format!(" {name}=\"");
        let found = text.match_indices(&written).filter_map(|(at, name)| text[at + name.len()..].split('"').next());
        found.map(str::to_owned).collect()
    };
    let mut parts = text.split("<template data-side=\"");
    let around = valued(parts.next().unwrap_or_default(), "id");
    let pages: BTreeMap<&str, BTreeSet<String>> =
        parts.filter_map(|part| Some((part.split('"').next()?, valued(part, "id")))).collect();
    let hrefs = valued(&text, "href");
    let inner: Vec<_> = hrefs.iter().filter_map(|address| address.strip_prefix('#')).collect();
    let leads = |address: &str| {
        let Some((page, place)) = address.rfind('/').map(|at| address.split_at(at + 1)) else {
            return around.contains(address) || pages.values().all(|ids| ids.contains(address));
        };
        let asks_a_tool = || asked(place).is_some() && page == "/ydelser/forloebsplan/";
        pages.get(page).is_some_and(|ids| place.is_empty() || ids.contains(place) || asks_a_tool())
    };
    let faults: Vec<_> = inner.iter().filter(|address| !leads(address)).map(|address| format!("#{address}")).collect();
    assert_none(&faults);
    assert!(inner.len() > 1000, "only {} links were found", inner.len());
}

/// What is wrong with an address outside of the site; links may lead there, nothing may be loaded from there.
fn outside(target: &url::Url, element: ElementRef<'_>) -> Option<&'static str> {
    match target.scheme() {
        "tel" => None,
        "https" if element.value().name() == "a" => None,
        "https" => Some("loads from elsewhere"),
        // An organisation's, from its register.
        "mailto" => None,
        _ => Some("has a scheme that is not for readers"),
    }
}

/// The address that the site is published under.
fn site_address() -> url::Url {
    let text = fs::read_to_string(root().join("content/data/site.toml")).expect("content/data/site.toml");
    let table: toml::Table = text.parse().expect("site.toml is TOML");
    table["adresse"].as_str().and_then(|address| address.parse().ok()).expect("adresse is an address")
}

fn titles(pages: &[Page]) {
    let mut seen: BTreeMap<(&str, String), &str> = BTreeMap::new();
    let mut faults = Vec::new();
    for page in pages.iter().filter(|page| !is_redirect(page)) {
        let html = page.html();
        let title = select(&html, "head > title").next().map(words).unwrap_or_default();
        let description = select(&html, "meta[name=description]").next().and_then(|meta| meta.attr("content"));
        for (kind, text) in [("title", title), ("description", description.unwrap_or_default().to_owned())] {
            if text.is_empty() {
                faults.push(format!("{}: has no {kind}", page.address));
            } else if let Some(other) = seen.insert((kind, text.clone()), &page.address) {
                faults.push(format!("{}: has the {kind} of {other}: {text}", page.address));
            }
        }
    }
    assert_none(&faults);
}
