//! The editors' preview: that it is the generator itself, and that one can write in it.
//!
//! Contract: every case of the suite and the golden site are built twice, here and by the WebAssembly in a real browser, and
//! everything that the two say is compared as text: each diagnostic with its place and its bytes, and each file but those that are
//! only copied, of which the preview has no more than the hash.

use fantoccini::key::Key;
use jiff::civil::Date;
use preview::still::still;
use preview::{Content, Files, told};
use serde_json::{Value, json};
use site::io::serve::Server;
use site::world::{Copied, MemoryWorld, World};
use std::fs;
use std::process::ExitCode;
use tests::audit;
use tests::browser::Browser;
use tests::calculator_page::{downloaded, says, select, served};
use tests::dist::{files, pages};
use tests::harness::{Test, run};
use tests::keyboard::tab_to;
use tests::overlay::{Case, read_cases, world};
use tests::prepare::{prepared, root, with_preview};

/// The page, and what shows that it is ready.
const PAGE: &str = "/redaktoer/";
const READY: &str =
    "document.querySelector('#red_flade:not([hidden])') && document.getElementById('red_status').textContent";

fn main() -> ExitCode {
    run(vec![
        Test::browser("every_case_of_the_suite_is_built_alike_in_the_browser", suite),
        Test::browser("the_golden_site_is_built_alike_in_the_browser", golden),
        Test::browser("pages_of_the_real_site_are_shown_as_they_are_published", real_pages),
        Test::browser("a_fault_is_seen_mended_and_taken_home", journey),
        Test::browser("a_new_page_is_written", new_page),
        Test::browser("files_are_opened_and_kept_apart", opened_files),
        Test::browser("a_draft_is_shown", draft),
        Test::browser("links_in_the_finished_page_stay_there", links),
        Test::browser("by_keyboard_alone", keyboard),
        Test::browser("a_word_is_spelt_wrong", misspelt),
        Test::browser("words_are_found_in_all_files", search),
        Test::browser("without_its_dictionary_the_page_says_so", no_dictionary),
        Test::plain("a_dictionary_that_comes_later_says_the_same", dictionary_later),
        Test::browser("the_page_is_accessible_and_quiet", accessible),
        Test::plain("what_is_published_has_no_preview", published),
    ])
}

fn opened(browser: &Browser) -> Server {
    let server = served(&with_preview().dist);
    browser.goto(&format!("{}{PAGE}", server.address));
    browser.until(READY);
    server
}

/// A world as the preview is told of it: of what is only copied and no style sheet, hash and size alone.
struct Told<'w>(&'w dyn World);

impl World for Told<'_> {
    fn today(&self) -> Date {
        self.0.today()
    }

    fn files(&self) -> Vec<String> {
        self.0.files()
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        self.0.read(path)
    }

    fn is_link(&self, path: &str) -> bool {
        self.0.is_link(path)
    }

    fn changed(&self, path: &str) -> Option<Date> {
        self.0.changed(path)
    }

    fn copied(&self, path: &str) -> Result<Copied, String> {
        let file = self.0.copied(path)?;
        let is_copied = path.starts_with("public/") && !path.ends_with(".css");
        Ok(if is_copied { Copied::Hash(file.hash(), file.size(), file.pixels()) } else { file })
    }
}

/// The same world as JSON for the browser.
fn as_json(world: &dyn World) -> String {
    let told = Told(world);
    let mut files = Files::new(world.today());
    for path in world.files() {
        let cannot = if world.is_link(&path) { Content::Link } else { Content::Unreadable };
        let file = match told.copied(&path) {
            Ok(Copied::Hash(hash, size, pixels)) => Ok(Content::Hash(hash, size, pixels)),
            Ok(Copied::Whole(bytes)) => Ok(Content::Whole(bytes)),
            Err(why) => Err(why),
        };
        files.put(&path, file.unwrap_or_else(cannot));
        if let Some(day) = world.changed(&path) {
            files.date(&path, day);
        }
    }
    files.json()
}

/// All that a build of such a world says here, as before publishing.
fn said_here(world: &dyn World) -> String {
    let mut built = site::build(&Told(world));
    built.diagnostics.extend(site::before_publishing(&built));
    told(&built)
}

