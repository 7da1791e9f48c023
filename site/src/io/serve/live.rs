//! The site as `serve` shows it, and the open pages that wait for the next build.
//!
//! Contract: what is shown is in memory, so that nobody's disk can make a mix of two builds. An open page asks for what is newer
//! than it has seen, and the answer waits until there is something: the page itself has changed, another has, or there is
//! something wrong with the content, while the last good site is shown. Nothing of this is ever in `dist/`: the script is put
//! into pages on the way out. A hidden tab does not ask: browsers allow few open requests to one server.
//!
//! A build that has found no error is shown in two steps. The pages that are open come first ([`Live::announce`]); what else is
//! asked for waits until all is there ([`Live::show`]).

use super::answer::{self, Found, HTML, Shelf, Site};
use super::overlay::Report;
use super::response::{Answer, PLAIN};
use crate::output::Output;
use crate::render::offline;
use crate::tools::EDITOR;
use maud::html;
use std::collections::BTreeMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher as _;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use xxhash_rust::xxh3::Xxh3;

/// How long a question waits for an answer. Browsers and proxies give up after a minute or more.
const PATIENCE: Duration = Duration::from_secs(25);

/// How many questions wait at once, each in a thread of its own. Past that a page is told to ask again in a second.
const MOST_WAITING: usize = 64;

/// How many changed pages a mark names.
const MOST_NAMED: usize = 3;

/// How long the rest of a site waits for an open page to have taken up the new one: two frames and more. The browser needs the
/// processor for that, and so does the rest of the site.
const CATCHING_UP: Duration = Duration::from_millis(60);

const SCRIPT_PATH: &str = "/_live.js";
const STYLE_PATH: &str = "/_live.css";
const POLL_PATH: &str = "/_live";

/// What is shown, and who waits.
#[derive(Debug)]
pub struct Live {
    /// Tells this run of the program from an earlier one, whose pages may still be open.
    run: u64,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    shown: Arc<Shown>,
    /// The next version, as far as it is made.
    early: Option<Arc<Shown>>,
    /// The paths of the pages that wait, with how many wait for each.
    waiting: BTreeMap<String, usize>,
    /// The newest version that an open page has taken up.
    taken_up: u64,
}

/// Whether a path is that of a file of this name, in any folder.
fn is_file(path: &str, name: &str) -> bool {
    path.rsplit_once('/').is_some_and(|(_, file)| file == name)
}

/// One version.
#[derive(Debug, Default)]
struct Shown {
    version: u64,
    base: String,
    /// The last good site; `None` before the first.
    site: Option<Arc<Output>>,
    /// What the last build had to say.
    report: Report,
    /// The addresses of the pages that are not what they were one version before.
    pages: Vec<String>,
}

/// A page's question.
#[derive(Debug, Default, PartialEq, Eq)]
struct Poll<'u> {
    /// The version that it has seen, of this run.
    seen: Option<u64>,
    /// The fingerprint of what it shows.
    has: &'u str,
    /// Its path.
    path: &'u str,
}

impl Default for Live {
    fn default() -> Self {
        // A hasher with random keys is the standard library's only source of a number that differs from run to run.
        let run = RandomState::new().hash_one(0);
        Self { run, state: Mutex::default(), changed: Condvar::new() }
    }
}

impl Live {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The paths of the pages that are open in a browser now.
    #[must_use]
    pub fn open_pages(&self) -> Vec<String> {
        self.lock().waiting.keys().cloned().collect()
    }

    /// Shows the open pages of a site whose other pages are still being made: `first` has them, and all that they load. Where
    /// any of them has changed, this waits a moment for the browser.
    pub fn announce(&self, first: Output, base: &str, report: Report) {
        let mut state = self.lock();
        let version = state.shown.version + 1;
        let early = Shown { version, base: base.to_owned(), site: Some(Arc::new(first)), report, pages: Vec::new() };
        let before = state.shown.clone();
        let changed = |path: &String| early.has(path) && early.fingerprint(path) != before.fingerprint(path);
        let anybody_waits = state.waiting.keys().any(changed);
        state.early = Some(Arc::new(early));
        self.changed.notify_all();
        if anybody_waits {
            let _late = self.changed.wait_timeout_while(state, CATCHING_UP, |state| state.taken_up < version);
        }
    }

    /// Shows a whole site; gives the addresses of the pages that have changed.
    pub fn show(&self, site: Output, base: &str, report: Report) -> Vec<String> {
        // Only this thread changes what is shown; comparing may take a while, and nobody has to wait for it.
        let before = self.lock().shown.clone();
        let pages = before.site.as_ref().map(|old| changed_pages(old, &site)).unwrap_or_default();
        let base = base.to_owned();
        self.put(Shown { version: before.version + 1, base, site: Some(Arc::new(site)), report, pages: pages.clone() });
        pages
    }

