//! The whole guidance as one HTML file that is opened from a disk: all pages, tools, pictures and Word files.
//!
//! Contract: made of the pages as they are published, so nothing is said twice. Each page's text lies in a `template`, and one
//! script shows the one that the fragment of the address names: `#/akut/`, or `#/akut/anker`, since a fragment may hold no
//! second `#`. So no id stands in the document twice, and paper has the page that is shown. The file's policy lets it ask the
//! network for nothing. A tool's WebAssembly stands in the file as base64, and its glue as a module of its own; one whose bytes
//! are not known is left out. What only the site has (feeds, this file itself) is linked there.

use super::assets::STOPPED;
use super::context::Context;
use crate::output::Output;
use crate::resolve::Node;
use crate::tools::{self, BrowserTool};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use calculator::text;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use rayon::prelude::*;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// What shows a page and starts its tools.
const SCRIPT: &str = include_str!("offline/one_file.js");
/// Where the frame of a page ends and begins, as `layout` writes it.
const HEADER: (&str, &str) = ("<header", "</header>");
const FOOTER: (&str, &str) = ("<footer class=\"foot\"", "</footer>");
/// Where an icon ends and begins, as `identity` writes it, and the field of the search.
const ICON: (&str, &str) = ("<svg class=\"icon\"", "</svg>");
const FIELD: (&str, &str) = ("<search class=\"seek\"", "</search>");

/// Where the file lies: beside the page that offers it.
pub(crate) fn path(node: &Node) -> String {
    format!("{}boernehusguiden.html", node.url)
}

/// The file, of a site whose pages have been written.
pub(crate) fn file(cx: &Context<'_>, output: &Output) -> String {
    let read = |path: &str| output.get(path.trim_start_matches('/')).and_then(|bytes| std::str::from_utf8(bytes).ok());
    let style = cx.assets.asset("site.css").and_then(read).unwrap_or_default();
    let front = read("index.html").unwrap_or_default();
    let frame =
        |(from, to): (&str, &str)| PreEscaped(linked(cx, output, "", &alone(between(front, from, to), &[ICON])));
    let modules: Vec<Module> = tools::modules().filter_map(|name| Module::read(cx, output, name)).collect();
    let later: Vec<_> = tools::ALL.iter().filter_map(|tool| Some((tool.name, tool.later?))).collect();
    let said = |words: fn(&BrowserTool) -> String| -> BTreeMap<&str, String> {
        tools::ALL.iter().map(|tool| (tool.name, words(tool))).collect()
    };
    let settings = serde_json::json!({
        "base": cx.href("/"),
        "origin": cx.absolute("/"),
        "later": later.into_iter().collect::<BTreeMap<_, _>>(),
        "stopped": said(|tool| format!("{} {STOPPED}", tool.called)),
        "called": said(|tool| format!("{} kunne ikke åbnes. {}", tool.called, tool.instead)),
    });
    let script = format!("const SETTINGS = {settings};\n{SCRIPT}");
    let scripts: Vec<&str> = modules.iter().map(|module| module.glue.as_str()).chain([script.as_str()]).collect();
    let templates: Vec<Markup> = cx.site.pages.par_iter().map(|node| template(cx, output, node)).collect();
    let page = html! {
        (DOCTYPE)
        html lang="da" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy(style, &scripts));
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="format-detection" content="telephone=no";
                meta name="color-scheme" content="light dark";
                meta name="robots" content="noindex";
                title { (cx.site.config.name) }
                style { (PreEscaped(style)) }
            }
            body #side_top {
                a.skip href="#hoved_indhold" { "Gå til sidens indhold" }
                (frame(HEADER))
                section.wrap aria-label="Om filen" { (dated(cx)) }
                div #sted { noscript { p.wrap.note { "Slå JavaScript til for at læse vejledningen i denne fil." } } }
                (frame(FOOTER))
                @for template in &templates { (template) }
                @for module in &modules { script type="text/plain" data-modul=(module.name) { (PreEscaped(&module.wasm)) } }
                @for script in &scripts { script type="module" { (PreEscaped(script)) } }
            }
        }
    };
    page.into_string()
}

