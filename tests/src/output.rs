//! What the build command writes: the same bytes each time, only what has changed, and nothing at all where there is a
//! fault.

use site::check::memory::Memory;
use site::headers::{HEADERS, Hints, headers_file};
use site::io::disk::Project;
use site::report::{self, Format};
use site::world::World;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};
use tempfile::TempDir;
use tests::corpus::Corpus;
use tests::dist::{files, pages, select};
use tests::prepare::{Ran, day, prepared, project_copy, root, site};

const METADATA: &str =
    "gennemgaaet = 2026-01-01\nnaeste_gennemgang = 2027-01-01\nansvarlig = \"Redaktionen\"\nkilder = []\n";

/// A copy of the project and the folder it is built to.
struct Workshop {
    project: TempDir,
}

impl Workshop {
    fn new() -> Self {
        Self { project: project_copy() }
    }

    fn out(&self) -> PathBuf {
        self.project.path().join("dist")
    }

    fn built() -> Self {
        let workshop = Self::new();
        workshop.build();
        workshop
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        site(&[arguments, &["--dato", &day().to_string()]].concat(), self.project.path())
    }

    /// Builds; gives the line that says what was written.
    fn build(&self) -> String {
        let ran = self.run(&["build"]);
        assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
        ran.stdout
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.project.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn page(&self, path: &str, title: &str, more: &str, text: &str) {
        self.put(path, &page(title, more, text));
    }

    fn remove(&self, path: &str) {
        fs::remove_file(self.project.path().join(path)).unwrap();
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.out().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }
}

fn page(title: &str, more: &str, text: &str) -> String {
    format!("+++\ntitel = \"{title}\"\nresume = \"{title}: en side til prøve.\"\n{METADATA}{more}+++\n{text}")
}

/// Every file with its bytes.
fn bytes(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    files(folder).into_iter().map(|path| (path.clone(), fs::read(folder.join(path)).unwrap())).collect()
}

/// The files that say of all others what they hold, for whoever keeps the guidance on a device.
const OF_ALL: [&str; 3] = ["om/uden-net/boernehusguiden.html", "om/uden-net/omfang.json", "sw.js"];

/// The same without the days on which pages were changed, and without the hashes of pages that have such a day.
fn undated(mut files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    files.retain(|path, _| !OF_ALL[1..].contains(&path.as_str()));
    let days = [
        ("<div><dt>Ændret</dt>", "<div>"),
        ("data-foot=\"", "\">"),
        (" · ændret ", "</p>"),
        ("<lastmod>", "</lastmod>"),
        ("\"dateModified\":\"", "\"description\""),
    ];
    let undated = |(path, bytes): (String, Vec<u8>)| match String::from_utf8(bytes) {
        Ok(text) => (path, days.iter().fold(text, |text, (from, to)| without(&text, from, to)).into_bytes()),
        Err(binary) => (path, binary.into_bytes()),
    };
    files.into_iter().map(undated).collect()
}

/// A text without what stands from one mark to the next; that one is kept.
fn without(text: &str, from: &str, to: &str) -> String {
    let mut parts = text.split(from);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + part.find(to).map_or("", |at| &part[at..]))
}

/// The paths whose bytes differ, in either direction.
fn differences(a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>) -> BTreeSet<String> {
    a.keys().chain(b.keys()).filter(|path| a.get(*path) != b.get(*path)).cloned().collect()
}

/// Gives all files a time of long ago, so that a file that is written again can be told.
fn age(folder: &Path) -> SystemTime {
    let then = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for path in files(folder) {
        fs::File::options().write(true).open(folder.join(path)).unwrap().set_modified(then).unwrap();
    }
    then
}

/// The files that have been written since [`age`].
fn written_since(folder: &Path, then: SystemTime) -> BTreeSet<String> {
    let time = |path: &String| fs::metadata(folder.join(path)).unwrap().modified().unwrap();
    files(folder).into_iter().filter(|path| time(path) != then).collect()
}

/// Those of some paths that are there: what has another name by its content is gone under the old one.
fn on_disk(paths: BTreeSet<String>, folder: &Path) -> BTreeSet<String> {
    paths.into_iter().filter(|path| folder.join(path).exists()).collect()
}

fn nothing() -> BTreeSet<String> {
    BTreeSet::new()
}

