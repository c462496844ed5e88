//! Slices: which nodes are split by a dimension.

use super::measures::Open;
use super::{Cube, Dimension, is_small};

/// Whether each node is split by the dimension, in all its measures.
pub(super) fn split(cube: &Cube, open: &Open, dimension: &Dimension) -> Vec<bool> {
    let rings: Vec<Vec<i64>> = (0..cube.nodes()).map(|node| rings(cube, node, dimension)).collect();
    let mut split: Vec<bool> = rings
        .iter()
        .enumerate()
        .map(|(node, rings)| {
            dimension.measures.iter().all(|measure| open.is(node, *measure)) && !rings.iter().any(|n| is_small(*n))
        })
        .collect();
    for node in (0..cube.nodes()).rev() {
        let children = cube.children_of(node);
        if !fill_pool(children, &rings, &mut split)
            && let Some(own) = split.get_mut(node)
        {
            *own = false;
        }
    }
    for node in 0..cube.nodes() {
        let above = cube.parent(node).is_none_or(|parent| split.get(parent).copied().unwrap_or(false));
        if !above && let Some(own) = split.get_mut(node) {
            *own = false;
        }
    }
    split
}

/// For each category: each measure of the chain without the next, and each measure. Sums of neighbours in the chain are
/// sums of these.
fn rings(cube: &Cube, node: usize, dimension: &Dimension) -> Vec<i64> {
    let mut rings = Vec::with_capacity(dimension.categories * dimension.measures.len() * 2);
    for slice in dimension.slices() {
        let mut before: Option<i64> = None;
        for measure in &dimension.measures {
            let n = cube.count(node, *measure, slice);
            rings.push(n);
            if let Some(before) = before {
                rings.push(before - n);
            }
            before = Some(n);
        }
    }
    rings
}

/// Leaves children unsplit until every sum over the unsplit ones is nobody or enough. Says whether it came to that.
fn fill_pool(children: &[usize], rings: &[Vec<i64>], split: &mut [bool]) -> bool {
    let ring = |node: usize, at: usize| rings.get(node).and_then(|rings| rings.get(at)).copied().unwrap_or(0);
    let is_split = |split: &[bool], node: usize| split.get(node).copied().unwrap_or(false);
    let width = children.first().and_then(|child| rings.get(*child)).map_or(0, Vec::len);
    let mut sums = vec![0; width];
    let add = |sums: &mut Vec<i64>, child: usize| {
        for (at, sum) in sums.iter_mut().enumerate() {
            *sum += ring(child, at);
        }
    };
    for child in children.iter().filter(|child| !is_split(split, **child)) {
        add(&mut sums, *child);
    }
    while let Some(at) = sums.iter().position(|n| is_small(*n)) {
        let candidates = children.iter().filter(|child| is_split(split, **child) && ring(**child, at) > 0);
        let Some(child) = candidates.copied().min_by_key(|child| ring(*child, at)) else { return false };
        if let Some(own) = split.get_mut(child) {
            *own = false;
        }
        add(&mut sums, child);
    }
    true
}
