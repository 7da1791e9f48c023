//! Where the tool meets the page.
//!
//! Contract: the page has `#beregner` with a full static part, the data in `#beregner-data` ([`calculator::wire`]), and an
//! empty `#vaerktoej-fejl` above its heading. The static part is removed only once the data has been read; whatever goes
//! wrong, before or later, the reader is told so in Danish above it.

use calculator::wire::{self, Data, Node};
use jiff::civil::Date;
use js_sys::{Array, JSON, JsString, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use super::browser::element;
use super::tool::Tool;
use super::{analysis, arrival, choices, dom, note, sheet, summary};
use any_spawner::Executor;

const TOOL: &str = "beregner";
const ERRORS: &str = "vaerktoej-fejl";

/// Mounts the tool, or says why it cannot be.
pub(crate) fn start() {
    std::panic::set_hook(Box::new(|_| tell("Beregneren er gået i stå. Genindlæs siden for at begynde forfra.")));
    match data() {
        Ok(data) => mount(data),
        Err(message) => tell(&format!("{message} Beregneren kan ikke bruges lige nu. Du kan regne efter tabellen.")),
    }
}

fn mount(data: Data) {
    let Some(place) = element(TOOL) else { return };
    // The tool lives as long as the page does, and so do its data and its signals.
    let data: &'static Data = Box::leak(Box::new(data));
    _ = Executor::init_wasm_bindgen();
    let owner = Owner::new();
    let tool = owner.with(|| Tool::new(data, today()));
    place.set_text_content(None);
    let parts =
        || vec![arrival::view(tool), choices::view(tool), sheet::view(tool), analysis::view(tool), note::view(tool)];
    owner.with(|| dom::mount(&place, parts()));
    if let Some(errors) = element(ERRORS) {
        owner.with(|| dom::mount(&errors, vec![summary::view(tool)]));
    }
    std::mem::forget(owner);
    arrival::listen(tool);
}

/// Puts a message above the tool, or above what is left of it.
fn tell(message: &str) {
    let Some(tool) = element(TOOL) else { return };
    let Ok(paragraph) = document().create_element("p") else { return };
    paragraph.set_class_name("note");
    // The role comes first: an alert is read out when text is put into it.
    _ = paragraph.set_attribute("role", "alert");
    _ = tool.insert_adjacent_element("beforebegin", &paragraph);
    paragraph.set_text_content(Some(message));
}

/// The date on the reader's clock. A clock beyond the calendar makes every price one of the past, which warns.
fn today() -> Date {
    let now = js_sys::Date::new_0();
    let number = |value: u32| i8::try_from(value).ok();
    let today = || {
        let year = i16::try_from(now.get_full_year()).ok()?;
        Date::new(year, number(now.get_month() + 1)?, number(now.get_date())?).ok()
    };
    today().unwrap_or(Date::MAX)
}

fn data() -> Result<Data, String> {
    let json = element(wire::ELEMENT_ID)
        .and_then(|data| data.text_content())
        .ok_or("Siden mangler oplysningerne om ydelserne.")?;
    let value = JSON::parse(&json).map_err(|_| "Sidens oplysninger om ydelserne kan ikke læses.")?;
    wire::decode(Value(value)).map_err(|error| error.to_string())
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
