//! The one form of the files that tools save: what was written comes back, whatever is broken is refused, and the files of
//! former days are still read.
//!
//! `gemt/` holds a file of each form, as it was written on its day; none of them is ever written anew.

mod linealen;

use calculator::concern::{self, NoteKind, Own};
use calculator::demand::{self, Agreement, Motive, Need};
use calculator::network::{Map, Person};
use calculator::saved::{self, Refused, Saved};
use calculator::{Subject, wire::json};
use linealen::model;
use proptest::prelude::*;
use proptest::sample::Index;

/// The ruler's file before all tools had one form.
const RULER: &str = include_str!("gemt/linealen-foer.json");
/// An answer's file before that.
const ANSWER: &str = include_str!("gemt/behov-foer.json");
/// A file of a smaller tool; that form has become the form of all.
const DATES: &str = include_str!("gemt/frister.json");

#[test]
fn a_file_of_the_rulers_former_form_is_read() {
    let opened = concern::file::read(RULER, model()).unwrap();
    assert_eq!((opened.saved.version.as_str(), opened.saved.date.as_str()), ("0.1", "1. december 2026"));
    let answers = &opened.answers;
    assert_eq!(answers.own(), Some(Own { level: 4 }));
    assert_eq!(answers.note(NoteKind::Child), "»Jeg går bare rundt.«");
    assert_eq!(answers.age(), model().ages.iter().position(|age| age.id == "6-9"));
    assert_eq!(answers.withdrawn().len(), 1);
    let seen = model().find("ven-udenfor").unwrap();
    assert_eq!(model().choices_of(seen)[answers.choice(seen).unwrap()].id, "ja");
    assert!(concern::file::carried(RULER).is_ok(), "what the paper of a fokusteam needs is in it");
    // Saved anew it is of the form of today.
    let stamp = concern::text::Stamp { date: opened.saved.date.clone() };
    let anew = concern::file::write(model(), answers, &stamp);
    assert!(anew.starts_with("{\"boernehusguiden\":\"linealen\",\"version\":\"1\",\"felter\":{"), "{anew}");
    assert_eq!(concern::file::read(&anew, model()).unwrap().answers, *answers);
}

#[test]
fn an_answer_of_the_former_form_is_read() {
    let reply = demand::read(ANSWER).unwrap();
    assert_eq!((reply.municipality(), reply.unit()), ("Odder Kommune", "Familieafdelingen"));
    assert_eq!(reply.comment(), "Gerne fra august.\nVi ved ikke mere.");
    let needs: Vec<_> = reply.wishes().iter().map(|wish| wish.need).collect();
    assert!(
        matches!(needs.as_slice(), [Need::Yes(Some(_)), Need::No, Need::Yes(None), Need::Yes(Some(_))]),
        "{needs:?}"
    );
    assert_eq!(reply.wishes()[3].subject, Subject::Own("Søskendegruppe".to_owned()));
    assert_eq!(reply.motive(Motive::Beyond), Some(Agreement::Agree));
    let anew = demand::write(&reply);
    assert!(anew.starts_with("{\"boernehusguiden\":\"behov\",\"version\":\"1\",\"felter\":{"), "{anew}");
    assert_eq!(demand::read(&anew), Ok(reply));
}

#[test]
fn a_file_of_a_smaller_tool_is_read_and_written_as_it_was() {
    let saved = saved::read("frister", DATES).unwrap();
    assert_eq!((saved.get("modtaget"), saved.get("klokken")), ("20-11-2026", "15:30"));
    assert_eq!(saved::write("frister", &saved), DATES);
}

/// What a tool says of a text that it cannot open.
fn refusals(text: &str) -> [Option<String>; 3] {
    [
        saved::read("frister", text).err().map(|refused| refused.said().to_owned()),
        concern::file::read(text, model()).err().map(|error| error.to_string()),
        demand::read(text).err().map(|error| error.to_string()),
    ]
}

