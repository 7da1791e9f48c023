//! What papers come to: pieces, deadlines, demands, the page and back, and the Word file.

use super::*;
use crate::word::{self, Document, Properties};
use jiff::civil::date;
use proptest::prelude::*;

fn field(id: &str, kind: Kind) -> Field {
    Field { id: id.to_owned(), kind, label: ["Felt ", id].concat(), ..Field::default() }
}

fn paper() -> Paper {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let own = Section {
        title: "Kun til dig".to_owned(),
        private: true,
        fields: vec![field("tjek", Kind::Tick)],
        ..Section::default()
    };
    let rows =
        Field {
            words: words(&["Hvad", "Hvem"]), first: words(&["Forældre"]), rows: 2, ..field("aftaler", Kind::Rows)
        };
    let first = Section {
        title: "Mødet".to_owned(),
        text: "Læs først.".to_owned(),
        points: words(&["Et", "To"]),
        fields: vec![
            field("dato", Kind::Date),
            Field { days: 14, of: "dato".to_owned(), ..field("frist", Kind::Before) },
            field("formaal", Kind::Long),
            Field { words: words(&["Ja", "Nej"]), ..field("valg", Kind::Choice) },
            rows,
        ],
        ..Section::default()
    };
    let second = Section {
        title: "Holder det?".to_owned(),
        under: true,
        fields: vec![
            field("svar", Kind::Line),
            Field { of: "svar".to_owned(), ..field("s", Kind::Demand) },
            Field { of: "dato".to_owned(), ..field("t", Kind::Demand) },
        ],
        ..Section::default()
    };
    let texts = ["prøve", "Prøve & <b>", "hoved", "slut", "/prøve/"].map(str::to_owned);
    let [id, title, head, closing, href] = texts;
    Paper { id, title, head, closing, href, sections: vec![own, first, second] }
}

fn filled(values: &[(&str, &str)]) -> Saved {
    let mut saved = Saved::default();
    values.iter().for_each(|(key, value)| saved.put(key, value));
    saved
}

#[test]
fn for_the_pen_everything_has_room() {
    let pieces = pieces(&paper(), None);
    assert_eq!(pieces[0], Piece::Heading(2, "Kun til dig".to_owned()));
    assert!(pieces.contains(&Piece::Ticks(vec![("Felt tjek".to_owned(), false)])));
    assert!(pieces.contains(&Piece::Numbered(vec!["Et".to_owned(), "To".to_owned()])));
    let lines = [("Felt dato", ""), ("Felt frist", "")].map(|(label, value)| (label.to_owned(), value.to_owned()));
    assert!(pieces.contains(&Piece::Lines(lines.to_vec())));
    assert!(pieces.contains(&Piece::Ticks(vec![("Ja".to_owned(), false), ("Nej".to_owned(), false)])));
    let table = pieces.iter().find_map(|piece| if let Piece::Table(_, rows) = piece { Some(rows) } else { None });
    assert_eq!(table.unwrap(), &[["Forældre", ""], ["", ""]]);
}

#[test]
fn what_was_typed_stands_in_its_place_and_the_rest_keeps_its_line() {
    let values = filled(&[
        ("dato", "22-11-2026"),
        ("valg", "Nej"),
        ("aftaler-1-1", "Ring"),
        ("aftaler-3-2", "Læreren"),
        ("tjek", YES),
    ]);
    let pieces = pieces(&paper(), Some(&values));
    assert!(
        !pieces.contains(&Piece::Heading(2, "Kun til dig".to_owned())),
        "what is for oneself alone is not given away"
    );
    let said = "søndag den 8. november 2026. Dagen er en søndag. Datoen er ikke flyttet. Sidste hverdag før er fredag den 6. november 2026.";
    let lines =
        [("Felt dato", "22-11-2026"), ("Felt frist", said)].map(|(label, value)| (label.to_owned(), value.to_owned()));
    assert!(pieces.contains(&Piece::Lines(lines.to_vec())), "{pieces:?}");
    assert!(pieces.contains(&Piece::Long("Felt formaal".to_owned(), String::new())));
    assert!(pieces.contains(&Piece::Lines(vec![("Felt valg".to_owned(), "Nej".to_owned())])));
    let table = pieces.iter().find_map(|piece| if let Piece::Table(_, rows) = piece { Some(rows) } else { None });
    assert_eq!(table.unwrap(), &[["Ring", ""], ["", "Læreren"]], "rows without a word are left out");
}

