//! The guidance without a network: kept on a device when a reader asks for it, and as one file.
//!
//! Each journey has a server of its own, and with it an origin where nothing is stored. »Without a network« is a server that is gone,
//! or one that takes a connection and says nothing.

use fantoccini::key::Key;
use serde_json::{Value, json};
use site::io::disk::Project;
use site::io::serve::Server;
use site::io::write;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tests::audit;
use tests::browser::Browser;
use tests::calculator_page::{CALCULATOR, TOTAL, asks_for_the_note, choose, says, served};
use tests::concern_page::{RULER, answer};
use tests::dist::files;
use tests::harness::{Test, run};
use tests::prepare::{day, prepared, project_copy};

/// The page that offers it.
const PAGE: &str = "/om/uden-net/";
/// What is said where a page comes from what is kept.
const LINE: &str = "#gemt_udgave";
/// The text of a note that no register has.
const NEW_CAVEAT: &str = "Prøvens eget forbehold.";

fn main() -> ExitCode {
    run(vec![
        Test::browser("nothing_is_kept_before_it_is_asked_for", nothing_is_kept),
        Test::browser("kept_pages_and_tools_open_without_a_network_and_say_so", without_a_network),
        Test::browser("a_network_that_says_nothing_is_not_waited_for", a_silent_network),
        Test::browser("only_what_is_listed_is_kept", only_what_is_listed),
        Test::browser("what_is_not_as_published_is_not_kept", not_as_published),
        Test::browser("a_new_version_leaves_what_is_typed", a_new_version),
        Test::browser("an_old_copy_says_how_old", an_old_copy),
        Test::browser("turned_off_nothing_is_left", turned_off),
        Test::browser("a_site_that_keeps_nothing_any_more_clears_up", no_longer_offered),
        Test::browser("below_a_path_it_keeps_to_itself", below_a_path),
        Test::browser("the_one_file_works_from_a_disk", one_file),
        Test::browser("the_one_file_keeps_a_tool_and_forgets_it_when_told", one_file_tools),
        Test::browser("the_one_file_is_accessible_and_prints_one_page", one_file_on_paper),
        Test::browser("links_of_the_one_file_lead_to_places_and_tools", one_file_links),
        Test::plain("every_page_is_listed_and_has_room_for_the_line", every_page),
    ])
}

/// A copy of the project that is published again and again to one folder.
struct Publisher {
    project: TempDir,
    dist: PathBuf,
}

impl Publisher {
    fn new() -> Self {
        let project = project_copy();
        let publisher = Self { dist: project.path().join("dist"), project };
        publisher.publish();
        publisher
    }

    fn publish(&self) {
        let built = site::build(&Project::new(self.project.path(), day()));
        let output = built.output.unwrap_or_else(|| panic!("{:?}", built.diagnostics));
        write::write(&output, &self.dist).unwrap_or_else(|failure| panic!("{failure}"));
    }

    fn change(&self, path: &str, from: &str, to: &str) {
        let path = self.project.path().join(path);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{} has no »{from}«", path.display());
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }
}

/// Ends a server, and waits until nobody listens there any more. What a browser asks over a connection that it has kept open is
/// not answered; over a new one it is refused.
fn gone(server: Server) {
    let address = server.address.trim_start_matches("http://").to_owned();
    drop(server);
    let begun = Instant::now();
    while TcpStream::connect(&address).is_ok() {
        assert!(begun.elapsed() < Duration::from_secs(20), "{address} is still served");
        thread::yield_now();
    }
}

/// Waits until the page is in a state, told by what is shown.
fn state(browser: &Browser, name: &str) {
    browser.until(&format!(
        "[...document.querySelectorAll('[data-ved]')].every((part) => part.hidden !== part.dataset.ved.split(' ').includes('{name}'))"
    ));
}

/// Keeps the guidance of the site at an address.
fn keep(browser: &Browser, site: &str) {
    browser.goto(&format!("{site}{PAGE}"));
    state(browser, "ikke");
    browser.click("[data-handling=gem]");
    state(browser, "gemt");
}

