//! What browsers download: two WASM bundles with their glue scripts, the style sheet, icons.

mod bindgen;
mod publish;
mod wasm_opt;

use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};

use crate::workspace::Workspace;
use crate::{Outcome, steps};

pub(crate) use publish::{Published, beside};

/// The two bundles, by the names of their crates.
pub(crate) const BUNDLES: [&str; 2] = ["patient", "staff"];

pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Built for working on the product, or for those who use it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Debug,
    Release,
}

impl Mode {
    /// Cargo's profile for the bundles.
    pub(crate) fn wasm_profile(self) -> &'static str {
        match self {
            Self::Debug => "wasm-dev",
            Self::Release => "wasm-release",
        }
    }

    /// Cargo's folder for native programs.
    pub(crate) fn folder(self) -> &'static str {
        match self {
            Self::Debug => "debug",
            Self::Release => "release",
        }
    }
}

/// Compiles both bundles and lays out the site.
pub(crate) fn build(workspace: &Workspace, mode: Mode) -> Outcome<Published> {
    want_wasm_target(workspace)?;
    steps::run(
        workspace
            .cargo()
            .args(["build", "--target", WASM_TARGET, "--profile", mode.wasm_profile()])
            .args(["-p", BUNDLES[0], "-p", BUNDLES[1]]),
    )?;
    let optimiser = match mode {
        Mode::Debug => None,
        Mode::Release => wasm_opt::find(workspace)?,
    };
    for name in BUNDLES {
        let input = workspace.cargo_wasm(name, mode);
        let folder = glue_folder(workspace, mode, name);
        let stamp = format!("{} {} {}", digest(&steps::read(&input)?), bindgen::RECIPE, optimiser.is_some());
        if std::fs::read_to_string(folder.join("stamp")).is_ok_and(|kept| kept == stamp) {
            continue;
        }
        bindgen::generate(&input, &folder, name, mode)?;
        if let Some(optimiser) = &optimiser {
            optimiser.shrink(&folder.join(format!("{name}_bg.wasm")))?;
        }
        steps::write(&folder.join("stamp"), stamp.as_bytes())?;
    }
    let published = publish::publish(workspace, mode)?;
    publish::public_files(workspace)?;
    Ok(published)
}

/// Where a bundle lies between wasm-bindgen and its final name.
fn glue_folder(workspace: &Workspace, mode: Mode, name: &str) -> PathBuf {
    workspace.scratch("glue").join(mode.folder()).join(name)
}

/// Writes the style sheet from the class names in the sources, or only says whether it is up to date.
pub(crate) fn style(workspace: &Workspace, check: bool) -> Outcome<()> {
    let mut generator = workspace.cargo();
    generator.args(["run", "--quiet", "--bin", "style-generator", "--"]);
    if check {
        generator.arg("--check");
    }
    steps::run(&mut generator)
}

/// Adds the browser target when the toolchain lacks it. A toolchain without rustup may have it all the same.
pub(crate) fn want_wasm_target(workspace: &Workspace) -> Outcome<()> {
    let libraries = Command::new("rustc")
        .current_dir(workspace.root())
        .args(["--print", "target-libdir", "--target", WASM_TARGET])
        .output();
    if let Ok(output) = libraries
        && Path::new(String::from_utf8_lossy(&output.stdout).trim()).is_dir()
    {
        return Ok(());
    }
    if !steps::is_there("rustup") {
        return Err(format!("the Rust toolchain has no {WASM_TARGET} target and there is no rustup to add it"));
    }
    steps::run(Command::new("rustup").current_dir(workspace.root()).args(["target", "add", WASM_TARGET]))
}

/// SHA-256, in hexadecimal.
fn digest(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}
