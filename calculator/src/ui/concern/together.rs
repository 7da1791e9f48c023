//! Assessments side by side: files of colleagues, or of the same child some weeks apart, beside what is answered here.
//!
//! Contract: files are read in the browser and go nowhere. One that is damaged or foreign is named and left out; those of
//! another version open and say what differs.

use calculator::concern::Answers;
use calculator::concern::compare::{Accord, Comparison, Setting, compare};
use calculator::concern::file::{self, FileError, Opened};
use calculator::saved::Refused;

use crate::concern::order::arrange;

use super::element::{Element, element};
use super::parts::{button, more, question, select, small};
use super::tool::{Asking, FILES, KEPT, Paper, State, Tool, print};
use super::{browser, files};

/// So many things to talk about are named.
const TOPICS: usize = 12;

/// Opening files, and the comparison.
pub(crate) fn view(tool: Tool) -> Element {
    let picker = element("input")
        .attribute("type", "file")
        .attribute("multiple", "")
        .attribute("accept", ".json,application/json")
        .attribute("autocomplete", "off")
        .id(FILES)
        .on("change", move |event| take(tool, files::of(&event)));
    let field = element("div")
        .class("field")
        .child(element("label").attribute("for", FILES).text("Åbn gemte vurderinger"))
        .child(element("p").class("field-hint").text(
            "Vælg en eller flere filer, som I selv har gemt her fra siden. De bliver læst på din egen maskine og sendt ingen steder hen.",
        ))
        .child(picker);
    let inside = [
        field,
        element("div").attribute("role", "status").live(move || questions(tool)),
        element("div").live(move || {
            tool.files.track();
            tool.page.track();
            list(tool)
        }),
    ];
    element("div").class("no-paper").child(more(
        KEPT,
        "Åbn en gemt vurdering, eller læg flere ved siden af hinanden",
        inside,
    ))
}

fn take(tool: Tool, chosen: Vec<wasm_bindgen::JsValue>) {
    if chosen.is_empty() {
        return;
    }
    let times = tool.state.borrow().times;
    files::read(chosen, move |read| {
        // The same file can be chosen again; and its name stays in no field.
        browser::empty(FILES);
        {
            let mut state = tool.state.borrow_mut();
            if state.times != times {
                return;
            }
            for (name, text) in read {
                let opened = text.map_or(Err(Refused::Unreadable.into()), |text| file::read(&text, tool.model));
                state.colleagues.push((name, opened));
            }
            // Over time is from the oldest on, in whatever order they were opened.
            let day = |saved: &(String, Result<Opened, FileError>)| {
                saved.1.as_ref().map_or(u32::MAX, |opened| calculator::text::day_number(&opened.saved.date))
            };
            arrange(&mut state.colleagues, day);
        }
        tool.files.tell();
        tool.page.tell();
        browser::soon(|| browser::focus("sammenlign-titel"));
    });
}

/// Whether to put a file in the place of what is answered.
fn questions(tool: Tool) -> Vec<Element> {
    tool.said.track();
    if !matches!(tool.state.borrow().asking, Asking::Open(_)) {
        return Vec::new();
    }
    let yes = button("Ja, åbn filen", "button").id("aabn-ja").on("click", move |_| {
        let asking = std::mem::replace(&mut tool.state.borrow_mut().asking, Asking::Nothing);
        if let Asking::Open(file) = asking {
            tool.begin(file);
        }
    });
    let no =
        button("Nej, behold mine svar", "button button-quiet").on("click", move |_| tool.ask(Asking::Nothing, FILES));
    vec![question("Vil du lægge filens svar i stedet for dem, du har givet? Det kan ikke fortrydes.", [yes, no])]
}

fn list(tool: Tool) -> Vec<Element> {
    let state = tool.state.borrow();
    if state.colleagues.is_empty() {
        return Vec::new();
    }
    let items = state.colleagues.iter().enumerate().map(|(index, (name, opened))| {
        let away = small("Fjern").attribute("aria-label", &["Fjern ", name].concat()).on("click", move |_| {
            {
                let mut state = tool.state.borrow_mut();
                _ = state.colleagues.remove(index);
                // The question whether to open one of them speaks of a place in the list.
                state.asking = Asking::Nothing;
            }
            tool.said.tell();
            tool.files.tell();
            tool.page.tell();
        });
        match opened {
            Ok(opened) => {
                let go = small("Arbejd videre med den")
                    .attribute("aria-label", &["Arbejd videre med den: ", name].concat())
                    .on("click", move |_| resume(tool, index));
                let said = [name, ", gemt ", &opened.saved.date, ", udgave ", &opened.saved.version];
                let differs =
                    opened.differences.iter().map(|difference| element("li").text(&difference.text(tool.model)));
                let differs: Vec<Element> = differs.collect();
                element("li")
                    .child(element("p").text(&said.concat()))
                    .group((!differs.is_empty()).then(|| element("ul").children(differs)))
                    .child(element("div").class("small-row").child(go).child(away))
            }
            Err(error) => element("li")
                .child(element("p").class("note").text(&[name, " er ikke med: ", &error.to_string()].concat()))
                .child(away),
        }
    });
    let items: Vec<Element> = items.collect();
    let mut parts = vec![
        element("h2").id("sammenlign-titel").attribute("tabindex", "-1").text("Gemte vurderinger"),
        element("ul").class("files").children(items),
    ];
    if compared(&state).1.len() > 1 {
        let options = [Setting::Colleagues, Setting::OverTime].map(|setting| setting_name(setting).to_owned());
        let chosen = usize::from(state.setting == Setting::OverTime);
        parts.push(select("hvordan", "Hvordan hører de sammen?", &options, chosen, move |chosen| {
            tool.state.borrow_mut().setting = if chosen == 1 { Setting::OverTime } else { Setting::Colleagues };
            tool.files.tell();
            tool.page.tell();
        }));
        parts.extend(side_by_side(tool, &state));
        parts.push(
            element("div").class("button-row").child(
                button("Udskriv sammenligningen", "button button-quiet")
                    .id("udskriv-sammenligning")
                    .on("click", move |_| print(tool, Paper::Agenda)),
            ),
        );
    }
    parts
}

