//! A new page.

use super::{Draft, Known, Refusal, Written, most, name, names, toml_text};
use crate::check::page::{Page, Url};
use crate::check::unfinished::mark;
use crate::parse::nearest::nearest;

/// A page in a folder that is there.
pub(super) fn page(known: &Known<'_>, folder: &str, title: &str) -> Result<Draft, Refusal> {
    let folder = folder_of(known, folder)?;
    let body = format!(
        ":::kort-svar\n{}\n:::\n\n## {}\n\n{}\n",
        mark("det korte svar, i en til tre sætninger"),
        mark("den første overskrift, gerne et spørgsmål"),
        mark("teksten; paragraffer og tal hentes fra registrene"),
    );
    Ok(Draft { files: vec![written(known, &folder, title, true, &body)?] })
}

/// The file of a page with front matter; a draft is not published before the editor says so.
pub(super) fn written(
    known: &Known<'_>,
    folder: &str,
    title: &str,
    draft: bool,
    body: &str,
) -> Result<Written, Refusal> {
    let holder = |slug: &String| {
        let url = Url::of_page(&format!("content/{folder}{slug}.md"));
        known.checked.pages.iter().find(|page| page.url == url || was(page, &url)).map(|page| (url, page))
    };
    // Two long titles may begin alike: then the second has a word more in its name.
    let slug = names(title).find(|slug| holder(slug).is_none()).unwrap_or_else(|| name(title));
    if slug.is_empty() {
        return Err(Refusal::new(format!("»{title}« kan ikke blive en adresse"), "brug bogstaver eller tal i titlen"));
    }
    if let Some((url, page)) = holder(&slug) {
        let there = &known.files.sources.get(page.file).path;
        return Err(Refusal::new(
            format!("adressen {url} er {there}"),
            "giv siden en anden titel, eller ret i den gamle",
        ));
    }
    let same = |page: &&Page| page.meta.as_ref().is_some_and(|meta| meta.title.to_lowercase() == title.to_lowercase());
    if let Some(page) = known.checked.pages.iter().find(same) {
        return Err(Refusal::new(
            format!("siden {} har samme titel", page.url),
            "skriv en titel, der siger forskellen",
        ));
    }
    let responsible = responsible(known, folder).map_or_else(|| mark("en rolle, aldrig en person"), str::to_owned);
    let text = format!(
        "+++\ntitel = {}\nresume = \"{}\"\ngennemgaaet = {}\nnaeste_gennemgang = {}\nansvarlig = {}\n\
         kilder = [] # {}\n{}+++\n\n{body}",
        toml_text(title),
        mark("højst 160 tegn om, hvad siden svarer på"),
        known.today(),
        known.next_review(),
        toml_text(&responsible),
        mark("navnene på sidens kilder, eller dit ja til, at den ingen har"),
        if draft { super::DRAFT } else { "" },
    );
    known.fresh(format!("content/{folder}{slug}.md"), text)
}

fn was(page: &Page, url: &Url) -> bool {
    page.meta.as_ref().is_some_and(|meta| meta.former.iter().any(|former| former.value == *url))
}

/// The role that most pages of a folder have; of all pages where it has none.
fn responsible<'k>(known: &'k Known<'_>, folder: &str) -> Option<&'k str> {
    let roles = |within: &str| {
        let pages = known.checked.pages.iter().filter(|page| page.url.as_str()[1..].starts_with(within));
        most(pages.filter_map(|page| page.meta.as_ref()).map(|meta| &meta.responsible))
    };
    roles(folder).or_else(|| roles("")).map(String::as_str)
}

/// A folder as it stands in paths: empty for the top, else with a slash at its end.
fn folder_of(known: &Known<'_>, word: &str) -> Result<String, Refusal> {
    let inner = word.strip_prefix("content").filter(|rest| rest.is_empty() || rest.starts_with('/')).unwrap_or(word);
    let inner = inner.trim_matches('/');
    if inner.is_empty() {
        return Ok(String::new());
    }
    let folders: Vec<&str> = known
        .files
        .pages
        .iter()
        .filter_map(|id| known.files.sources.get(*id).path.strip_prefix("content/")?.strip_suffix("/index.md"))
        .collect();
    if folders.contains(&inner) {
        return Ok(format!("{inner}/"));
    }
    let near = nearest(inner, folders.iter().copied()).map(|near| format!(" – mente du »{near}«?")).unwrap_or_default();
    let first = folders.iter().filter(|folder| !folder.contains('/')).copied().collect::<Vec<_>>().join(", ");
    Err(Refusal::new(
        format!("mappen »{inner}« findes ikke, eller har ingen side index.md{near}"),
        format!("skriv en mappe, der er der ({first}), eller en skråstreg for den øverste"),
    ))
}
