//! `cargo xtask bench NAME`: figures beside their budgets.

mod bundles;
mod client;
mod editor;
mod entries;
mod figures;
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
    /// What follows the name on the command line is the benchmark's own.
    run: fn(&Workspace, &[&str]) -> Outcome<()>,
}

const BENCHES: [Bench; 9] = [
    Bench { name: "bundles", what: "what a browser downloads", run: |workspace, _| bundles::run(workspace) },
    Bench {
        name: "register",
        what: "a roster of 100,000 imported, and patients found among them",
        run: |workspace, _| register::run(workspace),
    },
    Bench {
        name: "live",
        what: "from a check-in to the board's new figures, on one node and on two, with 10,000 who listen",
        run: |workspace, _| live::run(workspace),
    },
    Bench {
        name: "entries",
        what: "durable diary entries a second with their figures, and what counting an event costs",
        run: |workspace, _| entries::run(workspace),
    },
    Bench {
        name: "figures",
        what: "figures of 200 practices beside recounts and materialised views; --events 10000000 for the full size",
        run: figures::run,
    },
    Bench {
        name: "editor",
        what: "what a nurse waits for in the editor on a slow PC, and for a PDF",
        run: |workspace, _| editor::run(workspace),
    },
    Bench {
        name: "phone",
        what: "the emergency steps without a network, and a month's entries sent",
        run: |workspace, _| phone::run(workspace),
    },
    Bench {
        name: "lighthouse",
        what: "every page of a patient as Lighthouse sees it on a slow phone",
        run: |workspace, _| lighthouse::run(workspace),
    },
    Bench {
        name: "http",
        what: "pages per second, waiting time and memory of the release server",
        run: |workspace, _| http::run(workspace),
    },
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
            (bench.run)(workspace, &[])
        }),
        [name, options @ ..] => {
            let bench = BENCHES.iter().find(|bench| bench.name == *name);
            bench.map_or_else(|| Err(format!("there is no benchmark {name}")), |bench| (bench.run)(workspace, options))
        }
    }
}