#[test]
fn a_build_is_the_same_wherever_it_is_made() {
    let workshop = Workshop::new();
    workshop.build();
    let one = bytes(&workshop.out());
    let other = workshop.project.path().join("another/place");
    let ran = workshop.run(&["build", "--ud", &other.display().to_string()]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(differences(&one, &bytes(&other)), nothing(), "two builds of one project");
    assert_eq!(differences(&one, &bytes(&Workshop::built().out())), nothing(), "two copies of one project");
    // The project itself has a history, which a copy has not; in nothing else do they differ.
    let (one, own) = (undated(one), undated(bytes(&prepared().dist)));
    assert_eq!(differences(&one, &own), nothing(), "the project's own folder and a copy of it");
    // Neither the folder that was built nor the one the generator was built in is named anywhere.
    for place in [workshop.project.path(), &root()] {
        let place = place.display().to_string();
        for (path, bytes) in &one {
            assert!(!String::from_utf8_lossy(bytes).contains(&place), "{path} names {place}");
        }
    }
}

#[test]
fn what_is_published_names_nobody_s_folders() {
    // The compiler puts the places of source files into programs; without care that is the builder's home, with a name.
    let marks = ["/.cargo/registry/", "/.rustup/toolchains/"];
    for (path, bytes) in bytes(&prepared().dist) {
        for mark in marks {
            let text = String::from_utf8_lossy(&bytes);
            let at = text.find(mark);
            let around = at.map(|at| text[..at].chars().rev().take(30).collect::<Vec<_>>());
            let before: Option<String> = around.map(|letters| letters.into_iter().rev().collect());
            assert_eq!(before, None, "{path} says where it was built");
        }
    }
}

#[test]
fn the_order_in_which_a_disk_answers_does_not_matter() {
    struct Backwards(Project);
    impl World for Backwards {
        fn today(&self) -> jiff::civil::Date {
            self.0.today()
        }
        fn files(&self) -> Vec<String> {
            let mut files = self.0.files();
            files.sort();
            files.reverse();
            files
        }
        fn read(&self, path: &str) -> Result<Vec<u8>, String> {
            self.0.read(path)
        }
    }
    let project = Project::new(root(), day());
    let one = site::build(&project).output;
    assert!(one.is_some(), "the real content has no faults");
    assert!(one == site::build(&Backwards(project)).output);
}

#[test]
fn a_second_build_touches_nothing() {
    let workshop = Workshop::new();
    workshop.build();
    let then = age(&workshop.out());
    let said = workshop.build();
    assert_eq!(written_since(&workshop.out(), then), nothing());
    assert!(said.contains("(0 skrevet") && said.contains("0 fjernet)"), "{said}");
}

#[test]
fn after_a_change_only_what_differs_is_written() {
    let workshop = Workshop::new();
    workshop.page("content/om/ny.md", "Ny", "", "Den første tekst.\n");
    workshop.build();
    let before = bytes(&workshop.out());
    let then = age(&workshop.out());
    workshop.page("content/om/ny.md", "Ny", "", "Den anden tekst.\n");
    let said = workshop.build();
    let differing = differences(&before, &bytes(&workshop.out()));
    // The page, the documents that hold it, and what is kept as a whole.
    let mut expected: BTreeSet<_> = OF_ALL.map(str::to_owned).into();
    expected.extend(["om/ny/index.html", "om/samlet/index.html", "samlet/index.html"].map(str::to_owned));
    assert_eq!(differing, expected);
    assert_eq!(written_since(&workshop.out(), then), differing);
    assert!(said.contains("(6 skrevet"), "{said}");

    // A new title is on every page whose menus show it, and on no other.
    let before = bytes(&workshop.out());
    let then = age(&workshop.out());
    workshop.page("content/om/ny.md", "Nyere", "", "Den anden tekst.\n");
    workshop.build();
    let differing = differences(&before, &bytes(&workshop.out()));
    // Its title can be searched for, and stands in the list for programs.
    let names_it = |path: &String| path.starts_with("assets/soeg-") || path == "soeg/index.html" || path == "llms.txt";
    let shows_it = |path: &String| {
        path.starts_with("om/") || ["sw.js", "samlet/index.html"].contains(&path.as_str()) || names_it(path)
    };
    assert!(differing.len() > 1 && differing.iter().all(shows_it), "{differing:?}");
    assert_eq!(written_since(&workshop.out(), then), on_disk(differing, &workshop.out()));
}

#[test]
fn a_removed_page_is_gone_with_its_folder() {
    let workshop = Workshop::new();
    workshop.build();
    let before = bytes(&workshop.out());
    workshop.page("content/om/ny.md", "Ny", "", "En tekst.\n");
    workshop.build();
    assert!(workshop.text("sitemap.xml").contains("/om/ny/</loc>"));
    workshop.remove("content/om/ny.md");
    let said = workshop.build();
    // The page, and the file of the search that had it.
    assert!(said.contains(" 2 fjernet)"), "{said}");
    assert!(!workshop.out().join("om/ny").exists(), "the empty folder stays");
    assert_eq!(differences(&before, &bytes(&workshop.out())), nothing());
}

#[test]
fn with_faults_nothing_is_written_and_all_are_shown() {
    let workshop = Workshop::new();
    workshop.build();
    let before = bytes(&workshop.out());
    let then = age(&workshop.out());
    let first = "Æblegrød på øen. [Væk](/findes-ikke/) og [§ 1](lov:findes-ikke)";
    let second = "Årsag: {{tal:findes-ikke}}";
    workshop.page("content/om/aeoeaa.md", "Blåbær og øl", "", &format!("{first}\n\n{second}\n"));
    workshop.page("content/om/god.md", "God", "ukendt_noegle = 1\n", "En god tekst.\n");
    // A fault in a link stands at its address. Columns are counted in characters from 1, whatever bytes stand before.
    let column = |line: &str, part: &str| line.split(part).next().unwrap().chars().count() + 1;
    let at = |line: usize, column: usize| format!("content/om/aeoeaa.md:{line}:{column}");
    let places = [
        at(9, column(first, "/findes-ikke/")),
        at(9, column(first, "lov:")),
        at(11, column(second, "{{tal")),
        "content/om/god.md:8:1".to_owned(),
    ];
    for format in ["kort", "lang"] {
        let ran = workshop.run(&["build", "--format", format]);
        assert_eq!(ran.code, Some(1), "{}", ran.stderr);
        assert_eq!(ran.stdout, "", "nothing has been built");
        for place in &places {
            assert!(ran.stderr.contains(place), "{place} is not in:\n{}", ran.stderr);
        }
        assert!(ran.stderr.contains("4 fejl"), "{}", ran.stderr);
        assert!(ran.stderr.contains("ukendt_noegle") && ran.stderr.contains("hjælp"), "{}", ran.stderr);
        assert_eq!(differences(&before, &bytes(&workshop.out())), nothing());
        assert_eq!(written_since(&workshop.out(), then), nothing());
    }
    let checked = workshop.run(&["check"]);
    assert_eq!(checked.code, Some(1), "check finds the same");
    // Put right, it is built again.
    workshop.remove("content/om/aeoeaa.md");
    workshop.page("content/om/god.md", "God", "", "En god tekst.\n");
    workshop.build();
    assert!(workshop.text("om/god/index.html").contains("En god tekst."));
}

#[test]
fn the_first_build_of_broken_content_makes_no_folder() {
    let workshop = Workshop::new();
    workshop.put("content/om/daarlig.md", "Uden oplysninger.\n");
    assert_eq!(workshop.run(&["build"]).code, Some(1));
    assert!(!workshop.out().exists());
}

#[test]
fn assets_carry_a_hash_and_are_named_by_it() {
    let dist = &prepared().dist;
    let all = bytes(dist);
    let assets: Vec<_> = all.keys().filter(|path| path.starts_with("assets/")).collect();
    assert!(assets.len() >= 5, "style, icon, start, glue, wasm: {assets:?}");
    for path in assets {
        let stem = path.rsplit_once('.').map_or(path.as_str(), |(stem, _)| stem);
        let hash = stem.rsplit_once('-').map_or("", |(_, hash)| hash);
        assert!(hash.len() == 10 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()), "{path} has no hash");
        let name = path.rsplit('/').next().unwrap();
        let named = all.iter().filter(|(other, _)| *other != path);
        let named = named.filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains(name)).count();
        assert!(named > 0, "nothing refers to {path}");
    }
    let every: Vec<_> = pages(dist).into_iter().map(|page| page.html()).collect();
    let styles: BTreeSet<_> = every
        .iter()
        .flat_map(|html| select(html, "link[rel=stylesheet]"))
        .filter_map(|link| link.attr("href").map(str::to_owned))
        .collect();
    assert_eq!(styles.len(), 1, "one style sheet for all pages: {styles:?}");
}

