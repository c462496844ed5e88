//! Labels beside what they name.

/// Places for labels `wanted` at these heights, `apart` from each other and within `room`, in the order they came.
/// Nobody moves further than needed; when there are too many for the room they share it evenly.
pub fn spread(wanted: &[f64], apart: f64, room: (f64, f64)) -> Vec<f64> {
    let (first, last) = room;
    let gaps = wanted.len().saturating_sub(1).max(1) as f64;
    let apart = apart.min((last - first) / gaps);
    let mut order: Vec<(usize, f64)> = wanted.iter().copied().enumerate().collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut free = first;
    for (_, place) in &mut order {
        *place = place.max(free);
        free = *place + apart;
    }
    let mut free = last;
    for (_, place) in order.iter_mut().rev() {
        *place = place.min(free);
        free = *place - apart;
    }
    order.sort_unstable_by_key(|(at, _)| *at);
    order.into_iter().map(|(_, place)| place).collect()
}
