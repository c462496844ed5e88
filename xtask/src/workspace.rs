//! Where things are: the checkout, cargo's target folder, and what is built into it.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Outcome;
use crate::assets::Mode;
use crate::site_options::SiteOptions;
use crate::steps;

/// The checkout and cargo's target folder.
pub(crate) struct Workspace {
    root: PathBuf,
    target: PathBuf,
    options: SiteOptions,
}

impl Workspace {
    /// The checkout this tool was started in, and the target folder cargo itself would use.
    pub(crate) fn find() -> Outcome<Self> {
        let root = root()?;
        let mut cargo = Command::new(cargo_program());
        cargo.current_dir(&root).args(["metadata", "--no-deps", "--format-version", "1", "--offline"]);
        let metadata = steps::json_of(&mut cargo)?;
        let target = metadata["target_directory"].as_str().ok_or("cargo does not say where its target folder is")?;
        let options = SiteOptions::read(&root.join("Leptos.toml"))?;
        Ok(Self { target: PathBuf::from(target), root, options })
    }

    /// The checkout.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Options from `Leptos.toml`.
    pub(crate) fn options(&self) -> &SiteOptions {
        &self.options
    }

    /// The folder the server sends files from.
    pub(crate) fn site(&self) -> PathBuf {
        self.target.join("site")
    }

    /// A folder for tools and half-finished assets.
    pub(crate) fn scratch(&self, name: &str) -> PathBuf {
        self.target.join("xtask").join(name)
    }

    /// The WASM that cargo makes of a frontend crate.
    pub(crate) fn cargo_wasm(&self, name: &str, mode: Mode) -> PathBuf {
        self.target.join("wasm32-unknown-unknown").join(mode.wasm_profile()).join(format!("{name}.wasm"))
    }

    /// The built server.
    pub(crate) fn passport(&self, mode: Mode) -> PathBuf {
        self.target.join(mode.folder()).join(format!("passport{}", std::env::consts::EXE_SUFFIX))
    }

    /// Cargo, in the checkout.
    pub(crate) fn cargo(&self) -> Command {
        let mut cargo = Command::new(cargo_program());
        cargo.current_dir(&self.root);
        cargo
    }

    /// Builds the server. Without `-p`: naming one package would resolve features for it alone and compile half the
    /// tree a second time.
    pub(crate) fn build_passport(&self, mode: Mode) -> Outcome<PathBuf> {
        let mut cargo = self.cargo();
        cargo.args(["build", "--bin", "passport"]);
        if mode == Mode::Release {
            cargo.arg("--release");
        }
        steps::run(&mut cargo)?;
        Ok(self.passport(mode))
    }
}

fn cargo_program() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}

/// The folder above this crate. Asked at run time first: one target folder may serve several checkouts.
fn root() -> Outcome<PathBuf> {
    let own = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    let above = own.parent().ok_or("this tool lies outside the checkout")?;
    Ok(above.to_path_buf())
}
