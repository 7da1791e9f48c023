//! What only programs read: sitemap, robots, headers, redirects.
//!
//! Contract: a redirect is written twice, as a page that works on any host and as a line in `_redirects` for hosts that read
//! it. `robots.txt` is ours only where `public/` has none.

use super::context::Context;
use super::layout;
use super::statement;
use super::words::iso;
use super::{offline, one_file};
use crate::headers::{self, HEADERS_FILE, Hints};
use crate::output::Output;
use crate::resolve::Node;
use maud::{DOCTYPE, Markup, html};

/// Writes all of them.
pub(crate) fn write(cx: &Context<'_>, output: &mut Output) {
    output.insert("sitemap.xml", sitemap(cx));
    if !cx.site.public.contains_key("robots.txt") {
        output.insert("robots.txt", format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", cx.absolute("/sitemap.xml")));
    }
    output.insert(HEADERS_FILE, headers::headers_file(&hints(cx)));
    let mut lines = String::new();
    for node in &cx.site.pages {
        for former in &node.meta.former {
            lines.push_str(&format!("{} {} 301\n", cx.href(former.value.as_str()), cx.page(node)));
            output.insert(former.value.file(), redirect(cx, node).into_string());
        }
    }
    if let Some(to) = statement::write(cx, output) {
        lines.push_str(&format!("{} {to} 301\n", cx.href(statement::PLACE)));
    }
    if !lines.is_empty() {
        output.insert("_redirects", lines);
    }
}

/// What hosts can tell of pages before they are there. Their rules are for the site's own folder, so the base path is in none of them.
pub(crate) fn hints(cx: &Context<'_>) -> Hints {
    let tools = cx.site.pages.iter().flat_map(|node| {
        let tools = node.body.tools().filter_map(|tool| cx.assets.tools.get(tool.name));
        tools.map(move |tool| (node.url.to_string(), [cx.href(&tool.glue), cx.href(&tool.wasm)]))
    });
    Hints {
        style: cx.assets.asset("site.css").map(|style| cx.href(style)),
        tools: tools.collect(),
        attachments: offline::page(cx).map(one_file::path).into_iter().collect(),
    }
}

fn sitemap(cx: &Context<'_>) -> String {
    // Addresses are of a-z, 0-9, hyphens and slashes; only the host could hold a sign that XML minds.
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for node in &cx.site.pages {
        let address = cx.absolute(node.url.as_str()).replace('&', "&amp;").replace('<', "&lt;");
        // A page that is not in the history yet has been read through, at least.
        let changed = node.changed.unwrap_or(node.meta.reviewed);
        xml.push_str(&format!("<url><loc>{address}</loc><lastmod>{}</lastmod></url>\n", iso(changed)));
    }
    xml.push_str("</urlset>\n");
    xml
}

/// The page at a former address.
fn redirect(cx: &Context<'_>, node: &Node) -> Markup {
    let address = cx.page(node);
    html! {
        (DOCTYPE)
        html lang="da" {
            head {
                (layout::head_basics(cx))
                title { "Siden er flyttet – " (cx.site.config.name) }
                meta http-equiv="refresh" content={ "0; url=" (address) };
                meta name="robots" content="noindex";
                link rel="canonical" href=(cx.absolute(node.url.as_str()));
            }
            body {
                main.wrap {
                    h1 { "Siden er flyttet" }
                    p { "Den hedder nu " a href=(address) { (node.meta.title) } "." }
                }
            }
        }
    }
}
