//! The glue between a bundle and the browser.

use std::path::Path;

use wasm_bindgen_cli_support::Bindgen;

use super::Mode;
use crate::{Outcome, steps};

/// Part of a bundle's stamp: raise it when the options below change, so that kept glue is made again.
pub(super) const RECIPE: u32 = 1;

/// Writes `NAME.js`, `NAME_bg.wasm` and the snippets they import.
pub(super) fn generate(wasm: &Path, folder: &Path, name: &str, mode: Mode) -> Outcome<()> {
    println!("   wasm-bindgen {name}");
    if folder.exists() {
        std::fs::remove_dir_all(folder).map_err(|error| format!("cannot clear {}: {error}", folder.display()))?;
    }
    steps::folder(folder)?;
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(wasm)
        .out_name(name)
        .typescript(false)
        // Names of functions make a panic in a developer's browser readable and a patient's download larger.
        .remove_name_section(mode == Mode::Release)
        .remove_producers_section(true)
        // The page names the module: its file name carries a hash that the glue cannot know.
        .omit_default_module_path(true);
    let done = bindgen.web(true).and_then(|bindgen| bindgen.generate(folder));
    done.map_err(|error| format!("wasm-bindgen failed on {name}: {error:#}"))
}
