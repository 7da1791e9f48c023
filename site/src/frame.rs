//! The pages that the frame of every page leads to, where the site has them.

/// The page that says what to do when a child is in danger.
pub const ACUTE: &str = "/akut/";

/// The page that says how accessible the site is, and the heading on it that speaks of the official statement.
pub const ACCESSIBILITY: (&str, &str) = ("/om/tilgaengelighed/", "tilgaengelighedserklaering");

/// The page that says what a visit leaves behind, and the heading on it that speaks of leaving in a hurry.
pub const TRACES: (&str, &str) = ("/om/privatliv/", "naar-du-forlader-siden-hurtigt");

/// The footer: words and address.
pub const FOOTER: &[(&str, &str)] = &[
    ("Om guiden", "/om/"),
    ("Kilder", "/om/kilder/"),
    ("Lovregister", "/om/lov/"),
    ("Tilgængelighed", "/om/tilgaengelighed/"),
    ("Privatliv", "/om/privatliv/"),
    ("Uden net", "/om/uden-net/"),
];

/// The addresses of all of them.
pub fn pages() -> impl Iterator<Item = &'static str> {
    FOOTER.iter().map(|(_, address)| *address).chain([ACUTE])
}
