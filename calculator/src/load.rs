//! Hours and caseload: what ELEVator takes of each profession, and how many cases an adviser has beside Herning's ceiling.
//!
//! Contract: whole hours and exact parts, no floating point. A profession whose hours no source has stays without a number, and
//! every sum with it is called a minimum. Whether an average is above the ceiling is decided on the exact parts, never on what
//! was rounded to be shown. Numbers say nothing of how heavy cases are.

use crate::dates::Ground;
use crate::measure::Measure;
use crate::text::{counted, number};
use crate::wire::tape::{self, one_of, record};

/// The version of the order of fields.
const FORMAT: &str = "1";

/// What hours are counted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    /// Each child (`barn`).
    Child,
    /// Each psychologist (`psykolog`).
    Psychologist,
}

impl Per {
    /// Both.
    pub const ALL: [Per; 2] = [Per::Child, Per::Psychologist];

    /// The editors' key, and the Danish word.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Per::Child => "barn",
            Per::Psychologist => "psykolog",
        }
    }

    /// Reads the editors' key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Per> {
        Per::ALL.into_iter().find(|one| one.key() == key)
    }
}

/// The hours of a profession.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profession {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The hours; nothing where no source has them.
    pub hours: Option<u16>,
    /// What they are for.
    pub per: Per,
    /// What must be known of them; may be empty.
    pub remark: String,
    /// Where they are from.
    pub ground: Ground,
}

/// All that a page needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Model {
    /// The professions of ELEVator.
    pub professions: Vec<Profession>,
    /// The ceilings: one, unless the register is broken.
    pub ceilings: Vec<Ceiling>,
}

/// The highest average of cases an adviser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ceiling {
    /// How many.
    pub cases: u16,
    /// Where it is from.
    pub ground: Ground,
}

/// What is known. Each may be missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Case {
    /// Children in ELEVator.
    pub children: Option<u16>,
    /// Psychologists in it.
    pub psychologists: Option<u16>,
    /// Cases.
    pub cases: Option<u16>,
    /// Advisers at full time; never none.
    pub advisers: Option<Measure>,
    /// The cases of the adviser who has most.
    pub most: Option<u16>,
}

/// A line of what it comes to: what, how much, how it was reckoned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What.
    pub what: String,
    /// How much.
    pub value: String,
    /// The formula, or why there is no number.
    pub how: String,
    /// Whether it is a result of others, and stands out.
    pub is_sum: bool,
}

fn hours(count: u64) -> String {
    counted(count, "time", "timer")
}

/// The hours of ELEVator; nothing while a number is missing.
#[must_use]
pub fn elevator(model: &Model, case: &Case) -> Vec<Row> {
    let (Some(children), Some(psychologists)) = (case.children, case.psychologists) else { return Vec::new() };
    let mut rows = Vec::new();
    let (mut sum, mut unknown) = (0_u64, Vec::new());
    for profession in &model.professions {
        let count = match profession.per {
            Per::Child => children,
            Per::Psychologist => psychologists,
        };
        let Some(each) = profession.hours else {
            unknown.push(profession.name.to_lowercase());
            let (what, value) = (profession.name.clone(), "ikke oplyst".to_owned());
            rows.push(Row { what, value, how: "Kilden kender ikke timerne.".to_owned(), is_sum: false });
            continue;
        };
        let all = u64::from(each) * u64::from(count);
        sum += all;
        let of = match (profession.per, count) {
            (Per::Child, 1) => "barn",
            (Per::Child, _) => "børn",
            (Per::Psychologist, 1) => "psykolog",
            (Per::Psychologist, _) => "psykologer",
        };
        let how = [&number(u64::from(count)), " ", of, " × ", &hours(u64::from(each))].concat();
        rows.push(Row { what: profession.name.clone(), value: hours(all), how, is_sum: false });
    }
    let (what, how) = if unknown.is_empty() {
        ("I alt", "Summen af linjerne.".to_owned())
    } else {
        ("I alt, mindst", ["Et minimum: ", &unknown.join(" og "), " er ikke talt med."].concat())
    };
    rows.push(Row { what: what.to_owned(), value: hours(sum), how, is_sum: true });
    rows
}

/// Tenths as they are said: `25,0`.
fn tenths(value: u64) -> String {
    [&number(value / 10), ",", &(value % 10).to_string()].concat()
}

