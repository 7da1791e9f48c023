//! One municipality's answer: which services, how many a year and why; and the file of it.
//!
//! Contract: what is not answered is in the file neither as a yes nor as a no. A file is only made of an answer that says which
//! municipality it is from and whose numbers can be read; otherwise the fields say what is wrong.

use std::cell::RefCell;

use super::signal::Signal;
use calculator::demand::{Agreement, Motive, Need, Reply, Wish, file_name, write};
use calculator::export::{Note, reply_note};
use calculator::wire::Data;
use calculator::{Listing, Service, Subject, text};

use super::Tool;
use super::browser;
use super::element::{Element, element};
use super::form::{Field, Form};
use super::own::{Own, count, counted};
use super::parts::{button, select};
use super::voice::Voice;

const MUNICIPALITY: &str = "kommune";
const UNIT: &str = "enhed";
const COMMENT: &str = "bemaerkning";
const NAMES: &str = "kommuner";

/// What a service may be answered with.
const ANSWERS: [&str; 3] = ["Ikke svaret", text::YES, text::NO];
const YES: usize = 1;
const NO: usize = 2;

/// The answer as it is filled in. Copies share their state.
#[derive(Clone, Copy)]
pub(super) struct Answer {
    pub(super) form: Form,
    own: Own,
    voice: Voice,
    chosen: &'static RefCell<Chosen>,
    choices: Signal,
}

/// What is chosen in lists.
#[derive(Default)]
struct Chosen {
    /// For each service of the catalogue an index of [`ANSWERS`].
    services: Vec<usize>,
    /// For each motive 0, or one more than the index of an agreement.
    motives: [usize; Motive::ALL.len()],
}

fn count_id(service: &Service) -> String {
    ["antal-", service.id.as_str()].concat()
}

impl Answer {
    pub(super) fn new(data: &'static Data) -> Answer {
        let mut fields = vec![
            Field::text(MUNICIPALITY, "Kommune", "", Some(NAMES)),
            Field::text(UNIT, "Afdeling eller center", "Kun hvis flere i kommunen svarer hver for sig.", None),
            Field::long(COMMENT, "Bemærkning", "Skriv ikke navn, cpr-nummer eller andet om et barn."),
        ];
        let services = data.catalogue.services();
        let label = |service: &Service| ["Antal ", service.unit.plural(), " om året"].concat();
        let hint = "Cirka. Tom, hvis I ikke ved det.";
        fields.extend(
            services.iter().map(|service| Field::number(&count_id(service), &label(service), hint, count).unsure()),
        );
        let chosen = Chosen { services: vec![0; services.len()], ..Chosen::default() };
        Answer {
            form: Form::new(fields, |_| None),
            own: Own::new(),
            voice: Voice::new(),
            chosen: Box::leak(Box::new(RefCell::new(chosen))),
            choices: Signal::new(),
        }
    }

    pub(super) fn track(self) {
        self.form.typed.track();
        self.choices.track();
    }

    pub(super) fn is_touched(self) -> bool {
        let chosen = self.chosen.borrow();
        self.form.is_touched() || chosen.services.iter().chain(&chosen.motives).any(|answer| *answer != 0)
    }

    fn clear(self) {
        {
            let mut chosen = self.chosen.borrow_mut();
            chosen.services.fill(0);
            chosen.motives.fill(0);
        }
        self.own.clear();
        self.choices.tell();
        self.form.reset();
    }

    /// The answer, or why there is none.
    fn read(self, data: &'static Data) -> Result<Reply, String> {
        let chosen = self.chosen.borrow();
        let services = data.catalogue.services().iter().zip(&chosen.services);
        let wish = |(service, answer): (&Service, &usize)| {
            let need = match *answer {
                YES => Need::Yes(counted(self.form, &count_id(service))),
                NO => Need::No,
                _ => return None,
            };
            Some(Wish { subject: Subject::Service(service.id.clone()), need })
        };
        let wishes = services.filter_map(wish).chain(self.own.wishes(self.form)).collect();
        let motives = chosen.motives.map(|motive| Agreement::ALL.get(motive.checked_sub(1)?).copied());
        let [municipality, unit, comment] = [MUNICIPALITY, UNIT, COMMENT].map(|id| self.form.text(id));
        Reply::new(&municipality, &unit, wishes, motives, &comment).map_err(|error| error.to_string())
    }
}

/// The form, which is never sent.
pub(super) fn view(tool: Tool) -> Element {
    let answer = tool.answer;
    let names = tool.data.houses.iter().flat_map(|house| &house.municipalities);
    let names = element("datalist").id(NAMES).group(names.map(|name| element("option").attribute("value", name)));
    let who = element("fieldset")
        .child(element("legend").text("Hvem svarer?"))
        .child(answer.form.view(MUNICIPALITY))
        .child(names)
        .child(answer.form.view(UNIT));
    let form = element("form")
        .id("behov-svar")
        .on("submit", |event| event.prevent_default())
        .on("input", move |_| tool.warn())
        .child(who)
        .group(Listing::ALL.into_iter().map(|listing| services(tool, listing)))
        .child(element("fieldset").child(element("legend").text("Andre ydelser")).child(answer.own.view(answer.form)))
        .live(move || vec![motives(tool)])
        .child(element("fieldset").child(element("legend").text("Andet")).child(answer.form.view(COMMENT)));
    element("section")
        .attribute("aria-labelledby", "behov-svar-titel")
        .child(element("h3").id("behov-svar-titel").text("Svar for jeres kommune"))
        .child(form)
        .live(move || said(tool))
        .child(outputs(tool))
}

