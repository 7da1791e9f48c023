//! What is wrong, in Danish, and how to put it right.
//!
//! Contract: every error of the domain has one message here. A message to a visitor is one or two full sentences that can
//! stand under a field. A message to an editor names the things at fault; where they stand is for the caller to add.

use super::{amount, date, number, period};
use crate::{
    AmountError, DecimalError, DuplicateService, NoRate, NumberError, QuantityError, QuoteError, RateTableError,
    ServiceIdError, SessionsError, ValidityError,
    wire::{Problem, WireError},
};

/// What a field asks for; the example in a message follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// An amount of money.
    Amount,
    /// A whole number of units.
    Quantity,
    /// A number with up to two decimals: hours, kilometres, per cent.
    Measure,
}

impl Expected {
    fn request(self) -> &'static str {
        match self {
            Expected::Amount => "Skriv et beløb i kroner, for eksempel 28.000 eller 950,50.",
            Expected::Quantity => "Skriv et helt tal, for eksempel 3.",
            Expected::Measure => "Skriv et tal, for eksempel 7,5.",
        }
    }
}

/// Why a text is not a number, said to someone who was asked for `expected`.
#[must_use]
pub fn number_error(error: &NumberError, expected: Expected) -> String {
    let request = expected.request();
    match error {
        NumberError::Empty => match expected {
            Expected::Amount => "Skriv prisen i kroner, for eksempel 28.000 eller 950,50.".to_owned(),
            Expected::Quantity => "Skriv et antal, for eksempel 3.".to_owned(),
            Expected::Measure => "Skriv et tal, for eksempel 7,5.".to_owned(),
        },
        NumberError::Negative => match expected {
            Expected::Amount => "Beløbet kan ikke være negativt. Skriv det uden minus.".to_owned(),
            Expected::Quantity => "Antallet kan ikke være negativt. Skriv det uden minus.".to_owned(),
            Expected::Measure => "Tallet kan ikke være negativt. Skriv det uden minus.".to_owned(),
        },
        NumberError::Exponent => {
            let (noun, example) = match expected {
                Expected::Amount => ("Beløb", "28.000"),
                Expected::Quantity => ("Antal", "1.000"),
                Expected::Measure => ("Tal", "1.000"),
            };
            format!("{noun} med »e« kan ikke læses her. Skriv alle cifre, for eksempel {example}.")
        }
        NumberError::Foreign { found } if found.contains(is_letter) => {
            format!("Skriv kun tallet, uden »{found}«. {request}")
        }
        NumberError::Foreign { found } => format!("Tegnet »{found}« kan ikke stå i et tal. {request}"),
        NumberError::Grouping { written } => grouping(written, expected),
        NumberError::SeveralCommas => format!(
            "Der må højst være ét komma. {}",
            match expected {
                Expected::Amount => "Skriv tusinder med punktum, for eksempel 28.000.",
                Expected::Quantity | Expected::Measure => "Skriv tusinder med punktum, for eksempel 1.000.",
            }
        ),
        NumberError::LonelyComma => format!("Der mangler cifre ved kommaet. {request}"),
    }
}

/// A letter, as far as a message needs to know: the full tables of Unicode would be most of the tool's data.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || c >= '\u{c0}' && !('\u{2000}'..='\u{2bff}').contains(&c)
}

/// Points in the wrong places. A single point before one or two digits is most likely meant as a comma.
fn grouping(written: &str, expected: Expected) -> String {
    let meant = written.split_once('.').filter(|(whole, decimals)| {
        matches!(decimals.len(), 1 | 2) && [whole, decimals].iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()))
    });
    match (meant, expected) {
        (Some((whole, decimals)), Expected::Amount | Expected::Measure) if !whole.is_empty() => format!(
            "»{written}« kan læses på to måder. Skriv ører efter komma: {whole},{decimals}. \
             Punktum står kun ved tusinder: 28.000."
        ),
        (_, Expected::Amount | Expected::Measure) => format!(
            "»{written}« kan ikke læses. Punktum står kun mellem tusinder, som i 28.000, og ører står efter komma, som i \
             950,50."
        ),
        (_, Expected::Quantity) => {
            format!("»{written}« er ikke et helt tal. Punktum står kun mellem tusinder, som i 1.000.")
        }
    }
}

