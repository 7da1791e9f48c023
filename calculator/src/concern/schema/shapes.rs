//! What may stand in `content/linealen`, as data: the readers beside this work from it, and so does the schema for editors.
//!
//! Contract: as [`crate::shape`]. All files of the folder together are one table, [`MODEL`]; the keys that they must have
//! together stand in one file each. Ids of other entries are texts here: whether they exist, the readers say.

mod tables;

use self::tables::{CLASS, LIMITS, TABLE};
use super::TEXTS;
use super::names::{MOST, PLAIN, SETS, STRENGTHS};
use crate::concern::answers::NoteKind;
use crate::concern::model::{Axis, Track};
use crate::concern::sentence::{Contact, Needs};
use crate::shape::{Case, Key, Kind, Shape, When, Words, count, date, flag, key, lines, table, tables, text, word};

/// The files of the folder together.
pub const MODEL: Shape = Shape::new(
    "linealen",
    "Bekymringslinealen. Filerne i content/linealen er ét sæt: hvert navn står i én af dem.",
    &[
        text("version", "Modellens version; sæt den op ved hver ændring.").like("\"0.1\""),
        date("dato", "Versionens dato."),
        tables("aendring", &CHANGE, "Hvad der er ændret i en version, nyeste først."),
        tables("niveau", &LEVEL, "Et af de fem niveauer, lavest først.").items(5, 5).must(),
        tables("spor", &TRACK, "Et spor: hvor bekymringen håndteres.").must(),
        tables("kontakt", &CONTACT, "Et svar på, om I må tale med forældrene.").must(),
        tables("akse", &AXIS, "En af de to sider, et tegn kan handle om.").must(),
        tables("styrke", &STRENGTH, "En af tegnenes tre styrker, lettest først.").items(3, 3).must(),
        tables("alder", &AGE, "En aldersgruppe, yngst først.").items(0, MOST).must(),
        tables("omraade", &AREA, "Et område, tegn handler om.").items(0, MOST).must(),
        tables("svarsaet", &SET, "Et sæt svar, som flere spørgsmål bruger.").must(),
        tables("spoergsmaal", &PLAIN_QUESTION, "Et spørgsmål om forløbet, eller et, der stilles ved niveau 3.").must(),
        tables("fritekst", &NOTE, "Et felt, man selv skriver i.").must(),
        tables("tekst", &TEXT, "En fast tekst.").must(),
        tables("tegn", &SIGN, "Et tegn på, hvordan barnet eller omsorgen har det.").must(),
        tables("belastning", &RISK, "Noget, der gør barnet mere sårbart.").must(),
        tables("ressource", &RESOURCE, "Noget, der taler for barnet.").must(),
        tables("port", &GATE, "Et indledende spørgsmål, der kommer før al afvejning.").must(),
        table("graenser", &LIMITS, "Tærsklerne mellem svar og klasser.").must(),
        tables("klasse", &CLASS, "En klasse, som svarene samles til.").must(),
        tables("tabel", &TABLE, "En regel: hvilke klasser der giver hvad.").must(),
        tables("gennemgang", &REVIEW, "Noget, fagfolk endnu skal tage stilling til.").must(),
        tables("oevelse", &EXERCISE, "En opdigtet historie at øve sig på.").must(),
    ],
);

/// The highest rank of an answer.
const WORST: u32 = 9;

/// The highest level.
const HIGHEST: u32 = 5;

const fn id(about: &'static str) -> Key {
    text("id", about).like("\"proeve\"").pattern("^\\s*[a-z0-9-]+\\s*$")
}

const ID: Key = id("Navnet, som andre poster og gemte vurderinger kender; behold det.");

const fn one_of(words: Words) -> Key {
    word("id", words, "Hvilken det er.")
}

const fn sentences(name: &'static str, about: &'static str) -> Key {
    key(name, Kind::Sentences(&SENTENCE, false), about).free()
}

