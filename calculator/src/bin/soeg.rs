//! The search in the browser: `calculator::ui::search`, started. Built for wasm32 only, by Trunk (`soeg.html`).

fn main() {
    calculator::ui::search::start();
}
