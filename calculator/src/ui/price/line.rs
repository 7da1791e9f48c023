//! The fields of a line: how many, at what price, and what it costs besides.

use calculator::{FigureKind, Money, ScenarioKind, What, text};

use super::draft::{At, Beside, Draft, Of, Priced, Typing};
use super::element::{Element, element};
use super::field::{self, more, select, small, tick};
use super::tool::Tool;

/// The fields of a line, following what is typed in them.
pub(crate) fn view(tool: Tool, draft: &Draft, index: usize) -> Element {
    let Some(line) = draft.way().lines.get(index) else { return element("div") };
    let (pulse, id) = (line.pulse, line.id.clone());
    element("div").class("fields").live(move || {
        pulse.track();
        let state = tool.state();
        // The line may be gone before its part of the page is.
        let line = state.draft.way().lines.get(index).filter(|line| line.id == id);
        line.map(|line| fields(tool, &state.draft, index, line)).unwrap_or_default()
    })
}

fn fields(tool: Tool, draft: &Draft, index: usize, line: &Typing) -> Vec<Element> {
    let hint = ["Antal ", line.unit.plural(), ", som helt tal."].concat();
    let counts = (0..line.counts.len()).map(|year| field::view(tool, draft, At::Count(index, year), &hint));
    vec![
        element("div").class("row").group(counts),
        element("div").group(price(tool, draft, index, line)),
        extras(tool, draft, index, line),
    ]
}

fn price(tool: Tool, draft: &Draft, index: usize, line: &Typing) -> Vec<Element> {
    let focus = draft.id(At::Money(index, None, Of::Amount), 1);
    let own_offer = draft.way().kind == ScenarioKind::Own;
    let compose = own_offer.then(|| {
        let composed = line.composed;
        let words =
            if composed { "Skriv én samlet pris i stedet" } else { "Regn prisen ud af egne timer og udgifter" };
        small(words).on("click", move |_| {
            tool.adjust(&mut |draft| {
                let line = draft.way_mut().lines.get_mut(index)?;
                line.composed = !composed;
                line.price.own = true;
                None
            });
        })
    });
    if line.composed {
        let words = ["Prisen pr. ", line.unit.singular(), " er summen af de timer og udgifter, I lægger til herunder."]
            .concat();
        return std::iter::once(element("p").class("field-hint").text(&words)).chain(compose).collect();
    }
    if !line.price.own {
        let known = line.price.register.as_ref().map(|money| text::amount(money.amount().likely())).unwrap_or_default();
        let words = ["Vi regner med den offentliggjorte pris, ", &known, " "].concat();
        let other = small("Brug en anden pris").id(&["anden-pris-", &line.id].concat()).on("click", move |_| {
            tool.adjust(&mut |draft| {
                draft.way_mut().lines.get_mut(index)?.price.own = true;
                Some(focus.clone())
            });
        });
        return vec![element("p").class("price-used").text(&words).child(other)];
    }
    let printed = line.price.register.is_some();
    let hint = if printed {
        "Din pris går forud for den offentliggjorte. Er feltet tomt, bruger vi den offentliggjorte.".to_owned()
    } else {
        [text::PRICE_BY_AGREEMENT, " ", text::ASK_FOR_PRICE].concat()
    };
    let back = printed.then(|| {
        let focus = ["anden-pris-", &line.id].concat();
        small("Brug den offentliggjorte pris").on("click", move |_| {
            tool.adjust(&mut |draft| {
                draft.way_mut().lines.get_mut(index)?.price.own = false;
                Some(focus.clone())
            });
        })
    });
    let about = more(&["om-prisen-", &line.id].concat(), "Udbyder, prisår og note", origin(tool, draft, index, None));
    let amount = field::view(tool, draft, At::Money(index, None, Of::Amount), &hint);
    [amount].into_iter().chain(back).chain(compose).chain([about]).collect()
}

/// The fields of who says so, and when.
fn origin(tool: Tool, draft: &Draft, index: usize, extra: Option<usize>) -> Vec<Element> {
    let part = |of: Of, hint: &str| field::view(tool, draft, At::Money(index, extra, of), hint);
    vec![
        part(Of::Provider, "For eksempel huset eller afdelingen. Ikke navnet på en person."),
        part(Of::Year, "Året, som prisen er i. Fire cifre."),
        part(Of::Note, "For eksempel datoen for tilbuddet. Intet om et barn."),
    ]
}