const LAW: Key = lines("lov", "Navnene i lov.toml på de bestemmelser, det hviler på.").like("[\"barnets-lov-133\"]");

const NAME: Key = text("navn", "Det, læseren ser.");

const EXPLANATION: Key = text("forklaring", "Forklaringen under spørgsmålet.");

const QUESTION: Key = text("tekst", "Det, der spørges om, som en sætning.");

const FROM_AGE: Key = text("alder_fra", "Den yngste aldersgruppe, det stilles ved.").like("\"3-5\"").free();

const UNTIL_AGE: Key = text("alder_til", "Den ældste aldersgruppe, det stilles ved.").like("\"15-17\"").free();

const LOOK_AGAIN: Key =
    lines("ser_paa_igen", "Navnene på de indledende spørgsmål, der skal ses på igen, hvis svaret er ja.");

const SENTENCE: Shape = Shape::new(
    "saetning",
    "En sætning, der kun vises, når det må siges.",
    &[
        text("tekst", "Sætningen."),
        word(
            "kraever_kontakt",
            needs,
            "ja: vises kun, hvor forældrene må kontaktes. aftal-eller-nej: kun hvor de ikke må.",
        )
        .free(),
    ],
);

fn needs() -> Vec<&'static str> {
    [Needs::Contact, Needs::NoContact].into_iter().filter_map(Needs::key).collect()
}

const CHANGE: Shape = Shape::new(
    "aendring",
    "Hvad der er ændret i en version.",
    &[
        text("version", "Versionen.").like("\"0.1\""),
        date("dato", "Versionens dato."),
        text("tekst", "Hvad der er ændret."),
    ],
);

const LEVEL: Shape = Shape::new(
    "niveau",
    "Et af de fem niveauer.",
    &[
        NAME,
        text("linje", "Niveauet i én linje."),
        text("overskrift", "Overskriften over resultatet."),
        word("spor", || vec![Track::Local.key(), Track::Notify.key()], "Det spor, niveauet hører til."),
        sentences("foerste", "De første ord til den, der har svaret."),
        sentences("nu", "Hvad man gør nu."),
        sentences("med", "Hvem man gør det med."),
        tables("frist", &DEADLINE, "En frist, og den bestemmelse, den følger af."),
        key("foraeldre", Kind::Sentences(&SENTENCE, true), "Hvad der gælder om forældrene; hver med sin betingelse.")
            .free(),
        sentences("skriv", "Hvad man skriver ned."),
        LAW,
    ],
);

const DEADLINE: Shape = Shape::new(
    "frist",
    "En frist.",
    &[
        text("tekst", "Fristen som en sætning."),
        word(
            "kraever_kontakt",
            needs,
            "ja: vises kun, hvor forældrene må kontaktes. aftal-eller-nej: kun hvor de ikke må.",
        )
        .free(),
        LAW,
    ],
);

const fn named(name: &'static str, about: &'static str, keys: &'static [Key]) -> Shape {
    Shape::new(name, about, keys)
}

const SENTENCES: Key = sentences("saetninger", "Sætningerne.");

const TRACK: Shape = named("spor", "Et spor.", &[one_of(|| Track::ALL.map(Track::key).to_vec()), NAME, SENTENCES]);

const CONTACT: Shape = named(
    "kontakt",
    "Et svar på, om I må tale med forældrene.",
    &[one_of(|| Contact::ALL.map(Contact::key).to_vec()), NAME, SENTENCES],
);

const AXIS: Shape = named("akse", "En akse.", &[one_of(|| Axis::ALL.map(Axis::key).to_vec()), NAME, SENTENCES]);

const NOTE: Shape = named(
    "fritekst",
    "Et felt, man selv skriver i.",
    &[one_of(|| NoteKind::ALL.map(NoteKind::key).to_vec()), NAME, SENTENCES],
);

const TEXT: Shape = named("fast-tekst", "En fast tekst.", &[one_of(|| TEXTS.to_vec()), NAME, SENTENCES]);