#[test]
fn a_changed_asset_gets_a_new_name() {
    let workshop = Workshop::new();
    workshop.build();
    let style = |workshop: &Workshop| {
        let found = files(&workshop.out()).into_iter().find(|path| path.starts_with("assets/site-"));
        found.expect("there is a style sheet")
    };
    let old = style(&workshop);
    let css = fs::read_to_string(workshop.project.path().join("public/assets/site.css")).unwrap();
    workshop.put("public/assets/site.css", &format!("{css}\n/* changed */\n"));
    workshop.build();
    let new = style(&workshop);
    assert_ne!(old, new);
    assert!(!workshop.out().join(&old).exists(), "the old one is gone");
    for page in pages(&workshop.out()) {
        assert!(page.text.contains(&new) && !page.text.contains(&old), "{} names the old one", page.address);
    }
}

#[test]
fn hosts_are_told_the_security_headers() {
    let written = fs::read_to_string(prepared().dist.join("_headers")).unwrap();
    let plain = headers_file(&Hints::default());
    assert!(plain.lines().all(|line| written.lines().any(|other| other == line)), "{written}");
    // What is told ahead is what pages load, and each tool's page is told of.
    let told: Vec<_> =
        written.lines().filter_map(|line| line.trim().strip_prefix("Link: <")?.split_once('>')).collect();
    assert_eq!(told.len(), 1 + 2 * site::tools::ALL.len(), "{written}");
    for (address, _) in told {
        assert!(prepared().dist.join(&address[1..]).is_file(), "{address}");
    }
    let names: Vec<_> = HEADERS.iter().map(|(name, _)| *name).collect();
    for name in ["Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy"] {
        assert!(names.contains(&name), "{name}");
    }
    let policy = HEADERS.iter().find(|(name, _)| *name == "Content-Security-Policy").unwrap().1;
    for part in
        ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "frame-ancestors 'none'", "base-uri 'none'"]
    {
        assert!(policy.contains(part), "{part}");
    }
    assert!(!policy.contains("unsafe-inline") && !policy.contains("http"), "{policy}");
}