/// What is stored: the names of caches with how many entries each has, and how many workers there are.
fn stored(browser: &Browser) -> (Vec<(String, u64)>, u64) {
    let found = browser.run_async(
        "const done = arguments[0];
         (async () => {
             const all = [];
             for (const key of await caches.keys()) all.push([key, (await (await caches.open(key)).keys()).length]);
             return [all, (await navigator.serviceWorker.getRegistrations()).length];
         })().then(done, (error) => done(String(error)));",
        &[],
    );
    serde_json::from_value(found.clone()).unwrap_or_else(|error| panic!("{error}: {found}"))
}

fn until_stored(browser: &Browser, caches: usize, workers: u64) {
    browser.run(
        "window.found = null; (async () => { for (;;) { \
         window.found = [(await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length]; \
         await new Promise((resolve) => setTimeout(resolve, 30)); } })();",
        &[],
    );
    browser.until(&format!("window.found?.[0] === {caches} && window.found[1] === {workers}"));
}

/// Makes what is kept a number of days old.
fn make_old(browser: &Browser, site: &str, days: u32) {
    let made = browser.run_async(
        "const [site, days, done] = arguments;
         (async () => {
             const day = new Date(Date.now() - days * 864e5).toISOString().slice(0, 10);
             for (const key of await caches.keys()) await (await caches.open(key)).put(`${site}/?gemt`, new Response(day));
             return day;
         })().then(done, (error) => done(String(error)));",
        &[json!(site), json!(days)],
    );
    assert_eq!(made.as_str().map(str::len), Some("2026-11-21".len()), "{made}");
}

fn line(browser: &Browser) -> String {
    let line = browser.text(LINE);
    assert!(line.starts_with("Gemt den ") && line.contains("vejledningen kan være ændret siden"), "{line}");
    line
}

fn nothing_is_kept(browser: &Browser) {
    let server = served(&prepared().dist);
    for page in ["/", "/akut/", CALCULATOR, PAGE] {
        browser.goto(&format!("{}{page}", server.address));
    }
    state(browser, "ikke");
    assert_eq!(stored(browser), (Vec::new(), 0));
    let size = browser.text("[data-ved=ikke]");
    assert!(size.contains("Den fylder ") && size.ends_with(" kB."), "{size}");
    assert!(audit::axe(browser).is_empty() && audit::sideways(browser).is_empty());
}

fn without_a_network(browser: &Browser) {
    let server = served(&prepared().dist);
    let site = server.address.clone();
    keep(browser, &site);
    browser.goto(&format!("{site}/akut/"));
    assert!(!browser.has(LINE), "with a network it is the site's own page");
    gone(server);
    browser.goto(&format!("{site}/akut/"));
    assert!(!line(browser).contains("dage"), "it is of today");
    browser.goto(&format!("{site}/"));
    line(browser);
    browser.goto(&format!("{site}{RULER}"));
    browser.until("document.getElementById('fortsaet')");
    line(browser);
    answer(browser, "fare-nu-nej");
    browser.goto(&format!("{site}{CALCULATOR}"));
    browser.until("document.querySelector('#beregner input[type=checkbox]')");
    line(browser);
    // The second module comes from what is kept, too.
    choose(browser, "tf-cbt");
    browser.fill("#antal-tf-cbt", "3");
    says(browser, TOTAL, "84.000 kr.");
    asks_for_the_note(browser);
    browser.paper();
    assert_eq!(browser.value(&format!("document.querySelector('{LINE}').checkVisibility()")), true, "on paper");
    browser.screen(390, "dark");
    let faults = [audit::axe(browser), audit::sideways(browser)].concat();
    assert!(faults.is_empty(), "{faults:?}");
}

fn a_silent_network(browser: &Browser) {
    let server = served(&prepared().dist);
    let site = server.address.clone();
    keep(browser, &site);
    gone(server);
    let _silent = TcpListener::bind(site.trim_start_matches("http://")).expect("nobody listens there any more");
    browser.goto(&format!("{site}/akut/"));
    line(browser);
}

