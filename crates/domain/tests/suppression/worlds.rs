//! Made-up ICBs: sparse, all small, one child, equal, full of zeros, and realistic.

use domain::suppress::{Cube, Dimension};
use proptest::prelude::*;

/// Counts of one world, from random numbers.
#[derive(Clone, Debug)]
pub(crate) struct World {
    parents: Vec<Option<usize>>,
    wholes: Vec<Option<usize>>,
    dimensions: Vec<(usize, Vec<usize>)>,
    kind: u8,
    seed: u64,
}

/// A small generator of its own, so that a world is what its seed says.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, n: i64) -> i64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % n.max(1) as u64) as i64
    }
}

impl World {
    pub(crate) fn cube(&self) -> Cube {
        made(self.parents.clone(), self.wholes.clone(), &self.dimensions, self.seed, |dice| match self.kind {
            0 => dice.below(4),
            1 => dice.below(8),
            2 => [0, 0, 0, 5, 12][dice.below(5) as usize],
            3 => 3,
            4 => 1,
            5 => 6,
            6 => dice.below(30),
            7 => [0, 1, 7, 8, 40][dice.below(5) as usize],
            _ => 7 + dice.below(3) * dice.below(20),
        })
    }
}

/// People one by one would be slow: for each leaf, how many stand in each ring of the measures and in which category.
fn made(
    parents: Vec<Option<usize>>,
    wholes: Vec<Option<usize>>,
    dimensions: &[(usize, Vec<usize>)],
    seed: u64,
    size: impl Fn(&mut Dice) -> i64,
) -> Cube {
    let mut dice = Dice(seed);
    let slices: usize = 1 + dimensions.iter().map(|(n, _)| n).sum::<usize>();
    let mut counts = vec![0i64; parents.len() * wholes.len() * slices];
    for node in 0..parents.len() {
        let at = |measure: usize, slice: usize| (node * wholes.len() + measure) * slices + slice;
        let plain = dice.below(3);
        for measure in 0..wholes.len() {
            let mut first = 1;
            let own: Vec<(usize, usize, Option<usize>)> = dimensions
                .iter()
                .filter_map(|(n, chain)| {
                    let start = first;
                    first += n;
                    let place = chain.iter().position(|m| *m == measure)?;
                    Some((start, *n, place.checked_sub(1).map(|before| chain[before])))
                })
                .collect();
            let whole = wholes[measure].map(|whole| counts[at(whole, 0)]);
            let all = match whole {
                None => size(&mut dice),
                Some(whole) => match plain {
                    0 => size(&mut dice).min(whole),
                    1 => whole - size(&mut dice).min(whole),
                    _ => dice.below(whole + 1),
                },
            };
            counts[at(measure, 0)] = all;
            for (start, n, before) in own {
                for person in 0..all {
                    let room = |slice: usize| before.is_none_or(|b| counts[at(measure, slice)] < counts[at(b, slice)]);
                    let wanted = start + (dice.below(n as i64).min(dice.below(n as i64 + person % 2))) as usize;
                    let slice =
                        if room(wanted) { wanted } else { (start..start + n).find(|s| room(*s)).unwrap_or(wanted) };
                    counts[at(measure, slice)] += 1;
                }
            }
        }
    }
    let measures = wholes.len();
    let dimensions = dimensions.iter().map(|(n, chain)| Dimension::new(*n, chain.clone())).collect();
    Cube::new(parents, wholes, dimensions, |n, m, s| counts[(n * measures + m) * slices + s])
        .expect("it hangs together")
}

/// A world of up to three levels, four measures and two dimensions.
pub(crate) fn world() -> impl Strategy<Value = World> {
    let tree = prop_oneof![
        (1..6usize).prop_map(star),
        proptest::collection::vec(1..4usize, 1..4).prop_map(|pcns| tree(&pcns)),
        Just(vec![None, Some(0), Some(1)]),
    ];
    let measures = prop_oneof![
        Just(vec![None]),
        Just(vec![None, Some(0)]),
        Just(vec![None, Some(0), Some(1)]),
        Just(vec![None, Some(0), Some(1), Some(1)]),
        Just(vec![None, Some(0), Some(0)]),
        Just(vec![None, None, Some(0), Some(1)]),
    ];
    (tree, measures, 0..4u8, 2..4usize, 0..9u8, any::<u64>()).prop_map(
        |(parents, wholes, sliced, categories, kind, seed)| {
            let chain: Vec<usize> = std::iter::successors(Some(wholes.len() - 1), |m| wholes[*m]).collect();
            let chain: Vec<usize> = chain.into_iter().rev().collect();
            let dimensions = match sliced {
                0 => vec![],
                1 => vec![(categories, vec![0])],
                2 => vec![(categories, chain)],
                _ => vec![(categories, chain), (2, vec![0])],
            };
            World { parents, wholes, dimensions, kind, seed }
        },
    )
}

fn star(n: usize) -> Vec<Option<usize>> {
    std::iter::once(None).chain((0..n).map(|_| Some(0))).collect()
}

fn tree(pcns: &[usize]) -> Vec<Option<usize>> {
    let mut parents = star(pcns.len());
    for (pcn, practices) in pcns.iter().enumerate() {
        parents.extend((0..*practices).map(|_| Some(pcn + 1)));
    }
    parents
}

/// An ICB with PCNs of five: 12 measures, sliced by age, sex, ethnic group, deprivation and language, at least `least`
/// people in everything.
pub(crate) fn icb(seed: u64, practices: usize, least: i64, most: i64) -> Cube {
    let parents = tree(&vec![5; practices / 5]);
    let wholes =
        vec![None, Some(0), Some(1), Some(2), Some(3), Some(2), Some(2), Some(6), Some(7), Some(2), Some(9), Some(2)];
    if least > 1 {
        // Equal shares of a register that is large enough: nobody is few.
        let size = 2_000 + (seed % 5_000) as i64;
        let share = [60, 50, 40, 30, 20, 20, 25, 20, 10, 20, 10, 10];
        let dimensions = vec![Dimension::new(4, vec![0, 1, 2, 3]), Dimension::new(2, vec![0, 2, 5])];
        return Cube::new(parents, wholes, dimensions, |_, m, s| {
            let unit = size / 20;
            match s {
                0 => share[m] * unit * 4,
                1..=4 => share[m] * unit,
                _ => share[m] * unit * 2,
            }
        })
        .expect("it hangs together");
    }
    let chain = vec![0, 1, 2, 5];
    let dimensions: Vec<(usize, Vec<usize>)> = [4, 2, 6, 5, 3].into_iter().map(|n| (n, chain.clone())).collect();
    made(parents, wholes, &dimensions, seed, |dice| most + dice.below(8 * most))
}
