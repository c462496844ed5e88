//! Made-up ICBs: a tree of practices, people with and without a plan, groups of everybody, and what changes.

use proptest::prelude::*;

/// The cells of an ICB. Node 0 is the ICB, then its PCNs, then its practices. Of each node: everybody, those with a plan.
/// Behind them the groups of everybody in the ICB.
#[derive(Clone, Debug)]
pub(crate) struct Shape {
    /// The PCN of each practice.
    pub(crate) practices: Vec<usize>,
    pub(crate) pcns: usize,
    pub(crate) groups: usize,
}

impl Shape {
    fn nodes(&self) -> usize {
        1 + self.pcns + self.practices.len()
    }

    /// People of a node, with a plan or all of them.
    pub(crate) fn cell(&self, node: usize, planned: bool) -> usize {
        node * 2 + usize::from(planned)
    }

    pub(crate) fn group(&self, group: usize) -> usize {
        self.nodes() * 2 + group
    }

    pub(crate) fn cells(&self) -> usize {
        self.nodes() * 2 + self.groups
    }

    fn practice_node(&self, practice: usize) -> usize {
        1 + self.pcns + practice
    }

    /// Every cell that is the sum of others.
    pub(crate) fn sums(&self) -> Vec<(usize, Vec<usize>)> {
        let mut sums = Vec::new();
        for planned in [false, true] {
            sums.push((self.cell(0, planned), (0..self.pcns).map(|pcn| self.cell(1 + pcn, planned)).collect()));
            for pcn in 0..self.pcns {
                let below = (0..self.practices.len()).filter(|practice| self.practices[*practice] == pcn);
                let below = below.map(|practice| self.cell(self.practice_node(practice), planned)).collect();
                sums.push((self.cell(1 + pcn, planned), below));
            }
        }
        sums.push((self.cell(0, false), (0..self.groups).map(|group| self.group(group)).collect()));
        sums
    }

    /// Each part with its whole.
    pub(crate) fn parts(&self) -> Vec<(usize, usize)> {
        (0..self.nodes()).map(|node| (self.cell(node, true), self.cell(node, false))).collect()
    }
}

/// People come to a practice or leave it, or some of those there get a plan or lose it.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    practice: usize,
    group: usize,
    planned: bool,
    by: i64,
}

impl Change {
    /// Somebody without a plan.
    pub(crate) const fn joins(practice: usize) -> Self {
        Self { practice, group: 0, planned: false, by: 1 }
    }

    /// One person: whoever watches knows that the count passed every value on its way.
    pub(crate) const fn is_one(&self) -> bool {
        self.by.abs() == 1
    }
}

pub(crate) struct World {
    shape: Shape,
    /// By practice: people by group, and how many have a plan.
    people: Vec<(Vec<i64>, i64)>,
}

impl World {
    pub(crate) fn new(shape: Shape) -> Self {
        let people = vec![(vec![0; shape.groups], 0); shape.practices.len()];
        Self { shape, people }
    }

    pub(crate) fn cells(&self) -> usize {
        self.shape.cells()
    }

    pub(crate) fn make(&mut self, change: &Change) {
        let practice = change.practice % self.people.len();
        let (groups, planned) = &mut self.people[practice];
        if change.planned {
            let all: i64 = groups.iter().sum();
            *planned = (*planned + change.by).clamp(0, all);
        } else {
            let group = change.group % groups.len();
            groups[group] = (groups[group] + change.by).max(0);
            *planned = (*planned).min(groups.iter().sum());
        }
    }

    pub(crate) fn count(&self, cell: usize) -> i64 {
        let shape = &self.shape;
        if cell >= shape.group(0) {
            return self.people.iter().map(|(groups, _)| groups[cell - shape.group(0)]).sum();
        }
        let (node, planned) = (cell / 2, cell % 2 == 1);
        let of = |practice: usize| {
            let (groups, with_plan) = &self.people[practice];
            if planned { *with_plan } else { groups.iter().sum() }
        };
        let all = 0..self.people.len();
        match node {
            0 => all.map(of).sum(),
            pcn if pcn <= shape.pcns => all.filter(|practice| shape.practices[*practice] == pcn - 1).map(of).sum(),
            practice => of(practice - 1 - shape.pcns),
        }
    }
}

/// Worlds of few people, where secrets are, with some that come in crowds.
pub(crate) fn lives() -> impl Strategy<Value = (Shape, Vec<Change>)> {
    let shape = (1_usize..4, prop::collection::vec(0_usize..3, 1..9), 1_usize..5).prop_map(|(pcns, homes, groups)| {
        Shape { practices: homes.into_iter().map(|home| home % pcns).collect(), pcns, groups }
    });
    let by = prop_oneof![6 => Just(1_i64), 4 => Just(-1), 1 => 2_i64..30];
    let change = (0_usize..9, 0_usize..5, any::<bool>(), by);
    let change = change.prop_map(|(practice, group, planned, by)| Change { practice, group, planned, by });
    (shape, prop::collection::vec(change, 1..120))
}
