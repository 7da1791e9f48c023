//! The JSON Schema of the files that tools save on a user's own machine (`calculator::saved`), for whoever reads such a file.
//!
//! Contract: one schema for all tools: the envelope, and by the tool's name what stands in its fields. It says what the tools write
//! today; the readers overlook what they do not know, and read the forms of former days too. It lies in `public/`, so that the
//! site publishes it, and is written like the editors' schemas. Draft 7. Tests hold every file that a tool writes to it.

use super::json::{Json, object, text, texts};
use calculator::clarify::Question;
use calculator::concern::NoteKind;
use calculator::demand::{Agreement, Motive, Reply};
use calculator::saved::{FIELDS, MARK, VERSION, VERSION_KEY};
use calculator::{concern, demand};

/// Where it lies in the project. Its address is the same without `public`.
pub const FILE: &str = "public/gemt-fil.schema.json";

/// A tool whose fields are texts: its name, what they are, and which keys there may be, as a pattern.
type Flat = (&'static str, &'static str, String);

/// The tools whose fields are texts under keys.
fn flat() -> [Flat; 10] {
    let keys = |keys: &[&str]| format!("^({})$", keys.join("|"));
    [
        (
            "afklaring",
            "Svarene om en børnehussag, under spørgsmålets nøgle.",
            keys(&Question::ALL.map(Question::key)),
        ),
        (
            "belastning",
            "Tal, som de er skrevet.",
            keys(&["boern", "psykologer", "sager", "raadgivere", "flest"]),
        ),
        (
            "forloebsplan",
            "Ydelsens id, og det, der er skrevet i felterne.",
            keys(&["ydelse", "antal", "start", "sessioner", "uger", "uden"]),
        ),
        (
            "frister",
            "Datoer og klokkeslæt, som de er skrevet, og hvad der er afgjort.",
            keys(&["modtaget", "klokken", "opmaerksom", "afgoerelse", "afgoerelse-dato", "start", "faerdig"]),
        ),
        (
            network_name(),
            "Hvem der står i midten, og for hver person rolle, ring og område (talt fra 1), og om barnet kan få hjælp der.",
            "^(midte|p[1-9][0-9]*-(hvem|ring|omraade|hjaelper))$".to_owned(),
        ),
        (
            "opfoelgning",
            "Datoer, som de er skrevet, foranstaltningens id, antal måneder og undtagelsernes id'er med mellemrum imellem.",
            keys(&["start", "faerdig", "vis-fra", "foranstaltning", "maaneder", "undtagelser", "aftalt"]),
        ),
        (
            "overgange",
            "Datoer, som de er skrevet, og hvor barnet bliver passet.",
            keys(&["termin", "foedt", "pasning"]),
        ),
        (
            "papirer",
            "Papirets id under »papir«, og hvert felt under sit id. En celle i rækker hedder feltets id, rækkens og kolonnens nummer.",
            "^[a-z][a-z0-9-]*$".to_owned(),
        ),
        (
            "selvtjek",
            "Dagen, en plan er vedtaget, som den er skrevet, og svaret på hvert spørgsmål.",
            "^(vedtaget|svar)-[a-z0-9-]+$".to_owned(),
        ),
        (
            "trappescenarie",
            "År, flytninger, priser og investeringer, som de er skrevet. Et tal kan være tre: »lavt | sandsynligt | højt«.",
            "^(aar|antal-aar|priser|flytninger|niveau|(raadgiver|andet)-[a-z]+|(fra|til|raadgivere|andet)-[0-9]+|aarsboern-[0-9]+-[0-9]+|aendring-[0-9]{4}-[0-9]{4}|(pris|prisaar|note|post)-[a-z0-9-]+)$"
                .to_owned(),
        ),
    ]
}

/// The name of the network map's tool; its fields are those of `network::Map::saved`.
fn network_name() -> &'static str {
    crate::tools::NETWORK.name
}

