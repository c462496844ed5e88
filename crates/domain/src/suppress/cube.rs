//! The exact counts of one moment, and how they hang together.

use std::ops::Range;

use thiserror::Error;

/// A partition of everybody: age bands, sexes, groups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dimension {
    /// How many categories it has; who is in none of them needs one of their own.
    pub categories: usize,
    /// The measures that are counted by it, each part of the one before.
    pub measures: Vec<usize>,
    first: usize,
}

impl Dimension {
    /// A partition into that many categories, of these measures.
    pub const fn new(categories: usize, measures: Vec<usize>) -> Self {
        Self { categories, measures, first: 1 }
    }

    /// Its slices in the cube.
    pub const fn slices(&self) -> Range<usize> {
        self.first..self.first + self.categories
    }
}

/// What is wrong with a cube.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Problem {
    /// A parent or whole must stand before what belongs to it, and there is one top.
    #[error("a parent or a whole stands behind what belongs to it, or there is more than one top")]
    Order,
    /// A dimension counts measures that are not part of one another.
    #[error("a dimension counts measures that are not part of one another")]
    NoChain,
    /// Less than nobody.
    #[error("a count is less than nobody")]
    Negative,
    /// A part has more people than its whole.
    #[error("a part has more people than its whole")]
    PartOverWhole,
    /// The categories of a dimension do not add up.
    #[error("the categories of a dimension do not add up")]
    DoesNotAddUp,
}

/// Exact counts: nodes x measures x slices. Slice 0 is everybody, then come the categories of each dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cube {
    parents: Vec<Option<usize>>,
    children: Vec<Vec<usize>>,
    wholes: Vec<Option<usize>>,
    dimensions: Vec<Dimension>,
    slices: usize,
    counts: Vec<i64>,
}

impl Cube {
    /// A cube over a tree (each node names its parent, which stands before it), measures (each names its whole, which
    /// stands before it) and dimensions. `count` is asked for nodes without children; the others are their sums.
    ///
    /// # Errors
    /// When it does not hang together.
    pub fn new(
        parents: Vec<Option<usize>>,
        wholes: Vec<Option<usize>>,
        mut dimensions: Vec<Dimension>,
        count: impl Fn(usize, usize, usize) -> i64,
    ) -> Result<Self, Problem> {
        let before = |list: &[Option<usize>]| list.iter().enumerate().all(|(at, up)| up.is_none_or(|up| up < at));
        if !before(&parents) || !before(&wholes) || parents.iter().filter(|up| up.is_none()).count() > 1 {
            return Err(Problem::Order);
        }
        let mut slices = 1;
        for dimension in &mut dimensions {
            dimension.first = slices;
            slices += dimension.categories;
        }
        let mut children = vec![Vec::new(); parents.len()];
        for (node, parent) in parents.iter().enumerate() {
            if let Some(of) = parent.and_then(|parent| children.get_mut(parent)) {
                of.push(node);
            }
        }
        let size = parents.len() * wholes.len() * slices;
        let mut cube = Self { parents, children, wholes, dimensions, slices, counts: vec![0; size] };
        if !cube.dimensions.iter().all(|dimension| cube.is_chain(dimension)) {
            return Err(Problem::NoChain);
        }
        cube.fill(count);
        cube.check()?;
        Ok(cube)
    }

    fn is_chain(&self, dimension: &Dimension) -> bool {
        let pairs = dimension.measures.iter().zip(dimension.measures.iter().skip(1));
        dimension.measures.iter().all(|measure| *measure < self.wholes.len())
            && pairs.into_iter().all(|(whole, part)| self.is_part(*part, *whole))
    }

    fn is_part(&self, part: usize, whole: usize) -> bool {
        let mut up = self.whole(part);
        while let Some(measure) = up {
            if measure == whole {
                return true;
            }
            up = self.whole(measure);
        }
        false
    }

    fn fill(&mut self, count: impl Fn(usize, usize, usize) -> i64) {
        for node in (0..self.parents.len()).rev() {
            let leaf = self.children_of(node).is_empty();
            for measure in 0..self.wholes.len() {
                for slice in 0..self.slices {
                    let n = if leaf {
                        count(node, measure, slice)
                    } else {
                        self.children_of(node).iter().map(|child| self.count(*child, measure, slice)).sum()
                    };
                    let at = self.at(node, measure, slice);
                    if let Some(cell) = self.counts.get_mut(at) {
                        *cell = n;
                    }
                }
            }
        }
    }

    fn check(&self) -> Result<(), Problem> {
        if self.counts.iter().any(|n| *n < 0) {
            return Err(Problem::Negative);
        }
        for node in (0..self.nodes()).filter(|node| self.children_of(*node).is_empty()) {
            for measure in 0..self.measures() {
                let all = self.count(node, measure, 0);
                if self.whole(measure).is_some_and(|whole| self.count(node, whole, 0) < all) {
                    return Err(Problem::PartOverWhole);
                }
            }
            for dimension in &self.dimensions {
                let mut before: Option<usize> = None;
                for measure in &dimension.measures {
                    let sum: i64 = dimension.slices().map(|slice| self.count(node, *measure, slice)).sum();
                    if sum != self.count(node, *measure, 0) {
                        return Err(Problem::DoesNotAddUp);
                    }
                    let over =
                        |slice| before.is_some_and(|b| self.count(node, b, slice) < self.count(node, *measure, slice));
                    if dimension.slices().any(over) {
                        return Err(Problem::PartOverWhole);
                    }
                    before = Some(*measure);
                }
            }
        }
        Ok(())
    }

    const fn at(&self, node: usize, measure: usize, slice: usize) -> usize {
        (node * self.wholes.len() + measure) * self.slices + slice
    }

    /// The exact count of a cell.
    pub fn count(&self, node: usize, measure: usize, slice: usize) -> i64 {
        self.counts.get(self.at(node, measure, slice)).copied().unwrap_or(0)
    }

    /// How many nodes.
    pub const fn nodes(&self) -> usize {
        self.parents.len()
    }

    /// How many measures.
    pub const fn measures(&self) -> usize {
        self.wholes.len()
    }

    /// How many slices, everybody among them.
    pub const fn slices(&self) -> usize {
        self.slices
    }

    /// The dimensions.
    pub fn dimensions(&self) -> &[Dimension] {
        &self.dimensions
    }

    /// The node above.
    pub fn parent(&self, node: usize) -> Option<usize> {
        self.parents.get(node).copied().flatten()
    }

    /// That of which a measure is part.
    pub fn whole(&self, measure: usize) -> Option<usize> {
        self.wholes.get(measure).copied().flatten()
    }

    /// The nodes right below.
    pub fn children_of(&self, node: usize) -> &[usize] {
        self.children.get(node).map_or(&[], Vec::as_slice)
    }
}
