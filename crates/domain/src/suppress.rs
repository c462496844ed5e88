//! What may be published to those who do not work at a practice, so that no group of 1 to 6 people can be found out,
//! neither from one cell nor by subtracting cells, filters, days or levels from each other.
//!
//! A [`Cube`] holds the exact counts of one moment: nodes of a tree, measures of which some are part of others, and
//! slices. [`publish`] says of each cell whether it may be shown. [`held`] says which value of a series may be shown when,
//! [`Range`] which ranges of days may be asked for, and [`share`] how a share may be said.
//!
//! **Everybody's cells.** A cell is hidden that is small, or whose rest in its whole is, or whose whole is hidden. The
//! hidden children of a shown node are its *pool*; an outsider knows the pool's sum. Siblings join the pool, the smallest
//! first, until count and rest of the pool are each nobody or at least seven, it has two children with people in them,
//! and they are not all of one or all of six (a sum of seven over seven cells says that each is one). Where there are
//! not enough siblings the node itself is hidden with all below it.
//!
//! **Slices.** A node is split by a dimension in all measures that the dimension counts, or in none. Children that are
//! not split form a pool whose every category is nobody or at least seven in every measure and every rest. What remains
//! unknown is then a table of which only the margins are known, and each margin is nobody or at least seven: no set of
//! people whose number follows from the margins is smaller, and a cell that the margins leave one value for *is* a
//! margin. This holds for measures in a chain, so a dimension counts a chain: decision 0026.
//!
//! Time: each measure and each dimension is one walk over the tree; a node looks at its children once, and once more for
//! each child that joins a pool. Nothing depends on the order of rows but ties, which the first child wins.

mod cube;
mod measures;
mod range;
mod series;
mod share;
mod slices;

pub use cube::{Cube, Dimension, Problem};
pub use range::Range;
pub use series::{Held, held};
pub use share::{Share, share};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::metrics::{K, Shown};

/// Why a cell is not simply the count of now. The words are few on purpose: whoever could tell "small" from "protects
/// another" would know that two cells which are small and together twelve are six each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// It, the rest of its whole, or a cell beside it is 1 to 6.
    Few,
    /// That of which it is a part is hidden.
    Denominator,
    /// Fewer than seven have changed since that day.
    Held(NaiveDate),
}

impl Why {
    /// In a word or two.
    pub fn text(self) -> String {
        match self {
            Self::Few => "few".into(),
            Self::Denominator => "denominator".into(),
            Self::Held(since) => format!("held since {}", crate::time::say_date(since)),
        }
    }
}

/// A cell as it may be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// The count, or that it is hidden.
    pub shown: Shown,
    /// Why it is hidden.
    pub why: Option<Why>,
}

/// What may be published of a cube.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    measures: usize,
    slices: usize,
    cells: Vec<Option<Cell>>,
}

impl Published {
    /// The cell of a node, measure and slice (0 is everybody), or nothing where none is counted.
    pub fn cell(&self, node: usize, measure: usize, slice: usize) -> Option<Cell> {
        if measure >= self.measures || slice >= self.slices {
            return None;
        }
        self.cells.get((node * self.measures + measure) * self.slices + slice).copied().flatten()
    }

    /// Cells hidden, of cells counted.
    pub fn hidden(&self) -> (usize, usize) {
        let counted = self.cells.iter().flatten();
        (counted.clone().filter(|cell| cell.shown == Shown::Hidden).count(), counted.count())
    }
}

const fn is_small(n: i64) -> bool {
    n >= 1 && n < K
}

/// Says of each cell of a cube whether it may be shown to those who do not work there.
pub fn publish(cube: &Cube) -> Published {
    let mut open = measures::Open::new(cube);
    for measure in 0..cube.measures() {
        open.decide(cube, measure);
    }
    let split: Vec<Vec<bool>> =
        cube.dimensions().iter().map(|dimension| slices::split(cube, &open, dimension)).collect();
    let mut cells = Vec::with_capacity(cube.nodes() * cube.measures() * cube.slices());
    for node in 0..cube.nodes() {
        for measure in 0..cube.measures() {
            let whole_open = cube.whole(measure).is_none_or(|whole| open.is(node, whole));
            let is_open = open.is(node, measure);
            let why = if whole_open { Why::Few } else { Why::Denominator };
            cells.push(Some(cell(cube.count(node, measure, 0), is_open, why)));
            for (dimension, split) in cube.dimensions().iter().zip(&split) {
                let split = split.get(node).copied().unwrap_or(false);
                let why = if is_open { Why::Few } else { Why::Denominator };
                for slice in dimension.slices() {
                    let counted = dimension.measures.contains(&measure);
                    cells.push(counted.then(|| cell(cube.count(node, measure, slice), split, why)));
                }
            }
        }
    }
    Published { measures: cube.measures(), slices: cube.slices(), cells }
}

fn cell(count: i64, open: bool, why: Why) -> Cell {
    if open { Cell { shown: Shown::Count(count), why: None } } else { Cell { shown: Shown::Hidden, why: Some(why) } }
}
