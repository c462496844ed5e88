//! `cargo xtask bench NAME`: figures beside their budgets.

mod bundles;
mod client;
mod editor;
mod http;
mod latencies;
mod lighthouse;
mod live;
mod live_crowd;
mod live_nodes;
mod phone;
mod register;
mod server;
mod table;

use crate::Outcome;
use crate::workspace::Workspace;

/// One benchmark. To add one, add it here.
struct Bench {
    name: &'static str,
    what: &'static str,
    run: fn(&Workspace) -> Outcome<()>,
}

const BENCHES: [Bench; 7] = [
    Bench { name: "bundles", what: "what a browser downloads", run: bundles::run },
    Bench { name: "register", what: "a roster of 100,000 imported, and patients found among them", run: register::run },
    Bench {
        name: "live",
        what: "from a check-in to the board's new figures, on one node and on two, with 10,000 who listen",
        run: live::run,
    },
    Bench {
        name: "editor",
        what: "what a nurse waits for in the editor on a slow PC, and for a PDF",
        run: editor::run,
    },
    Bench { name: "phone", what: "the emergency steps without a network, and a month's entries sent", run: phone::run },
    Bench {
        name: "lighthouse",
        what: "every page of a patient as Lighthouse sees it on a slow phone",
        run: lighthouse::run,
    },
    Bench { name: "http", what: "pages per second, waiting time and memory of the release server", run: http::run },
];

/// Runs one benchmark, or `all`; without a name lists them.
pub(crate) fn bench(workspace: &Workspace, arguments: &[&str]) -> Outcome<()> {
    match arguments {
        [] => {
            for bench in &BENCHES {
                println!("{:10} {}", bench.name, bench.what);
            }
            println!("{:10} every one of them", "all");
            Ok(())
        }
        ["all"] => BENCHES.iter().try_for_each(|bench| {
            println!("\n== {}", bench.name);
            (bench.run)(workspace)
        }),
        [name] => {
            let bench = BENCHES.iter().find(|bench| bench.name == *name);
            bench.map_or_else(|| Err(format!("there is no benchmark {name}")), |bench| (bench.run)(workspace))
        }
        _ => Err("name one benchmark, or all".to_owned()),
    }
}
