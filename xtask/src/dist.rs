//! `cargo xtask dist`: what a practice's or ICB's machine needs, in one file.

use std::process::Command;

use crate::assets::{self, Mode};
use crate::workspace::Workspace;
use crate::{Outcome, steps};

/// Builds the release and packs server and site side by side, where the server looks for its site.
pub(crate) fn dist(workspace: &Workspace, arguments: &[&str]) -> Outcome<()> {
    if let Some(argument) = arguments.first() {
        return Err(format!("dist takes no {argument}"));
    }
    assets::style(workspace, true)?;
    assets::build(workspace, Mode::Release)?;
    let program = workspace.build_passport(Mode::Release)?;

    let folder = workspace.scratch("dist");
    steps::folder(&folder)?;
    let archive = folder.join(concat!("passport-", env!("CARGO_PKG_VERSION"), ".tar.gz"));
    let site = workspace.site();
    let (Some(program_folder), Some(site_folder)) = (program.parent(), site.parent()) else {
        return Err("the target folder has no place".to_owned());
    };
    let mut tar = Command::new("tar");
    tar.arg("-czf").arg(&archive);
    tar.arg("-C").arg(program_folder).arg("passport").arg("-C").arg(site_folder).arg("site");
    steps::run(&mut tar)?;
    println!("Packed: {}", archive.display());
    println!("Unpack it and start PASSPORT_SITE_ROOT=site ./passport serve");
    Ok(())
}
