//! Deadlines and follow-up dates on pages: what is there without a script, and what the tools read.
//!
//! Contract: the rules, the way to count by hand and the calendar stand on the page beside the tool, all from the same registers
//! and the same code. What is not confirmed looks so. An example is worked out here anew; that it comes to what was written by
//! hand has been checked.

use super::context::Context;
use super::course;
use super::load;
use super::tool::data_of;
use super::visits;
use super::words::{capital, date as day, heading, iso, keep, law_address, mark, source_link};
use crate::parse::tree::{Block, DatesView};
use crate::resolve::Node;
use crate::tools::{self, BrowserTool};
use calculator::dates::calendar::{AGREED, holidays};
use calculator::dates::deadline::{self, Decided, Rule};
use calculator::dates::follow_up::{self, Measure, Meeting};
use calculator::dates::picture::{Picture, picture};
use calculator::dates::{Ground, Item, When, text, wire};
use jiff::civil::Date;
use maud::{Markup, html};

/// For how many years holidays are listed, this one included.
const YEARS: i16 = 3;

/// A part of it on a page, with headings from a level on.
pub(crate) fn made(cx: &Context<'_>, view: DatesView, level: u8) -> Markup {
    match view {
        DatesView::Deadlines => deadlines(cx, level),
        DatesView::DeadlineExamples => deadline_examples(cx, level),
        DatesView::FollowUp => follow_up(cx, level),
        DatesView::FollowUpExamples => follow_up_examples(cx, level),
        DatesView::Courses => course::courses(cx, level),
        DatesView::CourseExamples => course::examples(cx, level),
        DatesView::Visits => visits::visits(cx, level),
        DatesView::VisitExamples => visits::examples(cx, level),
        DatesView::Load => load::load(cx, level),
        DatesView::LoadExamples => load::examples(cx, level),
    }
}

/// Where a tool mounts, what stands there without JavaScript, and what it reads.
pub(super) fn place(tool: &'static BrowserTool, without: &str, json: String) -> Markup {
    html! {
        div.calculator.dates-tool #(tool.name) { p.no-script { (without) } }
        (data_of(tool, json))
    }
}

fn deadlines(cx: &Context<'_>, level: u8) -> Markup {
    let mut model = cx.site.registers.deadlines.model.clone();
    model.rules.iter_mut().for_each(|rule| address(cx, &mut rule.ground));
    html! {
        (place(
            &tools::DEADLINES,
            "Slå JavaScript til for at regne fristerne her. Du kan også tælle selv med tabellen og kalenderen.",
            wire::deadlines_to_json(&model),
        ))
        div.static.stays {
            (heading(level, Some("fristerne"), None, &html! { "Fristerne" }))
            (rules(cx, &model.rules))
            @for rule in &model.rules { (moves(rule, level + 1)) }
            (by_hand(cx, level))
        }
    }
}

/// All deadlines as a table.
fn rules(cx: &Context<'_>, rules: &[Rule]) -> Markup {
    html! {
        section.table aria-label="Frister i en sag" tabindex="0" {
            table {
                thead { tr { th scope="col" { "Frist" } th scope="col" { "Hvor længe" } th scope="col" { "Lov" } th scope="col" { "Kilde" } } }
                tbody {
                    @for rule in rules {
                        tr {
                            th scope="row" { (rule.title) (only(rule)) }
                            td { (capital(&text::counted_from(rule.length, rule.from))) }
                            td { (laws(cx, &rule.ground)) @if !rule.ground.confirmed { " " (mark()) } }
                            td { (source(cx, &rule.ground)) }
                        }
                    }
                }
            }
        }
    }
}

/// For which decisions a deadline is.
fn only(rule: &Rule) -> Markup {
    let named: Vec<String> = rule.decided.iter().map(|one| text::decided(*one).to_lowercase()).collect();
    html! { @if !named.is_empty() { " (" (named.join(" og ")) ")" } }
}

/// What is done, what may move it, and what is uncertain.
fn moves(rule: &Rule, level: u8) -> Markup {
    html! {
        (heading(level, None, None, &html! { (rule.title) }))
        p { (keep(&rule.what)) }
        p { strong { "Hvad kan flytte den? " } (keep(&rule.moves)) }
        @if !rule.ground.note.is_empty() { p.entry-note { "Ikke bekræftet: " (keep(&rule.ground.note)) } }
    }
}

