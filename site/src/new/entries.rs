//! New entries of the registers.

use super::{Draft, Known, Refusal, most, name, page, toml_text};
use crate::check::entries::LawEntry;
use crate::check::unfinished::mark;
use crate::parse::slug::slug;
use calculator::Unit;

/// A word of the glossary.
pub(super) fn term(known: &Known<'_>, word: &str) -> Result<Draft, Refusal> {
    let id = name(word);
    if id.is_empty() {
        return Err(Refusal::new(format!("»{word}« er ikke et ord"), "skriv ordet med bogstaver"));
    }
    let lower = word.to_lowercase();
    for (own, term) in known.checked.registers.terms.iter() {
        if own == id || std::iter::once(&term.word).chain(&term.forms).any(|form| form.to_lowercase() == lower) {
            return Err(Refusal::new(
                format!("»{word}« står allerede i ordlisten under [{own}]"),
                "ret i content/data/ordliste.toml",
            ));
        }
    }
    let entry = format!(
        "[{id}]\nord = {}\nformer = [] # {}\nforklaring = \"{}\"\n",
        toml_text(word),
        mark("ordets andre former, eller dit ja til, at det ingen har"),
        mark("forklaringen, i et par sætninger uden paragraf og beløb"),
    );
    Ok(Draft { files: vec![known.appended("content/data/ordliste.toml", &entry)?] })
}

/// A paragraph of a law.
pub(super) fn law(known: &Known<'_>, law: &str, paragraph: &str) -> Result<Draft, Refusal> {
    let number = paragraph.trim_start_matches('§').trim();
    if !number.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(Refusal::new(
            format!("»{paragraph}« er ikke en paragraf"),
            "skriv for eksempel new lov \"barnets lov\" \"§ 47, stk. 2\"",
        ));
    }
    let paragraph = format!("§ {number}");
    let laws: Vec<(&str, &LawEntry)> = known.checked.registers.laws.iter().collect();
    let same_law = |entry: &LawEntry| entry.law.to_lowercase() == law.to_lowercase();
    let of_law: Vec<&LawEntry> = laws.iter().map(|(_, entry)| *entry).filter(|entry| same_law(entry)).collect();
    let holds = |entry: &LawEntry| same_law(entry) && entry.paragraph == paragraph && !entry.is_history(known.today());
    if let Some((id, _)) = laws.iter().find(|(_, entry)| holds(entry)) {
        return Err(Refusal::new(
            format!("{law} {paragraph} står allerede i lovregistret som [{id}]"),
            "ret i content/data/lov.toml",
        ));
    }
    // `stk.` and `nr.` are left out of ids, as in those that are there.
    let parts = slug(number);
    let parts: Vec<&str> = parts.split('-').filter(|part| !matches!(*part, "stk" | "nr" | "pkt" | "og")).collect();
    let mut id = format!("{}-{}", slug(law), parts.join("-"));
    if laws.iter().any(|(known, _)| *known == id) {
        // One of the past stands under the name that it had.
        id = format!("{id}-{}", known.today().year());
    }
    let from = most(of_law.iter().map(|entry| entry.validity.from()).collect::<Vec<_>>().iter()).copied();
    let address = most(of_law.iter().map(|entry| &entry.url));
    let written_name = most(of_law.iter().map(|entry| &entry.law));
    let entry = format!(
        "[{id}]\nlov = {}\nparagraf = {}\ntitel = \"{}\"\ngaelder_fra = {} # {}\nkontrolleret = {} # {}\n\
         status = \"ubekraeftet\"\nadresse = {}\nnote = \"{}\"\n",
        toml_text(written_name.map_or(law, String::as_str)),
        toml_text(&paragraph),
        mark("hvad bestemmelsen handler om, med få ord"),
        from.unwrap_or_else(|| known.today()),
        mark("dit ja til den første dag, bestemmelsen gælder"),
        known.today(),
        mark("dit ja til, at du har læst bestemmelsen den dag"),
        address.map_or_else(|| toml_text(&mark("adressen på loven hos Retsinformation")), |known| toml_text(known)),
        mark("hvad der er usikkert; er intet usikkert, så slet linjen, og skriv bekraeftet i status"),
    );
    Ok(Draft { files: vec![known.appended("content/data/lov.toml", &entry)?] })
}

/// A service: its entry and its page.
pub(super) fn service(known: &Known<'_>, service: &str) -> Result<Draft, Refusal> {
    let id = name(service);
    let services = known.checked.services.catalogue.services();
    if let Some(there) = services.iter().find(|there| there.id.as_str() == id || there.name == service) {
        return Err(Refusal::new(
            format!("ydelsen »{}« findes allerede med id \"{}\"", there.name, there.id.as_str()),
            "ret i content/data/ydelser.toml",
        ));
    }
    let folders: Vec<String> = known
        .checked
        .services
        .pages
        .iter()
        .filter_map(|page| page.value.trim_matches('/').rsplit_once('/').map(|(folder, _)| format!("{folder}/")))
        .collect();
    let folder = most(&folders).map_or("ydelser/", String::as_str);
    let body = format!(
        ":::kort-svar\n{}\n:::\n\n## Hvem er den til?\n\n{}\n\n## Hvad ved vi om indholdet?\n\n{}\n\n\
         ## Aftal, før du køber\n\n- {}\n\n## Pris\n\n{}\n",
        mark("hvornår ydelsen er værd at overveje, i en til tre sætninger"),
        mark("hvem den er til, med henvisning til kilden"),
        mark("hvad kilden siger om indholdet, og hvad den ikke siger"),
        mark("et spørgsmål, huset skal svare på"),
        mark("hvad vi ved om prisen; en trykt pris hentes fra registret"),
    );
    // Not a draft: the catalogue leads to it. Nothing is published before its marks are filled in.
    let page = page::written(known, folder, service, false, &body)?;
    let unit = Unit::Session.key();
    let units = Unit::ALL.map(Unit::key).join(", ");
    let entry = format!(
        "[[ydelse]]\nid = \"{id}\"\nnavn = {}\nside = \"/{folder}{id}/\"\nstatus = \"foreslaaet\" # {}\n\
         til = \"{}\"\nenhed = \"{unit}\" # {}\nkort = \"{}\"\nkilde = \"{}\"\nsted = \"{}\"\n",
        toml_text(service),
        mark("dit ja til, at kommuner har foreslået den; står den i husets katalog, så skriv katalog"),
        mark("hvem den er til, for eksempel barnet"),
        mark(&format!("dit ja til den enhed, ydelsen købes i: {units}")),
        mark("én sætning om ydelsen"),
        mark("kildens navn fra kilder.toml"),
        mark("stedet i kilden"),
    );
    Ok(Draft { files: vec![page, known.appended("content/data/ydelser.toml", &entry)?] })
}
