//! The addresses of a page's links, for paper: a link has a number there, and the address stands under it at the end.
//!
//! Contract: a function of markup alone. An address has one number on a page, whatever place on it a link leads to; what leads to the
//! page itself, or calls or writes to somebody, has none. On a screen nothing of it is seen: the style sheet shows it on paper.

use super::context::Context;
use super::words::heading;
use maud::{Markup, PreEscaped, html};

/// The addresses of a page so far, as they stand in links.
#[derive(Default)]
pub(crate) struct Addresses {
    known: Vec<String>,
}

impl Addresses {
    /// The number of a link; `None` where it leads to no address.
    pub(crate) fn number(&mut self, href: &str) -> Option<usize> {
        let address = href.split('#').next()?;
        if !address.starts_with('/') && !address.starts_with("https://") {
            return None;
        }
        let at = self.known.iter().position(|one| one == address);
        Some(
            1 + at.unwrap_or_else(|| {
                self.known.push(address.to_owned());
                self.known.len() - 1
            }),
        )
    }

    /// The markup in which each link has its number, as `data-n`. What stands in scripts has no tags: their data is written without `<`.
    pub(crate) fn numbered(&mut self, markup: &Markup) -> Markup {
        let mut out = String::with_capacity(markup.0.len() + markup.0.len() / 16);
        let mut rest = markup.0.as_str();
        while let Some((before, link)) = rest.split_once("<a ") {
            let (tag, behind) = link.split_once('>').unwrap_or((link, ""));
            out.push_str(before);
            out.push_str("<a ");
            out.push_str(tag);
            let href = tag.split_once("href=\"").and_then(|(_, href)| Some(href.split_once('"')?.0));
            if let Some(number) = href.and_then(|href| self.number(href)) {
                out.push_str(&data(number));
            }
            out.push('>');
            rest = behind;
        }
        out.push_str(rest);
        PreEscaped(out)
    }

    /// The list of addresses under a heading of a level; nothing where there is no link.
    pub(crate) fn list(&self, cx: &Context<'_>, level: u8) -> Markup {
        let origin = |address: &str| if address.starts_with('/') { cx.site.config.origin.as_str() } else { "" };
        html! {
            @if !self.known.is_empty() {
                section.addresses {
                    (heading(level, None, None, &html! { "Adresser" }))
                    // They are taken from markup, and so are escaped already.
                    ol { @for address in &self.known { li { (origin(address)) (PreEscaped(address)) } } }
                }
            }
        }
    }
}

/// The attribute that holds the number of a link.
pub(crate) fn data(number: usize) -> String {
    format!(" data-n=\"{number}\"")
}