    /// Goes on showing the last good site, and over it what is wrong; where there is none, `published` is shown in its place.
    pub fn fail(&self, report: Report, published: impl FnOnce() -> Option<(Output, String)>) {
        let before = self.lock().shown.clone();
        let version = before.version + 1;
        let (site, base) = match (&before.site, before.base.clone()) {
            (Some(site), base) => (Some(site.clone()), base),
            (None, base) => published().map_or((None, base), |(site, base)| (Some(Arc::new(site)), base)),
        };
        self.put(Shown { version, base, site, report, pages: Vec::new() });
    }

    fn put(&self, shown: Shown) {
        let mut state = self.lock();
        state.early = None;
        let old = std::mem::replace(&mut state.shown, Arc::new(shown));
        drop(state);
        self.changed.notify_all();
        // A large site takes a while to forget.
        drop(old);
    }

    /// Answers a GET of `url`, other than a question.
    pub(super) fn answer(&self, url: &str) -> Answer {
        let path = url.split('?').next().unwrap_or_default();
        match path {
            SCRIPT_PATH => Answer::text(200, "text/javascript; charset=utf-8", include_str!("live.js").to_owned()),
            STYLE_PATH => Answer::text(200, "text/css; charset=utf-8", include_str!("live.css").to_owned()),
            // Pages are not what was built, and change at each save: nobody is to keep them.
            _ if is_file(path, offline::WORKER) => {
                Answer::text(200, "text/javascript; charset=utf-8", offline::GONE.to_owned())
            }
            _ if is_file(path, offline::SIZES) => Answer::text(404, PLAIN, "Findes ikke\n".to_owned()),
            _ => {
                let shown = self.newest(path);
                let mut answer = match shown.site() {
                    Some(site) => answer::answer(&site, url),
                    None => not_built_yet(),
                };
                if answer.headers.iter().any(|(name, value)| name == "Content-Type" && value == HTML) {
                    answer.body = with_script(answer.body, &shown.fingerprint(path));
                }
                answer
            }
        }
    }

    /// The version that a path is answered from: the next one where that has it, else the next one when it is whole.
    fn newest(&self, path: &str) -> Arc<Shown> {
        let state = self.lock();
        match &state.early {
            Some(early) if early.has(path) => early.clone(),
            _ => {
                let whole = self.changed.wait_timeout_while(state, PATIENCE, |state| state.early.is_some());
                whole.unwrap_or_else(PoisonError::into_inner).0.shown.clone()
            }
        }
    }

    /// Answers a page's question, at once where there is something newer than it has seen, else when there is, or time is up.
    pub(super) fn wait(&self, url: &str) -> Answer {
        self.wait_for(url, PATIENCE)
    }

    fn wait_for(&self, url: &str, patience: Duration) -> Answer {
        let poll = self.poll(url);
        let until = Instant::now() + patience;
        let mut state = self.lock();
        if state.waiting.values().sum::<usize>() >= MOST_WAITING {
            return Answer::text(503, PLAIN, "For mange sider venter\n".to_owned());
        }
        *state.waiting.entry(poll.path.to_owned()).or_default() += 1;
        if let Some(seen) = poll.seen.filter(|seen| *seen > state.taken_up) {
            state.taken_up = seen;
            self.changed.notify_all();
        }
        let (shown, named) = loop {
            if poll.seen.is_none_or(|seen| seen < state.shown.version) {
                break (state.shown.clone(), poll.seen.is_some());
            }
            // The fingerprint is worked out while others go on.
            if let Some(early) = state.early.clone().filter(|early| poll.seen.is_none_or(|seen| seen < early.version)) {
                drop(state);
                let changed = early.has(poll.path) && early.fingerprint(poll.path) != poll.has;
                state = self.lock();
                if changed {
                    break (early, false);
                }
                if state.shown.version >= early.version {
                    continue;
                }
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break (state.shown.clone(), false);
            }
            state = self.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        };
        if let Some(count) = state.waiting.get_mut(poll.path) {
            *count -= 1;
            if *count == 0 {
                state.waiting.remove(poll.path);
            }
        }
        drop(state);
        self.told(&shown, &poll, named)
    }

