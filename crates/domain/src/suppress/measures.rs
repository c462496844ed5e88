//! Everybody's cells: which nodes show which measure.

use super::{Cube, is_small};
use crate::metrics::K;

/// Which cells of everybody are shown.
pub(super) struct Open {
    measures: usize,
    open: Vec<bool>,
}

/// A child of a node as its pool sees it.
struct Row {
    count: i64,
    rest: i64,
    pooled: bool,
}

impl Open {
    pub(super) fn new(cube: &Cube) -> Self {
        Self { measures: cube.measures(), open: vec![false; cube.nodes() * cube.measures()] }
    }

    pub(super) fn is(&self, node: usize, measure: usize) -> bool {
        self.open.get(node * self.measures + measure).copied().unwrap_or(false)
    }

    fn set(&mut self, node: usize, measure: usize, open: bool) {
        if let Some(cell) = self.open.get_mut(node * self.measures + measure) {
            *cell = open;
        }
    }

    /// Decides a measure, whose whole is decided already: up the tree which cells can be shown, then down it, because
    /// nothing below a hidden node is shown.
    pub(super) fn decide(&mut self, cube: &Cube, measure: usize) {
        let whole = cube.whole(measure);
        let row = |node: usize| {
            let count = cube.count(node, measure, 0);
            Row { count, rest: whole.map_or(0, |whole| cube.count(node, whole, 0) - count), pooled: false }
        };
        for node in (0..cube.nodes()).rev() {
            let own = row(node);
            let hidden = is_small(own.count) || is_small(own.rest) || whole.is_some_and(|whole| !self.is(node, whole));
            let mut rows: Vec<Row> = Vec::with_capacity(cube.children_of(node).len());
            for child in cube.children_of(node) {
                rows.push(Row { pooled: !self.is(*child, measure), ..row(*child) });
            }
            let safe = fill_pool(&mut rows);
            for (child, row) in cube.children_of(node).iter().zip(&rows) {
                self.set(*child, measure, !row.pooled);
            }
            self.set(node, measure, !hidden && safe);
        }
        for node in 0..cube.nodes() {
            if cube.parent(node).is_some_and(|parent| !self.is(parent, measure)) {
                self.set(node, measure, false);
            }
        }
    }
}

/// Hides siblings until the pool gives nothing away. Says whether it came to that.
fn fill_pool(rows: &mut [Row]) -> bool {
    loop {
        let pool = || rows.iter().filter(|row| row.pooled);
        if pool().next().is_none() {
            return true;
        }
        let size: fn(&Row) -> i64 = if is_small(pool().map(|row| row.count).sum()) {
            |row| row.count
        } else if is_small(pool().map(|row| row.rest).sum()) {
            |row| row.rest
        } else if is_narrow(pool()) {
            |row| row.count + row.rest
        } else {
            return true;
        };
        let smallest = rows.iter_mut().filter(|row| !row.pooled && size(row) > 0).min_by_key(|row| size(row));
        match smallest {
            Some(row) => row.pooled = true,
            None => return false,
        }
    }
}

/// Fewer than two with people in them, or all of one, or all of six: then their sum says what each of them is.
fn is_narrow<'a>(pool: impl Iterator<Item = &'a Row> + Clone) -> bool {
    let with_people = pool.clone().filter(|row| row.count + row.rest > 0);
    let all = |size: fn(&Row) -> i64, n: i64| {
        let mut sizes = with_people.clone().map(size);
        sizes.all(|size| size == n)
    };
    let each = |n| all(|row| row.count, n) || all(|row| row.rest, n);
    with_people.clone().count() < 2 || each(1) || each(K - 1)
}
