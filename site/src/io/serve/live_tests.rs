//! Tests of `live`.

use super::{Live, MOST_WAITING, Poll, is_poll, with_script};
use crate::Built;
use crate::diagnostic::{Code, Diagnostic};
use crate::io::serve::overlay::Report;
use crate::output::Output;
use crate::source::{Source, Sources, Span};
use std::time::Duration;

const LONG: Duration = Duration::from_secs(60);
const SHORT: Duration = Duration::from_millis(5);

fn output(files: &[(&str, &str)]) -> Output {
    let mut output = Output::default();
    for (path, text) in files {
        output.insert(*path, *text);
    }
    output
}

fn faulty(code: Code) -> Report {
    let mut sources = Sources::default();
    let file = sources.add(Source::new("content/a.md", "tekst\n"));
    Report::of(&Built {
        sources,
        diagnostics: vec![Diagnostic::new(code, Span::new(file, 0..5), "galt")],
        output: None,
    })
}

fn body(live: &Live, url: &str, patience: Duration) -> String {
    String::from_utf8(live.wait_for(url, patience).body).unwrap()
}

/// The version and the fingerprint that an answer carries.
fn told(answer: &str) -> (String, String) {
    let value = |name: &str| answer.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap().to_owned();
    (value("data-v"), value("data-side"))
}

fn url(answer: &str, path: &str) -> String {
    let (version, side) = told(answer);
    format!("/_live?v={version}&har={side}&side={path}")
}

#[test]
fn the_script_comes_before_the_end_of_the_body() {
    let script = "<script src=\"/_live.js?side=f\" defer></script>";
    assert_eq!(
        with_script(b"<body>a</BODY></html>".to_vec(), "f"),
        format!("<body>a{script}</BODY></html>").into_bytes()
    );
    assert_eq!(with_script(b"a".to_vec(), "f"), format!("a{script}").into_bytes());
}

#[test]
fn a_question_is_read_and_the_path_may_have_anything_in_it() {
    let live = Live::default();
    let run = format!("{:x}", live.run);
    let read = |url: &str| {
        let Poll { seen, has, path } = live.poll(url);
        (seen, has.to_owned(), path.to_owned())
    };
    let all = (Some(3), "f".to_owned(), "/a&v=1-9/?side=".to_owned());
    assert_eq!(read(&format!("/_live?v={run}-3&har=f&side=/a&v=1-9/?side=")), all);
    assert_eq!(read("/_live?v=an-earlier-run&side=/"), (None, String::new(), "/".to_owned()));
    assert_eq!(read("/_live"), (None, String::new(), String::new()));
    assert!(is_poll("/_live?v=1") && !is_poll("/_live.js?v=1") && !is_poll("/_livet/"));
}

#[test]
fn a_question_waits_for_the_next_version_and_hears_what_changed() {
    let live = Live::default();
    assert!(live.show(output(&[("index.html", "1"), ("a/index.html", "1")]), "", Report::default()).is_empty());
    let first = body(&live, "/_live?v=&side=/", SHORT);
    assert!(!first.contains("Ændret"), "{first}");
    // Nothing new: the same again when time is up.
    assert_eq!(body(&live, &url(&first, "/"), SHORT), first);
    std::thread::scope(|scope| {
        let [here, there] = ["/", "/a/"].map(|path| {
            let question = url(&body(&live, &format!("/_live?v=&side={path}"), SHORT), path);
            let live = &live;
            scope.spawn(move || body(live, &question, LONG))
        });
        while live.open_pages() != ["/", "/a/"] {
            std::thread::yield_now();
        }
        let changed = live.show(output(&[("index.html", "1"), ("a/index.html", "2")]), "", Report::default());
        assert_eq!(changed, ["/a/"]);
        let (here, there) = (here.join().unwrap(), there.join().unwrap());
        assert_eq!(told(&here).1, told(&first).1, "a page that has not changed is not loaded anew");
        assert!(here.contains("Ændret: <a href=\"/a/\">/a/</a>"), "{here}");
        assert!(!there.contains("Ændret"), "{there}");
    });
    assert!(live.open_pages().is_empty());
}

#[test]
fn the_editors_preview_is_not_told_among_what_changed() {
    let live = Live::default();
    live.show(output(&[("a/index.html", "1"), ("redaktoer/index.html", "1")]), "", Report::default());
    let changed = live.show(output(&[("a/index.html", "2"), ("redaktoer/index.html", "2")]), "", Report::default());
    assert_eq!(changed, ["/a/"]);
}

#[test]
fn a_page_of_an_earlier_run_is_told_at_once() {
    let earlier = Live::default();
    let question = url(&body(&earlier, "/_live?v=&side=/", SHORT), "/");
    let live = Live::default();
    assert_ne!(told(&body(&live, &question, LONG)).0, told(&body(&earlier, &question, SHORT)).0);
}

