//! What axe does not look at: text with more air, small targets, what covers what has the focus, what a screen reader is told,
//! what jumps while a page is loaded.
//!
//! Contract: each function gives the faults of the page as it is shown now, or a text to compare; none of them waits for more than
//! the next frame.

use crate::browser::Browser;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// More air in all text, as criterion 1.4.12 of WCAG asks. A sheet made by a script is no inline style, which the policy forbids.
const AIR: &str = "
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
        p { margin-bottom: 2em !important }`);
    document.adoptedStyleSheets = arguments[0] ? [sheet] : [];";

/// Text that is cut off, or runs out of the room that it has; of what is drawn, each line out of its drawing.
const CUT: &str = "
    const name = (element) => element.outerHTML.slice(0, 100);
    const faults = [];
    for (const element of document.querySelectorAll('body *')) {
        if (!element.checkVisibility() || !element.innerText?.trim() || element.closest('svg')) continue;
        const style = getComputedStyle(element);
        // Hidden from eyes on purpose, for screen readers.
        if (element.closest('.hidden, .skip') || style.clipPath !== 'none') continue;
        if (style.display.startsWith('inline') || style.display === 'contents') continue;
        const wide = element.scrollWidth - element.clientWidth, high = element.scrollHeight - element.clientHeight;
        const cuts = (overflow) => overflow === 'hidden' || overflow === 'clip';
        if (cuts(style.overflowX) && wide > 1) faults.push('is cut at the side: ' + name(element));
        if (cuts(style.overflowY) && high > 1) faults.push('is cut below: ' + name(element));
        // What is drawn beside a text may stick out, and a cell of several rows does; the text itself may not.
        if (style.overflowY !== 'visible' || style.display.startsWith('table') || high <= 6) continue;
        const text = document.createRange();
        text.selectNodeContents(element);
        const out = text.getBoundingClientRect().bottom - element.getBoundingClientRect().bottom;
        if (out > 3) faults.push(`runs ${out.toFixed(0)} px out of its room: ` + name(element));
    }
    for (const text of document.querySelectorAll('svg text')) {
        if (!text.checkVisibility()) continue;
        const room = text.closest('svg').getBoundingClientRect();
        for (const line of text.querySelector('tspan[x]') ? text.querySelectorAll('tspan[x]') : [text]) {
            const box = line.getBoundingClientRect();
            const out = Math.max(box.right - room.right, room.left - box.left, box.bottom - room.bottom);
            if (line.textContent.trim() && out > 1) faults.push(`runs ${out.toFixed(0)} px out of its drawing: ` + name(line));
        }
    }
    return faults.slice(0, 8);";

/// What can be pressed and is smaller than 24 CSS pixels, without enough room around it. Links in a sentence are exempt, as
/// criterion 2.5.8 says.
const SMALL: &str = "
    const LEAST = 24;
    const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
        .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('.hidden, .skip')
            && getComputedStyle(element).clipPath === 'none');
    const boxes = all.map((element) => {
        const box = element.getBoundingClientRect();
        // What belongs to a field can be pressed in its place.
        const labels = [...(element.labels ?? [])].map((label) => label.getBoundingClientRect());
        return labels.find((label) => label.width >= LEAST && label.height >= LEAST) ?? box;
    });
    const in_sentence = (element) => {
        if (element.tagName !== 'A' || getComputedStyle(element).display !== 'inline') return false;
        const block = element.closest('p, li, dd, dt, td, th, h1, h2, h3, h4, h5, h6, figcaption, blockquote, legend, label, div');
        return block && block.innerText.trim().length > element.innerText.trim().length;
    };
    const fixed = [...document.querySelectorAll('body > *')].filter((part) => getComputedStyle(part).position === 'fixed');
    const stays = (element) => fixed.some((part) => part.contains(element));
    const faults = [];
    all.forEach((element, at) => {
        const box = boxes[at];
        if (box.width === 0 || (box.width >= LEAST - .5 && box.height >= LEAST - .5) || in_sentence(element)) return;
        const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
        const near = boxes.findIndex((other, place) => {
            if (place === at || other.width === 0 || all[place].contains(element) || element.contains(all[place])) return false;
            // What stays at the foot of the window while the page scrolls is beside nothing for long.
            if (stays(all[place]) !== stays(element)) return false;
            const small = other.width < LEAST || other.height < LEAST;
            if (small) {
                const apart = Math.hypot(other.left + other.width / 2 - x, other.top + other.height / 2 - y);
                return apart < LEAST - .5;
            }
            const [dx, dy] = [Math.max(other.left - x, x - other.right, 0), Math.max(other.top - y, y - other.bottom, 0)];
            return Math.hypot(dx, dy) < LEAST / 2 - .5;
        });
        if (near >= 0) faults.push(`${box.width.toFixed(0)} by ${box.height.toFixed(0)} px beside ${all[near].outerHTML.slice(0, 60)}: `
            + element.outerHTML.slice(0, 100));
    });
    return faults.slice(0, 8);";

/// What gets the focus and is then out of view, covered, or changes the page by getting it.
const COVERED: &str = "
    const before = location.href;
    const faults = [];
    const stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex=\"0\"]')]
        .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.disabled);
    for (const element of stops) {
        element.focus();
        if (document.activeElement !== element) { faults.push('does not take the focus: ' + element.outerHTML.slice(0, 100)); continue; }
        const boxes = [...element.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
        const places = [[.5, .5], [.1, .5], [.9, .5], [.5, .1], [.5, .9]];
        const seen = boxes.some((box) => places.some(([across, down]) => {
            const [x, y] = [box.left + box.width * across, box.top + box.height * down];
            if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return false;
            const there = document.elementFromPoint(x, y);
            return there && (element.contains(there) || there.contains(element));
        }));
        // A wide box that scrolls in itself may be larger than the window.
        const large = boxes.some((box) => box.top < innerHeight && box.bottom > 0 && box.height > innerHeight / 2);
        if (!seen && !large) faults.push('has the focus and is not seen: ' + element.outerHTML.slice(0, 100));
        if (location.href !== before) { faults.push('leads away by having the focus: ' + element.outerHTML.slice(0, 100)); break; }
    }
    document.activeElement?.blur();
    scrollTo(0, 0);
    return faults.slice(0, 8);";

/// Sound, video, and whatever moves by itself.
const RESTLESS: &str = "
    const found = [...document.querySelectorAll('audio, video, iframe, object, embed, marquee, blink')].map((e) => e.outerHTML.slice(0, 80));
    const moves = document.getAnimations().filter((one) => one.effect.getComputedTiming().duration > 0);
    const links = [...document.querySelectorAll('main p a[href]')].filter((link) => {
        const style = getComputedStyle(link);
        return link.checkVisibility() && !style.textDecorationLine.includes('underline') && !link.matches('.button');
    });
    return [...found, ...moves.map((one) => 'moves: ' + one.animationName),
        ...links.map((link) => 'a link in a text that only its colour tells: ' + link.outerHTML.slice(0, 80))];";

fn list(found: &Value) -> Vec<String> {
    let items = found.as_array().unwrap_or_else(|| panic!("no list: {found}"));
    items.iter().map(|item| item.as_str().unwrap_or_default().to_owned()).collect()
}

fn each(what: &str, found: &Value) -> Vec<String> {
    list(found).into_iter().map(|fault| format!("{what}: {fault}")).collect()
}

/// What is cut or overlaps where all text has more air.
pub fn with_air(browser: &Browser) -> Vec<String> {
    browser.run(AIR, &[json!(true)]);
    let found = each("with more air", &browser.run(CUT, &[]));
    browser.run(AIR, &[json!(false)]);
    found
}

/// What can be pressed and is too small.
pub fn small_targets(browser: &Browser) -> Vec<String> {
    each("too small", &browser.run(SMALL, &[]))
}

/// What has the focus and cannot be seen.
pub fn covered(browser: &Browser) -> Vec<String> {
    // A browser that was just started has no window that is looked at.
    browser.devtools("Emulation.setFocusEmulationEnabled", &json!({ "enabled": true }));
    each("focus", &browser.run(COVERED, &[]))
}

/// What is wrong at 320 CSS pixels (a window of 1280 at 400 %), on a phone and on a large screen: targets, focus, air, movement.
pub fn at_all_sizes(browser: &Browser) -> Vec<String> {
    let sizes = [(320, 256), (390, 700), (1280, 900)];
    let at = |(width, height)| {
        browser.window(width, height);
        let found = [small_targets(browser), covered(browser), with_air(browser), restless(browser)].concat();
        found.into_iter().map(move |fault| format!("{width} px: {fault}"))
    };
    sizes.into_iter().flat_map(at).collect()
}

/// What sounds or moves, and links that only their colour tells.
pub fn restless(browser: &Browser) -> Vec<String> {
    each("restless", &browser.run(RESTLESS, &[]))
}

/// How far the page has jumped since it was asked for, as browsers reckon it, in ten-thousandths; what the reader has caused is
/// not counted.
pub fn shifted(browser: &Browser) -> u64 {
    let sum = browser.run_async(
        "const done = arguments[0];
         const seen = [];
         const observer = new PerformanceObserver((list) => seen.push(...list.getEntries()));
         observer.observe({ type: 'layout-shift', buffered: true });
         requestAnimationFrame(() => requestAnimationFrame(() => {
             seen.push(...observer.takeRecords());
             const sum = seen.filter((shift) => !shift.hadRecentInput).reduce((sum, shift) => sum + shift.value, 0);
             done(Math.ceil(sum * 10000));
         }));",
        &[],
    );
    sum.as_u64().unwrap_or_else(|| panic!("no sum of shifts: {sum}"))
}

/// Roles that say nothing of their own: text, and boxes that only hold others.
const SILENT: &[&str] = &[
    "none",
    "generic",
    "StaticText",
    "InlineTextBox",
    "LineBreak",
    "ListMarker",
    "paragraph",
    "LayoutTable",
    "LayoutTableRow",
    "LayoutTableCell",
    "Section",
    "strong",
    "emphasis",
    "code",
    "time",
    "row",
    "rowgroup",
    "cell",
    "superscript",
    "subscript",
    "term",
    "definition",
    "blockquote",
    "SvgRoot",
    "Abbr",
    // What of a hit fits what was searched for: emphasis, and as many as the excerpt has.
    "mark",
];

/// States and properties that are told.
const TOLD: &[&str] =
    &["level", "checked", "expanded", "required", "invalid", "disabled", "selected", "live", "pressed"];

/// What a screen reader is told of the page, as the browser gives it: one line for each element with a role of its own, indented.
/// With `names` it holds what they are called; without, only of what the generator itself names (buttons, fields, areas, messages).
pub fn reading_tree(browser: &Browser, names: bool) -> String {
    tree(browser, None, names)
}

/// The same of one element alone, without names that are an editor's.
///
/// # Panics
/// Where there is no such element, or it is not told of.
pub fn reading_tree_of(browser: &Browser, css: &str) -> String {
    let document = browser.devtools("DOM.getDocument", &json!({ "depth": 0 }));
    let found = json!({ "nodeId": document["root"]["nodeId"], "selector": css });
    let found = browser.devtools("DOM.querySelector", &found);
    let node = browser.devtools("DOM.describeNode", &json!({ "nodeId": found["nodeId"] }));
    tree(browser, Some(&node["node"]["backendNodeId"]), false)
}

fn tree(browser: &Browser, of: Option<&Value>, names: bool) -> String {
    browser.devtools("Accessibility.enable", &json!({}));
    // What a style sheet folds out is told of once it has been laid out, and the browser has gone through it once: so it is asked
    // until it says the same twice.
    let read = || {
        browser.run_async("const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(done));", &[]);
        let tree = browser.devtools("Accessibility.getFullAXTree", &json!({}));
        (tree["nodes"].as_array().map_or(0, Vec::len), tree)
    };
    let mut before = read();
    let tree = loop {
        let again = read();
        if again.0 == before.0 {
            break again.1;
        }
        before = again;
    };
    let nodes = tree["nodes"].as_array().expect("a tree has nodes");
    let by_id: BTreeMap<&str, &Value> =
        nodes.iter().filter_map(|node| Some((node["nodeId"].as_str()?, node))).collect();
    let mut out = String::new();
    let is_root = |node: &&Value| of.is_none_or(|of| node["backendDOMNodeId"] == *of);
    let root = nodes.iter().find(is_root).expect("the element is told of");
    tell(root, &by_id, 0, names, &mut out);
    out
}

fn tell(node: &Value, all: &BTreeMap<&str, &Value>, depth: usize, names: bool, out: &mut String) {
    let role = node["role"]["value"].as_str().unwrap_or_default();
    let told = node["ignored"] != true && !SILENT.contains(&role);
    if told {
        let own = [
            "button",
            "textbox",
            "searchbox",
            "combobox",
            "banner",
            "navigation",
            "main",
            "complementary",
            "contentinfo",
            "status",
            "alert",
        ];
        let name = node["name"]["value"].as_str().unwrap_or_default();
        _ = write!(out, "{}{role}", "  ".repeat(depth));
        if !name.is_empty() && (names || own.contains(&role)) {
            _ = write!(out, " »{}«", name.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        for property in node["properties"].as_array().into_iter().flatten() {
            let (key, value) = (property["name"].as_str().unwrap_or_default(), &property["value"]["value"]);
            let says = !matches!(value, Value::Bool(false)) && value != "false" && value != "off";
            if TOLD.contains(&key) && (says || matches!(key, "checked" | "expanded")) {
                _ = write!(out, " {key}={}", value.to_string().trim_matches('"'));
            }
        }
        out.push('\n');
    }
    for child in node["childIds"].as_array().into_iter().flatten() {
        if let Some(child) = child.as_str().and_then(|id| all.get(id)) {
            tell(child, all, depth + usize::from(told), names, out);
        }
    }
}
