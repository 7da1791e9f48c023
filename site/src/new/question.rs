//! A new sign of the ruler.

use super::{Draft, Known, Refusal, Written, inserted, most, name, toml_text};
use crate::check::unfinished::mark;
use crate::parse::nearest::nearest;
use calculator::concern::{Axis, Model, Sign};

/// A sign in an area, and the line of the model's log that says so.
pub(super) fn sign(known: &Known<'_>, area: &str, text: &str) -> Result<Draft, Refusal> {
    let Some(concern) = &known.checked.concern else {
        return Err(Refusal::new(
            "linealens model kan ikke læses",
            "ret først de fejl, check finder i content/linealen/",
        ));
    };
    let model = &concern.model;
    let Some(at) =
        model.areas.iter().position(|known| known.id == area || known.name.to_lowercase() == area.to_lowercase())
    else {
        let names = || model.areas.iter().flat_map(|area| [area.id.as_str(), area.name.as_str()]);
        let near = nearest(area, names()).map(|near| format!(" – mente du »{near}«?")).unwrap_or_default();
        let all: Vec<_> = model.areas.iter().map(|area| format!("{} ({})", area.id, area.name)).collect();
        return Err(Refusal::new(
            format!("linealen har ikke området »{area}«{near}"),
            format!("skriv et af områderne {}", all.join(", ")),
        ));
    };
    let area = &model.areas[at].id;
    let slug = name(text);
    let id = format!("{area}-{slug}");
    let same = |known: &str| known.trim_end_matches('.').to_lowercase() == text.trim_end_matches('.').to_lowercase();
    let there = model.questions.iter().find(|question| question.id == id || same(&question.text));
    if slug.is_empty() || there.is_some() {
        let what = there.map_or_else(
            || format!("»{text}« er ikke et tegn"),
            |found| format!("tegnet findes allerede: {}", found.id),
        );
        return Err(Refusal::new(what, "skriv, hvad man ser, som en sætning, der ikke står i linealen"));
    }
    let files =
        vec![known.appended(&file_of(known, "[[tegn]]")?, &entry(model, at, &id, text))?, log(known, model, text)?];
    Ok(Draft { files })
}

fn entry(model: &Model, area: usize, id: &str, text: &str) -> String {
    let signs: Vec<&Sign> = model.signs.iter().filter(|sign| sign.area == area).collect();
    let axes: Vec<&str> = signs.iter().map(|sign| sign.axis.key()).collect();
    let ages: Vec<u16> =
        signs.iter().filter_map(|sign| model.questions.get(sign.question)).map(|question| question.ages).collect();
    let ages = most(&ages).copied().unwrap_or(u16::MAX);
    let within: Vec<&str> =
        model.ages.iter().enumerate().filter(|(at, _)| ages >> at & 1 == 1).map(|(_, age)| age.id.as_str()).collect();
    let (first, last) = (within.first().copied().unwrap_or_default(), within.last().copied().unwrap_or_default());
    let ids = |all: Vec<&str>| all.join(", ");
    let all_ages = ids(model.ages.iter().map(|age| age.id.as_str()).collect());
    let strengths = ids(model.strengths.iter().map(|strength| strength.id.as_str()).collect());
    let weakest = model.strengths.first().map_or("let", |strength| strength.id.as_str());
    format!(
        "[[tegn]]\nid = \"{id}\"\nomraade = \"{}\"\nakse = \"{}\" # {}\nstyrke = \"{weakest}\" # {}\n\
         alder_fra = \"{first}\" # {}\nalder_til = \"{last}\" # {}\ntekst = {}\nforklaring = \"{}\"\nforveksl = \"{}\"\n",
        model.areas[area].id,
        most(&axes).copied().unwrap_or_else(|| Axis::ALL[0].key()),
        mark(&format!("dit ja til aksen: {}", ids(Axis::ALL.iter().map(|axis| axis.key()).collect()))),
        mark(&format!("fagfolks ja til styrken: {strengths}")),
        mark(&format!("dit ja til den yngste alder: {all_ages}")),
        mark("dit ja til den ældste alder"),
        toml_text(&sentence(text)),
        mark("forklaringen: hvad der tæller med, så to voksne svarer ens"),
        mark("hvad tegnet ikke må forveksles med"),
    )
}

fn sentence(text: &str) -> String {
    if text.ends_with(['.', '?', '!']) { text.to_owned() } else { format!("{text}.") }
}

/// The file of the model in which a line stands.
fn file_of(known: &Known<'_>, line: &str) -> Result<String, Refusal> {
    let sources = known.files.model.iter().map(|id| known.files.sources.get(*id));
    let found = sources.rev().find(|source| source.text.lines().any(|found| found.trim_end() == line));
    found.map(|source| source.path.clone()).ok_or_else(|| {
        Refusal::new(format!("ingen fil i content/linealen/ har linjen {line}"), "skriv det nye ind i filen selv")
    })
}

/// The model with its version raised, unless that was done today, and a line in its log.
fn log(known: &Known<'_>, model: &Model, text: &str) -> Result<Written, Refusal> {
    let path = file_of(known, "[[aendring]]")?;
    let Some(old) = known.old(&path)? else {
        return Err(Refusal::new(format!("{path} findes ikke"), "prøv igen"));
    };
    let today = known.today().to_string();
    let version = if model.date == today { model.version.clone() } else { raised(&model.version) };
    let mut head = true;
    let (mut changed, mut after_log, mut in_log) = (String::with_capacity(old.len() + 200), 0, false);
    for line in old.split_inclusive('\n') {
        let bare = line.trim_end();
        head &= !bare.starts_with('[');
        // Only the value is another: a remark behind it stays.
        match bare.split_once('=').map(|(key, _)| key.trim()) {
            Some("version") if head => {
                changed.push_str(&line.replacen(&toml_text(&model.version), &toml_text(&version), 1));
            }
            Some("dato") if head => changed.push_str(&line.replacen(&model.date, &today, 1)),
            _ => changed.push_str(line),
        }
        in_log = bare == "[[aendring]]" || in_log && !bare.is_empty() && !bare.starts_with('[');
        if in_log {
            after_log = changed.len();
        }
    }
    let tekst = toml_text(&format!("Nyt tegn: {}", sentence(text)));
    let entry = format!("\n[[aendring]]\nversion = {}\ndato = {today}\ntekst = {tekst}\n", toml_text(&version));
    Ok(inserted(&path, &changed, after_log, &entry))
}

/// The next version: its last number is one higher.
fn raised(version: &str) -> String {
    let start = version.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (head, last) = version.split_at(start);
    match last.parse::<u32>() {
        Ok(last) => format!("{head}{}", last.saturating_add(1)),
        Err(_) => format!("{version}.1"),
    }
}