    /// What a page is told: the version, the fingerprint that it should have, and what is laid over it.
    fn told(&self, shown: &Shown, poll: &Poll<'_>, named: bool) -> Answer {
        let missing = !matches!(shown.found(poll.path), Some(Found::File { asked_for: true, .. }));
        let looks_at_it = shown.pages.iter().any(|page| shown.at(page) == poll.path);
        // What is gone cannot be linked to.
        let others: Vec<_> = shown.pages.iter().filter(|page| shown.has(&shown.at(page))).collect();
        let told = html! {
            div data-v=(format!("{:x}-{}", self.run, shown.version)) data-side=(shown.fingerprint(poll.path)) {
                @if let Some(cover) = shown.report.cover() { div data-fejl { (cover) } }
                div data-maerker {
                    // Whoever looks at what has changed needs no word of the rest.
                    @if (missing || named && !looks_at_it) && !others.is_empty() {
                        p role="status" {
                            "Ændret: "
                            @for (at, page) in others.iter().take(MOST_NAMED).enumerate() {
                                @if at > 0 { ", " }
                                a href=(shown.at(page)) { (page) }
                            }
                            @if others.len() > MOST_NAMED { " og " (others.len() - MOST_NAMED) " til" }
                        }
                    }
                    (shown.report.marks())
                }
            }
        };
        Answer::text(200, HTML, told.into_string())
    }

    fn poll<'u>(&self, url: &'u str) -> Poll<'u> {
        let query = url.split_once('?').map_or("", |(_, query)| query);
        // The path comes last, and may have anything in it.
        let (query, path) = query.split_once("side=").unwrap_or((query, ""));
        let value = |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)).unwrap_or_default();
        let seen = value("v=").split_once('-').filter(|(run, _)| *run == format!("{:x}", self.run));
        Poll { seen: seen.and_then(|(_, version)| version.parse().ok()), has: value("har="), path }
    }
}

impl Shown {
    fn site(&self) -> Option<Site<'_>> {
        Some(Site { shelf: Shelf::Memory(self.site.as_ref()?), base: &self.base })
    }

    fn found(&self, path: &str) -> Option<Found> {
        Some(answer::find(&self.site()?, path))
    }

    fn has(&self, path: &str) -> bool {
        matches!(self.found(path), Some(Found::File { asked_for: true, .. }))
    }

    /// Where a page is asked for.
    fn at(&self, page: &str) -> String {
        format!("{}{page}", self.base)
    }

    /// What tells one state of a page from another: its bytes, and those of the pictures in it.
    fn fingerprint(&self, path: &str) -> String {
        let (Some(Found::File { path: file, asked_for }), Some(site)) = (self.found(path), &self.site) else {
            return "ingen".to_owned();
        };
        let bytes = site.get(&file).unwrap_or_default();
        let mut hash = Xxh3::new();
        hash.update(&[u8::from(asked_for)]);
        hash.update(bytes);
        let text = String::from_utf8_lossy(bytes);
        let mut rest = text.as_ref();
        while let Some((_, after)) = rest.split_once(" src=\"") {
            let (address, behind) = after.split_once('"').unwrap_or((after, ""));
            rest = behind;
            let picture = address.strip_prefix(&self.base).and_then(|path| path.strip_prefix('/'));
            hash.update(picture.and_then(|path| site.get(path)).unwrap_or_default());
        }
        format!("{:016x}", hash.digest())
    }
}

/// The addresses of pages that are new, gone or different. The editors' preview is none: it carries all the content, and so is
/// another with each build.
fn changed_pages(old: &Output, new: &Output) -> Vec<String> {
    let gone = old.iter().filter(|(path, _)| new.get(path).is_none());
    let all = new.iter().filter(|(path, bytes)| old.get(path) != Some(bytes)).chain(gone);
    let preview = format!("{}/", EDITOR.name);
    let pages = all.filter_map(|(path, _)| path.strip_suffix("index.html")).filter(|folder| *folder != preview);
    // Nor are whole sections, which are made of the others.
    let pages = pages.filter(|folder| !folder.ends_with("samlet/"));
    pages.map(|folder| format!("/{folder}")).collect()
}

/// Before the first site has been built without errors there is nothing else to show.
fn not_built_yet() -> Answer {
    let page = "<!doctype html><html lang=\"da\"><meta charset=\"utf-8\"><title>Ikke bygget endnu</title>\
                <body><p>Siden er ikke bygget endnu. Se terminalen.</p></body></html>";
    Answer::text(503, HTML, page.to_owned())
}

/// The page with the script in it, before the end of its body.
fn with_script(page: Vec<u8>, fingerprint: &str) -> Vec<u8> {
    let script = format!("<script src=\"{SCRIPT_PATH}?side={fingerprint}\" defer></script>");
    let end = b"</body>";
    let at = page.windows(end.len()).rposition(|window| window.eq_ignore_ascii_case(end)).unwrap_or(page.len());
    let mut result = page;
    result.splice(at..at, script.into_bytes());
    result
}

/// Whether a request is a page's question for a newer version.
pub(super) fn is_poll(url: &str) -> bool {
    url.split('?').next() == Some(POLL_PATH)
}

#[cfg(test)]
#[path = "live_tests.rs"]
mod tests;
