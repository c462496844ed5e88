//! Tests of how the crates hang together: arrows point one way, native code stays out of browsers, and files that
//! repeat each other agree.

#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::assets::{BUNDLES, WASM_TARGET};
use crate::site_options::pairs;
use crate::steps;
use crate::workspace::Workspace;

/// Which of our crates a crate may build on. One that is missing here has to be given its place.
const MAY_USE: [(&str, &[&str]); 11] = [
    ("domain", &[]),
    ("documents", &["domain"]),
    ("storage", &["domain"]),
    ("integrations", &["domain"]),
    ("care", &["domain", "storage", "integrations"]),
    ("app", &["domain", "care"]),
    ("server", &["app", "care", "documents", "domain", "integrations", "storage"]),
    ("patient", &["app"]),
    ("staff", &["app"]),
    ("style-generator", &[]),
    ("xtask", &[]),
];

/// Crates that belong to a server; the first part of a name is enough, so `sqlx` stands for `sqlx-core` as well.
const NATIVE_ONLY: [&str; 7] = ["sea-orm", "sqlx", "tokio", "axum", "reqwest", "documents", "typst"];

#[test]
fn crates_build_on_each_other_in_one_direction() {
    let workspace = Workspace::find().unwrap();
    let metadata =
        steps::json_of(workspace.cargo().args(["metadata", "--no-deps", "--format-version", "1", "--offline"]))
            .unwrap();
    let allowed: BTreeMap<&str, &[&str]> = MAY_USE.into_iter().collect();
    let packages: Vec<&Value> = metadata["packages"].as_array().unwrap().iter().collect();
    let ours: BTreeSet<&str> = packages.iter().map(|package| package["name"].as_str().unwrap()).collect();
    for package in packages {
        let name = package["name"].as_str().unwrap();
        assert!(allowed.contains_key(name), "{name} has no place among the crates: give it one in this test");
        for dependency in package["dependencies"].as_array().unwrap() {
            let used = dependency["name"].as_str().unwrap();
            let is_for_tests = dependency["kind"] == "dev";
            assert!(
                is_for_tests || !ours.contains(used) || allowed[name].contains(&used),
                "{name} must not build on {used}"
            );
        }
    }
}

#[test]
fn no_bundle_holds_native_code() {
    let workspace = Workspace::find().unwrap();
    for bundle in BUNDLES {
        let names = tree(&workspace, bundle, &[]);
        assert!(names.contains("leptos"), "the tree of {bundle} was not read");
        let native: Vec<&String> = names.iter().filter(|name| is_native(name)).collect();
        assert!(native.is_empty(), "{bundle} would carry {native:?}");
    }
}

/// Leptos itself names `regex` for reading its options, which no browser does: the linker drops it. Anything else that
/// used it would keep it in, half a megabyte of it.
#[test]
fn only_leptos_options_know_regex() {
    let workspace = Workspace::find().unwrap();
    for bundle in BUNDLES {
        let users = tree(&workspace, bundle, &["-i", "regex", "--depth", "1"]);
        let expected = ["leptos_config", "regex"].map(str::to_owned);
        assert!(users.is_subset(&BTreeSet::from(expected)), "in {bundle} regex is used by {users:?}");
    }
}

/// Names in a bundle's tree of dependencies.
fn tree(workspace: &Workspace, bundle: &str, more: &[&str]) -> BTreeSet<String> {
    let mut tree = workspace.cargo();
    tree.args(["tree", "-p", bundle, "--target", WASM_TARGET, "-e", "normal", "--prefix", "none", "--format", "{p}"]);
    let mut names = BTreeSet::new();
    let read = steps::run_reading(tree.args(more), |line| names.extend(line.split(' ').next().map(str::to_owned)));
    assert!(read.unwrap(), "cargo tree failed");
    names
}

fn is_native(name: &str) -> bool {
    NATIVE_ONLY
        .iter()
        .any(|native| name.strip_prefix(native).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_'])))
}

#[test]
fn both_halves_of_wasm_bindgen_have_one_version() {
    let workspace = Workspace::find().unwrap();
    let lock = std::fs::read_to_string(workspace.root().join("Cargo.lock")).unwrap();
    let version = |name: &str| {
        let (_, after) = lock.split_once(&format!("name = \"{name}\"\nversion = \"")).unwrap();
        after.split_once('"').unwrap().0.to_owned()
    };
    assert_eq!(version("wasm-bindgen"), version("wasm-bindgen-cli-support"));
}

/// cargo-leptos reads only `Cargo.toml`, and the server only `Leptos.toml`.
#[test]
fn leptos_toml_agrees_with_cargo_toml() {
    let workspace = Workspace::find().unwrap();
    let manifest = std::fs::read_to_string(workspace.root().join("Cargo.toml")).unwrap();
    let blocks: Vec<_> = manifest.split("[[workspace.metadata.leptos]]").skip(1).map(pairs).collect();
    assert_eq!(blocks.len(), BUNDLES.len());
    for (bundle, block) in BUNDLES.iter().zip(&blocks) {
        for key in ["name", "lib-package", "output-name"] {
            assert_eq!(block.get(key).map(String::as_str), Some(*bundle), "{key} of the block of {bundle}");
        }
        for (key, value) in workspace.options().iter().filter(|(key, _)| *key != "output-name") {
            assert_eq!(block.get(key).map(String::as_str), Some(value), "{key} in the block of {bundle}");
        }
    }
}
