//! The domain of Børnehusguiden: what a municipality pays for related services, and where each number comes from.
//!
//! - Money is [`Amount`]: whole øre, never negative, never a float. People write it the Danish way: `1.866,67 kr.`
//! - A price is a [`Rate`]: an amount, the period it holds in ([`Validity`]), who charges it, and a [`Reference`].
//! - A [`RateTable`] is proven free of overlap and gap when it is made; a date outside it is an error, not the nearest rate.
//! - A [`Service`] has a name, a [`Unit`] and a table, which is empty for the many services without a printed price.
//! - A [`Catalogue`] is the services in order, each id once.
//! - A [`Quote`] is [`Choice`]s multiplied and summed; a line without a price stays a line without a number.
//! - A printed number that is only shown is a [`Decimal`]: exact, as it was written.
//! - [`text`] says all of it in Danish, the same on the static page and in the tool; [`wire`] carries it between the two.
//!
//! The crate is pure: no disk, clock, network or randomness. The tool in the browser is the binary `beregner` (feature `ui`,
//! `main.rs` and `ui/`); it holds no rule of its own.
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

pub mod amount;
pub mod decimal;
pub mod number;
pub mod quantity;
pub mod quote;
pub mod rate;
pub mod service;
pub mod text;
pub mod validity;
pub mod wire;

pub use amount::{Amount, AmountError};
pub use decimal::{Decimal, DecimalError};
pub use number::NumberError;
pub use quantity::{Quantity, QuantityError};
pub use quote::{Choice, LineTotal, Price, Quote, QuoteError, QuoteLine, quote};
pub use rate::{NoRate, Printed, Rate, RateTable, RateTableError, Reference, Status};
pub use service::{
    Catalogue, DuplicateService, Listing, Service, ServiceId, ServiceIdError, Sessions, SessionsError, Unit,
};
pub use validity::{Validity, ValidityError};
