//! How the program is linked: at a fixed address where the C library is glibc's and linked dynamically.
//!
//! The engine brings 135,000 addresses in its tables. In a position-independent executable the dynamic linker writes
//! each of them at every start: 5 MiB of memory and more time than the engine itself needs. The heap, the stack and
//! the libraries are still placed at random.

fn main() {
    println!("cargo:rerun-if-changed=stdlib/link.rs");
    let of_target = |name: &str| std::env::var(format!("CARGO_CFG_TARGET_{name}")).unwrap_or_default();
    let is_static = of_target("FEATURE").split(',').any(|feature| feature == "crt-static");
    if of_target("OS") == "linux" && of_target("ENV") == "gnu" && !is_static {
        println!("cargo:rustc-link-arg-bins=-no-pie");
    }
}
