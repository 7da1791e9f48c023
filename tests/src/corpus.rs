//! A made-up site of any size, in the shape of the real one.
//!
//! Contract: a function of seed and size. Pages lie in sections within sections, of at most 25 children; each page has about
//! 4 kB of Danish words, headings, three internal links with anchors, a table, a list, directives, figures, citations and words
//! of the glossary; registers show what leans on what. The generator finds no fault in any of it. The text says nothing; it is
//! there to be read by a program.

use crate::prepare::root;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Pages in a section: its own and the others.
const PAGES: usize = 14;

/// Most sections in a section; with the other pages a section then has 25 below it.
const SECTIONS: usize = 12;

const WORDS: &[&str] = &[
    "barnet",
    "kommunen",
    "børnehuset",
    "samtalen",
    "forløbet",
    "underretningen",
    "afgørelsen",
    "medarbejderen",
    "støtten",
    "hverdagen",
    "skolen",
    "ligger",
    "følger",
    "beskriver",
    "vurderer",
    "aftaler",
    "undersøger",
    "går",
    "står",
    "og",
    "men",
    "når",
    "før",
    "efter",
    "også",
    "ofte",
    "straks",
    "sammen",
    "en",
    "den",
    "det",
    "hver",
    "åben",
    "tydelig",
    "særlig",
    "første",
    "næste",
    "på",
    "med",
    "uden",
    "om",
    "til",
];

const HEADINGS: &[&str] = &["Hvad det er", "Sådan gør du", "Hvem der gør hvad", "Før og efter", "Når det haster"];

/// A generated site.
#[derive(Debug)]
pub struct Corpus {
    pages: Vec<(String, String)>,
    seed: u64,
}