fn resume(tool: Tool, file: usize) {
    if tool.state.borrow().is_unanswered() {
        tool.begin(file);
    } else {
        tool.ask(Asking::Open(file), "aabn-ja");
    }
}

/// What is compared: the files, and the answers here where there are any; with names.
fn compared(state: &State) -> (Vec<String>, Vec<&Answers>) {
    let read = state.colleagues.iter().filter_map(|(_, opened)| opened.as_ref().ok());
    let mut names: Vec<String> = Vec::new();
    let mut all: Vec<&Answers> = Vec::new();
    for opened in read {
        names.push([&(all.len() + 1).to_string(), ". ", &opened.saved.date].concat());
        all.push(&opened.answers);
    }
    if !state.answers.is_empty() {
        names.push("Her på siden".to_owned());
        all.push(&state.answers);
    }
    (names, all)
}

fn side_by_side(tool: Tool, state: &State) -> Vec<Element> {
    let (names, all) = compared(state);
    let comparison = compare(tool.model, &all, state.setting);
    let mut parts = Vec::new();
    if comparison.ages_differ {
        parts.push(
            element("p").class("note").text("Aldrene er ikke ens, så nogle spørgsmål er kun stillet den ene gang."),
        );
    }
    let results = comparison.results(tool.model);
    let results = names
        .iter()
        .zip(&results)
        .map(|(name, said)| element("div").child(element("dt").text(name)).child(element("dd").text(said)));
    parts.push(element("dl").class("checked").children(results));
    let topics = comparison.topics(tool.model);
    parts.push(element("h3").text("Det kan I tale om"));
    if topics.is_empty() {
        parts.push(element("p").text("I har svaret ens på alt."));
    } else {
        parts.push(
            element("p").class("field-hint").text("Det vigtigste først. Ingen af svarene er det rigtige på forhånd."),
        );
        parts.push(element("ol").children(topics.iter().take(TOPICS).map(|topic| element("li").text(topic))));
        if topics.len() > TOPICS {
            let rest = ["Og ", &(topics.len() - TOPICS).to_string(), " til: Se »Svar for svar«."].concat();
            parts.push(element("p").text(&rest));
        }
    }
    parts.push(element("h3").text("Svar for svar"));
    parts.push(table(tool, &comparison, &names, &all));
    parts
}

fn table(tool: Tool, comparison: &Comparison, names: &[String], all: &[&Answers]) -> Element {
    let head = ["Spørgsmål".to_owned()]
        .iter()
        .chain(names)
        .chain(["Ens?".to_owned()].iter())
        .map(|words| element("th").attribute("scope", "col").text(words))
        .collect::<Vec<_>>();
    let rows = comparison.rows.iter().map(|row| {
        let (question, answers) = comparison.line(tool.model, all, row);
        let accord = match (row.accord, comparison.setting) {
            (Accord::Same, _) => "Ens",
            (Accord::Open, _) => "Uvist",
            (Accord::Worse, Setting::OverTime) => "Værre",
            (Accord::Better, Setting::OverTime) => "Bedre",
            _ => "Forskelligt",
        };
        element("tr")
            .child(element("th").attribute("scope", "row").text(&question))
            .children(answers.iter().map(|answer| element("td").text(answer)))
            .child(element("td").text(accord))
    });
    let rows: Vec<Element> = rows.collect();
    let table = element("table")
        .child(element("caption").text("Svarene ved siden af hinanden"))
        .child(element("thead").child(element("tr").children(head)))
        .child(element("tbody").children(rows));
    element("div")
        .class("table")
        .attribute("role", "region")
        .attribute("tabindex", "0")
        .attribute("aria-label", "Svarene ved siden af hinanden")
        .child(table)
}

/// The comparison on paper.
pub(crate) fn paper(tool: Tool) -> Vec<Element> {
    let state = tool.state.borrow();
    if compared(&state).1.len() < 2 {
        return Vec::new();
    }
    let mut parts = vec![
        element("h2").text("Vurderinger ved siden af hinanden"),
        element("p").text(&[setting_name(state.setting), ". Fortroligt. ", &tool.stamp().date, "."].concat()),
    ];
    parts.extend(side_by_side(tool, &state));
    parts
}

/// The setting that a comparison was made in, for its heading.
fn setting_name(setting: Setting) -> &'static str {
    match setting {
        Setting::Colleagues => "Flere har vurderet hver for sig",
        Setting::OverTime => "Samme barn over tid, ældste først",
    }
}
