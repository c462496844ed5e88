//! The test programs that cargo makes of the native packages. They are compiled together and run one by one, because
//! asking cargo for one package at a time resolves features anew and compiles half the tree again.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::tally::{Count, Tally, test_result};
use crate::workspace::Workspace;
use crate::{Outcome, steps};

/// Where tests find the PostgreSQL they may use.
const POSTGRES_URL: &str = "PASSPORT_TEST_POSTGRES_URL";

/// Every test program of the workspace's native packages.
pub(super) struct Programs(Vec<Program>);

struct Program {
    package: String,
    target: String,
    folder: PathBuf,
    executable: PathBuf,
}

impl Programs {
    pub(super) fn compile(workspace: &Workspace) -> Outcome<Self> {
        let mut programs = Vec::new();
        let mut cargo = workspace.cargo();
        cargo.args(["test", "--no-run", "--message-format=json-render-diagnostics"]);
        let compiled = steps::run_reading(&mut cargo, |line| {
            programs.extend(serde_json::from_str(line).ok().and_then(|message: Value| program(&message)));
        })?;
        if !compiled {
            return Err("the tests do not compile".to_owned());
        }
        programs.sort_by(|one, other| (&one.package, &one.target).cmp(&(&other.package, &other.target)));
        Ok(Self(programs))
    }

    /// Runs the programs of the packages that `wanted` names.
    pub(super) fn run(&self, tally: &mut Tally, title: &str, wanted: impl Fn(&str) -> bool, postgres: Option<&str>) {
        for program in self.0.iter().filter(|program| wanted(&program.package)) {
            let name = format!("{title}: {} ({})", program.package, program.target);
            tally.counted(&name, || program.run(postgres));
        }
    }
}

impl Program {
    /// Runs as under cargo: in the package's folder.
    fn run(&self, postgres: Option<&str>) -> Outcome<Count> {
        let mut command = Command::new(&self.executable);
        command.arg("--quiet").current_dir(&self.folder).env("CARGO_MANIFEST_DIR", &self.folder);
        match postgres {
            Some(url) => command.env(POSTGRES_URL, url),
            None => command.env_remove(POSTGRES_URL),
        };
        let mut count = None;
        let succeeded = steps::run_reading(&mut command, |line| {
            if !line.trim().is_empty() {
                println!("{line}");
            }
            count = test_result(line).or(count);
        })?;
        match count {
            Some(count) if succeeded || count.failed > 0 => Ok(count),
            _ => Err("the test program ended before its result".to_owned()),
        }
    }
}

/// The program that a message of cargo announces, when it is one of tests.
fn program(message: &Value) -> Option<Program> {
    if message["reason"] != "compiler-artifact" || message["profile"]["test"] != true {
        return None;
    }
    let folder = Path::new(message["manifest_path"].as_str()?).parent()?.to_path_buf();
    Some(Program {
        package: package_name(message["package_id"].as_str()?),
        target: message["target"]["name"].as_str()?.to_owned(),
        folder,
        executable: PathBuf::from(message["executable"].as_str()?),
    })
}

/// `path+file:///home/me/passport/app#0.1.0` and `path+file:///.../generator#style-generator@0.1.0` both name one.
fn package_name(id: &str) -> String {
    let (address, fragment) = id.split_once('#').unwrap_or((id, ""));
    let name = fragment.split_once('@').map(|(name, _)| name);
    name.unwrap_or_else(|| address.rsplit('/').next().unwrap_or(address)).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_of_a_package_id_name_the_package() {
        assert_eq!(package_name("path+file:///home/me/passport/app#0.1.0"), "app");
        assert_eq!(package_name("path+file:///home/me/style/generator#style-generator@0.1.0"), "style-generator");
    }
}
