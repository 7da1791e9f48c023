//! Where a tool meets its page.
//!
//! Contract: the page has an element of the tool's name with a full static part, its data in a script element
//! ([`wire::element_id`]), and an empty `#vaerktoej-fejl` above its heading. The static part is removed only once the data has
//! been read; whatever goes wrong, before or later, the reader is told so in Danish above it.

use calculator::wire::{self, Data, Node};
use jiff::civil::Date;
use js_sys::{Array, JSON, JsString, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::browser::{document, element};
use super::dom;
use super::element::Element;

const ERRORS: &str = "vaerktoej-fejl";

/// A tool as its page knows it.
pub(crate) struct Page {
    /// The id of the element that it mounts over.
    pub(crate) name: &'static str,
    /// What it is called where a sentence begins: `Beregneren`.
    pub(crate) called: &'static str,
    /// What the reader can do without it, as a sentence.
    pub(crate) instead: &'static str,
}

/// The page's data on services; where they cannot be read, the page says so.
pub(crate) fn open_services(page: &'static Page) -> Option<&'static Data> {
    opened(page, read_services)
}

/// The page's data on prices; where they cannot be read, the page says so.
pub(crate) fn open(page: &'static Page) -> Option<&'static Data> {
    opened(page, read_prices)
}

/// What the page's data come to; where they cannot be read, the page says so. That the tool has come to a stop is said by the script
/// that started it.
pub(crate) fn opened<T>(page: &'static Page, read: fn(&str) -> Result<T, String>) -> Option<&'static T> {
    match json(page.name).and_then(|json| read(&json)) {
        // The tool lives as long as the page does, and so do its data.
        Ok(data) => Some(Box::leak(Box::new(data))),
        Err(message) => {
            tell(page, &[&message, " ", page.called, " kan ikke bruges lige nu. ", page.instead].concat());
            None
        }
    }
}

fn json(tool: &str) -> Result<String, String> {
    let json = element(&wire::element_id(tool)).and_then(|data| data.text_content());
    json.ok_or("Siden mangler sine oplysninger.".to_owned())
}

/// A tool's data on services, for a module that only answers it.
pub(crate) fn services(tool: &str) -> Result<Data, String> {
    read_services(&json(tool)?)
}

/// Puts the tool in the place of its static part, and its summary of errors above the heading.
pub(crate) fn mount(page: &Page, views: Vec<Element>, summary: Element) {
    let Some(place) = element(page.name) else { return };
    place.set_text_content(None);
    dom::mount(&place, views);
    if let Some(errors) = element(ERRORS) {
        dom::mount(&errors, vec![summary]);
    }
}

/// Puts a message above the tool, or above what is left of it.
fn tell(page: &Page, message: &str) {
    let Some(tool) = element(page.name) else { return };
    let Ok(paragraph) = document().create_element("p") else { return };
    paragraph.set_class_name("note");
    // The role comes first: an alert is read out when text is put into it.
    _ = paragraph.set_attribute("role", "alert");
    _ = tool.insert_adjacent_element("beforebegin", &paragraph);
    paragraph.set_text_content(Some(message));
}

/// The date on the reader's clock. A clock beyond the calendar makes every price one of the past, which warns.
pub(crate) fn today() -> Date {
    let now = js_sys::Date::new_0();
    let number = |value: u32| i8::try_from(value).ok();
    let today = || {
        let year = i16::try_from(now.get_full_year()).ok()?;
        Date::new(year, number(now.get_month() + 1)?, number(now.get_date())?).ok()
    };
    today().unwrap_or(Date::MAX)
}

/// What is said where page and script are not of one build.
pub(crate) fn stale() -> String {
    calculator::concern::wire::Stale.to_string()
}

fn read_prices(json: &str) -> Result<Data, String> {
    wire::decode(parsed(json)?).map_err(|error| error.to_string())
}

fn read_services(json: &str) -> Result<Data, String> {
    wire::decode_services(parsed(json)?).map_err(|error| error.to_string())
}

fn parsed(json: &str) -> Result<Value, String> {
    JSON::parse(json).map(Value).map_err(|_| "Sidens oplysninger om ydelserne kan ikke læses.".to_owned())
}

/// A value from JSON.parse.
struct Value(JsValue);

impl Node for Value {
    fn field(&self, key: &str) -> Option<Self> {
        let value = Reflect::get(&self.0, &JsString::from(key)).ok()?;
        (!value.is_undefined()).then_some(Value(value))
    }

    fn text(&self) -> Option<String> {
        self.0.as_string()
    }

    fn items(&self) -> Option<Vec<Self>> {
        self.0.dyn_ref::<Array>().map(|items| items.iter().map(Value).collect())
    }
}

/// Texts of a page's data, by their keys.
pub(crate) fn texts<const N: usize>(json: &str, keys: [&str; N]) -> Option<[String; N]> {
    let value = parsed(json).ok()?;
    let found: Vec<String> = keys.iter().filter_map(|key| value.field(key)?.text()).collect();
    found.try_into().ok()
}
