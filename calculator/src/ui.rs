//! The tools in the browser, each a module of its own and a binary that starts it (`src/bin/`), and what they share.
//!
//! Contract: elements and events, no rules: those and most words are the library's. What the user types stays in memory: no
//! storage, no request but for code of a tool itself, and no address but a link that the user asks for. `page` and `browser`
//! alone know the document; `dom` brings elements into the page and `parts` makes what is made of a few of them. A tool uses
//! what is shared and never another tool, so that a binary holds no more than its own. `workings` is asked by `price`, in texts
//! alone (`relay`), and is a binary too.

mod asking;
mod browser;
pub mod cases;
pub mod clarify;
pub mod concern;
pub mod course;
mod dates;
pub mod deadlines;
pub mod demand;
mod dom;
mod element;
mod files;
pub mod follow_up;
mod form;
mod frame;
pub mod ladder;
pub mod load;
pub mod network;
mod page;
pub mod papers;
mod parts;
pub mod price;
mod relay;
pub mod search;
pub mod self_check;
mod shown;
mod signal;
mod typed;
pub mod visits;
mod voice;
pub mod workings;

/// The standard library's allocator is 7 kB of WebAssembly; this one is 2 kB, and takes the same short time for each request.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
