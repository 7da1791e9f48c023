//! Charts: what a register of numbers or steps says, in a form that can be drawn.
//!
//! Contract: a wrong chart cannot be built. Every row has as many values as there are series, a stacked part is not negative,
//! and nothing is empty. A value that the source does not state is `None`;
//! it never becomes 0. Numbers keep their printed form ([`calculator::Decimal`]); where they stand is for [`scale`].
//! The word figure is taken: in code a `Figure` is one number of `tal.toml`.

pub mod scale;

use calculator::Decimal;

/// Most series of a chart: more cannot be told apart by pattern and label.
pub const MOST_SERIES: usize = 4;

/// A chart of one of the four kinds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chart {
    /// `soejler`: bars from zero.
    Bars(Bars),
    /// `stablet`: parts of a whole, one bar a row.
    Stacked(Stacked),
    /// `trappe`: steps, the lowest first.
    Ladder(Sequence<Step>),
    /// `forloeb`: stages, one after the other.
    Course(Sequence<Stage>),
}

/// What is measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    sign: Option<String>,
    words: Option<String>,
}

impl Unit {
    /// The unit that is written so: `kr.` stands after each number; `sager` is said once, since "1 sager" is no Danish; of
    /// `pct. af alle sager` the abbreviation stands after each number, and all of it is said once.
    #[must_use]
    pub fn new(written: &str) -> Self {
        // In `kr. pr. barn, 2013-priser` the sign is `kr.` alone.
        let words = || written.split(' ').map(|word| word.trim_end_matches(','));
        let signs: Vec<_> = words().take_while(|word| word.ends_with(['.', '%']) && *word != "pr.").collect();
        let sign = signs.join("\u{a0}");
        let words = (signs.len() < words().count()).then(|| written.to_owned());
        Self { sign: Some(sign).filter(|sign| !sign.is_empty()), words }
    }

    /// What has to be said once, where the numbers do not say it themselves.
    #[must_use]
    pub fn words(&self) -> Option<&str> {
        self.words.as_deref()
    }

    /// A number with what stands after it; they do not part at the end of a line.
    #[must_use]
    pub fn with(&self, number: &Decimal) -> String {
        match &self.sign {
            Some(sign) => format!("{number}\u{a0}{sign}"),
            None => number.to_string(),
        }
    }
}

/// Something that has at least one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sequence<T>(Vec<T>);

impl<T> Sequence<T> {
    /// A sequence; nothing where there are no items.
    #[must_use]
    pub fn new(items: Vec<T>) -> Option<Self> {
        (!items.is_empty()).then_some(Self(items))
    }

    /// The items in order.
    #[must_use]
    pub fn items(&self) -> &[T] {
        &self.0
    }
}

/// One step of a ladder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// `navn`
    pub name: String,
    /// `tekst`
    pub text: String,
}

/// One stage of a course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// `navn`
    pub name: String,
    /// `tekst`
    pub text: String,
    /// `hvem`: who acts.
    pub actor: Option<String>,
}

/// A row: its name and one value for each series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// `navn`
    pub name: String,
    /// `vaerdier`; `None` is what the source does not state.
    pub values: Vec<Option<Decimal>>,
}

/// Rows over the same series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    unit: Unit,
    series: Vec<String>,
    rows: Vec<Row>,
}

impl Grid {
    /// What is measured.
    #[must_use]
    pub fn unit(&self) -> &Unit {
        &self.unit
    }

    /// The names of the series.
    #[must_use]
    pub fn series(&self) -> &[String] {
        &self.series
    }

    /// The rows in order.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }
}

/// Why rows cannot be drawn over series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GridError {
    /// Fewer than one series or more than [`MOST_SERIES`].
    Series(usize),
    /// There are no rows.
    NoRows,
    /// A row has another number of values than there are series.
    Values {
        /// Which row.
        row: usize,
    },
    /// A stacked part is negative.
    Part {
        /// Which row.
        row: usize,
        /// Which value of it.
        value: usize,
    },
}

/// Bars from zero, one for each value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bars(Grid);

impl Bars {
    /// Bars over series.
    ///
    /// # Errors
    /// All that does not fit.
    pub fn new(unit: Unit, series: Vec<String>, rows: Vec<Row>) -> Result<Self, Vec<GridError>> {
        let errors = shape(&series, &rows);
        if errors.is_empty() { Ok(Self(Grid { unit, series, rows })) } else { Err(errors) }
    }

    /// The numbers.
    #[must_use]
    pub fn grid(&self) -> &Grid {
        &self.0
    }
}

/// Parts of a whole, one whole a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stacked(Grid);

/// What the parts of a row come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Total {
    /// All parts are stated: their sum.
    Whole(Decimal),
    /// Some are not: at least this.
    AtLeast(Decimal),
    /// None is.
    Unknown,
}

