//! Tests of `serve`, over real sockets.

use super::live::Live;
use super::overlay::Report;
use super::{Server, spawn, spawn_live};
use crate::headers::{Hints, headers_file};
use crate::output::Output;
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;

fn site() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    let dist = root.path().join("dist");
    for (file, text) in [
        ("_headers", headers_file(&Hints::default()).as_str()),
        ("index.html", "<body>forside</body>"),
        ("404.html", "<body>findes ikke</body>"),
        ("a/index.html", "<body>a</body>"),
        ("blå/index.html", "<body>blå</body>"),
        ("assets/x-1.css", "p{}"),
        ("assets/x-1.js", "1"),
        ("assets/x-1.wasm", "wasm"),
        ("assets/x.svg", "<svg/>"),
        ("sitemap.xml", "<x/>"),
        ("robots.txt", "æ"),
        ("../hemmelig.txt", "hemmelig"),
        (".skjult", "hemmelig"),
    ] {
        let path = dist.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    root
}

fn serve(root: &Path) -> Server {
    spawn(root.join("dist")).unwrap()
}

/// The same site as `serve` shows it: in memory.
fn live(base: &str) -> Arc<Live> {
    let live = Arc::new(Live::default());
    live.show(in_memory("a"), base, Report::default());
    live
}

fn in_memory(text: &str) -> Output {
    let mut output = Output::default();
    output.insert("_headers", headers_file(&Hints::default()));
    output.insert("index.html", "<body>forside</body>");
    output.insert("404.html", "<body>findes ikke</body>");
    output.insert("a/index.html", format!("<body>{text}</body>"));
    output.insert("assets/x-1.css", "p{}");
    output
}

/// Sends bytes and reads until the server closes; as text.
fn raw(server: &Server, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(server.address.trim_start_matches("http://")).unwrap();
    stream.write_all(bytes).unwrap();
    let _closed = stream.shutdown(std::net::Shutdown::Write);
    let mut answer = Vec::new();
    let _reset = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

fn get(server: &Server, path: &str) -> String {
    raw(server, format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").as_bytes())
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or("")
}

#[test]
fn pages_folders_and_what_is_missing() {
    let root = site();
    let server = serve(root.path());
    for (path, expected, part) in [
        ("/", "200", "forside"),
        ("/a/", "200", "<body>a</body>"),
        ("/a/?x=1", "200", "<body>a</body>"),
        ("/a", "302", "Location: /a/\r\n"),
        ("/a?x=1", "302", "Location: /a/?x=1\r\n"),
        ("/bl%C3%A5", "302", "Location: /bl%C3%A5/\r\n"),
        ("/bl%C3%A5/", "200", "<body>blå</body>"),
        ("/index.html", "200", "forside"),
        ("/mangler", "404", "findes ikke"),
        ("/mangler/", "404", "findes ikke"),
        ("/assets", "404", "findes ikke"),
        ("/robots.txt/", "404", "findes ikke"),
        // Live reload is for `serve` alone.
        ("/_live.js", "404", "findes ikke"),
        ("/_live", "404", "findes ikke"),
    ] {
        let answer = get(&server, path);
        assert_eq!(status(&answer), expected, "{path}: {answer}");
        assert!(answer.contains(part), "{path}: {answer}");
    }
}

#[test]
fn types_and_security_headers() {
    let root = site();
    let server = serve(root.path());
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/assets/x-1.css", "text/css; charset=utf-8"),
        ("/assets/x-1.js", "text/javascript; charset=utf-8"),
        ("/assets/x-1.wasm", "application/wasm"),
        ("/assets/x.svg", "image/svg+xml"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/mangler", "text/html; charset=utf-8"),
    ] {
        let answer = get(&server, path);
        assert!(answer.contains(&format!("Content-Type: {kind}\r\n")), "{path}: {answer}");
        for (name, value) in crate::headers::HEADERS {
            assert!(answer.contains(&format!("{name}: {value}\r\n")), "{path}: {name} in {answer}");
        }
    }
    assert!(get(&server, "/assets/x-1.css").contains("immutable"));
    assert!(get(&server, "/").contains("Cache-Control: no-cache"));
}

#[test]
fn no_way_out_of_the_folder() {
    let root = site();
    #[cfg(unix)]
    std::os::unix::fs::symlink(root.path().join("hemmelig.txt"), root.path().join("dist/link.txt")).unwrap();
    let server = serve(root.path());
    for path in [
        "/../hemmelig.txt",
        "/a/../../hemmelig.txt",
        "/%2e%2e/hemmelig.txt",
        "/..%2fhemmelig.txt",
        "/%2e%2e%2fhemmelig.txt",
        "/..%5chemmelig.txt",
        "/..\\hemmelig.txt",
        "//hemmelig.txt",
        "/a//../../hemmelig.txt",
        "/.skjult",
        "/%2eskjult",
        "/_headers",
        "/link.txt",
        "/a%00.html",
        "/%",
        "/%zz",
        "/%+1",
        "/%c3%28",
        "*",
        "hemmelig.txt",
        "http://x/../hemmelig.txt",
    ] {
        let answer = get(&server, path);
        assert!(!answer.contains("hemmelig"), "{path}: {answer}");
        assert!(["404", "400"].contains(&status(&answer)), "{path}: {answer}");
    }
    // A folder's name must not become another host.
    assert!(!get(&server, "//a").contains("Location: //"));
}

#[test]
fn head_has_the_length_and_no_body() {
    let root = site();
    let server = serve(root.path());
    let answer = raw(&server, b"HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert_eq!(status(&answer), "200");
    assert!(answer.contains("Content-Length: 20\r\n") && answer.ends_with("\r\n\r\n"), "{answer}");
}

#[test]
fn odd_requests_do_not_end_it() {
    let root = site();
    let server = serve(root.path());
    for bytes in [
        b"".as_slice(),
        b"\r\n\r\n",
        b"\xff\xfe\x00\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
        b"GET / HTTP/1.1\r\n\xc3\xa6: 1\r\n\r\n",
        b"GET / HTTP/1.1\r\nTE: nonsense;q=x\r\nConnection: close\r\n\r\n",
        b"BREW / HTTP/1.1\r\nConnection: close\r\n\r\n",
        b"GET /?\xe6 HTTP/1.1\r\n\r\n",
    ] {
        let _any = raw(&server, bytes);
    }
    let long = format!("GET /{} HTTP/1.1\r\nConnection: close\r\n\r\n", "a".repeat(200_000));
    let _any = raw(&server, long.as_bytes());
    assert_eq!(status(&raw(&server, b"POST / HTTP/1.1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")), "405");
    assert_eq!(status(&get(&server, "/")), "200");
}

#[test]
fn dropping_it_stops_it() {
    let root = site();
    let server = serve(root.path());
    let address = server.address.trim_start_matches("http://").to_owned();
    drop(server);
    // The accepting thread ends with its socket a moment later.
    let closed = (0..100).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(10));
        TcpStream::connect(&address).is_err()
    });
    assert!(closed);
}

