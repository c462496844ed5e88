//! The project's own build tool: assets, server, tests and benchmarks behind `cargo xtask`.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a build tool speaks on the terminal")]

mod assets;
mod bench;
mod dist;
mod serve;
mod site_options;
mod steps;
mod test;
#[cfg(test)]
mod wiring;
mod workspace;

use std::process::ExitCode;

use workspace::Workspace;

/// What went wrong, in words for whoever runs the tool.
type Outcome<T> = Result<T, String>;

const USAGE: &str = "cargo xtask COMMAND

  serve [--port N] [--empty] [--release]   build everything and serve it with the demonstration ICB
  test [unit|server|stories]               every check; ends with `N passed, N failed`
  build [--release]                        both browser bundles and the style sheet
  css [--check]                            the style sheet alone
  bench NAME                               a benchmark beside its budget; `bench` alone lists them
  dist                                     the release server with its site, packed in one file";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[&str]) -> Outcome<()> {
    let Some((command, rest)) = arguments.split_first() else {
        return Err(format!("say what to do\n\n{USAGE}"));
    };
    if matches!(*command, "help" | "--help" | "-h") {
        println!("{USAGE}");
        return Ok(());
    }
    let workspace = Workspace::find()?;
    match *command {
        "build" => build(&workspace, rest),
        "serve" => serve::serve(&workspace, rest),
        "test" => test::test(&workspace, rest),
        "bench" => bench::bench(&workspace, rest),
        "css" => css(&workspace, rest),
        "dist" => dist::dist(&workspace, rest),
        other => Err(format!("there is no command {other}\n\n{USAGE}")),
    }
}

fn build(workspace: &Workspace, arguments: &[&str]) -> Outcome<()> {
    let mode = match arguments {
        [] => assets::Mode::Debug,
        ["--release"] => assets::Mode::Release,
        _ => return Err(format!("build knows only --release\n\n{USAGE}")),
    };
    assets::style(workspace, false)?;
    assets::build(workspace, mode)?;
    println!("The site is in {}", workspace.site().display());
    Ok(())
}

fn css(workspace: &Workspace, arguments: &[&str]) -> Outcome<()> {
    match arguments {
        [] => assets::style(workspace, false),
        ["--check"] => assets::style(workspace, true),
        _ => Err(format!("css knows only --check\n\n{USAGE}")),
    }
}
