//! `site serve` while somebody writes: what the browser shows, what lies over it, and what it lives through.

use fantoccini::key::Key;
use serde_json::json;
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::thread;
use tempfile::TempDir;
use tests::audit;
use tests::browser::Browser;
use tests::corpus::Corpus;
use tests::dist::files;
use tests::harness::{Test, run};
use tests::prepare::{day, prepared, program, project_copy};
use tests::preview::Preview;

const DAY: &str = "2026-06-01";

/// A page of the made-up site that has no other below it.
const PAGE: &str = "/side-3/";
const FILE: &str = "content/side-3.md";

fn main() -> ExitCode {
    run(vec![
        Test::plain("a_deleted_folder_comes_back", a_deleted_folder_comes_back),
        Test::plain("a_half_written_file_is_told_until_it_is_whole", a_half_written_file),
        Test::plain("of_a_thousand_saves_the_last_is_shown", a_thousand_saves),
        Test::plain("another_branch_is_another_site", another_branch),
        Test::plain("public_files_are_followed_too", public_files),
        Test::plain("a_fault_from_the_start_shows_what_was_published", a_fault_from_the_start),
        Test::plain("warnings_are_told_apart_from_errors_and_once", warnings_apart),
        Test::plain("a_port_that_is_taken_is_told", a_port_that_is_taken),
        Test::plain("only_this_machine_is_answered_and_only_the_site_is_given", only_this_machine),
        Test::plain("nothing_of_it_is_ever_published", nothing_is_published),
        Test::browser("the_page_that_was_saved_is_there_and_stays_where_it_was", the_saved_page),
        Test::browser("errors_lie_over_the_last_good_page", errors_over_the_page),
        Test::browser("warnings_are_a_quiet_mark", warnings_are_quiet),
        Test::browser("what_is_typed_in_a_tool_stays", what_is_typed_stays),
    ])
}

/// A made-up project on disk.
struct Project {
    folder: TempDir,
}

impl Project {
    fn new(pages: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Corpus::new(0x5EED_0200, pages).write(folder.path());
        Self { folder }
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn place(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.place(path)).unwrap()
    }

    fn put(&self, path: &str, text: &str) {
        fs::write(self.place(path), text).unwrap();
    }

    /// Adds a paragraph to a page as it was at first.
    fn add(&self, path: &str, original: &str, paragraph: &str) {
        self.put(path, &format!("{original}\n{paragraph}\n"));
    }

    fn serve(&self) -> Preview {
        Preview::start(program(), self.root(), DAY)
    }
}

fn copy(from: &Path, to: &Path) {
    for file in files(from) {
        let place = to.join(&file);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::copy(from.join(&file), place).unwrap();
    }
}

fn a_deleted_folder_comes_back() {
    let project = Project::new(40);
    let preview = project.serve();
    let kept = tempfile::tempdir().unwrap();
    copy(&project.place("content"), kept.path());

    for folder in ["content/afsnit-1", "content"] {
        fs::remove_dir_all(project.place(folder)).unwrap();
        preview.complains(PAGE, "fejl");
        assert!(preview.get(PAGE).contains("<h1"), "the last good page is still there");
        copy(kept.path(), &project.place("content"));
        preview.until(PAGE, "all is well again", |told| !told.has_errors());
        // It is followed as before: a page in a folder that is another one now.
        let page = "content/afsnit-1/side-1.md";
        let original = project.text(page);
        project.add(page, &original, &format!("Efter {folder} er tilbage."));
        preview.shows("/afsnit-1/side-1/", &format!("Efter {folder} er tilbage."));
        project.put(page, &original);
        preview.until("/afsnit-1/side-1/", "as at first", |_| !preview.get("/afsnit-1/side-1/").contains("er tilbage"));
    }
    assert!(!project.place("dist").exists(), "serve writes nothing");
}

fn a_half_written_file() {
    let project = Project::new(20);
    let preview = project.serve();
    let original = project.text(FILE);
    for part in [0, 3, 60, 140] {
        fs::write(project.place(FILE), &original.as_bytes()[..part]).unwrap();
        preview.complains(PAGE, &format!("{FILE}:"));
        assert!(preview.get(PAGE).contains("Hvad det er"), "the last good page is still there");
        project.add(FILE, &original, &format!("Nu er de {part} bytes blevet til en hel side."));
        preview.shows(PAGE, &format!("Nu er de {part} bytes blevet til en hel side."));
    }
    // As careful editors do it: another file, and then its name.
    project.add("content/.side-3.md.tmp", &original, "Gemt ved siden af og omdøbt.");
    fs::rename(project.place("content/.side-3.md.tmp"), project.place(FILE)).unwrap();
    preview.shows(PAGE, "Gemt ved siden af og omdøbt.");
}