/// All that a build in the browser says.
fn in_the_browser(browser: &Browser, world: &dyn World) -> String {
    let said = browser.run_async(
        "const [json, done] = arguments;
         const glue = document.querySelector('link[rel=modulepreload]').href;
         import(glue).then((module) => done(module.build(json))).catch((error) => done(`${error}`));",
        &[json!(as_json(world))],
    );
    said.as_str().unwrap_or_else(|| panic!("no text: {said}")).to_owned()
}

/// The first line in which two texts differ.
fn difference(here: &str, there: &str) -> Option<String> {
    if here == there {
        return None;
    }
    let (mut ours, mut theirs) = (here.lines(), there.lines());
    loop {
        match (ours.next(), theirs.next()) {
            (None, None) => return Some("they differ in the ends of lines".to_owned()),
            (a, b) if a == b => {}
            (a, b) => return Some(format!("here:           {a:?}\nin the browser: {b:?}")),
        }
    }
}

fn suite(browser: &Browser) {
    let _server = opened(browser);
    let (base, cases) = read_cases();
    let sound = Case { name: "the base site".to_owned(), ..Case::default() };
    let (mut ran, mut faults, mut with_faults) = (0, Vec::new(), 0);
    for case in cases.iter().chain([&sound]) {
        let here = said_here(&world(&base, &case.files));
        let there = in_the_browser(browser, &world(&base, &case.files));
        faults.extend(difference(&here, &there).map(|found| format!("=== {}\n{found}", case.name)));
        with_faults += usize::from(!there.contains("\n=== index.html\n"));
        ran += 1;
    }
    assert!(faults.is_empty(), "{} of {ran} cases differ:\n{}", faults.len(), faults.join("\n"));
    // As many as the suite has, counted without its reader: the base is the one that is laid under the others.
    let texts = files(&root().join("tests/suite"))
        .into_iter()
        .map(|path| fs::read_to_string(root().join("tests/suite").join(path)).unwrap());
    let written: usize = texts.map(|text| text.lines().filter(|line| line.starts_with("=== ")).count()).sum();
    assert_eq!(ran, written);
    assert!(with_faults > written / 2, "only {with_faults} of {written} have errors");
}