const STRENGTH: Shape = Shape::new(
    "styrke",
    "En styrke af tegn.",
    &[
        one_of(|| STRENGTHS.to_vec()),
        NAME,
        text("tekst", "Hvad styrken betyder."),
        count("mindst", 0, HIGHEST, "Det niveau, et sådant tegn mindst giver.").like("2"),
    ],
);

const AGE: Shape = Shape::new("alder", "En aldersgruppe.", &[ID, NAME]);

const AREA: Shape =
    Shape::new("omraade", "Et område, tegn handler om.", &[ID, NAME, text("forklaring", "Hvad området handler om.")]);

const SET: Shape = Shape::new(
    "svarsaet",
    "Et sæt svar.",
    &[one_of(|| SETS.to_vec()), tables("svar", &CHOICE, "Et svar.").items(0, MOST).must()],
);

const RANK: Key = count("rang", 0, WORST, "Hvor alvorligt svaret er; 0 er det bedste.").like("0");

const UNKNOWN: Key = flag("ukendt", "Svaret siger, at man ikke ved det.");

const CHOICE: Shape =
    Shape::new("svar", "Et svar.", &[ID, text("tekst", "Svaret."), EXPLANATION.free(), RANK.free(), UNKNOWN])
        .cases(&[Case::needs(&[When::Off("ukendt")], &["rang"])]);

const PLAIN_QUESTION: Shape = Shape::new(
    "spoergsmaal",
    "Et spørgsmål.",
    &[one_of(|| PLAIN.to_vec()), QUESTION, EXPLANATION, FROM_AGE, UNTIL_AGE],
);

const SIGN: Shape = Shape::new(
    "tegn",
    "Et tegn. Dets styrke er et fagligt valg.",
    &[
        ID,
        text("omraade", "Områdets id.").like("\"udv\""),
        word("akse", || Axis::ALL.map(Axis::key).to_vec(), "Om tegnet handler om barnet eller om omsorgen."),
        word("styrke", || STRENGTHS.to_vec(), "Hvor alvorligt tegnet er."),
        flag("tilstand", "Noget, der er der hele tiden, såsom bolig; kun lette tegn."),
        FROM_AGE,
        UNTIL_AGE,
        LOOK_AGAIN,
        QUESTION,
        EXPLANATION,
        text("forveksl", "Hvad tegnet ikke må forveksles med."),
    ],
);

const RISK: Shape = Shape::new(
    "belastning",
    "Noget, der gør barnet mere sårbart.",
    &[
        ID,
        QUESTION,
        EXPLANATION,
        lines("automatisk", "De aldersgrupper, hvor den er der af sig selv.").like("[\"0-11m\"]"),
        LOOK_AGAIN,
    ],
);

const RESOURCE: Shape = Shape::new(
    "ressource",
    "Noget, der taler for barnet.",
    &[ID, QUESTION, EXPLANATION, flag("baerende", "Den kan bære meget.")],
);

const GATE: Shape = Shape::new(
    "port",
    "Et indledende spørgsmål.",
    &[
        ID,
        NAME,
        text("spoergsmaal", "Spørgsmålet."),
        EXPLANATION,
        FROM_AGE,
        UNTIL_AGE,
        flag("flere", "Der må sættes flere krydser."),
        table("efter", &AFTER, "Spørgsmålet stilles kun efter disse svar på et andet."),
        text("ubesvaret", "Det svar, der tæller, indtil der er svaret; skal være der ved efter.")
            .like("\"ved-ikke\"")
            .free(),
        word("tegn_kontakt", contacts, "Kontakten bliver mindst dette, når et tegn sender hertil.").free(),
        tables("svar", &ANSWER, "Et svar, og hvad det fører til.").items(0, MOST).must(),
    ],
)
.cases(&[Case::needs(&[When::Has("efter")], &["ubesvaret"])]);

fn contacts() -> Vec<&'static str> {
    Contact::ALL.map(Contact::key).to_vec()
}