fn services(tool: Tool, listing: Listing) -> Element {
    let catalogue = &tool.data.catalogue;
    let of_listing = catalogue.services().iter().enumerate().filter(move |(_, service)| service.listing == listing);
    element("fieldset")
        .child(element("legend").text(listing.heading()))
        .group(of_listing.map(|(index, service)| element("div").class("wish").live(move || wish(tool, index, service))))
}

/// A service with its answer, and its number once it is a yes.
fn wish(tool: Tool, index: usize, service: &'static Service) -> Vec<Element> {
    let answer = tool.answer;
    answer.choices.track();
    let chosen = answer.chosen.borrow().services.get(index).copied().unwrap_or_default();
    let list = select(
        &["svar-", service.id.as_str()].concat(),
        &service.name,
        &ANSWERS.map(str::to_owned),
        chosen,
        move |chosen| {
            if let Some(answer) = answer.chosen.borrow_mut().services.get_mut(index) {
                *answer = chosen;
            }
            answer.choices.tell();
            answer.form.typed.tell();
            tool.warn();
        },
    );
    let count = (chosen == YES).then(|| answer.form.view(&count_id(service)));
    let about = element("p").class("field-hint").text(&text::about(service));
    [list, about].into_iter().chain(count).collect()
}

fn motives(tool: Tool) -> Element {
    let answer = tool.answer;
    answer.choices.track();
    let mut options = vec!["Ikke svaret".to_owned()];
    options.extend(Agreement::ALL.map(|agreement| text::agreement(agreement).to_owned()));
    let chosen = answer.chosen.borrow().motives;
    let one = |(index, motive): (usize, Motive)| {
        select(&["grund-", motive.key()].concat(), text::motive(motive), &options, chosen[index], move |chosen| {
            answer.chosen.borrow_mut().motives[index] = chosen;
            answer.choices.tell();
            answer.form.typed.tell();
            tool.warn();
        })
    };
    element("fieldset")
        .child(element("legend").text("Hvorfor ville I købe?"))
        .group(Motive::ALL.into_iter().enumerate().map(one))
}

/// How far the answer is, and what to beware of.
fn said(tool: Tool) -> Vec<Element> {
    let answer = tool.answer;
    answer.track();
    let count = |wanted: usize| answer.chosen.borrow().services.iter().filter(|&&given| given == wanted).count();
    let own = answer.own.wishes(answer.form).count();
    let numbers = [count(YES) + own, count(NO), count(0)].map(|count| count.to_string());
    let far = ["Ja: ", &numbers[0], ". Nej: ", &numbers[1], ". Ikke svaret: ", &numbers[2], "."].concat();
    let warned = answer.read(tool.data).map(|reply| reply.warnings(&tool.data.catalogue)).unwrap_or_default();
    let far = element("p").attribute("role", "status").id("behov-status").text(&far);
    std::iter::once(far).chain(warned.iter().map(|said| element("p").class("note").text(said))).collect()
}

fn outputs(tool: Tool) -> Element {
    let quiet = "button button-quiet";
    let answer = tool.answer;
    let [clear, question] = answer.voice.clearing(
        "ryd-svar",
        "Ryd svaret",
        "Vil du slette det svar, du har skrevet? Det kan ikke fortrydes.",
        move || answer.is_touched(),
        move || {
            answer.clear();
            tool.warn();
        },
    );
    let buttons = element("div")
        .class("button-row")
        .child(button("Hent svaret som fil", "button").id("hent-svar").on("click", move |_| {
            if let Some(reply) = complete(tool) {
                let name = file_name(&reply);
                browser::download(&name, "application/json", &write(&reply));
                browser::warn_before_leaving(tool.collect.has_files());
                answer.voice.say(&["Filen »", &name, "« er hentet. Send den til børnehuset."].concat());
            }
        }))
        .child(button("Udskriv svaret", quiet).on("click", move |_| {
            if complete(tool).is_some() {
                tool.print(true);
            }
        }))
        .child(clear);
    let hint = "Filen ligger kun på din egen maskine, til du selv sender den.";
    element("div")
        .class("outputs")
        .child(buttons)
        .child(element("p").class("field-hint").text(hint))
        .child(answer.voice.view())
        .child(question)
}

/// The answer, where it can be taken along; otherwise the fields say what is wrong.
fn complete(tool: Tool) -> Option<Reply> {
    let answer = tool.answer;
    if answer.form.text(MUNICIPALITY).is_empty() {
        answer.form.demand(MUNICIPALITY, "Skriv, hvilken kommune svaret er fra.");
    }
    if let Some((first, _)) = answer.form.faulty().into_iter().next() {
        answer.voice.say("Ret felterne med fejl, og prøv igen.");
        browser::soon(move || browser::focus(&first));
        return None;
    }
    answer.read(tool.data).map_err(|said| answer.voice.say(&said)).ok()
}

/// The note of the answer; nothing where there is none.
pub(super) fn note(tool: Tool) -> Option<Note> {
    let reply = tool.answer.read(tool.data).ok()?;
    Some(reply_note(&reply, &tool.data.catalogue))
}
