//! Counting what passed and what failed.

use std::time::Instant;

use crate::Outcome;

/// Passed and failed tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) passed: u64,
    pub(super) failed: u64,
}

/// The counts of a whole run. A check that counts nothing itself, such as the format, is one test.
#[derive(Default)]
pub(super) struct Tally {
    count: Count,
    troubles: Vec<String>,
}

impl Tally {
    /// A check that passes or fails as a whole.
    pub(super) fn step(&mut self, name: &str, check: impl FnOnce() -> Outcome<()>) {
        self.counted(name, || check().map(|()| Count { passed: 1, failed: 0 }));
    }

    /// A check that counts its tests.
    pub(super) fn counted(&mut self, name: &str, check: impl FnOnce() -> Outcome<Count>) {
        println!("\n== {name}");
        let start = Instant::now();
        let count = check().unwrap_or_else(|message| {
            println!("{message}");
            Count { passed: 0, failed: 1 }
        });
        self.count.passed += count.passed;
        self.count.failed += count.failed;
        let verdict = if count.failed == 0 { "ok" } else { "FAILED" };
        println!("== {name}: {verdict}, {:.0} s", start.elapsed().as_secs_f64());
        if count.failed > 0 {
            self.troubles.push(name.to_owned());
        }
    }

    /// Says what failed and prints the closing line.
    pub(super) fn close(self) -> Outcome<()> {
        let Count { passed, failed } = self.count;
        println!();
        if !self.troubles.is_empty() {
            println!("Failed: {}", self.troubles.join("; "));
        }
        println!("{passed} passed, {failed} failed");
        if failed == 0 && passed > 0 { Ok(()) } else { Err("not everything passed".to_owned()) }
    }
}

/// Reads a line such as `test result: ok. 12 passed; 1 failed; 0 ignored; ...`.
pub(super) fn test_result(line: &str) -> Option<Count> {
    let (_, figures) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let figure = |word: &str| {
        let part = figures.split("; ").find_map(|part| part.strip_suffix(word))?;
        part.trim().parse().ok()
    };
    Some(Count { passed: figure("passed")?, failed: figure("failed")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_test_programs_are_read() {
        let line = "test result: FAILED. 12 passed; 1 failed; 3 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        assert_eq!(test_result(line), Some(Count { passed: 12, failed: 1 }));
        assert_eq!(test_result("running 12 tests"), None);
    }

    #[test]
    fn a_run_in_which_nothing_ran_has_not_passed() {
        assert!(Tally::default().close().is_err());
    }

    #[test]
    fn one_failure_fails_the_run() {
        let mut tally = Tally::default();
        tally.step("good", || Ok(()));
        tally.step("bad", || Err("as expected here".to_owned()));
        assert_eq!(tally.count, Count { passed: 1, failed: 1 });
        assert!(tally.close().is_err());
    }
}
