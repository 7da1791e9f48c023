//! The style sheet keeps to its own scales, its colours can be read, and the page of the design shows every part.
//!
//! Contract: colours, sizes of type and space between things are said once, as custom properties of the root; the rest of the
//! file uses those. Every pair of colours that meets on a page stands in [`PAIRS`], and holds in light, in dark and
//! on paper what it must by WCAG 2.2: body text 7 : 1 (AAA), other text 4,5 : 1, what is no text 3 : 1.
//! What parts there are is known from the lists by which the site is made: directives, parts of `:::design`, alerts, icons. One that
//! is not on `/om/design/` fails here, and so does a section that does not say what Det Fælles Designsystem has in its place.

use scraper::{ElementRef, Html, Selector};
use site::io::disk::Project;
use site::parse::directive::KNOWN;
use site::parse::tree::{Alert, DesignPart};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use tests::prepare::{day, root};
use tests::style::{Declaration, declarations, tokens};

/// What a pair is for, and the contrast that it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum For {
    /// Text that is read: AAA.
    Body,
    /// Text on something small, such as a button: AA.
    Text,
    /// An edge or a mark that means something.
    Mark,
}

impl For {
    fn least(self) -> f64 {
        match self {
            For::Body => 7.0,
            For::Text => 4.5,
            For::Mark => 3.0,
        }
    }
}

/// Which colours lie on which.
const PAIRS: &[(&str, &[&str], For)] = &[
    ("ink", &["paper", "card", "tint", "acute-tint", "note-tint"], For::Body),
    ("muted", &["paper", "card", "tint", "note-tint", "acute-tint"], For::Body),
    ("accent", &["paper", "card", "tint", "note-tint"], For::Body),
    ("acute", &["paper", "acute-tint"], For::Text),
    ("note", &["paper", "card", "note-tint", "tint"], For::Text),
    ("on-accent", &["accent"], For::Text),
    // A pressed button is turned round.
    ("paper", &["ink"], For::Text),
    // The edge of what can be filled in or ticked, and marks not reached yet.
    ("edge", &["paper", "card"], For::Mark),
    ("level-1", &["paper", "card"], For::Mark),
    ("level-2", &["paper", "card"], For::Mark),
    ("level-3", &["paper", "card"], For::Mark),
    ("level-4", &["paper", "card"], For::Mark),
    ("level-5", &["paper", "card"], For::Mark),
];

/// A hairline means nothing: what it parts is parted by space, too.
const DECORATION: &[&str] = &["line"];

/// What has a colour as its value.
const PAINTED: &[&str] =
    &["color", "background", "background-color", "border", "outline", "fill", "stroke", "box-shadow"];

fn sheet() -> Vec<Declaration> {
    declarations(&fs::read_to_string(root().join("public/assets/site.css")).expect("the style sheet is there"))
}

/// Red, green and blue of `#rrggbb` or `#rgb`, each from 0 to 1.
fn channels(colour: &str) -> Option<[f64; 3]> {
    let digits = colour.strip_prefix('#')?;
    let wide =
        if digits.len() == 3 { digits.chars().flat_map(|digit| [digit, digit]).collect() } else { digits.to_owned() };
    let part = |at: usize| u8::from_str_radix(wide.get(at..at + 2)?, 16).ok().map(|value| f64::from(value) / 255.0);
    Some([part(0)?, part(2)?, part(4)?])
}

