//! The addresses of a page's links, for paper: a link has a number there, and the address stands under it at the end.
//!
//! Contract: a function of markup alone. An address has one number on a page, whatever place on it a link leads to; what leads to the
//! page itself, or calls or writes to somebody, has none. On a screen nothing of it is seen: the style sheet shows it on paper.

use super::context::Context;
use super::moved::kept;
use maud::{Markup, PreEscaped, html};

/// The addresses of a page so far.
#[derive(Default)]
pub(crate) struct Addresses {
    known: Vec<String>,
}

impl Addresses {
    /// The markup in which each link has its number, as `data-n`.
    pub(crate) fn number(&mut self, cx: &Context<'_>, markup: &Markup) -> Markup {
        let known = &mut self.known;
        let numbered = kept(&markup.0, &mut |tag, key, value| {
            if (tag, key) != ("a", "href") {
                return None;
            }
            let address = value.split('#').next().unwrap_or_default();
            let address = match address.strip_prefix('/') {
                Some(_) => format!("{}{address}", cx.site.config.origin),
                None if address.starts_with("https://") => address.to_owned(),
                None => return None,
            };
            let at = known.iter().position(|one| *one == address).unwrap_or_else(|| {
                known.push(address);
                known.len() - 1
            });
            Some((value.to_owned(), format!(" data-n=\"{}\"", at + 1)))
        });
        PreEscaped(numbered)
    }

    /// The list of addresses; nothing where there is no link.
    pub(crate) fn list(&self) -> Markup {
        html! {
            @if !self.known.is_empty() {
                section.addresses {
                    h2 { "Adresser" }
                    // They are taken from markup, and so are escaped already.
                    ol { @for address in &self.known { li { (PreEscaped(address)) } } }
                }
            }
        }
    }
}
