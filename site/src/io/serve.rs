//! A server for a built site on this machine: for writing (`serve`, with live reload) and for browser tests.
//!
//! Contract: it listens on 127.0.0.1 only, and answers only who asks for this machine by name: a page of another host, whose name
//! somebody lets lead here, learns nothing. It sends what the site's own `_headers` says, answers GET and HEAD, and never a file
//! from outside the site. Of a folder, files are read anew for each request, so that what is on disk is what is seen; what
//! `serve` shows is in memory ([`live`]). No request, however odd, ends it.

mod answer;
pub mod headers;
pub mod live;
pub mod overlay;
pub mod response;

use super::failure::{Failure, said};
use answer::{Shelf, Site};
use live::Live;
use response::Answer;
use socket2::SockRef;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use tiny_http::{Header, Method, Request, Response, StatusCode};

/// How many requests are answered at once.
const WORKERS: usize = 4;

/// The ports that are tried where none is asked for.
const USUAL_PORTS: RangeInclusive<u16> = 8000..=8099;

/// A running server. It stops when it is dropped.
pub struct Server {
    /// Where it listens, for example `http://127.0.0.1:8000`.
    pub address: String,
    http: Arc<tiny_http::Server>,
    stopping: Arc<AtomicBool>,
    workers: Vec<JoinHandle<()>>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stopping.store(true, Ordering::Relaxed);
        for _ in &self.workers {
            self.http.unblock();
        }
        for worker in self.workers.drain(..) {
            let _panicked = worker.join();
        }
    }
}

/// Serves `dir` on a free port, as it is, until the result is dropped.
///
/// # Errors
/// Where this machine has no free port.
pub fn spawn(dir: PathBuf) -> Result<Server, Failure> {
    let listener = listen(0).map_err(|error| no_port(&error))?;
    start(listener, Source::Folder(dir))
}

/// Serves what `live` shows on `port`, or on the first free one from 8000.
///
/// # Errors
/// Where the port is taken.
pub fn spawn_live(port: Option<u16>, live: Arc<Live>) -> Result<Server, Failure> {
    let listener = match port {
        Some(port) => listen(port).map_err(|error| {
            Failure::new(format!("kan ikke bruge port {port}: {}", said(&error)))
                .remedy("vælg en anden med --port, eller udelad --port, så findes en ledig")
        })?,
        None => USUAL_PORTS
            .into_iter()
            .find_map(|port| listen(port).ok())
            .map_or_else(|| listen(0).map_err(|error| no_port(&error)), Ok)?,
    };
    start(listener, Source::Live(live))
}

fn listen(port: u16) -> io::Result<TcpListener> {
    TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))
}

fn no_port(error: &io::Error) -> Failure {
    Failure::new(format!("kan ikke finde en ledig port: {}", said(error)))
}

/// What is served.
enum Source {
    Folder(PathBuf),
    Live(Arc<Live>),
}

fn start(listener: TcpListener, source: Source) -> Result<Server, Failure> {
    let failed = |why: String| Failure::new(format!("kan ikke starte serveren: {why}"));
    let address = listener.local_addr().map_err(|error| failed(said(&error)))?;
    // A page goes out in several parts, and by itself the system would hold the last one back until the browser has said that the
    // others came, which that puts off for 40 ms. Connections inherit this; a system that refuses it is slower and no worse.
    let _slower = SockRef::from(&listener).set_tcp_nodelay(true);
    let http = tiny_http::Server::from_listener(listener, None).map_err(|error| failed(error.to_string()))?;
    let http = Arc::new(http);
    let stopping = Arc::new(AtomicBool::new(false));
    let source = Arc::new(source);
    let workers = (0..WORKERS)
        .map(|_| {
            let (http, stopping, source) = (http.clone(), stopping.clone(), source.clone());
            thread::spawn(move || work(address, &http, &stopping, &source))
        })
        .collect();
    Ok(Server { address: format!("http://{address}"), http, stopping, workers })
}

fn work(address: SocketAddr, http: &tiny_http::Server, stopping: &AtomicBool, source: &Source) {
    while !stopping.load(Ordering::Relaxed) {
        let Ok(request) = http.recv() else { continue };
        wake(address);
        match source {
            Source::Live(live) if live::is_poll(request.url()) => wait(request, live.clone()),
            Source::Live(live) => respond(request, |url| live.answer(url)),
            Source::Folder(dir) => {
                respond(request, |url| answer::answer(&Site { shelf: Shelf::Folder(dir), base: "" }, url));
            }
        }
    }
}

/// Has the library look for connections that nobody has taken up. It counts a thread as free until that one has awoken, so of
/// several connections that a browser opens at once some may be left with none, and their page would load for minutes. Any
/// later connection puts that right, as this one does, which ends at once; that it cannot be made is no fault.
fn wake(address: SocketAddr) {
    let _ended = TcpStream::connect(address);
}

/// Answers a long poll in a thread of its own, so that waiting pages do not keep others from being served.
fn wait(request: Request, live: Arc<Live>) {
    thread::spawn(move || respond(request, |url| live.wait(url)));
}

fn respond(request: Request, answer: impl FnOnce(&str) -> Answer) {
    let answer = match request.method() {
        _ if !is_for_this_machine(&request) => Answer::misdirected(),
        // The library itself leaves the body out of the answer to a HEAD.
        Method::Get | Method::Head => answer(request.url()),
        _ => Answer::method_not_allowed(),
    };
    let headers = answer.headers.iter();
    let headers =
        headers.filter_map(|(name, value)| Header::from_bytes(name.as_bytes(), value.as_bytes()).ok()).collect();
    let length = answer.body.len();
    let body = io::Cursor::new(answer.body);
    let response = Response::new(StatusCode(answer.status), headers, body, Some(length), None);
    // A browser that went away in the meantime is no fault.
    let _gone = request.respond(response.with_chunked_threshold(usize::MAX));
}

/// Whether the name that was asked for is one of this machine alone. A browser always says which.
fn is_for_this_machine(request: &Request) -> bool {
    let mut hosts = request.headers().iter().filter(|header| header.field.equiv("Host"));
    hosts.all(|host| {
        let host = host.value.as_str();
        let name = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()));
        let name = name.map_or(host, |(name, _)| name);
        ["127.0.0.1", "localhost", "[::1]"].iter().any(|own| name.eq_ignore_ascii_case(own))
    })
}

#[cfg(test)]
#[path = "serve_tests.rs"]
mod tests;