/// Why a text is not an amount.
#[must_use]
pub fn amount_error(error: &AmountError) -> String {
    match error {
        AmountError::Number(error) => number_error(error, Expected::Amount),
        AmountError::TooManyDecimals { decimals } => format!(
            "Der står {decimals} cifre efter kommaet, og der må højst være to, som i 950,50. \
             Tusinder skrives med punktum: 28.000."
        ),
        AmountError::TooLarge { max } => format!("Beløbet er for stort. Det kan højst være {}", amount(*max)),
    }
}

/// Why a text is not a printed number, said to an editor.
#[must_use]
pub fn decimal_error(error: &DecimalError) -> &'static str {
    match error {
        DecimalError::Number(_) => {
            "skriv kun tallet, som det er trykt: punktum mellem tusinder, komma før decimaler, for eksempel 12.662, 49,01 \
             eller -7,11"
        }
        DecimalError::TooManyDecimals => "skriv højst seks decimaler",
        DecimalError::TooLarge => "skriv tallet i en større enhed, for eksempel mio. kr.",
    }
}

/// Why a text is not a quantity.
#[must_use]
pub fn quantity_error(error: &QuantityError) -> String {
    match error {
        QuantityError::Number(error) => number_error(error, Expected::Quantity),
        QuantityError::Fraction => "Antallet skal være et helt tal, uden komma, for eksempel 12 eller 13.".to_owned(),
        QuantityError::TooLarge { max } => {
            format!("Antallet er for stort. Det kan højst være {}.", number(u64::from(max.get())))
        }
    }
}

/// Why two dates are not a period.
#[must_use]
pub fn validity_error(error: &ValidityError) -> String {
    format!("perioden slutter {}, før den begynder {}", date(error.until), date(error.from))
}

/// Why rates are not a table.
#[must_use]
pub fn rate_table_error(error: &RateTableError) -> String {
    match error {
        RateTableError::Overlap { earlier, later } => format!(
            "to priser gælder samtidig: pris nr. {} ({}) og pris nr. {} ({})",
            earlier.0 + 1,
            period(&earlier.1),
            later.0 + 1,
            period(&later.1)
        ),
        RateTableError::Gap { earlier, later, missing } => format!(
            "der er ingen pris {}, mellem pris nr. {} ({}) og pris nr. {} ({})",
            period(missing),
            earlier.0 + 1,
            period(&earlier.1),
            later.0 + 1,
            period(&later.1)
        ),
    }
}

/// Why there is no rate on a date.
#[must_use]
pub fn no_rate(error: NoRate) -> String {
    match error {
        NoRate::Empty => "ydelsen har ingen trykt pris".to_owned(),
        NoRate::Before { first } => format!("den første trykte pris gælder først fra {}", date(first)),
        NoRate::After { last } => format!("den seneste trykte pris gjaldt kun til {}", date(last)),
    }
}

/// Why a text is not an id.
#[must_use]
pub fn service_id_error(error: &ServiceIdError) -> String {
    format!(
        "id »{}« kan ikke bruges: skriv 1–60 tegn af a–z, 0–9 og bindestreg mellem ord, for eksempel tf-cbt",
        error.written
    )
}

/// Why numbers are not sessions.
#[must_use]
pub fn sessions_error(error: SessionsError) -> &'static str {
    match error {
        SessionsError::NoSessions => "antallet af sessioner skal være mindst 1",
        SessionsError::NoMinutes => "en session skal vare mindst 1 minut",
    }
}

/// Two services with one id.
#[must_use]
pub fn duplicate_service(error: &DuplicateService) -> String {
    format!("ydelse nr. {} og nr. {} har samme id »{}«", error.first + 1, error.second + 1, error.id)
}

/// Why choices cannot be summed.
#[must_use]
pub fn quote_error(error: &QuoteError) -> String {
    match error {
        QuoteError::LineTooLarge { service } => {
            format!("Beløbet for ydelsen »{service}« er for stort til at regne med. Sæt antal eller pris ned.")
        }
        QuoteError::TotalTooLarge => "Summen er for stor til at regne med. Sæt antal eller priser ned.".to_owned(),
    }
}

/// Why the tool cannot read the data of its page, said to a visitor.
#[must_use]
pub fn wire_error(error: &WireError) -> String {
    match error.problem {
        Problem::Version => {
            "Siden og beregneren er ikke fra samme udgave. Genindlæs siden for at få den nyeste.".to_owned()
        }
        Problem::Missing | Problem::Invalid => {
            format!("Sidens oplysninger om ydelserne kan ikke læses (ved {}).", error.place)
        }
    }
}
