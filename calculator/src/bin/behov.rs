//! Joint demand in the browser: `calculator::ui::demand`, started. Built for wasm32 only, by Trunk (`behov.html`).

fn main() {
    calculator::ui::demand::start();
}
