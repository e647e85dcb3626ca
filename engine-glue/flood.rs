//! Keys that were made to collide.
//!
//! The engine's property tables use a hash without a seed, so anybody can write keys that all land in one place: sixteen
//! thousand of them take 13 s to insert. Natives that make objects of keys from outside (`JSON.parse`, query strings,
//! headers) ask here before each one.

use std::hash::BuildHasher;

use boa_engine::property::PropertyKey;
use boa_engine::{JsError, JsResult};
use rustc_hash::FxBuildHasher;

use crate::error::range_error;

/// Keys of one object, counted by where the engine's table puts them.
#[derive(Debug, Default)]
pub struct KeyFlood {
    keys: usize,
    /// Keys per place, a table after the other; empty until there are [`KeyFlood::FREE`] of them.
    counts: Vec<u32>,
}

/// How finely places are told apart, and the keys in one place that chance does not bring about, on top of eight times its
/// share. A table of a thousand keys looks at fewer bits of the hash than one of ten thousand, so there are two.
const TABLES: [(usize, usize); 2] = [(1 << 11, 32), (1 << 14, 64)];

impl KeyFlood {
    /// Keys that nobody counts: even if all collide, they cost a millisecond.
    pub const FREE: usize = 128;

    /// Counts a key that is about to be inserted; `whose` is named in the error.
    ///
    /// # Errors
    /// A RangeError when the keys collide as chance does not make them.
    pub fn admit(&mut self, key: &PropertyKey, whose: &str) -> JsResult<()> {
        self.keys += 1;
        if self.keys <= Self::FREE { Ok(()) } else { self.count(key).map_err(|()| refusal(whose)) }
    }

    #[cold]
    fn count(&mut self, key: &PropertyKey) -> Result<(), ()> {
        // Array indexes lie in a table of their own.
        if matches!(key, PropertyKey::Index(_)) {
            return Ok(());
        }
        if self.counts.is_empty() {
            self.counts = vec![0; TABLES.iter().map(|(places, _)| places).sum()];
        }
        let hash = FxBuildHasher.hash_one(key) as usize;
        let mut rest = self.counts.as_mut_slice();
        for (places, chance) in TABLES {
            let (counts, others) = rest.split_at_mut(places);
            rest = others;
            let count = &mut counts[hash % places];
            *count += 1;
            if *count as usize > chance + 8 * (self.keys / places) {
                return Err(());
            }
        }
        Ok(())
    }
}

fn refusal(whose: &str) -> JsError {
    range_error(format!("{whose}: the keys of an object collide in the engine's hash table, as if made for it"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use boa_engine::JsString;

    fn key(number: usize) -> PropertyKey {
        JsString::from(format!("k{number:x}")).into()
    }

    /// How many of the keys pass.
    fn admitted(keys: impl Iterator<Item = PropertyKey>) -> usize {
        let mut flood = KeyFlood::default();
        keys.take_while(|key| flood.admit(key, "test").is_ok()).count()
    }

    #[test]
    fn keys_of_one_place_are_refused() {
        for (places, chance) in TABLES {
            let place = |key: &PropertyKey| FxBuildHasher.hash_one(key) as usize % places;
            let aim = place(&key(0));
            let colliding: Vec<PropertyKey> = (0..2_000_000).map(key).filter(|key| place(key) == aim).collect();
            assert!(colliding.len() > chance, "{}", colliding.len());
            let usual = || (0..KeyFlood::FREE).map(|number| JsString::from(format!("usual{number}")).into());
            let count = admitted(usual().chain(colliding));
            assert!((KeyFlood::FREE + 1..=KeyFlood::FREE + chance).contains(&count), "{places}: {count}");
        }
    }

    #[test]
    fn keys_of_all_usual_kinds_pass() {
        let count = 300_000;
        assert_eq!(admitted((0..count).map(key)), count);
        assert_eq!(admitted((0..count).map(|number| JsString::from(format!("{number:08}-item")).into())), count);
        assert_eq!(
            admitted((0..count).map(|number| JsString::from("a".repeat(number % 7) + &number.to_string()).into())),
            count
        );
        assert_eq!(admitted((0..count as u32).map(PropertyKey::from)), count);
    }
}
