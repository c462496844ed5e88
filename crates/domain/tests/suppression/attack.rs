//! The attacker. Takes what is published and the public structure; knows that counts are whole and not negative, and
//! that a practice without anybody on the list is never hidden beside a shown sum.

use std::collections::BTreeMap;

use domain::suppress::Cube;

/// What an outsider sees: for each cell nothing (not counted), a number, or that it is hidden.
#[derive(Debug)]
pub(crate) struct View {
    slices: usize,
    measures: usize,
    cells: Vec<Option<Option<i64>>>,
}

impl View {
    pub(crate) fn of(cube: &Cube, cell: impl Fn(usize, usize, usize) -> Option<Option<i64>>) -> Self {
        let (measures, slices) = (cube.measures(), cube.slices());
        let cells = (0..cube.nodes() * measures * slices)
            .map(|at| cell(at / slices / measures, at / slices % measures, at % slices))
            .collect();
        Self { slices, measures, cells }
    }

    fn at(&self, node: usize, measure: usize, slice: usize) -> Option<Option<i64>> {
        self.cells[(node * self.measures + measure) * self.slices + slice]
    }
}

/// How a few people were found.
#[derive(Debug)]
#[expect(dead_code, reason = "printed when the attacker wins")]
pub(crate) enum Won {
    /// One cell or rest follows from the others.
    Sum(String, i64),
    /// Some cells together are few.
    Group(String, i64),
    /// Whole and not negative, only one value is left.
    Bounds(String, i64),
    /// All possible cubes were tried.
    Search(String, i64),
    /// The search was given up.
    Undecided,
}

/// The measure before this one in the chain of the slice's dimension.
pub(crate) fn before(cube: &Cube, measure: usize, slice: usize) -> Option<usize> {
    let dimension = cube.dimensions().iter().find(|d| d.slices().contains(&slice))?;
    let place = dimension.measures.iter().position(|m| *m == measure)?;
    place.checked_sub(1).map(|at| dimension.measures[at])
}

/// A number somewhere in the cube: a cell, or what is left of its whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Spot {
    measure: usize,
    rest: bool,
    slice: usize,
    node: usize,
}

/// An equation: these times their factors make the number.
#[derive(Clone, Debug, Default)]
struct Line {
    terms: BTreeMap<usize, i128>,
    sum: i128,
}

struct Case {
    spots: Vec<Spot>,
    index: BTreeMap<Spot, usize>,
    truth: Vec<i64>,
    known: Vec<Option<i64>>,
    lines: Vec<Line>,
}

impl Case {
    fn new(view: &View, cube: &Cube) -> Self {
        let mut case = Self { spots: vec![], index: BTreeMap::new(), truth: vec![], known: vec![], lines: vec![] };
        for measure in 0..cube.measures() {
            for slice in 0..cube.slices() {
                let whole = if slice == 0 { cube.whole(measure) } else { before(cube, measure, slice) };
                for node in 0..cube.nodes() {
                    let Some(seen) = view.at(node, measure, slice) else { continue };
                    let n = cube.count(node, measure, slice);
                    case.add(Spot { measure, rest: false, slice, node }, n, seen);
                    if let Some(whole) = whole {
                        case.add(Spot { measure, rest: true, slice, node }, cube.count(node, whole, slice) - n, None);
                    }
                }
            }
        }
        for at in 0..case.spots.len() {
            let spot = case.spots[at];
            let below = cube.children_of(spot.node).iter().map(|node| Spot { node: *node, ..spot });
            case.sum_of(spot, below.collect());
            if spot.slice == 0 {
                for dimension in cube.dimensions() {
                    case.sum_of(spot, dimension.slices().map(|slice| Spot { slice, ..spot }).collect());
                }
            }
            if spot.rest {
                let whole =
                    if spot.slice == 0 { cube.whole(spot.measure) } else { before(cube, spot.measure, spot.slice) };
                let whole = Spot { rest: false, measure: whole.expect("a rest has a whole"), ..spot };
                case.sum_of(whole, vec![spot, Spot { rest: false, ..spot }]);
            }
        }
        case
    }

    fn add(&mut self, spot: Spot, truth: i64, known: Option<i64>) {
        self.index.insert(spot, self.spots.len());
        self.spots.push(spot);
        self.truth.push(truth);
        self.known.push(known);
    }

    /// Only where all parts are counted. The rest of everybody may be of another whole than the rest of a slice.
    fn sum_of(&mut self, total: Spot, parts: Vec<Spot>) {
        let Some(places) = parts.iter().map(|spot| self.index.get(spot).copied()).collect::<Option<Vec<_>>>() else {
            return;
        };
        let total = self.index[&total];
        let sum: i64 = places.iter().map(|at| self.truth[*at]).sum();
        if places.is_empty() || sum != self.truth[total] {
            return;
        }
        let mut line = Line::default();
        for (at, factor) in places.into_iter().map(|at| (at, 1)).chain([(total, -1)]) {
            match self.known[at] {
                Some(n) => line.sum -= factor * i128::from(n),
                None => *line.terms.entry(at).or_insert(0) += factor,
            }
        }
        if !line.terms.is_empty() {
            self.lines.push(line);
        }
    }
}

