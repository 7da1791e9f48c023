//! What the site is known by: its icons, and the pictures that others show it with.
//!
//! Contract: an icon is one symbol of `public/assets/ikoner.svg`, drawn in the colour of the words beside it, and never stands
//! without them: it says nothing to a screen reader. A site without that file has words alone. The social picture is
//! one for all pages and has no text but the name of the site.

use super::context::Context;
use maud::{Markup, html};

/// The file of all icons in `public/assets/`.
const ICONS: &str = "ikoner.svg";
/// The picture that services show with a link; drawn when the site is built (`io::pictures`).
const SOCIAL: &str = "socialt-billede.png";
/// The width and height of that picture.
const SOCIAL_SIZE: (u16, u16) = (1200, 630);
/// The icon of a telephone's start screen.
const TOUCH: &str = "apple-touch-icon.png";

/// The icons that there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Icon {
    /// A calendar to subscribe to.
    Calendar,
    /// What is fetched as a file.
    Fetch,
    /// What goes to paper.
    Paper,
    /// A number to call.
    Phone,
    /// What is right.
    Right,
    /// Search.
    Search,
    /// What to be aware of.
    Warning,
}

impl Icon {
    /// All of them, with the words that they stand beside.
    pub(crate) const ALL: &'static [(Icon, &'static str)] = &[
        (Icon::Phone, "Ring"),
        (Icon::Warning, "Vær opmærksom"),
        (Icon::Right, "Rigtigt"),
        (Icon::Fetch, "Hent"),
        (Icon::Paper, "Udskriv"),
        (Icon::Calendar, "Kalender"),
        (Icon::Search, "Søg"),
    ];

    /// Its id in the file.
    fn id(self) -> &'static str {
        match self {
            Icon::Calendar => "kalender",
            Icon::Fetch => "hent",
            Icon::Paper => "udskriv",
            Icon::Phone => "telefon",
            Icon::Right => "ok",
            Icon::Search => "soeg",
            Icon::Warning => "advarsel",
        }
    }
}

/// An icon, before its words.
pub(crate) fn icon(cx: &Context<'_>, icon: Icon) -> Markup {
    html! {
        @if let Some(file) = cx.assets.asset(ICONS) {
            svg.icon width="20" height="20" aria-hidden="true" {
                use href={ (cx.href(file)) "#" (icon.id()) } {}
            }
        }
    }
}

/// The lines in the head of a page: its picture elsewhere, its icon on a start screen.
pub(crate) fn head(cx: &Context<'_>) -> Markup {
    let (width, height) = SOCIAL_SIZE;
    html! {
        @if let Some(icon) = cx.assets.asset(TOUCH) {
            link rel="apple-touch-icon" href=(cx.href(icon));
        }
        @if let Some(picture) = cx.assets.asset(SOCIAL) {
            meta property="og:image" content=(cx.absolute(picture));
            meta property="og:image:width" content=(width);
            meta property="og:image:height" content=(height);
            meta property="og:image:alt" content={ (cx.site.config.name) " over en lineal" };
            meta name="twitter:card" content="summary_large_image";
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Icon;

    #[test]
    fn the_file_has_each_icon_and_no_other() {
        let file = include_str!("../../../public/assets/ikoner.svg");
        for (icon, _) in Icon::ALL {
            assert_eq!(file.matches(&format!("id=\"{}\"", icon.id())).count(), 1, "{icon:?}");
        }
        assert_eq!(file.matches("<symbol ").count(), Icon::ALL.len());
        assert!(!file.contains('#') && !file.contains("fill="), "an icon has the colour of its words");
    }
}
