//! `cargo fuzz run http_response --features libfuzzer`: see the function of this name in lib.rs.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| noderu_fuzz::http_response(data));
