//! What a browser downloads.

use std::path::Path;

use super::table::{self, Budget};
use crate::assets::{self, Mode, beside};
use crate::workspace::Workspace;
use crate::{Outcome, steps};

/// Kilobytes after brotli that a bundle may have, and those it should have.
const BUDGETS: [(&str, f64, f64); 2] = [("patient", 300.0, 200.0), ("staff", 500.0, 350.0)];

pub(super) fn run(workspace: &Workspace) -> Outcome<()> {
    let published = assets::build(workspace, Mode::Release)?;
    println!();
    table::heading();
    for part in &published.parts {
        let whole = kilobytes(part.files.iter().map(|file| size(file)))?;
        let gzip = kilobytes(part.files.iter().map(|file| size(&beside(file, ".gz"))))?;
        let brotli = kilobytes(part.files.iter().map(|file| size(&beside(file, ".br"))))?;
        table::line(&format!("{}, as built", part.name), whole, "kB", Budget::None);
        table::line(&format!("{}, gzip", part.name), gzip, "kB", Budget::None);
        match BUDGETS.iter().find(|(name, ..)| *name == part.name) {
            Some((name, budget, aim)) => {
                table::line(&format!("{name}, brotli"), brotli, "kB", Budget::AtMost(*budget));
                table::line(&format!("{name}, brotli, beside the aim"), brotli, "kB", Budget::AtMost(*aim));
            }
            None => table::line(&format!("{}, brotli", part.name), brotli, "kB", Budget::None),
        }
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "a bundle has fewer bytes than a float has exact whole numbers")]
fn kilobytes(sizes: impl Iterator<Item = Outcome<usize>>) -> Outcome<f64> {
    let total: usize = sizes.sum::<Outcome<usize>>()?;
    Ok(total as f64 / 1000.0)
}

fn size(file: &Path) -> Outcome<usize> {
    Ok(steps::read(file)?.len())
}
