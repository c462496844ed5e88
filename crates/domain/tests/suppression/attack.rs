//! What an attacker makes of what is told: each number says between which counts the truth lies, a number that moves when
//! one person comes or goes says it exactly, sums and parts squeeze the rest, and nothing is forgotten.

use crate::worlds::Shape;

/// Between which counts the truth lies, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Between {
    pub(crate) low: i64,
    pub(crate) high: i64,
}

/// What a reader sees of each cell, or that it is hidden; `None` before anything was told.
type Seen = [Option<Option<i64>>];

/// More people than any world has.
const MANY: i64 = 1_000_000;

/// What the attacker found out.
#[derive(Debug)]
#[expect(dead_code, reason = "read when a test fails")]
pub(crate) enum Leak {
    /// A cell, or a whole without its part, is known to be so few.
    Few { cell: usize, count: i64, rest: bool },
    /// Between two moments so few came or went.
    FewBetween { cell: usize, before: i64, after: i64 },
}

/// Between which counts the truth lies when this is seen; and what was seen right before, if one person changed it.
pub(crate) type Way = fn(Option<i64>, Option<Option<i64>>) -> Between;

/// A sum, a whole or a cell, by its number.
type Sum = (usize, Vec<usize>);

pub(crate) struct Knowledge {
    cells: usize,
    sums: Vec<Sum>,
    /// For each cell and rest, the last count that was known exactly.
    known: Vec<Option<i64>>,
}

impl Knowledge {
    pub(crate) fn new(shape: Shape) -> Self {
        let cells = shape.cells();
        let parts = shape.parts();
        let mut sums = shape.sums();
        // The whole is the part and the rest; and rests add up like everything else.
        let rest_of = |node: usize| cells + node;
        sums.extend(parts.iter().enumerate().map(|(node, (part, whole))| (*whole, vec![*part, rest_of(node)])));
        let rests: Vec<Sum> = shape
            .sums()
            .into_iter()
            .filter(|(parent, children)| {
                parent % 2 == 0 && *parent < shape.group(0) && children.iter().all(|c| *c < shape.group(0))
            })
            .map(|(parent, children)| {
                (rest_of(parent / 2), children.into_iter().map(|child| rest_of(child / 2)).collect())
            })
            .collect();
        sums.extend(rests);
        Self { cells, sums, known: vec![None; cells + parts.len()] }
    }

    /// Reads what is told of a moment. `before` is what was told before it, `way` how such numbers are read, `one` whether
    /// one person came or went.
    pub(crate) fn read(&mut self, now: &Seen, before: &Seen, way: Way, one: bool) -> Option<Leak> {
        let mut ranges: Vec<Between> = vec![Between { low: 0, high: MANY }; self.known.len()];
        for (cell, seen) in now.iter().enumerate() {
            let Some(seen) = *seen else { continue };
            ranges[cell] = way(seen, before[cell].filter(|before| one && *before != seen));
        }
        self.squeeze(&mut ranges);
        for (cell, range) in ranges.iter().enumerate() {
            if range.low != range.high {
                continue;
            }
            let count = range.low;
            if (1..7).contains(&count) {
                return Some(Leak::Few { cell, count, rest: cell >= self.cells });
            }
            if let Some(before) = self.known[cell].replace(count)
                && (1..7).contains(&(before - count).abs())
            {
                return Some(Leak::FewBetween { cell, before, after: count });
            }
        }
        None
    }

    /// Narrows every range by every sum until nothing changes.
    fn squeeze(&self, ranges: &mut [Between]) {
        loop {
            let mut changed = false;
            for (parent, children) in &self.sums {
                let low: i64 = children.iter().map(|child| ranges[*child].low).sum();
                let high: i64 = children.iter().map(|child| ranges[*child].high).sum();
                let of = ranges[*parent];
                changed |= narrow(&mut ranges[*parent], low, high);
                for child in children {
                    let own = ranges[*child];
                    changed |= narrow(&mut ranges[*child], of.low - (high - own.high), of.high - (low - own.low));
                }
            }
            if !changed {
                return;
            }
        }
    }
}

fn narrow(range: &mut Between, low: i64, high: i64) -> bool {
    let next = Between { low: range.low.max(low), high: range.high.min(high) };
    let changed = next != *range;
    *range = next;
    changed
}
