//! What a path of the site is answered with, apart from the network.
//!
//! Contract: as a static host does it. `/a/` is `a/index.html`, `/a` leads to `/a/` where that is a page, what is missing is
//! `404.html`. Nothing but the site's own files is reachable: a path is taken apart before it is used, `..`, hidden names and
//! what `_headers` and its kin hold are not found, and a link that leads out of the folder is not followed.

use super::headers::Rules;
use super::response::{Answer, PLAIN, header};
use crate::output::Output;
use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

/// Where a site's files are.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shelf<'a> {
    /// In a folder; each is read when it is asked for.
    Folder(&'a Path),
    /// In memory.
    Memory(&'a Output),
}

/// A site and the path that it is published under: empty, or `/guide` for a site under `https://host/guide/`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Site<'a> {
    pub(super) shelf: Shelf<'a>,
    pub(super) base: &'a str,
}

/// What a path leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// A file, by its path in the site, and whether it is what was asked for; else it is the page for what is missing.
    File { path: String, asked_for: bool },
    /// Another address.
    Elsewhere(String),
    /// Nothing, and no page that says so.
    Nothing,
}

const MISSING: &str = "404.html";

/// What a path leads to, without its query.
pub(super) fn find(site: &Site<'_>, path: &str) -> Found {
    let base = site.base;
    if !base.is_empty() && (path == "/" || path == base) {
        return Found::Elsewhere(format!("{base}/"));
    }
    let missing = || match site.shelf.read(MISSING) {
        Some(_) => Found::File { path: MISSING.to_owned(), asked_for: false },
        None => Found::Nothing,
    };
    let Some(path) = path.strip_prefix(base) else { return missing() };
    let Some(segments) = segments(path) else { return missing() };
    let is_folder = path.ends_with('/');
    let place = segments.join("/");
    let page = if place.is_empty() { "index.html".to_owned() } else { format!("{place}/index.html") };
    let file = if is_folder { &page } else { &place };
    if site.shelf.read(file).is_some() {
        Found::File { path: file.clone(), asked_for: true }
    } else if !is_folder && !segments.is_empty() && site.shelf.read(&page).is_some() {
        Found::Elsewhere(with_slash(base, &segments))
    } else {
        missing()
    }
}

/// Answers a GET of `url`.
pub(super) fn answer(site: &Site<'_>, url: &str) -> Answer {
    let (path, query) = url.split_once('?').map_or((url, None), |(path, query)| (path, Some(query)));
    match find(site, path) {
        Found::Elsewhere(to) => redirect(&to, query),
        Found::Nothing => nothing(),
        Found::File { path: file, asked_for } => {
            let rules = site.shelf.read("_headers");
            let rules = rules.map(|bytes| Rules::parse(&String::from_utf8_lossy(&bytes))).unwrap_or_default();
            let path = if asked_for { path.strip_prefix(site.base).unwrap_or(path) } else { "/404.html" };
            // Somebody may have taken the file away since it was found.
            let Some(body) = site.shelf.read(&file) else { return nothing() };
            let mut headers = rules.of(path);
            if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("Cache-Control")) {
                headers.push(header("Cache-Control", "no-cache"));
            }
            headers.push(header("Content-Type", mime(&file)));
            Answer { status: if asked_for { 200 } else { 404 }, headers, body: body.into_owned() }
        }
    }
}

fn nothing() -> Answer {
    Answer::text(404, PLAIN, "Findes ikke\n".to_owned())
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

impl<'a> Shelf<'a> {
    /// The bytes of a file of the site.
    pub(super) fn read(self, path: &str) -> Option<Cow<'a, [u8]>> {
        match self {
            Self::Memory(output) => output.get(path).map(Cow::Borrowed),
            Self::Folder(dir) => read_inside(dir, path).map(Cow::Owned),
        }
    }
}

/// The bytes of a regular file inside of `dir`.
fn read_inside(dir: &Path, path: &str) -> Option<Vec<u8>> {
    let dir = fs::canonicalize(dir).ok()?;
    let relative: PathBuf = path.split('/').collect();
    let place = fs::canonicalize(dir.join(relative)).ok()?;
    if place.starts_with(&dir) && place.is_file() { fs::read(place).ok() } else { None }
}

fn mime(file: &str) -> &'static str {
    match Path::new(file).extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "webmanifest" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "gif" => "image/gif",
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

/// The type of a page.
pub(super) const HTML: &str = "text/html; charset=utf-8";