fn only_what_is_listed(browser: &Browser) {
    let server = served(&prepared().dist);
    let site = &server.address;
    keep(browser, site);
    let (before, _) = stored(browser);
    for page in ["/akut/?barn=navn", "/findes-ikke/", "/om/gennemgang/", "/akut/#x", "/sitemap.xml"] {
        browser.goto(&format!("{site}{page}"));
    }
    let tried = browser.run_async(
        "const [site, done] = arguments;
         Promise.all(['/akut/?q=hemmeligt', '/assets/x.js', '/akut/'].map((path) => fetch(site + path))
             .concat(fetch(`${site}/akut/`, { method: 'POST', body: 'hemmeligt' })))
             .then((answers) => done(answers.map((answer) => answer.status)), (error) => done(String(error)));",
        &[json!(site)],
    );
    assert_eq!(tried, json!([200, 404, 200, 405]));
    assert_eq!(stored(browser).0, before, "what was asked for afterwards is not kept");
    let kept = browser.run_async(
        "const done = arguments[0];
         (async () => (await (await caches.open((await caches.keys())[0])).keys()).map((request) => request.url))().then(done);",
        &[],
    );
    let kept: Vec<String> = serde_json::from_value(kept).unwrap();
    let with_query: Vec<_> = kept.iter().filter(|address| address.contains('?')).collect();
    assert_eq!(with_query, [&format!("{site}/?gemt")], "but for the day on which it was kept");
    // Nor is it answered from what is kept.
    let address = site.clone();
    gone(server);
    let gone = browser.run_async(
        "const [address, done] = arguments; fetch(address, { signal: AbortSignal.timeout(2000) }).then((answer) => done(answer.status), () => done('none'));",
        &[json!(format!("{address}/akut/?barn=navn"))],
    );
    assert_eq!(gone, "none");
}

fn not_as_published(browser: &Browser) {
    let publisher = Publisher::new();
    let page = publisher.dist.join("ordliste/index.html");
    let right = fs::read(&page).unwrap();
    fs::write(&page, "<main>Log på nettet</main>").unwrap();
    let server = served(&publisher.dist);
    browser.goto(&format!("{}{PAGE}", server.address));
    state(browser, "ikke");
    browser.click("[data-handling=gem]");
    state(browser, "fejl");
    until_stored(browser, 0, 0);
    fs::write(&page, right).unwrap();
    browser.click("[data-handling=gem]");
    state(browser, "gemt");
    let (before, _) = stored(browser);
    // An update that cannot be fetched whole leaves the old version.
    publisher.change("content/akut/index.md", "titel = \"", "titel = \"Prøve: ");
    publisher.publish();
    fs::write(publisher.dist.join("akut/index.html"), "<main>Log på nettet</main>").unwrap();
    browser.run("navigator.serviceWorker.getRegistration().then((held) => held.update());", &[]);
    state(browser, "gammel");
    assert_eq!(stored(browser), (before, 1));
}

fn a_new_version(browser: &Browser) {
    let publisher = Publisher::new();
    let server = served(&publisher.dist);
    let site = server.address.clone();
    keep(browser, &site);
    let (before, _) = stored(browser);
    browser.goto(&format!("{site}{CALCULATOR}"));
    browser.until("document.querySelector('#beregner input[type=checkbox]')");
    choose(browser, "tf-cbt");
    browser.fill("#antal-tf-cbt", "3");
    says(browser, TOTAL, "84.000 kr.");

    let register = fs::read_to_string(publisher.project.path().join("content/data/ydelser.toml")).unwrap();
    let caveat = register.lines().find(|line| line.starts_with("forbehold = ")).expect("a price has a caveat");
    publisher.change("content/data/ydelser.toml", caveat, &format!("forbehold = \"{NEW_CAVEAT}\""));
    publisher.publish();
    let tool = browser.open_tab();
    // Opening any page is what makes a browser look for a new worker.
    browser.goto(&format!("{site}/akut/"));
    until_stored(browser, 2, 1);
    let other = browser.switch_tab(tool);
    let note = says(browser, "#nyere_udgave", "nyere udgave");
    assert!(note.contains("er her stadig"), "{note}");
    assert_eq!(browser.value("document.getElementById('antal-tf-cbt').value"), "3");
    browser.fill("#antal-tf-cbt", "2");
    says(browser, TOTAL, "56.000 kr.");

    let tool = browser.switch_tab(other);
    gone(server);
    browser.goto(&format!("{site}/akut/"));
    assert!(line(browser).contains("En nyere udgave er gemt"));
    // What is not kept says so in Danish, and leads on.
    browser.goto(&format!("{site}/samlet/"));
    assert_eq!(browser.text("h1"), "Siden er ikke gemt");
    browser.click("a[href$='/akut/']");
    browser.until("document.querySelector('#gemt_udgave')");
    browser.goto(&format!("{site}{PAGE}"));
    state(browser, "ny");
    browser.click("[data-handling=skift]");
    state(browser, "gemt");
    until_stored(browser, 1, 1);
    let (after, _) = stored(browser);
    assert_ne!(after[0].0, before[0].0, "another version");
    browser.goto(&format!("{site}{CALCULATOR}"));
    browser.until("document.querySelector('#beregner input[type=checkbox]')");
    assert!(browser.text("#beregner").contains(NEW_CAVEAT));
    browser.close_tab(tool);
    assert_eq!(browser.value("document.getElementById('antal-tf-cbt').value"), "2", "what was typed is there still");
}

