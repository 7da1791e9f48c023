//! The scenarios: which one is shown, and what there is to compare with.

use calculator::{Plan, ScenarioKind, text};

use super::draft::{At, Draft, Gone};
use super::element::{Element, element};
use super::field::{self, button, more, small, undo};
use super::tool::Tool;

/// Which scenario is filled in; empty while there is only one.
pub(crate) fn switch(tool: Tool, draft: &Draft) -> Element {
    let undone = draft.removed.as_ref().is_some_and(|removed| matches!(removed.gone, Gone::Way(_)));
    let switch = element("div").group(undone.then(|| undo(tool, draft)));
    if draft.scenarios.len() < 2 {
        return switch;
    }
    let buttons = draft.scenarios.iter().enumerate().map(|(index, way)| {
        let words = [&(index + 1).to_string(), ". ", &way.title()].concat();
        let pressed = index == draft.active;
        let class = if pressed { "button" } else { "button button-quiet" };
        button(&words, class)
            .id(&["scenarie-", &(index + 1).to_string()].concat())
            .attribute("aria-pressed", if pressed { "true" } else { "false" })
            .on("click", move |_| {
                tool.edit(&mut |draft| {
                    draft.active = index;
                    None
                });
            })
    });
    let buttons: Vec<Element> = buttons.collect();
    let remove = small("Fjern dette scenarie").on("click", move |_| {
        tool.edit(&mut |draft| {
            draft.remove_way();
            Some("fortryd".to_owned())
        });
    });
    let name = move || {
        tool.settings.track();
        vec![field::view(tool, &tool.state().draft, At::Title, "")]
    };
    switch
        .class("ways")
        .attribute("role", "group")
        .attribute("aria-labelledby", "scenarier")
        .child(element("h2").id("scenarier").text("Scenarie"))
        .child(element("div").class("small-row").group(buttons))
        .live(name)
        .child(remove)
}

/// What there is to compare with.
pub(crate) fn view(tool: Tool, draft: &Draft) -> Element {
    let full = draft.scenarios.len() >= Plan::MOST_SCENARIOS;
    let add = ScenarioKind::ALL.into_iter().enumerate().filter(|_| !full).map(|(number, kind)| {
        let id = ["sammenlign-", &(number + 1).to_string()].concat();
        small(&["Tilføj: ", text::scenario_kind(kind)].concat()).id(&id).on("click", move |_| {
            tool.edit(&mut |draft| {
                draft.add_way(kind);
                Some(["scenarie-", &draft.scenarios.len().to_string()].concat())
            });
        })
    });
    let add: Vec<Element> = add.collect();
    let said = if full {
        "Der kan højst være fire scenarier."
    } else {
        "Et nyt scenarie begynder som en kopi af det, du ser nu, og kan ændres for sig. »Vent« begynder tomt. Højst fire."
    };
    more(
        "sammenlign",
        "Sammenlign",
        [element("p").class("field-hint").text(said), element("div").class("small-row").group(add)],
    )
}
