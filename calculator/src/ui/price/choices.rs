//! What is filled in, from the services to the comparison: first what everybody needs, then what is opened on demand.

use super::browser::is_ticked;
use calculator::{Answer, Listing, Service, Subject, Unit, text};

use super::draft::{At, Draft};
use super::element::{Element, element, parents};
use super::field::{button, more, select, small, undo};
use super::shown::{printed_price, source};
use super::tool::Tool;
use super::{field, line, settings, ways};

/// So many lines of own words stand in a group. A browser leaves a group unpainted while it is out of view, and a large group is much
/// to lay out where one line of it is in view.
const TOGETHER: usize = 5;
/// So many groups stand in a block, which is left out whole: a browser asks each of what it leaves out, at each frame, whether it is
/// in view now, and of hundreds of lines in groups alone that takes long.
const GROUPS: usize = 4;

/// The form, which is never sent.
pub(crate) fn view(tool: Tool) -> Element {
    element("form").id("beregner-valg").on("submit", |event| event.prevent_default()).live(move || parts(tool))
}

fn parts(tool: Tool) -> Vec<Element> {
    tool.shape.track();
    let state = tool.state();
    let draft = &state.draft;
    vec![
        ways::switch(tool, draft),
        element("div").group(Listing::ALL.into_iter().filter_map(|listing| group(tool, draft, listing))),
        own_lines(tool, draft),
        settings::years(tool),
        settings::fixed(tool),
        settings::payers(tool),
        ways::view(tool, draft),
    ]
}

fn group(tool: Tool, draft: &Draft, listing: Listing) -> Option<Element> {
    let mut listed = tool.data.catalogue.listed(listing).peekable();
    listed.peek()?;
    let group = element("fieldset").child(element("legend").text(listing.heading()));
    Some(group.group(listed.map(|service| choice(tool, draft, service))))
}

/// The lines of the shown scenario that a service has.
fn lines_of<'a>(draft: &'a Draft, service: &'a Service) -> impl Iterator<Item = usize> + 'a {
    let is_of = |subject: &Subject| matches!(subject, Subject::Service(id) if *id == service.id);
    let lines = draft.way().lines.iter().enumerate();
    lines.filter(move |(_, line)| is_of(&line.subject)).map(|(index, _)| index)
}

/// A service, as it is now. Its fields come last, so that the box keeps its place, and with it focus, when it is ticked.
fn choice(tool: Tool, draft: &Draft, service: &'static Service) -> Element {
    let [id, about_id, label_id] = ["vaelg-", "om-", "navn-"].map(|part| [part, service.id.as_str()].concat());
    let lines: Vec<usize> = lines_of(draft, service).collect();
    let chosen = !lines.is_empty();
    let tick = element("input")
        .attribute("type", "checkbox")
        .id(&id)
        .attribute("aria-describedby", &about_id)
        .attribute("aria-expanded", if chosen { "true" } else { "false" })
        .flag("checked", chosen)
        .on("change", move |event| {
            let on = is_ticked(&event);
            tool.edit(&mut |draft| {
                if on {
                    draft.add_service(service);
                } else {
                    draft.remove(
                        service.name.clone(),
                        |line| matches!(&line.subject, Subject::Service(id) if *id == service.id),
                    );
                }
                None
            });
        });
    let printed = service.rates.printed(draft.rate_date);
    let about = element("div")
        .class("field-hint")
        .id(&about_id)
        .child(element("p").text(&text::about(service)))
        .group(printed.map(|printed| printed_price(tool.data, service, printed)));
    let undone = draft.removed.as_ref().filter(|removed| {
        !chosen
            && removed.lines().iter().any(|(_, line)| {
                removed.scenario == draft.active && matches!(&line.subject, Subject::Service(id) if *id == service.id)
            })
    });
    let choice = element("div")
        .class("choice")
        .child(tick)
        .child(element("label").attribute("for", &id).id(&label_id).text(&service.name))
        .child(about)
        .group(undone.map(|_| undo(tool, draft)));
    if !chosen {
        return choice;
    }
    let several = lines.len() > 1;
    let bodies = lines.iter().enumerate().map(|(number, &index)| {
        let heading = several.then(|| {
            let words = ["Udbyder ", &(number + 1).to_string()].concat();
            element("div").class("line-head").child(element("h3").text(&words)).child(remove(tool, draft, index))
        });
        element("div").group(heading).child(line::view(tool, draft, index))
    });
    let another = small("Tilføj en udbyder mere")
        .attribute("aria-label", &["Tilføj en udbyder mere: ", &service.name].concat())
        .on("click", move |_| {
            tool.edit(&mut |draft| {
                let id = draft.add_service(service);
                Some(["antal-", &id].concat())
            });
        });
    let body = element("div")
        .class("choice-body")
        .attribute("role", "group")
        .attribute("aria-labelledby", &label_id)
        .group(bodies)
        .group(conditions(tool, draft, service))
        .child(another);
    choice.child(body)
}