fn an_old_copy(browser: &Browser) {
    let server = served(&prepared().dist);
    let site = server.address.clone();
    keep(browser, &site);
    make_old(browser, &site, 91);
    gone(server);
    browser.goto(&format!("{site}/akut/"));
    assert!(line(browser).contains("over 90 dage siden. Kontrollér paragraffer"));
    make_old(browser, &site, 89);
    browser.goto(&format!("{site}/akut/"));
    assert!(!line(browser).contains("90 dage"));
}

fn turned_off(browser: &Browser) {
    let server = served(&prepared().dist);
    keep(browser, &server.address);
    browser.click("[data-handling=fjern]");
    state(browser, "fjernet");
    assert_eq!(stored(browser), (Vec::new(), 0));
    for page in ["/", "/akut/", PAGE] {
        browser.goto(&format!("{}{page}", server.address));
    }
    state(browser, "ikke");
    assert_eq!(stored(browser), (Vec::new(), 0));
}

fn no_longer_offered(browser: &Browser) {
    let publisher = Publisher::new();
    let server = served(&publisher.dist);
    let site = &server.address;
    keep(browser, site);
    // An editor takes the offer away.
    publisher.change("content/om/uden-net.md", ":::uden-net\n:::\n", "Det kan man ikke mere.\n");
    publisher.publish();
    assert!(!publisher.dist.join("om/uden-net/boernehusguiden.html").exists());
    browser.goto(&format!("{site}/akut/"));
    until_stored(browser, 0, 0);

    // As long as a page is open that the last worker has to do with, the browser does not let go of it.
    browser.goto("about:blank");
    // A site of somebody else's making lies there now, without any worker.
    publisher.change("content/om/uden-net.md", "Det kan man ikke mere.\n", ":::uden-net\n:::\n");
    publisher.publish();
    keep(browser, site);
    fs::remove_file(publisher.dist.join("sw.js")).unwrap();
    make_old(browser, site, 1);
    browser.goto(&format!("{site}/akut/"));
    until_stored(browser, 0, 0);
}

fn below_a_path(browser: &Browser) {
    let publisher = Publisher::new();
    publisher.change("content/data/site.toml", ".example/\"", ".example/guide/\"");
    publisher.publish();
    let host = tempfile::tempdir().unwrap();
    fs::rename(&publisher.dist, host.path().join("guide")).unwrap();
    fs::write(host.path().join("index.html"), "<!DOCTYPE html><title>Kommunen</title><main>Kommunens egen side</main>")
        .unwrap();
    let server = served(host.path());
    let site = format!("{}/guide", server.address);
    keep(browser, &site);
    let other = browser.run_async(
        "const done = arguments[0];
         caches.open(`uden-net ${location.origin}/ 1`).then(() => navigator.serviceWorker.getRegistrations())
             .then((found) => done(found.map((one) => one.scope)));",
        &[],
    );
    assert_eq!(other, json!([format!("{site}/")]));
    gone(server);
    browser.goto(&format!("{site}/akut/"));
    line(browser);
    browser.goto(&format!("{site}{RULER}"));
    browser.until("document.getElementById('fortsaet')");
    browser.goto(&format!("{site}{PAGE}"));
    state(browser, "gemt");
    browser.click("[data-handling=fjern]");
    state(browser, "fjernet");
    let (left, workers) = stored(browser);
    assert_eq!((left.len(), workers), (1, 0), "what another site on the host keeps is left alone: {left:?}");
}

