//! The frame of every page: head, header with the acute line and the main menu, footer.
//!
//! Contract: the same parts in the same order on every page. Nothing here needs a script: what folds on a phone is a
//! `details`, which the style sheet opens where there is room. Ids that are not anchors of headings have an underscore,
//! which no heading's anchor can have.

use super::context::Context;
use super::identity::{self, Icon, icon};
use super::ruler::ruler;
use super::words::{call, outside};
use super::{found, leave, search, statement, template};
use crate::frame::FOOTER;
use crate::headers::CSP_META;
use crate::resolve::Node;
use maud::{DOCTYPE, Markup, html};

/// Where the skip link leads.
pub(crate) const MAIN_ID: &str = "hoved_indhold";
/// Where "Til toppen" leads.
const TOP_ID: &str = "side_top";
/// Background of the page in light and dark, as in the style sheet.
const THEME: [(&str, &str); 2] = [("light", "#fbfaf6"), ("dark", "#111817")];
/// The longest title of a page that search engines show whole.
const MAX_TITLE: usize = 70;

/// What the head of a page says of it.
pub(crate) struct About<'a> {
    /// The page, where it has an address of its own.
    pub(crate) node: Option<&'a Node>,
    /// It has a way to leave at once.
    pub(crate) leaves: bool,
    /// Its title.
    pub(crate) title: &'a str,
    /// Its description.
    pub(crate) description: &'a str,
    /// More for its head.
    pub(crate) more: Markup,
    /// What stands at the foot of each printed page.
    pub(crate) foot: Option<String>,
}

/// A whole page.
pub(crate) fn page(cx: &Context<'_>, about: &About<'_>, content: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="da" data-foot=[&about.foot] {
            head {
                (head_basics(cx))
                title { (title(cx, about)) }
                meta name="description" content=(about.description);
                @if let Some(node) = about.node {
                    (found::head(cx, node))
                    (identity::head(cx))
                } @else {
                    meta name="robots" content="noindex";
                }
                @if about.leaves { (leave::script(cx)) }
                (search::script(cx, about.node))
                (about.more)
            }
            body #(TOP_ID) class=[about.node.and_then(|node| node.meta.paper).map(template::class)] {
                a.skip href={ "#" (MAIN_ID) } { "Gå til sidens indhold" }
                @if about.leaves { (leave::bar(cx)) }
                (header(cx, about.node))
                (content)
                @if let Some(foot) = &about.foot { p.page-foot { (foot) } }
                (footer(cx, about.node))
            }
        }
    }
}

/// What stands in the head of every page, redirects too. The policy comes first: it holds for what follows it.
pub(crate) fn head_basics(cx: &Context<'_>) -> Markup {
    html! {
        meta charset="utf-8";
        meta http-equiv="Content-Security-Policy" content=(CSP_META);
        meta name="viewport" content="width=device-width, initial-scale=1";
        meta name="referrer" content="no-referrer";
        meta name="format-detection" content="telephone=no";
        meta name="color-scheme" content="light dark";
        @for (scheme, colour) in THEME {
            meta name="theme-color" content=(colour) media={ "(prefers-color-scheme: " (scheme) ")" };
        }
        @if let Some(style) = cx.assets.asset("site.css") {
            link rel="stylesheet" href=(cx.href(style));
        }
        @if let Some(icon) = cx.assets.asset("favicon.svg") {
            link rel="icon" href=(cx.href(icon));
        }
    }
}

fn title(cx: &Context<'_>, about: &About<'_>) -> String {
    let whole = |title: &str| format!("{title} – {}", cx.site.config.name);
    let title = whole(about.title);
    match about.node {
        Some(node) if title.chars().count() > MAX_TITLE => whole(&node.meta.short_title),
        _ => title,
    }
}

fn header(cx: &Context<'_>, here: Option<&Node>) -> Markup {
    html! {
        header.top {
            div.wrap.brand {
                a.mark href=(cx.href("/")) { (cx.site.config.name) }
                p.acute-line {
                    span { "Akut fare for et barn?" }
                    " "
                    span {
                        (icon(cx, Icon::Phone)) (call("112", "Ring 112"))
                        @if let Some(acute) = cx.acute { " · " (link(cx, acute, "Det gør du nu", here)) }
                    }
                }
            }
            (search::field(cx, here))
            div.wrap { (ruler()) }
            @if !cx.site.menu.is_empty() {
                nav.menu aria-label="Hovedmenu" {
                    div.wrap {
                        details {
                            summary { "Menu" }
                            ul {
                                @for (words, id) in &cx.site.menu {
                                    li { (link(cx, cx.site.page(*id), words, here)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A link in a menu: it says where the reader is.
pub(crate) fn link(cx: &Context<'_>, to: &Node, words: &str, here: Option<&Node>) -> Markup {
    let current = here.and_then(|here| {
        if here.url == to.url {
            Some("page")
        } else {
            let above = to.url.as_str() != "/" && here.above.iter().any(|id| cx.site.page(*id).url == to.url);
            above.then_some("true")
        }
    });
    html! { a href=(cx.page(to)) aria-current=[current] { (words) } }
}

fn footer(cx: &Context<'_>, here: Option<&Node>) -> Markup {
    let links: Vec<_> = FOOTER.iter().filter_map(|(words, address)| Some((*words, cx.find(address)?))).collect();
    html! {
        footer.foot {
            div.wrap {
                p.to-top { a href={ "#" (TOP_ID) } { "Til toppen" } }
                @if !links.is_empty() {
                    nav aria-label="Om siden" {
                        ul {
                            @for (words, node) in &links {
                                li {
                                    a href=(cx.page(node)) aria-current=[here.filter(|here| here.url == node.url).map(|_| "page")] {
                                        (words)
                                    }
                                }
                            }
                            @if let Some(statement) = statement::address(cx) {
                                li { a href=(statement) rel=[outside(&statement)] { (statement::NAME) } }
                            }
                        }
                    }
                }
                p { "Intet, du skriver på siderne, forlader din skærm." }
            }
        }
    }
}
