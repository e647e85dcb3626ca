//! The program `noderu`.
#![forbid(unsafe_code)]

fn main() {
    noderu_stdlib::boot::main()
}
