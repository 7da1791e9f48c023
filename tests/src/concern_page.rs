//! The page of Bekymringslinealen in a browser, as the journeys through it go.

use crate::browser::Browser;
use crate::calculator_page::{says, served};
use crate::prepare::prepared;
use serde_json::{Value, json};
use site::io::serve::Server;

/// The page of the real site.
pub const RULER: &str = "/linealen/vurdering/";
/// The heading of the step that is shown.
pub const STEP: &str = "#linealen-trin";

/// Opens the ruler of the real site, ready for use; it is served as long as the answer lives.
#[must_use]
pub fn opened(browser: &Browser) -> Server {
    let server = served(&prepared().dist);
    browser.goto(&format!("{}{RULER}", server.address));
    browser.until("document.getElementById('fortsaet')");
    server
}

/// Ticks an answer by its id: `overgreb-nej`.
pub fn answer(browser: &Browser, id: &str) {
    browser.click(&format!("label[for='{id}']"));
    browser.until(&format!("document.getElementById('{id}').checked"));
}

/// Goes on, and waits until another step is shown.
pub fn go_on(browser: &Browser) {
    let before = browser.text(STEP);
    browser.click("#fortsaet");
    browser.until(&format!("document.querySelector('{STEP}').innerText !== {}", Value::from(before)));
    // Only then has the step arrived: what is typed before would go elsewhere.
    browser.until("document.activeElement.id === 'linealen-trin'");
}

/// Answers the gates that all are asked with no, and the age.
pub fn no_gates(browser: &Browser, age: &str) {
    for gate in ["fare-nu", "overgreb", "social-kontrol"] {
        answer(browser, &format!("{gate}-nej"));
        go_on(browser);
    }
    answer(browser, &format!("alder-{age}"));
    go_on(browser);
    for gate in ["skader-andre", "fravaer", "ufoedt"] {
        if browser.has(&format!("#{gate}-nej")) {
            answer(browser, &format!("{gate}-nej"));
            go_on(browser);
        }
    }
}

/// Answers every sign of the step that is shown: those named with yes, the rest with `rest`.
pub fn signs(browser: &Browser, there: &[&str], rest: &str) {
    browser.run(
        "const [there, rest] = arguments;
         for (const box of document.querySelectorAll('fieldset.is-sign')) {
             const name = box.id.slice('spoergsmaal-'.length);
             const input = document.getElementById(`${name}-${there.includes(name) ? 'ja' : rest}`);
             if (input && !input.checked) input.click();
         }",
        &[json!(there), json!(rest)],
    );
    for sign in there {
        if browser.has(&format!("#{sign}-ja")) {
            browser.until(&format!("document.getElementById('{sign}-ja').checked"));
        }
    }
}

/// From the first area to the result: these signs with yes and the rest with `rest`, a month or so, unchanged, no risks, no
/// resources, nothing tried, the parents not asked.
pub fn to_the_result(browser: &Browser, there: &[&str], rest: &str) {
    loop {
        let step = browser.text(STEP);
        match step.as_str() {
            "Tjek dine svar" => break,
            _ if browser.has("#varighed-noget") => {
                answer(browser, "varighed-noget");
                answer(browser, "retning-uaendret");
            }
            _ if browser.has("#proevet-nej") => {
                answer(browser, "proevet-nej");
                answer(browser, "foraeldre-ikke-spurgt");
            }
            _ => {
                signs(browser, there, rest);
                if browser.has("[id^='hyppighed-'][id$='-ugentlig']") {
                    browser.run("document.querySelector(\"[id^='hyppighed-'][id$='-ugentlig']\").click()", &[]);
                }
            }
        }
        go_on(browser);
    }
    browser.click("#fortsaet");
    says(browser, STEP, "Resultat");
}

/// Opens files, as the picker would: name and text of each.
pub fn open_files(browser: &Browser, files: &[(&str, &str)]) {
    if browser.value("document.getElementById('gemte').open") == json!(false) {
        browser.click("#gemte > summary");
    }
    browser.run(
        "const carrier = new DataTransfer();
         for (const [name, text] of arguments[0]) carrier.items.add(new File([text], name));
         const picker = document.getElementById('aabn-filer');
         picker.files = carrier.files;
         picker.dispatchEvent(new Event('change', { bubbles: true }));",
        &[json!(files)],
    );
}
