//! What is held of every smaller tool alike, whatever it reckons: its buttons and files, that nothing leaves its page, that it
//! refuses other files and loses nothing by them, that it asks before it clears, what is there without scripts, and axe.
//!
//! Contract: a journey says where its tool is, how it is filled in and where its answer stands; the rest is asked here, so that a
//! new tool is held to all of it by naming it.

use crate::audit;
use crate::browser::Browser;
use crate::calculator_page::{downloaded, opened_at, says, served};
use crate::keyboard::tab_to;
use crate::prepare::prepared;
use std::fs;

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
    /// Fills the tool in, and saves that: what came to the page is of its own server, nothing is asked for and nothing stored
    /// after that, the address stays, and no field is for a child.
    ///
    /// # Panics
    /// Where any of it is not so.
    pub fn sends_and_stores_nothing(&self, browser: &Browser, fill: impl FnOnce(&Browser)) {
        let server = opened_at(browser, self.address, self.name);
        browser.until("document.readyState === 'complete'");
        let loaded = browser.requests();
        assert!(!loaded.is_empty(), "the requests are seen at all");
        for request in loaded {
            assert!(request.starts_with(&server.address), "a request to elsewhere: {request}");
        }
        fill(browser);
        _ = file_of(browser, "Gem som fil");
        let sent = browser.requests().into_iter().filter(|request| !request.starts_with("blob:"));
        assert_eq!(sent.collect::<Vec<_>>(), Vec::<String>::new(), "requests in use");
        assert_eq!(browser.value("location.origin + location.pathname"), format!("{}{}", server.address, self.address));
        assert_eq!(browser.value("location.search"), "", "nothing typed is in the address");
        assert_eq!(browser.value("document.cookie + localStorage.length + sessionStorage.length"), "00");
        let names = browser
            .value("[...document.querySelectorAll('label')].map((one) => one.innerText.toLowerCase()).join(' ')");
        let names = names.as_str().unwrap_or_default();
        assert!(!names.contains("navn") && !names.contains("cpr"), "a field for a child: {names}");
        may_leave(browser);
    }

    /// What is no file of the tool is refused with a reason, and what was filled in stays.
    ///
    /// # Panics
    /// Where it is not so.
    pub fn refuses_other_files(&self, browser: &Browser) {
        let before = self.answer(browser);
        assert!(!before.is_empty(), "something is filled in");
        let other = if self.name == "frister" { "opfoelgning" } else { "frister" };
        for (text, said) in [
            ("ikke json".to_owned(), "ikke gemt her"),
            (format!("{{\"boernehusguiden\":\"{other}\",\"version\":\"1\",\"felter\":{{}}}}"), "et andet værktøj"),
            (format!("{{\"boernehusguiden\":\"{}\",\"version\":\"2\",\"felter\":{{}}}}", self.name), "nyere udgave"),
        ] {
            open_file(browser, &text);
            says(browser, ".outputs", said);
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

/// Clears with the keyboard alone: the tool asks first.
pub fn clear_by_keyboard(browser: &Browser) {
    tab_to(browser, "ryd-alt");
    browser.type_text(" ");
    browser.until("document.activeElement.id === 'ryd-alt-ja'");
    browser.type_text(" ");
}

/// The faults of the page as it is, with the question before clearing open.
#[must_use]
pub fn faults(browser: &Browser) -> Vec<String> {
    browser.click("#ryd-alt");
    browser.until("document.getElementById('ryd-alt-ja')");
    let mut faults = audit::axe(browser);
    faults.extend(audit::sideways(browser));
    faults.extend(audit::complaints(browser));
    may_leave(browser);
    faults
}

/// Lets the next page come without the browser asking.
fn may_leave(browser: &Browser) {
    browser.run("window.onbeforeunload = null", &[]);
}