/// Hundredths as they are said: `6`, `5,5`, `0,04`.
#[must_use]
pub fn hundredths(value: u64) -> String {
    let (whole, rest) = (number(value / 100), value % 100);
    match (rest, rest % 10) {
        (0, _) => whole,
        (_, 0) => [&whole, ",", &(rest / 10).to_string()].concat(),
        _ => [whole.as_str(), if rest < 10 { ",0" } else { "," }, &rest.to_string()].concat(),
    }
}

/// The caseload beside the ceiling; nothing while a number is missing.
#[must_use]
pub fn caseload(model: &Model, case: &Case) -> Vec<Row> {
    let Some(ceiling) = model.ceilings.first() else { return Vec::new() };
    let (Some(cases), Some(advisers)) = (case.cases, case.advisers) else { return Vec::new() };
    let (cases, parts, most) = (u64::from(cases), u64::from(advisers.hundredths()), u64::from(ceiling.cases));
    if parts == 0 || most == 0 {
        return Vec::new();
    }
    // Half a tenth is rounded up; multiplied first, divided once.
    let average = (cases * 2_000 + parts) / (2 * parts);
    let is_above = cases * 100 > most * parts;
    let row = |what: &str, value: String, how: String, is_sum| Row { what: what.to_owned(), value, how, is_sum };
    let mut rows = vec![row(
        "Sager pr. rådgiver i gennemsnit",
        tenths(average),
        [&number(cases), " sager ÷ ", &hundredths(parts), " rådgivere på fuld tid"].concat(),
        true,
    )];
    let limit = number(most);
    let held = most * parts / 100;
    let (value, how) = if is_above {
        let over = counted(cases - held, "sag", "sager");
        (["over ", &limit].concat(), [&over, " mere, end ", &limit, " pr. rådgiver giver plads til"].concat())
    } else {
        let room = counted(held - cases, "sag", "sager");
        (["ikke over ", &limit].concat(), ["Der er plads til ", &room, " mere"].concat())
    };
    rows.push(row("Set mod Hernings gennemsnit", value, how, false));
    // So many hundredths of an adviser that no case is left over.
    let needed = (cases * 100).div_ceil(most);
    rows.push(row(
        "Rådgivere ved det gennemsnit",
        hundredths(needed),
        [&number(cases), " sager ÷ ", &limit, ", rundet op til hundrededele"].concat(),
        false,
    ));
    if let Some(highest) = case.most {
        let highest = u64::from(highest);
        let value = counted(highest, "sag", "sager");
        let how = if highest > most {
            let over = counted(highest - most, "sag", "sager");
            [&over, " over ", &limit, ". Gennemsnittet viser det ikke."].concat()
        } else {
            ["Ikke over ", &limit].concat()
        };
        rows.push(row("Den, der har flest", value, how, false));
    }
    rows
}

/// What cannot be at once: one adviser with more cases than there are.
#[must_use]
pub fn is_more_than_all(case: &Case) -> bool {
    case.cases.zip(case.most).is_some_and(|(all, most)| most > all)
}

/// What is said of one with more cases than there are.
pub const MORE_THAN_ALL: &str = "Én rådgiver kan ikke have flere sager, end der er i alt. Ret et af tallene.";

/// What stands under every caseload.
pub const NOT_THE_WEIGHT: &str =
    "Tallet siger ikke, hvor tunge sagerne er. Det er Hernings mål fra forsøget, ikke lov.";

/// What stands on everything that goes out.
pub const GUIDING: &str = "Vejledende beregning fra Børnehusguiden. Timer og loft er Hernings egne, 2015 og 2016.";

/// Both parts as a table for Danish Excel.
#[must_use]
pub fn csv(model: &Model, case: &Case, today: jiff::civil::Date) -> String {
    use crate::export::{MARK, row};
    let mut out = String::from(MARK);
    row(&mut out, &[GUIDING]);
    row(&mut out, &[&["Regnet ", &crate::text::date(today), "."].concat()]);
    for (title, rows) in [("ELEVator", elevator(model, case)), ("Sager pr. rådgiver", caseload(model, case))] {
        if !rows.is_empty() {
            row(&mut out, &[]);
            row(&mut out, &[title, "Antal", "Regnet sådan"]);
            rows.iter().for_each(|one| row(&mut out, &[&one.what, &one.value, &one.how]));
        }
    }
    out
}