fn golden(browser: &Browser) {
    let _server = opened(browser);
    let folder = root().join("tests/golden/in");
    let read = |path: &String| fs::read(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let world = files(&folder)
        .iter()
        .fold(MemoryWorld::new(jiff::civil::date(2026, 11, 21)), |world, path| world.with(path, read(path)));
    let there = in_the_browser(browser, &world);
    let out = root().join("tests/golden/out");
    let expected = files(&out);
    let copied = files(&folder.join("public")).iter().filter(|path| !path.ends_with(".css")).count();
    assert_eq!(there.matches("\n=== ").count(), expected.len() - copied);
    for path in expected.iter().filter(|path| path.ends_with(".html")) {
        let page = fs::read_to_string(out.join(path)).unwrap();
        let given = there.split(&format!("\n=== {path}\n")).nth(1).unwrap_or_else(|| panic!("{path} is not built"));
        assert!(given.starts_with(&page), "{path}: {:?}", difference(&page, given));
    }
    assert_eq!(difference(&said_here(&world), &there), None);
}

/// Has a page shown, and gives its text.
fn shown(browser: &Browser, address: &str) -> String {
    browser.run(
        "const list = document.getElementById('red_vis');
         list.value = arguments[0];
         list.dispatchEvent(new Event('change', { bubbles: true }));",
        &[json!(address)],
    );
    browser.value("document.getElementById('red_side').srcdoc").as_str().unwrap_or_default().to_owned()
}

fn real_pages(browser: &Browser) {
    let _server = opened(browser);
    let all = pages(&prepared().dist);
    let redirect = |text: &str| text.contains("http-equiv=\"refresh\"");
    // Many pages on one are made of pages, and are none themselves.
    let is_page = |address: &str| address != "/404.html" && !address.ends_with("/samlet/");
    let all: Vec<_> = all.iter().filter(|page| is_page(&page.address) && !redirect(&page.text)).collect();
    // Those with a tool, those with a Word file, and every tenth.
    let chosen = all
        .iter()
        .enumerate()
        .filter(|(at, page)| at % 10 == 0 || page.tool().is_some() || page.text.contains(".docx"));
    let mut looked_at = 0;
    for (_, page) in chosen {
        // The page that is shown already is not loaded again.
        let _other = shown(browser, if page.address == "/" { "/akut/" } else { "/" });
        let given = shown(browser, &page.address);
        assert_eq!(difference(&still(&page.text), &given), None, "{}", page.address);
        looked_at += 1;
    }
    assert!(looked_at >= 10, "only {looked_at} pages");
    assert_eq!(browser.count("#red_vis option"), all.len() + 1, "every published page can be chosen");
}

/// Opens a file of the list.
fn open_file(browser: &Browser, path: &str) {
    browser.run(
        "const list = document.getElementById('red_fil');
         list.value = arguments[0];
         list.dispatchEvent(new Event('change', { bubbles: true }));",
        &[json!(path)],
    );
}

/// Puts the caret at the end of the text, and types there.
fn type_at_end(browser: &Browser, text: &str) {
    browser.run(
        "const field = document.getElementById('red_tekst');
         field.focus();
         field.setSelectionRange(field.value.length, field.value.length);",
        &[],
    );
    browser.type_text(text);
}

fn typed(browser: &Browser) -> String {
    browser.value("document.getElementById('red_tekst').value").as_str().unwrap_or_default().to_owned()
}

/// What the finished page says.
fn finished(browser: &Browser, part: &str) {
    let part = Value::from(part);
    browser.until(&format!("document.getElementById('red_side').contentDocument?.body?.innerText.includes({part})"));
}

fn journey(browser: &Browser) {
    let _server = opened(browser);
    open_file(browser, "content/om/privatliv.md");
    says(browser, "#red_status", "Ingen fejl");
    let before = typed(browser);
    let written = fs::read_to_string(root().join("content/om/privatliv.md")).unwrap();
    assert_eq!(before, written, "what stands in the field is the file");

    type_at_end(browser, "\nÆbler på øen: [her er det](/findes-ikke/).\n");
    says(browser, "#red_status", "1 fejl");
    let line = before.lines().count() + 2;
    let column = "Æbler på øen: [her er det](".chars().count() + 1;
    let fault = browser.text("#red_fejl li:first-child");
    assert!(fault.starts_with(&format!("{line}:{column}: fejl[H001]: siden /findes-ikke/ findes ikke")), "{fault}");
    assert!(fault.contains("Hjælp: "), "{fault}");
    assert!(browser.has("#red_gammel:not([hidden])"), "the page is said to be an old one");
    assert!(browser.text("#red_uhentet").contains("content/om/privatliv.md"));

    // The command says the very same.
    let project = tests::prepare::project_copy();
    fs::write(project.path().join("content/om/privatliv.md"), typed(browser)).unwrap();
    let ran = tests::prepare::site(
        &["check", "--format", "kort", "--dato", &tests::prepare::day().to_string()],
        project.path(),
    );
    let said = ran.stderr.lines().find(|line| line.contains("fejl[H001]")).expect("the command finds it too");
    assert!(said.starts_with(&format!("content/om/privatliv.md:{line}:{column}: fejl[H001]")), "{said}");

    // The fault leads to its place.
    browser.run("document.getElementById('red_tekst').scrollTop = 0", &[]);
    browser.click("#red_fejl li:first-child button");
    browser.until("document.getElementById('red_tekst').scrollTop > 0");
    assert_eq!(browser.focused(), "red_tekst");
    let marked = browser.value(
        "document.getElementById('red_tekst').value.slice(
             document.getElementById('red_tekst').selectionStart, document.getElementById('red_tekst').selectionEnd)",
    );
    assert_eq!(marked, json!("/findes-ikke/"));
    assert_eq!(browser.text("#red_sted"), format!("Linje {line}, tegn {column}"));

    // What is marked is typed over.
    browser.type_text("/akut/");
    says(browser, "#red_status", "Ingen fejl");
    finished(browser, "Æbler på øen: her er det");
    assert!(!browser.has("#red_gammel:not([hidden])"));

    // It is taken home as it was typed, and then nothing is left to lose.
    let text = downloaded(browser, "#red_hent");
    assert_eq!(text, format!("{before}\nÆbler på øen: [her er det](/akut/).\n"));
    assert_eq!(text, typed(browser));
    assert_eq!(browser.text("#red_uhentet"), "");
    let asks = "(() => { const leaving = new Event('beforeunload', { cancelable: true });
                 window.dispatchEvent(leaving); return leaving.defaultPrevented; })()";
    assert_eq!(browser.value(asks), json!(false));
    type_at_end(browser, "x");
    browser.until("document.getElementById('red_uhentet').textContent");
    assert_eq!(browser.value(asks), json!(true));
    browser.press(&[Key::Backspace]);
    browser.until("!document.getElementById('red_uhentet').textContent");
    assert_eq!(browser.value(asks), json!(false));
}

