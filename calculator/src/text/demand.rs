//! The Danish of joint demand.
//!
//! Contract: as in [`crate::text`]. The statements are our own words for those of the survey.

use crate::demand::{Agreement, DemandRow, FileError, House, LeftOut, Merged, Motive, Reason, ReplyError};
use crate::{Catalogue, Status, Subject};

/// The heading of the note on many answers.
pub const DEMAND_TITLE: &str = "Fælles behov for relaterede ydelser";

/// The heading of the note on one answer.
pub const REPLY_TITLE: &str = "Svar: behov for relaterede ydelser";

/// The caption of the table of services.
pub const DEMAND_TABLE: &str = "Ydelser";

/// The caption of the table of statements.
pub const MOTIVES: &str = "Grunde til at købe";

/// What the column of services is called.
pub const SERVICE: &str = "Ydelse";

/// What the column of statements is called.
pub const STATEMENT: &str = "Udsagn";

/// What the column of answers is called.
pub const ANSWER: &str = "Svar";

/// What the column of numbers a year is called.
pub const A_YEAR: &str = "Antal om året";

/// What the price of one is called.
pub const DEMAND_PRICE: &str = "Pris for én";

/// What a remark is called.
pub const REMARK: &str = "Bemærkning";

/// The service is needed.
pub const YES: &str = "Ja";

/// The service is not needed.
pub const NO: &str = "Nej";

/// What stands before a file that does not count.
pub const LEFT_OUT: &str = "Ikke talt med:";

/// The columns of the table of many answers. `n` is how many answered the row.
pub const DEMAND_COLUMNS: [&str; 8] = [SERVICE, YES, NO, "Ikke svaret", "n", A_YEAR, "Pris for én", "Udgift om året"];

/// The same for Excel.
pub const DEMAND_CSV_COLUMNS: [&str; 16] = [
    SERVICE,
    "Enhed",
    YES,
    NO,
    "Ikke svaret",
    "n (svar på ydelsen)",
    "Ja uden antal",
    "Antal, lavt",
    "Antal, sandsynligt",
    "Antal, højt",
    "Pris, lavt",
    "Pris, sandsynligt",
    "Pris, højt",
    "Udgift, lavt",
    "Udgift, sandsynligt",
    "Udgift, højt",
];

/// How many files there are and how many count: `Filer: 98. Talt med: 95. Ikke talt med: 3.`
#[must_use]
pub fn answers_counted(merged: &Merged) -> String {
    let [counted, left_out] = [merged.counted.len(), merged.left_out.len()];
    let numbers = [counted + left_out, counted, left_out].map(|number| number.to_string());
    ["Filer: ", &numbers[0], ". Talt med: ", &numbers[1], ". Ikke talt med: ", &numbers[2], "."].concat()
}

/// In what a service is counted; nothing for one in a municipality's own words.
#[must_use]
pub fn subject_units<'a>(subject: &Subject, catalogue: &'a Catalogue) -> &'a str {
    match subject {
        Subject::Service(id) => catalogue.get(id).map_or("", |service| service.unit.plural()),
        Subject::Own(_) => "",
    }
}

/// Of how many answers a number of units is the sum: `summen af 3 svar med et antal`.
#[must_use]
pub fn summed_answers(row: &DemandRow) -> String {
    format!(
        "summen af {} svar med et antal",
        super::number(u64::try_from(row.yes - row.without_count).unwrap_or_default())
    )
}

/// How many a year all want together, with the unit: `18 (9–45) forløb`.
#[must_use]
pub fn units(row: &DemandRow, unit: &str) -> String {
    let said = super::number;
    let units = &row.units;
    let count = said(units.likely());
    let count = if units.is_exact() {
        count
    } else {
        [&count, " (", &said(units.low()), "–", &said(units.high()), ")"].concat()
    };
    [&count, " ", unit].concat().trim_end().to_owned()
}

/// Whose answers are missing; nothing where none is.
#[must_use]
pub fn missing_answers(house: &House, missing: &[&str]) -> Option<String> {
    let count = counted_of(missing.len(), "kommune", "kommuner");
    let unsure = match house.status {
        Status::Confirmed => "",
        Status::Unconfirmed => " Listen over husets kommuner er ubekræftet.",
    };
    (!missing.is_empty())
        .then(|| [&house.name, " mangler svar fra ", &count, ": ", &missing.join(", "), ".", unsure].concat())
}