/// The model as the JSON of a page.
#[must_use]
pub fn to_json(model: &Model) -> String {
    tape::written(FORMAT, model)
}

/// Reads the model of a page; nothing where the text is not of this build.
#[must_use]
pub fn from_json(text: &str) -> Option<Model> {
    tape::read(FORMAT, text)
}

one_of! {
    Per: Per::ALL;
}

record! {
    Profession { id, name, hours, per, remark, ground }
    Ceiling { cases, ground }
    Model { professions, ceilings }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn model() -> Model {
        let profession = |name: &str, hours, per| Profession {
            id: name.to_lowercase(),
            name: name.to_owned(),
            hours,
            per,
            remark: String::new(),
            ground: Ground::default(),
        };
        Model {
            professions: vec![
                profession("Psykolog", Some(19), Per::Child),
                profession("Psykolog, fast tid", Some(15), Per::Psychologist),
                profession("Tale-hørelærer", None, Per::Child),
            ],
            ceilings: vec![Ceiling { cases: 25, ground: Ground::default() }],
        }
    }

    fn case(cases: u16, advisers: &str) -> Case {
        Case { cases: Some(cases), advisers: Measure::parse(advisers).ok(), ..Case::default() }
    }

    fn values(rows: &[Row]) -> Vec<&str> {
        rows.iter().map(|row| row.value.as_str()).collect()
    }

    #[test]
    fn an_unknown_profession_makes_the_sum_a_minimum() {
        let case = Case { children: Some(4), psychologists: Some(1), ..Case::default() };
        let rows = elevator(&model(), &case);
        assert_eq!(values(&rows), ["76 timer", "15 timer", "ikke oplyst", "91 timer"]);
        assert_eq!(rows[3].what, "I alt, mindst");
        assert!(rows[3].how.contains("tale-hørelærer er ikke talt med"), "{}", rows[3].how);
        assert_eq!(elevator(&model(), &Case { psychologists: None, ..case }), []);
    }

    #[test]
    fn the_ceiling_is_held_exactly() {
        let model = model();
        assert_eq!(values(&caseload(&model, &case(150, "6"))), ["25,0", "ikke over 25", "6"]);
        assert_eq!(values(&caseload(&model, &case(150, "5"))), ["30,0", "over 25", "6"]);
        // 25,004 is shown as 25,0 and is above all the same.
        let rows = caseload(&model, &case(5_001, "200,04"));
        assert_eq!(values(&rows), ["25,0", "ikke over 25", "200,04"]);
        let rows = caseload(&model, &case(5_002, "200,04"));
        assert_eq!(values(&rows)[..2], ["25,0", "over 25"]);
        assert_eq!(values(&caseload(&model, &case(110, "4,5"))), ["24,4", "ikke over 25", "4,4"]);
        let most = Case { most: Some(31), ..case(110, "4,5") };
        assert!(caseload(&model, &most)[3].how.contains("6 sager over 25"));
        assert!(is_more_than_all(&Case { most: Some(111), ..most }) && !is_more_than_all(&most));
    }

    #[test]
    fn parts_are_said_in_danish() {
        assert_eq!([0, 4, 50, 104, 600].map(hundredths), ["0", "0,04", "0,5", "1,04", "6"]);
    }

    proptest! {
        #[test]
        fn as_many_advisers_as_are_needed_are_enough_and_none_can_go(cases in 1..9_999_u16) {
            let rows = caseload(&model(), &case(cases, "1"));
            let needed = u32::try_from((u64::from(cases) * 100).div_ceil(25)).unwrap();
            prop_assert_eq!(&rows[2].value, &hundredths(u64::from(needed)));
            let at = |parts: u32| Case { cases: Some(cases), advisers: Measure::new(parts), ..Case::default() };
            prop_assert_eq!(&caseload(&model(), &at(needed))[1].value, "ikke over 25");
            if needed > 1 {
                prop_assert_eq!(&caseload(&model(), &at(needed - 1))[1].value, "over 25");
            }
        }

        #[test]
        fn a_child_more_is_never_fewer_hours(children in 0..500_u16, psychologists in 0..50_u16) {
            let sum = |children, psychologists| {
                let case = Case { children: Some(children), psychologists: Some(psychologists), ..Case::default() };
                elevator(&model(), &case).pop().unwrap().value
            };
            prop_assert_eq!(sum(children, psychologists), hours(u64::from(children) * 19 + u64::from(psychologists) * 15));
        }
    }
}