/// Tries to find a group of 1 to 6.
pub(crate) fn attack(view: &View, cube: &Cube, budget: usize) -> Option<Won> {
    let case = Case::new(view, cube);
    for (at, spot) in case.spots.iter().enumerate() {
        if case.known[at].is_some_and(|n| (1..7).contains(&n)) {
            return Some(Won::Sum(format!("{spot:?} is published"), case.truth[at]));
        }
    }
    let solved = solve(case.lines.clone());
    for line in solved.values() {
        if let (1, Some((at, factor))) = (line.terms.len(), line.terms.first_key_value()) {
            let n = line.sum / factor;
            assert_eq!(n, i128::from(case.truth[*at]), "the equations hold");
            if (1..7).contains(&n) {
                return Some(Won::Sum(format!("{:?}", case.spots[*at]), n as i64));
            }
        }
    }
    if let Some(won) = groups(&case, cube, &solved) {
        return Some(won);
    }
    let mut lines = case.lines.clone();
    lines.extend(solved.into_values());
    // He may as well know how large it can be at most.
    let most = case.truth.iter().max().map_or(0, |most| most + 30);
    let mut bounds: Vec<(i64, i64)> = case.known.iter().map(|known| known.map_or((0, most), |n| (n, n))).collect();
    for (at, spot) in case.spots.iter().enumerate() {
        let shown_above =
            cube.parent(spot.node).is_some_and(|node| case.known[case.index[&Spot { node, ..*spot }]].is_some());
        if case.known[at].is_none()
            && !spot.rest
            && spot.slice == 0
            && cube.whole(spot.measure).is_none()
            && shown_above
        {
            bounds[at].0 = 1;
        }
    }
    assert!(narrow(&lines, &mut bounds), "the true cube is possible");
    let small = |at: &usize| case.known[*at].is_none() && (1..7).contains(&case.truth[*at]);
    for at in (0..case.spots.len()).filter(small) {
        if bounds[at].0 == bounds[at].1 {
            return Some(Won::Bounds(format!("{:?}", case.spots[at]), case.truth[at]));
        }
    }
    let mut excused = vec![false; case.spots.len()];
    for at in (0..case.spots.len()).filter(small) {
        if excused[at] {
            continue;
        }
        match another(&case, &lines, &bounds, at, budget) {
            Some(Some(world)) => {
                for other in 0..excused.len() {
                    excused[other] |= world[other] != case.truth[other];
                }
            }
            Some(None) => return Some(Won::Search(format!("{:?}", case.spots[at]), case.truth[at])),
            None => return Some(Won::Undecided),
        }
    }
    None
}

/// Exact elimination: every line leads with an unknown that no other line has.
fn solve(lines: Vec<Line>) -> BTreeMap<usize, Line> {
    let mut solved: BTreeMap<usize, Line> = BTreeMap::new();
    for mut line in lines {
        let leads: Vec<usize> = line.terms.keys().filter(|at| solved.contains_key(at)).copied().collect();
        for at in leads {
            line = without(&line, &solved[&at], at);
        }
        let Some(lead) = line.terms.keys().next().copied() else { continue };
        for other in solved.values_mut() {
            if other.terms.contains_key(&lead) {
                *other = without(other, &line, lead);
            }
        }
        solved.insert(lead, line);
    }
    solved
}

fn without(line: &Line, by: &Line, at: usize) -> Line {
    let (a, b) = (by.terms[&at], line.terms[&at]);
    let mut out =
        Line { terms: line.terms.iter().map(|(at, n)| (*at, n * a)).collect(), sum: line.sum * a - by.sum * b };
    for (at, n) in &by.terms {
        *out.terms.entry(*at).or_insert(0) -= n * b;
    }
    out.terms.retain(|_, n| *n != 0);
    let divisor = out.terms.values().fold(out.sum, |d, n| gcd(d, *n)).max(1);
    out.terms.values_mut().for_each(|n| *n /= divisor);
    out.sum /= divisor;
    out
}

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a.abs() } else { gcd(b, a % b) }
}