fn new_page(browser: &Browser) {
    let _server = opened(browser);
    select(browser, "red_fil", 0);
    says(browser, "#red_status", "fejl");
    assert_eq!(browser.value("document.getElementById('red_sti').value"), json!("ny-side.md"));
    // A name that can be no address is told by the same words as ever.
    browser.fill("#red_sti", "om/Min Side.md");
    says(browser, "#red_fejl", "fejl[F003]: navnet »Min Side« kan ikke blive en adresse");
    browser.fill("#red_sti", "om/privatliv.md");
    says(browser, "#red_sti_fejl", "Der ligger allerede en fil dér");
    browser.fill("#red_sti", "om/min-side.md");
    assert_eq!(browser.text("#red_sti_fejl"), "");
    let text = typed(browser)
        .replace("titel = \"\"", "titel = \"Min egen side\"")
        .replace("resume = \"\"", "resume = \"Kort fortalt.\"")
        .replace("ansvarlig = \"\"", "ansvarlig = \"Redaktionen\"");
    browser.run(
        "const field = document.getElementById('red_tekst');
         field.value = arguments[0];
         field.dispatchEvent(new Event('input', { bubbles: true }));",
        &[json!(format!("{text}En side for sig selv.\n"))],
    );
    says(browser, "#red_status", "Ingen fejl");
    finished(browser, "En side for sig selv.");
    finished(browser, "Min egen side");
    let name = browser.run_async(
        "const done = arguments[0];
         document.addEventListener('click', (event) => {
             if (event.target.download) { event.preventDefault(); done(event.target.download); }
         });
         const click = HTMLElement.prototype.click;
         HTMLElement.prototype.click = function () { document.body.append(this); click.call(this); this.remove(); };
         document.getElementById('red_hent').dispatchEvent(new Event('click'));",
        &[],
    );
    assert_eq!(name, json!("min-side.md"));
}

fn opened_files(browser: &Browser) {
    let _server = opened(browser);
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| {
        fs::write(folder.path().join(name), bytes).unwrap();
        folder.path().join(name)
    };
    // Lines of Windows become plain ones, and the place is that of the file with the same name.
    let real = fs::read_to_string(root().join("content/om/privatliv.md")).unwrap();
    let windows = format!("\u{feff}{}", real.replace('\n', "\r\n"));
    browser.choose_files("#red_aabn", &[put("privatliv.md", windows.as_bytes())]);
    browser.until("document.getElementById('red_sti').value === 'om/privatliv.md'");
    assert_eq!(typed(browser), real);
    says(browser, "#red_status", "Ingen fejl");
    assert_eq!(browser.text("#red_uhentet"), "", "it lies on the editor's machine");

    // What is no text is told, and loses nothing that was typed elsewhere.
    type_at_end(browser, "Mere.\n");
    browser.until("document.getElementById('red_uhentet').textContent");
    browser.choose_files("#red_aabn", &[put("gammel.md", b"+++\ntitel = \"P\xe6re\"\n")]);
    says(browser, "#red_fejl", "fejl[F002]");
    open_file(browser, "content/om/privatliv.md");
    assert_eq!(typed(browser), format!("{real}Mere.\n"));

    // Files can be dropped anywhere, registers too.
    browser.run(
        "const files = new DataTransfer();
         files.items.add(new File([arguments[0]], 'tal.toml'));
         document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));",
        &[json!("forkert")],
    );
    browser.until("document.getElementById('red_sti').value === 'data/tal.toml'");
    says(browser, "#red_fejl", "fejl[M003]");
}

fn draft(browser: &Browser) {
    let _server = opened(browser);
    open_file(browser, "content/om/privatliv.md");
    let text = typed(browser).replacen("+++\n", "+++\nkladde = true\n", 1);
    select(browser, "red_fil", 0);
    let text = text.replacen("titel = \"", "titel = \"Kladde: ", 1);
    browser.run(
        "const field = document.getElementById('red_tekst');
         field.value = arguments[0];
         field.dispatchEvent(new Event('input', { bubbles: true }));",
        &[json!(text)],
    );
    finished(browser, "Kladde: ");
}

