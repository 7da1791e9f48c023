//! Spelling and plain words, held to the real dictionary and the real content.
//!
//! Contract: `dictionary/known.txt` says nothing but what the dictionary says, so that a build with it and one without it tell the same.
//! `OPDATER=1 cargo test -p tests --test language` writes it anew from the content; an old one is slower, and never wrong.

use site::check::dictionary::Dictionary;
use site::io::disk::Project;
use site::world::World;
use std::collections::BTreeSet;
use std::fs;
use std::sync::OnceLock;
use tests::prepare::{day, root};

/// Words of the subject that are rightly spelt: plain ones, forms, joined words, names, words at the start of a sentence.
const RIGHT: &[&str] = &[
    "barnet",
    "børnehus",
    "Børnehuset",
    "børnehusenes",
    "underretning",
    "underretningspligten",
    "underretningerne",
    "bekymringssamtale",
    "socialrådgiver",
    "skolesocialrådgiveren",
    "sagsbehandler",
    "myndighedsrådgiver",
    "sundhedsplejerske",
    "pædagogen",
    "forældremyndighed",
    "forældremyndighedsindehaveren",
    "anbringelse",
    "anbringelsessted",
    "plejefamilie",
    "familiebehandling",
    "traumefokuseret",
    "voldsramt",
    "æresrelateret",
    "overgrebssager",
    "videoafhøring",
    "videoafhørt",
    "beredskabsplan",
    "handlekort",
    "netværksmøde",
    "fokusteam",
    "modtageteam",
    "indsatstrappen",
    "tavshedspligt",
    "samtykke",
    "partsrepræsentant",
    "børnefaglig",
    "Ankestyrelsen",
    "Socialstyrelsen",
    "serviceloven",
    "trinnene",
    "trivsel",
    "mistrivsel",
    "social-",
    "sundheds-",
    "ca.",
    "pct.",
];

/// Words of the subject as they are misspelt: a letter too few, too many, another, two changed places, wrong joints, words
/// written together that are two.
const WRONG: &[&str] = &[
    "barndet",
    "børneehus",
    "Bønehus",
    "børnehuus",
    "underetning",
    "underettning",
    "underretnning",
    "bekymrinng",
    "socialrådgver",
    "sagsbehanler",
    "myndighedrådgiver",
    "sundhedsplejeske",
    "pædagåg",
    "foræller",
    "anbringese",
    "familjen",
    "tvangsfjærnelse",
    "samværr",
    "overgræb",
    "seksulle",
    "vidoeafhøring",
    "beredskapsplan",
    "beredskabplan",
    "handelkortt",
    "netvark",
    "indsast",
    "tavshedpligt",
    "samtyke",
    "afgørelese",
    "foranstaltnig",
    "undersøglse",
    "undersøgels",
    "opfølging",
    "oplysnnger",
    "kommunne",
    "trinene",
    "mistrivesl",
    "desvære",
    "egenligt",
    "ihvertfald",
    "idag",
    "istedet",
    "interresse",
    "nødvendivis",
    "tilstrækelig",
];

fn dictionary() -> &'static Dictionary {
    static READ: OnceLock<Dictionary> = OnceLock::new();
    READ.get_or_init(|| {
        let text = |name: &str| {
            fs::read_to_string(root().join("site/dictionary").join(name)).expect("the dictionary is there")
        };
        Dictionary::new(&text("da_DK.aff"), &text("da_DK.dic")).expect("it can be read")
    })
}

/// The project without one of its files.
struct Without<'a>(&'a Project, &'a [&'a str]);

impl World for Without<'_> {
    fn today(&self) -> jiff::civil::Date {
        self.0.today()
    }

    fn files(&self) -> Vec<String> {
        self.0.files().into_iter().filter(|path| !self.1.contains(&path.as_str())).collect()
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        self.0.read(path)
    }
}

const KNOWN: &str = "dictionary/known.txt";

fn told(world: &dyn World) -> Vec<String> {
    let built = site::check(world);
    let shown = |d: &site::diagnostic::Diagnostic| {
        format!("{} {:?} {} {:?}", built.sources.get(d.span.file).path, d.span.range(), d.message, d.hints)
    };
    built.diagnostics.iter().map(shown).collect()
}

#[test]
fn right_words_are_accepted() {
    let refused: Vec<_> = RIGHT.iter().filter(|word| !dictionary().accepts(word)).collect();
    assert!(refused.is_empty(), "{refused:?}");
}

#[test]
fn wrong_words_are_found() {
    let accepted: Vec<_> = WRONG.iter().filter(|word| dictionary().accepts(word)).collect();
    assert!(accepted.is_empty(), "{accepted:?}");
}

#[test]
fn what_was_meant_is_among_the_nearest() {
    for (wrong, right) in
        [("underetning", "underretning"), ("trinene", "trinnene"), ("desvære", "desværre"), ("samtyke", "samtykke")]
    {
        let nearest = dictionary().nearest(wrong);
        assert!(nearest.iter().any(|word| word == right), "{wrong}: {nearest:?}");
    }
}

#[test]
fn the_list_of_known_words_says_what_the_dictionary_says() {
    let project = Project::new(root(), day());
    if std::env::var_os("OPDATER").is_some() {
        let words = site::accepted_words(&project);
        fs::write(root().join("site").join(KNOWN), words.join("\n") + "\n").expect("the list can be written");
    }
    let list = fs::read_to_string(root().join("site").join(KNOWN)).expect("the list is there");
    let words: BTreeSet<&str> = list.lines().collect();
    assert!(words.len() > 1000, "only {} words", words.len());
    let wrong: Vec<_> = words.iter().filter(|word| !dictionary().accepts(word)).collect();
    assert!(wrong.is_empty(), "not accepted by the dictionary: {wrong:?}");
}

#[test]
fn a_misspelt_word_is_told_alike_with_the_list_and_without() {
    let project = Project::new(root(), day());
    let page = "content/om/proeve.md";
    let text = "+++\ntitel = \"Prøve af en underetning\"\nresume = \"Kort.\"\ngennemgaaet = 2026-11-20\n\
        naeste_gennemgang = 2027-11-20\nansvarlig = \"Redaktionen\"\nkilder = []\n+++\n\
        Følg trinene, og **læs** dem. Barnet læser om børnehuset, trinene og såfremt.\n";
    let mut misspelt = site::world::MemoryWorld::new(day());
    for path in project.files() {
        misspelt = misspelt.with(&path, project.read(&path).expect("it can be read"));
    }
    let misspelt = misspelt.with(page, text);
    let with = told(&misspelt);
    let spelling: Vec<_> = with.iter().filter(|line| line.contains("stavefejl")).collect();
    assert!(
        spelling.len() >= 2 && spelling.iter().any(|line| line.contains("»trinene«") && line.contains("»trinnene«")),
        "{with:#?}"
    );
    assert_eq!(with, told(&misspelt.with(KNOWN, "")), "the list changes what is told");
}

#[test]
fn without_a_dictionary_all_else_is_as_it_was() {
    let project = Project::new(root(), day());
    let dictionary = ["dictionary/da_DK.aff", "dictionary/da_DK.dic", KNOWN];
    let silent = told(&Without(&project, &dictionary));
    assert!(!silent.iter().any(|line| line.contains("stavefejl")), "{silent:#?}");
    // A misspelt word is the editors' to decide on, and fails no test.
    let rest: Vec<_> = told(&project).into_iter().filter(|line| !line.contains("stavefejl")).collect();
    assert_eq!(rest, silent);
}