impl Corpus {
    /// Makes the pages.
    #[must_use]
    pub fn new(seed: u64, count: usize) -> Self {
        let addresses: Vec<String> = (0..count).map(address).collect();
        let pages = (0..count)
            .map(|at| {
                let mut random = Random(seed ^ (at as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
                (path(at), page(&mut random, at, &addresses))
            })
            .collect();
        Self { pages, seed }
    }

    /// Writes a project with these pages, small registers, and the real style sheet, dictionary and plain words.
    ///
    /// # Panics
    /// Where the disk refuses.
    pub fn write(&self, folder: &Path) {
        for (path, text) in
            self.pages.iter().map(|(path, text)| (path.as_str(), text.as_str())).chain(REGISTERS.iter().copied())
        {
            put(folder, path, text);
        }
        put(folder, "content/data/ordliste.toml", &glossary());
        for (name, view) in [("bestemmelser", "lov"), ("ord", "ordliste"), ("gennemgang", "gennemgang")] {
            put(folder, &format!("content/om/{name}.md"), &register_page(name, view));
        }
        // The pages are looked at as the real ones are.
        let dictionary = ["da_DK.aff", "da_DK.dic"].map(|name| format!("site/dictionary/{name}"));
        let files = ["public/assets/site.css", "public/assets/favicon.svg", "content/data/sprog.toml"];
        for file in files.into_iter().chain(dictionary.iter().map(String::as_str)) {
            let text = fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
            put(folder, file, &text);
        }
        put(folder, KNOWN, &known());
    }

    /// Changes the text of one page, another one each time.
    ///
    /// # Panics
    /// Where the disk refuses.
    pub fn touch(&self, folder: &Path, edition: usize) {
        let mut random = Random(self.seed.wrapping_add(edition as u64));
        let (path, text) = &self.pages[random.below(self.pages.len())];
        put(folder, path, &format!("{text}\nUdgave {edition} af siden.\n"));
    }
}

/// The list of words that need not be looked up.
const KNOWN: &str = "site/dictionary/known.txt";

/// Words of this site that stand on no page by chance.
const OWN: &str = "bestemmelser der en er et lov bog redaktionen som til";

/// The list of known words as such a site would have it: with its own. Those of the real site that are in its registers of names
/// are not in its list.
fn known() -> String {
    let real = fs::read_to_string(root().join(KNOWN)).unwrap_or_else(|error| panic!("{KNOWN}: {error}"));
    let own = WORDS.iter().chain(HEADINGS).copied().chain([OWN]).flat_map(|words| words.split(' '));
    let words: BTreeSet<String> = real.lines().map(str::to_owned).chain(own.map(str::to_lowercase)).collect();
    words.into_iter().map(|word| word + "\n").collect()
}

/// As many words as the real glossary has; some of them stand on nearly every page.
fn glossary() -> String {
    let common = WORDS.iter().filter(|word| word.chars().count() > 5).map(|word| (*word).to_owned());
    let rare = (1..=80).map(|at| format!("fagord nummer {at}"));
    let entry = |(at, word)| format!("[ord-{at}]\nord = \"{word}\"\nforklaring = \"Et ord, som står på siderne.\"\n");
    common.chain(rare).enumerate().map(entry).collect()
}

fn register_page(title: &str, view: &str) -> String {
    format!(
        "+++\ntitel = \"{title}\"\nresume = \"Et register.\"\ngennemgaaet = 2026-01-01\nnaeste_gennemgang = 2027-11-01\n\
         ansvarlig = \"Redaktionen\"\nkilder = []\n+++\n\n:::register {view}\n:::\n"
    )
}

fn put(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    let parent = path.parent().unwrap_or(folder);
    fs::create_dir_all(parent).unwrap_or_else(|error| panic!("{}: {error}", parent.display()));
    fs::write(&path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// The folder of a page, and its number there; 0 is the section's own page. Sections are numbered breadth first.
fn place(at: usize) -> (String, usize) {
    let mut folder = String::new();
    let mut section = at / PAGES;
    while section > 0 {
        folder.insert_str(0, &format!("afsnit-{}/", (section - 1) % SECTIONS + 1));
        section = (section - 1) / SECTIONS;
    }
    (folder, at % PAGES)
}

fn address(at: usize) -> String {
    match place(at) {
        (folder, 0) => format!("/{folder}"),
        (folder, number) => format!("/{folder}side-{number}/"),
    }
}

fn path(at: usize) -> String {
    match place(at) {
        (folder, 0) => format!("content/{folder}index.md"),
        (folder, number) => format!("content/{folder}side-{number}.md"),
    }
}

fn page(random: &mut Random, at: usize, addresses: &[String]) -> String {
    let mut text = format!(
        "+++\ntitel = \"Side {at} om {}\"\nresume = \"Side {at}: {}.\"\ngennemgaaet = 2026-01-01\n\
         naeste_gennemgang = 2027-01-01\nansvarlig = \"Redaktionen\"\nkilder = [\"rapport\", \"bog\"]\n+++\n\n",
        words(random, 3),
        words(random, 12)
    );
    text.push_str(&format!(":::kort-svar\n{} [@rapport s. {}].\n:::\n", sentences(random, 2), random.below(90) + 1));
    for (number, heading) in HEADINGS.iter().enumerate() {
        text.push_str(&format!("\n## {heading}\n\n{}\n\n", sentences(random, 4)));
        match number {
            0..=2 => {
                let to = random.below(addresses.len());
                let anchor = ["hvad-det-er", "saadan-goer-du", "foer-og-efter"][random.below(3)];
                let link = words(random, 3);
                text.push_str(&format!("{} [{link}]({}#{anchor}).\n", words(random, 8), addresses[to]));
                if number == 1 {
                    text.push_str(&format!(
                        "\n:::trin\n1. **{}.** {}\n2. **{}.** {}\n:::\n",
                        words(random, 3),
                        sentences(random, 2),
                        words(random, 2),
                        sentences(random, 1)
                    ));
                }
            }
            3 => {
                text.push_str("| Hvad | Hvornår | Hvem |\n|---|---|---:|\n");
                for _ in 0..5 {
                    text.push_str(&format!(
                        "| {} | {} | {} |\n",
                        words(random, 3),
                        words(random, 2),
                        random.below(900)
                    ));
                }
                text.push_str(&format!(
                    "\n{} {{{{tal:andel}}}} [@bog afsnit {}].\n",
                    sentences(random, 1),
                    random.below(9) + 1
                ));
            }
            _ => {
                for _ in 0..4 {
                    text.push_str(&format!("- **{}**: {}\n", words(random, 2), sentences(random, 1)));
                }
                text.push_str(&format!("\n:::ubekraeftet\n{} Se [reglen](lov:lov-1).\n:::\n", sentences(random, 2)));
            }
        }
    }
    text.push_str(&format!("\n{}\n", sentences(random, 6)));
    text
}

fn sentences(random: &mut Random, count: usize) -> String {
    let all: Vec<String> = (0..count)
        .map(|_| {
            let length = 8 + random.below(9);
            let sentence = words(random, length);
            let mut letters = sentence.chars();
            letters.next().map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), letters.as_str()))
        })
        .collect();
    all.join(" ")
}

fn words(random: &mut Random, count: usize) -> String {
    (0..count).map(|_| WORDS[random.below(WORDS.len())]).collect::<Vec<_>>().join(" ")
}

/// A small xorshift generator: the same numbers on every machine.
#[derive(Debug)]
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 11) % (limit as u64)).unwrap_or_default()
    }
}

const REGISTERS: &[(&str, &str)] = &[
    ("Cargo.toml", "[workspace]\n"),
    (
        "content/data/site.toml",
        "navn = \"Målebænken\"\nbeskrivelse = \"Til måling.\"\nadresse = \"https://maaling.example/\"\n",
    ),
    (
        "content/data/kilder.toml",
        "[rapport]\ntitel = \"En rapport\"\nudgiver = \"Et hus\"\nudgivet = \"2024\"\n\n[bog]\ntitel = \"En bog\"\nudgiver = \"Et forlag\"\n",
    ),
    (
        "content/data/lov.toml",
        "[lov-1]\nlov = \"en lov\"\nparagraf = \"§ 1\"\ntitel = \"Noget\"\ngaelder_fra = 2024-01-01\n\
         kontrolleret = 2026-01-01\nstatus = \"bekraeftet\"\nadresse = \"https://lov.example/\"\n",
    ),
    (
        "content/data/tal.toml",
        "[andel]\nvaerdi = \"67 pct.\"\nbeskrivelse = \"En andel\"\naar = \"2024\"\nkilde = \"rapport\"\nsted = \"s. 1\"\nlov = [\"lov-1\"]\nstatus = \"bekraeftet\"\n",
    ),
    ("content/data/ydelser.toml", ""),
    ("content/data/navigation.toml", "[[menu]]\ntitel = \"Afsnit 1\"\nside = \"/afsnit-1/\"\n"),
];