/// The conditions of a service as a list that warns and never blocks.
fn conditions(tool: Tool, draft: &Draft, service: &'static Service) -> Option<Element> {
    let terms = &tool.data.catalogue.facts(&service.id)?.eligibility;
    let conditions = terms.conditions();
    if conditions.is_empty() {
        return None;
    }
    let count = conditions.len();
    let answers = draft.answers(&service.id, count);
    let options = ["Ikke afklaret", "Ja", "Nej"].map(str::to_owned);
    let given = [Answer::Open, Answer::Yes, Answer::No];
    let list = conditions.iter().enumerate().map(|(index, condition)| {
        let id = ["betingelse-", service.id.as_str(), "-", &(index + 1).to_string()].concat();
        let chosen = given.iter().position(|answer| *answer == answers[index]).unwrap_or_default();
        select(&id, condition, &options, chosen, move |chosen| {
            tool.edit(&mut |draft| {
                let mut answers = draft.answers(&service.id, count);
                answers[index] = given[chosen.min(2)];
                draft.answer(&service.id, answers);
                None
            });
        })
    });
    let list: Vec<Element> = list.collect();
    let said = terms.warnings(&answers).into_iter().map(|warning| element("p").class("note").text(&warning));
    let said: Vec<Element> =
        if answers.iter().all(|answer| *answer == Answer::Open) { Vec::new() } else { said.collect() };
    let source = terms
        .reference
        .as_ref()
        .map(|reference| element("p").class("field-hint").text("Kilde: ").child(source(tool.data, reference)));
    let inside = [
        element("p")
            .class("field-hint")
            .text("Svarene bliver på siden. De kommer ikke med i link, fil eller udskrift."),
        element("div").group(list),
        element("div").attribute("role", "status").group(said),
        element("div").group(source),
    ];
    Some(more(&["betingelser-", service.id.as_str()].concat(), "Hvem er ydelsen for?", inside))
}

/// The lines that are of no service in the catalogue.
fn own_lines(tool: Tool, draft: &Draft) -> Element {
    let known = |subject: &Subject| matches!(subject, Subject::Service(id) if tool.data.catalogue.get(id).is_some());
    let lines = draft.way().lines.iter().enumerate().filter(|(_, line)| !known(&line.subject));
    let lines: Vec<usize> = lines.map(|(index, _)| index).collect();
    let any = !lines.is_empty();
    let shown = lines.into_iter().enumerate().map(|(number, index)| {
        let line = &draft.way().lines[index];
        let heading = ["Egen linje ", &(number + 1).to_string()].concat();
        let label_id = ["linjenavn-", &line.id].concat();
        let units: Vec<String> = Unit::ALL.iter().map(|unit| unit.singular().to_owned()).collect();
        let chosen = Unit::ALL.iter().position(|unit| *unit == line.unit).unwrap_or_default();
        let unit = select(&["enhed-", &line.id].concat(), "Enhed", &units, chosen, move |chosen| {
            tool.edit(&mut |draft| {
                if let (Some(line), Some(&unit)) = (draft.way_mut().lines.get_mut(index), Unit::ALL.get(chosen)) {
                    line.unit = unit;
                }
                None
            });
        });
        let pulse = line.pulse;
        let name = move || {
            pulse.track();
            vec![field::view(tool, &tool.state().draft, At::Name(index), "Skriv ikke navn eller andet om et barn.")]
        };
        element("div")
            .class("choice-body")
            .attribute("role", "group")
            .attribute("aria-labelledby", &label_id)
            .child(
                element("div")
                    .class("line-head")
                    .child(element("h3").id(&label_id).text(&heading))
                    .child(remove(tool, draft, index)),
            )
            .live(name)
            .child(unit)
            .child(line::view(tool, draft, index))
    });
    let groups = parents("div", "own-group", TOGETHER, shown.collect());
    let blocks = parents("div", "own-block", GROUPS, groups);
    let own = |line: &super::draft::Typing| !known(&line.subject);
    let undone = draft.removed.as_ref().filter(|removed| {
        let hidden = removed.lines().iter().any(|(_, line)| own(line) || lines_left(draft, &line.subject));
        removed.scenario == draft.active && hidden
    });
    let add = button("Tilføj en linje med egne ord", "button button-quiet").id("egen-linje").on("click", move |_| {
        tool.edit(&mut |draft| {
            let id = draft.add_own();
            Some(["navn-", &id].concat())
        });
    });
    element("div")
        .class("own-lines")
        .group(any.then(|| element("h2").text("Egne linjer")))
        .group(blocks)
        .group(undone.map(|_| undo(tool, draft)))
        .child(element("p").child(add))
}

/// True where the shown scenario still has a line of the same subject.
fn lines_left(draft: &Draft, subject: &Subject) -> bool {
    draft.way().lines.iter().any(|line| line.subject == *subject)
}

fn remove(tool: Tool, draft: &Draft, index: usize) -> Element {
    let line = &draft.way().lines[index];
    let (id, name) = (line.id.clone(), draft.name(line, tool.data).to_owned());
    small("Fjern").attribute("aria-label", &["Fjern ", &name].concat()).on("click", move |_| {
        tool.edit(&mut |draft| {
            draft.remove(name.clone(), |line| line.id == id);
            Some("fortryd".to_owned())
        });
    })
}
