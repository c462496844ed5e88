//! Running other programs, and making sure that what was started also ends.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::Outcome;

/// Runs a program to its end; anything but success is an error that names it.
pub(crate) fn run(command: &mut Command) -> Outcome<()> {
    let status = command.status().map_err(|error| format!("cannot start {}: {error}", name(command)))?;
    if status.success() { Ok(()) } else { Err(format!("{} ended with {status}", name(command))) }
}

/// Runs a program and hands each line of its standard output to `line`. The answer says whether it succeeded.
pub(crate) fn run_reading(command: &mut Command, mut line: impl FnMut(&str)) -> Outcome<bool> {
    let mut child =
        command.stdout(Stdio::piped()).spawn().map_err(|error| format!("cannot start {}: {error}", name(command)))?;
    if let Some(output) = child.stdout.take() {
        for bytes in BufReader::new(output).split(b'\n') {
            let bytes = bytes.map_err(|error| format!("cannot read from {}: {error}", name(command)))?;
            line(&String::from_utf8_lossy(&bytes));
        }
    }
    let status = child.wait().map_err(|error| format!("lost {}: {error}", name(command)))?;
    Ok(status.success())
}

/// The JSON a program prints.
pub(crate) fn json_of(command: &mut Command) -> Outcome<Value> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("cannot start {}: {error}", name(command)))?;
    if !output.status.success() {
        return Err(format!("{} ended with {}", name(command), output.status));
    }
    serde_json::from_slice(&output.stdout).map_err(|error| format!("{} printed no JSON: {error}", name(command)))
}

/// Whether a program of that name can be started.
pub(crate) fn is_there(program: &str) -> bool {
    Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

/// Whether this run may do everything on this machine, as in a container.
pub(crate) fn is_root() -> bool {
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::fs::MetadataExt;
        std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
    }
    #[cfg(not(target_os = "linux"))]
    {
        false
    }
}

fn name(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let first = command.get_args().take(2).map(|argument| argument.to_string_lossy());
    first.fold(program, |words, argument| words + " " + &argument)
}

/// A port of this machine that nothing listens on now.
pub(crate) fn free_port() -> Outcome<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(|error| format!("no free port: {error}"))?;
    let address = listener.local_addr().map_err(|error| format!("no free port: {error}"))?;
    Ok(address.port())
}

/// Asks again and again until `ready` or the time is over.
pub(crate) fn wait_until(limit: Duration, mut ready: impl FnMut() -> Outcome<bool>) -> Outcome<bool> {
    let start = Instant::now();
    while start.elapsed() < limit {
        if ready()? {
            return Ok(true);
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(false)
}

/// Creates a folder and everything above it.
pub(crate) fn folder(path: &Path) -> Outcome<()> {
    std::fs::create_dir_all(path).map_err(|error| format!("cannot make {}: {error}", path.display()))
}

/// The whole file.
pub(crate) fn read(path: &Path) -> Outcome<Vec<u8>> {
    std::fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

/// Writes the whole file under its final name only when it is complete.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Outcome<()> {
    let unfinished = path.with_extension("unfinished");
    std::fs::write(&unfinished, bytes)
        .and_then(|()| std::fs::rename(&unfinished, path))
        .map_err(|error| format!("cannot write {}: {error}", path.display()))
}

/// A new folder that only this run uses.
pub(crate) fn private_folder(purpose: &str) -> Outcome<PathBuf> {
    let path = std::env::temp_dir().join(format!("passport-{purpose}-{}", std::process::id()));
    folder(&path)?;
    Ok(path)
}

/// Ends something when this run ends, however it ends: a small shell waits for the pipe to close, which the system
/// does even for a killed process, and then runs the script with `$1`, `$2` ... as its arguments.
pub(crate) struct Lifeline(Child);

impl Lifeline {
    pub(crate) fn tie(script: &str, arguments: &[&str]) -> Outcome<Self> {
        let watch = format!("trap '' INT TERM HUP; cat >/dev/null; {script}");
        let shell = Command::new("sh")
            .args(["-c", &watch, "lifeline"])
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        shell.map(Self).map_err(|error| format!("cannot start a shell: {error}"))
    }
}

impl Drop for Lifeline {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ended = self.0.wait();
    }
}
