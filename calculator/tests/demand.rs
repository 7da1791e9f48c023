//! Joint demand: files that are read back, files that are not, and what many of them come to.

#![expect(clippy::unwrap_used, reason = "helpers of tests: a panic is a failed test")]

use calculator::demand::{
    Agreement, FileError, House, Motive, Need, Reason, Reply, ReplyError, Wish, merge, open_row, open_total, read,
    write,
};
use calculator::export::{Block, demand_csv, demand_note, remarks, reply_note};
use calculator::{
    Amount, Catalogue, Listing, Quantity, Range, RateTable, Reference, Service, ServiceId, Status, Subject, Unit, text,
};
use proptest::prelude::*;
use proptest::sample::select;

fn subject(id: &str) -> Subject {
    Subject::Service(ServiceId::parse(id).unwrap())
}

fn yes(id: &str, low: u16, likely: u16, high: u16) -> Wish {
    let quantity = |count| Quantity::new(count).unwrap();
    let count = Range::new(quantity(low), quantity(likely), quantity(high)).unwrap();
    Wish { subject: subject(id), need: Need::Yes(Some(count)) }
}

fn reply(municipality: &str, unit: &str, wishes: Vec<Wish>) -> Reply {
    Reply::new(municipality, unit, wishes, [None; 5], "").unwrap()
}

fn catalogue(ids: &[&str]) -> Catalogue {
    let service = |id: &&str| Service {
        id: ServiceId::parse(id).unwrap(),
        name: id.to_uppercase(),
        audience: "barnet".into(),
        short: "En ydelse.".into(),
        unit: Unit::Course,
        listing: Listing::Catalogue,
        sessions: None,
        rates: RateTable::empty(),
        reference: Reference { source_id: "boernehus-midt-2022".into(), place: "bilag 1".into() },
        page: "/".into(),
    };
    Catalogue::new(ids.iter().map(service).collect()).unwrap()
}

fn file(name: &str, reply: &Reply) -> (String, Result<Reply, FileError>) {
    (name.to_owned(), read(&write(reply)))
}