/// The names of the tools that save files, in order.
#[must_use]
pub fn tools() -> Vec<&'static str> {
    let mut names: Vec<_> = flat().iter().map(|(name, ..)| *name).collect();
    names.extend([demand::TOOL, concern::file::TOOL]);
    names.sort_unstable();
    names
}

/// The schema as JSON.
#[must_use]
pub fn written() -> String {
    let mut definitions: Vec<_> = flat().iter().map(|tool| (tool.0.to_owned(), texts_under_keys(tool))).collect();
    definitions.push((demand::TOOL.to_owned(), reply()));
    definitions.push((concern::file::TOOL.to_owned(), assessment()));
    definitions.sort_by(|(one, _), (other, _)| one.cmp(other));
    let cases = tools().into_iter().map(|name| {
        let is = object([("properties", object([(MARK, object([("const", text(name))]))]))]);
        let then = object([("properties", object([(FIELDS, to(name))]))]);
        object([("if", is), ("then", then)])
    });
    let envelope = vec![
        (MARK, about("Navnet på det værktøj, der har gemt filen.", [("enum", texts(&tools()))])),
        (VERSION_KEY, about("Formens udgave.", [("const", text(VERSION))])),
        (FIELDS, about("Det, der er fyldt ud. Hvert blad er en tekst.", [("type", text("object"))])),
    ];
    object([
        ("$schema", text("http://json-schema.org/draft-07/schema#")),
        ("title", text("Fil, gemt med et af guidens værktøjer")),
        (
            "description",
            text(
                "Filen ligger kun hos den, der har gemt den. Læseren overser nøgler, den ikke kender. Filer fra linealen og fra skemaet om fælles behov, der er gemt i en ældre form, bliver også læst.",
            ),
        ),
        ("type", text("object")),
        ("properties", object(envelope)),
        ("required", texts(&[MARK, VERSION_KEY, FIELDS])),
        ("additionalProperties", Json::Flag(false)),
        ("allOf", Json::List(cases.collect())),
        ("definitions", Json::Object(definitions)),
    ])
    .write()
}

fn to(name: &str) -> Json {
    object([("$ref", text(format!("#/definitions/{name}")))])
}

