//! The tools that run in the browser: the one list of them.
//!
//! Contract: pure constants. A tool's name is at once that of its binary and of its HTML file in `calculator`, of its files in
//! `tool/`, and of the element that it mounts over on its page. A tool may have a second module, which its page loads only when
//! that is needed: a binary, an HTML file and files of its own, but no element.

/// A tool.
#[derive(Debug, PartialEq, Eq)]
pub struct BrowserTool {
    /// Its name: `beregner`.
    pub name: &'static str,
    /// What it is called where a sentence begins: `Beregneren`.
    pub called: &'static str,
    /// What a reader can do where it cannot be opened, as a sentence.
    pub instead: &'static str,
    /// Its second module: `beregner-ark`.
    pub later: Option<&'static str>,
}

/// The price calculator for related services.
pub static CALCULATOR: BrowserTool = BrowserTool {
    name: "beregner",
    called: "Beregneren",
    instead: "Du kan regne selv med priserne og formlen her.",
    later: Some("beregner-ark"),
};

/// Bekymringslinealen: from a concern about a child to a reasoned next step.
pub static CONCERN: BrowserTool = BrowserTool {
    name: "linealen",
    called: "Linealen",
    instead: "Du kan svare på papir; alle spørgsmål står her på siden.",
    later: None,
};

/// What ordinary cases cost.
pub static CASES: BrowserTool = BrowserTool {
    name: "forloeb",
    called: "Beregneren",
    instead: "Du kan regne selv med formlen og satserne her.",
    later: None,
};

/// What many municipalities need together.
pub static DEMAND: BrowserTool = BrowserTool {
    name: "behov",
    called: "Skemaet",
    instead: "Du kan udskrive siden og udfylde skemaet i hånden.",
    later: None,
};

/// The deadlines of a case.
pub static DEADLINES: BrowserTool = BrowserTool {
    name: "frister",
    called: "Værktøjet",
    instead: "Du kan tælle selv med fristerne og kalenderen her på siden.",
    later: None,
};

/// When a measure is followed up.
pub static FOLLOW_UP: BrowserTool = BrowserTool {
    name: "opfoelgning",
    called: "Værktøjet",
    instead: "Du kan tælle selv med rytmerne og kalenderen her på siden.",
    later: None,
};

/// The plan of a course of sessions.
pub static COURSE: BrowserTool = BrowserTool {
    name: "forloebsplan",
    called: "Værktøjet",
    instead: "Du kan tælle selv med en kalender. Sådan står her på siden.",
    later: None,
};

/// The visits of the health visitor.
pub static VISITS: BrowserTool = BrowserTool {
    name: "overgange",
    called: "Værktøjet",
    instead: "Du kan tælle selv med tabellen her på siden.",
    later: None,
};

/// Whether a case belongs in a børnehus.
pub static CLARIFY: BrowserTool = BrowserTool {
    name: "afklaring",
    called: "Værktøjet",
    instead: "Du kan gå spørgsmålene og reglerne igennem her på siden.",
    later: None,
};

/// Meeting papers that are filled in.
pub static PAPERS: BrowserTool = BrowserTool {
    name: "papirer",
    called: "Værktøjet",
    instead: "Du kan printe et tomt papir eller hente det til Word; listen står her på siden.",
    later: None,
};

/// Hours of ELEVator, and cases an adviser.
pub static LOAD: BrowserTool = BrowserTool {
    name: "belastning",
    called: "Værktøjet",
    instead: "Du kan regne selv med timerne og formlen her på siden.",
    later: None,
};

/// Moves on the ladder of measures as a reckoning.
pub static LADDER: BrowserTool = BrowserTool {
    name: "trappescenarie",
    called: "Regnestykket",
    instead: "Du kan regne selv med priserne og formlen her på siden.",
    later: None,
};

/// The self-check of a beredskabsplan.
pub static SELF_CHECK: BrowserTool = BrowserTool {
    name: "selvtjek",
    called: "Selvtjekket",
    instead: "Du kan gå spørgsmålene igennem her på siden eller udskrive skabelonen.",
    later: None,
};

/// A network map that is drawn by adding people.
pub static NETWORK: BrowserTool = BrowserTool {
    name: "netvaerkskort",
    called: "Værktøjet",
    instead: "Du kan printe siden og tegne på det tomme kort.",
    later: None,
};

/// The search.
pub static SEARCH: BrowserTool = BrowserTool {
    name: "soeg",
    called: "Søgningen",
    instead: "Du kan finde vej med listen fra A til Å her på siden.",
    later: None,
};

/// The editors' preview: this generator itself in the browser. No page of the content holds it; a site has it only where it was
/// built as a preview.
pub static EDITOR: BrowserTool = BrowserTool {
    name: "redaktoer",
    called: "Forhåndsvisningen",
    instead: "Du kan se siden og dens fejl med kommandoerne serve og check.",
    later: None,
};

/// All tools for readers. A new one is a row here, a binary in `calculator`, and a block that has it ([`crate::parse::tree::Block::tool`]).
pub static ALL: [&BrowserTool; 15] = [
    &CALCULATOR,
    &CASES,
    &DEMAND,
    &CONCERN,
    &DEADLINES,
    &FOLLOW_UP,
    &COURSE,
    &VISITS,
    &LOAD,
    &LADDER,
    &CLARIFY,
    &SELF_CHECK,
    &NETWORK,
    &PAPERS,
    &SEARCH,
];

/// The tools about prices: their pages lead to each other like tabs.
pub static PRICES: [&BrowserTool; 3] = [&CALCULATOR, &CASES, &DEMAND];

/// The names of all modules of tools for readers: each tool, and after it its second module where it has one.
pub fn modules() -> impl Iterator<Item = &'static str> {
    ALL.into_iter().flat_map(modules_of)
}

/// The names of the modules of one tool.
pub fn modules_of(tool: &'static BrowserTool) -> impl Iterator<Item = &'static str> {
    [Some(tool.name), tool.later].into_iter().flatten()
}

/// The names of the files of a module: what wasm-bindgen made, and the WebAssembly.
#[must_use]
pub fn files_of(module: &str) -> [String; 2] {
    [format!("{module}.js"), format!("{module}.wasm")]
}

/// The names of the files of all modules.
pub fn files() -> impl Iterator<Item = String> {
    modules().flat_map(files_of)
}