/// The address of the one file, as of a USB stick: in a folder of its own.
fn on_a_stick() -> (TempDir, String) {
    let stick = tempfile::tempdir().unwrap();
    let file = stick.path().join("vejledning på nøgle.html");
    fs::copy(prepared().dist.join("om/uden-net/boernehusguiden.html"), &file).unwrap();
    let address = url::Url::from_file_path(&file).expect("an absolute path").to_string();
    (stick, address)
}

fn title(browser: &Browser) -> String {
    browser.value("document.querySelector('main h1').innerText").as_str().unwrap_or_default().to_owned()
}

fn one_file(browser: &Browser) {
    let (_stick, address) = on_a_stick();
    browser.goto(&address);
    let _loading = browser.requests();
    let front = title(browser);
    let date = browser.text("#filens_dato");
    assert!(date.starts_with("Hele vejledningen i én fil, lavet den ") && date.contains(". november 2026"), "{date}");
    browser.click("main a[href='#/akut/']");
    browser.until("document.title.startsWith('Hvad gør jeg nu?')");
    assert_eq!(browser.focused(), "hoved_indhold");
    let acute = title(browser);
    // An anchor of another page, and of the same.
    browser.goto(&format!("{address}#/om/lov/"));
    browser.until("document.querySelector('main .contents, main [id^=post_]')");
    browser.run(
        "document.querySelector('main a[href^=\"#/ordliste/post_\"], main a[href^=\"#/om/lov/\"]:not([href$=\"/\"])').click();",
        &[],
    );
    browser.until("document.getElementById(decodeURIComponent(location.hash).split('/').at(-1))");
    browser.back();
    browser.until("location.hash === '#/om/lov/'");
    browser.back();
    browser.until(&format!("document.querySelector('main h1').innerText === {}", Value::from(acute)));
    browser.back();
    browser.until(&format!("document.querySelector('main h1').innerText === {}", Value::from(front)));
    // The price calculator with its second module, and a link to a plan.
    browser.goto(&format!("{address}#{CALCULATOR}"));
    browser.until("document.querySelector('#beregner input[type=checkbox]')");
    choose(browser, "tf-cbt");
    browser.fill("#antal-tf-cbt", "3");
    says(browser, TOTAL, "84.000 kr.");
    asks_for_the_note(browser);
    // The field above leads to the search, which looks in what the file holds.
    browser.run("document.querySelector('.seek input').focus()", &[]);
    browser.type_text("videoafhøring");
    browser.press(&[Key::Enter]);
    browser.until("document.querySelector('.hits a')?.textContent.includes('Videoafhøring') && document.activeElement.id === 'soegefelt'");
    browser.click(".hits a");
    browser.until("location.hash === '#/boernehuset/videoafhoering/'");
    browser.back();
    browser.until("document.getElementById('soegefelt')?.value === 'videoafhøring'");
    let asked: Vec<_> = browser
        .requests()
        .into_iter()
        .filter(|asked| !asked.starts_with(&address) && !asked.starts_with("data:"))
        .collect();
    assert_eq!(asked, Vec::<String>::new(), "the file asks nobody for anything");
    let complaints = audit::complaints(browser);
    assert!(complaints.is_empty(), "{complaints:?}");
    // A Word file is in it.
    browser.goto(&format!("{address}#/skabeloner/underretning/"));
    browser.until("document.querySelector('.offer a[download][href^=\"data:application/vnd.openxml\"]')");
    assert_eq!(browser.value("document.body.className"), "on-a4");
}

fn one_file_tools(browser: &Browser) {
    let (_stick, address) = on_a_stick();
    browser.goto(&format!("{address}#{RULER}"));
    browser.until("document.getElementById('fortsaet')");
    answer(browser, "fare-nu-nej");
    // Looking something up loses nothing.
    browser.click(".crumbs a[href='#/linealen/']");
    browser.until("!document.getElementById('fortsaet')");
    browser.back();
    browser.until("document.getElementById('fare-nu-nej')?.checked");
    // Leaving does.
    browser.click("#ryd-og-forlad");
    browser.until("location.hash === '#/' && document.querySelector('main h1')");
    browser.goto(&format!("{}#{RULER}", browser.value("location.href.split('#')[0]").as_str().unwrap_or_default()));
    browser.until("document.getElementById('fare-nu-nej')");
    assert_eq!(browser.value("document.getElementById('fare-nu-nej').checked"), false);
}

