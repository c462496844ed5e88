//! `wasm-opt`, which makes a release bundle smaller.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::workspace::Workspace;
use crate::{Outcome, steps};

const PACKAGE: &str = "binaryen@132.0.0";

/// What the Rust compiler may have used; a module with anything else is refused rather than broken.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// An installed `wasm-opt`.
pub(super) struct WasmOpt(PathBuf);

/// The optimiser from npm, installed once. Without npm the bundles stay larger and work all the same.
pub(super) fn find(workspace: &Workspace) -> Outcome<Option<WasmOpt>> {
    let home = workspace.scratch(PACKAGE);
    let program = home.join("node_modules/.bin/wasm-opt");
    if program.exists() {
        return Ok(Some(WasmOpt(program)));
    }
    if !steps::is_there("npm") {
        println!("   npm is missing: the bundles are not shrunk by wasm-opt and will be larger than the budget");
        return Ok(None);
    }
    steps::folder(&home)?;
    steps::run(
        Command::new("npm")
            .current_dir(&home)
            .args(["install", "--no-save", "--no-audit", "--no-fund", "--loglevel", "error", "--prefix", "."])
            .arg(PACKAGE),
    )?;
    Ok(Some(WasmOpt(program)))
}

impl WasmOpt {
    /// Shrinks a module in place.
    pub(super) fn shrink(&self, module: &Path) -> Outcome<()> {
        let name = module.file_name().unwrap_or_default().to_string_lossy().into_owned();
        println!("   wasm-opt {name}");
        let smaller = module.with_extension("smaller");
        steps::run(Command::new(&self.0).arg("-Oz").args(FEATURES).arg(module).arg("-o").arg(&smaller))?;
        std::fs::rename(&smaller, module).map_err(|error| format!("cannot replace {name}: {error}"))
    }
}
