//! Layout: places for the nodes of a network, the same on every machine.

use std::collections::BTreeMap;

/// Places of `count` nodes so that tied ones are near: forces from a fixed start for a fixed number of steps.
///
/// Only sums, products, quotients and square roots, which every machine rounds alike.
pub fn settle(
    count: usize,
    ties: &BTreeMap<(usize, usize), u32>,
    width: f64,
    height: f64,
) -> Vec<(f64, f64)> {
    const STEPS: usize = 240;
    let mut seed: u32 = 0x2545_F491;
    let mut next = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from(seed >> 8) / f64::from(1u32 << 24)
    };
    let mut places: Vec<(f64, f64)> = (0..count).map(|_| (next() * width, next() * height)).collect();
    let ideal = (width * height / count as f64).sqrt() * 0.62;
    for step in 0..STEPS {
        let heat = width / 9.0 * (1.0 - step as f64 / STEPS as f64) + 1.0;
        let mut pushes = vec![(0.0, 0.0); count];
        for one in 0..count {
            for other in 0..count {
                let (dx, dy) = (places[one].0 - places[other].0, places[one].1 - places[other].1);
                let square = (dx * dx + dy * dy).max(1.0);
                // Beyond three lengths nodes do not feel each other: groups without a tie stay near.
                if one != other && square < 9.0 * ideal * ideal {
                    let force = ideal * ideal / square;
                    pushes[one].0 += dx * force;
                    pushes[one].1 += dy * force;
                }
            }
            // Toward the middle, so that what has no ties stays in the picture.
            pushes[one].0 += (width / 2.0 - places[one].0) * 0.16;
            pushes[one].1 += (height / 2.0 - places[one].1) * 0.3;
        }
        for &(from, to) in ties.keys() {
            let (dx, dy) = (places[from].0 - places[to].0, places[from].1 - places[to].1);
            let force = (dx * dx + dy * dy).sqrt() / ideal;
            pushes[from].0 -= dx * force;
            pushes[from].1 -= dy * force;
            pushes[to].0 += dx * force;
            pushes[to].1 += dy * force;
        }
        for (place, push) in places.iter_mut().zip(&pushes) {
            let length = (push.0 * push.0 + push.1 * push.1).sqrt().max(1e-9);
            let step = length.min(heat) / length;
            place.0 = (place.0 + push.0 * step).clamp(70.0, width - 70.0);
            place.1 = (place.1 + push.1 * step).clamp(34.0, height - 48.0);
        }
    }
    spread(&mut places, width, height);
    places
}

/// Stretches the places to the edges of the picture, each axis by itself.
fn spread(places: &mut [(f64, f64)], width: f64, height: f64) {
    let stretch = |values: Vec<f64>, from: f64, until: f64| {
        let (low, high) = values.iter().fold((f64::MAX, f64::MIN), |(low, high), &value| {
            (low.min(value), high.max(value))
        });
        let scale = if high - low > 1.0 {
            (until - from) / (high - low)
        } else {
            0.0
        };
        values
            .into_iter()
            .map(|value| {
                if scale > 0.0 {
                    from + (value - low) * scale
                } else {
                    (from + until) / 2.0
                }
            })
            .collect::<Vec<f64>>()
    };
    let xs = stretch(places.iter().map(|place| place.0).collect(), 70.0, width - 70.0);
    let ys = stretch(places.iter().map(|place| place.1).collect(), 34.0, height - 48.0);
    for (place, (x, y)) in places.iter_mut().zip(xs.into_iter().zip(ys)) {
        *place = (x, y);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layouts_are_the_same_and_inside() {
        let ties = BTreeMap::from([((0, 1), 1), ((1, 2), 3)]);
        let places = settle(5, &ties, 600.0, 400.0);
        assert_eq!(places, settle(5, &ties, 600.0, 400.0));
        assert!(
            places
                .iter()
                .all(|(x, y)| (0.0..600.0).contains(x) && (0.0..400.0).contains(y)),
            "{places:?}"
        );
    }
}
