//! `calculator::ui::deadlines`, started. Built for wasm32 only, by Trunk (`frister.html`).

fn main() {
    calculator::ui::deadlines::start();
}