/// facts `undersoegelse_spm2` and `_spm3`, first rows: 9 yes and 7 no to trauma treatment of 16 answers; 11, 5, 1, 0 of 17.
#[test]
fn the_first_rows_of_the_survey_of_2022() {
    let files: Vec<_> = (0..17)
        .map(|index| {
            let wishes = match index {
                0..9 => vec![yes("tf-cbt", 1, 2, 5)],
                9..16 => vec![Wish { subject: subject("tf-cbt"), need: Need::No }],
                _ => vec![],
            };
            let beyond = match index {
                0..11 => Agreement::Fully,
                11..16 => Agreement::Agree,
                _ => Agreement::Disagree,
            };
            let motives = [Some(beyond), None, None, None, None];
            let reply = Reply::new(&format!("Kommune {index}"), "", wishes, motives, "").unwrap();
            file(&format!("svar-{index}.json"), &reply)
        })
        .collect();
    let price = Range::exact(Amount::parse("28.000").unwrap());
    let merged = merge(files, &catalogue(&["tf-cbt", "supervision"]), &[(subject("tf-cbt"), price)]);
    let row = &merged.rows[0];
    assert_eq!((row.n(), row.yes, row.no, row.missing), (16, 9, 7, 1));
    assert_eq!((row.units.low(), row.units.likely(), row.units.high()), (9, 18, 45));
    assert_eq!(text::amount_range(&row.cost.unwrap()), "504.000 kr. (252.000–1.260.000 kr.)");
    assert_eq!(merged.cost, row.cost);
    assert_eq!((merged.rows[1].n(), merged.rows[1].missing), (0, 17));
    assert_eq!(merged.motives[0], [11, 5, 1, 0]);
    assert!(merged.left_out.is_empty() && merged.notes.is_empty(), "{:?}", merged.notes);
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_others_count() {
    let good = reply("Odder Kommune", "", vec![yes("tf-cbt", 1, 1, 1)]);
    let whole = write(&good);
    let files = [
        ("god.json", whole.clone()),
        ("tom.json", "\u{feff} \n".to_owned()),
        ("klippet.json", whole[..whole.len() / 2].to_owned()),
        ("billede.png", "\u{89}PNG".to_owned()),
        ("andet.json", r#"{"navn": "noget andet"}"#.to_owned()),
        ("ny.json", whole.replace(r#""version":"1""#, r#""version":"7""#)),
        ("tal.json", whole.replace(r#""antal":"1""#, r#""antal":"mange""#)),
        ("uorden.json", whole.replace(r#""lavt":"1""#, r#""lavt":"4""#)),
        ("uden.json", whole.replace("Odder Kommune", " ")),
        ("igen.json", whole.clone()),
        ("uenig.json", whole.replace(r#""hoejt":"1""#, r#""hoejt":"3""#).replace("Odder Kommune", "odder")),
    ];
    let count = files.len();
    let read = files.map(|(name, text)| (name.to_owned(), read(&text)));
    let merged = merge(read.to_vec(), &catalogue(&["tf-cbt"]), &[]);
    assert_eq!(merged.counted, [("Odder Kommune".to_owned(), String::new())]);
    assert_eq!(merged.left_out.len() + merged.counted.len(), count);
    let told: Vec<String> = merged.left_out.iter().map(text::left_out_file).collect();
    for (said, part) in told.iter().zip([
        "tom.json: Filen er tom.",
        "klippet.json: Filen er beskadiget",
        "billede.png: Filen er ikke gemt her",
        "andet.json: Filen er ikke gemt her",
        "ny.json: Filen er gemt med en nyere udgave",
        "tal.json: Filen mangler et svar eller har et, der ikke kan læses (ved ydelser 1, antal)",
        "uorden.json: Filen mangler et svar eller har et, der ikke kan læses (ved ydelser 1, antal)",
        "uden.json: Skriv, hvilken kommune",
        "igen.json: Samme kommune og enhed som i god.json, som tæller. De siger det samme.",
        "uenig.json: Samme kommune og enhed som i god.json, som tæller. De siger ikke det samme",
    ]) {
        assert!(said.starts_with(part), "{said}");
    }
    assert!(matches!(&merged.left_out[8].reason, Reason::Twice { same: true, .. }));
}

/// Aarhus answered with two centres (facts `undersoegelse_spm1`): both count, and it is told.
#[test]
fn an_answer_with_what_looks_like_a_cpr_number_is_refused_wherever_it_stands() {
    let cpr = "Barnet 010203-1234";
    let own = Wish { subject: Subject::Own(cpr.into()), need: Need::Yes(None) };
    for refused in [
        Reply::new(cpr, "", vec![], [None; 5], ""),
        Reply::new("Odder", cpr, vec![], [None; 5], ""),
        Reply::new("Odder", "", vec![own], [None; 5], ""),
        Reply::new("Odder", "", vec![], [None; 5], cpr),
    ] {
        assert_eq!(refused, Err(ReplyError::Cpr));
    }
    let sound = write(&reply("Odder", "", vec![]));
    let damaged = sound.replace("\"bemaerkning\":\"\"", &format!("\"bemaerkning\":\"{cpr}\""));
    assert_ne!(sound, damaged);
    assert_eq!(read(&damaged), Err(FileError::Refused(ReplyError::Cpr)));
}

#[test]
fn two_departments_of_one_municipality_both_count() {
    let one = reply("Aarhus Kommune", "Ungecentret", vec![yes("tf-cbt", 2, 2, 2)]);
    let other = reply("Aarhus", "Familiecentret", vec![yes("tf-cbt", 3, 3, 3)]);
    let merged = merge(vec![file("a", &one), file("b", &other)], &catalogue(&["tf-cbt"]), &[]);
    assert_eq!((merged.counted.len(), merged.rows[0].units), (2, Range::exact(5)));
    assert_eq!(merged.notes.len(), 1);
    assert!(merged.notes[0].contains("flere svar fra Aarhus"));
    assert_eq!(merged.cost, None);
}

/// Norddjurs and Odder had not answered in 2022 (facts `undersoegelse_spm1`).
#[test]
fn who_has_not_answered_is_named() {
    let municipalities = ["Odder", "Ærø", "Norddjurs"].map(str::to_owned).to_vec();
    let house = House { name: "Børnehus Midt".into(), municipalities, status: Status::Unconfirmed };
    let files = ["ÆRØ KOMMUNE", "Skagen"].map(|name| file(name, &reply(name, "", vec![yes("tf-cbt", 1, 1, 1)])));
    let merged = merge(files.to_vec(), &catalogue(&["tf-cbt"]), &[]);
    assert_eq!(merged.missing(&house), ["Odder", "Norddjurs"]);
    assert_eq!(merged.strangers(&house), ["Skagen"]);
    let said = remarks(&merged, Some(&house));
    assert_eq!(
        said,
        [
            "Børnehus Midt mangler svar fra 2 kommuner: Odder, Norddjurs. Listen over husets kommuner er ubekræftet.",
            "Står ikke på listen over kommuner i Børnehus Midt, men tæller med: Skagen.",
        ]
    );
    assert!(remarks(&merged, None).is_empty());
}

#[test]
fn an_answer_as_a_note_says_what_was_answered() {
    let wishes = vec![yes("tf-cbt", 1, 2, 5), Wish { subject: subject("supervision"), need: Need::No }];
    let motives = [Some(Agreement::Agree), None, None, None, None];
    let reply = Reply::new("Odder Kommune", "Familieafdelingen", wishes, motives, "Gerne fra august.").unwrap();
    let note = reply_note(&reply, &catalogue(&["tf-cbt", "supervision"])).to_text();
    for part in [
        "Odder Kommune, Familieafdelingen",
        "TF-CBT\tJa\t2 (1–5)",
        "SUPERVISION\tNej\t",
        "Børnehuset kan noget, kommunen ikke selv har\tEnig",
        "Bemærkning: Gerne fra august.",
    ] {
        assert!(note.contains(part), "{part} is not in\n{note}");
    }
}

#[test]
fn more_than_the_survey_named_is_accepted_with_a_warning() {
    let reply = reply("Odder", "", vec![yes("tf-cbt", 3, 5, 5), yes("supervision", 5, 6, 40)]);
    let warned = reply.warnings(&catalogue(&["tf-cbt", "supervision"]));
    assert_eq!(warned.len(), 1);
    assert!(warned[0].starts_with("SUPERVISION: I har skrevet flere end fem"));
    let twice = Reply::new("Odder", "", vec![yes("a", 1, 1, 1), yes("a", 2, 2, 2)], [None; 5], "");
    assert_eq!(twice, Err(ReplyError::Twice { wish: 1 }));
}

/// An amount as the tables write it, in øre.
fn ore(written: &str) -> Option<i64> {
    let (crowns, ore) = written.split_once(',')?;
    Some(crowns.parse::<i64>().ok()? * 100 + ore.parse::<i64>().ok()?)
}

fn replies() -> impl Strategy<Value = Reply> {
    let count = (0u16..2_000, 0u16..2_000, 0u16..2_000).prop_map(|(low, a, b)| {
        let quantity = |count| Quantity::new(count).unwrap();
        Range::new(quantity(low), quantity(low + a), quantity(low + a + b)).unwrap()
    });
    let need = prop_oneof![Just(Need::No), prop::option::of(count).prop_map(Need::Yes)];
    let subject = prop_oneof![
        "[a-z]{1,3}".prop_map(|id| Subject::Service(ServiceId::parse(&id).unwrap())),
        "\\PC{0,9}".prop_map(Subject::Own),
    ];
    let wishes = prop::collection::vec((subject, need).prop_map(|(subject, need)| Wish { subject, need }), 0..6);
    let motives = prop::array::uniform5(prop::option::of(select(Agreement::ALL.to_vec())));
    ("[A-ZÆØÅ][a-zæøå]{1,5}( Kommune)?", "\\PC{0,9}", wishes, motives, ".{0,20}").prop_filter_map(
        "a service comes twice",
        |(municipality, unit, wishes, motives, comment)| {
            Reply::new(&municipality, &unit, wishes, motives, &comment).ok()
        },
    )
}

proptest! {
    #[test]
    fn what_is_written_is_read_back_the_same(reply in replies()) {
        prop_assert_eq!(read(&write(&reply)), Ok(reply));
    }

    #[test]
    fn no_file_panics(text in "\\PC{0,60}|[\\[\\]{}\",:\\\\u0-9a-f ]{0,40}") {
        if let Err(error) = read(&text) {
            prop_assert!(error.to_string().ends_with('.'));
        }
    }

    #[test]
    fn no_damage_panics(reply in replies(), at in any::<prop::sample::Index>(), sign in "[\"\\\\{}\\[\\],:a0\u{0}æ]|") {
        let whole = write(&reply);
        let places: Vec<usize> = whole.char_indices().map(|(place, _)| place).collect();
        let place = places[at.index(places.len())];
        let sign_there = whole[place..].chars().next().map_or(0, char::len_utf8);
        let rest = &whole[place + sign_there..];
        let damaged = [&whole[..place], &sign, rest].concat();
        match read(&damaged) {
            Ok(other) => prop_assert_eq!(read(&write(&other)), Ok(other)),
            Err(error) => prop_assert!(error.to_string().ends_with('.')),
        }
    }

    #[test]
    fn every_file_is_counted_or_left_out_and_every_answer_is_in_a_row(
        replies in prop::collection::vec(replies(), 0..12), price in 0i64..10_000_000,
    ) {
        let files: Vec<_> = replies.iter().enumerate().map(|(index, reply)| file(&index.to_string(), reply)).collect();
        let price = Range::exact(Amount::from_ore(price).unwrap());
        let prices: Vec<_> = replies.iter().flat_map(Reply::wishes).map(|wish| (wish.subject.clone(), price)).collect();
        let merged = merge(files, &catalogue(&["tf-cbt"]), &prices);
        prop_assert_eq!(merged.counted.len() + merged.left_out.len(), replies.len());
        for row in &merged.rows {
            prop_assert_eq!(row.n() + row.missing, merged.counted.len());
            prop_assert!(row.units.low() <= row.units.likely() && row.units.likely() <= row.units.high());
        }
        let sum: i64 = merged.rows.iter().filter_map(|row| row.cost).map(|cost| cost.likely().ore()).sum();
        prop_assert_eq!(merged.cost.map_or(0, |cost| cost.likely().ore()), sum);
        // So does the table for Excel, by its own rows: services, a blank row, the total.
        let csv = demand_csv(&merged, &catalogue(&["tf-cbt"]), None);
        let likely = |row: &str| ore(row.rsplit(';').nth(1)?);
        let mut blocks = csv.split("\r\n\r\n");
        let (services, total) = (blocks.nth(1).unwrap_or_default(), blocks.next().unwrap_or_default());
        prop_assert_eq!(services.lines().filter_map(likely).sum::<i64>(), sum, "{}", csv);
        if merged.cost.is_some() {
            prop_assert_eq!(likely(total), Some(sum), "{}", csv);
        }
        // And the rows of the note, each cost with how it came about.
        let note = demand_note(&merged, &catalogue(&["tf-cbt"]), None);
        let Some(Block::Table(table)) = note.blocks.get(1) else { panic!("{note:?}") };
        let costs = merged.rows.iter().filter_map(|row| Some((row, row.cost?)));
        let shown = table.rows.iter().take(merged.rows.len()).filter_map(|row| row.last());
        let shown: Vec<_> = shown.filter(|cost| *cost != "–").cloned().collect();
        prop_assert_eq!(shown, costs.clone().map(|(_, cost)| text::amount_range(&cost)).collect::<Vec<_>>());
        prop_assert_eq!(table.rows.len() - merged.rows.len(), usize::from(merged.cost.is_some()));
        for (row, cost) in costs {
            let opened = open_row(row, &catalogue(&["tf-cbt"])).unwrap();
            prop_assert!(opened.formula.ends_with(&[" = ", &text::amount(cost.likely())].concat()));
            prop_assert_eq!(opened.basis.len(), 2);
        }
        let opened = open_total(&merged, &catalogue(&["tf-cbt"]));
        prop_assert_eq!(opened.is_some(), merged.cost.is_some());
        for (motive, row) in Motive::ALL.iter().zip(merged.motives) {
            let answers = replies.iter().filter(|reply| reply.motive(*motive).is_some()).count();
            prop_assert!(row.iter().sum::<usize>() <= answers);
        }
    }
}
