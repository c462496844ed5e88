//! A release server with a demonstration database of its own, for as long as a benchmark takes.

use std::net::{Ipv4Addr, SocketAddr};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::client::Connection;
use crate::assets::{self, Mode};
use crate::workspace::Workspace;
use crate::{Outcome, steps};

/// Stops with this value, or with the run, however that ends.
pub(super) struct Server {
    child: Child,
    address: SocketAddr,
    lifeline: Option<steps::Lifeline>,
}

impl Server {
    pub(super) fn start(workspace: &Workspace) -> Outcome<Self> {
        assets::build(workspace, Mode::Release)?;
        let program = workspace.build_passport(Mode::Release)?;
        let folder = steps::private_folder("bench")?;
        let port = steps::free_port()?;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let child = Command::new(program)
            .args(["serve", "--demo"])
            .current_dir(workspace.root())
            .env("PASSPORT_MODE", "demo")
            .env("PASSPORT_ADDR", address.to_string())
            .env("PASSPORT_SITE_ROOT", workspace.site())
            .env("DATABASE_URL", format!("sqlite://{}?mode=rwc", folder.join("passport.db").display()))
            .env("PASSPORT_LOG", "warn")
            .stdout(Stdio::null())
            .spawn()
            .map_err(|error| format!("cannot start the server: {error}"))?;
        let home = folder.to_string_lossy().into_owned();
        let lifeline = steps::Lifeline::tie(r#"kill -TERM "$1"; rm -rf "$2""#, &[&child.id().to_string(), &home])?;
        let mut server = Self { child, address, lifeline: Some(lifeline) };
        server.wait_until_ready()?;
        Ok(server)
    }

    fn wait_until_ready(&mut self) -> Outcome<()> {
        let ready = steps::wait_until(Duration::from_secs(120), || {
            if let Ok(Some(status)) = self.child.try_wait() {
                return Err(format!("the server ended with {status}"));
            }
            let answer = Connection::open(self.address).and_then(|mut connection| connection.get("/readyz"));
            Ok(answer.is_ok_and(|answer| answer.status == 200))
        })?;
        if ready { Ok(()) } else { Err("the server was not ready after two minutes".to_owned()) }
    }

    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Megabytes of memory the server holds now, where the system tells.
    pub(super) fn resident_megabytes(&self) -> Option<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        let kilobytes: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
        Some(kilobytes * 1024.0 / 1e6)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.lifeline.take());
        let _ended = self.child.wait();
    }
}