/// How one counts without a machine, and the days that do not count.
fn by_hand(cx: &Context<'_>, level: u8) -> Markup {
    let year = cx.site.today.year();
    let years: Vec<i16> = (year..year.saturating_add(YEARS)).collect();
    let names: Vec<&str> = holidays(year).into_iter().map(|(_, name)| name).collect();
    html! {
        (heading(level, Some("taael-selv"), None, &html! { "Sådan tæller du selv" }))
        ul {
            li { strong { "Timer" } " løber fra klokkeslættet, også i weekender og på helligdage. 24 timer efter fredag kl. 15.30 er lørdag kl. 15.30. De nætter, uret stilles, er det én time ved siden af; ret dig efter det tidligste." }
            li { strong { "Hverdage" } " tælles fra dagen efter modtagelsen. Spring søndage og helligdage over. Tæl først med lørdage, 5. juni, 24. og 31. december, og så uden. Ret dig efter den dag, der kommer først." }
            li { strong { "Måneder" } " løber fra startdatoen og ender på samme dato. Findes datoen ikke i måneden, er det månedens sidste dag: 31. januar og én måned er 28. februar, i skudår 29. Regn altid fra starten og ikke fra det sidste møde." }
            li { "En frist i en weekend eller på en helligdag flytter sig ikke. Handl før." }
        }
        (heading(level, Some("helligdage"), None, &html! { "Helligdage" }))
        section.table aria-label="Helligdage" tabindex="0" {
            table {
                thead { tr { th scope="col" { "Helligdag" } @for year in &years { th scope="col" { (year) } } } }
                tbody {
                    @for (at, name) in names.iter().enumerate() {
                        tr {
                            th scope="row" { (capital(name)) }
                            @for year in &years {
                                td { @if let Some((on, _)) = holidays(*year).get(at) { (short(*on)) } }
                            }
                        }
                    }
                }
            }
        }
        p.entry-note {
            "Store bededag er ikke helligdag fra 2024. Ikke helligdage, men fridage for mange: "
            @for (at, (month, on, name)) in AGREED.iter().enumerate() {
                @if at > 0 { ", " } (name) " " @if let Ok(on) = Date::new(year, *month, *on) { (short_day(on)) }
            }
            "."
        }
    }
}

/// `fre 3. apr`
fn short(on: Date) -> Markup {
    let weekday: String = text::weekday(on).chars().take(3).collect();
    html! { time.nowrap datetime=(iso(on)) { (weekday) " " (short_day(on)) } }
}

/// `3. april`
fn short_day(on: Date) -> String {
    let words = calculator::text::date(on);
    words.rsplit_once(' ').map_or(words.clone(), |(day, _)| day.to_owned())
}

