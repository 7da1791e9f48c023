//! What goes out of the tool: paper, a file, text, a link. And the questions that the tool asks.

use calculator::link;

use super::behind;
use super::browser;
use super::draft::Draft;
use super::element::{Element, element};
use super::field::button;
use super::parts::question;
use super::relay::{Ask, Texts};
use super::tool::{Asking, Tool};

/// The buttons under the sheet, and what was said last.
pub(crate) fn view(tool: Tool) -> Element {
    let quiet = "button button-quiet";
    let buttons = element("div")
        .class("button-row")
        .on("pointerover", move |_| behind::fetch_ahead(tool))
        .on("focusin", move |_| behind::fetch_ahead(tool))
        .child(button("Udskriv notat", "button").on("click", move |_| print(tool)))
        .child(button("Hent til Excel", quiet).id("hent-excel").on("click", move |_| made(tool, Ask::Table, table)))
        .child(button("Kopiér som tekst", quiet).on("click", move |_| {
            made(tool, Ask::Text, |tool, text| copied(tool, text, "Notatet er kopieret som tekst."));
        }))
        .child(button("Kopiér link", quiet).on("click", move |_| copy_link(tool)))
        .child(button("Ryd alt", quiet).id("ryd-alt").on("click", move |_| ask_to_clear(tool)));
    let link = move || {
        tool.messages.track();
        tool.results.track();
        let state = tool.state();
        let Some(plan) = state.plan.as_ref().ok().filter(|_| !state.draft.is_empty()) else { return Vec::new() };
        vec![address(&browser::address(&link::write(plan)))]
    };
    element("div")
        .class("outputs")
        .child(buttons)
        .child(element("div").attribute("role", "status").live(move || said(tool)))
        .live(move || clearing(tool))
        .live(link)
}

/// The link itself, for those who would rather see it.
fn address(address: &str) -> Element {
    let field = element("input")
        .class("input")
        .id("link-adresse")
        .attribute("type", "text")
        .flag("readOnly", true)
        .property("value", address)
        .attribute("aria-describedby", "link-hint");
    let hint =
        "Linket indeholder alle tal og noter, der kan læses. Vi gemmer det ikke. Den, der har linket, kan se det hele.";
    let inside = [
        element("label").attribute("for", "link-adresse").text("Link til beregningen"),
        element("p").class("field-hint").id("link-hint").text(hint),
        field,
    ];
    super::field::more("link", "Se linket", inside)
}

fn said(tool: Tool) -> Vec<Element> {
    tool.messages.track();
    let state = tool.state();
    if state.said.is_empty() { Vec::new() } else { vec![element("p").text(&state.said)] }
}

/// Does something with what the second module makes of the plan as it is now, once that is here.
fn made(tool: Tool, ask: Ask, act: fn(Tool, &str)) {
    behind::then(
        tool,
        Box::new(move |here| {
            let answer = {
                let state = tool.state();
                match &state.plan {
                    Ok(_) if here => behind::of_plan(&state, ask, &[]),
                    Ok(_) => None,
                    Err(error) => Some(error.clone()),
                }
            };
            let answer = answer.unwrap_or_else(|| behind::FAILED.to_owned());
            let mut from = Texts::of(&answer);
            match from.text() {
                "" => act(tool, from.text()),
                wrong => tool.say(wrong),
            }
        }),
    );
}

/// Prints the note; where it cannot be loaded, the sheet is what there is to print.
fn print(tool: Tool) {
    behind::then(
        tool,
        Box::new(move |here| {
            if here {
                browser::soon(browser::print);
            } else {
                tool.say(behind::FAILED);
            }
        }),
    );
}

fn table(tool: Tool, _: &str) {
    tool.saved("Filen »beregning.csv« er hentet. Den kan åbnes i Excel.");
}

fn copy_link(tool: Tool) {
    let link = tool.state().plan.as_ref().map(link::write).map_err(Clone::clone);
    match link {
        Ok(link) => copied(tool, &browser::address(&link), "Linket er kopieret."),
        Err(error) => tool.say(&error),
    }
}

fn copied(tool: Tool, text: &str, said: &'static str) {
    browser::copy(text, move |done| {
        if done {
            tool.saved(said);
        } else {
            tool.say("Browseren tillod ikke at kopiere. Åbn »Se linket«, og kopiér selv, eller hent filen.");
        }
    });
}

fn ask_to_clear(tool: Tool) {
    if tool.state().draft.is_empty() {
        tool.begin(Draft::new(tool.today), Asking::Nothing);
    } else {
        tool.ask(Asking::Clear, "ryd-ja");
    }
}

fn clearing(tool: Tool) -> Vec<Element> {
    tool.messages.track();
    if !matches!(tool.state().asking, Asking::Clear) {
        return Vec::new();
    }
    let yes = button("Ja, ryd alt", "button").id("ryd-ja").on("click", move |_| {
        tool.begin(Draft::new(tool.today), Asking::Nothing);
        browser::soon(|| browser::focus("ryd-alt"));
    });
    let no = button("Nej, behold", "button button-quiet").on("click", move |_| tool.ask(Asking::Nothing, "ryd-alt"));
    vec![question("Vil du slette alt, du har skrevet? Det kan ikke fortrydes.", [yes, no])]
}
