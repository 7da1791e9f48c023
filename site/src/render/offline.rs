//! Keeping the guidance on a device, for whoever asks for it: the place on its page, the list of what is kept, the worker.
//!
//! Contract: nothing is kept until a reader asks for it on the page that has `:::uden-net`; that page alone loads the script that
//! can. The worker names every file by its content ([`digest`]): it fetches only what has changed, refuses what is not as it
//! was published, and answers nothing else. A site without such a page ships a worker in its place that removes itself and
//! all that was kept. The scripts stand in `offline/`; they know their site by their
//! own address, so the base path is in none of them.

use super::assets::hashed;
use super::context::Context;
use super::one_file;
use super::words::heading;
use crate::headers::HEADERS_FILE;
use crate::output::Output;
use crate::parse::tree::Block;
use crate::resolve::Node;
use crate::tools::EDITOR;
use maud::{Markup, html};
use rayon::prelude::*;
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use xxhash_rust::xxh3::xxh3_64;

/// The worker's path. It stands at the root, since a worker answers only for what lies below itself.
pub const WORKER: &str = "sw.js";
/// The file beside the page that says how much there is.
pub const SIZES: &str = "omfang.json";
/// The worker of a site that keeps nothing.
pub const GONE: &str = include_str!("offline/gone.js");
/// The page's own script.
const PAGE_SCRIPT: &str = include_str!("offline/page.js");
/// What an open tool loads where a worker is at work.
const NEWER_SCRIPT: &str = include_str!("offline/newer.js");
/// Bytes of a SHA-256 that tell a file from others; the worker's script takes as many.
const DIGEST_BYTES: usize = 16;

/// The path of the script that tells an open tool of a newer version.
pub(crate) fn newer_script() -> String {
    hashed("assets/nyere.js", xxh3_64(NEWER_SCRIPT.as_bytes()))
}

fn page_script() -> String {
    hashed("assets/uden-net.js", xxh3_64(PAGE_SCRIPT.as_bytes()))
}

/// The page that offers to keep the guidance, where there is one.
pub(crate) fn page<'s>(cx: &Context<'s>) -> Option<&'s Node> {
    cx.site.pages.iter().find(|node| shows(node))
}

pub(super) fn shows(node: &Node) -> bool {
    node.body.blocks.iter().any(|block| matches!(block, Block::Offline))
}

/// What the head of the page needs; nothing on other pages.
pub(crate) fn head(cx: &Context<'_>, node: &Node) -> Markup {
    html! { @if shows(node) { script type="module" src=(cx.href(&format!("/{}", page_script()))) {} } }
}

/// The place of the buttons. Every word stands here; `data-ved` names the states in which an element is shown, and the script
/// says which state it is.
pub(crate) fn place(cx: &Context<'_>, node: &Node, level: u8) -> Markup {
    let file = cx.href(&one_file::path(node));
    html! {
        div #uden-net {
            p.no-script { "Slå JavaScript til for at gemme vejledningen her. Du kan altid hente den i én fil." }
            div role="status" { @for (states, words) in said(&field) { p data-ved=(states) hidden { (words) } } }
            p.button-row {
                @for (act, states, class, words) in BUTTONS {
                    button class=(class) type="button" data-handling=(act) data-ved=(states) hidden { (words) }
                }
            }
            (heading(level, None, None, &html! { "Hele vejledningen i én fil" }))
            p {
                "Filen kan ligge på en USB-nøgle eller et fællesdrev og åbnes i en browser uden net. Alle sider, værktøjer og Word-filer er i den."
                (field("fil"))
            }
            p.button-row {
                a.button.button-quiet href=(file) download { "Hent hele vejledningen i én fil" }
            }
        }
    }
}

/// What the script fills in.
fn field(name: &str) -> Markup {
    html! { span data-felt=(name) {} }
}

