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
