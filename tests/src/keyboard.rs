//! A reader who uses the keyboard alone.

use crate::browser::Browser;
use fantoccini::key::Key;
use serde_json::Value;

/// Goes on with the tabulator until an element has the focus; each stop on the way must show that it has it.
///
/// # Panics
/// Where it never comes there.
pub fn tab_to(browser: &Browser, id: &str) {
    tab_until(browser, &format!("document.activeElement.id === '{id}'"));
}

/// The same until an expression is true.
///
/// # Panics
/// Where it never is.
pub fn tab_until(browser: &Browser, there: &str) {
    for _ in 0..120 {
        if browser.value(&format!("Boolean({there})")) == Value::Bool(true) {
            return;
        }
        browser.press(&[Key::Tab]);
        assert_focus_is_seen(browser);
    }
    panic!("the tabulator never comes where {there}");
}

/// Goes on to each of the buttons with these words in turn and presses it; each must let something out: a file, or the page onto
/// paper.
///
/// # Panics
/// Where one cannot be reached, or nothing comes out.
pub fn lets_out(browser: &Browser, buttons: &[&str]) {
    browser.run(
        "if (window.let_out !== undefined) return;
         window.let_out = 0;
         const make = URL.createObjectURL;
         URL.createObjectURL = (blob) => { window.let_out += 1; return make.call(URL, blob); };
         window.print = () => { window.let_out += 1; };",
        &[],
    );
    for words in buttons {
        tab_until(browser, &format!("document.activeElement.innerText === {}", Value::from(*words)));
        let before = browser.value("window.let_out");
        browser.type_text(" ");
        browser.until(&format!("window.let_out > {before}"));
    }
}

/// That what has the focus can be seen to have it.
///
/// # Panics
/// Where it cannot.
pub fn assert_focus_is_seen(browser: &Browser) {
    let fault = browser.run(
        "const element = document.activeElement;
         if (!element || element === document.body) return null;
         const style = getComputedStyle(element);
         const outline = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
         const box = element.getBoundingClientRect();
         const inside = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
         if (element.matches(':focus-visible') && (outline || style.boxShadow !== 'none') && inside) return null;
         return element.outerHTML.slice(0, 120);",
        &[],
    );
    assert!(fault.is_null(), "focus cannot be seen on {fault}");
}