/// What is said, each with the states in which it is; `field` gives what stands in the place of what the script fills in.
pub(super) fn said(field: &dyn Fn(&'static str) -> Markup) -> [(&'static str, Markup); 8] {
    [
        ("ikke", html! { "Vejledningen er ikke gemt på denne enhed. Den fylder " (field("bytes")) " kB." }),
        ("gemmer", html! { "Henter vejledningen: " (field("gjort")) " af " (field("alle")) " filer." }),
        (
            "gemt ny gammel",
            html! { strong { "Gemt den " (field("dag")) "." } " Vejledningen og værktøjerne kan åbnes uden net på denne enhed." },
        ),
        (
            "ny",
            html! { "Der er kommet en nyere udgave. Den er gemt og bliver taget i brug, når du har lukket alle faner med vejledningen. Du kan også tage den i brug nu. Har du et værktøj åbent i en anden fane, så print eller hent først det, du har skrevet." },
        ),
        ("gammel", html! { "Den nye udgave kunne ikke hentes. Den, du har, er her stadig." }),
        (
            "fejl",
            html! { strong { "Vejledningen blev ikke gemt." } " En fil kunne ikke hentes, eller der er ikke plads på enheden. Prøv igen, når du har god forbindelse." },
        ),
        ("fjernet", html! { strong { "Vejledningen er fjernet fra denne enhed." } " Intet af den er gemt her mere." }),
        (
            "kan-ikke",
            html! { "Vejledningen kan ikke gemmes her: enten er der ikke net, eller også tillader browseren det ikke, som i et privat vindue. Du kan hente den i én fil i stedet." },
        ),
    ]
}

/// The buttons: what each does, the states in which it is there, its classes and its words.
pub(super) const BUTTONS: [(&str, &str, &str, &str); 3] = [
    ("gem", "ikke fjernet fejl", "button", "Gem vejledningen på denne enhed"),
    ("skift", "ny", "button", "Tag den nye i brug"),
    ("fjern", "gemmer gemt ny gammel", "button button-quiet", "Fjern den igen"),
];

/// What the worker says above a page that is shown from what is kept: always; when that is old; when a newer one waits.
pub(super) const FROM_KEPT: [&str; 3] = [
    "Siden kunne ikke hentes fra nettet, og vejledningen kan være ændret siden.",
    "Det er over 90 dage siden. Kontrollér paragraffer, frister og priser, før du bruger dem.",
    "En nyere udgave er gemt. Den vises, når du har lukket alle faner med vejledningen.",
];

/// What is said above an open tool when there is a newer version of its page.
pub(super) const NEWER: &str = "Der er kommet en nyere udgave af siden her. Det, du har skrevet, er her stadig. Print eller hent det først, og genindlæs så siden.";

/// Writes the worker, and where a page offers it the scripts, the one file, and how much all of it is.
pub(crate) fn write(cx: &Context<'_>, output: &mut Output) {
    let Some(node) = page(cx) else {
        output.insert(WORKER, GONE);
        return;
    };
    let files = kept(cx, output);
    let bytes: usize = files.values().map(|(_, size)| size).sum();
    let whole = one_file::file(cx, output);
    let sizes = serde_json::json!({ "filer": files.len(), "bytes": bytes, "fil": whole.len() });
    output.insert(one_file::path(node).trim_start_matches('/'), whole);
    output.insert(format!("{}{SIZES}", node.url).trim_start_matches('/'), format!("{sizes}\n"));
    output.insert(WORKER, worker(&files));
}

/// The scripts of the page and of open tools, which pages name.
pub(crate) fn write_scripts(output: &mut Output) {
    output.insert(page_script(), PAGE_SCRIPT);
    output.insert(newer_script(), NEWER_SCRIPT);
}

/// What is kept: every page and all that pages load or offer, by its address from the site's folder, with hash and size. Not
/// what only programs and editors have, nor pages at former addresses.
fn kept(cx: &Context<'_>, output: &Output) -> BTreeMap<String, (String, usize)> {
    let pages: BTreeSet<String> = cx.site.pages.iter().map(|node| node.url.file()).collect();
    let editor = ["assets/", "assets/start-"].map(|place| format!("{place}{}-", EDITOR.name));
    let is_for_programs = |path: &str| {
        [HEADERS_FILE, "_redirects", "robots.txt", "sitemap.xml"].contains(&path)
            || [".atom", ".ics"].iter().any(|ending| path.ends_with(ending))
            || editor.iter().any(|begins| path.starts_with(begins))
    };
    let wanted = |path: &str| if path.ends_with(".html") { pages.contains(path) } else { !is_for_programs(path) };
    let files: Vec<_> = output.iter().filter(|(path, _)| wanted(path)).collect();
    files.par_iter().map(|(path, bytes)| (address(path), (digest(bytes), bytes.len()))).collect()
}

