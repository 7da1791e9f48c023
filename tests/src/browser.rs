//! One browser, driven step by step.
//!
//! Contract: every call waits until it is done and panics with what it was about where it cannot be. Nothing sleeps for
//! luck: [`Browser::until`] asks again and again until a condition holds or a deadline has passed. [`Browser::reset`]
//! makes a used browser as good as new for the next test.

use crate::driver::{Driver, is_root};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::key::Key;
use fantoccini::wd::{WebDriverCompatibleCommand, WindowHandle};
use fantoccini::{Client, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};

/// How long a condition may take to come true.
const PATIENCE: Duration = Duration::from_secs(20);

/// How often it is looked at.
const PAUSE: Duration = Duration::from_millis(15);

/// What the driver says of a script whose page was left while it ran.
const LEFT: &str = "aborted by navigation";

const FLAGS: [&str; 13] = [
    "--headless",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // Without them a page has the width it is given.
    "--hide-scrollbars",
    "--window-size=1280,900",
    // Letters and colours are drawn alike on all machines, as far as that can be asked for.
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    "--disable-lcd-text",
];

/// A browser under control.
#[derive(Debug)]
pub struct Browser {
    runtime: Runtime,
    client: Client,
    _profile: TempDir,
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ended = self.runtime.block_on(self.client.clone().close());
    }
}

impl Browser {
    /// Starts a browser with a profile of its own.
    ///
    /// # Panics
    /// Where it does not start.
    #[must_use]
    pub fn open(driver: &Driver) -> Self {
        Self::start(driver, json!({}))
    }

    /// The same, and the browser writes down what its threads do: events of these categories, for [`Browser::trace`].
    ///
    /// # Panics
    /// Where it does not start.
    #[must_use]
    pub fn traced(driver: &Driver, categories: &str) -> Self {
        Self::start(driver, json!({ "traceCategories": categories }))
    }

    fn start(driver: &Driver, logging: Value) -> Self {
        let profile = tempfile::tempdir().expect("a temporary folder");
        let mut flags: Vec<String> = FLAGS.iter().map(|flag| (*flag).to_owned()).collect();
        if is_root() {
            flags.push("--no-sandbox".to_owned());
        }
        flags.push(format!("--user-data-dir={}", profile.path().display()));
        let capabilities = json!({
            "browserName": "chrome",
            // A section on one page has a thousand stops.
            "timeouts": { "pageLoad": 60_000, "script": 120_000 },
            "goog:chromeOptions": { "binary": driver.browser, "args": flags, "perfLoggingPrefs": logging },
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        });
        let Value::Object(capabilities) = capabilities else { unreachable!("the literal above is an object") };
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        let connecting = Client::with_capabilities_and_connector(&driver.address, &capabilities, HttpConnector::new());
        let client = runtime.block_on(connecting).unwrap_or_else(|error| panic!("the browser does not start: {error}"));
        Self { runtime, client, _profile: profile }
    }

    fn wait<T>(&self, what: &str, doing: impl Future<Output = Result<T, CmdError>>) -> T {
        self.runtime.block_on(doing).unwrap_or_else(|error| panic!("{what}: {error}"))
    }

    /// Undoes what a test may have set, and forgets what was logged.
    pub fn reset(&self) {
        self.scripts(true);
        self.goto("about:blank");
        self.screen(1280, "light");
        for log in ["browser", "performance"] {
            let _forgotten = self.log(log);
        }
    }

    /// Opens an address and waits until it is loaded. A browser that does not answer is asked once more: on a busy machine its
    /// renderer sometimes dies while it starts, and a page that hangs by itself hangs the second time too.
    pub fn goto(&self, address: &str) {
        if self.runtime.block_on(self.client.goto(address)).is_err() {
            self.wait(address, self.client.goto(address));
        }
    }

    /// Opens a tab of its own and goes there; gives the one that was left.
    pub fn open_tab(&self) -> WindowHandle {
        self.wait("a new tab", async {
            let left = self.client.window().await?;
            let fresh = self.client.new_window(true).await?.handle;
            self.client.switch_to_window(fresh).await?;
            Ok(left)
        })
    }

    /// Closes the tab and goes to another.
    pub fn close_tab(&self, then: WindowHandle) {
        self.wait("closing a tab", async {
            self.client.close_window().await?;
            self.client.switch_to_window(then).await
        });
    }

    /// Goes to another tab; gives the one that was left.
    pub fn switch_tab(&self, to: WindowHandle) -> WindowHandle {
        self.wait("another tab", async {
            let left = self.client.window().await?;
            self.client.switch_to_window(to).await?;
            Ok(left)
        })
    }

