//! What is held of every tool alike, whatever it reckons: its buttons and files, that nothing leaves its page, that it refuses other
//! files and loses nothing by them, that it asks before it clears, what is there without scripts and on paper, and axe.
//!
//! Contract: a journey says where its tool is, how it is filled in and where its answer stands; the rest is asked here, so that a
//! new tool is held to all of it by naming it. Tools that do not stand on the common frame of the product (`ui::frame`) say beside that
//! where they open files and refuse them.

use crate::audit;
use crate::browser::Browser;
use crate::calculator_page::{downloaded, opened_at, says, served};
use crate::closely;
use crate::kept;
use crate::keyboard::tab_to;
use crate::prepare::prepared;
use std::fs;

/// The button that gives the file that can be opened again.
const SAVE: &str = "Gem som fil";

/// The most buttons that let something out.
const MOST_BUTTONS: usize = 6;

/// A tool in its place.
#[derive(Debug, Clone, Copy)]
pub struct Tool {
    /// The address of its page.
    pub address: &'static str,
    /// Its name, which its files bear too.
    pub name: &'static str,
    /// Where what it comes to stands.
    pub answer: &'static str,
}

/// The button of the outputs with these words, as a selector.
///
/// # Panics
/// Where there is none.
#[must_use]
pub fn button(browser: &Browser, words: &str) -> String {
    let css = |at| format!(".outputs .button-row .button:nth-child({at})");
    let mut all = (1..=MOST_BUTTONS).map(css).take_while(|css| browser.has(css));
    all.find(|css| browser.text(css) == words).unwrap_or_else(|| panic!("no button »{words}«"))
}

/// The text of the file that a button of the outputs gives.
#[must_use]
pub fn file_of(browser: &Browser, words: &str) -> String {
    downloaded(browser, &button(browser, words))
}

/// Opens a file of this text in a tool.
///
/// # Panics
/// Where it cannot be written.
pub fn open_file(browser: &Browser, text: &str) {
    choose_file(browser, "#aabn-fil", text);
}

/// The same through a field of its own.
///
/// # Panics
/// Where it cannot be written.
pub fn choose_file(browser: &Browser, field: &str, text: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("gemt.json");
    fs::write(&path, text).expect("a file");
    browser.choose_files(field, &[path]);
    browser.until("document.querySelector('.outputs [role=status]').innerText !== ''");
}

impl Tool {
    /// The text of the file that can be opened again; it is as its schema says.
    #[must_use]
    pub fn saved(&self, browser: &Browser) -> String {
        let text = file_of(browser, SAVE);
        kept::hold(self.name, &text);
        text
    }

    /// Fills the tool in, and saves that: nothing is sent or stored by it ([`Tool::leaves_nothing`]), and on paper nothing is left of
    /// what is pressed ([`Tool::prints_without_buttons`]).
    ///
    /// # Panics
    /// Where any of it is not so.
    pub fn sends_and_stores_nothing(&self, browser: &Browser, fill: impl FnOnce(&Browser)) {
        self.leaves_nothing(browser, |browser| {
            fill(browser);
            _ = self.saved(browser);
        });
        self.prints_without_buttons(browser);
        may_leave(browser);
    }

    /// Uses the tool: what came to the page is of its own server and of no other tool, nothing is asked for after that but the tool's second
    /// module where it has one, nothing is stored, the address stays, and no field is for a child.
    ///
    /// # Panics
    /// Where any of it is not so.
    pub fn leaves_nothing(&self, browser: &Browser, used: impl FnOnce(&Browser)) {
        let server = opened_at(browser, self.address, self.name);
        browser.until("document.readyState === 'complete'");
        let loaded = browser.requests();
        assert!(loaded.iter().any(|request| request.ends_with(".wasm")), "the requests are seen at all: {loaded:?}");
        let others: Vec<_> = site::tools::ALL.iter().map(|tool| tool.name).filter(|name| *name != self.name).collect();
        for request in loaded {
            assert!(request.starts_with(&server.address), "a request to elsewhere: {request}");
            let file = request.rsplit_once("/assets/").map_or("", |(_, file)| file);
            let is_of = |other: &&&str| is_module(file, other);
            assert_eq!(others.iter().find(is_of), None, "the file of another tool: {request}");
        }
        used(browser);
        let tool = site::tools::ALL.iter().find(|tool| tool.name == self.name).expect("a tool of the site");
        let may = |request: &String| {
            let later = tool.later.is_some_and(|later| {
                request.strip_prefix(&format!("{}/assets/", server.address)).is_some_and(|file| is_module(file, later))
            });
            later || request.starts_with("blob:")
        };
        let sent: Vec<_> = browser.requests().into_iter().filter(|request| !may(request)).collect();
        assert_eq!(sent, Vec::<String>::new(), "requests in use");
        assert_eq!(browser.value("location.origin + location.pathname"), format!("{}{}", server.address, self.address));
        assert_eq!(browser.value("location.search"), "", "nothing typed is in the address");
        let kept = browser.run_async(
            "const done = arguments[0];
             Promise.all([indexedDB.databases(), caches.keys(), navigator.serviceWorker.getRegistrations()]).then(
                 (found) => done(document.cookie + [localStorage, sessionStorage, ...found].map((one) => one.length).join()),
                 (error) => done(String(error)));",
            &[],
        );
        assert_eq!(kept, "0,0,0,0,0", "cookies, two stores, databases, caches, workers");
        let names = browser
            .value("[...document.querySelectorAll('label')].map((one) => one.innerText.toLowerCase()).join(' ')");
        let names = names.as_str().unwrap_or_default();
        assert!(!names.contains("navn") && !names.contains("cpr"), "a field for a child: {names}");
        may_leave(browser);
    }