/// A number from what the system says of a process.
fn status(preview: &Preview, name: &str) -> u64 {
    let text = fs::read_to_string(format!("/proc/{}/status", preview.id())).unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    line.trim_start_matches(':').split_whitespace().next().unwrap().parse().unwrap()
}

fn a_thousand_saves() {
    let project = Project::new(20);
    let preview = project.serve();
    let original = project.text(FILE);
    let before = preview.until(PAGE, "an answer", |_| true);
    thread::scope(|scope| {
        // More pages are open than anybody has.
        let ask = || tests::preview::asked(&preview.address, &before, PAGE);
        let waiting: Vec<_> = (0..100).map(|_| scope.spawn(ask)).collect();
        for edition in 1..=1_000 {
            project.add(FILE, &original, &format!("Udgave {edition} af siden."));
        }
        for answer in waiting {
            let answer = answer.join().unwrap();
            assert!(["HTTP/1.1 200", "HTTP/1.1 503"].iter().any(|start| answer.starts_with(start)), "{answer}");
        }
    });
    preview.shows(PAGE, "Udgave 1000 af siden.");
    preview.hears("Bygget på ");
    let builds = preview.printed().iter().filter(|line| line.contains("Bygget på")).count();
    assert!((2..300).contains(&builds), "{builds} builds for a thousand saves");
    let (threads, memory) = (status(&preview, "Threads"), status(&preview, "VmHWM") / 1024);
    println!("{builds} builds, {threads} threads, {memory} MB at most");
    assert!(threads < 200, "{threads} threads");
    assert!(memory < 400, "{memory} MB");
}