fn links(browser: &Browser) {
    let server = opened(browser);
    finished(browser, "Til toppen");
    let inside = "document.getElementById('red_side').contentDocument";
    browser.run(&format!("{inside}.querySelector('a[href=\"/akut/\"]').click()"), &[]);
    browser.until("document.getElementById('red_vis').value === '/akut/'");
    // Neither an anchor nor another site leads the frame away.
    browser.run(&format!("{inside}.querySelector('a.skip').click()"), &[]);
    assert_eq!(browser.value(&format!("{inside}.location.href")), json!("about:srcdoc"));
    assert_eq!(browser.value("location.href"), json!(format!("{}{PAGE}", server.address)));
    // What stands in the frame has the site's own look, and runs nothing.
    browser.until(&format!("{inside}.styleSheets.length === 1 && {inside}.styleSheets[0].cssRules.length > 50"));
    browser.click("label[for=red_bred]");
    assert_eq!(browser.value("document.getElementById('red_side').clientWidth"), json!(1280));
    browser.click("label[for=red_smal]");
    assert_eq!(browser.value("document.getElementById('red_side').clientWidth"), json!(390));
}

fn keyboard(browser: &Browser) {
    let _server = opened(browser);
    for id in ["red_fil", "red_aabn", "red_sti", "red_tekst", "red_hent", "red_soeg", "red_vis", "red_smal"] {
        tab_to(browser, id);
    }
}

fn search(browser: &Browser) {
    let _server = opened(browser);
    open_file(browser, "content/om/privatliv.md");
    type_at_end(browser, "\nHer står Zebraæblet midt i teksten.\n");
    let line = typed(browser).lines().count();
    open_file(browser, "content/index.md");
    browser.fill("#red_soeg", "zebraÆB");
    says(browser, "#red_fundet", "1 linje");
    assert_eq!(browser.text("#red_fund button"), format!("om/privatliv.md:{line}"));
    assert_eq!(browser.text("#red_fund p"), "Her står Zebraæblet midt i teksten.");
    browser.click("#red_fund button");
    assert_eq!(browser.value("document.getElementById('red_sti').value"), json!("om/privatliv.md"));
    assert_eq!(browser.focused(), "red_tekst");
    let marked = browser.value(
        "document.getElementById('red_tekst').value.slice(
             document.getElementById('red_tekst').selectionStart, document.getElementById('red_tekst').selectionEnd)",
    );
    assert_eq!(marked, json!("Zebraæb"));
    browser.fill("#red_soeg", "barn");
    says(browser, "#red_fundet", "De første 50 linjer");
    browser.fill("#red_soeg", "q zq zq");
    says(browser, "#red_fundet", "Ordene står ingen steder.");
    assert_eq!(browser.count("#red_fund li"), 0);
}

/// What the page says of its dictionary.
const DICTIONARY: &str = "#red_ordbog";

fn misspelt(browser: &Browser) {
    let _server = opened(browser);
    open_file(browser, "content/om/privatliv.md");
    says(browser, DICTIONARY, "Stavningen er set efter.");
    says(browser, "#red_status", "Ingen fejl");
    assert_eq!(browser.count("#red_fejl li"), 0, "nothing is misspelt");
    let before = typed(browser);
    type_at_end(browser, "\nÆbler i en underetning er desvære blå.\n");
    says(browser, "#red_status", "2 advarsler");

    // The command says the very same, with the dictionary as it lies in the project.
    let project = tests::prepare::project_copy();
    fs::create_dir_all(project.path().join("site/dictionary")).unwrap();
    for file in site::discover::DICTIONARY {
        fs::copy(root().join("site").join(file), project.path().join("site").join(file)).unwrap();
    }
    fs::write(project.path().join("content/om/privatliv.md"), typed(browser)).unwrap();
    let day = tests::prepare::day().to_string();
    let ran = tests::prepare::site(&["check", "--format", "kort", "--dato", &day], project.path());
    let said: Vec<_> = ran
        .stderr
        .lines()
        .filter_map(|line| line.strip_prefix("content/om/privatliv.md:"))
        .filter(|line| line.contains("advarsel[T031]"))
        .map(str::to_owned)
        .collect();
    let line = before.lines().count() + 2;
    assert_eq!(said.len(), 2, "{}", ran.stderr);
    assert!(said[0].starts_with(&format!("{line}:12: advarsel[T031]: stavefejl: »underetning«")), "{said:?}");
    let shown = browser.value(
        "[...document.querySelectorAll('#red_fejl li')].map((one) => one.querySelector('button').textContent + ' (hjælp: '
             + [...one.querySelectorAll('p')].map((hint) => hint.textContent.replace('Hjælp: ', '')).join('; ') + ')')",
    );
    assert_eq!(shown, json!(said));
    assert!(browser.text("#red_fejl").contains("mente du »underretning«?"), "{}", browser.text("#red_fejl"));
}