#[test]
fn the_sitemap_lists_each_page_once() {
    let dist = &prepared().dist;
    let map = fs::read_to_string(dist.join("sitemap.xml")).unwrap();
    let listed: Vec<_> = map.split("</loc>").filter_map(|part| Some(part.split_once("<loc>")?.1)).collect();
    let expected: BTreeSet<_> = pages(dist)
        .iter()
        // Many pages on one are not to be found: each of theirs is.
        .filter(|page| select(&page.html(), "meta[name=robots][content=noindex]").next().is_none())
        .filter_map(|page| select(&page.html(), "link[rel=canonical]").next()?.attr("href").map(str::to_owned))
        .collect();
    assert_eq!(listed.len(), expected.len());
    assert_eq!(listed.iter().map(|address| (*address).to_owned()).collect::<BTreeSet<_>>(), expected);
    assert!(!map.contains("404"));
    let robots = fs::read_to_string(dist.join("robots.txt")).unwrap();
    assert!(robots.contains("/sitemap.xml"), "{robots}");
}

#[test]
fn there_is_a_page_for_what_is_not_there() {
    let found = pages(&prepared().dist).into_iter().find(|page| page.address == "/404.html");
    let html = found.expect("404.html").html();
    // It is shown at any depth: a relative link would break.
    for element in select(&html, "[href], [src]") {
        let to = element.attr("href").or(element.attr("src")).unwrap();
        let absolute = ["/", "#", "tel:", "https://"].iter().any(|start| to.starts_with(start));
        assert!(absolute, "{to}");
    }
    assert_eq!(select(&html, "meta[name=robots][content=noindex]").count(), 1);
}

#[test]
fn drafts_are_not_published() {
    let workshop = Workshop::new();
    workshop.page("content/om/kladde.md", "Kladde", "kladde = true\n", "Ikke færdig.\n");
    workshop.page(
        "content/om/senere.md",
        "Senere",
        &format!("udgives = {}\n", day().tomorrow().unwrap()),
        "I morgen.\n",
    );
    workshop.page("content/om/nu.md", "Nu", &format!("udgives = {}\n", day()), "I dag.\n");
    workshop.build();
    let all = files(&workshop.out());
    assert!(all.contains(&"om/nu/index.html".to_owned()));
    for (path, bytes) in bytes(&workshop.out()) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!path.contains("kladde") && !path.contains("senere"), "{path}");
        assert!(!text.contains("/om/kladde/") && !text.contains("/om/senere/"), "{path} names a draft");
    }
}

