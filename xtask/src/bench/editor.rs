//! The editor in a browser on a processor throttled to a quarter, over a formulary of 400 products, and PDFs.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::process::Command;

use super::server::Home;
use super::table::{self, Budget};
use crate::workspace::Workspace;
use crate::{Outcome, steps, test};

const PRODUCTS: u32 = 400;

pub(super) fn run(workspace: &Workspace) -> Outcome<()> {
    let folder = workspace.root().join("end2end");
    let browser = test::browser_for(&folder)?;
    let home = Home::new(workspace)?;
    let (file, report) = (home.file("formulary.csv"), workspace.scratch("bench-editor.json"));
    steps::write(&file, formulary().as_bytes())?;
    steps::run(&mut home.passport(&["demo"]))?;
    let path = file.to_string_lossy().into_owned();
    steps::run(&mut home.passport(&["import", "formulary", &path, "--icb", "QZZ"]))?;
    let server = home.serve()?;
    let mut playwright = Command::new("npm");
    playwright.current_dir(&folder).args([
        "exec",
        "--no",
        "--",
        "playwright",
        "test",
        "--config",
        "bench.config.ts",
        "editor",
    ]);
    playwright.env("PASSPORT_BASE_URL", format!("http://{}", server.address())).env("BENCH_REPORT", &report);
    if let Some(path) = browser {
        playwright.env("CHROMIUM_PATH", path);
    }
    steps::run(&mut playwright)?;
    let figures: BTreeMap<String, f64> = serde_json::from_slice(&steps::read(&report)?)
        .map_err(|error| format!("the browser left no figures: {error}"))?;
    println!("\n{PRODUCTS} products; the processor throttled to a quarter, but for the PDF; 95 of 100");
    table::heading();
    for (what, budget) in [
        ("key to preview", 100.0),
        ("key to the picker’s answer", 50.0),
        ("opening the editor to the first key", 1500.0),
        ("PDF, warm", 300.0),
    ] {
        let measured = figures.get(what).copied().unwrap_or(f64::NAN);
        table::line(what, measured, "ms", Budget::AtMost(budget));
    }
    Ok(())
}

/// A formulary as large as a national list of respiratory products.
fn formulary() -> String {
    let mut text =
        String::from("product_id,brand,generic,strength,kind,device,steroid_micrograms,colour,status,status_label\n");
    text.push_str("salbutamol-100,Salbutamol,salbutamol,100 micrograms,saba,pressurised,,blue,first,First choice\n");
    for number in 1..PRODUCTS {
        let kind = match number % 3 {
            0 => "beclometasone,{} micrograms,ics,pressurised,{},brown",
            1 => "budesonide,{} micrograms,ics,dry_powder,{},brown",
            _ => "fluticasone,{} micrograms,ics,breath_actuated,{},orange",
        };
        let kind = kind.replace("{}", &(50 + number % 5 * 50).to_string());
        let standing = if number % 2 == 0 { "first,First choice" } else { "second,Second choice" };
        let _ = writeln!(text, "made-up-{number},Made-up {number},{kind},{standing}");
    }
    text
}