#[test]
fn errors_lie_over_the_last_good_site_until_a_good_build() {
    let live = Live::default();
    live.show(output(&[("index.html", "god")]), "", Report::default());
    live.fail(faulty(Code::KeyMissing), || None);
    let answer = body(&live, "/_live?v=&side=/", SHORT);
    assert!(answer.contains("data-fejl") && answer.contains("content/a.md:1:1"), "{answer}");
    assert!(live.answer("/").body.starts_with(b"god"));
    live.show(output(&[("index.html", "god")]), "", faulty(Code::ReviewOverdue));
    let answer = body(&live, "/_live?v=&side=/", SHORT);
    assert!(!answer.contains("data-fejl") && answer.contains("1 advarsel"), "{answer}");
}

#[test]
fn before_the_first_good_build_the_published_site_is_shown() {
    let live = Live::default();
    live.fail(faulty(Code::KeyMissing), || None);
    assert_eq!(live.answer("/").status, 503);
    live.fail(faulty(Code::KeyMissing), || Some((output(&[("index.html", "udgivet")]), String::new())));
    assert!(live.answer("/").body.starts_with(b"udgivet"));
    live.fail(faulty(Code::KeyMissing), || panic!("it is there already"));
}

#[test]
fn open_pages_come_first_and_the_rest_waits_until_it_is_there() {
    let live = Live::default();
    let old = [("index.html", "1"), ("a/index.html", "1")];
    live.show(output(&old), "", Report::default());
    let questions = ["/", "/a/"].map(|path| url(&body(&live, &format!("/_live?v=&side={path}"), SHORT), path));
    std::thread::scope(|scope| {
        // Only what is open is made first; `/` is not among what has changed.
        live.announce(output(&[("index.html", "1"), ("a/index.html", "2")]), "", Report::default());
        let answer = body(&live, &questions[1], LONG);
        assert_ne!(told(&answer).1, told(&questions_answer(&live, "/")).1);
        assert!(live.answer("/a/").body.starts_with(b"2"));
        let (waits, other) = (scope.spawn(|| body(&live, &questions[0], LONG)), scope.spawn(|| live.answer("/b/")));
        while live.open_pages() != ["/"] {
            std::thread::yield_now();
        }
        // Who has heard of the new version already waits for the one after it.
        assert_eq!(body(&live, &url(&answer, "/a/"), SHORT).matches("data-fejl").count(), 0);
        let new = [("index.html", "1"), ("a/index.html", "2"), ("b/index.html", "ny")];
        live.show(output(&new), "", Report::default());
        assert!(other.join().unwrap().body.starts_with(b"ny"), "neither the old site nor a part of the new one");
        assert!(waits.join().unwrap().contains("/b/"));
    });
}

fn questions_answer(live: &Live, path: &str) -> String {
    body(live, &format!("/_live?v=&side={path}"), SHORT)
}

#[test]
fn a_picture_that_changes_changes_the_page() {
    let live = Live::default();
    let page = "<body><img src=\"/guide/billeder/a.png\"></body>";
    let print = |picture: &str| {
        live.show(output(&[("index.html", page), ("billeder/a.png", picture)]), "/guide", Report::default());
        told(&body(&live, "/_live?v=&side=/guide/", SHORT)).1
    };
    let (one, two) = (print("1"), print("2"));
    assert_ne!(one, two);
    assert_eq!(one, print("1"));
}

#[test]
fn a_page_that_is_missing_hears_what_is_new() {
    let live = Live::default();
    live.show(output(&[("gammel/index.html", "x"), ("404.html", "væk")]), "", Report::default());
    live.show(output(&[("ny/index.html", "x"), ("404.html", "væk")]), "", Report::default());
    let answer = body(&live, "/_live?v=&side=/gammel/", SHORT);
    assert!(answer.contains("href=\"/ny/\""), "{answer}");
}

#[test]
fn no_more_wait_than_there_may_be_threads() {
    let live = Live::default();
    let answer = body(&live, "/_live?v=&side=/", SHORT);
    live.show(Output::default(), "", Report::default());
    let question = url(&body(&live, "/_live?v=&side=/", SHORT), "/");
    assert_ne!(answer, question);
    std::thread::scope(|scope| {
        let waiting: Vec<_> =
            (0..MOST_WAITING).map(|_| scope.spawn(|| live.wait_for(&question, LONG).status)).collect();
        while live.lock().waiting.values().sum::<usize>() < MOST_WAITING {
            std::thread::yield_now();
        }
        assert_eq!(live.wait_for(&question, LONG).status, 503);
        live.show(Output::default(), "", Report::default());
        assert!(waiting.into_iter().all(|one| one.join().unwrap() == 200));
    });
}

#[test]
fn nobody_keeps_what_changes_at_each_save() {
    let live = Live::default();
    let site = [("index.html", "<main>"), ("sw.js", "const FILES = {};"), ("om/uden-net/omfang.json", "{}")];
    live.show(output(&site), "/guide", Report::default());
    let answer = live.answer("/guide/sw.js");
    assert_eq!((answer.status, answer.body.as_slice()), (200, crate::render::offline::GONE.as_bytes()));
    assert_eq!(live.answer("/guide/om/uden-net/omfang.json").status, 404);
    assert_eq!(live.answer("/guide/").status, 200);
}