fn git(project: &Project, arguments: &[&str]) {
    let settings = ["-c", "user.name=x", "-c", "user.email=x@example.invalid", "-c", "init.defaultBranch=hoved"];
    let ran = Command::new("git").args(settings).args(arguments).current_dir(project.root()).output().unwrap();
    assert!(ran.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
}

fn another_branch() {
    let project = Project::new(60);
    git(&project, &["init", "-q"]);
    git(&project, &["add", "."]);
    git(&project, &["commit", "-qm", "one"]);
    git(&project, &["checkout", "-qb", "anden"]);
    // Every page is another, many are gone, and some are new.
    fs::remove_dir_all(project.place("content")).unwrap();
    Corpus::new(0x5EED_0201, 30).write(project.root());
    project.put("content/kun-her.md", &project.text(FILE).replacen("Side 3 ", "Side 3000 ", 2));
    git(&project, &["add", "-A", "."]);
    git(&project, &["commit", "-qm", "two"]);
    let preview = project.serve();
    let other = preview.get(PAGE);
    for _ in 0..3 {
        git(&project, &["checkout", "-q", "hoved"]);
        preview.until("/kun-her/", "the first branch", |told| {
            !told.has_errors() && told.side != "ingen" && gone(&preview)
        });
        assert_ne!(preview.get(PAGE), other);
        assert!(preview.get("/afsnit-3/side-2/").starts_with("HTTP/1.1 200"), "a page of the first branch alone");
        git(&project, &["checkout", "-q", "anden"]);
        preview.until("/kun-her/", "the second branch", |told| !told.has_errors() && !gone(&preview));
        assert_eq!(text_of(&preview.get(PAGE)), text_of(&other));
        assert!(preview.get("/afsnit-3/side-2/").starts_with("HTTP/1.1 404"), "a page of the first branch alone");
    }
}

fn gone(preview: &Preview) -> bool {
    preview.get("/kun-her/").starts_with("HTTP/1.1 404")
}

/// An answer without its head, in which the time stands.
fn text_of(answer: &str) -> &str {
    answer.split_once("\r\n\r\n").map_or("", |(_, text)| text)
}

fn public_files() {
    let project = Project::new(20);
    let preview = project.serve();
    project.put("public/hilsen.txt", "God dag\n");
    preview.until(PAGE, "the new file", |_| preview.get("/hilsen.txt").contains("God dag"));
    let style = |page: &str| page.split("href=\"/assets/site").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let before = preview.until(PAGE, "an answer", |_| true);
    let old = style(&preview.get(PAGE));
    project.put("public/assets/site.css", "body { color: black }\n");
    let after = preview.until(PAGE, "another style sheet", |told| told.side != before.side);
    assert!(!after.has_errors());
    let new = style(&preview.get(PAGE));
    assert_ne!(old, new);
    assert!(preview.get(&format!("/assets/site{new}")).contains("color:black"));
    fs::remove_file(project.place("public/hilsen.txt")).unwrap();
    preview.until(PAGE, "the file is gone", |_| preview.get("/hilsen.txt").starts_with("HTTP/1.1 404"));
}

fn a_fault_from_the_start() {
    let project = Project::new(20);
    let original = project.text(FILE);
    let built = Command::new(program()).args(["build", "--dato", DAY, "--rod"]).arg(project.root()).output().unwrap();
    assert!(built.status.success());
    project.add(FILE, &original, "[væk](/findes-ikke/)");
    let preview = project.serve();
    preview.complains(PAGE, "/findes-ikke/");
    assert!(preview.get(PAGE).contains("Hvad det er"), "what was published is shown");
    project.add(FILE, &original, "Nu er den god.");
    preview.shows(PAGE, "Nu er den god.");
}

fn warnings_apart() {
    let project = Project::new(20);
    let preview = project.serve();
    let late = |text: &str| text.replacen("naeste_gennemgang = 2027-01-01", "naeste_gennemgang = 2026-02-01", 1);
    let original = late(&project.text(FILE));
    project.add(FILE, &original, "[væk](/findes-ikke/)");
    preview.hears("fejl[H001]");
    preview.hears("Advarsler (siden vises alligevel)");
    assert!(preview.hears("advarsel[M010]").starts_with(FILE), "a line each");
    let line = preview.hears("Den sidste gode udgave vises");
    assert!(line.contains(" ms") || line.contains(" s)"), "the time is told: {line}");
    project.add(FILE, &original, "Nu er den god.");
    let line = preview.hears("Bygget på ");
    assert!(line.contains(" ændret") && line.contains("Ingen fejl"), "{line}");
    let late = preview.printed().iter().filter(|line| line.contains("M010") && line.starts_with(FILE)).count();
    assert_eq!(late, 1, "what has been said is not said again");
}

fn a_port_that_is_taken() {
    let project = Project::new(16);
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let mut command = Command::new(program());
    command.args(["serve", "--dato", DAY, "--port", &port, "--rod"]).arg(project.root()).stdin(Stdio::null());
    let ended = command.output().unwrap();
    let said = String::from_utf8_lossy(&ended.stderr);
    assert_eq!(ended.status.code(), Some(2), "{said}");
    assert!(said.contains(&format!("port {port}: adressen er optaget")) && said.contains("hjælp: "), "{said}");
}

fn only_this_machine() {
    let project = Project::new(16);
    project.put("hemmelig.txt", "hemmelig besked");
    let preview = project.serve();
    assert!(preview.address.starts_with("http://127.0.0.1:"), "{}", preview.address);
    for host in ["ond.example", "127.0.0.1.ond.example", "0.0.0.0"] {
        for path in ["/", "/_live?v=", "/_live.js"] {
            let answer = preview.raw(&format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
            assert!(answer.starts_with("HTTP/1.1 421"), "{host} {path}: {answer}");
        }
    }
    for path in [
        "/../hemmelig.txt",
        "/%2e%2e/hemmelig.txt",
        "/..%2fhemmelig.txt",
        "/%2e%2e%2fhemmelig.txt",
        "/..%5chemmelig.txt",
        "/side-3/../../hemmelig.txt",
        "//hemmelig.txt",
        "/assets/%2e%2e/%2e%2e/hemmelig.txt",
        "/_headers",
        "/%5fheaders",
        "/content/index.md",
    ] {
        let answer = preview.get(path);
        assert!(answer.starts_with("HTTP/1.1 404"), "{path}: {answer}");
        assert!(!answer.contains("hemmelig besked"), "{path}: {answer}");
    }
}

fn nothing_is_published() {
    let dist = &prepared().dist;
    let all = files(dist);
    assert!(all.len() > 50);
    for path in all {
        assert!(!path.contains("_live"), "{path}");
        let text = fs::read(dist.join(&path)).unwrap();
        let text = String::from_utf8_lossy(&text);
        for trace in ["_live", "data-maerker", "data-serve", "dataset.serve", "Siden kan ikke bygges"] {
            assert!(!text.contains(trace), "{path} has »{trace}«");
        }
    }
}

/// What lies over the page, as an expression in it.
const OVER: &str = "document.querySelector('[data-serve]').shadowRoot";

fn opened(browser: &Browser, preview: &Preview, path: &str) {
    browser.goto(&format!("{}{path}", preview.address));
    browser.until("document.querySelector('[data-serve]')");
    // What loading anew would forget.
    browser.run("window.stayed = true", &[]);
}

fn is_open(browser: &Browser) -> bool {
    browser.value(&format!("{OVER}.querySelector('dialog').open")) == json!(true)
}

fn the_saved_page(browser: &Browser) {
    let project = Project::new(20);
    let preview = project.serve();
    let original = project.text(FILE);
    opened(browser, &preview, PAGE);
    browser.run("scrollTo(0, 400)", &[]);
    assert_eq!(browser.value("scrollY"), json!(400));
    project.add(FILE, &original, "Det er den anden udgave.");
    browser.until("document.body.innerText.includes('Det er den anden udgave.')");
    assert_eq!(browser.value("scrollY"), json!(400), "the page stays where it was");
    assert_eq!(browser.value("window.stayed"), json!(true), "it has not been loaded anew");
    // A new title is in the tab as well.
    project.put(FILE, &original.replacen("titel = \"Side 3", "titel = \"Ny titel 3", 1));
    browser.until(
        "document.title.includes('Ny titel 3') && document.querySelector('h1').innerText.includes('Ny titel 3')",
    );

    // Another page: a word of it, and no more.
    let other = project.text("content/side-4.md");
    project.add("content/side-4.md", &other, "Her er der skrevet.");
    browser.until(&format!("{OVER}.querySelector('aside p a')?.getAttribute('href') === '/side-4/'"));
    assert_eq!(browser.value("location.pathname"), json!(PAGE));
    assert_eq!(browser.value("scrollY"), json!(400));

    // A page that is renamed leads on from where it was.
    fs::rename(project.place("content/side-4.md"), project.place("content/side-4a.md")).unwrap();
    browser.until(&format!("{OVER}.querySelector('aside [data-aabn]')"));
    fs::rename(project.place("content/side-4a.md"), project.place("content/side-4.md")).unwrap();
    browser.until(&format!("!{OVER}.querySelector('aside [data-aabn]')"));

    // Another style sheet is another look: the page is loaded anew, and stays where it was.
    let style = project.text("public/assets/site.css");
    project.put("public/assets/site.css", &format!("{style}\nh1 {{ letter-spacing: 3px }}\n"));
    browser.until("getComputedStyle(document.querySelector('h1')).letterSpacing === '3px'");
    browser.until("scrollY === 400");
    assert_eq!(browser.value("window.stayed ?? null"), json!(null));
    assert_eq!(browser.value("history.state"), json!(null));
    assert_eq!(browser.console(), Vec::<String>::new());
}

fn errors_over_the_page(browser: &Browser) {
    let project = Project::new(20);
    let preview = project.serve();
    let original = project.text(FILE);
    opened(browser, &preview, PAGE);
    browser.run("document.querySelector('main a[href]').id = 'her'; document.getElementById('her').focus()", &[]);
    let line = original.lines().count() + 2;
    project.add(FILE, &original, "Se [siden](/findes-ikke/) og <img src=\"x\" onerror=\"window.hacked = 1\">.");
    browser.until(&format!("{OVER}.querySelector('dialog').open"));
    let told = browser.value(&format!("{OVER}.querySelector('dialog').innerText"));
    let told = told.as_str().unwrap();
    for part in [
        "Siden kan ikke bygges: 2 fejl",
        &format!("{FILE}:{line}:"),
        "H001",
        "/findes-ikke/",
        "Hjælp: ",
        "<img src=\"x\" onerror",
    ] {
        assert!(told.contains(part), "{part} in\n{told}");
    }
    assert_eq!(browser.value(&format!("{OVER}.querySelectorAll('dialog img').length")), json!(0));
    assert_eq!(browser.value("window.hacked ?? null"), json!(null));
    assert_eq!(browser.value("document.querySelector('main').innerText.includes('Hvad det er')"), json!(true));
    assert_eq!(browser.value(&format!("{OVER}.activeElement.textContent")), json!("Luk (Esc)"), "the focus is in it");

    assert_eq!(browser.console(), Vec::<String>::new(), "the policy of the site has nothing against it");

    // It can be read on a phone and in the dark.
    assert_eq!(audit::axe(browser), Vec::<String>::new());
    let _of_axe_itself = browser.console();
    for scheme in ["light", "dark"] {
        browser.screen(390, scheme);
        let fits = format!(
            "(box => box.scrollWidth <= box.clientWidth && box.getBoundingClientRect().right <= 390)({OVER}.querySelector('dialog'))"
        );
        assert_eq!(browser.value(&fits), json!(true), "{scheme}");
    }
    browser.screen(1280, "light");

    browser.press(&[Key::Escape]);
    assert!(!is_open(browser));
    assert_eq!(browser.focused(), "her", "the focus is back where it was");
    let mark = format!("{OVER}.querySelector('[data-aabn]')");
    assert_eq!(browser.value(&format!("{mark}.textContent")), json!("2 fejl"));
    // The mark brings it back, and so does the next build that fails.
    browser.run(&format!("{mark}.click()"), &[]);
    assert!(is_open(browser));
    browser.run(&format!("{OVER}.querySelector('dialog > button').click()"), &[]);
    assert!(!is_open(browser));
    project.add(FILE, &original, "Se [siden](/heller-ikke/).");
    browser.until(&format!(
        "{OVER}.querySelector('dialog').open && {OVER}.querySelector('dialog').innerText.includes('/heller-ikke/')"
    ));
    // A page that is opened meanwhile has it, too.
    opened(browser, &preview, "/side-4/");
    browser.until(&format!("{OVER}.querySelector('dialog').open"));
    opened(browser, &preview, PAGE);
    browser.until(&format!("{OVER}.querySelector('dialog').open"));
    project.add(FILE, &original, "Nu er den god.");
    browser
        .until(&format!("!{OVER}.querySelector('dialog').open && document.body.innerText.includes('Nu er den god.')"));
    assert_eq!(browser.value(&format!("{OVER}.querySelectorAll('aside [data-aabn]').length")), json!(0));
    assert_eq!(browser.console(), Vec::<String>::new(), "the policy of the site has nothing against it");
}

fn warnings_are_quiet(browser: &Browser) {
    let project = Project::new(20);
    let preview = project.serve();
    opened(browser, &preview, PAGE);
    browser.until(&format!("{OVER}.querySelector('aside')"));
    let late = project.text(FILE).replacen("naeste_gennemgang = 2027-01-01", "naeste_gennemgang = 2026-02-01", 1);
    project.put(FILE, &late);
    let mark = format!("{OVER}.querySelector('aside details')");
    browser.until(&format!("{mark}?.innerText.includes('2 advarsler')"));
    assert!(!is_open(browser), "no warning covers the page");
    assert_eq!(browser.value(&format!("{mark}.open")), json!(false));
    browser.screen(390, "dark");
    browser.run(&format!("{mark}.querySelector('summary').click()"), &[]);
    let text = browser.value(&format!("{mark}.innerText"));
    assert!(text.as_str().unwrap().contains(&format!("{FILE}:")), "{text}");
    let fits = format!("(box => box.left >= 0 && box.right <= 390)({mark}.getBoundingClientRect())");
    assert_eq!(browser.value(&fits), json!(true));
    // What is unfolded stays so while one goes on.
    project.add(FILE, &late, "Der er skrevet mere.");
    browser.until("document.body.innerText.includes('Der er skrevet mere.')");
    browser.until(&format!("{mark}?.open"));
}

fn what_is_typed_stays(browser: &Browser) {
    let copy = project_copy();
    let preview = Preview::start(program(), copy.path(), &day().to_string());
    opened(browser, &preview, "/ydelser/beregner/");
    browser.until("document.querySelector('#ydelse-tf-cbt, #beregner input[type=checkbox]')");
    browser.run(
        "const box = document.querySelector('#beregner input[type=checkbox]'); box.click(); window.ticked = box.id",
        &[],
    );
    let ticked = "document.getElementById(window.ticked)?.checked";
    browser.until(ticked);
    // Another page is another page.
    let page = copy.path().join("content/om/index.md");
    let text = fs::read_to_string(&page).unwrap();
    fs::write(&page, format!("{text}\nEndnu en linje.\n")).unwrap();
    browser.until(&format!("{OVER}.querySelector('aside p a[href=\"/om/\"]')"));
    assert_eq!(browser.value(&format!("window.stayed && {ticked}")), json!(true));
    // Its own page is loaded anew, and stays where it was.
    browser.run("scrollTo(0, 300)", &[]);
    let page = copy.path().join("content/ydelser/beregner.md");
    let page = if page.exists() { page } else { copy.path().join("content/ydelser/beregner/index.md") };
    let text = fs::read_to_string(&page).unwrap();
    fs::write(&page, format!("{text}\nEndnu en linje til beregneren.\n")).unwrap();
    browser.until("document.body.textContent.includes('Endnu en linje til beregneren.') && !window.stayed");
    browser.until("document.querySelector('#beregner input[type=checkbox]')");
    browser.until("scrollY === 300");
}
