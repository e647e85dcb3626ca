//! `cargo fuzz run server --features libfuzzer`: see the function of this name in lib.rs.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| noderu_fuzz::server(data));
