//! Bekymringslinealen in the browser: `calculator::ui::concern`, started. Built for wasm32 only, by Trunk (`linealen.html`).

fn main() {
    calculator::ui::concern::start();
}
