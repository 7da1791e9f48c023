//! Live reload: an open page learns that the site has been built again.
//!
//! Contract: nothing of this is ever in `dist/`. A script from the same server is put into pages on the way out, and asks
//! the server whether there is a newer version than the one the page came with; the answer waits until there is one. A
//! hidden tab does not ask: browsers allow few open requests to one server.

use super::response::Answer;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher as _;
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// How long a question waits for an answer. Browsers and proxies give up after a minute or more.
const PATIENCE: Duration = Duration::from_secs(25);

/// Where the script is.
pub const SCRIPT_PATH: &str = "/_live.js";

/// Where the script asks.
const POLL_PATH: &str = "/_live";

const SCRIPT: &str = r#"(() => {
  const seen = new URL(document.currentScript.src).searchParams.get("v");
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const visible = () => new Promise((done) => {
    if (!document.hidden) return done();
    document.addEventListener("visibilitychange", () => done(), { once: true });
  });
  const ask = async () => {
    for (;;) {
      await visible();
      try {
        const answer = await fetch("/_live?v=" + seen, { cache: "no-store" });
        if (answer.ok && (await answer.text()) !== seen) return location.reload();
        if (!answer.ok) await pause(1000);
      } catch {
        await pause(1000);
      }
    }
  };
  ask();
})();
"#;

/// The version of the site that is served, and those who wait for the next.
#[derive(Debug)]
pub struct Live {
    /// Tells this run of the program from an earlier one, whose pages may still be open.
    run: u64,
    version: Mutex<u64>,
    changed: Condvar,
}

impl Default for Live {
    fn default() -> Self {
        // A hasher with random keys is the standard library's only source of a number that differs from run to run.
        Self { run: RandomState::new().hash_one(0), version: Mutex::default(), changed: Condvar::new() }
    }
}

impl Live {
    /// Tells all open pages to load anew.
    pub fn bump(&self) {
        *self.version.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.changed.notify_all();
    }

    /// The version that pages carry.
    #[must_use]
    pub fn version(&self) -> String {
        self.said(*self.version.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn said(&self, version: u64) -> String {
        format!("{:x}-{version}", self.run)
    }

    /// The answer to a poll: the version, at once where the page has another, else when there is another or time is up.
    pub(super) fn wait(&self, url: &str) -> Answer {
        self.wait_for(url, PATIENCE)
    }

    fn wait_for(&self, url: &str, patience: Duration) -> Answer {
        let seen = url.split_once("?v=").map_or("", |(_, seen)| seen);
        let version = self.version.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.changed.wait_timeout_while(version, patience, |version| self.said(*version) == seen);
        let version = *waited.unwrap_or_else(PoisonError::into_inner).0;
        Answer::text(200, "text/plain; charset=utf-8", self.said(version))
    }

    /// The page with the script in it, before the end of its body.
    pub(super) fn inject(&self, page: Vec<u8>) -> Vec<u8> {
        let script = format!("<script src=\"{SCRIPT_PATH}?v={}\" defer></script>", self.version());
        let end = b"</body>";
        let at = page.windows(end.len()).rposition(|window| window.eq_ignore_ascii_case(end)).unwrap_or(page.len());
        let mut result = page;
        result.splice(at..at, script.into_bytes());
        result
    }
}

/// The script's answer.
pub(super) fn script() -> Answer {
    Answer::text(200, "text/javascript; charset=utf-8", SCRIPT.to_owned())
}

/// Whether a request is a page's question for a newer version.
pub(super) fn is_poll(url: &str) -> bool {
    url.split('?').next() == Some(POLL_PATH)
}

#[cfg(test)]
mod tests {
    use super::{Live, is_poll};
    use std::time::Duration;

    #[test]
    fn the_script_comes_before_the_end_of_the_body() {
        let live = Live::default();
        let script = format!("<script src=\"/_live.js?v={}\" defer></script>", live.version());
        assert_eq!(
            live.inject(b"<body>a</BODY></html>".to_vec()),
            format!("<body>a{script}</BODY></html>").into_bytes()
        );
        assert_eq!(live.inject(b"a".to_vec()), format!("a{script}").into_bytes());
    }

    #[test]
    fn a_poll_waits_for_the_next_version() {
        let live = Live::default();
        let url = format!("/_live?v={}", live.version());
        let same = live.wait_for(&url, Duration::from_millis(5));
        assert_eq!(same.body, live.version().into_bytes());
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| live.wait_for(&url, Duration::from_secs(60)));
            live.bump();
            assert_eq!(waiting.join().unwrap().body, live.version().into_bytes());
        });
    }

    #[test]
    fn a_page_of_an_earlier_run_is_told_at_once() {
        let url = format!("/_live?v={}", Live::default().version());
        let live = Live::default();
        assert_eq!(live.wait_for(&url, Duration::from_secs(60)).body, live.version().into_bytes());
        assert!(is_poll(&url) && !is_poll("/_live.js?v=1") && !is_poll("/_livet/"));
    }
}
