//! What the search finds on the real site: the trials that are shown, every word by itself, and words with a slip in them.

use calculator::search::{Index, Query, answer, fold, pack};
use std::fs;
use std::sync::LazyLock;
use tests::dist::{files, pages, select, words};
use tests::prepare::prepared;

/// How many trials there are at least.
const TRIALS: usize = 91;
/// Of the words of the guide, each so many-th is tried.
const STEP: usize = 9;

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let dist = &prepared().dist;
    let file = files(dist).into_iter().find(|path| path.ends_with(".idx")).expect("the file of the search");
    let collection = pack::decode(&fs::read(dist.join(file)).unwrap()).expect("a sound file");
    Index::new(collection)
});

#[test]
fn all_trials_find_what_they_must() {
    let page = pages(&prepared().dist).into_iter().find(|page| page.address == "/om/soegning/");
    let html = page.expect("the page of the trials").html();
    let rows: Vec<Vec<String>> =
        select(&html, "table.trials tbody tr").map(|row| row.child_elements().map(words).collect()).collect();
    assert!(rows.len() >= TRIALS, "only {} trials", rows.len());
    let failed: Vec<_> = rows.iter().filter(|row| !row[3].starts_with("Ja:")).collect();
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn every_word_is_found_by_itself() {
    let mut tried = 0;
    for word in INDEX.vocabulary().step_by(STEP) {
        let answer = answer(&INDEX, &Query::new(&INDEX, word, false), 5);
        assert!(!answer.hits.is_empty(), "»{word}« stands in the guide and is not found");
        tried += 1;
    }
    assert!(tried > 300, "only {tried} words");
}

#[test]
fn a_word_with_one_letter_left_out_is_found() {
    let mut tried = 0;
    let long = INDEX.vocabulary().filter(|word| fold::fold(word).len() >= 5 && word.chars().all(char::is_alphabetic));
    for (at, word) in long.enumerate().step_by(STEP) {
        let letters: Vec<char> = word.chars().collect();
        let gone = 1 + at % (letters.len() - 2);
        let slip: String = letters.iter().enumerate().filter(|(at, _)| *at != gone).map(|(_, c)| c).collect();
        // Where what is left is read as another letter (`aa`), more than one is gone.
        if fold::fold(&slip).len() + 1 != fold::fold(word).len() {
            continue;
        }
        let answer = answer(&INDEX, &Query::new(&INDEX, &slip, false), 5);
        assert!(!answer.hits.is_empty(), "»{word}« is not found as »{slip}«");
        tried += 1;
    }
    assert!(tried > 300, "only {tried} words");
}

#[test]
fn no_excerpt_invites_to_a_talk_with_parents_without_its_condition() {
    let withheld = &INDEX.collection.words.withheld;
    assert!(!withheld.is_empty());
    for typed in ["tale med forældrene", "samtale med forældre", "barn slået tal med forældre", "spørg hjemmet"] {
        let query = Query::new(&INDEX, typed, true);
        for hit in answer(&INDEX, &query, 30).hits {
            let shown: String = calculator::search::excerpt(&INDEX, &query, hit.place)
                .pieces
                .into_iter()
                .map(|(_, text)| text)
                .collect();
            let keys: Vec<String> = fold::words(&shown).iter().map(|word| fold::fold(&word.form)).collect();
            let has = |start: &str| keys.iter().any(|key| key.starts_with(&fold::fold(start)));
            let told = withheld.iter().find(|(one, other)| has(one) && has(other));
            assert!(told.is_none(), "{typed}: {shown}");
        }
    }
}
