//! What may stand in `tabeller.toml`: thresholds, classes and tables.
//!
//! Contract: as [`super`].

use super::{ID, NAME, one_of, sentences};
use crate::concern::schema::names::{MOST, NAMED_CLASSES};
use crate::concern::table::Table;
use crate::shape::{Case, Key, Kind, Shape, When, count, key, lines, table, tables, text};

pub(super) const LIMITS: Shape = Shape::new(
    "graenser",
    "Tærsklerne mellem svar og klasser.",
    &[
        count("omraader_tydelig", 0, 16, "Tegn på samme akse i så mange områder regnes som tydelige.").like("3"),
        key("bredde", Kind::Pair, "Så mange områder med tydelige tegn er »to« og »tre«."),
        key("belastning", Kind::Pair, "Så mange belastninger er »en« og »flere«."),
        key("ressourcer", Kind::Pair, "Så mange ressourcer er »nogle« og »stærke«."),
        count("ukendt_hver", 0, 16, "Er mere end hvert så mange tegn ukendt, siger niveauet for lidt.").like("3"),
    ],
);

pub(super) const CLASS: Shape = Shape::new(
    "klasse",
    "En klasse og dens værdier.",
    &[
        one_of(|| NAMED_CLASSES.map(|(class, _)| class.key()).to_vec()),
        NAME,
        tables("vaerdi", &VALUE, "En værdi, bedste først.").items(0, MOST).must(),
    ],
);

const VALUE: Shape =
    Shape::new("vaerdi", "En værdi af en klasse.", &[ID, NAME, text("tekst", "Hvornår den gælder.").free()]);

pub(super) const TABLE: Shape = Shape::new(
    "tabel",
    "En regel som en tabel: den række, der passer på svarene, gælder.",
    &[
        one_of(|| Table::IDS.to_vec()),
        text("titel", "Tabellens overskrift."),
        text("forklaring", "Hvad tabellen siger, i få ord."),
        tables("raekke", &ROW, "En række: hvornår den gælder, og hvad den giver.").must(),
    ],
)
.cases(&[
    Case::needs(&[When::IsNot("id", WORDS_ONLY)], &["giver"]).within("raekke"),
    Case::never(&[When::Is("id", WORDS_ONLY)], &["giver"], "").within("raekke"),
]);

/// The tables that give sentences and no value.
const WORDS_ONLY: &[&str] = &["vej"];

const ROW: Shape = Shape::new(
    "raekke",
    "En række i en tabel.",
    &[
        table("naar", &CONDITIONS, "Hvornår rækken gælder; en klasse, der ikke står her, kan være hvad som helst."),
        text("giver", "Den værdi, rækken giver.").like("\"middel\"").free(),
        text("tekst", "Hvorfor, i ord til læseren."),
        sentences("saetninger", "Hvad der siges til læseren."),
        text("opfoelgning", "Hvornår der skal ses på det igen.").like("\"4 uger\"").free(),
    ],
);

const fn condition(name: &'static str) -> Key {
    lines(name, "De værdier af klassen, rækken gælder for.").like("[\"let\"]")
}

/// The classes that a table may ask.
const CONDITIONS: Shape = Shape::new(
    "naar",
    "For hver klasse de værdier, rækken gælder for.",
    &[
        condition("varighed"),
        condition("retning"),
        condition("bredde"),
        condition("forloeb"),
        condition("belastning"),
        condition("barn"),
        condition("omsorg"),
        condition("billede"),
        condition("vaegt"),
        condition("proevet"),
        condition("foraeldre"),
        condition("trin"),
        condition("ressourcer"),
    ],
);

#[cfg(test)]
mod tests {
    use super::{CONDITIONS, WORDS_ONLY};
    use crate::concern::table::Table;

    #[test]
    fn tables_ask_and_give_what_the_shapes_say() {
        let keys: Vec<&str> = CONDITIONS.keys.iter().map(|key| key.name).collect();
        let asked = Table::SHAPES.iter().flat_map(|(inputs, _)| inputs.iter()).map(|class| class.key());
        let asked: Vec<&str> = asked.collect();
        assert!(asked.iter().all(|key| keys.contains(key)), "{asked:?}");
        assert!(keys.iter().all(|key| asked.contains(key)), "{keys:?}");
        let silent = Table::IDS.into_iter().zip(Table::SHAPES).filter(|(_, (_, output))| output.is_none());
        assert_eq!(silent.map(|(id, _)| id).collect::<Vec<_>>(), WORDS_ONLY);
    }
}
