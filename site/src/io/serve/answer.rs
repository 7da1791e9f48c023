//! What a path of the site is answered with, apart from the network.
//!
//! Contract: as a static host does it. `/a/` is `a/index.html`, `/a` leads to `/a/` where that is a page, what is missing is
//! `404.html`. Nothing outside of the folder is reachable: a path is taken apart before it is used, `..`, hidden names and
//! what `_headers` and its kin hold are not found, and a link that leads out is not followed.

use super::headers::Rules;
use super::live::{self, Live};
use super::response::{Answer, PLAIN, header};
use std::fs;
use std::path::{Path, PathBuf};

/// A built site and the address that it is published under.
#[derive(Debug, Clone)]
pub struct Site {
    /// The folder of its files.
    pub dir: PathBuf,
    /// What comes before every address: empty, or `/guide` for a site under `https://host/guide/`.
    pub base: String,
}

/// Answers a GET of `url`.
#[must_use]
pub fn answer(site: &Site, url: &str, live: Option<&Live>) -> Answer {
    let dir = &site.dir;
    let (path, query) = url.split_once('?').map_or((url, None), |(path, query)| (path, Some(query)));
    if live.is_some() && path == live::SCRIPT_PATH {
        return live::script();
    }
    if !site.base.is_empty() && (path == "/" || path == site.base) {
        return redirect(&format!("{}/", site.base), query);
    }
    let rules = fs::read_to_string(dir.join("_headers")).map(|text| Rules::parse(&text)).unwrap_or_default();
    let Some(path) = path.strip_prefix(&site.base) else { return not_found(dir, &rules, live) };
    let Some(segments) = segments(path) else { return not_found(dir, &rules, live) };
    let place: PathBuf = segments.iter().collect();
    let is_folder = path.ends_with('/');
    let file = if is_folder { place.join("index.html") } else { place.clone() };
    match read(dir, &file) {
        Some(body) => found(200, &file, body, rules.of(path), live),
        None if !is_folder && !segments.is_empty() && read(dir, &place.join("index.html")).is_some() => {
            redirect(&with_slash(&site.base, &segments), query)
        }
        None => not_found(dir, &rules, live),
    }
}

fn found(status: u16, file: &Path, body: Vec<u8>, rules: Vec<(String, String)>, live: Option<&Live>) -> Answer {
    let kind = mime(file);
    let mut headers = rules;
    if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("Cache-Control")) {
        headers.push(header("Cache-Control", "no-cache"));
    }
    headers.push(header("Content-Type", kind));
    let body = match live {
        Some(live) if kind.starts_with("text/html") => live.inject(body),
        _ => body,
    };
    Answer { status, headers, body }
}

fn not_found(dir: &Path, rules: &Rules, live: Option<&Live>) -> Answer {
    let file = Path::new("404.html");
    match (read(dir, file), live) {
        (Some(body), _) => found(404, file, body, rules.of("/404.html"), live),
        // Before the first site has been built without errors there is nothing else to show while somebody writes.
        (None, Some(live)) if !dir.join("index.html").is_file() => {
            let page = "<!doctype html><html lang=\"da\"><meta charset=\"utf-8\"><title>Ikke bygget endnu</title>\
                        <body><p>Siden er ikke bygget endnu. Se terminalen.</p></body></html>";
            found(503, Path::new("a.html"), page.as_bytes().to_vec(), Vec::new(), Some(live))
        }
        (None, _) => Answer::text(404, PLAIN, "Findes ikke\n".to_owned()),
    }
}

fn redirect(to: &str, query: Option<&str>) -> Answer {
    let mut answer = Answer::text(302, PLAIN, String::new());
    let to = query.map_or_else(|| to.to_owned(), |query| format!("{to}?{query}"));
    answer.headers.push(header("Location", &to));
    answer
}

/// The same page's address with a closing `/`, put together anew: what was asked for may begin with `//`, which would lead
/// to another site.
fn with_slash(base: &str, segments: &[String]) -> String {
    let segments: String = segments.iter().map(|segment| format!("/{}", encoded(segment))).collect();
    format!("{base}{segments}/")
}

/// A path's names, decoded; `None` where it is no path of the site.
fn segments(path: &str) -> Option<Vec<String>> {
    let inner = path.strip_prefix('/')?;
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    if inner.is_empty() {
        return (path == "/").then(Vec::new);
    }
    inner.split('/').map(|segment| decoded(segment).filter(|name| is_name(name))).collect()
}

/// Whether a name may be asked for: no way up, nothing hidden, no settings of hosts.
fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.starts_with(['.', '_']) && !name.contains(['/', '\\', '\0', ':'])
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        rest = tail;
        if first != b'%' {
            bytes.push(first);
            continue;
        }
        let digits = rest.get(..2).and_then(|digits| std::str::from_utf8(digits).ok())?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = &rest[2..];
    }
    String::from_utf8(bytes).ok()
}

fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// The bytes of a regular file inside of `dir`.
fn read(dir: &Path, file: &Path) -> Option<Vec<u8>> {
    let dir = fs::canonicalize(dir).ok()?;
    let place = fs::canonicalize(dir.join(file)).ok()?;
    if place.starts_with(&dir) && place.is_file() { fs::read(place).ok() } else { None }
}

fn mime(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "webmanifest" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "atom" => "application/atom+xml; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "txt" | "md" => PLAIN,
        "csv" => "text/csv; charset=utf-8",
        "pdf" => "application/pdf",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    }
}