fn about<const N: usize>(words: &str, more: [(&'static str, Json); N]) -> Json {
    object([("description", text(words))].into_iter().chain(more))
}

fn texts_under_keys((_, words, keys): &Flat) -> Json {
    about(
        words,
        [
            ("type", text("object")),
            ("propertyNames", object([("pattern", text(keys.as_str()))])),
            ("additionalProperties", object([("type", text("string")), ("minLength", Json::Number(1))])),
        ],
    )
}

/// Any text.
fn any(words: &str) -> Json {
    about(words, [("type", text("string"))])
}

/// A text that is not blank.
fn some(words: &str) -> Json {
    about(words, [("type", text("string")), ("pattern", text("\\S"))])
}

fn one_of(words: &str, all: &[&str]) -> Json {
    about(words, [("enum", texts(all))])
}

/// An object of these keys and no others; which of them must be there.
fn closed(words: &str, keys: Vec<(&'static str, Json)>, required: &[&str]) -> Vec<(&'static str, Json)> {
    vec![
        ("description", text(words)),
        ("type", text("object")),
        ("properties", object(keys)),
        ("required", texts(required)),
        ("additionalProperties", Json::Flag(false)),
    ]
}

fn list(words: &str, item: Json) -> Json {
    about(words, [("type", text("array")), ("items", item)])
}

/// A municipality's answer on joint demand.
fn reply() -> Json {
    let digits = |words: &str| about(words, [("type", text("string")), ("pattern", text("^[1-9][0-9]{0,3}$"))]);
    let wish = vec![
        ("ydelse", about("Ydelsens id.", [("type", text("string")), ("pattern", text("^[a-z0-9-]+$"))])),
        ("egen", any("En ydelse med kommunens egne ord.")),
        ("svar", one_of("Om kommunen har brug for den.", &["ja", "nej"])),
        ("lavt", digits("Det laveste antal om året.")),
        ("antal", digits("Det sandsynlige antal om året.")),
        ("hoejt", digits("Det højeste antal om året.")),
    ];
    let mut wish = closed("Svaret på én ydelse: alle tre antal eller ingen.", wish, &["svar"]);
    let has = |key: &'static str| object([("required", texts(&[key]))]);
    wish.push(("oneOf", Json::List(vec![has("ydelse"), has("egen")])));
    let numbers = ["lavt", "antal", "hoejt"];
    wish.push(("dependencies", object(numbers.map(|key| (key, texts(&numbers))))));
    let said = vec![
        ("udsagn", one_of("Grunden.", &Motive::ALL.map(Motive::key))),
        ("svar", one_of("Hvor enig kommunen er.", &Agreement::ALL.map(Agreement::key))),
    ];
    let said = object(closed("Svaret på én grund.", said, &["udsagn", "svar"]));
    let most = Json::Number(u32::try_from(Reply::MOST).unwrap_or(u32::MAX));
    let wishes = about("Svarene på ydelser.", [("type", text("array")), ("maxItems", most), ("items", object(wish))]);
    let keys = vec![
        ("kommune", some("Kommunen.")),
        ("enhed", any("Afdelingen. Må være tom.")),
        ("ydelser", wishes),
        ("begrundelser", list("Svarene på grunde til at købe.", said)),
        ("bemaerkning", any("En bemærkning. Må være tom.")),
    ];
    let required = ["kommune", "enhed", "ydelser", "begrundelser", "bemaerkning"];
    object(closed("En kommunes svar om fælles behov.", keys, &required))
}

/// An assessment of the ruler.
fn assessment() -> Json {
    let id = || some("Et id i modellen.");
    let given = || {
        about(
            "Svarenes id'er.",
            [("type", text("array")), ("minItems", Json::Number(1)), ("items", object([("type", text("string"))]))],
        )
    };
    let answer = vec![
        ("id", id()),
        ("tekst", any("Spørgsmålet, som det lød.")),
        ("maerke", some("Et mærke, der skifter, når spørgsmålets ord, svar eller vægt skifter.")),
        ("svar", given()),
    ];
    let answer = object(closed("Et spørgsmål, der er svaret på.", answer, &["id", "tekst", "maerke", "svar"]));
    let again = vec![("id", id()), ("port", id())];
    let again = object(closed("Et tegn, der er set på igen efter en port.", again, &["id", "port"]));
    let changed = vec![("id", id()), ("tekst", any("Porten, som den lød.")), ("svar", given())];
    let changed = object(closed("En port, der først fik et andet svar.", changed, &["id", "tekst", "svar"]));
    let notes = NoteKind::ALL.map(|kind| (kind.key(), any("En fritekst."))).to_vec();
    let texts_of = object([("type", text("object")), ("additionalProperties", object([("type", text("string"))]))]);
    let meeting = Json::List(vec![object([("type", text("string"))]), texts_of]);
    let keys = vec![
        ("version", some("Modellens udgave.")),
        ("indhold", about("Modellens fingeraftryk.", [("type", text("string")), ("pattern", text("^[0-9a-f]+$"))])),
        ("dato", any("Dagen, som den er trykt på papiret.")),
        ("alder", some("Aldersgruppens id. Mangler, hvis den ikke er valgt.")),
        ("egen", one_of("Brugerens eget niveau. Mangler, hvis der ikke er noget.", &["1", "2", "3", "4", "5"])),
        ("svar", list("Spørgsmål med svar.", answer)),
        ("noter", object(closed("Fritekster.", notes, &[]))),
        ("set_igen", list("Tegn, der er set på igen.", again)),
        ("aendret", list("Porte, der først fik et andet svar.", changed)),
        (
            "fokusteam",
            about(
                "Det, der hører til på fokusteamets papir, regnet ud af svarene; eller en tekst om, hvad der skal ske i stedet.",
                [("anyOf", meeting)],
            ),
        ),
    ];
    let required = ["version", "indhold", "dato", "svar", "noter", "set_igen", "aendret", "fokusteam"];
    object(closed("En vurdering med Bekymringslinealen.", keys, &required))
}
