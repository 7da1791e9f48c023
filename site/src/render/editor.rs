//! The page of the editors' preview, and the content that it works on.
//!
//! Contract: written only where the preview has been built into the world, which no world to be published has. The page is
//! all markup; what it does is in the crate `preview`, which finds its parts by the ids here. Its ids begin with `red_`. The
//! content lies beside it as one file of JSON: texts and style sheets whole, and of what is only copied the hashes and the sizes of pictures, since
//! nothing on a page depends on more. The dictionary is larger than all the rest: it lies in files of its own, as it is, which the page fetches
//! when its first result stands.

use super::assets::{Tool, hashed};
use super::context::Context;
use super::layout::{self, About, MAIN_ID};
use super::words::date;
use crate::output::Output;
use crate::source::{Source, Sources};
use crate::tools::{self, EDITOR};
use crate::world::Copied;
use calculator::wire::json::Json;
use maud::{Markup, html};
use xxhash_rust::xxh3::xxh3_64;

/// The style sheet of this page alone.
const STYLE: &str = include_str!("../../preview/redaktoer.css");

/// What the files of the dictionary are called, in the order of [`crate::discover::DICTIONARY`]: with an ending that hosts know, and so pack.
const DICTIONARY_FILES: [&str; 3] = ["assets/ordbog-regler.txt", "assets/ordbog-ord.txt", "assets/ordbog-kendt.txt"];

/// Groups of files in the list: what it is called, and how their paths begin. The last fits all.
const GROUPS: [(&str, &str); 3] = [("Registre", "content/data/"), ("Linealen", "content/linealen/"), ("Sider", "")];

/// Writes the page and its files.
pub(super) fn write(cx: &Context<'_>, tool: &Tool, sources: &Sources, output: &mut Output) {
    let mut put = |name: &str, text: String| {
        let name = hashed(name, xxh3_64(text.as_bytes()));
        output.insert(name.as_str(), text);
        format!("/{name}")
    };
    let content = put("assets/redaktoer.json", content(cx, sources));
    let style = put("assets/redaktoer.css", STYLE.to_owned());
    let dictionary = DICTIONARY_FILES.iter().zip(&cx.site.dictionary).map(|(name, text)| put(name, text.clone()));
    let dictionary: Vec<String> = dictionary.collect();
    let about = About {
        node: None,
        leaves: false,
        title: "Forhåndsvisning",
        description: "Se den færdige side og alle fejl, mens du skriver.",
        more: html! {
            link rel="stylesheet" href=(cx.href(&style));
            link rel="modulepreload" href=(cx.href(&tool.glue));
            link rel="preload" as="fetch" type="application/wasm" crossorigin="anonymous" href=(cx.href(&tool.wasm));
            script type="module" src=(cx.href(&tool.start)) {}
        },
        foot: None,
    };
    let page = layout::page(cx, &about, &body(cx, sources, &content, &dictionary));
    output.insert(format!("{}/index.html", EDITOR.name), page.into_string());
}

/// All that a build is made from, as the preview reads it.
fn content(cx: &Context<'_>, sources: &Sources) -> String {
    let texts = texts(sources).map(|source| (source.path.clone(), Json::Text(source.text.clone())));
    let public = cx.site.public.iter().map(|(path, file)| (format!("public/{path}"), file));
    let tools = tools::modules().filter_map(|module| Some((module, cx.site.tools.get(module)?)));
    let tools = tools.flat_map(|(module, built)| {
        let [glue, wasm] = tools::files_of(module).map(|file| format!("tool/{file}"));
        [(glue, &built.glue), (wasm, &built.wasm)]
    });
    let copied = public.chain(tools).map(|(path, file)| {
        let json = copied_text(&path, file).unwrap_or_else(|| hash(file));
        (path, json)
    });
    let files = Json::Object(texts.chain(copied).collect());
    let day = ("dag".to_owned(), Json::Text(cx.site.today.to_string()));
    let changed = cx.site.pages.iter().filter_map(|node| Some((&sources.get(node.file).path, node.changed?)));
    let changed = changed.map(|(path, day)| (path.clone(), Json::Text(day.to_string()))).collect();
    let changed = ("aendret".to_owned(), Json::Object(changed));
    let mut json = String::new();
    Json::Object(vec![day, changed, ("filer".to_owned(), files)]).write(&mut json);
    json
}

/// The texts that editors write. What a diagnostic may point at beside them, such as the dictionary, is none.
fn texts(sources: &Sources) -> impl Iterator<Item = &Source> {
    sources.iter().map(|(_, source)| source).filter(|source| source.path.starts_with("content/"))
}

/// A style sheet, which may name other files: whether one is used at all depends on it.
fn copied_text(path: &str, file: &Copied) -> Option<Json> {
    let text = std::str::from_utf8(file.bytes().filter(|_| path.ends_with(".css"))?).ok()?;
    Some(Json::Text(text.to_owned()))
}

fn hash(file: &Copied) -> Json {
    let pixels = file.pixels().map(|(width, height)| format!(" {width} {height}")).unwrap_or_default();
    let text = format!("{:016x} {}{pixels}", file.hash(), file.size());
    Json::Object(vec![("hash".to_owned(), Json::Text(text))])
}

