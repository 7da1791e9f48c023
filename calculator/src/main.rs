//! The price calculator in the browser: reads the catalogue from the page and mounts over its static part.
//!
//! Built for wasm32 only, by Trunk (see `Trunk.toml`). All rules and most words come from the library; this binary holds
//! elements and events. What the user types stays in memory: no storage, no request, no address.

mod ui;

fn main() {
    ui::start();
}