/// The address of a file from the site's folder: that of a page ends with a slash.
fn address(path: &str) -> String {
    let folder = path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
    folder.unwrap_or(path).to_owned()
}

/// The beginning of the SHA-256 of some bytes.
fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(DIGEST_BYTES).map(|byte| format!("{byte:02x}")).collect()
}

/// The worker with its list. Its version is the hash of both, so that two lists never share a place on a device.
fn worker(files: &BTreeMap<String, (String, usize)>) -> String {
    const SCRIPT: &str = include_str!("offline/worker.js");
    let list: BTreeMap<&str, &str> = files.iter().map(|(path, (hash, _))| (path.as_str(), hash.as_str())).collect();
    let list = serde_json::json!(list);
    let version = digest(format!("{list}{SCRIPT}").as_bytes());
    format!("const VERSION = \"{version}\";\nconst FILES = {list};\n{SCRIPT}")
}

#[cfg(test)]
mod tests {
    use super::{FROM_KEPT, NEWER, NEWER_SCRIPT, address, digest, worker};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    type Files = BTreeMap<String, (String, usize)>;

    fn listed(files: &BTreeMap<String, Vec<u8>>) -> Files {
        files.iter().map(|(path, bytes)| (address(path), (digest(bytes), bytes.len()))).collect()
    }

    fn version(worker: &str) -> &str {
        worker.lines().next().unwrap()
    }

    #[test]
    fn the_scripts_say_what_the_page_of_the_design_shows() {
        let script = include_str!("offline/worker.js").replace("${OLD}", "90");
        assert!(script.contains("4000, 90, 6]"), "what is old is another number of days");
        for words in FROM_KEPT {
            assert!(script.contains(words), "the worker does not say: {words}");
        }
        assert!(script.contains(r#"<p class="note" id="gemt_udgave"><strong>Gemt${shown}.</strong>"#));
        assert!(NEWER_SCRIPT.contains(NEWER) && NEWER_SCRIPT.contains(r#"note.className = "note""#));
    }

    #[test]
    fn pages_are_named_by_their_addresses() {
        for (path, expected) in [
            ("index.html", ""),
            ("a/b/index.html", "a/b/"),
            ("a/xindex.html", "a/xindex.html"),
            ("404.html", "404.html"),
            ("assets/site-1.css", "assets/site-1.css"),
        ] {
            assert_eq!(address(path), expected);
        }
    }

    #[test]
    fn a_digest_is_the_beginning_of_sha_256() {
        assert_eq!(digest(b"abc"), "ba7816bf8f01cfea414140de5dae2223");
    }

    proptest! {
        #[test]
        fn a_worker_lists_what_there_is_and_changes_with_it(
            files in prop::collection::btree_map("[a-z/\"\\\\]{1,8}", prop::collection::vec(any::<u8>(), 0..20), 1..6),
            at in any::<prop::sample::Index>(),
        ) {
            let before = worker(&listed(&files));
            prop_assert_eq!(&before, &worker(&listed(&files)));
            let list = before.lines().nth(1).unwrap().strip_prefix("const FILES = ").unwrap().strip_suffix(';').unwrap();
            let read: BTreeMap<String, String> = serde_json::from_str(list).unwrap();
            prop_assert_eq!(read, files.iter().map(|(path, bytes)| (address(path), digest(bytes))).collect());
            let mut changed = files.clone();
            let path = at.get(&files.keys().collect::<Vec<_>>()).to_string();
            changed.get_mut(&path).unwrap().push(0);
            let after = worker(&listed(&changed));
            prop_assert_ne!(version(&before), version(&after));
            changed.remove(&path);
            let fewer = worker(&listed(&changed));
            prop_assert_ne!(version(&before), version(&fewer));
        }
    }
}
