//! What the search knows of words, and what is asked of it: `soegning.toml` and `soegeproever.toml`.
//!
//! Contract: words for the search alone; nothing here is shown but the best bets and the trials. Resolve answers the addresses.

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::table::Table;
use crate::source::Spanned;
use calculator::shape::{Shape, count, flag, tables, text, texts};

/// `soegning.toml`
pub const SHAPE: Shape = Shape::new(
    "soegning",
    "Det, søgningen ved om ord: synonymer, uregelmæssige former, og hvad der vises øverst i bestemte situationer.",
    &[
        texts("stopord", "Ord, der ikke siger noget alene, og som søgningen ser bort fra.").like("[\"og\", \"det\"]"),
        texts(
            "overskrift_alene",
            "Overskrifter på afsnit, der kun findes på overskriften og ikke på teksten under den.",
        )
        .like("[\"Det skal du vide om kilden\"]")
        .free(),
        tables("bedst", &BEST, "Det, der vises øverst, når nogen beskriver en bestemt situation."),
        tables("synonym", &SYNONYM, "Noget, folk siger, og det ord, guiden har for det."),
        tables("uregelret", &IRREGULAR, "Et ord, hvis former ingen regel finder."),
        tables("udelad", &WITHHELD, "Sætninger, der ikke må stå alene som uddrag."),
        tables("vaegt", &WEIGHT, "Mapper, hvis sider skal tælle mindre end andre."),
    ],
);

const BEST: Shape = Shape::new(
    "bedst",
    "Det, der vises øverst, når nogen beskriver en bestemt situation.",
    &[
        texts("spoerg", "Det, folk skriver; alle ordene i ét af dem skal være med i søgningen.")
            .like("[\"barn slået\", \"hvad gør jeg nu\"]"),
        text("side", "Adressen, gerne med et anker.").like("\"/akut/\""),
        text("titel", "Det, linket siger."),
        text("tekst", "Én sætning under linket."),
    ],
);

const SYNONYM: Shape = Shape::new(
    "synonym",
    "Noget, folk siger, og det ord, guiden har for det.",
    &[
        texts("siger", "Det, folk siger.").like("[\"indberetning\", \"anmeldelse til kommunen\"]"),
        text("mener", "Det ord, guiden bruger.").like("\"underretning\""),
    ],
);

const IRREGULAR: Shape = Shape::new(
    "uregelret",
    "Et ord, hvis former ingen regel finder.",
    &[
        text("ord", "Ordet selv, med små bogstaver.").like("\"barn\""),
        texts("former", "De former, reglerne ikke finder.").like("[\"børn\", \"børnene\"]"),
    ],
);

const WITHHELD: Shape = Shape::new(
    "udelad",
    "Sætninger, der ikke må stå alene som uddrag, fordi det, de siger, kun gælder på en betingelse.",
    &[
        text("begynder", "Begyndelsen af et ord i sætningen.").like("\"forældr\""),
        texts("sammen_med", "Begyndelser af ord, som ikke må stå i samme sætning.").like("[\"tal\", \"samtale\"]"),
    ],
);

const WEIGHT: Shape = Shape::new(
    "vaegt",
    "En mappe, hvis sider skal tælle mindre end andre.",
    &[
        text("mappe", "Begyndelsen af sidernes adresser.").like("\"/om/\""),
        count("procent", 0, 100, "Hvor meget siderne tæller. Er tallet 0, findes de ikke."),
        flag("kun_overskrifter", "Siderne findes på titel, resumé og overskrifter, og ikke på teksten under dem."),
    ],
);

/// `soegeproever.toml`
pub const TRIALS: Shape = Shape::new(
    "soegeproever",
    "Søgninger, og hvad de skal finde. De prøves, hver gang siden bygges, og vises på /om/soegning/.",
    &[tables("proeve", &TRIAL, "En søgning, og hvad den skal finde.")],
);

const TRIAL: Shape = Shape::new(
    "proeve",
    "En søgning, og hvad den skal finde.",
    &[
        text("soeg", "Det, der skrives i feltet.").like("\"underetning\""),
        text("slags", "Hvad prøven prøver.").like("\"tastefejl\""),
        texts("find", "De adresser, der er rigtige svar, det bedste først; en tom liste, hvis intet skal findes.")
            .like("[\"/beredskabsplan/underretning/\"]"),
        count("inden", 1, 3, "Det skal stå blandt så mange; ellers 3.").free(),
        flag("oeverst", "Svaret er det, der vises over alle fund."),
    ],
);

/// What the search knows of words.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// `stopord`
    pub stop: Vec<String>,
    /// `overskrift_alene`: headings of sections whose text cannot be found.
    pub bare: Vec<String>,
    /// `bedst`
    pub best: Vec<Best>,
    /// `synonym`: what is said, and what is meant.
    pub synonyms: Vec<(String, String)>,
    /// `uregelret`: groups of forms, the word itself first.
    pub irregular: Vec<Vec<String>>,
    /// `udelad`: beginnings of words that no excerpt has together.
    pub withheld: Vec<(String, String)>,
    /// `vaegt`
    pub weights: Vec<Weight>,
}