fn follow_up(cx: &Context<'_>, level: u8) -> Markup {
    let mut model = cx.site.registers.follow_up.model.clone();
    model.duties.iter_mut().for_each(|duty| address(cx, &mut duty.ground));
    model.measures.iter_mut().for_each(|measure| address(cx, &mut measure.ground));
    model.exceptions.iter_mut().for_each(|exception| address(cx, &mut exception.ground));
    html! {
        (place(
            &tools::FOLLOW_UP,
            "Slå JavaScript til for at regne datoerne her. Du kan også tælle selv med tabellerne.",
            wire::follow_up_to_json(&model),
        ))
        div.static.stays {
            (heading(level, Some("lovens-minimum"), None, &html! { "Lovens minimum" }))
            @for duty in &model.duties {
                p {
                    strong { (duty.title) ": " }
                    @if duty.rhythm.every.is_some() { "hver " (duty.rhythm.first.words()) " fra starten" } @else { "senest " (duty.rhythm.first.words()) " fra starten" }
                    @if duty.ends_early { ", eller når en sideløbende undersøgelse er færdig, hvis det er før" }
                    ". " (laws(cx, &duty.ground)) @if !duty.ground.confirmed { " " (mark()) }
                }
                @if !duty.ground.note.is_empty() { p.entry-note { (keep(&duty.ground.note)) } }
            }
            (heading(level, Some("rytmen"), None, &html! { "Hernings rytme 2015" }))
            p { "Lokal praksis og ikke lov. Alle trin regnes fra starten." }
            section.table aria-label="Hernings rytme 2015" tabindex="0" {
                table {
                    thead { tr { th scope="col" { "Foranstaltning" } th scope="col" { "Opfølgning" } th scope="col" { "Kilde" } } }
                    tbody {
                        @for measure in &model.measures {
                            tr {
                                th scope="row" { (measure.name) }
                                td { (rhythm(measure)) @if !measure.remark.is_empty() { " " (keep(&measure.remark)) } }
                                td { (source(cx, &measure.ground)) }
                            }
                        }
                    }
                }
            }
            (heading(level, Some("undtagelser"), None, &html! { "Undtagelser" }))
            p { "Kun efter aftale med teamlederen. De lemper de ekstra opfølgninger hver 3. måned og aldrig en dato efter loven." }
            section.table aria-label="Undtagelser" tabindex="0" {
                table {
                    thead { tr { th scope="col" { "Undtagelse" } th scope="col" { "Når" } th scope="col" { "Opfølgningen" } th scope="col" { "Børnesamtalen" } } }
                    tbody {
                        @for exception in &model.exceptions {
                            tr {
                                th scope="row" { (exception.name) }
                                td { (keep(&exception.needs)) }
                                td { (exception.contact) }
                                td { (exception.talk) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The steps of a measure in words: `2 uger og så hver 6 uger; …`
fn rhythm(measure: &Measure) -> Markup {
    let one = |meeting: &Meeting| {
        let first = meeting.rhythm.first.words();
        let again = meeting.rhythm.every.map(|every| format!(", derefter med {} imellem", every.words()));
        let until = meeting.rhythm.until.map(|until| format!(" indtil {until} måneder"));
        let what = if meeting.title == "Opfølgning" { String::new() } else { format!(" ({})", meeting.title) };
        [first, again.unwrap_or_default(), until.unwrap_or_default(), what].concat()
    };
    html! { ul { @for meeting in &measure.meetings { li { (capital(&one(meeting))) } } } }
}

fn laws(cx: &Context<'_>, ground: &Ground) -> Markup {
    html! {
        @for (at, law) in ground.laws.iter().enumerate() {
            @if at > 0 { ", " } a href=(law_address(cx, &law.id)) { (keep(&law.label)) }
        }
    }
}

pub(super) fn source(cx: &Context<'_>, ground: &Ground) -> Markup {
    html! { (source_link(cx, &ground.source)) ", " (keep(&ground.place)) }
}

/// Gives what a page carries its addresses and names on this site.
pub(super) fn address(cx: &Context<'_>, ground: &mut Ground) {
    for law in &mut ground.laws {
        law.href = law_address(cx, &law.id);
    }
    ground.source_title =
        cx.site.registers.sources.get(&ground.source).map(|entry| entry.short.clone()).unwrap_or_default();
}

fn deadline_examples(cx: &Context<'_>, level: u8) -> Markup {
    let all = &cx.site.registers.deadlines;
    html! {
        @for example in &all.examples {
            @let case = &example.case;
            (heading(level, None, None, &html! { (example.title) }))
            p { (keep(&example.shows)) }
            p {
                "Underretningen kom " (text::when(When::Clock(case.received))) "."
                @if let Some(aware) = case.aware { " Kommunen blev opmærksom " (day(aware)) "." }
                @if let Some(decision) = case.decision && case.decided != Decided::Nothing { " Afgørelse: " (text::decided(case.decided).to_lowercase()) ", " (day(decision)) "." }
                @if let Some(start) = case.start { " Start: " (day(start)) "." }
                @if let Some(finished) = case.finished { " Undersøgelsen var færdig " (day(finished)) "." }
            }
            (worked(cx, case.received.date, &deadline::items(&all.model, case), &example.title))
        }
    }
}

fn follow_up_examples(cx: &Context<'_>, level: u8) -> Markup {
    let all = &cx.site.registers.follow_up;
    html! {
        @for example in &all.examples {
            @let case = &example.case;
            (heading(level, None, None, &html! { (example.title) }))
            p { (keep(&example.shows)) }
            p {
                @if let Some(measure) = all.model.measures.get(case.measure) { (measure.name) ". " }
                "Start: " (day(case.start)) "."
                @if let Some(finished) = case.finished { " Undersøgelsen var færdig " (day(finished)) "." }
                @for said in follow_up::said_of_exceptions(&all.model, case) { " " (said) }
            }
            (worked(cx, case.shown(), &follow_up::items(&all.model, case), &example.title))
        }
    }
}

/// What an example comes to: the picture, and each day in a row.
fn worked(cx: &Context<'_>, from: Date, items: &[Item], title: &str) -> Markup {
    let has_practice = items.iter().any(|item| !item.by_practice.is_empty());
    html! {
        @if let Some(picture) = picture(from, items) { (drawn(&picture, title)) }
        section.table aria-label=(title) tabindex="0" {
            table {
                thead {
                    tr {
                        th scope="col" { "Nr." }
                        th scope="col" { "Senest" }
                        @if has_practice { th scope="col" { "Efter loven" } th scope="col" { "Herning 2015" } } @else { th scope="col" { "Frist" } th scope="col" { "Lov" } }
                    }
                }
                tbody {
                    @for (at, item) in items.iter().enumerate().filter(|(_, item)| item.when.is_some()) {
                        tr {
                            td { (at + 1) }
                            th scope="row" { @if let Some(when) = item.when { (text::when(when)) } @for said in &item.remarks { p.entry-note { (said) } } }
                            @if has_practice {
                                td { (item.by_law) }
                                td { (item.by_practice) @for (name, fact) in item.facts.iter().filter(|(name, _)| *name == "Kan holdes som") { ". " (name) ": " (fact) } }
                            } @else {
                                td { (item.title) ": " (item.counted) }
                                td { @for ground in &item.grounds { (laws(cx, ground)) @if !ground.confirmed { " " (mark()) } } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A line of time as SVG, in em and per cent, so that its text is the reader's.
pub(super) fn drawn(picture: &Picture, title: &str) -> Markup {
    let drawing = picture.drawing();
    html! {
        div.timeline {
            svg role="img" aria-label={ "Tidslinje: " (title) ". Numrene står i tabellen." } width="100%" height=(drawing.height) {
                @for line in &drawing.strokes { line.(line.class) x1=(line.from.0) y1=(line.from.1) x2=(line.to.0) y2=(line.to.1) {} }
                @for words in &drawing.words { text.(words.class) x=(words.at.0) y=(words.at.1) text-anchor="middle" { (words.text) } }
            }
        }
    }
}

/// What of deadlines and follow-up dates is still to be confirmed.
pub(super) fn unconfirmed(cx: &Context<'_>) -> Vec<Markup> {
    let registers = &cx.site.registers;
    let shows = |wanted: DatesView| {
        let holds =
            |node: &&Node| node.body.blocks.iter().any(|block| matches!(block, Block::Dates(view) if *view == wanted));
        cx.site.pages.iter().find(holds).map(|node| cx.page(node))
    };
    let entry = |address: Option<String>, title: &str, ground: &Ground| {
        html! {
            @if let Some(address) = address { a href=(address) { (title) } } @else { (title) }
            @if !ground.note.is_empty() { ". " (keep(&ground.note)) }
        }
    };
    let rules = registers.deadlines.model.rules.iter().filter(|rule| !rule.ground.confirmed);
    let rules = rules.map(|rule| entry(shows(DatesView::Deadlines), &rule.title, &rule.ground));
    let model = &registers.follow_up.model;
    let duties = model.duties.iter().map(|duty| (&duty.title, &duty.ground));
    let measures = model.measures.iter().map(|measure| (&measure.name, &measure.ground));
    let exceptions = model.exceptions.iter().map(|exception| (&exception.name, &exception.ground));
    let open = duties.chain(measures).chain(exceptions).filter(|(_, ground)| !ground.confirmed);
    let open = open.map(|(title, ground)| entry(shows(DatesView::FollowUp), title, ground));
    let courses = registers.courses.model.courses.iter().filter_map(|course| Some((course, course.ground.as_ref()?)));
    let courses = courses.filter(|(_, ground)| !ground.confirmed);
    let courses = courses.map(|(course, ground)| entry(shows(DatesView::Courses), &course.name, ground));
    let visits = registers.visits.model.visits.iter().filter(|visit| !visit.ground.confirmed);
    let visits = visits.map(|visit| entry(shows(DatesView::Visits), &visit.title, &visit.ground));
    let professions = registers.load.model.professions.iter().map(|one| (one.name.as_str(), &one.ground));
    let ceilings = registers.load.model.ceilings.iter().map(|one| ("Loft over sager", &one.ground));
    let load = professions.chain(ceilings).filter(|(_, ground)| !ground.confirmed);
    let load = load.map(|(title, ground)| entry(shows(DatesView::Load), title, ground));
    rules.chain(open).chain(courses).chain(visits).chain(load).collect()
}