fn extras(tool: Tool, draft: &Draft, index: usize, line: &Typing) -> Element {
    let offered = What::ALL.into_iter().enumerate().filter(|(_, what)| match what {
        What::Cancelled => !line.composed,
        What::Work => line.composed,
        _ => true,
    });
    let ticks: Vec<Element> = offered
        .map(|(number, what)| {
            let id = ["tilfoej-", &line.id, "-", &(number + 1).to_string()].concat();
            let on = line.extras.iter().any(|extra| extra.what == what);
            let fields = line.extras.iter().enumerate().filter(|(_, extra)| extra.what == what);
            let fields: Vec<Element> =
                fields.map(|(extra, beside)| besides(tool, draft, index, extra, beside)).collect();
            let tick = tick(&id, offer(what), on, move |on| {
                tool.adjust(&mut |draft| {
                    let line = draft.way_mut().lines.get_mut(index)?;
                    let (from, to) =
                        if on { (&mut line.away, &mut line.extras) } else { (&mut line.extras, &mut line.away) };
                    match from.iter().position(|extra| extra.what == what) {
                        Some(place) => to.push(from.remove(place)),
                        None => to.push(new(tool, what)),
                    }
                    None
                });
            });
            element("div").child(tick).group(fields)
        })
        .collect();
    let said = [
        "Hver udgift er pr. ",
        line.unit.singular(),
        " og ganges med antallet. Kun det, I sætter kryds ved, kommer med.",
    ]
    .concat();
    let title = if line.composed { "Timer og udgifter" } else { "Tilføj udgifter" };
    more(
        &["udgifter-", &line.id].concat(),
        title,
        [element("p").class("field-hint").text(&said), element("div").group(ticks)],
    )
}

/// A cost beside the price, with the state's rate where there is one.
fn new(tool: Tool, what: What) -> Beside {
    let mut beside = Beside::new(what);
    if what == What::Mileage
        && let Some(figure) = tool.data.catalogue.figures().iter().find(|figure| figure.kind == FigureKind::Mileage)
    {
        beside.rate = Priced { register: Some(Money::figure(figure)), own: false, ..Priced::default() };
    }
    beside
}

/// What a cost is called where it is offered.
fn offer(what: What) -> &'static str {
    match what {
        What::Meetings => "Egne medarbejderes timer i møder",
        What::Travel => "Egne medarbejderes rejsetid",
        What::Mileage => "Kørsel i egen bil",
        What::Interpreter => "Tolk",
        What::Work => "Egne timer med barnet og forberedelse",
        What::Supervision => "Supervision af egne medarbejdere",
        What::Other => "Andet",
        What::Cancelled => "Aflyste sessioner, der skal betales alligevel",
    }
}

fn besides(tool: Tool, draft: &Draft, index: usize, extra: usize, beside: &Beside) -> Element {
    let what = beside.what;
    let hint = if what == What::Cancelled { "Lægges oven i prisen." } else { "" };
    let measure = field::view(tool, draft, At::Measure(index, extra), hint);
    let mut rest: Vec<Element> = Vec::new();
    if what != What::Cancelled {
        let figures: Vec<_> =
            tool.data.catalogue.figures().iter().filter(|figure| figure.kind == FigureKind::Mileage).collect();
        if what == What::Mileage && !figures.is_empty() {
            let mut options: Vec<String> = figures
                .iter()
                .map(|figure| {
                    [&figure.label, " ", &figure.year.to_string(), ": ", &text::amount(figure.amount)].concat()
                })
                .collect();
            options.push("Egen sats".to_owned());
            let used = beside.rate.register.as_ref().filter(|_| !beside.rate.own);
            let chosen =
                figures.iter().position(|figure| used == Some(&Money::figure(figure))).unwrap_or(figures.len());
            let id = ["kmsats-", &draft.id(At::Measure(index, extra), 1)].concat();
            rest.push(select(&id, "Sats pr. km", &options, chosen, move |chosen| {
                let all = tool.data.catalogue.figures().iter();
                let figure = all.filter(|figure| figure.kind == FigureKind::Mileage).nth(chosen);
                tool.adjust(&mut |draft| {
                    let rate = &mut draft.way_mut().lines.get_mut(index)?.extras.get_mut(extra)?.rate;
                    rate.own = figure.is_none();
                    rate.register = figure.map(Money::figure);
                    None
                });
            }));
        }
        if beside.rate.own {
            rest.push(field::view(tool, draft, At::Money(index, Some(extra), Of::Amount), ""));
            let id = ["om-", &draft.id(At::Money(index, Some(extra), Of::Amount), 1)].concat();
            rest.push(more(&id, "Hvem, prisår og note", origin(tool, draft, index, Some(extra))));
        }
    }
    element("div")
        .class("besides")
        .attribute("role", "group")
        .attribute("aria-label", text::what(what))
        .child(measure)
        .group(rest)
}