#[test]
fn a_deadline_is_counted_back_over_months_and_years() {
    let field = Field { days: 14, of: "dato".to_owned(), ..field("frist", Kind::Before) };
    for (meeting, due_on) in [
        ("10-03-2028", "fredag den 25. februar 2028"),
        ("14-03-2028", "tirsdag den 29. februar 2028"),
        ("08-01-2027", "fredag den 25. december 2026"),
        ("15-01-2027", "fredag den 1. januar 2027"),
        ("03-12-2026", "torsdag den 19. november 2026"),
    ] {
        let said = due(&field, &filled(&[("dato", meeting)])).unwrap();
        assert!(said.starts_with(due_on), "{meeting}: {said}");
    }
    assert!(
        due(&field, &filled(&[("dato", "08-01-2027")])).unwrap().contains("juledag"),
        "a closed day is said to be one"
    );
    for unread in ["", "31-02-2026", "i morgen"] {
        assert_eq!(due(&field, &filled(&[("dato", unread)])), None, "{unread}");
    }
}

#[test]
fn each_demand_is_judged_by_itself_and_by_what_it_rests_on() {
    let judge = |values: &[(&str, &str)]| judged(&paper(), &filled(values));
    assert_eq!(judge(&[("svar", "x")]), None, "nothing is said before anything is answered");
    let (all, said) = judge(&[("s", YES)]).unwrap();
    assert!(!all);
    assert_eq!(said[0], "Målet holder ikke endnu: 0 af 2 krav.");
    assert_eq!(said[1], "Felt s: Svaret er ja, men »Felt svar« er ikke udfyldt.");
    assert_eq!(said[2], "Felt t: Ikke set på endnu.");
    let (all, said) = judge(&[("s", "nej"), ("t", "ved-ikke")]).unwrap();
    assert!(
        !all && said[1].ends_with("Skriv målet om, til svaret er ja.") && said[2].contains("Find ud af det"),
        "{said:?}"
    );
    // A day that cannot be read is no day.
    let (all, said) = judge(&[("s", YES), ("svar", "x"), ("t", YES), ("dato", "snart")]).unwrap();
    assert!(!all && said[0] == "Målet holder ikke endnu: 1 af 2 krav.", "{said:?}");
    let (all, said) = judge(&[("s", YES), ("svar", "x"), ("t", YES), ("dato", "1-6-2027")]).unwrap();
    assert!(all && said == ["Alle krav holder."], "{said:?}");
}

#[test]
fn a_page_carries_papers_and_nothing_else_is_read() {
    let papers = Papers { creator: "Guiden".to_owned(), all: vec![paper(), Paper::default()] };
    let json = to_json(&papers);
    assert_eq!(read(&json), Some(papers));
    for broken in ["", "[]", "{}", &json[..json.len() / 2], &json.replace("Mødet", "Mødte")] {
        assert_eq!(read(broken), None, "{broken}");
    }
}

proptest! {
    /// Whatever is typed: what looks like a CPR number is on no paper, and the Word file is made without a panic.
    #[test]
    fn no_cpr_number_is_on_a_paper(before in "\\PC{0,12}", after in "\\PC{0,12}", at in 0..3_usize) {
        let text = format!("{before} 010203-1234 {after}");
        let key = ["svar", "formaal", "aftaler-1-1"][at];
        let pieces = pieces(&paper(), Some(&filled(&[(key, &text)])));
        let shown = format!("{pieces:?}");
        prop_assert!(!shown.contains("010203-1234"), "{shown}");
    }

    /// Any text stands in the file as it was typed, without the signs that XML cannot hold.
    #[test]
    fn any_text_goes_into_a_word_file(text in "\\PC{0,40}") {
        let values = filled(&[("formaal", &text)]);
        let pieces = pieces(&paper(), Some(&values));
        let properties = Properties { title: "Prøve & <b>", subject: "", creator: "Guiden", day: date(2026, 11, 22) };
        let bytes = word::file(&Document { properties, head: "hoved", pieces: &pieces, closing: "slut" });
        let found = String::from_utf8_lossy(&bytes).into_owned();
        let typed = typed(&values, "formaal");
        for part in typed.split(['\n', '\t']) {
            prop_assert!(found.contains(&word::escaped(part)), "{typed}");
        }
        prop_assert!(found.contains("Prøve &amp; &lt;b&gt;"));
    }
}
