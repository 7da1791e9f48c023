//! The børnehuse and the municipalities that belong to them: `boernehuse.toml` and `kommuner.toml`.
//!
//! Contract: which region a house is in, and which house a municipality belongs to, holds for a period. Periods of one house
//! or one municipality neither overlap nor leave a gap, so on a day between the first and the last there is one answer.

use super::contacts::Organisation;
use super::entries::{SourceEntry, source_id};
use super::register::{
    ADDRESS, FROM, NOTE, PLACE, Register, SOURCE, STATUS, UNCONFIRMED, UNTIL, address, read, status, validity,
};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::fields::{Fields, Part};
use crate::parse::table::Table;
use crate::source::Span;
use calculator::shape::{self, Shape, tables, texts};
use calculator::{Status, Validity, text};
use jiff::civil::Date;

/// `boernehuse.toml`
pub const HOUSES: Shape = Shape::by_id("boernehuse", "De fem børnehuse.", &HOUSE);

const HOUSE: Shape = Shape::new(
    "boernehus",
    "Et børnehus.",
    &[
        shape::text("navn", "Husets navn.").like("\"Børnehus Midt\""),
        shape::text("driftskommune", "Den kommune, der driver huset.").like("\"Aarhus\""),
        texts("steder", "De byer, huset ligger i.").like("[\"Aarhus\", \"Herning\"]"),
        ADDRESS.free(),
        shape::text("organisation", "Husets navn i organisationer.toml, som har telefon og mail.").free(),
        SOURCE,
        PLACE.free(),
        STATUS,
        NOTE,
        tables("region", &REGION, "Den region, huset hører til; én for hver periode."),
    ],
)
.cases(&[UNCONFIRMED]);

const REGION: Shape = Shape::new(
    "region",
    "Den region, et børnehus hører til i en periode.",
    &[shape::text("navn", "Regionens navn.").like("\"Region Midtjylland\""), FROM, UNTIL, STATUS, NOTE],
)
.cases(&[UNCONFIRMED]);

/// `kommuner.toml`
pub const MUNICIPALITIES: Shape = Shape::new(
    "kommuner",
    "Kommunerne og det børnehus, hver af dem hører til.",
    &[tables("kommune", &MUNICIPALITY, "En kommune i en periode; skifter den hus, får den en til.")],
);

const MUNICIPALITY: Shape = Shape::new(
    "kommune",
    "En kommune og dens børnehus i en periode.",
    &[
        shape::text("navn", "Kommunens navn.").like("\"Herning\""),
        shape::text("boernehus", "Husets navn i boernehuse.toml.").like("\"midt\""),
        FROM,
        UNTIL,
        STATUS,
        NOTE,
    ],
)
.cases(&[UNCONFIRMED]);

/// Something that holds for a period.
#[derive(Debug, Clone)]
pub struct Dated<T> {
    /// What holds.
    pub value: T,
    /// When.
    pub validity: Validity,
    /// `status`
    pub status: Status,
    /// `note`
    pub note: Option<String>,
}

/// Periods as they are written, each with its place.
type Periods<T> = Vec<(Dated<T>, Span)>;

/// What holds on a day, of a list in order of time.
#[must_use]
pub fn on<T>(list: &[Dated<T>], day: Date) -> Option<&Dated<T>> {
    list.iter().find(|one| one.validity.contains(day))
}

/// What begins after a day, of a list in order of time.
#[must_use]
pub fn after<T>(list: &[Dated<T>], day: Date) -> Option<&Dated<T>> {
    list.iter().find(|one| one.validity.from() > day)
}

/// A børnehus.
#[derive(Debug, Clone)]
pub struct House {
    /// `navn`
    pub name: String,
    /// `driftskommune`: the municipality that runs it.
    pub operator: String,
    /// `steder`: the towns it is in.
    pub sites: Vec<String>,
    /// `adresse`
    pub url: Option<String>,
    /// `organisation`: an id in the register of organisations, which has its telephone and mail.
    pub organisation: Option<String>,
    /// `region`, in order of time.
    pub regions: Vec<Dated<String>>,
    /// `kilde`
    pub source: String,
    /// `sted`
    pub place: Option<String>,
    /// `status`
    pub status: Status,
    /// `note`
    pub note: Option<String>,
}

/// A municipality and the houses it has belonged to.
#[derive(Debug, Clone)]
pub struct Municipality {
    /// `navn`
    pub name: String,
    /// Ids of houses, in order of time; never empty.
    pub houses: Vec<Dated<String>>,
}

