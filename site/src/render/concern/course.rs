//! The way through the ruler, drawn from the model, with a list of the same beside it.
//!
//! Contract: one box for each thing that is asked or weighed, from the top down; what ends the weighing leaves to the right. The
//! drawing says nothing that the list does not.

use super::super::pen::{Column, Em, Pen, WIDTH, faint, plain, strong};
use super::super::words::capital;
use super::Of;
use super::sheet::answers;
use crate::chart::scale::Share;
use calculator::concern::{Gate, Kind, Track};
use maud::{Markup, html};

/// A box, and where it may end.
struct Stage {
    name: String,
    text: String,
    /// What leaves to the right: what it leads to, and by which answers.
    exits: Vec<(String, String)>,
}

/// The room within a box, before its text and above and below.
const PAD: Em = Em(45);
/// After the longest line.
const EDGE: Em = Em(5);

/// How wide the boxes are, and where the exits begin, in hundredths of a per cent of the least width.
const BOX: u32 = 5_150;
const EXIT: u32 = 5_450;

/// The figure.
pub(super) fn figure(of: &Of<'_>) -> Markup {
    let stages = stages(of);
    let mut pen = Pen::default();
    draw(&mut pen, &stages);
    let title = "Fra de indledende spørgsmål til næste skridt";
    html! {
        figure.chart #figur_gang {
            figcaption { (title) }
            div.plot {
                svg role="img" aria-labelledby="figur_gang_titel" aria-describedby="figur_gang_beskrivelse" width="100%" height=(pen.y()) {
                    title #figur_gang_titel { (title) }
                    desc #figur_gang_beskrivelse { "Kasser under hinanden i den rækkefølge, der spørges. Pile til højre viser, hvor et svar afgør sporet, så der ikke vises et niveau. Listen under figuren siger det samme." }
                    (pen.finish())
                }
            }
            details open {
                summary { "Gangen som liste" }
                ol {
                    @for stage in &stages {
                        li {
                            strong { (stage.name) } ": " (stage.text)
                            @for (to, by) in &stage.exits { " " (by) " → " strong { (to) } "." }
                        }
                    }
                }
            }
        }
    }
}

fn stages(of: &Of<'_>) -> Vec<Stage> {
    let model = of.model;
    let mut stages: Vec<Stage> = model.gates.iter().map(|gate| self::gate(of, gate)).collect();
    let stage = |name: &str, text: String| Stage { name: name.to_owned(), text, exits: Vec::new() };
    let class = |id: &str| {
        model.tables.iter().find(|table| table.id == id).map_or(String::new(), |table| table.title.to_lowercase())
    };
    stages.push(stage("Alder", format!("{} aldre. Den afgør, hvilke tegn der spørges om.", model.ages.len())));
    stages.push(stage(
        "Tegn",
        format!(
            "{} tegn i {} områder, på to akser: {}.",
            model.signs.len(),
            model.areas.len(),
            model.axes.iter().map(|axis| axis.name.to_lowercase()).collect::<Vec<_>>().join(" og ")
        ),
    ));
    stages.push(stage("Forløb", "Hvor tit, hvor længe, og hvilken vej det går.".to_owned()));
    stages.push(stage("Belastninger", "De lægger kun til vægten.".to_owned()));
    let at = |track: Track| {
        (1..)
            .zip(&model.levels)
            .filter(|(_, level)| level.track == track)
            .map(|(number, _): (u8, _)| number.to_string())
            .collect::<Vec<_>>()
    };
    let mut level =
        stage("Niveau", format!("Tabellerne {} og {} giver {}.", class("billede"), class("vaegt"), class("niveau")));
    level.exits.push((track(of, Track::Notify), format!("Niveau {}", at(Track::Notify).join(" og "))));
    stages.push(level);
    let mut two = stage(
        "To spørgsmål ved niveau 3",
        model
            .questions
            .iter()
            .filter(|row| matches!(row.kind, Kind::Tried | Kind::Parents))
            .map(|row| row.text.clone())
            .collect::<Vec<_>>()
            .join(" "),
    );
    two.exits.push((track(of, Track::Notify), "Har det ikke hjulpet, eller er der sagt nej".to_owned()));
    stages.push(two);
    stages.push(stage("Kontakt", "Må forældrene kontaktes? Det strengeste, der er mødt, gælder.".to_owned()));
    stages.push(stage("Vejen", "Det, der taler for barnet, ændrer vejen, aldrig niveauet.".to_owned()));
    stages
        .push(stage("Din egen vurdering", "Linealen foreslår. Du skriver, hvad du selv mener, og hvorfor.".to_owned()));
    stages
}

