//! Build script of every wrapper in this folder: see `apply/`.

fn main() {
    noderu_boa_edits::build();
}