#[test]
fn all_tools_refuse_the_same_files_in_the_same_words() {
    let later = |tool: &str| format!("{{\"boernehusguiden\":\"{tool}\",\"version\":\"2\",\"felter\":{{}}}}");
    let all = |refused: Refused| [(); 3].map(|()| Some(refused.said().to_owned()));
    for (text, refused) in [
        ("", Refused::Empty),
        ("\u{feff}\r\n", Refused::Empty),
        ("Kære kollega", Refused::NotOurs),
        ("{\"navn\":\"noget andet\"}", Refused::NotOurs),
        (&RULER[..300], Refused::Damaged),
        (&ANSWER[..300], Refused::Damaged),
        (&DATES[..60], Refused::Damaged),
        ("{\"boernehusguiden\":\"papirer\",\"version\":\"1\",\"felter\":{}}", Refused::OtherTool),
        (&" ".repeat(saved::LARGEST + 1), Refused::TooLarge),
    ] {
        assert_eq!(refusals(text), all(refused), "{text:.60}");
    }
    for (at, tool) in ["frister", "linealen", "behov"].into_iter().enumerate() {
        let said = refusals(&later(tool));
        for (other, said) in said.into_iter().enumerate() {
            let refused = if other == at { Refused::Later } else { Refused::OtherTool };
            assert_eq!(said.as_deref(), Some(refused.said()), "{tool}");
        }
    }
}

/// A text with one sign put in the place of another, or cut off there.
fn damaged(whole: &str, at: Index, with: &str, cut: bool) -> String {
    let places: Vec<usize> = whole.char_indices().map(|(place, _)| place).collect();
    let place = places[at.index(places.len())];
    let after =
        if cut { "" } else { whole[place..].char_indices().nth(1).map_or("", |(next, _)| &whole[place + next..]) };
    [&whole[..place], with, after].concat()
}

fn people() -> impl Strategy<Value = Vec<Person>> {
    let person = ("[a-zæøå]{1,8}", 0..3_usize, 0..4_usize, any::<bool>());
    prop::collection::vec(person.prop_map(|(label, ring, area, helps)| Person { label, ring, area, helps }), 0..12)
}

proptest! {
    #[test]
    fn what_is_written_is_read_back_the_same(fields in prop::collection::btree_map("\\PC{0,12}", "[\\PC\n\t\u{0}\u{2028}]{1,40}", 0..20), tool in "[a-z-]{1,16}") {
        let mut kept = Saved::default();
        fields.iter().for_each(|(key, value)| kept.put(key, value));
        let text = saved::write(&tool, &kept);
        prop_assert_eq!(saved::read(&tool, &text), Ok(kept));
        prop_assert_eq!(saved::read(&[&tool, "x"].concat(), &text), Err(Refused::OtherTool));
    }

    #[test]
    fn a_network_map_comes_back(people in people(), centre in "[a-zæøå]{0,8}") {
        let map = Map { centre, people };
        let text = saved::write("netvaerkskort", &map.saved());
        prop_assert_eq!(Map::of(&saved::read("netvaerkskort", &text).unwrap()), map);
    }

    #[test]
    fn no_text_panics_and_every_refusal_is_a_sentence(text in "\\PC{0,60}|[\\[\\]{}\",:\\\\u0-9a-f ]{0,40}") {
        for said in refusals(&text) {
            prop_assert!(said.is_some_and(|said| said.ends_with('.')), "{}", text);
        }
    }

    /// Each of the three is read with a fault in it, by its own tool and by the others.
    #[test]
    fn no_damage_panics(which in 0..3_usize, at in any::<Index>(), with in "[\"\\\\{}\\[\\],:a0\u{0}æ]|", cut in any::<bool>()) {
        let text = damaged([RULER, ANSWER, DATES][which], at, &with, cut);
        for said in refusals(&text).into_iter().flatten() {
            prop_assert!(said.ends_with('.'), "{}", said);
        }
        // What is still read can be written, and is then read as the same.
        if let Ok(kept) = saved::read("frister", &text) {
            prop_assert_eq!(saved::read("frister", &saved::write("frister", &kept)), Ok(kept));
        }
        if json::read(&text).is_err() {
            prop_assert_eq!(refusals(&text).into_iter().flatten().count(), 3, "what is no JSON is no file: {}", text);
        }
    }
}
