//! What stands behind the numbers of the price calculator: `calculator::ui::workings`, started. Built for wasm32 only, by Trunk
//! (`beregner-ark.html`); the price calculator loads it when it is first needed.

fn main() {
    calculator::ui::workings::start();
}
