//! The search that knows Danish: from the guide's texts and what somebody types to the places that fit.
//!
//! Contract: [`Collection`] is what `site` gathers; [`pack`] makes it one small file and reads it again, and a file that is
//! damaged or of another version is refused with a reason, never half read. [`Index::new`] works out everything else from it, in
//! the browser as well as where the site is built, so that both answer alike. [`answer`] is a function of index and query. All
//! scores are whole numbers. Nothing here knows a page, a browser or a network.
//!
//! - `pack`, `atoms`: the collection as a file: a text, by the numbers of its words.
//! - `fold`: letters: case, æ/ae, ø/oe/o, å/aa/a; words and paragraphs in a text; anchors of headings.
//! - `stem`: endings (Snowball) and irregular words. `compound`: words of words, told by the vocabulary itself.
//! - `near`: one slip of the hand, by an automaton over the vocabulary.
//! - `index`: the vocabulary and the whole text as numbers of its words. There is no list of places for each word: the text is
//!   so short that reading it through takes less than a millisecond, and then a phrase is no harder than a word.
//! - `query`: what was typed, as terms that say how well each word of the vocabulary fits. `rank`: which sections come first.
//! - `excerpt`: the sentence that shows why, with marks. `said`: what is said of an answer.

mod atoms;
pub mod compound;
pub mod excerpt;
pub mod fold;
pub mod index;
mod near;
pub mod pack;
pub mod query;
pub mod rank;
pub mod said;
pub mod stem;

pub use excerpt::{Excerpt, excerpt, marked};
pub use index::Index;
pub use query::Query;
pub use rank::{Answer, Hit, answer};

/// Everything that can be found, and what is known of words beside it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Collection {
    /// The pages, in order of their addresses.
    pub pages: Vec<Page>,
    /// What is known of words.
    pub words: Words,
    /// What is shown before all hits, for what people ask when something has happened.
    pub best: Vec<BestBet>,
}

/// A page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// Its address, without the path that the site stands under.
    pub address: String,
    /// Its title.
    pub title: String,
    /// Its title in menus.
    pub short: String,
    /// Its lead.
    pub lead: String,
    /// How much its hits count, in per cent.
    pub weight: u8,
    /// Its text, by headings. What stands before the first heading has neither heading nor anchor.
    pub sections: Vec<Section>,
}

/// A part of a page that a link can lead to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// Its anchor; empty for the page itself.
    pub anchor: String,
    /// Its heading; empty for the page itself.
    pub heading: String,
    /// Its text, a paragraph a line.
    pub text: String,
}

/// What is known of words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// Words that carry no meaning alone.
    pub stop: Vec<String>,
    /// Groups of forms that no rule brings together; the first is the word itself.
    pub irregular: Vec<Vec<String>>,
    /// What people say, and the words that the guide has for it.
    pub synonyms: Vec<(String, String)>,
    /// Pairs of beginnings of words: a sentence that has both is not shown alone.
    pub withheld: Vec<(String, String)>,
}

/// What is shown before all hits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BestBet {
    /// What is asked: all the words of one of these must stand in the query.
    pub asked: Vec<String>,
    /// The address of the page, and perhaps of a section.
    pub address: String,
    /// What the link says.
    pub title: String,
    /// One sentence.
    pub text: String,
}
