//! The price calculator in the browser: `calculator::ui::price`, started. Built for wasm32 only, by Trunk (`beregner.html`).

fn main() {
    calculator::ui::price::start();
}
