//! The patients' bundle: the same screens that the server rendered, woken up in the browser.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page once the module is loaded.
#[wasm_bindgen]
pub fn hydrate() {
    app::hydrate_patient();
    awake();
}

/// Called by the phone's scripts when there is no network.
#[wasm_bindgen]
pub fn start() {
    app::start_patient();
    awake();
}

fn awake() {
    // Says that the page answers now: whoever drives it need not guess.
    let root = web_sys::window().and_then(|window| window.document()).and_then(|document| document.document_element());
    root.map(|root| root.set_attribute("data-awake", ""));
}
