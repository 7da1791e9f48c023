//! `calculator::ui::clarify`, started. Built for wasm32 only, by Trunk (`afklaring.html`).

fn main() {
    calculator::ui::clarify::start();
}
