//! `calculator::ui::load`, started. Built for wasm32 only, by Trunk (`belastning.html`).

fn main() {
    calculator::ui::load::start();
}
