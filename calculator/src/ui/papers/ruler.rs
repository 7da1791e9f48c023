//! A file of Bekymringslinealen that fills in the paper of the fokusteam.
//!
//! Contract: only papers that have fields for it offer it. What is typed already stays, and what the file has comes after it. Where the ruler
//! says that such a meeting is not the way, nothing is filled in and that is said instead; so is what keeps a file from being opened.

use super::{Filled, id};
use crate::ui::element::{Element, element};
use crate::ui::files;
use crate::ui::frame::Frame;
use calculator::concern::file;
use calculator::saved::Refused;

const FIELD: &str = "lineal-fil";

/// The field for the file, and what was said of the last one.
pub(super) fn view(frame: Frame, filled: &'static Filled) -> Vec<Element> {
    frame.chosen.track();
    let takes = filled.paper().is_some_and(|paper| paper.fields().any(|field| !field.carries.is_empty()));
    if !takes {
        return Vec::new();
    }
    let picker = element("input")
        .attribute("type", "file")
        .id(FIELD)
        .class("picker")
        .attribute("accept", ".json,application/json")
        .attribute("aria-describedby", "hint-lineal-fil")
        .on("change", move |event| {
            files::read(files::of(&event), move |read| open(frame, filled, &read));
            if let Some(picker) = event.target() {
                _ = js_sys::Reflect::set(&picker, &"value".into(), &"".into());
            }
        });
    let hint = "Filen er den, du selv har gemt i linealen. Den bliver læst på din egen maskine og fylder felterne ud. Det, du har skrevet, bliver stående.";
    let field = element("div")
        .class("field")
        .child(element("label").attribute("for", FIELD).text("Har du en fil fra Bekymringslinealen?"))
        .child(element("p").class("field-hint").id("hint-lineal-fil").text(hint))
        .child(picker);
    let said = element("div").id("lineal-svar").attribute("role", "alert").live(move || {
        frame.chosen.track();
        let said = filled.ruler.borrow();
        if said.is_empty() {
            return Vec::new();
        }
        vec![element("div").class("note").children(said.iter().map(|line| element("p").text(line)))]
    });
    vec![field, said]
}

fn open(frame: Frame, filled: &'static Filled, read: &[files::Read]) {
    let Some((name, text)) = read.first() else { return };
    let found = text.as_deref().map_or(Err(Refused::Unreadable.into()), file::carried);
    let said = match found {
        Ok(Ok(found)) => {
            let mut said = vec![["Filen »", name, "« er åbnet. Læs felterne igennem, og ret dem til."].concat()];
            said.extend(found.iter().filter(|(key, _)| key == "advarsel").map(|(_, words)| words.clone()));
            take(frame, filled, &found);
            said
        }
        Ok(Err(instead)) => {
            let first = "Linealen peger ikke på et fokusteammøde. Papiret er ikke fyldt ud.".to_owned();
            std::iter::once(first).chain(instead.split('\n').map(str::to_owned)).collect()
        }
        Err(error) => vec![error.to_string()],
    };
    *filled.ruler.borrow_mut() = said;
    frame.form.renew();
    frame.tell();
}

/// Puts what the file has into the fields for it, after what stands there.
fn take(frame: Frame, filled: &Filled, found: &[(String, String)]) {
    let Some(paper) = filled.paper() else { return };
    for field in paper.fields() {
        let Some((_, words)) = found.iter().find(|(key, _)| *key == field.carries) else { continue };
        let id = id(paper, &field.id);
        let typed = frame.form.text(&id);
        if typed.is_empty() {
            frame.form.set(&id, words);
        } else if !typed.contains(words.as_str()) {
            frame.form.set(&id, &[&typed, "\n", words].concat());
        }
    }
}