    /// Goes back as with the browser's own button.
    pub fn back(&self) {
        self.wait("back", self.client.back());
    }

    /// Runs a script in the page and gives what it returns.
    pub fn run(&self, script: &str, arguments: &[Value]) -> Value {
        self.wait(script, self.client.execute(script, arguments.to_vec()))
    }

    /// Runs a script that answers through its last argument.
    pub fn run_async(&self, script: &str, arguments: &[Value]) -> Value {
        self.wait(script, self.client.execute_async(script, arguments.to_vec()))
    }

    /// What an expression comes to.
    pub fn value(&self, expression: &str) -> Value {
        self.run(&format!("return ({expression});"), &[])
    }

    /// Whether an expression is true now. A page that is being left while it is asked gives no answer: the next one does.
    fn is_true(&self, expression: &str) -> bool {
        let script = format!("return Boolean({expression});");
        match self.runtime.block_on(self.client.execute(&script, Vec::new())) {
            Ok(answer) => answer == Value::Bool(true),
            Err(error) if error.to_string().contains(LEFT) => false,
            Err(error) => panic!("{script}: {error}"),
        }
    }

    /// Waits until an expression is true.
    ///
    /// # Panics
    /// Where it still is not after some time; shows the text of the page then.
    pub fn until(&self, expression: &str) {
        let start = Instant::now();
        while !self.is_true(expression) {
            if start.elapsed() > PATIENCE {
                let page = self.value("document.body.innerText");
                panic!("never true: {expression}\nthe page says:\n{}", page.as_str().unwrap_or_default());
            }
            thread::sleep(PAUSE);
        }
    }

    /// The first element that fits a CSS selector.
    pub fn find(&self, css: &str) -> Element {
        self.wait(css, self.client.find(Locator::Css(css)))
    }

    /// Whether an element fits a CSS selector.
    pub fn has(&self, css: &str) -> bool {
        self.count(css) > 0
    }

    /// How many elements fit a CSS selector.
    pub fn count(&self, css: &str) -> usize {
        let count = self.run("return document.querySelectorAll(arguments[0]).length", &[json!(css)]);
        count.as_u64().and_then(|count| usize::try_from(count).ok()).expect("a length is a number")
    }

    /// The text of an element as a reader sees it, hidden parts left out.
    pub fn text(&self, css: &str) -> String {
        self.wait(css, async { self.client.find(Locator::Css(css)).await?.text().await })
    }

    /// Clicks an element with the mouse, brought to where nothing lies over it as a reader would. A page that is just being made
    /// anew may move it away again: then it is brought back.
    pub fn click(&self, css: &str) {
        let start = Instant::now();
        loop {
            let scroll = "document.querySelector(arguments[0])?.scrollIntoView({ block: 'nearest' })";
            self.run(scroll, &[json!(css)]);
            let clicking = async { self.client.find(Locator::Css(css)).await?.click().await };
            match self.runtime.block_on(clicking) {
                Ok(()) => return,
                Err(error) if error.to_string().contains("intercepted") && start.elapsed() < PATIENCE => {
                    thread::sleep(PAUSE);
                }
                Err(error) => panic!("{css}: {error}"),
            }
        }
    }

    /// Writes into a field what a user would, in place of what is there, and leaves the field.
    pub fn fill(&self, css: &str, text: &str) {
        // As for any click: what stays at the foot of the window may lie over it until the page has moved.
        self.click(css);
        let field = self.find(css);
        self.wait(css, async {
            field
                .send_keys(&format!(
                    "{}a{}{}",
                    char::from(Key::Control),
                    char::from(Key::Null),
                    char::from(Key::Delete)
                ))
                .await?;
            field.send_keys(text).await
        });
        self.press(&[Key::Tab]);
    }

    /// Chooses files in a picker.
    pub fn choose_files(&self, css: &str, paths: &[std::path::PathBuf]) {
        let picker = self.find(css);
        let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        self.wait(css, async { picker.send_keys(&paths.join("\n")).await });
    }

    /// Presses and releases keys, one after another, wherever the focus is.
    pub fn press(&self, keys: &[Key]) {
        let keys: String = keys.iter().map(|key| char::from(*key)).collect();
        self.type_text(&keys);
    }

    /// Types a text wherever the focus is.
    pub fn type_text(&self, text: &str) {
        let typing = text.chars().fold(KeyActions::new("keyboard".to_owned()), |actions, value| {
            actions.then(KeyAction::Down { value }).then(KeyAction::Up { value })
        });
        self.wait("typing", self.client.perform_actions(typing));
    }