#[test]
fn a_former_address_leads_on() {
    let workshop = Workshop::new();
    workshop.page("content/om/ny.md", "Ny", "tidligere_adresser = [\"/gammel/adresse/\"]\n", "Her er den nu.\n");
    workshop.build();
    let stub = pages(&workshop.out()).into_iter().find(|page| page.address == "/gammel/adresse/").expect("a page");
    let html = stub.html();
    let refresh = select(&html, "meta[http-equiv=refresh]").next().and_then(|meta| meta.attr("content"));
    assert!(refresh.is_some_and(|to| to.starts_with("0;") && to.ends_with("/om/ny/")), "{refresh:?}");
    assert_eq!(select(&html, "a[href='/om/ny/']").count(), 1, "a link for those whose browser does not go on");
    assert!(workshop.text("_redirects").contains("/gammel/adresse/ /om/ny/ 301"));
    assert!(!workshop.text("sitemap.xml").contains("gammel"));
}

#[test]
fn a_page_says_when_it_was_changed_and_a_build_what_history_it_lacks() {
    let workshop = Workshop::new();
    let ran = workshop.run(&["build"]);
    assert_eq!(ran.stderr.matches("»Ændret« vises ikke på siderne").count(), 1, "{}", ran.stderr);
    assert!(!workshop.text("om/index.html").contains("Ændret</dt>"));
    let git = |arguments: &[&str]| {
        let nobody = ["-c", "user.name=N", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=false"];
        let day = "2026-02-03T12:00:00+00:00";
        let done = Command::new("git")
            .args([&nobody, arguments].concat())
            .envs([("GIT_AUTHOR_DATE", day), ("GIT_COMMITTER_DATE", day)])
            .current_dir(workshop.project.path())
            .status();
        assert!(done.expect("git can be started").success(), "git {arguments:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "content/om"]);
    git(&["commit", "-q", "-m", "x"]);
    let ran = workshop.run(&["build"]);
    assert!(!ran.stderr.contains("Ændret"), "{}", ran.stderr);
    let page = workshop.text("om/index.html");
    assert!(page.contains("<dt>Ændret</dt><dd><time datetime=\"2026-02-03\">3. februar 2026</time></dd>"), "{page}");
    assert!(!page.contains("<dd>N<") && !page.contains("n@example.org"), "nobody is named");
    assert!(workshop.text("sitemap.xml").contains("/om/</loc><lastmod>2026-02-03</lastmod>"));
    assert!(!workshop.text("index.html").contains("Ændret</dt>"), "what is not committed has no day");
}

#[test]
fn changes_are_told_on_their_page_on_one_page_and_in_a_feed() {
    let workshop = Workshop::new();
    let more = "aendring = [{ dato = 2026-01-02, tekst = \"Rådet er ændret.\" }]\n";
    workshop.page("content/om/ny.md", "Ny", more, "En tekst.\n");
    workshop.build();
    let own = workshop.text("om/ny/index.html");
    assert!(own.contains("id=\"aendring_2026-01-02\"") && own.contains("Rådet er ændret."), "{own}");
    let all = pages(&workshop.out()).into_iter().find(|page| page.address == "/om/aendringer/").expect("a page");
    let html = all.html();
    assert_eq!(select(&html, "main a[href='/om/ny/#aendring_2026-01-02']").count(), 1);
    let days: Vec<_> = select(&html, "main h3 time").filter_map(|time| time.attr("datetime")).collect();
    assert!(days.len() > 1 && days.is_sorted_by(|one, next| one > next), "the newest first: {days:?}");
    let feed = select(&html, "link[rel=alternate]").next().and_then(|link| link.attr("href").map(str::to_owned));
    assert_eq!(feed.as_deref(), Some("/om/aendringer/aendringer.atom"));
    let atom = workshop.text("om/aendringer/aendringer.atom");
    let atom = roxmltree::Document::parse(&atom).expect("well-formed XML");
    let of = |name: &'static str| {
        atom.descendants().filter(move |node| node.has_tag_name(("http://www.w3.org/2005/Atom", name)))
    };
    assert_eq!(of("entry").count(), select(&html, "main .register li").count());
    let ids: BTreeSet<_> = of("id").filter_map(|id| id.text()).collect();
    assert_eq!(ids.len(), of("entry").count() + 1, "an id is used twice");
    assert!(of("summary").any(|summary| summary.text() == Some("Rådet er ændret.")));
}

#[test]
fn a_folder_of_somebody_else_is_left_alone() {
    let workshop = Workshop::new();
    let foreign = tempfile::tempdir().unwrap();
    fs::write(foreign.path().join("brev.txt"), "vigtigt").unwrap();
    fs::write(foreign.path().join("_headers"), "/*\n  X-Frame-Options: DENY\n").unwrap();
    let before = bytes(foreign.path());
    let ran = workshop.run(&["build", "--ud", &foreign.path().display().to_string()]);
    assert_eq!(ran.code, Some(2), "{}", ran.stderr);
    assert!(ran.stderr.contains("ikke tom") && ran.stderr.contains("hjælp:"), "{}", ran.stderr);
    assert_eq!(differences(&before, &bytes(foreign.path())), nothing());
    // An empty one may be used, and a folder in the project's own may not.
    fs::remove_file(foreign.path().join("brev.txt")).unwrap();
    fs::remove_file(foreign.path().join("_headers")).unwrap();
    assert_eq!(workshop.run(&["build", "--ud", &foreign.path().display().to_string()]).code, Some(0));
    let inside = workshop.project.path().join("content/ud");
    assert_eq!(workshop.run(&["build", "--ud", &inside.display().to_string()]).code, Some(2));
    assert!(!inside.exists());
}

#[test]
fn what_is_not_understood_ends_with_two_and_a_suggestion() {
    let anywhere = tempfile::tempdir().unwrap();
    let ran = site(&["biuld"], anywhere.path());
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("mente du »build«?"), "{}", ran.stderr);
}

/// What `serve` remembers from build to build must never show: each build gives what it would give by itself.
#[test]
fn a_build_with_a_memory_is_the_same_build() {
    let folder = tempfile::tempdir().unwrap();
    Corpus::new(0x5EED_0300, 30).write(folder.path());
    let put = |path: &str, text: &str| fs::write(folder.path().join(path), text).unwrap();
    let text = |path: &str| fs::read_to_string(folder.path().join(path)).unwrap();
    let (page, first) = ("content/side-3.md", "content/aa.md");
    let original = text(page);
    let mut memory = Memory::default();
    let mut sites = Vec::new();
    let mut build = |what: &str, day: &str, errors: usize| {
        let world = Project::new(folder.path(), day.parse().unwrap());
        let alone = site::build(&world);
        let (built, site) = site::prepare(&world, Some(&mut memory));
        assert_eq!(built.errors(), errors, "{what}: {}", report::report(&built, Format::Short, false));
        let said = [&alone, &built].map(|built| report::report(built, Format::Long, false));
        assert_eq!(said[0], said[1], "{what}");
        assert!(
            site.map(|site| site::render::render(&site, &built.sources, &site::paper::Papers::new())) == alone.output,
            "{what}"
        );
        sites.push(alone.output);
    };
    build("the first", "2026-06-01", 0);
    build("nothing has changed", "2026-06-01", 0);
    put(page, &format!("{original}\nEn linje mere.\n"));
    build("another text", "2026-06-01", 0);
    // Comes before all others: every page is another file of the build than before.
    put(first, &original.replacen("Side 3 ", "Side 3000 ", 1).replacen("Side 3:", "Side 3000:", 1));
    build("a new page", "2026-06-01", 0);
    put(page, &format!("{original}\n[væk](/findes-ikke/)\n"));
    build("a dead link", "2026-06-01", 1);
    fs::remove_file(folder.path().join(first)).unwrap();
    put(page, &format!("{original}\nRing på 22 33 44 55.\n"));
    build("a number that is nobody's", "2026-06-01", 1);
    put("content/data/organisationer.toml", "[hus]\nnavn = \"Et hus\"\ntelefon = [\"22 33 44 55\"]\nkilde = \"bog\"\n");
    build("a number that is somebody's", "2026-06-01", 0);
    build("all reviews are overdue", "2028-06-01", 0);
    put(page, &original);
    build("as at first", "2026-06-01", 0);
    assert!(sites.first() == sites.get(1) && sites.get(1) != sites.get(2) && sites.last() != sites.get(2));
}