/// Relative luminance, as WCAG 2.2 defines it.
fn luminance(colour: &str) -> f64 {
    let channels = channels(colour).unwrap_or_else(|| panic!("not a colour: {colour}"));
    let linear =
        channels.map(|value| if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

fn contrast(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn schemes() -> [(&'static str, BTreeMap<String, String>); 3] {
    let sheet = sheet();
    [
        ("light", tokens(&sheet, None)),
        ("dark", tokens(&sheet, Some("prefers-color-scheme: dark"))),
        ("paper", tokens(&sheet, Some("print"))),
    ]
}

fn of<'a>(tokens: &'a BTreeMap<String, String>, name: &str) -> &'a str {
    tokens.get(&format!("--{name}")).unwrap_or_else(|| panic!("there is no colour --{name}"))
}

#[test]
fn contrast_is_reckoned_as_wcag_says() {
    assert!((contrast("#fff", "#000000") - 21.0).abs() < 1e-9);
    // Known from the recommendation's own examples: the lightest grey that still is 4.5 : 1 on white.
    assert!((4.5..4.6).contains(&contrast("#767676", "#ffffff")));
    assert!(contrast("#777777", "#ffffff") < 4.5);
}

#[test]
fn every_pair_of_colours_can_be_read() {
    let mut faults = Vec::new();
    for (scheme, tokens) in schemes() {
        for (front, grounds, what) in PAIRS {
            for ground in *grounds {
                // On paper the bars of the levels are told apart by their places; light and dark are for screens.
                if scheme == "paper" && (front.starts_with("level-") || *ground == "ink" || *front == "on-accent") {
                    continue;
                }
                let found = contrast(of(&tokens, front), of(&tokens, ground));
                if found < what.least() {
                    faults
                        .push(format!("{scheme}: --{front} on --{ground} is {found:.2} : 1, not {} : 1", what.least()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_levels_are_told_apart_in_grey() {
    for (scheme, tokens) in schemes().into_iter().take(2) {
        let paper = of(&tokens, "paper").to_owned();
        let on_paper: Vec<f64> =
            (1..=5).map(|level| contrast(of(&tokens, &format!("level-{level}")), &paper)).collect();
        for (level, pair) in on_paper.windows(2).enumerate() {
            let step = pair[1] / pair[0];
            assert!(step > 1.2, "{scheme}: level {} differs from the next by {step:.2} only", level + 1);
        }
    }
}

#[test]
fn every_colour_in_use_is_in_the_table() {
    let known: BTreeSet<&str> =
        PAIRS.iter().flat_map(|(front, grounds, _)| grounds.iter().chain([front])).chain(DECORATION).copied().collect();
    let tokens = tokens(&sheet(), None);
    let colours: BTreeSet<&str> = tokens
        .iter()
        .filter(|(_, value)| value.starts_with('#'))
        .filter_map(|(name, _)| name.strip_prefix("--"))
        .collect();
    assert_eq!(colours, known, "the colours of the style sheet (left) and those that are held to a contrast (right)");
    // What a text stands on must be a ground of the text's colour somewhere; a colour that nothing uses is dead weight.
    let used: String =
        sheet().iter().filter(|one| !one.is_within(":root")).map(|one| one.value.clone() + "\n").collect();
    let unused: Vec<_> = colours.iter().filter(|name| !used.contains(&format!("var(--{name})"))).collect();
    assert!(unused.is_empty(), "used nowhere: {unused:?}");
}

#[test]
fn colours_are_said_once() {
    let raw = |one: &Declaration| {
        let words = one.value.split(|c: char| !c.is_alphanumeric() && c != '#' && c != '-');
        let named =
            ["white", "black", "red", "blue", "green", "grey", "gray", "rgb", "rgba", "hsl", "oklch", "color-mix"];
        let painted = PAINTED.iter().any(|name| one.property == *name || one.property.starts_with(&format!("{name}-")));
        painted && words.into_iter().any(|word| word.starts_with('#') || named.contains(&word))
    };
    report(&|one| !one.is_within(":root") && raw(one), "says a colour of its own: take one of :root");
}

#[test]
fn type_has_one_scale() {
    let own = |value: &str| {
        let scaled = ["var(--", "inherit", "calc(var(--"].iter().any(|start| value.starts_with(start));
        // `1rem` is the text's own size; `em` and `%` are a part of what they stand in.
        !scaled && value != "1rem" && !value.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').eq("em")
    };
    report(
        &|one| {
            one.property == "font-size"
                && !one.is_within("print")
                && one.within != ["@media screen and (min-width: 62em)", "html"]
                && own(&one.value)
        },
        "has a size of its own: take one of :root",
    );
}

#[test]
fn space_has_one_scale() {
    let spaced = |property: &str| {
        ["margin", "padding"].iter().any(|name| property == *name || property.starts_with(&format!("{name}-")))
            || ["gap", "row-gap", "column-gap"].contains(&property)
    };
    // Hairlines and bars are measured in pixels; `em` keeps to the text it stands in.
    let off = |value: &str| {
        value.split(|c: char| c.is_whitespace() || "(),".contains(c)).any(|word| {
            let number = word.trim_start_matches('-');
            let unit = number.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
            let size: f64 = number[..number.len() - unit.len()].parse().unwrap_or_default();
            matches!(unit, "rem" | "pt" | "mm") && size != 0.0 || unit == "px" && size > 9.0
        })
    };
    report(
        &|one| spaced(&one.property) && !one.is_within("print") && off(&one.value),
        "has a space of its own: take one of --s1 to --s8",
    );
}

#[test]
fn the_scales_are_those_of_the_brief() {
    let tokens = tokens(&sheet(), None);
    let steps: Vec<f64> = (1..=8)
        .map(|step| of(&tokens, &format!("s{step}")).strip_suffix("rem").and_then(|rem| rem.parse::<f64>().ok()))
        .map(|rem| rem.expect("a step of the scale is in rem") * 16.0)
        .collect();
    assert_eq!(steps, [4.0, 8.0, 12.0, 16.0, 24.0, 32.0, 48.0, 72.0]);
    // Three headings in one ratio.
    assert_eq!(of(&tokens, "h2"), "calc(var(--h3) * var(--ratio))");
    assert_eq!(of(&tokens, "h1"), "calc(var(--h2) * var(--ratio))");
}

fn report(wrong: &dyn Fn(&Declaration) -> bool, why: &str) {
    let faults: Vec<_> = sheet()
        .iter()
        .filter(|one| wrong(one))
        .map(|one| format!("site.css:{}: `{}: {}` {why}", one.line, one.property, one.value))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_frame_of_the_browser_has_the_colour_of_the_page() {
    let page =
        fs::read_to_string(root().join("tests/golden/out/index.html")).expect("the golden site has a front page");
    let icon = fs::read_to_string(root().join("public/assets/favicon.svg")).expect("there is an icon");
    for (scheme, tokens) in schemes().iter().take(2) {
        let theme = format!("content=\"{}\" media=\"(prefers-color-scheme: {scheme})\"", of(tokens, "paper"));
        assert!(page.contains(&theme), "theme-color is not --paper: {theme}");
        for name in ["accent", "on-accent"] {
            assert!(icon.contains(of(tokens, name)), "favicon.svg is drawn in other colours than --{name} in {scheme}");
        }
    }
}

/// Where what a directive makes is seen on the page of the design. A new directive gets a row; one that shows a new part gets that part on the page.
const DIRECTIVES: &[(&str, Seen)] = &[
    ("kort-svar", Seen::Here(&[".box.short"])),
    ("trin", Seen::Here(&[".steps"])),
    ("akut", Seen::Here(&[".box.acute"])),
    ("ubekraeftet", Seen::Here(&[".box.unsure"])),
    ("veje", Seen::Here(&[".roads"])),
    ("ydelser", Seen::Here(&[".table > table"])),
    ("beregner", Seen::Here(&[".choice", ".field", ".sheet .line", ".sheet .total"])),
    ("linealen", Seen::Here(&[".progress", ".step .question-box", ".scale"])),
    ("boernehusforloeb", Seen::Here(&[".field", ".sheet .line"])),
    ("behov", Seen::Here(&[".field", ".table > table"])),
    ("frister", Seen::Here(DATES)),
    ("opfoelgning", Seen::Here(DATES)),
    ("forloebsplan", Seen::Here(DATES)),
    ("overgange", Seen::Here(DATES)),
    ("afklaring", Seen::Here(&[".question-box", ".sheet"])),
    ("belastning", Seen::Here(&[".field", ".table > table"])),
    ("trappescenarie", Seen::Here(&[".field", ".sheet .line"])),
    ("selvtjek", Seen::Here(&[".question-box", ".sheet"])),
    ("uden-net", Seen::Here(&[".sample .note"])),
    ("soeg", Seen::Here(&[".hits", ".best"])),
    ("soegeproever", Seen::Here(&[".table > table"])),
    ("felter", Seen::Elsewhere("it can stand in templates alone, of which one is photographed as paper")),
    ("register", Seen::Here(&[".terms"])),
    ("fejlkoder", Seen::Elsewhere("its examples are code, on pages for editors alone")),
    ("design", Seen::Here(&[".sample"])),
    ("papir", Seen::Elsewhere("it is photographed as paper, where it is used")),
    ("papirer", Seen::Here(&[".field", ".sheet"])),
    ("netvaerkskort", Seen::Here(&[".network svg"])),
    ("figur", Seen::Here(&["figure.chart"])),
];

/// What the tools of dates come to.
const DATES: &[&str] = &[".timeline", ".date-list"];

/// Where something is seen.
#[derive(Debug, Clone, Copy)]
enum Seen {
    /// On the page of the design: what must be there.
    Here(&'static [&'static str]),
    /// Not there, and why.
    Elsewhere(&'static str),
}

/// The states in which a part must be there; what is not named here has one.
fn states(part: DesignPart) -> &'static [&'static str] {
    match part {
        DesignPart::Colours | DesignPart::Spaces => &["svg.swatch"],
        DesignPart::Type => &[".lead", "p", ".field-hint"],
        DesignPart::Icons => &["svg.icon"],
        DesignPart::Links => &["a:not([class])", "a.is-hover", "a.is-focus"],
        DesignPart::Term => &["a.term:not(.is-hover, .is-focus)", "a.term.is-hover", "a.term.is-focus", ".terms dd"],
        DesignPart::Buttons => &[
            ".button:not(.button-quiet, [class*=is-])",
            ".button.is-hover",
            ".button.is-focus",
            ".button.is-active",
            ".button-quiet",
            "a.button .icon",
            ".button-small.is-focus",
        ],
        DesignPart::Fields => &["input.is-focus", ".has-error .field-error", "select", "textarea"],
        DesignPart::Choices => &["[type=radio][checked]", "[type=checkbox][checked]", ".choice"],
        DesignPart::Errors => &[".error-summary a", ".note"],
        DesignPart::Question => &[".tick-mark.done", ".tick-mark:not(.done)", ".definition"],
        DesignPart::Scale => &[".on", ".off", "em"],
        DesignPart::Sheet => &[".line", ".total", ".note"],
        DesignPart::Tabs => &["[aria-current]", "a:not([aria-current])"],
        DesignPart::Facts => &[".facts"],
        DesignPart::Figure => &[
            "#figur_proeve_soejler .unconfirmed",
            "#figur_proeve_stablet",
            "#figur_proeve_trappe",
            "#figur_proeve_forloeb",
            "details table",
        ],
        DesignPart::Timeline => &[
            "svg .law",
            "svg .practice",
            "svg .month",
            "li.law .note",
            "li.practice",
            ".past",
            ".date-column",
            ".date-fact",
            ".filled-in",
        ],
        DesignPart::NetworkMap => &[
            ".sheet.network > [tabindex='0'][aria-label] > svg",
            "#proeve_kort_tomt + section + p",
            ".sheet.network circle.person",
            ".sheet.network circle.helps",
            ".sheet.network ul",
        ],
        DesignPart::Hits => &[
            ".best",
            ".hits mark",
            ".of-page + [aria-hidden]",
            ".count + div > p",
            ".button-quiet",
            ".count + div + ul a",
        ],
        DesignPart::Exit => &[".exit a:not(.button) + .button", ".exit .button:first-child"],
        DesignPart::Printing => &[".button-row > button:nth-child(2)"],
        DesignPart::Kept => &["p:nth-of-type(8)", "button:nth-child(3)", ".note:last-child"],
    }
}

/// The page of the design, as it is built from the real content.
fn design() -> Html {
    let built = site::build(&Project::new(root(), day()));
    let output = built.output.expect("the real content has no faults");
    let page = output.get("om/design/index.html").expect("there is a page of the design");
    Html::parse_document(std::str::from_utf8(page).expect("a page is UTF-8"))
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap_or_else(|_| panic!("{css} is no selector"))
}

#[test]
fn the_page_of_the_design_shows_every_part_in_its_states() {
    let page = design();
    let mut faults = Vec::new();
    for part in DesignPart::ALL {
        let css = format!(".sample[aria-label='Prøve: {}']", part.called());
        let found: Vec<_> = page.select(&selector(&css)).collect();
        let [sample] = found.as_slice() else {
            faults.push(format!("{part:?} is there {} times", found.len()));
            continue;
        };
        assert!(!states(*part).is_empty(), "{part:?} has no state");
        for state in states(*part) {
            if sample.select(&selector(state)).next().is_none() {
                faults.push(format!("{part:?} does not show {state}"));
            }
        }
    }
    let text = page.select(&selector(".text")).next().expect("a page has a text");
    for alert in Alert::ALL {
        let css = format!(".box.{}", alert.class());
        if text.select(&selector(&css)).next().is_none() {
            faults.push(format!("there is no {css}"));
        }
    }
    let icons = fs::read_to_string(root().join("public/assets/ikoner.svg")).expect("there are icons");
    let ids = icons.split("<symbol ").filter_map(|part| part.strip_prefix("id=\"")?.split('"').next());
    let icons: Vec<&str> = ids.collect();
    assert!(icons.len() > 5, "{icons:?}");
    for icon in icons {
        if text.select(&selector(&format!(".sample .columns use[href$='#{icon}']"))).next().is_none() {
            faults.push(format!("the icon {icon} is not there"));
        }
    }
    assert!(faults.is_empty(), "/om/design/ has fallen behind:\n{}", faults.join("\n"));
}

#[test]
fn the_page_of_the_design_shows_what_every_directive_makes() {
    let known: Vec<&str> = KNOWN.iter().map(|known| known.name).collect();
    let listed: Vec<&str> = DIRECTIVES.iter().map(|(name, _)| *name).collect();
    assert_eq!(listed, known, "directives with a row here (left) and directives (right)");
    let page = design();
    let text = page.select(&selector(".text")).next().expect("a page has a text");
    for (name, seen) in DIRECTIVES {
        match seen {
            Seen::Here(parts) => {
                for css in *parts {
                    assert!(text.select(&selector(css)).next().is_some(), ":::{name} makes {css}, which is not shown");
                }
            }
            Seen::Elsewhere(why) => assert!(why.len() > 20, ":::{name}"),
        }
    }
}

#[test]
fn every_section_says_what_the_common_design_system_has() {
    let page = design();
    let text = page.select(&selector(".text")).next().expect("a page has a text");
    let mut sections: Vec<(String, String)> = Vec::new();
    for element in text.children().filter_map(ElementRef::wrap) {
        let words: String = element.text().collect();
        match sections.last_mut() {
            _ if element.value().name() == "h2" => sections.push((words, String::new())),
            Some((_, said)) => *said += &words,
            None => {}
        }
    }
    assert!(sections.len() > 25, "{sections:?}");
    let silent: Vec<_> = sections
        .iter()
        .filter(|(_, said)| !said.contains("I Det Fælles Designsystem"))
        .map(|(title, _)| title)
        .collect();
    assert!(silent.is_empty(), "nothing is said of a counterpart under {silent:?}");
}

#[test]
fn samples_have_ids_of_their_own_and_send_nothing() {
    let page = design();
    let mut checked = 0;
    for element in page.select(&selector(".sample [id]")) {
        let id = element.attr("id").unwrap_or_default();
        assert!(id.contains("proeve"), "a sample has the id {id}, which may be a tool's");
        checked += 1;
    }
    assert!(checked > 20, "{checked}");
    let sends = "form, [name]:not([name^=proeve_]), button:not([type=button]), [href^=http], [href^='/'], script";
    let sends: Vec<_> = page
        .select(&selector(".sample"))
        .flat_map(|sample| sample.select(&selector(sends)).map(|found| found.html()).collect::<Vec<_>>())
        .collect();
    // Icons come out of a file.
    let sends: Vec<_> = sends.into_iter().filter(|html| !html.starts_with("<use ")).collect();
    assert!(sends.is_empty(), "{sends:?}");
}
