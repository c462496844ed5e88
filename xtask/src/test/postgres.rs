//! A PostgreSQL of one's own for the length of a test run: no settings, no password, gone afterwards.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::tally::Tally;
use crate::{Outcome, steps};

/// A running server. It stops when this value or the whole run ends, however that ends.
pub(crate) struct Postgres {
    url: String,
    _lifeline: steps::Lifeline,
}

enum Found {
    Running(Postgres),
    NotInstalled,
}

impl Postgres {
    /// Starts one as a step of the run; says so when there is none to start.
    pub(super) fn start_for(tally: &mut Tally, what: &str) -> Option<Self> {
        let mut postgres = None;
        tally.step("start a private PostgreSQL", || {
            match Self::start(Care::Fast)? {
                Found::Running(running) => postgres = Some(running),
                Found::NotInstalled => println!("SKIPPED: PostgreSQL is not installed here, {what} ran on SQLite only"),
            }
            Ok(())
        });
        postgres
    }

    /// Starts one whose commits survive a power cut, as in use; `None` when PostgreSQL is not installed.
    pub(crate) fn start_durable() -> Outcome<Option<Self>> {
        Ok(match Self::start(Care::Durable)? {
            Found::Running(running) => Some(running),
            Found::NotInstalled => None,
        })
    }

    fn start(care: Care) -> Outcome<Found> {
        let Some(programs) = programs() else {
            return Ok(Found::NotInstalled);
        };
        let owner = Owner::choose()?;
        let folder = steps::private_folder("postgres")?;
        let home = folder.to_string_lossy().into_owned();
        let pg_ctl = programs.join("pg_ctl").to_string_lossy().into_owned();
        let data = folder.join("data");
        let data_name = data.to_string_lossy().into_owned();
        // Tied before anything starts: stopping what never started does no harm.
        let lifeline = steps::Lifeline::tie(&owner.stop_script(), &[&pg_ctl, &data_name, &home])?;
        owner.take(&folder)?;

        let mut initdb = owner.command(&programs.join("initdb"), &folder);
        initdb.args(["--username=passport", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]);
        steps::run(initdb.arg("--pgdata").arg(&data).stdout(std::process::Stdio::null()))?;
        let port = steps::free_port()?;
        append(&data.join("postgresql.conf"), &settings(port, care))?;

        let mut start = owner.command(&programs.join("pg_ctl"), &folder);
        start.args(["start", "--wait", "--silent", "--pgdata"]).arg(&data).arg("--log").arg(folder.join("log"));
        steps::run(&mut start).map_err(|error| {
            let log = std::fs::read_to_string(folder.join("log")).unwrap_or_default();
            format!("{error}\n{log}")
        })?;
        let url = format!("postgres://passport@127.0.0.1:{port}/postgres");
        println!("PostgreSQL from {} listens on port {port}", programs.display());
        Ok(Found::Running(Self { url, _lifeline: lifeline }))
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}

/// What a commit costs.
#[derive(Clone, Copy)]
enum Care {
    /// Nothing here has to survive a power cut.
    Fast,
    /// As in use.
    Durable,
}

fn settings(port: u16, care: Care) -> String {
    let fast = match care {
        Care::Fast => "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n",
        Care::Durable => "",
    };
    format!(
        "\nlisten_addresses = '127.0.0.1'\nport = {port}\nunix_socket_directories = ''\nmax_connections = 200\n{fast}"
    )
}

/// The newest installed version's programs.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest = versions
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse::<u32>().ok()?, entry.path().join("bin"))))
        .filter(|(_, bin)| complete(bin))
        .max_by_key(|(version, _)| *version);
    let path = std::env::var_os("PATH").unwrap_or_default();
    newest.map(|(_, bin)| bin).or_else(|| std::env::split_paths(&path).find(|bin| complete(bin)))
}

fn complete(bin: &Path) -> bool {
    ["initdb", "pg_ctl", "postgres"].iter().all(|program| bin.join(program).is_file())
}

/// Who owns the server: PostgreSQL refuses to run as root.
enum Owner {
    Me,
    Other { name: String, uid: u32, gid: u32 },
}

#[cfg(unix)]
impl Owner {
    fn choose() -> Outcome<Self> {
        if !steps::is_root() {
            return Ok(Self::Me);
        }
        let users = std::fs::read_to_string("/etc/passwd").map_err(|error| format!("cannot read users: {error}"))?;
        let found = ["postgres", "nobody"].iter().find_map(|name| user(&users, name));
        found.ok_or_else(|| "PostgreSQL does not run as root and there is no user postgres or nobody".to_owned())
    }

    fn take(&self, folder: &Path) -> Outcome<()> {
        match self {
            Self::Me => Ok(()),
            Self::Other { uid, gid, .. } => std::os::unix::fs::chown(folder, Some(*uid), Some(*gid))
                .map_err(|error| format!("cannot give away {}: {error}", folder.display())),
        }
    }

    fn command(&self, program: &Path, folder: &Path) -> Command {
        use std::os::unix::process::CommandExt;
        let mut command = Command::new(program);
        command.current_dir(folder);
        if let Self::Other { uid, gid, .. } = self {
            command.uid(*uid).gid(*gid);
        }
        command
    }
}

#[cfg(not(unix))]
impl Owner {
    fn choose() -> Outcome<Self> {
        Ok(Self::Me)
    }

    fn take(&self, _folder: &Path) -> Outcome<()> {
        Ok(())
    }

    fn command(&self, program: &Path, folder: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(folder);
        command
    }
}

impl Owner {
    /// `$1` is pg_ctl, `$2` the data folder, `$3` the folder around it.
    fn stop_script(&self) -> String {
        let stop = r#""$1" stop --mode=immediate --silent --pgdata "$2""#;
        let stop = match self {
            Self::Me => stop.to_owned(),
            Self::Other { name, .. } => format!("cd /; runuser -u {name} -- {stop}"),
        };
        format!(r#"{stop}; rm -rf "$3""#)
    }
}

fn user(users: &str, name: &str) -> Option<Owner> {
    let mut fields = users.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?.split(':').skip(1);
    let uid = fields.next()?.parse().ok()?;
    let gid = fields.next()?.parse().ok()?;
    Some(Owner::Other { name: name.to_owned(), uid, gid })
}

fn append(path: &Path, text: &str) -> Outcome<()> {
    use std::io::Write;
    let file = std::fs::OpenOptions::new().append(true).open(path);
    file.and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|error| format!("cannot write {}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_is_found_by_the_whole_name() {
        let users = "postgresql:x:7:8::/:/bin/sh\npostgres:x:101:104:admin,,,:/var/lib/postgresql:/bin/bash\n";
        assert!(matches!(user(users, "postgres"), Some(Owner::Other { uid: 101, gid: 104, .. })));
        assert!(user(users, "nobody").is_none());
    }

    #[test]
    fn a_server_listens_until_its_value_ends() {
        let server = match Postgres::start(Care::Fast) {
            Ok(Found::Running(server)) => server,
            Ok(Found::NotInstalled) => return,
            Err(message) => return assert_eq!(message, ""),
        };
        let address = server.url().split(['@', '/']).nth(3).unwrap_or_default().to_owned();
        assert!(std::net::TcpStream::connect(&address).is_ok(), "{address}");
        drop(server);
        assert!(std::net::TcpStream::connect(&address).is_err(), "{address}");
    }
}