/// What stands around every page leads to a place on the one that is shown, and what is asked of a tool comes to it.
fn one_file_links(browser: &Browser) {
    let (_stick, address) = on_a_stick();
    browser.goto(&format!("{address}#/akut/"));
    let acute = "document.title.startsWith('Hvad gør jeg nu?')";
    browser.until(acute);
    for link in [".skip", ".to-top a"] {
        browser.run("document.querySelector(arguments[0]).click()", &[Value::from(link)]);
        browser.until(&format!("location.hash.startsWith('#/akut/') && {acute}"));
    }
    // A place as older files named it.
    browser.goto(&format!("{address}#/om/lov/#hoved_indhold"));
    browser.until("location.hash.endsWith('#hoved_indhold') && document.activeElement.id === 'hoved_indhold'");
    browser.run("document.querySelector('.skip').click()", &[]);
    browser.until("location.hash === '#/om/lov/hoved_indhold'");
    // From a service to the plan of its course, and from that to its price.
    browser.goto(&format!("{address}#/ydelser/tf-cbt/"));
    browser.until("document.querySelector('main h1')");
    browser.run("document.querySelector('main a[href*=\"ydelse=tf-cbt\"]').click()", &[]);
    browser.until("document.querySelector('#forloebsplan select')?.selectedOptions[0].textContent.includes('TF-CBT')");
    let way = "#forloebsplan .way a";
    browser.until(&format!("document.querySelector('{way}')"));
    browser.run("document.querySelector(arguments[0]).removeAttribute('target')", &[Value::from(way)]);
    browser.click(way);
    browser.until("document.querySelector('#vaelg-tf-cbt')?.checked");
}

fn one_file_on_paper(browser: &Browser) {
    let (_stick, address) = on_a_stick();
    browser.goto(&format!("{address}#/akut/"));
    browser.until("document.querySelector('main h1')");
    let faults = [audit::axe(browser), audit::sideways(browser), audit::complaints(browser)].concat();
    assert!(faults.is_empty(), "{faults:?}");
    browser.paper();
    let seen = browser.value("[...document.querySelectorAll('main')].filter((main) => main.checkVisibility()).length");
    assert_eq!(seen, 1);
    assert_eq!(browser.value("document.getElementById('filens_dato').checkVisibility()"), true, "its date is on paper");
    let pages = tests::pdf::pages(&browser.print()).len();
    assert!(pages < 8, "{pages} pages of paper for one page");
}

fn every_page() {
    let dist: &Path = &prepared().dist;
    let worker = fs::read_to_string(dist.join("sw.js")).unwrap();
    let list = worker.lines().nth(1).and_then(|line| line.strip_prefix("const FILES = ")?.strip_suffix(';'));
    let list: std::collections::BTreeMap<String, String> = serde_json::from_str(list.expect("a list")).unwrap();
    let one_file = fs::read_to_string(dist.join("om/uden-net/boernehusguiden.html")).unwrap();
    let mut pages = 0;
    for path in files(dist) {
        let address = path.strip_suffix("index.html").unwrap_or(&path);
        if list.contains_key(address) && path.ends_with(".html") {
            let html = fs::read_to_string(dist.join(&path)).unwrap();
            assert_eq!(html.matches("<main ").count(), 1, "{path}: one place for the line");
            assert!(one_file.contains(&format!("<template data-side=\"/{address}\"")), "{path} is not in the one file");
            pages += 1;
        }
        let is_for_readers = path.starts_with("assets/") || path.ends_with(".docx");
        assert!(!is_for_readers || list.contains_key(address), "{path} is not listed");
    }
    assert!(pages > 100, "only {pages} pages");
    for never in ["", "_headers", "404.html", "om/uden-net/boernehusguiden.html", "sw.js", "om/uden-net/omfang.json"] {
        assert_eq!(list.contains_key(never), never.is_empty(), "{never}");
    }
    let known: Vec<_> = list.keys().filter(|address| address.contains('?')).collect();
    assert!(known.is_empty(), "{known:?}");
}
