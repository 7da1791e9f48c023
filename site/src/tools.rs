//! The tools that run in the browser: the one list of them.
//!
//! Contract: pure constants. A tool's name is at once that of its binary and of its HTML file in `calculator`, of its files in
//! `tool/`, and of the element that it mounts over on its page.

/// A tool.
#[derive(Debug, PartialEq, Eq)]
pub struct BrowserTool {
    /// Its name: `beregner`.
    pub name: &'static str,
    /// What it is called where a sentence begins: `Beregneren`.
    pub called: &'static str,
    /// What a reader can do where it cannot be opened, as a sentence.
    pub instead: &'static str,
}

/// The price calculator for related services.
pub static CALCULATOR: BrowserTool =
    BrowserTool { name: "beregner", called: "Beregneren", instead: "Du kan regne selv med priserne og formlen her." };

/// Bekymringslinealen: from a concern about a child to a reasoned next step.
pub static CONCERN: BrowserTool = BrowserTool {
    name: "linealen",
    called: "Linealen",
    instead: "Du kan svare på papir; alle spørgsmål står her på siden.",
};

/// What ordinary cases cost.
pub static CASES: BrowserTool =
    BrowserTool { name: "forloeb", called: "Beregneren", instead: "Du kan regne selv med formlen og satserne her." };

/// What many municipalities need together.
pub static DEMAND: BrowserTool =
    BrowserTool { name: "behov", called: "Skemaet", instead: "Du kan udskrive siden og udfylde skemaet i hånden." };

/// The editors' preview: this generator itself in the browser. No page of the content holds it; a site has it only where it was
/// built as a preview.
pub static EDITOR: BrowserTool = BrowserTool {
    name: "redaktoer",
    called: "Forhåndsvisningen",
    instead: "Du kan se siden og dens fejl med kommandoerne serve og check.",
};

/// All tools for readers. A new one is a row here, a binary in `calculator`, and a block that has it ([`crate::parse::tree::Block::tool`]).
pub static ALL: [&BrowserTool; 4] = [&CALCULATOR, &CASES, &DEMAND, &CONCERN];

/// The tools about prices: their pages lead to each other like tabs.
pub static PRICES: [&BrowserTool; 3] = [&CALCULATOR, &CASES, &DEMAND];

impl BrowserTool {
    /// The names of its files: what wasm-bindgen made, and the WebAssembly.
    #[must_use]
    pub fn files(&self) -> [String; 2] {
        [format!("{}.js", self.name), format!("{}.wasm", self.name)]
    }
}

/// The names of the files of all tools.
pub fn files() -> impl Iterator<Item = String> {
    ALL.into_iter().flat_map(BrowserTool::files)
}