fn body(cx: &Context<'_>, sources: &Sources, content: &str, dictionary: &[String]) -> Markup {
    let dictionary = dictionary.iter().map(|path| cx.href(path)).collect::<Vec<_>>().join(" ");
    html! {
        div.wrap.page.editor {
            main #(MAIN_ID) tabindex="-1" {
                div.head {
                    h1 { "Forhåndsvisning" }
                    p.lead {
                        "Skriv i en fil, og se den færdige side og alle fejl imens. Intet bliver gemt eller sendt: Hent filen, når den er god, og læg den i projektet."
                    }
                    p.field-hint { "Indholdet er det, der lå i projektet, da denne forhåndsvisning blev bygget. Alt vises, som det ser ud " (date(cx.site.today)) "." }
                }
                div #(EDITOR.name) data-indhold=(cx.href(content)) data-base=(cx.site.config.base) data-ordbog=[Some(&dictionary).filter(|paths| !paths.is_empty())] {
                    noscript { p.note { "Slå JavaScript til for at bruge forhåndsvisningen." } }
                    p #red_venter { "Henter indholdet …" }
                    div.editor-panes #red_flade hidden {
                        div.editor-write { (files(sources)) (text()) (faults(!dictionary.is_empty())) (search()) }
                        div.editor-see { (finished(cx)) }
                    }
                }
            }
        }
    }
}

/// Which file.
fn files(sources: &Sources) -> Markup {
    let group = |path: &str| GROUPS.iter().position(|(_, start)| path.starts_with(start));
    html! {
        div.field {
            label for="red_fil" { "Fil" }
            select.input #red_fil {
                option value="" { "Ny side" }
                @for (at, (name, _)) in GROUPS.iter().enumerate().rev() {
                    optgroup label=(name) {
                        @for source in texts(sources).filter(|source| group(&source.path) == Some(at)) {
                            option value=(source.path) { (source.path.strip_prefix("content/").unwrap_or(&source.path)) }
                        }
                    }
                }
            }
        }
        div.field {
            label for="red_aabn" { "Eller åbn en fil fra din maskine" }
            p.field-hint #red_aabn_hjaelp { "En side (.md) eller et register (.toml). Du kan også slippe filen et sted på siden." }
            input.picker #red_aabn type="file" accept=".md,.toml" multiple aria-describedby="red_aabn_hjaelp";
        }
        div.field {
            label for="red_sti" { "Filens plads i content/" }
            p.field-hint #red_sti_hjaelp { "Af mappe og navn bliver adressen: »om/ny-side.md« vises på /om/ny-side/." }
            p.field-error #red_sti_fejl role="alert" {}
            input.input #red_sti type="text" autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="red_sti_hjaelp";
        }
    }
}

/// What stands in it.
fn text() -> Markup {
    html! {
        div.field {
            label for="red_tekst" { "Filens tekst" }
            textarea.input.editor-text #red_tekst rows="22" lang="da" autocomplete="off" aria-describedby="red_sted" {}
            p.field-hint #red_sted {}
        }
        div.button-row { button.button #red_hent type="button" { "Hent filen" } }
        p.field-hint #red_uhentet {}
    }
}

/// What is wrong with it.
fn faults(spelling: bool) -> Markup {
    html! {
        h2 { "Fejl og advarsler" }
        p #red_status role="status" {}
        p.field-hint #red_ordbog role="status" { "Stavning bliver ikke set efter her. Det gør kommandoen check." }
        ol.editor-faults #red_fejl {}
        @if spelling {
            p.field-hint {
                "Ordbogen er fra " a href="https://www.stavekontrolden.dk" { "Stavekontrolden" }
                ", © Foreningen for frit tilgængelige sprogværktøjer, og må bruges efter "
                a href="https://www.mozilla.org/en-US/MPL/1.1/" { "MPL 1.1" } "."
            }
        }
    }
}

/// Where words stand in all files.
fn search() -> Markup {
    html! {
        h2 { "Søg i alle filer" }
        div.field {
            label for="red_soeg" { "Ord, der skal findes" }
            input.input #red_soeg type="search" autocomplete="off" autocapitalize="none" spellcheck="false";
        }
        p #red_fundet role="status" {}
        ol.editor-faults #red_fund {}
    }
}

/// What becomes of it.
fn finished(cx: &Context<'_>) -> Markup {
    html! {
        div.field {
            label for="red_vis" { "Vis" }
            select.input #red_vis {
                option value="" { "Den side, du skriver på" }
                @for node in &cx.site.pages { option value=(node.url) { (node.meta.title) } }
            }
        }
        fieldset.editor-widths {
            legend { "Bredde" }
            div.in-row {
                (width("red_smal", "390", "Telefon", true))
                (width("red_bred", "1280", "Skærm", false))
            }
        }
        p.note #red_gammel hidden { "Siden vises, som den så ud, før fejlene kom til." }
        div.editor-frame #red_ramme tabindex="0" role="region" aria-label="Den færdige side" {
            // The parent may reach into it, and nothing in it may run.
            iframe #red_side sandbox="allow-same-origin" title="Den færdige side" {}
        }
    }
}

fn width(id: &str, pixels: &str, words: &str, first: bool) -> Markup {
    html! {
        div.choice {
            input id=(id) type="radio" name="red_bredde" value=(pixels) checked[first];
            label for=(id) { (words) " (" (pixels) ")" }
        }
    }
}
