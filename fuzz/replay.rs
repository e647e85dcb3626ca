//! Replays the corpora: each file as it is, cut short at every byte, and with bytes changed in ways that are the same in
//! every run.

use std::fs;
use std::path::Path;

use super::{FuzzTarget, targets};

#[test]
#[expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "the corpora are files, and the one at fault is named"
)]
fn corpora() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for (name, target) in targets() {
        let mut files: Vec<_> = fs::read_dir(corpus.join(name))
            .unwrap_or_else(|error| panic!("corpus/{name}: {error}"))
            .map(|entry| entry.expect("a readable folder").path())
            .collect();
        files.sort();
        assert!(files.len() >= 10, "corpus/{name} has {} files", files.len());
        for file in files {
            let data = fs::read(&file).expect("a readable file");
            // Printed with the test's output when the target panics.
            println!("{}", file.display());
            target(&data);
            (0..data.len().min(CUT_LEN_MAX)).for_each(|len| target(&data[..len]));
            mutations(*target, &data);
        }
    }
}

fn mutations(target: FuzzTarget, data: &[u8]) {
    let mut random = 0x9e37_79b9_7f4a_7c15u64 ^ data.len() as u64;
    let mut next = |below: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        (random >> 16) as usize % below.max(1)
    };
    for _ in 0..MUTATIONS {
        let mut data = data[..data.len().min(CUT_LEN_MAX)].to_vec();
        for _ in 0..=next(4) {
            let at = next(data.len());
            match next(5) {
                0 => data.insert(at.min(data.len()), SPICE[next(SPICE.len())]),
                1 if !data.is_empty() => drop(data.remove(at)),
                2 if !data.is_empty() => data[at] = SPICE[next(SPICE.len())],
                3 if !data.is_empty() => data[at] ^= 1 << next(8),
                _ => {
                    let piece = data[at..(at + next(40)).min(data.len())].to_vec();
                    let to = next(data.len() + 1);
                    data.splice(to..to, piece);
                }
            }
        }
        target(&data);
    }
}

/// Bytes that mean something to one of the parsers.
const SPICE: &[u8] = b"\r\n\0 \t:;,/0159afAF+-=%\x7f\x80\xc0\xc3\xed\xf0\xf4\xff";
const MUTATIONS: usize = 200;
/// Longer files are replayed whole only: cutting them everywhere is quadratic.
const CUT_LEN_MAX: usize = 1024;