    /// The id of the element that has the focus.
    pub fn focused(&self) -> String {
        self.value("document.activeElement ? document.activeElement.id : ''").as_str().unwrap_or_default().to_owned()
    }

    /// A command of the Chrome DevTools protocol.
    pub fn devtools(&self, command: &str, parameters: &Value) -> Value {
        self.vendor("goog/cdp/execute", json!({ "cmd": command, "params": parameters }))
    }

    /// Sets the width of the page in CSS pixels, and light or dark.
    pub fn screen(&self, width: u32, scheme: &str) {
        self.window(width, 900);
        let scheme = json!({ "name": "prefers-color-scheme", "value": scheme });
        self.devtools("Emulation.setEmulatedMedia", &json!({ "media": "", "features": [scheme] }));
    }

    /// Sets width and height of the window in CSS pixels, and leaves the rest as it is.
    pub fn window(&self, width: u32, height: u32) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", &metrics);
    }

    /// The same with the colours of a reader who has chosen them, until [`Browser::screen`].
    pub fn own_colours(&self, width: u32) {
        self.screen(width, "light");
        let own = json!({ "name": "forced-colors", "value": "active" });
        let scheme = json!({ "name": "prefers-color-scheme", "value": "dark" });
        self.devtools("Emulation.setEmulatedMedia", &json!({ "media": "", "features": [scheme, own] }));
    }

    /// A picture of the whole page, from its top to its end, as PNG.
    ///
    /// # Panics
    /// Where the page has no size.
    pub fn whole_page(&self, width: u32) -> Vec<u8> {
        let height = self.value("document.documentElement.scrollHeight").as_u64().expect("a page has a height");
        let clip = json!({ "x": 0, "y": 0, "width": width, "height": height, "scale": 1 });
        let shot = json!({ "format": "png", "captureBeyondViewport": true, "clip": clip });
        let taken = self.devtools("Page.captureScreenshot", &shot);
        BASE64_STANDARD.decode(taken["data"].as_str().expect("a picture is base64")).expect("a picture is base64")
    }

    /// Shows the page as it is printed, until [`Browser::screen`].
    pub fn paper(&self) {
        let metrics = json!({ "width": 700, "height": 1000, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", &metrics);
        self.devtools("Emulation.setEmulatedMedia", &json!({ "media": "print", "features": [] }));
    }

    /// The page as it would be printed, on the paper that its style sheet asks for.
    pub fn print(&self) -> Vec<u8> {
        let printed = self.devtools("Page.printToPDF", &json!({ "preferCSSPageSize": true, "printBackground": false }));
        let data = printed["data"].as_str().expect("a printed page is base64");
        BASE64_STANDARD.decode(data).expect("a printed page is base64")
    }

    /// Turns the scripts of pages on or off.
    pub fn scripts(&self, on: bool) {
        self.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": !on }));
    }

    /// What was logged since last asked: `browser` for the console, `performance` for the network.
    pub fn log(&self, kind: &str) -> Vec<Value> {
        match self.vendor("se/log", json!({ "type": kind })) {
            Value::Array(entries) => entries,
            other => panic!("the log {kind} is no list: {other}"),
        }
    }

    /// The address of each request since last asked, in order.
    pub fn requests(&self) -> Vec<String> {
        let events = self.log("performance").into_iter().filter_map(|entry| {
            let event: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
            let event = &event["message"];
            let sent = event["method"] == "Network.requestWillBeSent";
            sent.then(|| event["params"]["request"]["url"].as_str().unwrap_or_default().to_owned())
        });
        events.collect()
    }

    /// What a traced browser has written down and not told yet, in no order. It tells some time after it was asked, so it may be
    /// necessary to ask again.
    pub fn trace(&self) -> Vec<Value> {
        let events = self.log("performance").into_iter().filter_map(|entry| {
            let mut event: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
            let event = &mut event["message"];
            (event["method"] == "Tracing.dataCollected").then(|| event["params"].take())
        });
        events.collect()
    }

    /// What stands in the console since last asked, complaints of the browser itself among it.
    pub fn console(&self) -> Vec<String> {
        let entries = self.log("browser");
        entries.iter().map(|entry| format!("{}: {}", entry["level"], entry["message"])).collect()
    }

    /// A picture of the page as PNG.
    pub fn screenshot(&self) -> Vec<u8> {
        self.wait("a screenshot", self.client.screenshot())
    }

    fn vendor(&self, path: &'static str, body: Value) -> Value {
        self.wait(path, self.client.issue_cmd(Vendor { path, body }))
    }
}

/// A command that ChromeDriver has beside the standard.
#[derive(Debug)]
struct Vendor {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Vendor {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}