/// Which answers are of municipalities outside a house; nothing where none is.
#[must_use]
pub fn strangers(house: &House, strangers: &[&str]) -> Option<String> {
    (!strangers.is_empty()).then(|| {
        ["Står ikke på listen over kommuner i ", &house.name, ", men tæller med: ", &strangers.join(", "), "."].concat()
    })
}

fn counted_of(count: usize, singular: &str, plural: &str) -> String {
    super::counted(u64::try_from(count).unwrap_or(u64::MAX), singular, plural)
}

/// What is told where a service is wanted and has no price.
pub const DEMAND_WITHOUT_PRICE: &str = "Nogle ønskede ydelser har ingen pris. De er ikke med i den samlede udgift.";

/// What is told where someone said yes without a number.
pub const DEMAND_WITHOUT_COUNT: &str =
    "Nogle svarede ja uden at skrive et antal. De tæller som ja, men er ikke med i antallet.";

/// The statement of a motive.
#[must_use]
pub fn motive(motive: Motive) -> &'static str {
    match motive {
        Motive::Beyond => "Børnehuset kan noget, kommunen ikke selv har",
        Motive::Continuity => "Børnehuset giver barnet mere sammenhæng i støtten",
        Motive::Specialised => "Børnehuset er specialiseret i vold og overgreb",
        Motive::Documented => "Børnehusets metoder er veldokumenterede",
        Motive::Price => "Børnehusets pris er konkurrencedygtig",
    }
}

/// What a step of the scale is called.
#[must_use]
pub fn agreement(agreement: Agreement) -> &'static str {
    match agreement {
        Agreement::Fully => "Helt enig",
        Agreement::Agree => "Enig",
        Agreement::Disagree => "Uenig",
        Agreement::NotAtAll => "Helt uenig",
    }
}

/// The warning of a number above those of the survey.
#[must_use]
pub fn above_survey(name: &str) -> String {
    [name, ": I har skrevet flere end fem om året. I undersøgelsen fra 2022 nævnte ingen kommune flere end fem."]
        .concat()
}

/// What is told where two departments of one municipality answered.
#[must_use]
pub fn several_units(municipality: &str) -> String {
    ["Der er flere svar fra ", municipality, ", fra hver sin enhed. De tæller alle."].concat()
}

/// Why a file does not count: its name and the reason.
#[must_use]
pub fn left_out_file(left_out: &LeftOut) -> String {
    let reason = match &left_out.reason {
        Reason::File(error) => file_error(error),
        Reason::Twice { earlier, same } => {
            let same =
                if *same { "De siger det samme." } else { "De siger ikke det samme: find ud af, hvilken der gælder." };
            ["Samme kommune og enhed som i ", earlier, ", som tæller. ", same].concat()
        }
    };
    [&left_out.file, ": ", &reason].concat()
}

/// Why a file is no answer.
#[must_use]
pub fn file_error(error: &FileError) -> String {
    match error {
        FileError::Form(refused) => refused.said().to_owned(),
        FileError::Value { place } => {
            ["Filen mangler et svar eller har et, der ikke kan læses (ved ", place, ")."].concat()
        }
        FileError::Refused(error) => reply_error(error),
    }
}

/// What is said where something in an answer looks like a CPR number.
pub const NO_CPR: &str =
    "Der står noget, der ligner et CPR-nummer. Slet det. Svaret handler om antal og må ikke handle om et bestemt barn.";

/// What is wrong with an answer.
#[must_use]
pub fn reply_error(error: &ReplyError) -> String {
    match error {
        ReplyError::NoMunicipality => "Skriv, hvilken kommune svaret er fra.".to_owned(),
        ReplyError::Twice { wish } => format!("Ydelse nr. {} er besvaret to gange.", wish + 1),
        ReplyError::TooLong => "Svaret er for langt. Skriv teksterne kortere.".to_owned(),
        ReplyError::Cpr => NO_CPR.to_owned(),
    }
}