#[test]
fn another_host_s_name_learns_nothing() {
    let root = site();
    let server = serve(root.path());
    let shown = spawn_live(None, live("")).unwrap();
    for server in [&server, &shown] {
        let ask =
            |host: &str| raw(server, format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes());
        for host in
            ["ond.example", "ond.example:8000", "127.0.0.1.ond.example", "localhost.ond.example:80", "127.0.0.2", ""]
        {
            let answer = ask(host);
            assert!(status(&answer) == "421" && !answer.contains("forside"), "{host}: {answer}");
        }
        for host in ["127.0.0.1", "127.0.0.1:8000", "localhost", "LOCALHOST:8000", "[::1]:8000"] {
            assert_eq!(status(&ask(host)), "200", "{host}");
        }
    }
    let poll = raw(&shown, b"GET /_live?v= HTTP/1.1\r\nHost: ond.example\r\nConnection: close\r\n\r\n");
    assert_eq!(status(&poll), "421", "{poll}");
}

#[test]
fn what_serve_lays_over_a_page_is_put_in_on_the_way_out() {
    let live = live("");
    let server = spawn_live(None, live.clone()).unwrap();
    let script = "<script src=\"/_live.js?side=";
    assert!(get(&server, "/a/").contains(script));
    assert!(get(&server, "/mangler").contains(script));
    assert!(!get(&server, "/assets/x-1.css").contains("<script"));
    assert!(get(&server, "/_live.js?side=1").contains("location.reload()"));
    assert!(get(&server, "/_live.css").contains("dialog"));
    // The pages' own policy, which allows no inline script or style, holds for these pages too.
    assert!(get(&server, "/a/").contains("Content-Security-Policy: default-src 'none'; script-src 'self'"));
    let first = get(&server, "/_live?v=en-anden&side=/a/");
    let version = first.split("data-v=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let poll = format!("/_live?v={version}&side=/a/");
    std::thread::scope(|scope| {
        // More pages wait than there are workers, and others are served all the same.
        let waiting: Vec<_> = (0..8).map(|_| scope.spawn(|| get(&server, &poll))).collect();
        assert_eq!(status(&get(&server, "/")), "200");
        live.show(in_memory("b"), "", Report::default());
        for answer in waiting {
            assert!(!answer.join().unwrap().contains(&format!("data-v=\"{version}\"")));
        }
    });
    assert!(get(&server, "/a/").contains("<body>b<script"));
}

#[test]
fn before_the_first_build_a_page_says_so() {
    let server = spawn_live(None, Arc::new(Live::default())).unwrap();
    let answer = get(&server, "/");
    assert!(
        status(&answer) == "503" && answer.contains("ikke bygget endnu") && answer.contains("_live.js"),
        "{answer}"
    );
}

#[test]
fn a_port_that_is_taken_is_said() {
    let root = site();
    let server = serve(root.path());
    let port: u16 = server.address.rsplit(':').next().unwrap().parse().unwrap();
    let failure = spawn_live(Some(port), Arc::new(Live::default())).err().unwrap();
    assert!(failure.to_string().contains(&format!("port {port}: adressen er optaget")), "{failure}");
}

#[test]
fn a_site_under_a_path_is_served_under_it() {
    let server = spawn_live(None, live("/guide")).unwrap();
    for (path, expected, part) in [
        ("/", "302", "Location: /guide/\r\n"),
        ("/guide", "302", "Location: /guide/\r\n"),
        ("/guide/", "200", "forside"),
        ("/guide/a", "302", "Location: /guide/a/\r\n"),
        ("/guide/assets/x-1.css", "200", "immutable"),
        ("/guide/../hemmelig.txt", "404", "findes ikke"),
        ("/guide/_headers", "404", "findes ikke"),
        ("/guideline/", "404", "findes ikke"),
        ("/a/", "404", "findes ikke"),
        ("/_live.js", "200", "location.reload()"),
    ] {
        let answer = get(&server, path);
        assert!(status(&answer) == expected && answer.contains(part), "{path}: {answer}");
    }
}
