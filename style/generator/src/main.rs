//! Writes `style/utilities.css` and `style/passport.css`; with `--check` only says whether they are up to date.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command speaks on the terminal")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use style_generator::{PASSPORT, UTILITIES, sheets};

fn main() -> ExitCode {
    let check = std::env::args().skip(1).any(|argument| argument == "--check");
    match run(&root(), check) {
        Ok(message) => {
            println!("{message}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn run(root: &Path, check: bool) -> Result<String, String> {
    let sheets = sheets(root).map_err(|error| error.to_string())?;
    for (name, text) in [(UTILITIES, &sheets.utilities), (PASSPORT, &sheets.passport)] {
        let path = root.join(name);
        if fs::read_to_string(&path).is_ok_and(|kept| &kept == text) {
            continue;
        }
        if check {
            return Err(format!("{name} is out of date: run `cargo run -p style-generator`"));
        }
        fs::write(&path, text).map_err(|error| format!("cannot write {name}: {error}"))?;
    }
    Ok(format!("{PASSPORT} is up to date, {} bytes", sheets.passport.len()))
}
