//! `calculator::ui::follow_up`, started. Built for wasm32 only, by Trunk (`opfoelgning.html`).

fn main() {
    calculator::ui::follow_up::start();
}
