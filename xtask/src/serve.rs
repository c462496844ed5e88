//! `cargo xtask serve`: from a fresh checkout to a running product.

use std::process::Command;

use crate::Outcome;
use crate::assets::{self, Mode};
use crate::workspace::Workspace;

struct Wishes {
    port: Option<u16>,
    empty: bool,
    mode: Mode,
}

/// Builds bundles and server, then becomes the server.
pub(crate) fn serve(workspace: &Workspace, arguments: &[&str]) -> Outcome<()> {
    let wishes = wishes(arguments)?;
    assets::style(workspace, false)?;
    assets::build(workspace, wishes.mode)?;
    let program = workspace.build_passport(wishes.mode)?;

    let mut passport = Command::new(program);
    passport.current_dir(workspace.root()).arg("serve").env("PASSPORT_SITE_ROOT", workspace.site());
    if !wishes.empty {
        passport.arg("--demo");
    }
    if let Some(port) = wishes.port {
        passport.env("PASSPORT_ADDR", format!("127.0.0.1:{port}"));
    } else if std::env::var_os("PASSPORT_ADDR").is_none() {
        passport.env("PASSPORT_ADDR", workspace.options().get("site-addr")?);
    }
    if std::env::var_os("PASSPORT_MODE").is_none() {
        passport.env("PASSPORT_MODE", "demo");
    }
    become_program(&mut passport)
}

/// The server takes this process's place, so that signals and the exit status are its own.
#[cfg(unix)]
fn become_program(command: &mut Command) -> Outcome<()> {
    use std::os::unix::process::CommandExt;
    Err(format!("cannot start the server: {}", command.exec()))
}

#[cfg(not(unix))]
fn become_program(command: &mut Command) -> Outcome<()> {
    crate::steps::run(command)
}

fn wishes(arguments: &[&str]) -> Outcome<Wishes> {
    let mut wishes = Wishes { port: None, empty: false, mode: Mode::Debug };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match *argument {
            "--empty" => wishes.empty = true,
            "--release" => wishes.mode = Mode::Release,
            "--port" => wishes.port = Some(port(rest.next().copied())?),
            other => match other.strip_prefix("--port=") {
                Some(number) => wishes.port = Some(port(Some(number))?),
                None => return Err(format!("serve knows --port N, --empty and --release, not {other}")),
            },
        }
    }
    Ok(wishes)
}

fn port(text: Option<&str>) -> Outcome<u16> {
    let number = text.and_then(|text| text.parse().ok()).filter(|number| *number > 0);
    number.ok_or_else(|| "--port takes a number from 1 to 65535".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_is_a_number_a_server_can_listen_on() {
        assert_eq!(port(Some("8080")), Ok(8080));
        for wrong in [None, Some("0"), Some("65536"), Some("http")] {
            assert!(port(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn unknown_wishes_are_refused() {
        assert!(wishes(&["--port", "8080", "--empty"]).is_ok_and(|it| it.port == Some(8080) && it.empty));
        assert!(
            wishes(&["--port=8081", "--release"]).is_ok_and(|it| it.port == Some(8081) && it.mode == Mode::Release)
        );
        assert!(wishes(&["--prot", "8080"]).is_err());
        assert!(wishes(&["--port"]).is_err());
    }
}