fn no_dictionary(browser: &Browser) {
    let copy = tempfile::tempdir().unwrap();
    for path in files(&with_preview().dist).iter().filter(|path| !path.starts_with("assets/ordbog-ord")) {
        let to = copy.path().join(path);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(with_preview().dist.join(path), to).unwrap();
    }
    let server = served(copy.path());
    browser.goto(&format!("{}{PAGE}", server.address));
    says(browser, DICTIONARY, "Ordbogen kunne ikke hentes, så stavningen bliver ikke set efter.");
    open_file(browser, "content/om/privatliv.md");
    type_at_end(browser, "\nunderetning [x](/findes-ikke/)\n");
    says(browser, "#red_status", "1 fejl");
    assert!(!browser.text("#red_fejl").contains("T031"));
}

/// Each case of the suite with a dictionary, as the page comes by it: first all but the dictionary, with a memory; then that.
fn dictionary_later() {
    let (base, cases) = read_cases();
    let (mut ran, mut warned) = (0, 0);
    for case in &cases {
        let all = world(&base, &case.files);
        if !all.files().iter().any(|path| path == site::discover::DICTIONARY[1]) {
            continue;
        }
        let mut files = Files::read(&as_json(&all)).unwrap();
        let mut memory = site::check::memory::Memory::default();
        for path in site::discover::DICTIONARY {
            files.remove(path);
        }
        let before = preview::preview(&files, "/", &mut memory).built;
        assert!(before.diagnostics.iter().all(|d| d.code.id() != "T031"), "{}", case.name);
        for path in site::discover::DICTIONARY {
            if all.files().iter().any(|there| there == path) {
                files.put(path, Content::Whole(all.read(path).unwrap()));
            }
        }
        site::check::spelling::prepare(&files, &mut memory);
        let after = preview::preview(&files, "/", &mut memory).built;
        assert_eq!(difference(&told(&site::check(&all)), &told(&after)), None, "{}", case.name);
        warned += usize::from(after.diagnostics.iter().any(|d| d.code.id() == "T031"));
        ran += 1;
    }
    assert!(ran >= 2 && warned == ran, "{warned} of {ran}");
}

fn accessible(browser: &Browser) {
    let server = opened(browser);
    let _loading = browser.requests();
    open_file(browser, "content/om/privatliv.md");
    type_at_end(browser, "\n[her](/findes-ikke/)\n");
    says(browser, "#red_status", "fejl");
    let mut faults = audit::axe(browser);
    faults.extend(audit::sideways(browser));
    faults.extend(audit::complaints(browser));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!(browser.value("document.getElementById('red_status').getAttribute('role')"), json!("status"));
    let own = format!("{}/assets/", server.address);
    let sent: Vec<_> =
        browser.requests().into_iter().filter(|url| !url.starts_with(&own) && url != "about:srcdoc").collect();
    assert_eq!(sent, Vec::<String>::new(), "only files of the page itself are asked for");
    let kept = browser.value("localStorage.length + sessionStorage.length + document.cookie.length");
    assert_eq!(kept, json!(0));
}

fn published() {
    let (plain, with) = (&prepared().dist, &with_preview().dist);
    let ours = files(plain);
    assert!(ours.iter().all(|path| !path.contains("redaktoer") && !path.contains("ordbog-")), "{ours:?}");
    for path in &ours {
        assert!(
            fs::read(plain.join(path)).unwrap() == fs::read(with.join(path)).unwrap(),
            "{path} differs in a preview"
        );
    }
    let more: Vec<_> = files(with).into_iter().filter(|path| !ours.contains(path)).collect();
    assert_eq!(more.len(), 9, "page, content, style, WebAssembly, glue, start, three of the dictionary: {more:?}");
    let page = fs::read_to_string(with.join("redaktoer/index.html")).unwrap();
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(!fs::read_to_string(with.join("sitemap.xml")).unwrap().contains("redaktoer"));
    assert!(page.contains(site::headers::CSP_META), "as strict as any other page");
}