impl Stacked {
    /// Parts over series.
    ///
    /// # Errors
    /// All that does not fit.
    pub fn new(unit: Unit, series: Vec<String>, rows: Vec<Row>) -> Result<Self, Vec<GridError>> {
        let mut errors = shape(&series, &rows);
        for (row, found) in rows.iter().enumerate() {
            for (value, part) in found.values.iter().enumerate() {
                if part.as_ref().is_some_and(|part| part.millionths() < 0) {
                    errors.push(GridError::Part { row, value });
                }
            }
        }
        if errors.is_empty() { Ok(Self(Grid { unit, series, rows })) } else { Err(errors) }
    }

    /// The numbers.
    #[must_use]
    pub fn grid(&self) -> &Grid {
        &self.0
    }

    /// Whether it counts something in whole numbers: then a row's total is an n, as in a survey.
    #[must_use]
    pub fn counts(&self) -> bool {
        let stated = || self.0.rows.iter().flat_map(|row| row.values.iter().flatten());
        self.0.unit.sign.is_none() && stated().all(Decimal::is_whole)
    }
}

impl Row {
    /// What the parts come to; a part that is not stated leaves it open upwards.
    #[must_use]
    pub fn total(&self) -> Total {
        let stated: Vec<_> = self.values.iter().flatten().collect();
        let sum = Decimal::sum(stated.iter().copied());
        match stated.len() {
            0 => Total::Unknown,
            some if some < self.values.len() => Total::AtLeast(sum),
            _ => Total::Whole(sum),
        }
    }
}

fn shape(series: &[String], rows: &[Row]) -> Vec<GridError> {
    let mut errors = Vec::new();
    if !(1..=MOST_SERIES).contains(&series.len()) {
        errors.push(GridError::Series(series.len()));
    }
    if rows.is_empty() {
        errors.push(GridError::NoRows);
    }
    let short = rows.iter().enumerate().filter(|(_, row)| row.values.len() != series.len());
    errors.extend(short.map(|(row, _)| GridError::Values { row }));
    errors
}

#[cfg(test)]
mod tests {
    use super::{Bars, GridError, Row, Stacked, Total, Unit};
    use calculator::Decimal;

    fn row(values: &[&str]) -> Row {
        Row { name: "række".to_owned(), values: values.iter().map(|value| Decimal::parse(value).ok()).collect() }
    }

    fn series(count: usize) -> Vec<String> {
        (0..count).map(|at| format!("serie {at}")).collect()
    }

    #[test]
    fn what_does_not_fit_cannot_be_built() {
        let unit = || Unit::new("sager");
        assert_eq!(Bars::new(unit(), vec![], vec![]), Err(vec![GridError::Series(0), GridError::NoRows]));
        assert_eq!(Bars::new(unit(), series(2), vec![row(&["1"])]), Err(vec![GridError::Values { row: 0 }]));
        assert_eq!(Bars::new(unit(), series(5), vec![row(&["1"; 5])]), Err(vec![GridError::Series(5)]));
        assert!(Bars::new(unit(), series(2), vec![row(&["-1", ""])]).is_ok());
        let part = Err(vec![GridError::Part { row: 0, value: 1 }]);
        assert_eq!(Stacked::new(unit(), series(2), vec![row(&["1", "-1"])]), part);
        let counts = |unit: &str, part: &str| {
            Stacked::new(Unit::new(unit), series(2), vec![row(&["1", part])]).map(|stacked| stacked.counts())
        };
        assert_eq!(
            [counts("svar", ""), counts("årsbørn", "0,5"), counts("pct.", "1")],
            [Ok(true), Ok(false), Ok(false)]
        );
    }

    #[test]
    fn what_is_not_stated_is_not_zero() {
        let total = |values: &[&str]| row(values).total();
        let number = |text: &str| Decimal::parse(text).unwrap();
        assert_eq!(total(&["9", "7"]), Total::Whole(number("16")));
        assert_eq!(total(&["9", "0"]), Total::Whole(number("9")));
        assert_eq!(total(&["9", ""]), Total::AtLeast(number("9")));
        assert_eq!(total(&["", ""]), Total::Unknown);
    }

    #[test]
    fn a_unit_stands_at_a_number_only_where_it_is_danish() {
        let one = Decimal::parse("1").unwrap();
        let said = |written: &str| (Unit::new(written).with(&one), Unit::new(written).words().map(str::to_owned));
        assert_eq!(said("kr."), ("1\u{a0}kr.".to_owned(), None));
        assert_eq!(said("mio. kr."), ("1\u{a0}mio.\u{a0}kr.".to_owned(), None));
        assert_eq!(said("sager"), ("1".to_owned(), Some("sager".to_owned())));
        assert_eq!(said("kr. pr. barn"), ("1\u{a0}kr.".to_owned(), Some("kr. pr. barn".to_owned())));
        assert_eq!(said("1.000 kr."), ("1".to_owned(), Some("1.000 kr.".to_owned())));
        assert_eq!(said("pct. af alle"), ("1\u{a0}pct.".to_owned(), Some("pct. af alle".to_owned())));
    }
}
