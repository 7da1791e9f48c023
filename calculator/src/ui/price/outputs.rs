//! What goes out of the tool: paper, a file, text, a link. And the questions that the tool asks.

use calculator::{Plan, export, link, text};

use super::browser;
use super::draft::Draft;
use super::element::{Element, element};
use super::field::button;
use super::note::note;
use super::parts::question;
use super::tool::{Asking, Tool};

/// The buttons under the sheet, and what was said last.
pub(crate) fn view(tool: Tool) -> Element {
    let quiet = "button button-quiet";
    let buttons = element("div")
        .class("button-row")
        .child(button("Udskriv notat", "button").on("click", move |_| browser::print()))
        .child(button("Hent til Excel", quiet).id("hent-excel").on("click", move |_| table(tool)))
        .child(button("Kopiér som tekst", quiet).on("click", move |_| copy_text(tool)))
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
    let hint = "Linket indeholder alle tal og noter. Vi gemmer det ikke. Den, der har linket, kan se det hele.";
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

/// The plan as it is now, or why there is none.
fn plan(tool: Tool) -> Option<Plan> {
    let plan = tool.state().plan.clone();
    plan.map_err(|error| tool.say(&error)).ok()
}

fn table(tool: Tool) {
    let level = tool.state().draft.level;
    let Some(plan) = plan(tool) else { return };
    match export::csv(&plan, level, &tool.data.catalogue) {
        Ok(csv) => {
            browser::download("beregning.csv", "text/csv;charset=utf-8", &csv);
            tool.saved("Filen »beregning.csv« er hentet. Den kan åbnes i Excel.");
        }
        Err(error) => tool.say(text::estimate_error(error)),
    }
}

fn copy_text(tool: Tool) {
    let level = tool.state().draft.level;
    let Some(plan) = plan(tool) else { return };
    match note(tool, &plan, level) {
        Ok(note) => copied(tool, &note.to_text(), "Notatet er kopieret som tekst."),
        Err(error) => tool.say(text::estimate_error(error)),
    }
}

fn copy_link(tool: Tool) {
    if let Some(plan) = plan(tool) {
        copied(tool, &browser::address(&link::write(&plan)), "Linket er kopieret. Det indeholder alle tal og noter.");
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
