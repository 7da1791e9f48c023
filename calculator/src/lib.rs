//! The domain of Børnehusguiden: what a municipality pays for related services, and where each number comes from.
//!
//! - Money is [`Amount`]: whole øre, never negative, never a float. People write it the Danish way: `1.866,67 kr.`
//! - A price is a [`Rate`]: an amount, the period it holds in ([`Validity`]), who charges it, and a [`Reference`].
//! - A [`RateTable`] is proven free of overlap and gap when it is made; a date outside it is an error, not the nearest rate.
//! - A [`Service`] has a name, a [`Unit`] and a table, which is empty for the many services without a printed price.
//! - A [`Catalogue`] is the services in order, each id once.
//! - A [`Quote`] is [`Choice`]s multiplied and summed; a line without a price stays a line without a number.
//! - A [`Plan`] is what a case file needs: budget years, scenarios of [`Line`]s, numbers that may be a [`Range`]; an
//!   [`Estimate`] is what it costs, [`mod@estimate`] opens every number of it, and [`link`] and [`export`] carry it out.
//! - [`concern`] is Bekymringslinealen: answers about a child, decision tables and their proofs, results in words. It shares
//!   nothing with prices but the small JSON reader.
//! - [`dates`] is deadlines and follow-up dates: the Danish calendar, the rules of counting, tables and calendars that go out.
//! - [`papers`] is meeting papers as data, filled in; [`word`] what all our Word files share.
//! - A printed number that is only shown is a [`Decimal`]: exact, as it was written.
//! - [`text`] says all of it in Danish, the same on the static page and in the tool; [`wire`] carries it between the two.
//!
//! The crate is pure: no disk, clock, network or randomness, but for `ui`, the tools in the browser, which is there with the
//! feature of that name alone and holds no rule of its own. Each tool is a binary that starts a module of `ui`.
//!
//! ```
//! use calculator::{Amount, Quantity, text};
//!
//! let price = Amount::parse("28.000 kr.")?;
//! let three = Quantity::parse("3")?;
//! let total = price.checked_mul(three).expect("small");
//! assert_eq!(text::line_formula(three, price, total), "3 × 28.000 kr. = 84.000 kr.");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

// The tools call the library as anybody else does.
#[cfg(feature = "ui")]
extern crate self as calculator;

pub mod amount;
pub mod catalogue;
pub mod clarify;
pub mod concern;
pub mod dates;
pub mod decimal;
pub mod demand;
pub mod eligibility;
pub mod estimate;
pub mod export;
pub mod facts;
pub mod financing;
pub mod ladder;
pub mod link;
pub mod load;
pub mod measure;
pub mod money;
pub mod network;
pub mod number;
pub mod own_cost;
pub mod papers;
pub mod price_level;
mod product;
pub mod quantity;
pub mod quote;
pub mod range;
pub mod rate;
pub mod saved;
pub mod scenario;
pub mod search;
pub mod self_check;
pub mod service;
pub mod shape;
pub mod text;
#[cfg(feature = "ui")]
pub mod ui;
pub mod validity;
pub mod wire;
pub mod word;

pub use amount::{Amount, AmountError};
pub use catalogue::{Catalogue, DuplicateService};
pub use decimal::{Decimal, DecimalError};
pub use eligibility::{Abuse, Ages, Answer, Eligibility};
pub use estimate::{
    Basis, BreakEven, BreakEvenError, Cell, Comparison, Difference, Differing, Estimate, EstimateError, Even, Gap,
    Ground, Input, Payment, Place, Row, Swing, Target, Terms, Trace, break_even, break_even_terms, compare, estimate,
    evens, known_payments, open, payments, price_years, tornado, trace, warnings,
};
pub use facts::{Facts, Figure, FigureKind};
pub use measure::{Change, Measure, MeasureError, Share, Year};
pub use money::{Money, Origin};
pub use number::NumberError;
pub use own_cost::{Extra, What};
pub use price_level::{IndexError, Level, PriceKind, PriceLevel, PriceLevelError};
pub use quantity::{Quantity, QuantityError};
pub use quote::{Choice, LineTotal, Price, Quote, QuoteError, QuoteLine, quote};
pub use range::{Bound, Range, RangeError};
pub use rate::{NoRate, Printed, Rate, RateTable, RateTableError, Reference, Status};
pub use scenario::{
    FixedCost, FixedKind, Line, Payer, Plan, PlanError, Pricing, Scenario, ScenarioKind, Subject, Years,
};
pub use service::{Listing, Service, ServiceId, ServiceIdError, Sessions, SessionsError, Unit};
pub use validity::{Validity, ValidityError};
