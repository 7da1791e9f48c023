//! Charts as pictures that stand alone: the drawing of the page with its looks in it, in greys.
//!
//! Contract: the generator draws in `em` and per cent, and leaves colours to the style sheet (`site::render::pen`). Here the style sheet is
//! [`STYLE`]; series are told apart by their patterns and steps by their lines, so greys lose nothing.

use scraper::ElementRef;

/// One `em` of a drawing in its own units.
const EM: u32 = 10;
/// How wide a drawing is set, in `em`.
const WIDTH: u32 = 34;

const STYLE: &str = "text{fill:#000}.strong{font-weight:bold}.faint{fill:#333}rect,line,path{stroke:currentColor}\
    .ground{fill:#eee;stroke:none}.stage{stroke:#555}.edge{stroke-width:2.5}.zero{stroke:#000}.arrow{fill:none;stroke-width:1.5}";

/// The drawing as SVG, and its text alternative.
pub(crate) fn picture(svg: ElementRef<'_>) -> (String, String) {
    let child = |name: &str| {
        let found = svg.child_elements().find(|child| child.value().name() == name);
        found.map(|found| found.text().collect::<String>()).unwrap_or_default()
    };
    let (title, description) = (child("title"), child("desc"));
    let height = svg.attr("height").unwrap_or("10em");
    let width = WIDTH * EM;
    // Serialized as HTML, which knows one name for a sign that XML does not.
    let inner = svg.inner_html().replace("&nbsp;", "&#160;");
    // A blank at the beginning of a run would be lost.
    let inner = inner.replace("\"> ", "\">&#160;");
    let drawn = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" font-size=\"{EM}\" \
         font-family=\"Libertinus Serif\" color=\"#444\"><style>{STYLE}</style>{inner}</svg>"
    );
    // What is drawn beside a table has its words in an attribute.
    let label = svg.attr("aria-label").unwrap_or_default().to_owned();
    let alternative = [description, title, label].into_iter().find(|words| !words.is_empty()).unwrap_or_default();
    (drawn, alternative)
}
