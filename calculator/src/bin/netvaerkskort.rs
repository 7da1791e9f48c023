//! `calculator::ui::network`, started. Built for wasm32 only, by Trunk (`netvaerkskort.html`).

fn main() {
    calculator::ui::network::start();
}