/// What pages count.
#[derive(Debug, Clone)]
pub struct Weight {
    /// `mappe`: how their addresses begin.
    pub folder: String,
    /// `procent`
    pub share: u8,
    /// `kun_overskrifter`: their text cannot be found, only what heads it.
    pub headings: bool,
}

/// What is shown before all hits.
#[derive(Debug, Clone)]
pub struct Best {
    /// `spoerg`
    pub asked: Vec<String>,
    /// `side`
    pub page: Spanned<String>,
    /// `titel`
    pub title: String,
    /// `tekst`
    pub text: String,
}

/// A query, and what it must find.
#[derive(Debug, Clone)]
pub struct Trial {
    /// `soeg`
    pub query: String,
    /// `slags`
    pub kind: String,
    /// `find`: addresses; empty where nothing must be found.
    pub expected: Vec<Spanned<String>>,
    /// `inden`: among how many hits.
    pub within: usize,
    /// `oeverst`: it is the best bet.
    pub on_top: bool,
}

/// Reads `soegning.toml`.
pub fn search(table: &Table<'_>, diagnostics: &mut Vec<Diagnostic>) -> Search {
    let mut fields = table.fields(&SHAPE, "registret", diagnostics);
    let mut found = Search { stop: plain(fields.optional_texts("stopord")), ..Search::default() };
    found.bare = plain(fields.optional_texts("overskrift_alene"));
    let [best, synonyms, irregular, withheld, weights] =
        ["bedst", "synonym", "uregelret", "udelad", "vaegt"].map(|key| fields.tables(key));
    fields.finish();
    for table in &best {
        let mut fields = table.fields("det bedste svar", diagnostics);
        let (asked, page) = (fields.texts("spoerg"), fields.text("side"));
        let (title, text) = (fields.text("titel"), fields.text("tekst"));
        fields.finish();
        if let (Some(asked), Some(page), Some(title), Some(text)) = (asked, page, title, text) {
            found.best.push(Best { asked: plain(asked), page, title: title.value, text: text.value });
        }
    }
    for table in &synonyms {
        let mut fields = table.fields("synonymet", diagnostics);
        let (said, meant) = (fields.optional_texts("siger"), fields.text("mener"));
        fields.finish();
        if let Some(meant) = meant {
            found.synonyms.extend(plain(said).into_iter().map(|said| (said, meant.value.clone())));
        }
    }
    for table in &irregular {
        let mut fields = table.fields("ordet", diagnostics);
        let (word, forms) = (fields.text("ord"), fields.optional_texts("former"));
        fields.finish();
        if let Some(word) = word {
            found.irregular.push([word.value].into_iter().chain(plain(forms)).collect());
        }
    }
    for table in &withheld {
        let mut fields = table.fields("det, der udelades", diagnostics);
        let (start, with) = (fields.text("begynder"), fields.optional_texts("sammen_med"));
        fields.finish();
        if let Some(start) = start {
            found.withheld.extend(plain(with).into_iter().map(|with| (start.value.clone(), with)));
        }
    }
    for table in &weights {
        let mut fields = table.fields("vægten", diagnostics);
        let (folder, share) = (fields.text("mappe"), fields.count("procent"));
        let headings = fields.flag("kun_overskrifter");
        fields.finish();
        if let (Some(folder), Some(share)) = (folder, share.and_then(|share| u8::try_from(share.value).ok())) {
            found.weights.push(Weight { folder: folder.value, share, headings });
        }
    }
    found
}

/// Reads `soegeproever.toml`.
pub fn trials(table: &Table<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Trial> {
    let mut fields = table.fields(&TRIALS, "registret", diagnostics);
    let tables = fields.tables("proeve");
    fields.finish();
    let mut found: Vec<Trial> = Vec::new();
    for table in &tables {
        let mut fields = table.fields("prøven", diagnostics);
        let (query, kind) = (fields.text("soeg"), fields.text("slags"));
        let expected = fields.texts("find");
        let within = fields.count("inden").and_then(|count| usize::try_from(count.value).ok()).unwrap_or(3);
        let on_top = fields.flag("oeverst");
        if let Some(query) = &query
            && found.iter().any(|other| other.query == query.value)
        {
            fields.report(
                Diagnostic::new(Code::IdForm, query.span, format!("prøven »{}« står to gange", query.value))
                    .hint("slet den ene"),
            );
        }
        fields.finish();
        if let (Some(query), Some(kind), Some(expected)) = (query, kind, expected) {
            found.push(Trial { query: query.value, kind: kind.value, expected, within, on_top });
        }
    }
    found
}

fn plain(texts: Vec<Spanned<String>>) -> Vec<String> {
    texts.into_iter().map(|text| text.value).collect()
}