/// What the file says of itself, above every page and on paper.
fn dated(cx: &Context<'_>) -> Markup {
    let site = cx.absolute("/");
    html! {
        p.note #filens_dato {
            strong { "Hele vejledningen i én fil, lavet den " (text::date(cx.site.today)) "." }
            " Vejledningen kan være ændret siden. Den nyeste udgave: " a href=(site) rel="external" { (site) }
        }
    }
}

/// The text of a page, with its title and the class of its body.
fn template(cx: &Context<'_>, output: &Output, node: &Node) -> Markup {
    let html = output.get(&node.url.file()).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default();
    let body = between(html, HEADER.1, FOOTER.0).strip_prefix(HEADER.1).unwrap_or_default();
    let body = body.strip_suffix(FOOTER.0).unwrap_or(body);
    let title = inner(html, "<title>", "</title>");
    let class = inner(inner(html, "<body", ">"), "class=\"", "\"");
    html! {
        template data-side=(node.url) data-titel=(PreEscaped(title)) data-klasse=[(!class.is_empty()).then_some(class)] {
            (PreEscaped(searchable(cx, output, linked(cx, output, node.url.as_str(), &alone(body, &[ICON, FIELD])))))
        }
    }
}

/// A page with the file that the search looks in in the place of its address: nothing can be fetched from a disk.
fn searchable(cx: &Context<'_>, output: &Output, html: String) -> String {
    match super::search::file(cx).and_then(|path| Some((path, output.get(path)?))) {
        Some((path, bytes)) if html.contains(path) => {
            let data = format!("data:application/octet-stream;base64,{}", BASE64_STANDARD.encode(bytes));
            html.replace(&cx.href(&format!("/{path}")), &data)
        }
        _ => html,
    }
}

/// Markup without what a file on a disk cannot have, pictures out of another file (they always stand beside words), and without what
/// stands in the file once: the field of the search.
fn alone(html: &str, out: &[(&str, &str)]) -> String {
    let without = |html: &str, (from, to): (&str, &str)| {
        let mut kept = String::with_capacity(html.len());
        let mut rest = html;
        while let Some((before, after)) = rest.split_once(from) {
            kept.push_str(before);
            rest = after.split_once(to).map_or("", |(_, rest)| rest);
        }
        kept + rest
    };
    out.iter().fold(html.to_owned(), |html, part| without(&html, *part))
}

/// The part of a text from the first `from` to the last `to`, both in it; empty where either is missing.
fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    let found = text.find(from).and_then(|start| Some(start..text.rfind(to)? + to.len()));
    found.and_then(|range| text.get(range)).unwrap_or_default()
}

/// The part of a text between the first `from` and the next `to`, without them.
fn inner<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    text.split_once(from).and_then(|(_, rest)| Some(rest.split_once(to)?.0)).unwrap_or_default()
}

/// What an attribute's value follows.
const QUOTED: &str = "=\"";

/// A piece of a page with its addresses led within the file; `here` is empty for what stands around every page. An attribute has its quotation marks in markup alone: in text
/// and in data they are written otherwise.
fn linked(cx: &Context<'_>, output: &Output, here: &str, html: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut rest = html;
    while let Some(at) = rest.find(QUOTED) {
        let (before, after) = rest.split_at(at + QUOTED.len());
        out.push_str(before);
        rest = after;
        let name = &before[..at];
        if name.ends_with(" href") || name.ends_with(" src") {
            let (address, tail) = after.split_at(after.find('"').unwrap_or(after.len()));
            out.push_str(&led(cx, output, here, address));
            rest = tail;
        }
    }
    out.push_str(rest);
    out
}

/// What stands in the file itself, by the ending of its address, and which kind a browser must take it for.
fn kind(path: &str) -> Option<&'static str> {
    let kinds = [
        (".docx", WORD),
        (".avif", "image/avif"),
        (".gif", "image/gif"),
        (".jpeg", "image/jpeg"),
        (".jpg", "image/jpeg"),
        (".png", "image/png"),
        (".svg", "image/svg+xml"),
        (".webp", "image/webp"),
    ];
    let small = path.to_ascii_lowercase();
    kinds.into_iter().find(|(ending, _)| small.ends_with(ending)).map(|(_, kind)| kind)
}