const AFTER: Shape = Shape::new(
    "efter",
    "De svar, spørgsmålet stilles efter.",
    &[
        text("port", "Id på det spørgsmål, der kommer før.").like("\"overgreb\""),
        lines("svar", "Id på de svar, det stilles efter.").like("[\"ja\"]"),
    ],
);

const ANSWER: Shape = Shape::new(
    "portens-svar",
    "Et svar på et indledende spørgsmål, og hvad det fører til.",
    &[
        ID,
        text("tekst", "Svaret."),
        EXPLANATION.free(),
        RANK,
        UNKNOWN,
        word("spor", || Track::ALL.map(Track::key).to_vec(), "Det spor, svaret sætter.").free(),
        word("kontakt", contacts, "Om forældrene må kontaktes efter svaret.").free(),
        count("gulv", 0, HIGHEST, "Det niveau, svaret mindst giver.").like("3").free(),
        flag("leder", "Det kan gælde ens egen leder; så gås der til en anden."),
        text("ser_paa_igen", "Id på det spørgsmål, der skal ses på igen.").like("\"overgreb\"").free(),
        text("overskrift", "Overskriften over det, der skal gøres.").free(),
        sentences("trin", "Hvad man gør nu, i rækkefølge."),
        sentences("opgaver", "Hvad man også skal huske."),
        LAW,
        text("note", "Hvad der er usikkert.").free(),
        text("grund", "Hvorfor kommunen får det at vide.").free(),
    ],
)
.cases(&[Case::needs(&[When::Has("trin")], &["overskrift"]), Case::needs(&[When::Has("opgaver")], &["overskrift"])]);

const REVIEW: Shape = Shape::new(
    "gennemgang",
    "Noget, fagfolk endnu skal tage stilling til.",
    &[
        ID,
        text("tekst", "Hvad der skal tages stilling til."),
        lines("gaelder", "Id på de spørgsmål, tegn eller tabeller, det handler om."),
    ],
);

/// An exercise.
pub(crate) const EXERCISE: Shape = Shape::new(
    "oevelse",
    "En opdigtet historie at øve sig på. Resultatet regnes ud og står ikke her.",
    &[
        ID,
        text("titel", "Historiens titel."),
        lines("fortaelling", "Historien i afsnit.").items(1, usize::MAX).must(),
        text("alder", "Barnets aldersgruppe.").like("\"3-5\""),
        table("svar", &GIVEN, "Svarene: under hvert svars id de spørgsmål, der har det."),
        word("resten", || vec!["nej"], "nej: alle andre spørgsmål, der kan, er besvaret med nej.").free(),
        table("noter", &NOTES, "Det, der er skrevet i friteksterne."),
        lines("droeft", "Det, I kan tale om bagefter.").items(1, usize::MAX).must(),
    ],
);

const GIVEN: Shape = Shape::by_name("oevelsens-svar", "Under hvert svars id de spørgsmål, der har det.", Kind::Lines);

const fn note(name: &'static str, about: &'static str) -> Key {
    text(name, about).free()
}

/// The free texts of an exercise.
pub(super) const NOTES: Shape = Shape::new(
    "noter",
    "Det, der er skrevet i friteksterne.",
    &[
        note("set", "Det, der er set og hørt."),
        note("barnets-ord", "Barnets egne ord."),
        note("proevet-tekst", "Det, I har prøvet."),
        note("foraeldrenes-syn", "Hvad forældrene siger."),
        note("begrundelse", "Den egne begrundelse."),
    ],
);

#[cfg(test)]
mod tests {
    use super::NOTES;
    use crate::concern::answers::NoteKind;

    #[test]
    fn every_free_text_may_be_in_an_exercise() {
        let keys: Vec<&str> = NOTES.keys.iter().map(|key| key.name).collect();
        assert_eq!(keys, NoteKind::ALL.map(NoteKind::key));
    }
}
