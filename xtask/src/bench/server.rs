//! A release server with a demonstration database of its own, for as long as a benchmark takes.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
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

/// The release program with a database folder of its own.
pub(super) struct Home {
    program: PathBuf,
    root: PathBuf,
    site: PathBuf,
    folder: PathBuf,
    /// A PostgreSQL that other nodes use as well, instead of a file of its own.
    database: Option<String>,
}

/// Names a program that is built already, instead of the release program.
const PROGRAM: &str = "PASSPORT_BENCH_PROGRAM";

impl Home {
    pub(super) fn new(workspace: &Workspace) -> Outcome<Self> {
        let program = if let Some(built) = std::env::var_os(PROGRAM) {
            println!("{} is measured as it is", built.display());
            built.into()
        } else {
            assets::build(workspace, Mode::Release)?;
            workspace.build_passport(Mode::Release)?
        };
        Ok(Self {
            program,
            root: workspace.root().to_path_buf(),
            site: workspace.site(),
            folder: steps::private_folder("bench")?,
            database: None,
        })
    }

    /// On a database that other nodes use as well.
    pub(super) fn on(self, database: &str) -> Self {
        Self { database: Some(database.to_owned()), ..self }
    }

    /// A file in the folder.
    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Address of this home's database.
    pub(super) fn database(&self) -> String {
        let own = || format!("sqlite://{}?mode=rwc", self.file("passport.db").display());
        self.database.clone().unwrap_or_else(own)
    }

    /// The program on this home's database.
    pub(super) fn passport(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command
            .args(arguments)
            .current_dir(&self.root)
            .env("PASSPORT_MODE", "demo")
            .env("PASSPORT_SITE_ROOT", &self.site)
            .env("DATABASE_URL", self.database())
            .env("PASSPORT_CONNECTIONS", "20000")
            .env("PASSPORT_LOG", "warn")
            .stdout(Stdio::null());
        command
    }

    /// Serves it until the value is dropped, which also removes the folder.
    pub(super) fn serve(self) -> Outcome<Server> {
        let port = steps::free_port()?;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let child = self
            .passport(&["serve", "--demo"])
            .env("PASSPORT_ADDR", address.to_string())
            .spawn()
            .map_err(|error| format!("cannot start the server: {error}"))?;
        let home = self.folder.to_string_lossy().into_owned();
        let lifeline = steps::Lifeline::tie(r#"kill -TERM "$1"; rm -rf "$2""#, &[&child.id().to_string(), &home])?;
        let mut server = Server { child, address, lifeline: Some(lifeline) };
        server.wait_until_ready()?;
        Ok(server)
    }
}

impl Server {
    pub(super) fn start(workspace: &Workspace) -> Outcome<Self> {
        Home::new(workspace)?.serve()
    }

    /// Logs in as one of the people of the demonstration and returns the session's cookie.
    pub(super) fn log_in(&self, person: &str) -> Outcome<String> {
        let lost = |error: std::io::Error| format!("cannot log in as {person}: {error}");
        let mut connection = Connection::open(self.address).map_err(lost)?;
        let answer = connection.post("/api/people/log_in", "", &format!("key={person}")).map_err(lost)?;
        answer.cookie.ok_or_else(|| format!("no session for {person}: answer {}", answer.status))
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