fn track(of: &Of<'_>, track: Track) -> String {
    of.model.tracks[track as usize].name.clone()
}

fn gate(of: &Of<'_>, gate: &Gate) -> Stage {
    let name = gate.name.strip_prefix("spørgsmålet om").unwrap_or(&gate.name).trim_start_matches([',', ' ']);
    let question = &of.model.questions[gate.question];
    let mut text = Vec::new();
    if let Some((before, mask)) = gate.after {
        text.push(format!("Kun efter {}.", answers(of, before, mask)));
    }
    text.extend(super::ages(of.model, question).map(|ages| format!("{ages}.")));
    if text.is_empty() {
        text.push("Altid.".to_owned());
    }
    let choices = of.model.choices_of(gate.question);
    let exits = [Track::Acute, Track::Notify].into_iter().filter_map(|to| {
        let by: Vec<&str> = choices
            .iter()
            .zip(&gate.effects)
            .filter(|(_, effect)| effect.track == Some(to))
            .map(|(choice, _)| choice.text.as_str())
            .collect();
        (!by.is_empty()).then(|| (track(of, to), by.join(" / ")))
    });
    Stage { name: capital(name), text: text.join(" "), exits: exits.collect() }
}

fn draw(pen: &mut Pen, stages: &[Stage]) {
    let room = |from: u32, to: u32| Em(WIDTH.0 * (to - from) / 10_000);
    let exit_x = Share::new(EXIT).to_string();
    for (number, stage) in (1..).zip(stages) {
        let top = Em(pen.y().0 + 5);
        let column = Column { x: "0", indent: PAD, room: Em(room(0, BOX).0 - PAD.0 - EDGE.0) };
        let mut text = Pen::default();
        text.down(Em(top.0 + PAD.0));
        text.text(column, &[strong(&format!("{number}.")), strong(&stage.name)]);
        text.text(column, &[faint(&stage.text)]);
        text.down(PAD);
        let mut out = Pen::default();
        out.down(Em(top.0 + PAD.0));
        for (to, by) in &stage.exits {
            let column = Column { x: &exit_x, indent: Em(0), room: room(EXIT, 10_000) };
            out.text(column, &[plain(to)]);
            out.text(column, &[faint(by)]);
            out.down(Em(20));
        }
        let height = Em(text.y().0.max(out.y().0) - top.0);
        pen.draw(html! { rect.ground.stage x="0.4%" y=(top) width=(Share::new(BOX - 40)) height=(height) {} });
        pen.draw(text.finish());
        if !stage.exits.is_empty() {
            let y = Em(top.0 + 80);
            pen.draw(html! {
                line x1=(Share::new(BOX)) x2=(Share::new(EXIT - 60)) y1=(y) y2=(y) {}
                svg x=(Share::new(EXIT - 440)) y=(Em(y.0 - 40)) width=".8em" height=".8em" viewBox="0 0 8 8" { path.arrow d="M2 0l4 4-4 4" {} }
            });
            pen.draw(out.finish());
        }
        pen.down(Em(height.0 + 5));
        if number < stages.len() {
            let y = Em(pen.y().0 + 8);
            pen.draw(html! {
                svg x="1.2em" y=(y) width=".9em" height=".9em" viewBox="0 0 12 12" { path.arrow d="M6 0v11M2 7l4 4 4-4" {} }
            });
            pen.down(Em(110));
        }
    }
    pen.down(Em(5));
}