/// Every set of practices in one cell's column, and every set of categories in one practice's row.
fn groups(case: &Case, cube: &Cube, solved: &BTreeMap<usize, Line>) -> Option<Won> {
    let leaves: Vec<usize> = (0..cube.nodes()).filter(|node| cube.children_of(*node).is_empty()).collect();
    let mut rows: Vec<Vec<usize>> = Vec::new();
    for spot in &case.spots {
        let here = |spot: Spot| case.index.get(&spot).copied();
        if spot.node == 0 {
            rows.push(leaves.iter().filter_map(|node| here(Spot { node: *node, ..*spot })).collect());
        }
        if let Some(dimension) = cube.dimensions().iter().find(|d| d.slices().start == spot.slice) {
            rows.push(dimension.slices().filter_map(|slice| here(Spot { slice, ..*spot })).collect());
        }
    }
    for row in rows {
        for set in 1u32..1 << row.len() {
            let chosen: Vec<usize> =
                row.iter().enumerate().filter(|(bit, _)| set & (1 << bit) != 0).map(|(_, at)| *at).collect();
            let n: i64 = chosen.iter().map(|at| case.truth[*at]).sum();
            if (1..7).contains(&n) && follows(case, solved, &chosen) {
                let names: Vec<Spot> = chosen.iter().map(|at| case.spots[*at]).collect();
                return Some(Won::Group(format!("{names:?}"), n));
            }
        }
    }
    None
}

/// Whether the sum of these follows from what is published.
fn follows(case: &Case, solved: &BTreeMap<usize, Line>, chosen: &[usize]) -> bool {
    let mut line = Line::default();
    for at in chosen.iter().filter(|at| case.known[**at].is_none()) {
        line.terms.insert(*at, 1);
    }
    let leads: Vec<usize> = line.terms.keys().filter(|at| solved.contains_key(at)).copied().collect();
    for at in leads {
        line = without(&line, &solved[&at], at);
    }
    line.terms.is_empty()
}

/// Draws the bounds together until nothing moves. Says whether anything is left.
fn narrow(lines: &[Line], bounds: &mut [(i64, i64)]) -> bool {
    for _ in 0..200 {
        let mut moved = false;
        for line in lines {
            let ends = |at: usize, n: i128, bounds: &[(i64, i64)]| {
                let (lo, hi) = (n * i128::from(bounds[at].0), n * i128::from(bounds[at].1));
                if n > 0 { (lo, hi) } else { (hi, lo) }
            };
            let (mut least, mut most) = (0, 0);
            for (at, n) in &line.terms {
                let (lo, hi) = ends(*at, *n, bounds);
                least += lo;
                most += hi;
            }
            if least > line.sum || most < line.sum {
                return false;
            }
            for (at, n) in &line.terms {
                let (lo, hi) = ends(*at, *n, bounds);
                // n * x lies between these two.
                let (from, to) = (line.sum - (most - hi), line.sum - (least - lo));
                let (from, to) = if *n > 0 { (from, to) } else { (-to, -from) };
                let n = n.abs();
                let (from, to) = (from.div_euclid(n) + i128::from(from.rem_euclid(n) > 0), to.div_euclid(n));
                let (old_lo, old_hi) = bounds[*at];
                let new = (i128::from(old_lo).max(from) as i64, i128::from(old_hi).min(to) as i64);
                if new.0 > new.1 {
                    return false;
                }
                if new != (old_lo, old_hi) {
                    bounds[*at] = new;
                    moved = true;
                    (least, most) = (0, 0);
                    for (at, n) in &line.terms {
                        let (lo, hi) = ends(*at, *n, bounds);
                        least += lo;
                        most += hi;
                    }
                }
            }
        }
        if !moved {
            return true;
        }
    }
    true
}

/// Another cube that looks the same from outside and has another number here; `Some(None)` when there is none.
fn another(
    case: &Case,
    lines: &[Line],
    bounds: &[(i64, i64)],
    at: usize,
    mut budget: usize,
) -> Option<Option<Vec<i64>>> {
    let truth = case.truth[at];
    let mut values: Vec<i64> = (bounds[at].0..=bounds[at].1.min(truth + 60)).filter(|n| *n != truth).collect();
    values.sort_by_key(|n| (n - truth).abs());
    for value in values {
        let mut bounds = bounds.to_vec();
        bounds[at] = (value, value);
        match search(case, lines, bounds, &mut budget) {
            Some(None) => {}
            found => return found,
        }
    }
    Some(None)
}

fn search(case: &Case, lines: &[Line], mut bounds: Vec<(i64, i64)>, budget: &mut usize) -> Option<Option<Vec<i64>>> {
    *budget = budget.checked_sub(1)?;
    if !narrow(lines, &mut bounds) {
        return Some(None);
    }
    let open =
        (0..bounds.len()).filter(|at| bounds[*at].0 < bounds[*at].1).min_by_key(|at| bounds[*at].1 - bounds[*at].0);
    let Some(at) = open else { return Some(Some(bounds.into_iter().map(|(n, _)| n).collect())) };
    let mut values: Vec<i64> = (bounds[at].0..=bounds[at].1).collect();
    values.sort_by_key(|n| (n - case.truth[at]).abs());
    for value in values {
        let mut bounds = bounds.clone();
        bounds[at] = (value, value);
        match search(case, lines, bounds, budget) {
            Some(None) => {}
            found => return found,
        }
    }
    Some(None)
}
