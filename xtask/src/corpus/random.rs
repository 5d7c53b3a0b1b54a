//! Random: a small generator that gives the same numbers on every machine, and ranks after Zipf.

/// SplitMix64: enough for texts, and the same everywhere.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// The numbers of one thing: `seed` for the corpus, `stream` for the thing in it.
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut random = Self(seed ^ stream.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        // Neighbouring streams begin alike; a few steps part them.
        random.next();
        random.next();
        random
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number below `limit`, which is at least 1.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    /// Whether something happens that happens so often in a hundred times.
    pub fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    /// A number in [0, 1).
    pub fn fraction(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// One of them.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// Ranks of which the first is met most: the n-th as often as 1/n.
#[derive(Clone, Debug)]
pub struct Zipf {
    sums: Vec<f64>,
}

impl Zipf {
    /// So many ranks.
    pub fn new(count: usize) -> Self {
        let mut sum = 0.0;
        let sums = (1..=count)
            .map(|rank| {
                sum += 1.0 / rank as f64;
                sum
            })
            .collect();
        Self { sums }
    }

    /// A rank, from 0.
    pub fn draw(&self, random: &mut Random) -> usize {
        let Some(top) = self.sums.last() else { return 0 };
        let at = random.fraction() * top;
        self.sums
            .partition_point(|sum| *sum <= at)
            .min(self.sums.len() - 1)
    }

    /// `count` different ranks (fewer where there are not so many).
    pub fn draw_different(&self, random: &mut Random, count: usize) -> Vec<usize> {
        let mut ranks = Vec::new();
        while ranks.len() < count.min(self.sums.len()) {
            let rank = self.draw(random);
            if !ranks.contains(&rank) {
                ranks.push(rank);
            }
        }
        ranks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_rank_is_met_most() {
        let (zipf, mut random) = (Zipf::new(50), Random::new(1, 1));
        let mut counts = [0; 50];
        for _ in 0..5_000 {
            counts[zipf.draw(&mut random)] += 1;
        }
        assert!(counts[0] > 2 * counts[3] && counts[3] > counts[40], "{counts:?}");
        assert_eq!(Zipf::new(2).draw_different(&mut random, 5).len(), 2);
    }
}
