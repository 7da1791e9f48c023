//! What the black-box tests share.
//!
//! * [`prepare`]: the real site, built once by the real command, and copies of the project to break;
//! * [`dist`]: the built pages as a reader's browser or a crawler meets them, without a browser;
//! * [`corpus`]: a made-up site of any size;
//! * [`driver`] and [`browser`]: Chromium through its driver, found or installed;
//! * [`calculator_page`]: how journeys through the tools begin, and what they do all along;
//! * [`keyboard`]: a reader without a mouse;
//! * [`audit`]: what a browser, axe and the console have to say of a page;
//! * [`closely`]: what axe does not look at: air, targets, focus, what a screen reader is told, what jumps;
//! * [`extra`]: large tools, fetched where they are asked for;
//! * [`harness`]: runs tests that share browsers;
//! * [`kept`]: files that tools have saved, held to the schema of them;
//! * [`limits`]: the one file of budgets;
//! * [`preview`]: `site serve` as a program, and what an open page asks it;
//! * [`made`]: tables made from the shapes that editors' tables have, sound and broken;
//! * [`overlay`]: little sites with a fault, laid over a sound one;
//! * [`picture`]: pictures of pages, kept, compared and shown where they differ;
//! * [`runs`]: runs of words, to find sentences that are not ours;
//! * [`sizes`]: what the built site weighs, for the tests of budgets and for the benchmark;
//! * [`style`]: a style sheet, read as far as the tests of the design need it;
//! * [`side_by_side`]: the same mistakes in the form of four generators;
//! * [`word`] and [`pdf`]: Word files and printed pages, read again.

pub mod audit;
pub mod browser;
pub mod calculator_page;
pub mod closely;
pub mod concern_page;
pub mod corpus;
pub mod dist;
pub mod driver;
pub mod extra;
pub mod frame;
pub mod harness;
pub mod kept;
pub mod keyboard;
pub mod limits;
pub mod made;
pub mod overlay;
pub mod pdf;
pub mod picture;
pub mod prepare;
pub mod preview;
pub mod runs;
pub mod side_by_side;
pub mod sizes;
pub mod style;
pub mod word;
