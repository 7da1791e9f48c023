//! `calculator::ui::visits`, started. Built for wasm32 only, by Trunk (`overgange.html`).

fn main() {
    calculator::ui::visits::start();
}
