//! Runs tests that need a browser.
//!
//! Contract: looks and is called like Rust's own harness (`cargo test NAME`, `--list`, …). Each thread has a browser, which
//! goes from test to test and is reset in between; one that a test has failed with is not used again, and a picture of
//! what it showed is kept. At the end all browsers and their driver are ended.

use crate::browser::Browser;
use crate::driver::Driver;
use crate::prepare::root;
use libtest_mimic::{Arguments, Trial};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::process::ExitCode;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A test and its name.
pub struct Test {
    name: String,
    body: Body,
}

enum Body {
    Browser(Box<dyn FnOnce(&Browser) + Send>),
    Plain(Box<dyn FnOnce() + Send>),
}

impl Test {
    /// A test in a browser.
    pub fn browser(name: impl Into<String>, body: impl FnOnce(&Browser) + Send + 'static) -> Self {
        Self { name: name.into(), body: Body::Browser(Box::new(body)) }
    }

    /// A test without one.
    pub fn plain(name: impl Into<String>, body: impl FnOnce() + Send + 'static) -> Self {
        Self { name: name.into(), body: Body::Plain(Box::new(body)) }
    }
}

/// Runs the tests that the command line asks for.
#[must_use]
pub fn run(tests: Vec<Test>) -> ExitCode {
    static POOL: Pool = Pool { driver: Mutex::new(None), idle: Mutex::new(Vec::new()) };
    let trials = tests.into_iter().map(|Test { name, body }| {
        let shown = name.clone();
        Trial::test(name, move || {
            match body {
                Body::Browser(body) => POOL.with(&shown, body),
                Body::Plain(body) => body(),
            }
            Ok(())
        })
    });
    let conclusion = libtest_mimic::run(&Arguments::from_args(), trials.collect());
    POOL.end();
    conclusion.exit_code()
}

struct Pool {
    driver: Mutex<Option<Driver>>,
    idle: Mutex<Vec<Browser>>,
}

impl Pool {
    fn with(&self, name: &str, body: impl FnOnce(&Browser)) {
        let browser = locked(&self.idle).pop();
        let browser = browser.unwrap_or_else(|| Browser::open(locked(&self.driver).get_or_insert_with(Driver::start)));
        browser.reset();
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| body(&browser))) {
            keep_picture(name, &browser);
            resume_unwind(panic);
        }
        locked(&self.idle).push(browser);
    }

    fn end(&self) {
        locked(&self.idle).clear();
        locked(&self.driver).take();
    }
}

fn keep_picture(name: &str, browser: &Browser) {
    let folder = root().join("target/tests/failed");
    let name: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    let path = folder.join(format!("{name}.png"));
    let picture = catch_unwind(AssertUnwindSafe(|| browser.screenshot()));
    if let Ok(picture) = picture
        && fs::create_dir_all(&folder).is_ok()
        && fs::write(&path, picture).is_ok()
    {
        crate::prepare::say(&format!("what the browser showed: {}", path.display()));
    }
}

/// A failed test leaves its lock poisoned, and nothing behind it half done.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