/// Reads `boernehuse.toml`.
pub fn houses(
    table: &Table<'_>,
    sources: &Register<SourceEntry>,
    organisations: &Register<Organisation>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Register<House> {
    let mut later = Vec::new();
    let houses = read(table, &HOUSES, "børnehuset", diagnostics, |fields| {
        let name = fields.text("navn");
        let operator = fields.text("driftskommune");
        let sites = fields.texts("steder");
        let url = address(fields).flatten();
        let organisation = fields.text("organisation");
        let source = source_id(fields, sources);
        let place = fields.text("sted").map(|text| text.value);
        let (status, note) = status(fields);
        let tables = fields.tables("region");
        let regions = regions(&tables, &mut later);
        if let Some(id) = &organisation
            && organisations.get(&id.value).is_none()
            && !organisations.is_told(&id.value)
        {
            fields.report(
                Diagnostic::new(Code::ValueChoice, id.span, format!("organisationen »{}« findes ikke", id.value))
                    .hint(organisations.hint(&id.value, "organisationer")),
            );
        }
        Some(House {
            name: name?.value,
            operator: operator?.value,
            sites: sites?.into_iter().map(|site| site.value).collect(),
            url,
            organisation: organisation.map(|id| id.value),
            regions: regions?,
            source: source?,
            place,
            status: status?,
            note,
        })
    });
    diagnostics.extend(later);
    houses
}

fn regions(tables: &[Part<'_>], diagnostics: &mut Vec<Diagnostic>) -> Option<Vec<Dated<String>>> {
    let mut found = Vec::new();
    for table in tables {
        let mut fields = table.fields("husets region", diagnostics);
        let at = fields.at();
        let name = fields.text("navn");
        let dated = dated(&mut fields, |_| name.map(|name| name.value));
        fields.finish();
        found.push((dated?, at));
    }
    Some(in_order(found, "husets region", diagnostics))
}

fn dated<T>(fields: &mut Fields<'_, '_>, value: impl FnOnce(&mut Fields<'_, '_>) -> Option<T>) -> Option<Dated<T>> {
    let value = value(fields);
    let validity = validity(fields);
    let (status, note) = status(fields);
    Some(Dated { value: value?, validity: validity?, status: status?, note })
}

/// Sorted by time; overlap and gap are told.
fn in_order<T>(mut found: Periods<T>, what: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Dated<T>> {
    found.sort_by_key(|(one, _)| one.validity.from());
    for pair in found.windows(2) {
        let [(earlier, _), (later, at)] = pair else { continue };
        let begins = text::date(later.validity.from());
        if earlier.validity.overlaps(&later.validity) {
            diagnostics.push(
                Diagnostic::new(Code::RateOverlap, *at, format!("{what} har to svar den {begins}"))
                    .hint("luk den forrige periode med gaelder_til, dagen før den næste begynder"),
            );
        } else if let Some(gap) = earlier.validity.gap_to(&later.validity) {
            diagnostics.push(
                Diagnostic::new(Code::RateGap, *at, format!("{what} har intet svar {gap}"))
                    .hint("lad perioden begynde dagen efter, at den forrige slutter"),
            );
        }
    }
    found.into_iter().map(|(one, _)| one).collect()
}

/// Reads `kommuner.toml`: one `[[kommune]]` for each period; a municipality that changes house has several.
pub fn municipalities(
    table: &Table<'_>,
    houses: &Register<House>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Municipality> {
    let mut fields = table.fields(&MUNICIPALITIES, "registret", diagnostics);
    let tables = fields.tables("kommune");
    fields.finish();
    let mut found: Vec<(String, Periods<String>)> = Vec::new();
    for table in &tables {
        let mut fields = table.fields("kommunen", diagnostics);
        let at = fields.at();
        let name = fields.text("navn");
        let house = fields.text("boernehus");
        let dated = dated(&mut fields, |fields| {
            let house = house?;
            if houses.get(&house.value).is_none() {
                if !houses.is_told(&house.value) {
                    fields.report(
                        Diagnostic::new(
                            Code::ValueChoice,
                            house.span,
                            format!("børnehuset »{}« findes ikke", house.value),
                        )
                        .hint(houses.hint(&house.value, "boernehuse")),
                    );
                }
                return None;
            }
            Some(house.value)
        });
        fields.finish();
        let (Some(name), Some(dated)) = (name, dated) else { continue };
        match found.iter_mut().find(|(known, _)| *known == name.value) {
            Some((_, periods)) => periods.push((dated, at)),
            None => found.push((name.value, vec![(dated, at)])),
        }
    }
    found
        .into_iter()
        .map(|(name, periods)| Municipality {
            houses: in_order(periods, &format!("{name} Kommunes børnehus"), diagnostics),
            name,
        })
        .collect()
}
