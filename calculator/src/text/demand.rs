//! The Danish of demand and of the financing of ordinary cases.
//!
//! Contract: as in [`crate::text`]. The statements are our own words for those of the survey.

use super::{amount, number};
use crate::demand::{Agreement, FileError, LeftOut, Motive, Reason, ReplyError};
use crate::financing::{Case, FinancingError};
use crate::{Amount, Range, Status, Year};

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
        FileError::Empty => "Filen er tom.".to_owned(),
        FileError::TooLarge => "Filen er for stor til at være et svar.".to_owned(),
        FileError::Damaged { line } => [
            "Filen er beskadiget eller er ikke et svar (linje ",
            &line.to_string(),
            "). Bed kommunen om at sende den igen.",
        ]
        .concat(),
        FileError::Foreign => "Filen er ikke et svar fra behovsskemaet.".to_owned(),
        FileError::Version { found } => {
            ["Filen er lavet med en anden udgave (udgave ", found, "). Genindlæs siden for at få den nyeste."].concat()
        }
        FileError::Value { place } => {
            ["Filen mangler et svar eller har et, der ikke kan læses (ved ", place, ")."].concat()
        }
        FileError::Refused(error) => reply_error(error),
    }
}

/// What is wrong with an answer.
#[must_use]
pub fn reply_error(error: &ReplyError) -> String {
    match error {
        ReplyError::NoMunicipality => "Skriv, hvilken kommune svaret er fra.".to_owned(),
        ReplyError::Twice { wish } => format!("Ydelse nr. {} er besvaret to gange.", wish + 1),
        ReplyError::TooLong => "Svaret er for langt. Skriv teksterne kortere.".to_owned(),
    }
}

/// How the parts of the financing came about.
#[must_use]
pub fn financing_formulas(case: &Case, objective: Option<Range<Amount>>, cases: Option<Range<Amount>>) -> Vec<String> {
    let mut formulas = Vec::new();
    if let (Some(result), Some(budget), Some(children)) = (objective, &case.budget, case.children) {
        let children = [number(u64::from(children.own().likely())), number(u64::from(children.all()))].join(" / ");
        let factors = [amount(budget.likely()), case.model.objective.to_string(), children].join(" × ");
        formulas.push(["Objektiv del: ", &super::equation(&factors, result.likely())].concat());
    }
    if let (Some(result), Some(takst), Some(count)) = (cases, &case.takst, case.cases) {
        let factors =
            [super::counted(u64::from(count.likely().get()), "sag", "sager"), amount(takst.amount().likely())];
        formulas.push(["Takst: ", &super::equation(&factors.join(" × "), result.likely())].concat());
    }
    formulas
}

/// What the financing assumes.
#[must_use]
pub fn financing_assumptions(case: &Case) -> Vec<String> {
    let rest = case.model.objective.rest();
    let mut said = vec![format!(
        "Børnehusets udgifter er delt i {} objektiv betaling og {rest} takst pr. sag.",
        case.model.objective
    )];
    match &case.model.ground {
        None => said.push("Delingen er dit tal.".to_owned()),
        Some((_, Status::Unconfirmed)) => said.push(
            "Delingen er ubekræftet: bestemmelsen i den gældende bekendtgørelse er ikke læst. Ret den, hvis du ved bedre."
                .to_owned(),
        ),
        Some((_, Status::Confirmed)) if case.year >= Year::NEW_MODEL => {
            said.push("Delingen er fra før 2024 og er kun historie.".to_owned());
        }
        Some((_, Status::Confirmed)) => said.push("Delingen er den, der gjaldt før 2024.".to_owned()),
    }
    said.push(
        "Den objektive del er fordelt efter kommunens andel af de 0–17-årige i husets kommuner. Efter reglen fra 2013 tælles \
         de 1. januar året før."
            .to_owned(),
    );
    said.push("Taksten er ikke regnet ud af budget og antal sager; den er oplyst af huset eller mangler.".to_owned());
    match &case.takst {
        None => said.push("Taksten mangler, så sagerne er ikke med i summen.".to_owned()),
        Some(takst) => match takst.year() {
            Some(year) if year < Year::NEW_MODEL && case.year >= Year::NEW_MODEL => said.push(format!(
                "Taksten er fra {year}, fra finansieringen før 2024. Den er historie og kan ikke fremskrives til {}.",
                case.year
            )),
            Some(year) if year != case.year => {
                said.push(format!("Taksten er fra {year} og er ikke fremskrevet til {}.", case.year));
            }
            Some(_) | None => {}
        },
    }
    if case.budget.is_none() || case.children.is_none() {
        said.push("Budget eller børnetal mangler, så den objektive del er ikke med i summen.".to_owned());
    }
    said.push("Over- og underskud, der reguleres senere, er ikke med.".to_owned());
    said
}

/// Why the financing cannot be worked out.
#[must_use]
pub fn financing_error(error: FinancingError) -> &'static str {
    match error {
        FinancingError::Children => {
            "Kommunens børn kan ikke være flere end alle husets børn, og alle skal være mindst ét."
        }
        FinancingError::TooLarge => "Beløbet er for stort til at regne med.",
    }
}
