//! What holds for all lines: budget years and price level, fixed costs, who pays.

use calculator::{FixedKind, Level, text};

use super::draft::{At, Draft, Fixed, Gone, Of, Payer, Typed};
use super::element::{Element, element};
use super::field::{self, button, more, select, small, tick, undo};
use super::tool::Tool;

/// Budget years and price level.
pub(crate) fn years(tool: Tool) -> Element {
    let inside = element("div").live(move || {
        tool.settings.track();
        let state = tool.state();
        let draft = &state.draft;
        let options: Vec<String> = (1..=4_u64).map(|count| text::counted(count, "år", "år")).collect();
        let count = select("antal-aar", "Hvor mange budgetår?", &options, draft.years - 1, move |chosen| {
            tool.adjust(&mut |draft| {
                draft.set_years(chosen.min(3) + 1);
                None
            });
        });
        let carried = tick("prisniveau", "Regn med prisudvikling (pris- og lønskøn)", draft.carried, move |on| {
            tool.adjust(&mut |draft| {
                draft.carried = on;
                draft.level = if on { Level::Current } else { Level::Entered };
                None
            });
        });
        let mut parts = vec![count, field::view(tool, draft, At::FirstYear, ""), carried];
        if draft.carried {
            parts.push(level(tool, draft));
        }
        parts
    });
    more("flere-aar", "Flere år og prisniveau", [inside])
}

fn level(tool: Tool, draft: &Draft) -> Element {
    let options = [
        "Som indtastet, ikke fremskrevet",
        "Faste priser, alt i basisårets niveau",
        "Løbende priser, hvert år i sit eget niveau",
    ];
    let chosen = Level::ALL.iter().position(|level| *level == draft.level).unwrap_or_default();
    let shown = select("vis-niveau", "Vis linjerne i", &options.map(str::to_owned), chosen, move |chosen| {
        tool.adjust(&mut |draft| {
            draft.level = Level::ALL.get(chosen).copied().unwrap_or(Level::Entered);
            None
        });
    });
    let years = draft.changing_years();
    let said = "Skriv selv procenterne, for eksempel fra KL's skøn. Vi fremskriver kun med det, du skriver. En pris uden prisår regnes som basisårets pris.";
    element("div")
        .class("besides")
        .child(element("p").class("field-hint").text(said))
        .child(field::view(tool, draft, At::Base, ""))
        .group(years.into_iter().map(|year| change(tool, draft, year)))
        .child(shown)
}

/// The field of a year, which may not have been typed in yet.
fn change(tool: Tool, draft: &Draft, year: u16) -> Element {
    field::view(tool, draft, At::Change(year), "")
}

/// Fixed costs.
pub(crate) fn fixed(tool: Tool) -> Element {
    let add = FixedKind::ALL.into_iter().enumerate().map(|(number, what)| {
        let id = ["tilfoej-fast-", &(number + 1).to_string()].concat();
        small(&["Tilføj: ", text::fixed_kind(what)].concat()).id(&id).on("click", move |_| {
            tool.adjust(&mut |draft| {
                let amounts = vec![Typed::default(); draft.years];
                let [label, year, note] = [Typed::default(), Typed::default(), Typed::default()];
                draft.way_mut().fixed.push(Fixed { what, label, amounts, year, note });
                Some(draft.id(At::Fixed(draft.way().fixed.len() - 1, 0), 1))
            });
        })
    });
    let add: Vec<Element> = add.collect();
    let list = element("div").live(move || {
        tool.settings.track();
        let state = tool.state();
        let draft = &state.draft;
        let costs = (0..draft.way().fixed.len()).map(|index| fixed_cost(tool, draft, index));
        costs.chain(undone(tool, draft, |gone| matches!(gone, Gone::Fixed(..)))).collect()
    });
    let said =
        "Udgifter om året, der er de samme, uanset hvor mange forløb det bliver til. Skriv 0 i et år uden udgift.";
    more(
        "faste-udgifter",
        "Faste udgifter",
        [element("p").class("field-hint").text(said), list, element("div").class("small-row").group(add)],
    )
}

/// The way back, where what was removed last from the shown scenario is of the kind.
fn undone(tool: Tool, draft: &Draft, is_kind: fn(&Gone) -> bool) -> Option<Element> {
    let removed = draft.removed.as_ref().filter(|removed| removed.scenario == draft.active && is_kind(&removed.gone));
    removed.map(|_| undo(tool, draft))
}

fn fixed_cost(tool: Tool, draft: &Draft, index: usize) -> Element {
    let fixed = &draft.way().fixed[index];
    let title = text::fixed_kind(fixed.what);
    let remove = small("Fjern").attribute("aria-label", &["Fjern ", title].concat()).on("click", move |_| {
        tool.edit(&mut |draft| {
            draft.remove_fixed(index);
            Some("fortryd".to_owned())
        });
    });
    let amounts = (0..fixed.amounts.len()).map(|year| field::view(tool, draft, At::Fixed(index, year), ""));
    let about = [
        field::view(tool, draft, At::FixedOf(index, Of::Provider), ""),
        field::view(tool, draft, At::FixedOf(index, Of::Year), ""),
        field::view(tool, draft, At::FixedOf(index, Of::Note), ""),
    ];
    element("div")
        .class("besides")
        .attribute("role", "group")
        .attribute("aria-label", title)
        .child(element("div").class("line-head").child(element("h3").text(title)).child(remove))
        .child(element("div").class("row").group(amounts))
        .child(more(&["om-fast-", &(index + 1).to_string()].concat(), "Navn, prisår og note", about))
}

/// Who else pays.
pub(crate) fn payers(tool: Tool) -> Element {
    let add = button("Tilføj en betaler", "button button-quiet").id("tilfoej-betaler").on("click", move |_| {
        tool.adjust(&mut |draft| {
            let shares = vec![Typed::default(); draft.years];
            draft.way_mut().payers.push(Payer { name: Typed::default(), shares });
            Some(draft.id(At::Payer(draft.way().payers.len() - 1), 1))
        });
    });
    let list = element("div").live(move || {
        tool.settings.track();
        let state = tool.state();
        let draft = &state.draft;
        let payers = (0..draft.way().payers.len()).map(|index| payer(tool, draft, index));
        payers.chain(undone(tool, draft, |gone| matches!(gone, Gone::Payer(..)))).collect()
    });
    more(
        "betalere",
        "Andre betaler en del",
        [
            element("p")
                .class("field-hint")
                .text("For eksempel staten eller en anden kommune. Kommunen betaler resten."),
            list,
            element("p").child(add),
        ],
    )
}

fn payer(tool: Tool, draft: &Draft, index: usize) -> Element {
    let number = (index + 1).to_string();
    let remove = small("Fjern").attribute("aria-label", &["Fjern betaler ", &number].concat()).on("click", move |_| {
        tool.edit(&mut |draft| {
            draft.remove_payer(index);
            Some("fortryd".to_owned())
        });
    });
    let shares = (0..draft.years).map(|year| field::view(tool, draft, At::Share(index, year), ""));
    let title = ["Betaler ", &number].concat();
    element("div")
        .class("besides")
        .attribute("role", "group")
        .attribute("aria-label", &title)
        .child(element("div").class("line-head").child(element("h3").text(&title)).child(remove))
        .child(field::view(tool, draft, At::Payer(index), ""))
        .child(element("div").class("row").group(shares))
}