/// Where an address of a page leads from within the file.
fn led(cx: &Context<'_>, output: &Output, here: &str, address: &str) -> String {
    if let Some(anchor) = address.strip_prefix('#') {
        return format!("#{here}{anchor}");
    }
    let Some(path) = address.strip_prefix(&cx.site.config.base).filter(|path| path.starts_with('/')) else {
        return address.to_owned();
    };
    let (page, anchor) = path.split_once('#').unwrap_or((path, ""));
    if cx.find(page).is_some() {
        return format!("#{page}{anchor}");
    }
    match kind(path).and_then(|kind| Some((kind, output.get(path.trim_start_matches('/'))?))) {
        Some((kind, bytes)) => format!("data:{kind};base64,{}", BASE64_STANDARD.encode(bytes)),
        None => cx.absolute(path),
    }
}

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// A module of a tool as it stands in the file.
struct Module {
    name: &'static str,
    /// Its glue, which leaves what starts it where the file's script looks.
    glue: String,
    /// Its WebAssembly as base64.
    wasm: String,
}

impl Module {
    /// The module, where its bytes are known, and where its glue can stand in a page.
    fn read(cx: &Context<'_>, output: &Output, name: &'static str) -> Option<Self> {
        let [glue, wasm] = cx.assets.modules.get(name)?;
        let glue = std::str::from_utf8(output.get(glue)?).ok()?;
        let start = default_export(glue).filter(|_| !glue.to_ascii_lowercase().contains("</script"))?;
        Some(Self {
            name,
            glue: format!("{glue}\n(globalThis.moduler ??= {{}})[\"{name}\"] = {start};\n"),
            wasm: BASE64_STANDARD.encode(output.get(wasm)?),
        })
    }
}

/// The name of what a module gives by default: `N` in `export{N as default,…}`.
fn default_export(glue: &str) -> Option<&str> {
    let before = glue.get(..glue.rfind(" as default")?)?;
    let name = before.rsplit(|sign: char| !sign.is_ascii_alphanumeric() && sign != '_' && sign != '$').next()?;
    (!name.is_empty()).then_some(name)
}

/// A policy that allows what stands in the file, and nothing from elsewhere.
fn policy(style: &str, scripts: &[&str]) -> String {
    let hash = |text: &str| format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)));
    let scripts: Vec<_> = scripts.iter().map(|script| hash(script)).collect();
    format!(
        "default-src 'none'; script-src {} 'wasm-unsafe-eval'; style-src {}; img-src data:; connect-src data:; base-uri 'none'; form-action 'none'",
        scripts.join(" "),
        hash(style)
    )
}

#[cfg(test)]
mod tests {
    use super::{WORD, between, default_export, inner, kind};

    #[test]
    fn pictures_and_word_files_stand_in_the_file() {
        let found = ["/a.avif", "/a.JPG", "/a.jpeg", "/b.c/a.png", "/a.docx"].map(kind);
        assert_eq!(found, ["image/avif", "image/jpeg", "image/jpeg", "image/png", WORD].map(Some));
        assert_eq!(["/a.pdf", "/avif", "/a.avif/"].map(kind), [None; 3]);
    }

    #[test]
    fn the_default_export_is_found_in_both_forms_of_glue() {
        assert_eq!(default_export("function j(){}export{N as default,j as initSync};"), Some("N"));
        assert_eq!(default_export("export { initSync, __wbg_init as default };\n"), Some("__wbg_init"));
        assert_eq!(default_export("export{a as b};"), None);
    }

    #[test]
    fn parts_of_a_page() {
        let page = "<a><header>x</header><p>y</p><header>z</header><footer>f</footer>";
        assert_eq!(between(page, "</header>", "<footer>"), "</header><p>y</p><header>z</header><footer>");
        assert_eq!(inner("<body id=\"x\" class=\"on-a4\">", "class=\"", "\""), "on-a4");
        assert_eq!(inner("none", "<title>", "</title>"), "");
    }
}
