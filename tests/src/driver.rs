//! ChromeDriver: found, or installed, or a clear word on what is missing.
//!
//! Contract: both programs are taken from PATH. Where one is missing and apt-get may be used without a password, they are
//! installed; otherwise the panic names the packages. The driver picks a free port itself and is ended when it is dropped.

use crate::prepare::say;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::thread;

const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const DRIVERS: [&str; 2] = ["chromedriver", "chromium-chromedriver"];
const MISSING: &str = "the browser tests need Chromium and ChromeDriver on PATH. Install them: packages `chromium` and \
    `chromium-driver` on Debian, `chromium-browser` and `chromium-chromedriver` on Ubuntu, `chromium` and `chromedriver` \
    on Fedora; on a Mac `brew install --cask chromium chromedriver`";

/// Where the two programs are.
#[derive(Debug, Clone)]
pub struct Programs {
    /// The browser.
    pub browser: PathBuf,
    driver: PathBuf,
}

/// Finds the two programs, or installs them.
///
/// # Panics
/// Where they are missing and cannot be installed.
#[must_use]
pub fn programs() -> Programs {
    static FOUND: OnceLock<Result<Programs, String>> = OnceLock::new();
    let found = FOUND.get_or_init(|| match find() {
        Some(programs) => Ok(programs),
        None => {
            install(&["chromium", "chromium-driver"], MISSING).and_then(|()| find().ok_or_else(|| MISSING.to_owned()))
        }
    });
    found.clone().unwrap_or_else(|message| panic!("{message}"))
}

fn find() -> Option<Programs> {
    Some(Programs { browser: on_path(&BROWSERS)?, driver: on_path(&DRIVERS)? })
}

/// The first of some programs that is on PATH.
pub(crate) fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<_> = std::env::split_paths(&path).collect();
    names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|file| file.is_file())
}

/// Installs Debian packages where that needs no password; otherwise says what is missing.
pub(crate) fn install(packages: &[&str], missing: &str) -> Result<(), String> {
    let prefix: &[&str] = match (on_path(&["apt-get"]), is_root()) {
        (None, _) => return Err(missing.to_owned()),
        (Some(_), true) => &[],
        (Some(_), false) if succeeds(&["sudo", "-n", "true"]) => &["sudo", "-n"],
        (Some(_), false) => return Err(format!("{missing} (not installed: apt-get needs a password here)")),
    };
    say(&format!("installing {} with apt-get (about half a minute) …", packages.join(" and ")));
    let update = ["apt-get", "update", "-q"];
    let quiet =
        ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-q", "-o", "DPkg::Lock::Timeout=300"];
    for words in [update.to_vec(), [&quiet, packages].concat()] {
        let words = [prefix, &words].concat();
        let ran = Command::new(words[0]).args(&words[1..]).stdin(Stdio::null()).output();
        let ran = ran.map_err(|error| format!("{missing} (`{}`: {error})", words.join(" ")))?;
        if !ran.status.success() {
            let printed = String::from_utf8_lossy(&ran.stderr).into_owned();
            return Err(format!("{missing}\n`{}` failed:\n{printed}", words.join(" ")));
        }
    }
    Ok(())
}

/// Whether this process may do anything; Chromium then refuses to run in its sandbox.
#[must_use]
pub fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn succeeds(words: &[&str]) -> bool {
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// A running driver.
#[derive(Debug)]
pub struct Driver {
    process: Child,
    /// Where it listens.
    pub address: String,
    /// The browser it is to start.
    pub browser: PathBuf,
}

impl Driver {
    /// Starts a driver on a free port.
    ///
    /// # Panics
    /// Where it is missing or does not start.
    #[must_use]
    pub fn start() -> Self {
        let Programs { browser, driver } = programs();
        let mut command = Command::new(&driver);
        command.args(["--port=0", "--log-level=SEVERE"]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command.spawn().unwrap_or_else(|error| panic!("{}: {error}", driver.display()));
        let mut said = String::new();
        let mut lines = BufReader::new(process.stdout.take().expect("stdout is piped")).lines();
        let port = lines.by_ref().map_while(Result::ok).find_map(|line| {
            said.push_str(&line);
            said.push('\n');
            let (_, rest) = line.split_once("started successfully on port ")?;
            rest.trim_end_matches('.').parse::<u16>().ok()
        });
        let Some(port) = port else {
            let _ended = (process.kill(), process.wait());
            panic!("{} does not start:\n{said}", driver.display());
        };
        // A pipe that nobody reads would stop the driver once it is full.
        thread::spawn(move || lines.for_each(drop));
        Self { process, address: format!("http://127.0.0.1:{port}"), browser }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ended = (self.process.kill(), self.process.wait());
    }
}
