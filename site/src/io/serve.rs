//! A server for a built site on this machine: for writing (`serve`, with live reload) and for browser tests.
//!
//! Contract: it listens on 127.0.0.1 only, sends what the site's own `_headers` says, answers GET and HEAD, and never a file
//! from outside the folder. Files are read anew for each request, so that what is on disk is what is seen. No request,
//! however odd, ends it.

pub mod answer;
pub mod headers;
pub mod live;
pub mod response;

use super::failure::{Failure, said};
use answer::Site;
use live::Live;
use response::Answer;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
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
    start(listener, Site { dir, base: String::new() }, None)
}

/// Serves a site with live reload on `port`, or on the first free one from 8000.
///
/// # Errors
/// Where the port is taken.
pub fn spawn_live(site: Site, port: Option<u16>, live: Arc<Live>) -> Result<Server, Failure> {
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
    start(listener, site, Some(live))
}

fn listen(port: u16) -> io::Result<TcpListener> {
    TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))
}

fn no_port(error: &io::Error) -> Failure {
    Failure::new(format!("kan ikke finde en ledig port: {}", said(error)))
}

fn start(listener: TcpListener, site: Site, live: Option<Arc<Live>>) -> Result<Server, Failure> {
    let failed = |why: String| Failure::new(format!("kan ikke starte serveren: {why}"));
    let address = listener.local_addr().map_err(|error| failed(said(&error)))?;
    let http = tiny_http::Server::from_listener(listener, None).map_err(|error| failed(error.to_string()))?;
    let http = Arc::new(http);
    let stopping = Arc::new(AtomicBool::new(false));
    let site = Arc::new(site);
    let workers = (0..WORKERS)
        .map(|_| {
            let (http, stopping, site, live) = (http.clone(), stopping.clone(), site.clone(), live.clone());
            thread::spawn(move || work(&http, &stopping, &site, live.as_ref()))
        })
        .collect();
    Ok(Server { address: format!("http://{address}"), http, stopping, workers })
}

fn work(http: &tiny_http::Server, stopping: &AtomicBool, site: &Site, live: Option<&Arc<Live>>) {
    while !stopping.load(Ordering::Relaxed) {
        let Ok(request) = http.recv() else { continue };
        match live {
            Some(live) if live::is_poll(request.url()) => wait(request, live.clone()),
            live => respond(request, |url| answer::answer(site, url, live.map(AsRef::as_ref))),
        }
    }
}

/// Answers a long poll in a thread of its own, so that waiting pages do not keep others from being served.
fn wait(request: Request, live: Arc<Live>) {
    thread::spawn(move || respond(request, |url| live.wait(url)));
}

fn respond(request: Request, answer: impl FnOnce(&str) -> Answer) {
    let answer = match request.method() {
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

#[cfg(test)]
#[path = "serve_tests.rs"]
mod tests;