    /// On paper there is something, and nothing that is pressed or typed in.
    ///
    /// # Panics
    /// Where it is not so.
    pub fn prints_without_buttons(&self, browser: &Browser) {
        browser.paper();
        let seen = browser.value(
            "[...document.querySelectorAll('main :is(button, input, select, textarea)')].filter((one) => one.checkVisibility({ visibilityProperty: true })).map((one) => one.id || one.innerText).join()",
        );
        assert_eq!(seen, "", "{}: what is pressed or typed in is printed", self.name);
        assert!(!browser.text("main").trim().is_empty(), "{}: the paper is empty", self.name);
        browser.screen(1280, "light");
    }

    /// What is no file of the tool is refused with a reason, and what was filled in stays.
    ///
    /// # Panics
    /// Where it is not so.
    pub fn refuses_other_files(&self, browser: &Browser) {
        self.refuses_files(browser, "#aabn-fil", ".outputs");
    }

    /// The same where files are opened in a field of the tool's own, and refused in a place of its own.
    ///
    /// # Panics
    /// Where it is not so.
    pub fn refuses_files(&self, browser: &Browser, field: &str, place: &str) {
        let before = self.answer(browser);
        assert!(!before.is_empty(), "something is filled in");
        let other = if self.name == "frister" { "opfoelgning" } else { "frister" };
        let file = |tool: &str, version: &str| {
            format!("{{\"boernehusguiden\":\"{tool}\",\"version\":\"{version}\",\"felter\":{{}}}}")
        };
        for (name, text, said) in [
            ("fremmed", "ikke json".to_owned(), "ikke gemt her"),
            ("tom", " ".to_owned(), "tom"),
            ("halv", file(self.name, "1")[..50].to_owned(), "ikke hel"),
            ("anden", file(other, "1"), "et andet værktøj"),
            ("nyere", file(self.name, "2"), "nyere udgave"),
        ] {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join(format!("{name}.json"));
            fs::write(&path, text).expect("a file");
            browser.choose_files(field, &[path]);
            says(browser, place, said);
            assert_eq!(self.answer(browser), before, "nothing is lost: {said}");
        }
    }

    /// The text of the answer, shown or printed.
    fn answer(&self, browser: &Browser) -> String {
        let text = browser.value(&format!("document.querySelector('{}')?.textContent ?? ''", self.answer));
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Without scripts the page has these words, and shows nothing that cannot work.
    ///
    /// # Panics
    /// Where it is not so.
    pub fn is_whole_without_scripts(&self, browser: &Browser, parts: &[&str]) {
        let server = served(&prepared().dist);
        browser.scripts(false);
        browser.goto(&format!("{}{}", server.address, self.address));
        let text = browser.text("main");
        for part in ["Slå JavaScript til"].iter().chain(parts) {
            assert!(text.to_lowercase().contains(&part.to_lowercase()), "{part}: {text}");
        }
        let dead = format!("#{0} :is(input, select, textarea, button)", self.name);
        assert_eq!(browser.count(&dead), 0, "what cannot work is not shown");
        browser.scripts(true);
    }
}

/// Whether a file of the site's assets is of a module: the name is followed by the hash of what is in it.
fn is_module(file: &str, module: &str) -> bool {
    let file = file.strip_prefix("start-").unwrap_or(file);
    file.strip_prefix(module).and_then(|rest| rest.strip_prefix('-')).is_some_and(|rest| !rest.contains('-'))
}

/// Clears with the keyboard alone: the tool asks first.
pub fn clear_by_keyboard(browser: &Browser) {
    tab_to(browser, "ryd-alt");
    browser.type_text(" ");
    browser.until("document.activeElement.id === 'ryd-alt-ja'");
    browser.type_text(" ");
}

/// The faults of the page as it is, with a file refused and the question before clearing open.
///
/// # Panics
/// Where the tool does not refuse the file or does not ask.
#[must_use]
pub fn faults(browser: &Browser) -> Vec<String> {
    open_file(browser, "ikke json");
    browser.click("#ryd-alt");
    browser.until("document.getElementById('ryd-alt-ja')");
    looked_at("with the question before clearing", browser)
}

/// The faults of the page as it is shown now: what axe finds in light, dark and on 320 px, what it does not look at (air, targets,
/// focus, movement) at three widths, sideways scrolling, complaints. Every state of a tool is held to this; `state` says which it is.
#[must_use]
pub fn looked_at(state: &str, browser: &Browser) -> Vec<String> {
    let mut faults = audit::axe(browser);
    faults.extend(closely::at_all_sizes(browser));
    faults.extend(audit::sideways(browser));
    faults.extend(audit::complaints(browser));
    browser.screen(1280, "light");
    may_leave(browser);
    faults.into_iter().map(|fault| format!("{state}: {fault}")).collect()
}

/// Lets the next page come without the browser asking.
fn may_leave(browser: &Browser) {
    browser.run("window.onbeforeunload = null", &[]);
}
