//! `site serve` as a program: what it prints, what it serves, and what an open page asks it.
//!
//! Contract: nothing sleeps for luck. Whoever waits, waits for a printed line or for an answer of the live channel, and panics
//! with what was heard where a deadline has passed. The program is ended when a [`Preview`] is dropped.

use std::cell::RefCell;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// How long anything may take. Machines may be busy.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running `site serve`.
#[derive(Debug)]
pub struct Preview {
    /// Where it serves, for example `http://127.0.0.1:8000`.
    pub address: String,
    child: Child,
    lines: Receiver<String>,
    heard: RefCell<Vec<String>>,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _reaped = self.child.wait();
    }
}

/// What the live channel told.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// The version of the site.
    pub version: String,
    /// The fingerprint of the page.
    pub side: String,
    /// The markup that is laid over the page.
    pub text: String,
}

impl Told {
    /// What an answer of the live channel says.
    ///
    /// # Panics
    /// Where it is none.
    #[must_use]
    pub fn read(answer: String) -> Self {
        let value = |name: &str| {
            let value = answer.split(&format!("{name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
            value.unwrap_or_else(|| panic!("no answer of the live channel:\n{answer}")).to_owned()
        };
        Self { version: value("data-v"), side: value("data-side"), text: answer }
    }

    /// Whether there is something wrong with the content.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.text.contains("data-fejl")
    }
}

impl Preview {
    /// Starts it on a project and waits until it serves.
    ///
    /// # Panics
    /// Where it ends or does not begin to serve.
    #[must_use]
    pub fn start(program: &Path, root: &Path, day: &str) -> Self {
        let mut command = Command::new(program);
        command.args(["serve", "--dato", day, "--rod"]).arg(root).env("NO_COLOR", "1");
        let mut child =
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it starts");
        let errors = child.stderr.take().expect("stderr is piped");
        let (sender, lines) = channel();
        thread::spawn(move || {
            for line in BufReader::new(errors).lines().map_while(Result::ok) {
                let _dropped = sender.send(line);
            }
        });
        let mut preview = Self { address: String::new(), child, lines, heard: RefCell::default() };
        let line = preview.hears("Siden vises på ");
        let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).expect("it says where");
        preview.address = format!("http://{address}");
        preview
    }

    /// Its process id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits for a printed line that holds a text; gives the line.
    ///
    /// # Panics
    /// Where none comes.
    pub fn hears(&self, part: &str) -> String {
        let until = Instant::now() + PATIENCE;
        loop {
            match self.lines.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(line) => {
                    self.heard.borrow_mut().push(line.clone());
                    if line.contains(part) {
                        return line;
                    }
                }
                Err(error) => panic!("»{part}« is never said ({error}):\n{}", self.heard.borrow().join("\n")),
            }
        }
    }

    /// Everything that has been printed until now.
    #[must_use]
    pub fn printed(&self) -> Vec<String> {
        self.heard.borrow_mut().extend(self.lines.try_iter());
        self.heard.borrow().clone()
    }

    /// Asks for a path; gives the answer with its head.
    ///
    /// # Panics
    /// Where it does not answer.
    #[must_use]
    pub fn get(&self, path: &str) -> String {
        got(&self.address, path)
    }

    /// Sends a request as it is; gives the answer with its head.
    ///
    /// # Panics
    /// Where it does not answer.
    #[must_use]
    pub fn raw(&self, request: &str) -> String {
        sent(&self.address, request)
    }

    /// Asks as an open page does; the answer comes when there is something newer than `seen`, or after some time.
    ///
    /// # Panics
    /// Where the answer is none of the live channel.
    #[must_use]
    pub fn ask(&self, seen: &Told, path: &str) -> Told {
        Told::read(asked(&self.address, seen, path))
    }

    /// Asks until what is told fits.
    ///
    /// # Panics
    /// Where it never does.
    pub fn until(&self, path: &str, what: &str, fits: impl Fn(&Told) -> bool) -> Told {
        let until = Instant::now() + PATIENCE;
        let mut told = self.ask(&Told::default(), path);
        while !fits(&told) {
            assert!(Instant::now() < until, "{what}: never\n{}\n{}", told.text, self.printed().join("\n"));
            told = self.ask(&told, path);
        }
        told
    }

    /// Waits until a page holds a text and nothing is wrong with the content.
    ///
    /// # Panics
    /// Where that never happens.
    pub fn shows(&self, path: &str, part: &str) {
        self.until(path, &format!("{path} shows »{part}«"), |told| {
            !told.has_errors() && self.get(path).contains(part)
        });
    }

    /// Waits until something is told to be wrong, with a text in what is told.
    ///
    /// # Panics
    /// Where that never happens.
    pub fn complains(&self, path: &str, part: &str) {
        self.until(path, &format!("»{part}« is told"), |told| told.has_errors() && told.text.contains(part));
    }
}

/// What an open page at `path` is told when there is something newer than it has `seen`, as it comes.
///
/// # Panics
/// Where there is no answer.
#[must_use]
pub fn asked(address: &str, seen: &Told, path: &str) -> String {
    got(address, &format!("/_live?v={}&har={}&side={path}", seen.version, seen.side))
}

fn got(address: &str, path: &str) -> String {
    sent(address, &format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"))
}

fn sent(address: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(address.trim_start_matches("http://")).expect("it listens");
    stream.set_read_timeout(Some(PATIENCE)).expect("a timeout can be set");
    stream.write_all(request.as_bytes()).expect("it reads");
    let mut answer = Vec::new();
    let read = stream.read_to_end(&mut answer);
    assert!(read.is_ok() || !answer.is_empty(), "no answer to {request}: {read:?}");
    String::from_utf8_lossy(&answer).into_owned()
}
