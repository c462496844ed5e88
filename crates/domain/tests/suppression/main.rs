//! Suppression against an attacker who knows what is published, how it hangs together, and nothing else.

#![expect(clippy::expect_used, reason = "a world that cannot be made has failed")]

mod attack;
mod time;
mod worlds;

use attack::{View, Won, attack};
use domain::metrics::{Shown, show_of};
use domain::suppress::{Cube, publish};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use worlds::{World, icb, world};

fn published(cube: &Cube) -> View {
    let out = publish(cube);
    View::of(cube, |node, measure, slice| out.cell(node, measure, slice).map(|cell| cell.shown.count()))
}

/// What most do: only what is small itself is hidden.
fn naive(cube: &Cube) -> View {
    let counted = publish(cube);
    View::of(cube, |node, measure, slice| {
        counted.cell(node, measure, slice)?;
        let n = cube.count(node, measure, slice);
        let above: Vec<usize> = match slice {
            0 => cube.whole(measure).into_iter().collect(),
            _ => attack::before(cube, measure, slice).into_iter().collect(),
        };
        let small = show_of(n, 0) == Shown::Hidden && (1..7).contains(&n);
        let hidden = above.iter().any(|whole| show_of(n, cube.count(node, *whole, slice)) == Shown::Hidden);
        Some((!small && !hidden).then_some(n))
    })
}

/// Attacks that many worlds; says how many were won and how many were left undecided.
fn campaign(cases: u32, view: fn(&Cube) -> View, budget: usize, stop: bool) -> (u32, u32) {
    let mut runner = TestRunner::new_with_rng(
        Config { cases, ..Config::default() },
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    let (mut won, mut undecided) = (0, 0);
    for _ in 0..cases {
        let world: World = world().new_tree(&mut runner).expect("a world").current();
        let cube = world.cube();
        match attack(&view(&cube), &cube, budget) {
            Some(Won::Undecided) => undecided += 1,
            Some(how) => {
                won += 1;
                assert!(!stop, "{how:?}\nin {world:?}\npublished {:?}", view(&cube));
            }
            None => {}
        }
    }
    (won, undecided)
}

const WORLDS: u32 = 1_000;

#[test]
fn the_attacker_fails_on_every_world() {
    let (won, undecided) = campaign(WORLDS, published, 20_000, true);
    assert_eq!((won, undecided), (0, 0));
}

#[test]
fn the_attacker_wins_where_only_small_cells_are_hidden() {
    let (won, _) = campaign(300, naive, 2_000, false);
    assert!(won > 100, "{won} of 300");
}

proptest! {
    #[test]
    fn nothing_is_hidden_where_everybody_is_many(seed in any::<u64>()) {
        let (hidden, counted) = publish(&icb(seed, 20, 40, 2_000)).hidden();
        prop_assert!(counted > 0);
        prop_assert_eq!(hidden, 0);
    }
}

/// What it costs to hide safely, on a made-up ICB of 200 practices of 1 to 120 people: most figures of everybody stay.
#[test]
fn most_figures_of_everybody_stay_at_an_icb_of_200_practices() {
    let cube = icb(7, 200, 1, 120);
    let out = publish(&cube);
    let hidden = |nodes: std::ops::Range<usize>| {
        let cells: Vec<_> = nodes
            .flat_map(|n| (0..cube.measures()).map(move |m| (n, m)))
            .filter_map(|(n, m)| out.cell(n, m, 0))
            .collect();
        let hidden = cells.iter().filter(|cell| cell.shown == Shown::Hidden).count();
        assert!(!cells.is_empty());
        100 * hidden / cells.len()
    };
    let (above, practices) = (hidden(0..41), hidden(41..241));
    assert!(above <= 10 && practices <= 30, "{above}% hidden above the practices, {practices}% of theirs");
}
